"""`paperconv diff`: two versions of a manuscript in, one Word document with tracked changes out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from paperconv.cli import manuscript
from paperconv.cli.report import write
from paperconv.late import load


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `diff`."""
    parser.add_argument("old", metavar="OLD", help="the manuscript as it was, in any format")
    parser.add_argument("new", metavar="NEW", help="the manuscript as it is now")
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="the .docx to write")
    parser.add_argument("--author", default="Author", help="who made the changes (default: Author)")
    parser.add_argument(
        "--style", default="base", metavar="NAME|FOLDER", help="journal style (default: base)"
    )
    parser.add_argument("--log", metavar="FILE", help="write all diagnostics to FILE as JSON")
    parser.add_argument("-q", "--quiet", action="store_true", help="print warnings and errors only")


def run(options: argparse.Namespace) -> int:
    """The exit status: 0 if the document with the changes has been written."""
    pipeline = load("paperconv.pipeline")
    with manuscript.findings(options) as found:
        old = pipeline.read(Path(options.old))
        new = pipeline.read(Path(options.new), log=found.append)
        path = Path(options.output)
        write(
            load("paperconv.compare").compare(
                old, new, style=options.style, author=options.author, log=found.append, name=path.stem
            ),
            path,
        )
    if not options.quiet:
        print(f"wrote {path}", file=sys.stderr)
    return 0
