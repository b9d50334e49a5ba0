"""Titles and headings that only look like such: by size, weight, case, place and number.

Authors without styles mark each level of heading in one way and keep to it. So the ways that occur are ranked, loud before
quiet, and each is a level.
"""

from __future__ import annotations

import collections
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript import abstracts, byline, titles
from paperconv.manuscript.dates import history
from paperconv.manuscript.float_labels import read_label
from paperconv.manuscript.frontlines import TITLED, article_type, identifier_line, is_furniture
from paperconv.patterns import late
from paperconv.readers.docx.paragraphs import Facts

Look: TypeAlias = tuple[float, bool, bool, bool, bool, bool]

_HEAD = 15  # filled paragraphs among which the title stands
_PROSE = 45  # words from which on a paragraph is text
_LONGEST = 150  # characters of a heading
_LONGEST_COUNTED = 15  # words of one that only its number tells
_FEW = 3  # headings by style below which the others are looked for
_MOST = 0.35  # share of the paragraphs that may be headings; more are a way of writing
_NUMBERED = late(r"(\d{1,2}(?:\.\d{1,2}){0,4})[.):]?\s+\S|[IVX]{1,5}[.)]\s+\S|[A-H][.)]\s+\S")
_COUNTED = late(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?\)?\s+[^\W\d_a-z]")
_ENTRY = late(r"[\[(]?(\d{1,3})[\])]?[.)]?\s+(?=[^\W\d_])")
_DATED = late(r"(?<!\d)(?:1[89]|20)\d{2}(?!\d)|doi|https?:", re.IGNORECASE)
_LEAST_ENTRIES = 5
_LONGEST_ENTRY = 600
# How entries begin: "Petit, R. (2015)" or "3. Petit R, Novak J".
_STARTS = late(
    r"(?:[\[(]?\d{1,3}[\])]?[.)]?\s+)?(?!(?:The|An?|In|All|This|We|For)\b)[^\W\d_a-z][\w’'.-]*(?:\s[^\W\d_][\w’'-]*){0,2},?\s+"
    r"(?:(?:[^\W\d_a-z]\.[\s-]?){1,4}|[^\W\d_a-z]{1,3}(?=[,.;:&(]|\s[(&]))"
)
_FORMULA = late(r"\w\s*[=<>≈≤≥∝]\s*\S|[\ue000-\uf8ff]")
_STOPS = (".", ",", ";", ":")


def find_title(paragraphs: Sequence[Facts], size: float) -> None:
    """Give the title its role, where no style has; ``size`` is that of the text in points."""
    head: list[Facts] = []
    for one in paragraphs[: _HEAD * 2]:
        if one.level or titles.kind_of(one.text) in {"abstract", "keywords", "intro"} or one.words > _PROSE:
            break
        if one.role in {"abstract", "abstract-title", "keywords"}:
            break
        if not one.inside and not one.listed and one.text:
            head.append(one)
        if len(head) == _HEAD:
            break
    if any(one.role == "title" for one in paragraphs[: _HEAD * 2]):
        return
    for one in head:
        if not one.role and TITLED.match(one.text):
            one.role = "title"
            return
    best, best_score = None, 1.0
    for at, one in enumerate(head):
        names = at == 0 and _outshines_names(one, head[1:])
        if one.role or not _may_be_title(one, names=names):
            continue
        score = (
            min(one.size - size, 8) * 0.6
            + 1.6 * (one.bold > 0.9)
            + 1.2 * (one.look.align == "center")
            + 0.4 * (one.capitals > 0.9)
            + 0.6 * (at + 1 < len(head) and looks_like_byline(head[at + 1].text))
            - 0.4 * at
        )
        if score > best_score + 0.3:
            best, best_score = at, score
    if best is None:
        return
    first = head[best]
    first.role = "title"
    for one in head[best + 1 : best + 3]:
        same = _look(one) == _look(first) and abs(one.size - first.size) < 1 and not one.role
        if not same or not _may_be_title(one) or looks_like_byline(one.text):
            break
        one.role = "title"


def find_headings(paragraphs: Sequence[Facts], size: float) -> None:
    """Give headings without a style their levels."""
    body = [one for one in paragraphs if not one.inside and not one.contents and one.text]
    styled = sum(bool(one.level) for one in body)
    if styled >= _FEW:
        return
    ways: dict[Look, list[Facts]] = collections.defaultdict(list)
    counted = _counted(body)
    for at, one in enumerate(body):
        following = body[at + 1] if at + 1 < len(body) else None
        if at and _is_bare_label(body[at - 1].text):
            continue  # the title of a table or figure
        if _may_be_heading(one, following, size, counted):
            ways[_look(one)].append(one)
    chosen = {way: found for way, found in ways.items() if _is_way(way, found, size, counted)}
    if not chosen or sum(map(len, chosen.values())) > max(8, _MOST * len(body)):
        return
    ranks = {way: rank for rank, way in enumerate(sorted(chosen, key=lambda way: _rank(way, size)), 1)}
    for way, found in chosen.items():
        for one in found:
            one.level = one.level or ranks[way]
    if len(chosen) == 1:
        _sink(body)


def _counted(body: Sequence[Facts]) -> frozenset[int]:
    """The paragraphs whose typed numbers count as those of headings do, by number: each goes on from one before it.

    None if no usual title is among those of the first level.
    """
    found: dict[int, str] = {}
    seen = {""}
    for one, following in pairwise(body):
        number = _COUNTED.match(one.text)
        if number is None or one.words > _LONGEST_COUNTED or one.listed or one.text.endswith(_STOPS):
            continue
        above, _, last = number[1].rpartition(".")
        before = f"{above}.{int(last) - 1}".strip(".")
        deeper = following.text.startswith((f"{number[1]}.1", f"{number[1]}. 1"))
        if (
            above in seen
            and (last == "1" or before in seen)
            and (following.words > _LONGEST_COUNTED or deeper)
        ):
            seen.add(number[1])
            found[one.number] = one.text
    usual = any("." not in text.split()[0].rstrip(".") and titles.kind_of(text) for text in found.values())
    return frozenset(found) if usual else frozenset()


def _is_bare_label(text: str) -> bool:
    label = read_label(m.text(text))
    return label is not None and not text[label.end :].strip()


def _sink(body: Sequence[Facts]) -> None:
    """Where all headings look alike: those right below a usual title that has no text of its own are parts of it."""
    under = False
    for at, one in enumerate(body):
        if not one.level:
            continue
        kind = titles.kind_of(one.text)
        following = body[at + 1] if at + 1 < len(body) else None
        if kind:
            under = following is not None and following.level > 0 and not titles.kind_of(following.text)
        elif under:
            one.level += 1


def find_references(paragraphs: Sequence[Facts]) -> None:
    """Give the entries of a numbered reference list their role, also where no heading announces it."""
    run: list[Facts] = []
    last = 0
    for one in [*(p for p in paragraphs if p.text), None]:
        number = 0
        if one is not None and not one.inside and not one.level and one.role in {"", "bibliography"}:
            found = _ENTRY.match(f"{one.label} {one.text}" if one.label else one.text)
            number = int(found[1]) if found and len(one.text) < 900 and _DATED.search(one.text) else 0
        if number and (number == last + 1 or not run):
            run = [*run, *([one] if one is not None else [])]
            last = number
            continue
        _name_entries(run)
        run = [one] if number and one is not None else []
        last = number


def extend_bibliography(paragraphs: Sequence[Facts]) -> None:
    """Give entries that were typed right before or behind those of a field or a style the role of these."""
    for ordered in (paragraphs, paragraphs[::-1]):
        beside = False
        for one in ordered:
            if one.role == "bibliography":
                beside = True
            elif one.text:
                beside = beside and _is_typed_entry(one)
                one.role = "bibliography" if beside else one.role


def _is_typed_entry(one: Facts) -> bool:
    free = not (one.role or one.level or one.inside or one.caption or one.contents or one.drawn)
    return (
        free
        and len(one.text) < _LONGEST_ENTRY
        and _DATED.search(one.text) is not None
        and _STARTS.match(one.text) is not None
    )


def _name_entries(run: list[Facts]) -> None:
    if len(run) >= _LEAST_ENTRIES:
        for one in run:
            one.role = "bibliography"


def looks_like_byline(text: str) -> bool:
    """Whether a line is names and nothing else."""
    return byline.looks_like_byline(patterns.sub(r"(?<=[^\W\d_])\d[\d,]*\*?", "", text))


def _outshines_names(first: Facts, others: Sequence[Facts]) -> bool:
    """Whether a line is louder than one below it that is names: "Ice, Grain and Tolls" is no list of people then."""
    return any(
        (first.size, first.bold, first.capitals) > (other.size, other.bold, other.capitals)
        for other in others
        if looks_like_byline(other.text)
    )


def _may_be_title(one: Facts, *, names: bool = False) -> bool:
    """``names``: its words may be such as people are called by."""
    text = one.text
    return (
        1 < one.words <= 40
        and not text.endswith((".", ",", ";", ":"))
        and "@" not in text
        and not article_type(text)
        and not is_furniture(text)
        and not identifier_line(text)
        and not history(text)[0]
        and not titles.is_title(text)
        and not patterns.match(
            r"(?:running|short)\s+(?:title|head)|word count|corresponding|authors?:", text, re.IGNORECASE
        )
        and read_label(m.text(text)) is None
        and (names or not looks_like_byline(text))
    )


def _may_be_heading(one: Facts, following: Facts | None, size: float, counted: frozenset[int]) -> bool:
    text = one.text
    if one.role or one.level or one.drawn or one.bibliography or not 1 < len(text) <= _LONGEST or one.caption:
        return False
    if _FORMULA.search(text) or abstracts.run_in_keywords(m.Paragraph(m.text(text))) is not None:
        return False
    if (
        one.words > 18
        or not any(c.isalpha() for c in text)
        or following is None
        or text.startswith(("•", "-", "–", "*"))
    ):
        return False
    if read_label(m.text(text)) is not None or "@" in text or text.count(",") > 4:
        return False
    known = bool(titles.kind_of(text))
    if (
        text.endswith(_STOPS)
        and not (known and text.endswith((":", ".")) and one.words < 6)
        and not patterns.fullmatch(r"(?:\d+\.)+ ?\D{1,80}\.", text)
    ):
        return False
    if one.listed and not (one.label and _NUMBERED.match(f"{one.label} {text}")):
        return False
    loud = one.bold > 0.9 or one.size >= size + 1 or (one.capitals > 0.9 and len(text) > 4)
    quiet = one.italic > 0.9 or one.underline > 0.9
    return loud or quiet or (known and one.words < 6) or one.number in counted


def _look(one: Facts) -> Look:
    return (
        round(one.size), one.bold > 0.9, one.italic > 0.9, one.underline > 0.9, one.capitals > 0.9, one.look.align == "center",
    )  # fmt: skip


def _is_way(way: Look, found: list[Facts], size: float, counted: frozenset[int]) -> bool:
    """Whether paragraphs of one look are headings: several of them, or usual titles, or louder than the text."""
    points, bold, italic, underline, capitals, _ = way
    known = sum(bool(titles.kind_of(one.text)) for one in found)
    if bold or capitals or points >= size + 1:
        return True
    if italic or underline:
        return len(found) > 1 or known > 0
    return all(titles.kind_of(one.text) or one.number in counted for one in found)


def _rank(way: Look, size: float) -> tuple[float, ...]:
    points, bold, italic, underline, capitals, centred = way
    # type a point larger or smaller than the text may be chance; more is meant
    bigger = points - size if abs(points - size) > 1 else 0.0
    weight = 2 * bold + 1.5 * capitals - 0.6 * italic - 0.2 * underline + 0.3 * centred
    if not (bold or capitals or bigger or italic or underline):
        weight = 3.0  # plain lines that are usual titles are the parts of the paper
    return (-bigger, -weight)
