from __future__ import annotations

from paperconv import model as m
from tests.pandoc.drafts import block, draft


def test_a_figure_of_html_has_picture_and_caption():
    made = block(
        '<figure id="f">\n<img src="a.png" alt="A">\n<figcaption>The *cap*</figcaption>\n</figure>\n'
    )
    assert isinstance(made, m.Figure)
    assert (made.id, made.panels) == ("f", (m.Panel(m.Image("a.png", alt="A")),))
    assert m.text_of(made.caption) == "The cap"


def test_a_centred_picture_is_a_figure():
    for source in ("<center>\n\n![](a.png)\n\n</center>", '<div align="center"><img src="a.png"></div>'):
        assert block(source) == m.Figure((m.Panel(m.Image("a.png")),))


def test_details_become_a_box_with_the_summary_as_title():
    made = block("<details><summary>More</summary>\n\nHidden **text**.\n\n</details>\n")
    assert isinstance(made, m.Box)
    assert (made.kind, m.text_of(made.title), m.text_of(made.blocks)) == ("details", "More", "Hidden text.")


def test_a_tag_that_is_never_closed_does_not_swallow_the_paper():
    made = draft("<center>\n\n# One\n\nText.\n\n# Two\n").blocks
    assert [m.text_of(one) for one in made] == ["One", "Text.", "Two"]
    assert [type(one) for one in made] == [m.Heading, m.Paragraph, m.Heading]


def test_lists_headings_and_paragraphs_of_html():
    made = draft(
        "<h2>Head</h2>\n<ol start=3><li>a</li><li><p>b</p></li></ol>\n<p>P <i>q</i></p>\n", "gfm"
    ).blocks
    heading, items, paragraph = made
    assert heading == m.Heading(2, (m.Text("Head"),))
    assert (items.ordered, items.start, [m.text_of(item) for item in items.items]) == (True, 3, ["a", "b"])
    assert paragraph == m.Paragraph((m.Text("P "), m.Styled("emph", (m.Text("q"),))))


def test_scripts_are_reported_and_not_kept():
    found = []
    made = draft("<script>alert(1)</script>\n\nText\n", log=found).blocks
    assert m.text_of(made) == "Text"
    assert [(one.rule, "alert(1)" in one.removed) for one in found] == [("content-kept", True)]


def test_comments_leave_nothing():
    assert draft("<!-- a -->\n\n<!-- b\n\nc -->\n").blocks == ()


def test_markup_around_sections_lets_headings_through():
    made = draft('<div class="x">\n\n# A\n\n<section>\n\n## B\n\n</section>\n\n</div>\n').blocks
    assert [one.level for one in made if isinstance(one, m.Heading)] == [1, 2]
