"""The page of a style in Word's units: its sides, margins and columns."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from paperconv.errors import StyleError
from paperconv.styles.lengths import MAX_POINTS, TWIPS, style_points
from paperconv.styles.types import JournalStyle

SectionKind: TypeAlias = Literal["main", "wide", "landscape"]
"""A stretch of pages: the style's columns, one column, or one column on a page turned sideways."""

_SIZES = {
    "a3": (841.9, 1190.55),
    "a4": (595.3, 841.9),
    "a5": (419.55, 595.3),
    "b5": (498.9, 708.65),
    "letter": (612.0, 792.0),
    "legal": (612.0, 1008.0),
}
_MAX_COLUMNS = 4
_LEAST_TEXT = 72.0 * TWIPS
_LETTER = 0.49
"""The width of a character of a table, with its share of blanks, in ems."""


class Page(msgspec.Struct, frozen=True):
    """Measures in twips."""

    width: int
    height: int
    top: int
    bottom: int
    inner: int
    outer: int
    columns: int
    gap: int

    @property
    def text_width(self) -> int:
        """The width between the margins."""
        return self.width - self.inner - self.outer

    @property
    def text_height(self) -> int:
        """The height between the margins."""
        return self.height - self.top - self.bottom

    @property
    def column_width(self) -> int:
        """The width of one column."""
        return (self.text_width - self.gap * (self.columns - 1)) // self.columns

    def line_width(self, kind: SectionKind) -> int:
        """The width that a line of text has in a section of ``kind``."""
        if kind == "landscape":
            return self.height - self.top - self.bottom
        return self.column_width if kind == "main" else self.text_width


def page_of(style: JournalStyle) -> Page:
    """The page that ``style`` asks for.

    Raises:
        StyleError: a measure is no length, or leaves no room for text.

    """
    size = style.page.size.strip().lower()
    if size in _SIZES:
        width, height = _SIZES[size]
    else:
        sides = size.split()
        if len(sides) != 2:
            raise StyleError(
                f'style.toml: page.size: "{style.page.size}" is neither {", ".join(_SIZES)} nor two lengths'
            )
        width, height = (style_points(side, "page.size") for side in sides)
    margins = {
        name: round(style_points(getattr(style.page, f"margin_{name}"), f"page.margin-{name}") * TWIPS)
        for name in ("top", "bottom", "inner", "outer")
    }
    page = Page(
        width=round(width * TWIPS),
        height=round(height * TWIPS),
        columns=min(max(style.page.columns, 1), _MAX_COLUMNS),
        gap=max(round(style_points(style.page.column_gap, "page.column-gap") * TWIPS), 0),
        **margins,
    )
    if min(page.column_width, page.text_height) < _LEAST_TEXT or max(width, height) > MAX_POINTS:
        raise StyleError(
            f"style.toml: page: {style.page.size} with these margins and columns leaves no room for text"
        )
    return page


class TableRoom(msgspec.Struct, frozen=True):
    """Characters of a table's usual type in a line: of a column, across the page, and on a page turned sideways."""

    column: int = 100
    page: int = 100
    sideways: int = 165


def table_room(style: JournalStyle) -> TableRoom:
    """What tables have room for in ``style``; the usual where its page cannot be used, which formats with pages say."""
    try:
        page = page_of(style)
        em = style_points(style.text.size, "text.size")
        letter = max(style_points(style.tables.size, "tables.size", em), 1.0) * TWIPS * _LETTER
    except StyleError:
        return TableRoom()
    return TableRoom(*(int(page.line_width(kind) / letter) for kind in ("main", "wide", "landscape")))
