"""What is counted apart, what the manuscript prints, and the words that mention it."""

from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.diagnostics import Severity, ignore
from paperconv.passes.labels import number_of
from paperconv.passes.number import number
from paperconv.styles import load_style
from tests.passes.making import doc, figure, links, normalise, p, prepared, t


def table(id: str = "", label: str = "") -> m.Table:
    row = m.Row((m.Cell((p("x"),)),))
    return m.Table(bodies=(m.TableBody((row,)),), id=id, label=label, caption=m.Caption(blocks=(p("Rows."),)))


def labels(document: m.Document) -> dict[str, str]:
    return {
        node.id: node.label
        for node in m.iter_nodes(document)
        if isinstance(node, m.Figure | m.Table | m.Equation | m.Box | m.Statement)
    }


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("Figure 3.", "3"), ("Fig. 2.1", "2.1"), ("Table S1", "S1"), ("Supplementary Figure 2", "S2"), ("Suppl. Table S2", "S2"),
        ("Extended Data Fig. 4", "ED4"), ("S1 Fig", "S1"), ("Abbildung 12", "12"), ("Plate", ""), ("eFigure 1", "S1"),
    ],
)  # fmt: skip
def test_the_number_in_a_label(label: str, number: str) -> None:
    assert number_of(label) == number


def test_appendices_and_the_supplement_have_series_of_their_own() -> None:
    formula = m.Equation("a", mathml="<math/>", id="eq-a")
    appendices = (
        m.Section(t("Proofs"), (figure("f2"), formula, table("t2")), role="appendix"),
        m.Section(t("Data"), (figure("f3"),), (m.Section(t("More"), (figure("f4"),)),), role="appendix"),
    )
    supplement = m.Section(t("Supplementary material"), (figure("f5"), table("t5")), role="supplement")
    document, _ = prepared(doc(figure("f1"), table("t1"), back=(supplement, *appendices)))
    assert labels(document) == {
        "f1": "Figure 1", "t1": "Table 1", "f2": "Figure A1", "eq-a": "A1", "t2": "Table A1", "f3": "Figure B1",
        "f4": "Figure B2", "f5": "Figure S1", "t5": "Table S1",
    }  # fmt: skip


def test_an_id_can_say_that_a_figure_belongs_to_the_supplement() -> None:
    document, _ = prepared(doc(figure("fig1"), figure("sfig-a"), figure("fig2"), figure("sfig-b")))
    assert list(labels(document).values()) == ["Figure 1", "Figure S1", "Figure 2", "Figure S2"]


def test_boxes_and_theorems_are_counted_where_they_can_be_pointed_at() -> None:
    document, _ = prepared(
        doc(
            m.Box((p("a"),), "box", id="b"),
            m.Box((p("a"),), "note", id="n"),
            m.Statement("theorem", (p("a"),), id="t"),
            m.Statement("theorem", (p("a"),)),
            m.Statement("proof", (p("a"),), id="q"),
        )
    )
    assert [block.label for block in document.blocks] == ["Box 1", "", "Theorem 1", "Theorem", "Proof"]  # type: ignore[union-attr]


def test_numbers_that_fall_are_reported_and_stay() -> None:
    document, found = prepared(doc(figure(label="Figure 2"), figure(label="Figure 1"), figure()))
    assert [block.label for block in document.blocks] == ["Figure 2", "Figure 1", "Figure 3"]  # type: ignore[union-attr]
    assert [d.message for d in found if d.rule == "cross-reference-known"] == [
        '"Figure 1" stands after number 2; it keeps its number'
    ]


def test_a_mention_of_nothing_is_reported_and_stays_text() -> None:
    document, found = normalise(
        doc(
            figure(),
            p("See Figure 7, Box 2, Section 3.1 and Fig. S2."),
            p("As in Figure 8 of Doe et al., and in § 12. Write to P.O. Box 63."),
        )
    )
    assert links(document) == []
    assert [(d.severity, d.message) for d in found] == [
        (Severity.INFO, f'"{name}" names nothing in this document; it stays text')
        for name in ("Figure 7", "Box 2", "Section 3.1")
    ]


FIGURES = (
    figure("f1"),
    m.Figure(
        tuple(m.Panel(m.Image(f"{c}.png"), id=f"p{c}") for c in "abc"), id="f2", caption=m.Caption(t("Two."))
    ),
    figure("f3", "Figure S1"),
    table("t1"),
    m.Statement("lemma", (p("l"),), id="l1"),
)
BACK = (m.Section(t("More"), (table("ta"),), id="ap", role="appendix", label="A"),)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Figs. 1 and 2a", [("Figs. 1", "f1"), ("2a", "pa")]),
        ("Figure 2(b)", [("Figure 2(b)", "pb")]),
        ("Fig. 2B", [("Fig. 2B", "pb")]),
        ("Figure 2a–c", [("Figure 2a", "pa"), ("c", "pc")]),
        ("Figure 2b–e", [("Figure 2b–e", "pb")]),
        ("Figure 2a,b", [("Figure 2a", "pa"), ("b", "pb")]),
        ("Figure 2A, B.", [("Figure 2A", "pa"), ("B", "pb")]),
        ("Figure 2a, a wave", [("Figure 2a", "pa")]),
        ("Figure 2 a wave", [("Figure 2", "f2")]),
        ("Fig. S1", [("Fig. S1", "f3")]),
        ("Supplementary Fig. 1", [("Supplementary Fig. 1", "f3")]),
        ("Table A1 in Appendix A", [("Table A1", "ta"), ("Appendix A", "ap")]),
        ("by Lemma 1", [("Lemma 1", "l1")]),
        ("Fig.\u00a01", [("Fig.\u00a01", "f1")]),
        ("Figures 1, 2 and S1", [("Figures 1", "f1"), ("2", "f2"), ("S1", "f3")]),
    ],
)
def test_mentions_reach_what_gets_its_number_from_us(text: str, wanted: list[tuple[str, str]]) -> None:
    document, _ = normalise(doc(*FIGURES, p(text), back=BACK))
    found = links(document.blocks[-1])
    assert found[: len(wanted)] == wanted
    assert m.text_of(document.blocks[-1]) == text


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("de", "siehe Abbildungen 1 und 2, Abb. 1 bis 2, Tabelle 1", ["f1", "f2", "f1", "f2", "t1"]),
        ("fr", "voir les figures 1 et 2, le tableau 1", ["f1", "f2", "t1"]),
        ("es", "véanse las figuras 1 y 2 y la tabla 1", ["f1", "f2", "t1"]),
        ("pt", "ver Figuras 1 e 2, Tabela 1", ["f1", "f2", "t1"]),
        ("ru", "на рисунке 1 и в таблице 1, рис. 2", ["f1", "t1", "f2"]),
        ("pl", "na rysunku 1 i w tabeli 1, rys. 2", ["f1", "t1", "f2"]),
        ("fi", "kuvassa 1 ja taulukossa 1", ["f1", "t1"]),
        ("sv", "se figur 1 och 2 samt tabell 1", ["f1", "f2", "t1"]),
        ("zh", "如图1和图2所示，见表1。", ["f1", "f2", "t1"]),
        ("ja", "図1および表1に示す", ["f1", "t1"]),
    ],
)
def test_mentions_in_other_languages(language: str, text: str, wanted: list[str]) -> None:
    document, _ = normalise(doc(*FIGURES, p(text), meta=m.Metadata(language=language)))
    assert [target for _, target in links(document.blocks[-1])] == wanted
    assert m.text_of(document.blocks[-1]) == text


def test_a_supplement_is_reached_by_its_whole_label() -> None:
    data = m.Supplement("a.csv", id="s1", label="Data S1")
    document, _ = normalise(doc(data, p("in Data S1 and data S12")))
    assert links(document) == [("Data S1", "s1")]


def test_commands_say_how_much_of_a_label_they_print() -> None:
    pointers = tuple(m.CrossRef("f1", form=form) for form in ("label", "number", ""))
    document, _ = prepared(doc(figure("f1"), p("See Figure ", *pointers)))
    assert m.text_of(document.blocks[1]) == "See Figure Figure 11Figure 1"


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("ieee-transactions", "Section II-A, Section I and 2024"),
        ("elsevier", "Section 2.1, Section 1 and 2024"),
    ],
)
def test_pointers_to_sections_say_the_number_that_the_style_gives_them(style: str, said: str) -> None:
    inner = m.Section(t("Ponds"), (p("Wet."),), id="s3")
    pointers = p(
        "Section ",
        m.CrossRef("s3", t("3.1")),
        ", ",
        m.CrossRef("s1", t("Section 1")),
        " and ",
        m.CrossRef("s1", t("2024")),
    )
    sections = (m.Section(t("Lakes"), (pointers,), id="s1"), m.Section(t("Pools"), (), (inner,), id="s2"))
    numbered = number(load_style(style))(m.Document(m.Metadata(), sections=sections), ignore)
    assert m.text_of(numbered.sections[0].blocks) == said
