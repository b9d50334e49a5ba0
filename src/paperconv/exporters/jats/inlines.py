"""Inline content: one function over all kinds."""

from __future__ import annotations

from typing import assert_never

from paperconv import model as m
from paperconv.assets import names_file
from paperconv.diagnostics import Pos, Rule, Severity
from paperconv.exporters.jats.formulas import inline_formula
from paperconv.exporters.jats.media import file_address, inline_graphic
from paperconv.exporters.jats.state import State, link_to
from paperconv.exporters.jats.tags import HREF, INLINE, LINK_TITLE, PLAIN, Element, Tags, is_empty, new_child
from paperconv.patterns import late

STYLES: dict[m.InlineStyle, str] = {
    "emph": "italic",
    "strong": "bold",
    "sub": "sub",
    "sup": "sup",
    "smallcaps": "sc",
    "underline": "underline",
    "strike": "strike",
    "monospace": "monospace",
}
_SCHEME = late(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES = frozenset(
    ("http", "https", "ftp", "ftps", "sftp", "mailto", "tel", "doi", "urn", "geo", "file", "news")
)
# JATS4R: text that is an address does not say where the link leads, so that a title must.
_ADDRESS = late(r"(?:https?|s?ftp)://")


class Flow:
    """Where inline content goes: at the end of ``parent``, which takes the elements ``allowed`` itself."""

    __slots__ = ("_last", "_pending", "_state", "allowed", "parent")

    def __init__(self, state: State, parent: Element, allowed: Tags) -> None:
        self.parent = parent
        self.allowed = allowed
        self._state = state
        count = len(parent)
        self._last: Element | None = parent[count - 1] if count else None
        self._pending: list[str] = []

    def text(self, value: str) -> None:
        """Add text."""
        self._pending.append(value)

    def flush(self) -> None:
        """Write the text that waits."""
        if self._pending:
            self._state.append(self.parent, self._last, "".join(self._pending))
            self._pending.clear()

    def child(self, tag: str) -> Element:
        """A new element, which may stand in every container."""
        self.flush()
        self._last = new_child(self.parent, tag)
        return self._last

    def special(self, tag: str) -> Element:
        """A new element that not every container takes: where this one does not, it is wrapped."""
        if tag in self.allowed:
            return self.child(tag)
        return new_child(self.child("styled-content"), tag)

    def drop(self, element: Element) -> None:
        """Take the last child away."""
        self.parent.remove(element)
        self._last = self.parent[-1] if len(self.parent) else None


def write_inlines(state: State, parent: Element, nodes: m.Inlines, allowed: Tags = INLINE) -> None:
    """Write ``nodes`` at the end of ``parent``, which takes the elements ``allowed``."""
    flow = Flow(state, parent, allowed)
    _write_all(state, flow, nodes)
    flow.flush()


def _write_all(state: State, flow: Flow, nodes: m.Inlines) -> None:
    for node in nodes:
        if type(node) is m.Text:
            flow.text(node.value)
        else:
            _write(state, flow, node)


def _write(state: State, flow: Flow, node: m.Inline) -> None:
    match node:
        case m.Text(value):
            flow.text(value)
        case m.Styled(style, children):
            _wrap(state, flow, STYLES[style], children)
        case m.CrossRef(target, children):
            element = flow.special("xref")
            write_inlines(state, element, children, PLAIN)
            state.xref(element, [target], node.pos)
        case m.Citation():
            _citation(state, flow, node)
        case m.NoteRef(note):
            element = flow.special("xref")
            state.xref(element, [note], node.pos)
            state.leaf(element, "sup", state.note_labels.get(note, ""))
        case m.Link(target) if names_file(target) and (address := file_address(state, target, node.pos)):
            _file(state, flow, node, address)
        case m.Link():
            _link(state, flow, node)
        case m.Math():
            if node.tex.strip() or node.mathml:
                inline_formula(state, flow.special("inline-formula"), node)
        case m.Span():
            _span(state, flow, node)
        case m.CodeSpan(value):
            if value:
                state.text(flow.child("monospace"), value)
        case m.Image():
            inline_graphic(state, flow.special("inline-graphic"), node)
        case m.LineBreak():
            if "break" in flow.allowed:
                flow.child("break")
            else:
                state.lost_breaks.append(node.pos)
                flow.text(" ")
        case m.Abbreviation(children, expansion):
            _abbreviation(state, flow, children, expansion)
        case m.IndexTerm():
            _write_all(state, flow, node.children)
            if node.terms:
                _index_term(state, flow.special("index-term"), node)
        case m.Change(kind, children, author):
            if kind == "insertion":
                _write_all(state, flow, children)
            words = m.text_of(children)
            by = f" by {author}" if author else ""
            message = f'tracked {kind}{by} is accepted, since JATS has none: "{words[:60]}"'
            removed = words if kind == "deletion" else ""
            state.log(Rule.CONTENT_KEPT, message, node.pos, severity=Severity.INFO, removed=removed)
        case m.Comment(text, author):
            by = f" by {author}" if author else ""
            message = f'comment{by} is left out, since JATS has none: "{text[:60]}"'
            state.log(Rule.CONTENT_KEPT, message, node.pos, severity=Severity.INFO, removed=text)
        case m.RawInline(format, value):
            report_raw(state, format, value, node.pos)
            if value:
                state.text(flow.child("monospace"), value)
        case _:
            assert_never(node)


def report_raw(state: State, format: str, value: str, pos: Pos | None) -> None:
    """Say that source in ``format``, which no reader understands, is kept as text."""
    line = " ".join(value.split())
    state.log(Rule.CONTENT_KEPT, f"raw {format} is kept as text: {line[:60]}", pos)


def _wrap(state: State, flow: Flow, tag: str, children: m.Inlines) -> None:
    element = flow.child(tag)
    write_inlines(state, element, children)
    if is_empty(element):
        flow.drop(element)


def _citation(state: State, flow: Flow, node: m.Citation) -> None:
    """What is printed, in which each cited work must be reached by an ``xref``."""
    printed = node.rendered or node.source
    cited = [item.ref for item in node.items]
    start = len(state.links)
    if any(isinstance(one, m.CrossRef) for inline in printed for one in m.iter_nodes(inline)):
        _write_all(state, flow, printed)
        links = [link for link in state.links[start:] if not set(link.targets).isdisjoint(cited)]
        if links:
            # A work without a link of its own (the 2 of [1–3]) joins the link before it.
            reached = {target: link for link in links for target in link.targets}
            current = links[0]
            for reference in cited:
                if reference in reached:
                    current = reached[reference]
                else:
                    current.targets.append(reference)
                    reached[reference] = current
            return
        printed = ()
    elif not cited:
        _write_all(state, flow, printed)
        return
    if not cited:
        return
    element = flow.special("xref")
    state.xref(element, cited, node.pos)
    if not printed and start == len(state.links) - 1:
        state.text(element, ", ".join(state.reference_labels.get(one, one) for one in cited))
    write_inlines(state, element, printed, PLAIN)


def _link(state: State, flow: Flow, node: m.Link) -> None:
    target, children, title = node.target.strip(), node.children, node.title
    scheme = _SCHEME.match(target)
    if not target or target.startswith("#") or (scheme and scheme[1].lower() not in _SCHEMES):
        if target:
            message = f'link to "{target[:60]}" is kept as text'
            state.log(Rule.CONTENT_KEPT, message, node.pos, severity=Severity.INFO)
        _write_all(state, flow, children)
        return
    if target[:7].lower() == "mailto:" and all(isinstance(one, m.Text) for one in children):
        email = flow.special("email")
        state.set(email, HREF, target)
        state.text(email, m.text_of(children) or target[7:])
        return
    element = flow.special("ext-link")
    element.set("ext-link-type", "uri")
    state.set(element, HREF, target)
    write_inlines(state, element, children, PLAIN)
    text = "".join(element.itertext())
    if not text.strip() and not len(element):
        state.text(element, target)
        text = target
    if title or text == element.get(HREF) or _ADDRESS.match(text):
        state.set(element, LINK_TITLE, title or target)


def _file(state: State, flow: Flow, node: m.Link, address: str) -> None:
    """A link to a file that lies beside the XML."""
    element = flow.child("inline-supplementary-material")
    state.set(element, HREF, address)
    state.set(element, LINK_TITLE, node.title)
    write_inlines(state, element, node.children or m.text(node.target), PLAIN)


def address_link(state: State, parent: Element, tag: str, address: str) -> None:
    """An ``ext-link`` or ``uri`` (``tag``) whose text is the address it leads to."""
    element = link_to(state, parent, tag, address)
    state.set(element, LINK_TITLE, address)
    state.text(element, address)


def _span(state: State, flow: Flow, node: m.Span) -> None:
    role = node.role if not node.role.startswith("ref:") else ""
    if not (role or node.id or node.language or node.direction):
        _write_all(state, flow, node.children)
        return
    if node.id and not node.children:
        state.identify(flow.special("target"), node.id)
        return
    element = flow.child("named-content" if role else "styled-content")
    if role:
        state.set(element, "content-type", role)
    state.identify(element, node.id)
    state.language(element, node.language)
    inner = element
    if node.direction:
        if role:
            inner = new_child(element, "styled-content")
        inner.set("style", f"direction: {node.direction}")
    write_inlines(state, inner, node.children)
    if is_empty(inner) and not node.id:
        flow.drop(element)


def _abbreviation(state: State, flow: Flow, children: m.Inlines, expansion: str) -> None:
    if not children or not expansion.strip():
        _write_all(state, flow, children)
        if not children:
            flow.text(expansion)
        return
    if not all(isinstance(one, m.Text) for one in children):
        # abbrev holds plain text only
        element = flow.child("named-content")
        element.set("content-type", "abbreviation")
        state.set(element, "alt", expansion)
        write_inlines(state, element, children)
        return
    element = flow.special("abbrev")
    state.text(element, m.text_of(children))
    state.text(new_child(new_child(element, "def"), "p"), expansion)


def _index_term(state: State, element: Element, node: m.IndexTerm) -> None:
    state.text(new_child(element, "term"), node.terms[0])
    for term in node.terms[1:]:
        element = new_child(element, "index-term")
        state.text(new_child(element, "term"), term)
    if node.see:
        state.text(new_child(element, "see"), node.see)
