"""Part a reference string into authors, title, container, publisher: by marks where there are any, else by place."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv.citations.extract import Piece
from paperconv.citations.names import Person, is_body, read_names

_Where = tuple[int, int]
_QUOTED = re.compile(r"[“\"„«‘]\s?(.{3,600}?)\s?[”\"“»’](?=[\s,.;:(]|$)|``(.{3,600}?)''")
_STOP = re.compile(r"[?!]['\"”’]?(?=\s)|\.['\"”’)]?(?=\s|$)|(?<=[\w)])\.(?=[A-Z][a-z]{2})")
# A full stop after these does not end a title.
_SHORT = re.compile(
    r"(?:\b[^\W\d_]|\b(?:vs|st|dr|mr|mrs|prof|no|nr|vol|pp|ed|eds|al|etc|cf|ca|approx|dept|univ|fig|ser|suppl|sp|spp|var|subsp|"
    r"jr|sr|inc|ltd|co|u\.s|e\.g|i\.e|ph\.d|proc|conf|int|trans|symp))$",
    re.IGNORECASE,
)
_IN = re.compile(r"(?:(?<=[.,;?!”\"’] )|(?<=[.?!]))In(?::|\s)\s?(?=[^\W\d_a-z“\"*]|\w+ed\.|the\s)")
_EDITORS = re.compile(r"[\s,]*[(\[]?\b(?:eds?|editors?|hrsg|hg|édit|dir|coord|comps?)\b\.?[)\]]?[.,:]?\s?|[\s,]*\((?:eds?|Hrsg)\.?\)[.,:]?\s?", re.IGNORECASE)
_PRESS = re.compile(
    r"\b(?:press|publish\w*|publications?|verlag|presses|éditions?|editions|editorial|books?|springer|elsevier|wiley|sage|routledge|"
    r"university|universität|mcgraw|pearson|palgrave|blackwell|academic|macmillan|penguin|random house|harper\w*|norton|brill|"
    r"de gruyter|kluwer|birkhäuser|cambridge|oxford|mit|crc|prentice|addison|o['’]reilly|gallimard|suhrkamp|vieweg|thieme|karger|acm|ieee|aaai|pmlr)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?P<place>[^\W\d_a-z][\w.'’-]+(?:[\s,-]+[^\W\d_a-z][\w.'’-]*){0,4}(?:,\s[A-Z]{2,3})?)\s?:\s(?P<publisher>[^\W\d_a-z][^:;()]{1,80}?)(?=\s?[.,;(]\s|\s?[.,;]?$)")
_TRIM = " \t\n,.;:–—-/|*"
_NOISE = re.compile(r"^(?:\W|\b(?:in|at|and|the|on|from|online|available|retrieved|accessed|p|pp|no|vol|ed|eds|url|doi|web|print|isbn|html|pdf)\b)*$", re.IGNORECASE)


class Regions:
    """What was found: ``fields`` gives the place of each text, ``pieces`` the identifiers, dates and numbers."""

    def __init__(self, text: str, emphasis: list[_Where], pieces: list[Piece]) -> None:
        self.text = text
        self.emphasis = emphasis
        self.pieces = pieces
        self.authors: list[Person] = []
        self.editors: list[Person] = []
        self.fields: dict[str, _Where] = {}
        self.confidences: dict[str, float] = {}

    def is_work(self) -> bool:
        """Whether enough is known to call it a work: a title, and one of author, date, container, link."""
        if "title" not in self.fields:
            return False
        fields = {piece.field for piece in self.pieces}
        return bool(self.authors or "container_title" in self.fields or fields & {"issued", "year", "doi", "url", "archive_location"})

    def put(self, field: str, start: int, end: int, confidence: float, *, keep: str = "") -> bool:
        """Give ``field`` the stretch without the punctuation at its ends; nothing if no words are left."""
        text = self.text
        trim = "".join(c for c in _TRIM if c not in keep)
        while start < end and text[start] in trim + "“\"„)]":
            start += 1
        while end > start and text[end - 1] in trim + "(“\"„[":
            if text[end - 1] == "." and _keeps_stop(text[start:end], field):
                break
            end -= 1
        if end - start < 2 or _NOISE.match(text[start:end]) or any(p.left < end and start < p.right for p in self.pieces if p.field):
            return False
        self.fields[field] = (start, end)
        self.confidences[field] = confidence
        return True


def find_regions(text: str, emphasis: list[_Where], pieces: list[Piece]) -> Regions:
    """The fields of the entry ``text``; ``emphasis`` says where it is in italics, ``pieces`` what is known already."""
    regions = Regions(text, [e for e in emphasis if e[1] - e[0] < 0.95 * len(text.strip())], pieces)
    start = _read_authors(regions)
    _choose_date(regions, start)
    start, end = _body(regions, start)
    _read_titles(regions, start, end)
    _read_publisher(regions)
    return regions


def _keeps_stop(text: str, field: str) -> bool:
    """Whether the final stop belongs to the words: an abbreviated journal (J. Phys.), an initialism."""
    return field == "container_title" and bool(re.search(r"\b[A-Z][a-z]{0,8}\.(?:\s|\s?[A-Z][\w.]*\s?)+[A-Z][a-z]{0,8}\.$", text))


def _read_authors(regions: Regions) -> int:
    """Read the names at the start; the place where what follows them begins."""
    text, pieces = regions.text, regions.pieces
    start = len(text) - len(text.lstrip(" \t\n–—-*•"))
    opening = re.match(r"[“\"„«]|``", text[start:])
    if opening:
        return start
    early = next((p for p in pieces if p.field in ("issued", "year")), None)
    bracketed = early is not None and early.field == "issued" and early.left < early.start and "volume" not in {
        p.field for p in pieces if abs(p.start - early.start) < 24 and p is not early
    }
    if early is not None and 2 <= early.left - start <= 600 and (bracketed or re.search(r"[.,:]\s$", text[: early.left])):
        limit = early.left
        found, at = read_names(text, start, limit, full=True)
        rest = text[at:limit].strip(" ,.;:&")
        edited = _EDITORS.fullmatch(text[at:limit]) if found else None
        if found and (not rest or edited):
            if edited:
                regions.editors = found
            else:
                regions.authors = found
            regions.confidences["authors"] = 0.95
            return early.right
        segment = text[start:limit].strip(" ,.;:")
        if bracketed and segment and _is_body_name(regions, segment, found):
            regions.authors = [Person(start, start + len(segment), m.Name(literal=segment))]
            regions.confidences["authors"] = 0.8
            return early.right
    emphasised = next((e for e in regions.emphasis if e[0] > start), None)
    limit = min((p.left for p in pieces if p.left > start), default=len(text))
    found, at = read_names(text, start, limit, full=False)
    if found and (at >= len(text) or text[at] in ",.;:(" or text[at - 1] in ".:" or text[at : at + 2] in (' "', " “") or (emphasised and emphasised[0] - at <= 2)):
        return _accept(regions, found, at)
    if emphasised and emphasised[0] - start <= 300:
        found, at = read_names(text, start, emphasised[0], full=True)
        if found and not text[at : emphasised[0]].strip(" ,.:;"):
            return _accept(regions, found, at)
    quoted = _QUOTED.search(text, start)
    for edge in (quoted.start() if quoted else -1, _sentence_end(text, start, min(limit, start + 400))):
        if edge > start:
            found, at = read_names(text, start, edge, full=True)
            if found and not text[at:edge].strip(" ,.:;") and (len(found) > 1 or edge == (quoted.start() if quoted else -1) or "," in text[start:at]):
                return _accept(regions, found, at)
    edge = _sentence_end(text, start, min(limit, start + 120))
    segment = text[start:edge].strip(" ,.;:")
    if edge > start and segment and is_body(segment) and len(segment.split()) <= 9 and segment[0].isupper() and edge < limit - 12:
        regions.authors = [Person(start, start + len(segment), m.Name(literal=segment))]
        regions.confidences["authors"] = 0.7
        return edge
    return start


def _is_body_name(regions: Regions, segment: str, found: list[Person]) -> bool:
    words = segment.split()
    if len(words) > 14 or len(segment) > 140 or _QUOTED.search(segment):
        return False
    # A title that opens an entry without an author is longer, and mostly in lower case.
    capitals = sum(word[:1].isupper() for word in words)
    return not found and (is_body(segment) or len(words) <= 2 or capitals >= 0.6 * len(words))


def _accept(regions: Regions, found: list[Person], at: int) -> int:
    edited = _EDITORS.match(regions.text, at)
    if edited and edited.end() > at:
        regions.editors, at = found, edited.end()
    else:
        regions.authors = found
    regions.confidences["authors"] = 0.85
    return at


def _sentence_end(text: str, start: int, limit: int) -> int:
    """The end of the sentence that begins at ``start``, its stop included; -1 if it goes on to ``limit``."""
    for found in _STOP.finditer(text, start, limit):
        if found[0].startswith(".") and _SHORT.search(text[max(start, found.start() - 12) : found.start()]):
            continue
        return found.end()
    return -1


def _choose_date(regions: Regions, start: int) -> None:
    """Keep one date of publication: that in brackets or with the volume, else the first after the authors, else the last."""
    dates = [p for p in regions.pieces if p.field in ("issued", "year")]
    if not dates:
        return
    best = next((p for p in dates if p.field == "issued"), None)
    if best is None:
        after = [p for p in dates if p.left >= start - 8]
        head = next((p for p in after if p.left - start <= 2 or p.right == start), None)
        best = head or (after or dates)[-1]
    regions.confidences["issued"] = 0.95 if best.field == "issued" else 0.8
    regions.pieces = [p for p in regions.pieces if p.field not in ("issued", "year") or p is best]


def _body(regions: Regions, start: int) -> _Where:
    """From the end of the authors to the first number, link or date that no title is likely to hold."""
    text = regions.text
    while start < len(text) and text[start] in " ,.;:)":
        start += 1
    end = len(text)
    for piece in regions.pieces:
        if piece.right <= start:
            continue
        if piece.left - start <= 2 and piece.field in ("issued", "year"):
            start = piece.right
            while start < len(text) and text[start] in " ,.;:)":
                start += 1
            continue
        end = min(end, piece.left)
        break
    return start, max(start, end)


def _read_titles(regions: Regions, start: int, end: int) -> None:
    text = regions.text
    quoted = _QUOTED.search(text, start, min(len(text), end + 2))
    if quoted and quoted.start() - start <= 4:
        group = 1 if quoted[1] else 2
        regions.put("title", quoted.start(group), quoted.end(group), 0.95)
        _read_container(regions, quoted.end(), end)
        return
    emphasis = [e for e in regions.emphasis if e[0] >= start - 1 and e[1] - e[0] > 2 and not _is_number(text[slice(*e)])]
    if emphasis:
        first = emphasis[0]
        before = text[start : first[0]].strip(_TRIM + "(")
        if len(before) <= 3 or before.lower() in ("in", "the"):
            edge = first[1]
            regions.put("title", first[0], edge, 0.9)
            following = next((e for e in emphasis[1:] if not text[edge : e[0]].strip(" ,.;:?!“”\"'")), None)
            if following:
                regions.put("container_title", *following, 0.85)
            elif _IN.match(text, min(edge + 2, len(text))):
                _read_container(regions, edge, end)
            elif not _PRESS.search(text[edge:end]):
                stop = _sentence_end(text, edge + 1, end)
                _put_loose_container(regions, edge, stop if stop > 0 else end)
            return
        if _read_in(regions, start, max(end, first[1]), first):
            return
        if first[0] <= end + 2:
            edge = first[0]
            tail = re.search(r"[\s,.;]*\b(?:[Ii]n|presented at|submitted to)\b:?[\s]*(?:[Tt]he\s|[Pp]roc\.\s)?$", text[start:edge])
            edge = start + tail.start() if tail else edge
            split = _sentence_end(text, start, edge)
            if 0 < split < edge - 2 and _EDITORS.search(text[split:edge]):
                edge = split
            regions.put("title", start, edge, 0.9)
            regions.put("container_title", *first, 0.9)
            return
    if _read_in(regions, start, end, None):
        return
    _read_by_place(regions, start, end)


def _is_number(text: str) -> bool:
    return not re.search(r"[^\W\d_]{3}", text)


def _read_in(regions: Regions, start: int, end: int, container: _Where | None) -> bool:
    """Title. In A. Editor (Ed.), Container …"""
    text = regions.text
    found = _IN.search(text, start, end)
    if found is None:
        return False
    regions.put("title", start, found.start(), 0.85)
    at = found.end()
    people, edge = read_names(text, at, end, full=False)
    edited = _EDITORS.match(text, edge, end) if people else _EDITORS.search(text, at, min(end, at + 200))
    if people and edited and edited.end() > edge:
        regions.editors, at = people, edited.end()
    elif edited and not people and not container:
        found_names, edge = read_names(text, at, edited.start(), full=True)
        if found_names and not text[edge : edited.start()].strip(" ,."):
            regions.editors = found_names
            at = edited.end()
    if container and container[0] >= at - 1:
        regions.put("container_title", *container, 0.9)
    else:
        _read_container(regions, at, end)
    return True


def _read_container(regions: Regions, start: int, end: int) -> None:
    text = regions.text
    marked = next((e for e in regions.emphasis if start <= e[0] <= end + 1 and not _is_number(text[slice(*e)])), None)
    if marked:
        regions.put("container_title", *marked, 0.9)
        return
    lead = re.match(r"[\s,.;:”\"']*(?:[Ii]n:?\s|presented at\s)?", text[start:end])
    start += lead.end() if lead else 0
    stop = _sentence_end(text, start, end)
    edge = stop if stop > 0 else end
    place = _PLACE.search(text, start, edge)
    if place and place.start() > start + 3:
        edge = place.start()
    cut = re.search(r"\s\((?=[^()]*$)|,\s(?=(?:[A-Z][\w.]+\s)?(?:[Vv]ol|[Nn]o|[Pp]p|ser|ch(?:ap)?)\b|\d)", text[start:edge])
    regions.put("container_title", start, start + cut.start() if cut else edge, 0.75)


def _put_loose_container(regions: Regions, start: int, end: int) -> None:
    """What stands between a title in italics and the rest: only a short name is likely to be the source."""
    words = regions.text[start:end].strip(_TRIM).split()
    if 1 <= len(words) <= 7 and words[0][:1].isupper() and not re.match(r"(?:originally|official|translated|trans|edited|with|by)\b", " ".join(words), re.IGNORECASE):
        regions.put("container_title", start, end, 0.65)


def _read_by_place(regions: Regions, start: int, end: int) -> None:
    """No marks: the first sentence is the title, the next the container."""
    text = regions.text
    located = any(p.field in ("volume", "issue", "page") for p in regions.pieces)
    first = _sentence_end(text, start, end)
    if first > 0 and first < end - 2:
        regions.put("title", start, first, 0.75, keep="?!")
        second = _sentence_end(text, first, end)
        while located and 0 < second < end - 2 and end - second < 60 and len(text[first:second]) > 40:
            # The title went on: the container is the last sentence before the numbers.
            regions.put("title", start, second, 0.65)
            first, second = second, _sentence_end(text, second, end)
        edge = second if second > 0 and not located else end
        if located:
            _read_container(regions, first, end)
        elif not _PRESS.search(text[first:edge]) and not _PLACE.match(text[first:].lstrip()):
            _put_loose_container(regions, first, edge)
        return
    if located and (comma := _journal_after_comma(text, start, end)):
        regions.put("title", start, comma, 0.65)
        regions.put("container_title", comma, end, 0.65)
        return
    if located and re.match(r"(?:[A-Z][\w-]*\.?\s?(?:of|and|the|&)?\s?){1,6}[,.]?\s*$", text[start:end]) and re.search(r"[A-Z][a-z]*\.", text[start:end]):
        # Journals of chemistry and physics print no titles: authors, J. Am. Chem. Soc., numbers.
        return
    if not located and (comma := text.find(", ", start, end)) > 0 and _PRESS.search(text[comma:end]):
        regions.put("title", start, comma, 0.65)
        return
    regions.put("title", start, end, 0.7, keep="?!")


def _journal_after_comma(text: str, start: int, end: int) -> int:
    """The comma between a title and a journal: the last one after which every chief word is capitalised."""
    comma = text.rfind(", ", start, end - 3)
    while comma > start:
        words = text[comma:end].strip(_TRIM).split()
        chief = [w for w in words if w.lower() not in ("of", "and", "the", "for", "in", "on", "&", "de", "der", "für", "und")]
        if chief and len(words) <= 9 and all(w[:1].isupper() for w in chief) and comma - start > 12:
            return comma
        comma = text.rfind(", ", start, comma)
    return 0


def _read_publisher(regions: Regions) -> None:
    """A publisher, and its place where that stands before a colon, after the titles."""
    text = regions.text
    known = [where[1] for where in regions.fields.values()]
    if not known or any(p.field in ("volume",) and "container_title" in regions.fields for p in regions.pieces):
        return
    at = max(known)
    limit = next((p.left for p in regions.pieces if p.field in ("url", "doi", "isbn", "accessed", "", "pmid") and p.left >= at), len(text))
    place = _PLACE.search(text, at, limit)
    if place:
        if regions.put("publisher", *place.span("publisher"), 0.85):
            regions.put("publisher_place", *place.span("place"), 0.85)
        return
    for part in re.finditer(r"[^.,;()]{3,80}", text[at:limit]):
        if _PRESS.search(part[0]) and part[0].strip()[:1].isupper():
            regions.put("publisher", at + part.start(), at + part.end(), 0.75)
            return
