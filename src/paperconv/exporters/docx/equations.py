"""Formulas in lines of their own."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from lxml import etree

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
_LEAST_SIZE = 12.0
# Ems: a letter, what a capital has more, the air at each side of a relation, that between columns; and the share of its size that a
# script has.
_LETTER, _CAPITAL, _AIR, _GAP, _SCRIPT = 0.5, 0.2, 0.25, 0.8, 0.7
_LEAVES = frozenset({"mi", "mn", "mo", "mtext", "ms"})


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


def is_wide(w: Writer, node: m.Equation, room: int) -> bool:
    """Whether a formula with its number is wider than ``room`` (twips): neither Word nor LibreOffice divides every one.

    LibreOffice sets none smaller than 12 points.
    """
    if not node.mathml:
        return False
    number = 2 * (len(node.label) + 2) * _CHARACTER if node.label else 0
    size = max(size_of(w.job.style), _LEAST_SIZE)
    return (_ems(etree.fromstring(node.mathml)) + number) * size * 20 > room


def _ems(element: etree._Element) -> float:
    """About how wide a formula in MathML is, in ems: marks above and below do not count beside each other."""
    kind = etree.QName(element).localname if isinstance(element.tag, str) else ""
    if kind in _LEAVES:
        said = element.text or "" if kind == "mtext" else (element.text or "").strip()
        return (
            _LETTER * len(said)
            + _CAPITAL * sum(map(str.isupper, said))
            + (2 * _AIR if kind == "mo" and _is_relation(element) else 0)
        )
    inner = [_ems(one) for one in element if isinstance(one.tag, str)]
    match kind:
        case "annotation" | "annotation-xml" | "":
            return 0
        case "semantics" | "mphantom":
            return inner[0] if inner else 0
        case "mfrac" | "mover" | "munder" | "munderover":
            return max(inner, default=0)
        case "msub" | "msup" | "msubsup":
            return inner[0] + _SCRIPT * max(inner[1:], default=0) if inner else 0
        case "mtable":
            rows = [[_ems(cell) for cell in row] for row in element]
            columns = max((len(row) for row in rows), default=0)
            return sum(
                max((row[at] for row in rows if at < len(row)), default=0) + _GAP for at in range(columns)
            )
        case "msqrt" | "mroot":
            return sum(inner) + _GAP
        case _:
            return sum(inner)


def _is_relation(element: etree._Element) -> bool:
    said = (element.text or "").strip()
    return len(said) == 1 and unicodedata.category(said) == "Sm"


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
