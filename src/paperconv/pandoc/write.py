"""Our inlines as pandoc's, for what pandoc formats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from paperconv import model as m
from paperconv.pandoc.context import Json

API_VERSION = [1, 23, 1]
"""The version of pandoc's JSON that we write; every pandoc from 3.0 on reads it."""

_STYLED: Mapping[m.InlineStyle, str] = {
    "emph": "Emph",
    "strong": "Strong",
    "sup": "Superscript",
    "sub": "Subscript",
    "smallcaps": "SmallCaps",
    "underline": "Underline",
    "strike": "Strikeout",
}


def words(value: str) -> list[Json]:
    """``value`` as pandoc's words and blanks."""
    out: list[Json] = []
    for index, word in enumerate(value.replace("\n", " ").replace("\t", " ").split(" ")):
        if index:
            out.append({"t": "Space"})
        if word:
            out.append({"t": "Str", "c": word})
    return out


def to_pandoc(items: Iterable[m.Inline]) -> list[Json]:
    """``items`` as pandoc's inlines; what pandoc has no kind for gives its words."""
    out: list[Json] = []
    for item in items:
        match item:
            case m.Text(value):
                out.extend(words(value))
            case m.Styled("monospace"):
                out.append({"t": "Code", "c": [["", [], []], m.text_of(item)]})
            case m.Styled(style, children):
                out.append({"t": _STYLED[style], "c": to_pandoc(children)})
            case m.Math(tex):
                out.append({"t": "Math", "c": [{"t": "InlineMath"}, tex]})
            case m.CodeSpan(value):
                out.append({"t": "Code", "c": [["", [], []], value]})
            case m.Link(target, children, title):
                out.append({"t": "Link", "c": [["", [], []], to_pandoc(children), [target, title]]})
            case m.Span(children, role="nocase"):
                out.append({"t": "Span", "c": [["", ["nocase"], []], to_pandoc(children)]})
            case m.Span(children) | m.CrossRef(_, children) | m.Abbreviation(children):
                out.extend(to_pandoc(children))
            case m.LineBreak():
                out.append({"t": "Space"})
            case _:
                out.extend(words(m.text_of(item)))
    return out
