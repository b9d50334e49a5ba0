"""`paperconv submit`: all that a journal's upload form asks for, in one folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from paperconv.cli import manuscript
from paperconv.late import load


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `submit`."""
    manuscript.arguments(parser)
    parser.add_argument("--style", required=True, metavar="NAME|FOLDER", help="style of the journal")
    parser.add_argument(
        "--variant", default=None, metavar="NAME",
        help="variant for reviewers (default: the one that the style names, blind where the journal reviews so)",
    )  # fmt: skip
    parser.add_argument("-o", "--output", required=True, metavar="FOLDER", help="where all of it goes")
    parser.add_argument(
        "--force", action="store_true",
        help="also where there is something else, or a changed upload, at FOLDER: that is put aside as FOLDER.1",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """The exit status: 0 only if all is there that the journal wants."""
    submission = load("paperconv.submission")
    # Before the manuscript is read: that takes longer.
    load("paperconv.requirements").load_demands(options.style, options.variant or "")
    folder = Path(options.output)
    submission.check_folder(folder, force=options.force)
    with manuscript.findings(options) as found:
        document = manuscript.read(options, found)
        made = submission.submit(
            document,
            options.style,
            variant=options.variant,
            name=manuscript.stem(options),
            given=manuscript.given(options),
            found=tuple(found),
            log=found.append,
        )
        manuscript.check_strict(options, found)
        kept = submission.write_folder(made, folder, force=options.force)
    print(submission.describe(made), end="")
    if not options.quiet:
        if kept is not None:
            print(f"what was there is now {kept}", file=sys.stderr)
        print(f"wrote {folder}", file=sys.stderr)
    return int(not made.complete)
