"""`paperconv convert`: sources in, each format that is asked for out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from paperconv.cli import manuscript
from paperconv.cli.report import PagesSoFar, line, write
from paperconv.errors import MissingTool, PaperconvError, UnknownFormat
from paperconv.late import load


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `convert`."""
    manuscript.arguments(parser)
    parser.add_argument(
        "-o", "--output", action="append", default=[], metavar="FILE",
        help="write FILE, its suffix names the format; may be repeated; - is standard output",
    )  # fmt: skip
    parser.add_argument(
        "--to", default="", metavar="FORMATS", help="formats to write: jats,docx,pdf,epub,html,json"
    )
    parser.add_argument(
        "--output-dir", metavar="FOLDER", help="where --to writes (default: here); made if missing"
    )
    parser.add_argument(
        "--style", default="base", metavar="NAME|FOLDER", help="journal style (default: base)"
    )
    parser.add_argument(
        "--variant", default="", metavar="NAME",
        help="variant of the style: review, blind (names nobody, and is searched for names), final, preprint, or what else it has",
    )  # fmt: skip
    parser.add_argument(
        "--csl", default="", metavar="ID|FILE",
        help="format citations and references by this CSL style (apa, ieee, ./own.csl) instead of the journal style's",
    )  # fmt: skip
    parser.add_argument(
        "--citations", choices=("links", "zotero"), default="",
        help="citations in DOCX: links to the list (default), or fields that Zotero goes on working with",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """The exit status: 0 only if every format has been written."""
    pipeline = load("paperconv.pipeline")
    failed = False
    with manuscript.findings(options) as found:
        outputs = _outputs(options)
        styles = load("paperconv.styles")
        style = styles.with_citations(
            styles.load_style(options.style, options.variant), options.csl, options.citations
        )
        if options.csl:
            load("paperconv.citations.csl_styles").find_csl(style.citations.csl, style.folders)
        document = manuscript.read(options, found)
        found.doubts = load("paperconv.manuscript.doubts").doubts(document, found)
        progress = PagesSoFar(quiet=options.quiet)
        edition = pipeline.Edition(document, style, found.append, progress)
        outputs = [_neutral(options, edition, found, format, path) for format, path in outputs]
        for format, path in outputs:
            before = len(found)
            try:
                try:
                    artifact = edition.export(format, path.stem if path else manuscript.stem(options))
                finally:
                    progress.clear()
                manuscript.check_strict(options, found[before:])
                write(artifact, path)
            except PaperconvError as error:
                print(f"paperconv: {format} is not written: {line(error)}", file=sys.stderr)
                failed = True
            else:
                if path and not options.quiet:
                    print(f"wrote {path}", file=sys.stderr)
    return int(failed)


def _neutral(
    options: argparse.Namespace, edition: Any, found: manuscript.Findings, format: str, path: Path | None
) -> tuple[str, Path | None]:
    """An output with a file name that tells nothing of the authors of an anonymous edition, unless the user chose it.

    Raises:
        PaperconvError: a source has the name that it would get.
    """
    told = edition.names_somebody(path.stem) if path else ""
    if not path or not told:
        return format, path
    diagnostics = load("paperconv.diagnostics")
    rule = diagnostics.Rule.COPY_ANONYMOUS
    if options.output:
        if told == "name of a source file":
            return format, path  # the user's own choice
        message = f'the name of the file "{path.name}" tells who wrote the paper: it holds the {told}'
        found.append(diagnostics.Diagnostic(rule, message, hint="give it another name"))
        return format, path
    neutral = path.with_name(edition.stem(path.stem) + path.suffix)
    if neutral.resolve() in {Path(given).resolve() for given in options.sources}:
        raise PaperconvError(f"{neutral}: would overwrite the manuscript: choose another output")
    message = f'"{path.name}" is called "{neutral.name}": its name would hold the {told}'
    found.append(diagnostics.Diagnostic(rule, message, diagnostics.Severity.INFO))
    return format, neutral


def _suffix(registry: Any, format: str) -> str:
    """The suffix of files of that format; what an exporter that cannot be loaded lacks is said when its turn comes."""
    try:
        return str(registry.exporter(format).suffix)
    except MissingTool:
        return f".{format}"


def _outputs(options: argparse.Namespace) -> list[tuple[str, Path | None]]:
    """Each format to write with its file (None: standard output).

    Raises:
        PaperconvError: the options contradict one another, or an output would overwrite a source or another output.
    """
    registry = load("paperconv.registry")
    wanted = [name.strip() for name in options.to.split(",") if name.strip()]
    known = registry.formats("exporters")
    for name in wanted:
        if name not in known:
            raise UnknownFormat(f'cannot write the format "{name}": know {", ".join(known)}')
    outputs: list[tuple[str, Path | None]] = []
    if options.output:
        if len(wanted) > 1 or (wanted and len(options.output) > 1) or options.output_dir:
            raise PaperconvError(
                "give -o FILE (with one format at most), or --to FORMATS with --output-dir, not both"
            )
        for given in options.output:
            if given == manuscript.STDIO and not wanted:
                raise PaperconvError("-o - needs --to: standard output has no suffix that names a format")
            format = wanted[0] if wanted else registry.format_for(Path(given).suffix)
            outputs.append((format, None if given == manuscript.STDIO else Path(given)))
    elif wanted:
        folder = Path(options.output_dir or ".")
        outputs = [(name, folder / (manuscript.stem(options) + _suffix(registry, name))) for name in wanted]
    else:
        raise PaperconvError("say what to write: -o FILE, or --to FORMATS")
    sources = [Path(given).resolve() for given in options.sources if given != manuscript.STDIO]
    seen: set[Path] = set()
    for _, path in outputs:
        if path is None:
            continue
        if path.resolve() in sources:
            raise PaperconvError(f"{path}: would overwrite the manuscript: choose another output")
        if path.resolve() in seen:
            raise PaperconvError(f"{path}: two outputs would be written to it")
        seen.add(path.resolve())
    return outputs
