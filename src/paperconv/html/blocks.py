"""Blocks and sections: one function over all kinds."""

from __future__ import annotations

from typing import assert_never

from paperconv import model as m
from paperconv.display import printed_number
from paperconv.html.captions import (
    write_caption,
    write_compact,
    write_label,
    write_led,
)
from paperconv.html.elements import Element, child, is_empty, new
from paperconv.html.equations import write_equation, write_lines
from paperconv.html.figures import write_figure, write_supplement
from paperconv.html.inlines import report_raw, write_inlines
from paperconv.html.references import write_references
from paperconv.html.state import State, class_name
from paperconv.html.tables import write_table
from paperconv.html.ties import parted
from paperconv.styles.layout import END_FIGURES, END_TABLES, LEGENDS

_MARKERS: dict[m.Numbering, str] = {
    "decimal": "1",
    "lower-alpha": "a",
    "upper-alpha": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}


def write_blocks(state: State, parent: Element, blocks: m.Blocks) -> None:
    """Write ``blocks`` at the end of ``parent``."""
    for block, lines in m.joined_lines(blocks):
        if lines and isinstance(block, m.Equation):
            write_lines(state, child(parent, "div", "equation-group"), (block, *lines))
        else:
            _write(state, parent, block)


def _write(state: State, parent: Element, node: m.Block) -> None:
    match node:
        case m.Paragraph():
            _paragraph(state, parent, node)
        case m.List():
            _list(state, parent, node)
        case m.Figure():
            write_figure(state, parent, node)
        case m.Table():
            write_table(state, parent, node)
        case m.Equation():
            write_equation(state, parent, node)
        case m.CodeBlock():
            _code(state, parent, node)
        case m.Quote():
            _quote(state, parent, node)
        case m.Verse():
            _verse(state, parent, node)
        case m.DefinitionList():
            _definitions(state, parent, node)
        case m.Box():
            _box(state, parent, node)
        case m.Statement():
            _statement(state, parent, node)
        case m.Algorithm(blocks, identifier, label, caption):
            element = child(parent, "figure", "algorithm")
            state.identify(element, identifier)
            _figcaption(state, element, label, caption)
            write_blocks(state, element, blocks)
            _drop_if_empty(parent, element)
        case m.Supplement():
            write_supplement(state, parent, node)
        case m.Divider():
            child(parent, "hr", "divider")
        case m.RawBlock(format, value):
            report_raw(state, node, format, value)
            element = child(parent, "pre", "raw")
            state.text(element, parted(value, block=True) if state.paged else value)
            _drop_if_empty(parent, element)
        case _:
            assert_never(node)


def _drop_if_empty(parent: Element, element: Element) -> None:
    if is_empty(element) and not element.get("id"):
        parent.remove(element)


def _paragraph(state: State, parent: Element, node: m.Paragraph) -> None:
    element = child(parent, "p", class_name(node.role) if node.role else "")
    if node.id:
        state.identify(element, node.id)
    if node.language:
        state.language(element, node.language)
    write_inlines(state, element, node.children)
    _drop_if_empty(parent, element)


def _list(state: State, parent: Element, node: m.List) -> None:
    if not node.items:
        return
    element = child(parent, "ol" if node.ordered else "ul")
    state.identify(element, node.id)
    labelled = any(item.label for item in node.items)
    tasks = any(item.checked is not None for item in node.items)
    if labelled or tasks:
        element.set("class", "labelled" if labelled else "task-list")
    elif node.ordered:
        if node.numbering != "decimal":
            element.set("type", _MARKERS[node.numbering])
        if node.start != 1:
            element.set("start", str(node.start))
    for item in node.items:
        line = child(element, "li")
        if item.checked is not None:
            state.span(line, "checkbox", "☑" if item.checked else "☐").tail = " "
        if item.label:
            write_label(state, line, item.label, stop=False)
        write_compact(state, line, item.blocks)


def _definitions(state: State, parent: Element, node: m.DefinitionList) -> None:
    element = child(parent, "dl")
    state.identify(element, node.id)
    for item in node.items:
        if not item.definitions:  # HTML has no term without a definition
            if len(element):
                element = child(parent, "dl")
            line = new("p", "term")
            write_inlines(state, line, item.term)
            if not is_empty(line):
                element.addprevious(line) if not len(element) else parent.append(line)
            continue
        write_inlines(state, child(element, "dt"), item.term)
        for definition in item.definitions:
            write_compact(state, child(element, "dd"), definition.blocks)
    if not len(element):
        parent.remove(element)


def _code(state: State, parent: Element, node: m.CodeBlock) -> None:
    language = class_name(node.language)
    if node.label or node.caption:
        element = child(parent, "figure", "code")
        caption = m.Caption(node.caption) if node.caption else None
        _figcaption(state, element, node.label, caption)
        pre = child(element, "pre")
    else:
        element = pre = child(parent, "pre", "code")
    state.identify(element, node.id)
    code = child(pre, "code", f"language-{language}" if language else "")
    state.text(code, parted(node.value, block=True) if state.paged else node.value)
    if is_empty(code):
        pre.remove(code)
        if pre is not element:
            element.remove(pre)
        _drop_if_empty(parent, element)


def _figcaption(state: State, parent: Element, label: str, caption: m.Caption | None) -> None:
    element = child(parent, "figcaption", "caption")
    write_caption(state, element, label, caption)
    if is_empty(element):
        parent.remove(element)


def _attribution(state: State, parent: Element, children: m.Inlines) -> None:
    if children:
        element = child(parent, "p", "attribution")
        write_inlines(state, element, children)
        _drop_if_empty(parent, element)


def _quote(state: State, parent: Element, node: m.Quote) -> None:
    element = child(parent, "blockquote", "" if node.kind == "block" else node.kind)
    if node.kind == "epigraph":
        element.set("role", "doc-epigraph")
    write_blocks(state, element, node.blocks)
    _attribution(state, element, node.attribution)
    _drop_if_empty(parent, element)


def _verse(state: State, parent: Element, node: m.Verse) -> None:
    element = child(parent, "div", "verse")
    if node.title:
        title = child(element, "p", "verse-title")
        write_inlines(state, title, node.title)
        _drop_if_empty(element, title)
    for stanza in node.stanzas:
        paragraph = child(element, "p", "stanza")
        for number, line in enumerate(stanza.lines):
            if number:
                child(paragraph, "br")
            span = child(paragraph, "span", "line")
            if line.indent > 0:
                span.set("style", f"margin-left:{min(line.indent, 40)}em")
            write_inlines(state, span, line.children)
            if is_empty(span):
                paragraph.remove(span)
        _drop_if_empty(element, paragraph)
    _attribution(state, element, node.attribution)
    _drop_if_empty(parent, element)


def _box(state: State, parent: Element, node: m.Box) -> None:
    kind = class_name(node.kind)
    element = child(parent, "div", f"box {kind}" if kind else "box")
    element.set("role", "note")
    state.identify(element, node.id)
    if node.label or node.title:
        title = child(element, "p", "box-title")
        write_label(state, title, node.label, stop=bool(node.title))
        write_inlines(state, title, node.title)
        _drop_if_empty(element, title)
    write_blocks(state, element, node.blocks)
    _drop_if_empty(parent, element)


def _statement(state: State, parent: Element, node: m.Statement) -> None:
    kind = class_name(node.kind)
    element = child(parent, "div", f"statement {kind}" if kind else "statement")
    state.identify(element, node.id)
    lead = new("p")
    label = node.label or state.words.statement(node.kind)
    if node.title:
        write_label(state, lead, label, stop=False)
        title = child(lead, "span", "statement-title")
        state.text(title, "(")
        write_inlines(state, title, node.title)
        state.text(title, ").")
        title.tail = " "
    else:
        write_label(state, lead, label)
    write_led(state, element, node.blocks, lead)
    _drop_if_empty(parent, element)


def write_section(
    state: State, parent: Element, node: m.Section, level: int, headings: list[Element]
) -> None:
    """``node`` and its subsections; the elements of its headings are added to ``headings``.

    ``level`` is that of its heading, 2 for a section of the body.
    """
    start = len(parent)
    if node.role in {END_TABLES, END_FIGURES}:
        for block in node.blocks:
            before = len(parent)
            _write(state, parent, block)
            begin_page(parent[before:])
        return
    place = parent
    role = class_name(node.role)
    title = new(f"h{min(level, 6)}", role)
    if level > 6:
        title.set("aria-level", str(level))
    write_label(
        state, title, printed_number(node, state.options.style.headings), stop=False, blank=bool(node.title)
    )
    write_inlines(state, title, node.title)
    titled = not is_empty(title)
    if not state.paged or not titled:
        place = child(parent, "div" if state.paged else "section", role)
        if not state.paged and role in _ROLES:
            place.set("role", _ROLES[role])
    if titled:
        place.append(title)
        headings.append(title)
        state.identify(title, node.id)
        state.want_id(title, "section")
    else:
        state.identify(place, node.id)
    write_blocks(state, place, node.blocks)
    for section in node.sections:
        write_section(state, place, section, level + 1 if titled else level, headings)
    for references in state.document.reference_lists:
        if references.section and references.section == node.id:
            write_references(state, place, references, level + 1 if titled else level, headings)
    if node.role == LEGENDS:
        begin_page(parent[start:])
    if place is not parent:
        _drop_if_empty(parent, place)
    if node.language:
        for element in parent[start:]:
            state.language(element, node.language)


def begin_page(elements: list[Element]) -> None:
    """Let the first of ``elements`` begin a page."""
    for element in elements[:1]:
        names = (element.get("class") or "").split()
        element.set("class", " ".join(dict.fromkeys((*names, "new-page"))))


_ROLES = {
    "acknowledgements": "doc-acknowledgments",
    "appendix": "doc-appendix",
    "conclusions": "doc-conclusion",
    "intro": "doc-introduction",
}
