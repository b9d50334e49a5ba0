"""A run of raw HTML as a tree, read by libxml2's HTML parser: no network, no entities to expand, bounded depth."""

from __future__ import annotations

from lxml import etree

from paperconv.pandoc.context import Context
from paperconv.pandoc.rawhtml import HELD

_DROPPED = frozenset(
    {"script", "style", "iframe", "object", "embed", "form", "video", "audio", "canvas", "template"}
)


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
    if names(element) != HELD:
        return -1
    number = element.get("n", "")
    return int(number) if number.isdigit() and len(number) < 9 else -1


def _source(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)
