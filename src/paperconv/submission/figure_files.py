"""A picture as a file of its own, in a format that the journal takes.

What is made of dots takes the first of the journal's raster formats that keeps every dot, what is drawn the first of its
vector formats; only where there is none of its kind does it become the other. No picture is enlarged: one that has too few
dots for its width in print is said to have.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from paperconv.errors import AssetError, MissingTool
from paperconv.late import load
from paperconv.pictures import kind_of, no_picture, unpacked

MEDIA_TYPES = {
    "tiff": "image/tiff",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "eps": "application/postscript",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
}
_SUFFIXES = {"tiff": ".tif", "png": ".png", "jpeg": ".jpg", "eps": ".eps", "pdf": ".pdf", "svg": ".svg"}
_RASTERS = ("tiff", "png", "jpeg")
_POINTS = 72.0
_CSS_POINTS = 0.75
_BLANK_WIDTH = 432.0
"""How wide, in points, a drawing is that names no size."""
_MOST_PIXELS = 12_000
"""The longest side of a drawing that is turned into dots: a page of 25 cm at 1200 dots to the inch."""


class Converted(msgspec.Struct, frozen=True):
    """A picture as the journal takes it: ``resolution`` is that at ``width`` points, 0 for a drawing; ``done`` what happened to it."""

    media_type: str
    suffix: str
    data: bytes
    width: float
    pixels: tuple[int, int] = (0, 0)
    resolution: float = 0.0
    done: tuple[str, ...] = ()


def convert_picture(
    data: bytes, formats: Sequence[str], width: Callable[[float], float], resolution: int
) -> Converted:
    """``data`` in one of ``formats``.

    ``width`` gives the width in print for a picture that is by itself so wide, both in points; ``resolution`` is what a
    drawing gets, in dots per inch, that has to be turned into dots.

    Raises:
        AssetError: it cannot be had in any of them.
    """
    kind = kind_of(data)
    drawn = {"image/svg+xml": _from_svg, "application/pdf": _from_pdf, "application/postscript": _from_eps}
    if kind in drawn:
        return drawn[kind](data, formats, width, resolution)
    reason = no_picture(data, kind)
    if reason:
        raise AssetError(reason)
    return _from_raster(data, formats, width)


def _from_raster(data: bytes, formats: Sequence[str], width: Callable[[float], float]) -> Converted:
    rasters = load("paperconv.rasters")
    kind, _, (across, down), said = rasters.as_raster(data, frozenset(MEDIA_TYPES.values()) | {"image/gif", "image/webp"})  # fmt: skip
    wide = width(across / (said or 96.0) * _POINTS)
    dpi = across / wide * _POINTS
    pages = rasters.pages(data)
    cut = (f"it has {pages} pages, of which the first is sent",) if pages > 1 else ()
    whole = [one for one in formats if one in {"tiff", "png"} or (one == "jpeg" and kind == "image/jpeg")]
    tried = [*whole, *(one for one in formats if one in {"pdf", "eps"}), *(one for one in formats if one == "jpeg")]  # fmt: skip
    problem = "the journal takes drawings only"
    for one in dict.fromkeys(tried):
        try:
            if one in _RASTERS:
                (media_type, made, size, _), done = rasters.for_print(data, MEDIA_TYPES[one], dpi)
                return Converted(media_type, _SUFFIXES[one], made, wide, size, dpi, (*cut, *done))
            put = load("paperconv.submission.containers")
            make = put.raster_as_pdf if one == "pdf" else put.raster_as_eps
            made = make(data, wide, wide / across * down)
            return Converted(MEDIA_TYPES[one], _SUFFIXES[one], made, wide, (across, down), dpi, cut)
        except AssetError as error:
            problem = str(error)
    raise AssetError(problem)


def _from_svg(
    data: bytes, formats: Sequence[str], width: Callable[[float], float], resolution: int
) -> Converted:
    svg, put, drawings = (load(f"paperconv.{name}") for name in ("svg", "submission.containers", "drawings"))
    try:
        safe = svg.safe_svg(unpacked(data))
    except svg.SvgRefused as error:
        raise AssetError(str(error)) from None
    natural = safe.size[0] * _CSS_POINTS or _BLANK_WIDTH
    shape = safe.shape or 1.5
    wide = width(natural)
    lost = (f"text that only a browser can show is left out: {safe.lost}",) if safe.lost else ()

    def as_pdf() -> bytes:
        return bytes(put.svg_as_pdf(safe.data, wide, wide / shape))

    makers: dict[str, Callable[[], bytes]] = {
        "svg": lambda: safe.data,
        "pdf": as_pdf,
        "eps": lambda: drawings.pdf_as_eps(as_pdf()),
    }
    size = (natural / _CSS_POINTS, natural / _CSS_POINTS / shape)
    dots = resolution * wide / natural

    def draw() -> bytes:
        return bytes(drawings.draw_svg(safe.data, size, shape, dots, _MOST_PIXELS)[1])

    return _drawing(formats, makers, draw, (wide, resolution), lost)


def _from_pdf(
    data: bytes, formats: Sequence[str], width: Callable[[float], float], resolution: int
) -> Converted:
    drawings = load("paperconv.drawings")
    natural, _, pages = drawings.size_of_pdf(data)
    wide = width(natural)
    makers: dict[str, Callable[[], bytes]] = {"pdf": lambda: data, "eps": lambda: drawings.pdf_as_eps(data)}
    dots = resolution * wide / natural
    cut = (f"it has {pages} pages, of which the first is meant",) if pages > 1 else ()

    def draw() -> bytes:
        return bytes(drawings.draw_pdf(data, dots, _MOST_PIXELS)[0][1])

    return _drawing(formats, makers, draw, (wide, resolution), cut)


def _from_eps(
    data: bytes, formats: Sequence[str], width: Callable[[float], float], resolution: int
) -> Converted:
    drawings = load("paperconv.drawings")
    natural, _ = drawings.size_of_eps(data)
    wide = width(natural)
    makers: dict[str, Callable[[], bytes]] = {"eps": lambda: data, "pdf": lambda: drawings.eps_as_pdf(data)}
    dots = resolution * wide / natural

    def draw() -> bytes:
        return bytes(drawings.draw_eps(data, dots, _MOST_PIXELS)[1])

    return _drawing(formats, makers, draw, (wide, resolution))


def _drawing(
    formats: Sequence[str],
    makers: dict[str, Callable[[], bytes]],
    draw: Callable[[], bytes],
    size: tuple[float, int],
    done: tuple[str, ...] = (),
) -> Converted:
    """The first of ``formats`` in which it stays a drawing; else dots. ``size`` is its width in points, and the resolution."""
    wide, resolution = size
    reasons: list[str] = []
    for one in formats:
        if one in makers:
            try:
                return Converted(MEDIA_TYPES[one], _SUFFIXES[one], makers[one](), wide, done=done)
            except (AssetError, MissingTool) as error:
                reasons.append(f"no {one.upper()}: {error}")
    for one in formats:
        if one in _RASTERS:
            (media_type, made, pixels, _), more = load("paperconv.rasters").for_print(
                draw(), MEDIA_TYPES[one], resolution
            )
            real = pixels[0] / wide * _POINTS
            drawn = f"the drawing is sent as dots, {real:.0f} to the inch"
            return Converted(media_type, _SUFFIXES[one], made, wide, pixels, real, (*done, *reasons, drawn, *more))  # fmt: skip
    raise AssetError("; ".join(reasons) or f"it cannot be turned into {', '.join(formats)}")
