"""Find the fields of a work in the entry that is printed for it, and mark them with the styles of :mod:`.bib_styles`."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from paperconv import model as m
from paperconv.citations import bib_styles
from paperconv.citations.extract import month
from paperconv.citations.ranges import Range, wrap_ranges
from paperconv.patterns import late

_WORD = late(r"[^\W_]+")
_BETWEEN = 3
"""Characters that may stand between the words of a name."""
_ENDS = frozenset("?!.)]”’\"'")
_DAY = late(r"0?(\d{1,2})(?:st|nd|rd|th)?")
_YEAR = late(r"(\d{4})[a-z]?")
_PAGES = late(r"\s*[-–—]+\s*")
_PERSONS = (("author", "authors"), ("editor", "editors"), ("translator", "translators"))


class _Word(msgspec.Struct, frozen=True, gc=False):
    """A word from ``start`` up to ``end``; ``folded`` is without case."""

    start: int
    end: int
    folded: str


def mark_fields(words: m.Inlines, work: m.Reference) -> m.Inlines:
    """``words``, the entry printed for ``work``, with a span round each field of it that stands there.

    The text stays the same, letter for letter. What the entry does not print is not marked; a field that could be in
    several places is marked in the likeliest.
    """
    if not work.type:
        return words
    entry = _Entry("".join(m.text_of(node) for node in words))
    _links(entry, work)
    _titles(entry, work)
    for kind, name in _PERSONS:
        _people(entry, kind, getattr(work, name))
    _date(entry, work.issued)
    _numbers(entry, work)
    return wrap_ranges(words, entry.ranges)


class _Entry:
    """The text of an entry, its words, and what is marked so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [_Word(*hit.span(), hit[0].casefold()) for hit in _WORD.finditer(text)]
        self.ranges: list[Range] = []
        self.title_end = 0
        self._places: dict[str, list[int]] = {}
        for place, word in enumerate(self.words):
            self._places.setdefault(word.folded, []).append(place)
        self._taken = bytearray(len(text) + 1)

    def is_free(self, start: int, end: int) -> bool:
        return not any(self._taken[start:end])

    def find(self, value: str, start: int = 0) -> tuple[int, int] | None:
        """The words of ``value`` in order, from character ``start`` on, where nothing is marked; as places of words."""
        wanted = [hit[0].casefold() for hit in _WORD.finditer(value)]
        if not wanted:
            return None
        for place in self._places.get(wanted[0], ()):
            end = place + len(wanted)
            if (
                self.words[place].start >= start
                and [one.folded for one in self.words[place:end]] == wanted
                and self.is_free(self.words[place].start, self.words[end - 1].end)
            ):
                return place, end
        return None

    def mark(self, style: str, start: int, end: int) -> None:
        """Mark characters."""
        self._taken[start:end] = b"\1" * (end - start)
        self.ranges.append(Range(start, end, _span(style)))

    def mark_words(self, style: str, place: int, end: int) -> tuple[int, int]:
        """Mark words; gives their characters."""
        where = self.words[place].start, self.words[end - 1].end
        self.mark(style, *where)
        return where


def _span(style: str) -> Callable[[m.Inlines], m.Inlines]:
    return lambda inside: (m.Span(inside, role=style),) if inside else ()


def _links(entry: _Entry, work: m.Reference) -> None:
    lower = entry.text.lower()
    for name in ("doi", "url"):
        value = getattr(work, name).strip().lower()
        at = lower.find(value) if value else -1
        if at >= 0 and len(lower) == len(entry.text) and entry.is_free(at, at + len(value)):
            entry.mark(bib_styles.FIELDS[name], at, at + len(value))


def _titles(entry: _Entry, work: m.Reference) -> None:
    """Titles first: what else is looked for may stand in them as well."""
    title = m.text_of(work.title)
    style = bib_styles.TITLES.get(work.type, bib_styles.TITLE)
    if found := entry.find(title):
        start, end = entry.words[found[0]].start, entry.words[found[1] - 1].end
        start, end = _with_marks(entry.text, start, end, title)
        entry.mark(style, start, end)
        entry.title_end = end
    style = bib_styles.CONTAINERS.get(work.type, bib_styles.CONTAINER)
    for name in (m.text_of(work.container_title), work.container_title_short):
        if _phrase(entry, style, name):
            break
    for field, value in (
        ("event_title", work.event_title),
        ("collection_title", m.text_of(work.collection_title)),
        ("event_place", work.event_place),
    ):
        _phrase(entry, bib_styles.FIELDS[field], value)
    _phrase(entry, bib_styles.PUBLISHERS.get(work.type, bib_styles.PUBLISHER), work.publisher)
    _phrase(entry, bib_styles.FIELDS["publisher_place"], work.publisher_place)


def _phrase(entry: _Entry, style: str, value: str) -> bool:
    found = entry.find(value, entry.title_end) or entry.find(value)
    if found:
        start, end = entry.words[found[0]].start, entry.words[found[1] - 1].end
        entry.mark(style, *_with_marks(entry.text, start, end, value))
    return found is not None


def _with_marks(text: str, start: int, end: int, value: str) -> tuple[int, int]:
    """``start`` and ``end`` with the marks that ``value`` itself ends and begins with."""
    last = value.rstrip()[-1:]
    first = value.lstrip()[:1]
    if last in _ENDS and text[end : end + 1] == last:
        end += 1
    if first in "([“‘" and start and text[start - 1] == first:
        start -= 1
    return start, end


def _people(entry: _Entry, kind: str, people: Iterable[m.Name]) -> None:
    """Each of ``people`` behind the one before, the given names on the side where they stand."""
    start = 0
    style = f"{bib_styles.PREFIX}{bib_styles.PEOPLE[kind]}"
    for name in people:
        body = name.literal if name.literal != m.OTHERS else ""
        found = entry.find(body or name.family, start)
        if found is None:
            continue
        place, end = found
        own, start = entry.mark_words(f"{style}{'organization' if body else 'surname'}", place, end)
        if body:
            if entry.text[own : start + 1].endswith(".") and body.endswith("."):
                entry.mark(f"{style}organization", start, start + 1)
            continue
        if name.particle and (before := _before(entry, place, _parts(name.particle))) is not None:
            entry.mark_words(f"{style}particle", before, place)
            place = before
        given = _parts(name.given)
        before = _before(entry, place, given)
        if before is not None:
            entry.mark(f"{style}fname", entry.words[before].start, _stopped(entry, place - 1, name.given))
        elif after := _after(entry, end, given):
            entry.mark(f"{style}fname", entry.words[end].start, _stopped(entry, after - 1, name.given))
            end = after
            if name.particle and (behind := _after(entry, end, _parts(name.particle))):
                entry.mark_words(f"{style}particle", end, behind)
        if name.suffix and (behind := _after(entry, end, _parts(name.suffix))):
            entry.mark_words(f"{style}suffix", end, behind)
        start = max(start, entry.words[end - 1].end)


def _parts(name: str) -> list[str]:
    return [hit[0].casefold() for hit in _WORD.finditer(name)]


def _stopped(entry: _Entry, place: int, given: str) -> int:
    """Where the word at ``place`` ends, its stop included if it is an initial."""
    word = entry.words[place]
    stop = entry.text[word.end : word.end + 1] == "." and (word.end - word.start < 3 or given.endswith("."))
    return word.end + stop


def _said(entry: _Entry, place: int, wanted: list[str], step: int) -> int:
    """How many of ``wanted`` the word at ``place`` says: one in full or by its initial, or the initials of all; 0 for none."""
    if not 0 <= place < len(entry.words) or not wanted:
        return 0
    word = entry.words[place]
    if not entry.is_free(word.start, word.end):
        return 0
    here = wanted[0] if step > 0 else wanted[-1]
    if word.folded in {here, here[0]} or (word.end - word.start <= 2 and here.startswith(word.folded)):
        return 1
    return len(wanted) if word.folded == "".join(one[0] for one in wanted) else 0


def _near(entry: _Entry, place: int) -> bool:
    """Whether the words at ``place`` and behind it can be of one name."""
    between = entry.text[entry.words[place].end : entry.words[place + 1].start]
    return len(between) <= _BETWEEN and ";" not in between


def _before(entry: _Entry, place: int, wanted: list[str]) -> int | None:
    """The word at which ``wanted`` begins, if it ends before the word at ``place``."""
    left, at = list(wanted), place
    while left and at and _near(entry, at - 1) and (said := _said(entry, at - 1, left, -1)):
        if "," in entry.text[entry.words[at - 1].end : entry.words[at].start]:
            break
        left = left[: len(left) - said]
        at -= 1
    return at if wanted and at < place and (not left or len(wanted) > len(left)) else None


def _after(entry: _Entry, place: int, wanted: list[str]) -> int:
    """The word behind ``wanted``, if it begins at ``place``; 0 if it does not."""
    left, at = list(wanted), place
    while left and at < len(entry.words) and _near(entry, at - 1) and (said := _said(entry, at, left, 1)):
        left = left[said:]
        at += 1
    return at if at > place else 0


def _date(entry: _Entry, date: m.Date | None) -> None:
    if date is None:
        return
    if not date.year:
        _phrase(entry, bib_styles.YEAR, date.literal)
        return
    for place, word in enumerate(entry.words):
        said = _YEAR.fullmatch(word.folded)
        if said and said[1] == str(date.year) and entry.is_free(word.start, word.end):
            entry.mark_words(bib_styles.YEAR, place, place + 1)
            _day(entry, place, date)
            return


def _day(entry: _Entry, year: int, date: m.Date) -> None:
    """Month and day, where they stand beside the year."""
    for place in range(max(0, year - 2), min(len(entry.words), year + 3)):
        word = entry.words[place]
        if place == year or not entry.is_free(word.start, word.end):
            continue
        if (
            date.month
            and (month(word.folded) or int(_digits(word.folded))) == date.month
            and not word.folded.isdigit()
        ):
            entry.mark_words(bib_styles.MONTH, place, place + 1)
        elif date.day and _digits(word.folded) == str(date.day):
            entry.mark_words(bib_styles.DAY, place, place + 1)


def _digits(word: str) -> str:
    found = _DAY.fullmatch(word)
    return found[1] if found else "0"


def _numbers(entry: _Entry, work: m.Reference) -> None:
    if work.page:
        _pages(entry, work.page)
    for field in ("volume", "issue", "number", "edition", "collection_number", "chapter_number", "version",
                  "number_of_pages", "number_of_volumes", "archive_location", "isbn", "issn", "pmid", "pmcid", "genre", "medium"):  # fmt: skip
        if value := getattr(work, field):
            style = bib_styles.FIELDS[field]
            if field == "number" and work.type == "report":
                style = "bib_reportnum"
            _phrase(entry, style, value)


def _pages(entry: _Entry, page: str) -> None:
    """The first and the last page; the last may be shortened (123–9)."""
    first, *rest = _PAGES.split(page.strip(), maxsplit=1)
    last = rest[0] if rest else ""
    start = entry.title_end
    while found := entry.find(first, start):
        where = entry.words[found[0]].start, entry.words[found[1] - 1].end
        start = where[1]
        if not last:
            if not _PAGES.match(entry.text, start):
                entry.mark(bib_styles.FIRST_PAGE, *where)
                return
            continue
        between = _PAGES.match(entry.text, start)
        behind = entry.find(last, start) or (found[1], found[1] + 1)
        if (
            between
            and behind[0] == found[1] < len(entry.words)
            and last.casefold().endswith(entry.words[behind[1] - 1].folded)
        ):
            entry.mark(bib_styles.FIRST_PAGE, *where)
            entry.mark_words(bib_styles.LAST_PAGE, *behind)
            return
    if last and (found := entry.find(first, entry.title_end)):
        entry.mark_words(bib_styles.FIRST_PAGE, *found)
