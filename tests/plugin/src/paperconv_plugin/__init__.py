"""A tiny plug-in: a reader, an exporter and a style."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from paperconv import model as m
from paperconv.diagnostics import Log
from paperconv.protocols import Artifact, Job, Source


class ShoutReader:
    """Every line is a paragraph; the first is the title."""

    suffixes: ClassVar[tuple[str, ...]] = (".shout",)
    formats: ClassVar[tuple[str, ...]] = ()

    def read(self, sources: Sequence[Source], log: Log) -> m.Document:
        title, *lines = sources[0].data.decode().splitlines()
        return m.Document(
            m.Metadata(m.text(title), language="en"),
            tuple(m.Paragraph(m.text(line)) for line in lines if line),
        )


class FooExporter:
    """The words, the style's title before them."""

    suffix: ClassVar[str] = ".foo"
    prepared: ClassVar[bool] = True
    paged: ClassVar[bool] = False

    def export(self, document: m.Document, job: Job) -> Artifact:
        return Artifact(f"{job.style.title}|{m.text_of(document)}".encode())
