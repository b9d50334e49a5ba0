"""Entries that stand for another one: ibid., op. cit., dashes."""

from __future__ import annotations

from paperconv import model as m
from paperconv.citations.parse import parse_references
from paperconv.diagnostics import Diagnostic, ignore
from tests.citations.parsing import many


def test_ibid_points_to_the_work_before_it_and_says_so() -> None:
    found: list[Diagnostic] = []
    listed = tuple(
        m.Reference(f"ref{number}", raw=m.text(text))
        for number, text in enumerate(("Oduya, A. (2017). Moss on roofs.", "ibid.", "Ibid., p. 12"), 1)
    )
    parsed = parse_references(listed, found.append)
    assert [one.same_as for one in parsed] == ["", "ref1", "ref1"]
    assert [m.text_of(one.raw) for one in parsed[1:]] == ["ibid.", "Ibid., p. 12"]
    assert len(found) == 2


def test_op_cit_points_to_the_work_of_its_author_and_says_so() -> None:
    parsed, said = many(
        "Oduya, A. (2017). Moss on roofs. Oslo: Fjord Press.",
        "Lindqvist, C. (2001). A history of roofs. Uppsala: Birch Press.",
        "Oduya, op. cit., p. 12.",
        "Ruiz, op. cit.",
        "ibid., p. 4",
    )
    assert [one.same_as for one in parsed] == ["", "", "ref1", "", "ref4"]
    assert 'reference "Oduya, op. cit., p. 12." is taken for the work "ref1"' in said
    assert 'reference "Ruiz, op. cit." names no work of the list for sure' in said


def test_op_cit_of_one_of_two_works_is_not_guessed() -> None:
    parsed, _ = many(
        "Oduya, A. (2017). Moss on roofs. Oslo: Fjord Press.",
        "Oduya, A. (2018). Moss on walls. Oslo: Fjord Press.",
        "Oduya, op. cit., p. 12.",
    )
    assert [one.same_as for one in parsed] == ["", "", ""]


def test_a_dash_stands_for_the_authors_before_it() -> None:
    parsed, said = many(
        "Oduya, Ada. Moss on Roofs. Oslo: Fjord Press, 2017.", "———. Moss on Walls. Oslo: Fjord Press, 2018."
    )
    assert [one.authors[0].family for one in parsed] == ["Oduya", "Oduya"]
    assert any("has the authors of the entry before it" in one for one in said)


def test_ibid_without_a_work_before_it_points_nowhere() -> None:
    (one,) = parse_references((m.Reference("ref1", raw=m.text("ibid")),), ignore)
    assert one.same_as == ""
