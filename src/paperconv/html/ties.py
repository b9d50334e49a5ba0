"""Where lines of a page end: not at the blank before a unit, nor around the sign of a relation between a letter and a number,
behind such a sign, or between degrees and minutes; but within long names of code.

Symbols are those of the SI brochure (9th edition, tables 2 to 8) and of what is counted beside it in papers.
"""

from __future__ import annotations

from paperconv.patterns import late

NO_BREAK = "\u00a0"

_UNIT = (
    r"(?:[%‰°′″]|°[CF]|(?:[YZEPTGMkhdcmµμnpfa]|da)?(?:m|g|s|K|mol|cd|Hz|N|Pa|J|W|C|V|F|Ω|S|Wb|T|H|lm|lx|Bq|Gy|Sv|kat|L|l|bar|eV|Da|cal|M|Å)"
    r"|[kmµμ]A|min|h|d|ha|u|dB|mmHg|rpm|[kMG]?bp|[kMGT]?B|Ma|ka|[Mk]yr|yr|IU|U|ppm|ppb|vol|wt|px|dpi|fps)"
)
_QUANTITY = late(rf"(?<=\d) (?={_UNIT}(?:[²³]|[/·⋅×]|[⁻−-][\d¹²³])?(?![\w’']))")
_SIGN = late(r"(?<=[\s(])([<>≤≥≈±~]) (?=[\d.])|(?<=\d[°′]) (?=\d{1,2}(?:[.,]\d{1,4})? ?[′″'])")
_RELATION = late(r"(?<![^\W_])([^\W\d_]) ([=<>≤≥≈±~]) (?=[\d.−–-])")


def tied(text: str) -> str:
    """``text`` with no-break spaces in "12 kg", "40 %", "p < 0.05", "< 10" and "12° 6′"."""
    if " " not in text:
        return text
    text = _RELATION.sub(rf"\1{NO_BREAK}\2{NO_BREAK}", _QUANTITY.sub(NO_BREAK, text))
    return _SIGN.sub(lambda found: (found[1] or "") + NO_BREAK, text)


_LONG_NAME = late(r"\S{14,}")
_LONGER_THAN_A_LINE = late(r"\S{30,}")
_PARTS_OF_NAME = late(
    r"""(?:(?<=[^\W_][_./:(,;=+&|])|(?<=[)\]}"'][.,;=+&|]))(?=["'\\$(\[{]?[^\W_])|(?<=[^\W_])(?=\\[^\W_])"""
)


def parted(code: str, *, block: bool = False) -> str:
    """``code`` with a zero-width space wherever a line may break within its long names: after "_", ".", "/" and the like.

    A line of a ``block`` breaks at blanks if it can: only what no line may hold is parted there.
    """
    long = _LONGER_THAN_A_LINE if block else _LONG_NAME
    return long.sub(lambda name: _PARTS_OF_NAME.sub("\u200b", name[0]), code)
