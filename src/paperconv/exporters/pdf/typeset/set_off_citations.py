"""Citations in brackets stand off the word before them, and before the stop of the sentence."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv.diagnostics import Log
from paperconv.patterns import late

_ABBREVIATED = late(
    r"(?:\b(?:al|etc|e\.g|i\.e|cf|vs|ca|approx|figs?|eqs?|refs?|nos?|dr|st|vol|pp?)|(?<!\w)\w)\.\Z",
    re.IGNORECASE,
)
_ENDS_CLAUSE = late(r"(?<=[\w)\]”’\"'%])[.,;:]\Z")
_GOES_ON = late(r"\s*[^\W\d_A-ZÀ-ÖØ-Þ]")
_TOUCHES = late(r"[\w)\]”’\"'%.,;:!?]\Z")


def set_off_citations(document: m.Document, _: Log) -> m.Document:
    """Put a blank before ``[7]`` and ``(Doe, 2020)``, and the stop or comma before them behind them.

    So come manuscripts that raise their marks ("as shown.⁷ We") into a style that does not.
    """
    return m.rewrite_runs(document, lambda node: isinstance(node, m.Citation), _set_off)


def _set_off(nodes: tuple[m.Node, ...]) -> tuple[m.Node, ...]:
    out = list(nodes)
    for place, node in enumerate(nodes[1:], 1):
        before = out[place - 1]
        if not (isinstance(node, m.Citation) and isinstance(before, m.Text) and _is_bracketed(node)):
            continue
        words = before.value
        if not _TOUCHES.search(words):
            continue
        after = out[place + 1] if place + 1 < len(out) else None
        mark = ""
        if _ENDS_CLAUSE.search(words) and (after is None or isinstance(after, m.Text)):
            rest = after.value if isinstance(after, m.Text) else ""
            whole = not rest or rest[0].isspace()
            ends = words[-1] != "." or not (_ABBREVIATED.search(words) or _GOES_ON.match(rest))
            if whole and ends:
                words, mark = words[:-1], words[-1]
        out[place - 1] = m.replace(before, value=f"{words} ")
        if mark:
            following = (
                m.replace(after, value=mark + after.value) if isinstance(after, m.Text) else m.Text(mark)
            )
            out[place + 1 : place + 2] = [following]
    return tuple(out)


def _is_bracketed(citation: m.Citation) -> bool:
    """Whether what is printed begins with a bracket that stands on the line."""
    first = citation.rendered[0] if citation.rendered else None
    return isinstance(first, m.Text) and first.value[:1] in ("[", "(") and citation.mode != "narrative"
