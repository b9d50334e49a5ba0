"""Viewers call pages what is printed on them (ISO 32000-1, 12.4.2), so that "go to page 17" leads to the page numbered 17."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from paperconv.exporters.pdf.engine import pydyf


def printed_numbers(pages: Sequence[Any]) -> list[int]:
    """The value of the counter ``page`` on each of the laid-out page boxes (CSS Paged Media 3, 6.1)."""
    numbers: list[int] = []
    number = 0
    for page in pages:
        for name, value in page.style["counter_reset"]:
            number = value if name == "page" else number
        for name, value in page.style["counter_increment"]:
            number += value if name == "page" else 0
        for name, value in page.style["counter_set"]:
            number = value if name == "page" else number
        numbers.append(number)
    return numbers


def label_pages(pdf: Any, numbers: Sequence[int]) -> None:
    """Name the pages by ``numbers``, which are those printed on them."""
    ranges: list[Any] = []
    for place, number in enumerate(numbers):
        if number > 0 and (place == 0 or number != numbers[place - 1] + 1):
            ranges += [place, pydyf.Dictionary({"S": "/D", "St": number})]
    if ranges and ranges[0] == 0:
        pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(ranges)})
