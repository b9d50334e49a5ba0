"""What the lines of a page look like that are no text: page numbers, running heads, and what is never one."""

from __future__ import annotations

import re

from paperconv import patterns
from paperconv.patterns import late
from paperconv.readers.markdown.lines import Line

NUMBER = late(r"(?:[-–—|·•]\s*|\\?\[)?(\d{1,4})(?:\s*[-–—|·•]|\\?\])?")
PAGE = late(r"\*{0,2}#{0,6}\s*page\s+(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\*{0,2}", re.IGNORECASE)
OF = late(r"(\d{1,4})\s*(?:of|/)\s*\d{1,4}")
RUNNING = late(
    r"\bet al\b|\bvol\b|\bissn\b|\bdoi\b|©|\(\d{4}\)|\d+:\d+|journal|proceedings|preprint|copyright|(?<!@)\b\w+\.(?:org|com)\b",
    re.IGNORECASE,
)
# A line that is something of its own, however often it comes again.
STRUCTURE = late(r"\s{0,3}(?:[|>:+]|[-*+]\s|\d+[.)]\s|\\?\[\d{1,4}\\?\]\s|!\[|\$\$|```|~~~|</?t|\[\^)")
LABEL = late(
    r"\W*(?:(?:fig(?:ure)?|table|tab|algorithm|equation|theorem|lemma|proof|definition|remark|corollary|proposition|appendix)\b|"
    r"(?:box|example|case|step|notes?|source|question|answer|experiment|study|part)\W*(?:\d|[A-Z]\b|[ivx]+\b|$))",
    re.IGNORECASE,
)


def page_of(bare: str) -> re.Match[str] | None:
    """A line that is nothing but a page number."""
    return NUMBER.fullmatch(bare) or PAGE.fullmatch(bare) or OF.fullmatch(bare)


def is_sentence(text: str) -> bool:
    return text.rstrip("*_ ").endswith((".", "?", "!", ":", ";", ",")) and text.count(" ") >= 7


def cuts(lines: list[Line], index: int, last: int | None = None) -> bool:
    """Whether the line (or all up to ``last``) stands inside a sentence, perhaps with a page number: small letters go on behind it."""
    before, after = index - 1, (index if last is None else last) + 1
    while before >= 0 and _is_blank_or_page(lines[before].text):
        before -= 1
    while after < len(lines) and _is_blank_or_page(lines[after].text):
        after += 1
    return (
        before >= 0
        and after < len(lines)
        and bool(patterns.search(r"[^\W\d_],?$|(?<=[^\W\d_]{2}\s)\d{1,4}$", lines[before].text.rstrip()))
        and not lines[before].text.startswith(("#", "|", "-", "*"))
        and lines[after].text.lstrip()[:1].islower()
        and len(lines[after].text) > 20
    )


def _is_blank_or_page(text: str) -> bool:
    bare = text.strip(" *-_")
    return not bare or (len(bare) < 24 and page_of(bare) is not None)
