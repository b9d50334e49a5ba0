"""Abstracts and keywords."""

from __future__ import annotations

from paperconv import model as m
from paperconv.diagnostics import Rule
from paperconv.exporters.jats.inlines import write_inlines
from paperconv.exporters.jats.roles import is_conflict, normal
from paperconv.exporters.jats.sections import write_title
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import PARAGRAPHS, PLAIN, Element, child, new_child, same_language

# JATS4R asks these for a figure with a picture or a recording.
_PICTURED = "graphical"
_RECORDED = frozenset(("video", "audio"))


def write_abstracts(state: State, meta: Element) -> None:
    """The abstracts in the language of the paper, then those in others."""
    language = state.document.meta.language
    state.in_abstract = True
    own = [one for one in state.document.meta.abstracts if same_language(one.language, language)]
    for one in own:
        _abstract(state, meta, one, "abstract")
    for one in state.document.meta.abstracts:
        if one not in own:
            element = _abstract(state, meta, one, "trans-abstract")
            if element is not None:
                state.language(element, one.language)
    state.in_abstract = False
    plain = [one for one in meta.iterfind("abstract") if not set(one.keys()) - {"id"}]
    for extra in plain[1:]:
        # of several that nothing tells apart, JATS4R wants all but one to say something of themselves
        state.set(extra, "specific-use", "additional")


def _abstract(state: State, meta: Element, node: m.Abstract, tag: str) -> Element | None:
    element = child(meta, tag)
    state.identify(element, node.id)
    write_title(state, element, "", node.title, needed=False)
    start = len(element)
    kind = node.kind.strip()
    if normal(kind) == _PICTURED:
        state.blocks(element, tuple(_as_figure(block) for block in node.blocks), PARAGRAPHS)
    else:
        state.blocks(element, node.blocks, PARAGRAPHS)
    # JATS4R takes a single section without a paragraph beside it for an error
    single = len(node.sections) == 1 and len(element) == start
    for section in node.sections:
        _section(state, element, section, flat=single or is_conflict(section))
    if not len(element):
        meta.remove(element)
        return None
    if kind:
        pictured = normal(kind) == _PICTURED and element.find(".//fig//graphic") is None
        state.set(element, "specific-use" if pictured or normal(kind) in _RECORDED else "abstract-type", kind)
    return element


def _as_figure(block: m.Block) -> m.Block:
    """A picture that is all there is in a paragraph is a figure."""
    match block:
        case m.Paragraph((m.Image() as image,)):
            return m.Figure((m.Panel(image),), pos=block.pos)
        case _:
            return block


def _section(state: State, parent: Element, section: m.Section, *, flat: bool) -> None:
    title = section.title or m.text(section.label)
    if flat or not title:
        # paragraphs go before sections
        at = next((index for index, part in enumerate(parent) if part.tag == "sec"), len(parent))
        holder = new_child(parent, "sec")
        if title:
            write_inlines(state, new_child(child(holder, "p"), "bold"), title)
        state.blocks(holder, section.blocks, PARAGRAPHS)
        for below in section.sections:
            _section(state, holder, below, flat=True)
        parent.remove(holder)
        for offset, part in enumerate(list(holder)):
            parent.insert(at + offset, part)
        if section.id and at < len(parent):
            state.identify(parent[at], section.id)
        return
    element = child(parent, "sec")
    state.identify(element, section.id)
    write_title(state, element, section.label, section.title)
    state.blocks(element, section.blocks)
    for below in section.sections:
        _section(state, element, below, flat=is_conflict(below))


def write_keywords(state: State, meta: Element) -> None:
    """Keywords and codes, a group for each kind and language."""
    language = state.document.meta.language
    for group in state.document.meta.keywords:
        keywords = [one for one in group.keywords if one.code.strip() or m.text_of(one.children).strip()]
        if not keywords:
            title = m.text_of(group.title).strip()
            if title:
                state.log(Rule.CONTENT_KEPT, f'no keywords stand under "{title}": it is left out', group.pos)
            continue
        element = child(meta, "kwd-group")
        state.set(element, "kwd-group-type", group.kind)
        if group.language and group.language != language:
            state.language(element, group.language)
        if group.title:
            write_inlines(state, child(element, "title"), group.title)
        for keyword in keywords:
            _keyword(state, element, keyword)


def _keyword(state: State, group: Element, keyword: m.Keyword) -> None:
    if not keyword.code.strip():
        write_inlines(state, child(group, "kwd"), keyword.children, PLAIN)
        return
    compound = child(group, "compound-kwd")
    state.leaf(compound, "compound-kwd-part", keyword.code, content_type="code")
    if keyword.children:
        part = child(compound, "compound-kwd-part")
        part.set("content-type", "term")
        write_inlines(state, part, keyword.children, PLAIN)
