"""Elements of raw HTML as blocks: tables, figures, lists, boxes, paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from lxml import etree

from paperconv import model as m
from paperconv import patterns
from paperconv.pandoc import htmltree, rawhtml
from paperconv.pandoc.context import Context, Json
from paperconv.pandoc.equations import equations
from paperconv.pandoc.figures import panels_of
from paperconv.pandoc.markup import wrap
from paperconv.pandoc.paragraphs import from_pieces, no_headings, picture_figure
from paperconv.pandoc.pieces import Piece
from paperconv.pandoc.tables import grid, width

Convert: TypeAlias = Callable[[Context, list[Json]], tuple[m.DraftBlock, ...]]

_THROUGH = frozenset(
    {"div", "center", "section", "article", "main", "header", "footer", "address", "figcaption", "body", "html",
     "fieldset", "nav", "hgroup", "picture", "tbody", "thead", "tfoot", "tr", "td", "th", "li", "dd", "dt", "caption",
     "summary", "p"}
)  # fmt: skip
_BLOCKS = frozenset(
    {"table", "figure", "ul", "ol", "dl", "blockquote", "pre", "hr", "details", "aside", "h1", "h2", "h3", "h4", "h5",
     "h6"}
) | _THROUGH  # fmt: skip
_ALIGNMENTS: Mapping[str, m.Alignment] = {
    "left": "left",
    "right": "right",
    "center": "center",
    "justify": "justify",
    "char": "decimal",
    "decimal": "decimal",
}
_MATH = (
    r"\$\$([^$]{1,5000})\$\$|\$(?![\s$])([^$\n]{1,2000}?)(?<!\s)\$(?!\d)"
    r"|\\\(((?:[^\\]|\\(?![()])){1,2000})\\\)|\\\[((?:[^\\]|\\(?![\[\]])){1,5000})\\\]"
)
_MAX_SPAN = 1000


class _Reader:
    """Reads one run of raw HTML; ``aside`` are pandoc's blocks that stand in it."""

    def __init__(self, context: Context, aside: list[list[Json]], convert: Convert) -> None:
        self.context = context
        self.aside = aside
        self.convert = convert

    def flow(self, element: etree._Element) -> tuple[m.DraftBlock, ...]:
        """The content of ``element`` as blocks."""
        self.context.enter()
        out: list[m.DraftBlock] = []
        run: list[Piece] = []

        def flush() -> None:
            if run:
                out.extend(from_pieces(self.context, run, figures=True))
                run.clear()

        run.extend(self.text(element.text))
        for child in element:
            tag = htmltree.names(child)
            number = htmltree.stands_for(child)
            if 0 <= number < len(self.aside):
                flush()
                out.extend(map(_shown, self.convert(self.context, self.aside[number])))
            elif tag in _BLOCKS:
                flush()
                out.extend(self.block(tag, child))
            elif tag and not htmltree.dropped(self.context, child):
                run.extend(self.inline(tag, child))
            run.extend(self.text(child.tail))
        flush()
        self.context.leave()
        return tuple(out)

    def nested(self, element: etree._Element) -> m.Blocks:
        return no_headings(self.flow(element))

    def line(self, element: etree._Element) -> m.Inlines:
        """The content of ``element`` as inlines."""
        self.context.enter()
        run = list(self.text(element.text))
        for child in element:
            number = htmltree.stands_for(child)
            if 0 <= number < len(self.aside):
                for block in self.convert(self.context, self.aside[number]):
                    run.extend(_inlines_of(block))
            elif htmltree.names(child) and not htmltree.dropped(self.context, child):
                run.extend(self.inline(htmltree.names(child), child))
            run.extend(self.text(child.tail))
        self.context.leave()
        return tuple(m.Math(piece.tex) if isinstance(piece, m.Equation) else piece for piece in run)

    def inline(self, tag: str, element: etree._Element) -> m.Inlines:
        children = self.line(element)
        attributes = {str(name): str(value) for name, value in element.attrib.items()}
        if tag in _BLOCKS:
            return (*children, m.Text(" "))
        return wrap(self.context, tag, attributes, children)

    def text(self, value: str | None) -> list[Piece]:
        """Words and the formulas between dollar signs in them."""
        if not value:
            return []
        if "$" not in value and "\\" not in value:
            return [m.Text(patterns.sub(r"[ \t\r\n]+", " ", value))]
        out: list[Piece] = []
        place = 0
        for found in patterns.finditer(_MATH, value):
            if found.start() > place:
                out.append(m.Text(patterns.sub(r"[ \t\r\n]+", " ", value[place : found.start()])))
            shown = found.group(1) or found.group(4)
            if shown:
                out.extend(equations(self.context, shown))
            else:
                out.append(m.Math((found.group(2) or found.group(3)).strip()))
            place = found.end()
        if place < len(value):
            out.append(m.Text(patterns.sub(r"[ \t\r\n]+", " ", value[place:])))
        return out

    def block(self, tag: str, element: etree._Element) -> tuple[m.DraftBlock, ...]:
        name = self.context.define(element.get("id", ""))
        match tag:
            case "table":
                return (self.table(element, name),)
            case "figure":
                return self.figure(element, name)
            case "ul" | "ol":
                return self.items(element, name, ordered=tag == "ol")
            case "dl":
                return self.definitions(element, name)
            case "blockquote":
                return (m.Quote(self.nested(element)),)
            case "pre":
                return (m.CodeBlock("".join(element.itertext()).strip("\n"), id=name),)
            case "hr":
                return (m.Divider(),)
            case "details" | "aside":
                summary = element.find("summary")
                title: m.Inlines = ()
                if summary is not None:
                    title = self.line(summary)
                    _cut(element, summary)
                return (m.Box(self.nested(element), kind=tag, title=title, id=name),)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                return (m.Heading(int(tag[1]), self.line(element), id=name),)
            case _:
                return _named(self.flow(element), name)

    def items(self, element: etree._Element, name: str, *, ordered: bool) -> tuple[m.DraftBlock, ...]:
        items = tuple(m.ListItem(self.nested(child)) for child in element if htmltree.names(child))
        start = element.get("start", "1")
        return (m.List(items, ordered, int(start) if start.isdigit() and len(start) < 9 else 1, id=name),)

    def definitions(self, element: etree._Element, name: str) -> tuple[m.DraftBlock, ...]:
        items: list[m.DefinitionItem] = []
        for child in element:
            match htmltree.names(child):
                case "dt":
                    items.append(m.DefinitionItem(self.line(child), ()))
                case "":
                    pass
                case _:
                    last = items.pop() if items else m.DefinitionItem((), ())
                    item = m.ListItem(self.nested(child))
                    items.append(m.DefinitionItem(last.term, (*last.definitions, item)))
        return (m.DefinitionList(tuple(items), id=name),)

    def figure(self, element: etree._Element, name: str) -> tuple[m.DraftBlock, ...]:
        caption: m.Caption | None = None
        for child in element.findall("figcaption"):
            blocks = self.nested(child)
            caption = m.Caption(blocks=(*(caption.blocks if caption else ()), *blocks)) if blocks else caption
            _cut(element, child)
        content = self.nested(element)
        if len(content) == 1 and isinstance(content[0], m.Table) and content[0].caption is None:
            return (m.replace(content[0], caption=caption, id=content[0].id or name),)
        return (m.Figure(panels_of(content), id=name, caption=caption),)

    def table(self, element: etree._Element, name: str) -> m.Table:
        caption: m.Blocks = ()
        head: list[list[m.Cell]] = []
        bodies: list[list[list[m.Cell]]] = [[]]
        foot: list[list[m.Cell]] = []
        for part in element:
            match htmltree.names(part):
                case "caption":
                    caption = (*caption, *self.nested(part))
                case "thead":
                    head.extend(self.row(row, head=True) for row in part if htmltree.names(row) == "tr")
                case "tbody":
                    bodies.append([self.row(row) for row in part if htmltree.names(row) == "tr"])
                case "tfoot":
                    foot.extend(self.row(row) for row in part if htmltree.names(row) == "tr")
                case "tr":
                    bodies[-1].append(self.row(part))
                case "colgroup" | "col" | "":
                    pass
                case _:
                    caption = (*caption, *no_headings(self.block(htmltree.names(part), part)))
        bodies = [body for body in bodies if body]
        while not head and bodies and bodies[0] and all(cell.header for cell in bodies[0][0]):
            reach = max((cell.rowspan for cell in bodies[0][0]), default=1)
            head, bodies[0] = bodies[0][:reach], bodies[0][reach:]
        columns = max((width(part) for part in (head, *bodies, foot)), default=0)
        return m.Table(
            tuple(m.Column() for _ in range(columns)),
            grid(self.context, head, columns),
            tuple(m.TableBody(grid(self.context, body, columns)) for body in bodies if body),
            grid(self.context, foot, columns),
            id=name,
            caption=m.Caption(blocks=caption) if caption else None,
        )

    def row(self, row: etree._Element, *, head: bool = False) -> list[m.Cell]:
        cells: list[m.Cell] = []
        for cell in row:
            tag = htmltree.names(cell)
            if tag not in {"td", "th"}:
                continue
            look = patterns.search(r"text-align:\s*([a-z]+)", cell.get("style", ""))
            align = cell.get("align") or (look.group(1) if look else "")
            cells.append(
                m.Cell(
                    self.cell(cell),
                    header=head or tag == "th",
                    colspan=_span(cell.get("colspan", "1")),
                    rowspan=_span(cell.get("rowspan", "1")),
                    align=_ALIGNMENTS.get(align.lower(), ""),
                )
            )
        return cells

    def cell(self, element: etree._Element) -> m.Blocks:
        """The blocks of a cell; pictures stay in its lines, since a cell has no room for a figure."""
        return tuple(
            m.Paragraph(tuple(panel.image for panel in block.panels if panel.image))
            if isinstance(block, m.Figure)
            and not block.caption
            and all(panel.image for panel in block.panels)
            else block
            for block in self.nested(element)
        )


def html_blocks(context: Context, run: list[Json], convert: Convert) -> tuple[m.DraftBlock, ...]:
    """What a run of raw HTML holds; ``convert`` is for the blocks of pandoc among it."""
    source, aside = rawhtml.held(run)
    body = htmltree.parse(source)
    if body is None:
        return ()
    return _Reader(context, aside, convert).flow(body)


def _span(value: str) -> int:
    value = value.strip()
    return min(max(int(value), 1), _MAX_SPAN) if value.isascii() and value.isdigit() and len(value) < 9 else 1


def _cut(parent: etree._Element, child: etree._Element) -> None:
    """Take ``child`` out of ``parent``, but leave the text behind it."""
    tail = child.tail
    before = child.getprevious()
    parent.remove(child)
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail


def _named(blocks: tuple[m.DraftBlock, ...], name: str) -> tuple[m.DraftBlock, ...]:
    """``blocks`` that the id ``name`` leads to."""
    if not name:
        return blocks
    if (
        blocks
        and isinstance(blocks[0], m.Paragraph | m.Table | m.Figure | m.List | m.Heading)
        and not blocks[0].id
    ):
        return (m.replace(blocks[0], id=name), *blocks[1:])
    return (m.Paragraph((m.Span((), id=name),)), *blocks)


def _shown(block: m.DraftBlock) -> m.DraftBlock:
    """A line of pictures only, in an element of its own, is a figure."""
    if isinstance(block, m.Paragraph) and not block.id:
        return picture_figure(block.children) or block
    return block


def _inlines_of(block: m.DraftBlock) -> m.Inlines:
    if isinstance(block, m.Paragraph | m.Heading):
        return block.children
    return m.text(m.text_of(block))
