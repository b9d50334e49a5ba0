"""The fonts of a PDF: those that paperconv carries, so that a paper has the same pages on every machine.

Fontconfig gets a configuration of ours. The system's fonts serve where a style names one before a font of ours, and for
characters that ours lack (Arabic, Hebrew, the Indian scripts, Chinese, Japanese, Korean, …): the Noto fonts first, so that
those pages too are the same where Noto is installed. Where our fonts could not be fetched, the system's configuration is
left as it is.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from paperconv import thirdparty
from paperconv.exporters.pdf.engine import FontConfiguration

CARRIED = {
    "STIX Two Text": "stix-two-text",
    "STIX Two Math": "stix-two-math",
    "Source Serif 4": "source-serif-4",
    "Source Sans 3": "source-sans-3",
    "Source Code Pro": "source-code-pro",
}
"""Families, and where :mod:`paperconv.thirdparty` has them."""

SYMBOLS = "STIX Two Math"
"""Arrows, operators and letterlike signs that text faces lack."""

GENERIC = {"serif": "STIX Two Text", "sans-serif": "Source Sans 3", "monospace": "Source Code Pro"}

_SCRIPTS = """Arabic Hebrew Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao Khmer
Myanmar Tibetan Georgian Armenian Ethiopic Syriac Thaana Mongolian Cherokee Javanese""".split()  # noqa: SIM905 - a list
_NOTO = (
    "Noto Naskh Arabic",
    *(f"Noto Serif {script}" for script in _SCRIPTS),
    *(f"Noto Sans {script}" for script in _SCRIPTS),
    *(f"Noto {shape} CJK {place}" for shape in ("Serif", "Sans") for place in ("SC", "TC", "JP", "KR", "HK")),
    "Noto Sans Symbols",
    "Noto Sans Symbols 2",
    "Noto Sans Symbols2",
    "Noto Color Emoji",
)
_CACHES = '<cachedir>/var/cache/fontconfig</cachedir><cachedir prefix="xdg">fontconfig</cachedir>'
_PLACES = {
    "darwin": "<dir>/System/Library/Fonts</dir><dir>/Library/Fonts</dir><dir>~/Library/Fonts</dir>" + _CACHES,
    "win32": "<dir>WINDOWSFONTDIR</dir><cachedir>WINDOWSTEMPDIR_FONTCONFIG_CACHE</cachedir>",
}
_OTHER_PLACES = (
    '<dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir><dir prefix="xdg">fonts</dir>' + _CACHES
)


def are_here() -> bool:
    """Whether all fonts that we carry have been fetched."""
    return all(thirdparty.find(folder) for folder in CARRIED.values())


def families(names: Iterable[str]) -> tuple[str, ...]:
    """``names`` up to the first that we carry: what would follow it must not depend on the machine."""
    kept: list[str] = []
    for name in names:
        kept.append(name)
        if are_here() and (name in CARRIED or name in GENERIC):
            return (*kept, SYMBOLS)
    return tuple(kept)


def font_configuration() -> Any:
    """WeasyPrint's font configuration."""
    if not are_here():
        return FontConfiguration()
    with tempfile.TemporaryDirectory(prefix="paperconv-") as folder:
        path = Path(folder, "fonts.conf")
        path.write_text(configuration(), encoding="utf-8")
        with environment("FONTCONFIG_FILE", str(path)):
            return FontConfiguration()


def configuration() -> str:
    """The fontconfig file that prefers our fonts, and Noto where they lack a script."""
    places = "".join(f"<dir>{escape(str(thirdparty.find(folder)))}</dir>" for folder in CARRIED.values())
    aliases = "".join(
        f'<alias binding="same"><family>{generic}</family><prefer><family>{own}</family></prefer></alias>'
        for generic, own in GENERIC.items()
    )
    others = "".join(f"<string>{escape(name)}</string>" for name in (SYMBOLS, *_NOTO))
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        f"{places}{_PLACES.get(sys.platform, _OTHER_PLACES)}{aliases}"
        f'<match target="pattern"><edit name="family" mode="append_last">{others}</edit></match></fontconfig>'
    )


@contextmanager
def environment(name: str, value: str) -> Iterator[None]:
    """Set an environment variable that a C library or a far function reads, and take it back."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
