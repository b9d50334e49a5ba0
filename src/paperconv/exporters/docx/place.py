"""Where blocks stand."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from paperconv import model as m
from paperconv.exporters.docx.look import Look
from paperconv.exporters.docx.markup import Xml
from paperconv.exporters.docx.writer import Writer


class Place(msgspec.Struct, frozen=True):
    """The surroundings of a run of blocks.

    ``apart`` says that something of the same kind stands right before. ``lines`` are the formulas that are joined to this one. ``style`` is the id of the style of its paragraphs, ``first`` that of the paragraph that opens it; ``depth`` counts
    the lists around. ``write`` writes blocks: what holds blocks is written in modules below the one that knows
    all kinds of blocks.
    """

    write: Callable[[Writer, m.Blocks, Place], list[Xml]]
    look: Look
    style: str = "BodyText"
    first: str = ""
    depth: int = 0
    apart: bool = False
    lines: tuple[m.Equation, ...] = ()

    def within(self, style: str) -> Place:
        """The same surroundings with paragraphs in ``style``."""
        return msgspec.structs.replace(self, style=style, first="", apart=False, lines=())

    def deeper(self, style: str) -> Place:
        """One list further in."""
        return msgspec.structs.replace(
            self, style=style, first="", depth=self.depth + 1, apart=False, lines=()
        )

    def in_language(self, language: str) -> Place:
        """The same in ``language``, if that is not empty."""
        return msgspec.structs.replace(self, look=self.look.in_language(language)) if language else self
