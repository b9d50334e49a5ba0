"""Read a reference that the manuscript prints as a plain string: fields out of it, and the string kept as it is.

Identifiers and links have forms of their own and are taken wherever they stand; a trained tagger parts the rest; names,
dates and numbers are then read by rule. What is not sure is left out, nothing is added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.citations.extract import Piece, identifiers, original_date, read_date
from paperconv.citations.marked import PROVENANCE as MARKED
from paperconv.citations.marked import is_marked, read_marked
from paperconv.citations.names import Person, is_cut_short, read_people
from paperconv.citations.ranges import Range, cut, wrap_ranges
from paperconv.citations.stretches import Stretch, find_stretches
from paperconv.citations.tagger import tag
from paperconv.citations.tokens import tokenize
from paperconv.citations.types import guess_type
from paperconv.citations.works import fold
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.patterns import late

_SAME = late(
    r"\W*(?:ibid(?:em)?|id(?:em)?|ivi|loc\.?\s?cit|ebd|ebenda|a\.\s?a\.\s?O|там же)\b\.?,?\s*(?:(?:pp?\.?|S\.|[сС]\.|at)?\s?[\d–,-]+)?\W*",
    re.IGNORECASE,
)
_CITED = late(
    r"\W*(?P<name>[^\W\d_](?:[\w’'.-]|\s(?!op\b|ob\b|loc\b|art\b|a\.)){1,60}?),?\s+(?:op|ob|loc|art)\.?\s?cit\b.{0,40}"
    r"|\W*(?P<named>[^\W\d_][\w’'. -]{1,60}?),?\s+(?:a\.\s?a\.\s?O\b|указ\.\s?соч\b).{0,40}",
    re.IGNORECASE,
)
"""The author's name before "op. cit." and its like."""
_DASHED = late(r"[\W\d_]{0,6}?(?:[—–_-]{2,}|—)[\s.,:;(]")
_PARSER = "reference parser"
_SURE = 0.9
"""How sure a title must be that only names stand beside."""
_TELLING = ("container_title", "issued", "publisher", "doi", "url", "archive_location", "isbn")
_LONGEST = 4000
"""Characters: a longer entry is no reference, and is not read."""

_PEOPLE = {"author": "authors", "editor": "editors", "translator": "translators"}
_RICH = frozenset(("title", "container_title", "collection_title"))
_WORDS = _RICH | {"publisher", "publisher_place", "genre", "note"}


def parse_references(references: Iterable[m.Reference], log: Log) -> tuple[m.Reference, ...]:
    """:func:`parse_reference` on each. An "ibid." points to the work before it, "Name, op. cit." to that of the name;
    a dash stands for the authors before it.

    Each of these is reported, and so is what could not be understood, which is printed as it stands.
    """
    out: list[m.Reference] = []
    previous: m.Reference | None = None
    for given in references:
        if is_read(given):
            read = given
        elif _SAME.fullmatch(shown := m.text_of(given.raw)):
            read = m.replace(given, same_as=(previous.same_as or previous.id) if previous else "")
            if read.same_as:
                _report(log, given, "is taken for the work of the entry before it")
        elif len(shown) < 200 and (cited := _CITED.fullmatch(shown)):
            works = _works_of(cited["name"] or cited["named"], out)
            read = m.replace(given, same_as=works[0].id) if len(works) == 1 else given
            _report(
                log,
                given,
                f'is taken for the work "{works[0].id}"'
                if len(works) == 1
                else "names no work of the list for sure",
            )
        else:
            read = _with_authors(parse_reference(given), shown, previous, log)
            if not read.type:
                _report(log, given, "is not understood, and printed as it stands")
        if not _SAME.fullmatch(m.text_of(given.raw)) or read.same_as:
            previous = read
        out.append(read)
    return tuple(out)


def _report(log: Log, reference: m.Reference, what: str) -> None:
    shown = m.text_of(reference.raw).strip()
    shown = f"{shown[:70]}…" if len(shown) > 70 else shown
    log(Diagnostic(Rule.REFERENCE_PARSED, f'reference "{shown}" {what}', Severity.INFO, reference.pos))


def _works_of(name: str, listed: list[m.Reference]) -> list[m.Reference]:
    """The works whose first author's family name stands in ``name``."""
    words = {fold(word) for word in patterns.findall(r"[^\W\d_][\w’'-]*", name)}
    return [
        one for one in listed
        if not one.same_as and (people := one.authors or one.editors) and fold(people[0].family or people[0].literal) in words
    ]  # fmt: skip


def _with_authors(read: m.Reference, shown: str, previous: m.Reference | None, log: Log) -> m.Reference:
    """The authors of the entry before, where a dash stands for them."""
    if (
        read.authors
        or read.editors
        or not read.type
        or previous is None
        or not previous.authors
        or not _DASHED.match(shown)
    ):
        return read
    _report(log, read, "has the authors of the entry before it")
    return m.replace(read, authors=previous.authors)


def is_read(reference: m.Reference) -> bool:
    """Whether there is nothing to read: no raw string, fields that came with it, or a string that was read before."""
    return (
        not reference.raw
        or reference.provenance in {_PARSER, MARKED}
        or bool(reference.type or reference.title or reference.authors or reference.same_as)
    )


def parse_reference(reference: m.Reference) -> m.Reference:
    """``reference`` with the fields that its raw string gives for sure, each wrapped in a ``ref:`` span there.

    A reference that has fields already, or no raw string, stays as it is. The text of ``raw`` never changes.
    """
    if is_read(reference):
        return reference
    if is_marked(reference.raw):
        return read_marked(reference)
    text = m.text_of(reference.raw)
    if len(text) > _LONGEST or not text.strip() or _SAME.fullmatch(text):
        return reference
    known = identifiers(text)
    tokens = tokenize(text, known)
    emphasis = [e for e in _emphasis(reference.raw) if e[1] - e[0] < 0.95 * len(text.strip())]
    found = _identified(text, known)
    if original := original_date(text):
        found.append(
            _Field(
                "original_date", read_date(text[slice(*original)]), [_range("original_date", *original)], 1.0
            )
        )
    found += _read(
        reference.raw, text, _chosen(text, find_stretches(text, tokens, tag(tokens, emphasis), emphasis))
    )
    kept = _apart(found)
    work = _is_work(kept)
    if not work:
        # Names, dates, numbers and identifiers have forms of their own: they are sure where nothing else is.
        kept = [one for one in kept if one.name not in _WORDS]
    fields = {one.name: one.value for one in kept}
    if "archive_location" in fields:
        fields["archive"] = "arXiv"
    return m.replace(
        reference,
        raw=wrap_ranges(reference.raw, [one for field in kept for one in field.ranges]),
        type=guess_type(text, fields) if work else "",
        provenance=_PARSER,
        confidence=min((one.confidence for one in kept), default=0.6) if work else 0.3,
        confidences=tuple(
            m.FieldConfidence(one.name, round(one.confidence, 2))
            for one in sorted(kept, key=lambda one: one.name)
        ),
        **fields,
    )


class _Field(msgspec.Struct, frozen=True):
    """A field of the model with the stretches of the raw string that say it."""

    name: str
    value: Any
    ranges: list[Range]
    confidence: float


def _read(raw: m.Inlines, text: str, stretches: list[Stretch]) -> list[_Field]:
    found: list[_Field] = []
    begins = 0
    for one in stretches:
        value: Any
        start, begins = begins or one.start, 0
        own = [_range(one.field, start, one.end)]
        match one.field:
            case "author" | "editor" | "translator":
                people, end = read_people(text, start, one.end)
                if one.field == "author" and end < one.end and not text[one.end : one.end + 2].strip(" ,:"):
                    # The names went on into the first words of the title.
                    begins = next((i for i in range(end, one.end) if text[i] not in " .,;:"), 0)
                own = [_person_range(one.field, person) for person in people]
                value = tuple(person.name for person in people)
                if people and is_cut_short(text, people[-1].end):
                    value = (*value, m.Name(literal=m.OTHERS))
            case "issued" | "accessed":
                value = read_date(text[start : one.end])
            case _ if one.field in _RICH:
                value = _inlines(raw, start, one.end)
            case _:
                value = text[start : one.end]
        if value:
            found.append(_Field(_PEOPLE.get(one.field, one.field), value, own, one.confidence))
    return found


def _apart(found: list[_Field]) -> list[_Field]:
    """The fields whose stretches no field before them has taken."""
    taken: list[Range] = []
    kept: list[_Field] = []
    for one in found:
        if any(a.start < b.end and b.start < a.end for a in taken for b in one.ranges):
            continue
        taken.extend(one.ranges)
        kept.append(one)
    return kept


def _chosen(text: str, found: list[Stretch]) -> list[Stretch]:
    """One stretch for each field: the longest of titles, the first of all else."""
    best: dict[str, Stretch] = {}
    for one in found:
        held = best.get(one.field)
        if held is None or (
            one.field in _RICH and one.confidence * _weight(one) > held.confidence * _weight(held)
        ):
            best[one.field] = one
    alone = best.get("container_title")
    if alone and "title" not in best and best.keys().isdisjoint(("volume", "issue", "page")):
        words = text[alone.start : alone.end]
        if not best.keys().isdisjoint(("publisher", "publisher_place")) or (
            "." not in words and len(words.split()) > 3
        ):
            # What nothing places within a journal, or a publisher brings out by itself, is the work.
            del best["container_title"]
            best["title"] = msgspec.structs.replace(alone, field="title")
    return sorted(best.values(), key=lambda one: one.start)


def _weight(one: Stretch) -> int:
    return min(one.end - one.start, 40)


def _is_work(found: list[_Field]) -> bool:
    """Whether enough is known to call it a work: a title, and a date, container, publisher or link, or names."""
    known = {one.name: one.confidence for one in found}
    if "title" not in known:
        # Astronomers and chemists print no titles: names, journal, numbers.
        return (
            "container_title" in known
            and not known.keys().isdisjoint(("authors", "issued"))
            and not known.keys().isdisjoint(("volume", "page", "issued"))
        )
    if not known.keys().isdisjoint(_TELLING):
        return True
    return known["title"] >= _SURE and not known.keys().isdisjoint(("authors", "editors"))


def _identified(text: str, pieces: Iterable[Piece]) -> list[_Field]:
    first: dict[str, Piece] = {}
    for piece in pieces:
        first.setdefault(piece.field, piece)
    return [
        _Field(name, text[one.start : one.end], [_range(name, one.start, one.end)], 1.0)
        for name, one in first.items()
    ]


def _emphasis(raw: m.Inlines) -> list[tuple[int, int]]:
    """Where ``raw`` is emphasised; runs that only a blank parts are one."""
    found: list[tuple[int, int]] = []
    at = 0
    for node in raw:
        length = len(m.text_of(node))
        if isinstance(node, m.Styled) and node.style in ("emph", "underline") and length:
            if found and at - found[-1][1] == 0:
                found[-1] = (found[-1][0], at + length)
            else:
                found.append((at, at + length))
        at += length
    return found


def _inlines(raw: m.Inlines, start: int, end: int) -> m.Inlines:
    """The stretch of ``raw``, without the emphasis that covers all of it: that is how the entry looks, not the title."""
    inside = cut(raw, [start, end])[1]
    while len(inside) == 1 and isinstance(inside[0], m.Styled | m.Link):
        inside = inside[0].children
    return tuple(_without_roles(inside))


def _without_roles(inside: m.Inlines) -> m.Inlines:
    return tuple(m.replace(node, id="") if isinstance(node, m.Span) and node.id else node for node in inside)


def _range(field: str, start: int, end: int) -> Range:
    return Range(start, end, _role(field))


def _role(field: str) -> Callable[[m.Inlines], m.Inlines]:
    return lambda inside: (m.Span(inside, role=f"ref:{field}"),) if inside else ()


def _person_range(field: str, person: Person) -> Range:
    def wrap(inside: m.Inlines) -> m.Inlines:
        parts = [
            Range(where[0] - person.start, where[1] - person.start, _role(role))
            for role, where in (("family", person.family), ("given", person.given))
            if where and where[0] < where[1]
        ]
        return (m.Span(wrap_ranges(inside, parts), role=f"ref:{field}"),)

    return Range(person.start, person.end, wrap)
