"""Presentation MathML as Office Math (ECMA-376, part 1, 22.1): the same formula, to be edited in Word.

What Word lays out by itself (room around operators, heights) is not said. Office Math has no rules between cells: lines of
characters stand for them. The order of elements is that of the schema.

LibreOffice makes commands of its own formula language of what it reads, and knows neither styles nor alphabets: what it would
misread is said to be literal, which changes nothing in Word, and letters of other alphabets are Unicode's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from paperconv.formulas import signs
from paperconv.formulas.letters import plain, styled
from paperconv.formulas.rows import (
    Element,
    barred,
    bracketed,
    core,
    fenced,
    is_sign,
    name_of,
    operand,
    ruled,
    text_of,
    unpaired,
)

_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FONT = '<w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/>'
_LITERAL = "<m:lit/>"
_NOTHING = f'<m:r><m:rPr>{_LITERAL}</m:rPr><w:rPr>{_FONT}</w:rPr><m:t xml:space="preserve">\u200b</m:t></m:r>'
"""A literal of no width: an operand for LibreOffice, which wants one on both sides of each operator."""
_SHORT = 6
"""Characters of a label that an arrow of one character can bear."""
_MAX_DEPTH = 100


def to_omml(mathml: str, *, display: bool) -> str:
    """``mathml`` (a ``<math>`` element) as ``<m:oMath>``, in ``<m:oMathPara>`` if it is displayed; empty if it is none."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(mathml, parser)
    except (etree.XMLSyntaxError, ValueError):
        return ""
    if name_of(root) != "math" or not len(root):
        return ""
    try:
        inside = _Writer().row(list(root), 0)
    except _TooDeep:
        inside = ""
    if not inside:
        return ""
    spaces = f'xmlns:m="{_M}" xmlns:w="{_W}"'
    if display:
        return f"<m:oMathPara {spaces}><m:oMath>{inside}</m:oMath></m:oMathPara>"
    return f"<m:oMath {spaces}>{inside}</m:oMath>"


class _TooDeep(Exception):
    pass


def _value(name: str, value: str) -> str:
    return f"<m:{name} m:val={quoteattr(value)}/>"


def _part(name: str, content: str) -> str:
    return f"<m:{name}>{content}</m:{name}>"


class _Writer:
    """Writes one formula; ``colour`` is that of the letters just now."""

    def __init__(self) -> None:
        self._colour = ""

    def row(self, items: Sequence[Element], depth: int) -> str:
        """Elements that stand in a line: large operators take what follows, functions their argument."""
        out: list[str] = []
        items = barred(items)
        place = 0
        lone = unpaired(items)
        while place < len(items):
            item = items[place]
            if (core(item) or "") in signs.NARY:
                end = operand(items, place + 1)
                out.append(self._nary(item, items[place + 1 : end], depth))
                place = end
                continue
            follows = items[place + 1 : place + 2]
            if follows and is_sign(follows[0], signs.INVISIBLE) and text_of(follows[0]) == "\u2061":
                end = bracketed(items, place + 2)
                argument = items[place + 2 : end]
                name = _part("fName", self.one(item, depth + 1))
                out.append(_part("func", name + _part("e", self.row(argument, depth + 1))))
                place = end
                continue
            out.append(self.one(item, depth))
            if place in lone:
                out[-1] = self._run(text_of(item), _LITERAL)
            elif name_of(item) == "mo":
                out[-1] = self._between(out[-1], item, items, place)
            place += 1
        return "".join(out)

    def _between(self, made: str, sign: Element, items: Sequence[Element], place: int) -> str:
        """``made``, an operator, where something stands on both of its sides; else so that it needs nothing there."""
        text = text_of(sign)
        if (
            not made
            or text in signs.PUNCTUATION
            or text in signs.OPENING | signs.CLOSING | signs.INVISIBLE
            or text in signs.NARY
        ):
            return made
        before = items[place - 1] if place else None
        after = items[place + 1] if place + 1 < len(items) else None
        if after is None or is_sign(after, signs.CLOSING - signs.OPENING):
            return self._run(text, _LITERAL)
        alone = before is None or is_sign(before, signs.OPENING - signs.CLOSING)
        return _NOTHING + made if alone and text not in signs.PREFIXES else made

    def group(self, element: Element, depth: int) -> str:
        """What an argument holds: an element, or a row of them."""
        if name_of(element) in {"mrow", "math", "mtd"} and not fenced(element):
            return self.row(list(element), depth + 1)
        return self.row([element], depth + 1)

    def one(self, element: Element, depth: int) -> str:
        """One element."""
        if depth > _MAX_DEPTH:
            raise _TooDeep
        name = name_of(element)
        kids = list(element)
        argument = self.group
        match name:
            case "mi" | "mn" | "mo" | "mtext" | "ms" | "mspace":
                return self._token(element, name)
            case "mfrac" if len(kids) == 2:
                return self._fraction(element, kids, depth)
            case "msqrt":
                return _part(
                    "rad",
                    _part("radPr", _value("degHide", "1"))
                    + "<m:deg/>"
                    + _part("e", self.row(kids, depth + 1)),
                )
            case "mroot" if len(kids) == 2:
                return _part(
                    "rad", _part("deg", argument(kids[1], depth)) + _part("e", argument(kids[0], depth))
                )
            case "msub" | "msup" if len(kids) == 2:
                mark = "sub" if name == "msub" else "sup"
                return _part(
                    f"s{mark.title()}", self._base(kids[0], depth) + _part(mark, argument(kids[1], depth))
                )
            case "msubsup" if len(kids) == 3:
                lower, upper = _part("sub", argument(kids[1], depth)), _part("sup", argument(kids[2], depth))
                return _part("sSubSup", self._base(kids[0], depth) + lower + upper)
            case "munder" | "mover" if len(kids) == 2:
                return self._limit(name, kids, depth)
            case "munderover" if len(kids) == 3:
                return self._limits(kids, depth)
            case "mmultiscripts" if kids:
                return self._scripts(kids, depth)
            case "mtable":
                return self._table(element, depth)
            case "mfenced":
                marks = element.get("open", "("), element.get("close", ")")
                separator = (element.get("separators", ",").split() or [""])[0][:1]
                return self._delimited(marks, [argument(kid, depth) for kid in kids], separator)
            case "menclose":
                return self._enclosed(element, self.row(kids, depth + 1))
            case "mphantom":
                return _part(
                    "phant", _part("phantPr", _value("show", "0")) + _part("e", self.row(kids, depth + 1))
                )
            case "mstyle" | "mpadded" | "mrow" | "math" | "merror":
                return self._styled(element, kids, depth)
            case "semantics":
                return argument(kids[0], depth) if kids else ""
            case "none" | "mprescripts":
                return ""
            case _:
                return self.row(kids, depth + 1)

    def _styled(self, element: Element, kids: list[Element], depth: int) -> str:
        before = self._colour
        self._colour = signs.colour(element.get("mathcolor", "")) or before
        fence = fenced(element)
        if fence:
            inner = kids[bool(fence[0]) : len(kids) - bool(fence[1])]
            made = self._delimited(fence, [self.row(inner, depth + 1)], "")
        else:
            made = self.row(kids, depth + 1)
        self._colour = before
        return made

    def _base(self, element: Element, depth: int) -> str:
        # Word draws a box where a base is empty.
        if is_sign(element, signs.OPENING | signs.CLOSING):
            return _part("e", self._run(text_of(element), _LITERAL))
        return _part("e", self.group(element, depth) or _NOTHING)

    def _token(self, element: Element, name: str) -> str:
        if name == "mspace":
            return self._run(signs.space(element.get("width", "")), "<m:nor/>")
        text = element.text or ""
        variant = element.get("mathvariant", "")
        if name in {"mtext", "ms"}:
            return self._run(text.replace("\u00a0", " "), "<m:nor/>", bold=variant.startswith("bold"))
        text = text.strip()
        if name == "mo" and text in signs.INVISIBLE:
            return ""
        if name == "mo":
            text = signs.SIGNS.get(text, text)
        letters, script, style = plain(text)
        upright = (name == "mi" and len(text) > 1) or variant == "normal" or (name == "mo" and text.isalpha())
        if style == "i" and not script:
            return self._run(letters, _value("sty", "i"))
        if style or variant.startswith("bold"):
            bold = [styled("bold", char) for char in text] if not style else []
            return self._run(
                "".join(bold) if all(bold) and bold else text,
                _LITERAL + _value("sty", "p" if style or all(bold) else "b"),
            )
        if upright:
            return self._run(text, _LITERAL + _value("sty", "p"))
        return self._run(text, _LITERAL if name == "mo" and text in {"‖", "∥"} else "")

    def _run(self, text: str, look: str, *, bold: bool = False) -> str:
        """A run of letters; ``look`` is what Office Math calls its properties."""
        if not text:
            return ""
        ink = _value("color", self._colour).replace("m:", "w:") if self._colour else ""
        face = f"<w:rPr>{_FONT}{'<w:b/>' if bold else ''}{ink}</w:rPr>"
        own = _part("rPr", look) if look else ""
        return f'<m:r>{own}{face}<m:t xml:space="preserve">{escape(text)}</m:t></m:r>'

    def _fraction(self, element: Element, kids: list[Element], depth: int) -> str:
        kind = ""
        if element.get("linethickness", "1")[:1] == "0":
            kind = "noBar"
        elif element.get("bevelled") == "true":
            kind = "skw"
        look = _part("fPr", _value("type", kind)) if kind else ""
        numerator, denominator = (self.group(kid, depth) for kid in kids)
        return _part("f", look + _part("num", numerator) + _part("den", denominator))

    def _nary(self, element: Element, operand: Sequence[Element], depth: int) -> str:
        kids = list(element)
        name = name_of(element)
        lower = upper = ""
        if name in {"munder", "msub", "munderover", "msubsup"}:
            lower = self.group(kids[1], depth)
        if name in {"mover", "msup", "munderover", "msubsup"}:
            upper = self.group(kids[-1], depth)
        place = "undOvr" if name.startswith(("mu", "mov")) else "subSup"
        look = _value("chr", core(element) or "∑") + _value("limLoc", place)
        look += "" if lower else _value("subHide", "1")
        look += "" if upper else _value("supHide", "1")
        inside = self.row(operand, depth + 1) or _NOTHING
        return _part(
            "nary", _part("naryPr", look) + _part("sub", lower) + _part("sup", upper) + _part("e", inside)
        )

    def _limit(self, name: str, kids: list[Element], depth: int) -> str:
        base, mark = kids
        over = name == "mover"
        side = "top" if over else "bot"
        if name_of(mark) == "mo":
            sign = text_of(mark)
            if sign in {"¯", "―", "‾", "_", "\u0332"}:
                return _part("bar", _part("barPr", _value("pos", side)) + _part("e", self.group(base, depth)))
            if over and sign in signs.ACCENTS and name_of(base) != "mo":
                look = _part("accPr", _value("chr", signs.ACCENTS[sign]))
                return _part("acc", look + _part("e", self.group(base, depth)))
            if sign in signs.BRACES:
                look = _value("chr", sign) + _value("pos", side) + _value("vertJc", "bot" if over else "top")
                return _part("groupChr", _part("groupChrPr", look) + _part("e", self.group(base, depth)))
        if is_sign(base, signs.ARROWS):
            return self._arrow(text_of(base), mark, depth, over=over)
        limit = _part("e", self.group(base, depth)) + _part("lim", self.group(mark, depth))
        return _part("limUpp" if over else "limLow", limit)

    def _arrow(self, sign: str, label: Element, depth: int, *, over: bool) -> str:
        """An arrow as wide as its label; a short one bears its label as a limit."""
        if not (said := "".join(label.itertext()).strip()):
            return self._run(signs.LONGER.get(sign, sign), _LITERAL)
        if len(said) <= _SHORT:
            limit = _part("e", self._run(signs.LONGER.get(sign, sign), _LITERAL)) + _part(
                "lim", self.group(label, depth)
            )
            return _part("limUpp" if over else "limLow", limit)
        look = _value("chr", sign) + (_value("vertJc", "bot") if over else _value("pos", "top"))
        drawn = _part("groupChr", _part("groupChrPr", look) + _part("e", self.group(label, depth)))
        return _part("box", _part("boxPr", _value("opEmu", "1")) + _part("e", drawn))

    def _limits(self, kids: list[Element], depth: int) -> str:
        base, under, over = kids
        if is_sign(base, signs.ARROWS):
            below = _part("e", self._arrow(text_of(base), over, depth, over=True))
            return _part("limLow", below + _part("lim", self.group(under, depth)))
        lower = _part("e", self.group(base, depth)) + _part("lim", self.group(under, depth))
        return _part("limUpp", _part("e", _part("limLow", lower)) + _part("lim", self.group(over, depth)))

    def _scripts(self, kids: list[Element], depth: int) -> str:
        names = [name_of(kid) for kid in kids]
        cut = names.index("mprescripts") if "mprescripts" in names else len(kids)
        made = self.group(kids[0], depth)
        after, before = kids[1:cut], kids[cut + 1 :]
        for lower, upper in zip(after[::2], after[1::2], strict=False):
            both = _part("sub", self.group(lower, depth) or _NOTHING) + _part(
                "sup", self.group(upper, depth) or _NOTHING
            )
            made = _part("sSubSup", _part("e", made or _NOTHING) + both)
        for lower, upper in zip(before[::2], before[1::2], strict=False):
            both = _part("sub", self.group(lower, depth) or _NOTHING) + _part(
                "sup", self.group(upper, depth) or _NOTHING
            )
            made = _part("sPre", both + _part("e", made or _NOTHING))
        return made

    def _table(self, element: Element, depth: int) -> str:
        names = ("mtr", "mlabeledtr")
        rows = [list(row)[name_of(row) == names[1] :] for row in element if name_of(row) in names]
        if not (columns := max((len(row) for row in rows), default=0)):
            return ""
        sides = element.get("columnalign", "center").split() or ["center"]
        pairs = columns % 2 == 0 and sides[:columns] == ["right", "left"] * (columns // 2)
        if columns == len(rows) == 1:
            return self.group(rows[0][0], depth)
        if columns == 1 and element.get("displaystyle") == "true":
            return _part("eqArr", "".join(_part("e", self.group(row[0], depth)) for row in rows if row))
        kinds = [sides[min(number, len(sides) - 1)] for number in range(columns)]
        cells = [
            [self.group(cell, depth) or _NOTHING for cell in row] + [_NOTHING] * (columns - len(row))
            for row in rows
        ]
        if pairs:  # the sides of a relation stand close together, the pairs apart
            for row in cells:
                row[2::2] = [f"{self._run(chr(0x2003), _LITERAL)}{cell}" for cell in row[2::2]]
        for place in reversed(ruled(element.get("columnlines", ""), columns)):
            kinds.insert(place, "center")
            for row in cells:
                row.insert(place, self._run("│", _LITERAL))
        for place in reversed(ruled(element.get("rowlines", ""), len(cells))):
            cells.insert(place, [self._run("──", _LITERAL)] * len(kinds))
        look = "".join(
            _part("mc", _part("mcPr", _value("count", "1") + _value("mcJc", kind)))
            for kind in (kind if kind in {"left", "right"} else "center" for kind in kinds)
        )
        gap = _value("cGpRule", "3") + _value("cGp", "0") if pairs else ""
        head = _part("mPr", _value("plcHide", "1") + gap + _part("mcs", look))
        lines = (_part("mr", "".join(_part("e", cell) for cell in row)) for row in cells)
        made = _part("m", head + "".join(lines))
        return _part("borderBox", _part("e", made)) if element.get("frame") in {"solid", "dashed"} else made

    def _delimited(self, marks: tuple[str, str], parts: list[str], separator: str) -> str:
        look = _value("begChr", marks[0])
        look += _value("sepChr", separator) if len(parts) > 1 else ""
        look += _value("endChr", marks[1])
        return _part("d", _part("dPr", look) + "".join(_part("e", part) for part in parts))

    def _enclosed(self, element: Element, inside: str) -> str:
        kinds = element.get("notation", "box").split()
        strikes = [signs.STRIKES[kind] for kind in kinds if kind in signs.STRIKES]
        sides = [kind for kind in kinds if kind in signs.SIDES]
        box = any(kind in {"box", "roundedbox", "circle"} for kind in kinds)
        if not strikes and not sides and not box:
            return inside
        hidden = [] if box else [mark for side, mark in signs.SIDES.items() if side not in sides]
        order = (
            "hideTop",
            "hideBot",
            "hideLeft",
            "hideRight",
            "strikeH",
            "strikeV",
            "strikeBLTR",
            "strikeTLBR",
        )
        look = "".join(_value(mark, "1") for mark in order if mark in {*hidden, *strikes})
        return _part("borderBox", (_part("borderBoxPr", look) if look else "") + _part("e", inside))
