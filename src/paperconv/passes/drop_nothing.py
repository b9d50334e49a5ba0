"""Take out what holds nothing: lists without items, tables without cells, quotations without text, figures of nothing."""

from __future__ import annotations

from paperconv import model as m
from paperconv.diagnostics import Log


def drop_nothing(document: m.Document, _: Log) -> m.Document:
    """Blocks that say and show nothing, and that nothing points to, go: no format could print them."""
    nodes = list(m.iter_nodes(document))
    if not any(map(_is_nothing, nodes)):
        return document
    targets = {node.target for node in nodes if isinstance(node, m.CrossRef)}
    targets |= {node.target.removeprefix("#") for node in nodes if isinstance(node, m.Link)}

    def rule(node: m.Node) -> m.Node | tuple[m.Node, ...] | None:
        return () if _is_nothing(node) and getattr(node, "id", "") not in targets - {""} else None

    return m.rewrite(document, rule)


def _is_nothing(node: m.Node) -> bool:
    match node:
        case m.List(()) | m.DefinitionList(()) | m.Quote((), ()):
            return True
        case m.Table(caption=None, label="", notes=(), images=()):
            rows = [*node.head, *(row for body in node.bodies for row in body.rows), *node.foot]
            return not any(row.cells for row in rows)
        case m.Figure((), caption=None, label="", credit=()):
            return True
        case _:
            return False
