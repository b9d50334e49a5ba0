"""No blank before a stop, nor inside brackets, where converters part emphasised words from what stands around them."""

from __future__ import annotations

from paperconv import model as m
from paperconv.diagnostics import Log
from paperconv.patterns import late

_LOOSE_END = late(r"[ \u00a0](?=[)\]]|[.,](?:[\s\])]|\Z))")
_LOOSE_START = late(r"(?<=[(\[])[ \u00a0]\Z")


def close_up_marks(document: m.Document, _: Log) -> m.Document:
    """``document`` with ``(*P* = .05)`` and ``*A. gambiae*.`` for ``( *P* = .05)`` and ``*A. gambiae* .``."""
    return m.rewrite_runs(document, lambda node: isinstance(node, m.Styled), _closed_up)


def _closed_up(nodes: tuple[m.Node, ...]) -> tuple[m.Node, ...]:
    out: list[m.Node] = []
    for place, node in enumerate(nodes):
        if isinstance(node, m.Text):
            value = node.value
            if place and isinstance(nodes[place - 1], m.Styled) and (found := _LOOSE_END.match(value)):
                value = value[found.end() :]
            if place + 1 < len(nodes) and isinstance(nodes[place + 1], m.Styled):
                value = _LOOSE_START.sub("", value)
            out.append(m.replace(node, value=value) if value != node.value else node)
        else:
            out.append(node)
    return tuple(out)
