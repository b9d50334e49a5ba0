"""Labels, captions, and blocks that run in after a label."""

from __future__ import annotations

from paperconv import model as m
from paperconv.html.elements import Element, child, is_empty, plain
from paperconv.html.inlines import write_inlines
from paperconv.html.state import State, class_name

STOPS = (".", ":", "?", "!", "…", "。", "—", "–", ")", "]")
"""What ends a label or a title that text follows in the same line."""


def write_label(
    state: State, parent: Element, label: str, *, stop: bool = True, blank: bool = True, end: str = "."
) -> None:
    """``label`` in ``span.label``, with its ``end`` in ``span.label-end``, and a blank after it."""
    if not label:
        return
    element = state.span(parent, "label", label)
    if stop and end and not label.endswith(STOPS):
        state.span(element, "label-end", end)
    if blank:
        element.tail = " "


def write_caption(state: State, parent: Element, label: str, caption: m.Caption | None) -> None:
    """Label and caption into ``parent``, a ``figcaption``, ``caption`` or ``div``; nothing if there are none."""
    title = caption.title if caption else ()
    blocks = caption.blocks if caption else ()
    following = bool(title or blocks)
    labels = state.options.style.labels
    own_line = labels.own_line and state.paged
    write_label(state, parent, label, stop=following and not own_line, blank=following, end=labels.end)
    if title:
        element = child(parent, "span", "caption-title")
        write_inlines(state, element, title)
        if is_empty(element):
            parent.remove(element)
        elif blocks and not plain(element).endswith(STOPS):
            child(element, "span", "label-end").text = "."
        if blocks:
            state.text(parent, " ")
    run_in(state, parent, blocks)


def run_in(state: State, parent: Element, blocks: m.Blocks) -> None:
    """``blocks`` into ``parent``, the first without a box of its own if it is a paragraph."""
    if blocks and isinstance(blocks[0], m.Paragraph):
        paragraph = blocks[0]
        if paragraph.id or paragraph.role or paragraph.language:
            span = child(parent, "span", class_name(paragraph.role))
            state.identify(span, paragraph.id)
            state.language(span, paragraph.language)
            write_inlines(state, span, paragraph.children)
        else:
            write_inlines(state, parent, paragraph.children)
        blocks = blocks[1:]
    if blocks:
        state.blocks(parent, blocks)


def write_compact(state: State, parent: Element, blocks: m.Blocks) -> None:
    """``blocks`` into a list item or cell: a single paragraph, with lists after it or not, without a box of its own."""
    if blocks and all(isinstance(block, m.List) for block in blocks[1:]):
        run_in(state, parent, blocks)
    else:
        state.blocks(parent, blocks)


def write_led(state: State, parent: Element, blocks: m.Blocks, lead: Element) -> None:
    """``blocks`` as paragraphs, the first of which begins with what ``lead`` holds."""
    first = blocks[0] if blocks else None
    if isinstance(first, m.Paragraph) and not (first.id or first.role or first.language):
        write_inlines(state, lead, first.children)
        blocks = blocks[1:]
    if not is_empty(lead):
        parent.append(lead)
    if blocks:
        state.blocks(parent, blocks)
