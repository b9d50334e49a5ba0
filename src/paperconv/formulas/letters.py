"""The mathematical alphabets: what MathML calls them, their letters in Unicode, and what Office Math calls them."""

from __future__ import annotations

import unicodedata
from functools import cache

ALPHABETS = {
    "bold": "BOLD",
    "italic": "ITALIC",
    "bold-italic": "BOLD ITALIC",
    "script": "SCRIPT",
    "bold-script": "BOLD SCRIPT",
    "fraktur": "FRAKTUR",
    "bold-fraktur": "BOLD FRAKTUR",
    "double-struck": "DOUBLE-STRUCK",
    "sans-serif": "SANS-SERIF",
    "bold-sans-serif": "SANS-SERIF BOLD",
    "sans-serif-italic": "SANS-SERIF ITALIC",
    "sans-serif-bold-italic": "SANS-SERIF BOLD ITALIC",
    "monospace": "MONOSPACE",
}
# Letters that Unicode had before its block of mathematical alphabets (Unicode 16, 22.2).
_BEFORE = {
    "italic": {"h": "ℎ"},
    "script": dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True)),
    "fraktur": dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True)),
    "double-struck": dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)),
}
_SYMBOLS = {
    "∂": "PARTIAL DIFFERENTIAL",
    "∇": "NABLA",
    "ϵ": "EPSILON SYMBOL",
    "ϑ": "THETA SYMBOL",
    "ϰ": "KAPPA SYMBOL",
    "ϕ": "PHI SYMBOL",
    "ϱ": "RHO SYMBOL",
    "ϖ": "PI SYMBOL",
}
_DIGITS = ("ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE")
_SCRIPTS = {
    "SCRIPT": "script",
    "FRAKTUR": "fraktur",
    "DOUBLE-STRUCK": "double-struck",
    "SANS-SERIF": "sans-serif",
    "MONOSPACE": "monospace",
}
_POINTS = ("", ".", ",")
"""What may stand within a number, and has no form of its own."""
_LETTERLIKE = frozenset("".join("".join(letters.values()) for letters in _BEFORE.values()))


@cache
def styled(variant: str, char: str) -> str:
    """``char`` in the alphabet that MathML calls ``variant``; empty if Unicode has none."""
    if char in _BEFORE.get(variant, ""):
        return _BEFORE[variant][char]
    name = _SYMBOLS[char] if char in _SYMBOLS else unicodedata.name(char, "")
    if char.isdecimal() and char.isascii():
        name = f"DIGIT {_DIGITS[int(char)]}"
    for script in ("LATIN", "GREEK"):
        name = name.replace(f"{script} CAPITAL LETTER", "CAPITAL").replace(f"{script} SMALL LETTER", "SMALL")
    try:
        return unicodedata.lookup(f"MATHEMATICAL {ALPHABETS[variant]} {name}")
    except KeyError:
        return ""


def _letter(char: str) -> str:
    """The letter that ``char`` is a form of: one step of its decomposition, since ϕ itself decomposes to φ."""
    found = unicodedata.decomposition(char).removeprefix("<font> ")
    return chr(int(found, 16)) if found and " " not in found else char


@cache
def plain(text: str) -> tuple[str, str, str]:
    """Letters of a mathematical alphabet as plain ones, with the script and the style that Office Math calls it by.

    Both are empty for other text, which stays as it is.
    """
    names = [unicodedata.name(char, "") for char in text]
    known = zip(names, text, strict=True)
    if text[:1] in _POINTS or not all(
        name.startswith("MATHEMATICAL ") or char in _LETTERLIKE or char in _POINTS for name, char in known
    ):
        return text, "", ""
    letters = "".join(map(_letter, text))
    name = names[0].replace("BLACK-LETTER", "FRAKTUR").replace("PLANCK CONSTANT", "ITALIC")
    script = next((value for word, value in _SCRIPTS.items() if word in name), "")
    bold, italic = "BOLD" in name, "ITALIC" in name
    return letters, script, "bi" if bold and italic else "b" if bold else "i" if italic else "p"
