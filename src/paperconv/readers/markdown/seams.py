"""What a page break leaves inside a sentence: there a running head or a page number is one though it comes only once."""

from __future__ import annotations

import re

from paperconv import patterns
from paperconv.manuscript.frontlines import article_type, is_license
from paperconv.manuscript.mend import goes_on
from paperconv.manuscript.notes import opens_note
from paperconv.patterns import late
from paperconv.readers.markdown.footnotes import text_range
from paperconv.readers.markdown.lines import Line
from paperconv.readers.markdown.page_lines import LABEL, RUNNING, STRUCTURE, cuts, is_sentence, page_of

_PAGED = late(
    r"\d{1,4}(?:\s*[|·•–—]|\s)\s*[^\W\d_a-z](?:[^.?!]|(?<=[A-Z])\.){2,80}|(?=[^\W\d_a-z])[^?!]{4,90}?[\s|·•–—,]+\d{1,4}"
)
_SIGNED = late(
    r"[^\W\d_a-z][^\d?!]{1,50} (?:19|20)\d{2}\s?,\s?\d+(?:\s?,\s?\d+)?|[^\W\d_a-z][^\d?!]{2,40} et al\.?|.{4,60}\b\d{1,3}\s?\(\d{1,3}\)(?:[:,]\s?\d+[–-]\d+)?"
)
_BADGE = late(r"(?:ll\s+)?open access|(?:original|research|review) papers?", re.IGNORECASE)
_NUMBERED = late(r"(\d{1,5})[\s|]+(.+)|(.+?)[\s|]+(\d{1,5})")
_FIRST_PAGES = 20  # the numbers up to here are also those of sections
_JOINT = 5  # letters that the small words of a title have not
_SHORT_HEAD = 7  # characters
_TYPE = str.maketrans("", "", "*_")
_STEPS = ({-1, -2}, {1, 2})  # of page numbers, backward and forward
_NEAR = 3  # lines between a page number and its head
_LONG_HEAD = 80  # characters
_SEAM = 3  # lines of one page break


def mark_seams(lines: list[Line], alone: list[int], doomed: dict[int, str]) -> None:
    """Mark in ``doomed`` the lines among ``alone`` that cut a sentence, and those with the same words or the numbers of the pages beside."""
    group: list[int] = []
    begin, end = text_range(lines)
    alone = [i for i in alone if i < end]
    for index in [*(i for i in alone if i > begin), len(lines)]:
        if group and any(
            lines[i].text.strip() and i not in doomed for i in range(group[-1] + 1, min(index, len(lines)))
        ):
            _seam(lines, group, doomed)
            group = []
        if index < len(lines) and index not in doomed and _may_be_stamp(lines[index].text.strip()):
            group.append(index)
    heads = {_named(lines[i].text) for i, what in doomed.items() if what == "running head"} - {""}
    pages = {_numbered(lines[i].text) for i, what in doomed.items() if what == "running head"}
    for i in alone:
        bare = lines[i].text.strip()
        paged = _PAGED.fullmatch(_bare(bare)) and not (
            bare.startswith("#") or STRUCTURE.match(bare) or LABEL.match(bare) or is_sentence(bare)
        )
        if i in doomed or not (paged or _may_be_stamp(bare)):
            continue
        page = _numbered(lines[i].text)
        # the heads of the pages beside those whose head cuts a sentence
        if _named(lines[i].text) in heads or (page > _FIRST_PAGES and pages & {page - 2, page - 1, page + 1}):
            doomed[i] = "running head"
            pages.add(page)
    _beside(lines, alone, doomed)


def _beside(lines: list[Line], alone: list[int], doomed: dict[int, str]) -> None:
    """The numbers of the pages beside one whose number cuts a sentence, and the journal's name beside them."""
    place = {i: at for at, i in enumerate(alone)}
    numbers = {i: int(hit[1]) for i in alone if (hit := page_of(_bare(lines[i].text)))}
    sure = [i for i in numbers if doomed.get(i) == "page number"]
    for i, number in numbers.items():
        if any(
            i != one and abs(place[i] - place[one]) >= 1 and number - numbers[one] in _STEPS[i > one]
            for one in sure
        ):
            doomed[i] = "page number"
    for i in [i for i in numbers if doomed.get(i) == "page number"]:
        for near in (place[i] - 1, place[i] + 1):
            other = alone[near] if 0 <= near < len(alone) else i
            text = _bare(lines[other].text)
            if (
                abs(other - i) < _NEAR
                and other not in doomed
                and len(text) < _LONG_HEAD
                and RUNNING.search(text)
                and not is_sentence(text)
                and not lines[other].text.startswith("#")
            ):
                doomed[other] = "running head"


def _numbered(text: str) -> int:
    """The page number at one end of a running head; 0 if there is none."""
    hit = _NUMBERED.fullmatch(_bare(text))
    return int(hit[1] or hit[4]) if hit else 0


def _named(text: str) -> str:
    """What a running head has beside its page number; empty if there is no number, or too little beside it."""
    hit = _NUMBERED.fullmatch(_bare(text))
    named = (hit[2] or hit[3]).casefold() if hit else ""
    return named if len(named) > _SHORT_HEAD else ""


def _seam(lines: list[Line], group: list[int], doomed: dict[int, str]) -> None:
    texts = [_bare(lines[i].text) for i in group]
    if (
        0 < len(group) <= _SEAM
        and (len(group) == 1 or any(map(_stamped, texts)))
        and (cuts(lines, group[0], group[-1]) or _parts(lines, group[0], group[-1]))
    ):
        doomed.update(
            (i, "page number" if page_of(t) else "running head") for i, t in zip(group, texts, strict=True)
        )


def _bare(text: str) -> str:
    """A line without the marks of its type."""
    return text.translate(_TYPE).strip("# \t")


def _may_be_stamp(bare: str) -> bool:
    text = _bare(bare)
    if "@" in text or opens_note(text):  # who is to be written to, at the foot of a page
        return False
    if (
        bare.startswith("#") and RUNNING.search(text) is None and _numbered(text) <= _FIRST_PAGES
    ):  # a title with its number
        return bool(article_type(text)) or _BADGE.fullmatch(text) is not None
    return not (STRUCTURE.match(bare) or LABEL.match(bare) or is_sentence(bare)) and (
        page_of(text) is not None
        or _stamped(text)
        or bool(article_type(text))
        or _BADGE.fullmatch(text) is not None
    )


def _stamped(text: str) -> bool:
    """Whether a line has what a running head has beside a title: the data of an issue, or a page number at its end."""
    return _SIGNED.fullmatch(text) is not None or (
        patterns.search(r"\d", text) is not None
        and (RUNNING.search(text) is not None or (_PAGED.fullmatch(text) is not None and _is_head(text)))
    )


def _is_head(text: str) -> bool:
    """Whether the words beside a page number are those of a running head, and not of a table's row: names behind the number, capitals, a bar."""
    words = [word for word in text.split() if any(c.isalpha() for c in word)]
    named = text[:1].isdigit() and all(word[0].isupper() or len(word) < _JOINT for word in words)
    return named or " ".join(words).isupper() or patterns.search(r"[|·•–—]", text) is not None


def _parts(lines: list[Line], first: int, last: int) -> bool:
    """Whether the paragraph below ``last`` goes on with the sentence above ``first``."""
    before = next(
        (i for i in range(first - 1, -1, -1) if lines[i].text.strip() and not _is_foot(lines[i].text)), None
    )
    after = next((i for i in range(last + 1, len(lines)) if lines[i].text.strip()), None)
    return (
        before is not None
        and after is not None
        and not lines[before].text.startswith(("#", "|", "!"))
        and goes_on(lines[before].text, lines[after].text)
    )


def _is_foot(text: str) -> bool:
    """Whether a line belongs to the foot of a first page: an address, a copyright."""
    return len(text) < 300 and (opens_note(text) or is_license(text))
