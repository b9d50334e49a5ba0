"""Turn the citations that the text prints, by number or by author and year, into pointers to the reference list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from paperconv import model as m
from paperconv import patterns
from paperconv.citations.author_year import find_author_year
from paperconv.citations.marks import (
    Mark,
    Missing,
    System,
    find_brackets,
    find_labels,
    find_named,
    find_parentheses,
    find_raised_digits,
    find_trailing,
    is_tight,
    raised_items,
    raised_text,
)
from paperconv.citations.ranges import OPAQUE, Range, flat, wrap_ranges
from paperconv.citations.works import Works
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity, ignore
from paperconv.passes.lines import lines, rewrite_all, rewrite_text

_DOUBTFUL = (System.PARENTHESES, System.TRAILING)
"""Marks that are mostly something else: they must reach half of the list, and in order."""


def link_citations(document: m.Document, log: Log) -> m.Document:
    """Every mark that is sure becomes a citation; its text stays as it is.

    A paper uses one system, the one that fits most of its list. What looks like a citation by author and year and fits no
    entry, or several, stays text and is reported.
    """
    if not document.reference_lists:
        return document
    own = {one.section: one for one in document.reference_lists if one.section}
    common = [one for listed in document.reference_lists if not listed.section for one in listed.references]
    if own:
        document = _link_chapters(document, own, log)
    if common:
        document = _link_text(document, Works(common), log)
    _report_uncited(document, log)
    return document


def _report_uncited(document: m.Document, log: Log) -> None:
    """One line for all entries of a printed list that nothing in the text points to."""
    cited: set[str] = set()
    by_mark = False
    # Entries themselves cite nothing, and are the most of a document's nodes.
    for part in (document.meta, *document.blocks, *document.sections, *document.back, *document.notes):
        for node in m.iter_nodes(part):
            if isinstance(node, m.CiteItem):
                cited.add(node.ref)
                by_mark = True
            elif isinstance(node, m.CrossRef):
                cited.add(node.target)
    uncited = [
        one.label.strip("[]().") or one.id
        for one in document.references
        if one.raw and one.id not in cited and not one.same_as
    ]
    if uncited and by_mark:
        shown = ", ".join(uncited[:20]) + (" …" if len(uncited) > 20 else "")
        log(Diagnostic(Rule.REFERENCE_CITED, f"entries that nothing cites: {shown}", Severity.INFO))


def _link_chapters(document: m.Document, own: dict[str, m.ReferenceList], log: Log) -> m.Document:
    """Link within the sections that have a reference list of their own."""
    sections: list[m.Section] = []
    for section in document.sections:
        listed = own.get(section.id)
        if listed is None:
            sections.append(section)
            continue
        linker = _linker((section,), Works(listed.references), log)
        sections.extend(rewrite_all((section,), linker.link) if linker else (section,))
    if all(new is old for new, old in zip(sections, document.sections, strict=True)):
        return document
    return m.replace(document, sections=tuple(sections))


def _link_text(document: m.Document, works: Works, log: Log) -> m.Document:
    parts = (*document.meta.abstracts, *document.blocks, *document.sections, *document.back, *document.notes)
    linker = _linker(parts, works, log)
    return rewrite_text(document, linker.link) if linker else document


def _linker(parts: tuple[m.Node, ...], works: Works, log: Log) -> _Linker | None:
    """A linker for the system whose marks reach most of the list; None if there is none.

    Brackets come first, since raised numbers may be notes or exponents. Marks that are linked already count too, so that
    doing it again decides alike. Who cites by key does so throughout.
    """
    done: dict[System, list[m.Citation]] = {}
    for part in parts:
        for node in m.iter_nodes(part):
            if isinstance(node, m.Citation):
                if not node.source:
                    return None
                done.setdefault(_system_of(node, works), []).append(node)
    found = [line for part in parts for line in lines(part)]
    total = len(works.references)
    counts: dict[System, int] = {}
    linkers: dict[System, _Linker] = {}
    for system in System:
        linked = done.get(system, [])
        linker = _Linker(works, system, ignore)
        if system is System.BRACKETS:
            linker.tight = _is_tight_manner(found, linker, len(linked))
        if system is System.RAISED:
            linker.bracketed = any(raised_text(node).strip()[:1] == "[" for line in found for node in line)
        marked = [item.ref for line in found for mark in linker.marks(line, None) for item in mark.items]
        reached = {*marked, *(item.ref for one in linked for item in one.items)}
        counts[system] = len(reached)
        linkers[system] = linker
        if system in _DOUBTFUL and not linked and not _is_in_order(marked, works):
            counts[system] = 0
        if 2 * counts[system] >= total > 0:
            break
    if not works.numbered:
        # Numbers mean nothing in an unnumbered list unless they reach a good part of it.
        for system in (System.BRACKETS, System.RAISED):
            if 2 * counts.get(system, 0) < total:
                counts[system] = 0
    for system in _DOUBTFUL:
        if 2 * counts.get(system, 0) < max(total, 4):
            counts[system] = 0
    best = max(counts, key=lambda system: counts[system])
    if not counts[best]:
        return None
    linkers[best].log = log
    return linkers[best]


def _is_in_order(marked: list[str], works: Works) -> bool:
    """Whether the works of ``marked`` are cited first in about the order of the list, as numbers are given."""
    place = {one.id: at for at, one in enumerate(works.references)}
    first = [place[ref] for ref in dict.fromkeys(marked)]
    rising = sum(after == before + 1 for before, after in pairwise(first))
    return 3 * rising >= len(first) - 1


def _is_tight_manner(found: list[m.Inlines], linker: _Linker, linked: int) -> bool:
    """Whether the paper sets brackets tight to the word before them: else the few that are so are indexes."""
    tight = 0
    for line in found:
        text = flat(line)
        for mark in linker.marks(line, None):
            linked += 1
            tight += is_tight(text, mark.start)
    return 2 * tight >= linked


def _system_of(citation: m.Citation, works: Works) -> System:
    """The system of a citation that is linked already, by what it prints."""
    text = m.text_of(citation.source).strip()
    if any(raised_text(node) for node in citation.source) or text[:1] in "⁰¹²³⁴⁵⁶⁷⁸⁹":
        return System.RAISED
    if works.by_label and any(find_labels(text, works.by_label)):
        return System.LABELS
    if patterns.search(r"[^\W\d_]{2}|(?:1[5-9]|20)\d\d[a-z]?[)\]]$", text):
        return System.AUTHOR_YEAR
    if text[:1].isdigit():
        return System.TRAILING
    return System.PARENTHESES if text.startswith("(") else System.BRACKETS


class _Linker:
    """Finds and links the marks of one system."""

    def __init__(self, works: Works, system: System, log: Log) -> None:
        self._works = works
        self._system = system
        self.log = log
        self.tight = True
        self.bracketed = False  # whether raised numbers stand in brackets, so that some may have come down

    def link(self, line: m.Inlines, pos: Pos | None) -> m.Inlines:
        found = self.marks(line, pos)
        if not found:
            return line
        return wrap_ranges(line, [Range(one.start, one.end, _citation(one)) for one in found])

    def marks(self, line: m.Inlines, pos: Pos | None) -> list[Mark]:
        numbers = self._works.by_number
        match self._system:
            case System.BRACKETS:
                text = flat(line)
                found = find_brackets(text, numbers, tight=self.tight) if "[" in text else ()
                return self._marks([*found, *find_named(text, numbers)], pos)
            case System.LABELS:
                text = flat(line)
                return list(find_labels(text, self._works.by_label)) if "[" in text else []
            case System.PARENTHESES:
                text = flat(line)
                found = find_parentheses(text, numbers) if "(" in text else ()
                return self._marks([*found, *find_named(text, numbers)], pos)
            case System.TRAILING:
                return list(find_trailing(flat(line), numbers))
            case System.RAISED:
                text = flat(line)
                also = find_brackets(text, numbers) if self.bracketed and "[" in text else ()
                return self._marks([*_raised(line, numbers), *find_named(text, numbers), *also], pos)
            case System.AUTHOR_YEAR:
                return self._marks(find_author_year(flat(line), self._works), pos)

    def _marks(self, found: Iterable[Mark | Missing], pos: Pos | None) -> list[Mark]:
        marks: list[Mark] = []
        for one in sorted(found, key=lambda one: one.start):
            if isinstance(one, Missing):
                self._report(one, pos)
            elif not marks or one.start >= marks[-1].end:
                marks.append(one)
        return marks

    def _report(self, missing: Missing, pos: Pos | None) -> None:
        printed = missing.text.strip(f" {OPAQUE}")[:80]
        problem = "fits several entries" if missing.ambiguous else "fits no entry"
        severity = Severity.WARNING if missing.ambiguous else Severity.INFO
        self.log(
            Diagnostic(Rule.CITATION_KNOWN, f'"{printed}" {problem} of the reference list', severity, pos)
        )


def _leaves(line: m.Inlines, at: int) -> Iterator[tuple[m.Inline, int]]:
    """The nodes of ``line`` with their places, and in the stead of bold and italics what stands in them."""
    for node in line:
        match node:
            case m.Styled("strong" | "emph", children):
                yield from _leaves(children, at)
            case _:
                yield node, at
        at += len(m.text_of(node))


def _raised(line: m.Inlines, numbers: dict[int, str]) -> list[Mark]:
    if not any(isinstance(node, m.Styled | m.Math) for node in line):
        text = m.text_of(line)
        return [] if text.isascii() else list(find_raised_digits(flat(line), numbers))
    text = flat(line)
    found = list(find_raised_digits(text, numbers))
    for node, at in _leaves(line, 0):
        raised = raised_text(node)
        if raised and not any(isinstance(one, m.Citation) for one in m.iter_nodes(node)):
            end = at + len(m.text_of(node))
            items = raised_items(raised, text[max(0, at - 20) : at], text[end : end + 2], numbers)
            if items:
                found.append(Mark(at, end, items))
    return sorted(found, key=lambda mark: mark.start)


def _citation(mark: Mark) -> Any:
    def wrap(source: m.Inlines) -> m.Inlines:
        return (m.Citation(mark.items, mark.mode, source),)

    return wrap
