"""What a reader would mark on laid-out pages: loose lines, divided words, holes, notes on the wrong page."""

from __future__ import annotations

import itertools
import statistics
from typing import Any

import msgspec

from paperconv.exporters.pdf.engine import boxes
from paperconv.exporters.pdf.pages import LaidOut


class Lines(msgspec.Struct, frozen=True):
    """Justified lines: how wide their blanks are, in ems, and how many end in a hyphen."""

    count: int
    mean: float
    deviation: float
    widest: float
    loose: int
    hyphenated: int


def text_boxes(box: Any) -> list[Any]:
    return [one for one in box.descendants() if isinstance(one, boxes.TextBox)]


def lines_of(laid_out: LaidOut, tag: str = "p") -> list[Any]:
    """The line boxes of all elements called ``tag``, in order."""
    return [
        line
        for page in laid_out.boxes
        for line in page.descendants()
        if isinstance(line, boxes.LineBox) and line.element_tag == tag
    ]


def text(line: Any) -> str:
    return "".join(one.text for one in text_boxes(line))


def spacing(laid_out: LaidOut) -> Lines:
    gaps = []
    hyphenated = 0
    found = lines_of(laid_out)
    for line in found:
        own = text_boxes(line)
        hyphenated += bool(own) and own[-1].text.endswith("\u2010")
        spread = [one.justification_spacing / one.style["font_size"] for one in own if " " in one.text]
        if any(spread):
            gaps.append(0.25 + max(spread, key=abs))  # the blank of a text face is a quarter of its size
    return Lines(
        len(found),
        statistics.mean(gaps),
        statistics.pstdev(gaps),
        max(gaps),
        sum(gap > 0.5 for gap in gaps),
        hyphenated,
    )


def columns(page: Any) -> list[Any]:
    """The columns of a page, or its body if it has one only."""
    found = [box for box in page.descendants() if getattr(box, "is_column", False)]
    return found or [box for box in page.descendants() if box.element_tag == "main"][:1]


def holes(laid_out: LaidOut) -> list[float]:
    """What is left empty at the foot of each column, in lines of text; the last page is balanced, so not counted.

    Nothing is left where the next column begins with a heading that did not fit with what must stand below it.
    """
    found = []
    every = [column for page in laid_out.boxes for column in columns(page)]
    following = {id(one): other for one, other in itertools.pairwise(every)}
    for page in laid_out.boxes[:-1]:
        notes = [box for box in page.children if isinstance(box, boxes.FootnoteAreaBox)]
        limit = notes[0].position_y if notes else page.content_box_y() + page.height
        for column in columns(page):
            flow = [child for child in column.children if child.is_in_normal_flow()]
            if flow:
                bottom = max(child.position_y + child.margin_height() - child.margin_bottom for child in flow)
                room = limit - bottom
                after = following[id(column)]
                found.append(0.0 if room < _taken_along(after) else room / 16)
    return found


def _taken_along(column: Any) -> float:
    """How high the headings that ``column`` begins with are, with the first two lines or the first entry below them."""
    top = column.children[0]
    height = top.style["margin_top"].value - top.margin_top  # which is not kept at the top of a page
    for child in column.children:
        height += child.margin_height()
        if child.element_tag not in {"h2", "h3", "h4", "h5", "h6"}:
            first = child.children[0]
            lines_ = [box for box in child.children[:2] if isinstance(box, boxes.LineBox)]
            own = sum(line.height for line in lines_) if lines_ else first.margin_height()
            return height - child.margin_height() + own if child is not column.children[0] else 0.0
    return height


def late_notes(laid_out: LaidOut) -> list[str]:
    """The notes that do not stand on the page of their call, by their marks."""
    found = []
    for page in laid_out.boxes:
        called = {
            b.element.get("data-label") for b in page.descendants() if b.element_tag == "span::footnote-call"
        }
        printed = {
            b.element.get("data-label")
            for b in page.descendants()
            if b.element_tag == "span::footnote-marker"
        }
        found += sorted(called - printed)
    return found
