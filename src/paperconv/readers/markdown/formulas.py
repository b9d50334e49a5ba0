r"""Formulas that no Markdown knows: MathML, and ``\(…\)`` and ``\[…\]`` in a text that an author wrote."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from paperconv.patterns import late
from paperconv.readers.markdown.inline import outside_code
from paperconv.readers.markdown.lines import Line, Script, verbatim

_MOST_LINES = 200  # of one formula
_MATHML = late(r"<(?:mml:)?math(?=[\s>]).*?</(?:mml:)?math\s*>", re.DOTALL | re.IGNORECASE)
_OPENS = late(r"<(?:mml:)?math(?=[\s>])", re.IGNORECASE)
_CLOSES = late(r"</(?:mml:)?math\s*>", re.IGNORECASE)
_INLINE = late(r"(?<!\\)\\\((.{1,500}?)(?<!\\)\\\)")
_SHOWN = late(r"(?<!\\)\\\[(.{1,1000}?)(?<!\\)\\\]")
_BEGIN, _END = late(r"^(\s{0,3})\\\[(.*)$"), late(r"^(.*)\\\](\s*(?:\(\d{1,3}[a-z]?\))?\s*)$")
# A lone letter, or signs that prose has not.
_MATHS = late(r"\s*[^\W\d_]\s*|.*(?:\\[A-Za-z]|[_^=<>+≤≥≈∈±]|\d\s*[*/·×-]\s*[\dA-Za-z]).*", re.DOTALL)
# In a line of text brackets are escaped for other reasons too: [95% CI = 1.2–3.4].
_TEX = late(r".*(?:\\[A-Za-z]|(?<!\\)[_^]).*", re.DOTALL)

_Lines: TypeAlias = tuple[list[Line], int]
"""Lines, and the index of the first one behind those that they stand for."""


def mark_mathml(script: Script) -> None:
    """Put each MathML element of ``script.lines`` on one line, and mark it as one that pandoc is to hand on."""
    _change(script, lambda text: _OPENS.search(text) is not None, _mathml)


def mark_delimited(script: Script) -> None:
    r"""``\(a^2\)`` becomes ``$a^2$`` and ``\[…\]`` ``$$…$$`` where mathematics stands in them: pandoc reads mere brackets."""
    _change(script, lambda text: "\\(" in text or "\\[" in text, _delimited)


def _change(
    script: Script, wanted: Callable[[str], bool], change: Callable[[list[Line], int], _Lines]
) -> None:
    """Apply ``change`` to each of ``script.lines`` that is ``wanted``, outside of code."""
    lines = script.lines
    if not any(wanted(line.text) for line in lines):
        return
    inside = verbatim(lines)
    out: list[Line] = []
    index = 0
    while index < len(lines):
        if inside[index] or not wanted(lines[index].text):
            made, index = [lines[index]], index + 1
        else:
            made, index = change(lines, index)
        out += made
    script.lines = out


def _mathml(lines: list[Line], index: int) -> _Lines:
    held, end = lines[index].text, index + 1
    while _open(held) and end < min(index + 1 + _MOST_LINES, len(lines)):
        held = f"{held} {lines[end].text.strip()}"
        end += 1
    if _open(held):
        return [lines[index]], index + 1
    return [Line(outside_code(held, lambda text: _MATHML.sub(_marked, text)), lines[index].at)], end


def _open(text: str) -> bool:
    return len(_OPENS.findall(text)) > len(_CLOSES.findall(text))


def _marked(found: re.Match[str]) -> str:
    fence = "`" * (found[0].count("`") + 1)
    return f"{fence}{found[0]}{fence}{{=mathml}}"


def _delimited(lines: list[Line], index: int) -> _Lines:
    line = lines[index]
    begun = _BEGIN.match(line.text) if "\\]" not in line.text else None
    end = _end(lines, index + 1) if begun else 0
    closed = _END.match(lines[end].text) if end else None
    if begun and closed:
        body = [Line(begun[2], line.at), *lines[index + 1 : end], Line(closed[1], lines[end].at)]
        if _MATHS.fullmatch(" ".join(one.text for one in body)):
            first, last = Line(f"{begun[1]}$$", line.at), Line(f"$${closed[2].rstrip()}", lines[end].at)
            return [first, *(one for one in body if one.text.strip()), last], end + 1
    return [Line(outside_code(line.text, _in_line), line.at)], index + 1


def _end(lines: list[Line], start: int) -> int:
    """The line on which a formula that began before ``start`` ends; 0 if a blank line comes first."""
    for index in range(start, min(start + _MOST_LINES, len(lines))):
        if not lines[index].text.strip():
            return 0
        if "\\]" in lines[index].text:
            return index
    return 0


def _in_line(text: str) -> str:
    text = _INLINE.sub(
        lambda found: f"${found[1].strip()}$" if _MATHS.fullmatch(found[1]) else found[0], text
    )
    alone = text.strip().startswith("\\[") and text.strip().endswith("\\]")
    wanted = _MATHS if alone else _TEX
    return _SHOWN.sub(
        lambda found: f"$${found[1].strip()}$$" if wanted.fullmatch(found[1]) else found[0], text
    )
