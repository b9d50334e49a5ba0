"""Title, container and publisher of a reference: by quotation marks or emphasis where there are any, else by place."""

from __future__ import annotations

import re

from paperconv.citations.names import read_names
from paperconv.citations.regions import EDITORS, QUOTED, TRIM, Regions, Where, is_bare_journal, sentence_end
from paperconv.patterns import late

_IN = late(r"(?:(?<=[.,;?!”\"’] )|(?<=[.?!]))In(?::|\s)\s?(?=[^\W\d_a-z“\"*]|\w+ed\.|the\s)")
_PRESS = late(
    r"\b(?:press|publish\w*|publications?|verlag|presses|éditions?|editions|editorial|books?|springer|elsevier|wiley|sage|routledge|"
    r"university|universität|mcgraw|pearson|palgrave|blackwell|academic|macmillan|penguin|random house|harper\w*|norton|brill|"
    r"de gruyter|kluwer|birkhäuser|cambridge|oxford|mit|crc|prentice|addison|o['’]reilly|gallimard|suhrkamp|vieweg|thieme|karger|acm|ieee|aaai|pmlr)\b",
    re.IGNORECASE,
)
_PLACE = late(
    r"(?P<place>[^\W\d_a-z][\w.'’-]+(?:[\s,-]+[^\W\d_a-z][\w.'’-]*){0,4}(?:,\s[A-Z]{2,3})?)\s?:\s(?P<publisher>[^\W\d_a-z][^:;()]{1,80}?)(?=\s?[.,;(]\s|\s?[.,;]?$)"
)


def read_titles(regions: Regions, start: int, end: int) -> None:
    text = regions.text
    quoted = QUOTED.search(text, start, min(len(text), end + 2))
    if quoted and quoted.start() - start <= 4:
        group = 1 if quoted[1] else 2
        regions.put("title", quoted.start(group), quoted.end(group), 0.95)
        _read_container(regions, quoted.end(), end)
        return
    emphasis = [
        e
        for e in regions.emphasis
        if e[0] >= start - 1 and e[1] - e[0] > 2 and not _is_number(text[slice(*e)])
    ]
    if emphasis:
        first = emphasis[0]
        before = text[start : first[0]].strip(TRIM + "(")
        if len(before) <= 3 or before.lower() in ("in", "the"):
            edge = first[1]
            regions.put("title", first[0], edge, 0.9)
            following = next((e for e in emphasis[1:] if not text[edge : e[0]].strip(" ,.;:?!“”\"'")), None)
            if following:
                regions.put("container_title", *following, 0.85)
            elif _IN.match(text, min(edge + 2, len(text))):
                _read_container(regions, edge, end)
            elif not _PRESS.search(text[edge:end]):
                stop = sentence_end(text, edge + 1, end)
                _put_loose_container(regions, edge, stop if stop > 0 else end)
            return
        if _read_in(regions, start, max(end, first[1]), first):
            return
        if first[0] <= end + 2:
            edge = first[0]
            tail = re.search(
                r"[\s,.;]*\b(?:[Ii]n|presented at|submitted to)\b:?[\s]*(?:[Tt]he\s|[Pp]roc\.\s)?$",
                text[start:edge],
            )
            edge = start + tail.start() if tail else edge
            split = sentence_end(text, start, edge)
            if 0 < split < edge - 2 and EDITORS.search(text[split:edge]):
                edge = split
            regions.put("title", start, edge, 0.9)
            regions.put("container_title", *first, 0.9)
            return
    if _read_in(regions, start, end, None):
        return
    _read_by_place(regions, start, end)


def _is_number(text: str) -> bool:
    return not re.search(r"[^\W\d_]{3}", text)


def _read_in(regions: Regions, start: int, end: int, container: Where | None) -> bool:
    """Title. In A. Editor (Ed.), Container …"""
    text = regions.text
    found = _IN.search(text, start, end)
    if found is None:
        return False
    regions.put("title", start, found.start(), 0.85)
    at = found.end()
    people, edge = read_names(text, at, end, full=False)
    edited = EDITORS.match(text, edge, end) if people else EDITORS.search(text, at, min(end, at + 200))
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
    marked = next(
        (e for e in regions.emphasis if start <= e[0] <= end + 1 and not _is_number(text[slice(*e)])), None
    )
    if marked:
        regions.put("container_title", *marked, 0.9)
        return
    lead = re.match(r"[\s,.;:”\"']*(?:[Ii]n:?\s|presented at\s)?", text[start:end])
    start += lead.end() if lead else 0
    numbered = any(p.field == "volume" and p.left >= start for p in regions.pieces)
    stop = -1 if numbered else sentence_end(text, start, end)
    edge = stop if stop > 0 else end
    place = _PLACE.search(text, start, edge)
    if place and place.start() > start + 3 and text[: place.start()].rstrip()[-1:] in ".),":
        edge = place.start()
    cut = re.search(
        r"\s\((?=[^()]*$)|,\s(?=(?:eds?\.?|edited by|hrsg\.?)\s)|,\s(?=(?:[A-Z][\w.]+\s)?(?:[Vv]ol|[Nn]o|[Pp]p|ser|ch(?:ap)?)\b|\d)",
        text[start:edge],
    )
    regions.put("container_title", start, start + cut.start() if cut else edge, 0.75)


def _put_loose_container(regions: Regions, start: int, end: int) -> None:
    """What stands between a title in italics and the rest: only a short name is likely to be the source."""
    if not any(p.field in ("url", "doi", "accessed") for p in regions.pieces):
        return  # as likely a publisher, or its place
    words = regions.text[start:end].strip(TRIM).split()
    if (
        1 <= len(words) <= 7
        and words[0][:1].isupper()
        and not re.match(
            r"(?:originally|official|translated|trans|edited|with|by)\b", " ".join(words), re.IGNORECASE
        )
    ):
        regions.put("container_title", start, end, 0.65)


def _read_by_place(regions: Regions, start: int, end: int) -> None:
    """No marks: the first sentence is the title, the next the container."""
    text = regions.text
    if not (regions.authors or regions.editors) and _may_hold_names(text[start:end]):
        return
    located = any(p.field in ("volume", "issue", "page") for p in regions.pieces)
    if located and regions.authors and is_bare_journal(text[start:end].strip(TRIM)):
        regions.put("container_title", start, end, 0.7)
        return
    first = sentence_end(text, start, end)
    if first > 0 and first < end - 2:
        regions.put("title", start, first, 0.75, keep="?!")
        second = sentence_end(text, first, end)
        while located and 0 < second < end - 2 and end - second < 60 and len(text[first:second]) > 40:
            # The title went on: the container is the last sentence before the numbers.
            regions.put("title", start, second, 0.65)
            first, second = second, sentence_end(text, second, end)
        edge = second if second > 0 and not located else end
        if located:
            _read_container(regions, first, end)
        elif (
            (edge >= end - 2 or text[edge:end].strip().startswith(("[", "(")))
            and not _PRESS.search(text[first:edge])
            and not _PLACE.match(text[first:].lstrip())
        ):
            _put_loose_container(regions, first, edge)
        return
    if located and (comma := _journal_after_comma(text, start, end)):
        regions.put("title", start, comma, 0.65)
        regions.put("container_title", comma, end, 0.65)
        return
    if not located and (comma := text.find(", ", start, end)) > 0 and _PRESS.search(text[comma:end]):
        regions.put("title", start, comma, 0.65)
        return
    regions.put("title", start, end, 0.7, keep="?!")


def _may_hold_names(text: str) -> bool:
    """Whether ``text``, of an entry whose authors were not made out, may begin with them: then no title is sure."""
    head = text[:80]
    inverted = re.match(r"[^\W\d_a-z][\w'’-]+,\s[^\W\d_a-z][\w'’.-]*[,.\s]", head)
    initials = re.search(
        r"(?<![^\W_])[^\W\d_a-z]\.[\s-]?(?:[^\W\d_a-z]\.|[^\W\d_a-z][^\W\d_]+)|[^\W\d_a-z][^\W\d_]+\s[^\W\d_a-z]{1,2}[,.]",
        head,
    )
    first = re.split(r"[.,:]", head)[0].split()
    person = 2 <= len(first) <= 4 and all(word[:1].isupper() for word in first)
    return bool(inverted or initials or person or len(first) < 2)


def _journal_after_comma(text: str, start: int, end: int) -> int:
    """The comma between a title and a journal: the last one after which every chief word is capitalised."""
    comma = text.rfind(", ", start, end - 3)
    while comma > start:
        words = text[comma:end].strip(TRIM).split()
        chief = [
            w
            for w in words
            if w.lower() not in ("of", "and", "the", "for", "in", "on", "&", "de", "der", "für", "und")
        ]
        if chief and len(words) <= 9 and all(w[:1].isupper() for w in chief) and comma - start > 12:
            return comma
        comma = text.rfind(", ", start, comma)
    return 0


def read_publisher(regions: Regions) -> None:
    """A publisher, and its place where that stands before a colon, after the titles."""
    text = regions.text
    known = [where[1] for where in regions.fields.values()]
    if not known or any(p.field == "volume" and "container_title" in regions.fields for p in regions.pieces):
        return
    at = max(known)
    limit = next(
        (
            p.left
            for p in regions.pieces
            if p.field in ("url", "doi", "isbn", "accessed", "", "pmid") and p.left >= at
        ),
        len(text),
    )
    place = _PLACE.search(text, at, limit)
    if place:
        if regions.put("publisher", *place.span("publisher"), 0.85):
            regions.put("publisher_place", *place.span("place"), 0.85)
        return
    for part in re.finditer(r"[^.,;()]{3,80}", text[at:limit]):
        if _PRESS.search(part[0]) and part[0].strip()[:1].isupper():
            regions.put("publisher", at + part.start(), at + part.end(), 0.75)
            return
