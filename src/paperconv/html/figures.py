"""Figures with their panels, and supplementary files."""

from __future__ import annotations

from paperconv import model as m
from paperconv.html.addresses import safe_address
from paperconv.html.captions import write_caption
from paperconv.html.elements import Element, child, is_empty
from paperconv.html.inlines import image, link_or_text, write_inlines
from paperconv.html.state import State


def write_figure(state: State, parent: Element, node: m.Figure) -> None:
    """A ``figure``; several panels, and one with a label or caption of its own, are ``div.panel``."""
    element = child(parent, "figure", "figure")
    names = ["figure"]
    if node.span == "page":
        names.append("wide")
    if len(node.panels) > 1:
        names.append("panels")
    element.set("class", " ".join(names))
    state.identify(element, node.id)
    for panel in node.panels:
        _panel(state, element, panel, alone=len(node.panels) == 1)
    caption = child(element, "figcaption", "caption")
    if state.options.style.figures.caption == "above":
        element.insert(0, caption)
    write_caption(state, caption, node.label, node.caption)
    if node.credit:
        credit = child(caption, "span", "credit")
        write_inlines(state, credit, node.credit)
        if is_empty(credit):
            caption.remove(credit)
        elif caption.text or len(caption) > 1:
            _blank_before(credit)
    if is_empty(caption):
        element.remove(caption)
    if is_empty(element) and not element.get("id"):
        parent.remove(element)


def _blank_before(element: Element) -> None:
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + " "
    else:
        parent = element.getparent()
        if parent is not None:
            parent.text = (parent.text or "") + " "


def _panel(state: State, parent: Element, panel: m.Panel, *, alone: bool) -> None:
    place = parent
    alone = alone and not (panel.id or panel.label or panel.caption)
    if not alone:
        place = child(parent, "div", "panel")
        state.identify(place, panel.id)
    if panel.image is not None:
        image(state, place, panel.image)
    state.blocks(place, panel.blocks)
    if panel.label or panel.caption:
        caption = child(place, "div", "caption")
        write_caption(
            state, caption, f"({panel.label})" if panel.label.isalnum() else panel.label, panel.caption
        )
        if is_empty(caption):
            place.remove(caption)
    if not alone and is_empty(place) and not place.get("id"):
        parent.remove(place)


def write_supplement(state: State, parent: Element, node: m.Supplement) -> None:
    """A ``div.supplement`` with label, caption, and the file's name or a link to its address."""
    element = child(parent, "div", "supplement")
    state.identify(element, node.id)
    write_caption(state, element, node.label or state.words.supplement, node.caption)
    if not node.source:
        return
    state.text(element, " ")
    carried = "" if safe_address(node.source) or not state.options.carry else state.options.carry(node)
    if carried and not state.in_link:
        link = child(element, "a", "supplement-file")
        state.address(link, carried)
        state.text(link, node.source)
    else:
        link_or_text(state, element, node.source, node.source, "supplement-file")
