"""Raster pictures: what they are, and as PNG where an output cannot hold them. Loads Pillow."""

from __future__ import annotations

import io
import warnings
from collections.abc import Collection
from typing import TypeAlias

from PIL import Image as Pillow
from PIL import UnidentifiedImageError

from paperconv.errors import AssetError

MAX_PIXELS = 100_000_000
"""A picture of more pixels is taken for a decompression bomb."""

_TYPES = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "TIFF": "image/tiff",
}

Raster: TypeAlias = tuple[str, bytes, tuple[int, int], float]
"""Media type, bytes, width and height in pixels, dots per inch (0: not said)."""


def as_raster(data: bytes, accept: Collection[str]) -> Raster:
    """The picture in ``data``, unchanged if its media type is in ``accept``, else as PNG.

    Raises:
        AssetError: no picture of a known kind, broken, or too large; the message is the reason.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _opened(data, accept)
    except UnidentifiedImageError:
        raise AssetError("not a picture of a kind that is known") from None
    except (OSError, ValueError, SyntaxError, Pillow.DecompressionBombError) as error:
        raise AssetError(str(error)) from None


def _opened(data: bytes, accept: Collection[str]) -> Raster:
    with Pillow.open(io.BytesIO(data)) as picture:
        if picture.width * picture.height > MAX_PIXELS:
            raise ValueError(f"{picture.width} × {picture.height} pixels is more than {MAX_PIXELS}")
        media_type = _TYPES.get(picture.format or "", "")
        resolution = picture.info.get("dpi")
        # One number, or one for each direction, as the kind of file has it; 1 stands for "no unit".
        across = resolution[0] if isinstance(resolution, tuple) else resolution
        dpi = float(across) if across and across > 1 else 0.0
        size = (picture.width, picture.height)
        picture.load()  # a truncated file fails here, not in the reader's hands
        if media_type in accept:
            return media_type, data, size, dpi
        out = io.BytesIO()
        mode = picture.mode if picture.mode in {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"} else "RGB"
        picture.convert(mode).save(out, "PNG")
        return "image/png", out.getvalue(), size, dpi
