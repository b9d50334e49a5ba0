"""A line may end with the blank before a link, as in every other typesetter.

WeasyPrint 70 lays text out in runs that end where an inline element begins. Pango lets the blank at the end of such a
run hang beyond the line; WeasyPrint then finds the line too wide, takes it for one that cannot be divided, and breaks it
at its first break point: the few words left are stretched over the line. With 200 linked citations a paper has
several such lines (Kozea/WeasyPrint#1614 is about runs that end at inline elements; #1051, closed, showed the same). Here a
plain blank hangs, as CSS Text 3, 4.1.3 wants; before a no-break space, which ties the last word to what follows, the run is
divided again a little narrower.
"""

from __future__ import annotations

from math import inf
from typing import Any

from paperconv.exporters.pdf.engine import HTML, boxes, inline_layout, line_break
from paperconv.exporters.pdf.weasy.cure import Cure

_TIE = "\u00a0"
_BLANKS = " " + _TIE
_LESS = 0.5  # CSS pixels: enough to make Pango see that the last word does not fit
_WRAPPED = frozenset({"normal", "pre-line"})
# A run of more characters than this many per em of the line does not fit, whatever the font.
_DENSEST = 5.0

_stock = line_break.split_first_line


def split_first_line(  # noqa: PLR0917 - as WeasyPrint calls it
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Any:
    """WeasyPrint's function of this name, save for a run that fits without its last blank."""
    result = _stock(text, style, context, max_width, justification_spacing, is_line_start, minimum)
    if (
        result[2] is None
        or minimum
        or max_width is None
        or max_width == inf
        or text[-1:] not in _BLANKS
        or style["white_space"] not in _WRAPPED
        or len(text) * style["font_size"] > _DENSEST * max_width
        or "\n" in text
    ):
        return result
    stripped = text.rstrip(_BLANKS)
    if result[2] >= len(stripped.encode()):
        return result
    whole = _stock(stripped, style, context, max_width, justification_spacing, is_line_start, minimum)
    if whole[2] is not None or whole[3] > max_width:
        return result
    tied = _TIE in text[len(stripped) :]
    room = whole[3] - _LESS if tied else None
    return _stock(text, style, context, room, justification_spacing, is_line_start, minimum)


def works(fonts: Any) -> bool:
    """Whether WeasyPrint still has the fault, and the cure still cures it."""
    rendering = HTML(string="<p>one two three").render(font_config=fonts)
    line = next(b for b in rendering.pages[0]._page_box.descendants() if isinstance(b, boxes.LineBox))  # noqa: SLF001
    words = line.children[0]
    width = words.width + 0.1
    broken = _stock("one two three ", words.style, None, width, 0)
    cured = split_first_line("one two three ", words.style, None, width, 0)
    return broken[2] is not None and broken[2] < len("one two three") and cured[2] is None


CURE = Cure(
    "hanging blanks",
    "https://github.com/Kozea/WeasyPrint/issues/1614",
    "lines before links may be spaced widely",
    lambda: [(inline_layout, "split_first_line", split_first_line)],
    works,
)
