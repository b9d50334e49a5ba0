"""Number the sections of a manuscript that numbers none itself."""

from __future__ import annotations

from typing import Literal

from paperconv import model as m
from paperconv.numerals import letters, roman


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


def _number(number: int, depth: int, manner: Literal["decimal", "roman-alpha"]) -> str:
    if manner == "decimal" or depth == 2:
        return str(number)
    return roman(number) if depth == 0 else letters(number) if depth == 1 else letters(number).lower()
