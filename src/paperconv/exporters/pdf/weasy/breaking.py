"""Lines of a paragraph chosen together: the set of breaks that is best for all of them (total fit).

The method is that of D. E. Knuth and M. F. Plass, "Breaking paragraphs into lines" (1981): each line costs the more, the
further its blanks are from their natural width; a hyphen costs, two in a row cost more, and so does a loose line
next to a tight one. Letters may be drawn a little wider or narrower, as much of it as the blanks give of theirs (Hàn Thế Thành,
"Micro-typographic extensions to the TeX typesetting system", 2000). Widths are CSS pixels.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import inf

import msgspec

STRETCH = 0.8
"""A blank may grow by this part of its width before the line counts as loose (badness 100)."""

SHRINK = 1 / 3
"""A blank never shrinks by more than this part of its width."""


class Give(msgspec.Struct, frozen=True):
    """How far a line gives way: ``shrink`` is the most that a blank may lose, ``letters`` what text may gain or lose.

    Both are parts of the width.
    """

    shrink: float = SHRINK
    letters: float = 0.0


_LINE = 10.0
_HYPHEN_AGAIN = 20_000.0
_HYPHEN_LAST = 20_000.0
_UNEVEN = 3_000.0
_SHORT_LAST = 40_000.0
_SHORT = 0.12  # of the measure: a last line that holds less looks like a leftover
_RAGGED = 0.16  # of the measure: how far a ragged line may stay behind before it counts as short
_RAGGED_MOST = 0.5
_TIGHTEST = 1.001
_PLAIN = Give()


class Breaks(msgspec.Struct):
    """Where lines may end, in order; the last one is the end of the paragraph.

    A line that begins after break ``i - 1`` and ends at break ``j`` is ``ends[j] - starts[i]`` wide and holds
    ``end_blanks[j] - start_blanks[i]`` of blanks: ``starts[0]`` is where the paragraph begins, so ``starts`` is
    one longer; ``start_text`` and ``end_text`` are the same for what may be drawn wider or narrower. ``costs`` are penalties;
    ``hyphens`` says whether a hyphen is set.
    """

    starts: list[float]
    start_blanks: list[float]
    ends: list[float]
    end_blanks: list[float]
    start_text: list[float]
    end_text: list[float]
    costs: list[float]
    hyphens: list[bool]


def total_fit(
    breaks: Breaks, width: float, indent: float, *, loosest: float, ragged: bool = False, give: Give = _PLAIN
) -> list[int] | None:
    """The breaks that end the lines, or None if some line would be looser than ``loosest`` (1 or more) or too long.

    ``loosest`` is in units of :data:`STRETCH`. A ragged paragraph has blanks of natural width.
    """
    last = len(breaks.ends) - 1
    starts, ends = breaks.starts, breaks.ends
    stretch = 0.0 if ragged else STRETCH
    shrink, letters = (0.0, 0.0) if ragged else (give.shrink, give.letters)
    slack = width * min(_RAGGED_MOST, _RAGGED * loosest) if ragged else 0.0
    # A line from start i fits break j if starts[i], with all that it gives, lies between two bounds.
    blanks = [stretch * b for b in breaks.start_blanks]
    text = [letters * t for t in breaks.start_text]
    tight = [s - shrink * b - t for s, b, t in zip(starts, breaks.start_blanks, text, strict=True)]
    loose = [s + loosest * b + t for s, b, t in zip(starts, blanks, text, strict=True)]
    less = shrink / stretch if stretch else 0.0
    best = [inf] * (last + 2)
    best[0] = 0.0
    previous = [-1] * (last + 2)
    ratios = [0.0] * (last + 2)
    for j in range(last + 1):
        end, end_blanks, end_text = ends[j], stretch * breaks.end_blanks[j], letters * breaks.end_text[j]
        low = bisect_left(tight, end - less * end_blanks - end_text - width - 0.01, 1)
        reach = end + loosest * end_blanks + end_text - width + slack
        high = j if j == last else bisect_right(loose, reach, 1, j + 1) - 1
        found, origin, ratio = inf, -1, 0.0
        for i in (0, *range(low, high + 1)):
            before = best[i]
            if before == inf:
                continue
            room = width - (end - starts[i]) - (indent if i == 0 else 0.0)
            if ragged:
                cost, r = _ragged_cost(room, width, slack, last=j == last)
            elif j == last and room >= 0:
                cost, r = _last_cost(room, width), 0.0
            else:
                r = fit(room, end_blanks - blanks[i], end_text - text[i], less)
                cost = 100.0 * abs(r**3) if -_TIGHTEST <= r <= loosest else inf
            if cost == inf:
                continue
            cost = (_LINE + cost) ** 2 + breaks.costs[j] ** 2
            if i and breaks.hyphens[i - 1]:
                cost += _HYPHEN_AGAIN * breaks.hyphens[j] + _HYPHEN_LAST * (j == last)
            if i and j != last and abs(r - ratios[i]) > 1.0:
                cost += _UNEVEN
            if before + cost < found:
                found, origin, ratio = before + cost, i, r
        best[j + 1], previous[j + 1], ratios[j + 1] = found, origin, ratio
    if best[last + 1] == inf:
        return None
    chosen: list[int] = []
    at = last + 1
    while at > 0:
        chosen.append(at - 1)
        at = previous[at]
    chosen.reverse()
    return chosen


def fit(room: float, blanks: float, text: float, less: float) -> float:
    """The ratio of a line with ``room`` pixels left over: between -1 and 1 blanks and letters give way alike, beyond it blanks only.

    ``blanks`` and ``text`` are what they may gain; blanks may lose ``less`` times that.
    """
    if room < 0:
        most = less * blanks + text
        return room / most if most else -inf
    most = blanks + text
    if room <= most:
        return room / most if most else 0.0
    if not blanks:
        return 0.0 if room - most < 0.5 else inf
    return 1.0 + (room - most) / blanks


def _last_cost(room: float, width: float) -> float:
    return _SHORT_LAST**0.5 if width - room < _SHORT * width else 0.0


def _ragged_cost(room: float, width: float, slack: float, *, last: bool) -> tuple[float, float]:
    """The badness of a ragged line, and its ratio; infinite if more than ``slack`` is left over."""
    if last and room >= 0:
        return _last_cost(room, width), 0.0
    ratio = room / (_RAGGED * width)
    return (100.0 * ratio**3, ratio) if -0.001 <= room <= slack + 0.001 else (inf, ratio)
