"""References as CSL-JSON, and back: https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from paperconv import model as m
from paperconv import patterns
from paperconv.patterns import late

Item: TypeAlias = dict[str, Any]

NAMES = {
    "author": "authors",
    "editor": "editors",
    "translator": "translators",
    "container-author": "container_authors",
    "collection-editor": "collection_editors",
}
RICH = {
    "title": "title",
    "title-short": "short_title",
    "container-title": "container_title",
    "collection-title": "collection_title",
    "annote": "annote",
}
DATES = {
    "issued": "issued",
    "accessed": "accessed",
    "original-date": "original_date",
    "event-date": "event_date",
}
PLAIN = {
    "container-title-short": "container_title_short",
    "collection-number": "collection_number",
    "event-title": "event_title",
    "event-place": "event_place",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "number": "number",
    "number-of-pages": "number_of_pages",
    "number-of-volumes": "number_of_volumes",
    "chapter-number": "chapter_number",
    "section": "section",
    "edition": "edition",
    "version": "version",
    "genre": "genre",
    "medium": "medium",
    "status": "status",
    "publisher": "publisher",
    "publisher-place": "publisher_place",
    "archive": "archive",
    "archive_location": "archive_location",
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "URL": "url",
    "language": "language",
    "note": "note",
}
_OTHER_SPELLINGS = {
    "shortTitle": "title-short",
    "journalAbbreviation": "container-title-short",
    "event": "event-title",
    "doi": "DOI",
    "url": "URL",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "archive-location": "archive_location",
}
SILENT = frozenset(
    {
        "id",
        "type",
        "abstract",
        "keyword",
        "categories",
        "citation-key",
        "citation-label",
        "custom",
        "first-reference-note-number",
        "year-suffix",
        "file",
        "source",
    }
)
"""Variables that no style prints in an entry: dropping them loses nothing of the paper."""

_STYLES: dict[str, m.InlineStyle] = {
    "i": "emph",
    "em": "emph",
    "b": "strong",
    "strong": "strong",
    "sup": "sup",
    "sub": "sub",
    "sc": "smallcaps",
    "u": "underline",
}
_TAGS: dict[str, tuple[str, str]] = {
    "emph": ("<i>", "</i>"),
    "strong": ("<b>", "</b>"),
    "sup": ("<sup>", "</sup>"),
    "sub": ("<sub>", "</sub>"),
    "smallcaps": ('<span style="font-variant: small-caps;">', "</span>"),
}
_TAG = late(r"<(/?)(i|em|b|strong|sup|sub|sc|u|span)((?:\s[^<>]{0,200})?)>")


def from_csl(item: Mapping[str, Any], id: str) -> tuple[m.Reference, tuple[str, ...]]:
    """``item`` as a reference with the id ``id``, and the printable variables for which a reference has no place."""
    fields: dict[str, Any] = {}
    lost: list[str] = []
    for given, value in item.items():
        name = _OTHER_SPELLINGS.get(given, given)
        if not value and value != 0:
            continue
        if name in NAMES:
            fields[NAMES[name]] = _names(value)
        elif name in RICH:
            fields[RICH[name]] = rich(value)
        elif name in DATES:
            date = _date(value)
            if date is not None:
                fields[DATES[name]] = date
        elif name in PLAIN:
            fields[PLAIN[name]] = _plain(value)
        elif name not in SILENT:
            lost.append(given)
    key = _plain(item.get("id", ""))
    return m.Reference(id, type=_plain(item.get("type", "")) or "document", key=key, **fields), tuple(lost)


def to_csl(reference: m.Reference) -> Item:
    """``reference`` as a CSL-JSON item under its own id; what the reference does not say is left out."""
    item: Item = {"id": reference.id, "type": reference.type or "document"}
    for name, field in NAMES.items():
        if names := getattr(reference, field):
            item[name] = [_csl_name(one) for one in names]
    for name, field in RICH.items():
        if inlines := getattr(reference, field):
            item[name] = html(inlines)
    for name, field in DATES.items():
        if date := getattr(reference, field):
            item[name] = _csl_date(date)
    for name, field in PLAIN.items():
        if value := getattr(reference, field):
            item[name] = value
    return item


def rich(value: Any) -> m.Inlines:
    """CSL's light markup (``<i>``, ``<sup>``, ``<span class="nocase">`` …) as inlines."""
    text = _plain(value)
    stack: list[tuple[str, str, list[m.Inline]]] = [("", "", [])]
    at = 0
    for tag in _TAG.finditer(text):
        _add(stack[-1][2], text[at : tag.start()])
        at = tag.end()
        if not tag[1]:
            stack.append((tag[2], tag[3], []))
        elif any(tag[2] == name for name, _, _ in stack[1:]):
            while _close(stack) != tag[2]:
                pass
        else:
            _add(stack[-1][2], tag[0])
    _add(stack[-1][2], text[at:])
    while len(stack) > 1:
        _close(stack)
    return tuple(stack[0][2])


def html(inlines: Iterable[m.Inline]) -> str:
    """``inlines`` in CSL's light markup."""
    parts: list[str] = []
    for node in inlines:
        match node:
            case m.Styled(style, children) if style in _TAGS:
                before, after = _TAGS[style]
                parts += [before, html(children), after]
            case m.Span(children, role=role):
                before, after = ('<span class="nocase">', "</span>") if role == "nocase" else ("", "")
                parts += [before, html(children), after]
            case m.Styled() | m.Link() | m.CrossRef() | m.Abbreviation():
                parts.append(html(node.children))
            case m.Math(tex):
                parts.append(f"${tex}$")
            case _:
                parts.append(m.text_of(node))
    return "".join(parts)


def _add(children: list[m.Inline], text: str) -> None:
    if text:
        if children and isinstance(children[-1], m.Text):
            children[-1] = m.Text(children[-1].value + text)
        else:
            children.append(m.Text(text))


def _close(stack: list[tuple[str, str, list[m.Inline]]]) -> str:
    name, attributes, children = stack.pop()
    outer = stack[-1][2]
    held = tuple(children)
    if not held:
        return name
    if name in _STYLES:
        outer.append(m.Styled(_STYLES[name], held))
    elif "small-caps" in attributes:
        outer.append(m.Styled("smallcaps", held))
    elif "nocase" in attributes:
        outer.append(m.Span(held, role="nocase"))
    else:
        for child in held:
            _add(outer, child.value) if isinstance(child, m.Text) else outer.append(child)
    return name


def _plain(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Sequence):
        return ", ".join(filter(None, (_plain(one) for one in value)))
    return ""


_CUT_SHORT = late(r"others|et\.? al\.?", re.IGNORECASE)


def _names(value: Any) -> tuple[m.Name, ...]:
    listed = value if isinstance(value, list) else [value]
    return tuple(name for name in (_name(one) for one in listed) if name != m.Name())


def _name(value: Any) -> m.Name:
    if isinstance(value, str):
        return m.Name(literal=_plain(value))
    if not isinstance(value, Mapping):
        return m.Name()
    parts = {key: _plain(value.get(key, "")) for key in ("family", "given", "suffix", "literal")}
    if _CUT_SHORT.fullmatch(parts["family"] or parts["literal"]) and not parts["given"]:
        return m.Name(literal=m.OTHERS)
    particle = " ".join(
        filter(None, (_plain(value.get(key, "")) for key in ("dropping-particle", "non-dropping-particle")))
    )
    if (
        parts["family"]
        and not parts["given"]
        and not particle
        and not parts["suffix"]
        and value.get("isInstitution")
    ):
        return m.Name(literal=parts["family"])
    return m.Name(parts["family"], parts["given"], particle, parts["suffix"], parts["literal"])


def _csl_name(name: m.Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    held = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {key: value for key, value in held.items() if value}


def _date(value: Any) -> m.Date | None:
    if isinstance(value, int):
        return m.Date(year=value)
    if isinstance(value, str):
        return _edtf(value)
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        value = value[0]
    if not isinstance(value, Mapping):
        return None
    # pandoc's YAML has a date's parts by name, too.
    named = [value[name] for name in ("year", "month", "day") if value.get(name)]
    parts = value.get("date-parts") or ([named] if value.get("year") else [])
    season = _plain(value.get("season", ""))
    circa = bool(value.get("circa"))
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        numbers = [
            [int(n) for n in one if str(n).lstrip("-").isdigit()]
            for one in parts[:2]
            if isinstance(one, list)
        ]
        if numbers and numbers[0]:
            literal = (
                "/".join("-".join(f"{n:02d}" for n in one) for one in numbers) if len(numbers) > 1 else ""
            )
            year, month, day = (*numbers[0], 0, 0)[:3]
            return m.Date(year, month, day, season, literal, circa)
    literal = _plain(value.get("literal") or value.get("raw") or value.get("edtf") or "")
    given = _edtf(literal)
    return m.replace(given, circa=circa, season=season) if given else None


def _edtf(text: str) -> m.Date | None:
    """A date in ISO 8601; anything else stays as the source writes it."""
    found = patterns.fullmatch(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?(?:T.*)?([~?]?)", text.strip())
    if found:
        year, month, day = (int(found[i] or 0) for i in (1, 2, 3))
        return m.Date(year, month, day, circa=bool(found[4]))
    return m.Date(literal=text.strip()) if text.strip() else None


def _csl_date(date: m.Date) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if date.year:
        parts = [[n for n in (date.year, date.month, date.day if date.month else 0) if n]]
        last = patterns.search(r"/(\d{4})(?:-(\d\d))?(?:-(\d\d))?$", date.literal)
        if last:
            parts.append([int(n) for n in last.groups() if n])
        out["date-parts"] = parts
    elif date.literal:
        out["literal"] = date.literal
    if date.season:
        out["season"] = date.season
    if date.circa:
        out["circa"] = True
    return out
