"""Words of planned lines drawn with the glyphs that they were measured with.

WeasyPrint has Pango shape every text a second time when it draws it (#1840 would shape once; #578 is about the time that long papers take). The glyphs of each word are known
by then, and what stands on the page is the same. What is to be read otherwise than it looks (:mod:`..line_ends`) gets a
replacement text (ISO 32000-1, 14.9.4).
"""

from __future__ import annotations

import re
from typing import Any

from paperconv.exporters.pdf.engine import (
    DEFAULT_OPTIONS,
    FROM_UNITS,
    HTML,
    draw,
    draw_text,
    generate_pdf,
    pango,
)
from paperconv.exporters.pdf.weasy import lines, paragraph
from paperconv.exporters.pdf.weasy.cure import Cure, replacing
from paperconv.exporters.pdf.weasy.measure import EMPTY, PIECES, Face, Word, Words
from paperconv.patterns import late

_EXPANSION = 0.015
_BLANKS = frozenset(" \u00a0")
_LAST_GLYPH = late(r"\[(.*[<0-9a-f])([0-9a-f]{4}>[-0-9.]*)\] TJ")


def draw_words(
    stream: Any, textbox: Any, offset_x: float, text_overflow: str, block_ellipsis: str = "none"
) -> None:
    """WeasyPrint's ``draw_text``, for texts whose glyphs are known; others go on to it."""
    layout, style = textbox.pango_layout, textbox.style
    if (
        type(layout) is Words
        and text_overflow == "clip"
        and block_ellipsis == "none"
        and style["visibility"] == "visible"
    ):
        if not layout.text.strip():
            return
        pen = _pen(layout.face, stream)
        shown = _shown(layout, pen)
        if shown is not None:
            stream.set_color(style["color"])
            stream.begin_text()
            stream.set_text_matrix(
                layout.scale, 0, 0, -1, textbox.position_x, textbox.position_y + textbox.baseline
            )
            stream.set_font_size(pen.font.hash, pen.size)
            for string, reading in shown:
                if reading is None:
                    stream.show_text(string)
                else:
                    stream.stream.append(_read(reading, string))
            stream.end_text()
            return
        if layout.scale != 1.0:
            stream.push_state()
            stream.transform(layout.scale, 0, 0, 1, textbox.position_x * (1 - layout.scale), 0)
            _draw(stream, textbox, offset_x, text_overflow, block_ellipsis)
            stream.pop_state()
            return
    _draw(stream, textbox, offset_x, text_overflow, block_ellipsis)


def _shown(layout: Words, pen: _Pen) -> list[tuple[str, str | None]] | None:
    """The operands of ``TJ`` for a text, and what each is to be read as; None where only Pango can draw it."""
    blank = layout.justification_spacing / layout.scale
    made: list[tuple[str, str | None]] = []
    at = 0
    for begin, end, reading in (*layout.readings, (len(layout.text), None, None)):
        for piece, own in ((layout.text[at:begin], None), (layout.text[begin:end], reading)):
            if piece:
                string = pen.string(piece, blank)
                if string is None:
                    return None
                made.append((string, own))
        at = end or begin
    return made


def _draw(stream: Any, textbox: Any, offset_x: float, text_overflow: str, block_ellipsis: str) -> None:
    """WeasyPrint's ``draw_text``, with the reading of the last sign."""
    begin = len(stream.stream)
    draw_text(stream, textbox, offset_x, text_overflow, block_ellipsis)
    readings = getattr(textbox.pango_layout, "readings", ())
    if not readings or readings[-1][1] - readings[-1][0] != 1:
        return
    for place in reversed(range(begin, len(stream.stream))):
        item = stream.stream[place]
        found = _LAST_GLYPH.fullmatch(item.decode("latin-1")) if isinstance(item, bytes) else None
        if found:
            shown = [f"[{found[1]}>] TJ".encode()] if found[1] != "<" else []
            stream.stream[place : place + 1] = [*shown, _read(readings[-1][2], f"<{found[2]}")]
            return


def _read(reading: str, string: str) -> bytes:
    """The operators that show ``string``, which is to be read as ``reading``."""
    text = reading.encode("utf-16-be").hex()
    return f"/Span <</ActualText <feff{text}>>> BDC [{string}] TJ EMC".encode()


class _Pen:
    """A face among the fonts of a PDF, and the strings of its words there.

    ``has_one_hyphen`` says whether the hyphens U+002D and U+2010 are one glyph.
    """

    def __init__(self, face: Face, stream: Any) -> None:
        self.fonts = stream._fonts  # noqa: SLF001 - whose pen this is
        self.font, self.size = stream.add_font(face.font)
        self._face = face
        self._stream = stream
        self._strings: dict[str, str | None] = {}
        self._blanks: dict[str, tuple[str, float]] = {}
        self._coloured = bool(self.font.bitmap or self.font.png or self.font.svg or self.font.colr)
        author, typesetter = self._glyph("-"), self._glyph("\u2010")
        self.has_one_hyphen = author == typesetter and author is not None and not self._coloured

    def _glyph(self, sign: str) -> int | None:
        """The number of the glyph of ``sign``, which must be one."""
        if sign not in self._face.words:
            self._face.learn([sign])
        glyphs = self._face.words[sign].glyphs
        return glyphs[0][0] if glyphs and len(glyphs) == 1 else None

    def string(self, text: str, blank: float) -> str | None:
        """The operand of ``TJ`` that shows ``text``; None where only Pango can draw it."""
        pieces = PIECES.findall(text)
        words = self._face.words
        new = [piece for piece in pieces if piece not in words]
        if new:
            self._face.learn(new)
        out = ["<"]
        for piece in pieces:
            if piece in _BLANKS:
                if piece not in self._blanks and not self._learn_blank(piece):
                    return None
                shown, natural = self._blanks[piece]
                room = natural - blank * 1000 / self.size
                out.append(f"{shown}>{room:.1f}<" if room else shown)
                continue
            if piece not in self._strings:
                self._strings[piece] = None if self._coloured else self._shown(words[piece])
            string = self._strings[piece]
            if string is None:
                return None
            out.append(string)
        out.append(">")
        return "".join(out).removesuffix("<>")

    def _learn_blank(self, blank: str) -> bool:
        glyphs = self._face.words[blank].glyphs
        if self._coloured or glyphs is None or len(glyphs) != 1:
            return False
        ((number, width, _, text),) = glyphs
        natural = self._width(number) - (width - 1) * 1000 * FROM_UNITS / self.size
        self.font.to_unicode.setdefault(number, text)
        self._blanks[blank] = f"{number:04x}", natural if abs(natural) > 0.05 else 0.0
        return True

    def _shown(self, word: Word) -> str | None:
        if word.glyphs is None:
            return None
        out: list[str] = []
        for number, width, right, text in word.glyphs:
            if number == EMPTY:
                continue
            is_typesetter = self.has_one_hyphen and text == "\u2010" and len(word.glyphs) == 1
            self.font.to_unicode.setdefault(number, "-" if is_typesetter else text)
            offset = right / self.size
            if offset:
                out.append(f">{-offset}<")
            out.append(f"{number:04x}")
            kerning = self._width(number) + offset - width * 1000 * FROM_UNITS / self.size
            if kerning:
                out.append(f">{int(kerning)}<")
        return "".join(out)

    def _width(self, number: int) -> int:
        """The advance of a glyph in thousandths of the size, as the PDF's font has it."""
        widths = self.font.widths
        if number not in widths:
            ink, logical = self._stream.ink_rect, self._stream.logical_rect
            pango.pango_font_get_glyph_extents(self._face.font, number, ink, logical)
            widths[number] = round(logical.width * 1000 * FROM_UNITS / self.size)
        return int(widths[number])


def _pen(face: Face, stream: Any) -> _Pen:
    pen: _Pen | None = face.pen
    if pen is None or pen.fonts is not stream._fonts:  # noqa: SLF001 - as above
        pen = face.pen = _Pen(face, stream)
    return pen


def works(fonts: Any) -> bool:
    """Whether a justified text has the same glyphs in the same places as when WeasyPrint draws it."""
    text = "Office affairs, AVAST and <i>other</i> words of a text. " * 6
    html = f"<html lang=en-US><p style='width:300px;text-align:justify;hyphens:auto'>{text}"
    with replacing(lines.CURE.replacements()):
        rendering = HTML(string=html).render(font_config=fonts)
    stock = _drawn(rendering)
    with replacing(CURE.replacements()):
        ours = _drawn(rendering)
    return len(ours) > 50 and ours == stock


def _drawn(rendering: Any) -> list[bytes]:
    """The glyphs and places of the text on all pages."""
    pdf = generate_pdf(rendering, None, 1, **DEFAULT_OPTIONS)
    items = [item for obj in pdf.objects for item in getattr(obj, "stream", ())]
    shown = [
        re.sub(rb"<feff[0-9a-f]*>", b"", item)  # what a hyphen is to be read as
        for item in items
        if isinstance(item, bytes) and item.endswith((b"TJ", b"Tm", b"EMC"))
    ]
    return [
        part
        for item in shown
        for part in re.findall(rb"(?<=<)[0-9a-f]{4}|(?<=[0-9a-f>])[0-9a-f]{4}|.*Tm", item)
    ]


CURE = Cure(
    "words drawn once",
    "https://github.com/Kozea/WeasyPrint/issues/578",
    "PDF takes a little longer",
    lambda: [(draw, "draw_text", draw_words), (paragraph, "EXPANSION", _EXPANSION)],
    works,
)
