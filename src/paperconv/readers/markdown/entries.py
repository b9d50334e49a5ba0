"""Lines of a reference list that Markdown would run together: each entry becomes a paragraph."""

from __future__ import annotations

from itertools import pairwise

from paperconv.manuscript.splitting import DATED, OPENS
from paperconv.manuscript.titles import kind_of
from paperconv.patterns import late
from paperconv.readers.markdown.lines import Line, verbatim

_HEADING = late(r" {0,3}(#{1,6})\s")
_MARKS = " #*_:"
_NUMBER = late(r"\s{0,3}(?:\\?\[(\d{1,4})\\?\]|\((\d{1,4})\)|(\d{1,3})(?=\s+[^\W\d_a-z]))(?=[:.]?\s+\S)")
_DASH = late(r"\s{0,3}[–—]\s")
_LIST = late(r"\s{0,8}(?:[-*+|>]|\d{1,9}[.)])\s")
_OPENING = 120  # characters of an entry up to its year
_CLOSED = frozenset('.)]/>”"?!*_0123456789')


def separate_entries(lines: list[Line]) -> list[Line]:
    """``lines`` with a blank line before each entry that begins on a line of its own.

    Anywhere lines that count ``[1]``, ``[2]``; below the title of a reference list also those that count ``1``, ``2``,
    that begin with a dash, that alone are not indented, or that begin as entries do.
    """
    out: list[Line] = []
    inside: list[bool] | None = None
    level = 0  # of the reference list that the lines stand in; 7 for a title without marks
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].text.strip():
            end += 1
        if end == at:
            out.append(lines[at])
            at += 1
            continue
        group = lines[at:end]
        first = group[0].text
        if heading := _HEADING.match(first):
            depth = len(heading[1])
            if kind_of(first.strip(_MARKS)) == "references":
                level = depth
            elif level and depth <= level:
                level = 0
        elif len(first) < 70 and (kind := kind_of(first.strip(_MARKS))):
            level = 7 if kind == "references" else 0
        if len(group) > 1:
            inside = verbatim(lines) if inside is None else inside
            if not inside[at]:
                titled = bool(level) and (heading is not None or kind_of(first.strip(_MARKS)) == "references")
                begins = _begins(group[1:] if titled else group, listed=bool(level))
                begins = {one + titled for one in begins} | ({1} if titled and begins else set())
                for index, line in enumerate(group):
                    if index in begins and index:
                        out.append(Line("", line.at))
                    out.append(line)
                at = end
                continue
        out.extend(group)
        at = end
    return out


def _begins(group: list[Line], *, listed: bool) -> set[int]:
    """The indexes of the lines in ``group`` that begin an entry; none if it is one entry, or something else."""
    texts = [line.text for line in group]
    numbered = _counting(texts, bare=listed)
    if len(numbered) > 1 or not listed or _LIST.match(texts[0]):
        return numbered
    for found in (
        {i for i, text in enumerate(texts) if _DASH.match(text)},
        _hanging(texts),
        {
            i
            for i, text in enumerate(texts)
            if OPENS.match(text.lstrip(" *_"))
            and (
                not i
                or (before := texts[i - 1].rstrip())[-1:] in _CLOSED
                or (before[-1:].isalpha() and DATED.search(text[:_OPENING]) and not before.endswith(" and"))
            )
        },
    ):
        if len(found) < 2 or 0 not in found:
            continue
        edges = [*sorted(found), len(texts)]
        entries = [" ".join(texts[a:b]) for a, b in pairwise(edges)]
        if sum(DATED.search(entry) is not None for entry in entries) >= 0.7 * len(entries):
            return found
    return set()


def _counting(texts: list[str], *, bare: bool) -> set[int]:
    found: set[int] = set()
    last = -1
    for index, text in enumerate(texts):
        if text.lstrip(" \\")[:1] not in _STARTS or not (hit := _NUMBER.match(text)):
            continue
        if hit[3] and not bare:
            continue
        number = int(hit[1] or hit[2] or hit[3])
        if index == 0 or (number == last + 1 and last >= 0):
            found.add(index)
            last = number
    return found if 0 in found else set()


_STARTS = frozenset("[(0123456789")


def _hanging(texts: list[str]) -> set[int]:
    indented = {i for i, text in enumerate(texts) if text.startswith(("  ", "\t"))}
    return set(range(len(texts))) - indented if len(indented) >= 0.3 * len(texts) else set()
