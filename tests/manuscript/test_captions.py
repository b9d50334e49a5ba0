from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.diagnostics import Diagnostic
from paperconv.manuscript.captions import attach_captions
from paperconv.manuscript.float_labels import read_label
from tests.manuscript.drafts import LOREM, inlines, items, p, picture, table


def attach(*blocks: m.DraftBlock) -> tuple[list[m.DraftBlock], list[Diagnostic]]:
    found: list[Diagnostic] = []
    return attach_captions(list(blocks), found.append), found


def caption(block: m.DraftBlock) -> str:
    assert isinstance(block, m.Figure | m.Table)
    assert block.caption is not None
    return m.text_of(*block.caption.blocks)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Figure 3. The ice.", "Figure 3"), ("Fig. 3: The ice", "Fig. 3"), ("**Figure 3** the ice", "Figure 3"), ("FIGURE 3 | The ice", "FIGURE 3"),
        ("Table 2: Sledges", "Table 2"), ("Table IV. Sledges", "Table IV"), ("Fig S1. The ice", "Fig S1"), ("Supplementary Figure 2. The ice", "Supplementary Figure 2"),
        ("Abbildung 3: Das Eis", "Abbildung 3"), ("Tabla 1. El hielo", "Tabla 1"), ("Figure 3 The ice of the river", "Figure 3"), ("Table A.1: Sledges", "Table A.1"),
    ],
)  # fmt: skip
def test_labels_are_read_with_their_own_number(text, label):
    found = read_label(inlines(text))
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize(
    "text",
    [
        "Figure 3 shows the ice.",
        "Figures 1 and 2 show the ice",
        "Table 2 lists the sledges.",
        "figure 3. the ice",
        "The figure 3. is ours",
        "Tables 2 and 3 show",
    ],
)
def test_a_mention_is_no_caption(text):
    assert read_label(inlines(text)) is None


def test_a_caption_goes_to_the_picture_above_or_below_it():
    out, said = attach(p(LOREM), picture(), p("Figure 1. The ice."), p(LOREM))
    assert isinstance(out[1], m.Figure)
    assert (out[1].label, caption(out[1]), len(out), said) == ("Figure 1", "The ice.", 3, [])
    out, _ = attach(p("Figure 1. The ice."), picture(), p(LOREM))
    assert (len(out), caption(out[0])) == (2, "The ice.")


def test_a_caption_on_the_next_line_of_its_picture_is_cut_off():
    both = m.Paragraph((m.Image("a.png"), m.LineBreak(), m.Text("Figure 1: The ice.")))
    (one,), _ = attach(both)
    assert isinstance(one, m.Figure)
    assert (one.label, caption(one)) == ("Figure 1", "The ice.")


def test_the_paper_s_own_habit_decides_between_two_neighbours():
    above, _ = attach(
        p(LOREM),
        p("Table 1. One"),
        table("a"),
        p("Table 2. Two"),
        table("b"),
        p(LOREM),
        p("Table 3. Three"),
        table("c"),
    )
    assert [caption(b) for b in above if isinstance(b, m.Table)] == ["One", "Two", "Three"]
    below, _ = attach(
        p(LOREM),
        table("a"),
        p("Table 1. One"),
        table("b"),
        p("Table 2. Two"),
        p(LOREM),
        table("c"),
        p("Table 3. Three"),
        p(LOREM),
    )
    assert [(caption(b), "abc"[n] in m.text_of(*b.bodies)) for n, b in enumerate(b for b in below if isinstance(b, m.Table))] == [
        ("One", True), ("Two", True), ("Three", True),
    ]  # fmt: skip


def test_several_pictures_before_one_caption_are_its_panels():
    (one,), _ = attach(
        picture("a.png"), p("(a) Left bank"), picture("b.png"), p("(b) Right bank"), p("Figure 2. The banks.")
    )
    assert isinstance(one, m.Figure)
    assert [(panel.label, panel.image.source if panel.image else "") for panel in one.panels] == [
        ("a", "a.png"),
        ("b", "b.png"),
    ]


def test_a_panel_caption_that_was_read_as_a_list_is_one_nevertheless():
    left = m.List((m.ListItem((p("Left bank"),)),), ordered=True, numbering="lower-alpha")
    (one,), _ = attach(picture("a.png"), left, p("Figure 2. The banks."))
    assert isinstance(one, m.Figure)
    assert one.panels[0].label == "a"


def test_a_caption_without_picture_is_a_figure_and_is_reported():
    out, said = attach(p(LOREM), p("Figure 4. The lost picture."), p(LOREM))
    assert isinstance(out[1], m.Figure)
    assert (out[1].panels, caption(out[1])) == ((), "The lost picture.")
    assert [d.rule for d in said] == ["caption-attached"]


def test_a_picture_of_a_table_is_a_table():
    (one,), _ = attach(picture(), p("Table 1. Sledges"))
    assert isinstance(one, m.Table)
    assert [image.source for image in one.images] == ["a.png"]


def test_a_caption_that_the_source_attached_gives_up_its_label():
    given = m.Figure((m.Panel(m.Image("a.png")),), caption=m.Caption((), (p("Figure 7: The ice."),)))
    (one,), _ = attach(given)
    assert isinstance(one, m.Figure)
    assert (one.label, caption(one)) == ("Figure 7", "The ice.")


def test_other_lists_and_pictures_are_left_alone():
    out, said = attach(items("One", "Two"), picture(), p(LOREM))
    assert ([type(b).__name__ for b in out], said) == (["List", "Figure", "Paragraph"], [])
