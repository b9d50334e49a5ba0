"""The structure tree of a PDF that is about to be written, with its pointers resolved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from paperconv.exporters.pdf.engine import pydyf


class Tree:
    """The structure elements of ``pdf``, which must be tagged.

    A kid of an element is a reference to another element, a reference to an object (``OBJR``), or the number of a piece
    of marked content on the element's page (ISO 32000-1, 14.7).
    """

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.by_reference: dict[bytes, Any] = {obj.reference: obj for obj in pdf.objects}
        self.root = self.by_reference[pdf.catalog["StructTreeRoot"]]
        self.parents = self.by_reference[self.root["ParentTree"]]

    def elements(self) -> Iterator[Any]:
        """All structure elements, whether or not the tree reaches them."""
        return (obj for obj in self.pdf.objects if isinstance(obj, dict) and obj.get("Type") == "/StructElem")

    def kids(self, element: Any) -> Iterator[Any]:
        """The kids of ``element``: dictionaries where they are references, else the numbers of marked content."""
        for kid in element.get("K", ()):
            yield self.by_reference[kid] if isinstance(kid, bytes) else kid

    def in_order(self) -> Iterator[Any]:
        """The structure elements that the root leads to, as they are read."""
        stack = [self.root]
        seen: set[int] = set()
        while stack:
            element = stack.pop()
            if element.number in seen:
                continue
            seen.add(element.number)
            yield element
            kids = [kid for kid in self.kids(element) if isinstance(kid, pydyf.Dictionary)]
            stack += [kid for kid in reversed(kids) if kid.get("Type") == "/StructElem"]

    def reached(self) -> set[int]:
        """The object numbers of all elements that the root leads to."""
        return {element.number for element in self.in_order()}
