"""An abstract that is bold from end to end, as manuscripts have it to set it apart: the style says how abstracts look."""

from __future__ import annotations

from paperconv import model as m
from paperconv.diagnostics import Log


def lighten_abstracts(document: m.Document, _: Log) -> m.Document:
    """``document`` whose wholly bold abstracts are plain, but for what is bold in them once more."""
    abstracts = tuple(_lightened(one) if _is_bold(one) else one for one in document.meta.abstracts)
    if all(new is old for new, old in zip(abstracts, document.meta.abstracts, strict=True)):
        return document
    return m.replace(document, meta=m.replace(document.meta, abstracts=abstracts))


def _is_bold(abstract: m.Abstract) -> bool:
    """Whether all text of its paragraphs is bold."""
    paragraphs = [node for node in m.iter_nodes(abstract) if isinstance(node, m.Paragraph)]
    return bool(paragraphs) and all(
        (isinstance(child, m.Styled) and child.style == "strong") or not m.text_of(child).strip()
        for paragraph in paragraphs
        for child in paragraph.children
    )


def _lightened(abstract: m.Abstract) -> m.Abstract:
    def rule(node: m.Node) -> m.Node | None:
        if not isinstance(node, m.Paragraph):
            return None
        children: list[m.Inline] = []
        for child in node.children:
            children += child.children if isinstance(child, m.Styled) and child.style == "strong" else [child]
        return m.replace(node, children=tuple(children))

    return m.rewrite(abstract, rule)
