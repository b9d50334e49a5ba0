"""Tables and figures with a page of their own, turned sideways, that let the text go on.

WeasyPrint begins such a page where its table stands, and leaves the page before it as empty as it is (it has no queue of
floats, Kozea/WeasyPrint#259). Here these blocks are taken out of the text before it is laid out. The page on which the text
passes the place of one is filled, and the block's page follows; or it goes before that page, where a table or figure
after it, or the reference list, would else come first. Where one that it follows stands on that page too, the page ends at its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol, TypeAlias

import msgspec

Path: TypeAlias = tuple[int, ...]
"""Numbers of children, from the root of the boxes on."""

Making: TypeAlias = Callable[[int, Any, Any, Any], tuple[Any, Any]]
"""WeasyPrint's ``remake_page``, or what does more than that."""

_NEXT = {"break": "any"}


class Own(msgspec.Struct, frozen=True):
    """A block with pages of its own; ``before`` is the block that it followed in ``main``, if there was one."""

    box: Any
    main: Any
    before: Any


class Queue(Protocol):
    """The blocks that wait for the top of a page (:mod:`.page_tops`)."""

    def holds(self, before: Path, *, table: bool) -> bool:
        """Whether a table, or a figure, waits whose place is before ``before``."""

    def shows(self, box: Any) -> bool | None:
        """Whether ``box`` stands on the page that was made last; None if it is none of them."""


class OwnPages:
    """The blocks with pages of their own of one document, which are not among the boxes of the text."""

    def __init__(self, root_box: Any, mains: list[Any], make: Making, lay_out_text: Making) -> None:
        self._root = root_box
        self._make = make
        self._lay_out_text = lay_out_text
        self._paths = {id(main): _path(root_box, main) for main in mains}
        self._waiting: list[Own] = []
        self.queue: Queue | None = None
        self._at: dict[int, Own] = {}
        self._after: dict[int, tuple[Any, Any]] = {}
        for main in mains:
            self._take_out(main)

    def _take_out(self, main: Any) -> None:
        text = [box for box in main.children if not has_own_page(box)]
        if len(text) == len(main.children) or not text:
            return
        before = None
        for box in main.children:
            if has_own_page(box):
                self._waiting.append(Own(box, main, before))
            else:
                before = box
        main.children = type(main.children)(text)

    def give_pages(self, box: Any, main: Any, before: Any) -> None:
        """Let ``box``, which followed ``before`` in ``main``, have pages of its own."""
        self._waiting.append(Own(box, main, before))
        self._waiting.sort(key=self._place_of)

    def _place_of(self, own: Own) -> Path:
        return (
            *self._paths[id(own.main)],
            -1 if own.before is None else _index(own.main.children, own.before),
        )

    def place(self, main: Any) -> Path:
        """Where ``main`` stands."""
        return self._paths[id(main)]

    def between(self, main: Any, after: Any) -> Any:
        """The boxes between two of the texts that stand in columns."""
        (*above, number), (*_, last) = self.place(main), self.place(after)
        return _box(self._root, tuple(above)).children[number + 1 : last]

    def followed(self, main: Any) -> Any:
        """The block of ``main`` that the first block without its pages yet follows; None if there is none."""
        waiting = [own for own in self._waiting if own.main is main]
        return (waiting[0].before or main.children[0]) if waiting else None

    def holds(self, index: int) -> bool:
        """Whether page number ``index`` is one of them."""
        return index in self._at

    def due(self, resume_at: Any) -> Own | None:
        """The block that stands before the place where the text of the next page begins."""
        own = self._waiting[0] if self._waiting else None
        if own is None or resume_at is None:
            return own
        is_held = self.queue is not None and self.queue.holds(self._place_of(own), table=is_table(own.box))
        return own if self._is_passed(own, flat(resume_at)) and not is_held else None

    def waits(self, before: Path, *, table: bool) -> bool:
        """Whether a table, or a figure, waits for its page whose place is before ``before``."""
        return any(is_table(own.box) == table and self._place_of(own) < before for own in self._waiting)

    def clashes(self, own: Own, resume_at: Any) -> bool:
        """Whether something that must come after ``own`` stands on the page that ends at ``resume_at``."""
        end = None if resume_at is None else flat(resume_at)
        table = is_table(own.box)
        for path, box in self._following(own):
            if end is not None and path >= end:
                return False
            if box.element_tag == "figure" and is_table(box) == table and self._shows(box) is not False:
                return True
            if box.element_tag == "h2" and "references-title" in (box.element.get("class") or "").split():
                return True
        return False

    def passed(self, resume_at: Any) -> list[tuple[Path, bool]]:
        """The places of those that wait before ``resume_at``, and whether they are tables."""
        return [
            (self._place_of(own), is_table(own.box))
            for own in self._waiting
            if resume_at is not None and self._is_passed(own, flat(resume_at))
        ]

    def begins_after(self, own: Own, start: Any) -> bool:
        """Whether the place of ``own`` is on the page that begins at ``start``, or after it."""
        return start is None or self._place_of(own) >= flat(start)

    def overtakes(self, own: Own, start: Any) -> bool:
        """Whether ``own`` would come before a table or figure that it follows, were its page before the one that begins at ``start``."""
        place = self._paths[id(own.main)]
        begin = () if start is None else flat(start)
        last = -1 if own.before is None else _index(own.main.children, own.before)
        for at, box in enumerate(own.main.children[: last + 1]):
            if box.element_tag == "figure" and is_table(box) == is_table(own.box):
                shows = self._shows(box)
                if (*place, at) >= begin if shows is None else shows:
                    return True
        return False

    def _shows(self, box: Any) -> bool | None:
        return None if self.queue is None else self.queue.shows(box)

    def before(self, index: int, context: Any, own: Own, root_box: Any, html: Any) -> tuple[Any, Any]:
        """Page number ``index`` with ``own``, and where the next begins: what would have stood on it comes then."""
        self._waiting.remove(own)
        self._start(index, context, own, context.page_maker[index][:2], None)
        return self.lay_out(index, context, root_box, html)

    def ending(self, index: int, context: Any, own: Own, root_box: Any, html: Any) -> Any:
        """Page number ``index`` with the text up to the place of ``own``, which follows; and where the next begins."""
        *above, number = self._paths[id(own.main)]
        container, held = _box(root_box, tuple(above)), own.main.children
        children = container.children
        at = 0 if own.before is None else _index(held, own.before) + 1
        if not number + at:
            return self.before(index, context, own, root_box, html)
        previous = _known(context, index + 1)
        container.children = type(children)(children[: number + bool(at)])
        own.main.children = type(held)(held[:at])
        try:
            page, resume_at = self._lay_out_text(index, context, root_box, html)
        finally:
            container.children = children
            own.main.children = type(held)([*own.main.children, *held[at:]])
        if resume_at is not None:
            return page, resume_at
        self._waiting.remove(own)
        begin = _nested((*above, number, at) if at < len(held) else (*above, number + 1))
        after = begin, {**_NEXT, "page": own.main.page_values()[0]}
        return page, self._start(index + 1, context, own, after, previous)

    def after(self, index: int, context: Any, resume_at: Any, previous: Any) -> Any:
        """Where the page after number ``index`` begins, of which the text ends at ``resume_at``.

        ``previous`` is what WeasyPrint knew of that page before.
        """
        own = self._at.get(index + 1)
        if own is None:
            own = self.due(resume_at)
            if own is None:
                return resume_at
            self._waiting.remove(own)
        return self._start(index + 1, context, own, context.page_maker[index + 1][:2], previous)

    def lay_out(self, index: int, context: Any, root_box: Any, html: Any) -> tuple[Any, Any]:
        """Page number ``index`` with the block that stands there, and where the next begins."""
        own = self._at[index]
        place = self._paths[id(own.main)][:-1]
        container = _box(root_box, place)
        children = container.children
        previous = _known(context, index + 1)
        broken, context.broken_out_of_flow = context.broken_out_of_flow, {}
        container.children = type(children)([*children, own.box])
        try:
            page, resume_at = self._make(index, context, root_box, html)
        finally:
            container.children = children
            context.broken_out_of_flow = broken
        if resume_at is not None and flat(resume_at)[: len(place) + 1] == (*place, len(children)):
            self._at[index + 1] = own  # it is longer than its page
            self._after[index + 1] = self._after[index]
            return page, resume_at
        resume_at, next_page = self._after[index]
        _put(context, index + 1, resume_at, next_page, previous)
        return page, self.after(index, context, resume_at, previous)

    def _start(self, index: int, context: Any, own: Own, after: tuple[Any, Any], previous: Any) -> Any:
        """Say that page number ``index`` is of ``own``; where that begins."""
        place = self._paths[id(own.main)][:-1]
        start = _nested((*place, len(_box(self._root, place).children)))
        self._at[index] = own
        self._after[index] = after
        _put(context, index, start, {**_NEXT, "page": own.box.style["page"]}, previous)
        return start

    def _is_passed(self, own: Own, end: Path) -> bool:
        place = self._paths[id(own.main)]
        if own.before is None:
            return end > place
        at = (*place, _index(own.main.children, own.before))
        return end > at and end[: len(at)] != at

    def _following(self, own: Own) -> Iterator[tuple[Path, Any]]:
        """The blocks of the text after ``own``, with their places."""
        *above, number = self._paths[id(own.main)]
        siblings = _box(self._root, tuple(above)).children
        first = 0 if own.before is None else _index(own.main.children, own.before) + 1
        for place in range(number, len(siblings)):
            if id(siblings[place]) not in self._paths:
                yield (*above, place), siblings[place]
                continue
            for at in range(first, len(siblings[place].children)):
                yield (*above, place, at), siblings[place].children[at]
            first = 0


def has_own_page(box: Any) -> bool:
    """Whether ``box`` is a figure or table that stands on a page of its own kind."""
    return box.element_tag == "figure" and box.is_in_normal_flow() and box.style["page"] not in {"", "auto"}


def _put(context: Any, index: int, resume_at: Any, next_page: Any, previous: Any) -> None:
    """Have page number ``index`` begin at ``resume_at``; made anew unless that was known."""
    _, _, side, state, remake = context.page_maker[index]
    if previous is not None and previous[:4] == (resume_at, next_page, side, state):
        context.page_maker[index] = previous
        return
    remake["content_changed"] = resume_at is not None
    context.page_maker[index] = (resume_at, next_page, side, state, remake)


def _known(context: Any, index: int) -> Any:
    return context.page_maker[index] if index < len(context.page_maker) else None


def is_table(box: Any) -> bool:
    """Whether ``box`` holds a table."""
    return box.element is not None and box.element.find(".//table") is not None


def _index(children: Any, wanted: Any) -> int:
    """The number of ``wanted``; that of what would follow, where the text is laid out only up to a place before it."""
    return next((number for number, box in enumerate(children) if box is wanted), len(children))


def _path(root: Any, wanted: Any) -> Path:
    """Where ``wanted`` stands below ``root``."""
    found: list[tuple[Path, Any]] = [((), root)]
    while found:
        path, box = found.pop()
        if box is wanted:
            return path
        found += [((*path, number), child) for number, child in enumerate(getattr(box, "children", ()))]
    raise LookupError(wanted)


def _box(root: Any, path: Path) -> Any:
    for number in path:
        root = root.children[number]
    return root


def flat(resume_at: Any) -> Path:
    """WeasyPrint's ``resume_at`` as the numbers of children that it names."""
    path = []
    while resume_at and len(resume_at) == 1:  # the cells of a row go on side by side
        ((number, resume_at),) = resume_at.items()
        path.append(number)
    return tuple(path)


def _nested(path: Path) -> Any:
    made: Any = None
    for number in reversed(path):
        made = {number: made}
    return made
