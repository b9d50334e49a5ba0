"""Notes to notes of our own files: Word knows none, so each stands in the outer one, behind a bookmark that its mark links to."""

from __future__ import annotations

from paperconv import model as m
from paperconv.manuscript import runs

_BOOKMARK = "_fn_"


def free_inner_notes(draft: m.Draft) -> m.Draft:
    """``draft`` with such paragraphs as notes of their own, and with the links to them as their marks."""
    if not any(_is_linked(node) for note in draft.notes for node in m.iter_nodes(note)):
        return draft
    made = [part for note in draft.notes for part in _parts(note)]
    inner = {note.id for note in made} - {note.id for note in draft.notes}

    def rule(node: m.Node) -> m.Node | None:
        return m.NoteRef(node.target) if isinstance(node, m.CrossRef) and node.target in inner else None

    return m.replace(draft, notes=tuple(m.rewrite(note, rule) for note in made))


def _is_linked(node: m.Node) -> bool:
    return isinstance(node, m.CrossRef) and node.target.startswith(_BOOKMARK)


def _parts(note: m.Note) -> list[m.Note]:
    """``note`` and the notes that stand in it."""
    made = [m.replace(note, blocks=())]
    for block in note.blocks:
        match block:
            case m.Paragraph((m.Span((), id=name), m.Styled("sup") as mark, *rest)) if name.startswith(
                _BOOKMARK
            ):
                label = m.text_of(mark)
                words = m.replace(block, children=runs.strip(tuple(rest)))
                own = "" if label.isdigit() or label == "*" else label
                made.append(m.Note(name, (words,), own, note.kind, pos=block.pos))
            case _:
                made[-1] = m.replace(made[-1], blocks=(*made[-1].blocks, block))
    return made
