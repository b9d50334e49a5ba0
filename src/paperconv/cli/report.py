"""What a run found and made, for the person at the terminal and for programs."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from paperconv.diagnostics import Diagnostic, Severity
from paperconv.errors import PaperconvError
from paperconv.late import load

# More findings of one rule than this are summed up in one line; --log has them all.
_SHOWN_PER_RULE = 5


def show(found: Sequence[Diagnostic], *, quiet: bool) -> None:
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


def write_log(path: Path, found: Sequence[Diagnostic]) -> None:
    """Write all that was ``found`` to ``path`` as JSON."""
    data = {"diagnostics": [diagnostic.to_json() for diagnostic in found]}
    protocols = load("paperconv.protocols")
    artifact = protocols.Artifact((json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())
    load("paperconv.pipeline").write(artifact, path)


def line(error: Exception) -> str:
    """What ``error`` says, in one line."""
    return " ".join(str(error).split())


def write(artifact: Any, path: Path | None) -> None:
    """Write ``artifact`` to ``path``, or to standard output where there is none.

    Raises:
        ConversionFailed, PaperconvError: it cannot be written.
    """
    if path is not None:
        load("paperconv.pipeline").write(artifact, path)
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
