"""Notes find their tables, marks their notes, and wide tables their page."""

from __future__ import annotations

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, ignore
from paperconv.passes.fit_tables import fit_tables
from paperconv.passes.gather_table_notes import gather_table_notes
from paperconv.styles import JournalStyle, load_style
from tests.passes.making import doc, p, t


def sup(value: str) -> m.Styled:
    return m.Styled("sup", t(value))


def cell(*children: m.Inline | str, **more: object) -> m.Cell:
    return m.Cell((p(*children),), **more)  # type: ignore[arg-type]


def table(*rows: tuple[m.Cell, ...], **more: object) -> m.Table:
    return m.Table(bodies=(m.TableBody(tuple(m.Row(row) for row in rows)),), id="tbl1", **more)  # type: ignore[arg-type]


def noted(*blocks: m.Block) -> tuple[m.Block, ...]:
    document = gather_table_notes(doc(*blocks), ignore)
    assert gather_table_notes(document, ignore) == document
    assert list(m.check(document)) == []
    return document.blocks


ROW = (cell("Vik", sup("a")), cell("3.2", sup("b")))


def notes(block: m.Block) -> list[tuple[str, str]]:
    assert isinstance(block, m.Table)
    return [(note.label, m.text_of(note.blocks)) for note in block.notes]


def test_paragraphs_below_a_table_that_begin_with_its_marks_are_its_notes() -> None:
    below = (p(sup("a"), " Without the fire."), p(sup("b"), "Largest."), p("The text goes on."))
    made, rest = noted(table(ROW), *below)
    assert notes(made) == [("a", "Without the fire."), ("b", "Largest.")]
    assert rest == below[2]


def test_what_jats_has_in_one_element_with_a_table_are_its_notes() -> None:
    below = (
        m.replace(p(sup("a"), " Without the fire."), role="table-wrap"),
        m.replace(p("All in metres."), role="table-wrap"),
    )
    row = (cell("Vik", m.CrossRef("fn7", (sup("a"),))), cell("3.2"))
    (made,) = noted(table(row), *below)
    assert notes(made) == [("a", "Without the fire."), ("", "All in metres.")]
    assert isinstance(made, m.Table)
    (other,) = noted(
        table((cell("x"), cell("y"))), m.replace(p(sup("1/"), " Totals differ."), role="table-wrap")
    )
    assert notes(other) == [("1/", "Totals differ.")]
    marks = [node.target for node in m.iter_nodes(made) if isinstance(node, m.CrossRef)]
    assert marks == [made.notes[0].id]


def test_several_notes_in_one_paragraph_are_told_apart() -> None:
    (made,) = noted(table(ROW), p(sup("a"), " One. ", sup("b"), " Two."))
    assert notes(made) == [("a", "One."), ("b", "Two.")]


def test_a_row_across_the_table_at_its_end_is_notes() -> None:
    last = (cell(sup("a"), " One; ", sup("b"), " two.", colspan=2),)
    (made,) = noted(table(ROW, last))
    assert notes(made) == [("a", "One;"), ("b", "two.")]
    assert isinstance(made, m.Table)
    assert len(made.bodies[0].rows) == 1
    (made,) = noted(table(ROW, foot=(m.Row((cell("Source: harbour board.", colspan=2),)),)))
    assert notes(made) == [("", "Source: harbour board.")]
    assert isinstance(made, m.Table)
    assert made.foot == ()


def test_a_row_of_words_across_the_table_stays_a_row() -> None:
    last = (cell("Total of all gauges", colspan=2),)
    (made,) = noted(table(ROW, last))
    assert notes(made) == []


def test_a_general_note_directly_below() -> None:
    made, rest = noted(table(ROW), p("Note. Means of four years."), p("Note. This is not one."))
    assert notes(made) == [("", "Note. Means of four years.")]
    assert m.text_of(rest) == "Note. This is not one."


def test_a_raised_number_that_no_cell_has_begins_no_note() -> None:
    made, rest = noted(table((cell("x"), cell("y"))), p(sup("14"), "C dates were calibrated."))
    assert notes(made) == []
    assert m.text_of(rest) == "14C dates were calibrated."


def test_marks_in_cells_lead_to_their_notes() -> None:
    row = (cell("Vik", sup("a")), cell("3", sup("a,b")))
    (made,) = noted(table(row), p(sup("a"), " One."), p(sup("b"), " Two."))
    assert isinstance(made, m.Table)
    links = [(m.text_of(one), one.target) for one in m.iter_nodes(made) if isinstance(one, m.CrossRef)]
    ids = {note.label: note.id for note in made.notes}
    assert links == [("a", ids["a"]), ("a", ids["a"]), ("b", ids["b"])]


def wide(columns: int) -> m.Table:
    return table(tuple(cell("12.25") for _ in range(columns)), label="Table 7")


def fitted(block: m.Block, style: JournalStyle) -> tuple[m.Block, list[Diagnostic]]:
    found: list[Diagnostic] = []
    return fit_tables(style)(doc(block), found.append).blocks[0], found


def test_wide_tables_get_the_page_or_smaller_type_or_a_page_turned_sideways() -> None:
    one, two = load_style("base"), load_style("two-column")
    assert [fitted(wide(n), one)[0].span for n in (5, 12, 15, 16, 40)] == [
        "column",
        "column",
        "column",
        "landscape",
        "landscape",
    ]  # type: ignore[union-attr]
    assert [fitted(wide(n), two)[0].span for n in (5, 7, 9, 17)] == ["column", "column", "page", "page"]  # type: ignore[union-attr]
    made, found = fitted(wide(14), one)
    assert found[0].message == "Table 7 is 112 characters wide: it is set in type of 80% of the usual size"
    assert fitted(made, one) == (made, [])
    made, found = fitted(wide(16), one)
    assert "Table 7 is 128 characters wide" in found[0].message
    assert [fitted(wide(n), one)[0].scale for n in (13, 14, 16, 24, 30, 40, 60)] == [
        0.9,
        0.8,
        1,
        0.8,
        0.65,
        0.5,
        0.5,
    ]  # type: ignore[union-attr]
    assert fitted(wide(24), one)[1][0].message.endswith("sideways, in type of 80% of the usual size")
    assert "longest words must break" in fitted(wide(60), one)[1][0].message
    sideways = m.replace(wide(30), span="landscape")
    assert fitted(fitted(sideways, one)[0], one) == (m.replace(sideways, scale=0.65), [])
    assert fitted(made, one) == (made, [])


def test_a_table_within_a_box_stays_there() -> None:
    box = m.Box((wide(40),))
    assert fitted(box, load_style("base")) == (box, [])


def test_how_wide_a_table_may_be_hangs_on_page_and_type() -> None:
    spans = {
        style: [fitted(wide(n), load_style(style))[0].span for n in (8, 10, 12, 15)]  # type: ignore[union-attr]
        for style in ("manuscript", "open-access", "base")
    }
    assert spans == {
        "manuscript": ["column", "column", "column", "landscape"],
        "open-access": ["column", "column", "column", "landscape"],
        "base": ["column"] * 4,
    }
    scales = [fitted(wide(12), load_style(style))[0].scale for style in spans]  # type: ignore[union-attr]
    assert scales == [0.8, 0.9, 1]


def test_a_page_without_room_is_told_by_those_that_have_pages() -> None:
    style = load_style("base")
    broken = msgspec.structs.replace(style, page=msgspec.structs.replace(style.page, size="small"))
    assert fitted(wide(12), broken) == (wide(12), [])


def test_how_wide_a_table_is() -> None:
    assert m.least_width(wide(5)) == 40
    assert m.least_width(m.Table()) == 0
    rows = ((cell("ab", rowspan=2), cell("c")), (cell("defg"),))
    assert m.least_width(table(*rows)) == 2 + 4 + 6
    assert msgspec.json.encode(m.least_width(table((cell("x" * 500),)))) == b"28"


def test_a_formula_in_a_cell_is_as_wide_as_it_is_printed() -> None:
    def width(*cells: m.Cell) -> int:
        return m.least_width(table(cells))

    assert width(cell(m.Math(r"0.19_{-0.12}^{+0.15}"))) == width(cell("0.19-0.12"))
    assert width(cell(m.Math(r"\chi_\mathrm{eff}"))) == width(cell("xeff"))
    assert width(m.Cell((m.Equation(r"\frac{\alpha}{\beta}"),))) == width(cell("xx"))
    assert width(cell("See ", m.Math(r"\mathcal{N}"), " and so")) == width(cell("See"))
