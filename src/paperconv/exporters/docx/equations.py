"""Formulas in lines of their own."""

from __future__ import annotations

from paperconv import model as m
from paperconv.exporters.docx.inlines import label_text
from paperconv.exporters.docx.markup import EMPTY, Xml, join
from paperconv.exporters.docx.place import Place
from paperconv.exporters.docx.runs import changed, lines, para, tab, text
from paperconv.exporters.docx.sheet import LIST_INDENT, size_of
from paperconv.exporters.docx.tables import table_end
from paperconv.exporters.docx.writer import Writer

_CHARACTER = 0.55
"""Ems: how wide a character of a number is at most."""
_LEAST_NUMBER = 560
_LEAST_ROOM = 2000


def equation(w: Writer, node: m.Equation, place: Place) -> list[Xml]:
    """A formula in a line of its own; what is not convertible is shown as source."""
    look = place.look
    omml = w.formula(node.mathml, display=True, pos=node.pos)
    number = _number(w, node, place) if node.label else EMPTY
    if not omml:
        code = lines(w, w.formula_source(node.tex, node.mathml), look.styled("FormulaSource"))
        content = join([code, tab(w, look) if number else EMPTY, number])
        content = content if node.label else w.bookmark(node.id, content)
        return [para(w, "EquationSource", content)] if content else []
    whole = omml if omml.startswith("<m:oMathPara") else Xml(f"<m:oMathPara>{omml}</m:oMathPara>")
    whole = changed(w, whole, look)
    if not number:
        return [para(w, "Equation", w.bookmark(node.id, whole), w.look)]
    return _row(w, para(w, "Equation", whole, w.look), number, len(node.label), place)


def _number(w: Writer, node: m.Equation, place: Place) -> Xml:
    bare = node.label.startswith("(") and node.label.endswith(")")
    before, after = ("", "") if bare else ("(", ")")
    label = label_text(w, node.id, node.label, place.look)
    return join([text(w, before, place.look), label, text(w, after, place.look)])


def _row(w: Writer, formula: Xml, number: Xml, characters: int, place: Place) -> list[Xml]:
    """Formula and number in a table without lines, where Word sets the formula at its full size.

    The room before the formula is that for the number, so that the formula stands in the middle.
    """
    indent = place.depth * LIST_INDENT
    room = max(w.room - indent, _LEAST_ROOM)
    needed = round((characters + 2) * _CHARACTER * size_of(w.job.style) * 20)
    side = min(max(needed, _LEAST_NUMBER), room // 3)
    widths = (side, room - 2 * side, side)
    cells = (para(w, "Equation", EMPTY, w.look), formula, para(w, "EquationNumber", number, w.look))
    row = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return [
        Xml(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="EquationTable"/><w:tblW w:w="{room}" w:type="dxa"/>'
            f'<w:tblInd w:w="{indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr></w:tbl>"
        ),
        table_end(w),
    ]
