"""Page numbers and years of references, as the rules of JATS4R want them."""

from __future__ import annotations

import msgspec

from paperconv.patterns import late

_RANGE = late(r"([^\s,;–—−‐‑-]+)(\s*[–—−‐‑-]+\s*)([^\s,;–—−‐‑-]+)")
_NOT_NUMBER = late(r"[^\d.]")
_YEAR = late(r"(?<!\d)(?:1[4-9]\d\d|20[0-2]\d)(?!\d)")


class Pages(msgspec.Struct, frozen=True):
    """A range ``first`` ``dash`` ``last``; or one page in ``first``; or ``whole`` where it is neither.

    ``full`` is the last page in full where ``last`` abbreviates it (``1123–34``). ``number`` is true for an article
    number (``e123``) rather than a page.
    """

    first: str = ""
    dash: str = ""
    last: str = ""
    full: str = ""
    whole: str = ""
    number: bool = False


def pages(text: str) -> Pages:
    """What ``text``, without white space round it, says of pages.

    JATS4R does not allow a last page before the first, as ``1123–34`` abbreviates it.
    """
    found = _RANGE.fullmatch(text)
    if found:
        first, dash, last = found.groups()
        if _value(first) > _value(last):
            full = first[: len(first) - len(last)] + last
            whole = not last.isdigit() or len(last) >= len(first) or _value(first) > _value(full)
            return Pages(whole=text) if whole else Pages(first, dash, last, full)
        return Pages(first, dash, last, last)
    if any(c in ",;–—−‐‑-" or c.isspace() for c in text):
        return Pages(whole=text)
    return Pages(text, number=any(c.isalpha() for c in text))


def _value(page: str) -> float:
    try:
        return float(_NOT_NUMBER.sub("", page))
    except ValueError:
        return float("nan")


def year_in(text: str) -> tuple[int, int] | None:
    """Where in ``text`` a year of four digits stands that JATS4R takes for one (1400 to 2029)."""
    found = _YEAR.search(text)
    return found.span() if found else None


def is_year(year: int) -> bool:
    """Whether JATS4R takes ``year`` for that of a publication."""
    return 1400 <= year < 2030
