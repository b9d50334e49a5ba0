"""What stands within the lines of LaTeX, and pandoc does not know."""

from __future__ import annotations

from pathlib import Path

import paperconv
from paperconv import model as m
from paperconv.diagnostics import ignore
from paperconv.protocols import Source
from paperconv.readers.pandoc.reader import read_draft


def _read(body: str, preamble: str = "") -> m.Draft:
    text = f"\\documentclass{{article}}\n\\usepackage{{mhchem,csquotes}}\n{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"
    return read_draft([Source(text.encode(), "paper.tex", Path("paper.tex"))], ignore)


def _formulas(draft: m.Draft) -> list[str]:
    return [node.tex for node in m.iter_nodes(draft) if isinstance(node, m.Math | m.Equation)]


def test_formulas_of_chemistry_in_the_text_are_formulas() -> None:
    draft = _read(
        r"Salt \ce{NaCl}, acid \ce{H2SO4^{2-}} at 5\,\$ and \ce{CO2 + C -> 2 CO}; $x + \ce{H2O}$ stays." "\n\n"
        r"\begin{equation}\ce{A -> B}\end{equation}" "\n\n% \\ce{Gone}\n" r"\begin{verbatim}\ce{Shown}\end{verbatim}"
    )  # fmt: skip
    assert _formulas(draft) == [
        r"\ce{NaCl}",
        r"\ce{H2SO4^{2-}}",
        r"\ce{CO2 + C -> 2 CO}",
        r"x + \ce{H2O}",
        r"\ce{A -> B}",
    ]
    assert [node.value for node in m.iter_nodes(draft) if isinstance(node, m.CodeBlock)] == [r"\ce{Shown}"]


def test_a_macro_that_stands_for_one_is_one_in_text_and_formulas() -> None:
    preamble = r"\newcommand{\salt}{\ce{NaCl}}"
    draft = _read(r"The \salt{} dissolves, and $n_{\salt}$ counts it.", preamble)
    assert _formulas(draft)[0] == r"\ce{NaCl}"
    document = paperconv.read(
        f"\\documentclass{{article}}{preamble}\n\\begin{{document}}\nThe \\salt{{}} has $n_{{\\salt}}$.\n\\end{{document}}",
        format="latex",
    )
    assert paperconv.export(document, "jats").data.decode().count("<mml:mi>NaCl</mml:mi>") == 2


def test_quotations_keep_their_words() -> None:
    assert "“a strip of paper”" in m.text_of(_read(r"It is \textquote{a strip of paper} that rolls."))
