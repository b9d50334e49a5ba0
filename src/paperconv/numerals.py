"""Numbers in Roman digits and in letters."""

from __future__ import annotations

_DIGITS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MOST = 3999


def roman(number: int) -> str:
    """``number`` in Roman digits; what these cannot say (below 1, above 3999) in Arabic ones."""
    if not 0 < number <= _MOST:
        return str(number)
    out = ""
    for worth, digits in _DIGITS:
        out += digits * (number // worth)
        number %= worth
    return out


def roman_value(text: str) -> int:
    """The value of ``text``, a Roman number in capitals as :func:`roman` writes it; 0 if it is none."""
    value, rest = 0, text
    for worth, digits in _DIGITS:
        while rest.startswith(digits):
            value += worth
            rest = rest[len(digits) :]
    return value if value and not rest and roman(value) == text else 0


def letters(number: int) -> str:
    """``A`` for 1, ``Z`` for 26, ``AA`` for 27; nothing below 1."""
    out = ""
    while number > 0:
        number, digit = divmod(number - 1, 26)
        out = chr(ord("A") + digit) + out
    return out
