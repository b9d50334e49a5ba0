"""Affiliations in front matter: listed apart, described at an author, or pointed at by a key."""

from __future__ import annotations

import re
from collections.abc import Mapping

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Diagnostic, Rule, Severity
from paperconv.manuscript.affiliations import parse_affiliation
from paperconv.manuscript.countries import COUNTRIES
from paperconv.manuscript.fields_names import unescaped
from paperconv.manuscript.fields_notes import NoteFields, note_kind
from paperconv.manuscript.fields_values import Fields, Path, Value, is_empty, key_of, plain, texts, words

AFFILIATION_KEYS = (
    "affiliation", "affiliations", "affil", "affils", "institute", "institutes", "institution", "institutions",
    "organization", "organisation", "organizations", "affiliate", "inst", "aff", "affs",
)  # fmt: skip
_KEY_KEYS = (
    "index",
    "id",
    "number",
    "code",
    "num",
    "shortname",
    "short-name",
    "label",
    "key",
    "mark",
    "ref",
    "institutionnumber",
)
_NAME_KEYS = (
    "name",
    "full-name",
    "fullname",
    "institution",
    "institution-name",
    "organization",
    "organisation",
    "orgname",
    "institute",
    "company",
    "title",
    "affiliation",
)
_DEPARTMENT_KEYS = (
    "department",
    "dept",
    "division",
    "orgdiv",
    "group",
    "school",
    "faculty",
    "laboratory",
    "lab",
    "unit",
)
_KEPT = words(
    "url isni ringgold grid doi corresponding email collaboration phone fax other authorslabels website"
)
_TEX_MARKS = {"\\ddagger": "‡", "\\dagger": "†", "\\S": "§", "\\P": "¶", "\\ast": "*", "\\|": "‖"}


class AffiliationFields:
    """Collects affiliations, each once; what turns out to be a note on authors goes to ``notes``."""

    def __init__(self, notes: NoteFields) -> None:
        self.found: list[m.Affiliation] = []
        self.notes = notes
        self.place = notes.place
        self._by_key: dict[str, str] = {}
        self._by_text: dict[str, str] = {}
        self._note_by_key: dict[str, str] = {}
        self._listed: list[str] = []
        self._ahead: dict[str, tuple[Value, Path]] = {}

    @property
    def listed(self) -> bool:
        """Whether the manuscript lists affiliations apart from the authors."""
        return bool(self._listed or self._by_key)

    def define(self, value: Value, path: Path) -> None:
        """The affiliations that the manuscript lists apart from the authors."""
        if isinstance(value, Mapping):
            if any(key_of(key) in (*_NAME_KEYS, *_KEY_KEYS) for key in value) and not all(
                isinstance(one, Mapping) for one in value.values()
            ):
                self._define_one("", value, path)
            else:
                for key, one in value.items():
                    self._define_one(str(key), one, (*path, key))
        elif isinstance(value, list):
            for index, one in enumerate(value):
                here = (*path, index)
                if (
                    isinstance(one, Mapping)
                    and len(one) == 1
                    and key_of(next(iter(one))) not in {*_NAME_KEYS, *_KEY_KEYS}
                ):
                    key, inner = next(iter(one.items()))
                    self._define_one(str(key), inner, (*here, key))
                elif not is_empty(one):
                    self._define_one("", one, here)
        else:
            for one in texts(value, ";"):
                self._define_one("", one, path)

    def _define_one(self, key: str, value: Value, path: Path) -> None:
        fields = Fields(value, path) if isinstance(value, Mapping) else None
        if fields:
            given = key or fields.text(*_KEY_KEYS)
            key = given
        text = plain(value) if fields is None else _address(fields)[0]
        numbered = patterns.match(
            r"\s*(?:\^(\d{1,2}|[a-z*†‡§¶])\^|\((\d{1,2}|[a-z])\)|(\d{1,2})[.)]?\s)\s*(\S.*)", text
        )
        if fields is None and not key and numbered:
            key, text = next(filter(None, numbered.groups()[:3])), numbered[4]
        note = note_kind(text)
        if (
            key
            and note
            and len(text) < 160
            and not patterns.search(r"universit|institut", text, re.IGNORECASE)
        ):
            self._note_by_key[key] = self.notes.add(note, (m.Paragraph(m.text(text)),), path)
            return
        identifier = self.add(value if fields is not None else text, path)
        if not identifier:
            return
        self._listed.append(identifier)
        if key:
            if self._by_key.get(key, identifier) != identifier:
                self.place.report(
                    Rule.METADATA_VALID, f'two affiliations are called "{key}": the last one counts', path
                )
            self._by_key[key] = identifier

    def add(self, value: Value, path: Path) -> str:
        """The id of the affiliation that ``value`` describes, a new one if its text is new."""
        if isinstance(value, Mapping):
            fields = Fields(value, path)
            fields.take(*_KEY_KEYS)
            raw, parts = _address(fields)
            raw = self._whole(fields, raw, parts)
        else:
            raw, parts = unescaped(plain(value)), {}
            fields = None
        if not raw:
            return ""
        same = self._by_text.get(raw.casefold())
        if same:
            return same
        identifier = f"aff-{len(self.found) + 1}"
        made = parse_affiliation(identifier, raw, "")
        if fields is not None:
            if any(key in parts for key in ("city", "country", "street")):
                made = m.Affiliation(id=identifier, raw=raw, **parts)  # type: ignore[arg-type]
                code = COUNTRIES.get(made.country.casefold(), "")
                if patterns.fullmatch("[A-Z]{2}", made.country) and made.country in COUNTRIES.values():
                    code = made.country
                made = m.replace(made, country_code=fields.text("country-code").upper() or code)
            elif parts:
                made = m.replace(made, **parts)
            made = m.replace(made, label=fields.text("label"))
            ror = fields.text("ror", "ror-id", "rorid")
            found = patterns.search(r"0[a-z0-9]{6}\d{2}\b", ror.lower())
            made = m.replace(made, ror=f"https://ror.org/{found[0]}" if found else "")
            self.notes.keep(fields, f"affiliations.{len(self.found)}", _KEPT)
        made = m.replace(made, raw=raw, confidence=1.0, provenance="front matter", pos=self.place.pos(path))
        self.found.append(made)
        self._by_text[raw.casefold()] = identifier
        return identifier

    def _whole(self, fields: Fields, raw: str, parts: Mapping[str, object]) -> str:
        """The text of an affiliation: as it is given, else ``raw``, which its parts make; they must not contradict it."""
        text = unescaped(fields.text("text", "raw"))
        if not text:
            return raw
        for part in parts.values():
            for one in part if isinstance(part, tuple) else (part,):
                if str(one) not in text:
                    self.place.report(
                        Rule.METADATA_VALID,
                        f'"{one}" does not stand in the text of the affiliation, "{text[:60]}"',
                        fields.where("text", "raw"),
                        "change both, or leave the parts out: they are found in the text",
                    )
        return text

    def resolve(self, value: Value, path: Path, who: str) -> tuple[list[str], list[str]]:
        """The ids of affiliations and notes that an author's ``value`` points to or describes."""
        ids: list[str] = []
        notes: list[str] = []
        if isinstance(value, list):
            for index, one in enumerate(value):
                some = self.resolve(one, (*path, index), who)
                ids += some[0]
                notes += some[1]
        elif isinstance(value, Mapping):
            ref = next((plain(one) for key, one in value.items() if key_of(key) in {"ref", "id"}), "")
            if ref and (
                len(value) == 1 or (ref in self._by_key and not any(key_of(k) in _NAME_KEYS for k in value))
            ):
                return self._pointed([ref], path, who)
            if len(value) == 1 and key_of(next(iter(value))) not in (
                *_NAME_KEYS,
                *_DEPARTMENT_KEYS,
                "city",
                "country",
                "region",
            ):
                key, inner = next(iter(value.items()))
                self._define_one(str(key), inner, path)
                ids.extend(filter(None, [self._by_key.get(str(key), "")]))
            else:
                found = self.add(value, path)
                ids.extend(filter(None, [found]))
                key = next((plain(one) for k, one in value.items() if key_of(k) in _KEY_KEYS), "")
                if found and key:
                    self._by_key.setdefault(key, found)
        elif not is_empty(value):
            return self.point(plain(value), path, who)
        return ids, notes

    def point(self, text: str, path: Path, who: str) -> tuple[list[str], list[str]]:
        """The same for a text: keys in any usual spelling, or the affiliation itself."""
        for command, mark in _TEX_MARKS.items():
            text = text.replace(command, mark)
        self._define_ahead(text)
        if text in self._by_key:
            return self._pointed([text], path, who)
        pieces = [one for one in patterns.split(r"\s*(?:[,;&+/]|\band\b)\s*|\s+", text.strip("[]() ")) if one]
        pieces = [key for one in pieces for key in _range(one)]
        known = {*self._by_key, *self._note_by_key, *self.notes.keys}
        if pieces and known and all(one in known for one in pieces):
            return self._pointed(pieces, path, who)
        short = bool(pieces) and all(
            patterns.fullmatch(r"\d{1,3}|[A-Za-z]|[*†‡§¶#]+|\w{1,3}\d", one) for one in pieces
        )
        if short and (known or self._listed):
            return self._pointed(pieces, path, who)
        # Keys may hold blanks: "Univ A; Univ B".
        named = [one.strip() for one in patterns.split(r"[;,]", text)]
        if len(named) > 1 and all(one in known for one in named):
            return self._pointed(named, path, who)
        ids: list[str] = []
        notes: list[str] = []
        for part in patterns.split(r";|\\\\?and\b", text):
            part = part.strip()  # noqa: PLW2901 - blanks round it are not part of it
            some = self._pointed([part], path, who) if part in known else ([self.add(part, path)], [])
            ids += [one for one in some[0] if one]
            notes += some[1]
        return ids, notes

    def announce(self, authors: Value, path: Path) -> None:
        """Note the affiliations that are described at an author and named at one before."""
        for index, author in enumerate(authors if isinstance(authors, list) else ()):
            for key in AFFILIATION_KEYS if isinstance(author, Mapping) else ():
                value = author.get(key)
                for number, one in enumerate(value if isinstance(value, list) else [value]):
                    name = plain(one.get("id")) if isinstance(one, Mapping) and len(one) > 1 else ""
                    if name:
                        self._ahead.setdefault(name, (one, (*path, index, key, number)))

    def _define_ahead(self, text: str) -> None:
        for name in (text, *(one.strip() for one in patterns.split(r"[;,]", text))):
            if name not in self._by_key and name in self._ahead:
                self._define_one("", *self._ahead[name])

    def follow(self, marks: list[str], path: Path, who: str) -> tuple[list[str], list[str]]:
        """The ids of affiliations and notes that the marks on a name point to: ``1,2``, ``†``."""
        keys = [one for mark in marks for one in patterns.split(r"[\s,;&]+", mark) if one]
        return self._pointed([key for one in keys for key in _range(one)], path, who)

    def _pointed(self, keys: list[str], path: Path, who: str) -> tuple[list[str], list[str]]:
        ids: list[str] = []
        notes: list[str] = []
        for key in keys:
            if key in self._note_by_key:
                notes.append(self._note_by_key[key])
            elif key not in self._by_key and (note := self.notes.keyed(key)):
                notes.append(note)
            elif key in self._by_key:
                ids.append(self._by_key[key])
            elif not self._by_key and key.isdigit() and 1 <= int(key) <= len(self._listed):
                ids.append(self._listed[int(key) - 1])
            elif key == "*":
                pass  # the usual mark of the corresponding author
            elif not key[:1].isalnum():
                self.place.report(
                    Rule.NOTE_KNOWN,
                    f'author "{who}" has the mark "{key}", which nothing explains',
                    path,
                    "explain it under author-notes, or take it from the author",
                )
            else:
                self.place.report(
                    Rule.AFFILIATION_KNOWN,
                    f'author "{who}" points to affiliation "{key}", which is not defined',
                    path,
                    f'add "{key}" to the affiliations, or take it from the author',
                )
        return ids, notes

    def report_unused(self, used: set[str]) -> None:
        """Name the affiliations that nobody has."""
        for one in self.found:
            if one.id not in used:
                self.place.log(
                    Diagnostic(
                        Rule.AFFILIATION_KNOWN,
                        f'no author has the affiliation "{one.raw[:60]}"',
                        Severity.INFO,
                        one.pos,
                    )
                )


def _address(fields: Fields) -> tuple[str, dict[str, object]]:
    """An affiliation's mapping as one line of text, and its parts."""
    info = fields.take("info")
    inner = Fields(info, fields.path) if isinstance(info, Mapping) else fields
    departments = [
        unescaped(plain(one)) for key in _DEPARTMENT_KEYS for one in _list(inner.take(key)) if plain(one)
    ]
    name = unescaped(inner.text(*_NAME_KEYS))
    for key in ("address", "location"):
        if not name and isinstance(held := fields.peek(key), Mapping):
            name = unescaped(Fields(held).text(*_NAME_KEYS))
    free = fields.text("location") if not isinstance(fields.take("location"), Mapping) else ""
    location = fields.take("address", "addr") if free else fields.take("address", "location", "addr")
    where = Fields(location, fields.path) if isinstance(location, Mapping) else fields
    street = (
        where.text("street", "street-address", "address-line", "addressline")
        if isinstance(location, Mapping)
        else plain(location)
    )
    if not isinstance(location, Mapping):
        street = street or fields.text("street", "street-address", "address-line", "addressline")
    city = where.text("city", "town", "municipality", "place")
    region = where.text("region", "state", "province", "county", "postal-area")
    code = (
        where.text("postal-code", "postcode", "zip", "zipcode", "zip-code", "postalcode", "code")
        if where is not fields
        else fields.text("postal-code", "postcode", "zip", "zipcode", "zip-code", "postalcode")
    )
    country = where.text("country", "country-name", "nation")
    parts: dict[str, object] = {}
    if name:
        parts["institution"] = name
    if departments:
        parts["departments"] = tuple(departments)
    rest = {"street": street, "city": city, "region": region, "postal_code": code, "country": country}
    parts |= {key: value for key, value in rest.items() if value}
    raw = ", ".join(
        filter(
            None, (*departments, name, street, free, city, " ".join(filter(None, (region, code))), country)
        )
    )
    if set(parts) == {"institution"} or (set(parts) == {"street"}):
        parts = {}
    elif "," in street and not (city or country):
        del parts["street"]  # a whole address, to be taken apart
    return raw, parts


def _range(piece: str) -> list[str]:
    """``1-3`` as the keys that it stands for."""
    found = patterns.fullmatch(r"(\d{1,2})\s?[-–]\s?(\d{1,2})", piece)
    if not found or not 0 < int(found[2]) - int(found[1]) < 30:
        return [piece]
    return [str(number) for number in range(int(found[1]), int(found[2]) + 1)]


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [value]
