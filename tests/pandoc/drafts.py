"""Short ways to a draft."""

from __future__ import annotations

from paperconv import model as m
from paperconv.diagnostics import Diagnostic
from paperconv.pandoc.ast import read_ast, to_draft


def draft(text: str, format: str = "markdown", log: list[Diagnostic] | None = None) -> m.Draft:
    ast = read_ast(text.encode(), format, source="paper.md")
    return to_draft(ast, file="paper.md", log=(log if log is not None else []).append)


def block(text: str, format: str = "markdown") -> m.DraftBlock:
    (only,) = draft(text, format).blocks
    return only


def line(text: str) -> m.Inlines:
    only = block(text)
    assert isinstance(only, m.Paragraph)
    return only.children


def words(node: object) -> str:
    return m.text_of(node)  # type: ignore[arg-type]
