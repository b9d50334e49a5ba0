"""Word manuscripts in the shapes that authors and publishers' templates give them."""

from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.diagnostics import ignore
from paperconv.passes import NORMALISE
from tests.word.making import NAMESPACES, PICTURE, PIXEL, PROSE, Read, bold, docx, p, run, style, sup

_REFERENCES = (
    "Lindqvist A, Haro P. Mosses of old walls. J Urban Bot. 2011;14(2):101–119. doi:10.1234/jub.2011.14",
    "Okafor CN. Mortar and its flora. Lisbon: Quay Press; 2004.",
    "Weiss T, Brandt U, Sato K. Gutters as refuges for bryophytes. Ecol Lett. 2018;21:7–15.",
    "Petit R. Height and light. Plant Sci Today. 2015;3(1):1–9.",
    "Novak J, Dvorak L. A key to wall mosses. Prague: Academia; 1999.",
)
_TITLES = style("T", "Title") + style("H1", "heading 1")


def _table(*rows: tuple[str, ...]) -> str:
    made = "".join(f"<w:tr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{made}</w:tbl>"


TEMPLATES = {
    "one": {
        "title": "MDPI_1.2_title", "author": "MDPI_1.3_authornames", "place": "MDPI_1.6_affiliation", "abstract": "MDPI_1.7_abstract",
        "keywords": "MDPI_1.8_keywords", "heading": "MDPI_2.1_heading1", "text": "MDPI_3.1_text",
        "caption": "MDPI_4.1_table_caption", "note": "MDPI_4.3_table_footer", "entry": "MDPI_7.1_References",
    },
    "two": {
        "title": "papertitle", "author": "author", "place": "address", "abstract": "abstract", "keywords": "keywords",
        "heading": "heading1", "text": "p1a", "caption": "tablecaption", "note": "table footnote", "entry": "referenceitem",
    },
    "three": {
        "title": "Els-Title", "author": "Els-Author", "place": "Els-Affiliation", "abstract": "Els-Abstract-text",
        "keywords": "Els-keywords", "heading": "Els-1storder-head", "text": "Els-body-text", "caption": "Els-table-caption",
        "note": "Els-table-note", "entry": "Els-reference",
    },
}  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES)
def test_templates_with_odd_names(template: str) -> None:
    names = TEMPLATES[template]
    say = {role: f"s{number}" for number, role in enumerate(names)}
    entries = [p(f"{n}. {entry}", style=say["entry"]) for n, entry in enumerate(_REFERENCES, 1)]
    made = Read(docx(
        p("Moss on Walls", style=say["title"]),
        p("Ingrid Solheim", sup("1"), " and Pedro da Fonseca", sup("2,*"), style=say["author"]),
        p(sup("1"), "Department of Botany, University of Vardal, Vardal, Norway", style=say["place"]),
        p(sup("2"), "Institute for Urban Ecology, Porto, Portugal", style=say["place"]),
        p(sup("*"), "Correspondence: pfonseca@iue.example.pt", style=say["place"]),
        p(bold("Abstract: "), "Walls hold more mosses than gardens.", style=say["abstract"]),
        p(bold("Keywords: "), "moss; walls", style=say["keywords"]),
        p("Introduction", style=say["heading"]), p(f"Moss grows on walls [1,2] (Table 1). {PROSE}", style=say["text"]),
        p(bold("Table 1. "), "Walls by age.", style=say["caption"]), _table(("Age", "Walls"), ("old", "12"), ("new", "28")),
        p("Cover is the mean of both seasons.", style=say["note"]),
        p("Discussion", style=say["heading"]), p(PROSE, style=say["text"]), p("References", style=say["heading"]), *entries,
        styles="".join(style(say[role], name) for role, name in names.items()),
    ))  # fmt: skip
    meta = made.document.meta
    assert made.authors() == ["Ingrid Solheim", "Pedro Fonseca"]
    assert [one.corresponding for one in meta.authors] == [False, True]
    (abstract,) = meta.abstracts
    assert (m.text_of(abstract.title), m.text_of(abstract.blocks)) == (
        "Abstract",
        "Walls hold more mosses than gardens.",
    )
    assert made.titles() == [(1, "Introduction"), (1, "Discussion")]
    (table,) = (node for node in m.iter_nodes(made.document) if isinstance(node, m.Table))
    assert (table.label, len(table.notes)) == ("Table 1", 1)
    assert len(list(made.document.references)) == len(_REFERENCES)


def test_styles_with_chinese_names() -> None:
    said = "这个小城的旧墙北面多生苔藓,二〇一九年的调查在四十面墙上记录到十一个种。我们在三月和十月两次走遍每一条街道。"
    names = {
        "a3": "标题",
        "a4": "作者",
        "a5": "单位",
        "a6": "摘要",
        "a9": "关键词",
        "1": "标题 1",
        "a8": "参考文献",
    }
    made = Read(docx(
        p("小城墙面苔藓的两季调查", style="a3"), p("李明", sup("1"), ",王小红", sup("2"), style="a4"),
        p(sup("1"), "北方大学生物系,北京 100871", style="a5"), p(sup("2"), "城市生态研究所,上海 200433", style="a5"),
        p(bold("摘要:"), "墙面的苔藓多于花园。", style="a6"), p(bold("关键词:"), "苔藓;灰浆", style="a9"),
        p("引言", style="1"), p(f"{said}[1]"), p("结果", style="1"), p(said), p("参考文献", style="1"),
        p("[1] 张三, 李四. 旧墙上的苔藓[J]. 植物学报, 2011, 14(2): 101-119.", style="a8"),
        styles="".join(style(key, name) for key, name in names.items()),
    ))  # fmt: skip
    meta = made.document.meta
    assert m.text_of(meta.title) == "小城墙面苔藓的两季调查"
    assert len(meta.authors) == len(meta.affiliations) == 2
    assert [m.text_of(one.blocks) for one in meta.abstracts] == ["墙面的苔藓多于花园。"]
    assert [m.text_of(one.children) for group in meta.keywords for one in group.keywords] == ["苔藓", "灰浆"]
    assert [title for _, title in made.titles()] == ["引言", "结果"]


def test_authors_in_the_style_of_a_subtitle() -> None:
    styles = _TITLES + style("U", "Subtitle")
    made = Read(docx(
        p("Moss on Walls", style="T"), p("Ingrid Solheim, Pedro da Fonseca", style="U"),
        p("Introduction", style="H1"), p(PROSE), styles=styles,
    ))  # fmt: skip
    assert made.authors() == ["Ingrid Solheim", "Pedro Fonseca"]
    assert not made.document.meta.subtitle


def test_a_picture_belongs_to_the_caption_in_the_text_box_beside_it() -> None:
    inside = p("Figure 1. Cover of moss by height.")
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
        f"<w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    made = Read(docx(
        p("Moss on Walls", style="T"), p("Results", style="H1"), p(PICTURE, box, f"It fell, as Figure 1 shows. {PROSE}"), p(PROSE),
        styles=_TITLES, files={"media/image1.png": PIXEL},
    ))  # fmt: skip
    (figure,) = (node for node in m.iter_nodes(made.document) if isinstance(node, m.Figure))
    assert (figure.label, len(figure.panels)) == ("Figure 1", 1)


def _with_endnotes(*notes: str) -> Read:
    def called(*numbers: int) -> str:
        return "".join(f'<w:r><w:endnoteReference w:id="{number}"/></w:r>' for number in numbers)

    mark = run("", '<w:vertAlign w:val="superscript"/>').replace(
        '<w:t xml:space="preserve"></w:t>', "<w:endnoteRef/>"
    )
    held = "".join(
        f'<w:endnote w:id="{n}">{p(mark, f" {note}")}</w:endnote>' for n, note in enumerate(notes, 1)
    )
    return Read(docx(
        p("Moss on Walls", style="T"), p("Introduction", style="H1"), p(f"{PROSE} Moss grows.", called(1, 2), " It fell.", called(3), " So it is."),
        styles=_TITLES, parts={"endnotes": f"<w:endnotes {NAMESPACES}>{held}</w:endnotes>"},
    ))  # fmt: skip


def test_endnotes_that_are_works_are_the_reference_list() -> None:
    made = _with_endnotes(*_REFERENCES[:3])
    document = made.document
    for step in NORMALISE:
        document = step(document, ignore)
    citations = [node for node in m.iter_nodes(document) if isinstance(node, m.Citation)]
    cited = [[one.ref for one in node.items] for node in citations]
    first, second, third = (one.id for one in made.document.references)
    assert cited == [[first, second], [third]]
    assert not made.document.notes
    assert made.said("taken for the reference list") is not None


def test_other_endnotes_stay_endnotes() -> None:
    made = _with_endnotes(
        "The owner asked not to be named.", "See the town's register of 1884.", _REFERENCES[0]
    )
    assert [one.kind for one in made.document.notes] == ["endnote"] * 3
    assert not list(made.document.references)


def test_charts_that_word_draws_are_reported() -> None:
    chart = (
        '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
    made = Read(
        docx(p("Moss on Walls", style="T"), p("Results", style="H1"), p(PROSE), p(chart), styles=_TITLES)
    )
    assert made.said("1 chart or diagram that Word draws itself") is not None


def test_a_label_in_a_line_of_its_own_has_its_title_in_the_next() -> None:
    made = Read(docx(
        p(bold("Title: "), "Moss on the Walls"), p(bold("Authors: "), "Ingrid Solheim, Pedro da Fonseca"), p(bold("Affiliations:")),
        p("1. University of Vardal, Norway"), p(bold("Method")), p(PROSE), p(bold("Results")), p(PROSE), p("See Table 1 and Figure 1."),
        p("Table 1"), p(run("Walls by Age", "<w:i/>")), _table(("Age", "Walls"), ("old", "12"), ("new", "28")),
        p("Figure 1"), p(run("Cover by Height", "<w:i/>")), p(PICTURE), files={"media/image1.png": PIXEL},
    ))  # fmt: skip
    assert m.text_of(made.document.meta.title) == "Moss on the Walls"
    floats = [node for node in m.iter_nodes(made.document) if isinstance(node, m.Table | m.Figure)]
    captions = [(one.label, m.text_of(one.caption) if one.caption else "") for one in floats]
    assert captions == [("Table 1", "Walls by Age"), ("Figure 1", "Cover by Height")]
    assert made.titles() == [(1, "Method"), (1, "Results")]


def test_what_follows_the_reference_list_keeps_its_order() -> None:
    made = Read(docx(
        p("Moss on Walls", style="T"), p("Introduction", style="H1"), p(PROSE), p("References", style="H1"), *(p(one) for one in _REFERENCES),
        p("Table 1. Walls by age."), _table(("Age", "Walls"), ("old", "12")), p("Note. Cover is the mean of both seasons."),
        p("Figure 1. Cover by height."), p(PICTURE), styles=_TITLES, files={"media/image1.png": PIXEL},
    ))  # fmt: skip
    (section,) = made.document.sections
    assert [type(one).__name__ for one in section.blocks] == ["Paragraph", "Table", "Paragraph", "Figure"]
