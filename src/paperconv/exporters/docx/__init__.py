"""Documents as DOCX (WordprocessingML, ISO/IEC 29500 transitional), written straight from the model.

Every paragraph has a style that says what it is: ``Title``, ``Author``, ``Affiliation``, ``Abstract``, ``heading 1``, ``Body Text``,
``caption``, ``Bibliography`` … How these look is taken from the journal's style. Figures, tables and equations are
numbered by ``SEQ`` fields in bookmarks, cross-references repeat those by ``REF`` fields, citations link to the bookmarked
entries of the reference list, notes are Word's. All fields hold their results: nothing need be updated to read the file.

The package is written here, without a template: its parts are few and all of them depend on the document.
"""

from __future__ import annotations

from typing import ClassVar

from paperconv import model as m
from paperconv.exporters.docx.blocks import body_place
from paperconv.exporters.docx.body import body
from paperconv.exporters.docx.fonts import font_table_part
from paperconv.exporters.docx.markup import Xml, part
from paperconv.exporters.docx.notes import write_comments, write_notes
from paperconv.exporters.docx.properties import core_part, first_page, headers_and_footers, settings_part
from paperconv.exporters.docx.stylesheet import styles_part
from paperconv.exporters.docx.writer import Writer
from paperconv.exporters.docx.zotero import preferences_part
from paperconv.protocols import Artifact, Job

__all__ = ["DocxExporter"]


class DocxExporter:
    """Writes DOCX."""

    suffix: ClassVar[str] = ".docx"
    prepared: ClassVar[bool] = True
    paged: ClassVar[bool] = True

    def export(self, document: m.Document, job: Job) -> Artifact:
        """``document``, already prepared for ``job.style``, as a Word file.

        Raises:
            StyleError: a measure in the style is no length, or leaves no room on the page.
            MissingTool: there are formulas and no pandoc.

        """
        w = Writer(document, job)
        place = body_place(w)
        written = body(w, place)
        write_notes(w, place)
        write_comments(w)
        upright = headers_and_footers(w, place, turned=False)
        turned = headers_and_footers(w, place, turned=True) if written.is_turned else upright
        content = written.content(job.style, w.page, upright, turned, first_page(document, job.style))
        package = w.package
        package.document.data = part("document", Xml(f"<w:body>{w.missing_bookmarks()}{content}</w:body>"))
        package.word_part("styles").data = styles_part(job.style, w.page, document, w.character_styles)
        package.word_part("settings").data = settings_part(w)
        package.word_part("fontTable").data = font_table_part(job.style)
        package.word_part("numbering").data = w.numbering.part()
        package.core.data = core_part(w)
        if w.zotero > 1:
            package.custom_properties(preferences_part(job.style.citations.csl, document.meta.language))
        w.report_removed()
        return Artifact(package.pack(), w.given.files)
