"""From a mark in the text to a link that is printed, and to the printed reference list."""

from __future__ import annotations

import time

import msgspec
import pytest

from paperconv import model as m
from paperconv.citations.bibliography import read_bibliography
from paperconv.diagnostics import ignore
from paperconv.passes import NORMALISE, cite, prepare
from paperconv.styles import JournalStyle
from tests.passes.making import (
    BASE,
    citations,
    doc,
    figure,
    links,
    normalise,
    p,
    plain_list,
    prepared,
    t,
    with_csl,
)

FIVE = plain_list(
    "Abel, K. (2001). Panes of glass. J. Glass 4, 1–9.",
    "Baker, L., & Cole, M. (2005). Sashes of the north. J. Glass 5, 2–3.",
    "Dunn, P., Egan, R., & Foss, T. (2010). Frames of pine. J. Glass 6, 4–5.",
    "ibid.",
    "World Glass Organization. (2020). Report on windows. Retrieved from https://example.org/glass",
)


def test_a_printed_citation_keeps_its_text_and_links_each_number() -> None:
    document, _ = prepared(doc(p("As shown [1,3–5] and [2]."), reference_lists=FIVE))
    assert m.text_of(document.blocks[0]) == "As shown [1,3–5] and [2]."
    first, second = citations(document.blocks[0])
    assert [item.ref for item in first.items] == ["ref1", "ref3", "ref4", "ref5"]
    assert [(m.text_of(n), n.target) for n in first.rendered if isinstance(n, m.CrossRef)] == [
        ("1", "ref1"), ("3", "ref3"), ("5", "ref5"),
    ]  # fmt: skip
    assert m.text_of(second.source) == "[2]"


@pytest.mark.parametrize(
    "mark",
    [m.Styled("sup", t("1,2")), m.Math("^{1,2}"), m.Text("¹,²")],
    ids=["superscript", "formula", "raised digits"],
)
def test_raised_numbers_are_linked_and_stay_raised(mark: m.Inline) -> None:
    document, _ = prepared(
        doc(p("As shown", mark, ". Then 10", m.Styled("sup", t("3")), "."), reference_lists=FIVE)
    )
    (one,) = citations(document.blocks[0])
    assert [item.ref for item in one.items] == ["ref1", "ref2"]
    assert [target for _, target in links(m.Paragraph(one.rendered))] == ["ref1", "ref2"]
    assert isinstance(one.rendered[0], m.Styled) or isinstance(mark, m.Text)


@pytest.mark.parametrize("raised", [False, True])
def test_citations_of_one_work_side_by_side_are_one(raised: bool) -> None:
    def cited(number: int) -> m.Citation:
        return m.Citation((m.CiteItem(f"ref{number}"),), rendered=m.text(str(number)))

    run: m.Inlines = (cited(1), m.Text(", "), cited(2), m.Text("–"), cited(4))
    line = (m.Styled("sup", run),) if raised else (m.Text(" ["), *run, m.Text("]"))
    made, _ = normalise(doc(p("Glass", *line, "."), reference_lists=FIVE))
    (found,) = citations(made)
    assert [item.ref for item in found.items] == ["ref1", "ref2", "ref3", "ref4"]


def test_numbers_that_lost_their_raising_are_linked_where_most_of_the_list_is_so_cited() -> None:
    document, _ = prepared(doc(p("They say so.1 Others agree.2,3 Version 2.5 is out."), reference_lists=FIVE))
    assert [m.text_of(one) for one in citations(document)] == ["1", "2,3"]


def test_author_and_year_are_linked_with_names() -> None:
    document, found = prepared(
        doc(
            p(
                "Dunn ",
                m.Styled("emph", t("et al.")),
                " (2010) and others (see Abel, 2001, p. 3; Baker & Cole 2005).",
            ),
            p("Nobody knows Zorn (1990)."),
            reference_lists=plain_list(
                *(m.text_of(one.raw) for one in FIVE[0].references if one.id != "ref4"), labels=""
            ),
        )
    )
    narrative, group = citations(document)
    assert narrative.mode == "narrative"
    assert links(document.blocks[0]) == [
        ("Dunn et al. (2010)", "ref3"), ("Abel, 2001", "ref1"), ("Baker & Cole 2005", "ref2"),
    ]  # fmt: skip
    assert (
        m.text_of(document.blocks[0])
        == "Dunn et al. (2010) and others (see Abel, 2001, p. 3; Baker & Cole 2005)."
    )
    assert m.text_of(group.items[0].suffix) == "p. 3"
    assert ["Zorn" in d.message for d in found if d.rule == "citation-known"] == [True]


def test_a_paper_uses_one_system() -> None:
    document, _ = prepared(doc(p("Abel (2001) says [1], with [2] and [3]."), reference_lists=FIVE))
    assert [m.text_of(one) for one in citations(document)] == ["[1]", "[2]", "[3]"]


def test_numbers_mean_nothing_beside_a_list_without_numbers() -> None:
    listed = plain_list(*(f"Author{n}, A. (20{n:02}). Some work of mine." for n in range(10, 30)), labels="")
    document, _ = normalise(doc(p("A vector [1] and another [2]."), reference_lists=listed))
    assert citations(document) == []


def test_chapters_with_lists_of_their_own_link_to_their_own() -> None:
    lists = tuple(
        m.ReferenceList(
            (m.Reference(f"c{n}r1", label="[1]", raw=t(f"Abel, K. (200{n}). Panes of glass.")),),
            section=f"c{n}",
        )
        for n in (1, 2)
    )
    sections = tuple(m.Section(t(f"Chapter {n}"), (p("So [1]."),), id=f"c{n}") for n in (1, 2))
    document, _ = normalise(doc(sections=sections, reference_lists=lists))
    assert [one.items[0].ref for one in citations(document)] == ["c1r1", "c2r1"]


def test_nothing_is_linked_in_code_formulas_and_references() -> None:
    document, _ = normalise(doc(p(m.CodeSpan("a[1]"), " ", m.Math("[2]"), " see [3]"), reference_lists=FIVE))
    assert [m.text_of(one.source) for one in citations(document)] == ["[3]"]


def test_references_that_came_as_strings_are_printed_letter_for_letter() -> None:
    raw = (m.Text("Abel, K. (2001). "), m.Styled("emph", t("Panes  of glass")), m.Text(", 4 (2) , 1–9 ."))
    listed = (m.ReferenceList((m.Reference("ref1", label="1.", raw=raw),)),)
    document, _ = prepared(doc(p("So."), reference_lists=listed))
    (one,) = document.references
    assert one.formatted == raw
    assert m.text_of(one.raw) == m.text_of(raw)
    assert one.label == "1."


def test_entries_that_are_cited_by_number_get_one_where_they_print_none() -> None:
    entries = [m.text_of(one.raw) for one in FIVE[0].references]
    document, _ = prepared(doc(p("So [1–3] and [5]."), reference_lists=plain_list(*entries, labels="")))
    assert [one.label for one in document.references] == ["[1]", "[2]", "[3]", "[4]", "[5]"]


def test_entries_that_nothing_cites_are_named_in_one_line() -> None:
    _, found = prepared(doc(p("So [1] and [3]."), reference_lists=FIVE))
    assert [d.message for d in found if d.rule == "reference-cited"] == ["entries that nothing cites: 2, 5"]


def test_a_document_without_data_and_formulas_starts_no_pandoc(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("pandoc was started")

    monkeypatch.setattr("subprocess.Popen", forbidden)
    document, _ = prepared(doc(p("So [1]."), figure(), reference_lists=FIVE))
    assert citations(document)[0].rendered


BIB = b"""
@article{oduya2019, author = {Oduya, Ada and van der Meer, Jan}, title = {On {DNA} in the Mosses of Uppsala},
  journal = {Journal of Fiction}, year = 2019, volume = 12, pages = {45--67}}
@book{lind2001, author = {Lindqvist, Carl}, title = {Roofs}, publisher = {Birch Press}, year = {2001}}
@book{silent, author = {Silent, Sam}, title = {Unheard}, publisher = {Birch Press}, year = {1999}}
"""


def keyed(*extra: m.Block, **fields: object) -> m.Document:
    listed = (m.ReferenceList(read_bibliography("refs.bib", BIB, ignore), title=t("References"), id="refs"),)
    first = p(
        "See ", m.Citation((m.CiteItem("lind2001", locator="12", label="page"), m.CiteItem("oduya2019"))), "."
    )
    second = p(m.Citation((m.CiteItem("oduya2019"),), "narrative"), " agree.")
    return doc(first, second, *extra, reference_lists=listed, **fields)


def test_works_that_came_as_data_are_put_into_the_style() -> None:
    document, found = prepared(keyed(), with_csl("ieee"))
    assert m.text_of(document.blocks[0]) == "See [1, p. 12], [2]."
    assert [target for _, target in links(document.blocks[0])] == ["ref-lind2001", "ref-oduya2019"]
    assert [(one.label, one.id) for one in document.references] == [
        ("[1]", "ref-lind2001"),
        ("[2]", "ref-oduya2019"),
    ]
    assert "On DNA in the Mosses of Uppsala" in m.text_of(list(document.references)[1].formatted)
    assert ["silent" in d.message for d in found if d.rule == "reference-cited"] == [True]


def test_the_style_decides_the_order_of_entries_and_the_names_in_the_text() -> None:
    document, _ = prepared(keyed(), with_csl("apa"))
    assert m.text_of(document.blocks[0]) == "See (Lindqvist, 2001, p. 12; Oduya & van der Meer, 2019)."
    assert m.text_of(document.blocks[1]) == "Oduya & van der Meer (2019) agree."
    assert [one.id for one in document.references] == ["ref-lind2001", "ref-oduya2019"]


def reformatted(csl: str) -> JournalStyle:
    style = with_csl(csl)
    return msgspec.structs.replace(style, citations=msgspec.structs.replace(style.citations, reformat=True))


@pytest.mark.parametrize(
    ("csl", "printed"),
    [("ieee", "Oduya and van der Meer [2] agree."), ("nature", "Oduya and van der Meer2 agree.")],
)
def test_a_style_that_numbers_keeps_the_names_that_belong_to_the_sentence(csl: str, printed: str) -> None:
    document, _ = prepared(keyed(), with_csl(csl))
    assert m.text_of(document.blocks[1]) == printed
    again, _ = prepared(document, with_csl(csl))
    assert again == document


def test_names_that_the_manuscript_prints_stay_as_they_are_before_a_number() -> None:
    text = "Baker & Cole (2005) and Dunn et al. (2010, 3) agree; others do not (Abel, 2001)."
    document, _ = prepared(doc(p(text), reference_lists=(_without_ibid(),)), reformatted("ieee"))
    said = m.text_of(document.blocks[0])
    assert said == "Baker & Cole [1] and Dunn et al. [2, p. 3] agree; others do not [3]."


def _without_ibid() -> m.ReferenceList:
    (listed,) = plain_list(*(m.text_of(one.raw) for one in FIVE[0].references[:3]), labels="")
    return listed


def test_all_works_are_printed_where_the_manuscript_says_so() -> None:
    meta = m.Metadata(language="en", extra=(m.Field("nocite", '"@*"'),))
    document, _ = prepared(keyed(meta=meta), with_csl("apa"))
    assert len(list(document.references)) == 3


def test_a_note_is_numbered_where_its_mark_stands() -> None:
    listed = (m.ReferenceList(read_bibliography("refs.bib", BIB, ignore)),)
    cited = [m.Citation((m.CiteItem(key),)) for key in ("silent", "lind2001", "oduya2019")]
    document, _ = prepared(
        doc(
            p("One", cited[0], m.NoteRef("n1"), cited[2]),
            notes=(m.Note("n1", (p(cited[1]),)),),
            reference_lists=listed,
        ),
        with_csl("ieee"),
    )
    assert [one.id for one in document.references] == ["ref-silent", "ref-lind2001", "ref-oduya2019"]
    assert m.text_of(document.notes[0]) == "[2]"


def test_a_note_style_makes_notes_and_doing_it_again_makes_no_more() -> None:
    style = with_csl("chicago-notes-bibliography")
    document, _ = prepared(keyed(), style)
    assert len(document.notes) == 2
    assert [note.label for note in document.notes] == ["1", "2"]
    assert any(isinstance(node, m.NoteRef) for node in m.iter_nodes(document.blocks[0]))
    again = document
    for step in (*NORMALISE, *prepare(style)):
        again = step(again, ignore)
    assert again == document


def test_styling_again_changes_nothing() -> None:
    document, _ = prepared(keyed(), with_csl("apa"))
    assert cite(with_csl("apa"))(document, ignore) is document


def test_a_key_that_nothing_answers_to_is_text_again() -> None:
    found_doc, found = prepared(
        keyed(
            p(
                "So ",
                m.Citation((m.CiteItem("nobody"),)),
                " and ",
                m.Citation((m.CiteItem("nobody2"),), "narrative"),
                ".",
            ),
            p(m.Citation((m.CiteItem("lind2001"), m.CiteItem("nobody"))), "."),
            p(m.Citation((m.CiteItem("nobody"),), source=t("[Nobody, 1999]"))),
        ),
        with_csl("apa"),
    )
    assert [m.text_of(block) for block in found_doc.blocks[2:]] == [
        "So [@nobody] and @nobody2.", "(Lindqvist, 2001) [@nobody].", "[Nobody, 1999]",
    ]  # fmt: skip
    assert len([d for d in found if d.rule == "citation-known"]) == 4


def test_keys_of_figures_become_cross_references() -> None:
    document, _ = prepared(
        keyed(
            figure("fig:moss"),
            p(
                m.Citation((m.CiteItem("fig:moss"),), "narrative"),
                " and ",
                m.Citation((m.CiteItem("fig-moss"),)),
            ),
        ),
        with_csl("apa"),
    )
    assert links(document.blocks[3]) == [("Figure 1", "fig-moss"), ("Figure 1", "fig-moss")]


def test_a_key_of_a_work_that_the_manuscript_prints_itself_shows_its_number() -> None:
    listed = (m.ReferenceList((m.Reference("ref1", key="abel", raw=t("Abel, K. (2001). Panes of glass.")),)),)
    document, _ = prepared(doc(p("So ", m.Citation((m.CiteItem("abel"),))), reference_lists=listed))
    assert m.text_of(document.blocks[0]) == "So [1]"
    assert [one.label for one in document.references] == ["[1]"]


def test_time_grows_with_the_length_of_the_paper_and_no_faster() -> None:
    def seconds(size: int) -> float:
        entries = [
            f"Author{n}, A. B., & Other{n}, C. (20{n % 100:02}). A work about thing {n}. J. Things {n}, 1–9."
            for n in range(size)
        ]
        document = doc(
            *(p(f"As shown [{n}] and Figure {n}.") for n in range(1, size + 1)),
            reference_lists=plain_list(*entries),
        )
        start = time.process_time()
        for step in (*NORMALISE, *prepare(BASE)):
            document = step(document, ignore)
        assert len(citations(document)) == size
        return time.process_time() - start

    seconds(20)
    small = min(seconds(150) for _ in range(2))
    assert seconds(1500) < 25 * small
