"""Citations by author and year: ``(see Smith, 2019a, p. 3; Doe & Roe 2020)``, ``Smith et al. (2019)``."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from paperconv import model as m
from paperconv.citations.marks import Mark, Missing
from paperconv.citations.works import YEAR, Work, Works, fold
from paperconv.patterns import late

_YEARS = rf"(?:{YEAR}[a-z]?|n\.\s?d\.|in press|forthcoming)"
_GROUP = late(rf"[(\[]([^()\[\]]{{0,600}}?\b{_YEARS}[^()\[\]]{{0,600}})[)\]]")
_ONLY_YEARS = late(
    rf"\s*({_YEARS}(?:\s*[,;&]\s*(?:and\s)?(?:{_YEARS}|[a-z]\b(?!\.)))*)((?:[,:]\s*)(?:[^;]{{1,60}}))?\s*",
    re.IGNORECASE,
)
_CITE = late(
    rf"(?P<names>[^\d]{{2,200}}?)[\s,(]+(?P<years>{_YEARS}(?:/{YEAR})?(?:\s*[,&]\s*(?:{_YEARS}|[a-z]\b(?!\.)))*)"
    r"(?P<suffix>[,:]\s*[^;]*)?",
)
_ONE_YEAR = late(rf"({YEAR})([a-z]?)\b|\b([a-z])\b|(n\.\s?d\.|in press|forthcoming)", re.IGNORECASE)
_PREFIX = late(
    r"^\W*(?:(?:see|see also|also|cf\.?|e\.\s?g\.?|i\.\s?e\.?|for example|for instance|for a review|for reviews|reviewed in|reviewed by|"
    r"as in|in|from|after|following|according to|cited in|quoted in|adapted from|modified from|data from|source|vgl\.?|siehe|s\.|z\.\s?B\.?|"
    r"voir|véase|ver|zie)\b[\s,:.]*)+",
    re.IGNORECASE,
)
_ET_AL = late(
    r"[\s,]+(?:et\.?\s?al\.?|and (?:colleagues|coworkers|co-workers|others)|u\.\s?a\.|y col(?:s|\.)?|e col\.)[,\s]*$",
    re.IGNORECASE,
)
_JOINT = late(r"\s*,?\s+(?:and|und|et|y|e|en|och|og|i)\s+|\s*&\s*|\s*,\s*")
_INITIALS = late(r"^(?:[A-Z]\.[\s-]?)+$")
_POSSESSIVE = late(r"['’]s?\s*$")
_WORD = r"[^\W\d_][\w'’‐-]*"
# What may be the names before "(2019)": capitalised words, particles, initials, "and", "et al.".
_TAIL = late(
    r"((?:(?:[A-Z]\.\s?)*(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|ten|ter)\s+)*[^\W\d_a-z]{1}[\w'’‐-]*"
    r"(?:,?\s+(?:and|und|et|y|e|en)\s+|\s*&\s*|,\s+|\s+))*?"
    r"(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|ten|ter)\s+)*[^\W\d_a-z][\w'’‐-]*)(['’]s?)?"
    r"(\s+(?:et\.?\s?al\.?|and colleagues|and coworkers|and co-workers|and others))?(['’]s?)?[,\s]*$"
)


def find_author_year(line: str, works: Works) -> Iterator[Mark | Missing]:
    """The author–year citations in ``line``, and what looks like one but fits no entry of the list."""
    for group in _GROUP.finditer(line):
        only = _ONLY_YEARS.fullmatch(group[1])
        if only:
            yield from _narrative(line, group, only, works)
        else:
            yield from _parenthetical(group, works)


def _parenthetical(group: re.Match[str], works: Works) -> Iterator[Mark | Missing]:
    items: list[m.CiteItem] = []
    missing: list[Missing] = []
    for piece in _pieces(group[1], group.start(1)):
        found = _CITE.search(piece.text)
        if found is None:
            continue
        names = _PREFIX.sub("", found["names"])
        ids, problem = _resolve(names, found["years"], works)
        if problem:
            # The words before the name may be more than a known prefix.
            shorter = re.search(rf"(?<![\w.-]){_WORD}(?:\s+et\s+al\.?)?\s*,?\s*$", names)
            if shorter and shorter[0] != names and not _JOINT.search(names.rstrip(", ")):
                more, again = _resolve(shorter[0], found["years"], works)
                ids, problem = (more, again) if not again else (ids, problem)
        if problem:
            missing.append(Missing(piece.start, piece.text.strip(), problem == "ambiguous"))
        suffix = (found["suffix"] or "").strip(" ,:")
        for index, ref in enumerate(ids):
            items.append(m.CiteItem(ref, suffix=m.text(suffix) if index == len(ids) - 1 else ()))
    if items:
        yield Mark(group.start(), group.end(), tuple(items))
    yield from missing


class _Piece(msgspec.Struct, frozen=True):
    start: int
    text: str


def _pieces(inside: str, start: int) -> Iterator[_Piece]:
    """The works of a group: parted by semicolons, or by a comma between a year and the next name."""
    at = 0
    for cut in re.finditer(
        r";|(?<=\d\d\d\d|\d\d\d[a-z]),(?=\s*(?:and\s+|&\s*)?[^\W\d_a-z][^\W\d_])|(?<=\d\d\d\d)\s+and\s+(?=[^\W\d_a-z])",
        inside,
    ):
        yield _Piece(start + at, inside[at : cut.start()])
        at = cut.end()
    yield _Piece(start + at, inside[at:])


def _narrative(
    line: str, group: re.Match[str], only: re.Match[str], works: Works
) -> Iterator[Mark | Missing]:
    begin = max(0, group.start() - 160)
    tail = _TAIL.search(line[begin : group.start()].rstrip("\ufffc")) if group.start() else None
    if tail is None:
        return
    # The first author is the leftmost word with which the names fit a work.
    names = tail[1]
    problem = ""
    for word in re.finditer(rf"(?<![\w'’‐-]){_WORD}", names):
        ids, problem = _resolve(names[word.start() :] + (tail[3] or ""), only[1], works)
        if ids and not problem:
            suffix = (only[2] or "").strip(" ,:")
            items = [m.CiteItem(ref) for ref in ids]
            if suffix:
                items[-1] = m.replace(items[-1], suffix=m.text(suffix))
            yield Mark(begin + tail.start(1) + word.start(), group.end(), tuple(items), "narrative")
            return
        if problem == "ambiguous":
            break
    if problem:
        yield Missing(
            begin + tail.start(1), line[begin + tail.start(1) : group.end()], problem == "ambiguous"
        )


def _resolve(names: str, years: str, works: Works) -> tuple[list[str], str]:
    """The ids of the works of ``names`` in ``years``, and what is wrong: empty, ``unknown`` or ``ambiguous``."""
    listed = _authors(names)
    if not listed:
        return [], "unknown"
    et_al = _ET_AL.search(names) is not None
    ids: list[str] = []
    problem = ""
    year = ""
    for token in _ONE_YEAR.finditer(years):
        letter = ""
        if token[3]:
            if not year:
                continue
            letter = token[3].lower()
        elif token[4]:
            year = fold(token[4])
        else:
            year, letter = token[1], token[2].lower()
        fitting = _fitting(works.find(listed[0], year), listed, letter, et_al=et_al)
        if len({work.id for work in fitting}) == 1:
            ids.append(fitting[0].id)
        else:
            problem = "ambiguous" if fitting else "unknown"
    return list(dict.fromkeys(ids)), problem


def _authors(names: str) -> list[str]:
    """The names in ``names``, without initials and "et al."."""
    plain = _POSSESSIVE.sub("", _ET_AL.sub("", names)).strip(" ,.;")
    out = []
    for part in _JOINT.split(plain):
        kept = part.strip(" ,.")
        if kept and not _INITIALS.match(part.strip()):
            out.append(_POSSESSIVE.sub("", re.sub(r"^(?:[A-Z]\.[\s-]?)+", "", kept)).strip())
    return [name for name in out if name]


def _fitting(found: list[Work], listed: list[str], letter: str, *, et_al: bool) -> list[Work]:
    """The works of ``found`` that go with the other authors named and with the letter of the year."""
    others = [fold(name) for name in listed[1:]]
    fitting = [
        work for work in found if all(name in work.families or len(work.families) < 2 for name in others)
    ]
    if letter:
        # A letter that the list does not print leaves all works of that year; another letter is another work.
        fitting = [w for w in fitting if w.letter == letter] or [w for w in fitting if not w.letter]
    if len(fitting) > 1:
        # One name alone is a work of one author; two are a work of two; "et al." of three and more.
        count = len(listed)
        exact = [w for w in fitting if (len(w.families) > 2 if et_al else len(w.families) == count)]
        fitting = exact or fitting
    return fitting
