"""Text as numbered lines, so that every repair keeps the place that each line came from."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

import msgspec

from paperconv.diagnostics import Diagnostic, Log, Pos, Severity


def words(text: str) -> frozenset[str]:
    """The words of ``text`` as a set."""
    return frozenset(text.split())


class Line(NamedTuple):
    """One line without its end; ``at`` numbers the line of the source that it came from (see :class:`Script`)."""

    text: str
    at: int


class Script(msgspec.Struct):
    """A manuscript under repair: its lines, where they came from, and the texts that are read beside it.

    Lines of all files are numbered in one row; ``starts`` holds the first number of each of ``files``. ``beside`` are
    texts that do not stand in the body (front matter, cells of HTML tables): the body names them by their index.
    """

    lines: list[Line]
    log: Log
    files: list[str] = []
    starts: list[int] = []
    total: int = 0
    beside: list[str] = []

    def add(self, name: str, text: list[str], first: int = 1) -> list[Line]:
        """Lines for ``text``, which begins at line ``first`` of the file ``name``. They are not put into ``lines``."""
        self.files.append(name)
        self.starts.append(self.total)
        begin = self.total + first - 1
        self.total = begin + len(text) + 1
        return [Line(line, begin + index) for index, line in enumerate(text)]

    def pos(self, at: int) -> Pos:
        """The place in the source of the line numbered ``at``."""
        index = max(0, bisect_right(self.starts, at) - 1)
        return Pos(self.files[index], at - self.starts[index] + 1)

    def report(
        self,
        rule: str,
        message: str,
        at: int,
        *,
        severity: Severity = Severity.INFO,
        hint: str = "",
        removed: str = "",
    ) -> None:
        """Log a finding at the line numbered ``at``."""
        self.log(Diagnostic(rule, message, severity, self.pos(at), hint, removed))

    def keep_beside(self, text: str) -> int:
        """Have ``text`` read beside the body; gives its index."""
        self.beside.append(text)
        return len(self.beside) - 1


def fence(text: str) -> str:
    """The run of backticks or tildes that opens a fenced block on this line, or an empty string."""
    bare = text.lstrip(" ")
    if not bare.startswith(("```", "~~~")) or len(text) - len(bare) > 12:
        return ""
    mark = bare[0]
    run = bare[: len(bare) - len(bare.lstrip(mark))]
    # Backticks in the info string make it a code span that begins a paragraph.
    return "" if mark == "`" and "`" in bare[len(run) :] else run


def closes(text: str, run: str) -> bool:
    """Whether this line closes the fenced block that ``run`` opened."""
    bare = text.strip()
    return len(bare) >= len(run) and not bare.strip(run[0])


def verbatim(lines: list[Line]) -> list[bool]:
    """For each line, whether it belongs to a fenced block, its fences included. An open fence ends with the text."""
    inside: list[bool] = []
    run = ""
    for line in lines:
        if run:
            inside.append(True)
            if closes(line.text, run):
                run = ""
            continue
        run = fence(line.text) if "```" in line.text or "~~~" in line.text else ""
        inside.append(bool(run))
    return inside
