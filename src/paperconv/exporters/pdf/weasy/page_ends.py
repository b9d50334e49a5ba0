"""How pages and columns end: filled before a figure that does not fit, and with every note under its call.

WeasyPrint has no queue of floats (Kozea/WeasyPrint#259): a figure or table that does not fit leaves the rest of its
column empty. Here the text after it is taken before it, and the page is laid out again, so the figure moves down as in
every typeset paper; figures keep their order, and none goes into the reference list. Before a table across the columns it is
the text below the table.

WeasyPrint moves a note to the next page rather than the line of its call (#2502 and others). Here the page is laid
out again a line shorter, until the line goes along.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from math import inf
from typing import Any

from paperconv.exporters.pdf.engine import HTML, block_layout, boxes, page_layout
from paperconv.exporters.pdf.weasy.cure import Cure, Replacements, replacing
from paperconv.exporters.pdf.weasy.own_pages import OwnPages, Path, has_own_page

_HOLE = 2.6  # lines of text: what may stay empty at the foot of a column
_MOST_FILLS = 8
_COLLECTED = (
    16  # pages, with those made again, after which memory is looked through for what is not used any more
)
_BLOCKS = 120  # of the text that are looked at for a page in columns; only if it holds more, all of them
_MOST_LINES = 10  # that a page may be shorter for the sake of its notes
_LETTER = 0.46  # of the font size: the mean width of letters and blanks in text faces
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_TEXT = frozenset({"p", "ul", "ol", "dl", "blockquote", "pre"})
_TEXTS = frozenset({"statement", "verse", "box", "run-in"})  # classes of div
_FOLLOWS = frozenset({"equation"})  # classes of what belongs to the paragraph before it

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

    def columns_layout(
        self, context: Any, box: Any, bottom_space: float, skip_stack: Any, *others: Any
    ) -> Any:
        """WeasyPrint's function of this name, which copies all blocks from the page on, for each page."""
        first = next(iter(skip_stack)) if skip_stack else 0
        is_cut = len(box.children) - first > self._blocks
        if is_cut:
            box = box.copy_with_children(box.children[: first + int(self._blocks)])
        result = _stock_columns(context, box, bottom_space, skip_stack, *others)
        self._has_ended = self._has_ended or (is_cut and result[1] is None)
        return result

    def page_height(self, box: Any, context: Any, containing_block_height: float) -> None:
        """WeasyPrint's function of this name, for a page that is to hold less."""
        _stock_height(box, context, containing_block_height)
        box.height -= self._shorter

    def remake_page(self, index: int, context: Any, root_box: Any, html: Any) -> Any:
        """WeasyPrint's function of this name: page number ``index`` and where the next begins."""
        if self._own is None:
            found = [box for box in root_box.descendants() if box.element_tag == "main"]
            # Anonymous boxes are called after their element too: the first is the element's own.
            self._mains = list({id(box.element): box for box in reversed(found)}.values())[::-1]
            self._own = OwnPages(root_box, self._mains, self._page)
        if self._own.holds(index):
            return self._own.lay_out(index, context, root_box, html)
        before = _State(context)
        previous = context.page_maker[index + 1] if index + 1 < len(context.page_maker) else None
        page, resume_at = self._lay_out(index, context, root_box, html)
        own = self._own.due(resume_at)
        if own is not None and self._own.clashes(own, resume_at):
            before.restore(context)
            if index and not self._own.overtakes(own, context.page_maker[index][0]):
                return self._own.before(index, context, own, root_box, html)
            self._own.put_back(own)
            return self.remake_page(index, context, root_box, html)
        return page, self._own.after(index, context, resume_at, previous)

    def _lay_out(self, index: int, context: Any, root_box: Any, html: Any) -> Any:
        """A page of the text, and where the next begins."""
        before = _State(context)
        page, resume_at = self._page(index, context, root_box, html)
        if not self._mains or self._own is None:
            return page, resume_at
        for _ in range(_MOST_FILLS):
            if not self._fill(page, resume_at, self._own):
                break
            for *_, remake in context.page_maker[index + 1 :]:  # they are known by the numbers of blocks
                remake["content_changed"] = True
            before.restore(context)
            page, resume_at = self._page(index, context, root_box, html)
        if context.reported_footnotes:
            line = _line_height(self._mains[0])
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
        if index == 0:
            _title_first(page)
        return page, resume_at

    def _page(self, index: int, context: Any, root_box: Any, html: Any) -> Any:
        """WeasyPrint's page number ``index``, and where the next begins."""
        if self._made % _COLLECTED == 0:
            # The exporter has turned collection off; a long paper would fill the memory. What is in use now is not
            # looked through again: else the time would grow with the square of the pages.
            if self._made:
                gc.collect()
            gc.freeze()
        self._made += 1
        before = _State(context)
        self._has_ended = False
        made = _stock_page(index, context, root_box, html)
        if self._has_ended:
            before.restore(context)
            self._blocks = inf
            try:
                made = _stock_page(index, context, root_box, html)
            finally:
                self._blocks = _BLOCKS
        return made

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
            _filled(main, page, resume_at, own.place(main), self._numbers_of(main)) for main in self._mains
        ) or any(_lengthened(*pair, page, resume_at, own) for pair in pairwise(self._mains))

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


def _filled(main: Any, page: Any, resume_at: Any, place: Path, numbers: dict[int, int]) -> bool:
    """The same for one ``main`` at ``place``, which holds the blocks side by side."""
    line = _line_height(main)
    for column, following in _ends(main, page, resume_at, place, numbers):
        flow = [child for child in column.children if child.is_in_normal_flow()]
        if not flow or following is None or not _is_float(main.children[following]):
            continue
        room = _limit(page) - max(child.position_y + child.margin_height() for child in flow)
        if room < _HOLE * line:
            continue
        first = after = following
        while after < len(main.children) and _is_float(main.children[after]):
            after += 1
        end = _unit(main.children, after)
        if end > after and not _divisible(main.children[end - 1]):
            end = after if _height_of(main.children[after:end], column.width, line) > room else end
        while end > after:
            height = _height_of(main.children[after:end], column.width, line)
            longer = _unit(main.children, end)
            if longer == end or height + _height(main.children[end], column.width, line) > room:
                break
            end = longer
        if end > after:
            children = list(main.children)
            children[first:end] = children[after:end] + children[first:after]
            main.children = type(main.children)(children)
            return True
    return False


def _lengthened(main: Any, after: Any, page: Any, resume_at: Any, own: OwnPages) -> bool:
    """Take text from the columns ``after`` a table across the page into those before it, which it left a hole below."""
    (*above, number), (*other, last) = own.place(main), own.place(after)
    following = _resumed(tuple(above), resume_at)
    begins = after.style["break_before"] != "auto"  # a new page, by the style
    if above != other or following is None or not number < following < last or begins:
        return False
    found = [
        box
        for box in page.children[0].descendants()
        if box.element is main.element and getattr(box, "is_column", False)
    ]
    bottoms = [child.position_y + child.margin_height() for box in found for child in box.children]
    line = _line_height(main)
    room = _limit(page) - max(bottoms, default=inf)
    if room < _HOLE * line:
        return False
    taken = 0
    stop = own.followed(after)
    while (end := _unit(after.children, taken)) > taken and end < len(after.children):
        if any(box is stop for box in after.children[:end]):
            break
        fits = _height_of(after.children[:end], found[0].width, line) <= room * len(found)
        if not fits and (taken or not _divisible(after.children[end - 1])):
            break
        taken = end
        if not fits:
            break
    main.children = type(main.children)([*main.children, *after.children[:taken]])
    after.children = type(after.children)(after.children[taken:])
    return taken > 0


def _ends(
    main: Any, page: Any, resume_at: Any, place: Path, numbers: dict[int, int]
) -> Iterator[tuple[Any, int | None]]:
    """The columns of ``page``, each with the number of the block that begins the next one, if a block does."""
    own = [box for box in page.children[0].descendants() if box.element is main.element]
    columns = [box for box in own if getattr(box, "is_column", False)] or own[:1]
    for column, following in pairwise(columns):
        last, first = (list(one.children) for one in (column, following))
        if last and first and first[0].element is not last[-1].element:
            yield column, numbers.get(id(first[0].element))
    if columns:
        yield columns[-1], _resumed(place, resume_at)


def _resumed(place: Path, resume_at: Any) -> int | None:
    """The number of the child of what stands at ``place`` that begins the next page, if it begins there."""
    for number in place:
        if not resume_at:
            return None
        ((index, resume_at),) = resume_at.items()
        if index != number:
            return None
    if not resume_at:
        return None
    ((index, inside),) = resume_at.items()
    return index if not inside or inside == {0: None} else None


def _title_first(page: Any) -> None:
    """Set the title above the figures that span the columns, which WeasyPrint puts at the top of the page."""
    spanning = page.children[2]
    header = next((box for box in page.children[0].descendants() if box.element_tag == "header"), None)
    if header is not None and spanning.children:
        header.translate(dy=-spanning.margin_height())
        spanning.translate(dy=header.margin_height())


def _limit(page: Any) -> float:
    notes = page.children[1]
    return float(notes.position_y if notes.children else page.content_box_y() + page.height)


def _line_height(box: Any) -> float:
    return float(box.style["font_size"]) * 1.35


def _height_of(blocks: Iterable[Any], width: float, line: float) -> float:
    return sum(_height(box, width, line) for box in blocks)


def _height(box: Any, width: float, line: float) -> float:
    """About how high the text of ``box`` will be, in pixels."""
    letters = [
        sum(len(one.text) for one in text.descendants() if isinstance(one, boxes.TextBox))
        for text in (box, *box.descendants())
        if isinstance(text, boxes.LineBox)
    ]
    size = _LETTER * float(box.style["font_size"])
    return line * sum(1 + count * size // max(width, 1.0) for count in letters or [0])


def _is_float(box: Any) -> bool:
    """Whether ``box`` may move: a figure or table that has no page of its own."""
    return box.element_tag == "figure" and box.is_in_normal_flow() and not has_own_page(box)


def _names(box: Any) -> set[str]:
    return set((box.element.get("class") or "").split()) if box.element is not None else set()


def _unit(children: Any, start: int) -> int:
    """The end of the blocks from ``start`` on that must stay together: a paragraph and what belongs to it."""
    end = start
    while end < len(children) and children[end].element_tag in _HEADINGS:
        if "references-title" in _names(children[end]):
            return start
        end += 1
    if end >= len(children) or not _is_text(children[end]):
        return start
    end += 1
    while end < len(children) and _names(children[end]) & _FOLLOWS:
        end += 1
    return end


def _is_text(box: Any) -> bool:
    """Whether a figure may wait until after ``box``."""
    names = _names(box)
    return (box.element_tag in _TEXT and "references" not in names) or (
        box.element_tag == "div" and bool(names & _TEXTS)
    )


def _divisible(box: Any) -> bool:
    return bool(box.style["break_inside"] == "auto")


def replacements() -> Replacements:
    """The functions for one document."""
    pages = Pages()
    return [
        (page_layout, "remake_page", pages.remake_page),
        (page_layout, "page_height", pages.page_height),
        (block_layout, "columns_layout", pages.columns_layout),
    ]


def works(fonts: Any) -> bool:
    """Whether a column before a figure is filled, and a note stays with its call."""
    text = "<p>Some words of a paragraph that take two lines of this page, <i>no less</i>.</p>"
    note = (
        "<p>Words<span class=n>A note of its own, of some length, that takes space.</span> and more of them"
    )
    html = (
        "<style>@page{size:300px 200px;margin:10px}p{margin:0;font:16px/20px serif}.n{float:footnote}"
        "figure{height:90px;margin:0}</style>"
        f"<main>{text * 3}<figure></figure>{text * 6}{note}</main>"
    )
    with replacing(replacements()):
        rendering = HTML(string=html).render(font_config=fonts)
    pages = [page._page_box for page in rendering.pages]  # noqa: SLF001 - what we work on
    first = [box.element_tag for box in pages[0].descendants() if box.element_tag in ("p", "figure")]
    called = [any(box.element_tag == "span::footnote-call" for box in page.descendants()) for page in pages]
    printed = [
        any(box.element_tag == "span::footnote-marker" for box in page.descendants()) for page in pages
    ]
    return "figure" not in first and first.count("p") >= 4 and called == printed and any(called)


CURE = Cure(
    "full pages",
    "https://github.com/Kozea/WeasyPrint/issues/259, https://github.com/Kozea/WeasyPrint/issues/2502",
    "columns may end in a hole before a figure, and notes may stand a page late",
    replacements,
    works,
)
