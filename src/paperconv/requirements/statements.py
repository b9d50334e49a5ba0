"""The statements that a journal asks for, found by role, by title, at the head of a paragraph, or as data of the front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Pos
from paperconv.manuscript.titles import kind_of
from paperconv.patterns import late
from paperconv.requirements.paper import Paper
from paperconv.requirements.sections import roles_of
from paperconv.requirements.studied import LANGUAGES, studied
from paperconv.requirements.types import Place, Verdict, judged, passed, unknown
from paperconv.styles import STATEMENTS, StatementRule

# Titles of statements for which the model has no role of their own, or a wider one.
_TITLED: dict[str, re.Pattern[str]] = {
    "code-availability": late(r"\b(?:code|software)\b.{0,40}\bavailab|\bavailab.{0,40}\b(?:code|software)\b"),
    "data-availability": late(r"\bdata\b.{0,40}\b(?:availab|access|sharing)|\bavailab.{0,40}\bdata\b"),
    "consent": late(r"\bconsent\b"),
    "ai-use": late(
        r"\b(?:ai|a\.i\.|artificial intelligence|llms?|large language models?|chatgpt|genai)\b.{0,60}"
        r"\b(?:us(?:e|age)|disclosure|statement|declaration|tools|assist\w*)\b|\b(?:us(?:e|age) of|disclosure of|declaration of)\b"
        r".{0,40}\b(?:ai|artificial intelligence|llms?|large language models?)\b|\bai(?: usage)? disclosure\b"
    ),
    "registration": late(r"\b(?:pre-?|trial |study )?registration\b"),
    "abbreviations": late(r"\babbreviations?\b|\bacronyms?\b"),
}
# What is said of these in the text itself, as many journals want it in the methods.
_SAID: dict[str, re.Pattern[str]] = {
    "ethics": late(
        r"\b(?:approv\w+|authori[sz]\w+|clear\w+|exempt\w*|waived|reviewed|permission)\b[^.;]{0,90}\b(?:ethic\w*|review board|irb|"
        r"animal care|research committee)\b|\b(?:ethic\w*|review board|irb|animal care)\b[^.;]{0,90}\b(?:approv\w+|authori[sz]\w+|"
        r"clear\w+|exempt\w*|waived|permission)\b|\bethikkommission|\bcomit[éeêa]\w* (?:d['’]|de |di |institutional de )?[ée]ti[cq]\w*|\bcomitato etico\b",
        re.IGNORECASE,
    ),
    "consent": late(
        r"\b(?:informed|written|oral|verbal|parental|signed) consent\b|\bconsent (?:form|was|were)\b|\bgave (?:their )?consent\b|"
        r"\beinwilligung|\beinverständniserklärung|\bconsentement (?:éclairé|écrit)|\bconsentimi?ento (?:informado|livre|escrito|por escrito)|"
        r"\bconsenso informato\b",
        re.IGNORECASE,
    ),
    "registration": late(
        r"\b(?:pre-?registered|registered (?:at|with|on|in|under))\b[^.;]{0,60}\b(?:osf|clinicaltrials\.gov|prospero|isrctn|registry|trials?)\b"
        r"|\bNCT\d{8}\b|\bISRCTN\d{6,8}\b|\bCRD42\d{6,9}\b",
        re.IGNORECASE,
    ),
}
_LEAD_WORDS = 9


def statement(paper: Paper, role: str, rule: StatementRule) -> Verdict:
    """Whether the statement ``role`` stands where it is wanted, or does not where it is not."""
    found = [place for place in find(paper, role) if place is not None]
    said = "found" if found else "not found"
    if rule.need == "never":
        return judged(found, said)
    if rule.where == "system":
        if not found:
            return unknown("it goes into the form of the journal's system", said)
        left = find(paper.as_sent, role)
        if left:
            return judged(
                left, said, "it goes into the form of the journal's system, not into the manuscript"
            )
        return Verdict(
            "pass", said, reason="paperconv leaves it out of the manuscript and keeps it for the form"
        )
    found = found or _in_text(paper, role)
    if found:
        return Verdict("pass", f"found: {found[0]}")
    if rule.need == "people-or-animals":
        return _if_studied(paper)
    called = f"the journal calls it “{rule.heading}”" if rule.heading else STATEMENTS[role]
    return Verdict("fail", said, reason=called)


def find(paper: Paper, role: str) -> list[Place]:
    """Where the statement ``role`` stands."""
    found = [
        Place(f"the section “{_plain(one.section.title)}”", one.pos)
        for one in paper.headings
        if role in _roles(one.section)
    ]
    return found or _in_front(paper, role) or _at_heads(paper, role) or _as_notes(paper, role)


def role_of(section: m.Section, roles: Iterable[str]) -> str:
    """The first of ``roles`` that ``section`` has; empty if it has none."""
    held = _roles(section)
    return next((role for role in roles if role in held), "")


def _roles(section: m.Section) -> set[str]:
    title = _plain(section.title).casefold()
    roles = roles_of(section)
    if roles & {"data-availability", "code-availability"}:
        # One role for both: the title tells them apart, and one that names neither is about data.
        named = {one for one in ("data-availability", "code-availability") if _TITLED[one].search(title)}
        roles = roles - {"data-availability", "code-availability"} | (named or {"data-availability"})
    return roles | {name for name, pattern in _TITLED.items() if len(title) < 120 and pattern.search(title)}


def _plain(title: m.Inlines) -> str:
    return " ".join(m.text_of(title).split())


def _in_front(paper: Paper, role: str) -> list[Place]:
    """What front matter holds as data."""
    meta = paper.meta
    if role == "funding":
        return [Place("the funding of the front matter", one.pos or meta.pos) for one in meta.funding[:1]]
    if role == "contributions":
        held = [one for one in meta.authors if one.roles]
        return [Place("the roles of the authors", one.pos or meta.pos) for one in held[:1]]
    if role == "author-information":
        return [Place("a biography", one.pos or meta.pos) for one in meta.authors if one.bio][:1]
    if role == "supplement":
        return [
            Place("a supplementary file", pos)
            for node, pos in paper.text_nodes
            if isinstance(node, m.Supplement)
        ][:1]
    return []


def _as_notes(paper: Paper, role: str) -> list[Place]:
    kinds = {"conflict": "conflict", "contributions": "contribution"}
    return [
        Place("a note of the authors", one.pos or paper.meta.pos)
        for one in paper.meta.author_notes
        if one.kind == kinds.get(role, "")
    ][:1]


def _at_heads(paper: Paper, role: str) -> list[Place]:
    """Paragraphs that begin with the title of the statement ("**Funding:** …", "Data availability. …")."""
    return [Place(f"“{head} …”", pos) for head, roles, pos in _heads(paper) if role in roles]


@lru_cache(maxsize=2)
def _heads(paper: Paper) -> list[tuple[str, set[str], Pos | None]]:
    """What paragraphs have at their heads, and what that means as a title."""
    found = []
    for node, pos in paper.text_nodes:
        if isinstance(node, m.Paragraph) and node.children and (head := _head(node)):
            roles = {*kind_of(head).split("|")} - {""}
            roles |= {role for role, pattern in _TITLED.items() if pattern.search(head.casefold())}
            if roles:
                found.append((head, roles, pos))
    return found


def _in_text(paper: Paper, role: str) -> list[Place]:
    """Sentences of the text that make the statement."""
    pattern = _SAID.get(role)
    if pattern is None:
        return []
    return [
        Place(f"“{' '.join(hit[0].split())[:90]}”", line.pos)
        for line in paper.lines
        if line.part in ("abstract", "body", "methods", "acknowledgements", "statements", "notes")
        for hit in pattern.finditer(line.prose)
    ]


def _head(paragraph: m.Paragraph) -> str:
    """What a paragraph has before a first colon or stop, or in bold or italics; empty if that is no title."""
    first = paragraph.children[0]
    if isinstance(first, m.Styled) and first.style in ("strong", "emph"):
        head = m.text_of(first)
    else:
        head = patterns.split(r"[:.]\s", m.text_of(paragraph.children[:3])[:120], maxsplit=1)[0]
    head = " ".join(head.split()).strip(" .:")
    return head if 0 < len(head.split()) <= _LEAD_WORDS else ""


def _if_studied(paper: Paper) -> Verdict:
    language = paper.meta.language[:2].lower() or "en"
    if language not in LANGUAGES:
        return unknown(
            f"whether people or animals were studied is not looked for in texts in this language ({language})",
            "not found",
        )
    found = studied(paper)
    if not found:
        return passed("not found, and the text speaks of no people or animals that were studied")
    return Verdict(
        "fail", "not found", tuple(found[:3]), "the text speaks of people or animals that were studied"
    )
