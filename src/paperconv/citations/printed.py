"""Link a citation that the manuscript prints to its works, without touching a letter of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from paperconv import model as m
from paperconv.citations.ranges import Range, flat, wrap_ranges
from paperconv.citations.works import YEAR
from paperconv.patterns import late

_DIGITS = late(r"(?<![\w.])\d{1,4}(?![\w])|[⁰¹²³⁴-⁹]+")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_YEAR = late(
    rf"\b({YEAR})([a-z]?)\b|(?<=[\s,])([a-z])\b(?![.\w])|n\.\s?d\.|in press|forthcoming", re.IGNORECASE
)
_LEAD = late(r"(?:\s|[,;&]|\b(?:see|also|cf|e\.\s?g|and|und|et|in|vgl|siehe)\b[.,:]*)*", re.IGNORECASE)
_RAISED_TEX = late(r"\s*(?:\{\s*\})?\^\s*\{?\s*([^{}]+?)\s*\}?\s*")


def link_numbers(source: m.Inlines, items: tuple[m.CiteItem, ...], numbers: Mapping[str, int]) -> m.Inlines:
    """``source`` with each number in it that stands for one of ``items`` as a cross-reference; () if none does.

    ``numbers`` gives the printed number of a reference id.
    """
    wanted = {numbers[item.ref]: item.ref for item in items if item.ref in numbers}
    if len(source) == 1:
        inner: m.Inlines = ()
        match source[0]:
            case m.Styled("sup", children):
                inner = link_numbers(children, items, numbers)
            case m.Math(tex) if found := _RAISED_TEX.fullmatch(tex):
                inner = link_numbers(m.text(found[1]), items, numbers)
            case _:
                pass
        if inner:
            return (m.Styled("sup", inner),)
    ranges = [
        Range(found.start(), found.end(), _to(wanted[value]))
        for found in _DIGITS.finditer(flat(source))
        if (value := int(found[0].translate(_RAISED))) in wanted
    ]
    return wrap_ranges(source, ranges) if ranges else ()


def link_names(
    source: m.Inlines, items: tuple[m.CiteItem, ...], mode: m.CitationMode, years: Mapping[str, str]
) -> m.Inlines:
    """``source``, an author–year citation, with a cross-reference to each of ``items``.

    ``years`` gives the year of a reference id. The link holds names and year where they stand together.
    """
    text = flat(source)
    if mode == "narrative" and len(items) == 1:
        return (m.CrossRef(items[0].ref, source),)
    waiting = [item.ref for item in items]
    ranges: list[Range] = []
    at = 0
    for found in _YEAR.finditer(text):
        ref = next((one for one in waiting if found[3] or not years.get(one) or years[one] == found[1]), "")
        if not ref or (found[3] and not ranges):
            continue
        waiting.remove(ref)
        start = (
            max(at, *(text.rfind(mark, 0, found.start()) + 1 for mark in ";(["))
            if mode == "parenthetical"
            else found.start()
        )
        start = _LEAD.match(text, start, found.start()).end() if mode == "parenthetical" else start  # type: ignore[union-attr]
        ranges.append(Range(start, found.end(), _to(ref)))
        at = found.end()
    if not ranges:
        edges = (
            (1, len(text) - 1) if text[:1] in "([" and text[-1:] in ")]" and len(text) > 2 else (0, len(text))
        )
        ranges = [Range(*edges, _to(items[0].ref))]
    return wrap_ranges(source, ranges)


def _to(ref: str) -> Callable[[m.Inlines], m.Inlines]:
    return lambda inside: (m.CrossRef(ref, inside),)
