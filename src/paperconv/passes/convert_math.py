"""Give every formula its MathML, all of a document at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.late import load

_NO_ENGINE = "pandoc cannot convert it"


def convert_math(document: m.Document, log: Log) -> m.Document:
    """Formulas that cannot be converted keep their TeX only, which is said; what a formula already has stays."""
    wanted: dict[tuple[str, bool], Pos | None] = {}
    for node in m.iter_nodes(document):
        match node:
            case m.Math(tex, "") if tex.strip():
                wanted.setdefault((tex, False), node.pos)
            case m.Equation(tex, "") if tex.strip():
                wanted.setdefault((tex, True), node.pos)
            case _:
                pass
    if not wanted:
        return document
    made: dict[tuple[str, bool], str] = {}
    for key, result in _converted(list(wanted), log).items():
        if isinstance(result, str):
            made[key] = result
            continue
        log(
            Diagnostic(
                Rule.FORMULA_CONVERTED,
                f"the formula {_short(key[0])} is printed as TeX: {result}",
                pos=wanted[key],
                hint="see whether its TeX is right, and define the commands that it uses",
            )
        )

    def rule(node: m.Node) -> m.Node | None:
        match node:
            case m.Math(tex, "") if mathml := made.get((tex, False)):
                return m.replace(node, mathml=mathml)
            case m.Equation(tex, "") if mathml := made.get((tex, True)):
                return m.replace(node, mathml=mathml)
            case _:
                return None

    return m.rewrite(document, rule)


def _converted(formulas: Sequence[tuple[str, bool]], log: Log) -> Mapping[tuple[str, bool], str | Exception]:
    """Each formula's MathML, or why there is none."""
    if load("paperconv.formulas.engine").available():
        return dict(zip(formulas, load("paperconv.formulas.mathml").to_mathml(formulas), strict=True))
    log(
        Diagnostic(
            Rule.FORMULA_CONVERTED,
            "formulas are converted by pandoc, which knows less TeX: MathJax is missing",
            Severity.INFO,
            hint="`paperconv doctor` says how to get it",
        )
    )
    made = load("paperconv.pandoc.formulas").to_mathml(formulas)
    return {key: one or ValueError(_NO_ENGINE) for key, one in zip(formulas, made, strict=True)}


def _short(tex: str) -> str:
    line = " ".join(tex.split())
    return f'"{line[:57]}…"' if len(line) > 60 else f'"{line}"'
