from __future__ import annotations

from paperconv import model as m
from tests.pandoc.drafts import block, draft

GRID = """
+-------+---------------+
| Head  | Wide          |
|       +-------+-------+
|       | a     | b     |
+:======+======:+:=====:+
| tall  | 1     | 2     |
|       +-------+-------+
|       | - x   | 4     |
+-------+-------+-------+

: Numbers, *all* {#tbl:n}
"""


def shape(rows: tuple[m.Row, ...]) -> list[list[tuple[str, int, int]]]:
    return [[(m.text_of(cell), cell.colspan, cell.rowspan) for cell in row.cells] for row in rows]


def test_spans_head_rows_alignment_and_caption_of_a_grid_table():
    made = block(GRID)
    assert isinstance(made, m.Table)
    assert made.id == "tbl-n"
    assert m.text_of(made.caption) == "Numbers, all"
    assert [column.align for column in made.columns] == ["left", "right", "center"]
    assert all(0 < column.width < 1 for column in made.columns)
    assert shape(made.head) == [[("Head", 1, 2), ("Wide", 2, 1)], [("a", 1, 1), ("b", 1, 1)]]
    assert shape(made.bodies[0].rows) == [
        [("tall", 1, 2), ("1", 1, 1), ("2", 1, 1)],
        [("x", 1, 1), ("4", 1, 1)],
    ]
    assert isinstance(made.bodies[0].rows[1].cells[0].blocks[0], m.List)
    assert all(cell.header for row in made.head for cell in row.cells)


def test_a_table_without_a_head_has_none():
    made = block("|---|---|\n| a | b |\n".replace("|---|---|", "|   |   |\n|---|---|"))
    assert made.head == ()
    assert shape(made.bodies[0].rows) == [[("a", 1, 1), ("b", 1, 1)]]


HTML = (
    '<table><caption>Cap</caption><tr><td rowspan="2">A $x_1^2$</td><td colspan=2>B<br>C</td></tr>'
    "<tr><td><b>d</b> &amp; e</td><td>$5 and $6</td></tr><tr><td>short</td></tr></table>"
)


def test_a_table_of_html_on_one_line_is_read_in_every_dialect():
    for form in ("markdown", "markdown-markdown_in_html_blocks", "gfm", "commonmark_x"):
        (made,) = draft(HTML, form).blocks
        assert isinstance(made, m.Table), form
        assert len(made.columns) == 3
        first, second, third = made.bodies[0].rows
        assert [(cell.colspan, cell.rowspan) for cell in first.cells] == [(1, 2), (2, 1)]
        assert m.Math("x_1^2") in list(m.iter_nodes(first))
        assert m.LineBreak() in list(m.iter_nodes(first))
        assert m.text_of(second.cells[0]) == "d & e"
        assert m.text_of(second.cells[1]) == "$5 and $6"
        assert [m.text_of(cell) for cell in third.cells] == ["short", "", ""]
        assert m.text_of(made.caption) == "Cap"


def test_head_and_alignment_of_a_table_of_html():
    made = block(
        "<table><thead><tr><th>h</th><th>i</th></tr></thead>"
        '<tbody><tr><td align="right">1</td><td style="text-align: center">2</td></tr></tbody></table>'
    )
    assert shape(made.head) == [[("h", 1, 1), ("i", 1, 1)]]
    assert [cell.align for cell in made.bodies[0].rows[0].cells] == ["right", "center"]


def test_pictures_in_a_cell_stay_in_its_lines():
    made = block('<table><tr><td><img src="a.png"></td></tr></table>')
    assert made.bodies[0].rows[0].cells[0].blocks == (m.Paragraph((m.Image("a.png"),)),)


def test_absurd_spans_are_not_followed():
    rows = '<tr><td rowspan="9999" colspan="999">a</td></tr>' * 300
    found = []
    (made,) = draft(f"<table>{rows}</table>", log=found).blocks
    assert sum(len(row.cells) for body in made.bodies for row in body.rows) < 300_000
    assert m.text_of(made).count("a") == 300


def test_the_head_of_a_column_of_rows_is_marked():
    made = block(
        "<table><tbody><tr><th>r</th><td>1</td></tr><tr><th>s</th><td>2</td></tr></tbody></table>", "html"
    )
    assert [[cell.header for cell in row.cells] for row in made.bodies[0].rows] == [
        [True, False],
        [True, False],
    ]


def test_a_latex_table_keeps_the_head_of_all_rows_above_its_second_rule() -> None:
    rows = r"& \multicolumn{2}{c}{Both} \\ \cline{2-3} Gauge & a & b \\ \hline Vik & 1 & 2 \\ \hline"
    source = rf"\begin{{table}}\caption{{C}}\begin{{tabular}}{{lcc}}\hline {rows}\end{{tabular}}\end{{table}}"
    table = block(source)
    assert isinstance(table, m.Table)
    assert [[m.text_of(cell.blocks) for cell in row.cells] for row in table.head] == [
        ["", "Both"],
        ["Gauge", "a", "b"],
    ]
    assert [m.text_of(row) for one in table.bodies for row in one.rows] == ["Vik12"]
