"""Sections and blocks."""

from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.exporters.jats.lists import number_text
from tests.documents import RICH
from tests.jats.articles import Article, article, of
from tests.pieces import MATHML, TABLE, cell, p, t

RESOURCES = RICH.resources


def tags(parent: object) -> list[str]:
    return [element.tag for element in parent]  # type: ignore[attr-defined]


def words(element: object) -> str:
    return " ".join("".join(element.itertext()).split())  # type: ignore[attr-defined]


def paper(*sections: m.Section, **more: object) -> Article:
    return of(sections=sections, **more)


def test_bold_type_round_a_whole_title_is_dropped() -> None:
    made = paper(m.Section((m.Styled("strong", (m.Text("The "), m.Styled("emph", t("end")))),)))
    assert b"<title>The <italic>end</italic></title>" in made.data


def test_a_section_without_a_heading_goes_on_where_the_text_before_it_ends() -> None:
    made = paper(
        m.Section((), (p("first"),), id="s0"),
        m.Section(t("A"), (p("a"),), (m.Section(t("A.1"), (p("a1"),)),)),
        m.Section((), (p("loose", m.CrossRef("s0", t("up"))),), (m.Section(t("B"), (p("b"),)),), id="s1"),
    )
    assert [words(e) for e in made.root.iter("p", "title")] == [
        "first",
        "A",
        "a",
        "A.1",
        "a1",
        "looseup",
        "B",
        "b",
    ]
    assert made.one(".//xref").get("rid") == "s0"


@pytest.mark.parametrize("place", ["body", "back", "deep"])
def test_a_conflict_of_interest_statement_stands_among_the_author_notes(place: str) -> None:
    statement = m.Section(t("Conflicts of Interest"), (p("None."),), id="coi")
    pointer = p("See ", m.CrossRef("coi", t("below")), ".")
    if place == "body":
        made = of(pointer, sections=(statement,))
    elif place == "back":
        made = of(pointer, back=(statement,))
    else:
        made = of(pointer, back=(m.Section(t("Declarations"), sections=(statement,)),))
    note = made.one(".//author-notes/fn[@fn-type='coi-statement']")
    assert [words(e) for e in note] == ["Conflicts of Interest", "None."]
    assert made.one("body/p/xref").get("rid") == note.get("id") == "coi"
    assert "Conflicts of Interest" not in [words(e) for e in made.root.iter("title")]


def test_a_data_availability_statement_stands_in_the_back_wherever_it_was() -> None:
    statement = m.Section(t("Data"), (p("On request."),), role="data-availability")
    made = paper(m.Section(t("Notes"), sections=(statement,)))
    assert made.text("back/sec[@sec-type='data-availability']/title") == "Data"
    assert len(made.root.findall(".//sec")) == 2


def test_there_is_one_ethics_statement() -> None:
    ethics = [m.Section(t(name), (p("x"),), role="ethics-statement") for name in "AB"]
    made = of(back=tuple(ethics))
    assert [sec.get("sec-type") for sec in made.root.iter("sec")] == ["ethics-statement", "ethics"]


def test_the_back_has_its_own_elements_and_order() -> None:
    made = of(
        p("x", m.NoteRef("n1")),
        back=(
            m.Section(t("Thanks"), (p("To all."),), role="acknowledgements"),
            m.Section(t("Proof"), (p("."),), role="appendix"),
            m.Section((), (p("untitled"),)),
            m.Section(
                t("Abbreviations"),
                (m.DefinitionList((m.DefinitionItem(t("DNA"), (m.ListItem((p("acid"),)),)),)),),
                role="abbreviations",
            ),
        ),
        notes=(m.Note("n1", (p("note"),), "1"),),
        reference_lists=(m.ReferenceList((m.Reference("r1", raw=t("A book.")),)),),
    )
    assert tags(made.one("back")) == ["ack", "notes", "glossary", "fn-group", "ref-list", "app-group"]


def test_what_may_not_stand_in_a_list_item_goes_into_a_paragraph() -> None:
    items = (m.ListItem((p("a"), m.CodeBlock("x = 1"), m.List((m.ListItem(()),)))),)
    item = of(m.List(items)).one("body/list/list-item")
    assert tags(item) == ["p", "p", "list"]
    assert item[1][0].tag == "code"


def test_lists_keep_their_numbers_and_marks() -> None:
    made = of(
        m.List(
            (m.ListItem((p("a"),)), m.ListItem((p("b"),))), ordered=True, start=3, numbering="lower-roman"
        ),
        m.List((m.ListItem((p("a"),)),), ordered=True, numbering="upper-alpha"),
        m.List((m.ListItem((p("a"),), checked=True), m.ListItem((p("a"),), checked=False))),
        m.List((m.ListItem((p("a"),), label="(iv)"), m.ListItem((p("b"),))), ordered=True),
    )
    assert [e.get("list-type") for e in made.root.iter("list")] == [
        "roman-lower",
        "alpha-upper",
        "simple",
        "simple",
    ]
    assert [e.text for e in made.root.iter("label")] == ["iii.", "iv.", "☑", "☐", "(iv)", "2."]


@pytest.mark.parametrize(
    ("number", "numbering", "text"),
    [
        (4, "lower-roman", "iv"),
        (28, "lower-alpha", "ab"),
        (26, "upper-alpha", "Z"),
        (0, "lower-alpha", "0"),
        (5000, "upper-roman", "5000"),
    ],
)
def test_numbers_in_letters(number: int, numbering: m.Numbering, text: str) -> None:
    assert number_text(number, numbering) == text


def test_pictures_are_stored_once_beside_the_article() -> None:
    figure = m.Figure((m.Panel(m.Image("plot.png", "a line")),), id="f1", label="Figure 1")
    made = of(figure, p(m.Image("plot.png", "again")), resources=RESOURCES)
    assert list(made.files) == ["paper_files/plot.png"]
    graphic = made.one("body/fig/graphic")
    assert graphic.get("{http://www.w3.org/1999/xlink}href") == "paper_files/plot.png"
    assert graphic.get("mime-subtype") == "png"


def test_a_picture_that_cannot_be_had_keeps_its_name_and_is_reported() -> None:
    made = of(
        m.Figure(
            (m.Panel(m.Image("lost one.png", "rain")),),
            label="Figure 2",
            caption=m.Caption(blocks=(p("Rain. More."),)),
        ),
        m.Figure((m.Panel(m.Image("https://example.org/x.png", "far")),)),
    )
    hrefs = [g.get("{http://www.w3.org/1999/xlink}href") for g in made.root.iter("graphic")]
    assert hrefs == ["lost%20one.png", "https://example.org/x.png"]
    assert len(made.said("picture-readable")) == 2


def test_a_figure_of_named_pictures_is_a_group() -> None:
    panels = tuple(m.Panel(m.Image("plot.png", "x"), id=f"p{n}", label=n) for n in "ab")
    made = of(
        m.Figure(panels, id="f1", label="Figure 1", credit=t("Photo: me.")),
        p(m.CrossRef("pb", t("1b"))),
        resources=RESOURCES,
    )
    assert tags(made.one("body/fig-group")) == ["label", "caption", "fig", "fig"]
    assert made.text("body/fig-group/caption/p") == "Photo: me."
    assert made.one("body/p/xref").get("ref-type") == "fig"


def test_what_stands_with_pictures_that_nothing_names_stands_behind_them() -> None:
    panel = m.Panel(m.Image("plot.png", "x"), blocks=(m.Supplement(source="x.csv", id="s1"), p("Behind.")))
    made = of(m.Figure((panel,)), resources=RESOURCES)
    assert tags(made.one("body")) == ["p", "supplementary-material", "p"]
    assert tags(made.one("body")[0]) == ["graphic"]


def test_a_table_that_is_a_picture_has_it_in_a_cell_and_one_without_rows_an_empty_cell() -> None:
    picture = m.Table(images=(m.Image("plot.png", "rows"),), label="Table 1")
    made = of(picture, m.Table(label="Table 2", caption=m.Caption(t("Gone."))), resources=RESOURCES)
    first, second = made.root.iter("table-wrap")
    assert first.findtext("table/tbody/tr/td/inline-graphic/alt-text") == "rows"
    assert second.find("table/tbody/tr/td") is not None
    assert made.said("header-cells-given") == ["Table 1 is a picture", "Table 2 is only a caption"]


def test_a_figure_without_a_picture_is_a_box_that_links_call_a_figure() -> None:
    made = of(
        m.Figure((m.Panel(None, (m.CodeBlock("x"),)),), id="f1", label="Figure 1"),
        p(m.CrossRef("f1", t("F"))),
    )
    assert made.one("body/boxed-text[@content-type='figure']/code") is not None
    assert made.one("body/p/xref").get("ref-type") == "fig"


def test_a_figure_that_is_only_a_caption_is_a_figure_whose_picture_is_missing() -> None:
    made = of(
        m.Figure((), id="f1", label="Figure 1", caption=m.Caption((), (p("The ice. Bars are means."),)))
    )
    assert tags(made.one("body/fig")) == ["label", "caption", "graphic"]
    assert made.one("body/fig/graphic").get("{http://www.w3.org/1999/xlink}href") == "missing"


def test_a_table_has_head_body_spans_scopes_and_notes() -> None:
    made = of(TABLE)
    table = made.one("body/table-wrap/table")
    assert tags(table) == ["colgroup", "thead", "tfoot", "tbody", "tbody"]
    assert [(th.get("scope"), th.get("colspan"), th.get("rowspan")) for th in table.iter("th")] == [
        ("col", None, "2"),
        ("colgroup", "2", None),
        ("col", None, None),
        ("col", None, None),
    ]
    assert made.text("body/table-wrap/table-wrap-foot/fn/p") == "Tonnes per hectare."


def test_a_row_that_spans_cover_entirely_goes_and_the_spans_shrink() -> None:
    rows = (m.Row((cell("a", rowspan=3), cell("b", rowspan=2))), m.Row(()), m.Row((cell("c"),)))
    made = of(m.Table(bodies=(m.TableBody(rows),)))
    assert [(td.text, td.get("rowspan")) for td in made.root.iter("td")] == [
        ("a", "2"),
        ("b", None),
        ("c", None),
    ]


def test_a_table_without_header_cells_is_reported_and_nothing_is_made_a_header() -> None:
    made = of(m.Table(bodies=(m.TableBody((m.Row((cell("a"),)),)),), label="Table 9"))
    assert made.root.find(".//th") is None
    assert made.said("header-cells-given") == ["Table 9 has no header cells"]


def test_a_formula_stands_in_both_notations() -> None:
    made = of(
        m.Equation("E = mc^2", MATHML.format("block"), id="e1", label="1"),
        m.Equation(r"\odd{x}"),
        m.Equation("x", "<math>"),
    )
    first, second, third = made.root.findall("body/disp-formula")
    assert [e.tag for e in first[1]] == ["tex-math", "{http://www.w3.org/1998/Math/MathML}math"]
    assert first.findtext("label") == "1"
    assert tags(second) == tags(third) == ["tex-math"]
    assert len(made.said("formula-converted")) == 1


@pytest.mark.parametrize(
    "broken",
    [
        "<math",
        "<math><mi onclick='x'>a</mi><script>x</script></math>",
        "<math><mi>&nope;</mi></math>",
        "<!DOCTYPE m [<!ENTITY a 'b'>]><math><mi>&a;</mi></math>",
        "<math>loose</math>",
    ],
)
def test_mathml_that_the_dtd_does_not_know_gives_way_to_tex(broken: str) -> None:
    made = of(m.Equation("x", broken))
    assert made.text("body/disp-formula/tex-math") == "x"
    assert b"<script" not in made.data


def test_attributes_of_mathml_that_the_dtd_does_not_know_go() -> None:
    source = '<math display="block" intent="x"><mo stretchy="maybe" form="infix" data-x="1">+</mo></math>'
    made = of(m.Equation("+", source))
    (mo,) = made.root.iter("{http://www.w3.org/1998/Math/MathML}mo")
    assert dict(mo.attrib) == {"form": "infix"}


def test_verse_code_boxes_and_statements_have_their_elements() -> None:
    made = article(RICH)
    sec = made.one("body/sec[@id='sec1']")
    assert {
        "verse-group",
        "boxed-text",
        "statement",
        "supplementary-material",
        "def-list",
        "disp-quote",
    } <= set(tags(sec))
    assert made.text(".//statement[@content-type='theorem']/title") == "Pythagoras"
    assert made.one(".//disp-quote[@content-type='epigraph']") is not None


def test_a_supplement_travels_with_the_article() -> None:
    made = of(
        m.Supplement("data.csv", "s1", "Data S1", None, "text/csv"),
        m.Supplement("gone.zip"),
        resources=RESOURCES,
    )
    first, second = made.root.findall("body/supplementary-material")
    assert made.files == {"paper_files/data.csv": b"a,b\n1,2\n"}
    assert (first.get("mimetype"), first.get("mime-subtype")) == ("text", "csv")
    assert second.get("{http://www.w3.org/1999/xlink}href") == "gone.zip"
    assert any("gone.zip" in message for message in made.said("content-kept"))


def test_raw_source_is_kept_as_text_and_reported() -> None:
    made = of(m.RawBlock("html", "<b>hm</b>"), p(m.RawInline("tex", r"\x")))
    assert made.text("body/preformat") == "<b>hm</b>"
    assert made.text("body/p/monospace") == r"\x"
    assert len(made.said("content-kept")) == 2
