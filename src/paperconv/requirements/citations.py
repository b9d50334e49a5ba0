"""Rules about how the text cites."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from paperconv import model as m
from paperconv import patterns
from paperconv.citations.works import fold
from paperconv.diagnostics import Rule as Known
from paperconv.patterns import late
from paperconv.requirements.paper import Paper
from paperconv.requirements.references import name_of
from paperconv.requirements.types import Check, Place, Verdict, counted, judged, unknown
from paperconv.styles import Rule

_YEAR = late(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\bn\.\s?d\b|\bforthcoming\b|\bin press\b", re.IGNORECASE)
_LABEL = late(r"\[[^\W\d_]+\+?\d{2}[a-z]?\]")
_LETTERS = late(r"[^\W\d_]{2}")
_KEY = late(
    r"\[[^\[\]\n]{0,80}?-?@[\w][\w:.#$%&+?<>~/-]*[^\[\]\n]{0,80}\]|(?<![\w.])@[A-Za-z][\w:-]*\d{2,4}\w*"
)
_TEX = late(r"\\(?:cite\w*|autocite|parencite|textcite)\*?(?:\[[^\]]*\]){0,2}\{[^}]*\}")
_MISSING = late(r"[\[(]\s*(?:\?{1,3}|citation needed|REF|CITE|ref\??)\s*[\])]")
_NUMBERS = late(r"\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]")


def form_of(citation: m.Citation) -> str:
    """How ``citation`` is printed: ``number``, ``author-date``, ``note``, or ``label`` (``[Knu84]``)."""
    shown = citation.rendered or citation.source
    text = m.text_of(shown).strip()
    if not text and any(isinstance(node, m.NoteRef) for one in shown for node in m.iter_nodes(one)):
        return "note"
    if _LABEL.search(text):
        return "label"
    if _YEAR.search(text):
        return "author-date"
    if any(character.isdigit() for character in text):
        return "number"
    return "author-date" if _LETTERS.search(text) else "number"


def _form(paper: Paper) -> str:
    """How most citations are printed; empty where there are none."""
    in_text = [node for node, _ in paper.citations if isinstance(node, m.Citation)]
    forms = Counter(form_of(one) for one in in_text)
    return forms.most_common(1)[0][0] if forms else ""


def citation_form(paper: Paper, rule: Rule) -> Verdict:
    """How the text cites. Citations that stand in notes only are citations by note."""
    outside = [(node, pos) for node, pos in paper.text_nodes if isinstance(node, m.Citation)]
    if not paper.citations:
        why = "no citation of the text was recognised" if paper.references else "the manuscript cites nothing"
        return unknown(why)
    if not outside:
        return judged(() if "note" in rule.values else (Place("the text cites in notes"),), "note")
    forms = Counter(form_of(node) for node, _ in outside)
    said = ", ".join(f"{counted(number, 'citations')} by {form}" for form, number in forms.most_common())
    others = [Place(f"“{_shown(node)}”", pos) for node, pos in outside if form_of(node) not in rule.values]
    return judged(others, said)


def _shown(citation: m.Citation) -> str:
    return " ".join(m.text_of(citation.rendered or citation.source).split())[:60]


def citation_order(paper: Paper, _: Rule) -> Verdict:
    """Numbers are given in the order in which the text first cites; citations in figures and tables are left aside."""
    if not paper.citations:
        return unknown("no citation of the text was recognised")
    form = _form(paper)
    if form != "number":
        return unknown(f"the text cites by {form}, not by number")
    place = {one.id: number for number, one in enumerate(paper.references, 1)}
    found: list[Place] = []
    highest = 0
    seen: set[str] = set()
    for citation, pos in paper.citations:
        for item in citation.items:
            if item.ref in seen or item.ref not in place:
                continue
            seen.add(item.ref)
            if place[item.ref] < highest:
                name = name_of(paper.references[place[item.ref] - 1])
                found.append(Place(f"{name} is first cited after number {highest}", pos))
            highest = max(highest, place[item.ref])
    return judged(
        found, reason="the list is in the order of the alphabet" if found and _is_sorted(paper) else ""
    )


def _is_sorted(paper: Paper) -> bool:
    """Whether the list is in the order of the alphabet, as far as it has names."""
    held = [fold(one.authors[0].family or one.authors[0].literal) for one in paper.references if one.authors]
    rising = sum(before <= after for before, after in pairwise(held))
    return len(held) > 5 and rising >= 0.9 * (len(held) - 1)


def citations_resolved(paper: Paper, _: Rule) -> Verdict:
    """Every citation leads to an entry: none is left as a key, a question mark, or a number beyond the list."""
    found: dict[str, Place] = {}
    last = len(paper.references)
    by_number = _form(paper) == "number"
    for line in paper.lines:
        if line.code or line.part in ("title", "keywords"):
            continue
        for pattern in (_KEY, _TEX, _MISSING):
            for mark in pattern.finditer(line.prose):
                found.setdefault(mark[0], Place(f"“{mark[0]}”", line.pos))
        for mark in _NUMBERS.finditer(line.prose) if by_number else ():
            numbers = [int(one) for one in patterns.findall(r"\d+", mark[0])]
            if last < max(numbers) <= 2 * last + 5 and min(numbers) > 0:
                found.setdefault(mark[0], Place(f"“{mark[0]}”", line.pos))
    for said in paper.found:
        mark_text = _quoted(said.message)
        if said.rule == Known.CITATION_KNOWN and not any(mark_text in known for known in found):
            found[mark_text] = Place(f"“{mark_text}”", said.pos)
    total = sum(len(node.items) for node, _ in paper.citations)
    return judged(list(found.values()), counted(total, "citations"))


def _quoted(message: str) -> str:
    return message.split('"')[1] if message.count('"') > 1 else message


CHECKS: dict[str, Check] = {
    "citation-form": citation_form,
    "citation-order": citation_order,
    "citations-resolved": citations_resolved,
}
