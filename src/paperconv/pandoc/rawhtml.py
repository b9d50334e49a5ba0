"""Raw HTML in a manuscript: pandoc gives its tags one by one, or a whole element as one string.

Tags are paired again, what stands between them is set aside, and the element is read by libxml2's HTML parser
(no network, no entities to expand, bounded depth).
"""

from __future__ import annotations

from lxml import etree

from paperconv import patterns
from paperconv.pandoc.context import Context, Json
from paperconv.pandoc.markup import VOID

_HTML = frozenset({"html", "html4", "html5"})
_HELD = "pandoc-held"
"""The element that stands for blocks that were set aside."""

_DROPPED = frozenset(
    {"script", "style", "iframe", "object", "embed", "form", "video", "audio", "canvas", "template"}
)
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
            if not parts or not parts[-1].startswith(f"<{_HELD}"):
                parts.append(f'<{_HELD} n="{len(aside)}"></{_HELD}>')
                aside.append([])
            aside[-1].append(block)
    return "".join(parts), aside


def parse(source: str) -> etree._Element | None:
    """The ``<body>`` of ``source``, None if it holds nothing."""
    parser = etree.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = etree.fromstring(f"<html><body>{source}</body></html>".encode(), parser)
    except etree.XMLSyntaxError:
        return None
    return None if root is None else root.find("body")


def names(element: etree._Element) -> str:
    """The tag of ``element`` in lower case; empty for what is no element."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def dropped(context: Context, element: etree._Element) -> bool:
    """Whether ``element`` is nothing that a paper can hold; it has then been reported."""
    tag = names(element)
    if tag not in _DROPPED:
        return False
    context.report(f"<{tag}> has no place in a paper and is not kept", removed=_source(element)[:2000])
    return True


def stands_for(element: etree._Element) -> int:
    """The number of the blocks that ``element`` holds the place of; -1 if it is an element of the source."""
    if names(element) != _HELD:
        return -1
    number = element.get("n", "")
    return int(number) if number.isdigit() and len(number) < 9 else -1


def _source(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)
