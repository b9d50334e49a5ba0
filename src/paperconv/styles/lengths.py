"""CSS lengths in Word's units: twips (1/20 pt), half-points and EMU (1/12700 pt)."""

from __future__ import annotations

import re

from paperconv.errors import StyleError
from paperconv.patterns import late

_LENGTH = late(r"\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*([a-z%]*)\s*", re.IGNORECASE | re.ASCII)
_POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pc": 12.0, "px": 0.75, "q": 72 / 101.6}

TWIPS = 20
"""Twips in a point."""
EMU = 12700
"""EMU in a point."""
MAX_POINTS = 1584.0
"""The longest side of a page that Word takes: 22 inches."""


def points(value: str, em: float, whole: float = 0.0) -> float | None:
    """``value`` in points, None if it is no length.

    ``em`` is the font size in points, ``whole`` what a percentage is of. A bare number counts pixels, as in HTML.
    """
    found = _LENGTH.fullmatch(value)
    if found is None or len(found[1]) > 12:
        return None
    number, unit = float(found[1]), found[2].lower() or "px"
    if unit in {"em", "rem"}:
        return number * em
    if unit == "%":
        return number / 100 * whole if whole else None
    return number * _POINTS[unit] if unit in _POINTS else None


def style_points(value: str, key: str, em: float = 10.0) -> float:
    """A length of a style in points.

    Raises:
        StyleError: ``value`` is no length; ``key`` names it.

    """
    length = points(value, em)
    if length is None or not -MAX_POINTS <= length <= MAX_POINTS:
        raise StyleError(f'style.toml: {key}: "{value}" is not a length such as "25mm", "10.5pt" or "1.2em"')
    return length
