"""What stands where on pages, and numbers that a style writes in its own way."""

from __future__ import annotations

import msgspec
import pytest

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, ignore
from paperconv.passes import prepare
from paperconv.passes.arrange import arrange
from paperconv.passes.types import Pass
from paperconv.styles import JournalStyle, load_style
from tests.documents import RICH
from tests.keyed import FIGURE, PAPER
from tests.pieces import TABLE, p, t


def styled(**tables: dict[str, object]) -> JournalStyle:
    style = load_style("base")
    for name, keys in tables.items():
        style = msgspec.structs.replace(
            style, **{name: msgspec.structs.replace(getattr(style, name), **keys)}
        )
    return style


def through(
    steps: tuple[Pass, ...], document: m.Document, found: list[Diagnostic] | None = None
) -> m.Document:
    for step in steps:
        document = step(document, found.append if found is not None else ignore)
    return document


def roles(document: m.Document) -> list[str]:
    return [section.role or section.id for section in document.back]


PLACES = ("inline", "mention", "end", "separate")


@pytest.mark.parametrize("figures", PLACES)
@pytest.mark.parametrize("tables", PLACES)
@pytest.mark.parametrize("legends", ["", "Legends"])
def test_arranging_twice_changes_nothing_more_and_keeps_every_word(
    figures: str, tables: str, legends: str
) -> None:
    style = styled(figures={"place": figures, "legends": legends}, tables={"place": tables})
    for paper in (PAPER, RICH):
        once = through(arrange(style), paper)
        assert through(arrange(style), once) == once
        ids = [node.id for node in m.iter_nodes(once) if getattr(node, "id", "")]
        assert len(ids) == len(set(ids))
        if tables != "separate":
            kept = m.text_of(once)
            said = {
                n.value
                for part in (paper.blocks, paper.sections, paper.back)
                for b in part
                for n in m.iter_nodes(b)
                if isinstance(n, m.Text)
            }
            assert [value for value in said if value not in kept] == []


def test_figures_left_out_leave_their_captions_and_are_named() -> None:
    found: list[Diagnostic] = []
    style = styled(figures={"place": "separate"}, tables={"place": "separate"})
    made = through(arrange(style), PAPER, found)
    (section,) = made.sections
    assert [type(block).__name__ for block in section.blocks] == ["Paragraph", "Figure", "Table", "Paragraph"]
    assert section.blocks[1].panels == ()
    assert section.blocks[1].caption == FIGURE.caption
    assert section.blocks[2].bodies == ()
    assert [d.message for d in found] == [
        "left out, as the style asks: Figure 1",
        "left out, as the style asks: Table 1",
    ]


def test_a_callout_leads_to_the_caption() -> None:
    made = through(arrange(styled(figures={"place": "end", "callout": "[{label} about here]"})), PAPER)
    callout = made.sections[0].blocks[1]
    assert isinstance(callout, m.Paragraph)
    assert callout.children == (m.CrossRef("fig1", t("[Figure 1 about here]")),)


def test_figures_without_a_label_and_those_of_appendices_stay_where_they_are() -> None:
    bare = m.replace(FIGURE, id="", label="")
    appendix = m.Section(t("Plots"), (FIGURE,), role="appendix")
    paper = m.Document(PAPER.meta, (bare,), back=(appendix,))
    made = through(arrange(styled(figures={"place": "end"})), paper)
    assert (made.blocks, made.back) == (paper.blocks, paper.back)


def test_the_back_matter_stands_as_the_style_orders_it() -> None:
    assert roles(through(arrange(styled()), PAPER)) == ["funding", "reference-list", "appendix"]
    style = styled(back={"order": ("references", "appendix", "funding")})
    assert roles(through(arrange(style), PAPER)) == ["reference-list", "appendix", "funding"]
    ended = styled(back={"order": ("tables", "references")}, tables={"place": "end"})
    assert roles(through(arrange(ended), PAPER)) == ["funding", "end-tables", "reference-list", "appendix"]


def test_what_only_the_authors_data_tell_stands_in_sections() -> None:
    author = m.Author(
        m.Name("Roe", "R."), roles=(m.Role("Software"), m.Role("Supervision")), bio=(p("Born on a hill."),)
    )
    thanks = m.Section(t("Thanks"), (p("Supervision by R. Roe."),))
    made = through(
        arrange(styled()), m.Document(m.Metadata(authors=(author,), language="en"), back=(thanks,))
    )
    assert [m.text_of(section) for section in made.back] == [
        "ThanksSupervision by R. Roe.",
        "Author contributionsR. Roe: Software",
        "R. Roe. Born on a hill.",
    ]


def test_sections_are_numbered_in_the_manner_of_engineering_journals() -> None:
    deep = m.Section(t("Deep"), sections=(m.Section(t("Deeper")),))
    sections = (
        m.Section(t("One")),
        m.Section(t("Two"), sections=(m.Section(t("In")), m.Section(t("Out"), sections=(deep,)))),
    )
    made = through(
        prepare(styled(headings={"numbering": "roman-alpha"})), m.Document(PAPER.meta, sections=sections)
    )
    labels = [node.label for node in m.iter_nodes(made) if isinstance(node, m.Section)]
    assert labels == ["I", "II", "II-A", "II-B", "II-B-1", "II-B-1-a"]


def test_tables_with_roman_numbers_are_pointed_to_by_these() -> None:
    tables = tuple(m.replace(TABLE, id=f"t{n}", label=f"Table {n}", notes=()) for n in (1, 2, 14))
    text = p(
        "Tables ",
        m.CrossRef("t1", t("1")),
        " and ",
        m.CrossRef("t2", t("2")),
        "; ",
        m.CrossRef("t14", t("Table 14")),
        " of 14",
    )
    paper = m.Document(PAPER.meta, (text, *tables))
    style = styled(labels={"table": "TABLE", "table_numbers": "roman"})
    made = through(prepare(style), paper)
    assert [block.label for block in made.blocks if isinstance(block, m.Table)] == [
        "TABLE I",
        "TABLE II",
        "TABLE XIV",
    ]
    assert m.text_of(made.blocks[0]) == "Tables I and II; Table XIV of 14"
    assert through(prepare(style), made) == made


def test_abstracts_that_the_journal_does_not_print_are_left_out_and_told() -> None:
    kinds = ("", "key-points", "graphical", "plain-language-summary", "executive-summary")
    held = tuple(
        m.Abstract(
            (p(f"Of {kind or 'all'}."),),
            (m.Section(t("Aim"), (p("In parts."),)),) * (kind == "graphical"),
            kind,
        )
        for kind in kinds
    )
    document = m.replace(RICH, meta=m.replace(RICH.meta, abstracts=held))
    found: list[Diagnostic] = []
    kept = through(arrange(styled(abstract={"leave_out": ("key-points", "graphical")})), document, found)
    assert [one.kind for one in kept.meta.abstracts] == ["", "plain-language-summary", "executive-summary"]
    assert {(one.message, one.removed) for one in found if "left out of the manuscript" in one.message} == {
        ("the highlights are left out of the manuscript, as the style asks", "Of key-points."),
        (
            "the graphical abstract is left out of the manuscript, as the style asks",
            "Of graphical.\nAimIn parts.",
        ),
    }
