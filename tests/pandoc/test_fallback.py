"""Formulas by pandoc, where MathJax is missing."""

from __future__ import annotations

from lxml import etree

from paperconv.pandoc.formulas import MATHML, to_mathml

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


def test_one_hostile_formula_does_not_spoil_the_others():
    deep = r"\sqrt{" * 3000 + "x" + "}" * 3000
    made = to_mathml([(deep, True), ("x", False)])
    assert made[0] == ""
    assert "<mi>x</mi>" in made[1]


def test_no_formulas_need_no_pandoc():
    assert to_mathml([]) == []
