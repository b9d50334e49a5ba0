"""Letters and signs of the fonts Symbol and Wingdings, which Word keeps as private characters, as Unicode has them.

Source: the Unicode Consortium's mapping of Adobe's Symbol encoding (MAPPINGS/VENDORS/ADOBE/symbol.txt); Word adds U+F000.
"""

from __future__ import annotations

from paperconv.readers.docx.names import RPR, Element, R, T, w

_ROWS = {
    0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?",
    0x40: "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
    0x60: "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵",
    0xC0: "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    0xE0: "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪",
    0xF1: "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
}  # fmt: skip
_PRIVATE = 0xF000
_SYMBOL = {_PRIVATE + start + n: sign for start, row in _ROWS.items() for n, sign in enumerate(row)}
# Of Wingdings only what texts use: bullets, arrows and ticks.
_WINGDINGS = {
    0xF06C: "●", 0xF06E: "■", 0xF071: "❑", 0xF0A7: "▪", 0xF0A8: "◻", 0xF0D8: "➢", 0xF0DF: "←", 0xF0E0: "→", 0xF0E8: "➔",
    0xF0F0: "⇨", 0xF0FB: "✗", 0xF0FC: "✓", 0xF0FD: "☒", 0xF0FE: "☑",
}  # fmt: skip
_FONTS = ("ascii", "hAnsi", "cs", "eastAsia")


def name_symbols(root: Element) -> None:
    """Put the characters of Unicode in the place of private ones in the runs under ``root``; others stay as they are.

    A run that names no font is taken for Symbol: the private characters are of that encoding by far most often.
    """
    for run in root.iter(R):
        for text in run.iter(T):
            if text.text and any("\uf020" <= sign <= "\uf0ff" for sign in text.text):
                text.text = text.text.translate(_WINGDINGS if _is_wingdings(run) else _SYMBOL)


def _is_wingdings(run: Element) -> bool:
    fonts = run.find(f"{RPR}/{w('rFonts')}")
    return fonts is not None and any(fonts.get(w(kind), "").startswith("Wingdings") for kind in _FONTS)
