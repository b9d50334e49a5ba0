r"""Formulas that no Markdown knows: MathML, and ``\(…\)`` and ``\[…\]`` in a text that an author wrote."""

from __future__ import annotations

import re

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


def mark_mathml(script: Script) -> None:
    """Put each MathML element of ``script.lines`` on one line, and mark it as one that pandoc is to hand on."""
    if not any("math" in line.text and _OPENS.search(line.text) for line in script.lines):
        return
    inside = verbatim(script.lines)
    out: list[Line] = []
    index = 0
    while index < len(script.lines):
        line = script.lines[index]
        index += 1
        if inside[index - 1] or "<" not in line.text or not _OPENS.search(line.text):
            out.append(line)
            continue
        held = line.text
        end = index
        while _open(held) and end < min(index + _MOST_LINES, len(script.lines)):
            held = f"{held} {script.lines[end].text.strip()}"
            end += 1
        if _open(held):
            out.append(line)
            continue
        out.append(Line(outside_code(held, lambda text: _MATHML.sub(_marked, text)), line.at))
        index = end
    script.lines = out


def _open(text: str) -> bool:
    return len(_OPENS.findall(text)) > len(_CLOSES.findall(text))


def _marked(found: re.Match[str]) -> str:
    fence = "`" * (found[0].count("`") + 1)
    return f"{fence}{found[0]}{fence}{{=mathml}}"


def mark_delimited(script: Script) -> None:
    r"""``\(a^2\)`` becomes ``$a^2$`` and ``\[…\]`` ``$$…$$`` where mathematics stands in them: pandoc reads mere brackets."""
    if not any("\\(" in line.text or "\\[" in line.text for line in script.lines):
        return
    inside = verbatim(script.lines)
    out: list[Line] = []
    index = 0
    while index < len(script.lines):
        line = script.lines[index]
        index += 1
        if inside[index - 1] or "\\" not in line.text:
            out.append(line)
            continue
        if (
            (begun := _BEGIN.match(line.text))
            and "\\]" not in line.text
            and (end := _end(script.lines, index))
        ):
            closed = _END.match(script.lines[end].text)
            body = [
                Line(begun[2], line.at),
                *script.lines[index:end],
                Line(closed[1] if closed else "", script.lines[end].at),
            ]
            if closed and _MATHS.fullmatch(" ".join(one.text for one in body)):
                out += [Line(f"{begun[1]}$$", line.at), *(one for one in body if one.text.strip())]
                out.append(Line(f"$${closed[2].rstrip()}", script.lines[end].at))
                index = end + 1
                continue
        out.append(Line(outside_code(line.text, _delimited), line.at))
    script.lines = out


def _end(lines: list[Line], start: int) -> int:
    """The line on which a formula that began before ``start`` ends; 0 if a blank line comes first."""
    for index in range(start, min(start + _MOST_LINES, len(lines))):
        if not lines[index].text.strip():
            return 0
        if "\\]" in lines[index].text:
            return index
    return 0


def _delimited(text: str) -> str:
    text = _INLINE.sub(
        lambda found: f"${found[1].strip()}$" if _MATHS.fullmatch(found[1]) else found[0], text
    )
    alone = text.strip().startswith("\\[") and text.strip().endswith("\\]")
    wanted = _MATHS if alone else _TEX
    return _SHOWN.sub(
        lambda found: f"$${found[1].strip()}$$" if wanted.fullmatch(found[1]) else found[0], text
    )
