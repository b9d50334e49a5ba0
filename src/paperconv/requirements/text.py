"""Rules about the text as a whole: its length, its notes, its formulas."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from paperconv import model as m
from paperconv.errors import PaperconvError
from paperconv.patterns import late
from paperconv.requirements.paper import Paper, is_metafile, placed, stands_for_formula
from paperconv.requirements.types import Check, Place, Verdict, bounded, counted, judged, unknown
from paperconv.styles import COUNTED, Rule

_SAID = late(r"\b(?:equation|formula|eqn?s?)\b|\\(?:frac|sum|int|alpha|beta)\b|[=∑∫√]", re.IGNORECASE)
_NUMBERED = late(r"\s*[(\[]?\s*\d{1,3}(?:\.\d{1,2})?[a-z]?\s*[)\]]\s*\.?\s*")


def text_words(paper: Paper, rule: Rule) -> Verdict:
    """Words of the parts that count; see the table of counts at the head of the report."""
    return bounded(paper.words(*(rule.counts or COUNTED)), rule, "words")


def text_characters(paper: Paper, rule: Rule) -> Verdict:
    """Characters of the parts that count, blanks included."""
    return bounded(paper.characters(*(rule.counts or COUNTED)), rule, "characters")


def pages(paper: Paper, rule: Rule) -> Verdict:
    """Pages of the PDF that paperconv lays out in this style."""
    try:
        return bounded(paper.pages(), rule, "pages")
    except PaperconvError as error:
        return unknown(f"the paper cannot be laid out: {error}")


def footnotes(paper: Paper, rule: Rule) -> Verdict:
    """Notes of the text, at the foot or at the end; those of authors and tables are not counted."""
    notes = paper.document.notes
    places = [Place(f"“{' '.join(m.text_of(one).split())[:50]}”", one.pos) for one in notes]
    return bounded(len(notes), rule, "footnotes", places)


def formulas_as_text(paper: Paper, _: Rule) -> Verdict:
    """Formulas are formulas, not pictures.

    Taken for a formula is a picture within a line of text, or beside a number in brackets, that is a Windows metafile, as
    equation editors leave them, or whose description speaks of a formula; and such a metafile on a line of its own.
    """
    found = []
    for node, pos in paper.text_nodes:
        if isinstance(node, m.Paragraph):
            pictures = [one for one in m.iter_nodes(node) if isinstance(one, m.Image)]
            rest = m.text_of(tuple(one for one in node.children if not isinstance(one, m.Image))).strip()
            found += [
                Place(f"the picture “{_name(one)}” stands for a formula", pos)
                for one in pictures
                if _is_formula(one, rest)
            ]
        elif stands_for_formula(node):
            found += [
                Place(f"the picture “{_name(one)}” stands for a formula", pos)
                for one in m.iter_nodes(node)
                if isinstance(one, m.Image)
            ]
    formulas = sum(isinstance(node, m.Math | m.Equation) for node, _ in placed(paper.prepared))
    return judged(found, counted(formulas, "formulas"))


def _is_formula(image: m.Image, rest: str) -> bool:
    alt = "" if image.stand_in else image.alt
    if _NUMBERED.fullmatch(rest):
        return True
    return bool(rest) and (is_metafile(image) or _SAID.search(alt) is not None)


def _name(image: m.Image) -> str:
    return "picture" if image.source.startswith("data:") else PurePosixPath(image.source).name[:60]


CHECKS: dict[str, Check] = {
    "text-words": text_words,
    "text-characters": text_characters,
    "pages": pages,
    "footnotes": footnotes,
    "formulas-as-text": formulas_as_text,
}
