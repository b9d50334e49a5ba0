"""Funding, licence, journal and dates in the styles of our own files, whose character styles say what each part is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise

import msgspec

from paperconv import model as m
from paperconv.manuscript import runs
from paperconv.manuscript.dates import parse_date
from paperconv.patterns import late
from paperconv.readers.docx.build import number_of
from paperconv.readers.docx.names import Element, P
from paperconv.readers.docx.paragraphs import Facts
from paperconv.readers.docx.pieces import Piece, pieces_of
from paperconv.readers.docx.styles import StyleSheet
from paperconv.wording import languages, wording

_JOURNAL = {
    "journal title": "title", "volume": "volume", "issue": "issue", "first page": "first_page", "last page": "last_page",
    "article number": "article_number", "print issn": "issn_print", "electronic issn": "issn_electronic",
    "publisher": "publisher", "publisher place": "publisher_place",
}  # fmt: skip
_COPYRIGHT = frozenset({"copyright", "copyright year", "copyright holder"})
_PEOPLE = late(r"[\s\xa0]*\([^()]*\)[\s\xa0]*\Z")


class Credits(msgspec.Struct):
    """What the paragraphs ``taken`` (by number) say; ``funding`` and ``license`` hold the pieces of theirs, by number."""

    funding: dict[int, list[Piece]] = {}
    license: dict[int, list[Piece]] = {}
    journal: m.Journal | None = None
    dates: list[m.HistoryDate] = []
    taken: set[int] = set()


def read_credits(root: Element, facts: Mapping[int, Facts], sheet: StyleSheet) -> Credits:
    """The credits in the part ``root``."""
    found = Credits()
    for paragraph in root.iter(P):
        one = facts.get(int(paragraph.get("n", "0")))
        style = one.names[0] if one is not None and one.names and not one.inside else ""
        if one is None or style not in {"funding", "article info"}:
            continue
        pieces = list(pieces_of(paragraph, sheet))
        said = dict(pieces)
        if style == "funding":
            found.funding[one.number] = pieces
        elif "journal title" in said:
            known = {_JOURNAL[name]: text for name, text in pieces if name in _JOURNAL}
            found.journal = msgspec.convert(known, m.Journal) if found.journal is None else found.journal
        elif "history date" in said:
            found.dates += _dates(pieces)
        elif not found.license and (_COPYRIGHT & said.keys() or "license name" in said):
            found.license[one.number] = pieces
        else:
            continue
        found.taken.add(one.number)
    return found


def take_credits(draft: m.Draft, found: Credits) -> m.Draft:
    """``draft`` with what was ``found`` in its metadata instead of its text."""
    if not found.taken:
        return draft
    held = {number_of(block): block for block in draft.blocks}
    meta = m.replace(
        draft.meta,
        funding=tuple(_paid(held.get(number), pieces) for number, pieces in found.funding.items()),
        license=next((_license(held.get(number), pieces) for number, pieces in found.license.items()), None),
        journal=found.journal,
        dates=tuple(found.dates),
    )
    blocks = tuple(block for block in draft.blocks if number_of(block) not in found.taken)
    return m.replace(draft, meta=meta, blocks=blocks)


def _paid(block: m.DraftBlock | None, pieces: list[Piece]) -> m.Funding:
    """What the styles say, and where they name no funder the words of the paragraph as well."""
    skip = 0
    for style, text in pieces:
        if style != "label":
            break
        skip += len(text)
    said = {
        kind: tuple(text for style, text in pieces if style == kind)
        for kind in ("funder", "award number", "recipient")
    }
    links = [text for style, text in pieces if style == "hyperlink"]
    funder = next(iter(said["funder"]), "")
    known = links[-1] if links and any(said.values()) else ""
    made = m.Funding(funder, known, said["award number"], said["recipient"], provenance="style")
    if funder or made.awards or not isinstance(block, m.Paragraph):
        return made
    words = runs.cut(block.children, skip)
    if made.recipients and (people := _PEOPLE.search(m.text_of(words))):
        words = runs.cut(words, 0, people.start())
    return m.replace(made, funder_id="", statement=runs.strip(words), pos=block.pos)


def _license(block: m.DraftBlock | None, pieces: list[Piece]) -> m.License:
    line = ""
    for style, text in pieces:
        if style not in _COPYRIGHT:
            break
        line += text
    named = next((text for style, text in pieces if style == "license name"), "")
    children = block.children if isinstance(block, m.Paragraph) else ()
    last = children[-1] if children else None
    url = last.target if named and isinstance(last, m.Link) else ""
    words = runs.cut(children, len(line))
    whole = m.text_of(words).rstrip()
    if named and whole.endswith(named):
        words = runs.cut(words, 0, len(whole) - len(named))
    if line and m.text_of(words).startswith("."):
        words = runs.cut(words, 1)
    said = dict(pieces)
    year, holder = said.get("copyright year", "").strip(), said.get("copyright holder", "").strip()
    return m.License(
        url=url, name="" if named == url else named, text=runs.strip(words),
        copyright_statement="" if line == f"© {year} {holder}" else line, copyright_year=year, copyright_holder=holder,
        pos=block.pos if block is not None else None, provenance="style",
    )  # fmt: skip


def _dates(pieces: list[Piece]) -> list[m.HistoryDate]:
    out: list[m.HistoryDate] = []
    for (_, lead), (style, text) in pairwise(pieces):
        if style == "history date":
            word = lead.strip(" ;:\xa0").casefold()
            kind = _kinds().get(word) or word.replace(" ", "-")
            out.append(m.HistoryDate(kind, parse_date(text), provenance="style"))
    return out


@cache
def _kinds() -> dict[str, str]:
    """The words before dates, in all languages, and the kind of each."""
    out: dict[str, str] = {}
    for language in languages():
        for kind, word in wording(language).dates.items():
            out.setdefault(word.casefold(), kind)
    return out
