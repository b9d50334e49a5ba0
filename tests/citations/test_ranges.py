"""Cutting inlines by characters."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from paperconv import model as m
from paperconv.citations.ranges import Range, cut, flat, wrap_ranges
from tests.citations.test_parse import NODES

LINES = st.lists(NODES, max_size=6).map(tuple)


def test_markup_is_cut_in_two_at_the_edge_of_a_range() -> None:
    line = (m.Text("see "), m.Styled("emph", m.text("Doe et al.")), m.Text(" (2019)."))
    wrapped = wrap_ranges(line, [Range(8, 21, lambda inside: (m.CrossRef("ref1", inside),))])
    assert wrapped == (
        m.Text("see "),
        m.Styled("emph", m.text("Doe ")),
        m.CrossRef("ref1", (m.Styled("emph", m.text("et al.")), m.Text(" (2019)"))),
        m.Text("."),
    )


def test_a_formula_is_never_cut() -> None:
    pieces = cut((m.Text("a"), m.Math("x^2"), m.Text("b")), [2])
    assert pieces == [(m.Text("a"), m.Math("x^2")), (m.Text("b"),)]


def test_the_id_of_a_span_stays_unique_when_it_is_cut() -> None:
    pieces = cut((m.Span(m.text("ab"), id="x"),), [1])
    assert [piece[0].id for piece in pieces if isinstance(piece[0], m.Span)] == ["x", ""]


@settings(max_examples=200, deadline=None)
@given(LINES, st.lists(st.integers(0, 60), max_size=6))
def test_the_pieces_together_are_the_line(line: m.Inlines, places: list[int]) -> None:
    pieces = cut(line, sorted(places))
    assert len(pieces) == len(places) + 1
    assert "".join(m.text_of(piece) for piece in pieces) == m.text_of(line)


@settings(max_examples=200, deadline=None)
@given(LINES)
def test_the_searchable_text_is_as_long_as_the_text(line: m.Inlines) -> None:
    assert len(flat(line)) == len(m.text_of(line))
