"""The pictures of a document, made into what an output can hold.

Every exporter that shows pictures asks :func:`picture`; what cannot be had or shown is reported here, once.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePosixPath
from typing import TypeAlias

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Rule
from paperconv.errors import AssetError
from paperconv.late import load
from paperconv.protocols import Job

SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/tiff": ".tiff",
    "image/svg+xml": ".svg",
}

Size: TypeAlias = tuple[int, int]


class Picture(msgspec.Struct, frozen=True):
    """A picture ready to be stored. ``size`` in pixels and ``dpi`` are 0 for SVG without a size."""

    media_type: str
    data: bytes
    size: Size
    dpi: float

    @property
    def suffix(self) -> str:
        """The file name suffix that goes with the media type, with its dot."""
        return SUFFIXES[self.media_type]


def picture(image: m.Image, job: Job, accept: Collection[str]) -> Picture | None:
    """The picture that ``image`` names, as one of the media types ``accept``; PNG must be among them.

    None if it cannot be had or converted; the reason has then gone to ``job.log``, and the exporter shows the
    alternative text and the file's name in its place.
    """
    try:
        data = job.asset(image.source)
    except AssetError as error:
        _report(image, job, str(error), "put the file beside the manuscript")
        return None
    if _is_svg(data):
        if "image/svg+xml" in accept:
            return Picture("image/svg+xml", data, (0, 0), 0.0)
        _report(
            image,
            job,
            f'picture "{image.source}" is SVG, which this format cannot hold',
            "give a PNG beside it",
        )
        return None
    try:
        return Picture(*load("paperconv.rasters").as_raster(data, accept))
    except AssetError as error:
        _report(image, job, f'picture "{image.source}" cannot be read: {error}', "save it as PNG or JPEG")
        return None


def _is_svg(data: bytes) -> bool:
    head = data[:2000].lstrip().lower()
    return head.startswith((b"<?xml", b"<svg", b"<!--", b"<!doctype svg")) and b"<svg" in data[:20000].lower()


def _report(image: m.Image, job: Job, message: str, hint: str) -> None:
    job.log(Diagnostic(Rule.PICTURE_READABLE, message, pos=image.pos, hint=hint))


def file_name(image: m.Image, taken: Collection[str], suffix: str) -> str:
    """A file name for ``image`` in ASCII that is not in ``taken``: its own where possible, with ``suffix``."""
    stem = "".join(
        c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in PurePosixPath(image.source).stem
    )
    stem = stem.strip("-.") or "figure"
    name, count = stem + suffix, 1
    while name in taken:
        count += 1
        name = f"{stem}-{count}{suffix}"
    return name
