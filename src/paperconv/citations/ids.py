"""Names that XML, EPUB and our own model accept, out of any key."""

from __future__ import annotations

import re
import unicodedata


def xml_name(key: str) -> str:
    """``key`` as an ASCII XML name: accents fall off, every other character becomes ``-``; empty if nothing is left.

    ``fig:Röhre`` gives ``fig-Rohre``, ``2019a`` gives ``_2019a``.
    """
    folded = unicodedata.normalize("NFKD", key)
    name = re.sub(r"[^A-Za-z0-9_.-]+", "-", "".join(c for c in folded if not unicodedata.combining(c))).strip(
        "-."
    )
    return f"_{name}" if name[:1].isdigit() else name


def unused(name: str, taken: set[str], counts: dict[str, int]) -> str:
    """``name``, or ``name-2``, ``name-3`` …: the first that is not in ``taken``, which it enters.

    ``counts`` remembers where the search for each name stopped, so that a thousand equal names do not take a million steps.
    """
    free, count = name, counts.get(name, 1)
    while free in taken:
        count += 1
        free = f"{name}-{count}"
    counts[name] = count
    taken.add(free)
    return free
