"""How pages and columns end: filled before a figure that does not fit, and with every note under its call.

WeasyPrint has no queue of floats (Kozea/WeasyPrint#259): a figure or table that does not fit leaves the rest of its
column empty. Here the text after it is taken before it, and the page is laid out again, so the figure moves down as in
every typeset paper; figures keep their order, and none goes into the reference list. Before a table that stays in its place
across the columns it is the text below the table; others are :mod:`.page_tops`.

WeasyPrint moves a note to the next page rather than the line of its call (#2502 and others). Here the page is laid
out again a line shorter, until the line goes along.
"""

from __future__ import annotations

import gc
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from math import inf
from typing import Any

from paperconv.exporters.pdf.engine import HTML, LayoutContext, block_layout, box_building, page_layout
from paperconv.exporters.pdf.weasy.cure import Cure, Replacements, replacing
from paperconv.exporters.pdf.weasy.filling import begun, filled, lengthened, line_height, may_end, put_off
from paperconv.exporters.pdf.weasy.own_pages import OwnPages
from paperconv.exporters.pdf.weasy.page_tops import (
    NAME,
    SHEET,
    PageTops,
    add_running_element,
    lift,
    overflowing,
    table_boxes,
)

_MOST_FILLS = 8
_COLLECTED = (
    16  # pages, with those made again, after which memory is looked through for what is not used any more
)
_BLOCKS = 120  # of the text that are looked at for a page in columns; only if it holds more, all of them
_MOST_LINES = 10  # that a page may be shorter for the sake of its notes

_stock_page = page_layout.remake_page
_stock_height = page_layout.page_height
_stock_columns = block_layout.columns_layout


class Pages:
    """What stands in for three functions of WeasyPrint while one document is laid out."""

    def __init__(self) -> None:
        self._shorter = 0.0
        self._blocks: float = _BLOCKS
        self._has_ended = False
        self._made = 0
        self._mains: list[Any] = []
        self._numbers: dict[int, tuple[Any, dict[int, int]]] = {}
        self._own: OwnPages | None = None
        self._tops: PageTops | None = None

    def columns_layout(
        self, context: Any, box: Any, bottom_space: float, skip_stack: Any, *others: Any
    ) -> Any:
        """WeasyPrint's function of this name, which copies all blocks from the page on, for each page.

        Where a figure or formula does not fit into the second column it leaves out the first as well: then what comes
        before it is set by itself.
        """
        first = next(iter(skip_stack)) if skip_stack else 0
        is_cut = len(box.children) - first > self._blocks
        if is_cut:
            box = box.copy_with_children(box.children[: first + int(self._blocks)])
        notes = list(context.current_page_footnotes)
        result = _stock_columns(context, box, bottom_space, skip_stack, *others)
        self._has_ended = self._has_ended or (is_cut and result[1] is None)
        if result[0] is not None:
            return result

        def made(end: int) -> Any:
            for note in [one for one in context.current_page_footnotes if one not in notes]:
                context.unlayout_footnote(note)
            part = box.copy_with_children(box.children[:end])
            return _stock_columns(context, part, bottom_space, skip_stack, *others)

        # What is set ends before a block that cannot be divided; the last that fits is looked for by halves.
        ends = [n for n in range(first + 1, len(box.children)) if may_end(box.children, n)][:_BLOCKS]
        fits = bisect_left(ends, True, key=lambda end: made(end)[0] is None)
        if fits == 0:
            return result
        end = ends[fits - 1]
        columns, resume_at, _, *rest = made(end)
        return columns, resume_at or {end: None}, {"break": "any", "page": None}, *rest

    def page_height(self, box: Any, context: Any, containing_block_height: float) -> None:
        """WeasyPrint's function of this name, for a page that is to hold less."""
        _stock_height(box, context, containing_block_height)
        box.height -= self._shorter

    def remake_page(self, index: int, context: Any, root_box: Any, html: Any) -> Any:
        """WeasyPrint's function of this name: page number ``index`` and where the next begins."""
        if self._own is None or self._tops is None:
            found = [box for box in root_box.descendants() if box.element_tag == "main"]
            # Anonymous boxes are called after their element too: the first is the element's own.
            self._mains = list({id(box.element): box for box in reversed(found)}.values())[::-1]
            for main in self._mains:
                lift(main)
            self._own = OwnPages(root_box, self._mains, self._page, self._lay_out)
            self._tops = self._own.queue = PageTops(self._mains, self._own)
        own, tops = self._own, self._tops
        if own.holds(index):
            tops.skip(index)
            return own.lay_out(index, context, root_box, html)
        before = _State(context)
        previous = context.page_maker[index + 1] if index + 1 < len(context.page_maker) else None
        page, resume_at = self._lay_out(index, context, root_box, html)
        if resume_at is None and tops.left(index):
            before.restore(context)
            page, resume_at = self._lay_out(index, context, root_box, html)
        due = own.due(resume_at)
        if due is not None and own.clashes(due, resume_at):
            start = context.page_maker[index][0]
            lay_out = own.ending if own.begins_after(due, start) else None
            if index and not own.overtakes(due, start):
                lay_out = own.before
            if lay_out is not None:
                before.restore(context)
                tops.skip(index)
                return lay_out(index, context, due, root_box, html)
        return page, own.after(index, context, resume_at, previous)

    def _lay_out(self, index: int, context: Any, root_box: Any, html: Any) -> Any:
        """A page of the text, and where the next begins."""
        before = _State(context)
        if self._own is None or self._tops is None:
            return self._page(index, context, root_box, html)
        self._tops.begin(index, context.page_maker[index][0])
        page, resume_at = self._page(index, context, root_box, html)
        moves = 0
        while (
            self._tops.changes(index, page, resume_at)
            or (moves < _MOST_FILLS and self._puts_off(index, page, resume_at, self._tops))
            or (overflowing(page) and self._tops.gives_way())
        ):
            moves += 1
            self._made_anew(index, context)
            before.restore(context)
            page, resume_at = self._page(index, context, root_box, html)
        for _ in range(_MOST_FILLS):
            if not self._fill(page, resume_at, self._own):
                break
            self._made_anew(index, context)
            before.restore(context)
            page, resume_at = self._page(index, context, root_box, html)
        if context.reported_footnotes and self._mains:
            line = line_height(self._mains[0])
            for lines in range(1, _MOST_LINES + 1):
                before.restore(context)
                with self._shortened(lines * line):
                    page, resume_at = self._page(index, context, root_box, html)
                page.height += lines * line
                page.children[1].translate(dy=lines * line)
                if not context.reported_footnotes:
                    break
            else:  # a note that no page holds: as WeasyPrint does it
                before.restore(context)
                page, resume_at = self._page(index, context, root_box, html)
        self._tops.end(index)
        if index == 0:
            _title_first(page)
        return page, resume_at

    def _puts_off(self, index: int, page: Any, resume_at: Any, tops: PageTops) -> bool:
        """Take text before a figure that must wait for one across the columns; whether there was one."""
        return resume_at is not None and any(
            put_off(main, number, page) for main, number in tops.misplaced(index, page, resume_at)
        )

    def _made_anew(self, index: int, context: Any) -> None:
        """Have the pages after number ``index`` made anew: they are known by the numbers of blocks."""
        for *_, remake in context.page_maker[index + 1 :]:
            remake["content_changed"] = True

    def _page(self, index: int, context: Any, root_box: Any, html: Any) -> Any:
        """WeasyPrint's page number ``index``, and where the next begins."""
        if self._made % _COLLECTED == 0 and not gc.isenabled():
            # The exporter has turned collection off; a long paper would fill the memory. What is in use now is not
            # looked through again: else the time would grow with the square of the pages.
            if self._made:
                gc.collect()
            gc.freeze()
        self._made += 1
        before = _State(context)
        self._has_ended = False
        self._show(index, context)
        made = _stock_page(index, context, root_box, html)
        if self._has_ended:
            before.restore(context)
            self._show(index, context)
            self._blocks = inf
            try:
                made = _stock_page(index, context, root_box, html)
            finally:
                self._blocks = _BLOCKS
        return made

    def _show(self, index: int, context: Any) -> None:
        if self._tops is not None:
            self._tops.show(index, context)

    @contextmanager
    def _shortened(self, height: float) -> Iterator[None]:
        self._shorter = height
        try:
            yield
        finally:
            self._shorter = 0.0

    def _fill(self, page: Any, resume_at: Any, own: OwnPages) -> bool:
        """Take text before a figure that left a hole on ``page``; whether there was one."""
        if resume_at is None:
            return False  # the last page ends where the paper ends
        return any(
            filled(main, page, resume_at, own.place(main), self._numbers_of(main)) for main in self._mains
        ) or any(
            lengthened(*pair, page, resume_at, own) or begun(*pair, page, resume_at, own)
            for pair in pairwise(self._mains)
        )

    def _numbers_of(self, main: Any) -> dict[int, int]:
        """The numbers of the children of ``main`` by their elements."""
        children, numbers = self._numbers.get(id(main), (None, {}))
        if children is not main.children:
            numbers = {id(box.element): number for number, box in enumerate(main.children)}
            self._numbers[id(main)] = main.children, numbers
        return numbers


class _State:
    """What laying out a page changes in the context and must be as before for another trial."""

    def __init__(self, context: Any) -> None:
        self._footnotes = list(context.footnotes)
        self._reported = list(context.reported_footnotes)
        self._broken = dict(context.broken_out_of_flow)
        self._notes = list(context.rendered_notes or ())

    def restore(self, context: Any) -> None:
        context.footnotes[:] = self._footnotes
        context.reported_footnotes = list(self._reported)
        context.broken_out_of_flow = dict(self._broken)
        context.rendered_notes = list(self._notes)


def _title_first(page: Any) -> None:
    """Set the title above the figures that span the columns, which WeasyPrint puts at the top of the page."""
    spanning = page.children[2]
    header = next((box for box in page.children[0].descendants() if box.element_tag == "header"), None)
    if header is not None and spanning.children:
        header.translate(dy=-spanning.margin_height())
        spanning.translate(dy=header.margin_height())


def replacements() -> Replacements:
    """The functions for one document."""
    pages = Pages()
    return [
        (page_layout, "remake_page", pages.remake_page),
        (page_layout, "page_height", pages.page_height),
        (block_layout, "columns_layout", pages.columns_layout),
        (LayoutContext, "add_running_element", add_running_element),
        (box_building, "anonymous_table_boxes", table_boxes),
    ]


def works(fonts: Any) -> bool:
    """Whether a column before a figure is filled, a note stays with its call, and a table goes to the top of the next page."""
    text = "<p>Some words of a paragraph that take two lines of this page, <i>no less</i>.</p>"
    note = (
        "<p>Words<span class=n>A note of its own, of some length, that takes space.</span> and more of them"
    )
    html = (
        f"<style>@page{{size:300px 200px;margin:10px}}p{{margin:0;font:16px/20px serif}}.n{{float:footnote}}{SHEET}"
        "figure{height:90px;margin:0}</style>"
        f"<main>{text * 3}<figure></figure>{text * 3}<figure class={NAME}><table><tr><td>a</table></figure>{text * 3}"
        f"{note}</main>"
    )
    with replacing(replacements()):
        rendering = HTML(string=html).render(font_config=fonts)
    pages = [[*page._page_box.descendants()] for page in rendering.pages]  # noqa: SLF001 - what we work on
    tags = [[box.element_tag for box in page] for page in pages]
    first = [tag for tag in tags[0] if tag in ("p", "figure")]
    called = ["span::footnote-call" in page for page in tags]
    printed = ["span::footnote-marker" in page for page in tags]
    tables = [box for page in pages[1:] for box in page if box.element_tag == "td"]
    return (
        "figure" not in first
        and first.count("p") >= 4
        and called == printed
        and any(called)
        and bool(tables)
        and tables[0].position_y < 20
    )


CURE = Cure(
    "full pages",
    "https://github.com/Kozea/WeasyPrint/issues/259, https://github.com/Kozea/WeasyPrint/issues/2502",
    "columns may end in a hole before a figure, and notes may stand a page late",
    replacements,
    works,
    SHEET,
)
