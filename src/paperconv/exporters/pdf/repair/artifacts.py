"""Running heads and page numbers become artifacts.

WeasyPrint tags them as content that no element of the tree holds (Kozea/WeasyPrint#1836); PDF/UA-1, 7.1 asks for an
``Artifact`` of type ``Pagination``. They are given an empty replacement text too: a sentence that runs over two pages
is then copied, searched and extracted without the page's furniture in its middle.
"""

from __future__ import annotations

from typing import Any

from paperconv.exporters.pdf.engine import pydyf
from paperconv.exporters.pdf.repair.tree import Tree


def mark_artifacts(tree: Tree) -> None:
    """Make marked content whose element is outside the tree an artifact, and drop the element."""
    reached = tree.reached()
    lost = {element.reference: element for element in tree.elements() if element.number not in reached}
    if not lost:
        return
    pages = [tree.by_reference[reference] for reference in tree.pdf.page_references]
    nums = tree.parents["Nums"]
    for key, value in zip(nums[::2], nums[1::2], strict=True):
        if not isinstance(value, list):
            continue  # the parent of an annotation
        outside = {mcid for mcid, owner in enumerate(value) if owner in lost}
        if outside:
            _retag(tree.by_reference[pages[key]["Contents"]], outside)
            value[:] = [b"null" if mcid in outside else owner for mcid, owner in enumerate(value)]
    for element in lost.values():
        element.clear()  # its number stays taken: pydyf miscounts freed objects in compressed files


def _retag(stream: Any, outside: set[int]) -> None:
    nothing = pydyf.Dictionary({"ActualText": pydyf.String("")})
    items: list[Any] = []
    inside = False
    for item in stream.stream:
        if isinstance(item, dict) and item.get("MCID") in outside:
            items[-1] = b"/Artifact"
            items += [pydyf.Dictionary({"Type": "/Pagination"}), b"BDC", b"/Span", nothing]
            inside = True
        elif item == b"EMC" and inside:
            inside = False
            items += [b"EMC", b"EMC"]
        else:
            items.append(item)
    stream.stream[:] = items
