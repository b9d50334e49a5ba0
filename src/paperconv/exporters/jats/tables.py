"""Tables, in the XHTML table model of JATS.

JATS4R wants a ``table`` in every ``table-wrap``: a table that is a picture has a cell for it, one of which only the caption
is there an empty cell.
"""

from __future__ import annotations

from paperconv import model as m
from paperconv.diagnostics import Rule
from paperconv.exporters.jats.figures import write_caption
from paperconv.exporters.jats.inlines import write_inlines
from paperconv.exporters.jats.media import graphic, inline_graphic
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import CELL, PARAGRAPHS, TITLE, Element, child


def write_table(state: State, element: Element, node: m.Table) -> None:
    """Fill a ``table-wrap``."""
    if node.span == "landscape":
        element.set("orientation", "landscape")
    state.identify(element, node.id)
    state.want_id(element, "unnumbered-table-")
    state.label(element, node.label)
    write_caption(state, element, node.caption)
    cells = has_cells(node)
    if cells:
        holder = child(element, "alternatives") if node.images else element
        for image in node.images:
            if state.in_abstract:
                inline_graphic(state, child(holder, "inline-graphic"), image)
            else:
                graphic(state, holder, image)
        _cells(state, child(holder, "table"), node)
    else:
        rows = child(child(element, "table"), "tbody")
        for picture in node.images or (None,):
            place = child(child(rows, "tr"), "td")
            if picture is not None:
                inline_graphic(state, child(place, "inline-graphic"), picture)
    if not (cells and _has_header(node)):
        fault, hint = ("is a picture", "give the table as text")
        if cells:
            fault, hint = ("has no header cells", "mark its first row or column as a heading")
        elif not node.images:
            fault, hint = ("is only a caption", "give the table")
        state.log(Rule.HEADER_CELLS_GIVEN, f"{node.label or 'a table'} {fault}", node.pos, hint)
    if node.notes:
        foot = child(element, "table-wrap-foot")
        for note in node.notes:
            entry = child(foot, "fn")
            state.identify(entry, note.id)
            state.label(entry, note.label)
            start = len(entry)
            state.blocks(entry, note.blocks, PARAGRAPHS)
            if len(entry) == start:
                child(entry, "p")


def has_cells(node: m.Table) -> bool:
    """Whether ``node`` is given as cells, and not as a picture only."""
    return any(
        row.cells for rows in (node.head, *(body.rows for body in node.bodies), node.foot) for row in rows
    )


def as_figure(node: m.Table) -> m.Figure:
    """A table that is a picture, as an abstract may hold it: JATS4R allows a ``graphic`` there in a ``fig`` only."""
    pictures = tuple(m.Panel(image) for image in node.images)
    notes = tuple(m.Panel(None, note.blocks, note.id, note.label) for note in node.notes)
    return m.Figure((*pictures, *notes), node.id, node.label, node.caption, pos=node.pos)


def _has_header(node: m.Table) -> bool:
    return any(row.cells for row in node.head) or any(
        cell.header
        for rows in (*(body.rows for body in node.bodies), node.foot)
        for row in rows
        for cell in row.cells
    )


def _cells(state: State, table: Element, node: m.Table) -> None:
    if node.columns:
        group = child(table, "colgroup")
        for column in node.columns:
            entry = child(group, "col")
            _align(entry, column.align)
            if 0 < column.width <= 1:
                entry.set("width", f"{100 * column.width:.4g}%")
    _rows(state, table, "thead", node.head)
    # XHTML 1 has the foot before the bodies
    _rows(state, table, "tfoot", node.foot)
    start = len(table)
    for body in node.bodies:
        _rows(state, table, "tbody", body.rows)
    if len(table) == start:
        # there must be a body: the last group that was written serves as one
        table[start - 1].tag = "tbody"


def _rows(state: State, table: Element, tag: str, rows: tuple[m.Row, ...]) -> None:
    # A row that spans fill entirely has no cells, which JATS does not allow: it goes, and the spans shrink.
    kept = [bool(row.cells) for row in rows]
    if not any(kept):
        return
    group = child(table, tag)
    for index, row in enumerate(rows):
        if not row.cells:
            continue
        line = child(group, "tr")
        for cell in row.cells:
            gone = kept[index + 1 : index + max(cell.rowspan, 1)].count(False)
            _cell(state, line, cell, max(cell.rowspan, 1) - gone, head=tag == "thead")


def _cell(state: State, line: Element, cell: m.Cell, rowspan: int, *, head: bool) -> None:
    element = child(line, "th" if head or cell.header else "td")
    if head:
        element.set("scope", "colgroup" if cell.colspan > 1 else "col")
    elif cell.header:
        element.set("scope", "rowgroup" if rowspan > 1 else "row")
    _align(element, cell.align)
    if cell.colspan > 1:
        element.set("colspan", str(cell.colspan))
    if rowspan > 1:
        element.set("rowspan", str(rowspan))
    match cell.blocks:
        case (m.Paragraph(children, id="", role="", language=""),):
            write_inlines(state, element, children, TITLE)
        case _:
            state.blocks(element, cell.blocks, CELL)


def _align(element: Element, align: m.Alignment) -> None:
    if align == "decimal":
        element.set("align", "char")
        element.set("char", ".")
    elif align:
        element.set("align", align)
