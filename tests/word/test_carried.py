"""What Word has no word for is carried by the styles, the bookmarks and the frames of a DOCX, and comes back."""

from __future__ import annotations

import pytest

import paperconv
from paperconv import model as m
from paperconv.diagnostics import ignore
from paperconv.pipeline import Edition
from tests.word.making import PROSE
from tests.word.round_trip import inventory


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
    "a link as it was written": (
        m.Paragraph((m.Link("http://dx.doi.org/10.5555/abc", m.text("the data")), m.Text("."))),
    ),
}  # fmt: skip


def _again(document: m.Document) -> tuple[list[object], list[object]]:
    """What is lost, and what is new."""
    again = paperconv.read(paperconv.export(document, "docx").data, format="docx")
    wanted, found = (inventory(Edition(one, "base", ignore).prepared()) for one in (document, again))
    return list(wanted - found), list(found - wanted)


@pytest.mark.parametrize("case", BLOCKS)
def test_blocks_come_back(case: str) -> None:
    section = m.Section(m.text("Boats"), (_p(PROSE), *BLOCKS[case], _p(PROSE)))
    meta = m.Metadata(m.text("Ice on the River"), language="en")
    assert _again(m.Document(meta, sections=(section,))) == ([], [])


@pytest.mark.parametrize(
    "tex",
    [
        r"\binom{n}{k} x^{k}", r"x^{a}{}_{2}F_{1}(z)", r"\boldsymbol{\mathcal{S}}_{j} + \mathcal{S}", r"\mathbf{61.0} \pm \mathbf{0.2}",
        r"\boldsymbol{\mathfrak{g}}(x)", r"\left( \genfrac{}{}{0pt}{}{a}{b} + c \right)",
    ],
)  # fmt: skip
def test_formulas_come_back(tex: str) -> None:
    line = m.Paragraph((m.Text("Here "), m.Math(tex), m.Text(" holds.")))
    meta = m.Metadata(m.text("Ice on the River"), language="en")
    assert _again(m.Document(meta, sections=(m.Section(m.text("Boats"), (line, _p(PROSE))),))) == ([], [])


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
