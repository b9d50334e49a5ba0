"""The fonts of a PDF: those that paperconv carries, so that a paper has the same pages on every machine.

Fontconfig gets a configuration of ours, in which the machine's fonts of the same names do not count. Fonts of the machine
serve where a style names one before a font of ours, and for characters that ours lack, which is said: pages may differ then.
Where our fonts could not be fetched, the system's configuration is left as it is.
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
from paperconv.patterns import late
from paperconv.styles import JournalStyle

CARRIED = {
    "STIX Two Text": "stix-two-text",
    "STIX Two Math": "stix-two-math",
    "Source Serif 4": "source-serif-4",
    "Source Sans 3": "source-sans-3",
    "Source Code Pro": "source-code-pro",
}
"""Families, and where :mod:`paperconv.thirdparty` has them."""

SCRIPTS = {
    "Noto Naskh Arabic": "noto-naskh-arabic",
    "Noto Serif Hebrew": "noto-serif-hebrew",
    "Noto Serif Devanagari": "noto-serif-devanagari",
    "Noto Serif SC": "noto-serif-sc",
    "Noto Serif JP": "noto-serif-jp",
    "Noto Serif KR": "noto-serif-kr",
}
"""The same for scripts that those lack; an installation may do without them."""

SYMBOLS = "STIX Two Math"
"""Arrows, operators and letterlike signs that text faces lack."""

GENERIC = {"serif": "STIX Two Text", "sans-serif": "Source Sans 3", "monospace": "Source Code Pro"}

_LANGUAGES = {
    "ja": ("Noto Serif JP", "Noto Serif CJK JP", "Noto Sans CJK JP"),
    "ko": ("Noto Serif KR", "Noto Serif CJK KR", "Noto Sans CJK KR"),
}
"""The languages that write the same Chinese characters in other shapes, and the fonts that have these."""

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
_NAME = late(r"""["']([^"'\n]{1,60})["']""")
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


def named(style: JournalStyle) -> frozenset[str]:
    """The families that ``style`` may mean: those of its keys and sheets, and ours."""
    text = style.text
    sheets = [folder / "page.css" for folder in style.looks if (folder / "page.css").is_file()]
    quoted = [
        name
        for sheet in sheets
        for name in _NAME.findall(sheet.read_text(encoding="utf-8", errors="replace"))
    ]
    return frozenset({*own(), *text.font, *text.heading_font, *text.mono_font, *quoted})


def font_configuration() -> Any:
    """WeasyPrint's font configuration."""
    if not are_here():
        return FontConfiguration()
    with tempfile.TemporaryDirectory(prefix="paperconv-") as folder:
        path = Path(folder, "fonts.conf")
        path.write_text(configuration(), encoding="utf-8")
        with environment("FONTCONFIG_FILE", str(path)):
            return FontConfiguration()


def own() -> dict[str, Path]:
    """The families of ours that are here, and their folders."""
    found = {family: thirdparty.find(folder) for family, folder in (CARRIED | SCRIPTS).items()}
    return {family: folder for family, folder in found.items() if folder}


def configuration() -> str:
    """The fontconfig file that prefers our fonts, and Noto where they lack a script."""
    ours = own()
    places = "".join(f"<dir>{escape(str(folder))}</dir>" for folder in ours.values())
    # Of two fonts of one name fontconfig takes the newer.
    accepted = "".join(
        f"<acceptfont>{_pattern('file', str(path))}</acceptfont>"
        for folder in ours.values()
        for path in sorted(folder.rglob("*.ttf"))
    )
    refused = "".join(f"<rejectfont>{_pattern('family', family)}</rejectfont>" for family in ours)
    aliases = "".join(
        f'<alias binding="same"><family>{generic}</family><prefer><family>{own}</family></prefer></alias>'
        for generic, own in GENERIC.items()
    )
    languages = "".join(
        f'<match target="pattern"><test name="lang" compare="contains"><string>{language}</string></test>'
        f'<edit name="family" mode="append_last">{_strings(names)}</edit></match>'
        for language, names in _LANGUAGES.items()
    )
    others = _strings((SYMBOLS, *SCRIPTS, *_NOTO))
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        f"{places}{_PLACES.get(sys.platform, _OTHER_PLACES)}<selectfont>{accepted}{refused}</selectfont>{aliases}{languages}"
        f'<match target="pattern"><edit name="family" mode="append_last">{others}</edit></match></fontconfig>'
    )


def _pattern(name: str, value: str) -> str:
    return f'<pattern><patelt name="{name}"><string>{escape(value)}</string></patelt></pattern>'


def _strings(names: Iterable[str]) -> str:
    return "".join(f"<string>{escape(name)}</string>" for name in names)


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
