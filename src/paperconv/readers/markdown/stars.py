"""Stars that Markdown would take for what they are not: marks of notes, and bold type that a line end cuts."""

from __future__ import annotations

import re
from itertools import pairwise

from paperconv import patterns
from paperconv.patterns import late
from paperconv.readers.markdown.lines import Line, verbatim

_NEAR = 6
"""Lines between two notes of one row, blank ones included."""


_FRONT = 60
"""The lines among which the byline stands."""


_CARET = late(
    r"^\(?\^(\d{1,2}(?:,\d{1,2}){0,5})\)?(?=\s{1,3}[^\W\d_a-z])"
    r"|((?<!\w)[^\W\d_a-z][\w.'’-]{0,40} [^\W\d_a-z][\w'’-]{1,40}(?:\*\*)?)\^(\d{1,2}(?:,\d{1,2}){0,5})(?=\s|,\s|$)"
)
_RAISED = late(r"<sup>[\w,†‡§¶]{0,12}\*{1,3}[\w,†‡§¶]{0,12}</sup>")
_MARK_STAR = late(r"[\w†‡§)]\*(?=\s*[,;&]|\s+(?:and\b|[^\W\d_a-z]))")


def mend_stars(lines: list[Line]) -> list[Line]:
    """``lines`` with the stars of notes escaped, and with headings whole whose bold type ends on the next line."""
    lines = _closing(_fused(_carets(lines)))
    if not any("**" in line.text for line in lines):
        return lines
    return _whole_titles(_names(_notes(lines)))


def _carets(lines: list[Line]) -> list[Line]:
    """``Ada Brook^1 , Bo Ulm^2``: marks behind a caret that nothing closes are raised, and so is ``(^1) College of Ås``."""
    return [
        Line(_CARET.sub(_raise, line.text), line.at)
        if index < _FRONT and "^" in line.text and "$" not in line.text
        else line
        for index, line in enumerate(lines)
    ]


def _raise(hit: re.Match[str]) -> str:
    return f"{hit[2] or ''}<sup>{hit[1] or hit[3]}</sup>"


def _notes(lines: list[Line]) -> list[Line]:
    """A row of lines that begin with one star, two, three: what the marks of a byline stand for, and no list."""
    found = [
        (index, len(hit[1]))
        for index, line in enumerate(lines)
        if (hit := patterns.match(r"(\*{1,6})[ \t]+(?=[^\s*])", line.text))
    ]
    if not any(stars > 1 for _, stars in found):
        return lines
    inside = verbatim(lines)
    row: list[tuple[int, int]] = []
    out = list(lines)
    for index, stars in [*found, (len(lines) + _NEAR, 0)]:
        if row and stars == row[-1][1] + 1 and index - row[-1][0] <= _NEAR:
            row.append((index, stars))
            continue
        if len(row) > 1 and not any(inside[at] for at, _ in row):
            for at, count in row:
                text = lines[at].text
                out[at] = Line("\\*" * count + text[count:], lines[at].at)
        row = [(index, stars)] if stars == 1 else []
    return out


def _names(lines: list[Line]) -> list[Line]:
    """``Ada Brook*, Bo Ulm** and Cy Orr***``: marks behind names, of which Markdown would make one emphasis."""
    out = lines
    for index, line in enumerate(lines[:_FRONT]):
        text = line.text
        found = list(patterns.finditer(r"(?<=[^\W\d_])\*{1,6}(?=\s*(?:[,;&]|and\b|$))", text))
        counts = [len(hit[0]) for hit in found]
        if len(counts) > 1 and counts == list(range(1, len(counts) + 1)) and sum(counts) == text.count("*"):
            out = list(out) if out is lines else out
            marked = text.replace("*", "\\*")
            out[index] = Line(marked, line.at)
    return out


def _fused(lines: list[Line]) -> list[Line]:
    """``Ada Brook*1 Bo Ulm*2``: stars between a name and its number."""
    out = lines
    for index, line in enumerate(lines[:_FRONT]):
        text = line.text
        stars = text.count("*")
        raised = patterns.findall(r"\^\*{1,4}\^", text)
        if raised and sum(len(one) - 2 for one in raised) == stars:
            out = list(out) if out is lines else out
            out[index] = Line(text.replace("*", "\\*"), line.at)
            continue
        if stars > 1 and len(patterns.findall(r"(?<=[^\W\d_])\*(?=,?\d)", text)) == stars:
            out = list(out) if out is lines else out
            out[index] = Line(text.replace("*", "\\*"), line.at)
    return out


def _closing(lines: list[Line]) -> list[Line]:
    """``Ada Brook1*, Bo Ulm2``: a star that could only end an emphasis, where none has begun in the paragraph, is a mark."""
    out = lines
    begun = False
    for index, line in enumerate(lines[:_FRONT]):
        text = (
            _RAISED.sub(lambda hit: hit[0].replace("*", "\\*"), line.text)
            if "<sup>" in line.text
            else line.text
        )
        begun = begun and bool(text.strip())
        marks: list[int] = []
        for hit in () if begun or "*" not in text else patterns.finditer(r"(?<!\\)\*", text):
            if not _MARK_STAR.match(text, max(hit.start() - 1, 0)):
                begun = True
                break
            marks.append(hit.start())
        if marks or text is not line.text:
            edges = [0, *marks, len(text)]
            out = list(out) if out is lines else out
            out[index] = Line("\\".join(text[a:b] for a, b in pairwise(edges)), line.at)
    return out


def _whole_titles(lines: list[Line]) -> list[Line]:
    """``## **A long`` and ``title**`` on the next line are one heading."""
    out: list[Line] = []
    open_title = False
    for line in lines:
        closes = open_title and line.text.count("**") == 1 and line.text.rstrip().endswith("**")
        if closes and not line.text.startswith("#"):
            out[-1] = Line(f"{out[-1].text.rstrip()} {line.text.strip()}", out[-1].at)
            open_title = False
            continue
        out.append(line)
        open_title = line.text.startswith("#") and line.text.count("**") == 1
    return out
