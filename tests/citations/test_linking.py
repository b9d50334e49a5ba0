"""Sentences as papers write them, and what in them is a citation."""

from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.citations.author_year import find_author_year
from paperconv.citations.marks import (
    Mark,
    Missing,
    find_brackets,
    find_labels,
    find_named,
    find_parentheses,
    find_trailing,
    raised_items,
    raised_text,
)
from paperconv.citations.works import Works
from tests.passes.making import citations, doc, normalise, p, plain_list, t

NUMBERS = {number: f"r{number}" for number in range(1, 41)}


def numbers(found: object) -> list[list[int]]:
    return [[int(item.ref[1:]) for item in one.items] for one in found if isinstance(one, Mark)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("as shown [ 3 , 5 ].", [[3, 5]]),
        ("as shown [3,5,7-9,12].", [[3, 5, 7, 8, 9, 12]]),
        ("as shown [3]-[5], [9].", [[3, 4, 5], [9]]),
        ("as shown [1][2].", [[1], [2]]),
        ("as shown [see 3, 4].", [[3, 4]]),
        ("as shown [e.g., 7].", [[7]]),
        ("by [12, Theorem 2.1] and [5, §3] and [7, pp. 12–14]", [[12], [5], [7]]),
        ("by [12, Section 4], and [3, Lemma 2]", [[12], [3]]),
        ("in many cases [3], tables [4] and problems [5]", [[3], [4], [5]]),
        ("the training set [3, 4]", [[3, 4]]),
        ("in 2019 [3, 4]", [[3, 4]]),
        ("of 12 patients [3]", [[3]]),
        ("see Ref. 12 and refs 3–5.", [[12], [3, 4, 5]]),
        ("(Refs. 3, 4 and 9)", [[3, 4, 9]]),
    ],
)
def test_numbers_that_are_citations(line: str, wanted: list[list[int]]) -> None:
    marks = [*find_brackets(line, NUMBERS), *find_named(line, NUMBERS)]
    assert numbers(marks) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "a mean of 4.5 [2, 7] days",
        "a median of 12 [8–15] years",
        "(95% CI [3, 9])",
        "rescaled to [1, 10]",
        "Eq. [3] and Figure [4], Table [2]",
        "where k = [3]",
        "a [1,3]-dipolar cycloaddition",
        "f(x)[2] and numpy.array()[3]",
        "the isotope [18F]FDG and bicyclo[2.2.2]octane",
        "born in [1987]",
        "[1] The first of our questions",
        "reference 12 was out of tune",
        "Ref. 12.5",
        "drawn from [0, 1) or [0, 1]",
        "with a ∈ [2, 5] and b ≤ [3, 4]",
    ],
)
def test_numbers_that_are_none(line: str) -> None:
    assert [*find_brackets(line, NUMBERS), *find_named(line, NUMBERS)] == []


def test_a_place_in_a_work_and_words_before_it_are_kept_apart() -> None:
    (mark,) = find_brackets("so [see 3, 12, Theorem 2]", NUMBERS)
    assert isinstance(mark, Mark)
    assert [m.text_of(item.prefix) for item in mark.items] == ["see", ""]
    assert m.text_of(mark.items[-1].suffix) == "Theorem 2"


def test_a_range_passes_over_a_number_that_the_list_has_lost() -> None:
    assert numbers(find_brackets("[3–6]", {3: "r3", 4: "r4", 6: "r6"})) == [[3, 4, 6]]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("as others say (3, 4).", [[3, 4]]),
        ("as others say (see 3; 4).", [[3, 4]]),
        ("as others say (5–7) and (9)", [[5, 6, 7], [9]]),
        ("by equation (3), in step (4), where x = (2)", []),
        ("Three: (1) red; (2) green", []),
        ("f(3) and (1987)", []),
    ],
)
def test_numbers_in_round_brackets(line: str, wanted: list[list[int]]) -> None:
    assert numbers(find_parentheses(line, NUMBERS)) == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("as shown.3 Then", [[3]]),
        ("as shown,3–5 then", [[3, 4, 5]]),
        ("mosquitoes1,2 and others7.", [[1, 2], [7]]),
        ("Figure3 and table2, GPT4, CYP6, type2, p53, H2O, covid19", []),
        ("version2.5 and 3.14", []),
    ],
)
def test_raised_numbers_that_lost_their_raising(line: str, wanted: list[list[int]]) -> None:
    assert numbers(find_trailing(line, NUMBERS)) == wanted


@pytest.mark.parametrize(
    ("raised", "before", "after", "many"),
    [
        ("1,2", "as shown", " ", 2),
        ("1–3,7", "as shown.", " ", 4),
        ("12", "since 2019", " ", 1),
        ("4", "(95% CI)", " ", 1),
        ("[5]", "as shown", ".", 1),
        ("12", "as shown.", "Then", 1),
        ("2", "since 2019", " ", 0),
        ("3", "10", " ", 0),
        ("2", "χ", " ", 0),
        ("-1", "s", " ", 0),
        ("13", "(", "C", 0),
        ("13", "the label ", "C", 0),
        ("2", "km", " ", 0),
        ("41", "as shown", " ", 0),
        ("st", "1", " ", 0),
    ],
)
def test_raised_numbers(raised: str, before: str, after: str, many: int) -> None:
    assert len(raised_items(raised, before, after, NUMBERS)) == many


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        ("^{3}", "3"), ("^3", "3"), ("{}^{3,4}", "3,4"), (r"^{\text{1,2}}", "1,2"), (r"^{\mathrm{1--3}}", "1–3"),
        ("^{[7]}", "7"), ("x^{2}", ""), ("^{n}", ""), ("^{-1}", "-1"),
    ],
)  # fmt: skip
def test_raised_numbers_in_formulas(tex: str, shown: str) -> None:
    assert raised_text(m.Math(tex)) == shown


def test_labels_of_alphabetic_styles() -> None:
    labels = {"Knu84": "a", "Lam+94": "b", "GHJV95": "c"}
    found = list(find_labels("by [Knu84] and [Lam+94, GHJV95], not [DNA, RNA] or [Knu84, Foo99]", labels))
    assert [[item.ref for item in one.items] for one in found] == [["a"], ["b", "c"]]
    (one,) = find_labels("[Knu84, p. 12]", labels)
    assert m.text_of(one.items[0].suffix) == "p. 12"


# Entries as they are before any parser saw them, and some as one understood them.
RAW = [
    "Albert Q. Jiang, Mark Sable, and Ofir Press. 2023a. Small models of glass. ArXiv.",
    "Alexander R. Fabbri, Wojciech Kry, and Dragomir Radev. 2021. Panes evaluated. In Proc. of Glass.",
    "Dat Tien Nguyen and Shafiq Joty. 2017. A model of sashes. In Proc. of Glass.",
    "TII UAE. 2023. The falcon of windows. https://example.org.",
    "Santiago Onta˜n´on and Lukasz Grela. 2020. Closing shutters. In Proc. of Glass.",
    "Johannes von Oswald, Eyvind Nik, and João Sac. 2022. Panes in context. ArXiv.",
    "World Health Organization (WHO). Guidelines for windows. Geneva: WHO; 2019.",
    "Kim J, Lee S. Panes. J Glass 2018;4(2):1–9.",
    "王小明. 玻璃的历史. 北京, 2015.",
    "García-López M, Ruiz P, Sanz A. Ventanas. Rev Vidrio. 2014;3:4-5.",
]
PARSED = [
    m.Reference(
        "p1", type="book", raw=t("Smith, A. (2019). Doors."), authors=(m.Name("Smith", "Anna"),), issued=m.Date(2019)
    ),
    m.Reference(
        "p2", type="book", raw=t("Smith, B. (2019). Gates."), authors=(m.Name("Smith", "Bert"),), issued=m.Date(2019)
    ),
    m.Reference(
        "p3",
        type="book",
        raw=t("Freud, S. (1999). Träume. (original 1900)"),
        authors=(m.Name("Freud", "S."),),
        issued=m.Date(1999),
        original_date=m.Date(1900),
    ),
    m.Reference(
        "p4",
        type="book",
        raw=t("Holt, R. (n.d.). Hinges."),
        authors=(m.Name("Holt", "R."),),
        issued=m.Date(literal="n.d."),
    ),
    m.Reference(
        "p5", type="book", raw=t("Holt, R. (in press). Locks."), authors=(m.Name("Holt", "R."),),
        issued=m.Date(literal="in press"),
    ),
]  # fmt: skip
PARSED += [
    m.Reference(
        f"s{letter}", type="book", raw=t(f"Roe, C. (2020{letter}). Bolts."), authors=(m.Name("Roe", "C."),),
        issued=m.Date(2020, literal=f"2020{letter}"),
    )
    for letter in "abc"
]  # fmt: skip
WORKS = Works([*(m.Reference(f"w{n}", raw=t(raw)) for n, raw in enumerate(RAW, 1)), *PARSED])


def cited(line: str) -> list[tuple[str, str]]:
    return [
        (line[one.start : one.end], " ".join(item.ref for item in one.items))
        for one in find_author_year(line, WORKS)
        if isinstance(one, Mark)
    ]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("(Jiang et al., 2023a)", [("(Jiang et al., 2023a)", "w1")]),
        ("(Fabbri et al ., 2021)", [("(Fabbri et al ., 2021)", "w2")]),
        ("(Tien Nguyen and Joty, 2017)", [("(Tien Nguyen and Joty, 2017)", "w3")]),
        ("by TII UAE (2023), and", [("TII UAE (2023)", "w4")]),
        ("(Onta˜n´on and Grela, 2020)", [("(Onta˜n´on and Grela, 2020)", "w5")]),
        ("(von Oswald et al., 2022)", [("(von Oswald et al., 2022)", "w6")]),
        ("(WHO 2019)", [("(WHO 2019)", "w7")]),
        ("(World Health Organization [WHO], 2019)", [("(World Health Organization [WHO], 2019)", "w7")]),
        ("(Kim & Lee 2018: 4–5)", [("(Kim & Lee 2018: 4–5)", "w8")]),
        ("Kim and Lee (2018, p. 3) say", [("Kim and Lee (2018, p. 3)", "w8")]),
        ("(王小明, 2015)", [("(王小明, 2015)", "w9")]),
        ("(García-López et al. 2014)", [("(García-López et al. 2014)", "w10")]),
        ("(Garcia-Lopez et al. 2014)", [("(Garcia-Lopez et al. 2014)", "w10")]),
        ("(A. Smith, 2019; B. Smith, 2019)", [("(A. Smith, 2019; B. Smith, 2019)", "p1 p2")]),
        ("(Freud, 1900/1999)", [("(Freud, 1900/1999)", "p3")]),
        ("(Freud [1900] 1999)", [("(Freud [1900] 1999)", "p3")]),
        ("(Holt, n.d.)", [("(Holt, n.d.)", "p4")]),
        ("Holt (in press)", [("Holt (in press)", "p5")]),
        ("(Roe, 2020a,b)", [("(Roe, 2020a,b)", "sa sb")]),
        ("(Roe, 2020a–c)", [("(Roe, 2020a–c)", "sa sb sc")]),
        ("(Roe 2020a and 2020c)", [("(Roe 2020a and 2020c)", "sa sc")]),
        ("Roe (2020b; 2020c)", [("Roe (2020b; 2020c)", "sb sc")]),
        ("following Jiang et al., 2023a as modified", [("Jiang et al., 2023a", "w1")]),
        ("Source: Kim and Lee 2018.", [("Kim and Lee 2018", "w8")]),
        ("(the data of Kim and Lee 2018 were used)", [("(the data of Kim and Lee 2018 were used)", "w8")]),
        ("(Kim and Lee 2018; Zorn 1990)", [("Kim and Lee 2018", "w8")]),
        ("Kim and Lee’s (2018) panes", [("Kim and Lee’s (2018)", "w8")]),
        ("Kim et al. [2018] say", [("Kim et al. [2018]", "w8")]),
        ("(see Table 2 in Kim and Lee 2018)", [("(see Table 2 in Kim and Lee 2018)", "w8")]),
        ("(Kim & Lee, 2018, Chapter 3; cf. Holt, n.d.)", [("(Kim & Lee, 2018, Chapter 3; cf. Holt, n.d.)", "w8 p4")]),
    ],
)  # fmt: skip
def test_authors_and_years(line: str, wanted: list[tuple[str, str]]) -> None:
    assert cited(line) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "(October 2018)", "(since May 2018)", "in Kim’s house (1918–2018)", "(No. 2020AAA0108600)", "Version 2.1 (2018)",
        "(Roe 1990)", "Zorn and Kim (2018)", "sequences of 2048 tokens (with 2018 more)", "(project Kim2018)",
        "in 2018, Kim went", "unpublished data, 2018", "Kim, 12 May 2018",
    ],
)  # fmt: skip
def test_years_that_cite_nothing(line: str) -> None:
    assert cited(line) == []


@pytest.mark.parametrize(
    ("line", "reported"),
    [
        ("(Zorn, 1990)", [False]),
        ("Zorn et al. (1990)", [False]),
        ("(Smith, 2019)", [True]),
        ("(October 2014)", []),
        ("(in batches of 2048 tokens)", []),
        ("(No. 2020AAA01)", []),
        ("(K. Toe, unpublished data 2011)", []),
    ],
)
def test_what_fits_nothing_is_reported_if_it_looks_like_a_citation(line: str, reported: list[bool]) -> None:
    assert [one.ambiguous for one in find_author_year(line, WORKS) if isinstance(one, Missing)] == reported


def test_a_number_counts_by_its_label_where_an_entry_has_lost_its_own() -> None:
    listed = plain_list(*(f"Author{n}, A. (20{n:02}). Work {n}." for n in range(1, 8)))
    entries = listed[0].references
    torn = (*entries[:3], m.Reference("torn", raw=t("[CrossRef] [PubMed]")), *entries[3:])
    document, _ = normalise(
        doc(p("So [5], and [2, 7]."), reference_lists=(m.replace(listed[0], references=torn),))
    )
    assert [[item.ref for item in one.items] for one in citations(document)] == [["ref5"], ["ref2", "ref7"]]


def test_the_label_of_an_entry_follows_from_its_neighbours() -> None:
    entries = plain_list(*(f"Author{n}, A. (20{n:02}). Work {n}." for n in range(1, 8)))[0].references
    bare = tuple(m.replace(one, label="") if one.id == "ref4" else one for one in entries)
    document, _ = normalise(doc(p("So [4] and [6]."), reference_lists=(m.ReferenceList(bare),)))
    assert [one.items[0].ref for one in citations(document)] == ["ref4", "ref6"]


def test_alphabetic_labels_are_linked_in_a_paper() -> None:
    listed = m.ReferenceList(
        tuple(
            m.Reference(f"ref{n}", label=f"[{label}]", raw=t(f"Author {n}. Work. 1984."))
            for n, label in enumerate(("Knu84", "Lam94", "GHJ95"), 1)
        )
    )
    document, _ = normalise(doc(p("By [Knu84], [Lam94, GHJ95]."), reference_lists=(listed,)))
    assert [[item.ref for item in one.items] for one in citations(document)] == [["ref1"], ["ref2", "ref3"]]


def test_fused_numbers_are_citations_only_where_they_run_in_order() -> None:
    listed = plain_list(*(f"Author{n}, A. (20{n:02}). Work {n}." for n in range(1, 7)), labels="{}.")
    cited_so, _ = normalise(
        doc(p("Old panes1,2 and new frames3 break.4 Some argue5 otherwise.6"), reference_lists=listed)
    )
    assert len(citations(cited_so)) == 5
    not_so, _ = normalise(
        doc(p("Rooms5 and halls2 and cellars6 and attics1 in the plan."), reference_lists=listed)
    )
    assert citations(not_so) == []
