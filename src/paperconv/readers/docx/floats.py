"""Figures, tables, listings, boxes and statements of our own files, put together by the styles of their parts.

A character style sets their labels off, so nothing is guessed; what has no such label is left to
:mod:`paperconv.manuscript.captions`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias

import msgspec

from paperconv import model as m
from paperconv.manuscript import runs
from paperconv.manuscript.float_labels import read_label
from paperconv.patterns import late
from paperconv.readers.docx.build import number_of
from paperconv.readers.docx.paragraphs import Facts
from paperconv.wording import STATEMENT_KINDS, languages, wording

Blocks: TypeAlias = Sequence[m.DraftBlock]

# What only the look tells apart.
_SAME = {"caption above": "caption", "table grid": "three line table", "plain table": "three line table"}
_PICTURES = frozenset({"figure", "missing figure"})
_TITLED = late(r"(.*?)\s*\((.*)\)\.?\Z")
_EM_SPACE = "\u2003"
_NOTE = "table-note"


class _Lead(msgspec.Struct):
    """A paragraph whose label is set off: ``id`` is the bookmark at it, ``rest`` what follows."""

    label: str
    id: str
    rest: m.Inlines


def gather_floats(draft: m.Draft, facts: Mapping[int, Facts]) -> m.Draft:
    """``draft`` with the floats and frames whole that its styles tell of."""
    if not any(one.set_off or one.frame or one.role == _NOTE for one in facts.values()):
        return draft

    def within(node: m.Node) -> m.Node | None:
        if not isinstance(node, m.ListItem) or not any(isinstance(block, m.Table) for block in node.blocks):
            return None
        return m.replace(node, blocks=_whole(node.blocks, facts))

    return m.rewrite(m.replace(draft, blocks=tuple(_Gatherer(draft.blocks, facts).gathered())), within)


def _whole(blocks: m.Blocks, facts: Mapping[int, Facts]) -> m.Blocks:
    """The same of what an item holds."""
    return tuple(block for block in _Gatherer(blocks, facts).gathered() if not isinstance(block, m.Heading))


class _Gatherer:
    """Goes over the blocks of one draft; ``one(at)`` gives the block that begins there and where the next begins."""

    def __init__(self, blocks: Blocks, facts: Mapping[int, Facts]) -> None:
        self._blocks = blocks
        self._facts = facts

    def gathered(self) -> list[m.DraftBlock]:
        out: list[m.DraftBlock] = []
        at = 0
        while at < len(self._blocks):
            made, end = self._one(at)
            out.append(made)
            at = max(end, at + 1)
        return out

    def _one(self, at: int) -> tuple[m.DraftBlock, int]:
        block, style = self._blocks[at], self._style(at)
        match block, style:
            case m.Table(), _ if _is_box(style):
                return self._box(block), at + 1
            case m.Table(), "algorithm":
                return m.Algorithm(_inside(block), pos=block.pos), at + 1
            case m.Table(), "three line table":
                return self._noted(block, at + 1)
            case m.Table(), _ if self._style(at + 1) == "table note":
                return self._noted(block, at + 1)
            case _, "figure" | "missing figure" | "figure panels":
                return self._figure(at)
            case m.Paragraph(), "caption":
                return self._below(at)
            case m.Paragraph(), "statement":
                return self._statement(block, at)
            case m.Paragraph(), "verse" | "verse title":
                return self._verse(at)
            case m.Paragraph(), "supplement":
                return self._supplement(block), at + 1
            case _:
                return block, at + 1

    def _fact(self, block: m.DraftBlock) -> Facts | None:
        return self._facts.get(number_of(block))

    def _style(self, at: int) -> str:
        """The name of the style of a paragraph or of a table; empty behind the end."""
        block = self._blocks[at] if at < len(self._blocks) else None
        one = self._fact(block) if block is not None else None
        if one is None:
            return ""
        name = (
            one.frame if isinstance(block, m.Table) else one.names[0] if one.names and not one.inside else ""
        )
        return "table note" if one.role == _NOTE and not one.inside else _SAME.get(name, name)

    def _lead(self, block: m.DraftBlock) -> _Lead | None:
        """``block`` with its label taken off; None if none is set off."""
        one = self._fact(block)
        if one is None or not one.set_off or not isinstance(block, m.Paragraph):
            return None
        said = m.text_of(block.children)
        start = len(said) - len(said.lstrip())
        end = start + len(one.set_off)
        if " ".join(said[start:end].split()) != " ".join(one.set_off.split()):
            return None
        _, anchors = runs.anchors(runs.cut(block.children, 0, end))
        rest = (
            runs.anchors(runs.strip(runs.cut(block.children, end)))[0]
            if anchors
            else runs.strip(runs.cut(block.children, end))
        )
        label = one.set_off.strip()
        return _Lead(
            label if label.endswith("..") else label.removesuffix(".").rstrip(),
            anchors[0] if anchors else "",
            rest,
        )

    def _caption(self, at: int) -> tuple[m.Caption | None, int]:
        """The caption that begins at ``at`` behind its label, with the paragraphs that go on with it."""
        block = self._blocks[at]
        lead = self._lead(block)
        children = lead.rest if lead is not None else block.children if isinstance(block, m.Paragraph) else ()
        held: list[m.Block] = [m.Paragraph(children, pos=block.pos)] if children else []
        end = at + 1
        while self._style(end) == "caption" and self._lead(self._blocks[end]) is None:
            more = self._blocks[end]
            held += [m.replace(more, role="")] if isinstance(more, m.Paragraph) else []
            end += 1
        return (m.Caption((), tuple(held)) if held else None), end

    def _figure(self, at: int) -> tuple[m.DraftBlock, int]:
        panels: list[m.Panel] = []
        end = at
        while end < len(self._blocks):
            block, style = self._blocks[end], self._style(end)
            captioned = bool(panels) and panels[-1].caption is not None
            if style == "figure panels" and not panels and isinstance(block, m.Table):
                below = len(block.columns) == 1  # else empty cells fill up a row of pictures
                panels = [self._panel(cell.blocks) for cell in _cells(block) if cell.blocks or below]
            elif style in _PICTURES and (not panels or captioned):
                panels += [m.Panel(image) for image in _images(block)]
            elif style == "panel caption" and panels:
                panels[-1] = self._named(panels[-1], block)
            else:
                break
            end += 1
        label = identifier = ""
        caption: m.Caption | None = None
        lead = self._lead(self._blocks[end]) if self._style(end) == "caption" else None
        if lead is not None and self._is_figure(lead, end):
            label, identifier = lead.label, lead.id
            caption, end = self._caption(end)
        credit: m.Inlines = ()
        if self._style(end) == "credit" and isinstance(block := self._blocks[end], m.Paragraph):
            credit, end = block.children, end + 1
        block = self._blocks[at]
        framed = isinstance(block, m.Table)
        if not panels or not (label or credit or len(panels) > 1 or framed):
            return block, at + 1
        return m.Figure(tuple(panels), identifier, label, caption, credit, pos=block.pos), end

    def _is_figure(self, lead: _Lead, at: int) -> bool:
        known = read_label(m.text(f"{lead.label}."))
        if known is not None:
            return known.kind == "figure"
        _, end = self._caption(at)
        return self._style(end) not in {"three line table", "algorithm", "source code"}

    def _panel(self, blocks: m.Blocks) -> m.Panel:
        panel = m.Panel()
        for block in blocks:
            one = self._fact(block)
            style = one.names[0] if one is not None and one.names else ""
            images = _images(block)
            if panel.image is None and images and not panel.blocks and style in _PICTURES:
                panel = m.replace(panel, image=images[0])
            elif style == "panel caption":
                panel = self._named(panel, block)
            else:
                panel = m.replace(panel, blocks=(*panel.blocks, block))
        return panel

    def _named(self, panel: m.Panel, block: m.DraftBlock) -> m.Panel:
        """``panel`` with its label and caption, or more of the latter."""
        lead = self._lead(block)
        children = lead.rest if lead is not None else block.children if isinstance(block, m.Paragraph) else ()
        held = panel.caption.blocks if panel.caption is not None else ()
        caption = m.Caption((), (*held, m.Paragraph(children)) if children else held)
        if lead is None:
            return m.replace(panel, caption=caption)
        letter = lead.label[1:-1] if lead.label[:1] == "(" and lead.label[-1:] == ")" else lead.label
        return m.replace(panel, id=lead.id, label=letter, caption=caption if caption.blocks else None)

    def _below(self, at: int) -> tuple[m.DraftBlock, int]:
        """What stands under its caption: a table, pictures of one, an algorithm, a listing."""
        block = self._blocks[at]
        lead = self._lead(block)
        if lead is None:
            return block, at + 1
        caption, end = self._caption(at)
        content = self._blocks[end] if end < len(self._blocks) else None
        match content, self._style(end):
            case m.Table() as table, "three line table":
                named = m.replace(table, id=lead.id, label=lead.label, caption=caption, pos=block.pos)
                return self._noted(named, end + 1)
            case m.Table() as table, "algorithm":
                return m.Algorithm(_inside(table), lead.id, lead.label, caption, pos=block.pos), end + 1
            case m.CodeBlock() as code, "source code":
                said = caption.blocks[0] if caption is not None else None
                words = said.children if isinstance(said, m.Paragraph) else ()
                return m.replace(code, id=lead.id, label=lead.label, caption=words, pos=block.pos), end + 1
            case _, "figure" | "missing figure" if not self._is_figure(lead, at):
                images: list[m.Image] = []
                while self._style(end) in _PICTURES:
                    images += _images(self._blocks[end])
                    end += 1
                table = m.Table(
                    images=tuple(images), id=lead.id, label=lead.label, caption=caption, pos=block.pos
                )
                return self._noted(table, end)
            case _:
                return block, at + 1

    def _noted(self, table: m.Table, at: int) -> tuple[m.Table, int]:
        """``table`` with the notes that follow at ``at``."""
        made: list[m.TableNote] = []
        while self._style(at) == "table note" and isinstance(block := self._blocks[at], m.Paragraph):
            children, anchors = runs.anchors(block.children)
            first = children[0] if children else None
            label = m.text_of(first) if isinstance(first, m.Styled) and first.style == "sup" else ""
            held = m.Paragraph(runs.strip(children[1:]) if label else children, pos=block.pos)
            one = self._fact(block)
            if anchors or label or not made or (one is not None and one.anchor != ""):
                made.append(m.TableNote((held,), anchors[0] if anchors else "", label))
            else:
                made[-1] = m.replace(made[-1], blocks=(*made[-1].blocks, held))
            at += 1
        return (m.replace(table, notes=(*table.notes, *made)) if made else table), at

    def _box(self, table: m.Table) -> m.Box:
        blocks = _inside(table)
        one = self._fact(blocks[0]) if blocks else None
        frame = self._facts[number_of(table)]
        box = m.Box(blocks, frame.framed or frame.frame.removeprefix("box").strip(), pos=table.pos)
        if (
            one is None
            or not one.names
            or one.names[0] != "box title"
            or not isinstance(first := blocks[0], m.Paragraph)
        ):
            return box
        lead = self._lead(first)
        title, anchors = runs.anchors(first.children)
        if lead is None:
            return m.replace(
                box, blocks=blocks[1:], title=runs.unwrap(title), id=anchors[0] if anchors else ""
            )
        return m.replace(box, blocks=blocks[1:], title=runs.unwrap(lead.rest), id=lead.id, label=lead.label)

    def _statement(self, block: m.Paragraph, at: int) -> tuple[m.DraftBlock, int]:
        lead = self._lead(block)
        if lead is None:
            return block, at + 1
        found = _TITLED.fullmatch(lead.label)
        label, title = (found[1], m.text(found[2])) if found else (lead.label, ())
        held: list[m.Block] = [m.Paragraph(lead.rest, pos=block.pos)] if lead.rest else []
        end = at + 1
        while (behind := self._goes_on(end)) > end:
            held += [one for one in self._blocks[end:behind] if not isinstance(one, m.Heading)]
            end = behind
        kind = _kind(label.rpartition(" ")[0] or label)
        return m.Statement(kind, tuple(held), title, lead.id, label, pos=block.pos), end

    def _goes_on(self, at: int) -> int:
        """Where a statement's next paragraph ends, with the formula before it perhaps; ``at`` if it has ended."""
        end = at
        while end < len(self._blocks) and isinstance(self._blocks[end], m.Equation | m.List):
            end += 1
        follows = self._style(end) == "statement" and self._lead(self._blocks[end]) is None
        return end + 1 if follows else at

    def _verse(self, at: int) -> tuple[m.DraftBlock, int]:
        title: m.Inlines = ()
        stanzas: list[m.Stanza] = []
        attribution: m.Inlines = ()
        end = at
        while isinstance(block := self._blocks[end] if end < len(self._blocks) else None, m.Paragraph):
            style = self._style(end)
            if style == "verse title" and end == at:
                title = runs.unwrap(block.children)
            elif style == "verse":
                stanzas.append(m.Stanza(tuple(map(_line, runs.split_lines(block.children)))))
            else:
                if style == "attribution":
                    attribution, end = runs.strip(block.children, " —–\xa0"), end + 1
                break
            end += 1
        return m.Verse(tuple(stanzas), title, attribution, pos=self._blocks[at].pos), end

    def _supplement(self, block: m.Paragraph) -> m.DraftBlock:
        lead = self._lead(block)
        children = lead.rest if lead is not None else block.children
        last = children[-1] if children else None
        source = m.text_of(last) if isinstance(last, m.Link) else ""
        words = runs.strip(children[:-1] if source else children)
        caption = m.Caption((), (m.Paragraph(words),)) if words else None
        if lead is None and not source:
            return block
        return m.Supplement(
            source,
            lead.id if lead is not None else "",
            lead.label if lead is not None else "",
            caption,
            pos=block.pos,
        )


def _is_box(style: str) -> bool:
    """Whether that is a table style of ours for boxes: one for each of their kinds."""
    return style == "box" or style.startswith("box ")


def _cells(table: m.Table) -> list[m.Cell]:
    rows = [*table.head, *(row for body in table.bodies for row in body.rows), *table.foot]
    return [cell for row in rows for cell in row.cells]


def _inside(table: m.Table) -> m.Blocks:
    return tuple(block for cell in _cells(table) for block in cell.blocks)


def _images(block: m.Node) -> list[m.Image]:
    return [node for node in m.iter_nodes(block) if isinstance(node, m.Image)]


def _line(children: m.Inlines) -> m.VerseLine:
    said = m.text_of(children)
    indent = len(said) - len(said.lstrip(_EM_SPACE))
    return m.VerseLine(runs.cut(children, indent), indent)


@cache
def _words() -> dict[str, str]:
    """Each word for a statement, in all languages, and the English one for its kind."""
    return {
        wording(language).statement(kind).casefold(): kind
        for language in languages()
        for kind in STATEMENT_KINDS
    }


def _kind(word: str) -> str:
    return _words().get(word.casefold(), word.casefold())
