from __future__ import annotations

import pytest

from paperconv import model as m
from tests.pandoc.drafts import block, draft


def test_headings_have_levels_and_say_whether_they_are_numbered():
    one, two = draft("# A {#a}\n\n## B {-}\n").blocks
    assert one == m.Heading(1, (m.Text("A"),), "a")
    assert (two.level, two.numbered) == (2, False)


def test_lists_keep_start_style_nesting_and_boxes():
    bullets, letters, roman = draft(
        "- [ ] a\n- [x] b\n\n    - c\n\n<!-- -->\n\nc) x\nd) y\n\n<!-- -->\n\niv. z\n"
    ).blocks
    assert [item.checked for item in bullets.items] == [False, True]
    assert m.text_of(bullets.items[0]) == "a"
    assert isinstance(bullets.items[1].blocks[1], m.List)
    assert (letters.ordered, letters.start, letters.numbering) == (True, 3, "lower-alpha")
    assert (roman.start, roman.numbering) == (4, "lower-roman")


def test_definition_lists_keep_several_definitions():
    made = block("Term\n:   one\n:   two\n")
    assert made == m.DefinitionList(
        (
            m.DefinitionItem(
                (m.Text("Term"),),
                (
                    m.ListItem((m.Paragraph((m.Text("one"),)),)),
                    m.ListItem((m.Paragraph((m.Text("two"),)),)),
                ),
            ),
        )
    )


def test_a_poem_is_verse_and_an_address_is_lines():
    poem = block("| The wind\n|   in the reeds\n|\n| sings\n")
    assert isinstance(poem, m.Verse)
    assert [len(stanza.lines) for stanza in poem.stanzas] == [2, 1]
    assert poem.stanzas[0].lines[1].indent == 1
    address = block("| Dept. of Botany\n| 12 High Street\n")
    assert address == m.Paragraph((m.Text("Dept. of Botany"), m.LineBreak(), m.Text("12 High Street")))


def test_code_keeps_language_id_and_caption():
    made = block('```{#lst .python .numberLines caption="Sum"}\n1 + 1\n```\n')
    assert made == m.CodeBlock("1 + 1", "python", "lst", caption=(m.Text("Sum"),))


def test_a_displayed_formula_splits_its_paragraph():
    made = draft("Thus $$a = b$$ {#eq:x} where $c$.\n\n$$d \\tag{7}$$\n").blocks
    assert made == (
        m.Paragraph((m.Text("Thus"),)),
        m.Equation("a = b", id="eq-x"),
        m.Paragraph((m.Text("where "), m.Math("c"), m.Text("."))),
        m.Equation("d", label="7"),
    )


@pytest.mark.parametrize(
    ("source", "equation"),
    [
        ("$$a$$ (3)", m.Equation("a", label="3")),
        ("$$a \\qquad (3.1)$$", m.Equation("a", label="3.1")),
        ("$$a$$.", m.Equation("a.")),
        ("$$a \\label{eq:k}$$", m.Equation("a", id="eq-k")),
        ("[$$a$$]{#eq-q}", m.Equation("a", id="eq-q")),
        ("$$ f(x) $$", m.Equation("f(x)")),
        ("\\begin{equation}\\label{e}\na\n\\end{equation}", m.Equation("a", id="e")),
        ("\\begin{align}\na&=b\n\\end{align}", m.Equation("\\begin{align}\na&=b\n\\end{align}")),
    ],
)
def test_numbers_and_names_of_formulas_are_found(source: str, equation: m.Equation):
    assert block(source) == equation


def test_several_labels_of_one_formula_lead_to_it():
    made = draft("See \\ref{two}.\n\n$$\\begin{aligned}a\\label{one}\\\\b\\label{two}\\end{aligned}$$\n")
    assert made.blocks[1].id == "one"
    assert made.blocks[0].children[1] == m.CrossRef("one")


def test_emphasis_around_a_displayed_formula_is_split_with_the_paragraph():
    made = draft("*before $$a$$ after*").blocks
    assert made == (
        m.Paragraph((m.Styled("emph", (m.Text("before "),)),)),
        m.Equation("a"),
        m.Paragraph((m.Styled("emph", (m.Text(" after"),)),)),
    )


def test_a_figure_has_picture_caption_and_label():
    made = block("![A *plot* \\label{fig:p}](p.png){width=50%}\n")
    assert made == m.Figure(
        (m.Panel(m.Image("p.png", width="50%")),),
        id="fig-p",
        caption=m.Caption(blocks=(m.Paragraph((m.Text("A "), m.Styled("emph", (m.Text("plot"),)))),)),
    )


def test_alternative_text_of_its_own_is_kept():
    made = block('![Caption](p.png){#f alt="A line that rises"}\n')
    assert made.panels[0].image.alt == "A line that rises"
    assert made.id == "f"


def test_alternative_text_that_only_repeats_a_caption_with_citations_is_none():
    made = block("![Loads of *one* household [@roe2020, p. 4] and as @doe saw.](p.png)\n")
    assert made.panels[0].image.alt == ""


def test_pictures_alone_in_a_paragraph_are_a_figure_and_those_in_text_are_not():
    assert block("![](a.png)\n![](b.png)\n") == m.Figure(
        (m.Panel(m.Image("a.png")), m.Panel(m.Image("b.png")))
    )
    assert isinstance(block("See ![](a.png) here"), m.Paragraph)


def test_a_div_of_figures_is_one_figure_with_panels():
    made = block("::: {#fig-both}\n![One](a.png){#fig-a}\n\n![Two](b.png){#fig-b}\n\nBoth of them\n:::\n")
    assert isinstance(made, m.Figure)
    assert made.id == "fig-both"
    assert [(panel.id, m.text_of(panel.caption)) for panel in made.panels] == [
        ("fig-a", "One"),
        ("fig-b", "Two"),
    ]
    assert m.text_of(made.caption) == "Both of them"


def test_theorems_and_boxes_keep_kind_title_and_id():
    theorem = block('::: {#thm:x .theorem name="Gauss"}\nIt holds.\n:::\n')
    assert theorem == m.Statement(
        "theorem", (m.Paragraph((m.Text("It holds."),)),), (m.Text("Gauss"),), id="thm-x"
    )
    quarto = block("::: {#lem-y}\n## Small\n\nTrue.\n:::\n")
    assert (quarto.kind, m.text_of(quarto.title), quarto.id) == ("lemma", "Small", "lem-y")
    callout = block('::: {.callout-tip title="Try"}\nThis.\n:::\n')
    assert callout == m.Box((m.Paragraph((m.Text("This."),)),), "tip", (m.Text("Try"),))


def test_a_theorem_of_latex_gives_up_its_label_and_title():
    source = "\\newtheorem{theorem}{Theorem}\\begin{theorem}[Big]\\label{t} Yes.\\end{theorem}"
    made = block(source, "latex")
    assert (made.kind, made.label, m.text_of(made.title), made.id) == ("theorem", "Theorem 1", "Big", "t")
    assert m.text_of(made.blocks) == "Yes."


def test_an_alert_of_github_is_a_box():
    made = block("> [!WARNING]\n> Hot.\n", "gfm")
    assert (made.kind, m.text_of(made.title), m.text_of(made.blocks)) == ("warning", "Warning", "Hot.")


def test_an_unknown_div_gives_its_content_and_its_id():
    first, second = draft("::: {#who .epilogue lang=de}\nEins\n\nZwei\n:::\n").blocks
    assert first == m.Paragraph((m.Text("Eins"),), "who", "epilogue", "de")
    assert (second.id, second.language) == ("", "de")


def test_headings_in_a_div_stay_headings_and_in_a_list_become_bold_lines():
    assert isinstance(draft("::: {.x}\n# A\n:::\n").blocks[0], m.Heading)
    item = block("- # A\n").items[0]
    assert item.blocks == (m.Paragraph((m.Styled("strong", (m.Text("A"),)),), id="a", role="heading"),)


def test_the_place_for_references_leaves_nothing():
    assert draft("# References\n\n::: {#refs}\n:::\n").blocks == (
        m.Heading(1, (m.Text("References"),), "references"),
    )


def test_raw_blocks_that_nobody_understands_are_kept():
    assert block("```{=openxml}\n<w:p/>\n```\n") == m.RawBlock("openxml", "<w:p/>")


def test_a_table_in_raw_latex_is_read():
    source = (
        "\\begin{table}\\caption{Cap}\\label{tab:q}\\begin{tabular}{lr}a & b\\\\ \\hline 1 & $x$\\\\"
        "\\end{tabular}\\end{table}\n"
    )
    made = draft(f"See \\ref{{tab:q}}.\n\n{source}").blocks[1]
    assert isinstance(made, m.Table)
    assert (made.id, m.text_of(made.caption)) == ("tab-q", "Cap")
    assert m.Math("x") in list(m.iter_nodes(made))


def test_quotes_and_rules():
    made = draft("> a\n\n---\n").blocks
    assert made == (m.Quote((m.Paragraph((m.Text("a"),)),)), m.Divider())
