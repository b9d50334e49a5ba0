"""The page, the title block, tables and figures."""

from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.errors import StyleError
from paperconv.styles import HeadingLook
from tests.documents import RICH
from tests.docx.opened import Opened, W, export, export_styled, paper, style_of, text
from tests.pieces import TABLE, cell, p, png, t

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PNG = m.Resource("plot.png", "image/png", png())


def body_styles(opened: Opened) -> list[str]:
    return [style_of(e) for e in opened.part().iter(f"{W}p")]


def section(opened: Opened) -> dict[str, dict[str, str]]:
    """The properties of the last section."""
    found = list(opened.part().iter(f"{W}sectPr"))[-1]
    return {str(e.tag).removeprefix(W): {k.removeprefix(W): v for k, v in e.attrib.items()} for e in found}


def test_the_title_block_is_styled_part_by_part() -> None:
    opened = export(RICH)
    assert opened.paragraphs("Title") == ["A study of Zea mays & its neighbours"]
    assert opened.paragraphs("Subtitle") == ["With every kind of node"]
    assert opened.paragraphs("Author") == [
        "Prof. Dr. Ada Maria van Gogh Jr., PhD, FRS1,2,*,†, Sukarno2,†,‡, The Maize Consortium"
    ]
    assert opened.paragraphs("Affiliation")[1] == "2 Independent scholar, Port Moresby"
    assert opened.paragraphs("Correspondence")[0] == "* Corresponding author: ada@example.org"
    assert opened.paragraphs("AbstractTitle") == ["Abstract", "Zusammenfassung", "Highlights"]
    assert opened.paragraphs("Keywords") == ["Keywords: maize; Zea mays", "JEL: Agriculture (Q10)"]
    raised = [
        text(e.getparent().getparent())
        for e in opened.part().iter(f"{W}rStyle")
        if e.get(f"{W}val") == "Superscript"
    ]
    assert raised[:3] == ["1,2,*,†", "2,†,‡", "1"]
    assert "mailto:ada@example.org" in opened.relationships().values()
    assert "https://orcid.org/0000-0002-1825-0097" in opened.relationships().values()


def test_who_corresponds_and_who_contributed_equally_is_said_where_no_note_says_it() -> None:
    authors = (
        m.Author(m.Name("Roe", "R."), corresponding=True, equal_contribution=True, emails=("r@example.org",)),
        m.Author(m.Name("Doe", "D."), equal_contribution=True, emails=("d@example.org",)),
    )
    opened = export(m.Document(m.Metadata(authors=authors, language="de")))
    assert opened.paragraphs("Correspondence") == ["Korrespondenzautor: R. Roe, r@example.org"]
    assert opened.paragraphs("EqualContribution") == [
        "Diese Autoren haben zu gleichen Teilen beigetragen: R. Roe; D. Doe"
    ]
    assert opened.paragraphs("AuthorDetails") == ["D. Doe: d@example.org"]


def test_a_corresponding_author_s_note_says_so_once() -> None:
    def notes(said: str) -> list[str]:
        note = m.AuthorNote("n", "corresponding", (p(said),), "*")
        return export(m.Document(m.Metadata(author_notes=(note,), language="en"))).paragraphs(
            "Correspondence"
        )

    assert notes("R. Roe, r@example.org") == ["*Corresponding author: R. Roe, r@example.org"]
    assert notes("Correspondence: r@example.org") == ["* Correspondence: r@example.org"]


def test_what_follows_the_text_comes_in_print_order() -> None:
    headings = export(RICH).paragraphs("Heading1")
    assert headings == [
        "1\u2003Introduction to Zea",
        "2\u2003Methods",
        "Acknowledgements",
        "Data availability",
        "Competing interests",
        "Author contributions",
        "References",
        "Appendix A\u2003Proofs",
    ]
    assert export(RICH).paragraphs("Heading3") == ["A third level"]


def test_the_opening_paragraph_of_a_section_is_not_indented() -> None:
    opened = export(paper(p("One."), p("Two."), m.Equation("x"), p("where it goes on."), p("Three.")))
    assert [s for s in body_styles(opened) if "Paragraph" in s or s == "BodyText"] == [
        "FirstParagraph",
        "BodyText",
        "FirstParagraph",
        "BodyText",
    ]


def test_the_page_is_that_of_the_style() -> None:
    found = section(export(RICH, "manuscript"))
    assert found["pgSz"] == {"w": "11906", "h": "16838"}
    assert found["lnNumType"] == {"countBy": "1", "restart": "continuous"}
    assert found["pgMar"]["left"] == str(round(30 / 25.4 * 1440))
    letter = section(
        export_styled(RICH, page={"size": "letter", "line_numbers": "page", "margin_top": "1in"})
    )
    assert letter["pgSz"] == {"w": "12240", "h": "15840"}
    assert letter["lnNumType"]["restart"] == "newPage"
    assert letter["pgMar"]["top"] == "1440"
    assert "lnNumType" not in section(export(RICH))


def test_the_text_is_that_of_the_style() -> None:
    styles = export_styled(RICH, text={"font": ("Georgia",), "size": "11.5pt", "line_spacing": 1.5}).part(
        "styles"
    )
    assert styles.find(f"{W}docDefaults//{W}rFonts").attrib == {
        f"{W}{name}": "Georgia" for name in ("ascii", "hAnsi", "eastAsia", "cs")
    }
    assert styles.find(f"{W}docDefaults//{W}sz").get(f"{W}val") == "23"
    normal = next(e for e in styles.iter(f"{W}style") if e.get(f"{W}styleId") == "Normal")
    assert normal.find(f".//{W}spacing").get(f"{W}line") == "360"


def test_the_first_font_that_comes_with_word_is_named_and_the_others_are_its_substitutes() -> None:
    fonts = export_styled(RICH, text={"font": ("Rare Serif", "Cambria", "serif")}).part("fontTable")
    first = next(fonts.iter(f"{W}font"))
    assert first.get(f"{W}name") == "Cambria"
    assert first.find(f"{W}altName").get(f"{W}val") == "Rare Serif"


@pytest.mark.parametrize(
    ("table", "key", "value"),
    [
        ("page", "margin_top", "wide"),
        ("page", "size", "a4 portrait please"),
        ("page", "margin_inner", "300mm"),
        ("text", "size", "12 zoll"),
        ("headings", "levels", (HeadingLook("big"),)),
        ("captions", "size", "small"),
        ("references", "hanging", "far"),
        ("text", "paragraph_indent", "9" * 400),
    ],
)
def test_a_measure_that_is_none_is_an_error_that_names_it(table: str, key: str, value: object) -> None:
    with pytest.raises(StyleError, match=r"style\.toml: "):
        export_styled(RICH, **{table: {key: value}})


def test_pages_are_numbered_and_carry_the_running_title_but_for_the_first() -> None:
    opened = export(RICH)
    assert text(opened.part("header1")) == "van Gogh et al.\tA study of maize"
    assert text(opened.part("header2")) == ""
    assert "PAGE" in opened.fields()
    assert section(opened)["titlePg"] == {}
    nothing = ("", "", "")
    bare = export_styled(
        RICH, running_head={"head": nothing, "foot": nothing, "first_head": nothing, "first_foot": nothing}
    )
    assert "headerReference" not in section(bare)
    assert "footerReference" not in section(bare)


def test_columns_begin_after_the_title_block_and_yield_to_wide_figures() -> None:
    wide = m.Figure((m.Panel(m.Image("plot.png")),), caption=m.Caption(t("Wide.")), span="page")
    opened = export_styled(paper(p("a"), wide, p("b"), resources=(PNG,)), page={"columns": 2})
    columns = [e.get(f"{W}num") for e in opened.part().iter(f"{W}cols")]
    assert columns == [None, "2", None, "2"]
    kinds = [e.get(f"{W}val") for s in opened.part().iter(f"{W}sectPr") for e in s.iter(f"{W}type")]
    assert kinds == ["nextPage", "continuous", "continuous", "continuous"]


def test_a_landscape_table_turns_its_page_only() -> None:
    turned = m.replace(TABLE, span="landscape")
    opened = export(paper(p("before"), turned, p("after")))
    assert [e.get(f"{W}orient") for e in opened.part().iter(f"{W}pgSz")] == [None, "landscape", None]
    last = export(paper(p("before"), turned))
    assert [e.get(f"{W}orient") for e in last.part().iter(f"{W}pgSz")] == [None, "landscape"]


def test_the_running_head_of_a_turned_page_reaches_its_margin() -> None:
    opened = export_styled(
        paper(p("before"), m.replace(TABLE, span="landscape"), p("after")), running_head={"head": ("left", "", "{page}")}
    )  # fmt: skip
    assert [style_of(next(opened.part(name).iter(f"{W}p"))) for name in ("header1", "header4")] == [
        "Header",
        "HeaderLandscape",
    ]
    upright, turned = (
        int(
            next(
                one.get(f"{W}pos")
                for one in opened.part("styles").iter(f"{W}tab")
                if one.getparent().getparent().getparent().get(f"{W}styleId") == name
            )
        )
        for name in ("Header", "HeaderLandscape")
    )
    assert turned > upright


def test_pages_are_counted_from_the_first_in_the_volume() -> None:
    journal = m.Journal(title="Annals", volume="3", first_page="101", last_page="120")
    document = m.replace(paper(p("text")), meta=m.Metadata(m.text("Ice"), journal=journal))
    assert section(export(document))["pgNumType"] == {"start": "101"}
    review = export_styled(document, page={"line_numbers": "continuous"})
    assert "pgNumType" not in section(review)


def grid(opened: Opened) -> list[list[tuple[str, int, str]]]:
    """Text, span and vertical merge of the cells of the first table."""
    found = next(opened.part().iter(f"{W}tbl"))
    out = []
    for row in found.iter(f"{W}tr"):
        line = []
        for one in row.iter(f"{W}tc"):
            span, merge = one.find(f".//{W}gridSpan"), one.find(f".//{W}vMerge")
            line.append(
                (
                    text(one),
                    1 if span is None else int(span.get(f"{W}val", "1")),
                    "" if merge is None else merge.get(f"{W}val", ""),
                )
            )
        out.append(line)
    return out


def test_cells_that_span_rows_and_columns_are_merged() -> None:
    opened = export(paper(TABLE))
    assert grid(opened) == [
        [("Site", 1, "restart"), ("Yield", 2, "")],
        [("", 1, "continue"), ("2019", 1, ""), ("2020", 1, "")],
        [("Riverbank", 1, ""), ("3.2", 1, ""), ("14.05", 1, "")],
        [("Ridge", 1, ""), ("2.9", 1, ""), ("7.5", 1, "")],
        [("merged across", 2, ""), ("", 1, "")],
        [("Mean", 1, ""), ("3.05", 1, ""), ("10.8", 1, "")],
    ]
    rows = list(next(opened.part().iter(f"{W}tbl")).iter(f"{W}tr"))
    assert [row.find(f".//{W}tblHeader") is not None for row in rows] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]
    assert all(row.find(f".//{W}cantSplit") is not None for row in rows)
    kept = ["TableTextKept", "TableTextKeptCenter", "TableTextKeptRight"]
    assert [style_of(e) for e in rows[2].iter(f"{W}p")] == kept
    assert [style_of(e) for e in rows[-1].iter(f"{W}p")] == [one.replace("Kept", "") for one in kept]


def test_spans_that_cross_or_reach_too_far_still_make_a_grid() -> None:
    rows = (
        m.Row((cell("a", rowspan=3), cell("b", colspan=2), cell("c", rowspan=2))),
        m.Row((cell("d", colspan=9),)),
        m.Row(()),
        m.Row((cell("e", rowspan=99, colspan=0), cell("f"), cell("g"), cell("h"), cell("i"))),
    )
    opened = export(paper(m.Table(bodies=(m.TableBody(rows),))))
    columns = len(list(opened.part().iter(f"{W}gridCol")))
    made = grid(opened)
    assert [sum(span for _, span, _ in row) for row in made] == [columns] * len(made)
    assert [said for row in made for said, _, _ in row if said] == list("abcdefghi")


def test_cells_beyond_what_word_can_hold_stand_under_the_table() -> None:
    opened = export(paper(m.Table(bodies=(m.TableBody((m.Row(tuple(cell(f"c{n}") for n in range(70))),)),))))
    assert len(list(opened.part().iter(f"{W}gridCol"))) == 63
    assert opened.paragraphs("TableText")[-1] == "c69"
    assert [d.rule for d in opened.found] == ["layout-sound"]


def test_a_table_is_never_wider_than_the_text() -> None:
    long = " ".join(["unreasonably"] * 60)
    rows = tuple(m.Row(tuple(cell(long) for _ in range(n))) for n in (12, 3))
    opened = export(paper(m.Table(bodies=(m.TableBody(rows),))))
    page = section(opened)
    room = int(page["pgSz"]["w"]) - int(page["pgMar"]["left"]) - int(page["pgMar"]["right"])
    widths = [int(e.get(f"{W}w", "")) for e in opened.part().iter(f"{W}gridCol")]
    assert sum(widths) <= room
    assert min(widths) > 0
    given = (m.Column(width=0.5), m.Column(), m.Column(width=0.25))
    opened = export(paper(m.Table(given, bodies=(m.TableBody((m.Row((cell("a"), cell("b"), cell("c"))),)),))))
    widths = [int(e.get(f"{W}w", "")) / room for e in opened.part().iter(f"{W}gridCol")]
    assert widths == pytest.approx([0.5, 0.25, 0.25], abs=0.001)
    narrow = (m.Column(width=0.02), m.Column(width=0.6))
    opened = export(paper(m.Table(narrow, bodies=(m.TableBody((m.Row((cell("Integer"), cell(long))),)),))))
    first, second = (int(e.get(f"{W}w", "")) for e in opened.part().iter(f"{W}gridCol"))
    assert 0.08 * room < first < second  # no word is broken
    assert first + second <= room


def test_tables_that_follow_each_other_do_not_flow_into_one() -> None:
    box = m.Box((TABLE, m.Table(bodies=TABLE.bodies)), title=t("Box"))
    opened = export(paper(box, box, m.replace(TABLE, notes=(), id="")))
    for table in opened.part().iter(f"{W}tbl"):
        following = table.getnext()
        assert following is not None
        assert following.tag == f"{W}p"
    for one in opened.part().iter(f"{W}tc"):
        assert one[-1].tag == f"{W}p"


def test_a_table_caption_stays_with_its_table_and_a_figure_caption_does_not_hold_what_follows() -> None:
    opened = export(RICH)
    assert "Table 1. Harvest by site. Means of n = 4 plots." in opened.paragraphs("CaptionAbove")
    assert "Figure 1. Growth. Over ten years; see Table 1." in opened.paragraphs("Caption")
    keeps = {
        e.get(f"{W}styleId"): e.find(f"{W}pPr/{W}keepNext") is not None
        for e in opened.part("styles").iter(f"{W}style")
    }
    assert keeps["CaptionAbove"]
    assert not keeps["Caption"]


def test_pictures_keep_their_shape_and_stay_within_the_text() -> None:
    wide = m.Resource("wide.png", "image/png", png(4000, 300))
    images = (
        m.Image("plot.png", "small & <fine>", width="3cm"),
        m.Image("wide.png"),
        m.Image("plot.png", width="9999cm"),
    )
    opened = export(paper(*(m.Figure((m.Panel(image),)) for image in images), resources=(PNG, wide)))
    sizes = [(int(e.get("cx", "")), int(e.get("cy", ""))) for e in opened.part().iter(f"{WP}extent")]
    page = section(opened)
    room = (int(page["pgSz"]["w"]) - int(page["pgMar"]["left"]) - int(page["pgMar"]["right"])) * 635
    assert sizes[0] == (1080000, 810000)
    assert sizes[1][0] == pytest.approx(4000 / 300 * 914400, rel=0.001) or sizes[1][0] == pytest.approx(
        room, rel=0.001
    )
    assert all(across <= room + 1 for across, _ in sizes)
    assert sizes[2][0] / sizes[2][1] == pytest.approx(4 / 3, rel=0.001)
    descriptions = [e.get("descr") for e in opened.part().iter(f"{WP}docPr")]
    assert descriptions[0] == "small & <fine>"
    assert sorted(n for n in opened.names if "media" in n) == ["word/media/plot.png", "word/media/wide.png"]


def test_a_picture_that_is_missing_leaves_its_text_and_its_name() -> None:
    opened = export(
        paper(m.Figure((m.Panel(m.Image("gone.png", "A rising line")),), caption=m.Caption(t("Growth."))))
    )
    assert opened.paragraphs("MissingFigure") == ["[Picture not available: A rising line (gone.png)]"]
    assert [d.rule for d in opened.found] == ["picture-readable"]


def test_pictures_of_one_figure_stand_side_by_side() -> None:
    panels = tuple(m.Panel(m.Image("plot.png", width="100%"), label=letter) for letter in "abc")
    opened = export(
        paper(m.Figure(panels, label="Figure 1", caption=m.Caption(t("Three."))), resources=(PNG,))
    )
    assert len(list(opened.part().iter(f"{W}gridCol"))) == 3
    assert opened.paragraphs("PanelCaption") == ["(a)", "(b)", "(c)"]
    assert opened.paragraphs("Caption") == ["Figure 1. Three."]


def test_funding_and_roles_are_not_told_twice() -> None:
    funding = (m.Funding("Example Fund", statement=t("Paid by the Example Fund.")),)
    author = m.Author(m.Name("Roe", "R."), roles=(m.Role("Software"),))
    meta = m.Metadata(funding=funding, authors=(author,), language="en")
    said = m.Section(t("Statements"), (p("Paid by the Example Fund. Software by R. Roe."),))
    assert export(m.Document(meta, back=(said,))).paragraphs("Funding") == []
    assert export(m.Document(meta)).paragraphs("Funding") == ["Funding: Paid by the Example Fund."]
    assert export(m.Document(meta, back=(said,))).paragraphs("Heading1") == ["Statements"]
    assert export(m.Document(meta)).paragraphs("Heading1") == ["Author contributions"]


def test_a_style_without_fields_has_numbers_as_text_and_references_as_links() -> None:
    figure = m.Figure(
        (m.Panel(m.Image("plot.png", "x")),), id="f", label="Figure 1", caption=m.Caption(t("A."))
    )
    document = paper(figure, p("See ", m.CrossRef("f", t("Figure 1")), "."), resources=(PNG,))
    opened = export_styled(document, docx={"fields": "flat"})
    assert opened.fields() == ["PAGE"]
    assert [e.get(f"{W}anchor") for e in opened.part().iter(f"{W}hyperlink")] == ["_fig_f"]
    assert opened.paragraphs("Caption")[0].startswith("Figure 1.")
    assert "SEQ Figure \\* ARABIC" in export(document).fields()


def test_decimals_are_padded_to_stand_under_one_another() -> None:
    rows = tuple(m.Row((m.Cell((p(value),), align="decimal"),)) for value in ("1.25", "100", "10.5"))
    opened = export(paper(m.Table(bodies=(m.TableBody(rows),))))
    found = [*opened.paragraphs("TableTextKeptRight"), *opened.paragraphs("TableTextRight")]
    assert found == ["1.25", "100\u2008\u2007\u2007", "10.5\u2007"]


def test_a_table_wider_than_a_page_turned_sideways_is_set_in_smaller_type():
    row = m.Row(tuple(cell("12.25") for _ in range(30)))
    opened = export(paper(m.Table((), (row,), (m.TableBody((row, row)),), scale=0.65)))
    assert {"TableText65", "TableHeading65"} <= set(body_styles(opened))
    assert {"TableText65", "TableHeading65"} <= {
        one.get(f"{W}styleId") for one in opened.part("styles").iter(f"{W}style")
    }
