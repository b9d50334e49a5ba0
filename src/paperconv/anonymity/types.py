"""What tells who wrote a paper, and where that may be looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, TypeAlias, overload

import msgspec

from paperconv.patterns import late

_WORD = late(r"[^\W\d_]+")
_FEW = 40
_LAST_SPACED = 0x590  # Latin, Greek and Cyrillic lie before

Kind: TypeAlias = Literal[
    "author's name",
    "author's initials",
    "e-mail address",
    "ORCID iD",
    "identifier of an author",
    "institution",
    "award number",
    "acknowledgement",
    "address of the authors",
    "user name",
    "identifier of the paper",
    "name of a source file",
    "folder of the manuscript",
]
Scope: TypeAlias = Literal["anywhere", "body", "metadata"]
"""``body``: it also stands in a reference that is kept. ``metadata``: in running text it is, or may be, something else."""


class Identity(msgspec.Struct, frozen=True):
    """One string that tells who wrote a paper, as ``text`` for a person to read.

    ``pattern`` is a regular expression over folded text (:func:`~paperconv.anonymity.folding.fold`) and ``anchor`` a string
    in lower case without which it matches nothing. ``joined`` are words, in lower case, in which the anchor may be a part.
    ``exact``: upper and lower case are told apart.
    """

    kind: Kind
    text: str
    pattern: str
    anchor: str
    scope: Scope = "anywhere"
    exact: bool = False
    joined: tuple[str, ...] = ()


class Identities(Sequence[Identity]):
    """Many identities, of which those that can stand in a text are found by the words of the text.

    A collaboration has thousands of authors: to ask for each in each text would take hours.
    """

    def __init__(self, held: Iterable[Identity] = ()) -> None:
        self._held = tuple(held)
        self._by_word: dict[str, list[int]] | None = None
        self._always: list[int] = []

    def __len__(self) -> int:
        return len(self._held)

    @overload
    def __getitem__(self, place: int) -> Identity: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Identity]: ...
    def __getitem__(self, place: int | slice) -> Identity | Sequence[Identity]:
        return self._held[place]

    def __iter__(self) -> Iterator[Identity]:
        return iter(self._held)

    def possible(self, lower: str) -> list[Identity]:
        """Those that may stand in a folded text in lower case, in order."""
        if len(self) < _FEW:
            return [one for one in self if one.anchor in lower]
        if self._by_word is None:
            self._by_word = self._index()
        words = set(_WORD.findall(lower)) & self._by_word.keys()
        places = {place for word in words for place in self._by_word[word]}
        return [self[place] for place in sorted(places.union(self._always)) if self[place].anchor in lower]

    def _index(self) -> dict[str, list[int]]:
        by_word: dict[str, list[int]] = {}
        for place, one in enumerate(self):
            words = _WORD.findall(one.anchor)
            # Where words are not set apart by blanks, they cannot be looked up.
            if not words or any(ord(character) >= _LAST_SPACED for character in one.anchor):
                self._always.append(place)
                continue
            for word in (max(words, key=len), *one.joined):
                by_word.setdefault(word, []).append(place)
        return by_word


class Hit(msgspec.Struct, frozen=True):
    """Where an identity stands: ``text[start:end]``."""

    start: int
    end: int
    identity: Identity
