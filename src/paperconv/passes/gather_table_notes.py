"""Notes to a table that stand in its last rows or in the paragraphs below it become its own, and marks lead to them."""

from __future__ import annotations

import re
from typing import Any

from paperconv import model as m
from paperconv.citations.ids import unused
from paperconv.diagnostics import Log
from paperconv.patterns import late

_MARK = late(r"[a-z]{1,2}|\d{1,2}|[*†‡§¶#‖]{1,4}")
_GENERAL = late(
    r"\s*(?:notes?|sources?|abbreviations?|anmerkung(?:en)?|quellen?|nota|notas|fuentes?|remarques?|примечани[ея])\s*[.:]\s",
    re.IGNORECASE,
)
_LONGEST = 2000
_LONGEST_MARK = 4
_WRAP = "table-wrap"  # what JATS has in one element with the table


def gather_table_notes(document: m.Document, _: Log) -> m.Document:
    """A mark is a raised letter, number or sign; a paragraph that begins with one is a note if a cell has that mark.

    "Note." and "Source:" directly below a table, or in a row of one cell at its end, are notes without a mark.
    """
    if not any(isinstance(node, m.Table) for node in m.iter_nodes(document)):
        return document
    taken = {given for node in m.iter_nodes(document) if (given := getattr(node, "id", ""))}
    gathering = _Gathering(taken)

    def rule(node: m.Node) -> m.Node | None:
        if not isinstance(node, m.Section):
            return None
        made = gathering.blocks(node.blocks)
        return m.replace(node, blocks=made) if made is not node.blocks else None

    document = m.rewrite(document, rule)
    made = gathering.blocks(document.blocks)
    return m.replace(document, blocks=made) if made is not document.blocks else document


class _Gathering:
    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._counts: dict[str, int] = {}

    def blocks(self, held: m.Blocks) -> m.Blocks:
        """``held`` with the notes of each table in it, wherever they stood."""
        out: list[m.Block] = []
        place = 0
        while place < len(held):
            block = held[place]
            place += 1
            if not isinstance(block, m.Table):
                out.append(block)
                continue
            table, notes = _from_rows(block)
            marks = _marks(table)
            while place < len(held) and (
                found := _below(held[place], marks, first=not (notes or table.notes))
            ):
                notes += found
                place += 1
            out.append(self._noted(table, notes))
        return (
            held
            if all(new is old for new, old in zip(out, held, strict=False)) and len(out) == len(held)
            else tuple(out)
        )

    def _noted(self, table: m.Table, notes: list[m.TableNote]) -> m.Table:
        if notes or any(one.label and not one.id for one in table.notes):
            named = [
                one
                if one.id
                else m.replace(one, id=unused(f"{table.id or 'tbl'}-fn", self._taken, self._counts))
                for one in (*table.notes, *notes)
            ]
            table = m.replace(table, notes=tuple(named))
        targets = {note.label: note.id for note in table.notes if note.label and note.id}
        return _linked(table, targets) if targets else table


def _from_rows(table: m.Table) -> tuple[m.Table, list[m.TableNote]]:
    """``table`` without the rows at its end that are notes, and these."""
    groups = _groups(table)
    columns = max((sum(cell.colspan for cell in row.cells) for rows in groups for row in rows), default=0)
    if columns < 2:
        return table, []
    marks = _marks(table)
    foot, notes = _cut(table.foot, columns, marks)
    changes: dict[str, Any] = {"foot": foot} if notes else {}
    if not foot and table.bodies:
        last = table.bodies[-1]
        rows, more = _cut(last.rows, columns, marks)
        if more and rows:
            changes["bodies"] = (*table.bodies[:-1], m.replace(last, rows=rows))
            notes = more + notes
    return (m.replace(table, **changes) if changes else table), notes


def _cut(
    rows: tuple[m.Row, ...], columns: int, marks: set[str]
) -> tuple[tuple[m.Row, ...], list[m.TableNote]]:
    """``rows`` without those at their end that are notes, and these."""
    notes: list[m.TableNote] = []
    while rows and (found := _row_notes(rows[-1], columns, marks)):
        notes = found + notes
        rows = rows[:-1]
    return rows, notes


def _row_notes(row: m.Row, columns: int, marks: set[str]) -> list[m.TableNote]:
    """The notes that a row of one cell across the table is; none if it is a row like others."""
    filled = [cell for cell in row.cells if m.text_of(cell.blocks).strip()]
    if len(filled) != 1 or (
        filled[0].colspan < columns and len(row.cells) > 1 and filled[0] is not row.cells[0]
    ):
        return []
    if filled[0].header:
        return []
    paragraphs = [block for block in filled[0].blocks if isinstance(block, m.Paragraph)]
    if len(paragraphs) != len(filled[0].blocks):
        return []
    notes = [note for paragraph in paragraphs for note in _split(paragraph, marks)]
    return notes if notes and (notes[0].label or _is_general(notes[0])) else []


def _below(block: m.Block, marks: set[str], *, first: bool) -> list[m.TableNote]:
    """The notes that a paragraph below a table is."""
    if not isinstance(block, m.Paragraph) or block.id or block.role not in {"", _WRAP}:
        return []
    if len(m.text_of(block)) > _LONGEST:
        return []
    own = _opening(block) if block.role else ""  # its mark, whether or not a cell has it
    if own and not _MARK.fullmatch(own):
        words = m.Paragraph(_trimmed(block.children[1:]), pos=block.pos)
        return [m.TableNote((words,), label=own, pos=block.pos)]
    marks = marks | {own} if own else marks
    notes = _split(block, marks)
    if notes and (notes[0].label or block.role or (first and _is_general(notes[0]))):
        return notes
    return []


def _opening(paragraph: m.Paragraph) -> str:
    """The few raised characters that ``paragraph`` begins with."""
    first = paragraph.children[0] if paragraph.children else None
    said = m.text_of(first).strip() if isinstance(first, m.Styled) and first.style == "sup" else ""
    return said if len(said) <= _LONGEST_MARK else ""


def _split(paragraph: m.Paragraph, marks: set[str]) -> list[m.TableNote]:
    """``paragraph`` cut before each raised mark that a cell has, where a note can begin."""
    parts: list[tuple[str, list[m.Inline]]] = [("", [])]
    for node in paragraph.children:
        mark = _mark_of(node)
        if mark and mark in marks and _can_begin(parts[-1]):
            parts.append((mark, []))
        else:
            parts[-1][1].append(node)
    notes = []
    for label, inside in parts:
        trimmed = _trimmed(tuple(inside))
        if trimmed or label:
            notes.append(
                m.TableNote((m.Paragraph(trimmed, pos=paragraph.pos),), label=label, pos=paragraph.pos)
            )
    return notes


def _can_begin(part: tuple[str, list[m.Inline]]) -> bool:
    """Whether a note can begin behind ``part``: at the start, on a new line, after a sentence."""
    label, inside = part
    words = m.text_of(inside).rstrip()
    if not words:
        return not label or not inside
    return isinstance(inside[-1], m.LineBreak) or words.endswith((".", ";", ":", "!", "?", ")"))


def _is_general(note: m.TableNote) -> bool:
    return _GENERAL.match(m.text_of(note.blocks)) is not None


def _trimmed(children: m.Inlines) -> m.Inlines:
    while (
        children
        and (isinstance(children[0], m.LineBreak) or not m.text_of(children[0]).strip())
        and not isinstance(children[0], m.Image)
    ):
        children = children[1:]
    while (
        children
        and (isinstance(children[-1], m.LineBreak) or not m.text_of(children[-1]).strip())
        and not isinstance(children[-1], m.Image)
    ):
        children = children[:-1]
    if children and isinstance(children[0], m.Text):
        children = (m.replace(children[0], value=children[0].value.lstrip()), *children[1:])
    if children and isinstance(children[-1], m.Text):
        children = (*children[:-1], m.replace(children[-1], value=children[-1].value.rstrip()))
    return children


def _mark_of(node: m.Node) -> str:
    match node:
        case m.Styled("sup", (m.Text(value),)) if _MARK.fullmatch(value.strip()):
            return value.strip()
        case _:
            return ""


def _groups(table: m.Table) -> list[tuple[m.Row, ...]]:
    return [table.head, *(body.rows for body in table.bodies), table.foot]


def _marks(table: m.Table) -> set[str]:
    """The raised marks in cells and caption that do not open a cell of notes."""
    found: set[str] = set()
    parts: list[m.Node] = [row for rows in _groups(table) for row in rows]
    parts += [table.caption] if table.caption is not None else []
    for part in parts:
        for node in m.iter_nodes(part):
            if isinstance(node, m.Styled) and node.style == "sup":
                found.update(
                    one.strip() for one in m.text_of(node).replace(" ", ",").split(",") if one.strip()
                )
    return found


def _linked(table: m.Table, targets: dict[str, str]) -> m.Table:
    """``table`` with the raised marks in cells and caption as links to its notes."""
    known = frozenset(targets.values())

    def rule(node: m.Node) -> m.Node | None:
        mark = _mark_of(node)
        if mark in targets:
            return m.Styled("sup", (m.CrossRef(targets[mark], m.text(mark)),))
        match node:
            case m.CrossRef(_, (m.Styled("sup", (m.CrossRef(target),)) as inner,)) if target in known:
                return inner  # a mark that led nowhere yet
            case m.Styled("sup", (m.Text(value),)) if "," in value:
                several = [one.strip() for one in value.split(",")]
                if all(one in targets for one in several):
                    links: list[m.Inline] = []
                    for one in several:
                        links += [m.Text(",")] if links else []
                        links.append(m.CrossRef(targets[one], m.text(one)))
                    return m.Styled("sup", tuple(links))
            case _:
                pass
        return None

    changes: dict[str, Any] = {}
    for name in ("head", "bodies", "foot"):
        given = tuple(m.rewrite(part, rule) for part in getattr(table, name))
        if any(new is not old for new, old in zip(given, getattr(table, name), strict=True)):
            changes[name] = given
    if table.caption is not None and (caption := m.rewrite(table.caption, rule)) is not table.caption:
        changes["caption"] = caption
    return m.replace(table, **changes) if changes else table
