"""Authors in the styles of our own files, where each part of a name has a character style: read as said, not guessed.

A byline counts only if its character styles account for every letter of it. Then the paragraphs of affiliations, notes and
details around it mean what their styles say.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from paperconv import model as m
from paperconv.manuscript import affiliations, notes, runs
from paperconv.manuscript.byline import EMAIL
from paperconv.manuscript.credit import CREDIT
from paperconv.manuscript.orcid import bare_orcid
from paperconv.patterns import late
from paperconv.readers.docx.build import number_of
from paperconv.readers.docx.names import NOTE_MARKS, Element, P
from paperconv.readers.docx.paragraphs import Facts
from paperconv.readers.docx.pieces import Piece, pieces_of
from paperconv.readers.docx.styles import StyleSheet

_PARTS = {
    "given name": "given", "family name": "family", "name particle": "particle", "name suffix": "suffix",
    "full name": "literal", "group name": "literal",
}  # fmt: skip
_KINDS: dict[str, m.AuthorNoteKind] = {
    "correspondence": "corresponding", "equal contribution": "equal", "deceased": "deceased",
    "current address": "current-address", "contribution note": "contribution", "conflict note": "conflict",
    "lead contact": "lead-contact", "author note": "other",
}  # fmt: skip
_ROR = late(r"\s*(https?://ror\.org/\w+)\s*\Z")
_IDENTIFIER = late(r"([A-Z][A-Z-]{1,30}) (\S+)")
_DEGREE = late(r"(.*\S)\s+\(([^()]+)\)\Z")


class _Author(msgspec.Struct):
    """One author while the paragraphs are read; ``shown`` is the name as it stands in the byline."""

    parts: dict[str, str] = {}
    order: list[str] = []
    shown: str = ""
    prefix: str = ""
    group: bool = False
    degrees: list[str] = []
    marks: list[str] = []
    facts: dict[str, object] = {}
    emails: list[str] = []
    roles: list[m.Role] = []
    identifiers: list[m.Identifier] = []


class _Note(msgspec.Struct):
    """A note on authors; ``skip`` counts the characters of mark and lead, ``numbers`` are those of its paragraphs."""

    kind: m.AuthorNoteKind
    label: str
    skip: int
    numbers: list[int]


class People(msgspec.Struct):
    """What the paragraphs ``taken`` (by number) say of the authors."""

    authors: list[_Author] = []
    places: list[m.Affiliation] = []
    notes: list[_Note] = []
    taken: set[int] = set()


def read_people(root: Element, facts: Mapping[int, Facts], sheet: StyleSheet) -> People:
    """The authors of the part ``root``; nobody, where the byline is not in the styles of its parts."""
    people = People()
    filled = [
        one for p in root.iter(P) if (one := facts.get(int(p.get("n", "0")))) is not None and not one.inside
    ]
    elements = {int(p.get("n", "0")): p for p in root.iter(P)}
    styled = {one.number: one.names[0] if one.names else "" for one in filled}
    for one in filled:
        if styled[one.number] == "author" and not _byline(people, elements[one.number], sheet):
            return People()
        people.taken.update({one.number} if styled[one.number] == "author" else ())
    if not people.authors:
        return people
    for one in filled:
        name = styled[one.number]
        pieces = list(pieces_of(elements[one.number], sheet))
        if name == "affiliation":
            people.places.append(_place(pieces, len(people.places) + 1))
        elif name in _KINDS:
            _note(people, _KINDS[name], pieces, one.number)
        elif name == "author details":
            _details(people, pieces)
        elif not _roles(people, pieces):
            continue
        people.taken.add(one.number)
    _take_headings(people, filled)
    return people


def take_people(draft: m.Draft, people: People) -> m.Draft:
    """``draft`` with ``people`` in its metadata instead of its text."""
    if not people.authors:
        return draft
    held = {number_of(block): block for block in draft.blocks}
    made: list[m.AuthorNote] = []
    for one in people.notes:
        own = [block for number in one.numbers if isinstance(block := held.get(number), m.Paragraph)]
        if not own:
            continue
        first = m.Paragraph(runs.strip(runs.cut(own[0].children, one.skip)), pos=own[0].pos)
        rest = tuple(m.replace(block, role="") for block in own[1:])
        identifier = f"an{len(made) + 1}"
        made.append(
            m.AuthorNote(identifier, one.kind, (first, *rest), one.label, pos=first.pos, provenance="style")
        )
    places = {one.id: one for one in people.places}
    authors = tuple(_author(one, people, made) for one in people.authors)
    meta = m.replace(
        draft.meta,
        authors=authors,
        affiliations=tuple(places.values()),
        author_notes=tuple(made),
    )
    blocks = tuple(block for block in draft.blocks if number_of(block) not in people.taken)
    return m.replace(draft, meta=meta, blocks=blocks)


def _byline(people: People, paragraph: Element, sheet: StyleSheet) -> bool:
    """Read a byline; False if something in it has no style that says what it is."""
    if next(paragraph.iter(*NOTE_MARKS), None) is not None:
        return False
    one: _Author | None = None
    between = ""
    for style, text in pieces_of(paragraph, sheet):
        named = one is not None and bool(one.parts)
        if style in _PARTS or style == "name prefix":
            part = _PARTS.get(style, "prefix")
            if (
                one is None
                or (named and (part == "prefix" or "," in between or part in one.parts))
                or one.marks
            ):
                one = _Author()
                people.authors.append(one)
                between = ""
            if part == "prefix":
                one.prefix = text.strip()
            else:
                one.shown += (between if one.parts else "") + text
                one.parts[part] = text.strip()
                one.order.append(part)
                one.group = one.group or style == "group name"
            between = ""
        elif style == "degree" and one is not None:
            one.degrees.append(text.strip())
        elif style == "superscript" and one is not None:
            one.marks += [mark.strip() for mark in text.split(",") if mark.strip()]
        elif any(character.isalnum() for character in text):
            return False
        else:
            between += text
    return bool(people.authors)


def _place(pieces: list[Piece], number: int) -> m.Affiliation:
    label = pieces[0][1].strip() if pieces and pieces[0][0] == "superscript" else ""
    text = "".join(text for _, text in (pieces[1:] if label else pieces)).strip()
    ror = _ROR.search(text)
    bare = text[: ror.start()] if ror else text
    made = affiliations.parse_affiliation(f"aff{number}", bare, label)
    return m.replace(made, ror=ror[1] if ror else made.ror, provenance="style")


def _note(people: People, kind: m.AuthorNoteKind, pieces: list[Piece], number: int) -> None:
    """A note; or the line that names those of whom its kind is true."""
    if any(style == "full name" for style, _ in pieces):
        one: _Author | None = None
        for style, text in pieces:
            one = _named(people, text) if style == "full name" else one
            if one is not None:
                flag = {"corresponding": "corresponding", "equal": "equal_contribution"}.get(kind, "deceased")
                one.facts[flag] = True
                one.emails += EMAIL.findall(text)
        return
    label = pieces[0][1].strip() if pieces[0][0] == "superscript" else ""
    if (
        not label
        and people.notes
        and people.notes[-1].numbers[-1] == number - 1
        and people.notes[-1].kind == kind
    ):
        people.notes[-1].numbers.append(number)
        return
    skip = len(pieces[0][1]) if label else 0
    for style, text in pieces[1 if label else 0 :]:
        if style != "label":
            break
        skip += len(text)
    people.notes.append(_Note(kind, label, skip, [number]))


def _details(people: People, pieces: list[Piece]) -> None:
    """What belongs to one author: office, addresses, identifiers."""
    one = _named(people, pieces[0][1])
    if one is None:
        return
    office = "".join(text for style, text in pieces if style == "position").strip()
    rest = "".join(text for style, text in pieces[1:] if style != "position")
    if office:
        one.facts["position"] = office
    for fact in (part.strip() for part in rest.removeprefix(":").split("; ")):
        if mails := EMAIL.findall(fact):
            one.emails += mails
        elif "orcid" in fact.casefold():
            one.facts["orcid"] = bare_orcid(fact)
        elif found := _IDENTIFIER.fullmatch(fact):
            one.identifiers.append(m.Identifier(found[1].lower(), found[2], provenance="style"))
        elif "://" in fact:
            one.facts["url"] = fact


def _roles(people: People, pieces: list[Piece]) -> bool:
    """Contributions of one author, wherever the paragraph stands."""
    one = _named(people, pieces[0][1]) if pieces and pieces[0][0] == "full name" else None
    if one is None or not any(style == "contributor role" for style, _ in pieces):
        return False
    for style, text in pieces:
        if style == "contributor role":
            found = _DEGREE.fullmatch(text.strip())
            term, degree = (found[1], found[2]) if found else (text.strip(), "")
            one.roles.append(m.Role(term, term in CREDIT, degree))
    return True


def _named(people: People, text: str) -> _Author | None:
    wanted = " ".join(text.split())
    return next((one for one in people.authors if " ".join(one.shown.split()) == wanted), None)


def _take_headings(people: People, filled: list[Facts]) -> None:
    """The heading of a section that holds nothing else than what was taken goes with it."""
    heading, empty = 0, False
    for one in [*filled, None]:
        if one is None or one.level:
            people.taken.update({heading} if heading and empty else ())
            heading, empty = (one.number if one is not None else 0), False
        else:
            heading = heading if one.number in people.taken else 0
            empty = True


def _author(one: _Author, people: People, made: list[m.AuthorNote]) -> m.Author:
    marked = any(place.label for place in people.places)
    alone = len(people.authors) == 1
    everyone = not marked and (alone or len(people.places) == 1)
    order = {mark: number for number, mark in enumerate(one.marks)}
    places = [place for place in people.places if everyone or place.label in order]
    own = [note for note in made if (note.label in order if note.label else alone)]
    kinds = {note.kind for note in own}
    name = _name(one)
    emails = [*one.emails, *_mails(one, own, people)]
    facts: dict[str, object] = {
        "corresponding": bool(kinds & {"corresponding", "lead-contact"}), "equal_contribution": "equal" in kinds,
        "deceased": "deceased" in kinds, **one.facts,
    }  # fmt: skip
    return m.replace(
        m.Author(name, one.group, one.prefix, tuple(one.degrees), provenance="style"),
        emails=tuple(dict.fromkeys(emails)), roles=tuple(one.roles), identifiers=tuple(one.identifiers),
        affiliations=tuple(place.id for place in sorted(places, key=lambda place: order.get(place.label, 0))),
        notes=tuple(note.id for note in sorted(own, key=lambda note: order.get(note.label, 0))), **facts,
    )  # fmt: skip


def _name(one: _Author) -> m.Name:
    order = {part: number for number, part in enumerate(one.order)}
    first = "given" in order and order.get("family", len(order)) < order["given"]
    return m.replace(m.Name(family_first=first), **one.parts)


def _mails(one: _Author, own: list[m.AuthorNote], people: People) -> list[str]:
    """The addresses in the notes on ``one``, as far as they are not those of others who share a note."""
    out: list[str] = []
    for note in own:
        mails = EMAIL.findall(m.text_of(note.blocks))
        sharing = [other for other in people.authors if note.label in other.marks or not note.label]
        if len(sharing) == 1:
            out += mails
            continue
        names = [_name(other) for other in sharing]
        found = notes.match_mails(mails, names, [False] * len(sharing))
        out += [mail for number, mail in enumerate(mails) if found.get(number) == sharing.index(one)]
    return out
