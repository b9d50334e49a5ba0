"""A byline as text into persons with their marks, ORCID iDs and e-mail addresses."""

from __future__ import annotations

import re

import msgspec

from paperconv import patterns
from paperconv.manuscript import names
from paperconv.manuscript.prose import is_no_name
from paperconv.manuscript.runs import LINE, MARK_CLOSE, MARK_OPEN, ORCID, unmark
from paperconv.patterns import late


class Person(msgspec.Struct):
    """One name of a byline, with the ``marks`` that stand at it."""

    text: str
    marks: list[str] = []
    orcid: str = ""
    emails: list[str] = []


_ADDRESS = r"[A-Za-z0-9][\w.+%&'-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]{0,200}\.[A-Za-z]{2,24}"
EMAIL = late(_ADDRESS)
_TOKEN = late(
    f"({MARK_OPEN}[^{MARK_CLOSE}]*{MARK_CLOSE}|{ORCID}[^{ORCID}]*{ORCID}|[(<\\[]?\\s*{_ADDRESS}\\s*[)>\\]]?)"
)
BRACED = late(
    r"[{\[(⟨]\s*([\w.+%-]{1,60}(?:\s*[,;|/]\s*[\w.+%-]{1,60}){0,40})\s*[,;]?\s*[}\])⟩]\s*@\s*([A-Za-z0-9][A-Za-z0-9.-]{0,200}\.[A-Za-z]{2,24})"
)
SYMBOLS = "*†‡§¶#‖★⋄♠♥♣♦☆✉⊥◦¥☯¤●○◆◇▲△⇑⇤"
_MARK = late(rf"(\d+)\s?[–-]\s?(\d+)|\d+|([{SYMBOLS}])\3*|[^\W\d_]+")
_GROUP = late(f"{MARK_OPEN}([^{MARK_OPEN}{MARK_CLOSE}]*){MARK_CLOSE}")
_MERGE = late(f"{MARK_CLOSE}[\\s,;]*{MARK_OPEN}")
_BEFORE_NAME = late(
    f"({MARK_OPEN}[^{MARK_CLOSE}]*{MARK_CLOSE})\\s*([^{MARK_OPEN}]*?)(\\s*(?:[,;&]|\\band\\b|,\\s*and\\b)?\\s*)(?={MARK_OPEN}|$)"
)
_NESTED = late(f"{MARK_OPEN}([^{MARK_CLOSE}]*){MARK_OPEN}")
_ORCID_TEXT = late(
    r"[(\[]?\s*(?:ORCID(?:\s*iD)?\s*:?\s*)?(?:https?://)?(?:www\.)?(?:orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])\s*[)\]]?",
    re.IGNORECASE,
)
_BRACKETS = late(
    rf"\s?[\[(]\s*((?:ID|\d{{1,2}}|[a-z]|[ivx]{{1,4}}|[IVX]{{1,4}}|[{SYMBOLS}])?(?:\s*[,;&+]?\s*(?:\d{{1,2}}|[a-z](?![a-z])|[{SYMBOLS}]))*\s*,?)\s*[\])]"
)
_DIGITS = late(r"(?<=[^\W\d_.’'])(\.?)\s?(\d{1,2}(?:\s?[,–-]\s?\d{1,2}){0,9})(?![\dA-Za-z])")
_BEHIND_SIGN = late(rf"(?<={MARK_CLOSE})\s?(\d{{1,2}}(?:\s?[,–-]\s?\d{{1,2}}){{0,9}})(?![\dA-Za-z])")
# "Doe,1,2 Roe": the mark stands behind the comma, without a blank.
_COMMA = late(rf"(?<=[^\W\d_])(\.?),(\d{{1,2}}(?:,\d{{1,2}}){{0,9}}(?:,[{SYMBOLS}])*)(?=\s|$|,)")
# The letter of a font of signs that shows an envelope: "Jane Doe 1( B )".
_LETTER_SIGN = late(rf"(?<=[\d*\ue013{MARK_CLOSE}])\s?\(\s?(?:B|✉)\s?\)")
# The round sign of ORCID, as readers of pictures spell it: "Jane Doe 1 (D)", "Jane Doe a iD".
_ORCID_SIGN = late(
    rf"\s?[\[(]?(?<![^\W\d_])iD(?![^\W\d_])[\])]?|(?<={MARK_CLOSE})\s?\(D\)|(?<=[^\W\d_A-Z]{{2}})ID(?![^\W_])"
)
# A name in its own letters behind the Latin ones: "Rui Li (李瑞)".
NATIVE = late(r"(?<=[a-zß-ÿ])\s?[(（][\u4e00-\u9fff·]{2,5}[)）]")
_SYMBOL_RUN = late(rf"\s?((?:[{SYMBOLS}]\s?,?)+)")
_SEPARATOR = late(rf"\s*(?:[;·•|]|,|{LINE}|(?<=[\s,])(?:and|und|et|и|ve)\s|&|、|，)\s*", re.IGNORECASE)
_STRONG_SEPARATOR = late(r"\s*(?:;|(?<=[\s,;])(?:and|und|et)\s|&)\s*", re.IGNORECASE)
# A letter that stands apart behind a name, and maybe others and symbols: "Jane Doe a,*".
_LETTERS = late(
    rf"([^\W\d_a-z][\w.’'-]*)(?:,(?=\s[a-p]\s[^\W\d_a-z]))?\s([{SYMBOLS}]?\s?[a-p](?![\w.’'-])(?:\s?,?\s?(?:[a-p](?![\w.’'-])|[{SYMBOLS}])|,\d(?![\w.]))*)"
    rf"(?=\s*(?:[,;|·]|$|[^\W\d_]{{1,3}}\s|[^\W\d_a-z]|{LINE}))"
)
# "y" and its like stand in names as well ("Ortega y Gasset"): they part only where a whole name follows and stands before.
_JOINED = late(r"(?<=\s)(?:y|e|i|és|dan|ja|oraz|och|og|en)\s", re.IGNORECASE)
LEAD = late(
    r"^(?:authors?|by|autor(?:es|en)?|auteurs?|author\(s\)|written by|von(?=\s+(?:prof|priv|dr|pd|wiss|dipl|rechtsanw)))\s*[:–—]?\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_SPACED = late(r"(?<![^\W\d_])(?:[^\W\d_] ){2,}[^\W\d_](?![^\W\d_.])")
_LOWER = (
    "the of for in on with from using towards toward to as at into via through between under over is are was were be by "
    "an its their our we this that these those which can not how what why when where do does study analysis based"
)
_LOWER_WORDS = frozenset(_LOWER.split(" "))
_NAMES_TOO = frozenset(("Can", "An", "Do", "To", "do"))  # Turkish, Vietnamese, Chinese, Portuguese


def split_marks(text: str) -> list[str]:
    """The marks in one superscript: ``1,2*`` → ``1``, ``2``, ``*``; ``1-3`` → ``1``, ``2``, ``3``; ``**`` stays one."""
    found: list[str] = []
    for piece in _MARK.finditer(text):
        word = piece[0]
        if piece[1] and int(piece[1]) < int(piece[2]) <= int(piece[1]) + 20:
            found.extend(str(n) for n in range(int(piece[1]), int(piece[2]) + 1))
        elif (
            word.isascii()
            and word.isalpha()
            and len(word) > 1
            and not patterns.fullmatch(r"[ivx]+|[IVX]+", word)
        ):
            if len(word) <= 3 and word.islower():
                found.extend(word)
        elif word not in found:
            found.append(word)
    return found


def normalise(text: str) -> str:
    """The string of ``runs.marked`` with every kind of mark as a superscript and every ORCID iD as a token."""
    text = _ORCID_TEXT.sub(lambda hit: f" {ORCID}{hit[1].upper()}{ORCID} ", text.replace(ORCID, " "))
    text = NATIVE.sub("", _ORCID_SIGN.sub("", text)).removesuffix("IEEE.") + "IEEE" * text.endswith("IEEE.")
    while _NESTED.search(text):
        text = _NESTED.sub(rf"{MARK_OPEN}\1", text)
    text = patterns.sub(f"{MARK_CLOSE}+", MARK_CLOSE, text)
    mails: list[str] = []

    def keep(hit: re.Match[str]) -> str:
        mails.append(hit[0])
        return f"\ue010{len(mails) - 1}\ue011"

    text = BRACED.sub(keep, text)
    text = EMAIL.sub(keep, text)
    groups: list[str] = []

    def shelve(hit: re.Match[str]) -> str:
        groups.append(hit[1])
        return f"\ue012{len(groups) - 1}\ue013"

    text = _GROUP.sub(shelve, text)
    text = _letters(text, {letter for group in groups for letter in patterns.findall(r"[a-p]", group)})
    text = _SPACED.sub(lambda hit: hit[0].replace(" ", ""), text)
    text = (
        patterns.sub(r"\[\s*[,;]?\s*\]|\bID(?=\s*\[?\d)|\(\s*\)", "", text)
        if "[" in text or "ID" in text
        else text
    )
    text = patterns.sub(
        r"(?<=[\w\ue012\ue013]),?\s?(?<![(\w]\s)\b([a-d])\)(?=\s|,|$)",
        lambda hit: f"{MARK_OPEN}{hit[1]}{MARK_CLOSE}",
        text,
    )
    text = _LETTER_SIGN.sub(f"{MARK_OPEN}✉{MARK_CLOSE}", text)
    text = _COMMA.sub(lambda hit: f"{hit[1]}{MARK_OPEN}{hit[2]}{MARK_CLOSE}", text)
    text = _BRACKETS.sub(lambda hit: f"{MARK_OPEN}{hit[1]}{MARK_CLOSE}" if hit[1].strip(" ,") else "", text)
    text = _outside(text, _SYMBOL_RUN)
    # digits at a name; those of shelved groups are between private characters and do not match
    text = _DIGITS.sub(lambda hit: f"{hit[1]}{MARK_OPEN}{hit[2]}{MARK_CLOSE}", text)
    text = _BEHIND_SIGN.sub(lambda hit: f"{MARK_OPEN}{hit[1]}{MARK_CLOSE}", text)
    text = patterns.sub(
        "\ue012(\\d+)\ue013", lambda hit: f"{MARK_OPEN}{groups[int(hit[1])]}{MARK_CLOSE}", text
    )
    return patterns.sub("\ue010(\\d+)\ue011", lambda hit: mails[int(hit[1])], text)


def _letters(text: str, raised: set[str]) -> str:
    """``text`` with the letters that stand apart behind names as marks, if they count up from ``a`` with those that are ``raised``."""
    hits = list(_LETTERS.finditer(text))
    if not hits:
        return text
    used = sorted(raised.union(letter for hit in hits for letter in patterns.findall(r"[a-p]", hit[2])))
    if not used or used != list("abcdefghijklmnop"[: len(used)]):
        return text
    if len(used) == 1 and not all(
        patterns.match(r"\s*(?:[,;|·]|$|(?:and|und|et|y|e)\s)", text[hit.end() :]) for hit in hits
    ):
        return text
    return _LETTERS.sub(lambda hit: f"{hit[1]}{MARK_OPEN}{hit[2]}{MARK_CLOSE}", text)


def _outside(text: str, pattern: re.Pattern[str]) -> str:
    parts = patterns.split(f"({MARK_OPEN}[^{MARK_CLOSE}]*{MARK_CLOSE})", text)
    for at in range(0, len(parts), 2):
        parts[at] = pattern.sub(lambda hit: f"{MARK_OPEN}{hit[1]}{MARK_CLOSE}", parts[at])
    return "".join(parts)


def expand_braces(text: str) -> str:
    """``{ann,bob}@x.edu`` as ``ann@x.edu, bob@x.edu``."""

    def each(hit: re.Match[str]) -> str:
        return ", ".join(
            f"{user.strip()}@{hit[2].rstrip('.')}"
            for user in patterns.split(r"[,;|/]", hit[1])
            if user.strip()
        )

    return BRACED.sub(each, text)


def read_byline(text: str, labels: frozenset[str] = frozenset()) -> list[Person]:
    """The persons and groups in ``text``, the string of ``runs.marked``.

    ``labels`` are the marks of affiliations, where they are known: letters fused to a name are found by them.
    """
    text = expand_braces(normalise(text))
    text = _MERGE.sub(",", text)
    ahead = _GROUP.findall(text) if text.lstrip().startswith(MARK_OPEN) else []
    if len(set(ahead)) < len(ahead):  # each mark stands before its name; places have each a mark of their own
        text = _BEFORE_NAME.sub(lambda hit: f"{hit[2]}{hit[1]}{hit[3]}", text.lstrip())
    people: list[Person] = []
    strong = ";" in _GROUP.sub("", text)
    for chunk in _TOKEN.split(text):
        if not chunk:
            continue
        if chunk[0] == MARK_OPEN:
            if people:
                people[-1].marks.extend(mark for mark in split_marks(chunk) if mark not in people[-1].marks)
        elif chunk[0] == ORCID:
            if people:
                people[-1].orcid = people[-1].orcid or chunk.strip(ORCID)
        elif EMAIL.search(chunk) and len(chunk) < 340:
            if people:
                people[-1].emails.append(chunk.strip(" ()<>[]"))
        else:
            for piece in _pieces(chunk, strong=strong):
                if people and (
                    names.is_degree(piece.replace(".", "").strip())
                    or names.split_degrees(f"{people[-1].text}, {piece}")[1][-1:] == (piece,)
                ):
                    people[-1].text += f", {piece}"
                elif people and patterns.fullmatch(r"\([^\W\d_][\w &.-]{0,20}\)", piece):
                    people[-1].text += f" {piece}"  # what a degree is in
                elif people and patterns.fullmatch(r"(?:Jr|Sr|II|III|IV)\.?", piece):
                    people[-1].text += f" {piece}"
                elif piece:
                    people.append(Person(piece, [], "", []))
    if labels and not any(mark.isalnum() for person in people for mark in person.marks):
        people = _fused(people, labels)
    return people


def _pieces(chunk: str, *, strong: bool) -> list[str]:
    chunk = LEAD.sub(
        "", chunk.strip(" ,;.:・\u00a0").strip() if not chunk.strip().endswith(".") else chunk.strip(" ,;:・")
    )
    chunk = patterns.sub(r"^(?:(?i:and|und|et)\s+|(?:&|y|e|och|og|en|и|ve)\s+(?=[^\W\d_a-z]))", "", chunk)
    if not chunk.strip():
        return []
    pieces = [p.strip(f" ,;{LINE}") for p in (_STRONG_SEPARATOR if strong else _SEPARATOR).split(f"{chunk} ")]
    pieces = [part for piece in pieces for part in _apart(piece)]
    pieces = [p for p in pieces if p and not patterns.fullmatch(r"[\W\d_]+|and|et al\.?", p)]
    pieces = [p.strip("()") if p[:1] == "(" and p[-1:] == ")" else p for p in pieces]
    pieces = [p.removeprefix("the ") if names.is_collaboration(p) else p for p in pieces]
    if not strong and len(pieces) > 1 and len(pieces) % 2 == 0:
        families, given = pieces[::2], pieces[1::2]
        initials = all(patterns.fullmatch(r"(?:[^\W\d_]\.[\s-]?){1,4}", piece) for piece in given)
        if initials and all(not patterns.search(r"\.", piece) for piece in families):
            return [f"{a}, {b}" for a, b in zip(families, given, strict=True)]
    return pieces


def _apart(piece: str) -> list[str]:
    """The names on both sides of a word that joins names, and stands in names as well."""
    for hit in _JOINED.finditer(piece):
        left, right = piece[: hit.start()].strip(), piece[hit.end() :].strip()
        whole = len(left.split()) > 1 and len(right.split()) > 1
        if (whole or len(left.split()) == len(right.split())) and right[:1].isupper():
            return [left, *_apart(right)]
    return [piece]


def _fused(people: list[Person], labels: frozenset[str]) -> list[Person]:
    """Marks that are letters without any sign between them and the name: ``Lanea,c`` is Lane with ``a`` and ``c``."""
    letters = {label for label in labels if len(label) == 1 and label.isalpha() and label.islower()}
    if len(letters) < 2 and letters != labels:
        return people
    out: list[Person] = []
    for person in people:
        if out and person.text in letters:  # "Lanea,c,*": a mark that the comma made a name
            last = out.pop()
            out.append(Person(last.text, [*last.marks, person.text, *person.marks], last.orcid, last.emails))
        else:
            out.append(person)
    if not all(person.text[-1:] in letters for person in out):
        return people
    return [Person(p.text[:-1].rstrip(), [p.text[-1], *p.marks], p.orcid, p.emails) for p in out]


def plausible(text: str) -> bool:
    """Whether ``text`` can be the name of a person or a group."""
    if names.is_collaboration(text):
        return len(text.split()) < 16
    if names.is_group(text):
        return False
    bare = names.split_degrees(names.split_prefix(text)[1])[0]
    if is_no_name(bare) or patterns.fullmatch(r"[^\W\d_]{4,}\.", text.strip()):  # "Said."
        return False
    words = bare.replace(",", " ").split()
    if (
        not 1 <= len(words) <= 7
        or patterns.fullmatch(r"\W*[A-Z]\W*", bare)
        or patterns.search(r"[\d:!?@=/\\{}<>]", bare)
        or len(bare) > 60
    ):
        return False
    return all(
        (
            word[0].isupper()
            or not word[0].isalpha()
            or not word[0].isascii()
            or word.lower().partition("-")[0] in names.PARTICLES
            or "'" in word
            or "’" in word
        )
        and (word.lower() not in _LOWER_WORDS or word in _NAMES_TOO)
        for word in words
    )


def looks_like_byline(text: str) -> bool:
    """Whether a line, as ``runs.marked`` gives it, is a list of names."""
    bare = unmark(text)
    if not bare or len(bare) > 6000 or not any(c.isalpha() for c in bare):
        return False
    # "Lanea,c": a letter alone is a mark that the comma cut off its name
    people = [person for person in read_byline(text) if not patterns.fullmatch(r"[a-z]", person.text)]
    if not people:
        return False
    good = [person for person in people if plausible(person.text)]
    if len(good) < len(people) * 0.75:
        return False
    signs = any(p.marks or p.orcid or p.emails for p in people) or len(people) > 1
    full = sum(1 for p in good if len(p.text.split()) > 1 or len(p.text) < 5 or p.marks)
    return full >= len(good) * 0.7 and (signs or len(good[0].text.split()) in {2, 3, 4})
