"""Figures: pictures and other panels, the caption below; and supplementary files."""

from __future__ import annotations

from paperconv import model as m
from paperconv.exporters.docx.captions import bookmarked, caption
from paperconv.exporters.docx.inlines import inlines
from paperconv.exporters.docx.markup import EMPTY, Xml, join
from paperconv.exporters.docx.pictures import drawing, placeholder
from paperconv.exporters.docx.place import Place
from paperconv.exporters.docx.runs import link, linked, para, run, text
from paperconv.exporters.docx.tables import CELL_MARGIN, separated, table_end
from paperconv.exporters.docx.writer import Writer


def figure(w: Writer, node: m.Figure, place: Place) -> list[Xml]:
    """The panels, the caption, the credit line."""
    above = w.job.style.figures.caption == "above" and bool(node.panels)
    named = caption(w, node.id, node.label, node.caption, place, style="CaptionAbove" if above else "Caption")
    pictures = all(panel.image is not None and not panel.blocks for panel in node.panels)
    grid = bool(node.panels) and (len(node.panels) > 1 or not pictures)
    out = _grid(w, node.panels, place) if grid else _stack(w, node.panels, place)
    credit = inlines(w, node.credit, place.look)
    under = [para(w, "Credit", credit, place.look)] if credit else []
    if above and named:
        return [*named, *out, *(under or ([table_end(w)] if grid else []))]
    under = [*named, *under]
    if not under:
        under = bookmarked(w, node.id, [table_end(w)]) if node.id or grid else []
    return [*out, *under]


def picture_paragraph(w: Writer, image: m.Image) -> Xml:
    """``image`` in a paragraph of its own, or what stands in its place."""
    made = drawing(w, image, w.room)
    if made is None:
        return para(w, "MissingFigure", text(w, placeholder(w, image), w.look))
    return para(w, "Figure", run(w, made, w.look))


def _panel(w: Writer, panel: m.Panel, place: Place) -> list[Xml]:
    out = [picture_paragraph(w, panel.image)] if panel.image is not None else []
    out += separated(w, place.write(w, panel.blocks, place)) if panel.blocks else []
    label = f"({panel.label})" if panel.label.isalnum() else panel.label
    named = caption(w, panel.id, label, panel.caption, place, style="PanelCaption")
    return [*out, *named] if named else bookmarked(w, panel.id, out)


def _stack(w: Writer, panels: tuple[m.Panel, ...], place: Place) -> list[Xml]:
    out: list[Xml] = []
    for panel in panels:
        out += _panel(w, panel, place)
    return out


def _grid(w: Writer, panels: tuple[m.Panel, ...], place: Place) -> list[Xml]:
    """A table without lines: pictures side by side, two to a row or three if there are enough; all else under one another."""
    pictures = all(panel.image is not None and not panel.blocks for panel in panels)
    across = 1 if not pictures else 3 if len(panels) in {3, 5, 6} or len(panels) > 8 else 2
    whole = w.room
    width = whole // across
    w.room = width - 2 * CELL_MARGIN
    rows: list[Xml] = []
    for start in range(0, len(panels), across):
        cells = [_panel(w, panel, place) for panel in panels[start : start + across]]
        cells += [[para(w, "Figure", EMPTY)]] * (across - len(cells))
        made = (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{join(separated(w, cell))}</w:tc>'
            for cell in cells
        )
        rows.append(Xml(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(made)}</w:tr>"))
    w.room = whole
    columns = f'<w:gridCol w:w="{width}"/>' * across
    return [
        Xml(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="FigurePanels"/><w:tblW w:w="{width * across}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
            f"{join(rows)}</w:tbl>"
        )
    ]


def supplement(w: Writer, node: m.Supplement, place: Place) -> list[Xml]:
    """The caption of a supplementary file, and its name or address."""
    address = w.carried(node.source, node.pos)
    named = text(w, node.source, place.look.marked("link")) if address else EMPTY
    shown = link(w, address, named) if address else linked(w, node.source, node.source, place.look)
    out = caption(w, node.id, node.label, node.caption, place, style="Supplement")
    if not out:
        return [para(w, "Supplement", w.bookmark(node.id, shown), place.look)] if node.source else []
    if not node.source:
        return out
    end = out[-1]
    if not end.endswith("</w:p>"):
        return [*out, para(w, "Supplement", shown, place.look)]
    return [*out[:-1], Xml(f"{end.removesuffix('</w:p>')}{text(w, ' ', place.look)}{shown}</w:p>")]
