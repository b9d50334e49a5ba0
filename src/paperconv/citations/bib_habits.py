"""What authors write into BibTeX that its programs print and pandoc leaves out: years in words, addresses as publishers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from paperconv.months import MONTHS
from paperconv.patterns import late

_YEAR = late(r"(?<![\w-])(year|date)(\s*=\s*)([{\"])([^{}\"\n]{1,60})([}\"])", re.IGNORECASE)
_MONTH = late(r"(?<![\w-])month\s*=", re.IGNORECASE)
_PLAIN = late(
    r"\s*-?\d{4}(?:-\d\d){0,2}[~?%]?\s*(?:(?:/|-{1,3}|–)\s*(?:\d{4}(?:-\d\d){0,2}[~?%]?)?)?\s*|.*\d{4}-\d\d-\d\dT.*"
)
_ISO = late(r"\d{4}-\d\d(?:-\d\d)?")
_NUMBER = late(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_STATUS = late(
    r"\s*(?:in press|forthcoming|to appear|submitted|accepted|in preparation|under review|in review|im Druck|en prensa|no prelo)\s*\.?\s*",
    re.IGNORECASE,
)
_OTHER = late(r"[^\s\d,–-][^\s\d]*[^\W\d_][^\s\d]*")
_WORD = late(r"[^\W\d_]+")
_ADDRESS = late(r"\s*<?(https?://\S+?)>?[\s.]*", re.IGNORECASE)


def with_plain_years(text: str, lost: list[str]) -> str:
    """An entry, BibTeX or BibLaTeX, whose year can be read: "December 2021", "2022 [Online]", "in press". Its lines stay.

    What says no date goes into ``lost``.
    """
    dated = _MONTH.search(text) is not None

    def plain(found: re.Match[str]) -> str:
        name, between, opening, value, closing = found.groups()
        if _PLAIN.fullmatch(value):
            return found[0]
        if _STATUS.fullmatch(value):
            return f"pubstate{between}{opening}{value.strip()}{closing}"
        iso, number = _ISO.search(value), _NUMBER.search(value)
        if number is None:
            return found[0]
        rest = value.replace((iso or number)[0], "", 1)
        lost.extend(one for one in _OTHER.findall(rest) if one.strip("[]().,").lower() not in MONTHS)
        if iso:
            return f"date{between}{opening}{iso[0]}{closing}"
        month = next((MONTHS[word] for one in _WORD.findall(value) if (word := one.lower()) in MONTHS), 0)
        told = f", month = {{{month}}}" if month and not dated else ""
        return f"{name}{between}{opening}{number[0]}{closing}{told}"

    return _YEAR.sub(plain, text)


def move_addresses(items: Iterable[Any]) -> None:
    """A publisher that is an address is where the work is (``howpublished = {https://…}``)."""
    for item in items:
        found = _ADDRESS.fullmatch(str(item.get("publisher", ""))) if isinstance(item, dict) else None
        if found and item.get("URL", found[1]).rstrip("/") == found[1].rstrip("/"):
            del item["publisher"]
            item.setdefault("URL", found[1])
