r"""What only lays a LaTeX page out, taken away from round the text that it holds: pandoc would leave that out or give up.

LaTeX2e's ``\twocolumn[…]``, which sets a title and an abstract above two columns; the title pages of KOMA-Script; groups that
are never closed, which TeX closes with the document.
"""

from __future__ import annotations

from paperconv.diagnostics import Diagnostic, Log, Pos, Rule
from paperconv.formulas.tex import closing
from paperconv.patterns import late

_ABOVE = late(r"\\twocolumn\s*\[|(?<!\\)%[^\n]*")
_WRAPPED = late(r"\\(?:begin|end)\s*\{@twocolumnfalse\}")
_PAGES = late(r"\\(?:titlehead|extratitle|uppertitleback|lowertitleback)(?=\s*\{)")
_BRACES = late(
    r"\\begin\s*\{((?:[Vv]erbatim|lstlisting|minted|comment)\*?)\}(?s:.*?)\\end\s*\{\1\}|\\verb\*?([^\w\s*]).*?\2|\\.|%[^\n]*|[{}]"
)
_MOST = 20  # braces that may be open at the end


def without_layout(text: str) -> str:
    """``text``, LaTeX, with what such commands hold in its place; the lines stay."""
    if "\\twocolumn" in text:
        text = _without_columns(text)
    return _PAGES.sub("", text)


def _without_columns(text: str) -> str:
    doomed: list[tuple[int, int]] = []
    for found in _ABOVE.finditer(text):
        end = closing(text, found.end() - 1, "[]") if found[0][0] == "\\" else -1
        if end > 0:
            doomed += [(found.start(), found.end()), (end, end + 1)]
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
    for found in _BRACES.finditer(text):
        if found[0] == "{":
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
