"""Citations that stand in the text as numbers: ``[1]``, ``[1,3–5]``, ``[3]–[5]``, raised ``1,2``, ``(4)``.

A number in brackets is as often an interval, an index or a year. So a document decides first which kind of mark it uses
(:func:`choose`), and each mark must fit the reference list and its surroundings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from paperconv import model as m
from paperconv.patterns import late

_MANY = 99
"""A range longer than this is no citation."""

_NUMBERS = r"\d{1,4}(?:\s{0,2}(?:[,;&-]|[‐-―−]|,?\s?and\b|und\b|et\b|y\b)\s{0,2}\d{1,4})*"
_DASH = "-‐‑‒–—―−"
_BRACKET = late(
    rf"\[\s{{0,2}}({_NUMBERS})\s{{0,2}}(,\s?(?:pp?|S|chap|ch|sec|fig|thm)\.?\s[^\[\]]{{1,30}})?\]"
)
_TOKEN = late(rf"(\d{{1,4}})|([{_DASH}])|[,;&]|[a-z]+")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻‐", "0123456789-‐")
# After these words two numbers in brackets are an interval.
_INTERVAL = late(
    r"(?:\b(?:interval|range|ranges|scale|values?|domain|between|bounds?|within|segment|ages?)\b[^.;]{0,12}|[∈=×<>≤≥]|\\in)\s*$",
    re.IGNORECASE,
)
# Before a raised number: an exponent follows a unit, a variable or a digit; an isotope's number goes before a capital.
_EXPONENT = late(
    r"(?:\d|(?<![^\W_])[^\W\d_]{1,2}|(?<![^\W_])(?:[kcmµμn]?m|[mk]?g|sec|min|mol|Torr|ppm|chi|log|exp|sin|cos|tan)|[)\]]\s?=|[=×·/^])$"
)


class System(StrEnum):
    """How a paper marks its citations; the surest first."""

    BRACKETS = "brackets"
    RAISED = "raised"
    AUTHOR_YEAR = "author-year"
    PARENTHESES = "parentheses"
    TRAILING = "trailing"


class Mark(msgspec.Struct, frozen=True):
    """A citation in a line: from character ``start`` up to ``end``."""

    start: int
    end: int
    items: tuple[m.CiteItem, ...]
    mode: m.CitationMode = "parenthetical"


class Missing(msgspec.Struct, frozen=True):
    """Text that looks like a citation and fits no work, or several (``ambiguous``)."""

    start: int
    text: str
    ambiguous: bool = False


def find_brackets(line: str, numbers: dict[int, str], *, tight: bool = True) -> Iterator[Mark | Missing]:
    """Bracketed citations in ``line``; ``numbers`` gives the reference id of each printed number.

    ``tight`` says whether a bracket that touches the word before it can be a citation (else it is an index: ``array[3]``).
    """
    pending: Mark | None = None
    printed: list[int] = []
    for found in _BRACKET.finditer(line):
        if not tight and is_tight(line, found.start()):
            continue
        values = expand(found[1], numbers)
        if values is None:
            if _is_too_high(found[1], numbers) and not _is_no_citation(line, found, []):
                yield Missing(found.start(), found[0])
            continue
        if _is_no_citation(line, found, values):
            continue
        mark = _mark(found.start(), found.end(), values, numbers, (found[2] or "").lstrip(", "))
        if pending is not None:
            gap = line[pending.end : min(mark.start, pending.end + 4)].strip()
            apart = values[0] - printed[0]
            if len(gap) == 1 and gap in _DASH and len(printed) == len(values) == 1 and 0 < apart <= _MANY:
                # [3]–[5]
                printed = list(range(printed[0], values[0] + 1))
                pending = _mark(pending.start, mark.end, printed, numbers)
                continue
            yield pending
        pending, printed = mark, values
    if pending is not None:
        yield pending


def is_tight(line: str, start: int) -> bool:
    """Whether a letter or digit touches what stands at ``start``."""
    return start > 0 and line[start - 1].isalnum()


def _is_too_high(printed: str, numbers: dict[int, str]) -> bool:
    """Whether ``printed`` lists numbers that go on where the reference list ends: no years, no zero."""
    values = [int(number) for number in re.findall(r"\d+", printed)]
    return bool(numbers) and all(0 < value < 1000 for value in values) and max(values) > max(numbers)


def find_parentheses(line: str, numbers: dict[int, str]) -> Iterator[Mark]:
    """Citations in round brackets: only for papers that have no others."""
    for found in re.finditer(rf"(?<=\s)\(({_NUMBERS})\)", line):
        values = expand(found[1], numbers)
        before = line[max(0, found.start() - 16) : found.start()].rstrip()[-12:]
        if values is None or re.search(
            r"(?:\b(?:eq|eqs|equation|equations|fig|figs|figure|table|step|case|n|item|condition)s?\.?|[=:])$",
            before,
            re.IGNORECASE,
        ):
            continue
        if before and line[found.end() : found.end() + 1] not in (".", ",", ";", " ", ""):
            continue
        if before:
            yield _mark(found.start(), found.end(), values, numbers)


def find_trailing(line: str, numbers: dict[int, str]) -> Iterator[Mark]:
    """Numbers that touch the end of a sentence (``as shown.3 Then``): raised ones of which only the digits are left."""
    for found in re.finditer(r"(?<=[^\W\d_]{2}[.,;:])(\d{1,3}(?:[,–-]\d{1,3}){0,8})(?=\s|$)", line):
        values = expand(found[1], numbers)
        if values is not None:
            yield _mark(found.start(), found.end(), values, numbers)


def raised_items(raised: str, before: str, after: str, numbers: dict[int, str]) -> tuple[m.CiteItem, ...]:
    """The works that a raised ``raised`` cites, standing between ``before`` and ``after``; none if it is no citation."""
    if not re.fullmatch(rf"\s?[\[(]?{_NUMBERS}[\])]?[,.]?\s?", raised):
        return ()
    values = expand(raised.strip(" [](),."), numbers)
    if values is None or not before.strip():
        return ()
    if len(values) == 1 and _EXPONENT.search(before):
        return ()
    if before[-1:].isspace() and after[:1].isupper():
        return ()
    return tuple(m.CiteItem(numbers[value]) for value in values)


def raised_text(node: m.Inline) -> str:
    """The number list that a raised run shows (``<sup>1,2</sup>``, ``$^{1,2}$``, ``¹,²``), as plain digits; else empty."""
    match node:
        case m.Styled("sup", children):
            return m.text_of(children)
        case m.Math(tex):
            found = re.fullmatch(r"\s*(?:\{\s*\})?\^\s*(?:\{\s*\[?([\d,;–\s-]+)\]?\s*\}|(\d))\s*", tex)
            return (found[1] or found[2]) if found else ""
        case _:
            return ""


def find_raised_digits(line: str, numbers: dict[int, str]) -> Iterator[Mark]:
    """Citations in Unicode's raised digits."""
    for found in re.finditer(r"[¹²³⁴-⁹⁰](?:[¹²³⁴-⁹⁰]|[,;⁻‐–-](?=[¹²³⁴-⁹⁰]))*", line):
        items = raised_items(
            found[0].translate(_RAISED),
            line[max(0, found.start() - 20) : found.start()],
            line[found.end() : found.end() + 2],
            numbers,
        )
        if items:
            yield Mark(found.start(), found.end(), items)


def expand(printed: str, numbers: dict[int, str]) -> list[int] | None:
    """``1,3–5`` as ``[1, 3, 4, 5]``; None if a number is not in ``numbers`` or a range runs backwards."""
    values: list[int] = []
    ranging = False
    for token in _TOKEN.finditer(printed):
        if token[2]:
            ranging = True
        elif token[1]:
            value = int(token[1])
            if len(token[1]) > 1 and token[1][0] == "0":
                return None
            if ranging:
                if not values or not 0 < value - values[-1] <= _MANY:
                    return None
                values.extend(range(values[-1] + 1, value))
            values.append(value)
            ranging = False
    if not values or ranging or any(value not in numbers for value in values):
        return None
    return list(dict.fromkeys(values))


def _mark(start: int, end: int, values: list[int], numbers: dict[int, str], suffix: str = "") -> Mark:
    items = [m.CiteItem(numbers[value]) for value in values if value in numbers]
    if suffix:
        items[-1] = m.replace(items[-1], suffix=m.text(suffix))
    return Mark(start, end, tuple(items))


def _is_no_citation(line: str, found: re.Match[str], values: list[int]) -> bool:
    before = line[max(0, found.start() - 40) : found.start()]
    if re.search(r"(?<![^\W_])[^\W\d_]\d?$|[_\\}^]$|(?<![^\W_])[Α-Ωα-ω]\s$", before) and not before.endswith(
        ("a", "I")
    ):
        return True  # x[1]
    return len(values) == 2 and "," in found[1] and _INTERVAL.search(before) is not None
