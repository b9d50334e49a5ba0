"""Lines filled as the whole paragraph wants them, instead of one after the other.

WeasyPrint fills each line as far as it goes (Kozea/WeasyPrint#2264) and asks Pango several times a line how far that
is. Here a paragraph is measured once, its breaks are chosen together (:mod:`.breaking`), and each line is made of
the characters that the plan gives it: boxes for links, notes and pictures stay WeasyPrint's. Punctuation at the edges
stands a little out of the measure. What cannot be planned (floats in a line, text from right to left, preserved
blanks) is laid out as before.
"""

from __future__ import annotations

from math import inf
from typing import Any

from paperconv.exporters.pdf.engine import (
    HTML,
    boxes,
    document_layout,
    inline_layout,
    line_break,
    preferred_layout,
)
from paperconv.exporters.pdf.weasy.cure import Cure, Replacements, replacing
from paperconv.exporters.pdf.weasy.measure import (
    IDEOGRAPH_SHARE,
    PIECES,
    Face,
    Measurer,
    Unplanned,
    Words,
    is_measurable,
)
from paperconv.exporters.pdf.weasy.paragraph import Line, Paragraph, Run

_stock_line = inline_layout.get_next_linebox
_stock_text = inline_layout.split_text_box
_stock_start = document_layout.initialize_page_maker

_TOGETHER = 500
"""Words that Pango is given at once."""


class Planner:
    """What stands in for two functions of WeasyPrint while one document is laid out."""

    def __init__(self) -> None:
        self._paragraphs: dict[int, tuple[Any, Paragraph | None]] = {}
        self._measure = Measurer()
        self._origins: dict[int, tuple[int, float]] = {}
        self._page = 0
        self._paragraph: Paragraph | None = None
        self._line: Line | None = None
        self._made: dict[tuple[int, int, float, float], tuple[Any, Any, float, float]] = {}

    def initialize_page_maker(self, context: Any, root_box: Any) -> None:
        """WeasyPrint's function of this name, called before the first page: the words of the paper are measured together."""
        wanted: dict[int, tuple[Face, dict[str, None]]] = {}
        for box in root_box.descendants():
            if isinstance(box, boxes.TextBox) and box.text and is_measurable(box.text, box.style):
                face = self._measure.face(box.style)
                words = wanted.setdefault(id(face), (face, {}))[1]
                words.update(dict.fromkeys(PIECES.findall(box.text)))
        for face, words in wanted.values():
            every = list(words)
            for first in range(0, len(every), _TOGETHER):
                face.learn(every[first : first + _TOGETHER])
        _stock_start(context, root_box)

    def split_first_line(  # noqa: PLR0917 - as WeasyPrint calls it
        self,
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any:
        """WeasyPrint's function of this name, for widths of cells and labels.

        Without bounds a text is as wide as its words; one that may be divided anywhere is at least as wide as a letter.
        """
        anywhere = max_width == 0 and minimum and style["overflow_wrap"] == "anywhere"
        if not text or not (max_width is None or anywhere) or not is_measurable(text, style):
            return line_break.split_first_line(
                text, style, context, max_width, justification_spacing, is_line_start, minimum
            )
        measured = self._measure(text, style)
        width = max(measured.advances) if anywhere else sum(measured.advances)
        return None, len(text.encode()), None, width, measured.face.height, measured.face.baseline

    def get_next_linebox(  # noqa: PLR0917 - as WeasyPrint calls it
        self,
        context: Any,
        linebox: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        absolute_boxes: Any,
        fixed_boxes: Any,
        first_letter_style: Any,
        first_line_style: Any,
    ) -> Any:
        """WeasyPrint's function of this name: the next line of ``linebox`` and where the one after it begins."""
        planned = None
        if not (context.excluded_shapes or first_letter_style or first_line_style):
            planned = self._planned(context, linebox, skip_stack, containing_block)
        if planned is None:
            return _stock_line(
                context, linebox, position_y, bottom_space, skip_stack, containing_block,
                absolute_boxes, fixed_boxes, first_letter_style, first_line_style,
            )  # fmt: skip
        paragraph, line, skip_stack = planned
        if context.current_page != self._page:  # lines of pages that are done would only take memory
            self._page = context.current_page
            self._made.clear()
        # Columns are filled up to four times before their height is right.
        key = (id(linebox), line.start, containing_block.width, linebox.text_indent)
        left = containing_block.content_box_x()
        held = self._made.get(key)
        if held is not None:
            made, resume_at, x, y = held
            copy = made.deepcopy()
            copy.translate(left - x, position_y - y)
            copy.position_y = linebox.position_y = position_y
            linebox.width, linebox.height = made.width, made.height
            return copy, resume_at
        before = self._paragraph, self._line  # a note inside a line has lines of its own
        self._paragraph, self._line = paragraph, line
        try:
            made, resume_at = _set(
                context, linebox, line, position_y, bottom_space, skip_stack, containing_block, absolute_boxes,
                fixed_boxes,
            )  # fmt: skip
        finally:
            self._paragraph, self._line = before
        if context.in_column and not paragraph.out_of_flow:
            self._made[key] = (made.deepcopy(), resume_at, left, position_y)
        return made, resume_at

    def split_text_box(
        self, context: Any, box: Any, available_width: float | None, skip: int, is_line_start: bool = True
    ) -> Any:
        """WeasyPrint's function of this name: what of ``box`` stands on this line, and the byte where the next begins."""
        paragraph, line = self._paragraph, self._line
        run = paragraph.by_box.get(id(box)) if paragraph is not None else None
        if run is None or line is None or run.box is not box:
            return _stock_text(context, box, available_width, skip, is_line_start)
        text = run.text
        begin = skip if text.isascii() else len(text.encode()[:skip].decode())
        end = min(line.end - run.first, len(text))
        resume: int | None = None
        if line.end <= run.end and not line.last:
            after = min(line.resume - run.first, len(text))
            if after > begin:
                resume = len(text[:after].encode())
        piece = text[begin:end] if end > begin else ""
        hyphen = line.hyphen > 0 and line.end <= run.end
        if not piece:
            return None, resume, False
        return _text_box(run, begin, end, line, context, hyphen=hyphen), resume, False

    def _planned(
        self, context: Any, linebox: Any, skip_stack: Any, containing_block: Any
    ) -> tuple[Paragraph, Line, Any] | None:
        held = self._paragraphs.get(id(linebox))
        if held is None:
            try:
                held = (linebox, Paragraph(linebox, context, self._measure, containing_block))
            except Unplanned:
                held = (linebox, None)
            self._paragraphs[id(linebox)] = (
                held  # with the box: its number is not given to another while it lives
            )
        paragraph = held[1]
        if paragraph is None or containing_block.style["direction"] != "ltr":
            return None
        skip_stack = inline_layout.skip_first_whitespace(linebox, skip_stack)
        if skip_stack == "continue":
            return None
        start = _character(paragraph, linebox, skip_stack)
        indent = linebox.text_indent
        # The lines after the first are those of the plan that began with it, if the measure is still the same.
        origin = (start, indent) if indent else self._origins.get(id(linebox), (start, indent))
        try:
            for first, first_indent in (origin, (start, indent)):
                lines = paragraph.lines(containing_block.width, first_indent, first)
                if start in lines:
                    self._origins[id(linebox)] = (first, first_indent)
                    return paragraph, lines[start], skip_stack
        except Unplanned:
            self._paragraphs[id(linebox)] = (linebox, None)
        return None


def _character(paragraph: Paragraph, linebox: Any, skip_stack: Any) -> int:
    """The number of the character where ``skip_stack`` points."""
    box = linebox
    while skip_stack:
        ((index, skip_stack),) = skip_stack.items()
        if isinstance(box, boxes.TextBox):
            return paragraph.first[id(box)] + len(box.text.encode()[:index].decode())
        box = box.children[index]
    return paragraph.first.get(id(box), 0)


def _text_box(run: Run, begin: int, end: int, line: Line, context: Any, *, hyphen: bool) -> Any:
    """A text box with the characters from ``begin`` to ``end`` of ``run``, as WeasyPrint would make it."""
    style, measured, blank = run.box.style, run.measured, line.blank
    text = run.text[begin:end] + (style["hyphenate_character"] if hyphen else "")
    if measured is None:
        raise AssertionError(run)
    if run.elastic:
        width = (sum(measured.advances[begin:end]) + (line.hyphen if hyphen else 0.0)) * line.scale
        height, baseline = measured.face.height, measured.face.baseline
        layout = Words(text, measured.face, blank, line.scale)
    else:
        if run.ideographic and blank:
            style = style.copy()
            style["letter_spacing"] = blank * IDEOGRAPH_SHARE
            blank -= style["letter_spacing"]
        layout, _, _, width, height, baseline = line_break.split_first_line(text, style, context, None, blank)
    blanks = text.count(" ") + text.count("\u00a0")
    box = run.box.copy_with_text(layout.text)
    box.style = style
    box.justification_spacing = blank
    box.pango_layout = layout
    box.width = width + blanks * blank
    box.height = height
    leading = (line_break.strut(style)[0] - height) / 2
    box.margin_top = box.margin_bottom = leading
    box.baseline = baseline + leading
    return box


def _set(  # noqa: PLR0917 - the order of WeasyPrint
    context: Any,
    linebox: Any,
    plan: Line,
    position_y: float,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    absolute_boxes: Any,
    fixed_boxes: Any,
) -> Any:
    """The box of one planned line; what WeasyPrint does for it when nothing floats and everything fits."""
    linebox.position_y = position_y
    linebox.width = linebox.height = 0
    left = containing_block.content_box_x()
    linebox.position_x = left
    absolutes: list[Any] = []
    fixed: list[Any] = []
    placeholders: list[Any] = []
    line, resume_at, _, _, _, _ = inline_layout.split_inline_box(
        context, linebox, left + linebox.text_indent - plan.out, inf, bottom_space, skip_stack, containing_block,
        absolutes, fixed, placeholders, [], [], None, None,
    )  # fmt: skip
    linebox.width, linebox.height = line.width, line.height
    offset = 0.0
    if plan.blank == 0.0:
        offset = inline_layout.text_align(context, line, containing_block.width, last=plan.last)
    bottom, top = inline_layout.line_box_verticality(line)
    line.baseline = -top
    line.position_y = top
    line.height = bottom - top
    line.margin_top = 0
    line.margin_bottom = 0
    line.translate(offset, position_y - top)
    line.position_y = position_y  # as WeasyPrint does: the sum of floats is not exact
    absolute_boxes.extend(absolutes)
    fixed_boxes.extend(fixed)
    for placeholder in placeholders:
        if "inline" in placeholder.style.specified["display"]:
            placeholder.translate(0, position_y - placeholder.position_y)
        else:
            placeholder.translate(
                line.position_x - placeholder.position_x, position_y + line.height - placeholder.position_y
            )
    return line, (None if plan.last else resume_at)


def replacements() -> Replacements:
    """A planner for one document, in the places of WeasyPrint's functions."""
    planner = Planner()
    return [
        (inline_layout, "get_next_linebox", planner.get_next_linebox),
        (inline_layout, "split_text_box", planner.split_text_box),
        (preferred_layout, "split_first_line", planner.split_first_line),
        (document_layout, "initialize_page_maker", planner.initialize_page_maker),
    ]


def works(fonts: Any) -> bool:
    """Whether a paragraph set by plan keeps its words and fills its lines."""
    words = ["one", "two", "three", "four", "five"] * 20
    text = " ".join(words).replace("two", "<a href='#x'>two</a>")
    html = f"<html lang=en-US><p id=x style='width:300px;text-align:justify;hyphens:auto'>{text}"
    with replacing(replacements()):
        rendering = HTML(string=html).render(font_config=fonts)
    found = [b for b in rendering.pages[0]._page_box.descendants() if isinstance(b, boxes.LineBox)]  # noqa: SLF001
    texts = ["".join(b.text for b in line.descendants() if isinstance(b, boxes.TextBox)) for line in found]
    kept = " ".join(texts).split() == words
    return kept and len(found) > 3 and all(abs(line.width - 300) < 2 for line in found[:-1])


CURE = Cure(
    "paragraphs set as a whole",
    "https://github.com/Kozea/WeasyPrint/issues/2264",
    "blanks are less even and more words are divided",
    replacements,
    works,
)
