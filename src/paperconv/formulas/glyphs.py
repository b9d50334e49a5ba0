"""Which glyph of a font an outline is.

MathJax draws with outlines of STIX Two Math and does not say which of several forms a sign has. An outline is known by its
box, area and centre; the boxes come from the font's table of glyphs (OpenType 1.9, glyf) without reading their outlines.
"""

from __future__ import annotations

import io
import itertools
import struct
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from paperconv.late import load

Shape: TypeAlias = tuple[float, float, float, float]
_OFFSETS = tuple(itertools.product((0, -1, 1), repeat=4))


class Glyphs:
    """The glyphs of the TrueType font in ``path``, a thousand units to the em."""

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        self._bounds = load("fontTools.pens.boundsPen").BoundsPen
        self._moments = load("fontTools.pens.momentsPen").MomentsPen
        self._draw = load("fontTools.svgLib.path").parse_path
        self._font: Any = load("fontTools.ttLib").TTFont(io.BytesIO(data), lazy=True)
        self._names = self._font.getGlyphOrder()
        self._set: Any = self._font.getGlyphSet()
        self._chars: dict[str, int] = {}
        for code, name in self._font["cmap"].getBestCmap().items():
            self._chars.setdefault(name, code)
        self._boxes: dict[tuple[int, ...], list[int]] = {}
        for number, box in enumerate(_boxes(data)):
            if box is not None:
                self._boxes.setdefault(box, []).append(number)
        self._shapes: dict[int, Shape] = {}
        self._known: dict[str, tuple[int, str] | None] = {}

    def width(self, glyph: int) -> int:
        """The advance of a glyph."""
        advance: int = self._font["hmtx"][self._names[glyph]][0]
        return advance

    def glyph(self, outline: str) -> tuple[int, str] | None:
        """The number of the glyph with that outline (an SVG path) and its character, empty if it has none of its own."""
        if outline not in self._known:
            self._known[outline] = self._found(outline)
        return self._known[outline]

    def _found(self, outline: str) -> tuple[int, str] | None:
        bounds, moments = self._bounds(None), self._moments()
        closed = outline.replace("ZM", "M").rstrip("Z").replace("M", "ZM")[1:] + "Z"
        self._draw(closed, bounds)
        self._draw(closed, moments)
        if bounds.bounds is None:
            return None
        box, shape = [round(one) for one in bounds.bounds], _shape(moments)
        fits: list[tuple[bool, int, str]] = []
        for offsets in _OFFSETS:
            for number in self._boxes.get(tuple(a + b for a, b in zip(box, offsets, strict=True)), ()):
                if _alike(shape, self._shape(number)):
                    code = self._chars.get(self._names[number])
                    fits.append((code is None, number, "" if code is None else chr(code)))
        return min(fits)[1:] if fits else None

    def _shape(self, number: int) -> Shape:
        if number not in self._shapes:
            pen = self._moments(self._set)
            self._set[self._names[number]].draw(pen)
            self._shapes[number] = _shape(pen)
        return self._shapes[number]


@cache
def glyphs(path: Path) -> Glyphs:
    """Those of the font in ``path``, read once."""
    return Glyphs(path)


def _shape(pen: Any) -> Shape:
    """Area, centre and slant."""
    area = pen.area or 1
    return abs(pen.area), pen.momentX / area, pen.momentY / area, pen.momentXY / area


def _alike(one: Shape, other: Shape) -> bool:
    # MathJax rounds the points of its outlines to units.
    return (
        abs(one[0] - other[0]) < 0.01 * one[0] + 60
        and abs(one[1] - other[1]) < 3
        and abs(one[2] - other[2]) < 3
        and abs(one[3] - other[3]) < 0.01 * abs(one[3]) + 900
    )


def _boxes(data: bytes) -> list[tuple[int, ...] | None]:
    """The box of each glyph: least x, least y, greatest x, greatest y; None for one without outline."""
    tables = {
        data[place : place + 4]: struct.unpack_from(">II", data, place + 8)
        for place in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)
    }
    long = struct.unpack_from(">h", data, tables[b"head"][0] + 50)[0]
    count = struct.unpack_from(">H", data, tables[b"maxp"][0] + 4)[0]
    form = f">{count + 1}{'I' if long else 'H'}"
    places = struct.unpack_from(form, data, tables[b"loca"][0])
    factor, start = 1 if long else 2, tables[b"glyf"][0]
    return [
        struct.unpack_from(">4h", data, start + place * factor + 2) if place != after else None
        for place, after in itertools.pairwise(places)
    ]
