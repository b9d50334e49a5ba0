"""Formulas in lines of their own."""

from __future__ import annotations

from collections.abc import Sequence

from paperconv import model as m
from paperconv import patterns
from paperconv.exporters.docx.inlines import label_text
from paperconv.exporters.docx.markup import EMPTY, Xml, join
from paperconv.exporters.docx.place import Place
from paperconv.exporters.docx.runs import changed, lines, para, tab, text
from paperconv.exporters.docx.sheet import LIST_INDENT, size_of
from paperconv.exporters.docx.tables import table_end
from paperconv.exporters.docx.writer import Writer
from paperconv.formulas.sides import sides

_CHARACTER = 0.55
"""Ems: how wide a character of a number is at most."""
_TOUCHING = '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'
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


def equation_lines(w: Writer, lines: Sequence[m.Equation], place: Place) -> list[Xml]:
    """``lines`` as one block, each with its number: where all have two sides, these stand in columns that touch."""
    halves = [sides(line) for line in lines]
    pairs = [pair for pair in halves if pair is not None]
    known = len(pairs) == len(lines) and all(
        w.formula(half.mathml, display=True, pos=line.pos) or not half.mathml
        for line, pair in zip(lines, pairs, strict=True)
        for half in pair
    )
    if not known:
        return [block for line in lines for block in equation(w, line, place)]
    longest = [max(_length(pair[side]) for pair in pairs) for side in (0, 1)]
    share = min(max((longest[0] + 6) / (sum(longest) + 12), 0.25), 0.6)
    rows: list[tuple[list[Xml], Xml, int]] = []
    for line, pair in zip(lines, pairs, strict=True):
        cells = [
            para(w, style, _sided(w.formula(half.mathml, display=True, pos=line.pos), side), w.look)
            for half, style, side in zip(
                pair, ("EquationNumber", "EquationSide"), ("right", "left"), strict=True
            )
        ]
        number = _number(w, line, place) if line.label else w.bookmark(line.id, EMPTY)
        rows.append((cells, number, len(line.label)))
    return _table(w, rows, place, share)


def _length(half: m.Equation) -> int:
    return len(patterns.sub(r"<[^<>]*>|\s", "", half.mathml))


def _sided(omml: Xml, side: str) -> Xml:
    """A displayed formula at the ``side`` of its cell."""
    given = f'<m:oMathParaPr><m:jc m:val="{side}"/></m:oMathParaPr><m:oMath>'
    return Xml(omml.replace("<m:oMath>", given, 1))


def _number(w: Writer, node: m.Equation, place: Place) -> Xml:
    bare = node.label.startswith("(") and node.label.endswith(")")
    before, after = ("", "") if bare else ("(", ")")
    label = label_text(w, node.id, node.label, place.look)
    return join([text(w, before, place.look), label, text(w, after, place.look)])


def _row(w: Writer, formula: Xml, number: Xml, characters: int, place: Place) -> list[Xml]:
    """Formula and number in a table without lines, where Word sets the formula at its full size.

    The room before the formula is that for the number, so that the formula stands in the middle.
    """
    return _table(w, [([formula], number, characters)], place)


def _table(
    w: Writer, rows: Sequence[tuple[list[Xml], Xml, int]], place: Place, share: float = 0
) -> list[Xml]:
    """Formulas (one or two cells of each), their numbers and the characters of these; ``share`` is that of the first cell."""
    indent = place.depth * LIST_INDENT
    characters = max(length for _, _, length in rows)
    room = max(w.room - indent, _LEAST_ROOM)
    needed = round((characters + 2) * _CHARACTER * size_of(w.job.style) * 20)
    side = min(max(needed, _LEAST_NUMBER), room // 3)
    middle = room - 2 * side
    left = round(middle * share)
    widths = (side, left, middle - left, side) if share else (side, middle, side)
    lines = ""
    for formulas, number, _ in rows:
        cells = (para(w, "Equation", EMPTY, w.look), *formulas, para(w, "EquationNumber", number, w.look))
        row = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_TOUCHING if share else ""}<w:vAlign w:val="center"/></w:tcPr>{cell}</w:tc>'
            for width, cell in zip(widths, cells, strict=True)
        )
        lines += f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>"
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return [
        Xml(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="EquationTable"/><w:tblW w:w="{room}" w:type="dxa"/>'
            f'<w:tblInd w:w="{indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{lines}</w:tbl>"
        ),
        table_end(w),
    ]
