"""The rule for copies that must not tell who wrote them."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv.patterns import late
from paperconv.requirements.paper import Paper
from paperconv.requirements.people import name_of
from paperconv.requirements.types import Check, Place, Verdict, judged
from paperconv.styles import Rule

_EMAIL = late(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_OWN = late(
    r"\b(?:our|my) (?:own )?(?:previous|earlier|prior|recent|past|former|preceding|other) "
    r"(?:work|works|paper|papers|study|studies|article|articles|publication|publications|research|results|findings|analysis|book)\b|"
    r"\b(?:as )?(?:we|i) (?:have )?(?:previously|earlier|recently) (?:shown|showed|reported|described|demonstrated|published|argued|found|"
    r"proposed|introduced)\b|\bin (?:our|my) (?:19|20)\d\d\b",
    re.IGNORECASE,
)


def anonymous(paper: Paper, _: Rule) -> Verdict:
    """Nothing tells who wrote it: neither front matter nor text; names, e-mail addresses, thanks, own works called so.

    In an anonymous variant paperconv takes out what it knows to tell; what is looked for is what would be left.
    """
    found = [] if paper.style.review.anonymous else _in_front(paper)
    names = [(name_of(one), _pattern(one)) for one in paper.document.meta.authors if not one.group]
    for line in paper.lines:
        if line.part in ("acknowledgements", "title") and paper.style.review.anonymous:
            continue
        text = line.text
        found += [Place(f"the address {hit[0]}", line.pos) for hit in _EMAIL.finditer(text)]
        found += [Place(f"the name {name}", line.pos) for name, pattern in names if pattern.search(text)]
        if line.part != "references":
            found += [
                Place(f"“{hit[0]}”, with a citation beside it", line.pos)
                for hit in _OWN.finditer(text)
                if any(isinstance(node, m.Citation) for node in line.inlines)
            ]
    return judged(found)


def _in_front(paper: Paper) -> list[Place]:
    meta = paper.meta
    found = [Place(f"the author {name_of(one)}", one.pos or meta.pos) for one in meta.authors]
    found += [
        Place(f"the section “{m.text_of(one.section.title).strip()}”", one.pos)
        for one in paper.headings
        if one.part == "acknowledgements"
    ]
    return found


def _pattern(author: m.Author) -> re.Pattern[str]:
    """An author's whole name, or initials and family name, as a text can have it."""
    name = author.name
    family = " ".join(part for part in (name.particle, name.family) if part) or name.literal
    given = name.given.split()
    forms = [re.escape(f"{name.given} {family}".strip())] if given or not family else []
    if given and family:
        initials = r"\.?[\s-]?".join(re.escape(one[0]) for one in given)
        forms += [
            rf"{initials}\.?\s?{re.escape(family)}",
            rf"{re.escape(given[0])}\s(?:\w\.?\s)?{re.escape(family)}",
        ]
    elif family and " " in family:
        forms.append(re.escape(family))
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms) or '(?!)'})(?!\w)")


CHECKS: dict[str, Check] = {"anonymous": anonymous}
