"""The whole flow on one page: sources → reader → document → passes → exporter → bytes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

import msgspec

from paperconv import registry
from paperconv.diagnostics import Diagnostic, Log, ignore
from paperconv.edition import Edition
from paperconv.errors import ConversionFailed, PaperconvError, StyleError, UnreadableSource
from paperconv.late import load
from paperconv.model import Document, Reference
from paperconv.protocols import Artifact, Source, TrackChanges
from paperconv.styles import JournalStyle, load_style

Input: TypeAlias = str | Path | bytes | Source
"""A path, a text (a ``str`` with a line break in it), or the bytes of a file."""

PAPER_FILE = "paper.yaml"
"""The file beside a manuscript in which its author corrects what was understood."""

MAX_SOURCE_BYTES = 100_000_000
"""A larger manuscript is refused before it is read."""


class Result(msgspec.Struct, frozen=True):
    """What a conversion gave: the document, an artifact for each format that could be made, and why others could not."""

    document: Document
    artifacts: dict[str, Artifact]
    failures: dict[str, PaperconvError]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        """Whether every format that was asked for has been made."""
        return not self.failures

    def raise_for_failures(self) -> None:
        """Raise the first failure, if there is one."""
        for failure in self.failures.values():
            raise failure


def read(
    source: Input | Sequence[Input],
    *,
    format: str = "",
    track_changes: TrackChanges = "accept",
    log: Log = ignore,
    name: str = "<text>",
    bibliography: Sequence[str | Path] = (),
) -> Document:
    """The document in ``source``; several sources are joined in order, a folder is one manuscript.

    ``format`` names the reader; without it the suffix decides, or the first bytes where there is no file.
    ``name`` is what diagnostics call a source that is not a file. ``track_changes`` accepts, rejects or keeps (``all``)
    the tracked changes of a Word document. ``bibliography`` names files of works, beside those that the manuscript names:
    see :func:`paperconv.passes.adopt_works.adopt_works`.

    Raises:
        UnreadableSource, UnknownFormat, MissingTool: in one line that says what to do.
    """
    inputs = [source] if isinstance(source, str | Path | bytes | Source) else list(source)
    sources = [
        msgspec.structs.replace(found, track_changes=track_changes)
        for given in inputs
        for found in _sources(given, format, name)
    ]
    if not sources:
        raise UnreadableSource("no manuscript given")
    first = sources[0]
    if format:
        reader = registry.reader(format)
    elif first.path is not None and first.path.suffix:
        reader = registry.reader_for(first.path.suffix)
    else:
        reader = registry.reader(_sniff(first.data))
    works = (
        load("paperconv.citations.bibliography").open_bibliographies(bibliography, log)
        if bibliography
        else ()
    )
    text = next((one for one in sources if not one.name.lower().endswith((".yml", ".yaml"))), first)
    paper_file = find_paper_file(text)
    if paper_file is None:
        return _normalised(reader.read(sources, log), log, works)
    found: list[Diagnostic] = []
    document = _normalised(reader.read(sources, found.append), found.append, works)
    return _corrected(document, paper_file, text, found, log)


def find_paper_file(source: Source) -> Path | None:
    """The file in which the author corrects what is understood of ``source``, if there is one beside it.

    ``survey.paper.yaml`` is for ``survey.md`` alone and wins; ``paper.yaml`` is for the one manuscript of its folder, or
    for that which it names under ``manuscript``.
    """
    if source.path is None:
        return None
    beside = source.path.parent
    own = beside / f"{source.path.stem}.{PAPER_FILE}"
    files = dict.fromkeys((own, beside / PAPER_FILE, (source.folder or beside) / PAPER_FILE))
    return next((file for file in files if file.is_file()), None)


def name_paper_file(manuscript: Path) -> Path:
    """Where that file goes for ``manuscript``, a file or a project's folder: under its own name if it is not alone."""
    if manuscript.is_dir():
        return manuscript / PAPER_FILE
    suffixes = {".md", ".qmd", ".rmd", ".markdown", ".docx", ".odt", ".tex", ".html", ".xml", ".txt"}
    try:
        others = [
            one
            for one in manuscript.parent.iterdir()
            if one.suffix.lower() in suffixes and one.stem.lower() not in {"readme", "license", "changelog"}
        ]
    except OSError:
        others = []
    alone = {one.stem for one in others} <= {manuscript.stem}
    return manuscript.with_name(PAPER_FILE if alone else f"{manuscript.stem}.{PAPER_FILE}")


def _normalised(document: Document, log: Log, works: tuple[Reference, ...] = ()) -> Document:
    if works:
        document = load("paperconv.passes.adopt_works").adopt_works(works)(document, log)
    for step in load("paperconv.passes").NORMALISE:
        document = step(document, log)
    return document


def _corrected(
    document: Document, paper_file: Path, source: Source, found: Sequence[Diagnostic], log: Log
) -> Document:
    """``document`` with what its author says of it; of what was ``found``, what that does not settle goes to ``log``."""
    reader = load("paperconv.readers.markdown.paper_file")
    front = reader.load_paper_file(paper_file, source, log)
    if front is None:
        for finding in found:
            log(finding)
        return document
    late: list[Diagnostic] = []
    correction = reader.apply(document, front, late.append)
    document = correction.document
    if correction.changed:
        document = _normalised(document, late.append)
    for finding in dict.fromkeys((*(one for one in found if not correction.settled(one)), *late)):
        log(finding)
    return document


def export(
    document: Document,
    to: str,
    *,
    style: str | JournalStyle = "base",
    variant: str = "",
    log: Log = ignore,
    name: str = "paper",
) -> Artifact:
    """``document`` in the format ``to``, as ``style`` wants it; ``name`` is the file's, without suffix.

    ``variant`` is one of the style's: ``review``, ``blind`` … An anonymous one gives an output that names nobody, or none.

    Raises:
        UnknownFormat, UnknownStyle, StyleError, MissingTool, ConversionFailed: in one line.
    """
    return Edition(document, _style(style, variant), log).export(to, name)


def convert(
    source: Input | Sequence[Input],
    to: str | Iterable[str],
    *,
    format: str = "",
    track_changes: TrackChanges = "accept",
    style: str | JournalStyle = "base",
    variant: str = "",
    name: str = "",
    bibliography: Sequence[str | Path] = (),
) -> Result:
    """Read once, write every format of ``to``. A format that fails does not stop the others.

    The other arguments are those of :func:`read` and :func:`export`.

    Raises:
        PaperconvError: the source cannot be read, or the style is unknown.
    """
    found: list[Diagnostic] = []
    style = _style(style, variant)
    document = read(
        source, format=format, track_changes=track_changes, log=found.append, bibliography=bibliography
    )
    edition = Edition(document, style, found.append)
    name = name or _stem(source)
    artifacts: dict[str, Artifact] = {}
    failures: dict[str, PaperconvError] = {}
    for one in [to] if isinstance(to, str) else to:
        try:
            artifacts[one] = edition.export(one, name)
        except PaperconvError as error:
            failures[one] = error
    return Result(document, artifacts, failures, tuple(found))


def _style(style: str | JournalStyle, variant: str) -> JournalStyle:
    if isinstance(style, str):
        return load_style(style, variant)
    if variant and variant != style.variant:
        raise StyleError(f'the style "{style.name}" is loaded already: give its variant to load_style')
    return style


def write(artifact: Artifact, path: Path) -> None:
    """Write ``artifact`` to ``path`` and its files beside it: all of them or none.

    Raises:
        ConversionFailed: the file cannot be written; what stood there before still stands there.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for target, data in [
            *((path.parent / n, d) for n, d in artifact.files.items()),
            (path, artifact.data),
        ]:
            if target.is_dir():
                raise ConversionFailed(f"{target}: cannot be written: it is a folder")
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary = target.with_name(f".{target.name[:100]}.{os.getpid()}-{len(staged)}")
            temporary.unlink(missing_ok=True)  # left behind by a process that was killed
            staged.append((temporary, target))
            with temporary.open("xb") as file:
                file.write(data)
        for temporary, target in staged:
            temporary.replace(target)
    except OSError as error:
        raise ConversionFailed(f"{path}: cannot be written: {error.strerror or error}") from None
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)


def _sources(given: Input, format: str, name: str) -> list[Source]:
    """``given`` as sources: a folder can hold several."""
    if isinstance(given, Source):
        return [given]
    if isinstance(given, bytes):
        return [_checked(Source(given, name, format=format))]
    if isinstance(given, str) and "\n" in given:
        return [_checked(Source(given.encode(), name, format=format))]
    path = Path(given)
    try:
        if path.is_dir():
            parts: tuple[Path, ...] = load("paperconv.readers.markdown.project").find_manuscript(path)
            return [_open(part, format, path) for part in parts]
        return [_open(path, format, path.parent)]
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableSource(f"{path}: cannot be read: {reason}") from None


def _open(path: Path, format: str, folder: Path) -> Source:
    if path.exists() and not path.is_file():
        raise UnreadableSource(f"{path}: not a file")
    if path.stat().st_size > MAX_SOURCE_BYTES:
        raise UnreadableSource(f"{path}: larger than {MAX_SOURCE_BYTES // 1_000_000} MB")
    return _checked(Source(path.read_bytes(), str(path), path, folder, format))


def _checked(source: Source) -> Source:
    if not source.data.strip():
        raise UnreadableSource(f"{source.name}: empty: there is no manuscript in it")
    return source


def _sniff(data: bytes) -> str:
    """The reader for a source without a suffix, by its first bytes."""
    head = data[:2000].lstrip()
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if head.startswith(b"{") and b'"schema_version"' in head:
        return "json"
    if head.startswith((b"<?xml", b"<!DOCTYPE article", b"<article")):
        return "jats"
    if head[:200].lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    if head.startswith((b"\\documentclass", b"\\begin{document}")):
        return "latex"
    return "markdown"


def _stem(source: Input | Sequence[Input]) -> str:
    first = source if isinstance(source, str | Path | bytes | Source) else source[0]
    if isinstance(first, Source):
        return first.path.stem if first.path else "paper"
    if isinstance(first, bytes) or (isinstance(first, str) and "\n" in first):
        return "paper"
    path = Path(first)
    return path.resolve().name if path.is_dir() else path.stem
