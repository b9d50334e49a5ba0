"""A document laid out on pages, and those pages as a PDF."""

from __future__ import annotations

from typing import Any

import msgspec
from lxml import etree

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Rule, ignore
from paperconv.errors import PaperconvError
from paperconv.exporters.pdf.direction import set_directions
from paperconv.exporters.pdf.engine import CSS, DEFAULT_OPTIONS, generate_pdf
from paperconv.exporters.pdf.fetch import Fetcher
from paperconv.exporters.pdf.fonts import environment, font_configuration, named
from paperconv.exporters.pdf.formulas import Formulas
from paperconv.exporters.pdf.keys import measure
from paperconv.exporters.pdf.line_ends import read_line_ends
from paperconv.exporters.pdf.line_numbers import number_lines
from paperconv.exporters.pdf.messages import borrowed, counting, listening
from paperconv.exporters.pdf.metadata import Facts, facts, information, xmp
from paperconv.exporters.pdf.repair import repair
from paperconv.exporters.pdf.repair.formulas import MARK
from paperconv.exporters.pdf.repair.labels import label_pages, printed_numbers
from paperconv.exporters.pdf.repair.source import attach_source
from paperconv.exporters.pdf.shape import shape
from paperconv.exporters.pdf.sheets import sheets
from paperconv.exporters.pdf.source import Page
from paperconv.exporters.pdf.typeset import typeset
from paperconv.exporters.pdf.weasy import cured
from paperconv.exporters.pdf.weasy.tags import NOTE
from paperconv.exporters.pdf.writer import write
from paperconv.html import Options, ShownImage, build
from paperconv.html.running import running_words
from paperconv.protocols import Job

_VERSION = "1.7"
_MAX_DPI = 300
_OPTIONS = {**DEFAULT_OPTIONS, "pdf_tags": True, "pdf_version": _VERSION, "dpi": _MAX_DPI}

# The patterns that divide words know countries, not bare languages: plain "en" would take the British ones.
_PATTERNS = {"en": "en-US", "pt": "pt-PT", "sr": "sr-Latn"}


class LaidOut:
    """The pages of one document; ``rendering`` is WeasyPrint's, ``files`` are to lie beside the PDF."""

    def __init__(self, rendering: Any, fonts: Any, own: Facts, job: Job, files: dict[str, bytes]) -> None:
        self.rendering = rendering
        self.files = files
        self._fonts = fonts
        self._own = own
        self._job = job

    @property
    def boxes(self) -> list[Any]:
        """WeasyPrint's page boxes."""
        return [page._page_box for page in self.rendering.pages]  # noqa: SLF001 - the only way to what stands on a page

    def pdf(self) -> bytes:
        """The bytes of the PDF."""
        # Without HarfBuzz's subsetter fontTools cuts the fonts, and writes the time into them: this one, then.
        epoch = str(int(self._job.date.timestamp()))
        with listening(self._job.log), environment("SOURCE_DATE_EPOCH", epoch), cured(ignore, self._fonts):
            pdf = generate_pdf(self.rendering, None, 1, **_OPTIONS)
            borrowed(self.rendering.fonts.values(), named(self._job.style), self._job.log)
            whole = not any(font.missing for font in self.rendering.fonts.values())
            repair(pdf, xmp(self._own, whole=whole))
            if self._job.style.running_head.numbers_pages:
                label_pages(pdf, printed_numbers(self.boxes))
            self._attach(pdf)
            return write(pdf, _VERSION)

    def _attach(self, pdf: Any) -> None:
        if self._job.other is None:
            return
        try:
            source = self._job.other("jats")
        except PaperconvError as error:
            self._job.log(
                Diagnostic(Rule.CONTENT_KEPT, f"the PDF does not carry the article's JATS file: {error}")
            )
            return
        attach_source(pdf, f"{self._job.name}.xml", source, self._job.date)


class Composed(msgspec.Struct, frozen=True):
    """A document before layout: its ``page`` in HTML, and what answers its requests for pictures and formulas."""

    page: Any
    own: Facts
    fetcher: Fetcher
    formulas: Formulas


def compose(document: m.Document, job: Job) -> Composed:
    """``document`` as WeasyPrint gets it."""
    document = typeset(document, job.log)
    fetcher = Fetcher(job)
    formulas = Formulas(document, fetcher, job.log, measure(job.style))
    options = Options(
        image=lambda image: _shown(image, fetcher),
        log=job.log,
        medium="page",
        carry=fetcher.carry,
        formula=formulas.pieces,
        style=job.style,
    )
    page = build(document, options)
    shape(page, job.style)
    set_directions(page)
    own = facts(document.meta, page.get("lang") or document.meta.language or "und", job.date)
    for element in page.iter():
        _adapt(element, fetcher)
        # U+2010 at a line end is WeasyPrint's (:mod:`.repair.hyphens`): the author's hyphens are U+002D.
        element.text = element.text and element.text.replace("\u2010", "-")
        element.tail = element.tail and element.tail.replace("\u2010", "-")
    return Composed(page, own, fetcher, formulas)


def lay_out(document: m.Document, job: Job) -> LaidOut:
    """``document`` on the pages of the job's style.

    Raises:
        StyleError: the style's page data or page.css cannot be used.
    """
    made = compose(document, job)
    fonts = font_configuration()
    with listening(job.log), counting(job.progress), cured(job.log, fonts) as sheet:
        looks = [
            CSS(string=sheet, font_config=fonts),
            *sheets(job.style, running_words(document.meta, job.style), made.fetcher, fonts),
        ]
        rendering = Page(made.page, made.fetcher).render(
            font_config=fonts, stylesheets=looks, dpi=_MAX_DPI, cache=made.formulas.cache
        )
    rendering.metadata = information(made.own)
    for laid_out in rendering.pages:
        _one_annotation_each(laid_out)
    read_line_ends(rendering.pages)
    if job.style.page.line_numbers != "none":
        number_lines(rendering.pages, job.style.page.line_numbers, job.style.page.columns)
    return LaidOut(rendering, fonts, made.own, job, made.fetcher.files)


def _shown(image: m.Image, fetcher: Fetcher) -> ShownImage | None:
    address = fetcher.source(image)
    return None if address is None else ShownImage(address, *fetcher.size(address))


def _adapt(element: etree._Element, fetcher: Fetcher) -> None:
    """Say in ``element`` what browsers know by themselves and WeasyPrint does not."""
    language = element.get("lang")
    if language in _PATTERNS:
        element.set("lang", _PATTERNS[language])
    if element.get("class") == "footnote":
        element.tag = NOTE
    elif element.tag == "ol" and element.get("start"):
        element.set("style", f"counter-reset: list-item {int(element.get('start') or 1) - 1}")
    elif element.tag == "a" and (element.get("href") or "").startswith("mailto:"):
        if " " in "".join(map(str, element.itertext())):  # words, not the address
            element.set("style", "white-space: normal")
    elif element.tag == "img" and element.get("class") == "math":
        element.set("alt", f"{MARK}{element.get('alt')}")
    elif element.tag == "img" and not element.get("style"):
        width = fetcher.natural_width(element.get("src") or "")
        if width:
            element.set("style", f"width: {width:.4g}in")


def _one_annotation_each(page: Any) -> None:
    """Keep the link of ``a`` itself: WeasyPrint makes another for every box inside it (``a > em``)."""
    page.links = [link for link in page.links if link[3].link]
