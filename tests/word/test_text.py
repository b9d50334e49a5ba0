"""The text of Word manuscripts: headings, lists, captions, formulas, boxes, changes, fields."""

from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.errors import UnreadableSource
from tests.word.making import (
    NAMESPACES,
    PICTURE,
    PIXEL,
    PROSE,
    Read,
    bold,
    docx,
    draft,
    field,
    p,
    read,
    run,
    style,
    sup,
)

_HEADINGS = style("T", "Title") + style("H1", "heading 1") + style("H2", "heading 2") + style("C", "caption")
_MATHS = "<m:oMath><m:r><m:t>a=b+c</m:t></m:r></m:oMath>"


def _box(inside: str) -> str:
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
        f"<w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_headings_without_styles_get_levels_by_their_look() -> None:
    made = read(
        p(run("Ice on the River", '<w:b/><w:sz w:val="36"/>')),
        p(bold("METHODS")), p(PROSE), p(bold("Letters read")), p(PROSE), p(run("Dating them", "<w:i/>")), p(PROSE),
        p(run("Counting them", "<w:i/>")), p(PROSE), p(bold("RESULTS")), p(PROSE), p(bold("Tolls")), p(PROSE),
    )  # fmt: skip
    assert made.titles() == [
        (1, "METHODS"), (2, "Letters read"), (3, "Dating them"), (3, "Counting them"), (1, "RESULTS"), (2, "Tolls"),
    ]  # fmt: skip


def test_numbers_that_word_prints_are_labels() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, text in enumerate(("%1", "%1.%2"))
    )
    numbering = (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    styles = "".join(
        style(
            f"H{n}",
            f"heading {n}",
            f'<w:pPr><w:numPr><w:ilvl w:val="{n - 1}"/><w:numId w:val="1"/></w:numPr></w:pPr>',
        )
        for n in (1, 2)
    )
    made = read(
        p("Ice", style="T"), p("Intro", style="H1"), p(PROSE), p("Methods", style="H1"), p("Letters", style="H2"), p(PROSE),
        p("Tolls", style="H2"), p(PROSE), styles=styles + style("T", "Title"), parts={"numbering": numbering},
    )  # fmt: skip
    sections = made.document.sections
    assert [one.label for one in sections] == ["1", "2"]
    assert [one.label for one in sections[1].sections] == ["2.1", "2.2"]


def test_a_text_box_with_a_figure_comes_behind_its_paragraph() -> None:
    made = Read(
        docx(
            p("Ice", style="T"), p("Intro", style="H1"), p(PROSE, _box(p(PICTURE) + p("Figure 1. The quay in winter."))),
            p("Later that year the ice broke."), styles=_HEADINGS, files={"media/image1.png": PIXEL},
        )
    )  # fmt: skip
    kinds = [type(one).__name__ for one in made.document.sections[0].blocks]
    assert kinds == ["Paragraph", "Figure", "Paragraph"]
    assert made.text.count("The quay in winter.") == 1
    assert made.said("1 text box moved") is not None
    assert made.document.resources[0].data == PIXEL


def test_a_cross_reference_field_leads_to_the_float() -> None:
    caption = p(
        '<w:bookmarkStart w:id="1" w:name="_Ref11"/><w:bookmarkStart w:id="2" w:name="_Ref12"/>', "Figure ",
        field("SEQ Figure \\* ARABIC", "1"), '<w:bookmarkEnd w:id="1"/><w:bookmarkEnd w:id="2"/>', ". The quay.", style="C",
    )  # fmt: skip
    made = read(
        p("Ice", style="T"), p("Intro", style="H1"), p("As ", field("REF _Ref12 \\h", "Figure 1"), " shows, it froze."),
        p(PICTURE), caption, styles=_HEADINGS, files={"media/image1.png": PIXEL},
    )  # fmt: skip
    figure = next(n for n in m.iter_nodes(made.document) if isinstance(n, m.Figure))
    pointer = next(n for n in m.iter_nodes(made.document) if isinstance(n, m.CrossRef))
    assert figure.label == "Figure 1"
    assert figure.panels
    assert pointer.target == figure.id


def test_formulas_with_their_numbers() -> None:
    table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{p()}</w:tc><w:tc><w:p>{_MATHS}</w:p></w:tc><w:tc>{p('(2)')}</w:tc></w:tr></w:tbl>"
    made = read(
        p("Ice", style="T"), p("Intro", style="H1"), f"<w:p><w:r><w:tab/></w:r>{_MATHS}<w:r><w:tab/><w:t>(1)</w:t></w:r></w:p>", table,
        f"<w:p><m:oMathPara>{_MATHS}</m:oMathPara></w:p>", p("where ", _MATHS, " holds."), styles=_HEADINGS,
    )  # fmt: skip
    labels = [n.label for n in m.iter_nodes(made.document) if isinstance(n, m.Equation)]
    assert labels[:2] == ["1", "2"]
    assert len(labels) == 3
    assert sum(isinstance(n, m.Math) for n in m.iter_nodes(made.document)) == 1


@pytest.mark.parametrize(("mode", "words"), [("accept", "It froze late."), ("reject", "It froze early.")])
def test_tracked_changes_are_settled_as_asked(mode: str, words: str) -> None:
    who = 'w:id="7" w:author="Ed" w:date="2020-01-01T00:00:00Z"'
    changed = p(
        "It froze ",
        f"<w:del {who}><w:r><w:delText>early</w:delText></w:r></w:del>",
        f"<w:ins {who}>{run('late')}</w:ins>",
        ".",
    )
    made = read(p("Ice", style="T"), changed, styles=_HEADINGS, track_changes=mode)
    assert words in made.text
    said = made.said("tracked changes: 1 insertion and 1 deletion")
    assert said is not None
    assert mode in said.message


def test_tracked_changes_are_kept_on_demand() -> None:
    who = 'w:id="7" w:author="Ed" w:date="2020-01-01T00:00:00Z"'
    made = read(
        p("Ice", style="T"),
        p("It froze ", f"<w:ins {who}>{run('late')}</w:ins>", "."),
        styles=_HEADINGS,
        track_changes="all",
    )
    assert [n.kind for n in m.iter_nodes(made.document) if isinstance(n, m.Change)] == ["insertion"]


def test_a_deleted_end_of_paragraph_joins_two() -> None:
    mark = '<w:rPr><w:del w:id="7" w:author="Ed"/></w:rPr>'
    made = read(p("Ice", style="T"), p("It froze ", properties=mark), p("early."), p(PROSE), styles=_HEADINGS)
    assert "It froze early." in made.text


def test_comments_are_counted_and_their_words_reported() -> None:
    comments = f'<w:comments {NAMESPACES}><w:comment w:id="0" w:author="Eva">{p("Which year?")}</w:comment></w:comments>'
    anchor = (
        '<w:commentRangeStart w:id="0"/>',
        run("early"),
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
    )
    made = read(
        p("Ice", style="T"), p("It froze ", *anchor, "."), styles=_HEADINGS, parts={"comments": comments}
    )
    said = made.said("1 comment left out")
    assert said is not None
    assert said.removed == "Eva: Which year?"
    assert "Which year" not in made.text


def test_content_controls_give_what_they_hold_and_contents_go() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('Contents')}{p('Intro 1')}</w:sdtContent></w:sdt>"
    )
    held = f"<w:sdt><w:sdtPr/><w:sdtContent>{p(PROSE)}</w:sdtContent></w:sdt>"
    made = read(p("Ice", style="T"), contents, p("Intro", style="H1"), held, styles=_HEADINGS)
    assert PROSE in made.text
    assert "Intro 1" not in made.text
    said = made.said("table of contents")
    assert said is not None
    assert "Intro 1" in said.removed


def test_old_equations_and_outside_pictures_are_reported() -> None:
    old = '<w:r><w:object><v:shape><v:imagedata r:id="img1"/></v:shape><o:OLEObject ProgID="Equation.DSMT4"/></w:object></w:r>'
    made = read(
        p("Ice", style="T"), p("So ", old, " holds."), styles=_HEADINGS, files={"media/image1.wmf": b"x"}
    )
    assert made.said("1 equation of MathType") is not None


def test_a_byline_with_marks_in_a_quotation_style() -> None:
    styles = _HEADINGS + style("Q", "Block Text")
    made = read(
        p("Ice and Tolls", style="T"), p("Ada Kowalska", sup("1"), ", Per Holm", sup("1"), style="Q"),
        p(sup("1"), "Northern University, Gdańsk"), p("Intro", style="H1"), p(PROSE, style="Q"), styles=styles,
    )  # fmt: skip
    assert made.authors() == ["Ada Kowalska", "Per Holm"]
    assert isinstance(made.document.sections[0].blocks[0], m.Quote)


def test_places_are_paragraphs_of_the_authors_file() -> None:
    made = draft(docx(p(), p("Ice", style="T"), p(), p("It froze."), styles=_HEADINGS))
    assert [one.pos.part for one in made.blocks if one.pos] == ["paragraph 2", "paragraph 4"]


def test_iso_strict_packages_are_read() -> None:
    data = docx(p("Ice", style="T"), p(PROSE), styles=_HEADINGS)
    strict = Read(_strict(data))
    assert m.text_of(strict.document.meta.title) == "Ice"


def test_hostile_packages_are_refused_in_one_line() -> None:
    bomb = docx(p("x")).replace(b"word/document.xml", b"word/docum3nt.xml")
    for data in (
        b"PK\x03\x04 no zip",
        bomb,
        docx(p("x"), parts={"styles": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
        docx(p()),
    ):
        with pytest.raises(UnreadableSource) as error:
            Read(data)
        assert "\n" not in str(error.value)


def _strict(data: bytes) -> bytes:
    import io
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            text = old.read(name).replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            new.writestr(
                name,
                text.replace(
                    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
                ),
            )
    return buffer.getvalue()


def test_that_lines_were_numbered_is_said() -> None:
    numbered = '<w:sectPr><w:lnNumType w:countBy="1" w:restart="continuous"/></w:sectPr>'
    assert read(p("Ice", style="T"), p(PROSE, properties=numbered), styles=_HEADINGS).said("line numbers")
    assert not read(p("Ice", style="T"), p(PROSE), styles=_HEADINGS).said("line numbers")


@pytest.mark.parametrize(("bits", "heads"), [("0000", 0), ("0020", 1), ("04A0", 1), ("zz", 0)])
def test_the_look_of_a_table_says_whether_its_first_row_is_a_head(bits: str, heads: int) -> None:
    rows = "".join(
        f"<w:tr><w:tc>{p(a)}</w:tc><w:tc>{p(b)}</w:tc></w:tr>" for a, b in (("Year", "Boats"), ("1620", "7"))
    )
    look = f'<w:tblPr><w:tblLook w:val="{bits}"/></w:tblPr>'
    made = read(p("Ice", style="T"), p(PROSE), f"<w:tbl>{look}{rows}</w:tbl>", p(PROSE), styles=_HEADINGS)
    (table,) = (node for node in m.iter_nodes(made.document) if isinstance(node, m.Table))
    assert len(table.head) == heads


def test_signs_of_the_fonts_symbol_and_wingdings_are_those_of_unicode() -> None:
    made = read(
        p(
            run("\uf06d = \uf02d3 \uf0b0C \uf0a3 "),
            run("\uf061\uf0b1", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'),
            run(" \uf0e0 \uf0fc", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'),
            run(" \uf0f0"),
        )
    )
    assert "μ = −3 °C ≤ α± → ✓ \uf0f0" in m.text_of(made.document)


def test_hidden_text_is_left_out_and_told() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="MT"><w:name w:val="MTEquationSection"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Z"><w:name w:val="Aside"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    found = read(
        p("Equation Chapter 1 Section 1", style="MT"),
        p("The clerks ", run("who nobody ", "<w:vanish/>"), run("paid ", '<w:rStyle w:val="Z"/>'), "wrote."),
        p("Letters ", run("stay", '<w:rStyle w:val="Z"/><w:vanish w:val="0"/>'), ".", style="MT"),
        styles=styles,
    )
    assert found.text == "The clerks wrote.stay"
    told = found.said("hidden text left out")
    assert told is not None
    assert told.message.endswith("4 passages")
    assert told.removed == "Equation Chapter 1 Section 1\nwho nobody paid\nLetters\n."


def test_a_formula_that_is_alone_in_a_paragraph_of_a_list_runs_in_though_a_program_displays_it() -> None:
    formula = "<m:oMathPara><m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath></m:oMathPara>"
    styles = style("B", "List Bullet") + style("C", "List Continue")
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    found = read(
        p(PROSE),
        p("Tolls", style="B", properties=listed),
        p(formula, style="C"),
        p("Boats float."),
        p(formula),
        styles=styles,
    )
    kinds = [
        type(node).__name__ for node in m.iter_nodes(found.document) if isinstance(node, m.Math | m.Equation)
    ]
    assert kinds == ["Math", "Equation"]
