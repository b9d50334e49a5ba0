from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.manuscript.mend import goes_on, mend
from tests.manuscript.drafts import LOREM, h, items, p, picture, table


def mended(*blocks: m.DraftBlock) -> list[m.DraftBlock]:
    return mend(list(blocks), lambda _: None)


def texts(blocks: list[m.DraftBlock]) -> list[str]:
    return [m.text_of(b) for b in blocks]


FIRST, SECOND = (
    "The ice of the river had already become so thin that the “drifting” sledges",
    "broke through it at noon.",
)


@pytest.mark.parametrize("between", [(), (m.Divider(),), (m.Divider(), m.Divider())])
def test_a_paragraph_cut_in_two_is_one_again(between):
    assert texts(mended(p(FIRST), *between, p(SECOND))) == [f"{FIRST} {SECOND}"]


@pytest.mark.parametrize("between", [picture(), table()])
def test_a_float_that_cut_a_paragraph_stands_behind_it(between):
    out = mended(p(FIRST), between, p(SECOND))
    assert texts(out[:1]) == [f"{FIRST} {SECOND}"]
    assert out[1] is between


def test_the_words_of_a_joined_paragraph_keep_their_markup():
    (one,) = mended(p("The wind of the *north* blew over the river and the"), p("**cold** ice."))
    assert isinstance(one, m.Paragraph)
    assert m.Styled("strong", m.text("cold")) in one.children


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The river froze in the first week of December.", "the wind fell."),
        ("We saw three things on the bank of the river:", "the ice, the wind and the snow"),
        ("Is the river frozen over from bank to bank?", "nobody knows"),
        ("Rivers", "of the north"),
        ("The boat that lay on the bank of the river was red", "Oars were not found in it at any time."),
        ("The boat that lay on the bank of the river was red", "a) oars"),
        (FIRST, "(iii) the sledges of the fishermen"),
        (FIRST, "[Insert Table 1 here]"),
        (FIRST, "[Ice Task] You are asked to walk."),
        (FIRST, "12 Sledges"),
        (FIRST, "100.0"),
        (FIRST, "iv) the sledges"),
    ],
)
def test_paragraphs_that_end_are_not_joined(before, after):
    assert not goes_on(before, after)


@pytest.mark.parametrize(
    "after",
    [
        "(NDC), broke at noon.",
        "(2015) were told to wait.",
        "[Ice Office (IO), 2016]. They broke.",
        "[5, 7–9]. The sledges broke.",
        "12 km north of the town, where the ice of the river is thinner.",
        "men. The others stood at the bank.",
    ],
)
def test_a_sentence_goes_on_with_what_stands_in_brackets(after):
    assert goes_on(FIRST, after)


def test_a_capital_goes_on_where_the_sentence_cannot_end():
    assert goes_on(
        "We measured the drift of the ice on the rivers that flow into the", "Baltic Sea from the north."
    )
    assert goes_on("The drift was measured first by Brook et al.", "(2001) in the delta")


def test_a_heading_or_a_formula_keeps_paragraphs_apart():
    assert len(mended(p(FIRST), h(2, "Results"), p(SECOND))) == 3
    assert len(mended(p(FIRST), m.Equation("a=b"), p(SECOND))) == 3


def test_a_hyphen_at_the_seam_is_healed_only_if_the_text_knows_the_word():
    out = mended(
        p("The transmission was slow."),
        p("We looked at the ice of the river before trans-"),
        p("mission began."),
    )
    assert texts(out)[1] == "We looked at the ice of the river before transmission began."
    out = mended(p("We looked at the ice of the river in the long-"), p("term series."))
    assert texts(out) == ["We looked at the ice of the river in the long-term series."]


def test_a_list_with_a_cut_item_is_one_list_again():
    head = "The second sledge was loaded with ice from the river. “In modern"
    out = mended(
        p("We saw:"),
        items("The first sledge was empty.", head),
        p("times, nobody walks” [15]."),
        items("The third sledge sank."),
        p(LOREM),
    )
    (one,) = (b for b in out if isinstance(b, m.List))
    assert len(one.items) == 3
    assert m.text_of(one.items[1]) == f"{head} times, nobody walks” [15]."
    assert not any(isinstance(b, m.Divider) for b in out)


def test_a_numbered_list_that_counts_on_is_one_list():
    out = mended(items("One.", "Two.", ordered=True), m.Divider(), items("Three.", ordered=True, start=3))
    assert [len(b.items) for b in out if isinstance(b, m.List)] == [3]
    assert len(mended(items("One.", ordered=True), items("One again.", ordered=True))) == 2


def test_rules_beside_headings_vanish_and_true_dividers_stay():
    out = mended(
        m.Divider(),
        h(2, "One"),
        m.Divider(),
        p(LOREM),
        m.Divider(),
        p(LOREM),
        m.Divider(),
        h(2, "Two"),
        p(LOREM),
        m.Divider(),
    )
    assert [type(b).__name__ for b in out] == [
        "Heading",
        "Paragraph",
        "Divider",
        "Paragraph",
        "Heading",
        "Paragraph",
    ]
