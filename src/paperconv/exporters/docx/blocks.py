"""Blocks as paragraphs and tables: one function over all kinds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

import msgspec

from paperconv import model as m
from paperconv.exporters.docx.block_styles import box_name
from paperconv.exporters.docx.captions import bookmarked, caption, label_runs, led, stop_after
from paperconv.exporters.docx.equations import equation, equation_lines, is_wide
from paperconv.exporters.docx.figures import figure, supplement
from paperconv.exporters.docx.inlines import inlines, label_text, report_raw
from paperconv.exporters.docx.lists import definitions, write_list
from paperconv.exporters.docx.look import Look
from paperconv.exporters.docx.markup import EMPTY, Xml, join
from paperconv.exporters.docx.place import Place
from paperconv.exporters.docx.runs import lines, para, run, text
from paperconv.exporters.docx.sheet import identifier_of
from paperconv.exporters.docx.tables import framed, parting, table
from paperconv.exporters.docx.writer import Writer
from paperconv.styles.pages import SectionKind

_EM_SPACE = "\u2003"
_MAX_INDENT = 20
_RUNNING = (m.List, m.CodeBlock, m.Quote)
"""Of these, two in a row would be one to who reads the file."""


def body_place(w: Writer) -> Place:
    """The place of blocks in the running text."""
    return Place(blocks, w.look)


def blocks(w: Writer, nodes: m.Blocks, place: Place) -> list[Xml]:
    """``nodes`` in ``place``."""
    out: list[Xml] = []
    for node, there in placed(nodes, place):
        out += write_block(w, node, there)
    return out


def placed(nodes: m.Blocks, place: Place) -> list[tuple[m.Block, Place]]:
    """Each node with its place: what opens the text, or goes on after a formula, is not indented."""
    out: list[tuple[m.Block, Place]] = []
    plain = msgspec.structs.replace(place, first="") if place.first else place
    goes_on = msgspec.structs.replace(plain, first="FirstParagraph") if place.style == "BodyText" else plain
    before: m.Block | None = None
    for node, joined in m.joined_lines(nodes):
        there = plain
        if before is None:
            there = place
        elif isinstance(before, m.Equation) and isinstance(node, m.Paragraph) and _begins_small(node):
            there = goes_on
        if isinstance(node, _RUNNING) and type(node) is type(before):
            there = msgspec.structs.replace(there, apart=True)
        out.append((node, msgspec.structs.replace(there, lines=joined) if joined else there))
        before = node
    return out


def _begins_small(node: m.Paragraph) -> bool:
    first = node.children[0] if node.children else None
    return not isinstance(first, m.Text) or first.value.lstrip()[:1].islower()


def section_kind(w: Writer, node: m.Block, lines: Sequence[m.Equation] = ()) -> SectionKind:
    """The kind of section that ``node`` wants in the running text; ``lines`` are those of one formula."""
    match node:
        case m.Table(span="landscape"):
            return "landscape"
        case m.Table(span="page") | m.Figure(span="page") if w.page.columns > 1:
            return "wide"
        case m.Equation() if w.page.columns > 1:
            wide = any(is_wide(w, one, w.page.column_width) for one in lines or (node,))
            return "wide" if wide else "main"
        case _:
            return "main"


def write_block(w: Writer, node: m.Block, place: Place) -> list[Xml]:
    """One block."""
    match node:
        case m.Paragraph():
            return _paragraph(w, node, place)
        case m.List():
            return write_list(w, node, place)
        case m.DefinitionList():
            return definitions(w, node, place)
        case m.CodeBlock():
            return _code(w, node, place)
        case m.Quote():
            return _quote(w, node, place)
        case m.Verse():
            return _verse(w, node, place)
        case m.Equation():
            return equation_lines(w, (node, *place.lines), place) if place.lines else equation(w, node, place)
        case m.Figure():
            return figure(w, node, place)
        case m.Table():
            return table(w, node, place)
        case m.Box():
            return _box(w, node, place)
        case m.Statement():
            return _statement(w, node, place)
        case m.Algorithm(inner, identifier, label, named):
            held = caption(w, identifier, label, named, place, style="CaptionAbove")
            made = framed(w, "Algorithm", place.within("BoxText"), inner)
            return [*held, *made] if held else bookmarked(w, identifier, made)
        case m.Supplement():
            return supplement(w, node, place)
        case m.Divider():
            return [para(w, "Divider", text(w, "* * *", w.look))]
        case m.RawBlock(form, value):
            report_raw(w, node, form, value)
            return [para(w, "SourceCode", lines(w, value, w.look))] if value else []
        case _:
            assert_never(node)


def _paragraph(w: Writer, node: m.Paragraph, place: Place) -> list[Xml]:
    look = place.look.in_language(node.language)
    content = w.bookmark(node.id, inlines(w, node.children, look))
    if not content:
        return []
    style = "Callout" if node.role == "callout" else place.first or place.style
    return [para(w, style, content, look, change=_end_of(node, style))]


def _end_of(node: m.Paragraph, style: str) -> m.Change | None:
    """The tracked change that a paragraph is as a whole, its end included; a cell cannot lose its last end."""
    match node.children:
        case (m.Change() as change,) if style != "TableText":
            return change
        case _:
            return None


def _code(w: Writer, node: m.CodeBlock, place: Place) -> list[Xml]:
    out: list[Xml] = []
    code = lines(w, node.value, w.look) if node.value else EMPTY
    if node.label or node.caption:
        named = m.Caption(node.caption) if node.caption else None
        out = caption(w, node.id, node.label, named, place, style="CaptionAbove")
    else:
        code = w.bookmark(node.id, code)
    return [*parting(w, place), *out, para(w, "SourceCode", code)] if code else out


def _quote(w: Writer, node: m.Quote, place: Place) -> list[Xml]:
    style = {"block": "BlockText", "epigraph": "Epigraph", "pull": "PullQuote"}[node.kind]
    held = [*blocks(w, node.blocks, place.within(style)), *_attribution(w, node.attribution, place.look)]
    return [*parting(w, place), *held]


def _attribution(w: Writer, children: m.Inlines, look: Look) -> list[Xml]:
    content = inlines(w, children, look)
    return [para(w, "Attribution", join([text(w, "— ", look), content]), look)] if content else []


def _verse(w: Writer, node: m.Verse, place: Place) -> list[Xml]:
    """A paragraph for each stanza, its lines broken and indented by em spaces."""
    look = place.look
    title = inlines(w, node.title, look)
    out = [para(w, "VerseTitle", title, look)] if title else []
    for stanza in node.stanzas:
        parts: list[Xml] = []
        for number, line in enumerate(stanza.lines):
            if number:
                parts.append(run(w, Xml("<w:br/>"), look))
            parts.append(text(w, _EM_SPACE * min(max(line.indent, 0), _MAX_INDENT), look))
            parts.append(inlines(w, line.children, look))
        if any(parts):
            out.append(para(w, "Verse", join(parts), look))
    return [*out, *_attribution(w, node.attribution, look)]


def _box(w: Writer, node: m.Box, place: Place) -> list[Xml]:
    look = place.look
    title = inlines(w, node.title, look)
    label = label_runs(w, node.id, node.label, "Label", look, stop=bool(title))
    content = join([label, text(w, " ", look) if label and title else EMPTY, title])
    if not node.label:
        content = w.bookmark(node.id, content)
    heading = [para(w, "BoxTitle", content, look)] if content else []
    style = identifier_of(box_name(node.kind))
    return framed(w, style, place.within("BoxText"), node.blocks, heading, title=node.kind)


def _statement(w: Writer, node: m.Statement, place: Place) -> list[Xml]:
    look = place.look.styled("StatementLabel")
    printed = node.label or w.words.statement(node.kind)
    label = label_text(w, node.id, printed, look) if printed else EMPTY
    if node.title:
        title = inlines(w, node.title, look)
        lead = join([label, text(w, " (", look), title, text(w, ").", look)])
    else:
        lead = join([label, text(w, stop_after(printed), look)])
    return led(w, lead, node.blocks, place.within("Statement"))
