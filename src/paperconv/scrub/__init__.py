"""Pictures without what they say about their makers; what they show stays, to the bit where the format allows it."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import TypeAlias

from paperconv.late import load
from paperconv.pictures import kind_of, unpacked

Mask: TypeAlias = Callable[[str], str]
"""Puts a mask in the place of names in a text."""

_CLEANERS = {
    "image/png": ("rasters", "clean_png"),
    "image/jpeg": ("rasters", "clean_jpeg"),
    "image/gif": ("rasters", "clean_gif"),
    "image/webp": ("rasters", "clean_webp"),
    "image/tiff": ("tiff", "clean_tiff"),
    "application/postscript": ("drawings", "clean_eps"),
    "application/pdf": ("drawings", "clean_pdf"),
    "image/emf": ("drawings", "clean_emf"),
    "image/wmf": ("drawings", "clean_wmf"),
}


def scrub(data: bytes, mask: Mask) -> bytes:
    """A picture without names of persons, programs, places and times in it; other files as they are.

    ``mask`` changes the words that an SVG shows. A picture that is broken stays as it is: nothing can show it either, and
    what it holds is searched as every byte is.
    """
    kind = kind_of(data)
    if kind == "image/svg+xml":
        return bytes(load("paperconv.scrub.drawings").clean_svg(unpacked(data), mask))
    cleaner = _CLEANERS.get(kind)
    if cleaner is None:
        return data
    module, name = cleaner
    try:
        return bytes(getattr(load(f"paperconv.scrub.{module}"), name)(data))
    except (ValueError, IndexError, struct.error):
        return data
