"""Inline content: one function over all kinds."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import assert_never

from paperconv import model as m
from paperconv import patterns
from paperconv.assets import names_file
from paperconv.diagnostics import Rule
from paperconv.html.addresses import breakable, safe_address
from paperconv.html.elements import Element, child, is_empty
from paperconv.html.formulas import formula
from paperconv.html.options import ShownImage
from paperconv.html.state import State, class_name
from paperconv.html.ties import NO_BREAK, parted, tied
from paperconv.pictures import missing_text

STYLES: dict[m.InlineStyle, tuple[str, str]] = {
    "emph": ("em", ""),
    "strong": ("strong", ""),
    "sub": ("sub", ""),
    "sup": ("sup", ""),
    "smallcaps": ("span", "small-caps"),
    "underline": ("u", ""),
    "strike": ("s", ""),
    "monospace": ("span", "monospace"),
}
_DISTORTION = 0.1
_LENGTH = r"\s*(\d{1,5}(?:\.\d+)?)\s*(cm|mm|in|pt|pc|px|em|rem|ex|%)?\s*"
_MOMENT = r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)?)?"
_NUMBER = r"\(?(?:[A-Z]?\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?|[IVX]{1,5})\)?"
_LABEL = r"\S{2,14} \(?\w{1,6}\)?"


def write_inlines(state: State, parent: Element, nodes: m.Inlines) -> None:
    """Write ``nodes`` at the end of ``parent``."""
    pending: list[str] = []
    for node in nodes:
        if type(node) is m.Text:
            pending.append(node.value)
            continue
        if pending:
            text = "".join(pending)
            pending.clear()
            if state.paged:
                text = tied(text)
                if text.endswith(" ") and (_is_mark(node) or _is_number(node, text)):
                    text = text[:-1] + NO_BREAK
            state.text(parent, text)
        _write(state, parent, node)
    if pending:
        text = "".join(pending)
        state.text(parent, tied(text) if state.paged else text)


def _is_number(node: m.Inline, before: str) -> bool:
    """Whether ``node`` is the number of a figure or its like, whose word the text ``before`` ends with."""
    if not isinstance(node, m.CrossRef) or not before[:-1].rpartition(" ")[2][:1].isupper():
        return False
    return patterns.fullmatch(_NUMBER, m.text_of(node.children)) is not None


def _is_mark(node: m.Inline) -> bool:
    """Whether ``node`` is a short citation mark, which must not begin a line."""
    return isinstance(node, m.Citation) and m.text_of(node).startswith("[") and len(m.text_of(node)) < 20


def _write(state: State, parent: Element, node: m.Inline) -> None:
    match node:
        case m.Text(value):
            state.text(parent, value)
        case m.CrossRef(target, children):
            _cross_reference(state, parent, target, children)
        case m.Styled(style, children):
            tag, class_ = STYLES[style]
            _wrap(state, parent, tag, class_, children)
        case m.Citation(items, _, source, rendered):
            _citation(state, parent, items, rendered or source)
        case m.Math():
            made = formula(state, node)
            if made is not None:
                parent.append(made)
        case m.NoteRef(note):
            _note_call(state, parent, note)
        case m.Link():
            _link(state, parent, node)
        case m.CodeSpan(value):
            if value:
                state.text(child(parent, "code"), parted(value) if state.paged else value)
        case m.Image():
            image(state, parent, node)
        case m.LineBreak():
            child(parent, "br")
        case m.Abbreviation(children, expansion):
            element = child(parent, "abbr")
            if expansion:
                state.attribute(element, "title", expansion)
            write_inlines(state, element, children)
            if is_empty(element):
                parent.remove(element)
                state.text(parent, expansion)
        case m.IndexTerm(terms, children):
            state.index_terms.append(", ".join(terms))
            _wrap(state, parent, "span", "index-term", children)
        case m.Change():
            _change(state, parent, node)
        case m.Comment(text, author):
            state.span(parent, "comment", f"[{author}: {text}]" if author else f"[{text}]")
        case m.Span():
            _span(state, parent, node)
        case m.RawInline(format, value):
            report_raw(state, node, format, value)
            if value:
                state.text(child(parent, "code", "raw"), parted(value) if state.paged else value)
        case _:
            assert_never(node)


def _wrap(state: State, parent: Element, tag: str, class_: str, children: m.Inlines) -> None:
    element = child(parent, tag, class_)
    write_inlines(state, element, children)
    if is_empty(element):
        parent.remove(element)


def report_raw(state: State, node: m.Node, format: str, value: str) -> None:
    """Say that source in ``format`` is shown as it stands."""
    line = " ".join(value.split())
    state.log(Rule.CONTENT_KEPT, f"raw {format} is printed as it stands: {line[:60]}", node.pos)


def _anchor(state: State, parent: Element, class_: str) -> Element:
    """An ``a``, or a ``span`` within a link: links do not nest."""
    return child(parent, "span" if state.in_link else "a", class_)


def _inside_link(state: State, element: Element, children: m.Inlines) -> None:
    outer, state.in_link = state.in_link, True
    write_inlines(state, element, children)
    state.in_link = outer


def _cross_reference(state: State, parent: Element, target: str, children: m.Inlines) -> None:
    cited = target in state.references
    element = _anchor(state, parent, "" if cited else "cross-reference")
    if not state.in_link:
        state.link(element, target)
        if cited:
            element.set("role", "doc-biblioref")
            state.call(element, target)
    label = m.text_of(children)
    if state.paged and all(type(one) is m.Text for one in children) and patterns.fullmatch(_LABEL, label):
        children = (m.Text(label.replace(" ", NO_BREAK)),)  # no line begins with the number
    if element.tag == "a":
        _inside_link(state, element, children)
    else:
        write_inlines(state, element, children)
    if is_empty(element):
        state.text(element, target)


def _citation(state: State, parent: Element, items: tuple[m.CiteItem, ...], printed: m.Inlines) -> None:
    element = child(parent, "span", "citation")
    write_inlines(state, element, printed)
    if not is_empty(element):
        return
    for number, item in enumerate(items):
        if number:
            state.text(element, "; ")
        write_inlines(state, element, item.prefix)
        reference = state.references.get(item.ref)
        label = (reference.label if reference else "") or item.ref
        _cross_reference(state, element, item.ref, m.text(label))
        if item.locator:
            state.text(element, f", {item.label} {item.locator}".replace("  ", " "))
        write_inlines(state, element, item.suffix)
    if is_empty(element):
        parent.remove(element)


def _note_call(state: State, parent: Element, identifier: str) -> None:
    note = state.notes.get(identifier)
    label = note.label if note is not None and note.label else identifier
    if state.paged and note is not None and not state.in_note and identifier not in state.printed_notes:
        state.printed_notes.add(identifier)
        element = child(parent, "span", "footnote")
        state.identify(element, identifier)
        state.attribute(element, "data-label", label)
        state.in_note = True
        _note_text(state, element, note.blocks)
        state.in_note = False
        return
    raised = child(parent, "sup", "noteref")
    if state.in_link:
        state.text(raised, label)
        state.call(raised, identifier)
        return
    element = child(raised, "a")
    state.link(element, identifier)
    element.set("role", "doc-noteref")
    state.text(element, label)
    state.call(element, identifier)


def _note_text(state: State, element: Element, blocks: m.Blocks) -> None:
    if len(blocks) == 1 and isinstance(blocks[0], m.Paragraph):
        write_inlines(state, element, blocks[0].children)
        return
    for block in blocks:
        if isinstance(block, m.Paragraph):
            write_inlines(state, child(element, "span", "footnote-paragraph"), block.children)
        else:
            state.blocks(element, (block,))


def _link(state: State, parent: Element, node: m.Link) -> None:
    target, children = node.target, node.children
    if target.startswith("#"):
        _cross_reference(state, parent, target[1:], children)
        return
    address = safe_address(target)
    carried = names_file(target) and state.options.carry is not None
    if carried and state.options.carry:
        address = state.options.carry(m.Supplement(target, pos=node.pos))
    elif not address:
        state.log(
            Rule.CONTENT_KEPT,
            f'"{target[:100]}" is not an address that a reader can open: printed as text',
            node.pos,
            hint="links lead to http, https, ftp, mailto or doi addresses",
            removed=target,
        )
    element = child(parent, "a" if address and not state.in_link else "span")
    if element.tag == "a":
        state.address(element, address)
    if node.title:
        state.attribute(element, "title", node.title)
    printed = m.text_of(children)
    if not printed.strip() and not children:
        children, printed = m.text(target), target
    if state.paged and len(children) == 1 and isinstance(children[0], m.Text) and _is_address(printed):
        children = m.text(breakable(printed))
    _inside_link(state, element, children)
    if is_empty(element):
        parent.remove(element)


def _is_address(text: str) -> bool:
    return len(text) > 12 and " " not in text and ("/" in text or "@" in text)


def _change(state: State, parent: Element, node: m.Change) -> None:
    element = child(parent, "ins" if node.kind == "insertion" else "del")
    if node.author:
        state.attribute(element, "title", node.author)
    if patterns.fullmatch(_MOMENT, node.date):
        element.set("datetime", node.date)
    write_inlines(state, element, node.children)
    if is_empty(element):
        parent.remove(element)


def _span(state: State, parent: Element, node: m.Span) -> None:
    class_ = "" if node.role.startswith("ref:") else class_name(node.role)
    if not (node.id or class_ or node.language or node.direction):
        write_inlines(state, parent, node.children)
        return
    element = child(parent, "span", class_)
    state.identify(element, node.id)
    state.language(element, node.language)
    if node.direction:
        element.set("dir", node.direction)
    write_inlines(state, element, node.children)
    if is_empty(element) and not element.get("id"):
        parent.remove(element)


def image(state: State, parent: Element, node: m.Image) -> None:
    """Write a picture, or what stands in the place of one that cannot be shown."""
    shown = state.options.image(node)
    if shown is None:
        state.span(parent, "missing-image", missing_text(node, state.words.picture_missing))
        return
    element = child(parent, "img")
    state.attribute(element, "src", shown.src)
    said = (
        " ".join(state.clean(text).split())
        for text in (node.alt, node.title, PurePosixPath(node.source).name)
    )
    state.attribute(element, "alt", next(filter(None, said), "?"))
    if node.title:
        state.attribute(element, "title", node.title)
    width, height = _length(node.width), _length(node.height)
    if width and _has_shape(shown, width, height):
        height = ""  # or a picture too wide for its place would stand in a box of the full height
    if width or height:
        style = (f"width:{width}" if width else "", f"height:{height}" if height else "")
        element.set("style", ";".join(one for one in style if one))
    elif shown.width and shown.height and not state.paged:  # in print, dots an inch say how wide it is
        element.set("width", str(shown.width))
        element.set("height", str(shown.height))


def _has_shape(shown: ShownImage, width: str, height: str) -> bool:
    """Whether the picture is as wide for its height as the two lengths are."""
    wide, high = (patterns.fullmatch(_LENGTH, length) for length in (width, height))
    if not (wide and high and wide[2] == high[2] != "%" and shown.width and shown.height):
        return False
    given = float(wide[1]) * shown.height
    own = float(high[1]) * shown.width
    return abs(given - own) <= _DISTORTION * own


def _length(value: str) -> str:
    found = patterns.fullmatch(_LENGTH, value) if value else None
    return f"{found[1]}{found[2] or 'px'}" if found else ""


def link_or_text(state: State, parent: Element, target: str, text: str, class_: str) -> None:
    """``text`` as a link to ``target`` where that is safe, else as a ``span``."""
    address = "" if state.in_link else safe_address(target)
    element = child(parent, "a" if address else "span", class_)
    if address:
        state.address(element, address)
    state.text(element, breakable(text) if state.paged and _is_address(text) else text)
