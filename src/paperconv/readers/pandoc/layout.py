r"""What only lays a LaTeX page out, taken away from round the text that it holds: pandoc would leave that out or give up.

LaTeX2e's ``\twocolumn[…]``, which sets a title and an abstract above two columns; groups that are never closed, which TeX closes
with the document.
"""

from __future__ import annotations

import re

from paperconv.diagnostics import Diagnostic, Log, Pos, Rule
from paperconv.formulas.tex import closing
from paperconv.patterns import late
from paperconv.readers.pandoc.known import SHOWN

_ABOVE = late(r"\\twocolumn\s*\[|(?<!\\)%[^\n]*")
_WRAPPED = late(r"\\(?:begin|end)\s*\{@twocolumnfalse\}")
_TOKEN = late(
    rf"\\(begin|end)\s*\{{({'|'.join(map(re.escape, sorted(SHOWN)))})\}}"
    r"|\\verb\*?([^\w\s*]).{0,200}?\3|\\.|%[^\n]*|[{}]"
)
_MOST = 20  # braces that may be open at the end


def without_columns(text: str) -> str:
    """``text``, LaTeX, with what stands above two columns in its place; the lines stay."""
    doomed: list[tuple[int, int]] = []
    for found in _ABOVE.finditer(text) if "\\twocolumn" in text else ():
        if found[0][0] == "%" or (doomed and found.start() < doomed[-1][0]):
            continue
        end = closing(text, found.end() - 1, "[]")
        if end < 0:
            break
        doomed += [found.span(), (end, end + 1)]
    if not doomed:
        return text
    doomed += [found.span() for found in _WRAPPED.finditer(text)]
    out: list[str] = []
    place = 0
    for start, end in sorted(doomed):
        out += [text[place:start], "\n" * text.count("\n", start, end)]
        place = max(place, end)
    return "".join((*out, text[place:]))


def with_groups_closed(text: str, source: str, log: Log) -> str:
    """``text`` without the opening braces that nothing closes, each of which is reported."""
    open_at: list[int] = []
    until = ""  # what ends what is shown
    for found in _TOKEN.finditer(text):
        if until or found[1] == "begin":
            until = "" if until and until == f"{found[1]} {found[2]}" else until or f"end {found[2]}"
        elif found[0] == "{":
            open_at.append(found.start())
        elif found[0] == "}" and open_at:
            open_at.pop()
    if not 0 < len(open_at) <= _MOST:
        return text
    for at in open_at:
        text = f"{text[:at]} {text[at + 1 :]}"
        log(
            Diagnostic(
                Rule.CONTENT_KEPT,
                f'a brace is never closed, before "{" ".join(text[at + 1 : at + 60].split())}"; read as if it were not there',
                pos=Pos(source),  # lines are those of the parts together
                hint="close it where its group ends",
            )
        )
    return text
