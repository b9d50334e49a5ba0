"""Displayed formulas, alone or as the lines of one block, which then stand below one another at their relations."""

from __future__ import annotations

from collections.abc import Sequence

from paperconv import model as m
from paperconv.formulas.sides import sides
from paperconv.html.elements import Element, child
from paperconv.html.formulas import formula
from paperconv.html.state import State


def write_equation(state: State, parent: Element, node: m.Equation) -> None:
    """``node`` in a line of its own, with its number; nothing for a formula of nothing."""
    element = child(parent, "div", "equation")
    state.identify(element, node.id)
    if (made := formula(state, node)) is not None:
        element.append(made)
    _number(state, element, node)
    if not len(element) and not node.id:
        parent.remove(element)


def write_lines(state: State, parent: Element, lines: Sequence[m.Equation]) -> None:
    """``lines`` as one block: each in two halves where all have them."""
    halves = [sides(line) for line in lines]
    known = [pair for pair in halves if pair is not None]
    if len(known) < len(lines):
        for line in lines:
            write_equation(state, parent, line)
        return
    widths = [tuple(_width(state, half) for half in pair) for pair in known]
    most = [max(pair[side] for pair in widths) for side in (0, 1)]
    for line, pair, held in zip(lines, known, widths, strict=True):
        element = child(parent, "div", "equation line")
        state.identify(element, line.id)
        for side, name in enumerate(("left", "right")):
            half = child(element, "span", name)
            if (made := formula(state, pair[side])) is not None:
                if made.attrib.pop("display", None):  # else it would fill the line by itself
                    made.set("displaystyle", "true")
                half.append(made)
            if state.paged and (room := most[side] - held[side]) > 0:
                half.set("style", f"padding-{name}:{room:.4f}em")
        _number(state, element, line)


def _number(state: State, element: Element, node: m.Equation) -> None:
    if node.label:
        if len(element):
            element[-1].tail = " "
        state.span(element, "equation-number", f"({node.label})")


def _width(state: State, half: m.Equation) -> float:
    """Ems of a formula on a page, 0 elsewhere."""
    pieces = state.options.formula(half) if state.paged and state.options.formula else ()
    return sum(piece.width for piece in pieces)
