"""Which way a block is written: by its first letter that has a direction, as ``dir="auto"`` of HTML says.

WeasyPrint knows ``ltr`` and ``rtl`` only. A manuscript says the language of a paragraph at most, not that of its headings,
lists and references; what it does say (``dir``) stays.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from lxml import etree

from paperconv.patterns import late

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {
    "p",
    "li",
    "dt",
    "dd",
    "td",
    "th",
    "figcaption",
    "caption",
    "blockquote",
    "ul",
    "ol",
    "dl",
}
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_RIGHT_TO_LEFT = late(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")


def set_directions(page: etree._Element) -> None:
    """Give the blocks of ``page`` the direction of their text where it is not that of what they stand in."""
    if not any(_RIGHT_TO_LEFT.search(text) for text in page.itertext()):
        return
    _descend(page, page.get("dir") or "ltr")


def _descend(element: etree._Element, around: str) -> None:
    own = element.get("dir")
    if own is None and element.tag in _BLOCKS:
        own = _direction(element)
        if own == "ltr" and element.tag in _HEADINGS:
            own = around  # all headings begin on one side
        elif own is not None and own != around:
            element.set("dir", own)
    for child in element:
        _descend(child, own or around)


def _direction(element: etree._Element) -> str | None:
    """The direction of the first letter in ``element``, labels aside; None if it has none."""
    for text in _texts(element):
        for character in text:
            found = _STRONG.get(unicodedata.bidirectional(character))
            if found is not None:
                return found
    return None


def _texts(element: etree._Element) -> Iterator[str]:
    if element.get("class") != "label":
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""
