"""Formulas as MathML that is safe to hand on: only what MathML's presentation elements need."""

from __future__ import annotations

from lxml import etree

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Rule
from paperconv.formulas.rows import ruled
from paperconv.html.elements import Element, add_text, child, new, sub
from paperconv.html.state import State

# How many children an element must have; None: any number.
_ELEMENTS: dict[str, int | None] = {
    **dict.fromkeys(("mrow", "mi", "mn", "mo", "ms", "mtext", "mspace", "mstyle", "merror", "mpadded")),
    **dict.fromkeys(("mphantom", "msqrt", "menclose", "mfenced", "mtable", "mtr", "mtd", "mmultiscripts")),
    **dict.fromkeys(("mprescripts", "none", "math")),
    **dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
_PARENTS = {"mtr": "mtable", "mtd": "mtr"}
_ATTRIBUTES = frozenset(
    patterns.findall(
        r"\w+",
        "mathvariant stretchy fence separator form accent accentunder lspace rspace width height depth minsize maxsize "
        "symmetric movablelimits largeop linethickness bevelled columnalign rowalign columnspacing rowspacing "
        "columnlines rowlines frame columnspan rowspan displaystyle scriptlevel notation open close separators "
        "mathcolor mathbackground mathsize",
    )
)
_MAX_UNBROKEN = 7
"""Ems up to which a formula within a line is not broken."""
_RULE = "solid .06em"
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
)


def formula(state: State, node: m.Math | m.Equation) -> Element | None:
    """``node`` as a ``math`` element, or its TeX where that cannot be had or the medium cannot show it.

    On pages it is drawn. None for a formula of nothing. Without TeX the characters of the MathML stand in for it.
    """
    math = _math(node.mathml) if node.mathml else None
    tex = node.tex or ("".join(math.itertext()) if math is not None else node.mathml)
    if not state.clean(tex).strip():
        return None
    if state.paged:
        return _drawn(state, node, tex)
    if math is None:
        if node.mathml:
            state.log(
                Rule.FORMULA_CONVERTED,
                f"the formula {_short(tex)}, whose MathML is broken, is printed as text",
                node.pos,
                hint="check its source",
            )
        element = new("code", "formula")
        state.text(element, tex)
        return element
    for table in math.iter("mtable"):
        _lay_out(table)
    if isinstance(node, m.Equation):
        math.set("display", "block")
    if node.tex:
        state.attribute(math, "alttext", node.tex)
    return math


def _drawn(state: State, node: m.Math | m.Equation, tex: str) -> Element:
    """``node`` as drawings, which read as its TeX; the TeX itself where there are none."""
    pieces = state.options.formula(node) if state.options.formula else ()
    element = new("span", "math" if pieces else "formula")
    if not pieces:
        if state.options.formula is None:
            state.tex_formulas.append(node.pos)
        state.text(element, tex)
    if pieces and sum(piece.width for piece in pieces) < _MAX_UNBROKEN:
        element.set("style", "white-space:nowrap")
    for number, piece in enumerate(pieces):
        if number:
            add_text(element, piece.gap)
        image = child(element, "img", "math")
        image.set("src", piece.src)
        state.attribute(image, "alt", tex if number == 0 else "…")
        image.set(
            "style",
            f"width:{piece.width:.4f}em;height:{piece.height:.4f}em;vertical-align:{-piece.depth:.4f}em;overflow:visible",
        )
    return element


def _math(source: str) -> Element | None:
    try:
        root = etree.fromstring(source, _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        return None
    made = new("math")
    if etree.QName(root).localname != "math" or not _copy(root, made, 0):
        return None
    return made if len(made) else None


def _copy(source: Element, target: Element, depth: int) -> bool:
    """Copy what is allowed of ``source`` into ``target``; false where it is no sound MathML."""
    if depth > 60:
        return False
    for name, value in source.items():
        if name in _ATTRIBUTES and not any(c in value for c in "(:;<"):
            target.set(name, value)
    if source.text and source.text.strip():
        target.text = source.text
    for one in source:
        if not isinstance(one.tag, str):  # an entity: its text is not known
            return False
        name = etree.QName(one).localname
        if name == "semantics":
            inner = next((x for x in one if isinstance(x.tag, str)), None)
            if inner is None:
                return False
            one, name = inner, etree.QName(inner).localname  # noqa: PLW2901 - the formula itself
        if name == "math" or name not in _ELEMENTS or _PARENTS.get(name, target.tag) != target.tag:
            return False
        if not _copy(one, sub(target, name), depth + 1):
            return False
    wanted = _ELEMENTS[str(target.tag)]
    return wanted is None or wanted == len(target)


def _lay_out(table: Element) -> None:
    """Say in CSS what MathML Core leaves out: the sides to which cells stand, the rules between them, the frame."""
    rows = [row for row in table if row.tag == "mtr"]
    across = ruled(table.get("rowlines", ""), len(rows))
    down = ruled(table.get("columnlines", ""), max(map(len, rows), default=0))
    sides = table.get("columnalign", "").split() or ["center"]
    for place, row in enumerate(rows):
        for number, cell in enumerate(row):
            side = sides[min(number, len(sides) - 1)]
            said = [
                *(("text-align:" + side,) if side in {"left", "right"} else ()),
                *((f"border-top:{_RULE}",) if place in across else ()),
                *((f"border-left:{_RULE}",) if number in down else ()),
            ]
            if said:
                cell.set("style", ";".join(said))
    if table.get("frame") in {"solid", "dashed"}:
        table.set("style", f"border:{table.get('frame')} .06em")


def _short(tex: str) -> str:
    line = " ".join(tex.split())
    return f'"{line[:57]}…"' if len(line) > 60 else f'"{line}"'
