"""A displayed formula cut at the sign on which lines stand one below the other."""

from __future__ import annotations

import re

from lxml import etree

from paperconv import model as m
from paperconv import patterns
from paperconv.formulas.mathml import MATHML
from paperconv.formulas.tex import parted

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
_ENVIRONMENT = r"\\begin\{([a-z]+\*?)\}(.*)\\end\{\1\}"


def sides(node: m.Equation) -> tuple[m.Equation, m.Equation] | None:
    """What stands left and right of that sign, as formulas; None if there is none, or more than one."""
    if not node.mathml:
        return None
    try:
        root = etree.fromstring(node.mathml, _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return None
    table = root[0] if len(root) == 1 else None
    if table is None or table.tag != f"{{{MATHML}}}mtable" or len(table) != 1:
        return None
    if table.get("columnalign", "").split()[:2] != ["right", "left"] or len(table[0]) != 2:
        return None
    left, right = (_formula(cell) for cell in table[0])
    found = patterns.fullmatch(_ENVIRONMENT, node.tex.strip(), re.DOTALL)
    halves = parted(found[2]) if found else []
    if len(halves) != 2:
        halves = ["", ""]
    elif halves[1]:
        halves[1] = f"{{}}{halves[1]}"  # a relation keeps its room
    return m.replace(node, tex=halves[0], mathml=left, label=""), m.replace(
        node, tex=halves[1], mathml=right, id="", label=""
    )


def _formula(cell: etree._Element) -> str:
    inside = "".join(etree.tostring(one, encoding="unicode", with_tail=False) for one in cell)
    return f'<math xmlns="{MATHML}" display="block">{inside}</math>' if inside else ""
