"""Arguments in, diagnostics and exit status out; no conversion logic.

Nothing heavy is imported before the arguments are understood: ``paperconv --help`` answers at once.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from paperconv.diagnostics import Diagnostic, Severity
from paperconv.errors import PaperconvError, UnknownFormat
from paperconv.late import load

COMMANDS = ("convert", "formats", "styles", "schema", "doctor")
STDIO = "-"

# More findings of one rule than this are summed up in one line; --log has them all.
_SHOWN_PER_RULE = 5


def run(arguments: Sequence[str]) -> int:
    """Do what ``arguments`` say.

    Returns:
        0 if all that was asked for has been done; 1 if something failed, which stderr names; 2 for wrong usage.
    """
    options = _parser().parse_args(_with_command(arguments))
    try:
        return _ACTIONS[options.command](options)
    except PaperconvError as error:
        print(f"paperconv: {_line(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("paperconv: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 1


class _Version(argparse.Action):
    """Look the version up only where it is asked for: reading the metadata takes time."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(f"paperconv {load('importlib.metadata').version('paperconv')}")
        parser.exit()


def _with_command(arguments: Sequence[str]) -> Sequence[str]:
    """``paperconv paper.md -o paper.docx`` is short for ``convert``."""
    if not arguments or arguments[0] in COMMANDS or arguments[0] in ("-h", "--help", "--version"):
        return arguments
    return ["convert", *arguments]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="paperconv",
        description="Turn a scholarly manuscript into DOCX, a journal-styled PDF, JATS XML and EPUB.",
        epilog="`paperconv paper.md -o paper.docx` is short for `paperconv convert paper.md -o paper.docx`.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    convert = commands.add_parser("convert", help="convert a manuscript (the default command)")
    convert.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="manuscript file, project folder, or - for standard input",
    )
    convert.add_argument(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar="FILE",
        help="write FILE, its suffix names the format; may be repeated; - is standard output",
    )
    convert.add_argument(
        "--to", default="", metavar="FORMATS", help="formats to write: jats,docx,pdf,epub,html,json"
    )
    convert.add_argument(
        "--output-dir", metavar="FOLDER", help="where --to writes (default: here); made if missing"
    )
    convert.add_argument(
        "--from", dest="format", default="", metavar="FORMAT", help="format of the manuscript"
    )
    convert.add_argument(
        "--style", default="base", metavar="NAME|FOLDER", help="journal style (default: base)"
    )
    convert.add_argument("--strict", action="store_true", help="treat warnings as errors")
    convert.add_argument("--log", metavar="FILE", help="write all diagnostics to FILE as JSON")
    convert.add_argument("-q", "--quiet", action="store_true", help="print warnings and errors only")

    commands.add_parser("formats", help="list the formats that can be read and written")
    commands.add_parser("styles", help="list the journal styles")
    commands.add_parser("schema", help="print the JSON Schema of the document model")
    commands.add_parser("doctor", help="say what is installed, and what each missing thing would give")
    return parser


def _convert(options: argparse.Namespace) -> int:
    pipeline = load("paperconv.pipeline")
    found: list[Diagnostic] = []
    failed = False
    try:
        outputs = _outputs(options)
        stdin = sys.stdin.buffer.read() if STDIO in options.sources else b""
        sources = [stdin if given == STDIO else Path(given) for given in options.sources]
        style = load("paperconv.styles").load_style(options.style)
        document = pipeline.read(sources, format=options.format, log=found.append, name="<stdin>")
        _check_strict(options, found)
        edition = pipeline.Edition(document, style, found.append)
        for format, path in outputs:
            before = len(found)
            try:
                artifact = edition.export(format, path.stem if path else _stem(options))
                _check_strict(options, found[before:])
                _write(pipeline, artifact, path)
            except PaperconvError as error:
                print(f"paperconv: {format} is not written: {_line(error)}", file=sys.stderr)
                failed = True
            else:
                if path and not options.quiet:
                    print(f"wrote {path}", file=sys.stderr)
    finally:
        _show(found, quiet=options.quiet)
        if options.log:
            _write_log(Path(options.log), found)
    return int(failed)


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
            if given == STDIO and not wanted:
                raise PaperconvError("-o - needs --to: standard output has no suffix that names a format")
            format = wanted[0] if wanted else registry.format_for(Path(given).suffix)
            outputs.append((format, None if given == STDIO else Path(given)))
    elif wanted:
        folder = Path(options.output_dir or ".")
        outputs = [(name, folder / (_stem(options) + registry.exporter(name).suffix)) for name in wanted]
    else:
        raise PaperconvError("say what to write: -o FILE, or --to FORMATS")
    sources = [Path(given).resolve() for given in options.sources if given != STDIO]
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


def _stem(options: argparse.Namespace) -> str:
    """What the outputs of --to are called: as the first source."""
    first = options.sources[0]
    if first == STDIO:
        return "paper"
    path = Path(first)
    return path.resolve().name if path.is_dir() else path.stem


def _check_strict(options: argparse.Namespace, found: Sequence[Diagnostic]) -> None:
    serious = [d for d in found if d.severity is not Severity.INFO]
    if options.strict and serious:
        raise PaperconvError(
            f"--strict: {len(serious)} warning{'s' * (len(serious) > 1)}, the first: {serious[0]}"
        )


def _write(pipeline: Any, artifact: Any, path: Path | None) -> None:
    if path is not None:
        pipeline.write(artifact, path)
        return
    if artifact.files:
        names = ", ".join(artifact.files)
        raise PaperconvError(
            f"standard output cannot hold the files that belong to it ({names}): use -o FILE"
        )
    # Past the buffer, which would try again at exit what a full disk has refused.
    rest = memoryview(artifact.data)
    try:
        while rest:
            rest = rest[os.write(sys.stdout.fileno(), rest) :]
    except BrokenPipeError:
        raise
    except OSError as error:
        raise PaperconvError(f"standard output cannot be written: {error.strerror}") from None


def _show(found: Sequence[Diagnostic], *, quiet: bool) -> None:
    """Print what was found in its order; many notes of one rule are summed up."""
    notes: dict[str, int] = {}
    # Several formats can find the same.
    for diagnostic in dict.fromkeys(found):
        if diagnostic.severity is Severity.INFO:
            notes[diagnostic.rule] = notes.get(diagnostic.rule, 0) + 1
            if quiet or notes[diagnostic.rule] > _SHOWN_PER_RULE:
                continue
        print(diagnostic, file=sys.stderr)
    if not quiet:
        for rule, count in notes.items():
            if count > _SHOWN_PER_RULE:
                print(
                    f"info: {count - _SHOWN_PER_RULE} more of [{rule}]: --log FILE has them all",
                    file=sys.stderr,
                )


def _write_log(path: Path, found: Sequence[Diagnostic]) -> None:
    data = {"diagnostics": [diagnostic.to_json() for diagnostic in found]}
    protocols = load("paperconv.protocols")
    artifact = protocols.Artifact((json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())
    load("paperconv.pipeline").write(artifact, path)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())


def _formats(_: argparse.Namespace) -> int:
    registry = load("paperconv.registry")
    for kind, verb in (("readers", "read"), ("exporters", "write")):
        print(f"{verb}:")
        for found in registry.formats(kind).values():
            by = "" if found.package == "paperconv" else f"  ({found.package})"
            print(f"  {found.name}{by}")
    generic = registry.reader("pandoc")
    print("read as pandoc gives them:")
    print("  " + " ".join(generic.formats))
    return 0


def _styles(_: argparse.Namespace) -> int:
    styles = load("paperconv.styles")
    known = styles.find_styles()
    width = max(map(len, known), default=0)
    for name in known:
        print(f"{name:{width}}  {styles.load_style(name).title}")
    return 0


def _schema(_: argparse.Namespace) -> int:
    print(json.dumps(load("paperconv.model").json_schema(), indent=1))
    return 0


def _doctor(_: argparse.Namespace) -> int:
    sound = True
    for finding in load("paperconv.doctor").examine():
        print(finding)
        sound &= finding.present or not finding.needed
    return 0 if sound else 1


_ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "convert": _convert,
    "formats": _formats,
    "styles": _styles,
    "schema": _schema,
    "doctor": _doctor,
}
