"""Every picture has an alternative text, and the author is asked once for a real one."""

from __future__ import annotations

import pytest

from paperconv import convert
from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Rule, Severity
from paperconv.passes.describe_pictures import describe_pictures, first_sentence
from tests.pieces import p, t


def described(*blocks: m.Block) -> tuple[m.Document, list[Diagnostic]]:
    found: list[Diagnostic] = []
    return describe_pictures(m.Document(m.Metadata(), blocks=blocks), found.append), found


def alts(document: m.Document) -> list[str]:
    return [node.alt for node in m.iter_nodes(document) if isinstance(node, m.Image)]


def captioned(words: str) -> m.Caption:
    return m.Caption(blocks=(p(words),))


def test_label_and_first_sentence_stand_in() -> None:
    figure = m.Figure(
        (m.Panel(m.Image("a.png")),), id="f", label="Figure 2", caption=captioned("Rain. More.")
    )
    document, found = described(figure)
    assert alts(document) == ["Figure 2: Rain."]
    assert [(d.rule, d.severity) for d in found] == [(Rule.ALT_TEXT_GIVEN, Severity.INFO)]
    again: list[Diagnostic] = []
    assert describe_pictures(document, again.append) is document
    assert again == []


def test_the_authors_own_text_stays() -> None:
    document, found = described(m.Figure((m.Panel(m.Image("a.png", "a hill")),), caption=captioned("Rain.")))
    assert alts(document) == ["a hill"]
    assert found == []


def test_each_panel_has_its_own_words() -> None:
    panels = (
        m.Panel(m.Image("a.png"), label="a", caption=captioned("Left bank.")),
        m.Panel(m.Image("b.png"), label="(b)"),
    )
    document, _ = described(m.Figure(panels, label="Fig. 1", caption=captioned("Banks. Both.")))
    assert alts(document) == ["Fig. 1a: Left bank.", "Fig. 1b: Banks."]


def test_a_table_that_is_a_picture_and_a_picture_by_itself() -> None:
    document, found = described(
        m.Table(images=(m.Image("t.png"),), label="Table 1", caption=captioned("Yield")),
        p(m.Image("icons/bell curve.png"), m.Image("b.png", title="Bell")),
        p(m.Image("data:image/png;base64,AA")),
    )
    assert alts(document) == ["Table 1: Yield", "bell curve", "Bell", ""]
    assert [d.severity for d in found] == [Severity.INFO, *[Severity.WARNING] * 3]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Map of E. coli sites (cf. Fig. 2). Bars show SE.", "Map of E. coli sites (cf. Fig. 2)."),
        ("Mean of 3.5 m s. d. below", "Mean of 3.5 m s. d. below"),
        ("Growth of ca. 30 plants! Means.", "Growth of ca. 30 plants!"),
        ("雨量。左岸。", "雨量。"),
        ("No stop at all", "No stop at all"),
    ],
)
def test_where_the_first_sentence_ends(words: str, sentence: str) -> None:
    assert first_sentence(captioned(words)) == sentence


def test_a_long_sentence_is_cut_at_a_word() -> None:
    assert first_sentence(captioned("word " * 200)).endswith("word …")
    assert first_sentence(m.Caption(title=t("Short title"), blocks=(p("Long."),))) == "Short title"


def test_one_report_for_all_formats() -> None:
    result = convert("# Rain\n\n![It rained.](lost.png)\n", ["jats", "docx", "epub", "html"])
    rules = [d.rule for d in result.diagnostics]
    assert rules.count(Rule.ALT_TEXT_GIVEN) == 1
    assert rules.count(Rule.PICTURE_READABLE) == 1
