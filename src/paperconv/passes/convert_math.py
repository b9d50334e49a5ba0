"""Give every formula its MathML, all by one call of pandoc."""

from __future__ import annotations

from paperconv import model as m
from paperconv.diagnostics import Log
from paperconv.pandoc.formulas import to_mathml


def convert_math(document: m.Document, _: Log) -> m.Document:
    """Formulas that cannot be converted keep their TeX only; what a formula already has stays."""
    wanted: dict[tuple[str, bool], str] = {}
    for node in m.iter_nodes(document):
        match node:
            case m.Math(tex, "") if tex.strip():
                wanted[tex, False] = ""
            case m.Equation(tex, "") if tex.strip():
                wanted[tex, True] = ""
            case _:
                pass
    if not wanted:
        return document
    wanted = dict(zip(wanted, to_mathml(list(wanted)), strict=True))

    def rule(node: m.Node) -> m.Node | None:
        match node:
            case m.Math(tex, "") if mathml := wanted.get((tex, False)):
                return m.replace(node, mathml=mathml)
            case m.Equation(tex, "") if mathml := wanted.get((tex, True)):
                return m.replace(node, mathml=mathml)
            case _:
                return None

    return m.rewrite(document, rule)
