"""Read an entry whose parts a character style marks each (:mod:`.bib_styles`): nothing of it is guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from paperconv import model as m
from paperconv.citations import bib_styles
from paperconv.citations.extract import read_date
from paperconv.citations.names import is_cut_short
from paperconv.citations.ranges import Range, cut, wrap_ranges
from paperconv.citations.types import guess_type

PROVENANCE = "styles"

_LISTS = {"author": "authors", "editor": "editors", "translator": "translators"}
_KINDS = {
    f"{bib_styles.PREFIX}{lead}{part}": (kind, part)
    for kind, lead in bib_styles.PEOPLE.items()
    for part in bib_styles.PERSON_PARTS
}
_FIELDS = {
    **{style: field for field, style in bib_styles.FIELDS.items()},
    **dict.fromkeys(bib_styles.CONTAINERS.values(), "container_title"), bib_styles.CONTAINER: "container_title",
    **dict.fromkeys(bib_styles.TITLES.values(), "title"), bib_styles.TITLE: "title",
    **dict.fromkeys(bib_styles.PUBLISHERS.values(), "publisher"), bib_styles.PUBLISHER: "publisher",
    "bib_reportnum": "number", "bib_papernumber": "number", "bib_patent": "number", "bib_extlink": "url",
    "bib_comment": "note",
}  # fmt: skip
_RICH = frozenset(("title", "container_title", "collection_title"))
_TYPES = {"bib_chaptertitle": "chapter", "bib_confpaper": "paper-conference", "bib_school": "thesis", "bib_reportnum": "report",
          "bib_institution": "report", "bib_patent": "patent"}  # fmt: skip
_LONGEST_DATE = 40


class _Part(msgspec.Struct, frozen=True):
    """The characters from ``start`` up to ``end`` are in ``style``."""

    style: str
    start: int
    end: int


def is_marked(raw: m.Inlines) -> bool:
    """Whether ``raw`` has parts in such styles."""
    return any(_is_mark(node) for one in raw for node in m.iter_nodes(one))


def read_marked(reference: m.Reference) -> m.Reference:
    """``reference`` with the fields that the styles in its raw string name, in ``ref:`` spans there."""
    parts = _joined(_parts(reference.raw, 0))
    raw = without_marks(reference.raw)
    text = "".join(m.text_of(node) for node in raw)
    fields, ranges = _people(parts, text)
    _plain(parts, raw, text, fields, ranges)
    styles = {one.style for one in parts}
    kind = ""
    if "title" in fields or "container_title" in fields:
        kind = next((name for style, name in _TYPES.items() if style in styles), "") or _guessed(
            text, fields, styles
        )
    if "archive_location" in fields:
        fields["archive"] = "arXiv"
    return m.replace(
        reference,
        raw=wrap_ranges(raw, ranges),
        type=kind,
        provenance=PROVENANCE,
        confidence=1.0,
        **fields,
    )


def without_marks(raw: m.Inlines) -> m.Inlines:
    """``raw`` without the spans of such styles; its text stays."""

    def rule(node: m.Node) -> tuple[m.Node, ...] | None:
        return node.children if isinstance(node, m.Span) and _is_mark(node) else None

    return m.rewrite(m.Paragraph(raw), rule).children


def _is_mark(node: m.Node) -> bool:
    return isinstance(node, m.Span) and node.role.startswith(bib_styles.PREFIX)


def _guessed(text: str, fields: dict[str, Any], styles: set[str]) -> str:
    found = guess_type(text, fields)
    if "bib_article" in styles:
        return found if found.startswith("article") else "article-journal"
    if "bib_book" in styles and "container_title" not in fields:
        return "book"
    return found


def _parts(nodes: m.Inlines, at: int) -> Iterator[_Part]:
    for node in nodes:
        length = len(m.text_of(node))
        if isinstance(node, m.Span) and _is_mark(node):
            yield _Part(node.role, at, at + length)
        elif isinstance(node, m.Math):
            yield _Part("", at, at + length)
        elif children := getattr(node, "children", ()):
            yield from _parts(children, at)
        at += length


def _joined(parts: Iterator[_Part]) -> list[_Part]:
    """``parts`` with those whole that a change of type, a link or a formula cuts in two."""
    out: list[_Part] = []
    end = 0
    for one in parts:
        touches = bool(out) and end == one.start
        if touches and one.style in {"", out[-1].style}:
            out[-1] = out[-1] if not one.style else msgspec.structs.replace(out[-1], end=one.end)
        elif one.end > one.start and one.style:
            out.append(one)
        else:
            continue
        end = one.end
    return out


def _people(parts: list[_Part], text: str) -> tuple[dict[str, Any], list[Range]]:
    """The persons of each kind. A part that the one before has already begins the next."""
    people: dict[str, list[dict[str, _Part]]] = {}
    for one in parts:
        if one.style not in _KINDS:
            continue
        kind, part = _KINDS[one.style]
        held = people.setdefault(kind, [])
        if (
            not held
            or part in held[-1]
            or part == "organization"
            or "organization" in held[-1]
            or _parted(held[-1], one, text)
        ):
            held.append({})
        held[-1][part] = one
    fields: dict[str, Any] = {}
    ranges: list[Range] = []
    for kind, persons in people.items():
        names = [_name(person, text) for person in persons]
        ranges += [_person_range(kind, person) for person in persons]
        last = max(part.end for part in persons[-1].values())
        if is_cut_short(text, last):
            names.append(m.Name(literal=m.OTHERS))
        fields[_LISTS[kind]] = tuple(names)
    return fields, ranges


def _parted(person: dict[str, _Part], following: _Part, text: str) -> bool:
    """Whether what stands between a person's parts so far and ``following`` begins another."""
    between = text[max(part.end for part in person.values()) : following.start]
    if any(c.isalnum() or c in "&;" for c in between):
        return True
    complete = "surname" in person and "fname" in person
    return complete and "," in between and not following.style.endswith("suffix")


def _name(person: dict[str, _Part], text: str) -> m.Name:
    said = {part: text[one.start : one.end].strip() for part, one in person.items()}
    if "organization" in said:
        return m.Name(literal=said["organization"])
    return m.Name(
        said.get("surname", ""), said.get("fname", ""), said.get("particle", ""), said.get("suffix", "")
    )


def _person_range(kind: str, person: dict[str, _Part]) -> Range:
    start = min(one.start for one in person.values())
    inner = [
        Range(one.start - start, one.end - start, _role(role))
        for part, role in (("surname", "family"), ("fname", "given"))
        if (one := person.get(part)) is not None
    ]

    def wrap(inside: m.Inlines) -> m.Inlines:
        return (m.Span(wrap_ranges(inside, inner), role=f"ref:{kind}"),)

    return Range(start, max(one.end for one in person.values()), wrap)


def _plain(
    parts: list[_Part], raw: m.Inlines, text: str, fields: dict[str, Any], ranges: list[Range]
) -> None:
    """The fields that are no persons; the first of each counts."""
    styles = {one.style for one in parts}
    for one in parts:
        field = _FIELDS.get(one.style, "")
        if one.style == bib_styles.TITLES["book"] and styles & {"bib_chaptertitle", "bib_confpaper"}:
            field = "container_title"
        if field and field not in fields:
            fields[field] = _value(field, raw, text, one)
            ranges.append(Range(one.start, one.end, _role(field)))
    if dated := _whole(parts, (bib_styles.YEAR, bib_styles.MONTH, bib_styles.DAY), _LONGEST_DATE):
        fields["issued"] = read_date(text[slice(*dated)])
        ranges.append(Range(*dated, _role("issued")))
    if pages := _whole(parts, (bib_styles.FIRST_PAGE, bib_styles.LAST_PAGE), _LONGEST_DATE):
        fields["page"] = text[slice(*pages)]
        ranges.append(Range(*pages, _role("page")))


def _value(field: str, raw: m.Inlines, text: str, one: _Part) -> object:
    if field in {"accessed", "original_date"}:
        return read_date(text[one.start : one.end])
    if field not in _RICH:
        return text[one.start : one.end].strip()
    inside = cut(raw, [one.start, one.end])[1]
    while len(inside) == 1 and isinstance(inside[0], m.Styled | m.Link):
        inside = inside[0].children  # how the whole title looks is the style's
    return inside


def _whole(parts: list[_Part], styles: tuple[str, ...], longest: int) -> tuple[int, int] | None:
    """From the first to the last of the parts in ``styles``; of the first style alone where others stand between them."""
    own = [one for one in parts if one.style in styles]
    leading = next((one for one in own if one.style == styles[0]), None)
    if leading is None:
        return None
    start, end = min(one.start for one in own), max(one.end for one in own)
    apart = any(start < one.start < end and one.style not in styles for one in parts)
    return (leading.start, leading.end) if apart or end - start > longest else (start, end)


def _role(field: str) -> Callable[[m.Inlines], m.Inlines]:
    return lambda inside: (m.Span(inside, role=f"ref:{field}"),) if inside else ()
