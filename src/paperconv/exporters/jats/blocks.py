"""Block content: one function over all kinds. What may not stand where it is wanted goes into a ``p``."""

from __future__ import annotations

from typing import assert_never

from paperconv import model as m
from paperconv.exporters.jats.figures import write_caption, write_figure
from paperconv.exporters.jats.formulas import display_formula
from paperconv.exporters.jats.inlines import report_raw, write_inlines
from paperconv.exporters.jats.lists import write_definition_list, write_list
from paperconv.exporters.jats.media import supplementary_material
from paperconv.exporters.jats.roles import content_type
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tables import as_figure, has_cells, write_table
from paperconv.exporters.jats.tags import PARAGRAPHS, STATEMENTS, VERSE, Element, Tags, child, is_empty

_FORMULAS: Tags = frozenset({"disp-formula"})


def place(parent: Element, tag: str, allowed: Tags) -> Element:
    """A new ``tag`` in ``parent``, inside a ``p`` where only that may hold it."""
    return child(parent if tag in allowed else child(parent, "p"), tag)


def write_blocks(state: State, parent: Element, blocks: m.Blocks, allowed: Tags) -> None:
    """Write ``blocks`` at the end of ``parent``, which takes the elements ``allowed``; ``p`` is always among them."""
    for block, lines in m.joined_lines(blocks):
        numbers = [line.label for line in (block, *lines) if isinstance(line, m.Equation) and line.label]
        if lines and numbers:
            group = place(parent, "disp-formula-group", allowed)
            # JATS4R wants a label of the whole: from the first number to the last.
            state.label(group, "–".join(dict.fromkeys((numbers[0], numbers[-1]))))
            for line in (block, *lines):
                _write(state, group, line, _FORMULAS)
        else:
            for one in (block, *lines):
                _write(state, parent, one, allowed)


def _write(state: State, parent: Element, block: m.Block, allowed: Tags) -> None:
    match block:
        case m.Paragraph():
            _paragraph(state, parent, block)
        case m.List():
            if block.items:
                write_list(state, place(parent, "list", allowed), block)
        case m.Equation():
            if block.tex.strip() or block.mathml or block.id:
                display_formula(state, place(parent, "disp-formula", allowed), block)
        case m.Figure():
            write_figure(state, parent, block, allowed)
        case m.Table():
            if state.in_abstract and block.images and not has_cells(block):
                write_figure(state, parent, as_figure(block), allowed)
            else:
                write_table(state, place(parent, "table-wrap", allowed), block)
        case m.Quote():
            _quote(state, place(parent, "disp-quote", allowed), block)
        case m.CodeBlock():
            _code(state, parent, block, allowed)
        case m.DefinitionList():
            if block.items:
                write_definition_list(state, place(parent, "def-list", allowed), block)
        case m.Verse():
            _verse(state, parent, block, allowed)
        case m.Box():
            boxed = place(parent, "boxed-text", allowed)
            state.set(boxed, "content-type", content_type(block.kind))
            _boxed(state, boxed, block, m.Caption(block.title))
            state.blocks(boxed, block.blocks)
        case m.Algorithm():
            boxed = place(parent, "boxed-text", allowed)
            boxed.set("content-type", "algorithm")
            _boxed(state, boxed, block, block.caption)
            state.blocks(boxed, block.blocks)
        case m.Statement():
            _statement(state, place(parent, "statement", allowed), block)
        case m.Supplement():
            supplement = place(parent, "supplementary-material", allowed)
            state.identify(supplement, block.id)
            supplementary_material(state, supplement, block)
            state.label(supplement, block.label)
            write_caption(state, supplement, block.caption)
        case m.Divider():
            rule = child(parent, "p")
            rule.set("content-type", "divider")
            rule.text = "* * *"
        case m.RawBlock(format, value):
            report_raw(state, format, value, block.pos)
            if value:
                raw = state.text(place(parent, "preformat", allowed), value)
                state.set(raw, "preformat-type", format)
        case _:
            assert_never(block)


def _paragraph(state: State, parent: Element, node: m.Paragraph) -> None:
    element = child(parent, "p")
    if node.role:
        state.set(element, "content-type", content_type(node.role))
    if node.language:
        state.language(element, node.language)
    write_inlines(state, element, node.children)
    if node.id:
        state.identify(element, node.id)
    elif is_empty(element):
        parent.remove(element)


def _quote(state: State, element: Element, node: m.Quote) -> None:
    if node.kind != "block":
        element.set("content-type", node.kind)
    state.blocks(element, node.blocks)
    if node.attribution:
        write_inlines(state, child(element, "attrib"), node.attribution)


def _code(state: State, parent: Element, node: m.CodeBlock, allowed: Tags) -> None:
    if node.id or node.label or node.caption:
        boxed = place(parent, "boxed-text", allowed)
        boxed.set("content-type", "listing")
        _boxed(state, boxed, node, m.Caption(node.caption))
        code = child(boxed, "code")
    elif not node.value:
        return
    else:
        code = place(parent, "code", allowed)
    state.set(code, "language", node.language)
    state.text(code, node.value)


def _verse(state: State, parent: Element, node: m.Verse, allowed: Tags) -> None:
    stanzas = [stanza for stanza in node.stanzas if stanza.lines]
    if not stanzas:
        for words in (node.title, node.attribution):
            _paragraph(state, parent, m.Paragraph(words))
        return
    group = place(parent, "verse-group", allowed)
    if node.title:
        write_inlines(state, child(group, "title"), node.title)
    for stanza in stanzas:
        holder = child(group, "verse-group") if len(stanzas) > 1 else group
        for line in stanza.lines:
            element = child(holder, "verse-line")
            if line.indent > 0:
                element.set("indent-level", str(line.indent))
            write_inlines(state, element, line.children, VERSE)
    if node.attribution:
        write_inlines(state, child(group, "attrib"), node.attribution)


def _boxed(
    state: State, element: Element, node: m.Box | m.Algorithm | m.CodeBlock, caption: m.Caption | None
) -> None:
    state.identify(element, node.id)
    state.want_id(element, "unnumbered-box-")
    state.label(element, node.label)
    write_caption(state, element, caption)


def _statement(state: State, element: Element, node: m.Statement) -> None:
    state.set(element, "content-type", content_type(node.kind))
    state.identify(element, node.id)
    state.label(element, node.label)
    if node.title:
        write_inlines(state, child(element, "title"), node.title)
    start = len(element)
    state.blocks(element, node.blocks, STATEMENTS)
    if len(element) == start:
        child(element, "p")


def write_paragraphs(state: State, element: Element, blocks: m.Blocks) -> None:
    """Write ``blocks`` as paragraphs into an element that must hold at least one."""
    start = len(element)
    state.blocks(element, blocks, PARAGRAPHS)
    if len(element) == start:
        child(element, "p")
