"""What Word has no word for is carried by the styles, the bookmarks and the frames of a DOCX, and comes back."""

from __future__ import annotations

from typing import Any

import pytest

import paperconv
from paperconv import model as m
from paperconv.diagnostics import ignore
from paperconv.office import convert, find_office
from paperconv.passes.gather_citations import gather_citations
from paperconv.pipeline import Edition
from tests.word.inventory import inventory
from tests.word.making import PROSE


def _p(said: str) -> m.Paragraph:
    return m.Paragraph(m.text(said))


def _list(*said: str, ordered: bool = False, start: int = 1) -> m.List:
    return m.List(tuple(m.ListItem((_p(one),)) for one in said), ordered, start)


def _cell(said: str, *, header: bool = False) -> m.Cell:
    return m.Cell((_p(said),), header=header)


def _table(*rows: tuple[m.Cell, ...]) -> m.Table:
    return m.Table((m.Column(),) * len(rows[0]), bodies=(m.TableBody(tuple(m.Row(row) for row in rows)),))


_CAPTION = m.Caption((), (_p("Where the gauges stood."),))
_DEFINED = m.DefinitionItem(
    m.text("Tide roll"),
    (m.ListItem((_p("A strip of paper."), _p("It is kept."))), m.ListItem((_p("A wave."),))),
)
BLOCKS: dict[str, tuple[m.Block, ...]] = {
    "a figure whose panel is text": (
        m.Figure((m.Panel(blocks=(_p("North: high"), _p("South: low"))),), "fig1", "Figure 1", _CAPTION),
    ),
    "a figure whose panel is a table": (
        m.Figure((m.Panel(blocks=(_table((_cell("a"), _cell("b"))),)),), "fig1", "Figure 1", _CAPTION),
    ),
    "a picture and text in one figure": (
        m.Figure((m.Panel(m.Image("quay", "A quay")), m.Panel(blocks=(_p("in 1620"),))), "fig1", "Figure 1", _CAPTION),
    ),
    "an empty panel": (m.Figure((m.Panel(), m.Panel(m.Image("a.png"))), "fig1", "Figure 1", _CAPTION),),
    "a figure without a number whose panel is text": (m.Figure((m.Panel(blocks=(_p("North"),)),)),),
    "listings behind one another": (m.CodeBlock("a = 1\n\nb = 2"), m.CodeBlock("c = 3")),
    "lists behind one another": (_list("one", "two"), _list("three"), _list("four")),
    "numbered lists behind one another": (_list("one", "two", ordered=True), _list("three", ordered=True)),
    "quotations behind one another": (m.Quote((_p(PROSE), _p("It froze."))), m.Quote((_p("It thawed."),))),
    "several definitions of one term": (m.DefinitionList((_DEFINED, _DEFINED)),),
    "headers in the rows of a table": (
        _table((_cell("Year", header=True), _cell("1620")), (_cell("Boats", header=True), _cell("12"))),
    ),
    "a missing picture within a line": (
        m.Paragraph((m.Text("As "), m.Image("figures/quay.png"), m.Text(" shows."))),
    ),
    "a missing picture whose name has no suffix": (
        m.Figure((m.Panel(m.Image("quay of 1620")),), "fig1", "Figure 1", _CAPTION),
    ),
    "a paragraph that is pointed at": (
        m.Paragraph(m.text("The rule of the quay."), "rule"),
        m.Paragraph((m.Text("See "), m.CrossRef("rule", m.text("the rule")), m.Text("."))),
    ),
    "a picture in a line of a panel": (
        m.Figure((m.Panel(blocks=(m.Paragraph((m.Text("North: "), m.Image("a.png"))),)),), "fig1", "Figure 1", _CAPTION),
    ),
    "boxes of several kinds": tuple(
        m.Box((_p(PROSE),), kind, m.text("Ice") if kind == "tip" else ()) for kind in ("note", "", "tip")
    ),
    "notes to a table without marks": (
        m.replace(
            _table((_cell("Vik"), _cell("12"))), id="tbl1", label="Table 1", caption=_CAPTION, notes=(
                m.TableNote((_p("Boats at the quay."), _p("They were counted twice.")), "tbl1-fn1"),
                m.TableNote((_p("Vik: the northern quay."),), "tbl1-fn2"),
            ),
        ),
    ),
    "bold lines that are no headings": (
        m.Paragraph((m.Styled("strong", m.text("THE COLD WINTER")),)),
        _p(PROSE),
        m.Paragraph((m.Styled("strong", m.text("How the quay froze")),)),
    ),
    "code within bold words": (
        m.Paragraph((m.Text("See "), m.Styled("strong", (m.Text("the use of "), m.CodeSpan("tide"), m.Text(" here."))), m.Text(" It ran."))),
    ),
    "a list and a frame in a definition": (
        m.DefinitionList((
            m.DefinitionItem(m.text("Tide roll"), (m.ListItem((_p("A strip."), _list("one", "two"), _p("It is kept."))),)),
            m.DefinitionItem(m.text("Gauge"), (
                m.ListItem((_p("A rod."), m.Box((_p("It is read by eye."),), "note"), _p("It is old."))),
                m.ListItem((_p("A float."), _list("three", ordered=True))),
            )),
        )),
        _p(PROSE),
        _list("not in the definition"),
    ),
    "paragraphs that look as if a page had cut them": (
        _p("The clerks wrote of the boats, which came down with grain from the upper"), _p("stations and went back with salt."),
        _list("one"), _p("which was"), _list("two"),
    ),
    "a link beside the file": (m.Paragraph((m.Link("gauges/vik.csv", m.text("one gauge")), m.Text("."))),),
    "a link whose address is marked up": (
        m.Paragraph((m.Link("%60https://tides.example/in%60", m.text("the tides")), m.Text("."))),
    ),
    "a link from the root of a server": (
        m.Paragraph((m.Link("/tides?year=1620&quay=2", m.text("the tides")), m.Text("."))),
    ),
    "a link with quotation marks": (
        m.Paragraph((m.Link("https://tides.example/?in=%5B%221620%22%5D", m.text("the tides")), m.Text("."))),
    ),
    "a mention that begins with the number": (
        m.Figure((m.Panel(m.Image("a.png")),), "fig7", "Figure 7", _CAPTION),
        m.Paragraph((m.Text("See Figures 2 and "), m.CrossRef("fig7", m.text("7 a–c")), m.Text("."))),
    ),
    "a link as it was written": (
        m.Paragraph((m.Link("http://dx.doi.org/10.5555/abc", m.text("the data")), m.Text("."))),
    ),
}  # fmt: skip


_META = m.Metadata(m.text("Ice on the River"), language="en")
FORMULAS = (
    r"\binom{n}{k} x^{k}", r"x^{a}{}_{2}F_{1}(z)", r"\boldsymbol{\mathcal{S}}_{j} + \mathcal{S}", r"\mathbf{61.0} \pm \mathbf{0.2}",
    r"\boldsymbol{\mathfrak{g}}(x)", r"\left( \genfrac{}{}{0pt}{}{a}{b} + c \right)",
    r"\tilde{b}_{j} + \hat{c} - \dot{x}\ddot{y} = \bar{z}\vec{v}",
)  # fmt: skip


def _section(*blocks: m.Block) -> m.Document:
    return m.Document(_META, sections=(m.Section(m.text("Boats"), (_p(PROSE), *blocks, _p(PROSE))),))


DOCUMENTS = {
    **{case: _section(*blocks) for case, blocks in BLOCKS.items()},
    **{tex: _section(m.Paragraph((m.Text("Here "), m.Math(tex), m.Text(" holds.")))) for tex in FORMULAS},
}
# What LibreOffice does not keep: the case, and the kinds of what is lost.
LOST_IN_OFFICE = {"a link from the root of a server": {"Link"}}


def _differences(document: m.Document, data: bytes) -> tuple[list[Any], list[Any]]:
    """What is lost, and what is new, when ``data`` is read."""
    again = paperconv.read(data, format="docx")
    wanted, found = (inventory(Edition(one, "base", ignore).prepared()) for one in (document, again))
    return list(wanted - found), list(found - wanted)


def _again(document: m.Document) -> tuple[list[Any], list[Any]]:
    return _differences(document, paperconv.export(document, "docx").data)


@pytest.mark.parametrize("case", DOCUMENTS)
def test_blocks_and_formulas_come_back(case: str) -> None:
    assert _again(DOCUMENTS[case]) == ([], [])


@pytest.mark.skipif(not find_office(), reason="LibreOffice is not installed")
def test_blocks_and_formulas_come_back_when_libreoffice_has_saved_them() -> None:
    files = {
        f"{number}.docx": paperconv.export(one, "docx").data for number, one in enumerate(DOCUMENTS.values())
    }
    saved = convert(files, "docx")
    lost = {}
    for case, name in zip(DOCUMENTS, files, strict=True):
        kinds = {node[0] for node in _differences(DOCUMENTS[case], saved[name])[0]}
        if kinds:
            lost[case] = kinds
    assert lost == LOST_IN_OFFICE


_PORTUGUESE = (
    "O rio gelou cedo naquele ano, e os barcos que tinham descido com o trigo ficaram no cais até à primavera; os escrivães "
    "escreveram menos cartas do que em qualquer mês anterior, e ninguém na alfândega perguntou pela razão."
)


def test_the_back_matter_is_still_behind_the_text_though_the_references_are_printed_last() -> None:
    def part(title: str, label: str = "", role: str = "") -> m.Section:
        return m.Section(m.text(title), (_p(_PORTUGUESE),), id=f"s-{title[3:6]}", role=role, label=label)

    document = m.Document(
        m.replace(_META, language="pt"),
        sections=(part("O gelo"), part("Barcos")),
        back=(part("Figuras"), part("As casas"), part("As listas", "A", "appendix")),
        reference_lists=(m.ReferenceList((_PRINTED,), m.text("Referências")),),
    )
    assert _again(document)[0] == []


def test_a_summary_that_is_a_part_of_the_text_is_no_abstract() -> None:
    sections = (m.Section(m.text("Summary"), (_p(PROSE),)), m.Section(m.text("Boats"), (_p(PROSE),)))
    assert _again(m.Document(_META, sections=sections)) == ([], [])


def test_the_first_section_of_a_paper_without_a_title_is_no_title() -> None:
    sections = (m.Section(m.text("The ice"), (_p(PROSE),)), m.Section(m.text("Boats"), (_p(PROSE),)))
    assert _again(m.Document(m.Metadata(language="en"), sections=sections)) == ([], [])


def test_a_raised_citation_leaves_brackets_to_the_sentence_and_a_heading_may_cite() -> None:
    cited = m.Citation((m.CiteItem("w0"),), source=(m.CrossRef("w0", m.text("1")),))
    line = m.Paragraph((m.Text("It froze (see list "), m.Styled("sup", (cited,)), m.Text(", sheet 2).")))
    bare = m.Citation((m.CiteItem("w0"),), source=(m.Text("["), m.CrossRef("w0", m.text("1")), m.Text("]")))
    document = m.Document(
        m.Metadata(m.text("Ice on the River"), language="en"),
        sections=(m.Section((m.Text("The boats of "), bare), (line, _p(PROSE))),),
        reference_lists=(m.ReferenceList((_work("w0", 2017),), m.text("References")),),
    )
    lost, _ = _again(document)
    assert lost == []


def test_notes_to_notes_are_notes_again() -> None:
    def called(said: str, note: str) -> m.Paragraph:
        return m.Paragraph((m.Text(said), m.NoteRef(note), m.Text(".")))

    notes = (
        m.Note("n1", (called("Kept at Skarre", "n2"), _p("On weekdays."))),
        m.Note("n2", (called("Shelf 11", "n3"), _p("Or so."))),
        m.Note("n3", (_p("Now shelf 12."),)),
        m.Note("n4", (_p("The quay."),)),
    )
    section = m.Section(
        m.text("Boats"), (_p(PROSE), called("The rolls", "n1"), called("The boats", "n4"), _p(PROSE))
    )
    assert _again(m.Document(_META, sections=(section,), notes=notes)) == ([], [])


_PRINTED = m.Reference("r1", raw=m.text("Brown, Ada. 2017. “Ice of the Quay.” River 3: 1–9."))


def test_a_note_that_nothing_calls_may_be_a_list() -> None:
    listed = _list("Counting: PPW.", "Writing: GSST and PPW.", ordered=True)
    document = m.Document(
        m.Metadata(m.text("Ice on the River"), language="en"),
        sections=(m.Section(m.text("Boats"), (_p(PROSE),)),),
        notes=(m.Note("fn1", (listed,), "1"), m.Note("fn2", (_p("The quay."), listed, _p("And ice.")), "2")),
        reference_lists=(m.ReferenceList((_PRINTED,), m.text("References")),),
    )
    lost, new = _again(document)
    assert lost == []
    assert {node[0] for node in new if isinstance(node, tuple)} == {"reference-field"}


def _work(key: str, year: int, family: str = "Brown") -> m.Reference:
    return m.Reference(
        key, type="article-journal", title=m.text(f"Ice of {key}"), authors=(m.Name(family, "Ada"),),
        issued=m.Date(year), provenance="bibliography",
    )  # fmt: skip


def test_each_work_of_a_citation_is_linked_though_they_print_the_same() -> None:
    """Chicago prints several works of one institution and year without a letter as one."""
    works = tuple(m.replace(_work(f"w{n}", 2017), title=m.text("Ice")) for n in range(3))
    cited = m.Citation((m.CiteItem("w0"), m.CiteItem("w1"), m.CiteItem("w2")), rendered=(
        m.Text("("), m.CrossRef("w0", m.text("Brown 2017")), m.Text(")"),
    ))  # fmt: skip
    document = m.Document(
        m.Metadata(m.text("Ice on the River"), language="en"),
        sections=(m.Section(m.text("Boats"), (m.Paragraph((m.Text("It froze "), cited, m.Text("."))),)),),
        reference_lists=(m.ReferenceList(works),),
    )
    found = paperconv.read(paperconv.export(document, "docx").data, format="docx")
    (again,) = (node for node in m.iter_nodes(found) if isinstance(node, m.Citation))
    assert len({one.ref for one in again.items}) == 3


def test_narrative_citations_side_by_side_stay_two() -> None:
    sources = [
        (m.Text("As "), m.Citation((m.CiteItem("w0"),), "narrative"), m.Text(" and "),
         m.Citation((m.CiteItem("w1"),), "narrative"), m.Text(" found.")),
    ]  # fmt: skip
    document = m.Document(
        m.Metadata(m.text("Ice on the River"), language="en"),
        sections=(m.Section(m.text("Boats"), tuple(m.Paragraph(one) for one in sources)),),
        reference_lists=(m.ReferenceList((_work("w0", 2017), _work("w1", 2018, "Green"))),),
    )
    found = paperconv.read(paperconv.export(document, "docx").data, format="docx")
    modes = [(node.mode, len(node.items)) for node in m.iter_nodes(found) if isinstance(node, m.Citation)]
    assert modes == [("narrative", 1), ("narrative", 1)]


@pytest.mark.parametrize(
    ("before", "gap", "after", "cited"),
    [
        ("Cole ", " found it; Abel ", " too.", [1, 1]),
        ("It was found (see ", "; but also ", " for this).", [2]),
        ("It was found ", "; ", ".", [2]),
    ],
)
def test_what_a_semicolon_sets_apart_is_of_one_citation_in_brackets_only(
    before: str, gap: str, after: str, cited: list[int]
) -> None:
    links = (m.CrossRef("w1", m.text("[2, p. 4]")), m.CrossRef("w0", m.text("[1]")))
    line = (m.Text(before), links[0], m.Text(gap), links[1], m.Text(after))
    works = (_work("w0", 2017), _work("w1", 2018))
    document = m.Document(
        m.Metadata(), blocks=(m.Paragraph(line),), reference_lists=(m.ReferenceList(works),)
    )
    found = gather_citations(document, ignore)
    citations = [one for one in m.iter_nodes(found) if isinstance(one, m.Citation)]
    assert [len(one.items) for one in citations] == cited
    assert (citations[0].items[0].ref, citations[0].items[0].locator) == ("w1", "4")
    assert m.text_of(found.blocks) == m.text_of(document.blocks)
