"""Formulas are tagged as formulas.

WeasyPrint tags what it lays out as a picture ``Figure``; PDF/UA-1, 7.7 wants mathematics in ``Formula``, with an alternative.
"""

from __future__ import annotations

from paperconv.exporters.pdf.engine import pydyf
from paperconv.exporters.pdf.repair.tree import Tree

MARK = "\u2061"
"""Stands before the alternative of a formula, so that it is told from a picture's (the invisible sign of application)."""


def tag_formulas(tree: Tree) -> None:
    """Make a ``Formula`` of each figure whose alternative says that it is one."""
    for element in tree.elements():
        alternative = element.get("Alt")
        if element["S"] == "/Figure" and alternative is not None and alternative.string.startswith(MARK):
            element["S"] = "/Formula"
            element["Alt"] = pydyf.String(alternative.string.removeprefix(MARK))
