"""Rules about sections and their headings."""

from __future__ import annotations

from paperconv import model as m
from paperconv.manuscript.titles import kind_of, title_key
from paperconv.requirements.paper import Heading, Paper
from paperconv.requirements.types import Check, Place, Verdict, bounded, counted, is_within, judged
from paperconv.styles import Rule


def _title(heading: Heading) -> str:
    return " ".join(m.text_of(heading.section.title).split())


def roles_of(section: m.Section) -> set[str]:
    """What ``section`` is: its role, what its title usually means, and the title itself as tables have it."""
    title = " ".join(m.text_of(section.title).split())
    return {*section.role.split("|"), *kind_of(title).split("|"), title_key(title)} - {""}


def _wanted(value: str) -> set[str]:
    """``results|discussion`` means either; a title is compared as tables have it."""
    return {name for one in value.split("|") for name in (one.strip(), title_key(one))}


def _place_of(paper: Paper, value: str) -> int | None:
    """The place of the first section that is ``value`` among all, ``-1`` before them; None if there is none."""
    wanted = _wanted(value)
    listed = {one.section for one in paper.prepared.reference_lists} if "references" in wanted else set()
    for place, heading in enumerate(paper.headings):
        if wanted & roles_of(heading.section) or (heading.section.id and heading.section.id in listed):
            return place
    if "intro" in wanted and any(isinstance(block, m.Paragraph) for block in paper.prepared.blocks):
        return -1  # an introduction needs no heading
    if "references" in wanted and paper.references:
        return len(paper.headings)
    if "appendix" in wanted and any(one.part == "appendices" for one in paper.headings):
        return next(place for place, one in enumerate(paper.headings) if one.part == "appendices")
    return None


def sections_required(paper: Paper, rule: Rule) -> Verdict:
    """Sections that must be there: by role, or by title."""
    missing = [Place(f"no section “{_read(one)}”") for one in rule.values if _place_of(paper, one) is None]
    return judged(missing, f"{len(rule.values) - len(missing)} of {len(rule.values)}")


def sections_order(paper: Paper, rule: Rule) -> Verdict:
    """The order of those sections that are there, as the style prints them."""
    paper = paper.as_sent
    found: list[Place] = []
    last, before = -2, ""
    for value in rule.values:
        place = _place_of(paper, value)
        if place is None or place == last:  # "results and discussion" is both
            continue
        if place < last:
            pos = paper.headings[place].pos if 0 <= place < len(paper.headings) else None
            found.append(Place(f"“{_read(value)}” stands before “{_read(before)}”", pos))
        else:
            last, before = place, value
    return judged(found)


def sections_absent(paper: Paper, rule: Rule) -> Verdict:
    """Sections that must not be there."""
    found = []
    for value in rule.values:
        place = _place_of(paper, value)
        if place is not None and place >= 0:
            pos = paper.headings[place].pos if place < len(paper.headings) else None
            found.append(Place(f"a section “{_read(value)}”", pos))
    return judged(found)


def _read(value: str) -> str:
    return value.replace("|", " or ")


def _in_text(paper: Paper) -> list[Heading]:
    return [one for one in paper.headings if one.section.title and one.part in ("body", "methods")]


def heading_depth(paper: Paper, rule: Rule) -> Verdict:
    """Levels of the headings of the text."""
    held = _in_text(paper)
    deep = [Place(f"“{_title(one)}”", one.pos) for one in held if rule.most and one.level > rule.most]
    return bounded(max((one.level for one in held), default=0), rule, "levels", deep)


def heading_characters(paper: Paper, rule: Rule) -> Verdict:
    """Length of each heading of the text."""
    held = _in_text(paper)
    long = [
        Place(f"{counted(len(_title(one)), 'characters')}: “{_title(one)}”", one.pos)
        for one in held
        if not is_within(len(_title(one)), rule)
    ]
    longest = max((len(_title(one)) for one in held), default=0)
    return judged(long, f"the longest has {counted(longest, 'characters')}")


def headings(paper: Paper, rule: Rule) -> Verdict:
    """How many headings there are in the parts that count, of all levels; without them in body and methods."""
    held = [one for one in _in_text(paper) if not rule.counts or one.part in rule.counts]
    return bounded(len(held), rule, "headings")


CHECKS: dict[str, Check] = {
    "sections-required": sections_required,
    "sections-order": sections_order,
    "sections-absent": sections_absent,
    "heading-depth": heading_depth,
    "heading-characters": heading_characters,
    "headings": headings,
}
