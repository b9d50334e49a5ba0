"""A paragraph's text, measured, with every place where a line may end; and its lines for a given width."""

from __future__ import annotations

from array import array
from itertools import accumulate
from operator import mul
from typing import Any

import msgspec
import pyphen

from paperconv.exporters.pdf.engine import boxes, ffi, inline_layout, line_break
from paperconv.exporters.pdf.weasy.breaking import SHRINK, STRETCH, Breaks, Give, fit, total_fit
from paperconv.exporters.pdf.weasy.dictionaries import divider, divisions
from paperconv.exporters.pdf.weasy.measure import (
    IDEOGRAPH_SHARE,
    Measured,
    Measurer,
    Unplanned,
    edge_width,
    is_ideographic,
    is_measurable,
    is_relative,
)

# Penalties of a break, in the unit of badness.
_AFTER_HYPHEN = 60.0  # a hyphen that the author wrote
_IN_FORMULA = 500.0  # after a relation or an operator
_NEVER = 2_000.0  # lines that only an address or formula makes possible

EXPANSION = 0.0
"""How much wider or narrower than by nature text may be drawn, in parts of its width; :mod:`.words` can draw it so."""

# A blank in ems: what extracts text takes less for no blank at all (Poppler's bound is 0.15).
_NARROWEST = 0.165

# How loose the loosest line may be: first without hyphens, then with them, then whatever the words make of it.
_PASSES = ((1.0, False), (2.6, True), (8.0, True), (30.0, True))

_BLANK = " \u00a0"
_BLANK_OF_IDEOGRAPH = 0.24  # of its width: that of a blank in Latin text
_ATOM = "\ufffc"

# How far a sign at the edge stands out of the measure, in parts of its width: small signs look indented otherwise.
_OUT_RIGHT = {
    ".": 0.7, ",": 0.7, ";": 0.4, ":": 0.4, "-": 0.5, "‐": 0.5, "–": 0.25, "—": 0.15, "’": 0.6, "”": 0.5, "'": 0.6,
    '"': 0.5, ")": 0.1, "]": 0.05, "»": 0.3, "›": 0.4,
}  # fmt: skip
_OUT_LEFT = {
    "“": 0.5, "‘": 0.6, '"': 0.5, "'": 0.6, "(": 0.1, "[": 0.05, "«": 0.3, "‹": 0.4, "„": 0.5, "‚": 0.6,
}  # fmt: skip


def _may_break() -> int:
    attribute = ffi.new("PangoLogAttr *")
    attribute.is_line_break = 1
    (bit,) = memoryview(ffi.buffer(attribute)).cast("I")
    return int(bit)


_MAY_BREAK = _may_break()
"""The bit of Pango's ``is_line_break``."""


class Run(msgspec.Struct, frozen=True):
    """A text box or picture in a line: its first character is number ``first`` of the paragraph.

    What is ``elastic`` may be drawn a little wider or narrower.
    """

    box: Any
    first: int
    text: str
    measured: Measured | None
    wraps: bool
    elastic: bool = False
    ideographic: bool = False

    @property
    def end(self) -> int:
        """The number of the first character after it."""
        return self.first + len(self.text)


class Line(msgspec.Struct, frozen=True):
    """One line: characters from ``start`` to ``end``, then those that vanish, then the next line at ``resume``.

    ``hyphen`` is the width of the hyphen set at its end, 0 if none;
    ``blank`` is what every blank is wider than it is by nature, ``out`` how far the line begins left of the measure;
    ``scale`` is how wide the text of elastic runs is drawn, in parts of its width.
    """

    start: int
    end: int
    resume: int
    hyphen: float
    blank: float
    out: float
    scale: float
    last: bool


class Paragraph:
    """The runs of one line box before it is divided into lines.

    Raises:
        Unplanned: by the constructor, where the paragraph cannot be measured in advance.
    """

    def __init__(self, linebox: Any, context: Any, measure: Measurer, containing_block: Any) -> None:
        self.runs: list[Run] = []
        self.first: dict[int, int] = {}
        self.out_of_flow = False
        self._advances: list[float] = []
        self._formulas: list[tuple[int, int]] = []
        self._context = context
        self._containing_block = containing_block
        self._measure = measure
        self._hyphen_widths: dict[int, float] = {}
        self._style = linebox.style
        self.ragged = linebox.style["text_align_all"] != "justify"
        self._is_title = linebox.element_tag == "h1"
        self._gather(linebox, wraps=True)
        self.text = "".join(run.text for run in self.runs)
        if not self.text.strip():
            raise Unplanned
        self.by_box = {id(run.box): run for run in self.runs}
        self._cumulate()
        self._give = self._gives()
        self._plain: list[tuple[int, int, float, float]] | None = None
        self._divided: list[tuple[int, int, float, float]] | None = None
        self._lines: dict[tuple[float, float, int], dict[int, Line]] = {}

    def _gather(self, parent: Any, *, wraps: bool) -> None:
        wraps = wraps and parent.style["white_space"] == "normal"
        for box in parent.children:
            at = len(self._advances)
            self.first[id(box)] = at
            if isinstance(box, boxes.TextBox):
                self._add_text(box, wraps=wraps)
            elif not box.is_in_normal_flow():
                if box.is_floated():
                    raise Unplanned
                self.out_of_flow = True
            elif type(box) is boxes.InlineBox:
                if box.is_leader:
                    raise Unplanned
                self._gather(box, wraps=wraps)
                if box.element is not None and box.element.get("class") == "math":
                    self._formulas.append((at, len(self._advances)))
                if len(self._advances) > at:
                    self._advances[at] += edge_width(box.style, "left")
                    self._advances[-1] += edge_width(box.style, "right")
                elif edge_width(box.style, "left") or edge_width(box.style, "right"):
                    raise Unplanned
            elif isinstance(box, boxes.InlineReplacedBox):
                width = box.style["width"]
                if getattr(width, "unit", None) != "px":
                    raise Unplanned
                self.runs.append(Run(box, at, _ATOM, None, wraps))
                self._advances.append(
                    width.value + edge_width(box.style, "left") + edge_width(box.style, "right")
                )
            elif type(box) is boxes.InlineBlockBox:
                self.runs.append(Run(box, at, _ATOM, None, wraps))
                self._advances.append(self._width(box))
            else:
                raise Unplanned

    def _width(self, box: Any) -> float:
        """How wide a label is that is a block in the line: ``1.``, ``[12]``."""
        if len(box.children) != 1 or not isinstance(box.children[0], boxes.LineBox) or is_relative(box.style):
            raise Unplanned
        laid_out = inline_layout.atomic_box(
            self._context, box.deepcopy(), 0, None, self._containing_block, [], []
        )
        return float(laid_out.margin_width())

    def _add_text(self, box: Any, *, wraps: bool) -> None:
        text, style = box.text, box.style
        if not text:
            return
        if not is_measurable(text, style):
            raise Unplanned
        measured = self._measure(text, style)
        ideographic = is_ideographic(text)
        elastic = measured.plain and style["text_decoration_line"] == "none" and not ideographic
        self.runs.append(Run(box, len(self._advances), text, measured, wraps, elastic, ideographic))
        self._advances += measured.advances

    def _cumulate(self) -> None:
        advances = self._advances
        share = [IDEOGRAPH_SHARE * run.ideographic for run in self.runs for _ in run.text]
        count = [1.0 if sign in _BLANK else own for sign, own in zip(self.text, share, strict=True)]
        # All blanks of a line give way alike: what those of typed text could, the others cannot.
        narrowest = min(
            (width for sign, width in zip(self.text, advances, strict=True) if sign in _BLANK), default=0.0
        )
        blanks = [
            min(width, narrowest) if own == 1.0 else width * own * _BLANK_OF_IDEOGRAPH
            for width, own in zip(advances, count, strict=True)
        ]
        # Arrays: a long paper has millions of characters.
        self._widths = array("d", (0.0, *accumulate(advances)))
        self._blanks = array("d", (0.0, *accumulate(blanks)))
        self._counts = array("d", (0.0, *accumulate(count)))
        elastic = [run.elastic for run in self.runs for _ in run.text]
        self._text = array("d", (0.0, *accumulate(map(mul, advances, elastic))))

    def _gives(self) -> Give:
        shrink = SHRINK
        for run in self.runs:
            if run.measured is not None and " " in run.text:
                (natural,) = self._measure(" ", run.box.style).advances
                shrink = min(shrink, 1 - _NARROWEST * float(run.box.style["font_size"]) / natural)
        return Give(max(shrink, 0.0), EXPANSION)

    def lines(self, width: float, indent: float, start: int) -> dict[int, Line]:
        """The lines from character ``start`` on, by their first character; ``indent`` is that of the first of them.

        Raises:
            Unplanned: a word is longer than the line.
        """
        key = (round(width, 3), round(indent, 3), start)
        known = self._lines.get(key)
        if known is None:
            found = self._fill(width, indent, start)
            if self._is_title:
                found = self._even(found, width, indent)
            known = self._lines[key] = {line.start: line for line in found}
        return known

    def _even(self, lines: list[Line], width: float, indent: float) -> list[Line]:
        """``lines`` of a title made as long as one another: those of the narrowest measure that takes no more of them."""
        narrow = width / 2 if len(lines) > 1 else width
        while width - narrow > 1.0:
            tried = (narrow + width) / 2
            try:
                found = self._fill(tried, indent, lines[0].start)
            except Unplanned:
                found = []
            if 0 < len(found) <= len(lines):
                lines, width = found, tried
            else:
                narrow = tried
        return lines

    def _fill(self, width: float, indent: float, start: int) -> list[Line]:
        for loosest, divided in _PASSES:
            found = self._opportunities(divided=divided)
            if found is None:
                continue
            chosen = self._fit([one for one in found if one[1] > start], start, width, indent, loosest)
            if chosen is not None:
                return chosen
        raise Unplanned

    def _fit(
        self,
        places: list[tuple[int, int, float, float]],
        start: int,
        width: float,
        indent: float,
        loosest: float,
    ) -> list[Line] | None:
        edges = not self.ragged
        out = [self._out(start, edges), *(self._out(resume, edges) for _, resume, _, _ in places)]
        firsts = [start, *(resume for _, resume, _, _ in places)]
        ends = [
            self._widths[end] + hyphen - (self._beyond(end, hyphen) if edges else 0.0)
            for end, _, hyphen, _ in places
        ]
        breaks = Breaks(
            [self._widths[first] + o for first, o in zip(firsts, out, strict=True)],
            [self._blanks[first] for first in firsts],
            ends,
            [self._blanks[end] for end, _, _, _ in places],
            [self._text[first] for first in firsts],
            [self._text[end] for end, _, _, _ in places],
            [cost for _, _, _, cost in places],
            [hyphen > 0 for _, _, hyphen, _ in places],
        )
        give = self._give
        chosen = total_fit(breaks, width, indent, loosest=loosest, ragged=self.ragged, give=give)
        if chosen is None:
            return None
        lines: list[Line] = []
        before = 0
        for j in chosen:
            end, resume, hyphen, _ = places[j]
            first = firsts[before]
            room = width - (ends[j] - breaks.starts[before]) - (indent if before == 0 else 0.0)
            last = j == len(places) - 1
            count = self._counts[end] - self._counts[first]
            blank, scale = 0.0, 1.0
            if not self.ragged and (not last or room < 0):
                blanks = STRETCH * (breaks.end_blanks[j] - breaks.start_blanks[before])
                text = breaks.end_text[j] - breaks.start_text[before]
                ratio = fit(room, blanks, give.letters * text, give.shrink / STRETCH)
                scale += give.letters * min(max(ratio, -1.0), 1.0)
                blank = (room - (scale - 1.0) * text) / count if count else 0.0
            lines.append(Line(first, end, resume, hyphen, blank, out[before], scale, last))
            before = j + 1
        return lines

    def _beyond(self, end: int, hyphen: float) -> float:
        """How far the last sign before ``end``, or its hyphen, stands out on the right."""
        if hyphen:
            return hyphen * _OUT_RIGHT["‐"]
        return self._advances[end - 1] * _OUT_RIGHT.get(self.text[end - 1], 0.0) if end else 0.0

    def _out(self, first: int, edges: bool) -> float:
        if not edges or first >= len(self.text):
            return 0.0
        return self._advances[first] * _OUT_LEFT.get(self.text[first], 0.0)

    def _opportunities(self, *, divided: bool) -> list[tuple[int, int, float, float]] | None:
        """Where lines may end: (end, next line's start, width of a hyphen, penalty); None if words cannot be divided."""
        if self._plain is None:
            self._plain = self._between_words()
        if not divided:
            return self._plain
        if self._divided is None:
            inside = self._inside_words()
            taken = {resume for _, resume, _, _ in self._plain}
            inside = [one for one in inside if one[1] not in taken]
            self._divided = sorted([*self._plain, *inside], key=lambda one: (one[1], one[0]))
        return self._divided

    def _between_words(self) -> list[tuple[int, int, float, float]]:
        text = self.text
        attributes = line_break.get_log_attrs(text.replace(_ATOM, "\u2e80"), self._style["lang"])
        bits = memoryview(ffi.buffer(attributes)).cast("I").tolist()
        found = []
        inside = {at for first, end in self._formulas for at in range(first + 1, end)}
        for run in self.runs:
            for at in range(max(run.first, 1), run.end):
                if not bits[at] & _MAY_BREAK or not (run.wraps or at == run.first):
                    continue
                end = at
                while end and text[end - 1] == " ":
                    end -= 1
                before = text[at - 1]
                if end == 0 or (end == at and before == _ATOM):
                    continue  # nothing before it can hold the end of the line
                cost = 0.0 if before == " " else _AFTER_HYPHEN if before in "-‐–—\u200b" else _NEVER / 4
                found.append((end, at, 0.0, _IN_FORMULA if at in inside else cost))
        end = len(text)
        while text[end - 1] == " ":
            end -= 1
        found.append((end, len(text), 0.0, 0.0))
        return found

    def _inside_words(self) -> list[tuple[int, int, float, float]]:
        found = []
        for run in self.runs:
            style = run.box.style
            language = style["lang"] and pyphen.language_fallback(style["lang"])
            if run.measured is None or not run.wraps or style["hyphens"] != "auto" or not language:
                continue
            total, left, right = style["hyphenate_limit_chars"]
            key = (language, left, right, total)
            dictionary = self._context.dictionaries.get(key)
            if dictionary is None:
                dictionary = self._context.dictionaries[key] = divider(language, left, right)
            hyphen = self._hyphen(style)
            for place, cost in divisions(run.text, dictionary, total):
                found.append((run.first + place, run.first + place, hyphen, cost))
        return found

    def _hyphen(self, style: Any) -> float:
        key = id(style)
        if key not in self._hyphen_widths:
            sign = self._measure(style["hyphenate_character"], style)
            self._hyphen_widths[key] = sum(sign.advances)
        return self._hyphen_widths[key]
