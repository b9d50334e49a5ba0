"""Printed labels and the numbers in them."""

from __future__ import annotations

import re

from paperconv.patterns import late

NUMBER = r"(?:[A-Z]{1,2}\.?)?\d{1,3}(?:\.\d{1,3}){0,3}"
"""A number as labels have it: ``3``, ``2.1``, ``S1``, ``A.2``."""

_AT_END = late(rf"(?<![^\W_\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3])({NUMBER})\)?\.?$")
_AT_START = late(r"(S\d{1,3})(?![^\W_])")
_SUPPLEMENTARY = late(
    r"(extended data)\b|(?:supplement\w*|supp?l?\.|supporting|additional|online|web|e(?=(?:Fig|Tab)))\s*",
    re.IGNORECASE,
)


_APART = frozenset(("scheme", "chart", "plate", "map", "exhibit", "graph", "photo", "illustration"))
"""Words before the numbers of figures that are counted apart: ``Scheme 1`` stands beside ``Figure 1``."""


def figure_kind(label: str) -> str:
    """What a figure with the printed ``label`` is counted as: ``figure``, or ``scheme``, ``plate`` …"""
    word = label.strip().partition(" ")[0].lower()
    return word if word in _APART else "figure"


def number_of(label: str) -> str:
    """The number in a printed label, empty if there is none: ``Figure 3.`` gives ``3``, ``Table S1`` gives ``S1``.

    A series apart keeps apart: ``Supplementary Figure 2`` gives ``S2``, ``Extended Data Fig. 2`` gives ``ED2``.
    """
    label = label.strip().rstrip(".:")
    found = _AT_END.search(label) or _AT_START.match(label)
    if found is None:
        return ""
    return series_of(label[: found.start()], found[1])


def series_of(words: str, number: str) -> str:
    """``number`` with the letter of the series that the ``words`` before it name."""
    apart = _SUPPLEMENTARY.match(words.strip())
    if apart is None or not number[:1].isdigit():
        return number
    return f"ED{number}" if apart[1] else f"S{number}"
