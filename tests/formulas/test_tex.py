from __future__ import annotations

import pytest

from paperconv.formulas.tex import formula, nesting, numbered_lines
from paperconv.formulas.units import spelled_out


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


@pytest.mark.parametrize(
    "tex",
    [
        "$$a+b$$",
        r"\[a+b\]",
        r"\( a+b \)",
        "$a+b$",
        r"\documentclass{minimal}\begin{document}$$a+b$$\end{document}",
        r"\begin{equation*}a+b\end{equation*}",
    ],
)
def test_signs_around_a_formula_are_no_part_of_it(tex: str):
    assert formula(tex).tex == "a+b"


def test_signs_inside_a_formula_stay():
    assert formula(r"$a$ and $b$").tex == r"$a$ and $b$"


def test_nesting_counts_braces_and_environments():
    assert nesting(r"{a{b}\{c\}}") == 2
    assert nesting(r"\begin{array}{c}{a}\end{array}") == 2


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (r"\num{6.022e23}", r"{6.022\times 10^{23}}"),
        (r"\num{e-3}", r"{10^{-3}}"),
        (r"\num{1 +- 2}", r"{1 \pm  2}"),
        (r"\qty{5}{\kilo\metre\per\second\squared}", r"{5\,\mathrm{km}\,\mathrm{s}^{-2}}"),
        (r"\SI[mode=math]{0.01}{cts/pix}", r"{0.01\,\mathrm{cts}/\mathrm{pix}}"),
        (r"\si{m.s^{-2}}", r"{\mathrm{m}\,\mathrm{s}^{-2}}"),
        (r"\unit{\square\metre\per\cubic\second}", r"{\mathrm{m}^{2}\,\mathrm{s}^{-3}}"),
        (r"\qty{20}{\degreeCelsius}", r"{20\,\text{°C}}"),
        (r"\qty{30}{\degree}", r"{30^{\circ}}"),
        (r"\SIrange{1}{2}{\um}", r"{1\,\text{µm}\text{–}2\,\text{µm}}"),
        (r"\numlist{1;2}", r"{1,\ 2}"),
        (r"\ang{10;3}", r"{10^{\circ}3'}"),
    ],
)
def test_quantities_are_spelled_out(written: str, plain: str):
    assert spelled_out(written) == plain


@pytest.mark.parametrize(
    "tex", [r"\qty(x)", r"\unit{\florin}", r"\num", r"\SI{3}", r"\number{3}", r"\qty{3}{\mu m}"]
)
def test_what_is_no_quantity_stays(tex: str):
    assert spelled_out(tex) == tex


def test_lines_that_are_called_each_for_itself_are_formulas_of_their_own():
    tex = r"\begin{align} a &= b \label{x} \\ &= \begin{cases} 1 \\ 2 \end{cases} \\[2pt] c &= d \tag{7} \end{align}"
    first, second, third = numbered_lines(tex)
    assert first == r"\begin{align}a &= b \label{x}\end{align}"
    assert second == r"\begin{align}&= \begin{cases} 1 \\ 2 \end{cases}\end{align}"
    assert third == r"\begin{align}c &= d \tag{7}\end{align}"
    assert numbered_lines(rf"\begin{{subequations}}{tex}\end{{subequations}}") == (first, second, third)


@pytest.mark.parametrize(
    "tex",
    [
        r"a \label{x} \\ b \label{y}",
        r"\begin{align} a \\ b \label{y}\end{align}",
        r"\begin{aligned} a \label{x} \\ b \label{y} \end{aligned}",
        r"\begin{align} a \label{x}\label{y} \end{align}",
    ],
)
def test_other_formulas_stay_whole(tex: str):
    assert numbered_lines(tex) == (tex,)
