"""Headings begin with the first level and leave none out, as PDF/UA-1, 7.4.2 wants.

The title is the heading of the first level; a manuscript without one begins with the second.
"""

from __future__ import annotations

from paperconv.exporters.pdf.repair.tree import Tree

_LEVELS = {f"/H{level}": level for level in range(1, 7)}


def level_headings(tree: Tree) -> None:
    """Give each heading the number of those that it stands under, and one."""
    above: list[int] = []
    for element in tree.in_order():
        level = _LEVELS.get(element.get("S"))
        if level is None:
            continue
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        element["S"] = f"/H{len(above)}"
