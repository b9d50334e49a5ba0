"""A reference list as in-text citations see it: works by number, by label, and by author and year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.patterns import late

YEAR = r"(?:1[5-9]|20)\d\d"
_PARTICLES = late(
    r"^(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|ten|ter|zu)[ -])+", re.IGNORECASE
)
_NUMBER = late(r"\W*(\d{1,5})\W*")
_ALPHA = late(r"\W*([^\W\d_][\w+*.:-]{1,20})\W*?")
_WORD = late(r"[^\W\d_](?:[\w'’‐´`˜¨ˆ]|-(?=\w))*")
_FIRST_NAME_ENDS = late(r"[,;:(]|\s(?:and|und|et|y|e|og|och)\s|&|(?<=[^\W\d_]{2})\.\s")
_LIST_YEAR = late(rf"(?<![\d/.-])({YEAR})([a-z]?)(?![\w/-])")
_LONGEST_HEAD = 300


class Work(msgspec.Struct, frozen=True):
    """``families`` are folded (see :func:`fold`); ``letter`` tells works of one author and year apart (2019*a*).

    ``initial`` is the first letter of the first author's given name. ``words`` are all that the entry has before its
    title: who an entry that was badly understood is by.
    """

    id: str
    families: tuple[str, ...]
    letter: str
    initial: str = ""
    words: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        """Whether ``name`` is one of the authors, any spelling."""
        folded = fold(name)
        return folded in self.families or all(fold(one) in self.words for one in _WORD.findall(name))


class Works:
    """What a citation can mean. Built lazily: most papers use only one of the ways."""

    def __init__(self, references: Iterable[m.Reference]) -> None:
        self.references = tuple(references)
        numbers = _numbers(self.references)
        self.numbered = 2 * len(numbers) >= len(self.references) > 0
        """Whether the list prints numbers; else they are counted."""
        self.by_number: dict[int, str] = {}
        for position, one in enumerate(self.references):
            number = numbers.get(position, 0) if self.numbered else position + 1
            if number:
                self.by_number.setdefault(number, one.id)
        self.by_label: dict[str, str] = {}
        if not numbers:
            for one in self.references:
                label = _ALPHA.fullmatch(one.label)
                if label:
                    self.by_label.setdefault(label[1], one.id)
        self._by_name: dict[tuple[str, str], list[Work]] | None = None
        self._by_word: dict[tuple[str, str], list[Work]] | None = None
        self._by_id: dict[str, m.Reference] | None = None
        self._heads: list[str] | None = None

    def find(self, name: str, year: str) -> list[Work]:
        """The works whose first author is called ``name`` (family name or body, any spelling) and that appeared in ``year``."""
        if self._by_name is None:
            self._by_name = self._index()
        return _held(self._by_name, name, year)

    def find_loosely(self, name: str, year: str) -> list[Work]:
        """The works whose entry begins with ``name``, whatever was understood of it, and holds ``year``."""
        if self._by_word is None:
            self._by_word = self._index_words()
        return _held(self._by_word, name, year)

    def bears(self, particle: str, name: str) -> bool:
        """Whether an entry writes ``particle`` before or behind ``name``: it is a part of it then, else a word of the sentence."""
        first = _WORD.search(_PARTICLES.sub("", name.lstrip() + " "))
        if first is None:
            return False
        if self._heads is None:
            self._heads = [_head(one).casefold() for one in self.references]
        wanted, word = first[0].casefold(), particle.casefold()
        bare = patterns.sub("['’]s?$", "", wanted)
        return any(bare in head and word in head.replace(",", " ").split() for head in self._heads)

    def names(self, ref: str) -> frozenset[str]:
        """The words, folded, that name the authors of the work with the id ``ref``, or that stand before its title."""
        if self._by_id is None:
            self._by_id = {one.id: one for one in self.references}
        one = self._by_id.get(ref)
        if one is None:
            return frozenset()
        people = " ".join(
            f"{name.particle} {name.family} {name.literal}" for name in (*one.authors, *one.editors)
        )
        said = f"{_head(one)} {people}"
        return frozenset(map(fold, (*_WORD.findall(said), *said.split())))

    def _index(self) -> dict[tuple[str, str], list[Work]]:
        index: dict[tuple[str, str], list[Work]] = {}
        for one in self.references:
            names = one.authors or one.editors
            if not names:
                continue
            families = tuple(fold(_family(name)) for name in names if name.literal != m.OTHERS)
            if len(families) < len(names):  # cut short: nobody knows how many there are, but more than two
                families += ("",) * (3 - len(families))
            words = frozenset(map(fold, _WORD.findall(_head(one))))
            for year, letter in _years(one):
                work = Work(one.id, families, letter, names[0].given[:1].casefold(), words)
                for key in sorted(_keys(names[0])):
                    index.setdefault((key, year), []).append(work)
        return index

    def _index_words(self) -> dict[tuple[str, str], list[Work]]:
        """Works by what their entries begin with: any part of the first name that ends it, or all words of it."""
        index: dict[tuple[str, str], list[Work]] = {}
        for one in self.references:
            head = _head(one)
            start = head.lstrip(" ([\"'“‘*_")
            end = _FIRST_NAME_ENDS.search(start, 2)
            first = _WORD.findall(start[: end.start()] if end else start[:80])[:8]
            if not first:
                continue
            keys = {fold(word) for word in first if len(word) > 1}
            keys |= {fold("".join(first[place:])) for place in range(len(first))}
            keys |= {fold("".join(first[:place])) for place in range(1, len(first))}
            keys |= _keys(m.Name(literal=" ".join(first)))
            years = list(dict.fromkeys([*_years(one), *_LIST_YEAR.findall(m.text_of(one.raw))]))
            words = frozenset(map(fold, _WORD.findall(head)))
            for year, letter in years[:4]:
                for key in sorted(keys - {""}):
                    index.setdefault((key, year), []).append(Work(one.id, (), letter, "", words))
        return index


def _held(index: dict[tuple[str, str], list[Work]], name: str, year: str) -> list[Work]:
    held = index.get((fold(name), year))
    return held or index.get((fold(_PARTICLES.sub("", name.strip())), year)) or []


def fold(name: str) -> str:
    """Letters only, without case and accents: for names that are spelt in several ways."""
    if name.isascii():
        return "".join(c for c in name.casefold() if c.isalnum())
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in decomposed if c.isalnum())


def _numbers(references: tuple[m.Reference, ...]) -> dict[int, int]:
    """The printed number of each place in the list; that of an entry without a label follows from those around it."""
    found = {
        place: int(label[1])
        for place, one in enumerate(references)
        if (label := _NUMBER.fullmatch(one.label)) is not None
    }
    if not found:
        return found
    places = sorted(found)
    for before, after in pairwise(places):
        if found[after] - found[before] == after - before:
            for place in range(before + 1, after):
                found[place] = found[before] + place - before
    return found


def _head(one: m.Reference) -> str:
    """The entry up to its title, or up to its year: who it is by."""
    text = m.text_of(one.raw)[:_LONGEST_HEAD]
    if not text:
        return m.text_of(one.title) if not one.authors else ""
    title = m.text_of(one.title)[:60]
    end = text.find(title) if title else -1
    year = _LIST_YEAR.search(text, 3)
    ends = [place for place in (end, year.start() if year else -1) if place > 0]
    return text[: min(ends)] if ends else text


def _family(name: m.Name) -> str:
    return name.family or name.literal


def _keys(name: m.Name) -> set[str]:
    keys = {fold(_family(name)), fold(f"{name.particle} {_family(name)}")}
    if (
        name.family and len(name.given.split(".")[0]) > 1
    ):  # namesakes are told apart by given names: (Anna B. Roe 2010)
        for given in (name.given, name.given.split()[0]):
            keys.add(fold(f"{given} {name.particle} {name.family}"))
    if name.literal:
        words = [w for w in patterns.findall(r"[^\W\d_][\w’'-]*", name.literal) if w[0].isupper()]
        if len(words) > 2:
            # Bodies are cited by their initials: World Health Organization, WHO.
            keys.add(fold("".join(w[0] for w in words)))
        bracketed = patterns.search(r"[(\[]([A-Z][A-Za-z.-]+)[)\]]", name.literal)
        if bracketed:
            keys.add(fold(bracketed[1]))
            keys.add(fold(name.literal[: bracketed.start()]))
    keys.discard("")
    return keys


def _years(one: m.Reference) -> list[tuple[str, str]]:
    if one.issued and one.issued.year:
        literal = re.search(rf"{one.issued.year}\s?([a-z])\b", one.issued.literal or m.text_of(one.raw))
        years = [(str(one.issued.year), literal[1] if literal else "")]
        if one.original_date and one.original_date.year:
            years.append((str(one.original_date.year), ""))
        return years
    if one.issued and one.issued.literal:
        return [(fold(one.issued.literal), "")]
    return list(dict.fromkeys(_LIST_YEAR.findall(m.text_of(one.raw))))[:2]
