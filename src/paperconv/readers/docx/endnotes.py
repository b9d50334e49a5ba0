"""Endnotes: told from footnotes, which pandoc does not, and taken for the reference list where they are one."""

from __future__ import annotations

from collections.abc import Sequence

from paperconv import model as m
from paperconv.citations.parse import parse_reference
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.manuscript import runs, titles
from paperconv.patterns import late
from paperconv.readers.docx.names import Element, P, w
from paperconv.readers.docx.paragraphs import marking
from paperconv.readers.docx.tree import PART
from paperconv.wording import wording

NUMBER = -1
"""Stands where the number of a paragraph does."""
_LEAST = 3
_SHARE = 0.8
"""Of the endnotes that must be works, if all are to be the reference list."""
_BETWEEN = late(r"[\s,;]*")


def mark_endnotes(root: Element) -> None:
    """Mark the first paragraph of each endnote under ``root``."""
    for note in root.iterchildren(w("endnote")):
        first = note.find(P)
        if note.get(w("type")) is None and first is not None:
            first.insert(len(first.findall(w("pPr"))), marking(NUMBER))


def take_endnotes(draft: m.Draft, log: Log) -> m.Draft:
    """``draft`` whose endnotes are called so; if they are works and there is no other list of these, they are the references."""
    held: list[m.Note] = []
    for note in draft.notes:
        first = note.blocks[0] if note.blocks else None
        if first is not None and first.pos is not None and first.pos.part == f"{PART}{NUMBER}":
            own = m.replace(first, pos=m.replace(first.pos, part="endnotes"))
            held.append(m.replace(note, blocks=(own, *note.blocks[1:]), kind="endnote"))
        else:
            held.append(note)
    draft = m.replace(draft, notes=tuple(held))
    endnotes = [note for note in held if note.kind == "endnote"]
    return _as_list(draft, endnotes, log) if _are_works(draft, endnotes) else draft


def _are_works(draft: m.Draft, endnotes: Sequence[m.Note]) -> bool:
    if len(endnotes) < _LEAST or any(isinstance(node, m.Citation) for node in m.iter_nodes(draft)):
        return False
    at = _heading(draft.blocks)
    behind = draft.blocks[at + 1] if 0 <= at < len(draft.blocks) - 1 else None
    if behind is not None and not isinstance(behind, m.Heading):
        return False  # the list that its title announces
    if any(isinstance(block, m.Paragraph) and block.role == "bibliography" for block in draft.blocks):
        return False
    works = sum(_is_work(note) for note in endnotes)
    return works >= _SHARE * len(endnotes)


def _is_work(note: m.Note) -> bool:
    """Whether a note is an entry: one paragraph with authors and a title, or what else makes a work."""
    match note.blocks:
        case (m.Paragraph(children),):
            read = parse_reference(m.Reference(note.id, raw=runs.strip(children)))
            return bool(read.type and read.title and read.authors and read.issued)
        case _:
            return False


def _heading(blocks: Sequence[m.DraftBlock]) -> int:
    """The heading of the reference list; -1 if there is none."""
    found = (
        at
        for at, block in enumerate(blocks)
        if isinstance(block, m.Heading) and titles.kind_of(m.text_of(block.children)) == "references"
    )
    return next(found, -1)


def _as_list(draft: m.Draft, endnotes: Sequence[m.Note], log: Log) -> m.Draft:
    """``draft`` with the endnotes as a numbered list, and raised numbers where they were called."""
    numbers = {note.id: number for number, note in enumerate(endnotes, 1)}
    message = f"the {len(endnotes)} endnotes are works: taken for the reference list"
    log(Diagnostic(Rule.GUESS_SURE, message, Severity.INFO, endnotes[0].blocks[0].pos or Pos("")))

    def rule(node: m.Node) -> m.Node | None:
        children = getattr(node, "children", ())
        if not any(isinstance(one, m.NoteRef) and one.note in numbers for one in children):
            return None
        return m.replace(node, children=_called(children, numbers))

    draft = m.rewrite(draft, rule)
    entries = tuple(
        m.Paragraph(
            (m.Text(f"{numbers[note.id]}. "), *runs.strip(block.children)), role="bibliography", pos=block.pos
        )
        for note in endnotes
        for block in note.blocks
        if isinstance(block, m.Paragraph)
    )
    at = _heading(draft.blocks)
    title = m.Heading(1, m.text(wording(draft.meta.language).references))
    blocks = (*draft.blocks, title) if at < 0 else draft.blocks[: at + 1]
    rest = () if at < 0 else draft.blocks[at + 1 :]
    notes = tuple(note for note in draft.notes if note.id not in numbers)
    return m.replace(draft, blocks=(*blocks, *entries, *rest), notes=notes)


def _called(children: m.Inlines, numbers: dict[str, int]) -> m.Inlines:
    """``children`` with raised numbers for the notes, those side by side in one."""
    out: list[m.Inline] = []
    run: list[int] = []
    gap: list[m.Inline] = []
    for node in (*children, m.Text("")):
        if isinstance(node, m.NoteRef) and node.note in numbers:
            run.append(numbers[node.note])
            gap = []
        elif run and node is not children[-1] and _BETWEEN.fullmatch(m.text_of(node)) and m.text_of(node):
            gap.append(node)
        else:
            if run:
                out.append(m.Styled("sup", m.text(",".join(map(str, run)))))
            out += [*gap, node]
            run, gap = [], []
    return tuple(out[:-1])
