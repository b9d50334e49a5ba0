"""Text as it is compared: without accents, with plain blanks, hyphens and quotation marks; case is kept."""

from __future__ import annotations

import unicodedata

_LETTERS = {
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d",
    "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h", "Ħ": "H", "ŋ": "n", "Ŋ": "N", "ŧ": "t", "Ŧ": "T",
}  # fmt: skip
_QUOTES = "‘’‚‛ʼ`´′＇"
_BLANKS = {"Zs", "Zl", "Zp", "Cc"}
# How German and the Nordic languages spell their letters where there are only those of ASCII.
_SPELT = {
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa",
}  # fmt: skip


class _Table(dict[int, str]):
    """For ``str.translate``: what a character is folded to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = folded = _fold(character)
        return folded


def _fold(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    if character in _QUOTES:
        return "'"
    category = unicodedata.category(character)
    if category == "Pd" or character == "\u2212":
        return "-"
    if category in _BLANKS:
        return " "
    if category in {"Cf", "Mn", "Me"}:
        return ""
    plain = unicodedata.normalize("NFKD", character)
    return "".join(_LETTERS.get(c, c) for c in plain if unicodedata.category(c) not in {"Mn", "Me"})


_TABLE = _Table()


def fold(text: str) -> str:
    """``text`` folded; it may be shorter or longer."""
    return text.translate(_TABLE)


def places(text: str) -> list[int]:
    """For each character of ``fold(text)`` the index in ``text`` that it comes from, and at the end its length."""
    return [at for at, character in enumerate(text) for _ in _TABLE[ord(character)]] + [len(text)]


def spellings(text: str) -> tuple[str, ...]:
    """``text`` folded in every way that is in use: Müller is Muller and Mueller."""
    plain, spelt = fold(text), fold("".join(_SPELT.get(c, c) for c in unicodedata.normalize("NFC", text)))
    return (plain,) if plain == spelt else (plain, spelt)
