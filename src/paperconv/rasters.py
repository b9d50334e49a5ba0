"""Raster pictures: what they are, and as PNG where an output cannot hold them. Loads Pillow."""

from __future__ import annotations

import io
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import msgspec
from PIL import Image as Pillow
from PIL import ImageChops, ImageFile, ImageOps, UnidentifiedImageError

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
_WRITTEN = {media_type: name for name, media_type in _TYPES.items() if name in {"PNG", "JPEG", "TIFF"}}
# What a file of each kind holds as it is; a picture of another mode is turned into one of these.
_MODES = {
    "image/png": frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}),
    "image/tiff": frozenset({"1", "L", "RGB", "CMYK", "I;16"}),
    "image/jpeg": frozenset({"L", "RGB", "CMYK"}),
}
_DEEP = frozenset({"I", "F"})

Raster: TypeAlias = tuple[str, bytes, tuple[int, int], float]
"""Media type, bytes, width and height in pixels, dots per inch (0: not said)."""


def as_raster(data: bytes, accept: Collection[str], most: int = 0) -> Raster:
    """The picture in ``data``, upright; unchanged if its media type is in ``accept`` and no side exceeds ``most`` pixels.

    Else it is made smaller (0: never) and written again, as JPEG if it was one and that may be, otherwise as PNG.

    Raises:
        AssetError: no picture of a known kind, broken, or too large; the message is the reason.
    """
    try:
        with warnings.catch_warnings(), _whole_files_only():
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


def for_print(data: bytes, media_type: str, dpi: float) -> tuple[Raster, tuple[str, ...]]:
    """The picture in ``data`` as a file of ``media_type`` (PNG, TIFF, JPEG) that says it has ``dpi`` dots to the inch.

    It has as many pixels as before, and nothing beside them but its colour profile. The words say what else was done to
    it. A JPEG that stays one keeps its bytes.

    Raises:
        AssetError: no picture of a known kind, broken, too large, or of samples that no printer takes.
    """
    kind, held, size, _ = as_raster(data, frozenset(_TYPES.values()))
    done: list[str] = []
    if kind == media_type == "image/jpeg":
        return (kind, held, size, dpi), ()
    with Pillow.open(io.BytesIO(held)) as picture, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        profile = picture.info.get("icc_profile")
        made = _printable(picture, media_type, done)
        out = io.BytesIO()
        options: dict[str, Any] = {"dpi": (dpi, dpi)}
        if profile and made.mode == picture.mode:
            options["icc_profile"] = profile
        if media_type == "image/tiff":
            options["compression"] = "group4" if made.mode == "1" else "tiff_lzw"
        elif media_type == "image/jpeg":
            options["quality"] = _QUALITY
            done.append("JPEG keeps it nearly, not quite, as it was")
        made.save(out, _WRITTEN[media_type], **options)
    return (media_type, out.getvalue(), size, dpi), tuple(done)


def samples(data: bytes) -> tuple[str, tuple[int, int], bytes]:
    """The picture in ``data`` as plain samples, row by row from the top: their mode (``L``, ``RGB``, ``CMYK``), its size, the bytes.

    Transparent parts are white.

    Raises:
        AssetError: as :func:`for_print`; also for samples of more than 8 bits.
    """
    _, held, size, _ = as_raster(data, frozenset(_TYPES.values()))
    with Pillow.open(io.BytesIO(held)) as picture:
        if picture.mode == "I;16":
            raise AssetError("its samples have more than 8 bits")
        made = _printable(picture, "image/jpeg", [])
        return made.mode, size, made.tobytes()


def difference(one: bytes, other: bytes, squares: int) -> float:
    """How far two pictures of one thing are apart, from 0 to 1: the worst of ``squares`` by ``squares`` parts of them, on white."""
    grey = []
    for data in (one, other):
        with Pillow.open(io.BytesIO(data)) as picture:
            flat = _printable(picture.convert("RGBA"), "image/jpeg", []).convert("L")
            grey.append(flat.resize((squares, squares), Pillow.Resampling.BOX))
    return max(ImageChops.difference(*grey).tobytes()) / 255


def _printable(picture: Pillow.Image, media_type: str, done: list[str]) -> Pillow.Image:
    """``picture`` in a mode that a file of ``media_type`` holds, on white where it may not be transparent."""
    if picture.mode in _DEEP:
        raise AssetError("its samples have more than 16 bits: save it with 8 or 16")
    if picture.mode in _MODES[media_type] and not (
        media_type != "image/png" and "transparency" in picture.info
    ):
        return picture
    clear = picture.mode in {"LA", "PA", "RGBA", "La", "RGBa"} or "transparency" in picture.info
    if clear and media_type != "image/png":
        whole = picture.convert("RGBA")
        if min(whole.getchannel("A").tobytes(), default=255) < 255:
            done.append("transparent parts are white")
        ground = Pillow.new("RGBA", whole.size, "white")
        ground.alpha_composite(whole)
        return ground.convert("L" if picture.mode in {"L", "LA", "La", "1"} else "RGB")
    if picture.mode == "1":
        return picture.convert("L")
    if picture.mode == "I;16":
        done.append("its samples have 8 bits instead of 16")
        return picture.point(lambda value: value / 256).convert("L")
    return picture.convert("RGBA" if clear else "RGB")


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
    """What the head of a raster says: ``size`` in pixels, ``colours`` as ``rgb``, ``cmyk``, ``grey`` or ``bitmap``.

    ``dpi`` is 0 where it does not say.
    """

    size: tuple[int, int]
    colours: str
    dpi: float = 0.0


def look(data: bytes) -> Look:
    """What the raster in ``data`` is, without drawing it.

    Raises:
        AssetError: no picture of a known kind, or broken; the message is the reason.
    """
    try:
        with warnings.catch_warnings(), _whole_files_only():
            warnings.simplefilter("ignore")
            with Pillow.open(io.BytesIO(data)) as picture:
                mode = picture.palette.mode if picture.mode == "P" and picture.palette else picture.mode
                return Look(picture.size, _COLOURS.get(mode, "rgb"), _resolution(picture.info.get("dpi")))
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
