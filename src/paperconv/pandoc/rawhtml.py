"""Raw HTML in a manuscript: pandoc gives its tags one by one, or a whole element as one string.

Tags are paired again and what stands between them is set aside. :mod:`~paperconv.pandoc.htmltree` reads the element.
"""

from __future__ import annotations

from paperconv import patterns
from paperconv.pandoc.context import Json
from paperconv.pandoc.markup import VOID

_HTML = frozenset({"html", "html4", "html5"})
HELD = "pandoc-held"
"""The element that stands for blocks that were set aside."""

_TAGS = r"<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*)>"


def is_html(block: Json) -> bool:
    """Whether ``block`` is pandoc's RawBlock of HTML."""
    return bool(block["t"] == "RawBlock" and block["c"][0] in _HTML)


def run_end(reach: dict[int, int], start: int) -> int:
    """The index after the last block of the run of raw HTML that begins at ``start``."""
    end = place = start
    while place <= end:
        end = max(end, reach.get(place, place))
        place += 1
    return end + 1


def reaches(blocks: list[Json]) -> dict[int, int]:
    """For each raw block that opens elements, the index of the last block that closes one of them.

    An element that is never closed reaches nowhere: a stray ``<center>`` must not swallow the paper.
    """
    reach: dict[int, int] = {}
    waiting: list[tuple[str, int]] = []
    count: dict[str, int] = {}
    for index, block in enumerate(blocks):
        if not is_html(block) or block["c"][1].startswith(("<!", "<?")):
            continue
        for closing, name, rest in patterns.findall(_TAGS, block["c"][1]):
            tag = name.lower()
            if tag in VOID or rest.endswith("/"):
                continue
            if not closing:
                waiting.append((tag, index))
                count[tag] = count.get(tag, 0) + 1
            elif count.get(tag):
                last = ""
                while last != tag:
                    last, start = waiting.pop()
                    count[last] -= 1
                reach[start] = index
    return reach


def held(blocks: list[Json]) -> tuple[str, list[list[Json]]]:
    """One string of HTML for ``blocks``, in which all but raw HTML is held by a numbered stand-in."""
    parts: list[str] = []
    aside: list[list[Json]] = []
    for block in blocks:
        if is_html(block):
            parts.append(block["c"][1])
        else:
            if not parts or not parts[-1].startswith(f"<{HELD}"):
                parts.append(f'<{HELD} n="{len(aside)}"></{HELD}>')
                aside.append([])
            aside[-1].append(block)
    return "".join(parts), aside
