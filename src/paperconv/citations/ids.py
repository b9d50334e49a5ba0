"""Names that XML, EPUB and our own model accept, out of any key."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from paperconv import model as m
from paperconv import patterns
from paperconv.numerals import letters


def xml_name(key: str) -> str:
    """``key`` as an ASCII XML name: accents fall off, every other character becomes ``-``; empty if nothing is left.

    ``fig:Röhre`` gives ``fig-Rohre``, ``2019a`` gives ``_2019a``.
    """
    folded = unicodedata.normalize("NFKD", key)
    name = patterns.sub(
        r"[^A-Za-z0-9_.-]+", "-", "".join(c for c in folded if not unicodedata.combining(c))
    ).strip("-.")
    return f"_{name}" if name[:1].isdigit() else name


def bare_doi(value: str) -> str:
    """A DOI without what people write before one: ``https://doi.org/``, ``doi:``."""
    return patterns.sub(r"^\s*(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", "", value, flags=re.IGNORECASE)


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


def reference_keys(references: Iterable[m.Reference]) -> dict[str, str]:
    """A citation key for each id of ``references``: the source's own, else first author and year (``roe2020``).

    Works of one author and year get letters in the order of the list. What an entry says decides, so that the same list
    always gives the same keys.
    """
    listed = list(references)
    bases = {one.id: one.key or _key(one) or one.id for one in listed}
    count: dict[str, int] = {}
    for base in bases.values():
        count[base] = count.get(base, 0) + 1
    keys: dict[str, str] = {}
    taken = {base for base, many in count.items() if many == 1}
    given: dict[str, int] = {}
    for one in listed:
        key = base = bases[one.id]
        while count[base] > 1 and key in {base, *taken}:
            place = given.get(base, 0)
            given[base] = place + 1
            key = f"{base}{letters(place + 1).lower()}"
        taken.add(key)
        keys[one.id] = key
    return keys


def _key(one: m.Reference) -> str:
    names = one.authors or one.editors
    first = (names[0].family or names[0].literal) if names else (m.text_of(one.title) or m.text_of(one.raw))
    words = xml_name(first).strip("_").lower().split("-")
    name = "".join(words[:2] if names and names[0].family else words[:1])
    year = str(one.issued.year) if one.issued and one.issued.year else ""
    return f"{name[:30]}{year}" if name and not name.isdigit() else ""
