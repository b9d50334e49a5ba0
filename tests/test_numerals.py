"""Roman digits and letters, there and back."""

from __future__ import annotations

import pytest

from paperconv.numerals import letters, roman, roman_value


def test_roman_numbers_come_back() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 40, 90, 399, 1999, 3999)] == [
        "I", "IV", "IX", "XIV", "XL", "XC", "CCCXCIX", "MCMXCIX", "MMMCMXCIX",
    ]  # fmt: skip
    assert all(roman_value(roman(number)) == number for number in range(1, 4000))


def test_what_roman_digits_cannot_say_is_arabic() -> None:
    assert [roman(number) for number in (0, -3, 4000)] == ["0", "-3", "4000"]


@pytest.mark.parametrize("text", ["", "IIII", "IC", "VX", "iv", "IVa", "4"])
def test_what_nobody_writes_so_is_no_number(text: str) -> None:
    assert roman_value(text) == 0


def test_letters_go_on_after_z() -> None:
    assert [letters(number) for number in (1, 26, 27, 52, 53, 703)] == ["A", "Z", "AA", "AZ", "BA", "AAA"]
    assert letters(0) == ""
