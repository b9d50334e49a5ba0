"""A document as a JATS Publishing 1.3 article: https://jats.nlm.nih.gov/publishing/1.3/."""

from __future__ import annotations

from typing import ClassVar

from lxml import etree

from paperconv import model as m
from paperconv.errors import ConversionFailed
from paperconv.exporters.jats.blocks import write_blocks, write_paragraphs
from paperconv.exporters.jats.meta import write_front
from paperconv.exporters.jats.people import is_peer_review
from paperconv.exporters.jats.references import write_reference_lists
from paperconv.exporters.jats.sections import write_appendices, write_back_sections, write_body
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import DOCTYPE, NAMESPACES, Element, child
from paperconv.protocols import Artifact, Job


class JatsExporter:
    """Writes XML that the DTD and the JATS4R recommendations accept, pictures and supplements beside it."""

    suffix: ClassVar[str] = ".xml"
    prepared: ClassVar[bool] = True

    def export(self, document: m.Document, job: Job) -> Artifact:
        """``document`` as JATS XML.

        Raises:
            ConversionFailed: it is nested too deeply.

        """
        state = State(document, job, write_blocks)
        try:
            root = _article(state)
        except RecursionError:
            raise ConversionFailed("the document is nested too deeply to be written as JATS") from None
        data = etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True, doctype=DOCTYPE)
        return Artifact(data.rstrip() + b"\n", state.files)


def _article(state: State) -> Element:
    document = state.document
    root = etree.Element("article", nsmap=NAMESPACES)
    root.set("article-type", _article_type(state))
    root.set("dtd-version", "1.3")
    state.language(root, document.meta.language)
    root.text = "\n"
    front, body, back = (child(root, tag) for tag in ("front", "body", "back"))
    write_front(state, front)
    write_body(state, body, document)
    write_back_sections(state, back, document)
    _notes(state, back, "footnote")
    _notes(state, back, "endnote")
    write_appendices(state, back, document)
    write_reference_lists(state, back)
    for group in back.findall("app-group"):
        # appendices print after the references
        back.append(group)
    for part in (body, back):
        if not len(part):
            root.remove(part)
    state.finish()
    return root


def _article_type(state: State) -> str:
    document = state.document
    given = document.meta.article_type.strip()
    if given and not is_peer_review(given):
        return state.clean(given)
    # The manuscript does not say: what has sections and cites works is taken for a research article.
    return "research-article" if document.sections and document.reference_lists else "other"


def _notes(state: State, back: Element, kind: str) -> None:
    notes = [note for note in state.document.notes if note.kind == kind]
    if not notes:
        return
    group = child(back, "fn-group")
    if kind == "endnote":
        group.set("content-type", "endnotes")
    for note in notes:
        element = child(group, "fn")
        state.identify(element, note.id)
        state.label(element, note.label)
        write_paragraphs(state, element, note.blocks)
