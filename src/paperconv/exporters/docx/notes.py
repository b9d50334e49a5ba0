"""The parts for footnotes, endnotes and comments."""

from __future__ import annotations

from typing import Literal

from paperconv import model as m
from paperconv.exporters.docx.captions import led
from paperconv.exporters.docx.markup import EMPTY, Xml, attribute, join, part
from paperconv.exporters.docx.place import Place
from paperconv.exporters.docx.runs import date_attribute, para, run, text
from paperconv.exporters.docx.tables import separated
from paperconv.exporters.docx.writer import Writer

SEPARATORS = {-1: "separator", 0: "continuationSeparator"}
"""The entries that draw the line above the notes; the settings name them too."""


def write_notes(w: Writer, place: Place) -> None:
    """``footnotes.xml`` and ``endnotes.xml``, as far as the text has such notes.

    Word keeps no note inside a note: what a note's note says follows as a paragraph, which its mark links to.
    """
    _write(w, "footnote", place)
    _write(w, "endnote", place)


def _write(w: Writer, kind: Literal["footnote", "endnote"], place: Place) -> None:
    order = w.note_order[kind]
    if not order:
        return
    w.part = w.package.word_part(f"{kind}s")
    style = f"{kind.capitalize()}Text"
    there = place.within(style)
    entries: list[Xml] = []
    for identifier, form in SEPARATORS.items():
        line = para(w, "NoteSeparator", Xml(f"<w:r><w:{form}/></w:r>"))
        entries.append(Xml(f'<w:{kind} w:type="{form}" w:id="{identifier}">{line}</w:{kind}>'))
    for number, note in enumerate(order, 1):
        look = w.look.styled(f"{kind.capitalize()}Reference")
        own = note.id in w.custom_marks
        mark = text(w, note.label, look) if own else run(w, Xml(f"<w:{kind}Ref/>"), look)
        w.inside_note = "note"
        held = led(w, mark, note.blocks, there)
        w.inside_note = "nested"
        done = 0
        while done < len(w.nested_notes):
            held += _nested(w, w.nested_notes[done], there)
            done += 1
        w.nested_notes.clear()
        entries.append(Xml(f'<w:{kind} w:id="{number}">{join(separated(w, held))}</w:{kind}>'))
    w.inside_note = ""
    w.part.data = part(f"{kind}s", join(entries))
    w.part = w.package.document


def _nested(w: Writer, note: m.Note, place: Place) -> list[Xml]:
    label = text(w, note.label or "*", w.look.styled("Superscript"))
    return led(w, w.bookmark(note.id, label), note.blocks, place)


def write_comments(w: Writer) -> None:
    """``comments.xml``, if there are comments."""
    if not w.comments:
        return
    entries: list[Xml] = []
    for one in w.comments:
        mark = run(w, Xml("<w:annotationRef/>"), w.look.styled("CommentReference"))
        said = one.node.text.splitlines() or [""]
        held = [
            para(w, "CommentText", join([EMPTY if number else mark, text(w, line, w.look)]))
            for number, line in enumerate(said)
        ]
        author = attribute(one.node.author)
        initials = attribute("".join(word[0] for word in one.node.author.split())[:9])
        entries.append(
            Xml(
                f'<w:comment w:id="{one.identifier}" w:author="{author}"{date_attribute(one.node.date)} '
                f'w:initials="{initials}">{join(held)}</w:comment>'
            )
        )
    w.package.word_part("comments").data = part("comments", join(entries))
