"""Raised numbers stand at the word that they belong to, without a blank."""

from __future__ import annotations

from typing import Any

from paperconv import model as m
from paperconv.diagnostics import Log


def close_up_citations(document: m.Document, _: Log) -> m.Document:
    """Take the blank before citations that are printed as superscripts: manuscripts write it before ``[1]`` and ``[@key]``."""
    if not any(isinstance(node, m.Citation) and _is_raised(node) for node in m.iter_nodes(document)):
        return document

    def rule(node: m.Node) -> m.Node | None:
        changes: dict[str, Any] = {}
        for name in node.__struct_fields__:
            held = getattr(node, name)
            if isinstance(held, tuple) and any(
                isinstance(one, m.Citation) and _is_raised(one) for one in held
            ):
                closed = _closed_up(held)
                if closed != held:
                    changes[name] = closed
        return m.replace(node, **changes) if changes else None

    return m.rewrite(document, rule)


def _is_raised(citation: m.Citation) -> bool:
    """Whether all that is printed is raised."""
    return bool(citation.rendered) and all(
        isinstance(one, m.Styled) and one.style == "sup" for one in citation.rendered
    )


def _closed_up(nodes: tuple[m.Node, ...]) -> tuple[m.Node, ...]:
    out: list[m.Node] = []
    for node in nodes:
        last = out[-1] if out else None
        if isinstance(node, m.Citation) and _is_raised(node) and isinstance(last, m.Text):
            out[-1] = m.replace(last, value=last.value.rstrip(" \u00a0"))
        out.append(node)
    return tuple(out)
