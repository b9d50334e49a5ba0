"""`paperconv retarget`: the same paper for the next journal."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from paperconv.cli import manuscript
from paperconv.cli.report import write
from paperconv.late import load

_FORMS = {".txt": "text", ".json": "json", ".html": "html", ".htm": "html"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `retarget`."""
    parser.epilog = "The exit status is 1 if a demand of the new journal at level error fails, or an upload is not complete."
    manuscript.arguments(parser)
    parser.add_argument(
        "--from-style", required=True, metavar="NAME|FOLDER", help="style of the journal that it comes from"
    )
    parser.add_argument(
        "--style", required=True, metavar="NAME|FOLDER", help="style of the journal that it goes to"
    )
    parser.add_argument(
        "--variant", default=None, metavar="NAME",
        help="variant of the new style (default: the one in which its reviewers get papers)",
    )  # fmt: skip
    parser.add_argument(
        "--format", dest="form", choices=("text", "json", "html"), help="form of the report (default: text)"
    )
    parser.add_argument(
        "--report",
        metavar="FILE",
        help="write the report to FILE, its suffix names the form: .txt, .json or .html",
    )
    parser.add_argument(
        "-o", "--output", metavar="FOLDER", help="also write the upload for the new journal, as `submit` does"
    )
    parser.add_argument(
        "--force", action="store_true", help="as for `submit`: put aside what stands at FOLDER"
    )


def run(options: argparse.Namespace) -> int:
    """The exit status: 0 only if the new journal's demands at level error are met, and the upload is complete."""
    form, path = manuscript.report_to(options.report, options.form, _FORMS, options)
    submission, requirements = load("paperconv.submission"), load("paperconv.requirements")
    requirements.load_demands(options.from_style)  # before the manuscript is read: that takes longer
    requirements.load_demands(options.style, options.variant or "")
    folder = Path(options.output) if options.output else None
    if folder is not None:
        submission.check_folder(folder, force=options.force)
    complete = True
    with manuscript.findings(options) as found:
        document = manuscript.load_document(options, found)
        read = tuple(found)
        made = submission.retarget(
            document, options.from_style, options.style, variant=options.variant, sent=manuscript.sent(options), found=read
        )  # fmt: skip
        if folder is not None:
            complete = _submit(options, document, made, read, found)
    text = submission.write_retargeting(made, form)
    write(load("paperconv.protocols").Artifact(text.encode()), path)
    if path and not options.quiet:
        print(f"wrote {path}", file=sys.stderr)
    return int(not (complete and made.new.ok(strict=options.strict)))


def _submit(
    options: argparse.Namespace, document: Any, made: Any, read: Any, found: manuscript.Findings
) -> bool:
    """Write the upload; whether it is complete."""
    submission = load("paperconv.submission")
    folder = Path(options.output)
    upload = submission.submit(
        document,
        options.style,
        variant=options.variant,
        name=manuscript.stem(options),
        given=manuscript.given(options),
        source=made.source,
        found=read,
        log=found.append,
    )
    submission.write_folder(upload, folder, force=options.force)
    if not options.quiet:
        print(f"wrote {folder}: {submission.headline(upload)}", file=sys.stderr)
    return bool(upload.complete)
