"""A paper as a book."""

from __future__ import annotations

from typing import ClassVar

from paperconv import model as m
from paperconv import zips
from paperconv.exporters.epub.chapters import chapters, navigation
from paperconv.exporters.epub.files import Files
from paperconv.exporters.epub.package import CONTAINER, package
from paperconv.html import Options, build_parts
from paperconv.html.stylesheets import stylesheet
from paperconv.protocols import Artifact, Job
from paperconv.wording import wording


class EpubExporter:
    """EPUB 3.3, whole in itself: no scripts, nothing remote."""

    suffix: ClassVar[str] = ".epub"
    prepared: ClassVar[bool] = True
    paged: ClassVar[bool] = False

    def export(self, document: m.Document, job: Job) -> Artifact:
        """``document`` as an EPUB; its file name stands in for a missing title, which EPUB demands."""
        files = Files(job)
        parts = build_parts(document, Options(files.image, job.log, carry=files.carry, style=job.style))
        title = parts.title or job.name
        made = chapters(parts, title)
        contents = wording(document.meta.language).contents
        members = [(chapter.name, chapter.data()) for chapter in made]
        members.append(("nav.xhtml", navigation(made, parts, contents, title)))
        members.append(("style.css", stylesheet("article").encode()))
        members.extend((file.name, file.data) for file in files.files)
        opf = package(document.meta, title, made, files, job.date)
        return Artifact(
            zips.pack(
                [
                    ("mimetype", b"application/epub+zip"),
                    ("META-INF/container.xml", CONTAINER),
                    ("EPUB/package.opf", opf),
                    *((f"EPUB/{name}", data) for name, data in members),
                ],
                stored=frozenset({"mimetype"}),
            ),
            files.beside,
        )
