from __future__ import annotations

import pytest

from paperconv import model as m
from tests.pandoc.drafts import block, draft, line


def test_words_and_blanks_become_one_text():
    assert line("One  two\nthree") == (m.Text("One two three"),)


@pytest.mark.parametrize(
    ("source", "style"),
    [
        ("*a*", "emph"),
        ("**a**", "strong"),
        ("^a^", "sup"),
        ("~a~", "sub"),
        ("~~a~~", "strike"),
        ("[a]{.smallcaps}", "smallcaps"),
        ("[a]{.underline}", "underline"),
        ("<sup>a</sup>", "sup"),
        ("<SUB>a</SUB>", "sub"),
        ("<i>a</i>", "emph"),
        ("<strong>a</strong>", "strong"),
        ("<u>a</u>", "underline"),
        ('<span style="font-variant: small-caps">a</span>', "smallcaps"),
    ],
)
def test_a_style_is_kept_however_it_is_written(source: str, style: m.InlineStyle):
    assert line(source) == (m.Styled(style, (m.Text("a"),)),)


def test_raw_tags_nest_and_hold_markdown():
    made = line("x <b>bold <i>*both*</i></b> y")
    inner = m.Styled("emph", (m.Styled("emph", (m.Text("both"),)),))
    assert made == (m.Text("x "), m.Styled("strong", (m.Text("bold "), inner)), m.Text(" y"))


def test_a_tag_that_is_never_closed_loses_no_words():
    made = line("before <sup>after **all**")
    assert m.text_of(node for node in made if not isinstance(node, m.RawInline)) == "before after all"
    assert m.RawInline("html", "<sup>") in made


def test_words_in_angle_brackets_stay_words():
    assert m.text_of(line("answer <Question> here")) == "answer <Question> here"


def test_comments_disappear_without_a_double_blank():
    assert line("one <!-- no --> two") == (m.Text("one two"),)


def test_quotation_marks_are_typographic():
    assert line("""He said "it's 'so'".""") == (m.Text("He said “it’s ‘so’”."),)


def test_breaks_images_and_anchors_in_html():
    made = line('a<br>b <img src="my%20fig.png" alt="A" width="30"> <a id="here"></a>')
    assert m.LineBreak() in made
    assert m.Image("my fig.png", alt="A", width="30px") in made
    assert m.Span((), id="here") in made


def test_links_lead_out_or_to_an_id():
    made = line("[a](https://e.org 'T') <x@e.org> [b](#sec-1)")
    assert made[0] == m.Link("https://e.org", (m.Text("a"),), "T")
    assert made[2] == m.Link("mailto:x@e.org", (m.Text("x@e.org"),))
    assert made[4] == m.CrossRef("sec-1", (m.Text("b"),))


def test_a_link_that_runs_a_script_keeps_only_its_words():
    found = []
    made = draft("[a](javascript:alert%281%29)", log=found).blocks
    assert made == (m.Paragraph((m.Text("a"),)),)
    assert [one.rule for one in found] == ["content-kept"]


def test_a_note_and_the_note_in_it_are_kept_apart():
    made = draft("Text.[^1]\n\n[^1]: Note *with*\n\n    two paragraphs.^[inner]\n")
    assert [note.id for note in made.notes] == ["fn-1", "fn-2"]
    assert len(made.notes[0].blocks) == 2
    assert m.text_of(made.notes[1]) == "inner"
    assert m.NoteRef("fn-2") in list(m.iter_nodes(made.notes[0]))


def test_a_caption_that_is_also_the_alternative_text_gives_its_note_once():
    made = draft("![Caption^[Note.]](a.png)")
    assert len(made.notes) == 1


def test_citations_keep_prefix_locator_suffix_and_mode():
    (cluster,) = line("[see @doe, pp. 3-5, but; -@roe, chap. 2; @poe]")
    assert isinstance(cluster, m.Citation)
    doe, roe, poe = cluster.items
    assert (doe.ref, doe.prefix, doe.locator, doe.label, doe.suffix) == (
        "doe",
        (m.Text("see"),),
        "3-5",
        "page",
        (m.Text(", but"),),
    )
    assert (roe.suppress_author, roe.locator, roe.label) == (True, "2", "chapter")
    assert (poe.locator, poe.suffix, cluster.mode, cluster.source) == ("", (), "parenthetical", ())


def test_a_citation_in_the_text_is_narrative():
    assert isinstance(line("@doe [p. 7] says")[0], m.Citation)
    assert line("@doe [p. 7] says")[0].mode == "narrative"


@pytest.mark.parametrize(
    ("source", "made"),
    [
        (r"\ref{fig:a}", (m.CrossRef("fig-a"),)),
        (r"\cite{a,b}", (m.Citation((m.CiteItem("a"), m.CiteItem("b"))),)),
        (r"\citet[p.~3]{a}", (m.Citation((m.CiteItem("a", suffix=(m.Text(", p. 3"),)),), "narrative"),)),
        (r"\textbf{x}", (m.Styled("strong", (m.Text("x"),)),)),
        (r"\pm", (m.Math(r"\pm"),)),
    ],
)
def test_commands_of_tex_are_understood(source: str, made: m.Inlines):
    assert line(f"A {source}") == (m.Text("A "), *made)


def test_commands_for_the_looks_of_a_page_leave_nothing():
    assert draft("\\newpage\n\nText \\noindent more.\n").blocks == (m.Paragraph((m.Text("Text more."),)),)


def test_unknown_tex_is_kept_raw():
    assert m.RawInline("tex", r"\foo{x}") in line(r"A \foo{x} b")


def test_spans_have_languages_directions_ids_and_roles():
    assert line("[שלום]{lang=he dir=rtl}") == (m.Span((m.Text("שלום"),), language="he", direction="rtl"),)
    assert line("[x]{#me .mark}") == (m.Span((m.Text("x"),), id="me", role="mark"),)


def test_tracked_changes_and_comments_are_kept():
    source = (
        '[new]{.insertion author="A" date="2024-01-02T03:04:05Z"}[old]{.deletion author="A"}'
        '[Why?]{.comment-start id="0" author="B"}word[]{.comment-end id="0"}'
    )
    insertion, deletion, comment, text = line(source)
    assert insertion == m.Change("insertion", (m.Text("new"),), "A", "2024-01-02T03:04:05Z")
    assert deletion == m.Change("deletion", (m.Text("old"),), "A")
    assert comment == m.Comment("Why?", "B")
    assert text == m.Text("word")


def test_embedded_pictures_become_resources():
    made = draft("![A](data:image/png;base64,aGVsbG8=)")
    assert [(one.name, one.media_type, one.data) for one in made.resources] == [
        ("embedded-1.png", "image/png", b"hello")
    ]
    assert made.blocks[0].panels[0].image.source == "embedded-1.png"


def test_ids_become_xml_names_and_pointers_follow():
    made = draft("[x](#fig:é) [y](#dup)\n\n# A {#dup}\n\n# B {#dup}\n\n# C {#fig:é}\n")
    first, *headings = made.blocks
    assert [heading.id for heading in headings] == ["dup", "dup-2", "fig-e"]
    assert [node.target for node in m.iter_nodes(first) if isinstance(node, m.CrossRef)] == ["fig-e", "dup"]


def test_a_heading_takes_the_name_of_its_label():
    heading = block("# Methods \\label{sec:m}")
    made = draft("# Methods \\label{sec:m}\n\nSee \\ref{sec:m}.")
    assert m.text_of(heading) == "Methods"
    target = next(node.target for node in m.iter_nodes(made.blocks[1]) if isinstance(node, m.CrossRef))
    assert target == made.blocks[0].id
