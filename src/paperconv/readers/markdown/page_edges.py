"""The first lines of pages in text that still has its form feeds: running heads whose page numbers count up."""

from __future__ import annotations

from itertools import pairwise

from paperconv import patterns
from paperconv.diagnostics import Rule
from paperconv.readers.markdown.lines import Line, Script
from paperconv.readers.markdown.page_lines import PAGE, STRUCTURE, is_sentence, page_of

_LONGEST = 110
_DEEP = 3  # lines at the edge of a page among which a running head stands


def mark_edges(lines: list[Line], inside: list[bool], doomed: dict[int, str]) -> None:
    """Lines right below and right above the converter's marks of pages ("## Page 2") that come again at another page's edge."""
    marks = [
        index
        for index, line in enumerate(lines)
        if len(line.text) < 30
        and not inside[index]
        and "age" in line.text[:10]
        and PAGE.fullmatch(line.text.strip())
    ]
    groups: dict[str, list[int]] = {}
    numbers: list[int] = []
    for mark in marks:
        for step in (1, -1):
            for index in _edge(lines, mark, step):
                bare = lines[index].text.strip()
                if page_of(bare):
                    numbers.append(index)
                elif len(bare) < _LONGEST and not STRUCTURE.match(bare) and not is_sentence(bare):
                    groups.setdefault(f"{step}{patterns.sub(r'[0-9]+', '0', bare)}", []).append(index)
                else:
                    break
    heads = {index for members in groups.values() if len(set(members)) > 1 for index in members}
    doomed |= dict.fromkeys(heads, "running head")
    doomed |= dict.fromkeys((i for i in numbers if heads & {i - 1, i + 1}), "page number")


def _edge(lines: list[Line], mark: int, step: int) -> list[int]:
    """The first lines that are not blank on one side of a mark."""
    found: list[int] = []
    index = mark + step
    while 0 <= index < len(lines) and len(found) < _DEEP:
        bare = lines[index].text.strip()
        if PAGE.fullmatch(bare):
            break
        if bare.strip("-*_ "):
            found.append(index)
        index += step
    return found


def remove_page_tops(script: Script) -> None:
    """Take out the line behind each form feed that begins or ends with a number one above that of the page before."""
    lines = script.lines
    feeds = [index for index, line in enumerate(lines) if "\f" in line.text]
    if len(feeds) < 2:
        return
    found: list[tuple[int, set[int]]] = []
    for feed in feeds:
        index = feed
        while index < len(lines) and not lines[index].text.strip():
            index += 1
        text = lines[index].text.strip() if index < len(lines) else ""
        words = text.split()
        ends = {
            int(one.rstrip("]"))
            for one in (words[:1] + words[-1:])
            if one.rstrip("]").isdigit() and len(one) < 6
        }
        if len(words) > 1 and len(text) < _LONGEST and ends:
            found.append((index, ends))
        else:
            found.append((-1, set()))
    doomed: set[int] = set()
    for (first, one), (second, other) in pairwise(found):
        if any(value + 1 in other for value in one):
            doomed |= {first, second}
    for index in sorted(doomed):
        line = lines[index]
        text = line.text.strip()
        script.report(Rule.FURNITURE_REMOVED, f'running head taken out: "{text[:60]}"', line.at, removed=text)
        lines[index] = Line("", line.at)
