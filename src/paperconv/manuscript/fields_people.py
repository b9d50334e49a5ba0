"""Authors in front matter, in every dialect that they bring.

Keys follow pandoc, JOSS, Quarto's author schema, the MyST guide, pandoc-scholar, Manubot, rticles, rxiv-maker and
BioHackrXiv.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Rule
from paperconv.manuscript.affiliations import institutional
from paperconv.manuscript.fields_affiliations import AFFILIATION_KEYS, AffiliationFields
from paperconv.manuscript.fields_names import (
    FAMILY,
    GIVEN,
    Written,
    split_names,
    taken_apart,
    without_hangings,
)
from paperconv.manuscript.fields_notes import NoteFields, letters, note_kind, roles
from paperconv.manuscript.fields_values import (
    Fields,
    Path,
    Place,
    Value,
    bare,
    blocks,
    is_empty,
    key_of,
    orcid,
    plain,
    texts,
    truth,
    words,
)
from paperconv.manuscript.names import parse_name
from paperconv.patterns import late

_PARTICLE = ("particle", "dropping-particle", "non-dropping-particle", "von")
_PERSON = frozenset(
    (
        *GIVEN,
        *FAMILY,
        "name",
        "literal",
        "email",
        "orcid",
        "corresponding",
        "ref",
        "collaboration",
        "collab",
    )
)
_CORRESPONDS = late(r"(?:the )?corresponding(?: author)?[.:]?", re.IGNORECASE)
_CORRESPONDING = (
    "corresponding", "correspondence", "corresponding-author", "corresp", "is-corresponding", "contact", "cor",
)  # fmt: skip
_EQUAL = (
    "equal-contrib", "equal-contributor", "equal-contribution", "equal", "equally", "co-first-author", "co-first",
    "cofirst", "joint-first",
)  # fmt: skip
_NOTES = {
    "note": "other", "notes": "other", "footnote": "other", "thanks": "other", "acknowledgements": "other",
    "acknowledgments": "other", "current-address": "current-address", "present-address": "current-address",
    "presentaddress": "current-address", "status-changes": "other",
}  # fmt: skip
_REGISTRIES = {
    "isni": ("isni",), "scopus": ("scopus", "scopus-id", "scopusid"), "viaf": ("viaf",), "gnd": ("gnd",),
    "researcherid": ("researcherid", "researcher-id", "researcher", "wos", "publons"),
}  # fmt: skip
_NO_ORCID = words("n/a na none null tbd todo ? xxxx-xxxx-xxxx-xxxx no false")
EMAIL = late(r"[\w.+'%-]+@[\w-]+(?:\.[\w-]+)+")
_SILENT = words(
    "github twitter x mastodon bluesky linkedin initials phone fax tel telephone address shortname id symbol-str "
    "mastodon-server attributes number photo author nocorrespondence gitlab scholar label sepnext metadata etal "
    "biographypic biographypicwidth last"
)


class PeopleFields:
    """Collects authors, affiliations and author notes from front matter."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.authors: list[m.Author] = []
        self.names: dict[str, str] = {}
        self.funding: list[tuple[str, Value, Path]] = []
        self.notes = NoteFields(place)
        self.affiliations = AffiliationFields(self.notes)

    def add_authors(self, value: Value, path: Path) -> None:
        """Each author in ``value``: a list, a mapping of one or of several, or names in a string."""
        if isinstance(value, Mapping):
            if any(key_of(key) in _PERSON for key in value):
                self._author(value, path)
            else:
                for key, one in value.items():
                    inner = (
                        one if isinstance(one, Mapping) else {"affiliation": one} if not is_empty(one) else {}
                    )
                    self._author({"name": key, **inner}, (*path, key))
            return
        if isinstance(value, list):
            for index, one in enumerate(value):
                if not is_empty(one):
                    self._author(one, (*path, index))
            return
        for name in split_names(value if isinstance(value, str) else plain(value)):
            self._author(name, path)

    def _author(self, value: Value, path: Path) -> None:
        if not isinstance(value, Mapping):
            text = value if isinstance(value, str) else plain(value)
            for name in (
                split_names(text) if text.count(" and ") + text.count(";") and "^[" not in text else [text]
            ):
                self._plain_author(name, path)
            return
        if len(value) == 1 and key_of(next(iter(value))) not in _PERSON:
            name, inner = next(iter(value.items()))
            value = {
                "name": name,
                **(
                    inner
                    if isinstance(inner, Mapping)
                    else {"affiliation": inner}
                    if not is_empty(inner)
                    else {}
                ),
            }
        self._mapped_author(value, path)

    def _plain_author(self, text: str, path: Path) -> None:
        """A name, perhaps with marks (``^1,2^``) or a footnote (``^[University of X]``) behind it."""
        made = taken_apart(text)
        mail = EMAIL.search(made.text)
        if mail:
            made.text = made.text.replace(mail[0], "").replace("<>", "").replace("()", "")
        parsed = parse_name(made.text)
        author = m.Author(name=parsed.name, group=parsed.group, prefix=parsed.prefix, degrees=parsed.degrees)
        ids, notes = self._marked(made, path)
        emails = [mail[0]] if mail else []
        corresponding = made.starred
        for note in made.notes:
            emails += EMAIL.findall(note)
            corresponding = corresponding or note_kind(note) == "corresponding"
            self._footnote(note, path, ids, notes)
        self.keep(
            m.replace(
                author,
                affiliations=tuple(dict.fromkeys(filter(None, ids))),
                notes=tuple(dict.fromkeys(notes)),
                emails=tuple(dict.fromkeys(emails)),
                url=made.url,
                corresponding=corresponding,
            ),
            path,
        )

    def _footnote(self, text: str, path: Path, ids: list[str], notes: list[str]) -> None:
        """Add the footnote of a name to the author's ``ids`` if it is an affiliation, to the ``notes`` if not."""
        bare = patterns.sub(
            r"[\s,;(]*(?:e-?mail:?\s*)?" + EMAIL.pattern + r"[\s)]*", ",", text, 0, re.IGNORECASE
        )
        pieces = [one.strip() for one in bare.split(",")]
        raw = ", ".join(one for one in pieces if one.strip(".") and not _CORRESPONDS.fullmatch(one)).strip(
            " ;."
        )
        if institutional(raw) and not note_kind(raw):
            ids.append(self.affiliations.add(raw, path))
        elif text.strip():
            notes.append(
                self.notes.add(note_kind(text) or "other", (m.Paragraph(m.text(text.strip())),), path)
            )

    def _marked(self, made: Written, path: Path) -> tuple[list[str], list[str]]:
        """What the marks on a name point to."""
        return self.affiliations.follow(made.marks, path, made.text)

    def _mapped_author(self, value: Mapping[str, Value], path: Path) -> None:
        value, hung = without_hangings(value)
        fields = Fields(value, path)
        given = fields.take("name")
        if isinstance(given, list):
            given = given[0] if len(given) == 1 else plain(given)
        author = self._named(fields, given, path)
        who = author.name.literal or f"{author.name.given} {author.name.family}".strip()
        if not who:
            self.place.report(Rule.AUTHOR_KNOWN, "an author has no name", path)
            return
        if identifier := fields.text("id"):
            self.names[identifier] = who
        attributes = fields.take("attributes", "attribute")
        flags = Fields(attributes, path) if isinstance(attributes, Mapping) else Fields({}, path)
        marked = (
            {key_of(one) for one in texts(attributes) if isinstance(one, str)}
            if isinstance(attributes, list | str)
            else set()
        )

        hung.text = who
        ids, notes = self._marked(hung, path)
        starred = hung.starred
        for key in (*AFFILIATION_KEYS, "address-label"):
            if fields.has(key):
                value = fields.take(key)
                starred = starred or (isinstance(value, str) and "*" in patterns.split(r"[\s,;&]+", value))
                some = self.affiliations.resolve(value, fields.where(key), who)
                ids += some[0]
                notes += some[1]
        emails = EMAIL.findall(fields.text("email", "emails", "e-mail", "mail"))
        if not emails and (odd := fields.text("email", "emails", "e-mail", "mail")):
            emails = [odd]
        emails += _decoded(fields.text("email64"))
        corresponding = starred or "corresponding" in marked
        for footnote in hung.notes:
            emails += EMAIL.findall(footnote)
            corresponding = corresponding or note_kind(footnote) == "corresponding"
            self._footnote(footnote, path, ids, notes)
        said, text = self._flag(fields, flags, _CORRESPONDING)
        corresponding = corresponding or said
        if text:
            found_mails = EMAIL.findall(text)
            emails += found_mails
            if not found_mails or len(text) > len(found_mails[0]) + 12:
                notes.append(
                    self.notes.add(
                        "corresponding", (m.Paragraph(m.text(text)),), fields.where(*_CORRESPONDING)
                    )
                )
        equal, text = self._flag(fields, flags, _EQUAL)
        equal = equal or bool(marked & set(_EQUAL))
        if text:
            notes.append(self.notes.add("equal", (m.Paragraph(m.text(text)),), fields.where(*_EQUAL)))
        deceased, text = self._flag(fields, flags, ("deceased",))
        deceased = deceased or "deceased" in marked
        if text:
            notes.append(self.notes.add("deceased", (m.Paragraph(m.text(text)),), fields.where("deceased")))
        for key, kind in _NOTES.items():
            value = fields.take(key)
            for one in value if isinstance(value, list) else [value]:
                if not is_empty(one):
                    known = self.notes.keyed(plain(one))
                    said_kind = note_kind(plain(one)) if key == "footnote" else ""
                    corresponding = corresponding or said_kind == "corresponding"
                    kind = said_kind or kind  # noqa: PLW2901 - what a footnote says, it is
                    notes.append(known or self.notes.add(kind, blocks(one, None), fields.where(key)))
        number, identifiers = self._registered(fields)
        bio = fields.take("bio", "biography", "naturename")
        author = m.replace(
            author,
            orcid=number,
            identifiers=identifiers,
            emails=tuple(dict.fromkeys(emails)),
            url=fields.text("url", "website", "homepage", "webpage", "web") or hung.url,
            corresponding=corresponding,
            equal_contribution=equal,
            deceased=deceased,
            affiliations=tuple(dict.fromkeys(ids)),
            notes=tuple(dict.fromkeys(notes)),
            roles=tuple(
                roles(fields.take("roles", "role", "contributions", "contribution", "credit", "contributes"))
            ),
            position=author.position or fields.text("position", "job-title"),
            bio=blocks(bio, None) if bio else (),
        )
        address = fields.take("address")
        if address is not None and not ids:
            found_id = self.affiliations.add(
                address if isinstance(address, Mapping) else plain(address), fields.where("address")
            )
            author = m.replace(author, affiliations=tuple(filter(None, [found_id])))
        elif address is not None:
            fields.give_back("address")
        if (paid := fields.take("funding", "funders", "funder")) is not None:
            self.funding.append((who, paid, fields.where("funding", "funders", "funder")))
        self.notes.keep(fields, f"authors.{len(self.authors)}", _SILENT)
        self.keep(author, path)

    def _registered(self, fields: Fields) -> tuple[str, tuple[m.Identifier, ...]]:
        """The author's ORCID iD, and what other registries call the author; an iD that is none is one of those."""
        given = fields.text("orcid", "orcid-id", "orcidid")
        if bare(given) in _NO_ORCID:
            given = ""
        path = fields.where("orcid", "orcid-id", "orcidid")
        number = orcid(given, path, self.place) if given else ""
        found = [(kind, fields.text(*keys), fields.where(*keys)) for kind, keys in _REGISTRIES.items()]
        found += [("orcid-not-valid", given, path)] if not number else []
        return number, tuple(
            m.Identifier(kind, value, provenance="front matter", pos=self.place.pos(where))
            for kind, value, where in found
            if value
        )

    @staticmethod
    def _flag(fields: Fields, flags: Fields, keys: tuple[str, ...]) -> tuple[bool, str]:
        """Whether one of ``keys`` says yes, and its text if it says more than that."""
        said = fields.take(*keys)
        said = flags.take(*keys) if said is None else said
        if said is None or truth(said) is False:
            return False, ""
        return True, "" if truth(said) else plain(said)

    def _named(self, fields: Fields, given: Value, path: Path) -> m.Author:
        group = fields.take("collaboration", "collab", "group", "consortium")
        names = Fields(given, path) if isinstance(given, Mapping) else fields
        first, family = names.text(*GIVEN), names.text(*FAMILY)
        middle = names.text("middle", "middle-name", "middlename", "middle-names")
        particle = " ".join(filter(None, (names.text(key) for key in _PARTICLE)))
        suffix = names.text("suffix")
        prefix = fields.text("prefix", "title", "salutation", "honorific", "academic-title")
        degrees = (
            tuple(str(one) for one in texts(fields.take("degrees", "degree", "credentials", "credential")))
            if fields.has("degrees", "degree", "credentials", "credential")
            else ()
        )
        literal = names.text("literal", "parsed", "full") if isinstance(given, Mapping) else ""
        if group is not None and truth(group) is None:
            return m.Author(name=m.Name(literal=plain(group)), group=True)
        text = "" if isinstance(given, Mapping) else plain(given)
        if text and family and not first and not letters(text).endswith(letters(family)):
            first, text = text, ""  # `name` is the given name beside a `surname`
        if given is None and (exact := fields.text("literal")):
            return m.Author(name=m.Name(literal=exact, suffix=suffix), prefix=prefix, degrees=degrees)
        if group is not None and truth(group):
            return m.Author(name=m.Name(literal=text or literal or family), group=True)
        if family and (first or not text):
            if not first and (len(family.split()) > 2 or parse_name(family).group):
                return m.Author(name=m.Name(literal=family), group=True)
            name = m.Name(
                family, " ".join(filter(None, (first, middle))), particle, suffix,
                family_first=truth(names.take("family-first")) is True,
            )  # fmt: skip
            if not first:
                name = m.Name(literal=" ".join(filter(None, (particle, family))), suffix=suffix)
            return m.Author(name=name, prefix=prefix, degrees=degrees)
        if first and not text and not literal:
            return m.Author(name=m.Name(literal=first, suffix=suffix), prefix=prefix, degrees=degrees)
        parsed = parse_name(text or literal)
        name = m.replace(parsed.name, suffix=parsed.name.suffix or suffix)
        return m.Author(
            name=name, group=parsed.group, prefix=parsed.prefix or prefix, degrees=parsed.degrees or degrees
        )

    def keep(self, author: m.Author, path: Path) -> None:
        self.authors.append(m.replace(author, provenance="front matter", pos=self.place.pos(path)))

    def finish(self) -> None:
        """Report affiliations that nobody has."""
        if self.authors:
            self.affiliations.report_unused({one for author in self.authors for one in author.affiliations})


def _decoded(text: str) -> list[str]:
    """The addresses in ``text``, which rxiv-maker hides from harvesters as base64."""
    try:
        return EMAIL.findall(base64.b64decode(text, validate=True).decode())
    except (ValueError, UnicodeDecodeError):
        return []
