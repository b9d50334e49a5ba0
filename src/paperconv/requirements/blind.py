"""The rule for copies that must not tell who wrote them.

What tells is :mod:`paperconv.anonymity`'s to know. An anonymous variant is a copy that lacks it, so there the rule looks at
that copy; the leak test of a conversion goes on to look at every byte of the files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from paperconv import model as m
from paperconv.anonymity import BODY, Found, find
from paperconv.diagnostics import ignore
from paperconv.passes.anonymise import anonymise, look_for
from paperconv.patterns import late
from paperconv.requirements.counting import lines
from paperconv.requirements.paper import Paper
from paperconv.requirements.people import name_of
from paperconv.requirements.types import Check, Place, Verdict, counted, judged
from paperconv.styles import Rule

_THANKS = "acknowledgement"  # the section with them is named as a whole
_OWN = late(
    r"\b(?:our|my) (?:own )?(?:previous|earlier|prior|recent|past|former|preceding|other) "
    r"(?:work|works|paper|papers|study|studies|article|articles|publication|publications|research|results|findings|analysis|book)\b|"
    r"\b(?:as )?(?:we|i) (?:have )?(?:previously|earlier|recently) (?:shown|showed|reported|described|demonstrated|published|argued|found|"
    r"proposed|introduced)\b|\bin (?:our|my) (?:19|20)\d\d\b",
    re.IGNORECASE,
)


def anonymous(paper: Paper, _: Rule) -> Verdict:
    """Nothing tells who wrote it: neither front matter nor text; nor are own works cited as such."""
    review = paper.style.review
    found = look_for(paper.document, review)
    if not review.anonymous:
        text = [place for place in _in_text(paper.document, found) if not place.what.startswith(_THANKS)]
        return judged([*_in_front(paper), *text, *_own_works(paper, found)])
    copy = anonymise(review, found)(paper.document, ignore)
    left = list(_in_text(copy, found))
    if review.self_citations == "keep":
        left += _own_works(paper, found)
    taken = Counter(place.what.partition(" “")[0] for place in _in_text(paper.document, found))
    said = ", ".join(f"{kind} ({number})" for kind, number in sorted(taken.items()))
    authors = counted(len(paper.document.meta.authors), "authors")
    return judged(left, reason=f"this copy lacks {authors}{f', and in the text {said}' if said else ''}")


def _in_front(paper: Paper) -> Iterator[Place]:
    meta = paper.document.meta
    for one in meta.authors:
        yield Place(f"the author {name_of(one)}", one.pos or meta.pos)
    for heading in paper.headings:
        if heading.part == "acknowledgements":
            yield Place(f"the section “{m.text_of(heading.section.title).strip()}”", heading.pos)


def _in_text(document: m.Document, found: Found) -> Iterator[Place]:
    """The strings in ``document`` that tell who wrote it."""
    for line in lines(document):
        text = line.text
        for hit in find(text, found.identities, BODY):
            yield Place(f"{hit.identity.kind} “{text[hit.start : hit.end]}”", line.pos)


def _own_works(paper: Paper, found: Found) -> Iterator[Place]:
    """Works of the authors that the text calls theirs ("our previous work [3]")."""
    for line in paper.lines:
        cited = {
            item.ref
            for node in line.inlines
            for one in m.iter_nodes(node)
            if isinstance(one, m.Citation)
            for item in one.items
        }
        if cited & found.own:
            for hit in _OWN.finditer(line.text):
                yield Place(f"own work “{hit[0]}”", line.pos)


CHECKS: dict[str, Check] = {"anonymous": anonymous}
