"""How far characters advance, asked of Pango once for each word of a paper and style.

In justified text Pango shapes the words apart from the blanks between them, so a word is as wide everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec

from paperconv.exporters.pdf.engine import FROM_UNITS, Layout, ffi, line_break, pango
from paperconv.patterns import late

_PIECES = late("[ \u00a0]|[^ \u00a0]+")
_BLANK = " \u00a0"
_LEAST = 1 / 1024  # CSS pixels: the smallest spacing that makes Pango shape the words apart


class Measured(msgspec.Struct, frozen=True):
    """``advances`` in CSS pixels, one for each character; ``height`` of the line and its ``baseline``.

    ``plain`` is false where some of it needs another font than the first, which may be higher.
    """

    advances: list[float]
    height: float
    baseline: float
    plain: bool


class _Face(msgspec.Struct):
    """What is known of one font at one size."""

    height: float
    baseline: float
    font: int
    words: dict[str, tuple[list[float], bool]]


class Measurer:
    """Measures text; keeps what it has measured."""

    def __init__(self) -> None:
        self._faces: dict[str, _Face] = {}

    def __call__(self, text: str, style: Any) -> Measured:
        """How ``text``, which holds no line breaks, is set in ``style``."""
        key = line_break._font_style_cache_key(style, include_size=True)  # noqa: SLF001 - strut uses it so
        face = self._faces.get(key)
        if face is None:
            face = self._faces[key] = _face(style)
        pieces = _PIECES.findall(text)
        known = face.words
        new = [piece for piece in dict.fromkeys(pieces) if piece not in known]
        if new:
            _learn(face, new, style)
        advances: list[float] = []
        plain = True
        for piece in pieces:
            own, first_font = known[piece]
            advances += own
            plain = plain and first_font
        return Measured(advances, face.height, face.baseline, plain)


def _face(style: Any) -> _Face:
    layout = Layout(style)
    layout.set_text(" ")
    line, _ = layout.get_first_line()
    _, height = line_break.line_size(line, style)
    baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
    ((font, _, _),) = _runs(line)
    layout.deactivate()
    return _Face(height, baseline, font, {})


def _learn(face: _Face, words: list[str], style: Any) -> None:
    """Have ``words`` shaped, all on one line, and keep the advances of their characters."""
    # Between words of the list stand blanks that are none of them: U+0020 and U+00A0 may be among the words.
    text = "x " + " x ".join(words) + " x"
    layout = Layout(style, _LEAST)
    layout.set_text(text, justify=True)
    line, _ = layout.get_first_line()
    encoded = text.encode()
    widths = [0] * len(encoded)
    odd = [False] * len(encoded)
    ends = [0] * len(encoded)
    for font, item, glyphs in _runs(line):
        clusters, infos, count = glyphs.log_clusters, glyphs.glyphs, glyphs.num_glyphs
        seen: dict[int, int] = {}
        for cluster, info in zip(clusters[0:count], infos[0:count], strict=True):
            seen[cluster] = seen.get(cluster, 0) + info.geometry.width
        bounds = [*sorted(seen), item.length]
        for at, until in pairwise(bounds):
            widths[item.offset + at] = seen[at]
            ends[item.offset + at] = item.offset + until
            odd[item.offset + at] = font != face.font
    layout.deactivate()
    at = len("x ")
    for word in words:
        size = len(word.encode())
        face.words[word] = _spread(encoded, at, at + size, widths, ends), not any(odd[at : at + size])
        at += size + len(" x ")


def _spread(encoded: bytes, begin: int, stop: int, widths: list[int], ends: list[int]) -> list[float]:
    """The advances of the characters in ``encoded[begin:stop]``; a ligature counts for each of its letters."""
    advances: list[float] = []
    at = begin
    while at < stop:
        until = min(max(ends[at], at + 1), stop)
        count = max(1, len(encoded[at:until].decode()))
        advances += [widths[at] * FROM_UNITS / count] * count
        at = until
    return advances


def _runs(line: Any) -> Iterator[tuple[int, Any, Any]]:
    """The runs of a line: their fonts, as numbers, and Pango's items and glyphs."""
    run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        item = run.data.item
        yield int(ffi.cast("uintptr_t", item.analysis.font)), item, run.data.glyphs
        run = run.next
