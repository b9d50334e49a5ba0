from __future__ import annotations

import pytest
from lxml import etree

from paperconv.pandoc.formulas import MATHML, to_mathml, to_omml
from paperconv.pandoc.tex import convertible, formula

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FORMULAS = [
    (r"\frac{a}{b}", True),
    (r"a<b", False),
    (r"\begin{pmatrix} a & b \\ c & d\end{pmatrix}", True),
    (r"\text{for all }x", False),
    (r"\frac{a", True),
    (r"\unknowncommand x", False),
    (r"\begin{cases}1 & x>0\\0&\text{otherwise}\end{cases}", True),
]
FAIL = {4, 5}


def test_formulas_become_mathml_and_failures_are_empty():
    made = to_mathml(FORMULAS)
    assert {index for index, one in enumerate(made) if not one} == FAIL
    for one, (_, display) in zip(made, FORMULAS, strict=True):
        if one:
            root = etree.fromstring(one)
            assert root.tag == f"{{{MATHML}}}math"
            assert root.get("display") == ("block" if display else "inline")
            assert not list(root.iter(f"{{{MATHML}}}annotation"))


def test_formulas_become_office_math_in_the_order_of_the_schema():
    made = to_omml(FORMULAS)
    assert {index for index, one in enumerate(made) if not one} == FAIL
    for one, (_, display) in zip(made, FORMULAS, strict=True):
        if not one:
            continue
        root = etree.fromstring(one)
        assert root.tag == f"{M}{'oMathPara' if display else 'oMath'}"
        for column in root.iter(f"{M}mcPr"):
            assert [child.tag for child in column] == [f"{M}count", f"{M}mcJc"]
        for look in root.iter(f"{M}rPr"):
            assert look.find(f"{M}nor") is None or look.find(f"{M}sty") is None
    assert "Cambria Math" in made[0]


def test_one_hostile_formula_does_not_spoil_the_others():
    deep = r"\sqrt{" * 3000 + "x" + "}" * 3000
    made = to_mathml([(deep, True), ("x", False)])
    assert made[0] == ""
    assert "<mi>x</mi>" in made[1]
    assert to_omml([(deep, True), ("x", False)])[1]


def test_macros_are_filled_in():
    (one,) = to_mathml(
        [(r"\R^n + \E{x}", True)], macros="\\newcommand{\\R}{\\mathbb{R}}\n\\newcommand{\\E}[1]{E(#1)}"
    )
    assert "ℝ" in one
    assert "<mi>E</mi>" in one


@pytest.mark.parametrize("tex", [r"\ce{SO4^2- + 2H+ -> H2SO4}", r"a \tag{3}", r"\smash{x}", r"a\label{q}"])
def test_what_pandoc_does_not_know_is_rewritten(tex: str):
    assert to_mathml([(tex, True)])[0]


def test_chemistry_has_indices_and_charges():
    assert convertible(r"\ce{H2O}") == r"{\mathrm{H}_{2}\mathrm{O}}"
    assert "^{2-}" in convertible(r"\ce{SO4^2-}")


@pytest.mark.parametrize(
    ("tex", "number", "left"),
    [
        (r"a \tag*{(A1)}", "A1", "a"),
        (r"a \eqno(4)", "4", "a"),
        (r"f(x) = g(1)", "", r"f(x) = g(1)"),
        (r"squad (3)", "", "squad (3)"),
        (r"a \quad\quad (2a)", "2a", "a"),
    ],
)
def test_the_number_of_a_formula_is_taken_only_where_it_is_one(tex: str, number: str, left: str):
    found = formula(tex)
    assert (found.number, found.tex) == (number, left)


def test_no_formulas_need_no_pandoc():
    assert to_mathml([]) == []
    assert to_omml([]) == []
