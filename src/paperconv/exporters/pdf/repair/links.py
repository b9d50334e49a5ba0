"""Links are tagged as links.

WeasyPrint gives a box inside a link its own annotation, and tags it by its HTML element, so that an object reference
stands under ``NonStruct`` or ``Span``; PDF/UA-1, 7.18.5 wants it in a ``Link``.
"""

from __future__ import annotations

from paperconv.exporters.pdf.repair.tree import Tree


def tag_links(tree: Tree) -> None:
    """Make every element that holds an annotation a ``Link``."""
    for element in tree.elements():
        if element["S"] != "/Link" and any(
            isinstance(kid, dict) and kid.get("Type") == "/OBJR" for kid in tree.kids(element)
        ):
            element["S"] = "/Link"
