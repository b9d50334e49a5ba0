"""Notes on authors: which kind a sentence is, and whom it means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript.byline import EMAIL, expand_braces
from paperconv.patterns import late

_KINDS: tuple[tuple[m.AuthorNoteKind, re.Pattern[str]], ...] = (
    ("lead-contact", late(r"\blead contact\b", re.IGNORECASE)),
    (
        "corresponding",
        late(
            r"\b(?:corresponding\s+(?:author|to)|correspond(?:ence|ing|ent)\b|address\s+(?:all\s+)?correspondence|reprint requests|"
            r"autora? (?:de|para|por) correspond[eê]n\w+|autora? correspond\w+|correspondencia|correspondência|auteure? correspondante?|"
            r"correspondance|korrespond\w+|autore corrispondente|corrispondenza|автор для корреспонденции|для корреспонденции|"
            r"to whom correspondence|sorumlu yazar|penulis korespondensi|^\W*contact\s+(?=\S+ [^@]{0,200}@))|通讯作者|通信作者|責任著者|교신저자",
            re.IGNORECASE,
        ),
    ),
    (
        "equal",
        late(
            r"\b(?:contribut\w+ (?:equally|in equal)|equal(?:ly)? contribut\w+|equal\s+contribution|equal first|joint(?:ly)? first|"
            r"co-?first author\w*|shared? first author\w*|first co-?author\w*|equal authorship|contribuyeron por igual|"
            r"contribuíram igualmente|contribué (?:de manière égale|également)|gleichermaßen beigetragen|equal senior)|同等贡献",
            re.IGNORECASE,
        ),
    ),
    ("deceased", late(r"\b(?:deceased|verstorben|fallecid[oa]|décédée?)\b|†\s*died", re.IGNORECASE)),
    (
        "current-address",
        late(
            r"\b(?:(?:present|current|permanent|new) (?:address|affiliation)|currently (?:at|with)|now (?:at|with)\b|moved to|"
            r"dirección actual|adresse actuelle|derzeitige adresse)",
            re.IGNORECASE,
        ),
    ),
    (
        "other",
        late(
            r"\b(?:work (?:was )?(?:done|performed|conducted|completed|carried out)|(?:done|during) (?:an? |the |his |her |their )?internship|"
            r"intern at|project lead\w*|senior authors?|alphabetical order|co-?senior|these authors|both authors|joint last)",
            re.IGNORECASE,
        ),
    ),
)
_OPENING = late(
    r"^[\W\d_]{0,6}(?:[a-d]\)\s?)?(?:all |the )?(?:author to whom|corresponding\s+authors?|(?:for )?correspondence|address\s+(?:all\s+)?(?:correspondence|reprint)|(?:author )?contact\s*:|lead contact|contact\s(?=[^@]{0,200}@)|e-?mails?(?: address(?:es)?)?\s*:|"
    r"these authors|both authors|(?:the )?(?:first )?(?:two|three|four) (?:first )?authors (?:have )?contributed|equal(?:ly)? contribut|equal contribution|"
    r"(?:present|current|permanent) (?:address|affiliation)|now at\b|deceased|authors? contributed equally|work done|work was done|work performed|"
    r"autora? (?:de|para) corr|auteure? corr|korrespond|correspondencia|correspondência|co-?first author|joint first|"
    r"[^\W\d_][\w. ,&-]{2,60}? (?:and|&) [\w. -]{2,30} (?:contributed equally|are co-first)|通讯作者|通信作者|作者简介|第一作者|automatically)",
    re.IGNORECASE,
)


def note_kind(text: str) -> m.AuthorNoteKind | None:
    """The kind of author note that ``text`` is, or None."""
    if len(text) > 900:
        return None
    for kind, pattern in _KINDS:
        if pattern.search(text):
            return kind
    return None


def opens_note(text: str) -> bool:
    """Whether a paragraph anywhere in the text is, by its first words, a note on authors."""
    if len(text) > 700 or not _OPENING.match(text):
        return False
    kind = note_kind(text)
    if kind is None:
        return bool(EMAIL.search(text)) and len(text) < 300
    # A sentence of prose on correspondence has neither an address nor a mark.
    if kind == "corresponding":
        return bool(EMAIL.search(text)) or (":" in text[:40] and len(text) < 400) or len(text) < 60
    return len(text) < 300


def is_address(text: str) -> bool:
    """Whether ``text`` holds e-mail addresses, and nothing else but the word for them."""
    rest, found = EMAIL.subn("", expand_braces(text))
    rest = patterns.sub(r"\b(?:electronic|address|e-?mails?|contact|author)\b", "", rest, flags=re.IGNORECASE)
    return found > 0 and patterns.search(r"[^\W\d_]{2}", rest) is None


def fold(text: str) -> str:
    """Letters and digits only, lower case, without accents."""
    decomposed = unicodedata.normalize(
        "NFKD", text.replace("ø", "o").replace("ł", "l").replace("ß", "ss").replace("ı", "i")
    )
    return "".join(c for c in decomposed.casefold() if c.isalnum())


def initials_of(name: m.Name) -> str:
    """The capitals of a name: ``Jane van der Doe`` → ``JVDD`` without particle ``JD``."""
    return "".join(
        word[0]
        for word in patterns.split(r"[\s.\-‐]+", f"{name.given} {name.family}")
        if word and word[0].isalpha()
    ).upper()


def mail_score(address: str, name: m.Name) -> int:
    """How well the local part of an e-mail address fits a name: 0 (not at all) to 6."""
    local = address.partition("@")[0].casefold()
    letters = fold(patterns.sub(r"\d+", "", local))
    if len(letters) < 2:
        return 0
    family, given = fold(name.particle + name.family or name.literal), fold(name.given)
    last = fold(name.family)
    words = [fold(word) for word in patterns.split(r"[\s.\-‐]+", name.given) if fold(word)]
    initials = "".join(word[0] for word in words)
    parts = [fold(part) for part in patterns.split(r"[._\-+\d]+", local) if fold(part)]
    score = 0
    pieces = [fold(piece) for piece in patterns.split(r"[\s\-‐]+", name.family) if len(fold(piece)) > 2]
    if last and (last in letters or family in letters):
        score = 3 if len(last) > 2 else 2
        rest = letters.replace(last, "", 1)
        if rest and (
            rest in (given, initials)
            or rest in words
            or any(rest == word[: len(rest)] for word in words)
            or rest in initials
        ):
            score += 2
        elif not rest and len(last) > 2:
            score += 1
        elif rest and not (len(last) > 3):
            score = 1
    if score in {1, 2, 3} and last and letters.startswith(last) and given:
        rest = letters[len(last) :]
        if 2 <= len(rest) <= 3 and rest[0] == given[0] and _subsequence(rest, given):
            score += 2
    elif score == 0 and any(piece in letters for piece in pieces):
        score = 2
    for word in words:
        if len(word) > 2 and (word in parts or letters.startswith(word) or letters.endswith(word)):
            score = max(score, 2) + (1 if score else 0)
            rest = letters.replace(word, "", 1)
            if rest and last.startswith(rest):
                score += 2
    if len(given) > 3 and given in letters:
        score = max(score, 3)
    both = initials + last[:1]
    if both and len(both) > 1 and score < 2:
        if letters in {both, last[:1] + initials, initials[:1] + last[:1], last[:1] + initials[:1]} or (
            len(parts) == 1 and len(letters) >= 4 and last[:4] == letters[:4]
        ):
            score = 2
        elif (len(letters) >= 4 and letters[0] == given[:1] and last.startswith(letters[1:])) or (
            len(letters) >= 4 and given[:2] == letters[:2] and last.startswith(letters[2:])
        ):
            score = 3
        elif len(letters) >= 5 and given[:2] == letters[:2] and last[:3] == letters[-3:]:
            score = 2
    if score < 2 and given and last:
        # family initial and the syllables of the given name: "Cao Defu" → cdf
        for part in parts:
            bare = patterns.sub(r"\d", "", part)
            if (
                3 <= len(bare) <= 5
                and bare[0] == last[0]
                and bare[1] == given[0]
                and _subsequence(bare[1:], given)
            ) or (
                3 <= len(bare) <= 5
                and bare[-1] == last[0]
                and bare[0] == given[0]
                and _subsequence(bare[:-1], given)
            ):
                score = 2
    return score


def _subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short)


def match_mails(
    addresses: Sequence[str],
    people: Sequence[m.Name],
    taken: Sequence[bool],
    places: Sequence[str] = (),
    favoured: Sequence[bool] = (),
) -> dict[int, int]:
    """Which address belongs to which person: index of the address → index of the person, each at most once.

    Best fits first; what is left goes by its order when as many addresses as persons without one remain. ``places`` are
    the affiliations of each person: a domain that names one speaks for that person; so does being ``favoured``, by a mark.
    """

    def fit(address: str, p: int) -> int:
        score = mail_score(address, people[p])
        if places and score:
            labels = [part for part in address.partition("@")[2].casefold().split(".")[:-1] if len(part) > 3]
            score += any(label in fold(places[p]) for label in labels) or _acronym(places[p], address)
        return score + 1 if score and favoured and favoured[p] else score

    scores = sorted(
        (-score, a, p)
        for a, address in enumerate(addresses)
        for p in range(len(people))
        if not taken[p] and (score := fit(address, p)) >= 2
    )
    equals: dict[tuple[int, int], set[int]] = {}  # the persons whom one address fits equally well
    for cost, a, p in scores:
        equals.setdefault((cost, a), set()).add(p)
    found: dict[int, int] = {}
    used: set[int] = set()
    for cost, a, p in scores:
        if a in found or p in used or (cost > -3 and len(equals[cost, a] - used) > 1):
            continue
        found[a] = p
        used.add(p)
    left = [a for a in range(len(addresses)) if a not in found]
    open_to = favoured if any(favoured) else [True] * len(people)
    free = [p for p in range(len(people)) if p not in used and not taken[p] and open_to[p]]
    if left and len(left) == len(free) and (len(addresses) > 1 or len(people) == 1 or any(favoured)):
        found.update(zip(left, free, strict=True))
    return found


def _acronym(place: str, address: str) -> bool:
    """Whether a domain is the initials of an institution: ``ustc`` of the University of Science and Technology of China."""
    domain = address.partition("@")[2].casefold().split(".")[:-1]
    for part in patterns.split(r"[,;]", place):
        initials = "".join(
            word[0] for word in patterns.findall(r"[^\W\d_]+", part) if word[:1].isupper()
        ).casefold()
        if len(initials) > 2 and any(label == initials for label in domain):
            return True
    return False


def named_in(text: str, name: m.Name) -> bool:
    """Whether ``text`` names the person: by given and family name, or by initials (``J.D.``, ``JD``)."""
    words = " ".join(["", *patterns.findall(r"[^\W_]+", text), ""]).casefold()
    family = " ".join(patterns.findall(r"[^\W_]+", name.family or name.literal)).casefold()
    if family and len(family) > 2 and f" {family} " in words:
        first = patterns.findall(r"[^\W_]+", name.given)
        if not first or f" {first[0].casefold()} " in words or f" {first[0][0].casefold()} " in words:
            return True
    initials = initials_of(name)
    if len(initials) < 2 or not all(letter in text for letter in initials):
        return False
    return re.search(r"\b" + "[. -]*".join(initials) + r"\b", text) is not None
