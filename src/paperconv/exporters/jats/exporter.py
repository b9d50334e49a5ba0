"""A document as a JATS article, in the tagging profile that the style asks for: https://jats.nlm.nih.gov."""

from __future__ import annotations

from typing import ClassVar

from paperconv import model as m
from paperconv.errors import ConversionFailed
from paperconv.exporters.jats.blocks import write_blocks, write_paragraphs
from paperconv.exporters.jats.meta import write_front
from paperconv.exporters.jats.people import is_peer_review
from paperconv.exporters.jats.profiles import Profile, profile_of
from paperconv.exporters.jats.references import write_reference_lists
from paperconv.exporters.jats.sections import write_appendices, write_back_sections, write_body
from paperconv.exporters.jats.serialize import serialize
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import Element, child
from paperconv.late import load
from paperconv.protocols import Artifact, Job


class JatsExporter:
    """Writes XML that the DTD and the JATS4R recommendations accept, pictures and supplements beside it."""

    suffix: ClassVar[str] = ".xml"
    prepared: ClassVar[bool] = True
    paged: ClassVar[bool] = False

    def export(self, document: m.Document, job: Job) -> Artifact:
        """``document`` as JATS XML.

        Raises:
            ConversionFailed: it is nested too deeply.

        """
        state = State(document, job, write_blocks)
        profile = profile_of(job.style.jats)
        try:
            data = serialize(_article(state, profile), profile.doctype)
        except RecursionError:
            raise ConversionFailed("the document is nested too deeply to be written as JATS") from None
        if profile.changes or profile.wants:
            data = load("paperconv.exporters.jats.changes").changed(state, data, profile)
        return Artifact(data, state.files)


def _article(state: State, profile: Profile) -> Element:
    document = state.document
    root = Element("article")
    root.set("article-type", _article_type(state))
    root.set("dtd-version", profile.version)
    state.set(root, "specific-use", profile.use)
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
        back.remove(group)
        back.append(group)
    for part in (body, back):
        if not len(part):
            root.remove(part)
    state.finish(root)
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
