"""Rows of a table have as many cells as its widest row, and header cells say what they head.

Browsers and WeasyPrint draw a ragged table; PDF/UA-1, 7.2 wants it even, since readers announce columns by number, and
7.5 wants the headers of every cell to be known. A table that is all head has a body too (7.2). A cell that a page break cuts
reaches no further than the rows of its page, which are a table of their own there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from paperconv.exporters.pdf.engine import pydyf
from paperconv.exporters.pdf.repair.tree import Tree

_CELLS = {"/TH", "/TD"}
_GROUPS = {"/THead", "/TBody", "/TFoot"}


def fill_rows(tree: Tree) -> None:
    """Add empty cells to the rows that are too short, shorten cells, and give header cells their ``Scope``."""
    for table in [element for element in tree.elements() if element["S"] == "/Table"]:
        rows = list(_rows(tree, table))
        _shorten(tree, rows)
        for row in rows:
            group = tree.by_reference[row["P"]]
            for cell in tree.kids(row):
                if isinstance(cell, dict) and cell.get("S") == "/TH":
                    cell["A"].setdefault("Scope", "/Column" if group["S"] == "/THead" else "/Row")
        groups = [kid for kid in tree.kids(table) if isinstance(kid, dict) and kid.get("S") in _GROUPS]
        if groups and all(group["S"] == "/THead" for group in groups):
            groups[-1]["S"] = "/TBody"
        widths = _widths(tree, rows)
        widest = max(widths, default=0)
        for row, width in zip(rows, widths, strict=True):
            for _ in range(widest - width):
                cell = pydyf.Dictionary(
                    {
                        "Type": "/StructElem",
                        "S": "/TD",
                        "P": row.reference,
                        "K": pydyf.Array(),
                        "Pg": table["Pg"],
                    }
                )
                tree.pdf.add_object(cell)
                tree.by_reference[cell.reference] = cell
                row["K"].append(cell.reference)


def _shorten(tree: Tree, rows: list[Any]) -> None:
    """Let no cell reach over more rows than its group has from there on."""
    left = Counter[bytes]()
    for row in reversed(rows):
        left[row["P"]] += 1
        for cell in tree.kids(row):
            if isinstance(cell, dict) and int(cell.get("A", {}).get("RowSpan", 1)) > left[row["P"]]:
                cell["A"]["RowSpan"] = left[row["P"]]


def _rows(tree: Tree, element: Any) -> Iterator[Any]:
    for kid in tree.kids(element):
        if isinstance(kid, dict) and kid.get("S") == "/TR":
            yield kid
        elif isinstance(kid, dict) and kid.get("S") in {"/THead", "/TBody", "/TFoot", "/NonStruct"}:
            yield from _rows(tree, kid)


def _widths(tree: Tree, rows: list[Any]) -> list[int]:
    """How many columns each row fills, with the cells that reach into it from above."""
    reaching: dict[int, int] = {}
    widths = []
    for number, row in enumerate(rows):
        width = reaching.get(number, 0)
        for kid in tree.kids(row):
            if isinstance(kid, dict) and kid.get("S") in _CELLS:
                attributes = kid.get("A", {})
                columns = int(attributes.get("ColSpan", 1))
                width += columns
                for below in range(1, int(attributes.get("RowSpan", 1))):
                    reaching[number + below] = reaching.get(number + below, 0) + columns
        widths.append(width)
    return widths
