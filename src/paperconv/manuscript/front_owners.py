"""Places of work that name the authors who belong to them: by initials or names in parentheses, or in a sentence.

"From the Department of X, University of Y (A.B., C.D.); …", "University of Z (Doe, Roe)", "J. Doe is with the Institute …".
"""

from __future__ import annotations

import re

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript import affiliations, byline, notes
from paperconv.manuscript.people import People
from paperconv.patterns import late

_LEAD = late(
    r"\W*(?:(?i:(?:author )?affiliations?\s*(?:of authors\s*)?:)|(?i:from)\s+(?:the\s+)?(?=[^\W\d_a-z])|(?i:(?:authors['’] )?(?:addresses|institutions)\s*:))\s*"
)
_OWNED = late(
    r"(?:[;.]\s+|,?\s+and\s+|)(?:and\s+)?(?:from\s+)?(?:the\s+)?([^();]{6,260}?(?:\([A-Z][\w ]{0,20}\)[^();]{0,80})?)\s*\(([^()]{2,200})\)"
)
_WITH = late(
    r"\s*([^\W\d_].{2,120}?)\s+(?:is|are|was|were)\s+(?:now\s+|also\s+|currently\s+|both\s+)?(?:with|at|affiliated with)\s+(?:the\s+)?(.+?)"
    r"(?:\s*\((?:[^()]*\b)?e-?mails?\s*:?\s*([^()]*)\)|[\s.,;]+e-?mails?\s*:?\s*(\S+@\S+?))?\s*\.?\s*$",
    re.IGNORECASE,
)
_PLACE = 260  # characters of a place
_INITIALS = 6  # capitals that are no initials any more
_ENDS = late(r"\s*\b(?:address|correspond|reprint|e-?mail|requests?)\b", re.IGNORECASE)


class Owned(msgspec.Struct):
    """A place, and the authors who work there by their index; ``mails`` stand with it, and it ends at ``end``.

    ``corresponding``: a letter stands at the name.
    """

    text: str
    owners: list[int]
    mails: list[str] = []
    end: int = 0
    corresponding: bool = False


def read_owned(text: str, people: People) -> tuple[list[Owned], int]:
    """The places in ``text`` with their owners, and where they end; nothing if an owner is no author."""
    if not people.authors or len(text) > 4000:
        return [], 0
    sentence = _WITH.match(text)
    if sentence is not None and len(text) < 700:
        owners = _owners(sentence[1], people)
        mails = byline.EMAIL.findall(byline.expand_braces(sentence[3] or sentence[4] or ""))
        if owners and affiliations.institutional(sentence[2]):
            return [Owned(sentence[2].strip(" ,;"), owners, mails)], len(text)
    headed = _headed(text, people)
    if headed is not None:
        return [headed], len(text)
    named = _named(text, people)
    if named:
        return named, named[-1].end
    lead = _LEAD.match(text)
    at = lead.end() if lead else 0
    found: list[Owned] = []
    while hit := _OWNED.match(text, at):
        owners = _owners(hit[2], people)
        if not owners or not (affiliations.institutional(hit[1]) or found or lead):
            break
        if byline.EMAIL.search(hit[1]):  # addresses with initials, and no places
            return [], 0
        found.append(Owned(patterns.sub(r"^(?:and\s+)?(?:the\s+)?", "", hit[1].strip(" ,;")), owners))
        at = hit.end()
        if text[at : at + 1] == ",":
            break
    if (
        not found
        or (len(found) < 2 and not lead)
        or (
            patterns.search(r"[^\W\d_]{4}", text[at : at + 40].strip(" .;"))
            and not _ENDS.match(text[at:].lstrip(" .;*"))
        )
    ):
        return [], 0
    return found, at


_JOINT = late(r"\s*(\(?✉\)?)?\s*(?:[·•,;&]|\band\b)?\s*")
_MAIL_LABEL = late(r"\W*\b(?:e-?mails?)\s*:\s*", re.IGNORECASE)


def _headed(text: str, people: People) -> Owned | None:
    """A place below the names of those who work there: "A. Doe (✉) · B. Roe Institute of X, Y e-mail: doe@x.edu"."""
    at, owners, starred = 0, [], False
    while (
        index := next(
            (
                n
                for n, a in enumerate(people.authors)
                if n not in owners and a.person.text and text.startswith(a.person.text, at)
            ),
            None,
        )
    ) is not None:
        owners.append(index)
        joint = _JOINT.match(text, at + len(people.authors[index].person.text))
        if joint is None:
            break
        starred, at = starred or bool(joint[1]), joint.end()
    rest = text[at:]
    label = _MAIL_LABEL.search(rest)
    place = (rest[: label.start()] if label else rest).strip(" .,;")
    if not owners or not place[:1].isupper() or len(place) > _PLACE or not affiliations.institutional(place):
        return None
    if byline.EMAIL.search(place) or not (label or starred or len(owners) > 1):
        return None
    mails = byline.EMAIL.findall(rest[label.end() :]) if label else []
    return Owned(place, owners, mails, len(text), starred and len(owners) == 1)


def _named(text: str, people: People) -> list[Owned]:
    """Places behind the names of their authors: "Jane Doe, Institute of X (jane@x.org); John Roe, …" or "Doe: Institute of X"."""
    starts: list[tuple[int, int, int]] = []
    head = text.lstrip(" *∗†‡§¶").casefold()
    names = [name for a in people.authors for name in (a.person.text, a.name.name.family) if name]
    if not any(head.startswith(name.casefold()) for name in names):
        return []
    for index, author in enumerate(people.authors):
        for name in (author.person.text, author.name.name.family):
            hit = (
                re.search(
                    rf"(?:^\W{{0,3}}|[;.]\s+){re.escape(name)}\s*[,:]\s+(?=[^\W\d_])", text, re.IGNORECASE
                )
                if name
                else None
            )
            if hit:
                starts.append((hit.start(), hit.end(), index))
                break
    starts.sort()
    if len(starts) < min(2, len(people.authors)) or not starts or starts[0][0] > 0:
        return []
    found: list[Owned] = []
    for number, (_, begin, index) in enumerate(starts):
        stop = starts[number + 1][0] if number + 1 < len(starts) else len(text)
        piece = text[begin:stop]
        mail = patterns.search(
            rf"\(?\s*(?:e-?mail\s*:?\s*)?({byline.EMAIL.pattern})\s*\)?[.;]?", piece, re.IGNORECASE
        )
        place = (piece[: mail.start()] if mail else piece).strip(" .;,(")
        if not place or len(place) > _PLACE or not affiliations.institutional(place):
            return []
        found.append(Owned(place, [index], [mail[1]] if mail else [], begin + mail.end() if mail else stop))
    return found


def _owners(text: str, people: People) -> list[int]:
    """The authors whom ``text`` lists, all of them by name or initials; else nothing."""
    parts = [part.strip() for part in patterns.split(r"\s*[,;]\s*|\s+and\s+|\s*&\s*", text) if part.strip()]
    owners: list[int] = []
    for part in parts:
        named = [n for n, a in enumerate(people.authors) if not a.name.group and _means(part, a.name.name)]
        if len(named) > 1:  # a family name that several have
            named = [n for n in named if notes.named_in(part, people.authors[n].name.name)]
        if len(named) != 1:
            if byline.plausible(part) or patterns.fullmatch(r"[\w.\s-]{1,8}", part):
                return []
            continue  # a degree
        owners.append(named[0])
    return owners


def _means(part: str, name: m.Name) -> bool:
    """Whether ``part`` is the family name of a person, or the initials."""
    capitals = patterns.sub(r"[\s.\-‐]", "", part)
    written = "".join(word[0] for word in f"{name.given} {name.particle} {name.family}".split())
    if name.particle and capitals == written:
        return True  # with the particle as it is written: GvdE
    if capitals.isupper() and len(capitals) < _INITIALS and ("." in part or len(part) < _INITIALS):
        words = patterns.split(r"[\s.\-‐]+", f"{name.given} {name.particle} {name.family}")
        return capitals in {notes.initials_of(name), "".join(word[0] for word in words if word).upper()}
    words = patterns.findall(r"[^\W\d_][\w’'-]*", part)
    own = {notes.fold(one) for one in words}
    family = [notes.fold(word) for word in (name.family or name.literal).split()]
    swapped = (
        notes.fold(name.given) in own and len(name.given.split()) == 1 and notes.fold(name.family)[:1] in own
    )  # Q. Lin for Lin Qiaozhi
    return bool(family) and (all(word in own for word in family) or swapped)
