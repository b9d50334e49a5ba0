"""Pieces of a reference string that can be recognised wherever they stand: identifiers, dates, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from paperconv import model as m
from paperconv.patterns import late

YEAR = r"(?:1[4-9]|20)\d\d"
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar januari janvier enero janeiro gennaio stycznia января",
            "february feb februar februari février febrero fevereiro febbraio lutego февраля",
            "march mar märz maart mars marzo março marca марта",
            "april apr avril abril aprile kwietnia апреля",
            "may mai mei maj mayo maio maggio maja мая",
            "june jun juni juin junio junho giugno czerwca июня",
            "july jul juli juillet julio julho luglio lipca июля",
            "august aug augustus août agosto sierpnia августа",
            "september sep sept septembre septiembre setembro settembre września сентября",
            "october oct okt oktober octobre octubre outubro ottobre października октября",
            "november nov novembre noviembre novembro listopada ноября",
            "december dec dez dezember décembre diciembre dezembro dicembre grudnia декабря",
        ),
        1,
    )
    for name in names.split()
}
# Any word: a list of all months in eleven languages, nine times over, would take longer to compile than a paper to read.
_MONTH = r"[^\W\d_]{3,10}\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|\.)?"
DATE = (
    rf"(?:{_MONTH}\s{{0,2}}{_DAY}\s?,?\s?{YEAR}|{_DAY}\s(?:de\s)?{_MONTH},?\s(?:de\s)?{YEAR}|{YEAR}[a-z]?,?\s{{0,2}}{_MONTH}(?:\s{_DAY})?"
    rf"|{_MONTH},?\s{YEAR}|{YEAR}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]{YEAR})"
)
_NO_DATE = r"n\.?\s?d\.?|s\.\s?[af]\.|o\.\s?J\.|no date|undated|in press|forthcoming|im Druck"


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


_DATED = late(
    rf"\(\s?(?:c\.?\s?|ca\.?\s?)?(?P<issued>{DATE}|{YEAR}(?:[a-z]|[-–/](?:{YEAR}|\d\d))?|{_NO_DATE})(?:\s?[/;,]\s?(?P<also>{YEAR}))?\s?\)",
    re.IGNORECASE,
)
_LOCATED = (
    # 12(3):45–67   12(3), 45-67   12 (3) pp. 45–67
    late(
        r"(?<![\w(])(?:[Vv]ol(?:ume)?\.?\s?)?(?P<volume>\d{1,4}[A-Z]?),?\s?\(\s?(?:[Nn]o\.?\s?|[Ii]ssue\s)?(?P<issue>(?!(?:19|20)\d\d\))[\w–/ -]{1,14}|Suppl[^()]{0,12})\s?\)"
        r"(?:\s?[:,.]?\s?(?:pp?\.?\s?|S\.\s?)?(?P<page>[A-Za-z]{0,3}\d{1,7}(?:\s?[-–—]{1,2}\s?[A-Za-z]{0,2}\d{1,7})?)(?![\w(]|\.\d))?"
    ),
    # 12:45–67   12: 45
    late(
        r"(?<![\w(.:/-])(?:[Vv]ol(?:ume)?\.?\s?)?(?P<volume>\d{1,4}[A-Z]?)\s?:\s?(?:pp?\.?\s?)?(?P<page>[A-Za-z]{0,3}\d{1,7}(?:\s?[-–—]{1,2}\s?[A-Za-z]{0,2}\d{1,7})?)(?![\w:(])"
    ),
    # vol. 12, no. 3, pp. 45–67
    late(
        r"(?i:\bvol(?:ume|s)?\.?|\bbd\.|\bt\.|\bjg\.)\s?(?P<volume>\d{1,4}|[IVXLC]{2,7}\b)(?:,?\s?(?i:no|nr|issue|iss|number|núm|n°|nº)\.?\s?(?P<issue>[\w/–-]{1,8}))?"
    ),
    # J. Phys. 12, 45–67 (2010)
    late(
        rf"(?<=[\w.,)] )(?P<volume>[A-Z]?\d{{1,4}}),\s(?P<page>[A-Z]?\d{{1,7}}(?:\s?[-–—]{{1,2}}\s?[A-Z]?\d{{1,7}})?)\s\((?P<issued>{YEAR})\)"
    ),
    # Nat. Genet. 41, 1032–1036
    late(
        r"(?<=[^\W\d_][\w.)] )(?P<volume>(?!(?:1[4-9]|20)\d\d,)\d{1,4}),\s(?P<page>[A-Za-z]?\d{1,7}\s?[-–—]{1,2}\s?[A-Za-z]?\d{1,7})(?![\w(])"
    ),
    # ApJ, 443, 12 at the end
    late(r"(?<=[\w.)], )(?P<volume>(?!(?:1[4-9]|20)\d\d,)\d{1,4}),\s(?P<page>[A-Z]?\d{1,6})(?=\.?$)"),
    # 10. Jg. (2004), Heft 4
    late(r"(?P<volume>\d{1,3})\.\s(?:Jg|Jahrgang|Bd)\b\.?"),
    # Journal, 12, 45–67
    late(
        r"(?<=[\w.)*][.,] )(?P<volume>(?!(?:1[4-9]|20)\d\d,)\d{1,4}),\s(?:pp?\.?\s?)?(?P<page>[A-Za-z]?\d{1,7}\s?[-–—]{1,2}\s?[A-Za-z]?\d{1,7})(?!\w)"
    ),
    # J. Phys. 12 (2010) 45–67
    late(
        rf"(?<=[\w.)] )(?P<volume>[A-Z]?\d{{1,4}}[A-Z]?)(?:,\s(?P<number>\d{{3,7}})(?=\s\())?(?:\s?\((?P<issue>\d{{1,3}})\))?\s?,?\s?\((?P<issued>{YEAR})[a-z]?\)(?:\s?[,:]?\s?(?:pp?\.\s?)?(?P<page>[A-Z]?\d{{1,7}}(?:\s?[-–—]{{1,2}}\s?[A-Z]?\d{{1,7}})?))?"
    ),
)
_PAGES = late(
    r"(?<![\w.])(?:pp?\.?\s?|pages?\s|Seiten?\s|S\.\s|str\.\s)(?P<page>[A-Za-z]?\d{1,6}(?:\s?[-–—]{1,2}\s?[A-Za-z]?\d{1,6})?|[ivxlc]+[-–][ivxlc]+)(?!\w)"
)
_LOOSE_PAGES = late(
    r"(?:(?<=[,.:;] )|(?<=[,:;]))(?!(?:1[4-9]|20)\d\d\s?[-–—]{1,2}\s?(?:1[4-9]|20)\d\d\b)(?P<page>[A-Za-z]?\d{1,6}\s?[-–—]{1,2}\s?[A-Za-z]?\d{1,6})(?=\s?[.,;]?(?:\s|$))"
)
_ISSUE = late(
    r"(?:\b(?:no|nr|issue|iss|number|heft)\.?|n°|nº|№)\s?(?P<issue>\d{1,4}(?:[-–/]\d{1,4})?)\b",
    re.IGNORECASE,
)
_EDITION = late(
    r"\(?\b(?P<edition>\d{1,2}(?:st|nd|rd|th|\.)?|(?:first|second|third|fourth|fifth|sixth|revised|rev\.))\s(?:rev\.\s)?(?:ed(?:n|ition)?|aufl(?:age)?|édition|ed)\b\.?\)?",
    re.IGNORECASE,
)
_ACCESSED = late(
    rf"[\[(]?\b(?:retrieved|accessed|last accessed|viewed|visited|consulted|available|abgerufen|zugriff|consulté|consultado|recuperado|acesso)\b(?:\s(?:on|at|am|le|el|em|in))?:?\s?"
    rf"(?P<accessed>{DATE})?[\])]?[.,;:]?(?:\s?(?:from|at|von|de|à|online))?:?",
    re.IGNORECASE,
)
_ORIGINAL = late(
    rf"\(?\s?(?:original(?:ly)?\s(?:work\s)?publi\w+|first published)\s(?:in\s)?(?P<original_date>{YEAR})\)?",
    re.IGNORECASE,
)
_URL = late(r"<?((?:https?://|ftp://|www\.)[^\s<>\"“”]{3,2000})>?", re.IGNORECASE)
_DOI = late(r"(?:\b(?:doi|DOI)\s?[:.]?\s?)?(10\.\d{4,9}/[^\s\"<>“”]{1,300})")
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
)


def extract(text: str) -> list[Piece]:
    """The pieces in ``text``, in order and without overlap; the first rule that claims a place has it."""
    claims = _Claims(len(text))
    for found in _DOI.finditer(text):
        value = found[1].rstrip(".,;:")
        value = value[:-1] if value.endswith(")") and value.count("(") < value.count(")") else value
        begin = text.rfind("http", max(0, found.start(1) - 24), found.start(1))
        begin = begin if begin >= 0 and " " not in text[begin : found.start(1)] else found.start()
        end = found.start(1) + len(value)
        claims.add([Piece("doi", found.start(1), end, begin, end)])
    for found in _URL.finditer(text):
        value = found[1].rstrip(".,;:")
        value = value[:-1] if value.endswith(")") and "(" not in value else value
        claims.add(
            [
                Piece(
                    "url",
                    found.start(1),
                    found.start(1) + len(value),
                    found.start(),
                    max(found.start(1) + len(value), found.end() if text[found.end() - 1] == ">" else 0),
                )
            ]
        )
    if "IS" in text or "PM" in text or "rXiv" in text.replace("arxiv", "arXiv"):
        for field, pattern in _IDENTIFIERS:
            for found in pattern.finditer(text):
                claims.add([Piece(field, *found.span(1), *found.span())])
    for found in _ACCESSED.finditer(text):
        if (
            found["accessed"]
            or re.match(r"\s*(?:<?http|<?www|$)", text[found.end() : found.end() + 8])
            or ":" in found[0]
        ):
            claims.add(_named(found, ("accessed",)) or [Piece("", *found.span())])
    for found in _ORIGINAL.finditer(text):
        claims.add(_named(found, ("original_date",)))
    for pattern in _LOCATED:
        for found in pattern.finditer(text):
            claims.add(_named(found, ("issued", "volume", "issue", "number", "page")))
    for found in _DATED.finditer(text):
        claims.add(_named(found, ("issued",)))
    for pattern, fields in ((_PAGES, ("page",)), (_ISSUE, ("issue",)), (_EDITION, ("edition",))):
        for found in pattern.finditer(text):
            claims.add(_named(found, fields))
    for found in re.finditer(rf"(?<![\w/.-])({DATE})(?!\w)", text, re.IGNORECASE):
        if _is_date(found[1]):
            claims.add([Piece("issued", *found.span(1))])
    for found in re.finditer(rf"(?<![\w/.–-])({YEAR}[a-z]?)(?![\w/–-]|\.\d)", text):
        claims.add([Piece("year", *found.span(1))])
    for found in _LOOSE_PAGES.finditer(text):
        claims.add(_named(found, ("page",)))
    return sorted(claims.pieces, key=lambda piece: piece.start)


class _Claims:
    def __init__(self, length: int) -> None:
        self._taken = bytearray(length + 1)
        self.pieces: list[Piece] = []

    def add(self, pieces: list[Piece]) -> None:
        if not pieces:
            return
        left, right = min(p.left for p in pieces), max(p.right for p in pieces)
        if any(self._taken[left:right]):
            return
        self._taken[left:right] = b"\1" * (right - left)
        self.pieces.extend(pieces)


def _named(found: re.Match[str], fields: tuple[str, ...]) -> list[Piece]:
    """The groups of ``found`` called ``fields``; the first and the last also hold what stands round them."""
    given = found.re.groupindex
    if any(name in given and found[name] and not _is_date(found[name]) for name in ("issued", "accessed")):
        return []
    spans = sorted((found.span(name), name) for name in fields if name in given and found[name])
    return [
        Piece(
            name,
            start,
            end,
            found.start() if index == 0 else start,
            found.end() if index == len(spans) - 1 else end,
        )
        for index, ((start, end), name) in enumerate(spans)
    ]


def _is_date(text: str) -> bool:
    """Whether the words of ``text`` are months, or say that there is no date."""
    words = re.findall(r"[^\W\d_]{3,}", text.lower())
    return all(word in _MONTHS for word in words) or re.fullmatch(_NO_DATE, text, re.IGNORECASE) is not None


def read_date(text: str) -> m.Date:
    """``text`` (``March 10, 2000``, ``2019a``, ``n.d.``) as a date; what it does not say stays unknown."""
    year = re.search(YEAR, text)
    literal = text.strip()
    if year is None:
        return m.Date(literal=literal)
    if iso := re.fullmatch(rf"({YEAR})-(\d\d)-(\d\d)", literal):
        return _checked(int(iso[1]), int(iso[2]), int(iso[3]), literal)
    month = next((_MONTHS[w] for w in re.findall(r"[^\W\d_]+", text.lower()) if w in _MONTHS), 0)
    rest = text[: year.start()] + " " + text[year.end() :]
    day = re.search(r"(?<!\d)(\d{1,2})(?!\d)", rest)
    return _checked(int(year[0]), month, int(day[1]) if day and month else 0, literal)


def _checked(year: int, month: int, day: int, literal: str) -> m.Date:
    month = month if 1 <= month <= 12 else 0
    day = day if month and 1 <= day <= 31 else 0
    return m.Date(year, month, day, literal=literal)


def years(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces that can be the date of publication."""
    return (piece for piece in pieces if piece.field in ("issued", "year"))
