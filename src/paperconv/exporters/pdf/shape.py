"""What a page needs of the HTML beyond what every format has: where the front matter goes, and what spans the columns."""

from __future__ import annotations

from lxml import etree

from paperconv.styles import Page

_SIDE = frozenset({"dates", "identifiers", "editors", "author-notes"})
_MOST_BESIDE = 900  # characters: more would not fit beside the first page
_WIDE_TABLE = 6  # columns that do not fit half a page
_SPANS = ("wide", "landscape")


def shape(page: etree._Element, wanted: Page) -> None:
    """Change the document ``page`` as the style's page data want it."""
    header = page.find(".//header")
    main = page.find(".//main")
    if header is not None and wanted.side_column:
        _beside(header)
    if wanted.columns > 1 and main is not None:
        if header is not None and wanted.abstract_in_column:
            _into_column(header, main)
        for table in main.iterfind(".//figure/table"):
            _span(table)
        _end_columns(main)


def _classes(element: etree._Element) -> list[str]:
    return (element.get("class") or "").split()


def _beside(header: etree._Element) -> None:
    """Gather what stands beside the first page, if there is not too much of it."""
    chosen = [child for child in header if _SIDE.intersection(_classes(child))]
    if not chosen or sum(len("".join(map(str, child.itertext()))) for child in chosen) > _MOST_BESIDE:
        return
    side = etree.Element("div")
    side.set("class", "side")
    side.extend(chosen)
    header.insert(0, side)


def _into_column(header: etree._Element, main: etree._Element) -> None:
    """Let the first column begin with the abstract and the keywords."""
    first = [child for child in header if {"abstract", "keywords"}.intersection(_classes(child))]
    for place, element in enumerate(first):
        main.insert(place, element)


def _span(table: etree._Element) -> None:
    """Set a table of many columns across the page."""
    figure = table.getparent()
    row = table.find(".//tr")
    if figure is None or row is None or any(name in _classes(figure) for name in _SPANS):
        return
    if sum(int(cell.get("colspan") or 1) for cell in row) >= _WIDE_TABLE:
        figure.set("class", " ".join([*_classes(figure), "wide"]))


def _end_columns(main: etree._Element) -> None:
    """End the columns before a table that spans them, and begin new ones after it.

    A figure that spans may stand at the top of its page (see ``styles/two-column``); a table may be longer than a page.
    """
    place = main.getparent()
    blocks = list(main)
    if place is None or not any(_spans(block) for block in blocks):
        return
    current: etree._Element | None = main
    at = place.index(main)
    for block in blocks:
        if _spans(block):
            at += 1
            place.insert(at, block)
            current = None
        elif current is None:
            at += 1
            current = etree.Element("main")
            place.insert(at, current)
            current.append(block)
        elif current is not main:
            current.append(block)
    if not len(main):
        place.remove(main)


def _spans(block: etree._Element) -> bool:
    return "wide" in _classes(block) and block.find(".//table") is not None
