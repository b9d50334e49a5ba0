"""WeasyPrint, loaded quickly and with a clear word where it cannot be; everything we use of it passes through here.

Only ``CSS``, ``DEFAULT_OPTIONS``, ``HTML``, ``FontConfiguration``, ``DocumentMetadata`` and ``URLFetcherResponse`` are public there; the
rest is the list to check when its version changes (the project pins it).
"""

from __future__ import annotations

import contextlib
import io
import sys
import warnings

from paperconv.errors import MissingTool
from paperconv.exporters.pdf.loading import quickly

NO_PANGO = (
    "PDF needs the Pango library: install it with `apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
    "libharfbuzz-subset0` (Debian, Ubuntu), `dnf install pango` (Fedora), `brew install pango` (macOS) or "
    "`pacman -S mingw-w64-ucrt-x86_64-pango` in an MSYS2 shell (Windows); the other formats work without it"
)


try:
    # WeasyPrint says on standard output what the error below says better, and standard output may be the PDF.
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with quickly():
                import weasyprint
        except Exception:  # noqa: BLE001 - whatever does not suit the short way, the long one may do
            for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
                del sys.modules[name]
            import weasyprint
    from weasyprint import CSS, DEFAULT_OPTIONS, HTML, css, cssselect2, draw
    from weasyprint import layout as document_layout
    from weasyprint.draw.text import draw_first_line, draw_text
    from weasyprint.formatting_structure import boxes
    from weasyprint.formatting_structure import build as box_building
    from weasyprint.layout import LayoutContext, percent
    from weasyprint.layout import block as block_layout
    from weasyprint.layout import inline as inline_layout
    from weasyprint.layout import page as page_layout
    from weasyprint.layout import preferred as preferred_layout
    from weasyprint.matrix import Matrix
    from weasyprint.pdf import generate_pdf, pydyf
    from weasyprint.pdf import tags as pdf_tags
    from weasyprint.pdf.metadata import DocumentMetadata
    from weasyprint.text import line_break
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.text.line_break import Layout
    from weasyprint.urls import URLFetcherResponse
except OSError as error:
    raise MissingTool(NO_PANGO) from error

VERSION: str = weasyprint.__version__

__all__ = [
    "CSS",
    "DEFAULT_OPTIONS",
    "FROM_UNITS",
    "HTML",
    "NO_PANGO",
    "VERSION",
    "DocumentMetadata",
    "FontConfiguration",
    "Layout",
    "LayoutContext",
    "Matrix",
    "URLFetcherResponse",
    "block_layout",
    "box_building",
    "boxes",
    "css",
    "cssselect2",
    "document_layout",
    "draw",
    "draw_first_line",
    "draw_text",
    "ffi",
    "generate_pdf",
    "inline_layout",
    "line_break",
    "page_layout",
    "pango",
    "pdf_tags",
    "percent",
    "preferred_layout",
    "pydyf",
]
