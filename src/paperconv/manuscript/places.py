"""Where in the source each block of a draft stands.

pandoc gives no places for Markdown, so the blocks are laid along the text again. Both are reduced to letters and
digits, which markup does not touch; the blocks follow the text in order, and where one cannot be found (a citation key,
a formula rewritten) the next ones find the thread again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from paperconv import model as m
from paperconv.diagnostics import Pos
from paperconv.patterns import late

Where: TypeAlias = Callable[[int], Pos]

_NEAR = 3_000
_FAR = 200_000
_PROBE = 24
_ENOUGH = 6  # stretches of a node that are looked for
_HOLDERS = (m.List, m.Quote, m.Algorithm, m.Box, m.Statement, m.DefinitionList, m.Figure)
"""Blocks whose text is that of the blocks in them."""
_NOT_WORDS = late(r"[\W_]+")


def place(draft: m.Draft, text: str, line_map: Sequence[Pos]) -> m.Draft:
    """``draft`` with ``pos`` on every block and note; one that has a place keeps it.

    ``text`` is what the draft was read from, ``line_map`` the place in the source of each of its lines. The time taken
    grows with the length of the text.
    """
    if not line_map:
        return draft
    thread = _Thread(text.split("\n"), line_map)
    blocks = tuple(thread.put(block) for block in draft.blocks)
    thread.rewind()
    notes = tuple(_note(thread, note) for note in draft.notes)
    return m.replace(draft, blocks=blocks, notes=notes)


def _note(thread: _Thread, note: m.Note) -> m.Note:
    pos = thread.find(note)
    return m.replace(note, pos=note.pos or pos, blocks=tuple(thread.put(block) for block in note.blocks))


class _Thread:
    """The letters and digits of the text, and how far along it the blocks have come."""

    def __init__(self, lines: Sequence[str], line_map: Sequence[Pos]) -> None:
        self._map = line_map
        self._starts: list[int] = []
        self._rules: list[int] = []
        parts: list[str] = []
        length = 0
        for number, line in enumerate(lines):
            self._starts.append(length)
            bare = _NOT_WORDS.sub("", line)
            if bare:
                parts.append(bare)
                length += len(bare)
            elif line.strip(" \t*_-") == "" and line.strip():
                self._rules.append(number)
        self._letters = "".join(parts)
        self._cursor = 0
        self._line = 0

    def rewind(self) -> None:
        """Begin again: notes may be defined anywhere."""
        self._cursor = self._line = 0

    def put(self, block: m.DraftBlock) -> m.DraftBlock:
        """``block`` and all blocks in it with their places."""
        runs = [] if isinstance(block, _HOLDERS) else _runs(block)
        pos = block.pos or self._place(block, runs)
        match block:
            case m.List(items):
                return m.replace(block, pos=pos, items=tuple(self._item(item, pos) for item in items))
            case m.Quote(blocks):
                return m.replace(block, pos=pos, blocks=self._all(blocks))
            case m.Algorithm(blocks, caption=caption):
                return m.replace(block, pos=pos, blocks=self._all(blocks), caption=_caption(caption, pos))
            case m.Box(blocks) | m.Statement(_, blocks):
                return m.replace(block, pos=pos, blocks=self._all(blocks))
            case m.DefinitionList(items):
                return m.replace(
                    block,
                    pos=pos,
                    items=tuple(
                        m.replace(
                            item,
                            pos=item.pos or self.find(item),
                            definitions=tuple(self._item(one, pos) for one in item.definitions),
                        )
                        for item in items
                    ),
                )
            case m.Figure(panels, caption=caption):
                return m.replace(
                    block,
                    pos=pos,
                    panels=tuple(
                        m.replace(
                            panel,
                            pos=pos,
                            blocks=self._all(panel.blocks),
                            caption=_caption(panel.caption, pos),
                        )
                        for panel in panels
                    ),
                    caption=_caption(caption, pos),
                )
            case m.Table():
                self._pass(runs)
                return _table(block, pos)
            case _:
                self._pass(runs)
                return m.replace(block, pos=pos)

    def _all(self, blocks: m.Blocks) -> m.Blocks:
        return tuple(self.put(block) for block in blocks)  # type: ignore[misc]  # a block stays a block

    def _item(self, item: m.ListItem, fallback: Pos) -> m.ListItem:
        blocks = self._all(item.blocks)
        return m.replace(item, pos=item.pos or (blocks[0].pos if blocks else fallback), blocks=blocks)

    def find(self, node: m.Node) -> Pos:
        """The place where ``node`` begins."""
        return self._place(node, [])

    def _place(self, node: m.Node, known: Sequence[str]) -> Pos:
        """As :meth:`find`; ``known`` are the stretches of ``node`` where they have been looked for."""
        if isinstance(node, m.Divider):
            return self._rule()
        runs = known[:_ENOUGH] or _runs(node, _ENOUGH)
        for number, run in enumerate(runs):
            probe = run[:_PROBE]
            # One short word stands in too many places to be trusted far away.
            reach = _FAR if len(probe) >= 16 else _NEAR if len(probe) >= 5 else 400
            at = self._letters.find(probe, self._cursor, self._cursor + reach + len(probe))
            if at < 0 and len(probe) > 12:
                at = self._letters.find(probe[:12], self._cursor, self._cursor + _NEAR)
            if at < 0:
                continue
            for earlier in reversed(runs[:number]):
                back = self._letters.rfind(earlier[:_PROBE], self._cursor, at)
                if back < 0 or at - back > len(earlier) + 300:
                    break
                at = back
            self._cursor = at
            self._line = bisect_right(self._starts, at) - 1
            return self._map[min(self._line, len(self._map) - 1)]
        return self._map[min(self._line, len(self._map) - 1)]

    def _pass(self, runs: Sequence[str]) -> None:
        """Go behind ``runs``, all that a block holds."""
        for run in runs:
            probe = run[:_PROBE]
            at = self._letters.find(probe, self._cursor, self._cursor + _NEAR)
            if at >= 0 and (len(probe) > 3 or at - self._cursor < 40):
                self._cursor = at + (len(run) if self._letters.startswith(run, at) else len(probe))

    def _rule(self) -> Pos:
        line = bisect_right(self._starts, self._cursor - 1) - 1 if self._cursor else 0
        index = bisect_right(self._rules, max(line, self._line) - 1)
        if index < len(self._rules):
            self._line = self._rules[index] + 1
            return self._map[min(self._rules[index], len(self._map) - 1)]
        return self._map[min(self._line, len(self._map) - 1)]


def _runs(node: m.Node, enough: int = 0) -> list[str]:
    """The first ``enough`` stretches of letters and digits in ``node`` (0: all), which nothing interrupts in the source."""
    runs: list[str] = []
    held: list[str] = []
    for value in _values(node):
        if value is None:
            bare = _NOT_WORDS.sub("", "".join(held))
            held = []
            if bare:
                runs.append(bare)
                if len(runs) == enough:
                    return runs
        else:
            held.append(value)
    bare = _NOT_WORDS.sub("", "".join(held))
    if bare:
        runs.append(bare)
    return runs


def _values(node: m.Node) -> Iterator[str | None]:
    """The texts in ``node`` in order; None where the source may hold letters that the model does not."""
    match node:
        case m.Text(value) | m.CodeSpan(value) | m.CodeBlock(value):
            yield value
        case m.Math(tex) | m.Equation(tex):
            yield from (None, tex, None)
        case m.RawInline(_, value) | m.RawBlock(_, value):
            yield from (None, value, None)
        case m.Image(source, alt):
            yield from (None, alt, None, source, None)
        case m.Citation(items, source=source):
            yield None
            for item in items:
                yield from (m.text_of(item.prefix), None, item.ref, None)
            yield from (m.text_of(source), None)
        case m.NoteRef() | m.LineBreak():
            yield None
        case m.Link(target, children):
            for child in children:
                yield from _values(child)
            yield from (None, target, None)
        case m.Styled(style, children) if style in {"sub", "sup", "smallcaps", "underline"}:
            # May be written as a tag, whose name has letters.
            yield None
            for child in children:
                yield from _values(child)
            yield None
        case m.Table(caption=caption):
            for part in _cells(node):
                yield from _values(part)
                yield None
            if caption is not None:
                yield None
                yield from _values(caption)
        case m.Figure(panels, caption=caption):
            # The description of a picture is often its caption, which stands before its address.
            if caption is not None:
                yield from _values(caption)
                yield None
            for panel in panels:
                yield from _values(panel)
                yield None
        case m.Panel(image, blocks) if image is not None and not blocks:
            yield from (None, image.source, None)
        case _:
            inline = isinstance(
                node, m.Styled | m.Span | m.CrossRef | m.Paragraph | m.Heading | m.Abbreviation
            )
            for held in m.children(node):
                yield from _values(held)
                if not inline:
                    yield None
            if isinstance(node, m.Span | m.CrossRef):
                yield None


def _cells(table: m.Table) -> Iterator[m.Node]:
    for rows in (table.head, *(body.rows for body in table.bodies), table.foot):
        for row in rows:
            for cell in row.cells:
                yield from cell.blocks


def _caption(caption: m.Caption | None, pos: Pos) -> m.Caption | None:
    if caption is None:
        return None
    return m.replace(caption, pos=pos, blocks=tuple(_everywhere(block, pos) for block in caption.blocks))


def _table(table: m.Table, pos: Pos) -> m.Table:
    def rows(held: Iterable[m.Row]) -> tuple[m.Row, ...]:
        return tuple(
            m.replace(
                row,
                pos=pos,
                cells=tuple(
                    m.replace(cell, pos=pos, blocks=tuple(_everywhere(block, pos) for block in cell.blocks))
                    for cell in row.cells
                ),
            )
            for row in held
        )

    return m.replace(
        table,
        pos=pos,
        head=rows(table.head),
        bodies=tuple(m.replace(body, pos=pos, rows=rows(body.rows)) for body in table.bodies),
        foot=rows(table.foot),
        caption=_caption(table.caption, pos),
    )


def _everywhere(block: m.Block, pos: Pos) -> m.Block:
    """``block`` and the blocks in it at one place."""

    def rule(node: m.Node) -> m.Node | None:
        return m.replace(node, pos=pos) if isinstance(node, _BLOCKS) and node.pos is None else None

    return m.replace(m.rewrite(block, rule), pos=block.pos or pos)


_BLOCKS = (
    m.Paragraph,
    m.List,
    m.ListItem,
    m.Quote,
    m.CodeBlock,
    m.Equation,
    m.Figure,
    m.DefinitionList,
    m.Box,
)
