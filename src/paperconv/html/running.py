"""What stands at the head and foot of pages: the words of a paper for it, and how a style puts them together."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from paperconv import model as m
from paperconv.display import identifier, publication_date
from paperconv.patterns import late
from paperconv.styles.types import JournalStyle
from paperconv.wording import wording

# Characters; names longer than this leave the line to the title.
_LONGEST_NAMES = 32
_SMALL = 3
_FIELD = late(r"\{(\w+)\}")
_LOOSE = " ,;:·|/—–-"
COUNTERS = frozenset({"page", "pages"})
"""The fields that only the layout knows."""


class RunningWords(msgspec.Struct, frozen=True):
    """The authors' family names, the short title, and the journal.

    ``issue`` is the place in the journal (``Vol. 3, No. 2, 2024, 15–31``), ``first_page`` the number of the first page in
    its volume where that is a number, ``rights`` the copyright line.
    """

    authors: str
    title: str
    journal: str = ""
    issue: str = ""
    doi: str = ""
    rights: str = ""
    first_page: str = ""


class Counter(msgspec.Struct, frozen=True):
    """The number of the page (``page``) or of all pages (``pages``)."""

    name: str


def pieces(template: str, words: RunningWords) -> list[str | Counter]:
    """``template`` of a style's ``[running-head]`` filled in.

    What stands between two fields falls where one of them is empty. An unknown field stands as it is.
    """
    out: list[str | Counter] = []
    start = 0
    for found in _FIELD.finditer(template):
        name = found[1].lower()
        between = template[start : found.start()]
        start = found.end()
        if name in COUNTERS:
            out += [between, Counter(name)]
            continue
        value = getattr(words, name, found[0]) if name in words.__struct_fields__ else found[0]
        if value:
            out += [between, value.upper() if found[1].isupper() else value]
    out.append(template[start:])
    return list(_joined(out))


def _joined(parts: list[str | Counter]) -> Iterator[str | Counter]:
    """``parts`` with neighbouring text in one, and without what joins nothing at the ends."""
    joined: list[str | Counter] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, str) and isinstance(last, str):
            joined[-1] = last + part
        else:
            joined.append(part)
    if joined and isinstance(joined[0], str):
        joined[0] = joined[0].lstrip(_LOOSE)
    if joined and isinstance(joined[-1], str):
        joined[-1] = joined[-1].rstrip(_LOOSE)
    return (part for part in joined if part)


def running_words(meta: m.Metadata, style: JournalStyle) -> RunningWords:
    """The short title, or the title up to its colon or cut at a word; up to two family names, or the first and "et al."."""
    words = wording(meta.language)
    names = [_short_name(author.name) for author in meta.authors]
    names = [name for name in names if name]
    authors = words.listed(names)
    if len(authors) > _LONGEST_NAMES:
        authors = f"{names[0]} {words.et_al}" if len(names[0]) < _LONGEST_NAMES else ""
    title = plain_line(m.text_of(meta.short_title)) or plain_line(m.text_of(meta.title))
    room = style.running_head.longest - len(authors if style.running_head.shows("authors") else "")
    if len(title) > room:
        title = title.split(": ")[0]
    if len(title) > room:
        title = f"{_cut(title, room)}…"
    doi = plain_line(identifier(meta, "doi"))
    rights = meta.license
    return RunningWords(
        authors,
        title,
        journal=plain_line(
            meta.journal.title if meta.journal and meta.journal.title else style.journal.title
        ),
        issue=_issue(meta),
        doi=f"https://doi.org/{doi}" if doi else "",
        rights=plain_line(rights.copyright_statement) if rights else "",
        first_page=_first_page(meta),
    )


def _cut(title: str, room: int) -> str:
    """The whole words of ``title`` that fit, without small ones ("of the") at the end."""
    words = title[:room].split(" ")[:-1]
    while len(words) > 1 and len(words[-1]) <= _SMALL and words[-1].islower():
        words.pop()
    return " ".join(words).rstrip(" ,;:–—-")


def _issue(meta: m.Metadata) -> str:
    """The place in the journal: ``Vol. 3, No. 2, 2024, 15–31``."""
    journal = meta.journal
    if journal is None:
        return ""
    pages = "–".join(page for page in (journal.first_page, journal.last_page) if page)
    parts = (
        f"Vol. {journal.volume}" if journal.volume else "",
        f"No. {journal.issue}" if journal.issue else "",
        publication_date(meta)[:4],
        pages or journal.article_number,
    )
    return plain_line(", ".join(part for part in parts if part)) if journal.volume else ""


def _first_page(meta: m.Metadata) -> str:
    journal = meta.journal
    first = journal.first_page if journal is not None and journal.volume else ""
    return first.lstrip("0") if first.isascii() and first.isdecimal() and len(first) < 7 else ""


def _short_name(name: m.Name) -> str:
    return plain_line(
        name.literal or " ".join(part for part in (name.particle, name.family or name.given) if part)
    )


def plain_line(text: str) -> str:
    """``text`` in one line, without the characters that XML cannot hold."""
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
