"""Signs that Office Math treats apart: large operators, brackets, braces, arrows, accents; and its words for strokes and colours."""

from __future__ import annotations

from functools import cache

NARY = frozenset("∑∏∐∫∬∭⨌∮∯∰⋀⋁⋂⋃⨀⨁⨂⨄⨆⨿")
OPENING = frozenset("([{⟨⌈⌊⟦⟮|‖∥⎰")
CLOSING = frozenset(")]}⟩⌉⌋⟧⟯|‖∥⎱")
# What ends the operand of a sum or an integral: a relation, or the next term.
ENDS = frozenset("=≠<>≤≥≈≡∼≃≅∝→⇒⟹⟺⇔↔:,;+−-±∈⊂⊆.")
INVISIBLE = frozenset("\u2061\u2062\u2063\u2064")
BRACES = frozenset("⏞⏟⏜⏝⎴⎵")
ARROWS = frozenset("→←↔⇒⇐⇔⟶⟵⟷⟹⟸⟺↦↪↩⇌⇋⇀⇁↼↽⇄⇆⥂⥄")
ACCENTS = dict(
    zip("^~˙¨ˇ˘´`˚⃛⃜→⃗←↔ˆ˜", "\u0302\u0303\u0307\u0308\u030c\u0306\u0301\u0300\u030a\u20db\u20dc\u20d7\u20d7\u20d6\u20e1"
        "\u0302\u0303", strict=True)
)  # fmt: skip
STRIKES = {
    "updiagonalstrike": "strikeBLTR",
    "downdiagonalstrike": "strikeTLBR",
    "horizontalstrike": "strikeH",
    "verticalstrike": "strikeV",
}
# What may stand before its operand alone, and what is no operator though MathML says so.
PREFIXES = frozenset("+-−±∓¬∀∃∂∇√")
PUNCTUATION = frozenset(",;:.!?'′″‴…⋯⋮⋱%#@\"°")
LONGER = dict(zip("→←↔⇒⇐⇔", "⟶⟵⟷⟹⟸⟺", strict=True))
# LibreOffice takes the plain ones for its own "or" and "over": it shows ∨, and a fraction.
SIGNS = {"|": "∣", "/": "∕"}
SIDES = {"top": "hideTop", "bottom": "hideBot", "left": "hideLeft", "right": "hideRight"}
_COLOURS = {
    "black": "000000", "red": "FF0000", "green": "008000", "blue": "0000FF", "cyan": "00FFFF", "magenta": "FF00FF",
    "yellow": "FFFF00", "gray": "808080", "orange": "FFA500", "purple": "800080", "brown": "A52A2A", "teal": "008080",
}  # fmt: skip


@cache
def colour(name: str) -> str:
    """A colour as six digits; empty if it is none that we know."""
    digits = name.removeprefix("#")
    if name.startswith("#") and len(digits) in {3, 6} and all(c in "0123456789abcdefABCDEF" for c in digits):
        return (digits if len(digits) == 6 else "".join(c * 2 for c in digits)).upper()
    return _COLOURS.get(name.lower(), "")


@cache
def space(width: str) -> str:
    """The space character nearest to ``width``; none for a negative one."""
    try:
        ems = float(width.removesuffix("em"))
    except ValueError:
        return "\u2003" if width[:1].isdigit() else ""
    whole = "\u2003" * min(int(ems + 0.1), 8)
    rest = ems - len(whole)
    part = next(
        (char for least, char in ((0.45, "\u2002"), (0.24, "\u2005"), (0.1, "\u2009")) if rest >= least), ""
    )
    return whole + part
