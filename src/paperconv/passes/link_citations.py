"""Turn the citations that the text prints, by number or by author and year, into pointers to the reference list."""

from __future__ import annotations

from typing import Any

from paperconv import model as m
from paperconv.citations.author_year import Missing, find_author_year
from paperconv.citations.marks import (
    Mark,
    System,
    find_brackets,
    find_parentheses,
    find_raised_digits,
    raised_items,
    raised_text,
)
from paperconv.citations.ranges import OPAQUE, Range, flat, wrap_ranges
from paperconv.citations.works import Works
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity, ignore
from paperconv.passes.lines import lines, rewrite_all, rewrite_text


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
    return _link_text(document, Works(common), log) if common else document


def _link_chapters(document: m.Document, own: dict[str, m.ReferenceList], log: Log) -> m.Document:
    """Link within the sections that have a reference list of their own."""
    sections: list[m.Section] = []
    for section in document.sections:
        listed = own.get(section.id)
        if listed is None:
            sections.append(section)
            continue
        works = Works(listed.references)
        linker = _Linker(works, _choose(lines(section), works), log)
        sections.extend(rewrite_all((section,), linker.link))
    if all(new is old for new, old in zip(sections, document.sections, strict=True)):
        return document
    return m.replace(document, sections=tuple(sections))


def _link_text(document: m.Document, works: Works, log: Log) -> m.Document:
    found = [line for part in (*document.meta.abstracts, *document.blocks) for line in lines(part)]
    found.extend(
        line for part in (*document.sections, *document.back, *document.notes) for line in lines(part)
    )
    system = _choose(found, works)
    if system is System.NONE:
        return document
    return rewrite_text(document, _Linker(works, system, log).link)


def _choose(found: list[m.Inlines], works: Works) -> System:
    """The system whose marks reach most of the list; brackets first, since raised numbers may be notes or exponents."""
    total = len(works.references)
    counts: dict[System, int] = {}
    for system in (System.BRACKETS, System.RAISED, System.AUTHOR_YEAR, System.PARENTHESES):
        linker = _Linker(works, system, ignore)
        reached = {item.ref for line in found for mark in linker.marks(line, None) for item in mark.items}
        counts[system] = len(reached)
        if 2 * len(reached) >= total > 0:
            break
    if not works.numbered:
        # Numbers mean nothing in an unnumbered list unless they reach a good part of it.
        for system in (System.BRACKETS, System.RAISED):
            if 2 * counts.get(system, 0) < total:
                counts[system] = 0
    if 2 * counts.get(System.PARENTHESES, 0) < max(total, 4):
        counts[System.PARENTHESES] = 0
    best = max(counts, key=lambda system: counts[system])
    return best if counts[best] else System.NONE


class _Linker:
    """Finds and links the marks of one system."""

    def __init__(self, works: Works, system: System, log: Log) -> None:
        self._works = works
        self._system = system
        self._log = log

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
                return list(find_brackets(text, numbers)) if "[" in text else []
            case System.PARENTHESES:
                text = flat(line)
                return list(find_parentheses(text, numbers)) if "(" in text else []
            case System.RAISED:
                return _raised(line, numbers)
            case System.AUTHOR_YEAR:
                return self._author_year(flat(line), pos)
            case System.NONE:
                return []

    def _author_year(self, text: str, pos: Pos | None) -> list[Mark]:
        found: list[Mark] = []
        if "(" not in text and "[" not in text:
            return found
        for one in find_author_year(text, self._works):
            if isinstance(one, Missing):
                self._report(one, pos)
            elif not found or one.start >= found[-1].end:
                found.append(one)
        return found

    def _report(self, missing: Missing, pos: Pos | None) -> None:
        printed = missing.text.strip(f" {OPAQUE}")[:80]
        problem = "fits several entries" if missing.ambiguous else "fits no entry"
        severity = Severity.WARNING if missing.ambiguous else Severity.INFO
        self._log(
            Diagnostic(Rule.CITATION_KNOWN, f'"{printed}" {problem} of the reference list', severity, pos)
        )


def _raised(line: m.Inlines, numbers: dict[int, str]) -> list[Mark]:
    if not any(isinstance(node, m.Styled | m.Math) for node in line):
        text = m.text_of(line)
        return [] if text.isascii() else list(find_raised_digits(flat(line), numbers))
    text = flat(line)
    found = list(find_raised_digits(text, numbers))
    at = 0
    for node in line:
        length = len(m.text_of(node))
        raised = raised_text(node)
        if raised:
            items = raised_items(
                raised, text[max(0, at - 20) : at], text[at + length : at + length + 2], numbers
            )
            if items:
                found.append(Mark(at, at + length, items))
        at += length
    return sorted(found, key=lambda mark: mark.start)


def _citation(mark: Mark) -> Any:
    def wrap(source: m.Inlines) -> m.Inlines:
        return (m.Citation(mark.items, mark.mode, source),)

    return wrap
