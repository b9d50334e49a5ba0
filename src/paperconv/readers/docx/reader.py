"""The reader of Word's documents: a pass over the package, pandoc for its text, then the structure of a paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from paperconv import model as m
from paperconv.archives import check_archive, take_media
from paperconv.citations.csl import from_csl
from paperconv.citations.known import PROVENANCE
from paperconv.diagnostics import Log
from paperconv.errors import UnreadableSource
from paperconv.manuscript import understand
from paperconv.manuscript.fields import metadata_from
from paperconv.pandoc.ast import meta_tree, new_context, read_ast, to_draft
from paperconv.pandoc.context import Context
from paperconv.protocols import Source
from paperconv.readers.docx.build import shape
from paperconv.readers.docx.characters import restore, whole
from paperconv.readers.docx.citations import take_locators
from paperconv.readers.docx.credits import take_credits
from paperconv.readers.docx.endnotes import take_endnotes
from paperconv.readers.docx.floats import gather_floats
from paperconv.readers.docx.formulas import mend_formulas
from paperconv.readers.docx.inner_notes import free_inner_notes
from paperconv.readers.docx.losses import report
from paperconv.readers.docx.older import drawn, kind_of, modern
from paperconv.readers.docx.package import Package
from paperconv.readers.docx.people import take_people
from paperconv.readers.docx.prepass import Prepared, prepare
from paperconv.readers.docx.properties import read_properties
from paperconv.readers.docx.tree import take_marks
from paperconv.readers.docx.typed import take_typed
from paperconv.readers.docx.typed_notes import take_typed_notes
from paperconv.readers.docx.unplaced import take_notes

_OWN = ("authors", "affiliations", "author_notes", "funding", "license", "journal", "dates")


class DocxReader:
    """Reads DOCX, written in Word, LibreOffice, Google Docs or by a program; DOC, ODT and RTF through LibreOffice."""

    suffixes: ClassVar[tuple[str, ...]] = (".docx", ".docm", ".dotx", ".doc", ".dot", ".odt", ".rtf")
    formats: ClassVar[tuple[str, ...]] = ("odt", "rtf")

    def read(self, sources: Sequence[Source], log: Log) -> m.Document:
        """One document out of ``sources``, joined in order.

        Raises:
            UnreadableSource: a source is no DOCX, broken, too large, or empty.
            MissingTool: there is no pandoc.
        """
        return understand(read_draft(sources, log), log)


def read_draft(sources: Sequence[Source], log: Log) -> m.Draft:
    """The same before its structure is understood; raises alike."""
    if not sources:
        raise UnreadableSource("no manuscript is given")
    context = new_context(sources[0].name, log, "docx")
    drafts: list[m.Draft] = []
    resources: list[m.Resource] = []
    references: list[m.Reference] = []
    meta = m.Metadata()
    told = True
    for number, source in enumerate(sources):
        converted = modern(source, log)
        if converted is None:
            draft, found = _plain(source, context, log)
            if source.data.startswith(b"PK"):
                draft = take_media(draft, source, f"{number + 1}-" if number else "", resources, log)
            drafts.append(draft)
            meta, told = found if number == 0 else meta, False
            continue
        source = converted  # noqa: PLW2901 - the same manuscript
        package = Package(source)
        prepared = prepare(package, source.track_changes)
        told = told and prepared.ours
        arguments = ("--verbose", f"--track-changes={source.track_changes}")
        ast = read_ast(prepared.data, "docx+citations", source=source.name, arguments=arguments)
        take_marks(ast.blocks)
        draft = to_draft(ast, file=source.name, log=log, context=context)
        if not draft.blocks:
            raise UnreadableSource(f"{source.name}: there is no text in it")
        draft = take_media(draft, source, f"{number + 1}-" if number else "", resources, log)
        draft = take_endnotes(take_locators(draft), log)
        draft = whole(restore(draft) if prepared.enclosed else draft)
        draft = mend_formulas(draft)
        draft = shape(draft, prepared.facts)
        draft = draft if prepared.ours else take_typed_notes(take_typed(draft), log)
        draft = take_people(gather_floats(draft, prepared.facts), prepared.people)
        draft = take_notes(take_credits(draft, prepared.credits), prepared.facts)
        draft = free_inner_notes(draft)
        drafts.append(draft)
        references.extend(_works(prepared))
        if number == 0:
            found = read_properties(package, prepared)
            own = {name: value for name in _OWN if (value := getattr(draft.meta, name))}
            meta = m.replace(found, **own)
        report(package, prepared, log)
    last = drafts[-1]
    resources = drawn(resources, sources[0].name, log)
    return m.Draft(
        meta,
        tuple(block for draft in drafts for block in draft.blocks),
        last.notes,
        tuple(references),
        (*last.resources, *resources),
        folder=str(sources[0].folder or ""),
        told=told,
    )


def _plain(source: Source, context: Context, log: Log) -> tuple[m.Draft, m.Metadata]:
    """ODT and RTF as pandoc reads them, where there is no LibreOffice."""
    kind = kind_of(source)
    if kind == "odt":
        check_archive(source)
    ast = read_ast(source.data, kind, source=source.name, arguments=("--verbose",))
    draft = to_draft(ast, file=source.name, log=log, context=context)
    if not draft.blocks:
        raise UnreadableSource(f"{source.name}: there is no text in it")
    return draft, metadata_from(meta_tree(ast), log, source.name)


def _works(prepared: Prepared) -> list[m.Reference]:
    """The works cited by fields."""
    items = prepared.works.items.items()
    return [m.replace(from_csl(item, key)[0], provenance=PROVENANCE) for key, item in items]
