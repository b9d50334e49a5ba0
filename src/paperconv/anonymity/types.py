"""What tells who wrote a paper, and where that may be looked for."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

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
    in lower case without which it matches nothing. ``exact``: upper and lower case are told apart.
    """

    kind: Kind
    text: str
    pattern: str
    anchor: str
    scope: Scope = "anywhere"
    exact: bool = False


class Hit(msgspec.Struct, frozen=True):
    """Where an identity stands: ``text[start:end]``."""

    start: int
    end: int
    identity: Identity
