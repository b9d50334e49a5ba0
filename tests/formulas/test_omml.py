"""MathML as Office Math."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from paperconv.formulas.mathml import to_mathml
from paperconv.formulas.omml import to_omml

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def one(tex: str, *, display: bool = True) -> str:
    """The Office Math of ``tex``, without what only says the font."""
    (made,) = to_mathml([(tex, display)])
    omml = to_omml(str(made), display=display)
    etree.fromstring(omml)
    bare = re.sub(r"<w:rPr>.*?</w:rPr>|</?m:oMath(?:Para)?\b[^>]*>| xml:space=\"preserve\"", "", omml)
    return re.sub(r"<m:r><m:t>([^<]*)</m:t></m:r>", r"\1", bare)


@pytest.mark.parametrize(
    ("tex", "omml"),
    [
        (r"\frac{a}{b}", "<m:f><m:num>a</m:num><m:den>b</m:den></m:f>"),
        (r"x_i^2", "<m:sSubSup><m:e>x</m:e><m:sub>i</m:sub><m:sup>2</m:sup></m:sSubSup>"),
        (r"\sqrt{x}", '<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>x</m:e></m:rad>'),
        (r"\hat{x}", '<m:acc><m:accPr><m:chr m:val="\u0302"/></m:accPr><m:e>x</m:e></m:acc>'),
        (r"\overline{x}", '<m:bar><m:barPr><m:pos m:val="top"/></m:barPr><m:e>x</m:e></m:bar>'),
        (r"a<b", "a&lt;b"),
        (r"\left(\frac ab\right]", '<m:d><m:dPr><m:begChr m:val="("/><m:endChr m:val="]"/></m:dPr>'
         "<m:e><m:f><m:num>a</m:num><m:den>b</m:den></m:f></m:e></m:d>"),
        (r"\sum_{i}^n a_i = b", '<m:nary><m:naryPr><m:chr m:val="∑"/><m:limLoc m:val="undOvr"/></m:naryPr>'
         "<m:sub>i</m:sub><m:sup>n</m:sup><m:e><m:sSub><m:e>a</m:e><m:sub>i</m:sub></m:sSub></m:e></m:nary>=b"),
        (r"\begin{gather}a\\b\end{gather}", "<m:eqArr><m:e>a</m:e><m:e>b</m:e></m:eqArr>"),
    ],
)  # fmt: skip
def test_each_construction_has_its_element(tex: str, omml: str):
    assert one(tex) == omml


def test_letters_of_other_alphabets_are_unicode_s_own_and_literal():
    assert '<m:lit/><m:sty m:val="p"/></m:rPr><m:t>ℝ</m:t>' in one(r"\mathbb{R}")
    assert '<m:lit/><m:sty m:val="p"/></m:rPr><m:t>𝐱</m:t>' in one(r"\mathbf{x}")
    assert '<m:lit/><m:sty m:val="p"/></m:rPr><m:t>𝜷</m:t>' in one(r"\boldsymbol\beta")
    assert '<m:lit/><m:sty m:val="p"/></m:rPr><m:t>d</m:t>' in one(r"\mathrm{d}")
    assert "<m:nor/></m:rPr><m:t>for all </m:t>" in one(r"\text{for all }x")


_NOTHING = "<m:r><m:rPr><m:lit/></m:rPr><m:t>\u200b</m:t></m:r>"


def literal(sign: str) -> str:
    return f"<m:r><m:rPr><m:lit/></m:rPr><m:t>{sign}</m:t></m:r>"


def test_operators_have_operands_on_both_sides_or_are_literal():
    assert one(r"x^{2+}").endswith(f"<m:sup>2{literal('+')}</m:sup></m:sSup>")
    assert one("= b") == f"{_NOTHING}=b"
    assert one("-b") == "−b"
    assert one("[0,1)") == f"{literal('[')}0,1{literal(')')}"


def test_aligned_lines_are_columns_that_touch():
    made = one(r"\begin{align}a&=b\\&=d\end{align}")
    assert '<m:cGpRule m:val="3"/><m:cGp m:val="0"/>' in made
    assert '<m:mcJc m:val="right"/>' in made
    assert f"<m:mr><m:e>a</m:e><m:e>{_NOTHING}=b</m:e></m:mr><m:mr><m:e>{_NOTHING}</m:e>" in made


def test_lines_of_characters_stand_for_the_rules_of_an_array():
    made = one(r"\begin{array}{|c|c|}\hline a&b\\\hline c&d\\\hline\end{array}")
    assert made.startswith("<m:borderBox><m:e><m:m>")
    assert made.count("│") == 2
    assert made.count("──") == 3
    assert "│" not in one(r"\begin{array}{cc}a&b\end{array}")


def test_functions_and_limits_hold_their_argument():
    assert "<m:func><m:fName>" in one(r"\sin x")
    assert "<m:limLow><m:e>" in one(r"\lim_{n\to\infty} a_n")


def test_an_operand_reaches_to_the_bracket_that_closes_it():
    assert "<m:fName>" in (made := one(r"\operatorname{Var}(X)^2 = 1"))
    assert made.endswith("<m:e>X</m:e></m:d></m:e><m:sup>2</m:sup></m:sSup></m:e></m:func>=1")
    assert one(r"\sum_i f(i, j) + 1").endswith("<m:e>f(i,j)</m:e></m:nary>+1")


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r"\mathbb{R}", "ℝ"), (r"\mathcal{O}(n)", "𝒪"), (r"\mathfrak{g}", "𝔤"), (r"V/t", "∕"), (r"> 3", "\u200b</m:t></m:r>&gt;3"),
        (r"(1+z)^2", "<m:sSup><m:e><m:d>"), (r"[x]_i", "<m:sSub><m:e><m:d>"), (r"(a)_k = (b)", "</m:sSub>=(b)"),
    ],
)  # fmt: skip
def test_what_libreoffice_would_lose_is_said_so_that_it_does_not(tex: str, shown: str):
    assert shown in one(tex)


@pytest.mark.parametrize(
    ("tex", "fences"),
    [
        (r"|x|^2 + \|y\|_2", 2), (r"|e_i| \le n|b_i|", 2), (r"||x||", 2), (r"|a||b|", 2), (r"f(|x|) + |a + |b||", 3),
        (r"P(A|B)", 0), (r"P(A|B)P(B|A)", 0), (r"a|b, c|d", 0), (r"a|b", 0),
    ],
)  # fmt: skip
def test_two_bars_are_fences_and_one_is_a_sign(tex: str, fences: int):
    made = one(tex)
    assert made.count("<m:d>") == fences
    assert made.count("∣") == (0 if fences else tex.count("|"))
    assert "<m:t>|" not in made


def test_matrices_have_the_columns_of_the_schema():
    root = etree.fromstring(
        to_omml(str(to_mathml([(r"\begin{array}{lr}a&b\\c\end{array}", True)])[0]), display=True)
    )
    (matrix,) = root.iter(f"{M}m")
    assert [[child.tag for child in column] for column in matrix.iter(f"{M}mcPr")] == [
        [f"{M}count", f"{M}mcJc"]
    ] * 2
    assert [len(row) for row in matrix.findall(f"{M}mr")] == [2, 2]


def test_strokes_colours_and_arrows_are_kept():
    assert '<m:strikeBLTR m:val="1"/>' in one(r"\cancel{x}")
    made = to_omml(str(to_mathml([(r"{\color{red}x}", True)])[0]), display=True)
    assert '<w:color w:val="FF0000"/>' in made
    assert one(r"A\xrightarrow{f}B") == f"A<m:limUpp><m:e>{literal('⟶')}</m:e><m:lim>f</m:lim></m:limUpp>B"
    assert '<m:chr m:val="→"/><m:vertJc m:val="bot"/>' in one(r"A\xrightarrow{\text{a long label}}B")


@pytest.mark.parametrize(
    "mathml", ["", "<math", "<p>x</p>", "<math/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><math>&b;</math>"]
)
def test_what_is_no_mathml_gives_nothing(mathml: str):
    assert to_omml(mathml, display=True) == ""
