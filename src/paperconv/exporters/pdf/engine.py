"""WeasyPrint, loaded quickly and with a clear word where it cannot be; everything we use of it passes through here.

Only ``CSS``, ``HTML``, ``FontConfiguration``, ``DocumentMetadata`` and ``URLFetcherResponse`` are public there; the
rest is the list to check when its version changes (the project pins it).
"""

from __future__ import annotations

import contextlib
import ctypes.util
import io
import sys
import warnings

from paperconv.errors import MissingTool

NO_PANGO = (
    "PDF needs the Pango library: install it with `apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
    "libharfbuzz-subset0` (Debian, Ubuntu), `dnf install pango` (Fedora), `brew install pango` (macOS) or "
    "`pacman -S mingw-w64-ucrt-x86_64-pango` in an MSYS2 shell (Windows); the other formats work without it"
)


def _no_library(name: str) -> str | None:
    """No search: cffi then goes on to the names that the dynamic linker knows by itself."""


_find_library = ctypes.util.find_library
try:
    # WeasyPrint says on standard output what the error below says better, and standard output may be the PDF.
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            if sys.platform == "linux":
                # WeasyPrint tries names such as "gobject-2.0-0" before "libgobject-2.0.so.0". For each that the
                # linker does not know, cffi asks find_library, which runs gcc, ld and ldconfig: 54 processes.
                ctypes.util.find_library = _no_library
            import weasyprint
        except OSError:
            ctypes.util.find_library = _find_library
            import weasyprint
    from weasyprint import CSS, HTML
    from weasyprint.draw.text import draw_first_line
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import inline as inline_layout
    from weasyprint.layout import page as page_layout
    from weasyprint.layout import preferred as preferred_layout
    from weasyprint.matrix import Matrix
    from weasyprint.pdf import pydyf
    from weasyprint.pdf import tags as pdf_tags
    from weasyprint.pdf.metadata import DocumentMetadata
    from weasyprint.text import line_break
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.text.line_break import Layout
    from weasyprint.urls import URLFetcherResponse
except OSError as error:
    raise MissingTool(NO_PANGO) from error
finally:
    ctypes.util.find_library = _find_library

VERSION: str = weasyprint.__version__

__all__ = [
    "CSS",
    "FROM_UNITS",
    "HTML",
    "NO_PANGO",
    "VERSION",
    "DocumentMetadata",
    "FontConfiguration",
    "Layout",
    "Matrix",
    "URLFetcherResponse",
    "boxes",
    "draw_first_line",
    "ffi",
    "inline_layout",
    "line_break",
    "page_layout",
    "pango",
    "pdf_tags",
    "preferred_layout",
    "pydyf",
]
