"""TeX as MathML: what it says, and what is refused."""

from __future__ import annotations

import time

import pytest
from lxml import etree

from paperconv.formulas.engine import MAX_LENGTH, Refused
from paperconv.formulas.mathml import MATHML, to_mathml


def one(tex: str, *, display: bool = True) -> str:
    """The inside of the ``math`` element, without name space."""
    (made,) = to_mathml([(tex, display)])
    assert isinstance(made, str), made
    return made[made.index(">") + 1 : -len("</math>")]


def why(tex: str) -> str:
    (made,) = to_mathml([(tex, True)])
    assert isinstance(made, Refused)
    return str(made)


def test_a_formula_is_an_element_with_its_name_space_and_display():
    for display in (True, False):
        (made,) = to_mathml([("a<b", display)])
        root = etree.fromstring(str(made))
        assert root.tag == f"{{{MATHML}}}math"
        assert root.get("display") == ("block" if display else "inline")


@pytest.mark.parametrize(
    ("tex", "mathml"),
    [
        (r"\mathbb{R}^n", "<msup><mi>ℝ</mi><mi>n</mi></msup>"),
        (r"\mathbf{x}", "<mi>𝐱</mi>"),
        (r"\boldsymbol\beta", "<mi>𝜷</mi>"),
        (r"\bm{A}", "<mi>𝑨</mi>"),
        (r"\mathcal{H}", "<mi>ℋ</mi>"),
        (r"\mathrm{d}", '<mi mathvariant="normal">d</mi>'),
        (r"\hat{x}", '<mover accent="true"><mi>x</mi><mo stretchy="false">^</mo></mover>'),
        (r"\overline{AB}", '<mover accent="true"><mrow><mi>A</mi><mi>B</mi></mrow><mo>¯</mo></mover>'),
        (r"1{,}5", '<mn>1</mn><mo lspace="0em" rspace="0em">,</mo><mn>5</mn>'),
        (r"\ensuremath{x}", "<mi>x</mi>"),
        (r"\xrightarrow{f}", "<mover><mo>→</mo><mi>f</mi></mover>"),
        (r"a\label{eq:a}\tag{3}", "<mi>a</mi>"),
        (r"\text{for all }x", "<mtext>for all\u00a0</mtext><mi>x</mi>"),
    ],
)
def test_the_mathml_is_plain(tex: str, mathml: str):
    assert one(tex) == mathml


def test_reactions_have_indices_charges_isotopes_and_arrows_of_unicode():
    made = one(r"\ce{^{14}_{6}C + SO4^2- <=> H2O v}")
    assert "<mprescripts/><mn>6</mn><mn>14</mn>" in made
    assert "<msup><msub><mi>SO</mi><mn>4</mn></msub><mrow><mn>2</mn><mo>−</mo></mrow></msup>" in made
    assert "⇌" in made
    assert "↓" in made
    assert not any("\ue000" <= char <= "\uf8ff" for char in made)
    assert "mphantom" not in made
    assert "mpadded" not in made


def test_aligned_lines_are_rows_of_a_table():
    made = one(r"\begin{align} a &= b \\ c &= d \end{align}")
    assert made.count("<mtr>") == 2
    assert '<mo form="infix">=</mo>' in made
    assert 'columnalign="right left"' in made


def test_cases_and_matrices_keep_their_brackets():
    assert one(r"\begin{cases}1 & x>0\\0&\text{else}\end{cases}").startswith("<mrow><mo>{</mo><mtable")
    assert one(r"\begin{pmatrix}a&b\\c&d\end{pmatrix}").endswith("</mtable><mo>)</mo></mrow>")


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        (r"\unknowncommand x", r"Undefined control sequence \unknowncommand"),
        (r"\frac{a", "close brace"),
        (r"\begin{align} a", "end"),
        (r"\;", "prints nothing"),
    ],
)
def test_what_cannot_be_set_is_refused_with_a_reason(tex: str, reason: str):
    assert reason in why(tex)


def doubled(number: int) -> str:
    """A command that is ten of the one before it."""
    before, name = ("\\" + chr(97 + number + step) for step in (0, 1))
    return f"\\newcommand{{{name}}}{{{before * 10}}}"


@pytest.mark.parametrize(
    "tex",
    [
        r"\sqrt{" * 3000 + "x" + "}" * 3000,
        r"{" * 3000 + "x" + "}" * 3000,
        r"\left(" * 300 + "x" + r"\right)" * 300,
        r"\def\a{\a\a}\a",
        r"\def\a{x\a}\a",
        r"\newcommand{\a}{xxxxxxxxxx}" + "".join(doubled(n) for n in range(9)) + r"\j",
        "x" * (MAX_LENGTH + 1),
        "x^" * 2000,
        r"\sqrt" * 500,
        r"a\over b\over c",
        r"\rule{99999999em}{9999999em}" * 3 + r"\def\x#1{\x{#1#1}}\x{y}",
    ],
)  # fmt: skip
def test_hostile_formulas_end_soon_and_spoil_nothing(tex: str):
    start = time.process_time()
    first, second = to_mathml([(tex, True), (r"\frac{a}{b}", True)])
    assert isinstance(first, Refused)
    assert "<mfrac>" in str(second)
    assert time.process_time() - start < 10


def test_a_definition_holds_until_the_end_of_its_document():
    first, second = to_mathml([(r"\newcommand{\q}{Q}\q", True), (r"\q+1", True)])
    assert "<mi>Q</mi>" in str(first)
    assert "<mi>Q</mi>" in str(second)
    assert "Undefined" in why(r"\q+1")


def test_the_same_formulas_give_the_same_mathml():
    formulas = [(r"\sum_{i=1}^n x_i", True), (r"\ce{H2O}", False), (r"\mathcal{L}", False)]
    assert to_mathml(formulas) == to_mathml(formulas)


@pytest.mark.parametrize(
    ("tex", "held"),
    [
        (r"\dv{f}{x}", "<mfrac>"),
        (r"\tensor{T}{^a_{bc}}", "<msub><mrow/><mrow><mi>b</mi><mi>c</mi></mrow></msub>"),
        (r"\begin{bNiceMatrix}[margin]1&2\end{bNiceMatrix}", "<mtable"),
        (r"\begin{multline}a\\+b\end{multline}", 'columnalign="right left"'),
        (r"\SI{5+-0.2}{\milli\molar}", "<mi>mM</mi>"),
        (r"\begin{CD}A @>f>> B\end{CD}", "<mtable"),
    ],
)
def test_commands_of_rarer_packages_are_understood(tex: str, held: str):
    assert held in str(to_mathml([(tex, True)])[0])


def test_packages_for_a_few_do_not_change_common_commands_for_all():
    made = [str(one) for one in to_mathml([(r"\dv{f}{x}", True), (r"6\div 2", True)])]
    assert "÷" in made[1]
