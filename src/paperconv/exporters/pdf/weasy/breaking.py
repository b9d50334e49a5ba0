"""Lines of a paragraph chosen together: the set of breaks that is best for all of them (total fit).

The method is that of D. E. Knuth and M. F. Plass, "Breaking paragraphs into lines" (1981): each line costs the more, the
further its blanks are from their natural width; a hyphen costs, two in a row cost more, and so does a loose line
next to a tight one. Widths are CSS pixels.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import inf

import msgspec

STRETCH = 0.8
"""A blank may grow by this part of its width before the line counts as loose (badness 100)."""

SHRINK = 1 / 3
"""A blank never shrinks by more than this part of its width."""

_LINE = 10.0
_HYPHEN_AGAIN = 20_000.0
_HYPHEN_LAST = 20_000.0
_UNEVEN = 3_000.0
_SHORT_LAST = 40_000.0
_SHORT = 0.12  # of the measure: a last line that holds less looks like a leftover
_RAGGED = 0.16  # of the measure: how far a ragged line may stay behind before it counts as short
_RAGGED_MOST = 0.5


class Breaks(msgspec.Struct):
    """Where lines may end, in order; the last one is the end of the paragraph.

    A line that begins after break ``i - 1`` and ends at break ``j`` is ``ends[j] - starts[i]`` wide and holds
    ``end_blanks[j] - start_blanks[i]`` of blanks: ``starts[0]`` is where the paragraph begins, so ``starts`` is
    one longer. ``costs`` are penalties; ``hyphens`` says whether a hyphen is set.
    """

    starts: list[float]
    start_blanks: list[float]
    ends: list[float]
    end_blanks: list[float]
    costs: list[float]
    hyphens: list[bool]


def total_fit(
    breaks: Breaks, width: float, indent: float, *, loosest: float, ragged: bool = False
) -> list[int] | None:
    """The breaks that end the lines, or None if some line would be looser than ``loosest`` or too long.

    ``loosest`` is in units of :data:`STRETCH`. A ragged paragraph has blanks of natural width.
    """
    last = len(breaks.ends) - 1
    starts, ends = breaks.starts, breaks.ends
    stretch = 0.0 if ragged else STRETCH * loosest
    shrink = 0.0 if ragged else SHRINK
    slack = width * min(_RAGGED_MOST, _RAGGED * loosest) if ragged else 0.0
    # A line from start i fits break j if starts[i], with its blanks shrunk or stretched, lies between two bounds.
    tight = [s - shrink * b for s, b in zip(starts, breaks.start_blanks, strict=True)]
    loose = [s + stretch * b for s, b in zip(starts, breaks.start_blanks, strict=True)]
    best = [inf] * (last + 2)
    best[0] = 0.0
    previous = [-1] * (last + 2)
    ratios = [0.0] * (last + 2)
    for j in range(last + 1):
        end, blanks = ends[j], breaks.end_blanks[j]
        low = bisect_left(tight, end - shrink * blanks - width - 0.01, 1)
        high = j if j == last else bisect_right(loose, end + stretch * blanks - width + slack, 1, j + 1) - 1
        found, origin, ratio = inf, -1, 0.0
        for i in (0, *range(low, high + 1)):
            before = best[i]
            if before == inf:
                continue
            room = width - (end - starts[i]) - (indent if i == 0 else 0.0)
            own = blanks - breaks.start_blanks[i]
            cost, r = _line_cost(room, own, width, loosest, last=j == last, ragged=ragged)
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


def _line_cost(
    room: float, blanks: float, width: float, loosest: float, *, last: bool, ragged: bool
) -> tuple[float, float]:
    """The badness of one line with ``room`` pixels left over, and its ratio; infinite if it cannot be set."""
    if last and room >= 0:
        return (_SHORT_LAST**0.5 if width - room < _SHORT * width else 0.0), 0.0
    if ragged:
        ratio = room / (_RAGGED * width)
        return (
            (100.0 * ratio**3, ratio)
            if -0.001 <= room <= max(_RAGGED_MOST, loosest) * width
            else (inf, ratio)
        )
    if room >= 0:
        ratio = room / (STRETCH * blanks) if blanks else (0.0 if room < 0.5 else inf)
        return (100.0 * ratio**3, ratio) if ratio <= loosest else (inf, ratio)
    ratio = room / (SHRINK * blanks) if blanks else -inf
    return (100.0 * -(ratio**3), ratio) if ratio >= -1.001 else (inf, ratio)
