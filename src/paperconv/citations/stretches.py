"""From labelled tokens to the stretches of a reference that are its fields."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from paperconv.citations.extract import DATE, NO_DATE, YEAR
from paperconv.citations.features import Where
from paperconv.citations.tagger import LABELS
from paperconv.citations.tokens import Token
from paperconv.patterns import late

SURE = 0.5
"""A field whose probability is lower is left out."""

_TRIM = " \t\n\u00a0,.;:–—-/|*•，。：；、"
_OPENERS = "“\"„«‘'`「『《»"
_CLOSERS = "”\"“»’'´」』》«"
_DOUBLE = '“”"„«»「」『』《》'
_PAIRS = {")": "(", "]": "[", "）": "（"}
_LED = {
    "volume": late(
        r"^\W*(?:(?:[Vv]ols?|VOLS?|[Vv]olume|[Tt]ome|[Bb]and|[Bb]d|[Rr]oč|[Cc]ilt|Jg|Jahrgang|[Tt]om|[vVtTТт])\b\.?\s?)?\W*"
    ),
    "issue": late(
        r"^\W*(?:(?:[Nn]os|[Nn]o|NO|[Nn]r|[Nn]úm|[Nn]umber|[Ii]ssue|[Ii]ss|[Hh]eft|[Hh]|[Nn]|[Zz]|[Čč]|[Ss]ayı)\b\.?\s?|[Nn][°º]\s?|№\s?)?\W*"
    ),
    "page": late(
        r"^\W*(?:(?:[Pp][Pp]|[Pp]gs?|[Pp]ages?|[Pp]ágs?|[Ss]eiten?|[Ss]s|[Ss]tr|[Aa]rt(?:icle)?|[PpSsСс])\b\.?\s?|[Pp][Pp]?\.?\s?(?=\d))?\W*"
    ),
}
_NUMBERED = {
    "volume": late(r"[A-Z]{0,3}-?\d+(?:[–/-]\d+)?[A-Za-z]?(?!\w)|[IVXLC]+(?!\w)|[ivxlc]+(?!\w)"),
    "issue": late(r"[\w.–/& -]*\w"),
    "page": late(
        r"(?:[A-Za-z]{0,4}\d[\w.]*|[ivxlc]+)(?:\s?[-–—−‐]{1,2}\s?(?:[A-Za-z]{0,2}\d[\w.]*\w|[A-Za-z]?\d|[ivxlc]+))?"
    ),
    "edition": late(
        r"\d+(?:st|nd|rd|th|ª|º|\.ª|e|a)?(?!\w)|[^\W\d_]+(?=\W+(?:[Ee]d|[Aa]ufl|[Éé]d|[Ee]dition))"
    ),
    "number_of_pages": late(r"\d+|[ivxlc]+"),
    "accessed": late(DATE),
    "issued": late(rf"{DATE}|{YEAR}[a-z]?(?:\s?[-–/]\s?(?:{YEAR}|\d\d))?"),
}
_UNDATED = late(
    r"n\.?\s?d\.?|s\.\s?[afd]\.|o\.\s?J\.|no date|undated|in press|in the press|forthcoming|to appear|accepted|submitted|in preparation"
    r"|im Druck|im Erscheinen|sous presse|à paraître|en prensa|no prelo|in corso di stampa|в печати|w druku|i tryck",
    re.IGNORECASE,
)
"""What may stand in place of a year."""
_MEDIUM = late(
    r"\s?\[(?:[A-Z]{1,2}(?:/OL)?|internet|online|electronic resource|электронный ресурс)\]$", re.IGNORECASE
)
"""The mark of a kind of work or medium behind its title: [J], [Internet]."""
_SHORT_YEAR = late(r"['’‘]\d\d\b")
"""A year as names of meetings shorten it: OOPSLA '92."""
_TAIL = late(
    r"[.,:;]?\s(?:\(?(?:to appear|in press|forthcoming|submitted|accepted)\b|(?:eds?\.|edited by|hrsg\.|hg\.)\s|special issue\b)",
    re.IGNORECASE,
)
"""What is no part of the name of a container any more."""
_REMARK = late(r"\s*\([^()]{3,40}\)[.,:]?\s+(?=[^\W\d_a-z])")
_WITHIN = frozenset("dlvipk-")
_WORD_ENDS = late(r"[^\W\d_]{5}[.?!]$")
_AND = frozenset(("and", "&", "et", "und", "y", "e"))
_ENDS = late(r"[^\W\d_]{4}[.?!]['”\"’»)]*$|[^\W\d_]['”\"’»)]+\.$")
_NOISE = late(
    r"^(?:\W|\b(?:in|at|and|the|on|from|online|available|retrieved|accessed|p|pp|no|vol|ed|eds|url|doi|web|print|isbn|html|pdf)\b)*$"
)


class Stretch(msgspec.Struct, frozen=True):
    """``field`` from character ``start`` up to ``end``; ``confidence`` is the mean probability of its tokens."""

    field: str
    start: int
    end: int
    confidence: float


def find_stretches(
    text: str, tokens: Sequence[Token], tags: Sequence[tuple[str, float]], emphasis: Sequence[Where] = ()
) -> list[Stretch]:
    """The fields of ``text`` in order; a field may come more than once. Unsure ones are left out.

    ``emphasis`` says where the text is in italics.
    """
    labels = _healed(tokens, tags)
    out: list[Stretch] = []
    start = 0
    while start < len(tokens):
        label = labels[start]
        end = start + 1
        while end < len(tokens) and labels[end] == label:
            end += 1
        field = LABELS[label]
        if field:
            confidence = sum(value for _, value in tags[start:end]) / (end - start)
            first, last = tokens[start].start, tokens[end - 1].end
            where = trim(
                text, first, _sloped_end(text, first, last, emphasis) if field == "title" else last, field
            )
            if where and confidence >= SURE:
                out.append(Stretch(field, *where, confidence))
        start = end
    return out


def _sloped_end(text: str, start: int, end: int, emphasis: Sequence[Where]) -> int:
    """Where a title ends that begins in italics: with them, if a mark closes them too."""
    for a, b in emphasis:
        if (
            abs(a - start) <= 2
            and start + 12 < b < end
            and (text[b - 1] in ".?!," or text[b : b + 1] in (".", ","))
        ):
            return b
    return end


def _healed(tokens: Sequence[Token], tags: Sequence[tuple[str, float]]) -> list[str]:
    """The labels, mended where the form of the text says more than the tagger saw of it."""
    labels = [label for label, _ in tags]
    for index in range(1, len(labels) - 1):
        before = labels[index - 1]
        if (
            before == labels[index + 1] != labels[index]
            and before in "tac"
            and not tokens[index].mask
            and tags[index][1] < 0.85
        ):
            # a single unsure token amid a title or names
            labels[index] = before
    _join_titles(tokens, labels)
    for index in range(1, len(labels)):
        if labels[index] in "vi" and labels[index - 1] == "c" and _SHORT_YEAR.match(tokens[index].text):
            labels[index] = "c"
        pair = labels[index - 1] + labels[index]
        if pair == "tc":
            _move(labels, index, "t", _title_end(tokens, labels, index))
        elif pair == "at" and tokens[index].text in _AND:
            # the list of names goes on to its last
            end = _sentence_end(tokens, labels, index, index + 5)
            if all(token.text[:1].isupper() for token in tokens[index + 1 : end]):
                _move(labels, index, "a", end)
    return labels


def _join_titles(tokens: Sequence[Token], labels: list[str]) -> None:
    """A title goes on over years, places and numbers in the middle of its sentence."""
    index = 1
    while index < len(labels):
        if labels[index - 1] != "t" or labels[index] not in _WITHIN:
            index += 1
            continue
        end = index
        while end < len(labels) and labels[end] in _WITHIN and end - index < 5 and not tokens[end].mask:
            end += 1
        if (
            end < len(labels)
            and labels[end] == "t"
            and not any(one.text[-1] in '.?!”"»' or one.text[0] == "(" for one in tokens[index - 1 : end])
        ):
            labels[index:end] = ["t"] * (end - index)
        index = end + 1


def _move(labels: list[str], start: int, label: str, end: int) -> None:
    if start < end < len(labels):
        labels[start:end] = [label] * (end - start)


def _title_end(tokens: Sequence[Token], labels: Sequence[str], index: int) -> int:
    """Where a title that was cut before token ``index`` ends: a title ends with a mark, not between two words."""
    last = tokens[index - 1].text[-1]
    if last.isalnum():
        return _sentence_end(tokens, labels, index, len(tokens))
    if last != ",":
        return index
    # … of the structure, Quebec, Canada. Journal of Geology
    end = _sentence_end(tokens, labels, index, index + 4)
    run = end
    while run + 1 < len(labels) and labels[run + 1] == labels[index]:
        run += 1
    stops = sum(token.text.endswith(".") for token in tokens[index:run])
    return end if stops == 1 and _WORD_ENDS.search(tokens[end - 1].text) else index


def _sentence_end(tokens: Sequence[Token], labels: Sequence[str], start: int, limit: int) -> int:
    """The token after the first sentence that ends from ``start`` on, within the label; ``start`` if none does."""
    label = labels[start]
    for index in range(start, min(limit, len(tokens) - 1)):
        if labels[index] != label or labels[index + 1] != label:
            break
        if _ENDS.search(tokens[index].text) and tokens[index + 1].text[:1].isupper():
            return index + 1
    return start


def trim(text: str, start: int, end: int, field: str) -> tuple[int, int] | None:
    """The stretch without the words and marks that only lead to the field or close it; None if nothing is left."""
    if (led := _LED.get(field)) and (hit := led.match(text[start:end])) and start + hit.end() < end:
        start += hit.end()
    if number := _NUMBERED.get(field):
        found = number.search(text, start, end)
        if found is not None:
            return found.span()
        where = _plain(text, start, end, field) if field in ("edition", "issued") else None
        return where if where and (field == "edition" or _UNDATED.fullmatch(text, *where)) else None
    return _plain(text, start, end, field)


def _plain(text: str, start: int, end: int, field: str) -> tuple[int, int] | None:
    if field == "container_title":
        remark = _REMARK.match(text, start, end)
        start = remark.end() if remark else start
        tail = _TAIL.search(text, start + 3, end) if end - start > 3 else None
        end = tail.start() if tail else end
    quotes = field in ("title", "container_title", "collection_title")
    size = -1
    while size != end - start:
        size = end - start
        while start < end and text[start] in _TRIM + ")]）":
            start += 1
        while end > start and (text[end - 1] in _TRIM + "([（" or _unopened(text[start:end])):
            if text[end - 1] == "." and _keeps_stop(text[start:end], field):
                break
            end -= 1
        if start < end and text[start] in "([（" and _closes(text[start:end]):
            start += 1
            end -= 1 if text[end - 1] in ")]）" else 0
        if quotes and start < end:
            start, end = _unquoted(text, start, end)
            if text[end - 1] == "]" and (medium := _MEDIUM.search(text, start, end)):
                end = medium.start()
    if end <= start or (end - start < 2 and field not in _SHORT_FIELDS and text[start] < "\u2e80"):
        return None
    if field in ("title", "container_title") and end - start < 40 and _NOISE.match(text[start:end].lower()):
        return None
    return start, end


def _unquoted(text: str, start: int, end: int) -> tuple[int, int]:
    """Without quotation marks round all of it, or one that has lost its partner; a quoted word at an end keeps them."""
    opens, closes = text[start] in _OPENERS, text[end - 1] in _CLOSERS
    inner = text[start + 1 : end - 1]
    if opens and closes and not any(c in _DOUBLE for c in inner):
        return start + 1, end - 1
    if opens and not any(c in _CLOSERS for c in inner + text[end - 1]):
        return start + 1, end
    if closes and not any(c in _OPENERS for c in text[start] + inner):
        return start, end - 1
    return start, end


_SHORT_FIELDS = ("number", "note")


def _closes(part: str) -> bool:
    """Whether the bracket that ``part`` begins with closes at its end or not at all."""
    depth = 0
    for index, c in enumerate(part):
        depth += (c in "([（") - (c in ")]）")
        if depth == 0:
            return not part[index + 1 :].strip(_TRIM + _CLOSERS)
    return True


def _unopened(part: str) -> bool:
    opened = _PAIRS.get(part[-1])
    return opened is not None and part.count(part[-1]) > part.count(opened)


def _keeps_stop(part: str, field: str) -> bool:
    """Whether the final stop belongs to the words: an abbreviated journal (J. Phys.), a firm (Sons, Inc.), an initial."""
    words = part.split()
    if field == "issued":
        return NO_DATE.fullmatch(part) is not None
    if field in ("author", "editor", "translator"):
        return len(part) > 1 and part[-2].isupper() and not part[-3:-2].isalpha()
    if field == "container_title":
        stops = sum(word.endswith(".") for word in words)
        return stops >= max(2, 0.5 * len(words)) and len(words[-1]) <= 10
    return field == "publisher" and words[-1].lower() in ("inc.", "co.", "ltd.", "corp.", "publ.", "bros.")
