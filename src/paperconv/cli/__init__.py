"""Arguments in, diagnostics and exit status out; no conversion logic.

A command is a module here with two functions: ``arguments(parser)`` names its options, ``run(options)`` does it and returns
the exit status. Its line in :data:`COMMANDS` is all that the others know of it, and only the one that is asked for is
loaded: ``paperconv --help`` answers at once.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from paperconv.cli.report import line
from paperconv.errors import PaperconvError
from paperconv.late import load

COMMANDS = {
    "convert": "convert a manuscript (the default command)",
    "extract": "write what was understood into a file for the author to correct",
    "references": "write the reference list, as it was understood, as a bibliography file",
    "check": "say what a journal demands of a manuscript, and whether it is met",
    "submit": "write all that a journal's upload form asks for into one folder",
    "retarget": "say what it takes to send a paper to another journal, and what fails there",
    "diff": "show what changed between two versions, as tracked changes in a Word document",
    "formats": "list the formats that can be read and written",
    "styles": "list the journal styles",
    "schema": "print the JSON Schema of the document model",
    "doctor": "say what is installed, and what each missing thing would give",
}


def run(arguments: Sequence[str]) -> int:
    """Do what ``arguments`` say.

    Returns:
        0 if all that was asked for has been done; 1 if something failed, which stderr names; 2 for wrong usage.
    """
    arguments = _with_command(arguments)
    command = arguments[0] if arguments else ""
    options = _parser(command).parse_args(arguments)
    try:
        status = int(load(f"paperconv.cli.{command}").run(options))
        sys.stdout.flush()
    except PaperconvError as error:
        print(f"paperconv: {line(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("paperconv: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 1
    except OSError as error:
        if error.filename is not None:
            raise
        print(f"paperconv: standard output: cannot be written: {error.strerror}", file=sys.stderr)
        return 1
    return status


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


def _parser(command: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="paperconv",
        description="Turn a scholarly manuscript into DOCX, a journal-styled PDF, JATS XML and EPUB.",
        epilog="`paperconv paper.md -o paper.docx` is short for `paperconv convert paper.md -o paper.docx`.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and stop")
    # Without its name argparse would work out a usage line each time, which loads half of the compression libraries.
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", prog="paperconv")
    # Where a command is given, nobody sees the others: they are only for the help.
    for name, summary in ((command, COMMANDS[command]),) if command in COMMANDS else COMMANDS.items():
        one = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        if name == command:
            load(f"paperconv.cli.{name}").arguments(one)
    return parser
