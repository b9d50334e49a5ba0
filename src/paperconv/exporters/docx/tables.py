"""Tables in the three-line manner, and frames of one cell."""

from __future__ import annotations

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Rule
from paperconv.exporters.docx.block_styles import KEPT, size_name
from paperconv.exporters.docx.captions import caption, led
from paperconv.exporters.docx.markup import EMPTY, Xml, attribute, join
from paperconv.exporters.docx.pictures import drawing, placeholder
from paperconv.exporters.docx.place import Place
from paperconv.exporters.docx.runs import para, run, text
from paperconv.exporters.docx.widths import Slot, column_widths
from paperconv.exporters.docx.writer import Writer
from paperconv.html.tables import after_point, decimal_places

CELL_MARGIN = 85
"""Left and right of a cell's text, in twips: as the style Normal Table says."""
MAX_COLUMNS = 63
"""Word opens no table with more columns."""
_BOX_MARGIN = 142
_FEW_ROWS, _FEW_LETTERS = 12, 1500
"""Of a table that stands on one page."""
_DIGIT_BLANK = "\u2007"
_POINT_BLANK = "\u2008"
_TABLE_STYLES = {"three-line": "ThreeLineTable", "grid": "TableGrid", "none": "PlainTable"}
_ALIGNS: dict[m.Alignment, str] = {
    "": "",
    "left": "",
    "center": "Center",
    "right": "Right",
    "justify": "Justify",
    "decimal": "Right",
}


class Line(msgspec.Struct, frozen=True):
    """A ``w:tr``. ``rules`` are the borders of its cells, ``head`` that it is repeated on each page."""

    slots: list[Slot]
    head: bool = False
    rules: tuple[str, ...] = ()


class _Columns(msgspec.Struct, frozen=True):
    """``size`` is the part of the names of styles that says how small the type is, ``text`` that of the text of a row."""

    given: tuple[m.Column, ...]
    widths: list[int]
    size: str
    text: str = ""


def table(w: Writer, node: m.Table, place: Place) -> list[Xml]:
    """Caption, table or pictures of it, notes."""
    above = w.job.style.tables.caption == "above"
    named = caption(w, node.id, node.label, node.caption, place, style="CaptionAbove" if above else "Caption")
    out = list(named) if above else []
    overflow: list[m.Cell] = []
    lines = _lines(_aligned(node), overflow)
    if not named and (lines or node.images or node.notes):
        out = [w.bookmark(node.id, EMPTY)] if node.id else []
    if lines:
        out.append(_table(w, node, lines, place))
    for image in node.images:
        made = drawing(w, image, w.room)
        content = text(w, placeholder(w, image), w.look) if made is None else run(w, made, w.look)
        out.append(para(w, "MissingFigure" if made is None else "Figure", content))
    if overflow:
        w.log(
            Rule.LAYOUT_SOUND,
            f"a table of more than {MAX_COLUMNS} columns: the cells beyond stand under it",
            node.pos,
            "split the table",
        )
        for cell in overflow:
            out += place.write(w, cell.blocks, place.within("TableText"))
    if not above and named:
        out = [*out, *named]
    for note in node.notes:
        label = text(w, note.label, place.look.styled("Superscript"))
        gap = " " if note.label else ""
        out += led(w, w.bookmark(note.id, label), note.blocks, place.within("TableNote"), gap)
    return separated(w, out)


def _aligned(node: m.Table) -> m.Table:
    """``node`` with blanks as wide as digits and points behind decimals, so that these stand under one another."""
    places = decimal_places(node)
    if not any(places.values()):
        return node

    def padded(cell: m.Cell, column: int) -> m.Cell:
        align = cell.align or (node.columns[column].align if column < len(node.columns) else "")
        said = m.text_of(cell.blocks).strip()
        tail = after_point(said)
        room = places.get(column, 0) - tail
        last = cell.blocks[-1] if cell.blocks else None
        if align != "decimal" or room <= 0 or not isinstance(last, m.Paragraph):
            return cell
        blank = _DIGIT_BLANK * room if tail else _POINT_BLANK + _DIGIT_BLANK * (room - 1)
        held = m.replace(last, children=(*last.children, m.Text(blank)))
        return m.replace(cell, blocks=(*cell.blocks[:-1], held))

    def rows(held: tuple[m.Row, ...]) -> tuple[m.Row, ...]:
        out = []
        for row in held:
            column, cells = 0, []
            for cell in row.cells:
                cells.append(padded(cell, column))
                column += max(cell.colspan, 1)
            out.append(m.replace(row, cells=tuple(cells)))
        return tuple(out)

    bodies = tuple(m.replace(one, rows=rows(one.rows)) for one in node.bodies)
    return m.replace(node, bodies=bodies, foot=rows(node.foot))


def table_end(w: Writer) -> Xml:
    """The small paragraph without which two tables would flow into one, and text would stick to them."""
    return para(w, "TableEnd", EMPTY)


def parting(w: Writer, place: Place) -> list[Xml]:
    """The same before what something of its own kind stands right before."""
    return [table_end(w)] if place.apart else []


def separated(w: Writer, blocks: list[Xml]) -> list[Xml]:
    """``blocks`` with a paragraph at their end, as Word wants it in a cell; one is added after a table."""
    return [*blocks, table_end(w)] if not blocks or blocks[-1].endswith("</w:tbl>") else blocks


def framed(
    w: Writer, style: str, place: Place, nodes: m.Blocks, heading: list[Xml] | None = None, *, title: str = ""
) -> list[Xml]:
    """``heading`` and ``nodes`` in a table of one cell with the style ``style``; ``title`` tells who cannot see what it is."""
    whole = w.room
    w.room = whole - 2 * _BOX_MARGIN
    held = [*(heading or []), *place.write(w, nodes, msgspec.structs.replace(place, depth=0))]
    w.room = whole
    if not held:
        return []
    named = f'<w:tblCaption w:val="{attribute(title)}"/>' if title else ""
    return [
        Xml(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{whole}" w:type="dxa"/>'
            f'<w:tblLook w:val="0000"/>{named}</w:tblPr><w:tblGrid><w:gridCol w:w="{whole}"/></w:tblGrid><w:tr><w:tc>'
            f'<w:tcPr><w:tcW w:w="{whole}" w:type="dxa"/></w:tcPr>{join(separated(w, held))}</w:tc></w:tr></w:tbl>'
        ),
        table_end(w),
    ]


def _lines(node: m.Table, overflow: list[m.Cell]) -> list[Line]:
    """The rows of all groups, with the rules between head, bodies and foot."""
    out: list[Line] = []
    head = _grid(node.head, overflow)
    for number, slots in enumerate(head):
        last = number == len(head) - 1
        out.append(Line(slots, head=True, rules=("bottom",) if last else ("span",)))
    for number, body in enumerate(body for body in node.bodies if body.rows):
        out += _group(_grid(body.rows, overflow), "top" if number else "")
    out += _group(_grid(node.foot, overflow), "top" if out else "")
    return out


def _group(rows: list[list[Slot]], rule: str) -> list[Line]:
    return [Line(slots, rules=(rule,) if rule and not number else ()) for number, slots in enumerate(rows)]


def _grid(rows: tuple[m.Row, ...], overflow: list[m.Cell]) -> list[list[Slot]]:
    """The cells of a group of rows on their columns. Spans end with the group; what crosses another span gives way."""
    rows = tuple(row for row in rows if row.cells)
    out: list[list[Slot]] = []
    hanging: dict[int, tuple[int, int]] = {}  # first column → (rows that are left, columns)
    for number, row in enumerate(rows):
        slots: list[Slot] = []
        above, hanging = hanging, {}
        starts = sorted(above)
        column = 0

        def pass_merged(
            column: int, slots: list[Slot] = slots, above: dict[int, tuple[int, int]] = above
        ) -> int:
            while column in above:
                span = above[column][1]
                slots.append(Slot(None, column, span, merged=True))
                column += span
            return column

        for cell in row.cells:
            column = pass_merged(column)
            if column >= MAX_COLUMNS:
                overflow.append(cell)
                continue
            free = next((start for start in starts if start > column), MAX_COLUMNS) - column
            span = min(max(cell.colspan, 1), free)
            deep = min(max(cell.rowspan, 1), len(rows) - number)
            slots.append(Slot(cell, column, span, starts_merge=deep > 1))
            if deep > 1:
                hanging[column] = (deep - 1, span)
            column += span
        for start in starts:
            if start >= column:
                if start > column:
                    slots.append(Slot(None, column, start - column))
                column = pass_merged(start)
        hanging.update({start: (left - 1, span) for start, (left, span) in above.items() if left > 1})
        out.append(slots)
    return out


def _table(w: Writer, node: m.Table, lines: list[Line], place: Place) -> Xml:
    count = max(slot.column + slot.span for line in lines for slot in line.slots)
    widths = column_widths(w, node, [line.slots for line in lines], count)
    columns = _Columns(node.columns, widths, size_name(node.scale).replace(" ", ""))
    small = len(lines) <= _FEW_ROWS and len(m.text_of(node)) <= _FEW_LETTERS
    kept = msgspec.structs.replace(columns, text=KEPT) if small else columns
    rows = [*(_row(w, line, kept, place) for line in lines[:-1]), _row(w, lines[-1], columns, place)]
    head = "0020" if lines[0].head else "0000"
    mirrored = "<w:bidiVisual/>" if w.look.right_to_left else ""  # the first column stands at the right
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return Xml(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{_TABLE_STYLES[w.job.style.tables.rules]}"/>{mirrored}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLook w:val="{head}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{join(rows)}</w:tbl>'
    )


def _row(w: Writer, line: Line, columns: _Columns, place: Place) -> Xml:
    cells: list[Xml] = []
    column = 0
    for slot in line.slots:
        cells.append(_cell(w, line, slot, columns, place))
        column = slot.column + slot.span
    widths = columns.widths
    if column < len(widths):
        cells.append(_cell(w, line, Slot(None, column, len(widths) - column), columns, place))
    repeated = "<w:tblHeader/>" if line.head else ""
    return Xml(f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{join(cells)}</w:tr>")


def _cell(w: Writer, line: Line, slot: Slot, columns: _Columns, place: Place) -> Xml:
    width = sum(columns.widths[slot.column : slot.column + slot.span])
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if slot.span > 1:
        properties += f'<w:gridSpan w:val="{slot.span}"/>'
    if slot.starts_merge or slot.merged:
        properties += f'<w:vMerge w:val="{"restart" if slot.starts_merge else "continue"}"/>'
    cell = slot.cell
    for rule in line.rules if w.job.style.tables.rules == "three-line" else ():
        if rule == "span":
            if slot.span > 1 and cell is not None and not slot.starts_merge:
                properties += _border("bottom", 4)
        else:
            properties += _border(rule, 6)
    align = cell.align if cell is not None else ""
    if not align and slot.column < len(columns.given):
        align = columns.given[slot.column].align
    heading = line.head or (cell is not None and cell.header)
    name = f"TableHeading{columns.size}" if heading else f"TableText{columns.size}{columns.text}"
    style = f"{name}{_ALIGNS[align]}"
    if line.head:
        properties += '<w:vAlign w:val="bottom"/>'
    held: list[Xml] = []
    if cell is not None:
        whole, w.room = w.room, max(width - 2 * CELL_MARGIN, 200)
        held = place.write(w, cell.blocks, msgspec.structs.replace(place, style=style, first="", depth=0))
        w.room = whole
    content = join(separated(w, held)) if held else para(w, style, EMPTY)
    return Xml(f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")


def _border(side: str, size: int) -> str:
    return f'<w:tcBorders><w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="auto"/></w:tcBorders>'
