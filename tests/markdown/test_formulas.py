"""Formulas that an author wrote in ways of other tools."""

from __future__ import annotations

import pytest

import paperconv
from paperconv import model as m

_HEAD = "---\ntitle: T\nauthor: A B\n---\n\n# One\n\n"


def formulas(text: str) -> list[m.Math | m.Equation]:
    document = paperconv.read((_HEAD + text).encode(), format="markdown")
    return [node for node in m.iter_nodes(document) if isinstance(node, m.Math | m.Equation)]


@pytest.mark.parametrize(
    ("text", "tex", "kind"),
    [
        (r"We have \(a^2 + b^2\) here.", "a^2 + b^2", m.Math),
        (r"So \(x\) is.", "x", m.Math),
        (r"\[ a = b \]", "a = b", m.Equation),
        (r"So \[ \alpha = b \] holds.", r"\alpha = b", m.Equation),
        (r"\[ \sum_i x_i \]", r"\sum_i x_i", m.Equation),
        ("Text.\n\n\\[\nx = y\n\\]\n\nMore.", "x = y", m.Equation),
    ],
)
def test_brackets_with_backslashes_hold_formulas(text: str, tex: str, kind: type[m.Node]) -> None:
    (found,) = formulas(text)
    assert isinstance(found, kind)
    assert found.tex == tex


@pytest.mark.parametrize(
    "text",
    [
        r"A \(short\) aside.",
        r"As said \[1\], \[2, 3\].",
        r"It rose \[95% CI = 1.2–3.4\], \[x\_1 = 2\].",
        r"`\(x\)`",
        "```\n\\(x\\)\n```",
    ],
)
def test_escaped_brackets_round_words_and_code_are_no_formulas(text: str) -> None:
    assert formulas(text) == []


def test_a_number_behind_the_end_is_that_of_the_formula() -> None:
    (found,) = formulas("\\[\nx = y\n\\] (3)\n")
    assert isinstance(found, m.Equation)
    assert found.label == "3"


def test_mathml_is_a_formula_with_the_tex_that_it_holds() -> None:
    inside = "<mfrac><mi>a</mi>\n<mi>&alpha;</mi></mfrac>"
    (first, second) = formulas(
        f'A <math xmlns="http://www.w3.org/1998/Math/MathML">{inside}</math> b.\n\n<math display="block"><semantics><mi>x</mi>'
        '<annotation encoding="application/x-tex">x</annotation></semantics></math>'
    )
    assert isinstance(first, m.Math)
    assert "<mi>α</mi>" in first.mathml
    assert (second.tex, isinstance(second, m.Equation)) == ("x", True)
    assert "annotation" not in second.mathml


def test_what_is_no_mathml_stays_as_it_is() -> None:
    assert formulas("A <math><mi>a</math> b.") == []
