"""What the ends of lines are to be read as, by those who extract the text of a PDF (ISO 32000-1, 14.9.4).

The typesetter's hyphen is a soft one, so that the word is joined again; the author's is U+2010, since many take U+002D at the end
of a line for the typesetter's and leave it out. A word whose second half does not stand right below the first (it stands in the
next column or on the next page, behind notes and running heads) is read where it begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import msgspec

from paperconv.exporters.pdf.engine import boxes
from paperconv.exporters.pdf.weasy.measure import HYPHEN, PIECES, SOFT_HYPHEN, Words

_BLANKS = " \u00a0"


class _Line(msgspec.Struct, frozen=True):
    """The text boxes of a line; ``top`` is how far down its page it stands, ``element`` the number of the element with its text."""

    texts: list[Any]
    top: float
    element: int


def read_line_ends(pages: list[Any]) -> None:
    """Say in the layouts of WeasyPrint's laid-out ``pages`` what the hyphens at their line ends are to be read as."""
    every = [line for page in pages for line in _lines(page._page_box)]  # noqa: SLF001 - the only way to a page's lines
    following: dict[int, _Line] = {}
    after: dict[int, _Line] = {}
    for line in reversed(every):
        if line.element in following:
            after[id(line)] = following[line.element]
        following[line.element] = line
    for line, drawn_next in zip_longest(every, every[1:]):
        rest = after.get(id(line))
        if rest is None:
            continue
        layout = line.texts[-1].pango_layout
        text = layout.text.rstrip("\u200b")
        reading = {"-": HYPHEN, HYPHEN: SOFT_HYPHEN}.get(text[-1:])
        if reading:
            layout.readings = (*_readings(layout), (len(text) - 1, len(text), reading))
        if reading == SOFT_HYPHEN and (rest is not drawn_next or rest.top <= line.top):
            _join(line, rest)


def _join(line: _Line, rest: _Line) -> None:
    """Let the word that is divided between ``line`` and ``rest`` be read whole, where both halves stand in one font."""
    first, second = line.texts[-1].pango_layout, rest.texts[0].pango_layout
    if not (_is_drawn_by_us(first) and _is_drawn_by_us(second)):
        return
    begin = 1 + max(map(first.text.rfind, _BLANKS))
    ends = [at for at in map(second.text.find, _BLANKS) if at > 0]
    if begin == 0 and len(line.texts) > 1 and line.texts[-2].text[-1].isalnum():
        return
    if not ends and len(rest.texts) > 1 and rest.texts[1].text[0].isalnum():
        return
    end = min(ends, default=len(second.text))
    word = first.text[begin:-1] + second.text[:end]
    if word.endswith((HYPHEN, "-")) and not ends:
        return
    first.readings = (*(one for one in _readings(first) if one[1] <= begin), (begin, len(first.text), word))
    second.readings = ((0, end, ""),)


def _is_drawn_by_us(layout: Any) -> bool:
    if not isinstance(layout, Words):
        return False
    pieces, known = PIECES.findall(layout.text), layout.face.words
    new = [piece for piece in dict.fromkeys(pieces) if piece not in known]
    if new:
        layout.face.learn(new)
    return all(known[piece].glyphs is not None for piece in pieces)


def _readings(layout: Any) -> tuple[tuple[int, int, str], ...]:
    return getattr(layout, "readings", ())


def _lines(page: Any) -> Iterator[_Line]:
    """The lines of a page with text in them, as they are drawn."""
    for line in page.descendants():
        if isinstance(line, boxes.LineBox) and line.element is not None:
            texts = [box for box in line.descendants() if isinstance(box, boxes.TextBox) and box.text]
            if texts:
                yield _Line(texts, line.position_y, id(line.element))
