"""Citations by author and year: ``(see Smith, 2019a, p. 3; Doe & Roe 2020)``, ``Smith et al. (2019)``, ``Roe et al., 2020``."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.citations.marks import Mark, Missing
from paperconv.citations.ranges import OPAQUE
from paperconv.citations.works import YEAR, Work, Works, fold
from paperconv.patterns import late

_WORDS = r"n\.\s?d\.|s\.\s?f\.|s\.\s?d\.|o\.\s?J\.|in press|forthcoming|in prep(?:aration|\.)?|submitted"
_YEARS = rf"(?:{YEAR}[a-z]?(?!\d)|{_WORDS})"
_MORE = rf"(?:\s*(?:[,;&]|\band\b|\by\b|\bund\b|\bet\b)\s*(?:{_YEARS}|[a-z]\b(?!\.))|[–-][a-z]\b)*"
_INSIDE = r"(?:[^()\[\]]|\[[^()\[\]]{0,40}\]|\((?:1[5-9]|20)\d\d[a-z]?\))"
_GROUP = late(rf"[(\[]((?:{_INSIDE}){{0,600}}?(?<!\w){_YEARS}(?:{_INSIDE}){{0,600}})[)\]]")
_ONLY_YEARS = late(
    rf"\s*({_YEARS}{_MORE})((?:[,:]\s*)(?:[^;]{{1,60}}))?\s*",
    re.IGNORECASE,
)
_CITE = late(
    rf"(?P<names>[^\d]{{2,200}}?)[\s,(\[]+(?P<years>{_YEARS}(?:[\])]?/{YEAR}|[\])]\s?{YEAR})?{_MORE})[)\]]?"
    r"(?P<suffix>[,:]?\s*[^;]*)?",
)
_ONE_YEAR = late(rf"({YEAR})([a-z]?)\b|({_WORDS})|\b([a-z])\b", re.IGNORECASE)
_BARE_YEAR = late(rf"(?<=[\s,])({YEAR}[a-z]?)\b(?![\d/)\]–-])")
_AND = r"(?:and|und|et|y|e|en|och|og|i|ve|dan|и|и\s|sowie|ed)"
"""What stands before the last of several names, in the main languages of scholarship."""
_PREFIX = late(
    r"^\W*(?:(?:see|see also|also|but see|cf\.?|e\.\s?g\.?|i\.\s?e\.?|for example|for instance|for a review|for reviews|"
    r"reviewed in|reviewed by|as in|in|from|after|following|according to|(?:as )?cited (?:in|by)|(?:as )?quoted (?:in|by)|adapted from|"
    r"modified from|data from|source|sources|vgl\.?|siehe|s\.|z\.\s?B\.?|zit(?:iert)?\.? (?:nach|in)|voir|cité (?:par|dans)|véase|ver|"
    r"citado (?:en|em|por)|apud|cfr\.?|citato in|zie|bkz\.?|akt\.?|lihat|dalam|см\.?|цит\. по)\b[\s,:.]*)+",
    re.IGNORECASE,
)
_SECOND_HAND = (
    r"[\s,;]+(?=(?:(?:as )?(?:cited|quoted|reported|discussed|reprinted) (?:in|by)|zit(?:iert)?\.? (?:nach|in)|cité (?:par|dans)|citado (?:en|em|por)|"
    r"apud|citato in|dalam|цит\. по)\s)"
)
"""Before a work that tells of another."""
_OTHER_NAMES = (
    r"et\.?\s?al\s?\.?|and (?:colleagues|coworkers|co-workers|others|associates)|u\.\s?a\.|und andere|y (?:col(?:s|\.)?|colaboradores|otros)|"
    r"e (?:col\.|colaboradores|outros)|et (?:coll\.?|collaborateurs)|ed? altri|ve (?:ark\.?|arkadaşları|diğerleri)|dkk\.?|dan kawan-kawan|"
    r"и др\.?|i in\.|m\.\s?fl\.|mfl\.?|e\.\s?a\."
)
_ET_AL = late(rf"[\s,]+(?:{_OTHER_NAMES})[´`,\s]*$")
_JOINT = late(rf"\s*,?\s+{_AND}\s+|\s*[&/;,]\s*")
_ENDS_AND = late(rf"(?:[&/]|(?<!\w){_AND})\s*$")
_ENDS_JOINT = late(rf"(?:[,&/]|(?<!\w){_AND})\s*$")
_INITIALS = late(r"^(?:[A-Z]\.[\s-]?)+$|^[A-Z](?:\s[A-Z])*$")
_POSSESSIVE = late(r"['’]s?\s*$")
_WORD = r"[^\W\d_][\w'’‐´`˜¨-]*"
_ANY_WORD = late(rf"(?<![\w'’‐-]){_WORD}")
_PARTICLE = r"(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|ten|ter|['’]t)\s+)*"
_NAME = rf"(?<![\w’'])(?:[A-Z]\.[\s-]?)*{_PARTICLE}[^\W\d_a-z][\w'’‐´`˜¨-]*"
_OTHERS = rf"(?:\s+(?:{_OTHER_NAMES}))"
# What may be the names before "(2019)": capitalised words, particles, initials, "and", "et al.".
_TAIL = late(
    rf"((?:{_NAME}(?:,?\s+{_AND}\s+|\s*[&/]\s*|,\s+|\s+))*?{_NAME})(['’]s?)?({_OTHERS})?(['’]s?)?[,\s]*$"
)
_AUTHORS_ONLY = late(rf"\s*(?:{_NAME}[\s;]*){{1,6}}")
_BODY = late(rf"({_NAME}(?:\s+(?:of|for|on|and|the|in|de|des|für)\s+{_NAME}|\s+{_NAME})*)[,\s]*$")
_NO_AUTHOR = late(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    r"Sept?|Oct|Nov|Dec|Spring|Summer|Autumn|Fall|Winter|No|Nos|Version|Table|Figure|Fig|Since|Until|Between|During|In|"
    r"By|Around|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
    r"septiembre|octubre|noviembre|diciembre|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|"
    r"décembre|STATA|SPSS|SAS|AMOS|NVivo|MATLAB|Matlab|ImageJ|GraphPad|Prism|Excel|Windows|Python|LISREL|Mplus)\.?",
    re.IGNORECASE,
)
# Words of what has a year and is no author: statutes, and titles of works, which begin with an article.
_NO_PERSON = late(
    r"\b(?:Act|Law|Laws|Constitution|Convention|Treaty|Directive|Regulation|Protocol|Charter|Decree|Code|Bill|Declaration|Agreement|"
    r"Ley|Decreto|Constitución|Código|Tratado|Lei|Constituição|Loi|Traité|Gesetz|Verordnung|Richtlinie|Legge|Costituzione|"
    r"Season|Edition|Olympics|Games|Championship|Cup|Election)\b"
)
_TITLED = late(r"(?:The|An?|La|El|Los|Las|Le|Les|Der|Die|Das|Il|O|Os)\s(?!.*\b(?:et\.?\s?al|and|&)\b)")
_BODIES = late(
    r"\b(?:Bank|Organi[sz]ation|Institut\w*|Ministry|Commission|Council|Agency|Association|Department|Office|Group|Committee|Bureau|"
    r"Foundation|Society|Union|Government|Cent(?:er|re)|Network|Consortium|Collaboration|Team|Nations)\b"
)
_SECOND = late(_SECOND_HAND)
_PLACE_BEHIND = late(
    r"[\s,:]*(?:$|[\d(\[§]|[^\W\d_A-Z]|(?:Tables?|Tab|Fig(?:ure)?s?|Chapters?|Ch|Sections?|Sec|Appendix|Book|Vol|Part|Act|Kap|Bd|S|Abb|"
    r"Tabla|Figura|Cap|Eqs?|Theorem|Lemma|Proposition|I+V?|V|X)\b)"
)
_LOOK_BACK = 160


def find_author_year(line: str, works: Works) -> Iterator[Mark | Missing]:
    """The author–year citations in ``line``, in order, and what looks like one but fits no entry of the list."""
    at = 0
    for group in _GROUP.finditer(line):
        only = _ONLY_YEARS.fullmatch(group[1])
        if only is None:
            yield from _bare(line, at, group.start(), works)
            yield from _parenthetical(group, works)
        else:
            found = list(_narrative(line, group, only, works))
            yield from _bare(line, at, min([group.start(), *(one.start for one in found)]), works)
            yield from found
        at = group.end()
    yield from _bare(line, at, len(line), works)


class _Piece(msgspec.Struct, frozen=True):
    start: int
    text: str


def _parenthetical(group: re.Match[str], works: Works) -> Iterator[Mark | Missing]:
    """One mark for the group where all its works are known, else one for each that is, without the brackets."""
    known: list[tuple[_Piece, re.Match[str], tuple[m.CiteItem, ...]]] = []
    missing: list[Missing] = []
    whole = True
    for piece in _pieces(group[1], group.start(1)):
        found = _CITE.search(piece.text)
        if found is None:
            whole = False
            continue
        items, problem = _piece_items(piece, found, works)
        if problem:
            whole = False
            if problem == "ambiguous" or _is_meant(found):
                missing.append(Missing(piece.start, piece.text.strip(), problem == "ambiguous"))
        if items:
            known.append((piece, found, items))
    if known and whole:
        yield Mark(group.start(), group.end(), tuple(item for _, _, items in known for item in items))
    else:
        for piece, found, items in known:
            start = piece.start + found.start("names")
            yield Mark(
                start + _lead(found["names"]), piece.start + len(piece.text[: found.end("years")]), items
            )
    yield from missing


def _lead(names: str) -> int:
    """How much of ``names`` stands before the names themselves."""
    found = _PREFIX.match(names)
    return found.end() if found else len(names) - len(names.lstrip())


def _piece_items(piece: _Piece, found: re.Match[str], works: Works) -> tuple[tuple[m.CiteItem, ...], str]:
    """The works of one piece of a group, and what is wrong with it."""
    names, years = found["names"], found["years"]
    begin = _lead(names)
    ids, problem = _resolve(names[begin:], years, works)
    if problem == "unknown":
        # The words before the name may be more than a known prefix.
        for word in _ANY_WORD.finditer(names, begin + 1):
            if word[0][0].islower() or _ENDS_JOINT.search(names, begin, word.start()):
                continue
            more, again = _resolve(names[word.start() :], years, works)
            if more and not again:
                ids, problem, begin = more, "", word.start()
                break
    prefix = (piece.text[: found.start("names")] + names[:begin]).strip(f" {OPAQUE}")
    suffix = (found["suffix"] or "").strip(" ,:")
    items = [m.CiteItem(ref) for ref in ids]
    if items and prefix:
        items[0] = m.replace(items[0], prefix=m.text(prefix))
    if items and suffix:
        items[-1] = m.replace(items[-1], suffix=m.text(suffix))
    return tuple(items), problem


def _is_meant(found: re.Match[str]) -> bool:
    """Whether what stands before a year in brackets is the names of authors, and no other words."""
    names = _PREFIX.sub("", found["names"]).strip(f" ,{OPAQUE}")
    tail = _TAIL.match(names) or _BODY.match(names)
    return tail is not None and _are_people(names) and _PLACE_BEHIND.match(found["suffix"] or "") is not None


def _are_people(names: str) -> bool:
    """Whether ``names`` can be those of authors or of a body, rather than a month, a statute, a product, a film."""
    return (
        not _NO_AUTHOR.fullmatch(names.rsplit(maxsplit=1)[-1])
        and "unpublished" not in names
        and not _NO_PERSON.search(names)
        and (not _TITLED.match(names) or _BODIES.search(names) is not None)
    )


def _pieces(inside: str, start: int) -> Iterator[_Piece]:
    """The works of a group: parted by semicolons, by a comma between a year and the next name, or by "cited in".

    Names without a year go with those behind them: (SOUZA; REIS; LIMA, 2015).
    """
    begin = -1
    for piece in _parted(inside, start):
        first = begin if begin >= 0 else piece.start
        whole = _Piece(first, inside[first - start : piece.start - start] + piece.text)
        begin = first if _AUTHORS_ONLY.fullmatch(whole.text) else -1
        if begin < 0:
            yield whole


def _parted(inside: str, start: int) -> Iterator[_Piece]:
    at = 0
    for cut in patterns.finditer(
        r"[;|](?!\s*(?:1[5-9]|20)\d\d)|(?<=\d\d\d\d|\d\d\d[a-z]),(?=\s*(?:and\s+|&\s*|see\s+)?[^\W\d_a-z][^\W\d_][^;]{0,200}?(?:\d{4}|n\.\s?d\.|in press))"
        rf"|(?<=\d\d\d\d|\d\d\d[a-z])\s+(?:{_AND}|&)\s+(?=[^\W\d_a-z])|(?<=\d\d\d\d|\d\d\d[a-z]){_SECOND_HAND}",
        inside,
    ):
        yield _Piece(start + at, inside[at : cut.start()])
        at = cut.end()
    yield _Piece(start + at, inside[at:])


def _narrative(
    line: str, group: re.Match[str], only: re.Match[str], works: Works
) -> Iterator[Mark | Missing]:
    begin = max(0, group.start() - _LOOK_BACK)
    tail = _TAIL.search(line[begin : group.start()].rstrip(OPAQUE)) if group.start() else None
    if tail is None:
        return
    start, ids, problem = _longest(begin, tail, only[1], works)
    if ids and not problem:
        items = [m.CiteItem(ref) for ref in ids]
        suffix, _, second = (
            (only[2] or "").partition(found[0])
            if (found := _SECOND.search(only[2] or ""))
            else (only[2] or "", "", "")
        )
        if suffix := suffix.strip(" ,:"):
            items[-1] = m.replace(items[-1], suffix=m.text(suffix))
        if second and (cited := _CITE.search(second)):
            items += _piece_items(_Piece(0, second), cited, works)[0]
        yield Mark(start, group.end(), tuple(items), "narrative")
    elif problem and _are_people(tail[1] + (tail[3] or "")):
        start = begin + tail.start(1)
        yield Missing(start, line[start : group.end()], problem == "ambiguous")


def _bare(line: str, start: int, end: int, works: Works) -> Iterator[Mark]:
    """Names and year without brackets (``following Roe et al., 2020``), where they fit one entry."""
    at = start
    for year in _BARE_YEAR.finditer(line, start, end):
        begin = max(at, year.start() - _LOOK_BACK)
        tail = _TAIL.search(line[begin : year.start()])
        if tail is None or _NO_AUTHOR.fullmatch(tail[1].split()[-1]):
            continue
        first, ids, problem = _longest(begin, tail, year[1], works)
        if len(ids) == 1 and not problem:
            yield Mark(first, year.end(), (m.CiteItem(ids[0]),), "narrative")
            at = year.end()


def _longest(begin: int, tail: re.Match[str], years: str, works: Works) -> tuple[int, list[str], str]:
    """Where the names before ``years`` begin: at the leftmost word with which they fit works; the works, and the problem."""
    names = tail[1]
    problem = ""
    for word in _ANY_WORD.finditer(names):
        if _ENDS_AND.search(names, 0, word.start()):
            continue  # "Roe and Smith" is not Smith
        if word[0][0].islower() and not works.bears(word[0], names[word.end() :]):
            continue  # an article before a name: la de Palenzuela
        ids, problem = _resolve(names[word.start() :] + (tail[3] or ""), years, works)
        if ids and not problem:
            return begin + tail.start(1) + word.start(), ids, ""
        if problem == "ambiguous":
            break
    return begin, [], problem


def _resolve(names: str, years: str, works: Works) -> tuple[list[str], str]:
    """The ids of the works of ``names`` in ``years``, and what is wrong: empty, ``unknown`` or ``ambiguous``."""
    listed = _authors(names)
    if not listed:
        return [], "unknown"
    et_al = _ET_AL.search(names) is not None
    initial = patterns.match(r"\W*([A-Z])\.", names)
    ids: list[str] = []
    problem = ""
    year = letter = ""
    for token in _ONE_YEAR.finditer(_spread(years)):
        if token[4]:
            if not year:
                continue
            letter = token[4].lower()
        elif token[3]:
            year, letter = fold(token[3]), ""
        else:
            year, letter = token[1], token[2].lower()
        fitting = _fitting(works.find(listed[0], year), listed, letter, et_al=et_al) or _fitting(
            works.find_loosely(listed[0], year), listed, letter, et_al=et_al
        )
        if len({work.id for work in fitting}) > 1 and initial:
            fitting = [w for w in fitting if w.initial in ("", initial[1].casefold())] or fitting
        if len({work.id for work in fitting}) == 1:
            ids.append(fitting[0].id)
        elif "/" not in years and "]" not in years:
            problem = "ambiguous" if fitting else "unknown"
    if not ids and not problem:
        problem = "unknown"
    return list(dict.fromkeys(ids)), problem


def _spread(years: str) -> str:
    """``2019a–c`` as ``2019a,b,c``."""

    def each(found: re.Match[str]) -> str:
        return found[1] + ",".join(map(chr, range(ord(found[2]), ord(found[3]) + 1)))

    return patterns.sub(r"(\d{4})([a-z])[–-]([a-z])\b", each, years)


def _authors(names: str) -> list[str]:
    """The names in ``names``, without initials and "et al."."""
    plain = _POSSESSIVE.sub("", _ET_AL.sub("", names)).strip(" ,.;")
    out = []
    for part in _JOINT.split(plain):
        kept = part.strip(" ,.")
        if kept and not _INITIALS.match(part.strip()):
            kept = patterns.sub(r"^(?:[A-Z]\.[\s-]?)+", "", kept)
            kept = patterns.sub(r"\s+(?:[A-Z]\.?[\s-]?){1,3}$", "", kept) if len(kept) > 4 else kept
            out.append(_POSSESSIVE.sub("", kept).strip())
    return [name for name in out if name]


def _fitting(found: list[Work], listed: list[str], letter: str, *, et_al: bool) -> list[Work]:
    """The works of ``found`` that go with the other authors named and with the letter of the year."""
    fitting = [
        work
        for work in found
        if all(work.has(name) or (len(work.families) == 1 and not work.words) for name in listed[1:])
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
