"""How the tests of this folder read: bytes or text in, draft and diagnostics out."""

from __future__ import annotations

from pathlib import Path

from paperconv import model as m
from paperconv.diagnostics import Diagnostic
from paperconv.protocols import Source
from paperconv.readers.markdown.reader import read_draft


def read(
    text: str | bytes, name: str = "paper.md", folder: Path | None = None
) -> tuple[m.Draft, list[Diagnostic]]:
    data = text.encode() if isinstance(text, str) else text
    return read_all([Source(data, name, folder / name if folder else None, folder)])


def read_all(sources: list[Source]) -> tuple[m.Draft, list[Diagnostic]]:
    found: list[Diagnostic] = []
    return read_draft(sources, found.append), found


def words(draft: m.Draft) -> str:
    """All text of the blocks, one block a line."""
    return "\n".join(m.text_of(block) for block in draft.blocks)


def kinds(draft: m.Draft) -> list[str]:
    return [type(block).__name__ for block in draft.blocks]


def removed(found: list[Diagnostic]) -> list[str]:
    return [one.removed for one in found if one.removed]
