"""Read the JSON form of the model, which the exporter ``json`` writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from paperconv import model as m
from paperconv.diagnostics import Log
from paperconv.errors import DecodeError, UnreadableSource
from paperconv.protocols import Source


class JsonReader:
    """``paper.json`` → document."""

    suffixes: ClassVar[tuple[str, ...]] = (".json",)
    formats: ClassVar[tuple[str, ...]] = ()

    def read(self, sources: Sequence[Source], log: Log) -> m.Document:
        """The one document in ``sources``.

        Raises:
            UnreadableSource: more than one source, or not a document.
        """
        if len(sources) != 1:
            raise UnreadableSource(f"{sources[1].name}: documents in JSON cannot be joined: give one")
        source = sources[0]
        try:
            document = m.decode(source.data)
        except DecodeError as error:
            raise UnreadableSource(f"{source.name}: not a paperconv document: {error}") from None
        for problem in m.check(document):
            log(problem)
        return m.replace(document, folder=str(source.folder or ""))
