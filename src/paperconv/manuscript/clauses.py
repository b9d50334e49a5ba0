"""A statement of contributions clause by clause, as a row of authors and roles: lists and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from paperconv import model as m
from paperconv.manuscript import credit
from paperconv.manuscript.credit import Mention
from paperconv.manuscript.initials import Authors, Person
from paperconv.manuscript.titles import kind_of
from paperconv.patterns import late

LISTED, NAMED, FREE = 0.95, 0.85, 0.7
"""How sure a role is that stands in a list, is named by its term in a sentence, is told in free words."""

_MOST_TEXT = 20_000
_STOP = late(r"[;\n•·●▪]|[.!?。；](?=\s|$)|。|；")
# The end of "J.D. (roles)," or "role (authors),": names and terms are masked.
_BRACKETED = late(r"\([^()]*[\ue000\ue001][^()]*(\)\s*[,;])")
_BY = late(r"(?:^|\W)(?:by|von|durch|par|por|pelos?|pelas?|da|dal(?:la)?|由)\s*$", re.IGNORECASE)
_LABEL = late(r"\s*([^:：\n]{5,60})[:：]\s*")
_SENTENCE = late(r"\s+(?=[^\W\d_a-zà-öø-ÿ])")
_COLON = late(r":[\s*_]*$")
_PRONOUN = late(
    r"^[\s,]*(?:(?:in addition|moreover|also|finally|then),? )?(?:she|he|they|er|sie|il|elle|ils|elles|ella|ellos|ele|ela)\b",
    re.IGNORECASE,
)
_BESIDE = late(
    r"(?:with|from|of|for|to|as|than|mit|avec|con|com|sous|under|contributions?|input|help|support|assistance|advice)\s*(?:the )?$",
    re.IGNORECASE,
)
_OPEN = late(
    r"^[\s,;:.()\[\]–—\-*•·●▪&/]*(?:(?:and|und|et|y|e|while|whereas|but|also|then|finally|moreover|in addition|additionally|authors?|drs?\.?|prof(?:essor)?s?\.?|ms\.?|mrs?\.?|"
    r"и|和|与)\b[\s,]*)*$",
    re.IGNORECASE,
)
_JOIN = late(
    r"^[\s,&/+]*(?:(?:and|und|et|y|e|и|as well as|sowie)[\s,]*)?(?:(?:drs?|profs?|mrs?|ms)\.?\s*)?$|^[\s]*[、和与及，][\s]*$",
    re.IGNORECASE,
)
_LISTING = late(r"^[\s*_]*(?:\([^()]{1,30}\))?[\s*_]*[:–—=→|\-,：，、][\s*_\-–—]*$|^[\s*_]*[(（]\s*$")
_DONE_BY = late(
    r"^[\s,:.–—=→|\-*_()：，、（]*(?:(?:(?:was|were|has been|have been|is|are|wurden?|a été|fue(?:ron)?|foi|foram)\s+)?(?:\w+\s+){0,5}(?:by|von|durch|par|por|pelos?|pelas?)\s+)?(?:the )?$",
    re.IGNORECASE,
)
_BOUNDARY = late(
    r"(?:[,;:.)]|\b(?:and|while|whereas|but|und|während|et|tandis que|y|mientras|e|enquanto))\s*$",
    re.IGNORECASE,
)
_NOT = late(
    r"\b(?:not|no|except|excluding|apart from|other than|neither|nor|without|nicht|kein\w*|außer|sauf|excepto|exceto|senza|кроме)\b|n['’]t\b",
    re.IGNORECASE,
)
_DEGREE = late(
    r"^\s*[(\[]\s*([^()\[\]]{3,25})\s*[)\]]|^\s*[-–:,]?\s*(lead|equal|supporting)\b", re.IGNORECASE
)
_LETTERS = late(r"[^\W\d_]+")
_SMALL = frozenset(("and", "und", "et", "y", "e", "the", "lead", "equal", "supporting", "role", "roles"))
_LEADING = frozenset(
    (
        "and", "also", "then", "she", "he", "they", "has", "have", "had", "further", "furthermore", "moreover", "in", "addition",
        "finally", "contributed", "to", "the", "was", "were", "responsible", "for", "participated", "helped", "with", "as", "well",
        "jointly", "und", "sie", "er", "auch", "et", "elle", "il", "ils", "elles", "y", "ella", "él", "ellos", "e", "ela", "ele",
        "eles", "и",
    )
)  # fmt: skip
_STRANGER = late(
    r"(?:[,;]|\b(?:and|while|whereas|und|et|y|e))\s+(?:(?:Drs?|Profs?|Mrs?|Ms)\.?\s+)?(?:[A-ZÀ-ÞĀ-Ž][\w.’'-]+\s+){1,4}$"
)


class Unsure(msgspec.Struct, frozen=True):
    """A mention that is nobody's (``authors`` is empty) or may be several people's."""

    words: str
    authors: tuple[int, ...]


class Contributions(msgspec.Struct):
    """What was read so far."""

    roles: dict[int, dict[str, m.Role]] = {}
    unsure: dict[str, Unsure] = {}

    def give(self, people: Iterable[int], term: str, sure: float, degree: str = "") -> None:
        """Note that ``people`` have the role ``term``; what is surer, or says more, wins."""
        for one in people:
            held = self.roles.setdefault(one, {})
            old = held.get(term)
            if old is None or (sure, bool(degree)) > (old.confidence, bool(old.degree)):
                held[term] = m.Role(
                    term, credit=True, degree=degree or (old.degree if old else ""), confidence=sure, provenance="contributions"
                )  # fmt: skip

    def doubt(self, person: Person) -> None:
        """Note that it is not known who is meant."""
        self.unsure.setdefault(person.words, Unsure(person.words, person.authors))


class _Group(msgspec.Struct):
    """Authors in a row, as one."""

    start: int
    end: int
    people: list[tuple[int, str]]  # with their degree
    phrase: bool
    last: int  # where the last of them begins


def read_text(text: str, authors: Authors, out: Contributions) -> None:
    """Read a statement in words."""
    text = text[:_MOST_TEXT]
    label = _LABEL.match(text)
    if label and kind_of(label[1]) == "contributions":
        text = text[label.end() :]
    persons = authors.find(text)
    masked = list(text)
    for one in persons:
        masked[one.start : one.end] = "\ue000" * (one.end - one.start)
    for term in credit.terms_in(text):  # a stop or dash inside a term ends nothing
        masked[term.start : term.end] = "\ue001" * (term.end - term.start)
    subject: _Group | None = None
    start = 0
    bounds = [(hit.start(), hit.end()) for hit in _STOP.finditer("".join(masked))]
    bounds += [(hit.start(1), hit.end(1)) for hit in _BRACKETED.finditer("".join(masked))]
    bounds += _ends(text, "".join(masked), persons)
    bounds = [*sorted(bounds), (len(text), len(text))]
    for stop, following in bounds:
        ended = text[stop:following].strip() in {"", ".", "!", "?", "。"} and "\n" not in text[stop:following]
        clause = _Clause(text, start, stop, [p for p in persons if start <= p.start < stop], out)
        subject = clause.read(subject)
        if ended and clause.prose and not _PRONOUN.match(text[following:]):
            subject = None
        start = following


def _ends(text: str, masked: str, persons: list[Person]) -> Iterator[tuple[int, int]]:
    """Where a sentence ends with the stop of somebody's initials: "… by J.D. All authors …"."""
    for one in persons:
        hit = _SENTENCE.match(text, one.end) if text[one.end - 1 : one.end] == "." else None
        if hit and (
            masked[hit.end() : hit.end() + 1] != "\ue000"
            or any(other.phrase and other.start == hit.end() for other in persons)
        ):
            yield one.end, hit.end()


def _overlaps(one: Mention, others: list[Mention]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


class _Clause:
    """A piece of text between two stops."""

    def __init__(self, text: str, start: int, end: int, persons: list[Person], out: Contributions) -> None:
        self._text, self._start, self._end, self._out = text, start, end, out
        self._persons = persons
        words = text[start:end]
        terms = [
            msgspec.structs.replace(t, start=t.start + start, end=t.end + start)
            for t in credit.terms_in(words)
        ]
        free = [
            msgspec.structs.replace(t, start=t.start + start, end=t.end + start)
            for t in credit.told_in(words)
        ]
        self._terms = terms
        self._free = [one for one in free if not _overlaps(one, terms)]
        # "wrote the software" is free words, though "software" is a term
        self._told = [
            one for one in free if not _overlaps(one, [t for t in terms if not credit.is_everyday(t.term)])
        ]
        self.prose = True

    def read(self, carried: _Group | None) -> _Group | None:
        """Give the roles of the clause; returns the authors whom it, and perhaps the next one, is about."""
        groups = self._groups()
        if not self._terms and not self._told:
            self.prose = False
            alone = len(groups) == 1 and not self._letters_besides(groups)
            return groups[0] if alone else carried
        if self._as_list(groups):
            self.prose = False
            return self._last
        if not groups and carried is not None and self._terms and self._is_bare_list():
            self.prose = False
            self._give_list(carried, self._terms)
            return carried
        return self._sentence(groups, carried)

    def _letters_besides(self, groups: list[_Group]) -> bool:
        rest = self._text[self._start : groups[0].start] + self._text[groups[0].end : self._end]
        return any(c.isalpha() for c in rest.replace("and", ""))

    # authors

    def _groups(self) -> list[_Group]:
        groups: list[_Group] = []
        for one in self._persons:
            if not one.sure:
                self._out.doubt(one)
            people = [(who, "") for who in one.authors] if one.sure else []
            end = one.end
            hit = _DEGREE.match(self._text[end : min(self._end, end + 30)])
            degree = credit.degree_of(hit[1] or hit[2] or "") if hit else ""
            if hit and degree:
                people = [(who, degree) for who, _ in people]
                end += hit.end()
            joined = groups and _JOIN.match(self._text[groups[-1].end : one.start])
            if joined and not one.phrase and not groups[-1].phrase:
                groups[-1].end, groups[-1].last = end, one.start
                groups[-1].people += people
            else:
                groups.append(_Group(one.start, end, people, one.phrase, one.start))
        return groups

    # lists

    def _as_list(self, groups: list[_Group]) -> bool:
        """Read "role, role: authors" or "authors: role, role"; whether it was one of them."""
        self._last: _Group | None = None
        if not self._terms or not groups:
            return False
        first, group = self._terms[0], groups[0]
        if first.start < group.start and not self._text[self._start : first.start].strip(
            " \t*_-–—•,.:()/0123456789"
        ):
            return self._roles_first(groups)
        if (
            group.start < first.start
            and len(groups) == 1
            and _OPEN.match(self._text[self._start : group.start])
        ):
            between = self._text[group.end : first.start]
            listed = _LISTING.match(between) and not self._free
            if listed or (not between.strip() and self._is_bare_list(groups)):
                self._give_list(group, self._terms)
                self._last = group
                return True
        return False

    def _roles_first(self, groups: list[_Group]) -> bool:
        """Each row of roles with the authors that follow it: "Software and validation, J.D.; …"."""
        read = False
        at = self._start
        for group in groups:
            pending = [t for t in self._terms if at <= t.start and t.end <= group.start]
            at = group.end
            if not pending:
                continue
            if _DONE_BY.match(self._text[pending[-1].end : group.start]) or self._degreed(pending[-1], group):
                for one in pending:
                    degree = self._degree_after(one, group.start)
                    for who, own in group.people:
                        self._out.give([who], one.term, LISTED, own or degree)
                read = True
        return read

    def _degreed(self, term: Mention, group: _Group) -> bool:
        between = self._text[term.end : group.start]
        hit = _DEGREE.match(between)
        return bool(hit and credit.degree_of(hit[1] or hit[2] or "") and _DONE_BY.match(between[hit.end() :]))

    def _degree_after(self, term: Mention, end: int) -> str:
        hit = _DEGREE.match(self._text[term.end : min(end, term.end + 30)])
        return credit.degree_of(hit[1] or hit[2] or "") if hit else ""

    def _is_bare_list(self, groups: Iterable[_Group] = ()) -> bool:
        """Whether the clause is ``groups`` and terms, and nothing else."""
        left, at = "", self._start
        known = [*((one.start, one.end) for one in groups), *((one.start, one.end) for one in self._terms)]
        for start, end in sorted(known):
            left += self._text[at:start]
            at = max(at, end)
        left += self._text[at : self._end]
        return not set(_LETTERS.findall(left.casefold())) - _SMALL

    def _give_list(self, group: _Group, terms: list[Mention]) -> None:
        for one, following in zip(terms, [*terms[1:], None], strict=True):
            degree = self._degree_after(one, following.start if following else self._end)
            for who, own in group.people:
                self._out.give([who], one.term, LISTED, degree or own)

    # sentences

    def _sentence(self, groups: list[_Group], carried: _Group | None) -> _Group | None:
        """Walk through authors and roles: verbs belong to the authors before them, or after "by"."""
        mentions = [
            *self._told,
            *(t for t in self._terms if not credit.is_everyday(t.term) or self._is_task(t)),
        ]
        events: list[_Group | Mention] = sorted([*groups, *mentions], key=lambda one: (one.start, one.end))
        subject = carried
        if carried and mentions and not self._goes_on(mentions[0]):
            subject = None
        if groups and mentions:
            lead = self._text[
                max([self._start, *(one.end for one in mentions if one.end <= groups[0].start)]) : groups[
                    0
                ].start
            ]
            if groups[0].start < mentions[0].start or _BY.search(lead) or _COLON.search(lead):
                subject = None
        active: _Group | None = subject
        pending: list[Mention] = []
        at = self._start
        for event in events:
            before = self._text[at : event.start]
            if isinstance(event, _Group):
                lead = self._text[self._start : event.start]
                if pending and (_BY.search(before) or _COLON.search(before)):
                    following = next((one for one in mentions if one.start >= event.end), None)
                    active = None
                    if (
                        following
                        and event.last > event.start
                        and not self._text[event.end : following.start].strip()
                    ):
                        # "written by A and B revised it": B begins the next clause
                        active = _Group(
                            event.last, event.end, event.people[-1:], phrase=False, last=event.last
                        )
                        event.people = event.people[:-1]
                    self._give(event, pending)
                    pending = []
                elif _BESIDE.search(before):
                    pass  # with somebody's help
                elif _OPEN.match(lead) or _BOUNDARY.search(before) or (at == self._start and not pending):
                    active, subject, pending = event, event, []
                else:
                    break  # an author in the middle of a phrase: it is not clear who did what
            elif _NOT.search(before[-40:]) or _STRANGER.search(before):
                break  # nobody did it, or somebody who is no author
            elif active is not None:
                self._give(active, [event])
            else:
                pending.append(event)
            at = max(at, event.end)
        return subject

    def _goes_on(self, first: Mention) -> bool:
        """Whether the clause goes on with what the people before it did."""
        return set(_LETTERS.findall(self._text[self._start : first.start].casefold())) <= _LEADING

    def _is_task(self, term: Mention) -> bool:
        """Whether an everyday word stands where a task does: "responsible for validation"."""
        before = self._text[max(self._start, term.start - 60) : term.start].lower()
        return any(
            word in before
            for word in (
                "contributed to",
                "responsible for",
                "contributions to",
                "performed",
                "in charge of",
                "carried out",
                "involved in",
                "participated in",
                "undertook",
            )
        )

    def _give(self, group: _Group, mentions: list[Mention]) -> None:
        for one in mentions:
            sure = FREE if one.free else NAMED
            for who, own in group.people:
                self._out.give([who], one.term, sure, own)
