"""The metadata in ``head``."""

from __future__ import annotations

from paperconv import model as m
from paperconv.display import display_name, identifier, publication_date
from paperconv.html.elements import Element, new
from paperconv.html.state import State


def title_text(state: State) -> str:
    """The title as plain text; the short title or the first heading where there is none."""
    meta = state.document.meta
    for inlines in (meta.title, meta.short_title, *(section.title for section in state.document.sections)):
        text = " ".join(state.clean(m.text_of(inlines)).split())
        if text:
            return text
    return ""


def metadata(state: State, title: str) -> list[Element]:
    """``title`` and ``meta`` elements that every HTML format needs."""
    meta = state.document.meta
    element = new("title")
    element.text = title
    found = [element]

    def add(name: str, content: str) -> None:
        content = " ".join(content.split())
        if content:
            one = new("meta")
            one.set("name", name)
            state.attribute(one, "content", content)
            found.append(one)

    for author in meta.authors:
        add("author", display_name(author.name))
    add("description", abstract_text(meta))
    add("keywords", ", ".join(keywords(meta)))
    add("dcterms.alternative", m.text_of(meta.short_title))
    add("dcterms.date", publication_date(meta))
    doi = identifier(meta, "doi")
    add("dcterms.identifier", f"doi:{doi}" if doi else "")
    return found


def abstract_text(meta: m.Metadata) -> str:
    """The abstract proper, in the paper's own language if there are several, as plain text."""
    proper = [abstract for abstract in meta.abstracts if not abstract.kind]
    first = next(
        (one for one in proper if one.language in ("", meta.language)), proper[0] if proper else None
    )
    if first is None:
        return ""
    parts = [m.text_of(block) for block in first.blocks]
    for section in first.sections:
        parts.append(m.text_of(section.title) + ":")
        parts.extend(m.text_of(block) for block in section.blocks)
    return " ".join(" ".join(parts).split())


def keywords(meta: m.Metadata) -> list[str]:
    """The words of all keyword groups, without repetition."""
    words = (
        " ".join((m.text_of(keyword.children) or keyword.code).split())
        for group in meta.keywords
        for keyword in group.keywords
    )
    return list(dict.fromkeys(word for word in words if word))
