"""PDF: the document as HTML, laid out by WeasyPrint with the style's CSS, tagged for assistive technology.

A style's look is ``style.toml`` (sizes, fonts, margins) and ``page.css`` in its folders; :mod:`.sheets` tells how they
meet. The file conforms to PDF/UA-1 and PDF/A-3a: what WeasyPrint leaves to do is done in :mod:`.repair`.

WeasyPrint needs Pango, a system library. Typst (0.15, a wheel of 81 MB without system libraries) was measured as what
could stand in: the stress text takes it 2.5 s of CPU and 190 MB (53 pages) against our 8.3 s (48 pages), and it writes
PDF/UA-1 too. It is not used. It knows no CSS, so each style would be written a second time and the two would drift
apart; its own mathematics set 33 of 40 formulas right against MathJax's 39; and pages that change with the machine are
worse than none. Without Pango one line says how to get it, and the other formats are written.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from paperconv import model as m
from paperconv.errors import ConversionFailed, PaperconvError
from paperconv.exporters.pdf.pages import lay_out
from paperconv.protocols import Artifact, Job

__all__ = ["PdfExporter"]


class PdfExporter:
    """Pages for print and screen."""

    suffix: ClassVar[str] = ".pdf"
    prepared: ClassVar[bool] = True
    paged: ClassVar[bool] = True

    def export(self, document: m.Document, job: Job) -> Artifact:
        """``document`` as a tagged PDF.

        Raises:
            StyleError: the style's page data or page.css cannot be used.
            ConversionFailed: the layout engine gave up.
        """
        try:
            with _without_collection():
                made = lay_out(document, job)
                return Artifact(made.pdf(), made.files)
        except (PaperconvError, RecursionError, MemoryError):
            raise
        except Exception as error:
            raise ConversionFailed(
                f"WeasyPrint cannot lay out this document: {type(error).__name__}: {error}: please report it"
            ) from error


@contextmanager
def _without_collection() -> Iterator[None]:
    """No garbage collection while boxes are made by the hundred thousand: a fifth of the time."""
    was_enabled, frozen = gc.isenabled(), gc.get_freeze_count()
    gc.disable()
    try:
        yield
    finally:
        if not frozen:
            gc.unfreeze()
        if was_enabled:
            gc.enable()
