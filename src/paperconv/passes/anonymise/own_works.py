"""The authors' own works, in the reference list and where the text cites them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from paperconv import model as m
from paperconv import patterns
from paperconv.anonymity.folding import fold, places
from paperconv.passes.anonymise.told import Told
from paperconv.patterns import late

_MOST_FALLS = 8
"""Of so many entries in the order of the alphabet one may stand before its place: authors sort by hand."""
_ROLES = ("authors", "editors")
_YEAR = late(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_DELIMITED = late(r"[^;()\[\]]*?[^\W\d_][^;()\[\]]*?(?=,?\s*[(\[]?\s*$)")
_JOIN = r"(?:,?\s*(?:&|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*|,\s*)"
_OTHERS = r"(?:,?\s*(?:\bet\.?\s+al\b\.?|\band (?:others|colleagues|co-?workers)\b|\bu\.\s?a\.))?"


def mask_own_works(document: m.Document, own: frozenset[str], mask: str, told: Told) -> m.Document:
    """``document`` in which entries of ``own`` are ``mask`` and the year, and citations name them so.

    All else that an entry says (title, journal, identifiers) would lead to it.
    """
    if not own:
        return document
    works = {one.id: one for one in document.references if one.id in own}
    names = {id: f"ref-own{number}" for number, id in enumerate(works, 1)}
    told.masked["own work"] += len(works)
    lists = tuple(
        m.replace(
            listed,
            references=_moved(
                tuple(
                    _masked(one, names, mask)
                    if one.id in own
                    else m.replace(one, same_as=names.get(one.same_as, one.same_as))
                    for one in listed.references
                ),
                frozenset(names.values()),
                mask,
            ),
        )
        for listed in document.reference_lists
    )

    def rule(node: m.Node) -> m.Node | None:
        match node:
            case m.Citation(items, _, source) if any(item.ref in own for item in items):
                cited = [works[item.ref] for item in items if item.ref in own]
                return m.replace(node, source=_renamed(source, cited, mask), items=tuple(map(item_of, items)))
            case m.CrossRef(target) if target in names:
                return m.replace(node, target=names[target])
        return None

    def item_of(item: m.CiteItem) -> m.CiteItem:
        return m.replace(item, ref=names.get(item.ref, item.ref))

    return m.rewrite(m.replace(document, reference_lists=lists), rule)


def _moved(references: tuple[m.Reference, ...], masked: frozenset[str], mask: str) -> tuple[m.Reference, ...]:
    """``references`` with those that are ``masked`` where ``mask`` stands in the alphabet: their old places tell the names.

    A list with numbers, or in another order, keeps its own.
    """
    others = [one for one in references if one.id not in masked]
    heads = [_filed(m.text_of(one.raw)) for one in others]
    falls = sum(after < before for before, after in pairwise(heads))
    if any(one.label for one in references) or not all(heads) or falls * _MOST_FALLS > len(heads):
        return references
    place = sum(head < _filed(mask) for head in heads)
    own = sorted((one for one in references if one.id in masked), key=_year_of)
    return (*others[:place], *own, *others[place:])


def _filed(text: str) -> str:
    """What an alphabetical list goes by: letters without accents or case, from the first of them on."""
    return patterns.sub(r"^\W+", "", fold(text)).casefold()


def _year_of(reference: m.Reference) -> int:
    return reference.issued.year if reference.issued else 0


def _masked(reference: m.Reference, names: dict[str, str], mask: str) -> m.Reference:
    year = reference.issued.year if reference.issued else 0
    if not year:
        found = _YEAR.search(m.text_of(reference.raw))
        year = int(found[0]) if found else 0
    shown = f"{mask} ({year})." if year else f"{mask}."
    return m.Reference(
        id=names[reference.id],
        type=reference.type or "document",
        label=reference.label if not patterns.search(r"[^\W\d_]{2}", reference.label) else "",
        authors=(m.Name(literal=mask),),
        issued=m.Date(year=year) if year else None,
        raw=m.text(shown) if reference.raw else (),
        same_as=names.get(reference.same_as, reference.same_as),
        provenance=reference.provenance,
        pos=reference.pos,
    )


def _renamed(source: m.Inlines, cited: list[m.Reference], mask: str) -> m.Inlines:
    """A citation as printed, with ``mask`` for the names of works in ``cited``."""
    if not source:
        return source
    text = m.text_of(source)
    ranges: list[tuple[int, int]] = []
    for work in cited:
        for found in _by_names(text, work) or _by_year(text, work):
            if not any(found[0] < end and start < found[1] for start, end in ranges):
                ranges.append(found)
    return _replaced(source, sorted(ranges), mask)


def _by_names(text: str, work: m.Reference) -> list[tuple[int, int]]:
    """Where the names of the work's authors stand, as one stretch each."""
    families = {
        fold(name.family or name.literal.partition(",")[0])
        for role in _ROLES
        for name in getattr(work, role)
        if name.family or name.literal
    }
    if not families:
        return []
    one = "|".join(map(re.escape, sorted(families, key=len, reverse=True)))
    person = rf"(?:[A-Z]\.[\s-]?){{0,3}}(?:(?:van|von|de|der|den|da|di|del|la|le)\s+)*(?:{one})"
    pattern = rf"(?<![^\W\d_]){person}(?:{_JOIN}{person})*{_OTHERS}(?![^\W\d_])"
    at = places(text)
    return [(at[found.start()], at[found.end()]) for found in re.finditer(pattern, fold(text), re.IGNORECASE)]


def _by_year(text: str, work: m.Reference) -> list[tuple[int, int]]:
    """What stands before the work's year, for an entry whose names were not understood."""
    year = str(work.issued.year) if work.issued and work.issued.year else ""
    year = year or next(iter(_YEAR.findall(m.text_of(work.raw))), "")
    if not year:
        return []
    found: list[tuple[int, int]] = []
    for each in re.finditer(rf"(?<!\d){year}(?!\d)", text):
        before = _DELIMITED.search(text, 0, each.start())
        last = None
        while before:
            last, before = (
                before,
                _DELIMITED.search(text, before.end(), each.start()) if before.end() < each.start() else None,
            )
        if last and patterns.search(r"[^\W\d_]{2}", last[0]):
            lead = len(last[0]) - len(last[0].lstrip())
            found.append((last.start() + lead, last.end()))
    return found


def _replaced(source: m.Inlines, ranges: list[tuple[int, int]], mask: str) -> m.Inlines:
    """``source`` with the characters in ``ranges`` replaced, across markup."""
    at = 0

    def leaf(value: str) -> str:
        nonlocal at
        start, at = at, at + len(value)
        out: list[str] = []
        done = 0
        for begin, end in ranges:
            if begin < at and end > start:
                out += [value[done : max(begin - start, 0)], mask if begin >= start else ""]
                done = min(end - start, len(value))
        return "".join([*out, value[done:]])

    def walk(nodes: m.Inlines) -> m.Inlines:
        nonlocal at
        made: list[m.Inline] = []
        for node in nodes:
            changes: dict[str, Any] = {}
            if isinstance(node, m.Text):
                changes["value"] = leaf(node.value)
            elif isinstance(node, m.Styled | m.Link | m.Span | m.CrossRef):
                changes["children"] = walk(node.children)
            else:
                at += len(m.text_of(node))
            made.append(m.replace(node, **changes) if changes else node)
        return tuple(made)

    return walk(source)
