"""What a page needs of the HTML beyond what every format has: where the front matter goes, and what spans the columns."""

from __future__ import annotations

from lxml import etree

from paperconv import patterns
from paperconv.styles import JournalStyle
from paperconv.styles.layout import FrontPart
from paperconv.styles.pages import table_room

_SIDE = frozenset({"dates", "identifiers", "editors", "author-notes"})
_OWN_LINES = frozenset({"dates", "identifiers"})  # each date stands on a line: no signs between them
_MOST_BESIDE = 900  # characters: more would not fit beside the first page
_FILLED = 0.8  # of a line: what the cells of a table fill of it
_LONG_TABLE = 18, 32  # rows, or lines, that a table may have and still stand on one page
_TALL_TABLE = 40, 40  # the same for one that spans the columns and goes to the top of a page as a whole
_LONG_WORD = 25  # letters, of which :func:`paperconv.model.least_width` lets no more stand in a line either
_PARTS_OF_WORDS = r"[\s\u200b\u00ad/–—-]+"
_BESIDES = 3  # letters that a column takes besides its own
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_WIDE_TABLE = 6  # columns that do not fit half a page
_SPANS = ("wide", "landscape")
_STOPS = (".", ":", "?", "!", "…", "。")
_PARTS: dict[str, FrontPart] = {
    "journal": "journal",
    "subjects": "journal",
    "title": "title",
    "subtitle": "title",
    "translated-title": "title",
    "authors": "authors",
    "affiliations": "affiliations",
    "author-notes": "notes",
    "author-details": "notes",
    "editors": "dates",
    "dates": "dates",
    "identifiers": "dates",
    "abstract": "abstract",
    "keywords": "keywords",
    "article-info": "credits",
}


def shape(page: etree._Element, style: JournalStyle) -> None:
    """Change the document ``page`` as ``style`` wants it."""
    wanted = style.page
    header = page.find(".//header")
    main = page.find(".//main")
    if header is not None:
        _in_order(header, style)
        _on_pages(header, main, style)
    if header is not None and wanted.side_column:
        _beside(header)
    if main is not None:
        _run_in(main, style)
        if style.references.new_page:
            for block in main:
                if _has_references(block):
                    _new_page(block)
    for table in page.iter("table"):
        if scale := table.get("data-scale"):
            table.set("style", f"font-size:calc(var(--table-size) * {scale})")
    if main is None:
        return
    if wanted.columns > 1:
        if header is not None and wanted.abstract_in_column:
            _into_column(header, main)
        for figure in main.iter("figure"):
            if figure.getparent() is not main:  # in a box or a list
                figure.set("class", " ".join(name for name in _classes(figure) if name not in _SPANS))
        for table in main.iterfind("figure/table"):
            _span(table)
    room = table_room(style)
    for figure in main.iterfind(".//figure[table]"):
        is_wide = any(name in _classes(figure) for name in _SPANS)
        across = int((room.page if is_wide else room.column) * _FILLED)
        # Tables in a list or box are fitted to no page.
        _break_words(figure, room.sideways if figure.getparent() is main else across)
        if _has_more(figure, across, _LONG_TABLE):
            figure.set("class", " ".join([*_classes(figure), "long"]))
    if wanted.columns > 1:
        _to_page_tops(main, int(room.page * _FILLED))
        _end_columns(main)


def _part(element: etree._Element) -> FrontPart:
    return next(_PARTS[name] for name in _classes(element) if name in _PARTS)


def _in_order(header: etree._Element, style: JournalStyle) -> None:
    """Put the parts of the title block into the style's order."""
    order = style.front.parts
    parts = sorted(header, key=lambda element: order.index(_part(element)))
    # What goes to the foot of page one must be called there.
    foot = [element for element in parts[1:] if _part(element) in style.front.first_page_foot]
    header[:] = [*parts[:1], *foot, *(element for element in parts[1:] if element not in foot)]


def _on_pages(header: etree._Element, main: etree._Element | None, style: JournalStyle) -> None:
    """Begin new pages after what has a page of its own: the title page, the abstract."""
    order = style.front.parts
    opening = [part for part in order if part in {"abstract", "keywords"}]
    own = {_part(element) for element in header}
    present = [part for part in opening if part in own]
    if style.front.title_page == "own-page" or style.abstract.own_page:
        after = [*header] if main is None else [*header, main]
        if present:
            at = next(i for i, element in enumerate(after) if _is_part(element, present[0]))
            _new_page(after[at])
            after = after[at:]
            ends = [i for i, element in enumerate(after) if _is_part(element, *present)]
            if style.abstract.own_page and ends[-1] + 1 < len(after):
                _new_page(after[ends[-1] + 1])
        elif main is not None and style.front.title_page == "own-page":
            _new_page(main)


def _is_part(element: etree._Element, *parts: FrontPart) -> bool:
    return element.tag != "main" and _part(element) in parts


def _has_references(block: etree._Element) -> bool:
    return any("references-title" in _classes(heading) for heading in block.iter("h2"))


def _new_page(element: etree._Element) -> None:
    element.set("class", " ".join(dict.fromkeys([*_classes(element), "new-page"])))


def _run_in(main: etree._Element, style: JournalStyle) -> None:
    """Set headings that run in together with the paragraphs below them."""
    levels = {f"h{level + 1}" for level in range(1, 6) if style.headings.level(level).run_in}
    for heading in [element for element in main.iter() if element.tag in levels]:
        following = heading.getnext()
        if following is None or following.tag != "p" or "references-title" in _classes(heading):
            continue
        if not "".join(map(str, heading.itertext())).rstrip().endswith(_STOPS):
            end = etree.SubElement(heading, "span")
            end.set("class", "label-end")
            end.text = "."
        heading.tail = " "
        together = etree.Element("div")
        together.set("class", "run-in")
        heading.addprevious(together)
        together.append(heading)
        together.append(following)


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
    for line in chosen:
        for one in line if _OWN_LINES.intersection(_classes(line)) else ():
            one.tail = None if one.tail is None else " "
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


def _break_words(figure: etree._Element, most: int) -> None:
    """Let words break in cells where they are too long for any table, and in all cells of one wider than ``most`` letters."""
    widths: dict[int, int] = {}
    for row in figure.iter("tr"):
        for place, cell in enumerate(row):
            longest = max(
                map(len, patterns.split(_PARTS_OF_WORDS, "".join(map(str, cell.itertext())))), default=0
            )
            if longest > _LONG_WORD:
                cell.set("style", f"{cell.get('style') or ''};overflow-wrap:anywhere".lstrip(";"))
            if not cell.get("colspan"):
                widths[place] = max(widths.get(place, 1), min(longest, _LONG_WORD))
    scale = max((float(table.get("data-scale") or 1) for table in figure.iter("table")), default=1.0)
    if (sum(widths.values()) + _BESIDES * len(widths)) * scale > most:
        figure.set("class", " ".join([*_classes(figure), "cramped"]))


def _has_more(figure: etree._Element, across: int, most: tuple[int, int]) -> bool:
    """Whether the table in ``figure`` has more rows, or lines of ``across`` letters, than ``most``."""
    rows = figure.findall(".//tr")
    lines = 0
    for row in rows:
        letters = sum(len("".join(map(str, cell.itertext()))) for cell in row)
        lines += max(letters // across, *(len(cell) + len(cell.findall(".//br")) for cell in row), 0) + 1
    return len(rows) > most[0] or lines > most[1]


def _to_page_tops(main: etree._Element, across: int) -> None:
    """Let figures and tables that span the columns go to the top of a page (:mod:`.weasy.page_tops`).

    Those that a section consists of stay below its heading, and tables that are longer than a page stay too.
    """
    blocks = list(main)
    for block in blocks:
        table = block.find(".//table") is not None
        if (
            "wide" not in _classes(block)
            or (table and _has_more(block, across, _TALL_TABLE))
            or not (_has_text(block, -1) or _has_text(block, 1))
        ):
            continue
        names = [name for name in _classes(block) if name != "long"]
        block.set("class", " ".join([*names, "page-top"]))


def _has_text(figure: etree._Element, step: int) -> bool:
    """Whether text of the same section stands before ``figure`` (``step`` -1) or after it (1)."""
    following: etree._Element | None = figure
    while following is not None and following.tag == "figure":
        following = following.getprevious() if step < 0 else following.getnext()
    return following is not None and following.tag not in _HEADINGS and not _begins_page(following)


def _end_columns(main: etree._Element) -> None:
    """End the columns before what spans them and stays in its place, and before a new page.

    New ones begin after it, and the headings right before it go with it. What has a page of its own lets the columns
    go on (:mod:`.weasy.own_pages`).
    """
    place = main.getparent()
    blocks = list(main)
    if place is None or not any(_spans(block) or _begins_page(block) for block in blocks):
        return
    current: etree._Element | None = main
    at = place.index(main)
    for number, block in enumerate(blocks):
        begins = _begins_page(block) and block is not blocks[0]
        if begins and not _spans(block):
            current = None
        if _spans(block):
            for one in (*_headings_before(blocks, number), block):
                at += 1
                place.insert(at, one)
            if current is not None and current is not main and not len(current):
                place.remove(current)
                at -= 1
            current = None
        elif current is None:
            at += 1
            current = etree.Element("main")
            if begins:
                # In columns a break would only lead to the next of them.
                block.set("class", " ".join(name for name in _classes(block) if name != "new-page"))
                _new_page(current)
            place.insert(at, current)
            current.append(block)
        elif current is not main:
            current.append(block)
    for columns in place.findall("main"):
        if all("landscape" in _classes(block) for block in columns):  # no text
            for block in list(columns):
                columns.addprevious(block)
            place.remove(columns)


def _headings_before(blocks: list[etree._Element], end: int) -> list[etree._Element]:
    """The headings right before number ``end`` of ``blocks``."""
    first = end
    while first and blocks[first - 1].tag in _HEADINGS:
        first -= 1
    return blocks[first:end]


def _begins_page(block: etree._Element) -> bool:
    return "new-page" in _classes(block)


def _spans(block: etree._Element) -> bool:
    return "wide" in _classes(block) and "page-top" not in _classes(block)
