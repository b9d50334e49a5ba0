"""Reference lists and the notes that stand together."""

from __future__ import annotations

from paperconv import model as m
from paperconv.display import list_title
from paperconv.html.captions import write_label, write_led
from paperconv.html.elements import Element, child, is_empty, new
from paperconv.html.inlines import write_inlines
from paperconv.html.state import State


def write_heading(state: State, parent: Element, text: m.Inlines, level: int, class_: str) -> Element:
    """A heading that is no section's, with an id."""
    heading = child(parent, f"h{min(level, 6)}", class_)
    write_inlines(state, heading, text)
    state.want_id(heading, class_)
    return heading


def write_references(
    state: State, parent: Element, node: m.ReferenceList, level: int, headings: list[Element]
) -> None:
    """A list of references under its heading."""
    if not node.references:
        return
    place = parent
    if not state.paged:
        place = child(parent, "section", "reference-list")
        place.set("role", "doc-bibliography")
    heading = write_heading(
        state, place, list_title(node, state.document, state.options.style), level, "references-title"
    )
    state.identify(heading, node.id)
    headings.append(heading)
    labelled = any(reference.label for reference in node.references)
    entries = child(place, "ul", "references labelled" if labelled else "references")
    for reference in node.references:
        line = child(entries, "li", "reference")
        state.identify(line, reference.id)
        write_label(state, line, reference.label, stop=False)
        text = child(line, "span", "reference-text")
        write_inlines(state, text, reference.formatted or reference.raw or reference.title)
        if is_empty(text):
            state.text(text, reference.url or reference.doi or reference.key or reference.id)
        state.called(line, reference.id)


def write_notes(state: State, parent: Element, notes: tuple[m.Note, ...], headings: list[Element]) -> None:
    """``notes`` under their heading, each an ``aside``."""
    if not notes:
        return
    place = parent
    if not state.paged:
        place = child(parent, "section", "notes")
        place.set("role", "doc-endnotes")
    headings.append(write_heading(state, place, m.text(state.words.notes), 2, "notes-title"))
    for note in notes:
        aside = child(place, "aside", "note")
        if not state.paged:
            aside.set("role", "doc-footnote")
        state.identify(aside, note.id)
        lead = new("p")
        write_label(state, lead, note.label, stop=True)
        state.in_note = True
        write_led(state, aside, note.blocks, lead)
        state.in_note = False
        state.called(aside, note.id)
