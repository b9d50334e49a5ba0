"""Formulas: TeX and MathML side by side."""

from __future__ import annotations

from paperconv import model as m
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import Element, new_child
from paperconv.late import load


def inline_formula(state: State, element: Element, node: m.Math) -> None:
    """Fill an ``inline-formula``."""
    _fill(state, element, node)


def display_formula(state: State, element: Element, node: m.Equation) -> None:
    """Fill a ``disp-formula``."""
    state.identify(element, node.id)
    state.label(element, node.label)
    _fill(state, element, node)


def tex_formula(state: State, element: Element, tex: str) -> None:
    """Fill a formula with TeX alone, so that its text is just that."""
    state.text(new_child(element, "tex-math"), tex)


def _fill(state: State, element: Element, node: m.Math | m.Equation) -> None:
    math = load("paperconv.exporters.jats.mathml").presentation(node.mathml) if node.mathml else None
    if math is None:
        if node.tex.strip():
            if node.mathml:
                state.tex_formulas.append(node.pos)
            tex_formula(state, element, node.tex)
        elif node.mathml:
            state.tex_formulas.append(node.pos)
            state.text(new_child(element, "monospace"), node.mathml)
        return
    if node.tex.strip():
        element = new_child(element, "alternatives")
        tex_formula(state, element, node.tex)
    element.append(math)
