"""PDF: the document as HTML, laid out by WeasyPrint with the style's CSS, tagged for assistive technology.

A style's look is ``style.toml`` (sizes, fonts, margins) and ``page.css`` in its folders; :mod:`.sheets` tells how they
meet. The file conforms to PDF/UA-1: what WeasyPrint leaves to do is done in :mod:`.repair`.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from lxml import etree

from paperconv import model as m
from paperconv.errors import ConversionFailed, PaperconvError
from paperconv.exporters.pdf.engine import HTML, FontConfiguration
from paperconv.exporters.pdf.fetch import Fetcher
from paperconv.exporters.pdf.line_ends import hanging_blanks
from paperconv.exporters.pdf.line_numbers import number_lines
from paperconv.exporters.pdf.messages import listening
from paperconv.exporters.pdf.metadata import Facts, facts, information, running_head, xmp
from paperconv.exporters.pdf.repair import repair
from paperconv.exporters.pdf.sheets import sheets
from paperconv.html import Options, ShownImage, build
from paperconv.protocols import Artifact, Job

__all__ = ["PdfExporter"]

_VERSION = "1.7"
_MAX_DPI = 300

# The patterns that divide words know countries, not bare languages: plain "en" would take the British ones.
_PATTERNS = {"en": "en-US", "pt": "pt-PT", "sr": "sr-Latn"}


class PdfExporter:
    """Pages for print and screen."""

    suffix: ClassVar[str] = ".pdf"
    prepared: ClassVar[bool] = True

    def export(self, document: m.Document, job: Job) -> Artifact:
        """``document`` as a tagged PDF.

        Raises:
            StyleError: the style's page data or page.css cannot be used.
            ConversionFailed: the layout engine gave up.
        """
        fetcher = Fetcher(job)
        page = build(
            document, Options(image=lambda image: _shown(image, fetcher), log=job.log, medium="page")
        )
        own = facts(document.meta, page.get("lang") or document.meta.language or "und", job.date)
        for element in page.iter():
            _adapt(element, fetcher)
        text: str = etree.tostring(page, method="html", encoding="unicode", doctype="<!DOCTYPE html>")
        try:
            return Artifact(_laid_out(text, own, document, job, fetcher))
        except (PaperconvError, RecursionError, MemoryError):
            raise
        except Exception as error:
            raise ConversionFailed(
                f"WeasyPrint cannot lay out this document: {type(error).__name__}: {error}: please report it"
            ) from error


def _laid_out(text: str, own: Facts, document: m.Document, job: Job, fetcher: Fetcher) -> bytes:
    """The HTML page ``text`` as the bytes of a PDF."""
    fonts = FontConfiguration()
    page = job.style.page
    with listening(job.log), _without_collection(), hanging_blanks(job.log, fonts):
        looks = sheets(job.style, running_head(document.meta), fetcher, fonts)
        rendering = HTML(string=text, url_fetcher=fetcher).render(
            font_config=fonts, stylesheets=looks, dpi=_MAX_DPI
        )
        rendering.metadata = information(own)
        for laid_out in rendering.pages:
            _one_annotation_each(laid_out)
        if page.line_numbers != "none":
            number_lines(rendering.pages, page.line_numbers, page.columns)
        # A hyphen that the author wrote as U+2010 cannot be told from one at a line end.
        soft = "\u2010" not in text
        data: bytes = rendering.write_pdf(
            finisher=lambda _, pdf: repair(pdf, xmp(own), soft_hyphens=soft),
            pdf_tags=True,
            pdf_version=_VERSION,
            dpi=_MAX_DPI,
        )
    return data


def _shown(image: m.Image, fetcher: Fetcher) -> ShownImage | None:
    address = fetcher.source(image)
    return None if address is None else ShownImage(address)


def _adapt(element: etree._Element, fetcher: Fetcher) -> None:
    """Say in ``element`` what browsers know by themselves and WeasyPrint does not."""
    language = element.get("lang")
    if language in _PATTERNS:
        element.set("lang", _PATTERNS[language])
    if element.tag == "ol" and element.get("start"):
        element.set("style", f"counter-reset: list-item {int(element.get('start') or 1) - 1}")
    elif element.tag == "img" and not element.get("style"):
        width = fetcher.natural_width(element.get("src") or "")
        if width:
            element.set("style", f"width: {width:.4g}in")


def _one_annotation_each(page: Any) -> None:
    """Keep the link of ``a`` itself: WeasyPrint makes another for every box inside it (``a > em``)."""
    page.links = [link for link in page.links if link[3].link]


@contextmanager
def _without_collection() -> Iterator[None]:
    """No garbage collection while boxes are made by the hundred thousand: a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
