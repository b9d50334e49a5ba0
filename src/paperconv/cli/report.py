"""What a run found and made, for the person at the terminal and for programs."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from paperconv.diagnostics import Diagnostic, Severity
from paperconv.errors import PaperconvError
from paperconv.late import load

# More findings of one rule than this are summed up in one line; --log has them all.
_SHOWN_PER_RULE = 5
_DOUBTS_SHOWN = 10
_PATIENCE = 1.5
"""Seconds that a person waits without asking."""
_REFRESH = 0.1


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


def show_doubts(doubts: Sequence[Any]) -> None:
    """Print the short list of what a person should check."""
    if not doubts:
        return
    print("check these; `paperconv extract` writes a file to correct them in:", file=sys.stderr)
    for doubt in doubts[:_DOUBTS_SHOWN]:
        print(f"  {doubt}", file=sys.stderr)
    if len(doubts) > _DOUBTS_SHOWN:
        print(f"  {len(doubts) - _DOUBTS_SHOWN} more: --log FILE has them all", file=sys.stderr)


class PagesSoFar:
    """Shows how many pages there are so far, in one line that vanishes: on a terminal, and only of work that takes long."""

    def __init__(self, *, quiet: bool) -> None:
        self._start = time.monotonic()
        self._shown = 0.0
        self._off = quiet or not sys.stderr.isatty()

    def __call__(self, pages: int) -> None:
        now = time.monotonic()
        if self._off or now - self._start < _PATIENCE or now - self._shown < _REFRESH:
            return
        self._shown = now
        print(f"\r\x1b[K{pages} pages laid out", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._shown = 0.0


def write_log(path: Path, found: Sequence[Diagnostic], doubts: Sequence[Any] = ()) -> None:
    """Write all that was ``found``, and what to check, to ``path`` as JSON."""
    data: dict[str, object] = {"diagnostics": [diagnostic.to_json() for diagnostic in found]}
    if doubts:
        data["check"] = [doubt.to_json() for doubt in doubts]
    protocols = load("paperconv.protocols")
    artifact = protocols.Artifact((load("json").dumps(data, ensure_ascii=False, indent=1) + "\n").encode())
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
