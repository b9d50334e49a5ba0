from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.manuscript.titles import kind_of
from tests.manuscript.drafts import LOREM, h, items, p, read

TITLE = h(1, "On River Ice and the Wind")


def body(*heads: tuple[int, str]):
    return read(
        TITLE,
        h(2, "Abstract"),
        p(LOREM),
        *(block for level, text in heads for block in (h(level, text), p(LOREM))),
    )


@pytest.mark.parametrize("levels", [(1, 1, 1, 1, 1), (2, 3, 3, 2, 2), (4, 2, 4, 3, 1)])
def test_numbers_decide_the_levels_whatever_the_markup(levels):
    texts = ["1. Introduction", "1.1 Rivers", "1.2 Ice", "2 Methods", "3 Conclusions"]
    found = body(*zip(levels, texts, strict=True))
    assert found.tree() == [
        (1, "Introduction"),
        (2, "Rivers"),
        (2, "Ice"),
        (1, "Methods"),
        (1, "Conclusions"),
    ]
    assert [s.label for s in found.document.sections] == ["1", "2", "3"]


def test_roman_numbers_with_letters_below_them():
    found = body(
        (2, "I. Introduction"),
        (2, "A. Rivers"),
        (2, "B. Ice"),
        (2, "II. Methods"),
        (2, "A. Boats"),
        (2, "III. Conclusion"),
    )
    assert found.tree() == [
        (1, "Introduction"),
        (2, "Rivers"),
        (2, "Ice"),
        (1, "Methods"),
        (2, "Boats"),
        (1, "Conclusion"),
    ]


def test_a_number_that_is_a_word_of_the_title_stays():
    found = body((2, "Introduction"), (2, "20 years of ice"), (2, "Conclusion"))
    assert found.tree()[1] == (1, "20 years of ice")
    assert body((2, "Introduction"), (2, "A river in winter"), (2, "Conclusion")).tree()[1] == (
        1,
        "A river in winter",
    )


def test_mixed_levels_of_the_parts_become_one():
    found = body(
        (3, "**INTRODUCTION**"),
        (3, "THE NORTH; A BRIEF OVERVIEW"),
        (3, "FUTURE PROSPECTS"),
        (2, "CONCLUSION"),
    )
    assert found.tree() == [
        (1, "INTRODUCTION"),
        (1, "THE NORTH; A BRIEF OVERVIEW"),
        (1, "FUTURE PROSPECTS"),
        (1, "CONCLUSION"),
    ]


def test_levels_that_are_right_are_kept():
    found = body((2, "Introduction"), (2, "Methods"), (3, "Boats"), (4, "Oars"), (3, "Ice"), (2, "Results"))
    assert found.tree() == [
        (1, "Introduction"),
        (1, "Methods"),
        (2, "Boats"),
        (3, "Oars"),
        (2, "Ice"),
        (1, "Results"),
    ]


def test_a_level_that_is_skipped_closes_up():
    assert body((2, "Introduction"), (4, "Ice"), (2, "Conclusion")).tree() == [
        (1, "Introduction"),
        (2, "Ice"),
        (1, "Conclusion"),
    ]


def test_flat_headings_of_an_empirical_paper_are_nested_by_the_usual_titles():
    found = body(
        *(
            (2, t)
            for t in (
                "Introduction",
                "Methods",
                "Boats",
                "Ice",
                "Results",
                "Drift",
                "Discussion",
                "Conclusions",
            )
        )
    )
    assert found.tree() == [
        (1, "Introduction"), (1, "Methods"), (2, "Boats"), (2, "Ice"), (1, "Results"), (2, "Drift"), (1, "Discussion"), (1, "Conclusions"),
    ]  # fmt: skip
    assert "guess-sure" in found.rules()


def test_bold_lines_are_headings_where_there_are_no_others():
    found = read(
        TITLE,
        h(2, "Abstract"),
        p(LOREM),
        p("**METHODS**"),
        p(LOREM),
        p("**Boats and Oars**"),
        p(LOREM),
        p("**RESULTS**"),
        p(LOREM),
    )
    assert found.tree() == [(1, "METHODS"), (2, "Boats and Oars"), (1, "RESULTS")]


def test_a_bold_line_that_lost_its_line_end_is_a_heading_but_a_run_in_one_is_text():
    found = read(
        TITLE, h(2, "Abstract"), p(LOREM), p("**METHODS**"), p(f"**Boats and Oars** {LOREM}"), p("**RESULTS**"), p(f"**Drift.** {LOREM}"),
    )  # fmt: skip
    assert found.tree() == [(1, "METHODS"), (2, "Boats and Oars"), (1, "RESULTS")]
    assert any(text.startswith("Drift. We") for text in found.paragraphs())


def test_a_usual_title_that_lost_its_line_end_is_a_heading():
    found = read(
        TITLE,
        p("Abstract"),
        p(LOREM),
        p(f"Background {LOREM}"),
        p("Methods"),
        p(LOREM),
        p(f"Results {LOREM}"),
    )
    assert [title for _, title in found.tree()] == ["Background", "Methods", "Results"]


def test_theorems_are_no_sections():
    found = body((2, "1 Introduction"), (3, "Theorem 1 (Ice)"), (2, "2 Methods"))
    assert found.tree() == [(1, "Introduction"), (1, "Methods")]
    stated = [n for n in m.iter_nodes(found.document) if isinstance(n, m.Statement)]
    assert [(n.kind, n.label, m.text_of(n.title)) for n in stated] == [("theorem", "Theorem 1", "Ice")]


def test_cases_questions_and_examples_with_numbers_are_sections_of_a_text_without_theorems():
    found = body((2, "Introduction"), (2, "Case 1"), (2, "Question 2"), (2, "Discussion"))
    assert found.tree() == [(1, "Introduction"), (1, "Case 1"), (1, "Question 2"), (1, "Discussion")]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("1. INTRODUCTION", "intro"), ("Material and Methods", "methods"), ("Ergebnisse", "results"), ("Discusión", "discussion"),
        ("Results and Discussion", "results|discussion"), ("Заключение", "conclusions"), ("参考文献", "references"), ("Danksagung", "acknowledgements"),
        ("Funding Statement", "funding"), ("Data and Code Availability", "data-availability"), ("Declaration of Competing Interests", "conflict"),
        ("CRediT authorship contribution statement", "contributions"), ("Ethics approval and consent to participate", "ethics"),
        ("Supporting Information", "supplement"), ("Appendix B: Sledges", "appendix"), ("Abbreviations", "abbreviations"), ("R E F E R E N C E S", "references"),
        ("The wind", ""),
    ],
)  # fmt: skip
def test_usual_titles_have_roles(title, role):
    assert kind_of(title) == role


def test_statements_and_appendices_go_to_the_back_with_their_roles():
    found = read(
        TITLE, h(2, "Introduction"), p(LOREM), h(2, "Conclusion"), p(LOREM), h(2, "Acknowledgements"), p("We thank Cy."), h(2, "Data Availability"),
        p("On request."), h(2, "References"), items("[1] Brook A. Ice. 2001.", "[2] Marsh B. Wind. 2002."), h(2, "A Sledges"), p(LOREM), h(2, "A.1 Runners"),
        p(LOREM), h(2, "B Dogs"), p(LOREM),
    )  # fmt: skip
    assert [(s.role, s.label, m.text_of(s.title)) for s in found.document.back] == [
        ("acknowledgements", "", "Acknowledgements"), ("data-availability", "", "Data Availability"),
        ("appendix", "A", "Sledges"), ("appendix", "B", "Dogs"),
    ]  # fmt: skip
    assert [m.text_of(s.title) for s in found.document.back[2].sections] == ["Runners"]
    assert found.tree() == [(1, "Introduction"), (1, "Conclusion")]


def test_methods_after_the_references_belong_to_the_body():
    found = read(
        TITLE,
        h(2, "Introduction"),
        p(LOREM),
        h(2, "References"),
        items("[1] Brook A. Ice. 2001."),
        h(2, "Methods"),
        p(LOREM),
    )
    assert found.tree() == [(1, "Introduction"), (1, "Methods")]


def test_a_link_to_a_heading_s_anchor_leads_to_its_section():
    anchor = m.Heading(2, (m.Span((), id="page-2-0"), m.Text("Methods")))
    link = m.Paragraph((m.Text(f"{LOREM} See "), m.CrossRef("page-2-0", m.text("there")), m.Text(".")))
    found = read(TITLE, h(2, "Introduction"), link, anchor, p(LOREM))
    (section,) = (s for s in found.document.sections if m.text_of(s.title) == "Methods")
    assert [n.target for n in m.iter_nodes(found.document) if isinstance(n, m.CrossRef)] == [section.id]


def test_a_link_that_leads_nowhere_becomes_its_words_and_is_reported():
    found = read(
        TITLE,
        h(2, "Introduction"),
        m.Paragraph((m.Text(f"{LOREM} See "), m.CrossRef("page-9", m.text("there")), m.Text("."))),
    )
    assert not any(isinstance(n, m.CrossRef) for n in m.iter_nodes(found.document))
    assert any(text.endswith("See there.") for text in found.paragraphs())
    assert "cross-reference-known" in found.rules()


def test_a_german_outline_runs_from_capitals_to_small_letters():
    heads = (
        "A. Einleitung", "I. Anlass", "II. Gang", "B. Haftung", "I. Grund", "1. Vertrag", "a) Schluss", "b) Form", "aa) Schrift",
        "bb) Text", "2. Delikt", "II. Folgen", "C. Fazit",
    )  # fmt: skip
    assert [level for level, _ in body(*((2, text) for text in heads)).tree()] == [
        1, 2, 2, 1, 2, 3, 4, 4, 5, 5, 3, 2, 1,
    ]  # fmt: skip


def test_a_small_letter_alone_is_no_number():
    assert body((2, "Introduction"), (2, "a) Wood"), (2, "Conclusion")).tree()[1] == (1, "a) Wood")
