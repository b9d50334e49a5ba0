"""Sections, in the body and in the back."""

from __future__ import annotations

from paperconv import model as m
from paperconv.exporters.jats.inlines import write_inlines
from paperconv.exporters.jats.roles import (
    ABBREVIATIONS,
    APPENDIX,
    DATA_AVAILABILITY,
    ETHICS,
    content_type,
    is_acknowledgement,
    is_conflict,
    is_data_availability,
    is_ethics,
    moved,
    normal,
)
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import BODY, PARAGRAPHS, TITLE, Element, child


def write_body(state: State, body: Element, document: m.Document) -> None:
    """Fill ``body``."""
    state.blocks(body, document.blocks)
    write_sections(state, body, document.sections)


def write_sections(state: State, parent: Element, sections: tuple[m.Section, ...]) -> None:
    """Write ``sections`` at the end of ``parent``, but for statements that stand elsewhere in JATS."""
    for section in sections:
        if is_conflict(section) or is_data_availability(section):
            continue
        if _has_title(section):
            write_section(state, parent, section)
        else:
            _continue(state, parent, section)


def write_section(state: State, parent: Element, section: m.Section, tag: str = "sec") -> Element:
    """Write one section as ``tag``, with all below it."""
    element = child(parent, tag)
    state.identify(element, section.id)
    state.language(element, section.language)
    if tag == "sec":
        state.set(element, "sec-type", _sec_type(state, section))
    write_title(state, element, section.label, section.title)
    state.blocks(element, section.blocks)
    write_sections(state, element, section.sections)
    return element


def write_title(state: State, element: Element, label: str, title: m.Inlines, *, needed: bool = True) -> None:
    """``label`` and ``title``; where a title is ``needed`` and there is none, the label is taken for it."""
    if _is_shown(title):
        state.label(element, label)
        write_inlines(state, child(element, "title"), without_bold(title), TITLE)
    elif needed:
        state.leaf(element, "title", label)
    else:
        state.label(element, label)


def _is_shown(title: m.Inlines) -> bool:
    return any(not isinstance(one, m.Text) for one in title) or bool(m.text_of(title).strip())


def _has_title(section: m.Section) -> bool:
    return bool(section.label) or _is_shown(section.title)


def without_bold(title: m.Inlines) -> m.Inlines:
    """``title`` without bold type round the whole of it."""
    match title:
        case (m.Styled("strong", children),):
            return without_bold(children)
        case _:
            return title


def _continue(state: State, parent: Element, section: m.Section) -> None:
    """A section without a heading goes on where the text before it ends, as it does in print."""
    holder = parent
    while len(holder) and holder[len(holder) - 1].tag == "sec":
        holder = holder[len(holder) - 1]
    start = len(holder)
    state.blocks(holder, section.blocks, PARAGRAPHS if holder.tag == "ack" else BODY)
    write_sections(state, parent, section.sections)
    if section.id:
        state.identify(holder[start] if len(holder) > start else holder, section.id)


def _sec_type(state: State, section: m.Section) -> str:
    if is_ethics(section):
        # JATS4R wants at most one of that name
        if state.has_ethics:
            return "ethics"
        state.has_ethics = True
        return ETHICS
    if is_data_availability(section):
        return DATA_AVAILABILITY
    return section.role.strip()


def write_back_sections(state: State, back: Element, document: m.Document) -> None:
    """Acknowledgements, statements and whatever else stands before the references."""
    for section in document.back:
        if is_conflict(section) or section.role == APPENDIX:
            continue
        if is_acknowledgement(section):
            _acknowledgements(state, back, section)
        elif normal(section.role) in ABBREVIATIONS and not section.sections:
            glossary = child(back, "glossary")
            state.identify(glossary, section.id)
            write_title(state, glossary, section.label, section.title, needed=False)
            state.blocks(glossary, section.blocks, BODY)
        elif is_data_availability(section):
            _statement(state, back, section)
        elif _has_title(section):
            write_section(state, back, section)
        else:
            notes = child(back, "notes")
            state.identify(notes, section.id)
            state.set(notes, "notes-type", content_type(section.role))
            state.blocks(notes, section.blocks)
            write_sections(state, notes, section.sections)
        _moved(state, back, section.sections)
    _moved(state, back, document.sections)


def write_appendices(state: State, back: Element, document: m.Document) -> None:
    """Appendices, which print after the references."""
    appendices = [
        section for section in document.back if section.role == APPENDIX and not is_conflict(section)
    ]
    if appendices:
        group = child(back, "app-group")
        for section in appendices:
            if not _has_title(section):
                section = m.replace(section, title=m.text(state.words.appendix))  # noqa: PLW2901 - app must have one
            write_section(state, group, section, "app")
        for section in appendices:
            _moved(state, back, section.sections)


def _moved(state: State, back: Element, sections: tuple[m.Section, ...]) -> None:
    for section in moved(sections):
        if not is_conflict(section):
            _statement(state, back, section)


def _statement(state: State, back: Element, section: m.Section) -> None:
    if not _has_title(section):
        section = m.replace(section, title=m.text(state.words.data_availability))
    write_section(state, back, section)


def _acknowledgements(state: State, back: Element, section: m.Section) -> None:
    element = child(back, "ack")
    state.identify(element, section.id)
    state.language(element, section.language)
    write_title(state, element, section.label, section.title, needed=False)
    state.blocks(element, section.blocks, PARAGRAPHS)
    write_sections(state, element, section.sections)


def conflict_statements(document: m.Document) -> list[m.Section]:
    """The conflict of interest statements of ``document``, which stand among the author notes."""
    return [section for section in moved((*document.sections, *document.back)) if is_conflict(section)]
