"""Figures and tables gathered at the end of a manuscript, on the pages of a journal that prints them in the text."""

from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, ignore
from paperconv.passes.bring_floats import bring_floats
from paperconv.styles import load_style
from tests.passes.making import p, t
from tests.pieces import TABLE


def figure(number: int, *panels: str) -> m.Figure:
    parts = tuple(m.Panel(m.Image("a.png"), id=one) for one in panels) or (m.Panel(m.Image("a.png")),)
    caption = m.Caption(blocks=(p(f"View {number}."),))
    return m.Figure(parts, id=f"f{number}", label=f"Figure {number}", caption=caption)


def table(number: int) -> m.Table:
    return m.replace(TABLE, id=f"t{number}", label=f"Table {number}")


def at(*ids: str) -> m.Paragraph:
    return p("See ", *(m.CrossRef(id, t(id)) for id in ids), ".")


def shown(section: m.Section) -> list[str]:
    return [getattr(block, "label", "") or m.text_of(block) for block in section.blocks]


def brought(*sections: m.Section, back: tuple[m.Section, ...] = (), style: str = "two-column") -> m.Document:
    return bring_floats(load_style(style))(m.Document(m.Metadata(), sections=sections, back=back), ignore)


LAKES = m.Section(
    t("Lakes"), (at("f1"), at("t1", "f2")), (m.Section(t("Ponds"), (at("f2", "f3a"),), id="s2"),), id="s1"
)
END = m.Section(t("Summary"), (p("Done."),), id="s3")


@pytest.mark.parametrize("title", ["Figures", "Tables and Figures", "Display items", "Abbildungen"])
def test_what_the_end_gathers_stands_where_the_text_first_mentions_it(title: str) -> None:
    gathered = m.Section(t(title), (figure(1), figure(2), table(1), figure(3, "f3a", "f3b")), id="s9")
    made = brought(LAKES, END, gathered)
    assert [m.text_of(one.title) for one in made.sections] == ["Lakes", "Summary"]
    assert shown(made.sections[0]) == ["See f1.", "Figure 1", "See t1f2.", "Figure 2", "Table 1"]
    assert shown(made.sections[0].sections[0]) == ["See f2f3a.", "Figure 3"]
    assert bring_floats(load_style("two-column"))(made, ignore) == made


def test_what_is_left_out_and_what_stays_is_told() -> None:
    found: list[Diagnostic] = []
    gathered = m.Section(t("Figures"), (figure(1), figure(7)), id="s9")
    tables = m.Section(t("Tables"), (table(1),), id="s8")
    paper = m.Document(m.Metadata(), sections=(LAKES, END, tables, gathered))
    made = bring_floats(load_style("elsevier"))(paper, found.append)
    assert [(m.text_of(one.title), shown(one)) for one in made.sections[1:]] == [
        ("Summary", ["Done."]),
        ("Figures", ["Figure 7"]),  # nothing mentions it
    ]
    assert [one.message for one in found] == [
        'the heading "Tables" is left out: what it held stands where the text mentions it'
    ]


def test_paragraphs_below_a_figure_in_a_section_of_figures_are_its_caption() -> None:
    legend = m.Paragraph(
        (
            m.Styled("emph", (m.Text("Bars show the range."), m.Styled("sub", t("x")))),
            m.Math("y"),
            m.Styled("emph", t(" end")),
        )
    )
    gathered = m.Section(t("Figures"), (figure(1), legend, p("(A) North."), figure(2)), id="s9")
    made = brought(LAKES, END, gathered)
    first = made.sections[0].blocks[1]
    assert isinstance(first, m.Figure)
    assert first.caption is not None
    assert [m.text_of(block) for block in first.caption.blocks] == [
        "View 1.",
        "Bars show the range.xy end",
        "(A) North.",
    ]
    assert not any(
        isinstance(node, m.Styled) and node.style == "emph" for node in m.iter_nodes(first.caption)
    )


@pytest.mark.parametrize(
    "last",
    [
        m.Section(t("Outlook"), (figure(1), p("More text.")), id="s9"),
        m.Section(t("Outlook"), (at("f1"), p("More."), figure(1)), id="s9"),
        m.Section(t("Figures"), (m.replace(figure(1), panels=()),), id="s9"),
        m.Section(t("Maps"), (figure(1),), id="s9", role="appendix"),
    ],
    ids=["text follows", "mentioned beside it", "no picture", "appendix"],
)
def test_what_is_not_gathered_at_the_end_stays(last: m.Section) -> None:
    other = (
        m.Section(t("Lakes"), (p("Water."),), id="s1")
        if "Outlook" in m.text_of(last.title) and len(last.blocks) == 3
        else LAKES
    )
    made = brought(other, last)
    assert made.sections == (other, last)


def test_figures_behind_the_last_statement_are_brought_too_and_a_neutral_style_moves_nothing() -> None:
    back = (m.Section(t("Abbreviations"), (p("SD."), figure(1)), id="s9", role="abbreviations"),)
    assert shown(brought(LAKES, END, back=back).back[0]) == ["SD."]
    assert shown(brought(LAKES, END, back=back, style="base").back[0]) == ["SD.", "Figure 1"]


def test_what_is_gathered_keeps_its_order_and_does_not_overtake_what_stands_in_the_text() -> None:
    first = m.Section(t("Lakes"), (at("f3"), at("f2"), p("Water.")), id="s1")
    made = brought(first, END, m.Section(t("Figures"), (figure(2), figure(3)), id="s9"))
    assert shown(made.sections[0]) == ["See f3.", "See f2.", "Figure 2", "Figure 3", "Water."]
    inline = m.Section(t("Pools"), (at("f1"), figure(1)), id="s2")
    gathered = m.Section(t("More views"), (figure(11), figure(12)), id="s9")
    early = m.Section(t("Lakes"), (at("f11"), at("f12")), id="s1")
    assert brought(early, inline, gathered).sections == (early, inline, gathered)
