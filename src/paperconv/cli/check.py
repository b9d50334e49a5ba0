"""`paperconv check`: what a journal demands of a manuscript, and whether it is met."""

from __future__ import annotations

import argparse
import sys

from paperconv.cli import manuscript
from paperconv.cli.report import line, write
from paperconv.errors import PaperconvError
from paperconv.late import load

_FORMS = ("text", "json", "sarif", "html")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    parser.epilog = (
        "The exit status is 0 if no demand at level error has failed, 1 if one has, 2 if the manuscript cannot be read or "
        "there is no such style. What cannot be checked never fails, and never passes. Words are "
        "counted as Word counts them: what stands between blanks, citations as they are printed, a formula as one word."
    )
    manuscript.arguments(parser)
    parser.add_argument(
        "--style", required=True, metavar="NAME|FOLDER", help="the journal style whose demands are checked"
    )
    parser.add_argument(
        "--variant", default="", metavar="NAME",
        help="variant of the style: review, blind, final, preprint, or what else it has (default: the one for reviewers)",
    )  # fmt: skip
    parser.add_argument("--format", dest="form", choices=_FORMS, help="form of the report (default: text)")
    parser.add_argument(
        "-o", "--output", metavar="FILE",
        help="write the report to FILE, its suffix names the form: .txt, .json, .sarif or .html",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """The exit status: 0 if no demand at level error (with --strict: nor at level warning) has failed."""
    try:
        with manuscript.findings(options) as found:
            requirements = load("paperconv.requirements")
            form, path = manuscript.report_to(options.output, options.form, requirements.SUFFIXES, options)
            style = requirements.load_demands(options.style, options.variant)
            document = manuscript.load_document(options, found)
            report = requirements.check_document(document, style, sent=manuscript.sent(options), found=found)
        text = requirements.write(report, form)
        write(load("paperconv.protocols").Artifact(text.encode()), path)
    except PaperconvError as error:
        print(f"paperconv: {line(error)}", file=sys.stderr)
        return 2
    if path is not None and not options.quiet:
        print(f"wrote {path}: {requirements.summary(report)}", file=sys.stderr)
    return 0 if report.ok(strict=options.strict) else 1
