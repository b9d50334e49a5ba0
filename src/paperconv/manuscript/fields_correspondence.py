"""What front matter says of authors apart from them: who corresponds, what the marks of equal authors mean."""

from __future__ import annotations

from collections.abc import Mapping

from paperconv import model as m
from paperconv.manuscript.fields_notes import letters
from paperconv.manuscript.fields_people import EMAIL, PeopleFields
from paperconv.manuscript.fields_values import Path, Value, as_json, blocks, is_empty, key_of, plain

_NO_MORE = 8  # letters beside name and address that are a word like "e-mail"


def correspond(people: PeopleFields, value: Value, path: Path) -> None:
    """What the front matter says apart from the authors about the corresponding one: a name, an address, both."""
    for one in value if isinstance(value, list) else [value]:
        text = plain(one)
        mails = EMAIL.findall(text)
        name = (
            plain(one.get("name", "")) if isinstance(one, Mapping) else EMAIL.sub("", text).strip(" <>(),;")
        )
        wanted = letters(name) or _owner(people, mails)
        for index, author in enumerate(people.authors):
            own = letters(
                author.name.literal or f"{author.name.given}{author.name.particle}{author.name.family}"
            )
            family = letters(author.name.family)
            if (wanted and (own in wanted or (family and family in wanted))) or set(mails) & set(
                author.emails
            ):
                rest = letters(name).replace(own, "").replace(family, "") if family else letters(name)
                more = len(rest) > _NO_MORE and not isinstance(one, Mapping)
                notes = [people.notes.add("corresponding", blocks(one, None), path)] if more else []
                people.authors[index] = m.replace(
                    author,
                    corresponding=True,
                    emails=tuple(dict.fromkeys((*author.emails, *mails))),
                    notes=tuple(dict.fromkeys((*author.notes, *notes))),
                )
                break
        else:
            _note_free(people, "corresponding", one, path, mails)


def _owner(people: PeopleFields, mails: list[str]) -> str:
    """The name of the only author whom an address names: ``ott`` or ``ann`` in ``ann.ott@…``."""
    local = letters(" ".join(one.partition("@")[0] for one in mails))
    found = [
        letters(f"{one.name.given}{one.name.particle}{one.name.family}")
        for one in people.authors
        if (local and local in {letters(one.name.family), letters(one.name.given)})
        or (len(one.name.family) > 2 and letters(one.name.family) in local)
    ]  # fmt: skip
    return found[0] if len(found) == 1 else ""


def _note_free(people: PeopleFields, kind: str, value: Value, path: Path, mails: list[str]) -> None:
    """A note on those who are marked as corresponding, or on the only author."""
    marked = [n for n, one in enumerate(people.authors) if one.corresponding or len(people.authors) == 1]
    if len(marked) == 1:
        only = people.authors[marked[0]]
        people.authors[marked[0]] = m.replace(
            only, corresponding=True, emails=tuple(dict.fromkeys((*only.emails, *mails)))
        )
        if plain(value).strip(" .") in mails:
            return
    identifier = people.notes.add(kind, blocks(value, people.place.pos(path)), path)
    for number in marked:
        one = people.authors[number]
        people.authors[number] = m.replace(one, notes=tuple(dict.fromkeys((*one.notes, identifier))))


def explain(people: PeopleFields, value: Mapping[str, Value], path: Path) -> None:
    """Texts for marks, given once for all authors: ``equal-contributor: These authors contributed equally``."""
    for key, one in value.items():
        kind = {
            "equal-contributor": "equal",
            "equal-contributors": "equal",
            "equal-contribution": "equal",
            "deceased": "deceased",
        }.get(key_of(key))
        if is_empty(one):
            continue
        if kind is None or isinstance(one, Mapping):
            people.notes.extra.append(m.Field(f"author-notes.{key}", as_json(one)))
            continue
        identifier = people.notes.add(kind, blocks(one, None), (*path, key))
        people.authors = [
            m.replace(author, notes=(*author.notes, identifier))
            if (author.equal_contribution if kind == "equal" else author.deceased)
            else author
            for author in people.authors
        ]
