"""The few operations on lxml elements that writing HTML needs."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for it
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

sub = etree.SubElement


def new(tag: str, class_: str = "") -> Element:
    """An element without parent."""
    element = etree.Element(tag)
    if class_:
        element.set("class", class_)
    return element


def child(parent: Element, tag: str, class_: str = "") -> Element:
    """A new last child of ``parent``."""
    element = sub(parent, tag)
    if class_:
        element.set("class", class_)
    return element


def add_text(parent: Element, value: str) -> None:
    """Put ``value`` after all that ``parent`` holds.

    Raises:
        ValueError: ``value`` has characters that XML cannot hold.

    """
    try:
        last = parent[-1]  # len() would count the children each time
    except IndexError:
        parent.text = (parent.text or "") + value
    else:
        last.tail = (last.tail or "") + value


def is_empty(element: Element) -> bool:
    """Whether ``element`` holds neither text nor elements."""
    return not len(element) and not element.text


def plain(element: Element) -> str:
    """The text in ``element``, with runs of white space as one blank."""
    return " ".join("".join(element.itertext()).split())
