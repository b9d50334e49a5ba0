"""How wide the columns of a table should be, from what stands in them."""

from __future__ import annotations

import msgspec

from paperconv import model as m
from paperconv.exporters.docx.sheet import size_of
from paperconv.exporters.docx.writer import Writer

_PADDING = 200
_WIDEST = 60
"""Characters after which a cell should rather break its lines."""
_LEAST = 300
_SPARE = 1.25
"""How much wider a column may be than its text in the style's own type: another may stand in, and bold is wider."""


class Slot(msgspec.Struct, frozen=True):
    """A ``w:tc``: a cell, or where ``cell`` is None the space of one (``merged``: that of the cell above)."""

    cell: m.Cell | None
    column: int
    span: int = 1
    starts_merge: bool = False
    merged: bool = False


def column_widths(w: Writer, node: m.Table, rows: list[list[Slot]], count: int) -> list[int]:
    """The width of each of ``count`` columns in twips, together at most the room there is.

    Widths that the table gives are kept as far as no word is broken; else a column gets room for its longest line, or where
    all do not fit, for its longest word and a share of the rest; where not even words fit, the longest are broken.
    """
    given = [column.width for column in node.columns[:count]]
    given += [0.0] * (count - len(given))
    character = size_of(w.job.style) * 0.9 * 0.53 * 20 * node.scale
    wanted = [1] * count
    least = [1] * count
    spanning: list[tuple[int, int, int]] = []
    for row in rows:
        for slot in row:
            if slot.cell is None:
                continue
            longest, word = _measure(slot.cell)
            if slot.span == 1:
                wanted[slot.column] = max(wanted[slot.column], longest)
                least[slot.column] = max(least[slot.column], word)
            else:
                spanning.append((slot.column, slot.span, min(longest, word * 2)))
    for column, span, longest in spanning:
        lacking = longest - sum(wanted[column : column + span])
        if lacking > 0:
            for place in range(column, column + span):
                wanted[place] += -(-lacking // span)
    broad = [round(min(number, _WIDEST) * character) + _PADDING for number in wanted]
    narrow = [
        min(round(number * character) + _PADDING, wide) for number, wide in zip(least, broad, strict=True)
    ]
    if any(width > 0 for width in given):
        return _unbroken(_shared(given, w.room), narrow, w.room)
    if sum(broad) <= w.room:
        spare = min(_SPARE, w.room / sum(broad))
        return [int(width * spare) for width in broad]
    if sum(narrow) >= w.room:
        return _capped(narrow, w.room)
    share = (w.room - sum(narrow)) / (sum(broad) - sum(narrow))
    return [low + int((high - low) * share) for low, high in zip(narrow, broad, strict=True)]


def _measure(cell: m.Cell) -> tuple[int, int]:
    """The characters of the longest paragraph of ``cell`` and of its longest word."""
    longest = word = 1
    for block in cell.blocks:
        said = m.printed((block,))
        longest = max(longest, len(said))
        word = max(word, max(map(len, said.split()), default=0))
    return longest, min(word, _WIDEST)


def _shared(given: list[float], room: int) -> list[int]:
    """Shares of the text width; columns without one divide what is left."""
    total = sum(width for width in given if width > 0)
    missing = sum(1 for width in given if width <= 0)
    rest = max(1.0 - total, 0.1 * missing) / missing if missing else 0.0
    shares = [width if width > 0 else rest for width in given]
    whole = sum(shares)
    return [max(int(share / max(whole, 1.0) * room), _LEAST // 3) for share in shares]


def _unbroken(widths: list[int], least: list[int], room: int) -> list[int]:
    """``widths`` with ``least`` for the columns that have less, at the cost of the others where there is no ``room``."""
    wider = [max(width, low) for width, low in zip(widths, least, strict=True)]
    over = sum(wider) - max(room, sum(widths))
    spare = [width - low for width, low in zip(wider, least, strict=True)]
    if over <= 0:
        return wider
    if over >= sum(spare):
        return _capped(least, room)
    return [width - -(-extra * over // sum(spare)) for width, extra in zip(wider, spare, strict=True)]


def _capped(widths: list[int], room: int) -> list[int]:
    """``widths`` that together have ``room``: the widest give way first, so that as few words as can be are broken."""
    left, capped = room, list(widths)
    for number, at in enumerate(sorted(range(len(widths)), key=lambda place: widths[place])):
        capped[at] = min(widths[at], max(left // (len(widths) - number), 1))
        left -= capped[at]
    return capped
