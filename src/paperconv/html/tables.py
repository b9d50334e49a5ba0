"""Tables: cells on their grid, headers with their scope, captions and notes."""

from __future__ import annotations

from paperconv import model as m
from paperconv.html.captions import write_caption, write_compact, write_label
from paperconv.html.elements import Element, child, is_empty
from paperconv.html.inlines import image, write_inlines
from paperconv.html.state import State
from paperconv.patterns import late

_MOST_COLUMNS = 1000
_NUMBER = late(r"[-−–+±<>≤≥≈~]?\s?\d[\d\s\u2009\u202f]*")


def write_table(state: State, parent: Element, node: m.Table) -> None:
    """A ``figure.table-wrap`` round the table, its caption and its notes."""
    wrap = child(parent, "figure", "table-wrap")
    if node.span != "column":
        wrap.set("class", f"table-wrap {'wide' if node.span == 'page' else 'landscape'}")
    state.identify(wrap, node.id)
    rows = bool(node.head or node.foot or any(body.rows for body in node.bodies))
    inside = rows and _is_plain(node.caption)
    if not inside:
        _caption(state, wrap, "figcaption", node)
    if rows:
        table = child(wrap, "table")
        if node.scale != 1:
            table.set("data-scale", f"{node.scale:.4g}")
        if inside:
            _caption(state, table, "caption", node)
        _columns(table, node.columns)
        decimals = decimal_places(node)
        _group(state, table, "thead", node.head, (node.columns, {}))
        for body in node.bodies:
            _group(state, table, "tbody", body.rows, (node.columns, decimals))
        _group(state, table, "tfoot", node.foot, (node.columns, decimals))
        if not len(table):
            wrap.remove(table)
    for one in node.images:
        image(state, wrap, one)
    if node.notes:
        notes = child(wrap, "div", "table-notes")
        for note in node.notes:
            _note(state, notes, note)
        if is_empty(notes):
            wrap.remove(notes)
    if is_empty(wrap) and not wrap.get("id"):
        parent.remove(wrap)


def _is_plain(caption: m.Caption | None) -> bool:
    """Whether the caption may stand in ``caption``, which cannot hold a table."""
    return caption is None or all(isinstance(block, m.Paragraph) for block in caption.blocks)


def _caption(state: State, parent: Element, tag: str, node: m.Table) -> None:
    element = child(parent, tag, "caption")
    write_caption(state, element, node.label, node.caption)
    if is_empty(element):
        parent.remove(element)


def _columns(table: Element, columns: tuple[m.Column, ...]) -> None:
    if any(column.width > 0 for column in columns):
        group = child(table, "colgroup")
        for column in columns:
            element = child(group, "col")
            if 0 < column.width <= 1:
                element.set("style", f"width:{column.width * 100:.4g}%")


def _group(
    state: State,
    table: Element,
    tag: str,
    rows: tuple[m.Row, ...],
    layout: tuple[tuple[m.Column, ...], dict[int, int]],
) -> None:
    columns, decimals = layout
    rows = tuple(row for row in rows if row.cells)
    if not rows:
        return
    group = child(table, tag)
    taken: dict[int, int] = {}  # column → the row until which a cell from above fills it
    for number, row in enumerate(rows):
        line = child(group, "tr")
        place = 0
        for cell in row.cells:
            while taken.get(place, 0) > number:
                place += 1
            across = max(1, min(cell.colspan, _MOST_COLUMNS))
            down = max(1, min(cell.rowspan, len(rows) - number))
            element = _cell(state, line, cell, in_head=tag == "thead")
            if across > 1:
                element.set("colspan", str(across))
            if down > 1:
                element.set("rowspan", str(down))
            if element.tag == "th":
                element.set(
                    "scope", _scope(in_head=tag == "thead", group=(across if tag == "thead" else down) > 1)
                )
            align = cell.align or (columns[place].align if place < len(columns) else "")
            if align:
                element.set("class", f"align-{align}")
            if (
                align == "decimal"
                and (room := decimals.get(place, 0) - after_point(m.text_of(cell.blocks))) > 0
            ):
                element.set("style", f"padding-right:calc({room}ch + 5pt)")
            if down > 1:
                taken.update(dict.fromkeys(range(place, place + across), number + down))
            place += across


def decimal_places(node: m.Table) -> dict[int, int]:
    """For each column with decimal alignment: how many characters follow the point at most."""
    most: dict[int, int] = {}
    for rows in (*(body.rows for body in node.bodies), node.foot):
        for row in rows:
            place = 0
            for cell in row.cells:
                align = cell.align or (node.columns[place].align if place < len(node.columns) else "")
                if align == "decimal" and cell.colspan == 1:
                    most[place] = max(most.get(place, 0), after_point(m.text_of(cell.blocks)))
                place += max(1, min(cell.colspan, _MOST_COLUMNS))
    return most


def after_point(text: str) -> int:
    """How many characters of a number stand behind its whole part, the point among them."""
    found = _NUMBER.match(text.strip())
    return len(text.strip()) - found.end() if found else 0


def _cell(state: State, line: Element, cell: m.Cell, *, in_head: bool) -> Element:
    element = child(line, "th" if cell.header or in_head else "td")
    write_compact(state, element, cell.blocks)
    if is_empty(element):  # an empty header would say nothing to those who hear the table
        element.tag = "td"
    return element


def _scope(*, in_head: bool, group: bool) -> str:
    return ("col" if in_head else "row") + ("group" if group else "")


def _note(state: State, parent: Element, note: m.TableNote) -> None:
    first = note.blocks[0] if note.blocks else None
    line = child(parent, "p", "table-note")
    state.identify(line, note.id)
    if note.label:
        raised = child(line, "sup")
        write_label(state, raised, note.label, stop=False, blank=False)
        raised.tail = " "
    blocks = note.blocks
    if isinstance(first, m.Paragraph) and not (first.id or first.role or first.language):
        write_inlines(state, line, first.children)
        blocks = blocks[1:]
    state.blocks(parent, blocks)
    if is_empty(line) and not line.get("id"):
        parent.remove(line)
