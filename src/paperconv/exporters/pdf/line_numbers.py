"""Line numbers beside every line of text, as reviewers want them; CSS has no way to ask for them.

They are drawn on the finished pages as artifacts without text: assistive technology, search and copying see the
paper's words only.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from math import inf
from operator import itemgetter
from typing import Any

from paperconv.exporters.pdf.engine import Matrix, boxes, draw_first_line, line_break, pydyf
from paperconv.styles import LineNumbers

# What reviewers do not point to by line.
_SKIPPED = frozenset({"figure", "table", "img", "svg", "aside"})

_GAP = 16.0  # CSS pixels between number and text
_SIZE = 10.0
_SAME_LINE = 2.0  # baselines nearer than this are one line: cells of a row, a tall letter


def number_lines(pages: list[Any], mode: LineNumbers, columns: int) -> int:
    """Make WeasyPrint's laid-out ``pages`` draw a number beside each line of text; how many there are.

    ``continuous`` counts through the paper, ``page`` begins on each page anew.
    """
    count = 0
    for page in pages:
        if mode == "page":
            count = 0
        marks: list[tuple[int, float, float]] = []
        for right_edge, baseline in _lines(page._page_box, columns):  # noqa: SLF001 - the only way to a page's lines
            count += 1
            marks.append((count, right_edge, baseline))
        if marks:
            page.paint = _Painter(page, marks)
    return count


class _Painter:
    """Stands in for ``Page.paint``: paints the page, then its line numbers."""

    def __init__(self, page: Any, marks: list[tuple[int, float, float]]) -> None:
        self._paint = page.paint
        self._style = _number_style(page._page_box.children[0].style)  # noqa: SLF001 - as above
        self._marks = marks

    def __call__(self, stream: Any, scale: float = 1.0) -> None:
        self._paint(stream, scale)
        with stream.stacked():
            stream.transform(a=scale, d=scale)
            pydyf.Stream.begin_marked_content(stream, "Artifact", pydyf.Dictionary({"Type": "/Pagination"}))
            # An empty replacement text keeps the numbers out of what is copied or extracted.
            nothing = pydyf.Dictionary({"ActualText": pydyf.String("")})
            pydyf.Stream.begin_marked_content(stream, "Span", nothing)
            stream.set_color(self._style["color"])
            for number, right_edge, baseline in self._marks:
                _draw(stream, str(number), self._style, right_edge, baseline)
            pydyf.Stream.end_marked_content(stream)
            pydyf.Stream.end_marked_content(stream)


def _draw(stream: Any, text: str, style: Any, right_edge: float, baseline: float) -> None:
    layout, _, _, width, _, _ = line_break.split_first_line(text, style, None, None, 0)
    box = boxes.TextBox("line-number", style, None, text)
    box.pango_layout = layout
    layout.reactivate(style)
    stream.begin_text()
    draw_first_line(stream, box, "clip", "none", Matrix(d=-1, e=right_edge - width, f=baseline))
    stream.end_text()
    layout.deactivate()


def _number_style(style: Any) -> Any:
    """The style of the root element, small and upright."""
    own = style.copy()
    own.update(
        font_size=_SIZE,
        font_weight=400,
        font_style="normal",
        font_variant_caps="normal",
        font_variant_numeric=("tabular-nums",),
        letter_spacing="normal",
        word_spacing=0,
        hyphens="none",
        text_decoration_line="none",
        visibility="visible",
    )
    return own


def _lines(page_box: Any, columns: int) -> Iterator[tuple[float, float]]:
    """Each line of text on a page, from top to bottom, column after column: where its number ends, and its baseline.

    The numbers of the second column stand in the outer margin, not between the columns. Columns that a table over the
    whole page interrupts are read as two sets.
    """
    body = page_box.children[0]
    found: list[tuple[int, float]] = []
    left = page_box.content_box_x()
    middle = left + page_box.width / 2 if columns > 1 else inf
    _collect(body, middle, found)
    edges = left - _GAP, left + page_box.width + _GAP * 2
    for column, group in groupby(found, key=itemgetter(0)):
        last = -inf
        for baseline in sorted(baseline for _, baseline in group):
            if baseline - last >= _SAME_LINE:
                yield edges[column], baseline
                last = baseline


def _collect(box: Any, middle: float, found: list[tuple[int, float]]) -> None:
    if isinstance(box, boxes.LineBox):
        if any(_shows(part) for part in box.descendants()):
            column = int(box.position_x > middle - 5)
            found.append((column, round(box.position_y + box.baseline, 2)))
        return
    if box.element_tag in _SKIPPED or not box.is_in_normal_flow():
        return
    for child in getattr(box, "children", ()):
        _collect(child, middle, found)


def _shows(box: Any) -> bool:
    return isinstance(box, boxes.TextBox) and bool(box.text.strip())
