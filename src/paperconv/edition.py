"""One document in one style, made into many formats."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from paperconv import registry
from paperconv.assets import opener
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.errors import ConversionFailed, PaperconvError
from paperconv.late import load
from paperconv.model import Document, check
from paperconv.protocols import Artifact, Job, Progress, unseen
from paperconv.styles import JournalStyle, load_style

# Where neither the manuscript nor SOURCE_DATE_EPOCH gives a date: output never depends on the clock.
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


class Edition:
    """One document, one style, many formats: what the style asks for is worked out once.

    A style that is anonymous gives an anonymous edition: every format is made of a copy that names nobody, and searched for
    names before it is given out.
    """

    def __init__(
        self, document: Document, style: str | JournalStyle, log: Log, progress: Progress = unseen
    ) -> None:
        """``progress`` is told of the pages of formats that have some.

        Raises:
            UnknownStyle, StyleError: the style cannot be had.
            ConversionFailed: the document does not hold together (an id twice, a pointer to nothing).
        """
        self._style = load_style(style) if isinstance(style, str) else style
        self._log = _once(log)
        self._progress = progress
        self._made: dict[tuple[str, str], tuple[Artifact, list[Diagnostic]]] = {}
        self._prepared: Document | None = None
        if self._style.stand_in:
            self._log(Diagnostic(Rule.STYLE_KNOWN, self._style.stand_in, Severity.INFO))
        for problem in check(document):
            if problem.severity is Severity.ERROR:
                raise ConversionFailed(f"the document does not hold together: {problem}")
        self._asset = opener(document)
        self._date = _date(document)
        self._blind: Any = None
        if self._style.review.anonymous:
            self._blind = load("paperconv.blind").Blind(document, self._style.review, self._asset, self._log)
            document, self._asset = self._blind.document, self._blind.asset
        self._document = document

    def export(self, to: str, name: str) -> Artifact:
        """The document in the format ``to``; raises as :func:`paperconv.pipeline.export`."""
        artifact, said = self._make(to, self.stem(name))
        for diagnostic in said:
            self._log(diagnostic)
        said.clear()
        return artifact

    def stem(self, name: str) -> str:
        """``name``, or another that tells nothing where the edition is anonymous and ``name`` is no name for it."""
        return str(self._blind.stem(name)) if self._blind else name

    def names_somebody(self, file: str) -> str:
        """What the name of a ``file`` tells of the authors of an anonymous edition, in words; empty if nothing."""
        return str(self._blind.names_somebody(file)) if self._blind else ""

    def open(self, name: str) -> bytes:
        """The file that the document calls ``name``, without names in it where the edition is anonymous.

        Raises:
            AssetError: it cannot be had, or is no picture and names the authors.
            ConversionFailed: a picture shows who they are.
        """
        return bytes(self._asset(name))

    def prove(self, artifact: Artifact, name: str) -> None:
        """See that ``artifact``, a file called ``name`` that was made of this edition, names nobody where it may not.

        Raises:
            ConversionFailed: it does; the message says where.
        """
        if self._blind:
            self._blind.prove(artifact, name)

    def _make(self, to: str, name: str) -> tuple[Artifact, list[Diagnostic]]:
        """The document in the format ``to``, once, and what is still to be told of it when it is asked for."""
        if (to, name) not in self._made:
            said: list[Diagnostic] = []
            try:
                self._made[to, name] = self._export(to, name, said.append), said
            except PaperconvError:
                for diagnostic in said:
                    self._log(diagnostic)
                raise
        return self._made[to, name]

    def _export(self, to: str, name: str, log: Log) -> Artifact:
        exporter = registry.exporter(to)
        job = Job(
            self._style,
            log,
            self._asset,
            name,
            self._date,
            other=lambda format: self._make(format, name)[0].data,
            progress=self._progress,
        )
        try:
            document = self.prepared() if exporter.prepared else self._document
            if exporter.paged:
                document = self._through(load("paperconv.passes.arrange").arrange, document)
            artifact = exporter.export(document, job)
            self.prove(artifact, f"{name}{exporter.suffix}")
        except RecursionError:
            raise ConversionFailed(f"{to}: the document is nested too deeply") from None
        except MemoryError:
            raise ConversionFailed(f"{to}: not enough memory") from None
        return artifact

    def prepared(self) -> Document:
        """The document with the style's numbers, marks and citations filled in."""
        if self._prepared is None:
            self._prepared = self._through(load("paperconv.passes").prepare, self._document)
        return self._prepared

    def _through(self, steps: Callable[[JournalStyle], Iterable[Any]], document: Document) -> Document:
        for step in steps(self._style):
            document = step(document, self._log)
        return document

    def with_prepared(self, document: Document, style: JournalStyle | None = None) -> Edition:
        """The same edition of a ``document`` that has been made of this one's, after it was prepared.

        ``style`` sets it otherwise: it differs from this one's in nothing that preparing depends on.
        """
        made = object.__new__(Edition)
        made.__dict__.update(self.__dict__, _document=document, _prepared=document, _made={})
        if style is not None:
            made.__dict__["_style"] = style
        return made

    def source(self, name: str) -> str:
        """What the manuscript itself calls the file ``name`` of the prepared document."""
        return str(self._blind.source(name)) if self._blind else name


def _once(log: Log) -> Log:
    """``log`` without repetitions: what two formats find is one finding."""
    said: set[Diagnostic] = set()

    def once(found: Diagnostic) -> None:
        if found not in said:
            said.add(found)
            log(found)

    return once


def _date(document: Document) -> datetime:
    """The manuscript's own last date, else SOURCE_DATE_EPOCH, else a fixed day."""
    known = [h.date for h in document.meta.dates if h.date.year and h.date.month and h.date.day]
    if known:
        last = max(known, key=lambda d: (d.year, d.month, d.day))
        try:
            return datetime(last.year, last.month, last.day, tzinfo=UTC)
        except ValueError:
            pass
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else _NO_DATE
