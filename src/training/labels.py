"""References that we wrote and labelled, in files of one reference a line.

``^t`` begins a stretch with the label ``t``; it goes on to the next mark. The labels are those of
:data:`paperconv.citations.tagger.LABELS`. Stars set italics. Empty lines, and lines that begin with ``#``, are skipped.
"""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from paperconv.citations.extract import identifiers
from paperconv.citations.tagger import LABELS
from paperconv.citations.tokens import Token, tokenize

LABELLED = Path(__file__).with_name("labelled")
_MARK = re.compile(r"\^([a-z-])|(\*{1,2})")


class Labelled(msgspec.Struct, frozen=True):
    """A reference: its text, a label for each character of it, and where it is in italics."""

    text: str
    labels: str
    emphasis: tuple[tuple[int, int], ...] = ()

    def tokens(self) -> list[Token]:
        return tokenize(self.text, identifiers(self.text))

    def token_labels(self, tokens: list[Token]) -> list[str]:
        """For each token the label of its first letter or digit."""
        out = []
        for token in tokens:
            if token.mask:
                out.append("#")
                continue
            first = next((i for i in range(token.start, token.end) if self.text[i].isalnum()), token.start)
            out.append(self.labels[first])
        return out


def read_line(line: str) -> Labelled:
    """The reference that ``line`` writes.

    Raises:
        ValueError: a label is unknown.

    """
    text: list[str] = []
    labels: list[str] = []
    emphasis: list[tuple[int, int]] = []
    label, at, opened, length = "-", 0, -1, 0
    for mark in [*_MARK.finditer(line), None]:
        part = line[at : mark.start() if mark else len(line)]
        text.append(part)
        labels.append(label * len(part))
        length += len(part)
        if mark is None:
            break
        at = mark.end()
        if mark[1]:
            label = mark[1]
            if label not in LABELS:
                raise ValueError(f'unknown label "{label}" in: {line}')
        elif opened < 0:
            opened = length
        else:
            if mark[2] == "*":
                emphasis.append((opened, length))
            opened = -1
    return Labelled("".join(text), "".join(labels), tuple(emphasis))


def read_labelled(folder: Path = LABELLED) -> list[Labelled]:
    """All references in the files of ``folder``, in the order of their names."""
    return [
        read_line(line)
        for file in sorted(folder.glob("*.txt"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]


def without(one: Labelled, pattern: re.Pattern[str]) -> Labelled:
    """``one`` without the stretches of its text that ``pattern`` finds."""
    for hit in reversed(list(pattern.finditer(one.text))):
        one = replaced(one, hit.start(), hit.end(), "")
    return one


def replaced(one: Labelled, start: int, end: int, words: str, label: str = "") -> Labelled:
    """``one`` with ``words`` in place of a stretch; they take its label and its slope unless ``label`` is given."""
    label = label or one.labels[start : start + 1] or "-"
    more = len(words) - (end - start)
    emphasis = tuple(
        (a if a <= start else max(start, a + more), b if b <= start else max(start, b + more))
        for a, b in one.emphasis
    )
    return Labelled(
        one.text[:start] + words + one.text[end:],
        one.labels[:start] + label * len(words) + one.labels[end:],
        tuple((a, b) for a, b in emphasis if a < b),
    )
