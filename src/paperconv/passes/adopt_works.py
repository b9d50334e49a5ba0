"""Put works that the author gives beside the manuscript in the place of what the manuscript says of them."""

from __future__ import annotations

from collections.abc import Iterator

from paperconv import model as m
from paperconv.citations.ids import reference_keys, unused
from paperconv.citations.works import fold
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.passes.parse_references import parse_references
from paperconv.passes.types import Pass

_ALIKE = 0.8


def adopt_works(works: tuple[m.Reference, ...]) -> Pass:
    """A pass that takes ``works`` (from bibliography files) into the document.

    An entry of a printed list is a work with its DOI, with the key that ``paperconv references`` gives the entry, or with
    its title and year: the work's fields take the place of the entry's string, at its place in the list and under its
    number. A work with the key of one that the manuscript's own bibliography has takes its place too. The rest is added,
    to be cited by key, or by number where no list is printed.
    """

    def run(document: m.Document, log: Log) -> m.Document:
        document = parse_references(document, log)
        entries = list(document.references)
        found = dict(_matches(entries, works))
        if entries:
            _report(entries, found, log)
        lists = [
            m.replace(
                listed,
                references=tuple(
                    _adopted(one, found[one.id]) if one.id in found else one for one in listed.references
                ),
            )
            for listed in document.reference_lists
        ]
        used = {id(work) for work in found.values()}
        taken = {str(given) for node in m.iter_nodes(document) if (given := getattr(node, "id", ""))}
        counts: dict[str, int] = {}
        rest = tuple(
            m.replace(work, id=unused(work.id, taken, counts)) for work in works if id(work) not in used
        )
        if rest:
            at = next((place for place, one in reversed([*enumerate(lists)]) if not one.section), None)
            if at is None:
                lists.append(m.ReferenceList(rest))
            else:
                lists[at] = m.replace(lists[at], references=(*lists[at].references, *rest))
        return m.replace(document, reference_lists=tuple(lists))

    return run


def _adopted(entry: m.Reference, work: m.Reference) -> m.Reference:
    return m.replace(work, id=entry.id, label=entry.label, pos=entry.pos, provenance=entry.provenance)


def _matches(entries: list[m.Reference], works: tuple[m.Reference, ...]) -> Iterator[tuple[str, m.Reference]]:
    """The work that each entry is, by the entry's id; each work once."""
    keys = reference_keys(one for one in entries if not one.same_as)
    left = dict(enumerate(works))
    by_key = {work.key: place for place, work in left.items() if work.key}
    by_doi = {work.doi.lower(): place for place, work in left.items() if work.doi}
    waiting: list[m.Reference] = []
    for one in entries:
        if one.same_as:
            continue
        place = by_doi.get(one.doi.lower()) if one.doi else None
        if place is None or place not in left:
            place = by_key.get(keys[one.id])
        if place is not None and place in left:
            yield one.id, left.pop(place)
        else:
            waiting.append(one)
    titles: dict[str, list[int]] = {}
    for place, work in left.items():
        for word in set(_words(m.text_of(work.title))):
            titles.setdefault(word, []).append(place)
    for one in waiting:
        shared: dict[int, int] = {}
        for word in set(_words(m.text_of(one.title) or m.text_of(one.raw))):
            # A word of many titles tells little and costs much.
            for place in titles.get(word, ())[:50]:
                shared[place] = shared.get(place, 0) + 1
        best = max(
            (place for place in shared if place in left), key=lambda place: shared[place], default=None
        )
        if best is not None and _is_same(one, left[best]):
            yield one.id, left.pop(best)


def _is_same(entry: m.Reference, work: m.Reference) -> bool:
    """Whether the words of the titles are the same for the most part, and the years do not differ."""
    own, other = (
        set(_words(m.text_of(entry.title) or m.text_of(entry.raw))),
        set(_words(m.text_of(work.title))),
    )
    years = [one.issued.year for one in (entry, work) if one.issued and one.issued.year]
    if len(other) < 2 or len(set(years)) > 1:
        return False
    whole = len(own | other) if entry.title else len(other)
    return len(own & other) >= _ALIKE * whole


def _words(text: str) -> list[str]:
    return [word for one in text.split() if len(word := fold(one)) > 2]


def _report(entries: list[m.Reference], found: dict[str, m.Reference], log: Log) -> None:
    replaced = [one for one in entries if one.raw and one.id in found]
    if replaced:
        log(
            Diagnostic(
                Rule.REFERENCE_PARSED,
                f"{len(replaced)} entries of the reference list are printed from the bibliography",
                Severity.INFO,
                replaced[0].pos,
                removed="\n".join(m.text_of(one.raw) for one in replaced),
            )
        )
    missing = [
        one.label.strip("[]().") or one.id
        for one in entries
        if one.raw and one.id not in found and not one.same_as
    ]
    if missing:
        shown = ", ".join(missing[:20]) + (" …" if len(missing) > 20 else "")
        log(
            Diagnostic(
                Rule.REFERENCE_PARSED,
                f"entries that the bibliography does not have stay as they are printed: {shown}",
            )
        )
