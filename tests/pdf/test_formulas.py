"""Formulas on pages: drawn with letters of the font, on the base line, tagged as formulas."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from paperconv import model as m
from paperconv.diagnostics import Rule, ignore
from paperconv.exporters.pdf.fonts import are_here
from paperconv.formulas.drawing import Drawing, draw
from paperconv.formulas.engine import Refused, drawing_available
from paperconv.formulas.glyphs import glyphs
from paperconv.passes.convert_math import convert_math
from paperconv.thirdparty import find
from tests.conftest import need
from tests.pdf.paper import export, opened, text_of
from tests.pieces import p, t


@pytest.fixture(autouse=True)
def _engine() -> None:
    need(drawing_available() and are_here(), "MathJax with its fonts")


def paper(*blocks: m.Block) -> m.Document:
    return convert_math(m.Document(m.Metadata(title=t("Title"), language="en-US"), blocks=blocks), ignore)


def drawn(*formulas: str, display: bool = False) -> list[tuple[Drawing, ...] | Refused]:
    folder = find("stix-two-math")
    assert folder
    font = glyphs(folder / "400Regular" / "STIXTwoMath_400Regular.ttf")
    return draw([(tex, "TeX", display) for tex in formulas], font)


def tagged(pdf: pikepdf.Pdf, kind: str) -> list[str]:
    """The alternatives of all elements of that kind."""
    return [
        str(each.get("/Alt", ""))
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary)
        and each.get("/Type") == "/StructElem"
        and each.get("/S") == kind
    ]


def test_formulas_are_tagged_with_their_tex_and_can_be_copied(tmp_path: Path) -> None:
    data, found = export(paper(p(t("Let ")[0], m.Math("x_1 = 5")), m.Equation(r"\frac{a}{b}", label="1")))
    assert found == []
    assert tagged(opened(data), "/Formula") == ["x_1 = 5", "…", r"\frac{a}{b}"]
    assert tagged(opened(data), "/Figure") == []
    text = text_of(data, tmp_path)
    assert re.search(r"Let\s+x\s*1\s*=\s*5", text)
    assert re.search(r"a\s+(\(1\)\s+)?b", text)


def test_letters_are_glyphs_and_stretched_signs_are_paths() -> None:
    ((letters,), (stretched,)) = drawn(
        r"\alpha_i",
        r"\left(\frac{\frac{\frac{a}{b}}{\frac{a}{b}}}{\frac{\frac{a}{b}}{c}}\right)",
        display=True,
    )
    assert isinstance(letters, Drawing)
    assert isinstance(stretched, Drawing)
    assert [sign.text for sign in letters.signs] == ["α", "i"]
    assert not any(sign.path for sign in letters.signs)
    assert [sign.text for sign in stretched.signs if sign.glyph].count("a") == 3
    assert any(sign.path for sign in stretched.signs)


def test_no_sign_is_a_private_character() -> None:
    for made in drawn(
        r"\overbrace{a+b}^{c}\left\{\frac{\frac{a}{b}}{c}\right.", r"\xrightarrow{f}\dddot{x}", display=True
    ):
        assert not isinstance(made, Refused)
        assert not any(
            "\ue000" <= char <= "\uf8ff" for piece in made for sign in piece.signs for char in sign.text
        )


def test_a_formula_stands_on_the_base_line() -> None:
    ((flat,), (low,)) = drawn("x", "x_q")
    assert isinstance(flat, Drawing)
    assert isinstance(low, Drawing)
    assert flat.depth < 0.05
    assert low.depth > 0.2
    assert flat.height - flat.depth == pytest.approx(low.height - low.depth, abs=0.05)


def test_a_long_formula_may_break_after_its_relations() -> None:
    (pieces,) = drawn("a = b + c = d")
    assert not isinstance(pieces, Refused)
    assert ["".join(sign.text for sign in piece.signs) for piece in pieces] == ["a=", "b+", "c=", "d"]
    (whole,) = drawn("a = b + c = d", display=True)
    assert not isinstance(whole, Refused)
    assert len(whole) == 1


def test_colours_are_kept_and_letters_that_no_font_has_are_left_to_the_page() -> None:
    ((red,), (other,)) = drawn(r"{\color{red}x}", r"\text{中}", display=True)
    assert isinstance(red, Drawing)
    assert isinstance(other, Drawing)
    assert red.signs[0].ink == "FF0000"
    assert not other.signs
    assert "中" in other.svg


def test_a_formula_with_mathml_alone_is_drawn(tmp_path: Path) -> None:
    mathml = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>&#x3b3;</mi><mo>=</mo><mn>7</mn></math>'
    data, _ = export(paper(m.Equation("", mathml)))
    assert re.search(r"γ\s*=\s*7", text_of(data, tmp_path))


def test_what_cannot_be_set_is_printed_as_tex(tmp_path: Path) -> None:
    data, _ = export(paper(p(m.Math(r"\unknowable{x}"))))
    assert r"\unknowable{x}" in text_of(data, tmp_path)


def test_the_same_formulas_give_the_same_bytes() -> None:
    document = paper(m.Equation(r"\sum_{i=1}^n \sqrt{x_i}"), p(m.Math(r"\mathbb{R}")))
    assert export(document)[0] == export(document)[0]


@pytest.mark.parametrize(("style", "pieces"), [("base", 1), ("two-column", 4)])
def test_a_displayed_formula_is_divided_where_it_would_become_too_small(style: str, pieces: int) -> None:
    tex = "y = " + " + ".join(rf"\beta_{{{n}}} x_{{{n},it}}" for n in range(9))
    drawings = tagged(opened(export(paper(m.Equation(tex)), style)[0]), "/Formula")
    assert drawings[0] == tex
    assert len(drawings) == pieces if pieces == 1 else len(drawings) >= pieces
    assert set(drawings[1:]) <= {"…"}


def test_a_formula_that_becomes_too_small_to_read_is_reported() -> None:
    def row(columns: int) -> m.Equation:
        return m.Equation(
            r"\begin{pmatrix}" + "&".join(f"a_{{{n}}}" for n in range(columns)) + r"\end{pmatrix}"
        )

    document = convert_math(paper(row(12), row(90)), ignore)
    (found,) = [one for one in export(document)[1] if one.rule == Rule.LAYOUT_SOUND]
    assert re.search("wider than its column and cannot be divided: it is set in [1-4]?[0-9]%", found.message)
