"""Number the sections of a manuscript that numbers none itself."""

from __future__ import annotations

import re
from typing import Literal

from paperconv import model as m
from paperconv.numerals import letters, roman
from paperconv.patterns import late

_POINTS = late(r"((?:sections?|sect?\.|§)\s*)?\d{1,2}(?:\.\d{1,2}){0,3}", re.IGNORECASE)


def number_sections(
    body: tuple[m.Section, ...], back: tuple[m.Section, ...], manner: Literal["decimal", "roman-alpha"]
) -> tuple[tuple[m.Section, ...], tuple[m.Section, ...]]:
    """``body`` and ``back`` with labels; appendices get letters.

    The labels are what the text points to: ``2.1``, or ``II-A`` in the manner of engineering journals.
    """
    held = [node for part in (*body, *back) for node in m.iter_nodes(part) if isinstance(node, m.Section)]
    if any(section.label for section in held):
        return body, back

    def label(section: m.Section, path: tuple[int, ...], first: str) -> m.Section:
        inner = tuple(label(one, (*path, i), first) for i, one in enumerate(section.sections, 1))
        parts = [_number(number, depth, manner) for depth, number in enumerate(path)]
        printed = ("." if manner == "decimal" else "-").join([first or parts[0], *parts[1:]])
        return m.replace(section, label=printed, sections=inner)

    out: list[m.Section] = []
    appendices = 0
    for section in back:
        appendices += section.role == "appendix"
        out.append(label(section, (0,), letters(appendices)) if section.role == "appendix" else section)
    return tuple(label(one, (i,), "") for i, one in enumerate(body, 1)), tuple(out)


def point_to_sections(document: m.Document) -> m.Document:
    """``document`` whose cross-references that only say the number of a section say that which it has now."""
    labels = {
        node.id: node.label
        for node in m.iter_nodes(document)
        if isinstance(node, m.Section) and node.id and node.label
    }

    def rule(node: m.Node) -> m.Node | None:
        match node:
            case m.CrossRef(target, children) if target in labels:
                found = _POINTS.fullmatch(m.text_of(children))
                return m.replace(node, children=m.text((found[1] or "") + labels[target])) if found else None
            case _:
                return None

    return m.rewrite(document, rule)


def _number(number: int, depth: int, manner: Literal["decimal", "roman-alpha"]) -> str:
    if manner == "decimal" or depth == 2:
        return str(number)
    return roman(number) if depth == 0 else letters(number) if depth == 1 else letters(number).lower()
