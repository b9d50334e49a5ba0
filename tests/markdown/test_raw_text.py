"""Signs of raw text that Markdown would take for markup."""

from __future__ import annotations

import pytest

from paperconv import model as m
from tests.markdown.reading import kinds, read, removed, words


def test_quotes_and_dashes_of_raw_text_stay_as_they_are():
    draft, _ = read("# A\n\nHe said \"no\" -- and 'left'... then came back.\n")
    assert words(draft).endswith("He said \"no\" -- and 'left'... then came back.")


def test_a_rule_under_a_paragraph_does_not_make_it_a_heading():
    draft, _ = read("First page ends here without a stop\n---\nand goes on after the rule.\n")
    assert kinds(draft) == ["Paragraph", "Divider", "Paragraph"]


def test_a_line_of_dashes_as_long_as_the_title_above_it_makes_a_heading():
    draft, _ = read("Materials and methods\n---------------------\n\nWe did it.\n")
    assert isinstance(draft.blocks[0], m.Heading)
    assert draft.blocks[0].level == 2


def test_rules_between_paragraphs_are_not_taken_for_metadata():
    draft, _ = read("Some text.\n\n---\nkey: value\n---\n\nMore text.\n")
    assert "key: value" in words(draft)


def test_entries_that_look_like_link_definitions_stay_in_the_reference_list():
    draft, _ = read(
        "See [1] and [2].\n\n## References\n\n[1]: Ott, P. (1999). On frogs.\n[2]: http://frogs.example/two\n"
    )
    assert "Ott, P. (1999). On frogs." in words(draft)
    assert "http://frogs.example/two" in words(draft)
    assert kinds(draft)[-2:] == ["Paragraph", "Paragraph"]


def test_a_real_link_definition_still_makes_a_link():
    draft, _ = read("See [the site][home].\n\n[home]: https://frogs.example/\n")
    (paragraph,) = draft.blocks
    assert any(
        isinstance(node, m.Link) and node.target == "https://frogs.example/"
        for node in m.iter_nodes(paragraph)
    )


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 or $10 a piece, and US$20 to US$30 in bulk.",
        "Between $1.2 million and $3 million were spent.",
        "Write to ann@frogs.example or @frogs.",
        "About ~240 and ~100 frogs, then ~3 more~ or less.",
        "The <Terminate> token and a <legal_moves> tag, p<b and c>d.",
        "Names like file_name_here and C:\\new\\text stay.",
        "A set {1, 2} and a #hash and 5 ^ 2.",
        "Values <0.05 and >0.01 matter.",
    ],
)
def test_plain_signs_mean_themselves(text: str):
    draft, _ = read(f"{text}\n")
    assert words(draft) == text
    assert not any(
        isinstance(node, m.Math | m.Citation | m.RawInline) for node in m.iter_nodes(draft.blocks[0])
    )


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        (r"Let \(x_{1}\) be.", "x_{1}"),
        ("Let $ x _ { 1 } $ be.", "x _ { 1 }"),
        ("Let $x$ be.", "x"),
        (r"With $\alpha$5 and more.", r"\alpha"),
    ],
)
def test_formulas_are_found_however_a_converter_writes_them(text: str, tex: str):
    draft, _ = read(f"{text}\n")
    assert [node.tex for node in m.iter_nodes(draft.blocks[0]) if isinstance(node, m.Math)] == [tex]


def test_no_blank_stands_between_a_formula_and_a_comma_or_stop():
    draft, _ = read("Let $x$ , and $y_1$ . It costs $5 , or so; then $z$ ; and 3 $w$ .5 here.\n")
    assert m.text_of(draft.blocks[0]) == "Let x, and y_1. It costs $5 , or so; then z ; and 3 w .5 here."


def test_brackets_escaped_by_a_converter_are_no_formula():
    draft, _ = read("As shown before [\\(Ott et al., 1999\\)](#page-3-1) and \\[4\\] by others.\n")
    assert words(draft) == "As shown before (Ott et al., 1999) and [4] by others."


def test_a_displayed_formula_with_blank_lines_inside_is_one():
    draft, _ = read("Text.\n\n$$\n\nx = y + 1\n\n$$\n\nMore.\n")
    assert kinds(draft) == ["Paragraph", "Equation", "Paragraph"]


def test_latex_equations_and_tables_are_read():
    draft, _ = read(
        "Text.\n\n\\begin{equation}\nE = mc^2\n\\end{equation}\n\n\\begin{table}\n"
        "\\begin{tabular}{l c} \\hline Frog & Size \\\\ \\hline \\multicolumn{2}{c}{large} \\\\ Rana & $5$ \\\\ \\end{tabular}\n"
        "\\end{table}\n"
    )
    assert kinds(draft) == ["Paragraph", "Equation", "Table"]
    table = draft.blocks[2]
    assert isinstance(table, m.Table)
    assert any(cell.colspan == 2 for body in table.bodies for row in body.rows for cell in row.cells)


def test_indented_prose_is_a_paragraph_and_indented_code_is_code():
    draft, _ = read(
        "Intro.\n\n    This sentence was set in by a converter.\n\nMore.\n\n    x = f(1);\n    return x;\n"
    )
    assert kinds(draft) == ["Paragraph", "Paragraph", "Paragraph", "CodeBlock"]


def test_a_numbered_title_stays_a_paragraph_with_its_number():
    draft, _ = read("1. Introduction\n\nSome text that goes on.\n\n2. Methods\n\nMore text here.\n")
    assert kinds(draft) == ["Paragraph"] * 4
    assert words(draft).startswith("1. Introduction")


def test_numbers_that_skip_are_not_counted_anew():
    draft, _ = read("3. Ott P. Frogs.\n5. Lee K. Toads.\n9. Ng W. Newts.\n")
    assert words(draft).split("\n") == ["3. Ott P. Frogs.", "5. Lee K. Toads.", "9. Ng W. Newts."]


def test_numbers_in_order_make_a_list():
    draft, _ = read("1. First point made.\n2. Second point made.\n3. Third point made.\n")
    assert kinds(draft) == ["List"]


def test_a_list_directly_below_its_sentence_is_a_list():
    draft, _ = read("We looked at:\n- frogs\n- toads\n")
    assert kinds(draft) == ["Paragraph", "List"]


def test_printed_bullets_make_a_list():
    draft, _ = read("We show\n\n• that frogs jump;\n\n• that toads walk.\n")
    assert kinds(draft) == ["Paragraph", "List"]


def test_no_cell_of_a_loose_pipe_table_is_lost():
    draft, _ = read("| a | b | c |\n|:--|\n| 1 | 2 | 3 | four |\n")
    (table,) = draft.blocks
    assert isinstance(table, m.Table)
    assert m.text_of(table) == "abc123four"


def test_a_comment_is_left_out_and_reported_word_for_word():
    draft, found = read("Before.\n\n<!-- image -->\n\nAfter.\n")
    assert words(draft) == "Before.\nAfter."
    assert removed(found) == ["<!-- image -->"]
    assert found[0].pos is not None
    assert found[0].pos.line == 3


def test_an_open_comment_is_text():
    draft, _ = read("Before <!-- never closed.\n\nAfter.\n")
    assert "never closed" in words(draft)
    assert "After." in words(draft)


def test_ligatures_and_soft_hyphens_are_undone():
    draft, _ = read("The e\ufb03cient work\u00adflow and the exam\u00ad\nple here.\n")
    assert words(draft) == "The efficient workflow and the example here."


def test_words_cut_at_a_line_end_are_joined_as_the_manuscript_writes_them():
    draft, _ = read(
        "A signifi-\ncant change in the frog-\nlike animals and a self-\nmade pond.\n\nFrog-like animals are significant.\n"
    )
    assert words(draft).startswith("A significant change in the frog-like animals and a self-made pond.")


def test_sup_tags_become_superscript():
    draft, _ = read("Ann Ott<sup>\\*</sup>\n")
    assert any(isinstance(node, m.Styled) and node.style == "sup" for node in m.iter_nodes(draft.blocks[0]))


@pytest.mark.parametrize("head", ["", "---\ntitle: T\n---\n\n"])
def test_bare_addresses_become_links_and_keep_their_signs(head: str):
    text = (
        "# T\n\nSee http://a.b/c_d_e. Also (http://e.f/(g)h), *http://s.t/u*, https://x.y/~a/~b/__init__.py and "
        "http://z.y/a--b...c; [a link to http://inner.x/y](http://outer.x), `http://code.x/*`, doi:10.1000/x or me@x.org.\n"
    )
    links = [n for n in m.iter_nodes(read(head + text)[0]) if isinstance(n, m.Link)]
    assert [link.target for link in links] == [
        "http://a.b/c_d_e",
        "http://e.f/(g)h",
        "http://s.t/u",
        "https://x.y/~a/~b/__init__.py",
        "http://z.y/a--b...c",
        "http://outer.x",
        "doi:10.1000/x",
        "mailto:me@x.org",
    ]


def test_stars_before_notes_and_behind_names_are_marks_and_not_markup() -> None:
    draft, _ = read(
        "# A title\n\nAda Brook*, Bo Ulm** and Cy Orr***\n\nText with *one* word.\n\n* A lecturer.\n\n** A reader.\n*** A clerk.\n"
    )
    assert words(draft).splitlines()[1:] == [
        "Ada Brook*, Bo Ulm** and Cy Orr***",
        "Text with one word.",
        "* A lecturer.",
        "** A reader. *** A clerk.",
    ]


def test_a_list_with_stars_stays_one_and_a_heading_cut_in_its_bold_type_is_whole() -> None:
    draft, _ = read("## **On stars\nand lines**\n\nText.\n\n* one\n* two\n\nMore *a*, **b** here.\n")
    assert kinds(draft) == ["Heading", "Paragraph", "List", "Paragraph"]
    assert words(draft).splitlines()[0] == "On stars and lines"
