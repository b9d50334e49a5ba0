"""Give tables that are too wide for a column the width of the page, or a page turned sideways."""

from __future__ import annotations

from collections.abc import Callable

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.passes.types import Pass
from paperconv.styles.layout import Page

PAGE = 100
"""Characters of a table's usual type in a line across the page."""
SIDEWAYS = 165
"""The same on a page turned sideways."""


def fit_tables(page: Page) -> Pass:
    """A pass that widens what does not fit. A table for which even a page turned sideways is too narrow is reported."""

    def run(document: m.Document, log: Log) -> m.Document:
        return _on_top(document, lambda table: _fitted(table, page, log))

    return run


def _fitted(table: m.Table, page: Page, log: Log) -> m.Table:
    if table.span == "landscape":
        return table
    needed = m.least_width(table)
    if needed > PAGE:
        cramped = ", where its longest words must break" if needed > SIDEWAYS else ""
        log(
            Diagnostic(
                Rule.LAYOUT_SOUND,
                f"{table.label or 'a table'} is {needed} characters wide: it stands on a page turned sideways{cramped}",
                Severity.WARNING if cramped else Severity.INFO,
                table.pos,
                "split it, or move columns into the text",
            )
        )
        return m.replace(table, span="landscape")
    if page.columns > 1 and table.span == "column" and needed > PAGE // page.columns:
        return m.replace(table, span="page")
    return table


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
