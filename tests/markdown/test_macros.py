r"""Commands for formulas: from front matter and from the text."""

from __future__ import annotations

import pytest

import paperconv
from paperconv import model as m
from paperconv.readers.markdown.macros import definitions

BODY = "\n# Results\n\nHere $\\R^n$ and $\\norm{x}$ and $\\Var x$.\n"


def formulas(text: str) -> list[str]:
    return [node.tex for node in m.iter_nodes(paperconv.read(text)) if isinstance(node, m.Math)]


@pytest.mark.parametrize(
    "front",
    [
        "header-includes: |\n  \\usepackage{bm}\n  \\newcommand{\\R}{\\mathbb{R}}\n  \\newcommand{\\norm}[1]{\\|#1\\|}\n"
        "  \\DeclareMathOperator{\\Var}{Var}",
        "header-includes:\n  - \\newcommand{\\R}{\\mathbb{R}}\n  - \\def\\norm#1{\\|#1\\|}\n  - \\newcommand\\Var{\\mathrm{Var}}",
        "math:\n  '\\R': '\\mathbb{R}'\n  norm: '\\|#1\\|'\n  '\\Var': '\\mathrm{Var}'",
    ],
)
def test_front_matter_defines_commands(front: str):
    found = formulas(f"---\ntitle: T\nauthor: Jane Doe\n{front}\n---\n{BODY}")
    assert found[0] == r"\mathbb{R}^n"
    assert found[1] == r"\|x\|"
    assert "Var" in found[2]
    assert r"\Var" not in found[2]


def test_definitions_print_nothing_and_places_stay_right():
    document = paperconv.read(f"---\ntitle: T\nmath:\n  R: '\\mathbb{{R}}'\n---\n{BODY}")
    assert "newcommand" not in m.text_of(document)
    (paragraph,) = (node for node in m.iter_nodes(document) if isinstance(node, m.Paragraph))
    assert paragraph.pos
    assert paragraph.pos.line == 9


def test_only_whole_definitions_are_taken():
    tree = {
        "header-includes": "\\newcommand{\\a}{x \\newcommand{\\b}{y} $z$",
        "math": {"c d": "x", "e": "}{", "f": "#2"},
    }
    assert definitions(tree) == "\\newcommand{\\b}{y}\n\\newcommand{\\f}[2]{#2}\n"


def test_lines_of_an_align_are_called_each_for_itself():
    text = "# A\n\n\\begin{align}\na &= b \\label{one} \\\\\nc &= d \\label{two}\n\\end{align}\n\nSee \\eqref{one} and \\eqref{two}.\n"
    document = paperconv.read("---\ntitle: T\n---\n\n" + text)
    assert [node.id for node in m.iter_nodes(document) if isinstance(node, m.Equation)] == ["one", "two"]
    assert [node.target for node in m.iter_nodes(document) if isinstance(node, m.CrossRef)] == ["one", "two"]


def test_quantities_and_reactions_in_the_text_are_formulas():
    assert formulas(
        "---\ntitle: T\n---\n\n# A\n\nA rate of \\qty{5}{\\metre\\per\\second} of \\ce{H2O}.\n"
    ) == [
        r"\qty{5}{\metre\per\second}",
        r"\ce{H2O}",
    ]
