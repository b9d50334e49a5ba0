"""Formulas on pages: drawn by the engine of all our formats, with glyphs of STIX Two Math, on the base line.

WeasyPrint lays a drawing out as a picture (its ``cache`` takes any object that can draw itself) and tags it ``Figure`` with
the TeX as its alternative; :mod:`.repair.formulas` makes ``Formula`` of that.
"""

from __future__ import annotations

from typing import Any

from paperconv import model as m
from paperconv import thirdparty
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule
from paperconv.exporters.pdf.engine import line_break
from paperconv.exporters.pdf.fetch import Fetcher
from paperconv.exporters.pdf.fonts import are_here
from paperconv.formulas.drawing import Drawing, draw, numbers
from paperconv.formulas.engine import Refused, Source, drawing_available
from paperconv.formulas.glyphs import Glyphs, glyphs
from paperconv.formulas.sides import sides
from paperconv.html import ShownFormula

_FACE = "STIX Two Math"
_FILE = "stix-two-math/400Regular/STIXTwoMath_400Regular.ttf"
_UNIT = 1000
# A space that is a word's takes its part in justified lines.
_NUMBER = 6.0  # ems: the room beside a displayed formula for its number, on both sides
_SMALLEST = 0.8
"""A displayed formula that its column would make smaller than this part of its size is divided as one in a line is."""
_LEGIBLE = 0.5
"""A formula that is drawn in less than this part of its size is reported."""
_GAPS = ("\u200b", "\u200a\u200b", "\u2009\u200b", " ")


class Formulas:
    """The drawings of a document; ``cache`` is for WeasyPrint, ``measure`` the width of a column in ems."""

    def __init__(self, document: m.Document, fetcher: Fetcher, log: Log, measure: float) -> None:
        self.cache: dict[str, Any] = {}
        self._fetcher = fetcher
        self._shown: dict[tuple[str, Source, bool], tuple[ShownFormula, ...]] = {}
        wanted: dict[tuple[str, Source, bool], Pos | None] = {}
        before: m.Equation | None = None
        for node in m.iter_nodes(document):
            if not isinstance(node, m.Math | m.Equation):
                continue
            if source := _source(node):
                wanted.setdefault(source, node.pos)
            if isinstance(node, m.Equation):
                lines = (before, node) if node.joined and before is not None else ()
                for half in (half for line in lines for half in sides(line) or ()):
                    if source := _source(half):
                        wanted.setdefault(source, node.pos)
                before = node
        if not wanted:
            return
        root = thirdparty.find("stix-two-math")
        if root is None or not are_here() or not drawing_available():
            log(
                Diagnostic(
                    Rule.FORMULA_CONVERTED,
                    "formulas are printed as TeX: MathJax or the fonts are missing",
                    hint="`paperconv doctor` says how to get them",
                )
            )
            return
        font = glyphs(root.parent / _FILE)
        pen = _Pen(font)
        drawn = draw(list(wanted), font)
        _divide(list(wanted), drawn, (measure - _NUMBER) / _SMALLEST, font)
        for key, made in zip(wanted, drawn, strict=True):
            if isinstance(made, Refused):
                log(
                    Diagnostic(
                        Rule.FORMULA_CONVERTED, f"a formula is printed as TeX in PDF: {made}", pos=wanted[key]
                    )
                )
            else:
                self._shown[key] = tuple(self._address(piece, pen) for piece in made)
                share = measure / max(piece.width for piece in made)
                if share < _LEGIBLE:
                    log(
                        Diagnostic(
                            Rule.LAYOUT_SOUND,
                            f"a formula is wider than its column and cannot be divided: it is set in {share:.0%} of its size",
                            pos=wanted[key],
                            hint="divide it, or name its parts",
                        )
                    )

    def pieces(self, node: m.Math | m.Equation) -> tuple[ShownFormula, ...]:
        """The pieces of a formula; none where it is to be printed as TeX."""
        source = _source(node)
        return self._shown.get(source, ()) if source else ()

    def _address(self, piece: Drawing, pen: _Pen) -> ShownFormula:
        if piece.svg:
            address = self._fetcher.hold(piece.svg.encode(), "image/svg+xml")
        else:
            address = f"formula:///{len(self.cache)}"
            self.cache[address] = _Drawn(piece, pen)
        return ShownFormula(address, piece.width, piece.height, piece.depth, _GAPS[min(piece.gap, 3)])


def _divide(
    wanted: list[tuple[str, Source, bool]],
    drawn: list[tuple[Drawing, ...] | Refused],
    most: float,
    font: Glyphs,
) -> None:
    """Put pieces in the place of displayed formulas that are wider than ``most`` ems and can be divided."""
    wide = [
        place
        for place, ((_, form, display), made) in enumerate(zip(wanted, drawn, strict=True))
        if display and form == "TeX" and not isinstance(made, Refused) and made[0].width > most
    ]
    divided = draw([(f"\\displaystyle {wanted[place][0]}", "TeX", False) for place in wide], font)
    for place, made in zip(wide, divided, strict=True):
        if not isinstance(made, Refused) and len(made) > 1:
            drawn[place] = made


def _source(node: m.Math | m.Equation) -> tuple[str, Source, bool] | None:
    """What a formula is drawn from; what could not be converted is not drawn either."""
    if not node.mathml:
        return None
    display = isinstance(node, m.Equation)
    return (node.tex, "TeX", display) if node.tex.strip() else (node.mathml, "MathML", display)


class _Pen:
    """The font of all drawings, as WeasyPrint wants it."""

    def __init__(self, font: Glyphs) -> None:
        self.width = font.width
        self._fonts: dict[int, tuple[Any, Any]] = {}

    def font(self, stream: Any, style: Any) -> Any:
        """The font among those of ``stream``."""
        key = id(style.font_config)
        if key not in self._fonts:
            plain = style.copy()
            plain.update(
                font_family=(_FACE,),
                font_size=16,
                font_weight=400,
                font_style="normal",
                font_stretch="normal",
                text_decoration_line="none",
                font_feature_settings="normal",
                font_variant_numeric="normal",
                font_variant_ligatures="normal",
                font_variant_caps="normal",
            )
            layout = line_break.create_layout("x", plain, None, None, 0)
            line, _ = layout.get_first_line()
            self._fonts[key] = (layout, line.runs[0].data.item.analysis.font)
        return stream.add_font(self._fonts[key][1])[0]


class _Drawn:
    """A drawing as WeasyPrint's picture."""

    id = None

    def __init__(self, drawing: Drawing, pen: _Pen) -> None:
        self._drawing = drawing
        self._pen = pen

    def get_intrinsic_size(self, _: Any, font_size: float) -> tuple[float, float, float]:
        """Width, height and their ratio, in CSS pixels."""
        width, height = self._drawing.width, self._drawing.height
        return width * font_size, height * font_size, width / height

    def draw(self, stream: Any, width: float, _: float, style: Any) -> None:
        """Draw into the box whose upper left corner is the origin."""
        drawing = self._drawing
        scale = width / drawing.width / _UNIT
        stream.push_state()
        stream.set_color(style["color"])
        stream.set_color(style["color"], stroke=True)
        base = drawing.height - drawing.depth
        stream.transform(scale, 0, 0, scale, -drawing.left * scale * _UNIT, base * scale * _UNIT)
        font = self._pen.font(stream, style)
        own = numbers(style["color"].to("srgb").coordinates)
        out: list[str] = []
        ink = ""
        writing = False
        for sign in drawing.signs:
            if sign.ink != ink:
                ink = sign.ink
                shade = (
                    numbers([int(ink[place : place + 2], 16) / 255 for place in (0, 2, 4)]) if ink else own
                )
                out.append(f"{shade} rg {shade} RG")
            if sign.path:
                out.extend(("ET",) * writing)
                writing = False
                out.append(f"q {numbers(sign.at)} cm {sign.path} Q")
                continue
            if not writing:
                out.append(f"BT /{font.hash} {_UNIT} Tf")
                writing = True
            out.append(f"{numbers(sign.at)} Tm <{sign.glyph:04x}> Tj")
            font.to_unicode.setdefault(sign.glyph, sign.text)
            font.widths.setdefault(sign.glyph, self._pen.width(sign.glyph))
        out.extend(("ET",) * writing)
        stream.stream.append("\n".join(out).encode())
        stream.pop_state()
