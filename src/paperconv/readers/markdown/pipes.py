"""Pipe tables that converters write loosely, so that pandoc drops no cell of them."""

from __future__ import annotations

from paperconv import patterns
from paperconv.patterns import late
from paperconv.readers.markdown.lines import Line, Script, verbatim

_DASHES = late(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_CELLS = late(r"(?<!\\)\|")


def mend_pipe_tables(script: Script) -> None:
    """Give the line of dashes, the head and each row of a pipe table as many cells as its longest row.

    A table directly below a paragraph stands apart from it; one without a head gets an empty one.
    """
    lines = script.lines
    marks = [
        index
        for index, line in enumerate(lines)
        if "|" in line.text and "-" in line.text and _DASHES.match(line.text)
    ]
    if not marks:
        return
    inside = verbatim(lines)
    out: list[Line] = []
    done = 0
    for mark in marks:
        if mark < done or inside[mark]:
            continue
        head = mark - 1
        has_head = head >= done and "|" in lines[head].text
        start = head if has_head else mark
        end = mark + 1
        while end < len(lines) and "|" in lines[end].text and lines[end].text.strip():
            end += 1
        rows = [lines[i] for i in range(start, end) if i != mark]
        if not rows:
            continue
        out.extend(lines[done:start])
        if out and out[-1].text.strip():
            out.append(Line("", lines[start].at))
        width = max(_count(row.text) for row in [*rows, lines[mark]])
        if not has_head:
            out.append(Line("|" + "   |" * width, lines[mark].at))
        for index in range(start, end):
            line = lines[index]
            missing = width - _count(line.text)
            if missing or not line.text.lstrip().startswith("|"):
                text = line.text.strip()
                text = text if text.startswith("|") else f"| {text}"
                text = text if text.endswith("|") and not text.endswith("\\|") else f"{text} |"
                line = Line(text + ("---|" if index == mark else "   |") * missing, line.at)
            out.append(line)
        if (
            end < len(lines)
            and lines[end].text.strip()
            and not patterns.match(r"\s*(?:Table)?:\s", lines[end].text)
        ):
            out.append(Line("", lines[end].at))
        done = end
    script.lines = [*out, *lines[done:]]


def _count(text: str) -> int:
    bare = text.strip()
    if "`" in bare or "$" in bare:
        bare = patterns.sub(r"`[^`]*`|(?<!\\)\$[^$]*(?<!\\)\$", "x", bare)
    pipes = len(_CELLS.findall(bare))
    return (
        pipes + 1 - bare.startswith("|") - (bare.endswith("|") and not bare.endswith("\\|") and len(bare) > 1)
    )
