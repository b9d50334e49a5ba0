"""Give tables that are too wide for a column the width of the page, smaller type, or a page turned sideways."""

from __future__ import annotations

from collections.abc import Callable

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.passes.types import Pass
from paperconv.styles import JournalStyle
from paperconv.styles.pages import TableRoom, table_room

UPRIGHT_SCALES = (0.9, 0.8)
"""The shares of the usual type that keep a table on an upright page: journals go as far before they turn a page, which
a short table leaves empty."""

SCALES = (0.8, 0.65, 0.5)
"""The shares of the usual type that a table may have which is wider still."""


def fit_tables(style: JournalStyle) -> Pass:
    """A pass that widens what does not fit, or makes it a little smaller, and turns and makes smaller what still does not fit."""

    def run(document: m.Document, log: Log) -> m.Document:
        room = table_room(style)
        return _on_top(document, lambda table: _fitted(table, room, log))

    return run


def _fitted(table: m.Table, room: TableRoom, log: Log) -> m.Table:
    if table.span == "landscape" and table.scale < 1:
        return table
    needed = m.least_width(table)
    if needed > room.page:
        upright = next((one for one in UPRIGHT_SCALES if needed * one <= room.page), None)
        if upright and table.span != "landscape":
            return _smaller(table, upright, needed, room, log)
        scale = 1.0
        if needed > room.sideways:
            scale = next((one for one in SCALES if needed * one <= room.sideways), SCALES[-1])
        if table.span == "landscape" and scale == table.scale:
            return table
        smaller = f", in type of {scale:.0%} of the usual size" if scale < 1 else ""
        cramped = ", where its longest words must break" if needed * scale > room.sideways else ""
        log(
            Diagnostic(
                Rule.LAYOUT_SOUND,
                f"{table.label or 'a table'} is {needed} characters wide: it stands on a page turned sideways{smaller}{cramped}",
                Severity.WARNING if cramped or scale == SCALES[-1] else Severity.INFO,
                table.pos,
                "split it, or move columns into the text",
            )
        )
        return m.replace(table, span="landscape", scale=scale)
    if table.span == "column" and needed > room.column:
        return m.replace(table, span="page")
    return table


def _smaller(table: m.Table, scale: float, needed: int, room: TableRoom, log: Log) -> m.Table:
    made = m.replace(table, span="page" if room.column < room.page else table.span, scale=scale)
    if made != table:
        log(
            Diagnostic(
                Rule.LAYOUT_SOUND,
                f"{table.label or 'a table'} is {needed} characters wide: it is set in type of {scale:.0%} of the usual size",
                Severity.INFO,
                table.pos,
                "split it, or move columns into the text",
            )
        )
    return made


def _on_top(document: m.Document, change: Callable[[m.Table], m.Table]) -> m.Document:
    """``document`` with ``change`` applied to the tables that stand in no other block: only these can have a page."""

    def blocks(held: m.Blocks) -> m.Blocks:
        made = tuple(change(block) if isinstance(block, m.Table) else block for block in held)
        return held if all(new is old for new, old in zip(made, held, strict=True)) else made

    def rule(node: m.Node) -> m.Node | None:
        if not isinstance(node, m.Section):
            return None
        made = blocks(node.blocks)
        return m.replace(node, blocks=made) if made is not node.blocks else None

    document = m.rewrite(document, rule)
    made = blocks(document.blocks)
    return m.replace(document, blocks=made) if made is not document.blocks else document
