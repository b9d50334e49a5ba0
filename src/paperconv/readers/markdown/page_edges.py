"""The first lines of pages in text that still has its form feeds: running heads whose page numbers count up."""

from __future__ import annotations

from itertools import pairwise

from paperconv.diagnostics import Rule
from paperconv.readers.markdown.lines import Line, Script

_LONGEST = 110


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
