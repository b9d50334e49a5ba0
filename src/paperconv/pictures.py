"""The pictures of a document, made into what an output can hold.

Every exporter that shows pictures asks :class:`Pictures`. What cannot be had or shown is reported here, and kept beside the
output if there is a file; the exporter prints :func:`missing_text` in its place.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath
from typing import Any

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Pos, Rule, Severity
from paperconv.errors import AssetError, MissingTool
from paperconv.late import load
from paperconv.patterns import late
from paperconv.protocols import Job

SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/tiff": ".tiff",
    "image/svg+xml": ".svg",
    "application/pdf": ".pdf",
    "application/postscript": ".eps",
    "image/emf": ".emf",
    "image/wmf": ".wmf",
}
_NAMES = {
    ".jpg": "JPEG", ".png": "PNG", ".gif": "GIF", ".webp": "WebP", ".tiff": "TIFF", ".svg": "SVG", ".pdf": "PDF",
    ".eps": "EPS", ".emf": "EMF", ".wmf": "WMF",
}  # fmt: skip
_SAME_SUFFIX = {
    ".jpeg": ".jpg",
    ".jpe": ".jpg",
    ".tif": ".tiff",
    ".svgz": ".svg",
    ".ps": ".eps",
    ".epsf": ".eps",
}
_SVG = "image/svg+xml"
_FILE_NAME = late(r"[^\s\[\]()]{1,290}\.\w{1,8}(?:[?#]\S*)?|https?://\S{1,290}")
_MAX_DRAWING = 20_000_000


class Picture(msgspec.Struct, frozen=True):
    """A picture ready to be stored. ``size`` in pixels and ``dpi`` are 0 for SVG without a size."""

    media_type: str
    data: bytes
    size: tuple[int, int]
    dpi: float

    @property
    def suffix(self) -> str:
        """The file name suffix that goes with the media type, with its dot."""
        return SUFFIXES[self.media_type]


class Pictures:
    """The pictures of one output, each read once.

    ``accept`` are the media types that it can hold; PNG must be among them. ``files`` gathers, by their path beside the
    output, the originals of those that cannot be shown, and other files that the manuscript brings.
    """

    def __init__(self, job: Job, accept: Collection[str]) -> None:
        self.files: dict[str, bytes] = {}
        self._job = job
        self._accept = accept
        self._known: dict[str, Picture | None] = {}
        self._kept: dict[str, str] = {}
        self._carried: dict[str, str] = {}

    def get(self, image: m.Image) -> Picture | None:
        """The picture that ``image`` names; None, and a report, if it cannot be had or shown."""
        if image.source not in self._known:
            self._known[image.source] = self._read(image)
        return self._known[image.source]

    def kept(self, image: m.Image) -> str:
        """The path beside the output of the original of a picture that cannot be shown; empty if there is none."""
        return self._kept.get(image.source, "")

    def carry(self, source: str, pos: Pos | None) -> str:
        """The path beside the output of the file ``source`` of the manuscript; empty, and a report, if it cannot be had."""
        if source not in self._carried:
            try:
                data = self._job.asset(source)
            except AssetError as error:
                message = f"a file that the text names is not carried along: {error}"
                self._job.log(
                    Diagnostic(Rule.CONTENT_KEPT, message, pos=pos, hint="put it beside the manuscript")
                )
                self._carried[source] = ""
            else:
                suffix = "".join(
                    c for c in PurePosixPath(source).suffix if c.isascii() and (c.isalnum() or c == ".")
                )
                self._carried[source] = self._store(source, data, suffix)
        return self._carried[source]

    def _read(self, image: m.Image) -> Picture | None:
        try:
            data = self._job.asset(image.source)
        except AssetError as error:
            self._report(image, str(error), hint="put the file beside the manuscript")
            return None
        kind = kind_of(data)
        self._check_name(image, kind)
        try:
            return self._made(image, data, kind)
        except (AssetError, MissingTool) as error:
            hint = "save it as PNG or JPEG"
            if isinstance(error, MissingTool):
                hint = "install Ghostscript, or save the picture as PDF or PNG"
            where = self._keep(image, data, SUFFIXES.get(kind) or _own_suffix(image))
            message = f'picture "{image.source}" is not shown: {error}'
            self._report(image, f"{message}; the file is kept as {where}" if where else message, hint=hint)
            return None

    def _made(self, image: m.Image, data: bytes, kind: str) -> Picture:
        rules = self._job.style.pictures
        match kind:
            case "image/svg+xml":
                return self._drawing(image, data)
            case "application/pdf":
                made, pages = load("paperconv.drawings").draw_pdf(data, rules.resolution, rules.most_pixels)
                self._report_pages(image, pages)
                return Picture(*made)
            case "application/postscript":
                return Picture(
                    *load("paperconv.drawings").draw_eps(data, rules.resolution, rules.most_pixels)
                )
            case _:
                reason = no_picture(data, kind)
                if reason:
                    raise AssetError(reason)
                rasters = load("paperconv.rasters")
                made = rasters.as_raster(data, self._accept, rules.most_pixels)
                if kind not in self._accept and kind in {"image/tiff", "image/gif", "image/webp"}:
                    self._report_pages(image, rasters.pages(data))
                picture = Picture(*made)
                if kind == picture.media_type and picture.data is not data:
                    message = (
                        f'picture "{image.source}" is stored with {" × ".join(map(str, picture.size))} pixels'
                    )
                    self._report(image, message, Rule.CONTENT_KEPT, Severity.INFO)
                return picture

    def _drawing(self, image: m.Image, data: bytes) -> Picture:
        svg = load("paperconv.svg")
        rules = self._job.style.pictures
        try:
            safe = svg.safe_svg(unpacked(data))
        except svg.SvgRefused as error:
            raise AssetError(str(error)) from None
        if safe.lost:
            message = f'text of the drawing "{image.source}" that only a browser can show is left out'
            self._report(image, message, Rule.CONTENT_KEPT, removed=safe.lost)
        if _SVG in self._accept:
            return Picture(
                _SVG, safe.data, (round(safe.size[0]), round(safe.size[1])), 96.0 if safe.size[0] else 0.0
            )
        draw = load("paperconv.drawings").draw_svg
        return Picture(*draw(safe.data, safe.size, safe.shape, rules.resolution, rules.most_pixels))

    def _check_name(self, image: m.Image, kind: str) -> None:
        """Report a file whose name promises another kind of picture."""
        said = _own_suffix(image)
        said = _SAME_SUFFIX.get(said, said)
        found = SUFFIXES.get(kind, "")
        if said in _NAMES and found and found != said:
            message = f'picture "{image.source}" is called {said} and is {_NAMES[found]}: it is taken for what it is'
            self._report(image, message, hint="correct its name")

    def _report_pages(self, image: m.Image, pages: int) -> None:
        if pages > 1:
            message = f'picture "{image.source}" has {pages} pages, of which the first is shown'
            self._report(image, message, Rule.CONTENT_KEPT, hint="give each page a file of its own")

    def _keep(self, image: m.Image, data: bytes, suffix: str) -> str:
        if not data:
            return ""
        self._kept[image.source] = self._store(image.source, data, suffix)
        return self._kept[image.source]

    def _store(self, source: str, data: bytes, suffix: str) -> str:
        folder = f"{self._job.name}_files"
        name = file_name(source, [path.partition("/")[2] for path in self.files], suffix)
        self.files[f"{folder}/{name}"] = data
        return f"{folder}/{name}"

    def _report(
        self,
        image: m.Image,
        message: str,
        rule: Rule = Rule.PICTURE_READABLE,
        severity: Severity = Severity.WARNING,
        *,
        hint: str = "",
        removed: str = "",
    ) -> None:
        self._job.log(Diagnostic(rule, message, severity, image.pos, hint, removed))


def kind_of(data: bytes) -> str:
    """The media type of a picture by its first bytes; empty if it is none that is known."""
    head = data[:2048]
    if head.startswith(b"\x1f\x8b"):
        head = unpacked(data, most=20_000)
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith(b"\x01\x00\x00\x00") and head[40:44] == b" EMF":
        return "image/emf"
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if text.lower().startswith((b"<?xml", b"<svg", b"<!--", b"<!doctype svg")) and (
        b"<svg" in (head if data.startswith(b"\x1f\x8b") else data[:20_000]).lower()
    ):
        return _SVG
    return ""


_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"%!PS", "application/postscript"),
    (b"\xc5\xd0\xd3\xc6", "application/postscript"),  # EPS with a preview for DOS
    (b"\xd7\xcd\xc6\x9a", "image/wmf"),
)


def no_picture(data: bytes, kind: str) -> str:
    """What a file is that is no picture, in words; empty if that is not plain."""
    start = data[:200].lstrip().lower()
    if not data:
        return "the file is empty"
    if start.startswith(b"version https://git-lfs"):
        return "it is a pointer of Git LFS, and the picture itself has not been fetched"
    if start.startswith((b"<!doctype html", b"<html")):
        return "it is a web page"
    if kind in {"image/emf", "image/wmf"}:
        return f"{_NAMES[SUFFIXES[kind]]} drawings are Windows' own, and this one cannot be drawn here"
    return ""


def unpacked(data: bytes, most: int = _MAX_DRAWING) -> bytes:
    """A drawing that may be packed by gzip (``.svgz``), up to ``most`` bytes.

    Raises:
        AssetError: it is broken.
    """
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return zlib.decompressobj(wbits=31).decompress(data, most)
    except zlib.error as error:
        raise AssetError(f"it is broken: {error}") from None


def _own_suffix(image: m.Image) -> str:
    suffix = PurePosixPath(image.source.partition("?")[0]).suffix.lower()
    return suffix if suffix[1:].isascii() and suffix[1:].isalnum() else ""


def missing_text(image: m.Image, word: str) -> str:
    """What stands in the place of a picture that cannot be shown: ``word`` for that, its description, its file.

    A description that was made from the caption says nothing new beside it.
    """
    alt = "" if image.stand_in else " ".join(image.alt.split())
    name = "" if image.source.startswith("data:") else image.source.strip()
    said = alt if alt and alt != name else ""
    # in brackets where it could be taken for a description
    shown = name if not name or _FILE_NAME.fullmatch(name) else f"({name})"
    inside = f"{said} ({name})" if said and name else said or shown
    return f"[{word}: {inside}]" if inside else f"[{word}]"


def file_name(source: str, taken: Iterable[Any], suffix: str) -> str:
    """A file name in ASCII for the picture or file ``source`` that is not in ``taken``: its own where possible.

    It ends in ``suffix``.
    """
    stem = "picture" if source.startswith("data:") else PurePosixPath(source).stem
    stem = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in stem).strip("-.")
    stem = stem or "figure"
    name, count = stem + suffix, 1
    held = set(taken)
    while name in held:
        count += 1
        name = f"{stem}-{count}{suffix}"
    return name
