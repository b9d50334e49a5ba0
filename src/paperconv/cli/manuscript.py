"""The manuscript that a command is given: the options that all commands share, reading it, and saying what was found."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from paperconv.cli.report import show, show_doubts, write_log
from paperconv.diagnostics import Diagnostic, Severity
from paperconv.errors import PaperconvError
from paperconv.late import load

STDIO = "-"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of every command that reads a manuscript."""
    parser.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="manuscript file, project folder, or - for standard input",
    )
    parser.add_argument(
        "--from", dest="format", default="", metavar="FORMAT", help="format of the manuscript"
    )
    parser.add_argument(
        "--track-changes",
        choices=("accept", "reject", "all"),
        default="accept",
        help="tracked changes of a Word manuscript: make them final (default), undo them, or keep them",
    )
    parser.add_argument(
        "--bibliography",
        action="append",
        default=[],
        metavar="FILE",
        help="works cited: BibTeX, RIS, CSL JSON or YAML, EndNote XML, JATS; may be repeated",
    )
    parser.add_argument("--strict", action="store_true", help="treat warnings as errors")
    parser.add_argument("--log", metavar="FILE", help="write all diagnostics to FILE as JSON")
    parser.add_argument("-q", "--quiet", action="store_true", help="print warnings and errors only")


class Findings(list[Diagnostic]):
    """What was found in a run, and ``doubts``: what a person should check in the document."""

    doubts: Sequence[Any] = ()


@contextmanager
def findings(options: argparse.Namespace) -> Iterator[Findings]:
    """A list to put diagnostics into; they are shown and logged at the end, also where the command fails."""
    found = Findings()
    try:
        yield found
    finally:
        show(found, quiet=options.quiet)
        if not options.quiet:
            show_doubts(found.doubts)
        if options.log:
            write_log(Path(options.log), found, found.doubts)


def read(options: argparse.Namespace, found: list[Diagnostic]) -> Any:
    """The document that ``options`` name.

    Raises:
        PaperconvError: it cannot be read, or there are warnings and --strict.
    """
    document = load_document(options, found)
    check_strict(options, found)
    return document


def load_document(options: argparse.Namespace, found: list[Diagnostic]) -> Any:
    """The same, whatever warnings there are.

    Raises:
        PaperconvError: it cannot be read.
    """
    stdin = sys.stdin.buffer.read() if STDIO in options.sources else b""
    sources = [stdin if given == STDIO else Path(given) for given in options.sources]
    return load("paperconv.pipeline").read(
        sources,
        format=options.format,
        track_changes=options.track_changes,
        log=found.append,
        name="<stdin>",
        bibliography=options.bibliography,
    )


def check_strict(options: argparse.Namespace, found: Sequence[Diagnostic]) -> None:
    """
    Raises:
        PaperconvError: there are warnings and --strict.
    """
    serious = [d for d in found if d.severity is not Severity.INFO]
    if options.strict and serious:
        raise PaperconvError(
            f"--strict: {len(serious)} warning{'s' * (len(serious) > 1)}, the first: {serious[0]}"
        )


def stem(options: argparse.Namespace) -> str:
    """What outputs are called where no name is given: as the first source."""
    first = options.sources[0]
    if first == STDIO:
        return "paper"
    path = Path(first)
    return path.resolve().name if path.is_dir() else path.stem


def given(options: argparse.Namespace) -> list[Path]:
    """The manuscript as it is given: files, among them its bibliographies, or a folder; nothing where it came by standard input."""
    if STDIO in options.sources:
        return []
    first = Path(options.sources[0])
    return [first] if first.is_dir() else [Path(one) for one in (*options.sources, *options.bibliography)]


def sent(options: argparse.Namespace) -> Any:
    """The file of the manuscript, as a check of its demands takes it; None where it is not one file."""
    if len(options.sources) > 1 or options.sources[0] == STDIO:
        return None
    return load("paperconv.requirements").sent_of(Path(options.sources[0]))


def report_to(
    output: str | None, form: str, suffixes: Mapping[str, str], options: argparse.Namespace
) -> tuple[str, Path | None]:
    """The form of a report and the file that it goes to (None: standard output); its suffix names the form unless ``form`` does.

    Raises:
        PaperconvError: the suffix names no form, or the file is a manuscript.
    """
    if not output or output == STDIO:
        return form or "text", None
    path = Path(output)
    if path.resolve() in [Path(given).resolve() for given in options.sources]:
        raise PaperconvError(f"{path}: would overwrite the manuscript: choose another output")
    named = form or suffixes.get(path.suffix.lower(), "")
    if not named:
        raise PaperconvError(f"{path}: its suffix names no form: use {', '.join(suffixes)}, or give --format")
    return named, path
