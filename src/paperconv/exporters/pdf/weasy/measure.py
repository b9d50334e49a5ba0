"""How far characters advance, and with which glyphs, asked of Pango once for each word of a paper and style.

In justified text Pango shapes the words apart from the blanks between them, so a word is as wide everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

import msgspec

from paperconv.exporters.pdf.engine import FROM_UNITS, Layout, ffi, line_break, pango
from paperconv.patterns import late

PIECES = late("[ \u00a0]|[^ \u00a0]+")
HYPHEN = "\u2010"
SOFT_HYPHEN = "\u00ad"
IDEOGRAPH_SHARE = 0.25
"""How much room is put after a sign of ideographic text when a line is filled, in parts of what each blank gets."""
_IDEOGRAPH = late(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")
_RIGHT_TO_LEFT = late(
    r"[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_CONTROL = late(r"[\n\t\r\f\u00ad\u0085\u2028\u2029]")
_LEAST = 1 / 1024  # CSS pixels: the smallest spacing that makes Pango shape the words apart

Glyph: TypeAlias = tuple[int, int, int, str]
"""Its number, how far it advances and how far it stands to the right, in Pango's units, and the characters it stands for."""


class Unplanned(Exception):
    """The paragraph holds something that is laid out as WeasyPrint does it."""


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word, or a blank, in one font.

    ``advances`` are in CSS pixels, one for each character. ``plain`` is false where some of it needs another font than the
    face's, which may be higher; ``glyphs`` are then unknown, and where some are off the base line.
    """

    advances: list[float]
    plain: bool
    glyphs: list[Glyph] | None


class Face(msgspec.Struct):
    """What is known of one font at one size; ``font`` is Pango's, which lives as long as ``layout``.

    ``height`` is that of a line and ``baseline`` in it, in CSS pixels.
    """

    height: float
    baseline: float
    font: Any
    layout: Any
    style: Any
    words: dict[str, Word] = {}
    pen: Any = None

    def learn(self, words: list[str]) -> None:
        """Have ``words`` shaped, all on one line, and keep what they measure."""
        # Between words of the list stand blanks that are none of them: U+0020 and U+00A0 may be among the words.
        encoded = [word.encode() for word in words]
        text = b"x " + b" x ".join(encoded) + b" x"
        layout = Layout(self.style, _LEAST)
        layout.set_text(text.decode(), justify=True)
        line, _ = layout.get_first_line()
        clusters = sorted(_clusters(line, self.font))
        layout.deactivate()
        at, place = len(b"x "), 0
        for word, own in zip(words, encoded, strict=True):
            while clusters[place].begin < at:
                place += 1
            first, at = place, at + len(own)
            while clusters[place].begin < at:
                place += 1
            self.words[word] = _word(text, at, clusters[first:place])
            at += len(b" x ")


class _Cluster(NamedTuple):
    """A glyph, and the bytes from ``begin`` to ``end`` that it stands for; several glyphs may begin at one byte."""

    begin: int
    place: int
    end: int
    number: int
    width: int
    right: int
    kind: int


_GLYPH = ffi.sizeof("PangoGlyphInfo") // 4  # number, width and two offsets, then flags
EMPTY = int(pango.PANGO_GLYPH_EMPTY)
"""The glyph of what is not seen, as the places where an address may be broken."""
_PLAIN, _MOVED, _FOREIGN = range(3)


def _clusters(line: Any, font: Any) -> Iterator[_Cluster]:
    """The glyphs of a line."""
    for own, item, string in _runs(line):
        count, offset = string.num_glyphs, item.offset
        begins = ffi.unpack(string.log_clusters, count)
        numbers = memoryview(ffi.buffer(string.glyphs, count * _GLYPH * 4)).cast("i").tolist()
        foreign = own != font
        for place, begin in enumerate(begins):
            number, width, right, up = numbers[place * _GLYPH : place * _GLYPH + 4]
            end = begins[place + 1] if place + 1 < count else item.length
            odd = up or number > EMPTY or (number == EMPTY and width)
            kind = _FOREIGN if foreign else _MOVED if odd else _PLAIN
            yield _Cluster(offset + begin, place, offset + end, number, width, right, kind)


def _word(text: bytes, stop: int, clusters: list[_Cluster]) -> Word:
    """The word that is set with ``clusters`` and ends before byte ``stop``; a ligature counts for each of its letters."""
    advances: list[float] = []
    width = 0
    for one, following in zip(clusters, [*(one.begin for one in clusters[1:]), stop], strict=True):
        width += one.width
        if following > one.begin:
            count = len(text[one.begin : following].decode())
            advances += [width * FROM_UNITS / count] * count
            width = 0
    worst = max((one.kind for one in clusters), default=_PLAIN)
    glyphs = None
    if worst == _PLAIN:
        glyphs = [(one.number, one.width, one.right, text[one.begin : one.end].decode()) for one in clusters]
    return Word(advances, worst != _FOREIGN, glyphs)


def is_ideographic(text: str) -> bool:
    """Whether most of ``text`` is Chinese or Japanese, which has no blanks to fill a line with."""
    return not text.isascii() and 2 * len(_IDEOGRAPH.findall(text)) > len(text)


class Words(Layout):  # type: ignore[misc]
    """The layout of a text box of a planned line; ``blank`` is what its blanks are wider than by nature, in CSS pixels.

    ``scale`` is how wide its letters and blanks are drawn, in parts of their width;
    ``readings`` are what signs from a first to before a last one are to be read as (:mod:`..line_ends`).
    """

    readings: tuple[tuple[int, int, str], ...] = ()

    def __init__(self, text: str, face: Face, blank: float, scale: float) -> None:
        self.text = text
        self.scale = scale
        self.face = face
        self.justification_spacing = blank
        self.max_width = None
        self.first_line_direction = 0


class Measured(msgspec.Struct, frozen=True):
    """``advances`` in CSS pixels, one for each character; ``plain`` is false where another font than the face's is needed."""

    advances: list[float]
    face: Face
    plain: bool


class Measurer:
    """Measures text; keeps what it has measured."""

    def __init__(self) -> None:
        self._faces: dict[str, Face] = {}
        self._by_style: dict[int, tuple[Any, Face]] = {}

    def __call__(self, text: str, style: Any) -> Measured:
        """How ``text``, which holds no line breaks, is set in ``style``."""
        face = self.face(style)
        pieces = PIECES.findall(text)
        known = face.words
        new = [piece for piece in dict.fromkeys(pieces) if piece not in known]
        if new:
            face.learn(new)
        advances: list[float] = []
        plain = True
        for piece in pieces:
            word = known[piece]
            advances += word.advances
            plain = plain and word.plain
        return Measured(advances, face, plain)

    def face(self, style: Any) -> Face:
        """That of ``style``."""
        held = self._by_style.get(id(style))
        if held is None:
            key = line_break._font_style_cache_key(style, include_size=True)  # noqa: SLF001 - strut uses it so
            face = self._faces.get(key)
            if face is None:
                face = self._faces[key] = _face(style)
            held = self._by_style[id(style)] = (
                style,
                face,
            )  # with the style: its number is not given to another
        return held[1]


def _face(style: Any) -> Face:
    layout = Layout(style)
    layout.set_text(" ")
    line, _ = layout.get_first_line()
    _, height = line_break.line_size(line, style)
    baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
    ((font, _, _),) = _runs(line)
    return Face(height, baseline, font, layout, style)


def _runs(line: Any) -> Iterator[tuple[Any, Any, Any]]:
    """The runs of a line: their fonts, and Pango's items and glyphs."""
    run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        item = run.data.item
        yield item.analysis.font, item, run.data.glyphs
        run = run.next


def is_measurable(text: str, style: Any) -> bool:
    """Whether ``text`` is as wide as its words and blanks together, and its lines end where they may."""
    return not (
        style["white_space"] not in ("normal", "nowrap")
        or style["letter_spacing"] not in {"normal", 0}
        or style["word_spacing"] != 0
        or style["font_size"] == 0
        or style["word_break"] != "normal"
        or _CONTROL.search(text)
        or (not text.isascii() and _RIGHT_TO_LEFT.search(text))
    )


def is_relative(style: Any) -> bool:
    """Whether the width depends on that of the paragraph."""
    names = (
        "width",
        "min_width",
        "max_width",
        "margin_left",
        "margin_right",
        "padding_left",
        "padding_right",
    )
    return any(style[name] != "auto" and getattr(style[name], "unit", "") != "px" for name in names)


def edge_width(style: Any, side: str) -> float:
    """Margin, border and padding of an inline box on one side, in pixels.

    Raises:
        Unplanned: one of them is a percentage.
    """
    total = float(style[f"border_{side}_width"])
    for name in ("margin", "padding"):
        value = style[f"{name}_{side}"]
        if value == "auto":
            continue
        if value.unit != "px":
            raise Unplanned
        total += value.value
    return total
