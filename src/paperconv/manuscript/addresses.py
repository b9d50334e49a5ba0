"""Persons of a byline, and the e-mail addresses and ORCID iDs that stand apart from them."""

from __future__ import annotations

import re

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.manuscript import names, notes
from paperconv.manuscript.byline import SYMBOLS, Person, expand_braces
from paperconv.manuscript.orcid import bare_orcid
from paperconv.patterns import late


class Draftsman(msgspec.Struct):
    """A person of the byline while the marks are still being resolved."""

    person: Person
    name: names.ParsedName
    pos: Pos | None
    group: int
    affiliations: list[str] = []
    notes: list[str] = []
    emails: list[str] = []
    position: str = ""
    corresponding: bool = False
    equal: bool = False
    deceased: bool = False
    known: set[str] = set()
    no_orcid: str = ""

    def author(self) -> m.Author:
        """The author that this person is, once all marks are resolved."""
        parsed = self.name
        wrong = m.Identifier("orcid-not-valid", self.no_orcid, pos=self.pos, provenance="byline")
        return m.Author(
            parsed.name, parsed.group, parsed.prefix, parsed.degrees, self.position, self.person.orcid, tuple(dict.fromkeys(self.emails)),
            "", self.corresponding, self.equal, self.deceased, tuple(self.affiliations), tuple(self.notes),
            identifiers=(wrong,) if self.no_orcid else (), pos=self.pos, confidence=round(parsed.confidence * 0.95, 2), provenance="byline",
        )  # fmt: skip


def same_person(author: m.Author, found: names.ParsedName) -> bool:
    """Whether a name of the text is that of ``author``: the family names are alike."""
    mine, other = author.name, found.name
    return notes.fold(mine.family or mine.literal) == notes.fold(other.family or other.literal)


def link_mails(
    authors: list[Draftsman],
    affiliations: list[m.Affiliation],
    given: list[tuple[str, str, Pos | None]],
    noted: frozenset[str],
    log: Log,
) -> list[m.AuthorNote]:
    """Give each address to the author whom it fits; those that fit none, and stand in no note, come back as notes.

    ``given`` are the addresses, each with the mark, the initials in parentheses or the word ``corresponding`` that stands
    at it; ``noted`` are those that stand in notes.
    """
    left: list[m.AuthorNote] = []
    people = [a.name.name for a in authors]
    raw = {a.id: a.raw for a in affiliations}
    places_of = [" ".join(raw[i] for i in a.affiliations) for a in authors]
    pools: dict[str, list[tuple[str, Pos | None]]] = {}
    for mail, label, pos in given:
        if not any(mail in a.emails for a in authors) and not any(
            mail == have for have, _ in pools.get(label, ())
        ):
            pools.setdefault(label, []).append((mail, pos))
    for label, pool in sorted(pools.items(), key=lambda one: not one[0]):  # what a mark says comes first
        mails = [mail for mail, _ in pool]
        if label.startswith("("):
            wanted = patterns.sub(r"[^A-Z]", "", label)
            fitting = [a for a in authors if notes.initials_of(a.name.name) == wanted]
            fitting = fitting or [a for a in authors if notes.named_in(label, a.name.name)]
            if fitting:
                for mail in mails:
                    max(fitting, key=lambda a: notes.mail_score(mail, a.name.name)).emails.append(mail)
                continue
        favoured = [
            not a.name.group
            and (
                a.corresponding
                if label == "corresponding"
                else bool(label) and bool(set(label.split(",")) & set(a.person.marks))
            )
            for a in authors
        ]
        blocked = [a.name.group or bool(a.emails) for a in authors]
        found = notes.match_mails(mails, people, blocked, places_of, favoured)
        for a, p in sorted(found.items()):
            authors[p].emails.append(mails[a])
        rest = [mail for n, mail in enumerate(mails) if n not in found]
        for mail in rest:
            lone = [a for a in authors if a.corresponding and not a.emails]
            if mail in noted and len(lone) == 1:
                lone[0].emails.append(mail)
                continue
            pos = next(p for m_, p in pool if m_ == mail)
            if mail not in noted:
                left.append(
                    m.AuthorNote(
                        "",
                        "other",
                        (m.Paragraph(m.text(mail)),),
                        pos=pos,
                        confidence=0.5,
                        provenance="byline",
                    )
                )
            if authors:
                log(
                    Diagnostic(
                        Rule.AUTHOR_KNOWN, f'the e-mail address "{mail}" fits no author for sure', Severity.WARNING, pos,
                        "put it beside the author's name",
                    )
                )  # fmt: skip
    return left


def link_orcids(authors: list[Draftsman], given: list[tuple[str, str, Pos | None]], log: Log) -> None:
    """Verify the iDs beside names, and give those of a list (the words that name the owner, the iD) to their owners."""
    for author in authors:
        written = author.person.orcid
        author.person.orcid = bare_orcid(written)
        if written and not author.person.orcid:
            author.no_orcid = written
            _bad_orcid(written, author.pos, log)
    for owner, written, pos in given:
        number = bare_orcid(written)
        said = notes.fold(owner)
        named = [a for a in authors if notes.fold(a.person.text) in said] or [
            a for a in authors if notes.named_in(owner, a.name.name)
        ]
        if len(authors) == 1:
            named = authors
        if not number:
            for author in named if len(named) == 1 else ():
                author.no_orcid = written
            _bad_orcid(written, pos, log, removed="" if len(named) == 1 else written)
            continue
        if len(named) == 1 and named[0].person.orcid in {"", number}:
            named[0].person.orcid = number
            _report_rest(owner, named[0], pos, log)
            continue
        log(
            Diagnostic(
                Rule.AUTHOR_KNOWN, f'the ORCID iD {number} ("{owner.strip()[:40]}") fits no author for sure', Severity.WARNING,
                pos, "put it beside the author's name", removed=f"{owner.strip()} {number}",
            )
        )  # fmt: skip


def _report_rest(owner: str, author: Draftsman, pos: Pos | None, log: Log) -> None:
    """Report the words beside an iD that are neither its owner's name nor a label."""
    known = notes.fold(author.person.text)
    rest = [word for word in patterns.findall(r"[^\W\d_]{2,}", owner) if notes.fold(word) not in known]
    if rest and [word.casefold() for word in rest] not in (
        ["orcid"],
        ["orcid", "id"],
        ["orcid", "ids"],
        ["and"],
    ):
        text = " ".join(rest)
        log(
            Diagnostic(
                Rule.FURNITURE_REMOVED, f'beside an ORCID iD: "{text[:60]}"', Severity.INFO, pos, removed=text
            )
        )


def _bad_orcid(given: str, pos: Pos | None, log: Log, removed: str = "") -> None:
    log(
        Diagnostic(
            Rule.ORCID_VALID, f'"{given}" is not an ORCID iD: its check digit is wrong', Severity.WARNING, pos,
            "look it up at orcid.org; as it stands it is not given out as an ORCID iD", removed=removed,
        )
    )  # fmt: skip


def initials_after(mail: str, text: str) -> str:
    """The initials of an author in parentheses behind the address; empty if there are none."""
    for rest in expand_braces(text).split(mail)[1:]:
        if found := patterns.match(r"\s*\(((?:[^\W\d_a-z]\.?[\s-]?){1,5}[^()@\d]{0,40})\)", rest):
            return f"({found[1]})"
    return ""


def without_name(text: str, owners: list[Draftsman]) -> str:
    """``text``, the place of one author, without the name that it begins with, as notes under titles have it."""
    name = owners[0].person.text.strip() if len(owners) == 1 else ""
    rest = text.strip().removeprefix(name).lstrip() if name else ""
    return (
        rest[1:].strip()
        if rest[:1] in {",", ":"} and rest[1:].strip() and text.strip().startswith(name)
        else text
    )


def lone_signs(authors: list[Draftsman]) -> frozenset[str]:
    """The signs that stand each at one author, if not all authors have one."""
    held = [{mark for mark in a.person.marks if mark in SYMBOLS} for a in authors]
    if all(held):
        return frozenset()
    return frozenset(sign for mine in held for sign in mine if sum(sign in one for one in held) == 1)


def report_links(authors: list[Draftsman], affiliations: list[m.Affiliation], log: Log) -> None:
    """Report marks that lead nowhere, and affiliations of nobody."""
    have_places = any(a.label for a in affiliations)
    for author in authors:
        for mark in author.person.marks:
            if mark in author.known:
                continue
            place = mark.isalnum() and not (
                mark.isalpha() and have_places and any(a.label.isdigit() for a in affiliations)
            )
            what = "affiliation" if place else "note"
            log(
                Diagnostic(
                    Rule.AFFILIATION_KNOWN if place else Rule.NOTE_KNOWN,
                    f'author "{author.person.text}" points to {what} "{mark}", which is not in the manuscript',
                    Severity.WARNING, author.pos, f'add the {what} "{mark}", or remove the mark',
                )
            )  # fmt: skip
    for a in affiliations:
        if authors and not any(a.id in author.affiliations for author in authors):
            log(
                Diagnostic(
                    Rule.AFFILIATION_KNOWN, f'no author is linked to the affiliation "{a.raw[:60]}"', Severity.WARNING, a.pos,
                    "put a mark at the author and before the affiliation",
                )
            )  # fmt: skip


_THANKS = late(
    r"\b(?:supported|funded) (?:in part )?by\b|\b(?:we|i|authors?) (?:would like to |wish to )?(?:thank|acknowledge|(?:am|are) grateful|gratefully)\b",
    re.IGNORECASE,
)


def is_thanks(text: str) -> bool:
    """Whether what stands behind an address tells of funders or thanks somebody."""
    return _THANKS.search(text) is not None


def unmarked(authors: list[Draftsman]) -> list[Draftsman]:
    """The authors at whom no mark of a place stands."""
    return [a for a in authors if not any(mark.isalnum() for mark in a.person.marks)]
