"""Formulas as drawings: glyphs of STIX Two Math where a sign is one, paths where it was stretched or put together."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TypeAlias

import msgspec
from lxml import etree

from paperconv.formulas.engine import Refused, Source, engine
from paperconv.formulas.glyphs import Glyphs
from paperconv.formulas.mathml import prepared
from paperconv.formulas.signs import colour
from paperconv.patterns import late

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
"""``a b c d e f`` as PDF has it (ISO 32000-1, 8.3.3)."""

_STEPS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "T": 2}
_NUMBER = late(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_COMMAND = late(r"([MLHVCQTZ])([^MLHVCQTZ]*)")
_OTHER = late(r"[^MLHVCQTZ\d\s.,+\-eE]")
_MOVE = late(r"(translate|scale)\(([^)]*)\)")
_EM = 1000
_SPACES = (0, 0.111, 0.167, 0.222, 0.278, 0.333)
_OPERATOR = 3
"""The least space before an operator or a relation, as an index of ``_SPACES``."""
_RULE = 60
"""MathJax's lines, in thousandths of an em, where it names no width."""


class Sign(msgspec.Struct, frozen=True):
    """A glyph of the font, or the path operators of PDF for what is none; ``ink`` is six hexadecimal digits or empty."""

    at: Matrix
    glyph: int = 0
    text: str = ""
    path: str = ""
    ink: str = ""


class Drawing(msgspec.Struct, frozen=True):
    """A formula, or a piece of one between two places where its line may break.

    Lengths are in ems: ``depth`` is below the base line and part of ``height``; ``left`` is where the drawing begins; ``gap`` is
    the space before it, from 0 (none) to 5 (a third of an em).
    ``signs`` count in thousandths of an em, downwards from the base line. ``svg`` stands in where a letter is in no font of
    ours; there are no signs then.
    """

    width: float
    height: float
    depth: float
    left: float
    gap: int = 0
    signs: tuple[Sign, ...] = ()
    svg: str = ""


class Unknown(Exception):
    """Something in MathJax's SVG that is no glyph, path, line or rectangle."""


def draw(formulas: Sequence[tuple[str, Source, bool]], glyphs: Glyphs) -> list[tuple[Drawing, ...] | Refused]:
    """Each formula (its source, the kind of that, and whether it is displayed) as its pieces, or why not."""
    own = engine()
    own.begin(drawing=True)
    out: list[tuple[Drawing, ...] | Refused] = []
    for source, form, display in formulas:
        try:
            pieces = own.svg(prepared(source) if form == "TeX" else source, display=display, form=form)
            out.append(_broken_after([drawn(svg, glyphs, gap) for gap, svg in pieces], glyphs))
        except Refused as refused:
            out.append(refused)
    return out


def _broken_after(pieces: list[Drawing], glyphs: Glyphs) -> tuple[Drawing, ...]:
    """The pieces with relations and operators at their ends: MathJax breaks before these, journals after them."""
    out = pieces[:1]
    for piece in pieces[1:]:
        sign = piece.signs[0] if len(piece.signs) > 1 else None
        if sign is None or not sign.glyph or piece.gap < _OPERATOR or not out[-1].signs or sign.at[0] != 1:
            out.append(piece)
            continue
        before, room = out[-1], _SPACES[piece.gap]
        wide = glyphs.width(sign.glyph) / _EM
        end = (before.left + before.width + room) * _EM
        moved = msgspec.structs.replace(sign, at=(*sign.at[:4], end, sign.at[5]))
        out[-1] = msgspec.structs.replace(
            before, width=before.width + room + wide, signs=(*before.signs, moved)
        )
        start = sign.at[4] / _EM + wide + room
        out.append(
            msgspec.structs.replace(
                piece, left=start, width=piece.left + piece.width - start, signs=piece.signs[1:]
            )
        )
    return tuple(out)


def drawn(svg: str, glyphs: Glyphs, gap: int = 0) -> Drawing:
    """One piece of MathJax's SVG.

    Raises:
        Refused: it has no size.
    """
    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    try:
        left, top, width, height = map(float, (root.get("viewBox") or "").split())
    except ValueError:
        raise Refused("the formula has no size") from None
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise Refused("the formula has no size")
    size = (width / _EM, height / _EM, (top + height) / _EM, left / _EM, gap)
    writer = _Writer(glyphs)
    try:
        for child in root:
            writer.walk(child, (1, 0, 0, 1, 0, 0), "")
    except Unknown:
        return Drawing(*size, svg=svg)
    return Drawing(*size, signs=tuple(writer.signs))


class _Writer:
    def __init__(self, glyphs: Glyphs) -> None:
        self.signs: list[Sign] = []
        self._glyphs = glyphs

    def walk(self, element: etree._Element, at: Matrix, ink: str) -> None:
        name = etree.QName(element).localname
        if name in {"title", "desc", "defs"}:
            return
        named = element.get("fill") or element.get("stroke") or ""
        if named not in {"", "currentColor", "none", "0", "inherit"}:
            ink = colour(named) or ink
        at = _moved(at, element)
        match name:
            case "path":
                self._path(element, at, ink)
            case "rect":
                self._rectangle(element, at, ink)
            case "line":
                ends = [_number(element, key) for key in ("x1", "y1", "x2", "y2")]
                width = _number(element, "stroke-width") or _RULE
                line = f"{width:g} w {ends[0]:g} {ends[1]:g} m {ends[2]:g} {ends[3]:g} l S"
                self.signs.append(Sign(at, path=line, ink=ink))
            case "g" | "a":
                for child in element:
                    self.walk(child, at, ink)
            case "svg":
                self._window(element, at, ink)
            case _:
                raise Unknown(name)

    def _path(self, element: etree._Element, at: Matrix, ink: str) -> None:
        outline = element.get("d") or ""
        if not outline:
            return
        number, char = self._glyphs.glyph(outline) or (0, "")
        code = element.get("data-c") or ""
        # A private character says nothing to who copies it; PDF/A does not want one.
        known = (
            one
            for one in (char, chr(int(code, 16)) if code else "")
            if one and unicodedata.category(one) != "Co"
        )
        text = next(known, "")
        if not number or not text:
            self.signs.append(Sign(at, path=f"{operators(outline)} f", ink=ink))
            return
        if "MATHEMATICAL ITALIC" in unicodedata.name(text[:1] or " ", ""):
            text = unicodedata.normalize("NFKC", text)  # as MathML and Word have it
        self.signs.append(Sign(at, number, text, ink=ink))

    def _rectangle(self, element: etree._Element, at: Matrix, ink: str) -> None:
        x, y, width, height = (_number(element, key) for key in ("x", "y", "width", "height"))
        frame = element.get("fill") == "none" or "data-frame" in element.attrib
        if "dasharray" in (element.get("style") or "") or "data-bgcolor" in element.attrib:
            raise Unknown("rect")
        thickness = _number(element, "stroke-width") or _RULE
        box = f"{x:g} {y:g} {width:g} {height:g} re"
        self.signs.append(Sign(at, path=f"{thickness:g} w {box} S" if frame else f"{box} f", ink=ink))

    def _window(self, element: etree._Element, at: Matrix, ink: str) -> None:
        """A part of something longer: the middle of a tall bracket."""
        x, y, width, height = (_number(element, key) for key in ("x", "y", "width", "height"))
        seen = [float(number) for number in (element.get("viewBox") or "").split()]
        if len(seen) != 4 or not seen[2] or not seen[3]:
            raise Unknown("svg")
        across, up = width / seen[2], height / seen[3]
        inside: Matrix = (across, 0, 0, up, -seen[0] * across, -seen[1] * up)
        parts = [f"{x:g} {y:g} {width:g} {height:g} re W n 1 0 0 1 {x:g} {y:g} cm"]
        for path in element.iter("{*}path"):
            whole = inside
            for step in (*reversed(list(path.iterancestors())), path):
                if element in step.iterancestors():
                    whole = _moved(whole, step)
            parts.append(f"q {numbers(whole)} cm {operators(path.get('d') or '')} f Q")
        self.signs.append(Sign(at, path=" ".join(parts), ink=ink))


def _number(element: etree._Element, name: str) -> float:
    try:
        return float(element.get(name) or 0)
    except ValueError:
        raise Unknown(name) from None


def numbers(values: Sequence[float]) -> str:
    """``values`` as PDF writes them."""
    return " ".join(
        (f"{value:.3f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}") for value in values
    )


def _moved(at: Matrix, element: etree._Element) -> Matrix:
    for kind, given in _MOVE.findall(element.get("transform") or ""):
        values = [float(one) for one in _NUMBER.findall(given)]
        if kind == "translate":
            at = times(at, (1, 0, 0, 1, values[0], values[1] if len(values) > 1 else 0))
        else:
            at = times(at, (values[0], 0, 0, values[-1], 0, 0))
    return at


def times(outer: Matrix, inner: Matrix) -> Matrix:
    """``inner``, then ``outer``."""
    a, b, c, d, e, f = outer
    k, l, m, n, o, p = inner  # noqa: E741 - the letters of a matrix
    return (a * k + c * l, b * k + d * l, a * m + c * n, b * m + d * n, a * o + c * p + e, b * o + d * p + f)


def operators(outline: str) -> str:
    """The path of an SVG, in MathJax's absolute commands, as operators of PDF.

    Raises:
        Unknown: a command that MathJax does not use.
    """
    if _OTHER.search(outline):
        raise Unknown(outline[:20])
    out: list[str] = []
    x = y = start_x = start_y = 0.0
    bend: tuple[float, float] | None = None
    for command, given in _COMMAND.findall(outline):
        if command == "Z":
            out.append("h")
            x, y, bend = start_x, start_y, None
            continue
        values = [float(one) for one in _NUMBER.findall(given)]
        step = _STEPS[command]
        for index in range(0, len(values) - step + 1, step):
            point = values[index : index + step]
            corner = bend
            bend = None
            match command:
                case "M":
                    x, y = start_x, start_y = point[0], point[1]
                    out.append(f"{numbers((x, y))} {'m' if index == 0 else 'l'}")
                case "L" | "H" | "V":
                    x = point[0] if command != "V" else x
                    y = point[-1] if command != "H" else y
                    out.append(f"{numbers((x, y))} l")
                case "C":
                    out.append(f"{numbers(point)} c")
                    x, y = point[4], point[5]
                case _:
                    if command == "T":
                        bend = (2 * x - corner[0], 2 * y - corner[1]) if corner else (x, y)
                    else:
                        bend = (point[0], point[1])
                    to = (point[-2], point[-1])
                    first = (x + 2 / 3 * (bend[0] - x), y + 2 / 3 * (bend[1] - y))
                    second = (to[0] + 2 / 3 * (bend[0] - to[0]), to[1] + 2 / 3 * (bend[1] - to[1]))
                    out.append(f"{numbers((*first, *second, *to))} c")
                    x, y = to
    return " ".join(out)
