"""Cut a run of inlines at places in its text, and put wrappers round stretches of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

import msgspec

from paperconv import model as m

OPAQUE = "\ufffc"
"""Stands in :func:`flat` for each character of a node that must not be searched."""

_SEE_THROUGH = frozenset({"emph", "strong", "smallcaps", "underline"})


class Range(msgspec.Struct, frozen=True):
    """The text from ``start`` up to ``end`` (in characters), to be given to ``wrap``."""

    start: int
    end: int
    wrap: Callable[[m.Inlines], m.Inlines]


def flat(inlines: m.Inlines) -> str:
    """The text of ``inlines``, as long as ``text_of`` gives it, in which only running words can be found.

    Code, formulas, pictures, links, citations and raised text show as :data:`OPAQUE`.
    """
    parts: list[str] = []
    for node in inlines:
        match node:
            case m.Text(value):
                parts.append(value)
            case m.Styled(style, children) if style in _SEE_THROUGH:
                parts.append(flat(children))
            case m.Span(children) | m.Abbreviation(children):
                parts.append(flat(children))
            case m.LineBreak():
                parts.append(" ")
            case _:
                parts.append(OPAQUE * len(m.text_of(node)))
    return "".join(parts)


def wrap_ranges(inlines: m.Inlines, ranges: Iterable[Range]) -> m.Inlines:
    """``inlines`` with each range given to its wrapper. Ranges must not overlap; their order does not matter.

    Markup that crosses the edge of a range is cut in two; a node that cannot be cut (a formula) stays whole
    and belongs to the range that it begins in. The text stays the same, letter for letter, if the wrappers keep it.
    """
    ordered = sorted(ranges, key=lambda one: (one.start, one.end))
    if not ordered:
        return inlines
    parts = cut(inlines, [place for one in ordered for place in (one.start, one.end)])
    out: list[m.Inline] = [*parts[0]]
    for index, one in enumerate(ordered):
        out.extend(one.wrap(parts[2 * index + 1]))
        out.extend(parts[2 * index + 2])
    return tuple(out)


def cut(inlines: m.Inlines, places: list[int]) -> list[m.Inlines]:
    """``inlines`` in pieces: up to the first of ``places`` (ascending character counts), up to the second, and so on.

    There is one piece more than places. A node without text goes with what follows it.
    """
    pieces: list[list[m.Inline]] = [[]]
    at, index = 0, 0
    for node in inlines:
        length = len(node.value) if isinstance(node, m.Text) else len(m.text_of(node))
        while index < len(places) and places[index] <= at:
            pieces.append([])
            index += 1
        first = index
        while index < len(places) and places[index] < at + length:
            index += 1
        if index == first:
            pieces[-1].append(node)
        else:
            own = _cut_node(node, [place - at for place in places[first:index]])
            pieces[-1].extend(own[0])
            pieces.extend(list(piece) for piece in own[1:])
        at += length
    pieces.extend([] for _ in places[index:])
    return [tuple(piece) for piece in pieces]


def _cut_node(node: m.Inline, places: list[int]) -> list[m.Inlines]:
    match node:
        case m.Text(value):
            edges = [0, *places, len(value)]
            return [(m.replace(node, value=value[a:b]),) if a < b else () for a, b in pairwise(edges)]
        case m.Styled() | m.Link():
            return [
                (m.replace(node, children=piece),) if piece else () for piece in cut(node.children, places)
            ]
        case m.Span():
            # An id must stay unique: the first part keeps it.
            return [
                (m.replace(node, children=piece, id=node.id if index == 0 else ""),) if piece else ()
                for index, piece in enumerate(cut(node.children, places))
            ]
        case _:
            return [(node,), *(() for _ in places)]
