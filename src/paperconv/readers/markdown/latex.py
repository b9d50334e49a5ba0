"""Pieces of LaTeX that converters leave in raw Markdown: displayed formulas and tables."""

from __future__ import annotations

import re

from paperconv import patterns
from paperconv.patterns import late
from paperconv.readers.markdown.lines import Line, Script, verbatim

_MATH = "equation|align|gather|multline|eqnarray|displaymath|flalign|alignat"
_BEGIN = late(rf"^\s*\\begin\{{({_MATH}|table|tabular|tabularx|longtable)(\*?)\}}")
_ROW_END = late(r"\\\\(?:\s*\[[^\]\n]{0,20}\])?|\\tabularnewline\b")
_RULES = late(
    r"\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot|centering|small|footnotesize)\b"
    r"|\\(?:cline|cmidrule)(?:\([^)]*\))?\{[^}]*\}"
)
_SPAN = late(r"^\s*\\multicolumn\s*\{(\d{1,3})\}\s*\{[^{}]*\}\s*\{(.*)\}\s*$", re.DOTALL)
_ROWS = late(r"^\s*\\multirow\s*\{(\d{1,3})\}\s*(?:\[[^\]]*\])?\s*\{[^{}]*\}\s*\{(.*)\}\s*$", re.DOTALL)
_TABULAR = late(r"\\begin\{(tabular\*?|tabularx|longtable)\}(.*?)\\end\{\1\}", re.DOTALL)
_STYLED = late(r"\\(textbf|textit|emph)\{([^{}]*)\}")
_MAX_LINES = 400


def translate_latex(script: Script) -> None:
    r"""Formulas that begin with ``\begin{equation}`` or its like go between ``$$``, tables become tables."""
    lines = script.lines
    if not any("\\begin{" in line.text for line in lines):
        return
    inside = verbatim(lines)
    out: list[Line] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        found = _BEGIN.match(line.text) if "\\begin{" in line.text and not inside[index] else None
        end = _end(lines, index, f"\\end{{{found[1]}{found[2]}}}") if found else -1
        if found is None or end < 0 or (out and out[-1].text.strip().startswith("$$")):
            out.append(line)
            index += 1
            continue
        held = [one for one in lines[index : end + 1] if one.text.strip()]
        blank = Line("", line.at)
        if found[1] in _MATH.split("|"):
            out.extend((blank, Line("$$", line.at), *held, Line("$$", held[-1].at), blank))
        else:
            made = _table(held)
            out.extend((blank, *made, blank) if made else held)
        index = end + 1
    script.lines = out


def _end(lines: list[Line], start: int, mark: str) -> int:
    for index in range(start, min(start + _MAX_LINES, len(lines))):
        if mark in lines[index].text:
            return index if lines[index].text.rstrip().endswith(mark) else -1
    return -1


def _table(held: list[Line]) -> list[Line]:
    """The lines of a table as HTML, whose cells pandoc reads as Markdown; none if there is no table in them."""
    text = "\n".join(line.text for line in held)
    at = held[0].at
    found = _TABULAR.search(text)
    if found is None:
        return []
    before, behind = text[: found.start()], text[found.end() :]
    out: list[Line] = []
    caption = patterns.search(r"\\caption\{((?:[^{}]|\{[^{}]*\})*)\}", before + behind)
    out.append(Line("<table>", at))
    if caption:
        out.append(Line(f"<caption>{' '.join(caption[1].split())}</caption>", at))
    body = patterns.sub(
        r"^\s*(?:\[[^\]]*\])?\s*(?:\{[^{}]*\})?\s*\{(?:[^{}]|\{[^{}]*\})*\}", "", found[2], count=1
    )
    for row in _ROW_END.split(body):
        bare = _RULES.sub("", row).strip()
        if bare:
            cells = "".join(_cell(cell) for cell in patterns.split(r"(?<!\\)&", bare))
            out.append(Line(f"<tr>{cells}</tr>", at))
    out.append(Line("</table>", at))
    rest = patterns.sub(
        r"\\(?:begin|end)\{table\*?\}(?:\[[^\]]*\])?|\\caption\{(?:[^{}]|\{[^{}]*\})*\}|\\label\{[^{}]*\}",
        "",
        _RULES.sub("", before + behind),
    ).strip()
    if rest:
        out.extend((Line("", at), Line(" ".join(rest.split()), at)))
    return out if len(out) > 2 else []


def _cell(text: str) -> str:
    attributes = ""
    if found := _SPAN.match(text):
        attributes, text = f' colspan="{found[1]}"', found[2]
    if found := _ROWS.match(text):
        attributes += f' rowspan="{found[1]}"'
        text = found[2]
    text = _STYLED.sub(
        lambda one: f"{'**' if one[1] == 'textbf' else '*'}{one[2]}{'**' if one[1] == 'textbf' else '*'}",
        text,
    )
    return f"<td{attributes}>{' '.join(text.split())}</td>"
