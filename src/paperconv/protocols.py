"""All that the author of a reader or an exporter must read.

A reader turns sources into a :class:`~paperconv.model.Document`, an exporter turns a document into an
:class:`Artifact`. Neither opens files of its own, asks the clock, the network or chance: what they see of the world
is a :class:`Source` or a :class:`Job`. So the same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Literal, Protocol, TypeAlias

import msgspec

from paperconv.diagnostics import Log
from paperconv.model import Document
from paperconv.styles import JournalStyle

TrackChanges: TypeAlias = Literal["accept", "reject", "all"]
"""What a reader does with tracked changes: make them final, undo them, or keep them as such."""


class Source(msgspec.Struct, frozen=True):
    """One input: its bytes, the name that diagnostics give it, and the folder its relative paths start from.

    ``path`` is None for standard input, text and bytes; ``folder`` is then None too, and no file can be
    opened. ``format`` is what ``--from`` said, empty if nothing; a reader of many formats needs it.
    ``track_changes`` says what becomes of tracked changes, where a format has such.
    """

    data: bytes
    name: str = "<text>"
    path: Path | None = None
    folder: Path | None = None
    format: str = ""
    track_changes: TrackChanges = "accept"


class Reader(Protocol):
    """``suffixes`` are those of the files it reads, with the dot, lower case (``.md``).

    ``formats`` are names that ``--from`` may give besides the reader's own; it finds the one that was given in
    ``Source.format``.
    """

    suffixes: ClassVar[tuple[str, ...]]
    formats: ClassVar[tuple[str, ...]]

    def read(self, sources: Sequence[Source], log: Log) -> Document:
        """One document out of ``sources``, which are joined in order.

        Raises:
            UnreadableSource: with file, place and what to do.
        """


class Artifact(msgspec.Struct, frozen=True):
    """What an exporter made: the file itself, and files that must lie beside it, by relative path.

    ``files`` of an export named ``paper`` all lie in the folder ``paper_files``.
    """

    data: bytes
    files: dict[str, bytes] = {}


Progress: TypeAlias = Callable[[int], None]
"""Told how many pages a long paper has so far, whenever there is one more."""


def unseen(_: int) -> None:
    """A :data:`Progress` for when nobody waits."""


class Job(msgspec.Struct, frozen=True):
    """All of the outside world that an exporter sees.

    ``name`` is the output's file name without suffix; ``asset`` gives the bytes of a file that the document
    mentions, and raises :class:`~paperconv.errors.AssetError` if it cannot be had; ``date`` (UTC) is what stands where a
    format demands a modification date: never the clock. ``other`` gives the same document in another format, for
    files that carry one inside; it raises :class:`~paperconv.errors.PaperconvError` if that cannot be made.
    ``progress`` is told of pages by exporters that make some.
    """

    style: JournalStyle
    log: Log
    asset: Callable[[str], bytes]
    name: str
    date: datetime
    other: Callable[[str], bytes] | None = None
    progress: Progress = unseen


class Exporter(Protocol):
    """``suffix`` is that of its files, with the dot.

    ``prepared`` is true where the document should have the style's numbers, marks and citations filled in; ``paged`` where
    it should stand in the order in which the style prints it (floats at the end, back matter), too.
    """

    suffix: ClassVar[str]
    prepared: ClassVar[bool]
    paged: ClassVar[bool]

    def export(self, document: Document, job: Job) -> Artifact:
        """``document`` in this format; it is already prepared for ``job.style`` if ``prepared`` asks for it.

        Raises:
            ConversionFailed, MissingTool: in one line, saying what to do.
        """
