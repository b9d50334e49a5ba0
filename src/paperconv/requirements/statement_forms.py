"""Rules about the order, the titles and the form of statements, asked of the paper as the style prints it."""

from __future__ import annotations

from collections.abc import Iterator

from paperconv import model as m
from paperconv.passes.word_statements import is_english
from paperconv.requirements.paper import Heading, Paper
from paperconv.requirements.people import name_of
from paperconv.requirements.statements import find, role_of
from paperconv.requirements.types import Check, Place, Verdict, counted, judged, unknown
from paperconv.styles import Rule

_CONTRIBUTIONS = "contributions"
_NONE = "there are no statements"


def _stated(paper: Paper) -> Iterator[tuple[str, Heading]]:
    """The sections that are statements of the style's, as they follow one another, each role once."""
    seen: set[str] = set()
    for heading in paper.as_sent.headings:
        role = role_of(heading.section, paper.style.statements)
        if role and role not in seen:
            seen.add(role)
            yield role, heading


def statements_order(paper: Paper, _: Rule) -> Verdict:
    """Statements with a section of their own stand in the order that the style gives them."""
    wanted = {role: one.order for role, one in paper.style.statements.items() if one.order}
    held = [(role, heading) for role, heading in _stated(paper) if role in wanted]
    if not held:
        return unknown(_NONE)
    found: list[Place] = []
    last, before = 0, ""
    for role, heading in held:
        title = _title(heading)
        if wanted[role] < last:
            found.append(Place(f"“{title}” stands after “{before}”", heading.pos))
        else:
            last, before = wanted[role], title
    return judged(found, counted(len(held), "statements"))


def statements_titles(paper: Paper, _: Rule) -> Verdict:
    """Statements have the titles that the style gives them: those of the manuscript's own language."""
    english = paper.meta.language[:2] in ("", "en")
    wanted = {
        role: one.heading
        for role, one in paper.style.statements.items()
        if one.heading and one.where == "manuscript"
    }
    wanted = {role: title for role, title in wanted.items() if is_english(title) == english}
    if not wanted:
        return unknown("the journal's titles are in another language than the manuscript")
    titled = {role: heading for role, heading in _stated(paper) if role in wanted}
    found = [
        Place(f"“{_title(heading)}” is called “{wanted[role]}” by the journal", heading.pos)
        for role, heading in titled.items()
        if _title(heading).casefold() != wanted[role].casefold()
    ]
    apart = [
        (role, place) for role in wanted if role not in titled for place in find(paper.as_sent, role)[:1]
    ]
    found += [Place(f"{place.what}, not under “{wanted[role]}”", place.pos) for role, place in apart]
    return judged(found, counted(len(titled), "statements")) if titled or apart else unknown(_NONE)


def contributions_form(paper: Paper, rule: Rule) -> Verdict:
    """Contributions of all authors in the words of CRediT, or as prose, list or table."""
    if not find(paper, _CONTRIBUTIONS):
        return unknown("no contributions are told")
    found: list[Place] = []
    authors = paper.meta.authors
    told = [one for one in authors if any(role.credit for role in one.roles)]
    if "credit" in rule.values:
        found += [
            Place(f"{name_of(one)} has no role of CRediT", one.pos or paper.meta.pos)
            for one in authors
            if one not in told and not one.group
        ]
    forms = set(rule.values) - {"credit"}
    heading = next((one for one in paper.as_sent.headings if role_of(one.section, [_CONTRIBUTIONS])), None)
    if forms and heading is not None and (form := _form(heading.section)) not in forms:
        found.append(Place(f"“{_title(heading)}” is {form}", heading.pos))
    return judged(found, f"{len(told)} of {counted(len(authors), 'authors')} in the words of CRediT")


def _form(section: m.Section) -> str:
    blocks = section.blocks
    if any(isinstance(one, m.Table) for one in blocks):
        return "table"
    return "list" if any(isinstance(one, m.List | m.DefinitionList) for one in blocks) else "prose"


def _title(heading: Heading) -> str:
    return " ".join(m.text_of(heading.section.title).split())


CHECKS: dict[str, Check] = {
    "statements-order": statements_order,
    "statements-titles": statements_titles,
    "contributions-form": contributions_form,
}
