"""The HTML tree: shape, links, words, and what may not get through."""

from __future__ import annotations

import itertools
import time
import typing
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree

from paperconv import model as m
from paperconv.diagnostics import Rule
from paperconv.html.inlines import STYLES
from paperconv.html.options import Medium
from tests.documents import LETTER, RICH
from tests.html.making import body, built, one, text
from tests.pieces import p, t
from tests.strategies import documents

MEDIA: tuple[Medium, ...] = ("screen", "page")


@pytest.mark.parametrize("medium", MEDIA)
def test_every_text_of_the_body_is_in_the_tree(medium: Medium) -> None:
    root, _ = built(RICH, medium)
    shown = text(root).replace("\u00a0", " ")
    for part in (*RICH.blocks, *RICH.sections, *RICH.back, *RICH.notes):
        for node in m.iter_nodes(part):
            if isinstance(node, m.Text):
                assert " ".join(node.value.split()) in shown, node


def test_what_browsers_do_not_take_from_the_attributes_of_an_array_is_said_in_css() -> None:
    cells = "<mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr>" * 2
    table = f'<mtable columnalign="left center" columnlines="solid" rowlines="solid" frame="dashed">{cells}</mtable>'
    root, _ = body(m.Equation("x", mathml=f'<math xmlns="http://www.w3.org/1998/Math/MathML">{table}</math>'))
    assert [one.get("style") for one in root.iter("mtable", "mtd")] == [
        "border:dashed .06em",
        "text-align:left",
        "border-left:solid .06em",
        "text-align:left;border-top:solid .06em",
        "border-top:solid .06em;border-left:solid .06em",
    ]


def test_the_halves_of_joined_lines_stand_side_by_side() -> None:
    tex = r"\begin{align}a &= b\end{align}"
    halves = "<mtable columnalign='right left'><mtr><mtd><mi>a</mi></mtd><mtd><mo>=</mo><mi>b</mi></mtd></mtr></mtable>"
    line = m.Equation(
        tex, mathml=f'<math xmlns="http://www.w3.org/1998/Math/MathML">{halves}</math>', label="1"
    )
    root, _ = body(line, m.replace(line, joined=True, label="2"))
    found = root.findall(".//div[@class='equation line']/span/math")
    assert [(text(one), one.get("display"), one.get("displaystyle")) for one in found] == [
        ("a", None, "true"),
        ("=b", None, "true"),
    ] * 2


def test_no_line_of_a_page_begins_with_the_number_of_what_is_pointed_at() -> None:
    pointed = m.Paragraph((m.CrossRef("s", t("Listing 1")), m.CrossRef("s", t("the second part"))))
    for medium, blank in (("screen", " "), ("page", "\u00a0")):
        root, _ = body(pointed, sections=(m.Section(t("S"), id="s"),), medium=medium)
        assert [link.text for link in root.iterfind(".//p/a")] == [f"Listing{blank}1", "the second part"]


@pytest.mark.parametrize("medium", MEDIA)
def test_ids_are_unique_and_every_link_inside_leads_to_one(medium: Medium) -> None:
    root, _ = built(RICH, medium)
    ids = Counter(root.xpath("//@id"))
    assert [name for name, count in ids.items() if count > 1] == []
    assert [h for h in root.xpath("//a/@href") if h.startswith("#") and h[1:] not in ids] == []
    named = (node for node in m.iter_nodes(RICH) if not isinstance(node, m.Journal))
    wanted = {node.id for node in named if getattr(node, "id", "")}
    assert wanted - set(ids) == set()


def test_there_is_one_h1_and_headings_never_jump() -> None:
    root, _ = built(RICH)
    levels = [int(e.tag[1]) for e in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_a_section_without_a_title_does_not_push_its_subsections_down() -> None:
    root, _ = built(
        m.Document(LETTER.meta, sections=(m.Section((), (p("a"),), (m.Section(t("B"), (p("b"),)),), id="s"),))
    )
    assert one(root, "//h2").text == "B"
    assert one(root, "//*[@id='s']").tag == "section"


def test_sections_deeper_than_six_say_their_level() -> None:
    section = m.Section(t("8"), (p("x"),))
    for level in range(7, 1, -1):
        section = m.Section(t(str(level)), (), (section,))
    root, _ = built(m.Document(LETTER.meta, sections=(section,)))
    assert root.xpath("//h6/@aria-level") == ["7", "8"]


def test_the_page_medium_is_flat() -> None:
    root, _ = built(RICH, "page")
    main = one(root, "/html/body/main")
    assert main.xpath(".//section") == []
    assert {"h2", "h3", "p", "figure", "ul", "ol"} <= {e.tag for e in main}
    assert one(root, "/html/body/header").get("class") == "title-block"


def test_notes_stand_at_the_call_on_pages_and_at_the_end_on_screens() -> None:
    page, _ = built(RICH, "page")
    note = one(page, "//span[@id='fn1']")
    assert note.get("class") == "footnote"
    assert note.get("data-label") == "1"
    screen, _ = built(RICH)
    aside = one(screen, "//section[@role='doc-endnotes']/aside[@id='fn1']")
    call = one(screen, "//sup/a[@role='doc-noteref']")
    assert call.get("href") == "#fn1"
    assert one(aside, ".//a[@role='doc-backlink']").get("href") == f"#{call.get('id')}"


def test_a_note_called_twice_is_printed_once_and_leads_back_twice() -> None:
    notes = (m.Note("n", (p("Said once."),), "1"),)
    block = p("a", m.NoteRef("n"), " b", m.NoteRef("n"))
    page, _ = body(block, medium="page", notes=notes)
    assert text(page).count("Said once.") == 1
    screen, _ = body(block, notes=notes)
    assert [a.text for a in screen.xpath("//a[@role='doc-backlink']")] == ["↩1", "↩2"]


@pytest.mark.parametrize("medium", MEDIA)
def test_notes_that_call_themselves_and_notes_that_nothing_calls_are_printed_once(medium: Medium) -> None:
    notes = (m.Note("a", (p("Alpha", m.NoteRef("a"), m.NoteRef("b")),), "1"), m.Note("b", (p("Beta"),), "2"))
    root, _ = body(p("x", m.NoteRef("a")), medium=medium, notes=notes)
    assert text(root).count("Alpha") == 1
    assert text(root).count("Beta") == 1


def test_citations_lead_to_references_and_references_back() -> None:
    root, _ = built(RICH)
    call = root.xpath("//a[@role='doc-biblioref']")[0]
    entry = one(root, f"//li[@id='{call.get('href')[1:]}']")
    assert entry.xpath(".//a[@role='doc-backlink']/@href") == [f"#{call.get('id')}"]
    assert one(root, "//section[@role='doc-bibliography']").xpath("count(.//li)") == 3


def test_a_list_of_references_that_belongs_to_a_section_stands_in_it() -> None:
    lists = (m.ReferenceList((m.Reference("r", formatted=t("Work.")),), t("Read"), section="c1"),)
    chapters = tuple(m.Section(t(n), (p(n),), id=n) for n in ("c1", "c2"))
    root, _ = built(m.Document(LETTER.meta, sections=chapters, reference_lists=lists))
    assert [text(h) for h in root.xpath("//h2|//h3")] == ["c1", "Read", "c2"]


def test_marks_link_authors_to_affiliations_and_notes() -> None:
    root, _ = built(RICH)
    author = root.xpath("//p[@class='authors']/span")[0]
    assert author.xpath("sup/a/@href") == ["#aff1", "#aff2", "#note1", "#note2"]
    assert text(author) == "Prof. Dr. Ada Maria van Gogh Jr., PhD, FRS1,2,*,†"
    assert one(root, "//li[@id='note1']//a").get("href") == "mailto:ada@example.org"
    assert root.xpath("//a[@class='orcid']/@href") == ["https://orcid.org/0000-0002-1825-0097"]


def test_what_authors_share_is_told_once_and_the_rest_one_by_one() -> None:
    meta = m.Metadata(
        t("T"),
        language="fr",
        authors=(
            m.Author(m.Name("Doe", "J."), emails=("j@x.org",), corresponding=True, equal_contribution=True),
            m.Author(m.Name("Roe", "A."), emails=("a@x.org", "b@x.org"), corresponding=True),
            m.Author(m.Name("Poe", "E."), equal_contribution=True, orcid="0000-0002-1825-0097"),
        ),
    )
    root, _ = built(m.Document(meta))
    lines = [text(line) for line in root.xpath("//li[contains(@class, 'author-detail')]")]
    assert lines == [
        "Auteur correspondant: J. Doe, j@x.org; A. Roe, a@x.org, b@x.org",
        "Ces auteurs ont contribué à parts égales: J. Doe; E. Poe",
        "E. Poe: https://orcid.org/0000-0002-1825-0097",
    ]
    assert root.xpath("//li[@class='author-detail corresponding']/a/@href") == [
        "mailto:j@x.org",
        "mailto:a@x.org",
        "mailto:b@x.org",
    ]


def test_one_affiliation_without_a_mark_has_no_mark() -> None:
    meta = m.Metadata(
        t("T"),
        authors=(m.Author(m.Name("Doe"), affiliations=("a",)),),
        affiliations=(m.Affiliation("a", "Here"),),
    )
    root, _ = built(m.Document(meta))
    assert root.xpath("//sup") == []
    assert text(one(root, "//li[@id='a']")) == "Here"


def test_generated_words_are_in_the_language_of_the_paper() -> None:
    meta = m.Metadata(
        t("T"), language="de", abstracts=(m.Abstract((p("a"),)), m.Abstract((p("b"),), language="es"))
    )
    root, _ = built(m.Document(meta))
    assert [h.text for h in root.xpath("//h2")] == ["Zusammenfassung", "Resumen"]
    assert root.get("lang") == "de"


def test_a_language_written_from_the_right_sets_the_direction() -> None:
    root, _ = built(m.Document(m.Metadata(t("T"), language="ar")))
    assert root.get("dir") == "rtl"


def test_a_language_that_is_none_is_reported_and_not_written() -> None:
    root, found = built(m.Document(m.Metadata(t("T"), language="the English tongue")))
    assert root.get("lang") is None
    assert [d.rule for d in found] == [Rule.METADATA_VALID]


def test_formulas_are_mathml_on_screens_and_tex_on_pages() -> None:
    root, found = built(RICH)
    assert {e.get("alttext") for e in root.iter("math")} == {"E = mc^2"}
    assert one(root, "//*[@id='eq1']/math").get("display") == "block"
    assert not any(d.rule == Rule.FORMULA_CONVERTED for d in found)
    assert r"\unknowable{y}" in text(root)
    page, found = built(RICH, "page")
    assert len(page.xpath("//span[@class='formula']")) == 4
    assert sum(d.rule == Rule.FORMULA_CONVERTED for d in found) == 1


@pytest.mark.parametrize(
    "mathml",
    [
        "<math",
        "<math></math>",
        "<math><script>x</script></math>",
        "<math><mfrac><mi>x</mi></mfrac></math>",
        "<math><mtd><mi>x</mi></mtd></math>",
        "<math>" + "<mrow>" * 90 + "</mrow>" * 90 + "</math>",
        '<!DOCTYPE m [<!ENTITY a SYSTEM "file:///etc/passwd">]><math><mi>&a;</mi></math>',
    ],
)
def test_mathml_that_is_not_sound_gives_way_to_the_tex(mathml: str) -> None:
    root, found = body(p(m.Math("t e x", mathml)))
    assert list(root.iter("math")) == []
    assert one(root, "//code").text == "t e x"
    assert [d.rule for d in found] == [Rule.FORMULA_CONVERTED]


def test_a_formula_that_has_only_mathml_prints_its_characters_on_pages() -> None:
    page, _ = body(p(m.Math("", "<math><mi>x</mi><mo>=</mo><mn>7</mn></math>")), medium="page")
    assert one(page, "//span[@class='formula']").text == "x=7"


def test_mathml_keeps_no_annotation_and_no_foreign_attribute() -> None:
    source = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi href="javascript:x" onclick="y" '
        'mathcolor="url(http://x)" mathvariant="bold">x</mi><annotation>TeX</annotation></semantics></math>'
    )
    root, _ = body(p(m.Math("x", source)))
    assert dict(one(root, "//mi").attrib) == {"mathvariant": "bold"}
    assert "TeX" not in text(root)


def test_characters_that_xml_cannot_hold_are_removed_and_reported_once() -> None:
    root, found = body(p("a\x00b\x0cc\ufffed\ud800e"), m.CodeBlock("x\x1by"))
    assert "ab cde" in text(root)
    assert "xy" in text(root)
    assert [d.rule for d in found] == [Rule.CONTENT_KEPT]
    etree.fromstring(etree.tostring(root))


def test_raw_source_is_shown_never_passed_through() -> None:
    root, found = body(m.RawBlock("html", "<script>alert(1)</script>"), p(m.RawInline("html", "<b>bold</b>")))
    assert list(root.iter("script", "b")) == []
    assert "<script>alert(1)</script>" in text(root)
    assert len(found) == 2


def test_a_picture_that_cannot_be_had_leaves_its_name() -> None:
    root, _ = built(RICH)
    assert "missing.png" in text(one(root, "//*[@id='fig3']"))


def test_table_headers_have_a_scope_and_cells_the_alignment_of_their_column() -> None:
    root, _ = built(RICH)
    table = one(root, "//*[@id='tbl1']/table")
    assert table.xpath("thead//th/@scope") == ["col", "colgroup", "col", "col"]
    assert table.xpath("thead/tr[2]/th/@class") == ["align-center", "align-right"]
    assert text(table.find("caption")) == "Table 1. Harvest by site. Means of n = 4 plots."
    assert [e.tag for e in table] == ["caption", "thead", "tbody", "tbody", "tfoot"]


def test_spans_do_not_reach_out_of_their_rows() -> None:
    table = m.Table(bodies=(m.TableBody((m.Row((m.Cell((p("a"),), rowspan=99, colspan=10**9), m.Cell())),)),))
    root, _ = body(table)
    cell = root.xpath("//td")[0]
    assert cell.get("rowspan") is None
    assert int(cell.get("colspan")) <= 1000


def test_a_caption_that_holds_a_table_is_a_figcaption() -> None:
    inner = m.Table(bodies=(m.TableBody((m.Row((m.Cell((p("in"),)),)),)),))
    outer = m.Table(bodies=inner.bodies, caption=m.Caption(blocks=(p("See"), inner)), label="Table 1")
    root, _ = body(outer)
    assert root.xpath("//caption//table") == []
    assert len(root.xpath("//figcaption//table")) == 1


def test_labels_end_with_a_stop_only_where_words_follow() -> None:
    root, _ = body(
        m.Algorithm((p("x"),), label="Algorithm 1"),
        m.Algorithm((p("x"),), label="Algorithm 2:", caption=m.Caption(t("Sort"))),
    )
    assert [text(e) for e in root.iter("figcaption")] == ["Algorithm 1", "Algorithm 2: Sort"]


def test_a_term_without_definition_is_still_printed() -> None:
    root, _ = body(
        m.DefinitionList(
            (m.DefinitionItem(t("Lone"), ()), m.DefinitionItem(t("Two"), (m.ListItem((p("d"),)),)))
        )
    )
    assert text(one(root, "//p[@class='term']")) == "Lone"
    assert text(one(root, "//dl")) == "Twod"


def test_a_funding_statement_that_the_paper_prints_is_not_printed_twice() -> None:
    funding = (m.Funding(statement=t("Paid by X.")), m.Funding(funder="Y", awards=("7",)))
    section = m.Section(t("Funding"), (p("Paid by X."),), role="funding")
    root, _ = built(m.Document(m.Metadata(t("T"), funding=funding), back=(section,)))
    assert text(root).count("Paid by X.") == 1
    assert "Funding: Y; 7" in text(root)


def test_the_parts_stand_in_print_order() -> None:
    root, _ = built(RICH)
    titles = [text(h) for h in root.xpath("//main//h2")]
    assert titles[-3:] == ["Notes", "References", "A Proofs"]


def test_a_date_that_is_none_is_printed_as_it_is() -> None:
    root, _ = built(m.Document(m.Metadata(t("T"), dates=(m.HistoryDate("pub", m.Date(2023, 2, 30)),))))
    assert text(one(root, "//p[@class='dates']")) == "Published: 2023-02-30"


def test_every_inline_style_has_its_element() -> None:
    assert set(STYLES) == set(typing.get_args(m.InlineStyle))


@pytest.mark.parametrize("medium", MEDIA)
@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(document=documents())
def test_any_document_gives_a_sound_tree(medium: Medium, document: m.Document) -> None:
    root, _ = built(document, medium)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {h[1:] for h in root.xpath("//a/@href") if h.startswith("#")} <= set(ids)
    assert root.xpath("//a//a") == []
    assert [
        e
        for e in root.iter("p", "h1", "h2", "h3", "ul", "ol", "figure")
        if not len(e) and not e.text and not e.get("id")
    ] == []
    assert root.xpath("//img[not(normalize-space(@alt))]") == []
    etree.fromstring(etree.tostring(root))


@pytest.mark.parametrize("medium", MEDIA)
def test_the_time_grows_with_the_document_and_no_faster(medium: Medium) -> None:
    cited = m.Citation((m.CiteItem("r"),), rendered=(m.CrossRef("r", t("1")),))

    def seconds(size: int) -> float:
        paper = m.Document(
            LETTER.meta,
            blocks=(p(*((m.Text("word "), m.Styled("emph", t("x")), cited) * size)),) + (p("x"),) * size,
            reference_lists=(m.ReferenceList((m.Reference("r", formatted=t("Work.")),)),),
        )
        started = time.process_time()
        built(paper, medium)
        return time.process_time() - started

    small = min(seconds(2000) for _ in range(3))
    assert min(seconds(16000) for _ in range(2)) < 8 * small * 3


def test_decimals_stand_under_one_another() -> None:
    cells = ("1.25", "100", "−0.125", "10.5 (3)", "none")
    rows = tuple(m.Row((m.Cell((p(value),), align="decimal"),)) for value in cells)
    root, _ = body(m.Table(bodies=(m.TableBody(rows),)))
    rooms = [td.get("style", "").partition("ch")[0].rpartition("(")[2] for td in root.iter("td")]
    assert rooms == ["3", "6", "2", "", "6"]
