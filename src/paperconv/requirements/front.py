"""Rules about title, abstracts and keywords."""

from __future__ import annotations

from itertools import pairwise

from paperconv import model as m
from paperconv.diagnostics import Pos
from paperconv.manuscript.abstracts import starts_with_label
from paperconv.requirements.counting import abstract_lines, printed, title_of, words
from paperconv.requirements.paper import Paper, placed
from paperconv.requirements.types import (
    Check,
    Place,
    Verdict,
    bounded,
    counted,
    is_within,
    judged,
    passed,
    unknown,
)
from paperconv.styles import Rule

_NO_ABSTRACT = "the manuscript has no abstract"


def _title(paper: Paper) -> str:
    return " ".join(printed(title_of(paper.meta)).split())


def title_characters(paper: Paper, rule: Rule) -> Verdict:
    """Length of title and subtitle."""
    title = _title(paper)
    return bounded(len(title), rule, "characters", _start(paper)) if title else unknown("there is no title")


def title_words(paper: Paper, rule: Rule) -> Verdict:
    """Length of title and subtitle."""
    title = _title(paper)
    return bounded(words(title), rule, "words", _start(paper)) if title else unknown("there is no title")


def _start(paper: Paper) -> tuple[Place, ...]:
    return (Place(f"“{_short(_title(paper))}”", paper.meta.pos),)


def short_title(paper: Paper, rule: Rule) -> Verdict:
    """A short title, and its length."""
    title = " ".join(m.text_of(paper.meta.short_title).split())
    if not title:
        return Verdict("fail", "none", reason="the manuscript gives no short title")
    return bounded(len(title), rule, "characters", (Place(f"“{_short(title)}”", paper.meta.pos),))


def abstract(paper: Paper, _: Rule) -> Verdict:
    """There is an abstract."""
    return passed(counted(paper.words("abstract"), "words")) if paper.abstract else Verdict("fail", "none")


def abstract_words(paper: Paper, rule: Rule) -> Verdict:
    """Length of the abstract, its headings included."""
    if paper.abstract is None:
        return unknown(_NO_ABSTRACT)
    return bounded(paper.words("abstract"), rule, "words", _at_abstract(paper.abstract))


def abstract_characters(paper: Paper, rule: Rule) -> Verdict:
    """Length of the abstract, its headings included."""
    if paper.abstract is None:
        return unknown(_NO_ABSTRACT)
    return bounded(paper.characters("abstract"), rule, "characters", _at_abstract(paper.abstract))


def abstract_paragraphs(paper: Paper, rule: Rule) -> Verdict:
    """Paragraphs of the abstract and of its parts."""
    held = paper.abstract
    if held is None:
        return unknown(_NO_ABSTRACT)
    blocks = [*held.blocks, *(block for section in held.sections for block in section.blocks)]
    return bounded(
        sum(isinstance(one, m.Paragraph) for one in blocks), rule, "paragraphs", _at_abstract(held)
    )


def abstract_structure(paper: Paper, rule: Rule) -> Verdict:
    """Headings inside the abstract, those at the head of paragraphs ("Background: …") among them."""
    held = paper.abstract
    if held is None:
        return unknown(_NO_ABSTRACT)
    heads = [Place(f"“{m.text_of(one.title).strip()}”", one.pos or held.pos) for one in held.sections]
    heads += [
        Place(f"“{m.text_of(block).strip()[:30]} …”", block.pos or held.pos)
        for block in held.blocks
        if isinstance(block, m.Paragraph) and starts_with_label(m.text_of(block).strip())
    ]
    said = counted(len(heads), "headings")
    if "required" in rule.values:
        return passed(said) if heads else Verdict("fail", said, _at_abstract(held))
    return judged(heads, said)


def abstract_citations(paper: Paper, _: Rule) -> Verdict:
    """No citation stands in the abstract."""
    if paper.abstract is None:
        return unknown(_NO_ABSTRACT)
    entries = {one.id for one in paper.references}
    found = [
        Place(f"“{_short(m.text_of(node).strip())}”", pos)
        for node, pos in placed(paper.abstract)
        if isinstance(node, m.Citation)
        or (isinstance(node, m.CrossRef) and node.target in entries and not _is_inside(node, paper.abstract))
    ]
    return judged(found, counted(len(found), "citations"))


def _is_inside(pointer: m.CrossRef, abstract: m.Abstract) -> bool:
    """Whether ``pointer`` is what a citation prints."""
    return any(
        one is pointer
        for node in m.iter_nodes(abstract)
        if isinstance(node, m.Citation)
        for one in m.iter_nodes(node)
    )


def abstract_formulas(paper: Paper, _: Rule) -> Verdict:
    """No displayed formula stands in the abstract."""
    if paper.abstract is None:
        return unknown(_NO_ABSTRACT)
    found = [
        Place("a displayed formula", pos)
        for node, pos in placed(paper.abstract)
        if isinstance(node, m.Equation)
    ]
    return judged(found, counted(len(found), "formulas"))


def abstract_translation(paper: Paper, _: Rule) -> Verdict:
    """A second abstract, in another language."""
    held = [one for one in paper.meta.abstracts if not one.kind]
    languages = sorted({(one.language or paper.meta.language)[:2] for one in held} - {""})
    if len(languages) > 1:
        return passed(" and ".join(languages))
    if len(held) > 1:
        return unknown("there are several abstracts, and their languages are not said")
    return Verdict("fail", languages[0] if held and languages else "none")


def _at_abstract(held: m.Abstract) -> tuple[Place, ...]:
    return (Place("the abstract", _pos_of(held)),)


def _pos_of(held: m.Abstract) -> Pos | None:
    return next((pos for _, pos in placed(held) if pos is not None), None)


def _highlights(paper: Paper) -> list[tuple[str, Pos | None]]:
    return [
        (line.text, line.pos)
        for held in paper.meta.abstracts
        if held.kind == "key-points"
        for line in abstract_lines(held)
        if line.text
    ]


def highlights(paper: Paper, rule: Rule) -> Verdict:
    """How many highlights there are."""
    return bounded(len(_highlights(paper)), rule, "highlights")


def highlight_characters(paper: Paper, rule: Rule) -> Verdict:
    """Length of each highlight."""
    found = _highlights(paper)
    if not found:
        return unknown("there are no highlights")
    long = [
        Place(f"{counted(len(one), 'characters')}: “{_short(one)}”", pos)
        for one, pos in found
        if not is_within(len(one), rule)
    ]
    return judged(long, f"the longest has {counted(max(len(one) for one, _ in found), 'characters')}")


_PLAIN = frozenset({"plain-language-summary", "executive-summary", "lay-summary", "author-summary"})


def plain_summary(paper: Paper, rule: Rule) -> Verdict:
    """A summary in plain language, and its length."""
    held = next((one for one in paper.meta.abstracts if one.kind in _PLAIN), None)
    if held is None:
        return Verdict("fail", "none", reason="there is no summary in plain language")
    total = sum(words(line.text) for line in abstract_lines(held))
    return bounded(total, rule, "words", (Place("the summary in plain language", _pos_of(held)),))


def graphical_abstract(paper: Paper, _: Rule) -> Verdict:
    """There is a graphical abstract, with a picture."""
    held = next((one for one in paper.meta.abstracts if one.kind == "graphical"), None)
    if held is None:
        return Verdict("fail", "none")
    if not any(isinstance(node, m.Image) for node in m.iter_nodes(held)):
        return Verdict("fail", "no picture", (Place("the graphical abstract", _pos_of(held)),))
    return passed("one")


def _groups(paper: Paper) -> list[m.KeywordGroup]:
    return [one for one in paper.meta.keywords if one.kind == "author"]


def _own(paper: Paper, groups: list[m.KeywordGroup]) -> list[m.KeywordGroup]:
    """Those of ``groups`` that are in the paper's own language."""
    language = paper.meta.language[:2]
    return [one for one in groups if not one.language or one.language[:2] == language] or groups[:1]


def keywords(paper: Paper, rule: Rule) -> Verdict:
    """How many keywords there are, in the paper's own language."""
    groups = _groups(paper)
    own = _own(paper, groups)
    places = [Place("the keywords", one.pos) for one in own]
    return bounded(sum(len(one.keywords) for one in own), rule, "keywords", places)


def keywords_order(paper: Paper, _: Rule) -> Verdict:
    """Keywords in the paper's own language stand in the order of the alphabet."""
    groups = _groups(paper)
    if not groups:
        return unknown("there are no keywords")
    found = []
    for group in _own(paper, groups):
        held = [" ".join(m.text_of(one.children).split()) for one in group.keywords]
        found += [
            Place(f"“{after}” stands after “{before}”", group.pos)
            for before, after in pairwise(held)
            if after.casefold() < before.casefold()
        ]
    return judged(found)


def keywords_absent(paper: Paper, _: Rule) -> Verdict:
    """Keywords are not given in the manuscript."""
    groups = _groups(paper)
    return judged(
        [Place("the keywords", one.pos) for one in groups],
        counted(sum(len(one.keywords) for one in groups), "keywords"),
    )


def classification(paper: Paper, rule: Rule) -> Verdict:
    """Codes of the classifications that are asked for."""
    held = {one.kind.casefold() for one in paper.meta.keywords if one.keywords}
    missing = [one for one in rule.values if not any(one.casefold() in kind for kind in held)]
    return judged([Place(f"no codes of {one}") for one in missing])


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + " …"


CHECKS: dict[str, Check] = {
    "title-characters": title_characters,
    "title-words": title_words,
    "short-title": short_title,
    "abstract": abstract,
    "abstract-words": abstract_words,
    "abstract-characters": abstract_characters,
    "abstract-paragraphs": abstract_paragraphs,
    "abstract-structure": abstract_structure,
    "abstract-citations": abstract_citations,
    "abstract-formulas": abstract_formulas,
    "abstract-translation": abstract_translation,
    "highlights": highlights,
    "highlight-characters": highlight_characters,
    "plain-summary": plain_summary,
    "graphical-abstract": graphical_abstract,
    "keywords": keywords,
    "keywords-order": keywords_order,
    "keywords-absent": keywords_absent,
    "classification": classification,
}
