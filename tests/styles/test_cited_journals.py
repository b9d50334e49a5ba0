"""Any journal that has a citation style can be asked for by title or ISSN."""

from __future__ import annotations

import pytest

import paperconv
from paperconv.errors import UnknownStyle
from paperconv.styles import load_style
from paperconv.styles.journals import parse_issn, plain


@pytest.mark.parametrize(
    "name", ["2D Materials", "2d materials", "2d-materials", "The 2D Materials", "2053-1583", "20531583"]
)
def test_a_journal_without_a_style_gets_its_citations_on_the_generic_layout(name: str) -> None:
    style, layout = load_style(name, "review"), load_style("manuscript", "review")
    assert (style.journal.title, style.journal.issn_electronic) == ("2D Materials", "2053-1583")
    assert (style.citations.csl, style.citations.reformat) == ("institute-of-physics-numeric", True)
    assert (style.page, style.text, style.looks) == (layout.page, layout.text, layout.looks)


@pytest.mark.parametrize("name", ["PLOS ONE", "plos one", "1932-6203"])
def test_a_journal_that_has_a_style_gets_it(name: str) -> None:
    assert load_style(name) == load_style("plos-one")


def test_it_is_told_that_a_layout_stands_in() -> None:
    result = paperconv.convert("# T\n\nText.\n", ["jats", "html"], style="0952-8369")
    said = [d for d in result.diagnostics if d.rule == "style-known"]
    assert [d.message for d in said] == [
        'no style is known for "Journal of Zoology": its citations (journal-of-zoology) on the layout "manuscript"'
    ]
    assert b"<issn" in result.artifacts["jats"].data
    assert not any(d.rule == "style-known" for d in paperconv.convert("Text\n\n", "html").diagnostics)


def test_a_style_for_the_publisher_is_named() -> None:
    assert load_style("Cell").stand_in.endswith("; cell-press cites the same way")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("manuscrpt", 'no journal style "manuscrpt", and no journal of that title: did you mean "manuscript"?'),
        ("Jornal of Zoology", 'did you mean "Journal of Zoology" or'),
        ("0952-8368", '"0952-8368" is no ISSN: its last character would be 9'),
        ("1234-5679", "no journal style and no citation style has the ISSN 1234-5679"),
        ("0036-7834", '"0036-7834" means several journals: "Schweizerische Zeitschrift für Geschichte" (0036-7834), '),
        ("Elsevier (author-date/Harvard, with titles)", "is a citation style, not a journal: give --csl elsevier-harvard beside"),
        ("?", 'no journal style "?"'),
        ("x" * 5000, 'no journal style "xxx'),
    ],
)  # fmt: skip
def test_what_is_no_journal_is_told_with_what_is_near(name: str, said: str) -> None:
    with pytest.raises(UnknownStyle) as failure:
        load_style(name)
    assert said in str(failure.value)
    assert len(str(failure.value)) < 500


def test_of_two_journals_that_differ_in_an_article_each_is_found() -> None:
    assert load_style("Nucleus").journal.issn_print == "1949-1034"
    assert load_style("The Nucleus").journal.issn_print == "0029-568X"


def test_an_issn_has_a_check_digit() -> None:
    assert parse_issn("2050084x") == parse_issn(" 2050-084X ") == "2050-084X"
    assert parse_issn("Nature") == ""


def test_titles_are_compared_without_case_punctuation_and_article() -> None:
    assert plain("The Art & Science of X-rays") == plain("art and science of x rays")
    assert plain("The") == "the"
