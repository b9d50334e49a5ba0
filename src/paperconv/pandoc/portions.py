"""A long list of works through citeproc in portions.

Where a style tells namesakes apart by their given names, pandoc's citeproc compares all names with all others: 2,000 works take
40 times the time of 200. Who shares a family name with another is seen at once, however. So the works of namesakes go through
citeproc some at a time, each time with all works that they could be taken for, and the others without that rule. The order
of the list is asked for by itself. What is printed is the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from paperconv import model as m
from paperconv.pandoc.cite import Entry, Formatted, citeproc
from paperconv.patterns import late

LONG = 300
"""Works in a list that one call formats in any style."""
PORTION = 200
"""Works in a call for namesakes, about."""

_CITATION = late(r"<citation\b[^>]*>")
# By the rule "by-cite", which is also what holds without one, only citations that look alike are compared.
_BY_NAMES = late(r'givenname-disambiguation-rule\s*=\s*["\'](all|primary)-name')
_GIVEN = late(r'\sdisambiguate-add-givenname\s*=\s*["\']true["\']')
# What is printed depends on all citations before it, or the list is in their order.
_IN_ORDER = late(r'\bposition\s*=|\bet-al-subsequent-|\bclass\s*=\s*["\']note["\']|["\']citation-number["\']')
_LAYOUT = late(r"<layout\b[^>]*>.*?</layout>", re.DOTALL)
_MARK = '<layout><text value="x"/></layout>'
_CITING = late(r"<citation\b[^>]*>.*?</citation>", re.DOTALL)
_SORTED = late(
    r"<bibliography\b[^>]*>\s*(?:<!--.*?-->\s*)*<sort>.*?(?:author|contribut|creator|editor|name).*?</sort>",
    re.DOTALL,
)


def format_list(
    items: Sequence[Mapping[str, Any]],
    clusters: Sequence[m.Citation],
    *,
    style: bytes | None,
    locale: str,
) -> Formatted:
    """As :func:`~paperconv.pandoc.cite.citeproc`, by one call of pandoc if there are at most :data:`LONG` items.

    Raises:
        ConversionFailed: pandoc does not understand the style.
        MissingTool: there is no pandoc.
    """
    text = style.decode("utf-8", "replace") if style and len(items) > LONG else ""
    plain = _without_given(text)
    if not plain:
        return citeproc(items, clusters, style=style, locale=locale)
    works = _Works(items, clusters, first="primary-name" in _rule(text))
    portions = works.portions()
    # Names that all share: they would go through again and again.
    if sum(len(portion.works) ** 2 for portion in portions) > len(items) ** 2:
        return citeproc(items, clusters, style=style, locale=locale)
    listed = citeproc(items, (), style=_in_order_only(text), locale=locale).entries
    printed: dict[int, m.Inlines] = {}
    entries: dict[str, Entry] = {}
    for portion, rules in ((works.rest(portions), plain), *((portion, text) for portion in portions)):
        numbers, leading = works.order(portion)
        indexes = sorted(portion.clusters)
        made = citeproc(
            [items[number] for number in numbers],
            [*leading, *(clusters[index] for index in indexes)],
            style=rules,
            locale=locale,
        )
        printed.update(zip(indexes, made.clusters[len(leading) :], strict=True))
        asked = {str(items[number]["id"]) for number in portion.asked}
        entries.update((id, entry) for id, entry in made.entries.items() if id in asked)
    return Formatted(
        {id: entries[id] for id in listed if id in entries},
        tuple(printed[index] for index in range(len(clusters))),
    )


def _rule(style: str) -> str:
    citation = _CITATION.search(style)
    return citation[0] if citation else ""


def _without_given(style: str) -> str:
    """``style`` without telling namesakes apart; empty where it does not, or where a list cannot go through in portions."""
    citation = _rule(style)
    if not _BY_NAMES.search(citation) or not _GIVEN.search(citation):
        return ""
    if _IN_ORDER.search(style) or not _SORTED.search(style):
        return ""
    return style.replace(citation, _GIVEN.sub("", citation), 1)


def _in_order_only(style: str) -> str:
    """``style`` that puts works in the same order, and prints next to nothing of them."""
    return _CITING.sub(f"<citation>{_MARK}</citation>", _LAYOUT.sub(_MARK, style))


class _Portion(msgspec.Struct):
    """Works that go through together: those ``asked`` for, all ``works`` that these could be taken for, and citations."""

    works: set[int]
    clusters: set[int]
    asked: set[int] = msgspec.field(default_factory=set)


class _Works:
    """The works by what a citation of them could begin with: a family name, or nothing where there is no author."""

    def __init__(
        self, items: Sequence[Mapping[str, Any]], clusters: Sequence[m.Citation], *, first: bool
    ) -> None:
        self._numbers = {str(item["id"]): number for number, item in enumerate(items)}
        self._ids = list(self._numbers)
        self._cited = [
            [self._numbers[item.ref] for item in cluster.items if item.ref in self._numbers]
            for cluster in clusters
        ]
        self._keys: list[set[str]] = []
        self._bearers: dict[str, list[int]] = defaultdict(list)
        forms: dict[str, set[str]] = defaultdict(set)
        for number, item in enumerate(items):
            keys = set() if item.get("author") else {""}
            for value in item.values():
                if not isinstance(value, list):
                    continue
                for name in value[:1] if first else value:
                    if isinstance(name, dict):
                        family = str(name.get("family") or name.get("literal") or "").casefold()
                        forms[family].add(repr(sorted(name.items())))
                        keys.add(family)
            self._keys.append(keys)
            for key in keys:
                self._bearers[key].append(number)
        self._shared = {family for family, found in forms.items() if len(found) > 1}
        # pandoc counts works as they are cited first, then the others.
        self._rank = {
            number: rank for rank, number in enumerate(self._in_order(range(len(items)), self._cited))
        }

    @staticmethod
    def _in_order(numbers: Iterable[int], cited: Iterable[Iterable[int]]) -> Iterable[int]:
        return dict.fromkeys(number for group in (*cited, numbers) for number in group)

    def portions(self) -> list[_Portion]:
        """All works of namesakes, with the clusters that cite them, in portions."""
        wanted: list[tuple[str, set[int], set[int]]] = []
        for index, cited in enumerate(self._cited):
            if shared := self._names(cited):
                wanted.append((min(shared), set(cited), {index}))
        seen = {number for _, held, _ in wanted for number in held}
        wanted += [
            (min(shared), {number}, set())
            for number in range(len(self._keys))
            if number not in seen and (shared := self._names([number]))
        ]
        wanted.sort(key=lambda one: one[0])
        out: list[_Portion] = []
        for _, held, indexes in wanted:
            near = self._near(held)
            if not out or len(out[-1].works | near) > PORTION:
                out.append(_Portion(set(), set()))
            out[-1].asked |= held
            out[-1].works |= near
            out[-1].clusters |= indexes
        return out

    def rest(self, portions: Iterable[_Portion]) -> _Portion:
        """All other works and clusters."""
        asked = set(range(len(self._keys))).difference(*(portion.asked for portion in portions))
        clusters = set(range(len(self._cited))).difference(*(portion.clusters for portion in portions))
        cited = {number for index in clusters for number in self._cited[index]}
        return _Portion(self._near(asked | cited), clusters, asked)

    def _near(self, numbers: Iterable[int]) -> set[int]:
        """These works and all that they could be taken for."""
        return {other for number in numbers for key in self._keys[number] for other in self._bearers[key]}

    def order(self, portion: _Portion) -> tuple[list[int], list[m.Citation]]:
        """The works of ``portion`` in the order of the list, and a cluster to come first where that changes something.

        Letters behind years follow the order of the citations where nothing else tells works apart.
        """
        numbers = sorted(portion.works)
        own = self._in_order(numbers, (self._cited[index] for index in sorted(portion.clusters)))
        ranks: dict[str, list[int]] = defaultdict(list)
        for number in own:
            for key in self._keys[number]:
                ranks[key].append(self._rank[number])
        moved = {key for key, found in ranks.items() if found != sorted(found)}
        early = sorted(
            (number for number in numbers if not moved.isdisjoint(self._keys[number])),
            key=self._rank.__getitem__,
        )
        leading = [m.Citation(tuple(m.CiteItem(self._ids[number]) for number in early))] if early else []
        return numbers, leading

    def _names(self, numbers: Iterable[int]) -> set[str]:
        """The names in these works that others bear too."""
        return {key for number in numbers for key in self._keys[number]} & self._shared
