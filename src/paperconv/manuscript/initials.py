"""Which authors a text means by initials, names and phrases such as "the first author"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from paperconv import model as m
from paperconv.patterns import late

_MOST_AUTHORS = 3000
_LETTER = r"[^\W\d_]"
# "J.D.", "J. P. van der D.", "C.-D. E."; then "JD", "J-PD", "JvdB"
_DOTTED = late(
    rf"(?<![\w.@/])(?:{_LETTER}{{1,3}}(?:\.[ \u00a0\u202f\u2009]?[-‐‑–]?[ \u00a0\u202f\u2009]?|[-‐‑–])){{1,7}}"
    rf"(?:{_LETTER}{{1,4}}(?![\w]|\.\w)\.?)?"
)
_JOINED = late(rf"(?<![\w.@/-]){_LETTER}{{1,5}}(?:[-‐‑–]{_LETTER}{{1,4}}){{0,2}}(?![\w@]|[-‐‑]\w)")
_UNIT = late(rf"{_LETTER}+")
_WORD = late(r"[^\W_]+(?:['’][^\W_]+)*")
_ABBREVIATIONS = frozenset(
    ("us", "uk", "usa", "eg", "ie", "phd", "md", "msc", "bsc", "drs", "dr", "prof", "etal", "pi", "na", "no", "fig", "vs", "cf", "ca", "st", "mr", "ms", "mrs", "ai", "eu", "un", "ba", "ma", "mph", "rn")
)  # fmt: skip
_PHRASES: tuple[tuple[str, str], ...] = (
    (
        "all",
        r"all (?:of )?(?:the )?(?:co-?)?authors|all (?:named|listed) authors|(?:the|these) authors|each author|every author|all contributors|"
        r"alle (?:\w+ )?autor(?:en|innen|innen und autoren|:innen|\*innen)|(?:die|der) autor(?:en|innen)|tou(?:s|tes) les aut(?:eurs|rices)|"
        r"tod[oa]s (?:los|las|os|as) autor[ea]s|los autores|os autores|tutti gli autori|все авторы|(?:所有|全体|全部)作者",
    ),
    ("both", r"both (?:of the )?authors|the two authors|beide autor(?:en|innen)|les deux auteurs|ambos autores|entrambi gli autori"),
    ("first", r"(?:the )?first author|der erstautor|die erstautorin|le premier auteur|la première auteure?|el primer autor|la primera autora|o primeiro autor|a primeira autora|il primo autore|первый автор|第一作者"),
    ("last", r"(?:the )?(?:last|senior) author|der letztautor|die letztautorin|le dernier auteur|la dernière auteure?|el último autor|la última autora|o último autor|l['’]ultimo autore|最后作者|末位作者"),
    ("second", r"(?:the )?second author|der zweitautor|die zweitautorin|le deuxième auteur|el segundo autor|la segunda autora|o segundo autor|il secondo autore|второй автор|第二作者"),
    ("third", r"(?:the )?third author|le troisième auteur|el tercer autor|o terceiro autor|третий автор|第三作者"),
    ("corresponding", r"(?:the )?corresponding author|通讯作者|通信作者"),
    ("only", r"(?:the )?(?:sole|single) author|the author\b(?!s|['’])|der autor\b|die autorin\b|l['’]auteure?\b|el autor\b|la autora\b|o autor\b|a autora\b"),
    ("others", r"(?:all )?(?:the )?(?:other|remaining) (?:co-?)?authors|(?:the )?co-?authors|die (?:übrigen|anderen) autoren|les autres auteurs|los demás autores|os demais autores|gli altri autori|其他作者|其余作者"),
)  # fmt: skip
_ROLES = late("|".join(rf"(?P<{name}>(?<!\w){words}(?!\w))" for name, words in _PHRASES), re.IGNORECASE)


class Person(msgspec.Struct, frozen=True):
    """A mention between ``start`` and ``end``: ``authors`` are indices; several where ``sure`` says that all are meant.

    Without ``sure`` it is one of ``authors``, or none of them where there are none. ``phrase`` is true for "all authors" and
    the like.
    """

    start: int
    end: int
    authors: tuple[int, ...]
    words: str
    sure: bool = True
    phrase: bool = False


def fold(text: str) -> str:
    """``text`` in small letters without accents, each of its letters at its old place."""
    return "".join((unicodedata.normalize("NFKD", c)[0].lower() or c) if c.isalpha() else c for c in text)


class Authors:
    """The authors of a paper by every form in which its statements may name them."""

    def __init__(self, authors: tuple[m.Author, ...]) -> None:
        self.authors = authors[:_MOST_AUTHORS]
        # initials → the authors who have them in full, and those who have them without a middle name
        self._full: dict[str, set[int]] = {}
        self._short: dict[str, set[int]] = {}
        self._mixed: dict[str, set[int]] = {}
        self._names: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self._wide: list[tuple[str, int]] = []
        for index, author in enumerate(self.authors):
            self._add(index, author)

    def _add(self, index: int, author: m.Author) -> None:
        name = author.name
        if name.literal and not name.family:
            words = tuple(_WORD.findall(fold(name.literal)))
            if words:
                self._names.setdefault(words[0], []).append((words, index))
            if "\u2e80" <= name.literal[:1] <= "\uffdc":
                self._wide.append((name.literal.replace(" ", ""), index))
            return
        if "\u2e80" <= name.family[:1] <= "\uffdc":
            self._wide.append((name.family + name.given, index))
        family = tuple(_WORD.findall(fold(f"{name.particle} {name.family}")))
        bare = tuple(_WORD.findall(fold(name.family)))
        for words in {family, bare, tuple(_WORD.findall(fold(name.family.split("-")[0])))} - {()}:
            self._names.setdefault(words[0], []).append((words, index))
        given = [w[0] for w in _WORD.findall(fold(name.given))]
        if not given or not bare:
            return
        particle = [w[0] for w in _WORD.findall(fold(name.particle))]
        ends = {
            "".join(particle) + "".join(w[0] for w in bare),
            "".join(w[0] for w in bare),
            bare[0][0],
            "".join(particle) + bare[0][0],
        }
        firsts = [w[0] for w in name.given.replace("-", " ").split() if w[0].isalpha()]
        for end in ends:
            for first, table in (("".join(given), self._full), (given[0], self._short)):
                table.setdefault(first + end, set()).add(index)
                if name.family_first:
                    table.setdefault(end + first, set()).add(index)
        if particle:
            self._mixed.setdefault("".join(firsts) + "".join(particle) + name.family[:1], set()).add(index)

    def find(self, text: str) -> list[Person]:
        """Every mention of an author in ``text``, in order, none over another."""
        found = [*self._phrases(text), *self._by_name(text), *self._wide_names(text)]
        taken = [(one.start, one.end) for one in found]
        found += (
            one
            for one in self._by_initials(text)
            if all(one.end <= start or one.start >= end for start, end in taken)
        )
        found.sort(key=lambda one: (one.start, -one.end))
        out: list[Person] = []
        for one in found:
            if not out or one.start >= out[-1].end:
                out.append(one)
        return out

    # phrases

    def _phrases(self, text: str) -> Iterator[Person]:
        count = len(self.authors)
        for hit in _ROLES.finditer(text):
            kind = hit.lastgroup
            meant: tuple[int, ...] = ()
            if kind == "all":
                meant = tuple(range(count))
            elif kind == "both":
                meant = (0, 1) if count == 2 else ()
            elif kind == "only":
                meant = (0,) if count == 1 else ()
            elif kind in {"first", "second", "third"}:
                place = ("first", "second", "third").index(kind)
                meant = (place,) if place < count else ()
            elif kind == "last":
                meant = (count - 1,) if count > 1 else ()
            elif kind == "corresponding":
                marked = tuple(i for i, one in enumerate(self.authors) if one.corresponding)
                meant = marked if len(marked) == 1 else ()
            if meant or kind != "others":
                yield Person(hit.start(), hit.end(), meant, hit[0], sure=bool(meant), phrase=True)

    # names

    def _by_name(self, text: str) -> Iterator[Person]:
        folded = fold(text)
        words = [(hit.start(), hit.end(), hit[0]) for hit in _WORD.finditer(folded)]
        at = 0
        while at < len(words):
            best: tuple[int, set[int]] | None = None
            for name, index in self._names.get(words[at][2], ()):
                if tuple(w for _, _, w in words[at : at + len(name)]) == name and _is_name(
                    text, words, at, len(name)
                ):
                    if best is None or len(name) > best[0]:
                        best = (len(name), {index})
                    elif len(name) == best[0]:
                        best[1].add(index)
            if best is None:
                at += 1
                continue
            length, indices = best
            yield self._named(text, folded, words[at][0], words[at + length - 1][1], indices)
            at += length

    def _named(self, text: str, folded: str, start: int, end: int, indices: set[int]) -> Person:
        """A family name with what stands round it of a given name."""
        matches: list[tuple[int, int, int, int]] = []  # strength, index, start, end
        for index in sorted(indices):
            given = fold(self.authors[index].name.given)
            matches.append(_given_beside(folded, start, end, given, index))
        strongest = max(one[0] for one in matches)
        left = [one for one in matches if one[0] == strongest]
        begin, stop = min(one[2] for one in left), max(one[3] for one in left)
        meant = tuple(one[1] for one in left)
        return Person(begin, stop, meant, text[begin:stop], sure=len(meant) == 1 and strongest >= 0)

    def _wide_names(self, text: str) -> Iterator[Person]:
        for name, index in self._wide:
            start = text.find(name) if len(name) > 1 else -1
            while start >= 0:
                yield Person(start, start + len(name), (index,), name)
                start = text.find(name, start + len(name))

    # initials

    def _by_initials(self, text: str) -> Iterator[Person]:
        dotted: list[tuple[int, int]] = []
        for hit in _DOTTED.finditer(text):
            start = hit.start()
            if "." not in hit[0]:
                continue
            for one in self._cut(text, start, hit.end()):
                dotted.append((one.start, one.end))
                yield one
        for hit in _JOINED.finditer(text):
            if any(start <= hit.start() < end for start, end in dotted):
                continue
            units = "".join(_UNIT.findall(hit[0]))
            if len(units) < 2 or not units[0].isupper():
                continue
            meant = self._who(units) if units.isupper() else tuple(sorted(self._mixed.get(units, ())))
            if meant:
                yield Person(hit.start(), hit.end(), meant, hit[0], sure=len(meant) == 1)

    def _cut(self, text: str, start: int, end: int) -> Iterator[Person]:
        """A run of letters and stops as the longest initials that somebody has, then what follows them."""
        units = [(hit.start() + start, hit.end() + start, hit[0]) for hit in _UNIT.finditer(text[start:end])]
        at = 0
        while at < len(units):
            for stop in range(len(units), at, -1):
                letters = "".join(unit for _, _, unit in units[at:stop])
                meant = self._who(letters) if stop - at > 1 or len(letters) > 1 else ()
                if meant:
                    last = units[stop - 1][1]
                    last += text[last : last + 1] == "."
                    words = text[units[at][0] : last]
                    yield Person(units[at][0], last, meant, words, sure=len(meant) == 1)
                    at = stop
                    break
            else:
                letters = "".join(unit for _, _, unit in units[at:])
                if (
                    at == 0
                    and 2 <= len(units) <= 4
                    and letters.isupper()
                    and letters.lower() not in _ABBREVIATIONS
                ):
                    yield Person(units[0][0], end, (), text[units[0][0] : end].strip(), sure=False)
                return

    def _who(self, letters: str) -> tuple[int, ...]:
        """The authors whose initials these are: those who have them in full win."""
        key = fold(letters)
        return tuple(sorted(self._full.get(key) or self._short.get(key) or ()))


def _is_name(text: str, words: list[tuple[int, int, str]], at: int, length: int) -> bool:
    """Whether words in the place of a family name are written as a name: "Brown", and not "brown"."""
    return any(text[start].isupper() or not text[start].islower() for start, _, _ in words[at : at + length])


_BEFORE = late(r"((?:[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*\.?[ \u00a0]?[-‐‑]?[ \u00a0]?){1,4})$")
_AFTER = late(r"^,?[ \u00a0]((?:[^\W\d_]{1,2}\.?[ -]?){1,4})(?=[\s,.;:)&]|$)")


def _given_beside(folded: str, start: int, end: int, given: str, index: int) -> tuple[int, int, int, int]:
    """How well what stands beside a family name fits ``given``: 2 spelt out, 1 initials, 0 nothing, -1 another name."""
    parts = _WORD.findall(given)
    if not parts:
        return 0, index, start, end
    before = _BEFORE.search(folded[max(0, start - 60) : start])
    if before:
        base = max(0, start - 60) + before.start()
        words = list(_WORD.finditer(before[1]))
        for skip in range(len(words)):
            tried = [one[0] for one in words[skip:]]
            at = base + words[skip].start()
            if tried[0] == parts[0] and all(any(part.startswith(one) for part in parts) for one in tried):
                return 2, index, at, end
            if all(len(one) <= 2 for one in tried) and "".join(tried)[0] == parts[0][0]:
                letters = "".join(tried)
                full = "".join(part[0] for part in parts)
                if full.startswith(letters) or letters == parts[0][0]:
                    return 1, index, at, end
    after = _AFTER.match(folded[end : end + 20])
    if after:
        letters = "".join(_UNIT.findall(after[1]))
        full = "".join(part[0] for part in parts)
        if full.startswith(letters):
            return 1, index, start, end + after.end(1)
    return 0, index, start, end
