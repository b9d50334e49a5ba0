"""Marks of citations in a line of text, and numbers that are none."""

from __future__ import annotations

import time

import pytest

from paperconv import model as m
from paperconv.citations.author_year import find_author_year
from paperconv.citations.marks import Mark, Missing, expand, find_brackets, raised_items, raised_text
from paperconv.citations.parse import parse_reference
from paperconv.citations.works import Works

NUMBERS = {number: f"ref{number}" for number in range(1, 13)}


def linked(line: str, *, tight: bool = True) -> list[tuple[str, list[int]]]:
    return [
        (line[one.start : one.end], [int(item.ref[3:]) for item in one.items])
        for one in find_brackets(line, NUMBERS, tight=tight)
        if isinstance(one, Mark)
    ]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("As shown [1].", [("[1]", [1])]),
        ("As shown [1, 2].", [("[1, 2]", [1, 2])]),
        ("As shown [1,3–5].", [("[1,3–5]", [1, 3, 4, 5])]),
        ("As shown [1; 4 - 6].", [("[1; 4 - 6]", [1, 4, 5, 6])]),
        ("As shown [2 and 3].", [("[2 and 3]", [2, 3])]),
        ("As shown [3]–[5].", [("[3]–[5]", [3, 4, 5])]),
        ("As shown [3], [5].", [("[3]", [3]), ("[5]", [5])]),
        ("As shown [7, p. 33].", [("[7, p. 33]", [7])]),
        ("Doors[1] and windows[2].", [("[1]", [1]), ("[2]", [2])]),
    ],
)
def test_numbers_in_brackets_are_citations(line: str, wanted: list[tuple[str, list[int]]]) -> None:
    assert linked(line) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "the interval [0, 1]",
        "values in the range [1, 10]",
        "where t ∈ [1, 2]",
        "the year [1999]",
        "x[1] = 3 and A_{ij}[2]",
        "the list [5–3]",
        "code 0x[007]",
        "an empty []",
        "the statistic χ [2]",
    ],
)
def test_other_numbers_in_brackets_are_left_alone(line: str) -> None:
    assert linked(line) == []


def test_an_index_is_no_citation_where_citations_stand_apart_from_words() -> None:
    assert linked("array[3] as in [4]", tight=False) == [("[4]", [4])]


def test_a_number_beyond_the_list_is_reported_and_left_alone() -> None:
    found = list(find_brackets("See [13].", NUMBERS))
    assert found == [Missing(4, "[13]")]


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        ("3", [3]),
        ("3,3", [3]),
        ("1–3,5", [1, 2, 3, 5]),
        ("3–1", None),
        ("0", None),
        ("99", None),
        ("2–", None),
    ],
)
def test_a_list_of_numbers_is_expanded(printed: str, values: list[int] | None) -> None:
    assert expand(printed, NUMBERS) == values


def test_raised_numbers_are_citations_unless_they_are_exponents() -> None:
    assert len(raised_items("1,3–5", "as shown", ".", NUMBERS)) == 4
    assert raised_items("2", "as shown", " ", NUMBERS)
    for before, raised in (("10", "3"), ("R", "2"), ("km", "2"), ("x", "2"), ("", "1"), ("per kg", "2")):
        assert not raised_items(raised, before, " ", NUMBERS), before
    assert not raised_items("12", "the isotope ", "C", NUMBERS)


def test_a_raised_number_is_read_in_every_disguise() -> None:
    assert raised_text(m.Styled("sup", m.text("1,2"))) == "1,2"
    assert raised_text(m.Math("^{3}")) == "3"
    assert raised_text(m.Math("{}^{3,4}")) == "3,4"
    assert raised_text(m.Math("x^{3}")) == ""


LIST = [
    "Abel, K. (2001). Panes. *Glass*, 4, 1–9.",
    "Baker, L., & Cole, M. (2005a). *Sashes of the north*. London: Frame Press.",
    "Baker, L., & Cole, M. (2005b). *Sills of the south*. London: Frame Press.",
    "Dunn, P., Egan, R., & Foss, T. (2010). Frames of glass. *Glass*, 11, 22–31.",
    "van der Meer, J. (1999). Shutters and their paint. *Glass*, 1, 2–3.",
    "World Glass Organization. (2020). *Report on windows*. Geneva.",
    "Müller, A. (2003). Glas und Licht. *Glass*, 3, 4–5.",
    "Dunn, P. (2010). Frames of wood. *Glass*, 11, 32–33.",
    "Hale, Matthew E., and Ryan King. 2013. Lintels. *Glass* 14: 1–9.",
]
WORKS = Works(
    parse_reference(m.Reference(f"ref{n}", raw=m.text(t.replace("*", "")))) for n, t in enumerate(LIST, 1)
)


def cited(line: str) -> list[tuple[str, list[int], str]]:
    return [
        (line[one.start : one.end], [int(item.ref[3:]) for item in one.items], one.mode)
        for one in find_author_year(line, WORKS)
        if isinstance(one, Mark)
    ]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Old (Abel, 2001).", [("(Abel, 2001)", [1], "parenthetical")]),
        ("Old (Abel 2001).", [("(Abel 2001)", [1], "parenthetical")]),
        ("Old (see Abel, 2001, p. 3).", [("(see Abel, 2001, p. 3)", [1], "parenthetical")]),
        (
            "(Abel, 2001; Baker & Cole, 2005a)",
            [("(Abel, 2001; Baker & Cole, 2005a)", [1, 2], "parenthetical")],
        ),
        ("(Baker & Cole, 2005a, b)", [("(Baker & Cole, 2005a, b)", [2, 3], "parenthetical")]),
        ("(Dunn et al., 2010)", [("(Dunn et al., 2010)", [4], "parenthetical")]),
        ("(Dunn, 2010)", [("(Dunn, 2010)", [8], "parenthetical")]),
        ("Dunn et al. (2010) say", [("Dunn et al. (2010)", [4], "narrative")]),
        ("In Baker and Cole (2005b) we", [("Baker and Cole (2005b)", [3], "narrative")]),
        ("As Abel’s (2001) work", [("Abel’s (2001)", [1], "narrative")]),
        ("by van der Meer (1999)", [("van der Meer (1999)", [5], "narrative")]),
        ("(van der Meer, 1999)", [("(van der Meer, 1999)", [5], "parenthetical")]),
        ("(WGO, 2020)", [("(WGO, 2020)", [6], "parenthetical")]),
        ("(World Glass Organization, 2020)", [("(World Glass Organization, 2020)", [6], "parenthetical")]),
        ("(Muller, 2003)", [("(Muller, 2003)", [7], "parenthetical")]),
        ("(Matthew E. Hale and King 2013)", [("(Matthew E. Hale and King 2013)", [9], "parenthetical")]),
        ("see Matthew Hale and King (2013)", [("Matthew Hale and King (2013)", [9], "narrative")]),
        ("[Abel, 2001]", [("[Abel, 2001]", [1], "parenthetical")]),
    ],
)
def test_authors_and_years_are_citations(line: str, wanted: list[tuple[str, list[int], str]]) -> None:
    assert cited(line) == wanted


@pytest.mark.parametrize(
    "line",
    ["in May (2001)", "the war (1914–1918)", "(in 2001)", "(Abel, 2002)", "Figure 2 (2010)", "(Zorn, 2001)"],
)
def test_other_years_in_brackets_are_left_alone(line: str) -> None:
    assert cited(line) == []


def test_what_fits_several_works_is_left_alone_and_reported() -> None:
    assert list(find_author_year("Baker and Cole (2005)", WORKS)) == [
        Missing(0, "Baker and Cole (2005)", ambiguous=True)
    ]


@pytest.mark.parametrize(
    "line",
    ["[1" * 40_000, "[1, " * 30_000, "(Abel, 2001; " * 10_000, "Aa " * 40_000 + "(2001)", "A. " * 30_000 + "(2001)",
     "(2001) " * 15_000, "[" * 100_000, "(" * 100_000 + "2001"],
    ids=lambda line: line[:6],
)  # fmt: skip
def test_hostile_lines_take_no_time(line: str) -> None:
    start = time.process_time()
    list(find_brackets(line, NUMBERS))
    list(find_author_year(line, WORKS))
    assert time.process_time() - start < 3.0
