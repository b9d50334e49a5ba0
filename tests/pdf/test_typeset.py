"""Marks and blanks as print has them, whatever the keyboard or a converter wrote."""

from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.diagnostics import ignore
from paperconv.exporters.pdf.typeset import close_up_marks, curl_quotes, lighten_abstracts, set_off_citations
from paperconv.passes.types import Pass
from tests.passes.making import p, t


def printed(step: Pass, *children: m.Inline | str, language: str = "en") -> str:
    paper = m.Document(m.Metadata(language=language), blocks=(p(*children),))
    made = step(paper, ignore)
    assert step(made, ignore) == made
    return m.text_of(made.blocks)


def emph(value: str) -> m.Styled:
    return m.Styled("emph", t(value))


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("He said \"no\" and ('maybe').", "He said “no” and (‘maybe’)."),
        (
            "The authors' work, Ada's and the '90s; it isn't rock 'n' roll",
            "The authors’ work, Ada’s and the ’90s; it isn’t rock ‘n’ roll",
        ),
        ("At 37°0'12\" S, 5\" pipes and a 6' fence", "At 37°0'12\" S, 5\" pipes and a 6' fence"),
        ('"Is it \'clean\'?" — "It\'s."', "“Is it ‘clean’?” — “It’s.”"),
        ("“Curly” stays ’so’", "“Curly” stays ’so’"),
    ],
)
def test_straight_marks_are_curly_in_print(typed: str, wanted: str) -> None:
    assert printed(curl_quotes, typed) == wanted


def test_which_way_a_mark_turns_is_seen_across_emphasis_and_formulas() -> None:
    said = printed(
        curl_quotes,
        'The "',
        emph("always-on"),
        '" model of "',
        m.Math("x"),
        '" (',
        emph('"so"'),
        ") ",
        m.CodeSpan('a["b"]'),
    )
    assert said == 'The “always-on” model of “x” (“so”) a["b"]'


def test_languages_have_their_own_marks_or_keep_what_is_typed() -> None:
    assert printed(curl_quotes, 'Das "Wort" gilt', language="de-AT") == "Das „Wort“ gilt"
    assert printed(curl_quotes, 'Le "mot" vaut', language="fr") == 'Le "mot" vaut'


CITED = m.Citation((m.CiteItem("r1"),), rendered=(m.Text("["), m.CrossRef("r1", t("7")), m.Text("]")))
RAISED = m.replace(CITED, rendered=(m.Styled("sup", t("7")),))


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("as shown.", " We saw", "as shown [7]. We saw"),
        ("the models,", " and", "the models [7], and"),
        ("as shown.", "", "as shown [7]."),
        ("a layer", " of ice", "a layer [7] of ice"),
        ("by Roe et al.", " We saw", "by Roe et al. [7] We saw"),
        ("of approx.", " ten", "of approx. [7] ten"),
        ("as shown ", ". We", "as shown [7]. We"),
        ("(see ", ")", "(see [7])"),
        ("(", ")", "([7])"),
    ],
)
def test_citations_in_brackets_stand_before_the_stop(before: str, after: str, wanted: str) -> None:
    around = [m.Text(after)] if after else []
    assert printed(set_off_citations, before, CITED, *around) == wanted


def test_raised_and_narrative_citations_stay_where_they_are() -> None:
    assert printed(set_off_citations, "as shown.", RAISED, " We") == "as shown.7 We"
    assert printed(set_off_citations, "Roe", m.replace(CITED, mode="narrative"), " saw") == "Roe[7] saw"


def test_emphasised_words_have_no_blank_before_the_stop_nor_inside_brackets() -> None:
    said = printed(
        close_up_marks,
        "In ",
        emph("A. gambiae"),
        " . The rate ( ",
        emph("P"),
        " = .05) of ",
        emph("Ace-1"),
        " ), ",
        emph("n"),
        " .5 ( so )",
    )
    assert said == "In A. gambiae. The rate (P = .05) of Ace-1), n .5 ( so )"


def strong(value: str) -> m.Styled:
    return m.Styled("strong", (m.Text(value), emph("so")))


def test_an_abstract_that_is_all_bold_is_plain_in_print_and_one_with_bold_words_stays() -> None:
    whole = m.Abstract(
        blocks=(p(strong("All "), " ", strong("of it ")),),
        sections=(m.Section(t("Aim"), (p(strong("Bold ")),)),),
    )
    part = m.Abstract(blocks=(p(strong("Aim. "), "We looked."),))
    made = lighten_abstracts(m.Document(m.Metadata(abstracts=(whole, part))), ignore)
    styles = [
        [node.style for node in m.iter_nodes(one) if isinstance(node, m.Styled)]
        for one in made.meta.abstracts
    ]
    assert styles == [["emph", "emph", "emph"], ["strong", "emph"]]
    assert m.text_of(made.meta.abstracts[0].blocks) == m.text_of(whole.blocks)
