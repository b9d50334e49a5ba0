"""The names that a reference string begins with."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv.citations.names import Person, is_body, read_names
from paperconv.citations.regions import EDITORS, QUOTED, TRIM, Regions, is_bare_journal, sentence_end


def read_authors(regions: Regions) -> int:
    """Read the names at the start; the place where what follows them begins."""
    text, pieces = regions.text, regions.pieces
    leading = re.match(r"[\s–—_*•-]*(?:\[\d{1,4}\]|\(\d{1,4}\)|\d{1,4}[.)])?[\s–—_*•.-]*", text)
    start = leading.end() if leading else 0
    opening = re.match(r"[“\"„«]|``", text[start:])
    if opening:
        return start
    early = next((p for p in pieces if p.field in ("issued", "year")), None)
    bracketed = (
        early is not None
        and early.field == "issued"
        and early.left < early.start
        and "volume" not in {p.field for p in pieces if abs(p.start - early.start) < 24 and p is not early}
    )
    if (
        early is not None
        and 2 <= early.left - start <= 3000
        and (bracketed or re.search(r"[.,:]\s$", text[: early.left]))
    ):
        limit = early.left
        set_off = any(e[0] <= start + 1 and e[1] >= limit - 4 for e in regions.emphasis)
        found, at = read_names(text, start, limit, full=not set_off)
        rest = text[at:limit].strip(" ,.;:&")
        edited = EDITORS.fullmatch(text[at:limit]) if found else None
        if found and (not rest or edited):
            if edited:
                regions.editors = found
            else:
                regions.authors = found
            regions.confidences["authors"] = 0.95
            return early.right
        segment = text[start:limit].strip(" ,.;:")
        if bracketed and segment and _is_body_name(segment, found):
            regions.authors = [Person(start, start + len(segment), m.Name(literal=segment))]
            regions.confidences["authors"] = 0.8
            return early.right
    emphasised = next((e for e in regions.emphasis if e[0] > start), None)
    inverted = re.match(r"[^\W\d_a-z][\w'’-]+(?:[ -][^\W\d_a-z][\w'’-]+)?, [^\W\d_a-z]", text[start:])
    limit = min((p.left for p in pieces if p.left > start), default=len(text))
    found, at = read_names(text, start, limit, full=False)
    if found and (
        at >= len(text)
        or text[at] in ",.;:("
        or text[at - 1] in ".:"
        or text[max(0, at - 3) : at] == " al"
        or text[at : at + 2] in (' "', " “")
        or (emphasised and emphasised[0] - at <= 2)
    ):
        return _accept(regions, found, at)
    if inverted and not found:
        found, at = read_names(text, start, min(limit, start + 400), full=True)
        if found and re.match(r"\.?\s[^\W\d_a-z“\"]", text[at:]) and (text[at] == "." or text[at - 1] == "."):
            return _accept(regions, found, at)
    if emphasised and emphasised[0] - start <= 300:
        found, at = read_names(text, start, emphasised[0], full=True)
        if found and not text[at : emphasised[0]].strip(" ,.:;"):
            return _accept(regions, found, at)
    quoted = QUOTED.search(text, start)
    for edge in (quoted.start() if quoted else -1, sentence_end(text, start, min(limit, start + 400))):
        if edge > start:
            found, at = read_names(text, start, edge, full=True)
            if (
                found
                and not text[at:edge].strip(" ,.:;")
                and (
                    len(found) > 1
                    or edge == (quoted.start() if quoted else -1)
                    or re.search(r"[,.]|\s[A-Z]\s", text[start : at - 1])
                )
            ):
                return _accept(regions, found, at)
    edge = sentence_end(text, start, min(limit, start + 120))
    segment = text[start:edge].strip(" ,.;:")
    if (
        edge > start
        and segment
        and is_body(segment)
        and len(segment.split()) <= 9
        and segment[0].isupper()
        and edge < limit - 12
    ):
        regions.authors = [Person(start, start + len(segment), m.Name(literal=segment))]
        regions.confidences["authors"] = 0.7
        return edge
    return start


def _is_body_name(segment: str, found: list[Person]) -> bool:
    words = segment.split()
    if len(words) > 14 or len(segment) > 140 or QUOTED.search(segment):
        return False
    # A title that opens an entry without an author is longer, and mostly in lower case.
    capitals = sum(word[:1].isupper() for word in words)
    return is_body(segment) or (not found and (len(words) <= 2 or capitals >= 0.6 * len(words)))


def _is_journal(regions: Regions, last: Person, volume: int) -> bool:
    given_first = bool(last.given and last.family and last.given[0] < last.family[0])
    return given_first and is_bare_journal(regions.text[last.start : volume].strip(TRIM))


def _accept(regions: Regions, found: list[Person], at: int) -> int:
    volume = next((p.left for p in regions.pieces if p.field == "volume" and p.left > at), -1)
    if (
        len(found) > 1
        and 0 < volume - at < 60
        and regions.text[at : at + 1] == "."
        and _is_journal(regions, found[-1], volume)
    ):
        # A. Doe, B. Roe, J. Phys. 12: the last is no person.
        found = found[:-1]
        at = found[-1].end
    edited = EDITORS.match(regions.text, at)
    if edited and edited.end() > at:
        regions.editors, at = found, edited.end()
    else:
        regions.authors = found
    regions.confidences["authors"] = 0.85
    return at
