"""Text taken before a figure or table that does not fit, so that no column ends in a hole.

What is moved are boxes that are not laid out yet; how high they will be is judged by their letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import inf
from typing import Any

from paperconv.exporters.pdf.engine import boxes
from paperconv.exporters.pdf.weasy.own_pages import OwnPages, Path, has_own_page
from paperconv.exporters.pdf.weasy.page_tops import foot, is_page_top

_HOLE = 2.6  # lines of text: what may stay empty at the foot of a column
_HEADING = 2.0  # lines of text: the room that a heading takes
_LETTER = 0.46  # of the font size: the mean width of letters and blanks in text faces
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_TEXT = frozenset({"p", "ul", "ol", "dl", "blockquote", "pre"})
_LISTED = frozenset({"ul", "ol", "dl", "blockquote", "pre"})  # what a paragraph may announce
_TEXTS = frozenset({"statement", "verse", "box", "run-in"})  # classes of div
_FOLLOWS = frozenset({"equation"})  # classes of what belongs to the paragraph before it


def filled(main: Any, page: Any, resume_at: Any, place: Path, numbers: dict[int, int]) -> bool:
    """Take text of ``main`` before a figure that left a hole on ``page``; whether there was one.

    ``main`` stands at ``place`` and holds its blocks side by side; ``numbers`` are theirs, by their elements.
    """
    line = line_height(main)
    for column, following in _ends(main, page, resume_at, place, numbers):
        flow = [child for child in column.children if child.is_in_normal_flow()]
        figure = None if following is None else _figure_at(main, following)
        if not flow or following is None or figure is None:
            continue
        room = foot(page) - max(child.position_y + child.margin_height() for child in flow)
        room -= (figure - following) * _HEADING * line
        if room < _HOLE * line:
            continue
        if _exchanged(main, figure, room, column.width):
            return True
    return False


def put_off(main: Any, number: int, page: Any) -> bool:
    """Take the text that ``page`` has room for before figure ``number`` of ``main``, which must not stand there."""
    element = main.children[number].element
    columns = [box for box in page.children[0].descendants() if getattr(box, "is_column", False)]
    for place, column in enumerate(columns):
        for box in column.children:
            if box.element is element:
                after = len(columns) - place - 1
                room = foot(page) - box.position_y + after * (foot(page) - column.position_y)
                return _exchanged(main, number, room, column.width)
    return False


def begun(before: Any, main: Any, page: Any, resume_at: Any, own: OwnPages) -> bool:
    """The same where ``main`` would begin on the next page, as its first figure does not fit below what is ``before`` it."""
    (*above, _), (*other, last) = own.place(before), own.place(main)
    if above != other or _resumed(tuple(above), resume_at) != last or not main.children:
        return False
    columns = _columns(main)
    gap = main.style["column_gap"]
    width = (page.width - (columns - 1) * (0.0 if gap == "normal" else gap.value)) / columns
    container = page.children[0]
    for _ in above:
        container = container.children[-1]
    bottoms = [
        child.position_y + child.margin_height() for child in container.children if child.is_in_normal_flow()
    ]
    room = foot(page) - max(bottoms, default=inf)
    begins = main.style["break_before"] != "auto"  # a new page, by the style
    figure = _figure_at(main, 0)
    if begins or figure is None or room < (_HOLE + figure * _HEADING) * line_height(main):
        return False
    return _exchanged(main, figure, room * columns, width)


def _figure_at(main: Any, number: int) -> int | None:
    """The number of the figure that stands at ``number``, or right after the headings there, which go where it goes."""
    while number < len(main.children) and (
        main.children[number].element_tag in _HEADINGS or is_page_top(main.children[number])
    ):
        number += 1
    return number if number < len(main.children) and _is_float(main.children[number]) else None


def _columns(main: Any) -> int:
    count = main.style["column_count"]
    return 1 if count == "auto" else int(count)


def _exchanged(main: Any, first: int, room: float, width: float) -> bool:
    """Take the text that fills ``room`` before the figures from number ``first`` on; whether there was some."""
    line = line_height(main)
    after = first
    while after < len(main.children) and (
        _is_float(main.children[after]) or is_page_top(main.children[after])
    ):
        after += 1
    end = _unit(main.children, after)
    if end > after and not _divisible(main.children[end - 1]):
        end = after if _height_of(main.children[after:end], width, line) > room else end
    while end > after:
        height = _height_of(main.children[after:end], width, line)
        longer = _unit(main.children, end)
        if longer == end or height + _height(main.children[end], width, line) > room:
            break
        end = longer
    if end > after:
        children = list(main.children)
        taken = children[after:end]
        text = [box for box in taken if not is_page_top(box)]
        children[first:end] = [*text, *children[first:after], *filter(is_page_top, taken)]
        main.children = type(main.children)(children)
    return end > after


def lengthened(main: Any, after: Any, page: Any, resume_at: Any, own: OwnPages) -> bool:
    """Take text from the columns ``after`` a table across the page into those before it, which it left a hole below."""
    (*above, number), (*other, last) = own.place(main), own.place(after)
    following = _resumed(tuple(above), resume_at)
    begins = after.style["break_before"] != "auto"  # a new page, by the style
    if above != other or following is None or not number < following < last or begins:
        return False
    if any(box.element_tag in _HEADINGS for box in own.between(main, after)):
        return False  # the table begins a section
    found = [
        box
        for box in page.children[0].descendants()
        if box.element is main.element and getattr(box, "is_column", False)
    ]
    bottoms = [child.position_y + child.margin_height() for box in found for child in box.children]
    line = line_height(main)
    room = foot(page) - max(bottoms, default=inf)
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


def line_height(box: Any) -> float:
    return float(box.style["font_size"]) * 1.35


def _height_of(blocks: Iterable[Any], width: float, line: float) -> float:
    return sum(_height(box, width, line) for box in blocks)


def _height(box: Any, width: float, line: float) -> float:
    """About how high the text of ``box`` will be, in pixels."""
    if is_page_top(box):
        return 0.0
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
    while end < len(children) and (children[end].element_tag in _HEADINGS or is_page_top(children[end])):
        if "references-title" in _names(children[end]):
            return start
        end += 1
    if end >= len(children) or not _is_text(children[end]):
        return start
    end += 1
    if end < len(children) and children[end].element_tag in _LISTED and _announces(children[end - 1]):
        end += 1
    while end < len(children) and (_names(children[end]) & _FOLLOWS or is_page_top(children[end])):
        end += 1
    return end


def _announces(box: Any) -> bool:
    """Whether what follows ``box`` is what it speaks of: its text ends in a colon."""
    said = "".join(one.text for one in box.descendants() if isinstance(one, boxes.TextBox))
    return said.rstrip().endswith(":")


def _is_text(box: Any) -> bool:
    """Whether a figure may wait until after ``box``."""
    names = _names(box)
    return (box.element_tag in _TEXT and "references" not in names) or (
        box.element_tag == "div" and bool(names & _TEXTS)
    )


def may_end(children: Any, number: int) -> bool:
    """Whether a page may end before number ``number``, which cannot be divided."""
    return not _divisible(children[number]) and children[number - 1].element_tag not in _HEADINGS


def _divisible(box: Any) -> bool:
    return is_page_top(box) or bool(box.style["break_inside"] == "auto")
