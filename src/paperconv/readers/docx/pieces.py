"""A paragraph as pieces, each with the name of its character style."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from paperconv.readers.docx.names import RPR, VAL, Element, runs_in, text_of, w
from paperconv.readers.docx.styles import StyleSheet

Piece: TypeAlias = tuple[str, str]
"""The name of a run's character style, lower case, and its text."""


def pieces_of(paragraph: Element, sheet: StyleSheet) -> Iterator[Piece]:
    """The pieces of ``paragraph``."""
    for run in runs_in(paragraph):
        properties = run.find(RPR)
        style = None if properties is None else properties.find(w("rStyle"))
        raised = None if properties is None else properties.find(w("vertAlign"))
        names = sheet.style(style.get(VAL, "")).names if style is not None else ()
        name = names[0] if names else ""
        if raised is not None and raised.get(VAL) == "superscript":
            name = "superscript"
        if text := text_of(run):
            yield name, text
