"""Figures and tables that a manuscript gathers at its end, where the text first speaks of them, as journals print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.passes.place_floats import APART
from paperconv.passes.types import Pass
from paperconv.patterns import late
from paperconv.styles.types import JournalStyle

_WORDS = (
    r"(?:figures?|figs?\.?|tables?|abbildungen|tabellen|figuras?|tab[el]las?|cuadros|tableaux|illustrations?)"
)
_GATHERS = late(
    rf"(?:{_WORDS}(?:\s*(?:and|&|und|et|y|e)\s*{_WORDS})?(?:\s+(?:legends?|captions?))?|display items)[.:]?",
    re.IGNORECASE,
)


def bring_floats(style: JournalStyle) -> Pass:
    """A pass that moves figures and tables from the end of the text behind the paragraph that first mentions them.

    At the end is what no text follows in body or back matter. What nothing mentions, what is mentioned in its own section, and a
    caption without its picture stay; so does all of a kind that would no longer stand in its order. A paragraph below a figure in a section called "Figures" is part of the caption. The
    sections that are empty then fall, which is reported.
    """
    kinds: tuple[type[m.Node], ...] = (
        *((m.Figure,) if style.figures.place == "mention" else ()),
        *((m.Table,) if style.tables.place == "mention" else ()),
    )

    def run(document: m.Document, log: Log) -> m.Document:
        if not kinds:
            return document
        legends = tuple(map(_with_legends, document.sections))
        body, back = _trailing(legends, kinds), _trailing(document.back, kinds)
        gathered = [*body, *back]
        if not gathered:
            return document
        if any(new is not old for new, old in zip(legends, document.sections, strict=True)):
            document = m.replace(document, sections=legends)
        return _Move(document, gathered).done(log)

    return run


_Found: TypeAlias = tuple[m.Figure | m.Table, m.Section]
"""A figure or table, and the section of the first level that it stands in."""


def _trailing(sections: tuple[m.Section, ...], kinds: tuple[type[m.Node], ...]) -> list[_Found]:
    """The figures and tables of ``kinds`` behind all text of ``sections``, in order."""
    found: list[_Found] = []
    for top in reversed(sections):
        for block in _backwards(top):
            if not isinstance(block, m.Figure | m.Table):
                return found[::-1]
            held = block.panels if isinstance(block, m.Figure) else (*block.bodies, *block.images)
            if isinstance(block, kinds) and block.id and block.label and held and top.role not in APART:
                found.append((block, top))
    return found[::-1]


def _backwards(section: m.Section) -> Iterator[m.Block]:
    for inner in reversed(section.sections):
        yield from _backwards(inner)
    yield from reversed(section.blocks)


def _with_legends(section: m.Section) -> m.Section:
    """``section``, called "Figures", with the paragraphs below each figure in its caption."""
    if not _GATHERS.fullmatch(m.text_of(section.title).strip()):
        return section
    out: list[m.Block] = []
    for block in section.blocks:
        last = out[-1] if out else None
        if isinstance(block, m.Paragraph) and isinstance(last, m.Figure) and last.label and last.caption:
            caption = m.replace(last.caption, blocks=(*last.caption.blocks, _upright(block)))
            out[-1] = m.replace(last, caption=caption)
        else:
            out.append(block)
    return m.replace(section, blocks=tuple(out)) if len(out) < len(section.blocks) else section


def _upright(paragraph: m.Paragraph) -> m.Paragraph:
    """``paragraph`` without the italics that only say that all of it is a legend; formulas and blanks may part them."""
    children: list[m.Inline] = []
    for child in paragraph.children:
        if isinstance(child, m.Styled) and child.style == "emph":
            children += child.children
        elif isinstance(child, m.Math) or not m.text_of(child).strip():
            children.append(child)
        else:
            return paragraph
    return m.replace(paragraph, children=tuple(children))


class _Place(msgspec.Struct, frozen=True):
    """A block on the way through the document: its number in the order of print, and its section of the first level."""

    number: int
    block: m.Block
    top: m.Section | None


class _Move:
    """The way of each gathered float to the block that first mentions it, behind those of its kind that come before it."""

    def __init__(self, document: m.Document, gathered: list[_Found]) -> None:
        self._document = document
        self._standing = {id(block) for block, _ in gathered}
        self._named = {block.id: block for block, _ in gathered}
        for block, _ in gathered:
            if isinstance(block, m.Figure):
                self._named |= {panel.id: block for panel in block.panels if panel.id}
        self._count = 0
        self._mentions: dict[int, _Place] = {}
        self._last: dict[type, int] = {}
        self._pointed: set[str] = set()
        self._find(document.blocks, None)
        for top in (*document.sections, *document.back):
            self._search(top, top)
        self._after: dict[int, list[m.Figure | m.Table]] = {}
        self._moved: set[int] = set()
        for kind in (m.Figure, m.Table):
            self._way([one for one in gathered if isinstance(one[0], kind)], self._last.get(kind, -1))

    def _search(self, section: m.Section, top: m.Section) -> None:
        if section.role in APART:
            return
        self._find(section.blocks, top)
        for inner in section.sections:
            self._search(inner, top)

    def _find(self, blocks: m.Blocks, top: m.Section | None) -> None:
        for block in blocks:
            self._count += 1
            if id(block) in self._standing:
                continue
            if isinstance(block, m.Figure | m.Table) and block.label:
                self._last[type(block)] = self._count
            for node in m.iter_nodes(block):
                if isinstance(node, m.CrossRef):
                    self._pointed.add(node.target)
                    if wanted := self._named.get(node.target):
                        self._mentions.setdefault(id(wanted), _Place(self._count, block, top))

    def _way(self, floats: list[_Found], last: int) -> None:
        """Give ``floats``, of one kind, their places; the first that cannot move in its turn stays, and all behind it.

        ``last`` is the number of the last of their kind that stays in the text.
        """
        before: _Place | None = None
        for block, top in floats:
            place = self._mentions.get(id(block))
            if place is None or place.number < last:
                return
            if before is not None and place.number < before.number:
                place = before
            if place.top is top:
                return
            before = place
            self._moved.add(id(block))
            self._after.setdefault(id(place.block), []).append(block)

    def done(self, log: Log) -> m.Document:
        """The document with its floats in place; sections that are empty now are reported to ``log``."""
        if not self._moved:
            return self._document
        kept = self._pointed | {one.section for one in self._document.reference_lists}

        def sections(held: tuple[m.Section, ...]) -> tuple[m.Section, ...]:
            return tuple(new for one in held if (new := section(one)) is not None)

        def section(node: m.Section) -> m.Section | None:
            blocks, inner = self._blocks(node.blocks), sections(node.sections)
            emptied = not blocks and not inner and (node.blocks or node.sections)
            if emptied and node.id not in kept:
                title = m.text_of(node.title)
                message = f'the heading "{title}" is left out: what it held stands where the text mentions it'
                log(Diagnostic(Rule.CONTENT_KEPT, message, Severity.INFO, node.pos, removed=title))
                return None
            return m.replace(node, blocks=blocks, sections=inner)

        return m.replace(
            self._document,
            blocks=self._blocks(self._document.blocks),
            sections=sections(self._document.sections),
            back=sections(self._document.back),
        )

    def _blocks(self, held: m.Blocks) -> m.Blocks:
        return tuple(
            new
            for block in held
            if id(block) not in self._moved
            for new in (block, *self._after.get(id(block), ()))
        )
