"""The sections of a file: their properties, and what stands in which."""

from __future__ import annotations

import msgspec

from paperconv.exporters.docx.markup import Xml, join
from paperconv.styles import JournalStyle
from paperconv.styles.pages import Page, SectionKind

_HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading'


def section_properties(
    style: JournalStyle,
    page: Page,
    kind: SectionKind,
    references: Xml,
    *,
    first: bool,
    new_page: bool,
    number: int = 0,
) -> Xml:
    """The ``w:sectPr`` of a section of ``kind``; ``references`` are those to headers and footers.

    ``number`` is that of its first page; 0 goes on from the section before.
    """
    turned = kind == "landscape"
    width, height = (page.height, page.width) if turned else (page.width, page.height)
    orient = ' w:orient="landscape"' if turned else ""
    top, bottom, left, right = page.top, page.bottom, page.inner, page.outer
    if turned:
        top, bottom, left, right = left, right, bottom, top
    edge = max(min(708, top // 2, bottom // 2), 0)
    restart = {"none": "", "continuous": "continuous", "page": "newPage"}[style.page.line_numbers]
    lines = f'<w:lnNumType w:countBy="1" w:restart="{restart}"/>' if restart else ""
    counted = f'<w:pgNumType w:start="{number}"/>' if number else ""
    columns = f' w:num="{page.columns}"' if kind == "main" and page.columns > 1 else ""
    title = "<w:titlePg/>" if first else ""
    return Xml(
        f'<w:sectPr>{references}<w:type w:val="{"nextPage" if new_page else "continuous"}"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="{edge}" '
        f'w:footer="{edge}" w:gutter="0"/>{lines}{counted}<w:cols{columns} w:space="{page.gap}"/>{title}</w:sectPr>'
    )


class _Stretch(msgspec.Struct):
    """What becomes one section of the file."""

    kind: SectionKind
    blocks: list[Xml]
    new_page: bool

    def take_headings(self) -> list[Xml]:
        """The headings at the end, taken out."""
        at = len(self.blocks)
        while at and self.blocks[at - 1].startswith(_HEADING):
            at -= 1
        taken, self.blocks[at:] = self.blocks[at:], []
        return taken


class Body:
    """The content of ``w:body`` as it grows: blocks, and where sections begin because of their kind or a new page."""

    def __init__(self) -> None:
        self._stretches: list[_Stretch] = [_Stretch("main", [], new_page=True)]
        self._break = False

    def new_page(self) -> None:
        """Let what comes next begin a page."""
        self._break = True

    def add(self, blocks: list[Xml], kind: SectionKind = "main") -> None:
        """``blocks`` at the end, in a section of ``kind``; headings right before what is wider go with it."""
        if not blocks:
            return
        last = self._stretches[-1]
        if last.blocks and (last.kind != kind or self._break):
            headings = last.take_headings() if kind != "main" and not self._break else []
            blocks = [*headings, *blocks]
        if not last.blocks:
            last.kind = kind
        elif last.kind != kind or self._break:
            turned = "landscape" in {kind, last.kind}
            last = _Stretch(kind, [], new_page=turned or self._break)
            self._stretches.append(last)
        self._break = False
        last.blocks.extend(blocks)

    @property
    def is_turned(self) -> bool:
        """Whether there are pages on their side."""
        return any(one.kind == "landscape" for one in self._stretches)

    def content(self, style: JournalStyle, page: Page, upright: Xml, turned: Xml, first_page: int) -> Xml:
        """All blocks with the properties of their sections.

        ``upright`` and ``turned`` are the references to headers and footers of pages of either kind; ``first_page`` is the number of
        the first page, 0 if none is set.
        Word keeps the properties of a section in its last paragraph, those of the last section in the body.
        """
        out: list[Xml] = []
        for number, stretch in enumerate(self._stretches):
            held = stretch.blocks
            properties = section_properties(
                style,
                page,
                stretch.kind,
                turned if stretch.kind == "landscape" else upright,
                first=number == 0,
                new_page=stretch.new_page,
                number=0 if number else first_page,
            )
            out += held
            if number == len(self._stretches) - 1:
                out.append(properties)
            elif held[-1].startswith("<w:p><w:pPr>"):
                out[-1] = Xml(held[-1].replace("</w:pPr>", f"{properties}</w:pPr>", 1))
            else:
                out.append(Xml(f'<w:p><w:pPr><w:pStyle w:val="TableEnd"/>{properties}</w:pPr></w:p>'))
        return join(out)
