"""Figures and captions.

JATS4R wants a ``graphic`` in every ``fig``, and several ``fig`` with label or caption in every ``fig-group``. So a
figure of pictures is a ``fig`` or ``fig-group``, one of text or tables a ``boxed-text``, and one that is only a caption
a ``fig`` whose ``graphic`` is missing. Pictures that nothing names are no figure: they stand in a paragraph.
"""

from __future__ import annotations

from paperconv import model as m
from paperconv.exporters.jats.inlines import write_inlines
from paperconv.exporters.jats.media import graphic, missing_graphic
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import FIGURE, PARAGRAPHS, Element, Tags, child, is_empty


def write_figure(state: State, parent: Element, node: m.Figure, allowed: Tags) -> None:
    """Write ``node`` at the end of ``parent``, which takes the elements ``allowed``."""
    named = [panel for panel in node.panels if panel.label or _has_words(panel.caption)]
    pictures = [panel for panel in node.panels if panel.image is not None]
    captioned = bool(node.label) or _has_words(node.caption)
    alone = len(pictures) == len(node.panels) and not captioned and not named and not node.credit
    # in an abstract JATS4R wants its pictures in figures
    if pictures and alone and not state.in_abstract:
        _pictures(state, parent, node, allowed)
        return
    if node.panels and not pictures:
        tag = "boxed-text"
    elif len(pictures) == len(node.panels) and len(named) > 1 and captioned:
        tag = "fig-group"
    else:
        tag = "fig"
    element = child(parent if tag in allowed else child(parent, "p"), tag)
    if tag == "boxed-text":
        element.set("content-type", "figure")
    state.identify(element, node.id)
    state.want_id(element, "unnumbered-fig-")
    state.label(element, node.label)
    # only fig-group has no place for a credit line of its own
    credit = node.credit if tag == "fig-group" else ()
    write_caption(state, element, node.caption, credit)
    if not node.panels:
        missing_graphic(state, element)
    for panel in node.panels:
        if tag == "fig-group":
            _panel(state, element, panel)
        elif panel.image is not None:
            _graphic(state, element, panel)
        else:
            _other(state, element, panel, tag)
    if node.credit and not credit:
        write_inlines(state, child(element, "attrib"), node.credit)


def _pictures(state: State, parent: Element, node: m.Figure, allowed: Tags) -> None:
    element = parent if "p" not in allowed else child(parent, "p")
    state.identify(element, node.id)
    for panel in node.panels:
        if panel.image is not None:
            state.identify(graphic(state, element, panel.image), panel.id)
    for panel in node.panels:
        state.blocks(parent, panel.blocks, allowed)


def write_caption(state: State, parent: Element, caption: m.Caption | None, credit: m.Inlines = ()) -> None:
    """A ``caption``, if there are words for it; ``credit`` is its last paragraph."""
    if caption is None and not credit:
        return
    element = child(parent, "caption")
    if caption is not None:
        if caption.title:
            title = child(element, "title")
            write_inlines(state, title, caption.title)
            if is_empty(title):
                element.remove(title)
        state.blocks(element, caption.blocks, PARAGRAPHS)
    if credit:
        line = child(element, "p")
        line.set("content-type", "credit")
        write_inlines(state, line, credit)
    if is_empty(element):
        parent.remove(element)


def _has_words(caption: m.Caption | None) -> bool:
    return caption is not None and bool(m.text_of(caption).strip())


def _panel(state: State, parent: Element, panel: m.Panel) -> None:
    """A picture of a group: a ``fig`` of its own."""
    if panel.image is None:
        return
    element = child(parent, "fig")
    state.identify(element, panel.id)
    state.want_id(element, "unnumbered-fig-")
    state.label(element, panel.label)
    write_caption(state, element, panel.caption)
    graphic(state, element, panel.image)
    state.blocks(element, panel.blocks, FIGURE)


def _graphic(state: State, parent: Element, panel: m.Panel) -> None:
    """A picture in a figure that is not a group: label and caption stand in the ``graphic``."""
    if panel.image is None:
        return
    element = graphic(state, parent, panel.image)
    state.identify(element, panel.id)
    state.label(element, panel.label)
    write_caption(state, element, panel.caption)
    state.blocks(parent, panel.blocks, FIGURE)


def _other(state: State, parent: Element, panel: m.Panel, tag: str) -> None:
    """A panel of other content: set apart where it has an id, a label or a caption."""
    if not (panel.id or panel.label or _has_words(panel.caption)):
        state.blocks(parent, panel.blocks, FIGURE)
        return
    element = child(parent if tag == "boxed-text" else child(parent, "p"), "boxed-text")
    element.set("content-type", "figure")
    state.identify(element, panel.id)
    state.want_id(element, "unnumbered-fig-")
    state.label(element, panel.label)
    write_caption(state, element, panel.caption)
    state.blocks(element, panel.blocks)
