"""Proof that an anonymous output is anonymous: every byte of it is searched for what tells who wrote the paper.

The search knows nothing of how the output was made. It opens what it is given (zip packages, PDF, pictures, markup, JSON,
files inside files), and what it cannot open it does not pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from paperconv import patterns
from paperconv.anonymity import BODY, METADATA, RUNNING, Identities, Identity, first
from paperconv.anonymity.folding import fold
from paperconv.leaks.cutting import cut
from paperconv.leaks.pieces import Piece

__all__ = ["Leak", "search"]

_STRONG_LENGTH = 8
_STRONG_KINDS = frozenset(("e-mail address", "ORCID iD", "award number", "identifier of the paper"))


class Leak(msgspec.Struct, frozen=True):
    """``kind`` of what was found, its ``text``, and the ``part`` of the output in which it stands."""

    kind: str
    text: str
    part: str

    def __str__(self) -> str:
        return f'{self.kind} "{self.text}" in {self.part}'


def search(
    files: Iterable[tuple[str, bytes]],
    identities: Sequence[Identity],
    *,
    public: Iterable[str] = (),
    cited: bool = False,
) -> Iterator[Leak]:
    """What of ``identities`` stands in ``files``: the name of each, and its bytes.

    ``public`` are texts that metadata may repeat (title, abstract, keywords). ``cited``: the authors' own works are kept, so
    that their names may stand where the text cites.
    """
    every = Identities(identities)
    strong = Identities(one for one in every if _is_strong(one))
    plain = sorted({" ".join(fold(text).split()) for text in public if len(text) > 3}, key=len, reverse=True)
    for name, data in files:
        for piece in (Piece(f"{name} (name)", name, "metadata"),):
            yield from _in(piece, every, strong, plain, cited=cited)
        for piece in cut(data, name):
            yield from _in(piece, every, strong, plain, cited=cited)


def _is_strong(identity: Identity) -> bool:
    """Whether it cannot stand in bytes by chance."""
    if identity.scope != "anywhere":
        return False
    return identity.kind in _STRONG_KINDS or (
        len(identity.text) >= _STRONG_LENGTH and len(identity.anchor) > 3
    )


def _in(
    piece: Piece,
    identities: Sequence[Identity],
    strong: Sequence[Identity],
    public: list[str],
    *,
    cited: bool,
) -> Iterator[Leak]:
    running = RUNNING if cited else BODY
    match piece.where:
        case "unread":
            yield Leak("part that cannot be searched", piece.text, piece.part)
            return
        case "field":
            yield Leak("field for who made it", piece.text[:60], piece.part)
            return
        case "opaque":
            found = first(piece.text, strong, RUNNING)
        case "metadata":
            found = first(_without(piece.text, public), identities, METADATA, loose=True)
        case "address":
            found = first(piece.text, identities, RUNNING, loose=True)
        case "body":
            found = first(piece.text, identities, running)
        case _:
            found = first(piece.text, identities, RUNNING)
    if found is not None:
        yield Leak(found.kind, found.text, piece.part)


def _without(text: str, public: list[str]) -> str:
    folded = " ".join(patterns.sub(r"<[^>]*>", " ", fold(text)).split())
    for one in public:
        folded = folded.replace(one, " ")
    return folded
