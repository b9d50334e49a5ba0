r"""Macros of a manuscript, filled in: those inside formulas, and those that decide."""

from __future__ import annotations

import time

import pytest

import paperconv
from paperconv import model as m
from paperconv.formulas.expansion import filled, filled_source
from paperconv.formulas.macros import Macros, Stuck
from tests.conftest import SHARED

FILLED = {
    r"\newcommand{\R}{\mathbb R}\R^n": r"\mathbb R^n",
    r"\newcommand\R{\mathbb{R}}\R x": r"\mathbb{R}x",
    r"\newcommand{\s}[2][z]{#1_{#2}}\s{1}+\s[a]2": "z_{1}+a_{2}",
    r"\def\f#1,#2;{(#1|#2)}\f a,{b,c};": "(a|b,c)",
    r"\def\n#1{\def\m##1{#1##1}}\n{p}\m{q}": "pq",
    r"\let\old\vec\renewcommand{\vec}[1]{\mathbf{\old{#1}}}\vec x": r"\mathbf{\vec{x}}",
    r"\DeclareMathOperator*{\amax}{arg\,max}\amax_x f": r"\operatorname*{arg\,max}_xf",
    r"\DeclarePairedDelimiter{\abs}{\lvert}{\rvert}\abs{y}+\abs*{x}": r"\lvert y\rvert+\left\lvert x\right\rvert",
    r"\providecommand{\k}{1}\providecommand{\k}{2}\k": "1",
    r"\NewDocumentCommand{\p}{s O{2} m}{\IfBooleanTF{#1}{-}{}#3^{#2}}\p x,\p*[3]{y}": "x^{2},-y^{3}",
    r"\NewDocumentCommand{\p}{m o}{#1\IfNoValueTF{#2}{}{_{#2}}}\p x,\p{y}[i]": "x,y_{i}",
    r"\def\x{7}\ifnum\x<10 small\else large\fi": "small",
    r"\ifnum 12>3 a\else b\fi": "a",
    r"\ifodd 3 a\else b\fi": "a",
    r"\ifcase 2 a\or b\or c\else d\fi": "c",
    r"\ifcase 7 a\or b\or c\else d\fi": "d",
    r"\ifnum1=1 \ifnum1=2 a\else b\fi\else \ifnum3=3 c\fi\fi": "b",
    r"\def\g#1{\ifx&#1&E\else F\fi}\g{}\g{x}": "EF",
    r"\def\a{1}\def\b{1}\ifx\a\b same\else other\fi": "same",
    r"\def\q#1{\ifthenelse{\equal{#1}{}}{none}{one}}\q{}\q{a}": "noneone",
    r"\ifthenelse{\NOT 3 < 2}{yes}{no}": "yes",
    r"\newif\ifbold\boldtrue\ifbold\mathbf{x}\else x\fi": r"\mathbf{x}",
    r"\ifmmode M\else $M$\fi": "M",
    r"\ifdefined\unknown a\else b\fi": "b",
    r"\ifnum\pdfstrcmp{abc}{abc}=0 same\else other\fi": "same",
    r"\expandafter\def\csname x1\endcsname{Q}\csname x1\endcsname": "Q",
    r"\csname alpha\endcsname x": r"\alpha x",
    r"\def\i{0}\edef\j{\i}\def\i{1}\j\i": "01",
    r"\relax x": "x",
    r"a \iff b": r"a \iff b",
    r"\makeatletter\def\s{\@ifstar{S}{P}}\makeatother\s*+\s x": "S+Px",
    r"\makeatletter\def\s{\@ifnextchar[{\t}{\t[0]}}\def\t[#1]{(#1)}\makeatother\s[1]\s": "(1)(0)",
}


@pytest.mark.parametrize(("tex", "expected"), FILLED.items(), ids=[str(n) for n in range(len(FILLED))])
def test_a_formula_needs_none_of_its_macros(tex: str, expected: str):
    assert filled(tex, Macros()).replace(" ", "") == expected.replace(" ", "")


def test_a_definition_in_one_formula_serves_those_after_it():
    macros = Macros()
    assert filled(r"\newcommand{\E}{\mathbb{E}}", macros) == ""
    assert filled(r"\E[X]", macros) == r"\mathbb{E}[X]"


BOMBS = (
    r"\def\a{\a\a}\a",
    r"\def\a{\b}\def\b{\a}\a",
    r"\def\a#1{\a{#1#1}}\a{xxxxxxxxxx}",
    r"\def\a{x}" + ("\\edef\\a{" + "\\a" * 20 + "}") * 20 + r"\a",
    r"\def\d#1{}\def\b{\d{" + "y" * 5000 + r"}\b}\b",
    r"\expandafter" * 5000 + "x",
    r"\ifthenelse{" + r"\NOT" * 5000 + "}{a}{b}",
    r"\def\c{\csname \c\endcsname}\c",
    r"\ifnum1=" + "9" * 5000 + " a",
    r"\newcommand{\z}[1]{" * 5000,
    r"\iftrue" * 20_000,
)


@pytest.mark.parametrize("tex", BOMBS, ids=range(len(BOMBS)))
def test_macros_that_never_end_stay_as_they_are_and_cost_little(tex: str):
    start = time.process_time()
    made = filled(tex, Macros())
    assert time.process_time() - start < 5
    assert len(made) <= max(len(tex), 100)


DATA = r"""\documentclass{article}
\makeatletter
\newcommand\data[1][all]{\ifnum\pdfstrcmp{#1}{all}=0\def\data@out{none}\else
  \ifnum\pdfstrcmp{#1}{mass}=0\let\data@out\data@I\else\def\data@out{??}\fi\fi\data@out}
\newcommand\data@I[1][all]{\ifnum\pdfstrcmp{#1}{median}=0\def\data@I@out{35}\else\def\data@I@out{4}\fi\data@I@out}
\makeatother
\newcommand{\interval}[1]{#1[median]^{+#1[plus]}}
\newcommand{\solar}{\ifmmode M_\odot\else $M_\odot$\fi}
\newcommand{\plain}[1]{\textbf{#1}}
\newif\ifdraft
\begin{document}
A mass of \data[mass][median] \solar, or $\interval{\data[mass]}\,\solar$, is \plain{known}.% \data
\verb|\data[mass]| \ifdraft Not this.\else Nor\fi
\end{document}
"""


def test_macros_that_decide_reach_the_text_of_a_latex_manuscript():
    document = paperconv.read(DATA, format="latex")
    text = m.text_of(document)
    assert "A mass of 35 " in text
    assert "is known." in text
    assert r"\data[mass]" in text
    assert "Not this" not in text
    assert [node.tex for node in m.iter_nodes(document) if isinstance(node, m.Math)] == [
        r"M_\odot",
        r"35^{+4}\,M_\odot",
    ]


def test_a_latex_manuscript_without_such_macros_is_left_alone():
    plain = "\\newcommand{\\R}{\\mathbb{R}}\n\\newif\\ifa\n$\\R \\ifa x\\fi$ % \\R\n"
    assert filled_source(plain) == plain


def test_endless_macros_of_a_latex_manuscript_are_reported():
    with pytest.raises(Stuck):
        filled_source(r"\def\a{\ifnum1=1 \a\a\fi}\a")


def test_front_matter_and_formulas_define_macros_for_markdown():
    text = (
        "---\ntitle: T\nheader-includes: |\n  \\NewDocumentCommand{\\pd}{m}{\\partial_{#1}}\n---\n\n# A\n\n"
        "$$\\newcommand{\\E}{\\mathbb{E}}$$\n\nHere $\\pd{x} \\E$ and $\\def\\h{\\hbar}$ $\\h$.\n"
    )
    document = paperconv.read(text)
    assert [node.tex for node in m.iter_nodes(document) if isinstance(node, m.Math)] == [
        r"\partial_{x} \mathbb{E}",
        r"\hbar",
    ]
    assert not [node for node in m.iter_nodes(document) if isinstance(node, m.Equation)]
    article = paperconv.export(document, "jats").data.decode()
    assert "newcommand" not in article
    assert r"\E" not in article


PAPER = SHARED / "corpus/latex/covering-basis/ms.tex"


@pytest.mark.skipif(not PAPER.is_file(), reason="the corpus is not here")
def test_every_formula_of_a_paper_whose_numbers_are_macros_is_set():
    document = paperconv.read(PAPER)
    formulas = [node.tex for node in m.iter_nodes(document) if isinstance(node, (m.Math, m.Equation))]
    assert len(formulas) > 200
    assert not [tex for tex in formulas if "\\macros" in tex]
