"""Raised numbers stand at the word that they belong to, without a blank."""

from __future__ import annotations

from paperconv import model as m
from paperconv.diagnostics import Log


def close_up_citations(document: m.Document, _: Log) -> m.Document:
    """Take the blank before citations that are printed as superscripts: manuscripts write it before ``[1]`` and ``[@key]``."""
    return m.rewrite_runs(document, _is_raised, _closed_up)


def _is_raised(node: m.Node) -> bool:
    """Whether ``node`` is a citation of which all that is printed is raised."""
    return (
        isinstance(node, m.Citation)
        and bool(node.rendered)
        and all(isinstance(one, m.Styled) and one.style == "sup" for one in node.rendered)
    )


def _closed_up(nodes: tuple[m.Node, ...]) -> tuple[m.Node, ...]:
    out: list[m.Node] = []
    for node in nodes:
        last = out[-1] if out else None
        if _is_raised(node) and isinstance(last, m.Text):
            out[-1] = m.replace(last, value=last.value.rstrip(" \u00a0"))
        out.append(node)
    return tuple(out)
