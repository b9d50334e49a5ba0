"""List items hold a label and a body, and nothing else.

WeasyPrint puts the paragraphs of ``<li><p>`` directly under ``LI``; PDF/UA-1, 7.2 allows only ``Lbl`` and ``LBody`` there.
"""

from __future__ import annotations

from paperconv.exporters.pdf.engine import pydyf
from paperconv.exporters.pdf.repair.tree import Tree

_ALLOWED = {"/Lbl", "/LBody"}


def fill_list_items(tree: Tree) -> None:
    """Gather what a list item holds beside its label in one ``LBody``."""
    for item in [element for element in tree.elements() if element["S"] == "/LI"]:
        kept: list[bytes | int] = []
        loose: list[bytes | int] = []
        for reference, kid in zip(item["K"], tree.kids(item), strict=True):
            right = isinstance(kid, dict) and kid.get("S") in _ALLOWED
            (kept if right else loose).append(reference)
        if not loose:
            continue
        body = pydyf.Dictionary(
            {"Type": "/StructElem", "S": "/LBody", "P": item.reference, "K": pydyf.Array(loose)}
        )
        if "Pg" in item:
            body["Pg"] = item["Pg"]
        tree.pdf.add_object(body)
        tree.by_reference[body.reference] = body
        for reference in loose:
            if isinstance(reference, bytes) and "P" in tree.by_reference[reference]:
                tree.by_reference[reference]["P"] = body.reference
        _move_content(tree, item.reference, body.reference, loose)
        item["K"] = pydyf.Array([*kept, body.reference])


def _move_content(tree: Tree, old: bytes, new: bytes, kids: list[bytes | int]) -> None:
    """Tell the parent tree that marked content directly in ``old`` belongs to ``new``."""
    if all(isinstance(kid, bytes) for kid in kids):
        return
    for value in tree.parents["Nums"][1::2]:
        if isinstance(value, list):
            value[:] = [new if owner == old else owner for owner in value]
