"""Formulas of a manuscript in TeX."""

from __future__ import annotations

from paperconv import model as m
from paperconv.formulas.tex import formula, numbered_lines
from paperconv.pandoc.context import Context


def equations(context: Context, tex: str) -> tuple[m.Equation, ...]:
    """A displayed formula; one for each of its lines that has a name or number of its own, none if it only defines macros."""
    defined, tex = bool(tex.strip()), context.filled(tex)
    out: list[m.Equation] = []
    for line in numbered_lines(tex) if tex or not defined else ():
        found = formula(line)
        name = context.define(found.labels[0]) if found.labels else ""
        for other in found.labels[1:]:
            context.alias(other, name)
        out.append(m.Equation(found.tex, id=name, label=found.number, joined=bool(out)))
    return tuple(out)
