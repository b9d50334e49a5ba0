"""What only our own styles say of a text comes back from a DOCX."""

from __future__ import annotations

import paperconv
from paperconv import model as m
from tests.word.making import NAMESPACES, PROSE, docx, p, read, style

_TITLE = style("T", "Title") + style("H1", "heading 1") + style("B", "Bibliography")


def again(*blocks: m.Block) -> tuple[m.Block, ...]:
    """``blocks`` of a section, written and read."""
    section = m.Section(
        m.text("Introduction"), (m.Paragraph(m.text(PROSE)), *blocks, m.Paragraph(m.text(PROSE)))
    )
    document = m.Document(m.Metadata(m.text("Ice on the River"), language="en"), sections=(section,))
    (read_section,) = paperconv.read(paperconv.export(document, "docx").data).sections
    return read_section.blocks[1:-1]


def test_type_of_one_width_and_formulas_that_are_shown_as_source_come_back() -> None:
    line = m.Paragraph(
        (
            m.Text("Call "),
            m.Styled("monospace", m.text("tide()")),
            m.Text(" with "),
            m.Math(r"\noSuch{x}"),
            m.Text("."),
        )
    )
    (paragraph,) = again(line)
    assert isinstance(paragraph, m.Paragraph)
    assert paragraph.children == line.children


def test_a_displayed_formula_that_is_shown_as_source_keeps_its_number() -> None:
    (equation,) = again(m.Equation(r"\noSuch{x} = \other", id="eq-a", label="3"))
    assert isinstance(equation, m.Equation)
    assert (equation.tex, equation.label) == (r"\noSuch{x} = \other", "3")


def test_a_heading_that_is_but_a_number_is_a_section_still_and_parts_of_an_abstract_are_none() -> None:
    parts = tuple(
        m.Section(m.text(word), (m.Paragraph(m.text(PROSE)),))
        for word in ("Background", "Methods", "Results")
    )
    meta = m.Metadata(m.text("Ice on the River"), abstracts=(m.Abstract(sections=parts),), language="en")
    sections = (
        m.Section((), (m.Paragraph(m.text(PROSE)),), label="1"),
        m.Section(m.text("Boats"), parts[0].blocks, label="2"),
    )
    found = paperconv.read(paperconv.export(m.Document(meta, sections=sections), "docx").data)
    assert [(m.text_of(one.title), one.label) for one in found.sections] == [("", "1"), ("Boats", "2")]
    (abstract,) = found.meta.abstracts
    assert [m.text_of(one.title) for one in abstract.sections] == ["Background", "Methods", "Results"]


def test_a_formula_within_an_item_does_not_cut_the_list() -> None:
    def item(*blocks: m.Block) -> m.ListItem:
        return m.ListItem(blocks)

    words = [m.Paragraph(m.text(word)) for word in ("Take both.", "and so on", "Shift one.", "Report.")]
    formula = m.Equation("a = b")
    for ordered in (True, False):
        items = (item(words[0], formula, words[1]), item(words[2]), item(words[3]))
        (found,) = again(m.List(items, ordered))
        assert isinstance(found, m.List)
        assert [len(one.blocks) for one in found.items] == [3, 1, 1]


def test_items_after_the_one_that_restarts_a_list_belong_to_it() -> None:
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    )
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
        f'<w:num w:numId="6"><w:abstractNumId w:val="1"/>{restart}</w:num>'
    )
    items = [
        p(text, properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
        for text, number in (("one boat", 6), ("two boats", 3), ("three boats", 3))
    ]
    made = read(
        p("Ice", style="T"),
        p(PROSE),
        *items,
        p(PROSE),
        styles=_TITLE,
        parts={"numbering": f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>"},
    )
    (found,) = (node for node in m.iter_nodes(made.document) if isinstance(node, m.List))
    assert len(found.items) == 3


def test_entries_that_are_only_addresses_are_no_running_heads() -> None:
    addresses = [f"https://doi.org/10.5555/nbt.{number}" for number in (3820, 3901, 4007, 4411, 4512, 4600)]
    prose = [p(PROSE) for _ in range(3)]
    body = [p(f"[{number}] {address}", style="B") for number, address in enumerate(addresses, 1)]
    data = docx(p("Ice", style="T"), *prose, p("References", style="H1"), *body, styles=_TITLE)
    document = paperconv.read(data)
    assert [m.text_of(one.raw) for one in document.references] == addresses
