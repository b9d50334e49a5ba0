"""Find what tells who wrote a paper in a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from paperconv.anonymity.folding import fold, places
from paperconv.anonymity.types import Hit, Identities, Identity, Scope

_AS_WRITTEN = "author's initials"  # in small letters they are words

RUNNING: frozenset[Scope] = frozenset(("anywhere",))
"""For text in which references that are kept may stand."""
BODY: frozenset[Scope] = frozenset(("anywhere", "body"))
"""For text without references."""
METADATA: frozenset[Scope] = frozenset(("anywhere", "body", "metadata"))
"""For what is no running text: creators, names of files, comments."""


def find(
    text: str, identities: Iterable[Identity], scopes: Collection[Scope] = BODY, *, loose: bool = False
) -> list[Hit]:
    """Each place in ``text`` where one of ``identities`` of these ``scopes`` stands, in order; none overlap.

    ``loose`` takes no account of upper and lower case, for ids and addresses.
    """
    found = list(_search(fold(text), identities, scopes, loose=loose))
    if not found:
        return []
    at = places(text)
    out: list[Hit] = []
    for start, end, identity in sorted(found, key=lambda hit: (hit[0], -hit[1])):
        hit = Hit(at[start], _end(at, end), identity)
        if out and hit.start < out[-1].end:
            if hit.end > out[-1].end:
                out[-1] = Hit(out[-1].start, hit.end, out[-1].identity)
            continue
        out.append(hit)
    return out


def _end(at: list[int], end: int) -> int:
    """The index behind the character that the folded text ends with at ``end``."""
    return at[end] if end == len(at) - 1 or at[end] != at[end - 1] else at[end - 1] + 1


def which(
    text: str, identities: Iterable[Identity], scopes: Collection[Scope] = BODY, *, loose: bool = False
) -> Iterator[Identity]:
    """Those of ``identities`` that stand in ``text``, which may be long."""
    seen: Identity | None = None
    for _, _, identity in _search(fold(text), identities, scopes, loose=loose):
        if identity is not seen:
            seen = identity
            yield identity


def first(
    text: str, identities: Iterable[Identity], scopes: Collection[Scope] = BODY, *, loose: bool = False
) -> Identity | None:
    """One of ``identities`` that stands in ``text``; None if there is none."""
    return next(which(text, identities, scopes, loose=loose), None)


def _search(
    folded: str, identities: Iterable[Identity], scopes: Collection[Scope], *, loose: bool
) -> Iterator[tuple[int, int, Identity]]:
    every = identities if isinstance(identities, Identities) else Identities(identities)
    for identity in every.possible(folded.lower()):
        if identity.scope in scopes:
            pattern = _compiled(
                identity.pattern, exact=identity.exact and (not loose or identity.kind == _AS_WRITTEN)
            )
            for match in pattern.finditer(folded):
                yield match.start(), match.end(), identity


@lru_cache(20_000)
def _compiled(pattern: str, *, exact: bool) -> re.Pattern[str]:
    return re.compile(pattern, 0 if exact else re.IGNORECASE)
