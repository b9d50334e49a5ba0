"""A finished tree as XML: one declaration of each namespace, at the root; no element that is not closed at once if it is empty.

The standard library's own writer names only the namespaces that are used, and looks at the whole tree once more to find them.
"""

from __future__ import annotations

from paperconv.exporters.jats.tags import NAMESPACES, Element
from paperconv.patterns import late

_PREFIXES = {address: prefix for prefix, address in NAMESPACES.items()} | {
    "http://www.w3.org/XML/1998/namespace": "xml"
}
# https://www.w3.org/TR/xml/#sec-line-ends, and #AVNormalize for attributes
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_VALUE = _IN_TEXT | str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})
_MARKED = late(r"[&<>\r]")
_MARKED_VALUE = late(r"[&<>\"\t\r\n]")


def serialize(root: Element, doctype: str) -> bytes:
    """``root`` and what is in it, in UTF-8, after the declaration ``doctype``.

    Raises:
        RecursionError: it is nested too deeply.

    """
    out = ["<?xml version='1.0' encoding='UTF-8'?>\n", doctype, "\n"]
    names: dict[str, str] = {}
    declared = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
    _write(root, out, names, declared)
    out.append("\n")
    return "".join(out).encode()


def _write(element: Element, out: list[str], names: dict[str, str], declared: str = "") -> None:
    tag = element.tag
    if callable(tag):  # a comment: the function that makes such
        out.append(f"<!--{element.text}-->")
        return
    if tag not in names:
        names[tag] = _name(tag)
    tag = names[tag]
    out.append(f"<{tag}{declared}")
    for name, value in element.items():
        if name not in names:
            names[name] = _name(name)
        if _MARKED_VALUE.search(value):
            value = value.translate(_IN_VALUE)  # noqa: PLW2901 - the same value, as it is written
        out.append(f' {names[name]}="{value}"')
    text = element.text
    if not text and not len(element):
        out.append("/>")
        return
    out.append(">")
    if text:
        out.append(text.translate(_IN_TEXT) if _MARKED.search(text) else text)
    for part in element:
        _write(part, out, names)
        tail = part.tail
        if tail:
            out.append(tail.translate(_IN_TEXT) if _MARKED.search(tail) else tail)
    out.append(f"</{tag}>")


def _name(name: str) -> str:
    """``{address}name`` with the prefix of its namespace."""
    address, _, local = name[1:].partition("}") if name[0] == "{" else ("", "", name)
    return f"{_PREFIXES[address]}:{local}" if address else local
