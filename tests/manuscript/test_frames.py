"""Theorems, boxes, algorithms and panels that an author made of plain paragraphs and tables."""

from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.diagnostics import ignore
from paperconv.manuscript.captions import attach_captions
from paperconv.manuscript.frames import set_apart
from paperconv.manuscript.theorems import has_theorems, read_theorems


def strong(*words: str) -> m.Paragraph:
    return m.Paragraph((m.Styled("strong", m.text(words[0])), *m.text("".join(words[1:]))))


def said(words: str) -> m.Paragraph:
    return m.Paragraph(m.text(words))


def grid(*rows: tuple[tuple[m.Block, ...], ...]) -> m.Table:
    return m.Table((), (), (m.TableBody(tuple(m.Row(tuple(m.Cell(one) for one in row)) for row in rows)),))


def picture(name: str) -> m.Paragraph:
    return m.Paragraph((m.Image(f"{name}.png"),))


def stated(blocks: list[m.DraftBlock]) -> list[m.DraftBlock]:
    return read_theorems(blocks, formal=has_theorems(blocks))


@pytest.mark.parametrize(
    ("block", "kind", "label", "title", "words"),
    [
        (
            strong("Theorem 1 (Bound).", " If it is set, it is bounded."),
            "theorem",
            "Theorem 1",
            "Bound",
            "If it is set, it is bounded.",
        ),
        (strong("Lemma 2.3", " Every set is."), "lemma", "Lemma 2.3", "", "Every set is."),
        (
            said("Definition A.1. A clock is a set."),
            "definition",
            "Definition A.1",
            "",
            "A clock is a set.",
        ),
        (strong("Satz 4.", " Es gilt."), "theorem", "Satz 4", "", "Es gilt."),
        (
            m.Paragraph((m.Styled("emph", m.text("Proof.")), *m.text(" By eye."))),
            "proof",
            "Proof",
            "",
            "By eye.",
        ),
    ],
)
def test_a_paragraph_that_begins_as_a_statement_is_one(
    block: m.Paragraph, kind: str, label: str, title: str, words: str
):
    (made,) = stated([block])
    assert isinstance(made, m.Statement)
    assert (made.kind, made.label, m.text_of(made.title), m.text_of(*made.blocks)) == (
        kind,
        label,
        title,
        words,
    )


@pytest.mark.parametrize(
    "words",
    [
        "Theorem 1 says that clocks are wrong.",
        "Lemma 2 and Theorem 3 give a bound.",
        "Example 4 shows this.",
        "Proof of this is scarce.",
        "Proof. That is what he wanted.",
        "Study 1. Forty students came.",
    ],
)
def test_prose_that_mentions_a_statement_is_none(words: str):
    assert stated([said(words)]) == [said(words)]


def test_what_the_sentence_of_a_statement_leads_to_goes_with_it():
    blocks = [
        strong("Theorem 1.", " We have"),
        m.Equation("a=b"),
        said("for all sets."),
        said("This is well known."),
    ]
    theorem, rest = stated(blocks)
    assert isinstance(theorem, m.Statement)
    assert len(theorem.blocks) == 3
    assert rest == blocks[3]


def test_a_proof_goes_to_its_end_mark():
    blocks = [said("Proof. First."), m.Equation("a=b"), said("Last. ∎"), said("After it.")]
    proof, rest = stated(blocks)
    assert isinstance(proof, m.Statement)
    assert proof.kind == "proof"
    assert len(proof.blocks) == 3
    assert rest == blocks[3]


def test_a_table_of_one_cell_is_a_box():
    (box,) = set_apart([grid(((strong("Box 2. Time zones"), said("All is local."), said("Truly.")),))])
    assert isinstance(box, m.Box)
    assert (box.kind, box.label, m.text_of(box.title)) == ("box", "Box 2", "Time zones")
    (plain,) = set_apart([grid(((said("One."), said("Two.")),))])
    assert isinstance(plain, m.Box)
    assert (plain.title, len(plain.blocks)) == ((), 2)


def test_what_stands_below_the_title_of_an_algorithm_or_listing_belongs_to_it():
    steps = m.List((m.ListItem((said("Go."),)),), ordered=True)
    algorithm, listing = set_apart(
        [strong("Algorithm 1.", " Going"), steps, strong("Listing 2:", " Counting"), m.CodeBlock("n += 1")]
    )
    assert isinstance(algorithm, m.Algorithm)
    assert (algorithm.label, algorithm.blocks) == ("Algorithm 1", (steps,))
    assert isinstance(listing, m.CodeBlock)
    assert (listing.label, m.text_of(listing.caption)) == ("Listing 2", "Counting")


def test_a_line_of_stars_is_a_divider():
    assert [type(one) for one in set_apart([said("* * *"), said("⁂"), said("* not one")])] == [
        m.Divider,
        m.Divider,
        m.Paragraph,
    ]


TABLES = {
    "words below each picture": grid(
        ((picture("a"), said("(a) Left.")), (picture("b"), said("(b) Right."))),
    ),
    "words in a row below": grid(
        ((picture("a"),), (picture("b"),)),
        ((said("(a) Left."),), (said("(b) Right."),)),
    ),
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_pictures_that_a_table_puts_side_by_side_are_panels(table: m.Table):
    blocks: list[m.DraftBlock] = [
        table,
        said("Figure 1. Two banks."),
        m.Figure((m.Panel(m.Image("c.png")),)),
        said("Figure 2. One."),
    ]
    first, second = attach_captions(blocks, ignore)
    assert isinstance(first, m.Figure)
    assert [
        (one.label, one.image.source if one.image else "", m.text_of(one.caption or said("")))
        for one in first.panels
    ] == [
        ("a", "a.png", "Left."),
        ("b", "b.png", "Right."),
    ]
    assert isinstance(second, m.Figure)
    assert [one.image.source for one in second.panels if one.image] == ["c.png"]


def test_a_table_that_frames_a_picture_and_its_caption_is_that_figure():
    (figure,) = attach_captions([grid(((picture("a"),),), ((said("Figure 1. The bank."),),))], ignore)
    assert isinstance(figure, m.Figure)
    assert figure.label == "Figure 1"
    assert [one.image.source for one in figure.panels if one.image] == ["a.png"]


def test_a_table_of_data_with_pictures_stays_a_table():
    table = grid(((said("Site"),), (said("View"),)), ((said("North"),), (picture("a"),)))
    (made,) = attach_captions([said("Table 1. Sites."), table], ignore)
    assert isinstance(made, m.Table)
    assert made.bodies == table.bodies
