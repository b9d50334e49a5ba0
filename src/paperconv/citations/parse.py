"""Read a reference that the manuscript prints as a plain string: fields out of it, and the string kept as it is.

Identifiers, dates and numbers are taken wherever they stand; names are read from the start; what lies between them
is parted by quotation marks, by emphasis, or by where it stands. What is not sure is left out, nothing is added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from paperconv import model as m
from paperconv.citations.extract import Piece, extract, read_date
from paperconv.citations.names import Person
from paperconv.citations.outline import find_regions
from paperconv.citations.ranges import Range, cut, wrap_ranges
from paperconv.citations.types import guess_type
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.patterns import late

_SAME = late(
    r"\W*(?:ibid(?:em)?|id(?:em)?|loc\.?\s?cit|ebd|ebenda)\b\.?,?\s*(?:(?:pp?\.?|S\.)?\s?[\d–,-]+)?\W*",
    re.IGNORECASE,
)
_PARSER = "reference parser"
_LONGEST = 4000
"""Characters: a longer entry is no reference, and is not read."""

_PLAIN = {
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "number": "number",
    "edition": "edition",
    "publisher": "publisher",
    "publisher_place": "publisher_place",
    "doi": "doi",
    "isbn": "isbn",
    "issn": "issn",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "url": "url",
    "archive_location": "archive_location",
}


def parse_references(references: Iterable[m.Reference], log: Log) -> tuple[m.Reference, ...]:
    """:func:`parse_reference` on each; an "ibid." points to the work before it.

    What could not be understood is reported, and printed as it stands.
    """
    out: list[m.Reference] = []
    previous = ""
    for given in references:
        reference = given
        if reference.raw and not reference.same_as and _SAME.fullmatch(m.text_of(reference.raw)):
            if previous:
                reference = m.replace(reference, same_as=previous)
                log(
                    Diagnostic(
                        Rule.REFERENCE_PARSED,
                        f'"{m.text_of(reference.raw).strip()}" is taken for the work of the entry before it',
                        Severity.INFO,
                        reference.pos,
                    )
                )
            out.append(reference)
            continue
        if is_read(reference):
            previous = reference.same_as or reference.id
            out.append(reference)
            continue
        read = parse_reference(reference)
        if read.raw and not read.type:
            shown = m.text_of(read.raw)
            log(
                Diagnostic(
                    Rule.REFERENCE_PARSED,
                    f'reference not understood, printed as it stands: "{shown[:70]}{"…" if len(shown) > 70 else ""}"',
                    Severity.INFO,
                    read.pos,
                )
            )
        previous = read.id
        out.append(read)
    return tuple(out)


def is_read(reference: m.Reference) -> bool:
    """Whether there is nothing to read: no raw string, fields that came with it, or a string that was read before."""
    return (
        not reference.raw
        or reference.provenance == _PARSER
        or bool(reference.type or reference.title or reference.authors or reference.same_as)
    )


def parse_reference(reference: m.Reference) -> m.Reference:
    """``reference`` with the fields that its raw string gives for sure, each wrapped in a ``ref:`` span there.

    A reference that has fields already, or no raw string, stays as it is. The text of ``raw`` never changes.
    """
    if is_read(reference):
        return reference
    text = m.text_of(reference.raw)
    if len(text) > _LONGEST or not text.strip() or _SAME.fullmatch(text):
        return reference
    pieces = extract(text)
    regions = find_regions(text, _emphasis(reference.raw), pieces)
    if not regions.is_work():
        # Names, dates, numbers and identifiers have forms of their own: they are sure where nothing else is.
        regions.fields.clear()
    fields, ranges = _plain_fields(text, regions.pieces)
    for field, people in (("authors", regions.authors), ("editors", regions.editors)):
        own = [_person_range(field.removesuffix("s"), person) for person in people]
        if own and not _overlap(ranges, own):
            fields[field] = tuple(person.name for person in people)
            ranges.extend(own)
    for field, where in regions.fields.items():
        one = _range(field, *where)
        if not _overlap(ranges, [one]):
            fields[field] = text[slice(*where)] if field in _PLAIN else _inlines(reference.raw, *where)
            ranges.append(one)
    known = "title" in fields or "container_title" in fields
    if fields.get("archive_location"):
        fields["archive"] = "arXiv"
    confidences = tuple(
        m.FieldConfidence(field, value)
        for field, value in sorted(regions.confidences.items())
        if field in fields
    )
    return m.replace(
        reference,
        raw=wrap_ranges(reference.raw, ranges),
        type=guess_type(text, fields) if known else "",
        provenance=_PARSER,
        confidence=min((one.value for one in confidences), default=0.6) if known else 0.3,
        confidences=confidences,
        **fields,
    )


def _plain_fields(text: str, pieces: Iterable[Piece]) -> tuple[dict[str, Any], list[Range]]:
    fields: dict[str, Any] = {}
    ranges: list[Range] = []
    for piece in pieces:
        value = text[piece.start : piece.end]
        field = "issued" if piece.field == "year" else piece.field
        if not field or field in fields:
            continue
        if field in ("issued", "accessed", "original_date"):
            fields[field] = read_date(value)
        elif field in _PLAIN:
            fields[_PLAIN[field]] = value
        ranges.append(_range(field, piece.start, piece.end))
    return fields, ranges


def _overlap(held: list[Range], more: list[Range]) -> bool:
    return any(one.start < other.end and other.start < one.end for one in held for other in more)


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
