"""Pieces of a reference string that have a form of their own: identifiers, links, dates."""

from __future__ import annotations

import re

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.months import MONTHS, is_day
from paperconv.patterns import late

YEAR = r"(?:1[4-9]|20)\d\d"
# Any word: a list of all months in eleven languages, nine times over, would take longer to compile than a paper to read.
_MONTH = r"[^\W\d_]{3,10}\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|\.)?"
DATE = (
    rf"(?:{_MONTH}\s{{0,2}}{_DAY}\s?,?\s?{YEAR}|{_DAY}\s(?:de\s)?{_MONTH},?\s(?:de\s)?{YEAR}|{YEAR}[a-z]?,?\s{{0,2}}{_MONTH}(?:\s{_DAY})?"
    rf"|{_MONTH},?\s{YEAR}|{YEAR}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]{YEAR})"
)
NO_DATE = late(r"n\.\s?d\.?|nd|s\.\s?[afd]\.|o\.\s?J\.", re.IGNORECASE)


class Piece(msgspec.Struct, frozen=True):
    """``field`` from character ``start`` up to ``end``; ``outer`` is the end of what belongs to it (a closing bracket)."""

    field: str
    start: int
    end: int
    begin: int = -1
    outer: int = -1

    @property
    def left(self) -> int:
        """Where the piece begins with all that belongs to it (a bracket, a word like "vol.")."""
        return self.start if self.begin < 0 else self.begin

    @property
    def right(self) -> int:
        """Where it ends with all that belongs to it."""
        return self.end if self.outer < 0 else self.outer


_ORIGINAL = late(
    rf"\(?\s?(?:original(?:ly)?\s(?:work\s)?publi\w+|first published)\s(?:in\s)?(?P<original_date>{YEAR})\)?",
    re.IGNORECASE,
)
_URL = late(r"<?((?:https?://|ftp://|www\.)[^\s<>\"“”]{3,2000})>?", re.IGNORECASE)
_DOI = late(r"(?:\b(?:doi|DOI)\s?[:.]?\s?)?(10\.\d{4,9}/[^\s\"<>“”]{1,300})")
_DOI_LEAD = late(r"\b(?:doi|DOI)\s?[:.]?\s?$", re.IGNORECASE)
_MAY_IDENTIFY = late(r"PM|IS[BS]N|rxiv|[a-z]/\d{7}|\[\d{4}\.\d{4}", re.IGNORECASE)
_IDENTIFIERS = (
    ("pmcid", late(r"\b(?:PMCID:?\s?)?(PMC\d{4,9})\b")),
    ("pmid", late(r"\bPMID:?\s?(\d{4,9})\b", re.IGNORECASE)),
    ("isbn", late(r"\bISBN(?:-1[03])?:?\s?((?:97[89][ -]?)?(?:\d[ -]?){9}[\dXx])\b")),
    ("issn", late(r"\bISSN:?\s?(\d{4}-\d{3}[\dXx])\b")),
    (
        "archive_location",
        late(
            r"\b(?:arXiv(?:\s?preprint)?:?\s?(?:arXiv:\s?)?)(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]{2,9}(?:\.[A-Z]{2})?/\d{7})(?:\s?\[[\w.-]+\])?",
            re.IGNORECASE,
        ),
    ),
    (
        "archive_location",
        late(
            r"(?<![\w/])((?:hep|astro|cond|gr|math|quant|nucl|physics|nlin|cs|chao|solv)(?:-[a-z]{2,4})?(?:\.[A-Z]{2})?/\d{7}(?:v\d)?)\b"
        ),
    ),
)


def identifiers(text: str) -> list[Piece]:
    """Identifiers and links in ``text``, in order and without overlap; the first rule that claims a place has it."""
    claims = _Claims(len(text))
    if "10." in text:
        for found in _DOI.finditer(text):
            value = found[1].rstrip(".,;:")
            value = value[:-1] if value.endswith(")") and value.count("(") < value.count(")") else value
            begin = text.rfind("http", max(0, found.start(1) - 40), found.start(1))
            begin = begin if begin >= 0 and " " not in text[begin : found.start(1)] else found.start()
            led = _DOI_LEAD.search(text, max(0, begin - 8), begin)
            end = found.start(1) + len(value)
            claims.add(Piece("doi", found.start(1), end, led.start() if led else begin, end))
    for found in _URL.finditer(text):
        value = found[1].rstrip(".,;:")
        value = value[:-1] if value.endswith((")", "]")) and "(" not in value else value
        end = found.start(1) + len(value)
        closed = found.end() if text[found.end() - 1] == ">" else 0
        claims.add(Piece("url", found.start(1), end, found.start(), max(end, closed)))
    if _MAY_IDENTIFY.search(text):
        for field, pattern in _IDENTIFIERS:
            for found in pattern.finditer(text):
                claims.add(Piece(field, *found.span(1), *found.span()))
    return sorted(claims.pieces, key=lambda piece: piece.start)


class _Claims:
    def __init__(self, length: int) -> None:
        self._taken = bytearray(length + 1)
        self.pieces: list[Piece] = []

    def add(self, piece: Piece) -> None:
        if any(self._taken[piece.left : piece.right]):
            return
        self._taken[piece.left : piece.right] = b"\1" * (piece.right - piece.left)
        self.pieces.append(piece)


def month(word: str) -> int:
    """The number of the month called ``word`` (in lower case) in some language; 0 if it is none."""
    return MONTHS.get(word, 0)


def read_date(text: str) -> m.Date:
    """``text`` (``March 10, 2000``, ``2019a``, ``n.d.``) as a date; what it does not say stays unknown."""
    year = patterns.search(YEAR, text)
    literal = text.strip()
    if year is None:
        return m.Date(literal=literal)
    if iso := patterns.fullmatch(rf"({YEAR})-(\d\d)-(\d\d)", literal):
        return _checked(int(iso[1]), int(iso[2]), int(iso[3]), literal)
    month = next((MONTHS[w] for w in patterns.findall(r"[^\W\d_]+", text.lower()) if w in MONTHS), 0)
    rest = text[: year.start()] + " " + text[year.end() :]
    day = patterns.search(r"(?<!\d)(\d{1,2})(?!\d)", rest)
    return _checked(int(year[0]), month, int(day[1]) if day and month else 0, literal)


def _checked(year: int, month: int, day: int, literal: str) -> m.Date:
    month = month if 1 <= month <= 12 else 0
    day = day if is_day(year, month, day) else 0
    return m.Date(year, month, day, literal=literal)


def original_date(text: str) -> tuple[int, int] | None:
    """Where ``text`` says when the work was first published."""
    found = _ORIGINAL.search(text)
    return found.span("original_date") if found else None
