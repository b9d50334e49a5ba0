"""Parts of references in character styles, as production editors mark them; and what formulas keep."""

from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.citations.marked import read_marked
from paperconv.citations.marking import mark_fields
from paperconv.citations.parse import parse_reference
from tests.word.making import PROSE, Read, p, read, run, style

_STYLES = style("T", "Title") + style("H", "heading 1") + style("B", "Bibliography")
_NAMES = ("surname", "fname", "year", "article", "journal", "volume", "fpage", "lpage", "ed-surname", "ed-fname",
          "chaptertitle", "book", "publisher", "location", "organization")  # fmt: skip
_MARKS = "".join(
    f'<w:style w:type="character" w:styleId="bib{name}"><w:name w:val="bib_{name}"/></w:style>'
    for name in _NAMES
)


def _entry(*parts: str | tuple[str, str]) -> str:
    runs = (
        part if isinstance(part, str) else run(part[1], f'<w:rStyle w:val="bib{part[0]}"/>') for part in parts
    )
    return p(*runs, style="B")


def _paper(*entries: str) -> Read:
    return read(
        p("Ice", style="T"), p("Intro", style="H"), p(PROSE), p("References", style="H"), *entries, styles=_STYLES + _MARKS
    )  # fmt: skip


def test_an_entry_that_an_editor_has_marked_is_not_guessed_at() -> None:
    made = _paper(
        _entry(("surname", "Al Saud"), ", ", ("fname", "N"), " and ", ("surname", "The Ice"), ", ", ("fname", "Q"), " (", ("year", "2011"),
               ") ", ("article", "Vol. 3 of the river, 1999"), ". ", ("journal", "Annals 4"), " ", ("volume", "12"), ": ",
               ("fpage", "101"), "–", ("lpage", "9")),
        _entry(("organization", "Quay Board"), ". ", ("chaptertitle", "Tolls"), ". In: ", ("ed-fname", "P."), " ",
               ("ed-surname", "Holm"), ", ed. ", ("book", "Rivers"), ". ", ("location", "Oslo"), ": ", ("publisher", "Quay"), ".")
    )  # fmt: skip
    first, second = map(parse_reference, made.document.references)
    assert [(one.family, one.given) for one in first.authors] == [("Al Saud", "N"), ("The Ice", "Q")]
    assert m.text_of(first.title) == "Vol. 3 of the river, 1999"
    assert (first.type, first.volume, first.page, first.issued) == (
        "article-journal",
        "12",
        "101–9",
        m.Date(2011, literal="2011"),
    )
    assert second.authors[0].literal == "Quay Board"
    assert (second.type, second.editors[0].family, m.text_of(second.container_title)) == (
        "chapter",
        "Holm",
        "Rivers",
    )
    assert (second.publisher, second.publisher_place) == ("Quay", "Oslo")


_WORK = m.Reference(
    "r", "article-journal", authors=(m.Name("Berg", "Luis A.", "van den"), m.Name("Ø", "Per"), m.Name(literal="Quay Board")),
    title=m.text("The ice of 2011: What’s left?"), container_title=m.text("Annals of Rivers"), issued=m.Date(2011, 3, 4), volume="12",
    issue="3", page="101–109", doi="10.5555/ICE.12(3)",
)  # fmt: skip


@pytest.mark.parametrize(
    "printed",
    [
        "Berg, Luis A. van den, Per Ø, and Quay Board. 2011. “The Ice of 2011: What’s Left?” Annals of Rivers 12 (3): 101–9. https://doi.org/10.5555/ICE.12(3).",
        "van den Berg, L. A., Ø, P., & Quay Board. (2011, March 4). The ice of 2011: What’s left? Annals of Rivers, 12(3), 101–109. 10.5555/ICE.12(3)",
        "van den Berg LA, Ø P, Quay Board. The ice of 2011: what’s left? Annals of Rivers. 2011;12(3):101–9. doi:10.5555/ICE.12(3)",
        "[1] L. A. van den Berg, P. Ø, and Quay Board, “The ice of 2011: What’s left?,” Annals of Rivers, vol. 12, no. 3, pp. 101–109, Mar. 2011, doi: 10.5555/ICE.12(3).",
    ],
)
def test_what_a_citation_style_prints_is_marked_and_read_again(printed: str) -> None:
    marked = mark_fields(m.text(printed), _WORK)
    assert m.text_of(m.Paragraph(marked)) == printed
    read_again = read_marked(m.Reference("r", raw=marked))
    assert m.text_of(read_again.raw) == printed
    names = [
        (one.particle, one.family or one.literal, one.given.replace(".", "")[:1])
        for one in read_again.authors
    ]
    assert names == [("van den", "Berg", "L"), ("", "Ø", "P"), ("", "Quay Board", "")]
    assert m.text_of(read_again.title).casefold() == "the ice of 2011: what’s left?"
    assert (m.text_of(read_again.container_title), read_again.volume, read_again.issue) == (
        "Annals of Rivers",
        "12",
        "3",
    )
    assert read_again.page.startswith("101–")
    assert (read_again.doi, read_again.type) == ("10.5555/ICE.12(3)", "article-journal")
    assert read_again.issued is not None
    assert read_again.issued.year == 2011


def _formula(*runs: str) -> str:
    return f"<m:oMath>{''.join(runs)}</m:oMath>"


def test_bold_italic_letters_of_formulas_stay_italic() -> None:
    vector = '<m:r><m:rPr><m:sty m:val="bi"/></m:rPr><m:t>x</m:t></m:r>'
    matrix = '<m:r><m:rPr><m:sty m:val="b"/></m:rPr><m:t>K</m:t></m:r>'
    made = read(
        p("Ice", style="T"), p("We let ", _formula(vector, matrix, "<m:r><m:t>𝝓</m:t></m:r>"), " be. ", PROSE)
    )
    formula = next(one for one in m.iter_nodes(made.document) if isinstance(one, m.Math))
    assert formula.tex.replace(" ", "") == r"\boldsymbol{x}\mathbf{K}\boldsymbol{\phi}"


def test_a_note_may_begin_with_a_formula() -> None:
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><w:footnote w:id="2"><w:p>'
        "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath><w:r><w:t> by choice.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    made = read(p(PROSE, '<w:r><w:footnoteReference w:id="2"/></w:r>'), parts={"footnotes": notes})
    assert "by choice." in made.text
