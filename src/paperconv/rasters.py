"""Raster pictures: what they are, and as PNG where an output cannot hold them. Loads Pillow."""

from __future__ import annotations

import io
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import msgspec
from PIL import Image as Pillow
from PIL import ImageFile, ImageOps, UnidentifiedImageError

from paperconv.errors import AssetError

MAX_PIXELS = 100_000_000
"""A picture of more pixels is taken for a decompression bomb."""

_TYPES = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",  # what some cameras make of a JPEG
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "TIFF": "image/tiff",
}
_ORIENTATION = 0x0112
_QUALITY = 95

Raster: TypeAlias = tuple[str, bytes, tuple[int, int], float]
"""Media type, bytes, width and height in pixels, dots per inch (0: not said)."""


def as_raster(data: bytes, accept: Collection[str], most: int = 0) -> Raster:
    """The picture in ``data``, upright; unchanged if its media type is in ``accept`` and no side exceeds ``most`` pixels.

    Else it is made smaller (0: never) and written again, as JPEG if it was one and that may be, otherwise as PNG.

    Raises:
        AssetError: no picture of a known kind, broken, or too large; the message is the reason.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _opened(data, accept, most)
    except UnidentifiedImageError:
        raise AssetError("it is not a picture of a kind that is known") from None
    except (OSError, ValueError, SyntaxError, Pillow.DecompressionBombError) as error:
        raise AssetError(str(error)) from None


def pages(data: bytes) -> int:
    """How many pictures the file ``data`` holds, which :func:`as_raster` has opened: pages of a TIFF, an animation."""
    with Pillow.open(io.BytesIO(data)) as picture:
        return int(getattr(picture, "n_frames", 1))


def _opened(data: bytes, accept: Collection[str], most: int) -> Raster:
    with Pillow.open(io.BytesIO(data)) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise ValueError(f"{picture.width} × {picture.height} pixels are more than {MAX_PIXELS}")
        media_type = _TYPES.get(picture.format or "", "")
        dpi = _resolution(picture.info.get("dpi"))
        with _whole_files_only():
            picture.load()  # a truncated file fails here, not in the reader's hands
        turned = media_type == "image/jpeg" and picture.getexif().get(_ORIENTATION, 1) not in {0, 1}
        longest = max(picture.size)
        if media_type in accept and not turned and not 0 < most < longest:
            return media_type, data, picture.size, dpi
        made: Pillow.Image = ImageOps.exif_transpose(picture) if turned else picture
        if 0 < most < longest:
            if made.mode in {"1", "P"}:
                made = made.convert("RGBA" if "transparency" in made.info else "RGB")
            made = made.resize(
                [max(round(side * most / longest), 1) for side in made.size], Pillow.Resampling.LANCZOS
            )
            dpi *= most / longest
        as_jpeg = media_type == "image/jpeg" and "image/jpeg" in accept
        return _written(made, "image/jpeg" if as_jpeg else "image/png", picture.info.get("icc_profile"), dpi)


@contextmanager
def _whole_files_only() -> Iterator[None]:
    """Let Pillow refuse truncated files, even if WeasyPrint has told it to show what there is of them."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _written(picture: Pillow.Image, media_type: str, profile: Any, dpi: float) -> Raster:
    out = io.BytesIO()
    if media_type == "image/jpeg":
        picture.save(out, "JPEG", quality=_QUALITY, icc_profile=profile)
    else:
        known = picture.mode in {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}
        # A profile describes the colours as they were: it does not fit those of another mode.
        made = picture if known else picture.convert("RGB")
        made.save(out, "PNG", icc_profile=profile if known else None)
    return media_type, out.getvalue(), picture.size, dpi


def _resolution(said: Any) -> float:
    # One number, or one for each direction, as the kind of file has it; 1 stands for "no unit".
    across = said[0] if isinstance(said, tuple) else said
    return float(across) if across and across > 1 else 0.0


class Look(msgspec.Struct, frozen=True):
    """What the head of a raster says: ``size`` in pixels, ``colours`` as ``rgb``, ``cmyk``, ``grey`` or ``bitmap``."""

    size: tuple[int, int]
    colours: str


def look(data: bytes) -> Look:
    """What the raster in ``data`` is, without drawing it.

    Raises:
        AssetError: no picture of a known kind, or broken; the message is the reason.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Pillow.open(io.BytesIO(data)) as picture:
                mode = picture.palette.mode if picture.mode == "P" and picture.palette else picture.mode
                return Look(picture.size, _COLOURS.get(mode, "rgb"))
    except UnidentifiedImageError:
        raise AssetError("it is not a picture of a kind that is known") from None
    except (OSError, ValueError, SyntaxError, Pillow.DecompressionBombError) as error:
        raise AssetError(str(error)) from None


_COLOURS = {
    "1": "bitmap",
    "L": "grey",
    "LA": "grey",
    "I": "grey",
    "I;16": "grey",
    "F": "grey",
    "CMYK": "cmyk",
}
