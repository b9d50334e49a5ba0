"""Join neighbouring texts, and drop inlines and paragraphs that hold nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from paperconv import model as m
from paperconv.diagnostics import Log
from paperconv.model.node import SHAPES


def merge_text(document: m.Document, _: Log) -> m.Document:
    """No two texts stand side by side, no text, no run of markup and no paragraph is empty."""
    return m.rewrite(document, _tidy)


def _tidy(node: m.Node) -> m.Node | tuple[m.Node, ...] | None:
    match node:
        case m.Text():
            return None if node.value else ()
        case m.Styled(_, children):
            return _merged(node) if children else ()
        case m.Link(target, children):
            return _merged(node) if children else m.replace(node, children=m.text(target))
        case m.Span(children, id, role):
            return _merged(node) if children or id or role else ()
        case m.Paragraph(children, id):
            if not id and all(isinstance(child, m.Text) and not child.value.strip() for child in children):
                return ()
            return _merged(node)
        case _:
            return _merged(node)


def _merged(node: m.Node) -> m.Node | None:
    changes: dict[str, Any] = {}
    for name, many in SHAPES[type(node)]:
        if many and len(held := getattr(node, name)) > 1 and _has_neighbours(held):
            changes[name] = _join(held)
    return m.replace(node, **changes) if changes else None


def _has_neighbours(held: tuple[Any, ...]) -> bool:
    return any(isinstance(a, m.Text) and isinstance(b, m.Text) for a, b in pairwise(held))


def _join(held: tuple[Any, ...]) -> tuple[Any, ...]:
    out: list[Any] = []
    run: list[m.Text] = []
    for item in (*held, None):
        if isinstance(item, m.Text):
            run.append(item)
            continue
        if run:
            out.append(run[0] if len(run) == 1 else m.replace(run[0], value="".join(t.value for t in run)))
            run = []
        if item is not None:
            out.append(item)
    return tuple(out)
