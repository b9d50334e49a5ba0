"""A reference list as in-text citations see it: works by number, and by author and year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import msgspec

from paperconv import model as m
from paperconv.patterns import late

YEAR = r"(?:1[5-9]|20)\d\d"
_PARTICLES = late(
    r"^(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|ten|ter|zu)[ -])+", re.IGNORECASE
)
_LABEL = late(r"\d{1,5}")


class Work(msgspec.Struct, frozen=True):
    """``families`` are folded (see :func:`fold`); ``letter`` tells works of one author and year apart (2019*a*)."""

    id: str
    families: tuple[str, ...]
    letter: str


class Works:
    """What a citation can mean. Built lazily: most papers use only one of the two ways."""

    def __init__(self, references: Iterable[m.Reference]) -> None:
        self.references = tuple(references)
        labels = [_LABEL.search(one.label) for one in self.references]
        self.numbered = bool(labels) and all(labels)
        self.by_number: dict[int, str] = {}
        for position, (one, label) in enumerate(zip(self.references, labels, strict=True), 1):
            self.by_number.setdefault(int(label[0]) if self.numbered and label else position, one.id)
        self._by_name: dict[tuple[str, str], list[Work]] | None = None

    def find(self, name: str, year: str) -> list[Work]:
        """The works whose first author is called ``name`` (family name or body, any spelling) and that appeared in ``year``."""
        if self._by_name is None:
            self._by_name = self._index()
        held = self._by_name.get((fold(name), year))
        return held or self._by_name.get((fold(_PARTICLES.sub("", name.strip())), year)) or []

    def _index(self) -> dict[tuple[str, str], list[Work]]:
        index: dict[tuple[str, str], list[Work]] = {}
        for one in self.references:
            names, years = _names(one), _years(one)
            if not names:
                continue
            families = tuple(fold(_family(name)) for name in names)
            for year, letter in years:
                work = Work(one.id, families, letter)
                for key in sorted(_keys(names[0])):
                    index.setdefault((key, year), []).append(work)
        return index


def fold(name: str) -> str:
    """Letters only, without case and accents: for names that are spelt in several ways."""
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in decomposed if c.isalnum())


def _names(one: m.Reference) -> tuple[m.Name, ...]:
    if one.authors or one.editors:
        return one.authors or one.editors
    # Not understood, or a work without an author: what the entry begins with.
    start = re.match(
        r"\W*([^\W\d_][\w'’.-]*(?:[ -][^\W\d_][\w'’.-]*){0,5}?)(?=\s*[,;:(.]|\s\d)", m.text_of(one.raw)[:120]
    )
    if start:
        return (m.Name(literal=start[1]),)
    title = m.text_of(one.title)
    return (m.Name(literal=title),) if title else ()


def _family(name: m.Name) -> str:
    return name.family or name.literal


def _keys(name: m.Name) -> set[str]:
    keys = {fold(_family(name)), fold(f"{name.particle} {_family(name)}")}
    if name.literal:
        words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", name.literal) if w[0].isupper()]
        if len(words) > 2:
            # Bodies are cited by their initials: World Health Organization, WHO.
            keys.add(fold("".join(w[0] for w in words)))
        bracketed = re.search(r"[(\[]([A-Z][A-Za-z.-]+)[)\]]", name.literal)
        if bracketed:
            keys.add(fold(bracketed[1]))
            keys.add(fold(name.literal[: bracketed.start()]))
    keys.discard("")
    return keys


def _years(one: m.Reference) -> list[tuple[str, str]]:
    if one.issued and one.issued.year:
        literal = re.search(rf"{one.issued.year}\s?([a-z])\b", one.issued.literal or m.text_of(one.raw))
        years = [(str(one.issued.year), literal[1] if literal else "")]
        if one.original_date and one.original_date.year:
            years.append((str(one.original_date.year), ""))
        return years
    if one.issued and one.issued.literal:
        return [(fold(one.issued.literal), "")]
    found = re.findall(rf"\b({YEAR})([a-z]?)\b", m.text_of(one.raw))
    return list(dict.fromkeys(found))[:2]
