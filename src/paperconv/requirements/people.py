"""Rules about authors, affiliations, dates and the counts that a manuscript states."""

from __future__ import annotations

from paperconv import model as m
from paperconv.diagnostics import Pos
from paperconv.patterns import late
from paperconv.requirements.paper import Paper
from paperconv.requirements.types import Check, Place, Verdict, bounded, counted, judged, passed, unknown
from paperconv.styles import Rule

_NO_AUTHORS = "the manuscript names no authors"
_EMAIL = late(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+")


def name_of(author: m.Author) -> str:
    """An author's name as one reads it."""
    name = author.name
    parts = (name.given, name.particle, name.family, name.suffix)
    return name.literal or " ".join(part for part in parts if part) or "an author without a name"


def _people(paper: Paper) -> list[m.Author]:
    return [one for one in paper.meta.authors if not one.group]


def _place(paper: Paper, author: m.Author) -> Place:
    return Place(name_of(author), author.pos or paper.meta.pos)


def authors(paper: Paper, rule: Rule) -> Verdict:
    """How many authors there are."""
    places = [_place(paper, one) for one in paper.meta.authors]
    return bounded(len(places), rule, "authors", places)


def author_affiliations(paper: Paper, _: Rule) -> Verdict:
    """Every author has an affiliation."""
    held = _people(paper)
    if not held:
        return unknown(_NO_AUTHORS)
    return judged([_place(paper, one) for one in held if not one.affiliations])


def author_emails(paper: Paper, _: Rule) -> Verdict:
    """Every author has an e-mail address."""
    held = _people(paper)
    if not held:
        return unknown(_NO_AUTHORS)
    return judged([_place(paper, one) for one in held if not one.emails])


def author_orcids(paper: Paper, rule: Rule) -> Verdict:
    """How many authors have an ORCID iD; without a bound, all of them."""
    held = _people(paper)
    if not held:
        return unknown(_NO_AUTHORS)
    without = [_place(paper, one) for one in held if not one.orcid]
    if rule.least is None:
        return judged(without, counted(len(held) - len(without), "authors"))
    return bounded(len(held) - len(without), rule, "authors", without)


def author_positions(paper: Paper, _: Rule) -> Verdict:
    """Every author's position is given."""
    held = _people(paper)
    if not held:
        return unknown(_NO_AUTHORS)
    return judged([_place(paper, one) for one in held if not one.position])


def affiliation_parts(paper: Paper, rule: Rule) -> Verdict:
    """The parts that every affiliation has.

    A part is missing for certain only where all of the affiliation has been understood; else it may be among the rest.
    """
    held = paper.meta.affiliations
    if not held:
        return unknown("the manuscript gives no affiliations")
    missing: list[Place] = []
    unsure: list[Place] = []
    for one in held:
        for part in rule.values:
            value = one.departments if part == "department" else getattr(one, part)
            if value or (part == "country" and one.country_code):
                continue
            place = Place(f"“{one.raw[:60]}”: no {part}", one.pos or paper.meta.pos)
            (missing if _is_understood(one) else unsure).append(place)
    if missing:
        return Verdict("fail", counted(len(held), "affiliations"), tuple(missing))
    if unsure:
        return unknown("not all words of these affiliations were understood", places=unsure)
    return passed(counted(len(held), "affiliations"))


def _is_understood(affiliation: m.Affiliation) -> bool:
    """Whether every piece of ``affiliation`` between commas has been taken for something."""
    known = " ".join(
        (affiliation.institution, *affiliation.departments, affiliation.street, affiliation.city, affiliation.region,
         affiliation.postal_code, affiliation.country)
    ).casefold()  # fmt: skip
    pieces = (piece.strip(" .") for piece in affiliation.raw.replace(";", ",").split(","))
    return all(piece.casefold() in known for piece in pieces if piece)


def _corresponding(paper: Paper) -> list[m.Author]:
    notes = {one.id for one in paper.meta.author_notes if one.kind in {"corresponding", "lead-contact"}}
    return [one for one in paper.meta.authors if one.corresponding or notes & set(one.notes)]


def corresponding_author(paper: Paper, _: Rule) -> Verdict:
    """A corresponding author with an e-mail address."""
    if not paper.meta.authors:
        return unknown(_NO_AUTHORS)
    held = _corresponding(paper)
    if not held and len(paper.meta.authors) == 1:
        held = list(paper.meta.authors)
    if not held:
        return Verdict("fail", "none", reason="no author is marked as corresponding")
    said = any(
        _EMAIL.search(m.text_of(note.blocks))
        for note in paper.meta.author_notes
        if note.kind in {"corresponding", "lead-contact"}
    )
    if said or any(one.emails for one in held):
        return passed(", ".join(map(name_of, held)))
    return judged([_place(paper, one) for one in held], reason="no e-mail address is given")


def corresponding_orcid(paper: Paper, _: Rule) -> Verdict:
    """The corresponding author's ORCID iD."""
    held = _corresponding(paper)
    if not held and len(paper.meta.authors) == 1:
        held = list(paper.meta.authors)
    if not held:
        return unknown("no author is marked as corresponding")
    return judged([_place(paper, one) for one in held if not one.orcid], ", ".join(map(name_of, held)))


def dates(paper: Paper, rule: Rule) -> Verdict:
    """The dates of the history that are asked for."""
    held = {one.kind for one in paper.meta.dates}
    return judged([Place(f"no date “{one}”") for one in rule.values if one not in held])


def stated_counts(paper: Paper, rule: Rule) -> Verdict:
    """The counts that the manuscript states of itself; one of figures or tables that is not so is an offender."""
    stated = {one.kind: one for one in paper.meta.counts}
    found = [
        Place(f"the number of {_COUNTED[one]} is not stated") for one in rule.values if one not in stated
    ]
    for kind, name in (("fig", "figure"), ("table", "table")):
        actual = sum(one.kind == name for one in paper.numbered)
        if kind in rule.values and kind in stated and stated[kind].value != actual:
            said = f"{counted(stated[kind].value, f'{name}s')} stated, {actual} found"
            found.append(Place(said, _pos(stated[kind], paper)))
    return judged(found)


_COUNTED = {"word": "words", "fig": "figures", "table": "tables", "page": "pages"}


def _pos(node: m.Node, paper: Paper) -> Pos | None:
    return node.pos or paper.meta.pos


CHECKS: dict[str, Check] = {
    "authors": authors,
    "author-affiliations": author_affiliations,
    "author-emails": author_emails,
    "author-orcids": author_orcids,
    "author-positions": author_positions,
    "affiliation-parts": affiliation_parts,
    "corresponding-author": corresponding_author,
    "corresponding-orcid": corresponding_orcid,
    "dates": dates,
    "stated-counts": stated_counts,
}
