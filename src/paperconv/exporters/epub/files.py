"""The files of a book beside its text: pictures and supplementary files, each stored once."""

from __future__ import annotations

import mimetypes
from pathlib import PurePosixPath

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Rule, Severity
from paperconv.errors import AssetError
from paperconv.html import ShownImage
from paperconv.pictures import Pictures, file_name
from paperconv.protocols import Job

ACCEPTED = frozenset({"image/png", "image/jpeg", "image/gif", "image/svg+xml"})
"""Core media types for pictures; WebP is one too, but older reading systems do not show it."""

_MAX_SUPPLEMENT = 50_000_000


class File(msgspec.Struct, frozen=True):
    """A file in the book's folder. ``name`` is its path there, in ASCII."""

    name: str
    media_type: str
    data: bytes


class Files:
    """Gathers the files that the text asks for, in the order it asks."""

    def __init__(self, job: Job) -> None:
        self.files: list[File] = []
        self.described = True
        """Whether the manuscript gives an alternative text for every picture."""
        self._job = job
        self._pictures = Pictures(job, ACCEPTED)
        self._shown: dict[str, ShownImage] = {}
        self._carried: set[str] = set()
        self._taken: set[str] = set()

    @property
    def beside(self) -> dict[str, bytes]:
        """Originals of pictures that cannot be shown, to lie beside the book."""
        return self._pictures.files

    @property
    def pictures(self) -> list[File]:
        """The pictures among the files."""
        return [file for file in self.files if file.name.startswith("images/")]

    def image(self, node: m.Image) -> ShownImage | None:
        """Store the picture that ``node`` names."""
        found = self._pictures.get(node)
        if found is None:
            return None
        if node.stand_in or not node.alt.strip():
            self.described = False
        if node.source not in self._shown:
            name = self._name("images/", node.source, found.suffix)
            self.files.append(File(name, found.media_type, found.data))
            self._shown[node.source] = ShownImage(name, *found.size)
        return self._shown[node.source]

    def carry(self, node: m.Supplement) -> str:
        """Store a file of the manuscript. A book may hold it but not lead to it, so the address is always empty."""
        if node.source in self._carried:
            return ""
        self._carried.add(node.source)
        try:
            data = self._job.asset(node.source)
        except AssetError as error:
            message = f"a file that the text names is not carried along: {error}"
            self._job.log(
                Diagnostic(Rule.CONTENT_KEPT, message, pos=node.pos, hint="put it beside the manuscript")
            )
            return ""
        if len(data) > _MAX_SUPPLEMENT:
            return ""
        suffix = PurePosixPath(node.source).suffix
        suffix = suffix.lower() if suffix[1:].isascii() and suffix[1:].isalnum() else ".bin"
        guessed = mimetypes.types_map.get(suffix) or "application/octet-stream"
        media_type = node.media_type if _is_media_type(node.media_type) else guessed
        if media_type in {"application/xhtml+xml", "text/css", "image/svg+xml"}:
            # These would be judged as parts of the book itself.
            media_type = "application/octet-stream"
        name = self._name("supplements/", node.source, suffix)
        self.files.append(File(name, media_type, data))
        self._job.log(
            Diagnostic(
                Rule.CONTENT_KEPT,
                f'the supplementary file "{node.source}" lies in the book as {name}; books cannot link to it',
                Severity.INFO,
                node.pos,
            )
        )
        return ""

    def _name(self, folder: str, source: str, suffix: str) -> str:
        name = file_name(source, self._taken, suffix)
        self._taken.add(name)
        return folder + name


def _is_media_type(value: str) -> bool:
    kind, slash, name = value.partition("/")
    allowed = "-+."
    return bool(slash) and all(
        part.isascii() and part and all(c.isalnum() or c in allowed for c in part) for part in (kind, name)
    )
