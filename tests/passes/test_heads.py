"""The heads of tables that no source marks: words above columns of numbers, and nothing less."""

from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, ignore
from paperconv.passes.find_heads import find_heads
from tests.passes.making import doc, p

_Rows = tuple[tuple[str, ...], ...]


def cell(words: str) -> m.Cell:
    """``words``; ``2x`` before them spans two columns, ``2y`` two rows."""
    for mark, field in (("x ", "colspan"), ("y ", "rowspan")):
        count, found, rest = words.partition(mark)
        if found and count.isdigit():
            return m.replace(cell(rest), **{field: int(count)})
    return m.Cell((p(words),) if words else ())


def table(rows: _Rows) -> m.Table:
    made = tuple(m.Row(tuple(cell(words) for words in row)) for row in rows)
    return m.Table(bodies=(m.TableBody(made),), id="tbl1", label="Table 1")


def heads(rows: _Rows) -> int:
    document = find_heads(doc(table(rows)), ignore)
    assert find_heads(document, ignore) == document
    (made,) = document.blocks
    assert isinstance(made, m.Table)
    assert all(one.header for row in made.head for one in row.cells)
    kept = (*made.head, *(row for body in made.bodies for row in body.rows))
    assert [m.text_of(row) for row in kept] == [m.text_of(row) for row in table(rows).bodies[0].rows]
    return len(made.head)


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ((("Site", "Depth (m)", "Salinity"), ("Vik", "3.2", "31.0"), ("Nes", "11", "33.4")), 1),
        ((("", "Mean ± SD", "p"), ("Control", "4.1 ± 0.2", "—"), ("Peat", "5.6 ± 0.4", "< 0.01")), 1),
        ((("Oven", "Loss"), ("A", "$12.4 \\pm 0.3$"), ("B", "n.a."), ("C", "9.8 %")), 1),
        ((("2y Oven", "2x Coast", "2x Inland"), ("Summer", "Winter", "Summer", "Winter"), ("A", "1", "2", "3", "4"), ("B", "2", "3", "4", "5")), 2),
        ((("2y Model", "2x Small", "2x Large"), ("7B", "13B", "7B", "13B"), ("A", "1.5", "2.5", "3", "4"), ("B", "2", "3", "4", "5")), 2),
        ((("Crop", "Yield", "Area"), ("3x Uplands",), ("Rye", "12", "40"), ("Oats", "9", "31"), ("3x Valley",), ("Rye", "15", "80")), 1),
        ((("Donor", "Country", "Gift"), ("Ruud", "Norway", "120"), ("Weber", "Austria", "80")), 1),
    ],
)  # fmt: skip
def test_words_above_numbers_are_a_head(rows: _Rows, count: int) -> None:
    assert heads(rows) == count


@pytest.mark.parametrize(
    "rows",
    [
        (("Operation", "Meaning"), ("Sum", "Adds what stands left"), ("Mean", "Divides by the count")),
        (("Vik", "3.2", "31.0"), ("Nes", "11", "33.4")),
        (("Year", "1990", "2000"), ("Boats", "31", "28"), ("Crews", "90", "77")),
        (("Width", "12"), ("Height", "30")),
        (("Emperor", "Reign"), ("Otto", "from 962"), ("Henry", "until 1024")),
        (("3x All the ovens",), ("A", "1", "2"), ("B", "3", "4")),
        (("Site", "Depth"), ("Vik", "3.2")),
        (("4y Site", "Depth", "Salinity"), ("3.2", "31.0"), ("11", "33.4"), ("9", "30")),
        (),
    ],
)
def test_what_nothing_tells_is_left(rows: _Rows) -> None:
    assert heads(rows) == 0


def test_a_table_whose_source_marks_a_head_is_left() -> None:
    rows = table((("Site", "Depth", "Salinity"), ("Vik", "3.2", "31.0"), ("Nes", "11", "33.4")))
    (body,) = rows.bodies
    first = m.Row((m.replace(body.rows[1].cells[0], header=True), *body.rows[1].cells[1:]))
    marked = m.replace(rows, bodies=(m.TableBody((body.rows[0], first, body.rows[2])),))
    document = doc(marked)
    assert find_heads(document, ignore) is document


def test_one_line_says_which_tables_have_been_given_a_head() -> None:
    said: list[Diagnostic] = []
    rows = table((("Site", "Depth", "Salinity"), ("Vik", "3.2", "31.0"), ("Nes", "11", "33.4")))
    find_heads(doc(rows, m.replace(rows, id="tbl2", label="")), said.append)
    (line,) = said
    assert "Table 1, a table without a number" in line.message
