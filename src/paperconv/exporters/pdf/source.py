"""The page as WeasyPrint wants it: elements of the standard library, as its parser of HTML makes them.

WeasyPrint takes text and parses it in Python, which for a paper costs as much as cascading its styles. The page is a tree
already; it is handed over as such (no upstream issue is known).
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from lxml import etree

from paperconv.exporters.pdf.engine import HTML, cssselect2


class Page(HTML):  # type: ignore[misc]
    """``page`` for WeasyPrint; ``fetcher`` answers its requests."""

    def __init__(self, page: etree._Element, fetcher: Any) -> None:
        self.base_url = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        root = Element(str(page.tag), dict(page.attrib))
        _copy(page, root)
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def _copy(source: etree._Element, target: Element) -> None:
    target.text = source.text
    for child in source:
        made = SubElement(target, str(child.tag), dict(child.attrib))
        made.tail = child.tail
        _copy(child, made)
