"""Notes are known as notes.

The layout tags them ``Note`` (:mod:`paperconv.exporters.pdf.weasy.tags`); PDF/UA-1, 7.9 wants each to have an identifier,
and ISO 32000-1, 14.7.2 a tree that finds elements by it.
"""

from __future__ import annotations

from paperconv.exporters.pdf.engine import pydyf
from paperconv.exporters.pdf.repair.tree import Tree


def identify_notes(tree: Tree) -> None:
    """Give every note an identifier, in the order of the pages."""
    names: list[object] = []
    for number, element in enumerate((one for one in tree.elements() if one["S"] == "/Note"), start=1):
        name = pydyf.String(f"note-{number:06}")  # a name tree is sorted by its keys
        element["ID"] = name
        names += [name, element.reference]
    if names:
        found = pydyf.Dictionary({"Names": pydyf.Array(names)})
        tree.pdf.add_object(found)
        tree.root["IDTree"] = found.reference
