"""Figures and tables across the columns, at the top of a page.

WeasyPrint has blocks for this, ``position: note()``, but sets all of them on the page that they are written on, even where
there is no room, and makes the boxes of a table in them twice, which fails. Here they wait in a queue. Each stands on the page
of its place in the text, or on the next: where it would push its own place there, where a figure before it stands on that
page, and where that page has the title. What finds no room gets pages of its own (:mod:`.own_pages`).
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Any

from paperconv.exporters.pdf.engine import LayoutContext, box_building
from paperconv.exporters.pdf.engine import boxes as kinds
from paperconv.exporters.pdf.weasy.own_pages import OwnPages, Path, flat, is_table

NAME = "page-top"
SHEET = (
    f"@page{{@note-area{{content:element({NAME},all-once)}}}}"
    f"figure.{NAME}{{position:note({NAME});column-span:none}}"
    f"figure.{NAME}::note-call,figure.{NAME}::note-marker,figure.{NAME}::note-callback{{content:none}}"
)
"""What makes a block one of these."""

_MOST = 0.7  # of a page's height: what several may take together
_ALONE = 0.8  # of a page's height: one that is higher has no text below it

_stock_running_element = LayoutContext.add_running_element
_stock_table_boxes = box_building.anonymous_table_boxes


class PageTops:
    """The queue of one document: the blocks of ``mains``, in their order."""

    def __init__(self, mains: list[Any], own: OwnPages) -> None:
        self._mains = mains
        self._own = own
        self._waiting = [box for main in mains for box in main.children if is_page_top(box)]
        self._first = {0: 0}  # by the index of a page: how many stand before it
        self._heights: dict[int, float] = {}
        self._room = inf
        self._next = 0
        self._shown: list[Any] = []
        # Of the page that is being made:
        self._start: Path = ()
        self._carried = self._count = self._most = 0
        self._ends = False

    def begin(self, index: int, start: Any) -> None:
        """Choose what stands on page number ``index``, of which the text begins at ``start``: first, what came before that."""
        self._start = () if start is None else flat(start)
        self._ends = False
        self._most = len(self._waiting) - self._first[index]
        self._carried = self._passed(index, start) if index else 0
        self._count = 0
        while self._count < self._carried and not self._follows(
            self._waiting[self._first[index] + self._count]
        ):
            if self._count and self._height(index, self._count + 1) > self._room * _MOST:
                break
            self._count += 1

    def show(self, index: int, context: Any) -> None:
        """Have WeasyPrint set what is chosen on page number ``index``."""
        if self._waiting:
            context.running_elements[NAME][index + 1] = self._chosen(index)

    def changes(self, index: int, page: Any, resume_at: Any) -> bool:
        """Whether something else is chosen after page number ``index`` came out as ``page``, with text up to ``resume_at``."""
        if not self._waiting:
            return False
        chosen = self._chosen(index)
        self._room = page.height
        shown = page.children[2].children
        self._heights |= {id(box): made.margin_height() for box, made in zip(chosen, shown, strict=False)}
        if len(shown) < len(chosen):  # the page has no room for more
            self._count = self._most = len(shown)
            return True
        if len(chosen) == 1 and self._height(index, 1) > self._room * _ALONE:
            self._give_pages(chosen)
            self._count = 0
            self._most -= 1
            self._carried = max(self._carried - 1, 0)
            return True
        passed = self._passed(index, resume_at)
        pushes = self._count > max(self._carried, passed) and not self._ends
        crowds = self._count > 1 and self._height(index, self._count) > self._room * _MOST
        if pushes or crowds:
            return self.gives_way()
        self._ends = self._ends or resume_at is None
        waits = index == 0 and not self._ends
        if waits or self._count >= self._most or passed <= self._count:
            return False
        following = self._waiting[self._first[index] + self._count]
        if self._follows(following):
            return False
        if not self._ends and self._is_behind(following, resume_at):
            return False
        self._count += 1
        return True

    def gives_way(self) -> bool:
        """Choose one less; whether there was one."""
        if self._count == 0:
            return False
        self._count -= 1
        self._most = self._count
        return True

    def end(self, index: int) -> None:
        """Page number ``index`` stands with what is chosen."""
        self._next = self._first[index + 1] = self._first[index] + self._count
        self._shown = self._chosen(index)

    def skip(self, index: int) -> None:
        """Page number ``index`` has none."""
        self._count = 0
        self.end(index)

    def left(self, index: int) -> bool:
        """Whether the paper ends with page number ``index`` and there are more; they get pages of their own."""
        if self._first[index + 1] == len(self._waiting):
            return False
        together: list[Any] = []
        for box in self._waiting[self._first[index] :]:
            if together and self._follows(box):
                self._give_pages(together)
                together = []
            together.append(box)
        self._give_pages(together)
        return True

    def holds(self, before: Path, *, table: bool) -> bool:
        """Whether a table, or a figure, waits whose place is before ``before``."""
        first = next((box for box in self._waiting[self._next :] if is_table(box) == table), None)
        place = None if first is None else self._place(first)
        return place is not None and place[0] <= before

    def shows(self, box: Any) -> bool | None:
        """Whether ``box`` stands on the page that was made last; None if it is none of these."""
        return any(box is shown for shown in self._shown) if is_page_top(box) else None

    def _chosen(self, index: int) -> list[Any]:
        first = self._first[index]
        return self._waiting[first : first + self._count]

    def _height(self, index: int, count: int) -> float:
        first = self._first[index]
        return sum(self._heights.get(id(box), 0.0) for box in self._waiting[first : first + count])

    def _passed(self, index: int, resume_at: Any) -> int:
        """How many of those from page number ``index`` on have their place before ``resume_at``."""
        end = None if resume_at is None else flat(resume_at)
        count = 0
        for box in self._waiting[self._first[index] :]:
            place = self._place(box)
            if place is None or (end is not None and place[0] >= end):
                break
            count += 1
        return count

    def _place(self, wanted: Any) -> tuple[Path, Any] | None:
        """Where ``wanted`` is in the text, and what holds it; None where the text is laid out without it."""
        return next(((path, main) for path, box, main in self._blocks() if box is wanted), None)

    def _blocks(self) -> Iterator[tuple[Path, Any, Any]]:
        for main in self._mains:
            place = self._own.place(main)
            for number, box in enumerate(main.children):
                yield (*place, number), box, main

    def misplaced(self, index: int, page: Any, resume_at: Any) -> Iterator[tuple[Any, int]]:
        """Figures and tables in columns that must not stand on page number ``index``, as what holds them and their numbers in it.

        One before them still waits, or they have no room below what stands at the top.
        """
        first = self._first[index]
        waiting = self._waiting[first + self._count : first + self._passed(index, resume_at)]
        places = [(place[0], is_table(box)) for box in waiting if (place := self._place(box)) is not None]
        places += self._own.passed(resume_at)
        over = [box.element for box in overflowing(page)] if self._count else []
        for path, box, main in self._on_page(resume_at):
            is_ahead = any(place < path and kind == is_table(box) for place, kind in places)
            if is_ahead or any(box.element is element for element in over):
                yield main, path[-1]

    def _on_page(self, resume_at: Any) -> Iterator[tuple[Path, Any, Any]]:
        """The figures and tables in columns that begin on the page that is being made."""
        end = None if resume_at is None else flat(resume_at)
        for path, box, main in self._blocks():
            is_figure = box.element_tag == "figure" and box.is_in_normal_flow()
            if is_figure and path >= self._start and (end is None or path < end):
                yield path, box, main

    def _is_behind(self, box: Any, resume_at: Any) -> bool:
        """Whether a figure in a column, or a table, as ``box`` is, stands on the page before its place."""
        place = self._place(box)
        return place is not None and any(
            path < place[0] and is_table(other) == is_table(box)
            for path, other, _ in self._on_page(resume_at)
        )

    def _follows(self, box: Any) -> bool:
        """Whether what waits for a page of its own must come before ``box``."""
        place = self._place(box)
        return place is not None and self._own.waits(place[0], table=is_table(box))

    def _give_pages(self, blocks: list[Any]) -> None:
        """Set ``blocks`` on pages of their own."""
        place = self._place(blocks[0])
        if place is None:
            return
        (*_, number), main = place
        whole = _in_flow(blocks[0])
        if len(blocks) > 1:
            whole = kinds.BlockBox("div", main.style.anonymous_style, whole.element, [*map(_in_flow, blocks)])
        whole.style = whole.style.copy()
        whole.style["page"] = main.page_values()[0]
        self._own.give_pages(whole, main, main.children[number - 1] if number else None)
        self._waiting = [box for box in self._waiting if all(box is not other for other in blocks)]


def is_page_top(box: Any) -> bool:
    """Whether ``box`` goes to the top of a page."""
    return bool(box.is_note() and box.style["position"][1] == NAME)


def foot(page: Any) -> float:
    """Where the text of ``page`` must end."""
    notes = page.children[1]
    return float(notes.position_y if notes.children else page.content_box_y() + page.height)


def overflowing(page: Any) -> list[Any]:
    """The blocks in columns that reach beyond the foot of ``page``."""
    return [
        child
        for box in page.children[0].descendants()
        if getattr(box, "is_column", False)
        for child in box.children
        if child.is_in_normal_flow()
        and child.position_y + child.margin_height() - child.margin_bottom > foot(page) + 1
    ]


def lift(main: Any) -> None:
    """Have these blocks among those of ``main``: WeasyPrint sets them in lines, each after the place for a call."""
    children = []
    for box in main.children:
        found = [] if box.element is not main.element else [*filter(is_page_top, box.descendants())]
        children += found or [box]
    main.children = type(main.children)(children)


def _in_flow(box: Any) -> Any:
    """``box`` as a block of the text."""
    box = box.deepcopy()
    box.style = box.style.copy()
    box.style["position"] = "static"
    return box_building.create_anonymous_boxes(box)


def table_boxes(box: Any) -> Any:
    """WeasyPrint's ``anonymous_table_boxes``, which leaves what goes to the top of a page until it is there."""
    return box if is_page_top(box) else _stock_table_boxes(box)


def add_running_element(context: Any, box: Any) -> None:
    """WeasyPrint's method of this name, by which blocks ask for the top of their page: here the queue gives it."""
    if not is_page_top(box):
        _stock_running_element(context, box)
