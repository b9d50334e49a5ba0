"""Each layout key of style.toml changes a Word file as it says."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from paperconv import model as m
from paperconv.styles import HeadingLook, find_styles
from tests.documents import RICH
from tests.docx.opened import Opened, W, export, export_styled, paper, style_of, text
from tests.keyed import FIGURE, PAPER, PNG
from tests.pieces import TABLE, p, t


def xml_of(opened: Opened, style: str) -> str:
    """A style's element, without namespaces."""
    found = next(e for e in opened.part("styles").iter(f"{W}style") if e.get(f"{W}styleId") == style)
    return re.sub(r' xmlns:\w+="[^"]*"|w:', "", etree.tostring(found, encoding="unicode"))


@pytest.mark.parametrize(
    ("table", "keys", "style", "said"),
    [
        ("headings", {"levels": (HeadingLook("20pt", caps="upper"),)}, "Heading1", '<caps/><sz val="40"/>'),
        ("headings", {"levels": (HeadingLook(caps="small"),)}, "Heading4", "<smallCaps/>"),
        ("headings", {"levels": (HeadingLook(align="center"),)}, "Heading2", '<jc val="center"/>'),
        ("headings", {"levels": (HeadingLook(indent="1in"),)}, "Heading2", '<ind left="1440"/>'),
        ("front", {"title": HeadingLook("30pt", italic=True)}, "Title", '<i/><iCs/><sz val="60"/>'),
        ("front", {"align": "center"}, "Author", '<jc val="center"/>'),
        ("front", {"space_above": "45mm"}, "Title", '<spacing before="2551" '),
        ("front", {"size": "12pt"}, "Affiliation", '<sz val="24"/>'),
        ("front", {"line_spacing": 2.0}, "AuthorNote", 'line="480" lineRule="auto"/>'),
        ("abstract", {"align": "center"}, "AbstractTitle", '<jc val="center"/>'),
        ("keywords", {"indent": "0.5in"}, "Keywords", '<ind firstLine="720"/>'),
        ("abstract", {"size": "7pt", "face": "italic"}, "Abstract", '<i/><iCs/><sz val="14"/>'),
        ("keywords", {"face": "bold-italic"}, "KeywordsLabel", "<b/><bCs/><i/><iCs/>"),
        (
            "captions",
            {"size": "6pt", "align": "center"},
            "Caption",
            '<jc val="center"/></pPr><rPr><sz val="12"/>',
        ),
        ("captions", {"face": "italic"}, "Caption", "<i/><iCs/>"),
        ("labels", {"face": "small-caps"}, "CaptionLabel", "<rPr><smallCaps/></rPr>"),
        ("tables", {"size": "5pt"}, "TableText", '<sz val="10"/>'),
        ("tables", {"rules": "grid"}, "TableGrid", "<insideV "),
        (
            "references",
            {"hanging": "1in", "size": "8pt"},
            "Bibliography",
            '<ind left="1440" hanging="1440"/>',
        ),
        ("text", {"paragraph_indent": "36pt"}, "BodyText", '<ind firstLine="720"/>'),
        ("text", {"paragraph_space": "10pt", "align": "left"}, "BodyText", '<spacing after="200"/>'),
    ],
)
def test_a_key_changes_the_style_of_its_part(
    table: str, keys: dict[str, object], style: str, said: str
) -> None:
    assert said in xml_of(export_styled(PAPER, **{table: keys}), style)


def lines(opened: Opened) -> list[str]:
    return [text(e) for e in opened.part().iter(f"{W}p") if text(e)]


def before(first: str, second: str, opened: Opened) -> bool:
    told = lines(opened)
    return told.index(first) < told.index(second)


@pytest.mark.parametrize(
    ("table", "keys", "style", "said"),
    [
        ("labels", {"end": " |"}, "Caption", "Figure 1 | Growth over ten years."),
        ("labels", {"own_line": True}, "CaptionNumber", "Figure 1"),
        ("labels", {"own_line": True}, "Caption", "Growth over ten years."),
        ("abstract", {"heading": "Summary"}, "AbstractTitle", "Summary"),
        ("abstract", {"run_in": "—"}, "Abstract", "Abstract—We grew maize."),
        (
            "keywords",
            {"heading": "Index Terms", "end": "—", "separator": ", "},
            "Keywords",
            "Index Terms—maize, slopes",
        ),
        ("references", {"heading": "Literature"}, "Heading1", "Literature"),
        ("figures", {"place": "end", "callout": "[{label} about here]"}, "Callout", "[Figure 1 about here]"),
        ("figures", {"place": "separate", "legends": "Figure legends"}, "Heading1", "Figure legends"),
        (
            "front",
            {"show": ("orcid",)},
            "AuthorDetails",
            "R. Roe: ORCID https://orcid.org/0000-0002-1825-0097",
        ),
    ],
)
def test_a_key_changes_the_words_of_its_part(
    table: str, keys: dict[str, object], style: str, said: str
) -> None:
    assert said in export_styled(PAPER, **{table: keys}).paragraphs(style)


def test_captions_stand_on_the_side_that_the_style_wants() -> None:
    def order(**tables: dict[str, object]) -> list[str]:
        opened = export_styled(paper(FIGURE, TABLE, resources=(PNG,)), **tables)
        wanted = {"Caption": "caption", "CaptionAbove": "caption", "Figure": "figure"}
        body = opened.part().find(f"{W}body")
        assert body is not None
        found = ["table" if e.tag == f"{W}tbl" else wanted.get(style_of(e), "") for e in body]
        return [one for one in found if one]

    assert order() == ["figure", "caption", "caption", "table"]
    turned = order(figures={"caption": "above"}, tables={"caption": "below"})
    assert turned == ["caption", "figure", "table", "caption"]


def test_figures_and_tables_stand_where_the_style_wants_them() -> None:
    def placed(**tables: dict[str, object]) -> Opened:
        return export_styled(PAPER, **tables)

    assert before("Figure 1. Growth over ten years.", "Last.", placed())
    end = placed(figures={"place": "end"}, tables={"place": "end"})
    assert before("Roe R. Hills. 2001.", "Figure 1. Growth over ten years.", end)
    assert len(list(end.part().iter(f"{W}drawing"))) == 1
    pages = [e.get(f"{W}val") for e in end.part().iter(f"{W}type")]
    assert pages == ["nextPage"] * 3  # the paper, the table, the figure
    listed = placed(figures={"place": "end", "legends": "Legends"})
    assert lines(listed).count("Figure 1. Growth over ten years.") == 1
    assert lines(listed)[-1] == "Figure 1"
    apart = placed(figures={"place": "separate"})
    assert before("Figure 1. Growth over ten years.", "Last.", apart)
    assert len(list(apart.part().iter(f"{W}drawing"))) == 0


def test_the_running_head_is_put_together_from_what_is_known() -> None:
    opened = export_styled(
        PAPER,
        running_head={
            "head": ("{AUTHORS}: {title}", "", "{page}"),
            "foot": ("", "Page {page} of {pages}", ""),
            "first_head": ("{journal}, {issue}", "", "{doi}"),
            "even_head": ("{page}", "", "{authors}"),
        },
    )
    shown = {name: text(opened.part(name)) for name in ("header1", "header2", "header3", "footer1")}
    assert shown == {
        "header1": "ROE AND DOE: Maize\t1",
        "header2": "Journal of Slopes, Vol. 3",
        "header3": "1\tRoe and Doe",
        "footer1": "\tPage 1 of 1",
    }
    assert opened.part("settings").find(f"{W}evenAndOddHeaders") is not None


def test_sections_are_numbered_and_run_in_as_the_style_wants() -> None:
    opened = export_styled(
        PAPER,
        headings={"levels": (HeadingLook(), HeadingLook(italic=True, run_in=True)), "number_end": "."},
    )
    headings = [e for e in opened.part().iter(f"{W}p") if style_of(e) == "Heading2"]
    assert [text(e) for e in headings] == ["Site. "]
    assert headings[0].find(f"{W}pPr/{W}rPr/{W}specVanish") is not None
    numbered = m.replace(PAPER, sections=(m.replace(PAPER.sections[0], label="1"),))
    assert (
        export_styled(numbered, headings={"number_end": "."}).paragraphs("Heading1")[0] == "1.\u2003Methods"
    )


def test_title_page_and_abstract_have_pages_of_their_own() -> None:
    def pages(**tables: dict[str, object]) -> int:
        kinds = [e.get(f"{W}val") for e in export_styled(PAPER, **tables).part().iter(f"{W}type")]
        return kinds.count("nextPage")

    assert pages() == 1
    assert pages(front={"title_page": "own-page"}) == 2
    assert pages(abstract={"own_page": True}) == 3
    assert pages(references={"new_page": True}) == 2


def test_the_parts_of_the_title_block_stand_in_order_or_at_the_foot_of_page_one() -> None:
    opened = export_styled(
        PAPER, front={"order": ("abstract", "title"), "first_page_foot": ("affiliations",)}
    )
    assert before("We grew maize.", "Maize on slopes", opened)
    assert "Hill College" not in lines(opened)
    assert opened.paragraphs("Affiliation", "footer2") == ["Hill College", "Plain College"]
    assert opened.paragraphs("FootRule", "footer2") == [""]


def test_the_back_matter_stands_in_order() -> None:
    assert export_styled(PAPER).paragraphs("Heading1") == [
        "Methods",
        "Funding",
        "References",
        "A\u2003Appendix",
    ]
    turned = export_styled(PAPER, back={"order": ("appendix", "references", "funding")})
    assert turned.paragraphs("Heading1") == ["Methods", "A\u2003Appendix", "References", "Funding"]


def test_columns_stand_as_far_apart_as_the_style_wants() -> None:
    opened = export_styled(RICH, page={"columns": 2, "column_gap": "1in"})
    assert {e.get(f"{W}space") for e in opened.part().iter(f"{W}cols")} == {"1440"}


@pytest.mark.parametrize("style", sorted(find_styles()))
def test_paragraphs_have_a_style_and_nothing_that_a_style_could_say(style: str) -> None:
    opened = export(RICH, style)
    known = {e.get(f"{W}styleId") for e in opened.part("styles").iter(f"{W}style")}
    allowed = {f"{W}{name}" for name in ("pStyle", "numPr", "bidi", "sectPr", "rPr")}
    for part in opened.parts():
        for paragraph in part.iter(f"{W}p"):
            if paragraph.getparent().get(f"{W}type", "").endswith("eparator"):
                continue  # the lines above notes
            assert style_of(paragraph) in known
            properties = paragraph.find(f"{W}pPr")
            assert {str(e.tag) for e in properties} <= allowed
            mark = properties.find(f"{W}rPr")
            assert mark is None or {str(e.tag).removeprefix(W) for e in mark} <= {
                "vanish",
                "specVanish",
                "ins",
                "del",
            }


def test_a_graphical_abstract_stands_below_its_title_and_within_its_column() -> None:
    shown = p(m.Image("plot.png", alt="A plot.", width="90%"))
    meta = m.Metadata(
        title=t("Maize"), language="en",
        abstracts=(m.Abstract((p("We grew maize."),)), m.Abstract((shown,), kind="graphical")),
    )  # fmt: skip
    opened = export(m.Document(meta, resources=(PNG,)), "two-column")
    assert (opened.paragraphs("Abstract")[0], opened.paragraphs("AbstractTitle")) == (
        "Abstract—We grew maize.",
        ["Graphical abstract"],
    )
    width = int(next(opened.part().iter(f"{W}pgSz")).get(f"{W}w", "0"))
    across = int(next(opened.part().iter("{*}extent")).get("cx", "0")) / 635
    assert 0 < across < width / 2
