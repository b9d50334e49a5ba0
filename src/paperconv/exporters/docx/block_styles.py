"""The rest of ``styles.xml``: lists, figures, boxes and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from paperconv.exporters.docx.fonts import font_element
from paperconv.exporters.docx.markup import EMPTY, Xml, attribute
from paperconv.exporters.docx.sheet import (
    LIST_INDENT,
    LIST_LEVELS,
    MIDDLE,
    TOGETHER,
    Sheet,
    aligned,
    alignment,
    font_size,
    identifier_of,
    run_face,
)

KEPT = "Kept"
"""What the names of styles for the text of a table end with, where a row stays with the next."""


def add_lists(sheet: Sheet) -> None:
    """Bulleted and numbered lists, what goes on in them, and lists labelled by hand."""
    align = aligned(sheet)
    for level in range(1, LIST_LEVELS + 1):
        number = "" if level == 1 else f" {level}"
        indent = f'<w:ind w:left="{level * LIST_INDENT}" w:hanging="{LIST_INDENT}"/>'
        for name, identifier in (("List Bullet", 1), ("List Number", 2)):
            numbering = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{identifier}"/></w:numPr>'
            sheet.add(
                f"{name}{number}", "Normal", f"{numbering}{sheet.space(0.3, 0.3)}{indent}{TOGETHER}{align}"
            )
        sheet.add(f"List{number}", "Normal", f"{sheet.space(0.3, 0.3)}{indent}{TOGETHER}{align}")
        indent = f'<w:ind w:left="{level * LIST_INDENT}"/>'
        sheet.add(f"List Continue{number}", "Normal", f"{sheet.space(0.3, 0.3)}{indent}{TOGETHER}{align}")


def size_name(scale: float) -> str:
    """What the names of styles for the text of a table say of its size: nothing, or a percentage."""
    return f" {scale * 100:.0f}" if scale != 1 else ""


def add_floats(sheet: Sheet, scales: Sequence[float]) -> None:
    """Figures, captions, the text of tables, in each of ``scales``, and of boxes."""
    captions = sheet.style.captions
    caption = sheet.length(captions.size, "captions.size")
    size = font_size(caption)
    text = sheet.length(sheet.style.tables.size, "tables.size")
    face = run_face(captions.face)
    factor = min(sheet.style.text.line_spacing, 1.5)
    keep = "<w:keepNext/>" if sheet.style.figures.caption == "below" else ""
    sheet.add("Figure", "Normal", f"{keep}{sheet.space(0.8, 0.2, 1)}{MIDDLE}", after="Caption", own=True)
    sheet.add("Missing Figure", "Figure", "", f"{font_element(sheet.fonts.mono)}{size}", own=True)
    align = alignment(captions.align)
    sheet.add(
        "caption", "Normal", f"<w:keepLines/>{sheet.space(0.6, 0.4, factor)}{align}", f"{face}{size}",
        after="BodyText",
    )  # fmt: skip
    sheet.add("Caption Above", "Caption", "<w:keepNext/>", own=True)
    sheet.add(
        "Caption Number", "Normal", f"<w:keepNext/>{sheet.space(0.6, 0, factor)}{align}", size,
        after="Caption", own=True,
    )  # fmt: skip
    sheet.add("Panel Caption", "Caption", f"<w:keepNext/>{sheet.space(0, 0.3, 1)}{MIDDLE}", own=True)
    sheet.add("Credit", "Caption", sheet.space(0, 0.6, factor), "<w:i/><w:iCs/>", own=True)
    sheet.add("Table Note", "Normal", f"{sheet.space(0.1, 1, 1)}{TOGETHER}", font_size(caption), own=True)
    for scale in scales:
        plain, heading = f"Table Text{size_name(scale)}", f"Table Heading{size_name(scale)}"
        look = f"<w:suppressAutoHyphens/>{sheet.space(0.1, 0.1, 1)}"
        sheet.add(plain, "Normal", look, font_size(text * scale), own=True)
        sheet.add(heading, identifier_of(plain), "<w:keepNext/>", "<w:b/><w:bCs/>", own=True)
        sheet.add(f"{plain} {KEPT}", identifier_of(plain), "<w:keepNext/>", own=True)
        for name in (plain, f"{plain} {KEPT}", heading):
            for align, value in (("Center", "center"), ("Right", "right"), ("Justify", "both")):
                sheet.add(f"{name} {align}", identifier_of(name), f'<w:jc w:val="{value}"/>', own=True)
    exact = '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>'
    sheet.add("Table End", "Normal", f"<w:suppressLineNumbers/>{exact}", after="BodyText", own=True)
    sheet.add(
        "Box Title", "Normal", f"<w:keepNext/>{sheet.space(0.2, 0.2, factor)}", "<w:b/><w:bCs/>", own=True
    )
    sheet.add("Box Text", "Normal", f"{sheet.space(0.1, 0.2, factor)}{aligned(sheet)}", own=True)


def box_name(kind: str) -> str:
    """The name of the table style of boxes of ``kind``: programs that do not keep a table's title keep its style."""
    return f"Box {attribute(kind)}" if kind else "Box"


def add_tables(sheet: Sheet, kinds: Iterable[str]) -> None:
    """The table styles, one for the boxes of each of ``kinds``."""
    rule = '<w:{} w:val="single" w:sz="{}" w:space="0" w:color="auto"/>'
    thick = rule.format("top", 12) + rule.format("bottom", 12)
    frame = "".join(rule.format(side, 6) for side in ("top", "left", "bottom", "right"))
    grid = "".join(rule.format(side, 4) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    inside = '<w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="142" w:type="dxa"/>'
    inside += '<w:bottom w:w="57" w:type="dxa"/><w:right w:w="142" w:type="dxa"/></w:tblCellMar>'
    no_margins = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    for name, borders, margins in (
        ("Table Grid", f"<w:tblBorders>{grid}</w:tblBorders>", EMPTY),
        ("Plain Table", "", EMPTY),
        ("Three Line Table", f"<w:tblBorders>{thick}</w:tblBorders>", EMPTY),
        *((box_name(kind), f"<w:tblBorders>{frame}</w:tblBorders>", inside) for kind in kinds),
        ("Algorithm", f"<w:tblBorders>{thick}</w:tblBorders>", inside),
        ("Figure Panels", "", EMPTY),
        ("Equation Table", "", no_margins),
    ):
        sheet.out.append(
            Xml(
                f'<w:style w:type="table" w:customStyle="1" w:styleId="{identifier_of(name)}"><w:name w:val="{name}"/>'
                f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:tblPr>'
                f"{borders}{margins}</w:tblPr></w:style>"
            )
        )
