"""An element as lxml reads it: of a finished article that is changed once more, or of MathML that is taken apart."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from paperconv.exporters.jats.tags import LINES

Parsed: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for it


def new_child(parent: Parsed, tag: str) -> Parsed:
    """A new last child of ``parent``, on a line of its own as the rest of the article is."""
    element = etree.SubElement(parent, tag)
    if parent.tag in LINES:
        element.tail = "\n"
    return element
