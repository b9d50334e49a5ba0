"""`paperconv extract`: what was understood of a manuscript, in a file that its author corrects."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from paperconv.cli import manuscript
from paperconv.cli.report import write
from paperconv.errors import PaperconvError
from paperconv.late import load


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `extract`."""
    manuscript.arguments(parser)
    parser.add_argument(
        "-o", "--output", metavar="FILE",
        help="write FILE, or - for standard output (default: paper.yaml beside the manuscript, or NAME.paper.yaml where "
        "several manuscripts share a folder)",
    )  # fmt: skip
    parser.add_argument("--force", action="store_true", help="replace the file if it is there")


def run(options: argparse.Namespace) -> int:
    """The exit status: 0 if the file has been written."""
    pipeline = load("paperconv.pipeline")
    with manuscript.findings(options) as found:
        target = _target(options, pipeline)
        if target is not None and target.exists() and not options.force:
            raise PaperconvError(
                f"{target}: is there, and may hold your corrections: --force replaces it, -o FILE writes another"
            )
        document = manuscript.read(options, found)
        found.doubts = load("paperconv.manuscript.doubts").doubts(document, found)
        text = load("paperconv.manuscript.paper_file").paper_file(
            document, _name(Path(options.sources[0])), found.doubts
        )
        write(load("paperconv.protocols").Artifact(text.encode()), target)
        if target is not None and not options.quiet:
            print(f"wrote {target}", file=sys.stderr)
    return 0


def _name(source: Path) -> str:
    return source.resolve().name if source.is_dir() else source.name


def _target(options: argparse.Namespace, pipeline: object) -> Path | None:
    """Where the file goes; None is standard output.

    Raises:
        PaperconvError: the manuscript comes from standard input, so there is no place beside it.
    """
    if options.output:
        return None if options.output == manuscript.STDIO else Path(options.output)
    first = options.sources[0]
    if first == manuscript.STDIO:
        raise PaperconvError("say where to write: -o FILE, or -o - for standard output")
    return Path(pipeline.name_paper_file(Path(first)))  # type: ignore[attr-defined]
