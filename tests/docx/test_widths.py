"""The widths of the columns of tables in DOCX, and the rows that stay together."""

from __future__ import annotations

import pytest

from paperconv import model as m
from tests.docx.opened import W, export, paper, style_of
from tests.pieces import cell

_HEADS = (
    "Emotion/concern/consequences",
    "Cohort",
    "Ambulatory",
    "COVID-19",
    "Significance",
    "Effect",
    "Moderate",
)
_LETTER = 110
"""Twips: about what one letter takes in the tables of a review copy."""


def _widths(*columns: m.Column, heads: tuple[str, ...] = _HEADS) -> list[int]:
    row = m.Row(tuple(cell(head) for head in heads))
    table = m.Table(columns, (row,), (m.TableBody((row,)),))
    grid = export(paper(table), "manuscript").part().iter(f"{W}gridCol")
    return [int(one.get(f"{W}w", "0")) for one in grid]


@pytest.mark.parametrize("shares", [(0.4, *(0.1,) * 6), (0.0,) * 7])
def test_where_not_all_words_fit_only_the_longest_are_broken(shares: tuple[float, ...]) -> None:
    widths = _widths(*(m.Column(width=share) for share in shares))
    assert widths[0] < len(_HEADS[0]) * _LETTER
    assert all(width > len(head) * _LETTER for width, head in list(zip(widths, _HEADS, strict=True))[1:])


def test_a_formula_takes_the_room_in_which_it_is_printed() -> None:
    def first(content: m.Inline | str) -> int:
        rows = (m.Row((cell(content), cell("consequentially " * 9))),)
        grid = (
            export(paper(m.Table((m.Column(),) * 2, bodies=(m.TableBody(rows),)))).part().iter(f"{W}gridCol")
        )
        return int(next(iter(grid)).get(f"{W}w", "0"))

    assert first(m.Math(r"\eta_{\mathrm{max}}^{\mathrm{cat}}")) == first("xmax")


def test_the_rows_of_a_small_table_stay_together_and_those_of_a_long_one_may_part() -> None:
    for count, styles in ((12, {"TableTextKept", "TableText"}), (13, {"TableText"})):
        rows = tuple(m.Row((cell(f"a{n}"), cell("b"))) for n in range(count))
        opened = export(paper(m.Table(bodies=(m.TableBody(rows),))))
        (made,) = opened.part().iter(f"{W}tbl")
        assert {style_of(e) for e in made.iter(f"{W}p")} == styles
        assert {style_of(e) for e in list(made.iter(f"{W}tr"))[-1].iter(f"{W}p")} == {"TableText"}
