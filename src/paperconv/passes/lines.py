"""Change running text line by line: a line is all the inlines of a paragraph, a title, a caption's title."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

from paperconv import model as m
from paperconv.diagnostics import Pos

N = TypeVar("N", bound=m.Node)
Line: TypeAlias = Callable[[m.Inlines, Pos | None], m.Inlines]

_FIELDS: dict[type[m.Node], tuple[str, ...]] = {
    m.Paragraph: ("children",),
    m.VerseLine: ("children",),
    m.Section: ("title",),
    m.Caption: ("title",),
    m.Box: ("title",),
    m.Statement: ("title",),
    m.Verse: ("title", "attribution"),
    m.Quote: ("attribution",),
    m.Figure: ("credit",),
    m.CodeBlock: ("caption",),
    m.DefinitionItem: ("term",),
}


def lines(node: m.Node) -> list[m.Inlines]:
    """Every line in ``node``, in document order."""
    found: list[m.Inlines] = []
    for each in m.iter_nodes(node):
        found.extend(value for name in _FIELDS.get(type(each), ()) if (value := getattr(each, name)))
    return found


def rewrite_lines(node: N, change: Line, *, titles: bool = True) -> N:
    """``node`` with ``change`` applied to each of its lines; it returns the very same tuple to keep a line.

    ``titles``: also to those that are titles of sections.
    """

    def rule(each: m.Node) -> m.Node | None:
        names = _FIELDS.get(type(each))
        if names is None or (isinstance(each, m.Section) and not titles):
            return None
        changes = {}
        for name in names:
            held = getattr(each, name)
            if held and (given := change(held, each.pos)) is not held:
                changes[name] = given
        return m.replace(each, **changes) if changes else None

    rewritten = m.rewrite(node, rule)
    own = rule(rewritten)
    return own if isinstance(own, type(node)) else rewritten


def rewrite_text(document: m.Document, change: Line, *, titles: bool = True) -> m.Document:
    """``document`` with ``change`` applied to each line of abstracts, body, back and notes: not of names or references."""
    abstracts = rewrite_all(document.meta.abstracts, change)
    meta = document.meta
    if abstracts is not meta.abstracts:
        meta = m.replace(meta, abstracts=abstracts)
    changes: dict[str, Any] = {"meta": meta} if meta is not document.meta else {}
    for name in ("blocks", "sections", "back", "notes"):
        held = getattr(document, name)
        if (given := rewrite_all(held, change, titles=titles)) is not held:
            changes[name] = given
    return m.replace(document, **changes) if changes else document


def rewrite_all(nodes: tuple[N, ...], change: Line, *, titles: bool = True) -> tuple[N, ...]:
    """:func:`rewrite_lines` on each of ``nodes``; the same tuple where nothing changed."""
    given = tuple(rewrite_lines(node, change, titles=titles) for node in nodes)
    return given if any(new is not old for new, old in zip(given, nodes, strict=True)) else nodes
