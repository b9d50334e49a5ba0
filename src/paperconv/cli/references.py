"""`paperconv references`: the reference list as a bibliography file, to be corrected and given back with --bibliography."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from paperconv.cli import manuscript
from paperconv.cli.report import write
from paperconv.errors import PaperconvError
from paperconv.late import load

_FORMATS = ("bibtex", "csl", "ris")
_SUFFIXES = {".bib": "bibtex", ".json": "csl", ".ris": "ris"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `references`."""
    manuscript.arguments(parser)
    parser.add_argument(
        "--to", choices=_FORMATS, default="", help="format (default: by FILE's suffix, else bibtex)"
    )
    parser.add_argument(
        "-o",
        "--output",
        default=manuscript.STDIO,
        metavar="FILE",
        help="write FILE (default: standard output)",
    )


def run(options: argparse.Namespace) -> int:
    """The exit status: 0 if there are references and all of them have been written."""
    path = None if options.output == manuscript.STDIO else Path(options.output)
    format = options.to or (_SUFFIXES.get(path.suffix.lower(), "") if path else "bibtex")
    if not format:
        raise PaperconvError(f"{path}: its suffix names no format: say --to {', --to '.join(_FORMATS)}")
    if path and path.resolve() in {
        Path(given).resolve() for given in (*options.sources, *options.bibliography)
    }:
        raise PaperconvError(f"{path}: would overwrite a source: choose another output")
    with manuscript.findings(options) as found:
        listed = list(manuscript.read(options, found).references)
        if not listed:
            raise PaperconvError("no reference list was found")
        data = load("paperconv.citations.write").write_bibliography(listed, format)
        write(load("paperconv.protocols").Artifact(data), path)
    plain = [one.label.strip("[]().") or one.id for one in listed if not one.type and not one.same_as]
    if plain and not options.quiet:
        shown = ", ".join(plain[:20]) + (" …" if len(plain) > 20 else "")
        print(f"not understood, with their string as a note: {shown}", file=sys.stderr)
    return 0
