"""What an upload is made of."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import msgspec

Kind: TypeAlias = Literal[
    "manuscript",
    "title-page",
    "highlights",
    "cover-letter",
    "statements",
    "figure",
    "table",
    "supplement",
    "references",
    "source",
    "jats",
    "proof",
    "meca",
    "crossref",
    "checklist",
]
"""What a file is."""

Audience: TypeAlias = Literal["reviewers", "editors", "author"]
"""Who sees a file: reviewers and editors; editors alone; nobody but the author."""


class File(msgspec.Struct, frozen=True):
    """One file of an upload. ``path`` is in its folder, ``about`` says in a few words what it is.

    ``details`` are plain JSON values that belong to its kind: of a figure its number, its size in pixels …
    """

    path: str
    kind: Kind
    audience: Audience
    media_type: str
    data: bytes
    about: str = ""
    details: dict[str, Any] = {}


class Remark(msgspec.Struct, frozen=True):
    """Something that a person must know of a ``part`` of the upload: what is missing, or what to look at."""

    part: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.part}: {self.message}" + (f" ({self.hint})" if self.hint else "")


class Submission(msgspec.Struct, frozen=True):
    """The whole upload for one journal.

    ``missing`` is what the journal wants and the upload has not; without it the upload is complete. ``remarks`` are what to
    look at, ``by_hand`` what only a person can do, ``omitted`` what no upload needs and was not made.
    """

    style: str
    journal: str
    variant: str
    title: str
    anonymous: bool
    files: tuple[File, ...]
    missing: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()
    by_hand: tuple[str, ...] = ()
    omitted: tuple[Remark, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether all is there that the journal wants."""
        return not self.missing
