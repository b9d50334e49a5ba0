"""Citations that stand in the text as numbers: ``[1]``, ``[1,3–5]``, ``[3]–[5]``, raised ``1,2``, ``(4)``.

A number in brackets is as often an interval, an index or a year. So the pass ``link_citations`` finds out first which
kind of mark a paper uses, and each mark must fit the reference list and its surroundings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.patterns import late

_MANY = 99
"""A range longer than this is no citation."""

_PARTS = r"(?:(?-i:[a-h])(?![^\W\d_])(?:\s?[,‐-―−-]\s?(?-i:[a-h])(?![^\W\d_]))*|[•*]{1,3})?"
"""Behind a number: the parts of an entry of several works (``3a,b``), or how a reviewer rates it (``12••``)."""
_NUMBERS = rf"\d{{1,4}}{_PARTS}(?:\s{{0,2}}(?:[,;&-]|[‐-―−]|,?\s?and\b|und\b|et\b|y\b|и\b)\s{{0,2}}\d{{1,4}}{_PARTS})*"
_DASH = "-‐‑‒–—―−"
_LEAD = r"(?:(?:see(?:\salso)?|also|cf\.?|e\.\s?g\.?,?|reviewed\sin|refs?\.?|references?)\s{1,2}){0,2}"
_LOCATOR = (
    r",\s?(?:(?:pp?|chap|ch|sec|sect|fig|tab|eq|app|thm|th|théor|déf|prop|lem|cor|def|rem|ex|art|vol|S|Kap|Bd|Rn|Art|Abb|Abschn|"
    r"págs?|cap|cc?|гл|т|с|стр|рис|табл|s|bl|sz|hal)\.?\s|§+\s?|"
    r"(?:pages?|Chapters?|Sections?|Figures?|Tables?|Equations?|Appendix|Theorems?|Propositions?|Lemmas?|Corollary|"
    r"Corollaries|Definitions?|Remarks?|Examples?|Algorithms?|Parts?|Volumes?|Kapitel|Satz|Abschnitt|Théorème|Chapitre|Teorema|Capítulo|Теорема|Глава)\s)[^\[\]()]{1,40}"
)
_BLANKS = r"\d{1,3}(?:\s\d{1,3}){1,8}"  # BMJ: [1 2]
_BRACKET = late(rf"\[\s{{0,2}}({_LEAD})({_NUMBERS}|{_BLANKS})\s{{0,2}}({_LOCATOR})?\]", re.IGNORECASE)
_ROUND = late(rf"(?<=\s)\(\s?({_LEAD})({_NUMBERS})\s?({_LOCATOR})?\)", re.IGNORECASE)
_ALPHA = late(
    r"\[\s?([^\W\d_][\w+*.:-]{1,20}(?:\s?[,;]\s?[^\W\d_][\w+*.:-]{1,20}){0,11})\s?(,\s?[^\[\]]{1,40})?\]"
)
_LABELLED = late(r"[^\W\d_]{1,8}\+?\d{2}(?:\d\d)?[a-z]?")
_NAMED = late(rf"(?<![\w.])(?:[Rr]ef|[Rr]efs|REF|REFS)\.?\s{{1,2}}({_NUMBERS})(?![\w.]*\d)")
_TRAILING = late(r"(?<=[^\W\d_]{2}[.,;:])(\d{1,3}(?:[,–-]\d{1,3}){0,8})(?=\s|$)")
_FUSED = late(r"(?<=[^\W\d_A-Z]{4})(\d{1,3}(?:[,–-]\d{1,3}){0,8})(?=[\s.,;:)]|$)(?!\.\d)")
# docling sets a blank on both sides of what was raised
_SPACED = late(
    r"(?<=[^\W\d_]{3} )(\d{1,3}(?:(?:\s?,\s?|[–-])\d{1,3}){0,8})(?=\s[.,;:](?:\s|$))|(?<=[^\W\d_]{3}[.,;:] )(\d{1,3}(?:(?:\s?,\s?|[–-])\d{1,3}){0,8})(?=\s+[^\W\d_a-z][a-z]|\s*$)"
)
# Words that a number follows as part of a name.
_NAMES_WITH_NUMBERS = late(
    r"(?:fig|figs|figure|table|tab|equation|section|step|type|group|class|level|model|layer|version|phase|stage|case|"
    r"day|week|month|year|grade|chapter|appendix|scheme|video|movie|covid|sars|log|carbon|vitamin|part|item|line|page|"
    r"experiment|study|trial|site|node|task|sample|species|chromosome|exon|isoform|python|windows|llama|qwen|bert|gpt)s?$",
    re.IGNORECASE,
)
_TOKEN = late(rf"(\d{{1,4}})|([{_DASH}])|[,;&]|[a-z]+")
_PARTED = late(rf"(?<=\d){_PARTS}")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻‐", "0123456789-‐")
# After these words two numbers in brackets are an interval.
_INTERVAL = late(
    r"(?:\b(?:interval|intervals|range|ranges|ranging|scale|values?|domain|bounds?|segment|ages?|CI|CIs|IQR|HDI|CrI|"
    r"normali[sz]ed|rescaled|clipped|uniformly|percentiles?|quartiles?|Likert)\b[^.;\[\]]{0,12}|"
    r"\b(?:between|within)(?:\s(?:about|roughly|the\s(?:interval|range)))?|[∈=×<>≤≥~∼±%]|\\in)\s*$",
    re.IGNORECASE,
)
# After these a number in brackets is the number of something else.
_NUMBERED = late(
    r"(?:(?<![^\W_])(?:[Ee]qs?\.|[Ee]qns?\.?|Eqs?|Equations?|[Ff]igs?\.|Figs?|Figures?|Tables?|Steps?|Algorithms?|Schemes?|"
    r"Theorems?|Lemmas?|Sections?|No\.)|=)\s*$"
)
_ENUMERATED = late(
    r"(?:\b(?:eqs?|eqns?|equations?|figs?|figures?|tables?|steps?|cases?|items?|conditions?|models?|constraints?|n)\.?|[=:;])$",
    re.IGNORECASE,
)
# A mathematical letter, an index, a Greek letter: x[1], A_{ij}[2], χ [2].
_LETTER = late(r"(?<![^\W_])[^\W\d_]\d?$|[_\\}^]$|(?<![^\W_])[Α-Ωα-ω]\s$|\w\([^()\s]{0,8}\)$")
_NUMBER_BEFORE = late(r"(?<![\w.])(\d+(?:[.,·]\d+)?)\s?%?\s$")
# A power that a converter set in brackets: kg/m [2], an area of 5 m [2], 10 [6] cells, R [2] = 0.9.
_POWER_BEFORE = late(
    r"[\d\s.)µμ][^\W\d_]{0,6}/\s?[kcmdµμn]?m\s?$|\b(?:area|surface|plots?|quadrats?|volume|flow|size|density)\b[^.;\[\]]{0,30}\d\s?[kcmdµμn]?m\s?$|"
    r"\d\s?[cmdµμ]m\s?$"
)
_POWER_AFTER = late(r"\s*(?:=|/)|\s(?:cells|CFU|cfu|PFU|copies|particles|spores|platelets|leu[ck]ocytes)\b")
_DIRECTION = late(r"\s*(?:directions?|axis|axes|planes?|orientation|zone|surface|facets?|crystal)\b")
_YEAR_BEFORE = late(r"(?<!\d)(?:1[89]|20)\d\d$")
_RAISED_TEX = late(
    r"\s*(?:\{\s*\})?\^\s*(?:\{\s*(?:\\(?:text|mathrm|rm|textrm|textsuperscript|mathbf|bf)\b\s*)?\{?\s*\[?([\d,;–\s-]+)\]?"
    r"\s*\}{1,2}|(\d))\s*"
)
# Before a raised number: an exponent follows a unit, a variable or a digit; an isotope's number goes before a capital.
_EXPONENT = late(
    r"(?:\d|(?<![^\W_])[^\W\d_]{1,2}|(?<![^\W_])(?:[kcmµμn]?m|[mk]?g|sec|min|mol|Torr|ppm|chi|log|exp|sin|cos|tan)|[)\]]\s?=|[=×·/^])$"
)


class System(StrEnum):
    """How a paper marks its citations; the surest first."""

    BRACKETS = "brackets"
    LABELS = "labels"
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
        values = expand(found[2], numbers)
        if values is None:
            if _is_too_high(found[2], numbers) and not _is_no_citation(line, found, []):
                yield Missing(found.start(), found[0])
            continue
        if _is_no_citation(line, found, values):
            continue
        mark = _mark(found, values, numbers)
        if pending is not None:
            gap = line[pending.end : min(mark.start, pending.end + 4)].strip()
            apart = values[0] - printed[0]
            if len(gap) == 1 and gap in _DASH and len(printed) == len(values) == 1 and 0 < apart <= _MANY:
                # [3]–[5]
                printed = [n for n in range(printed[0], values[0] + 1) if n in numbers]
                pending = Mark(pending.start, mark.end, tuple(m.CiteItem(numbers[n]) for n in printed))
                continue
            yield pending
        pending, printed = mark, values
    if pending is not None:
        yield pending


def is_tight(line: str, start: int) -> bool:
    """Whether a letter or digit touches what stands at ``start``."""
    return start > 0 and line[start - 1].isalnum() and line[start - 1] < "\u2e80"  # Chinese has no blanks


def _is_too_high(printed: str, numbers: dict[int, str]) -> bool:
    """Whether ``printed`` lists numbers that go on where the reference list ends: no years, no zero, no leap."""
    values = [int(number) for number in patterns.findall(r"\d+", printed)]
    last = max(numbers, default=0)
    return bool(numbers) and min(values) > 0 and last < max(values) <= 2 * last + 10


def _is_no_citation(line: str, found: re.Match[str], values: list[int]) -> bool:
    """Whether the bracket ``found`` is an index, an interval, an item of an enumeration, the number of an equation."""
    before = line[max(0, found.start() - 40) : found.start()]
    after = line[found.end() : found.end() + 2]
    if found[1]:
        return False  # [see 3]
    if _LETTER.search(before) and not before.endswith(("a", "I")):
        return True
    if len(values) == 1 and _is_power(line, found, values[0], before):
        return True
    if patterns.fullmatch("[012]{3}", found[2]) and _DIRECTION.match(line, found.end()):
        return True  # the [100] direction of a crystal
    if _NUMBERED.search(before) or (after[:1] == "-" and after[1:].isalpha()):
        return True  # Eq. [3], [1,3]-dipolar
    if not before.strip() and patterns.match(r"\s+[A-Z]", line[found.end() : found.end() + 3]):
        return True  # [1] The first of several points
    if not found[3] and patterns.fullmatch(rf"\d+\s*[{_DASH},;]\s*\d+", found[2]):
        if _INTERVAL.search(before):
            return True
        number = _NUMBER_BEFORE.search(before)
        # 4.5 [2, 7]: a mean with its interval
        return number is not None and values[0] <= float(patterns.sub("[,·]", ".", number[1])) <= values[-1]
    return False


def _is_power(line: str, found: re.Match[str], value: int, before: str) -> bool:
    """Whether the number in brackets is an exponent that lost its place."""
    bare = before.rstrip()
    if value < 13 and (bare.endswith("10") and not bare[-3:-2].isdigit()):
        return "×" in bare[-5:] or _POWER_AFTER.match(line, found.end()) is not None
    if value == 2 and patterns.search(r"(?<![^\W_])[Rrχ]$", bare):
        return _POWER_AFTER.match(line, found.end()) is not None
    return value in (2, 3) and _POWER_BEFORE.search(before) is not None


def find_labels(line: str, labels: dict[str, str]) -> Iterator[Mark]:
    """Citations by the labels of an alphabetic style: ``[Knu84, Lam94]``."""
    for found in _ALPHA.finditer(line):
        given = [one.strip() for one in patterns.split("[,;]", found[1])]
        known = [one for one in given if one in labels]
        more = given[len(known) :]
        # What follows the labels is a place in the last work, unless it has the form of a label.
        if known and given[: len(known)] == known and not any(_LABELLED.fullmatch(one) for one in more):
            items = [m.CiteItem(labels[one]) for one in known]
            suffix = ", ".join([*more, *([found[2].lstrip(", ")] if found[2] else [])])
            if suffix:
                items[-1] = m.replace(items[-1], suffix=m.text(suffix))
            yield Mark(found.start(), found.end(), tuple(items))


def find_named(line: str, numbers: dict[int, str]) -> Iterator[Mark]:
    """The numbers after "ref.", as papers write that raise all others: ``see refs 3 and 4``."""
    for found in _NAMED.finditer(line):
        values = expand(found[1], numbers)
        if values:
            yield Mark(found.start(1), found.end(1), tuple(m.CiteItem(numbers[value]) for value in values))


def find_parentheses(line: str, numbers: dict[int, str]) -> Iterator[Mark]:
    """Citations in round brackets: only for papers that have no others."""
    for found in _ROUND.finditer(line):
        values = expand(found[2], numbers)
        before = line[max(0, found.start() - 24) : found.start()].rstrip()
        if values is None or not before or _ENUMERATED.search(before):
            continue
        if line[found.end() : found.end() + 1] not in (".", ",", ";", " ", ")", ""):
            continue
        yield _mark(found, values, numbers)


def find_trailing(line: str, numbers: dict[int, str]) -> Iterator[Mark]:
    """Raised numbers of which only the digits are left: at the end of a sentence (``as shown.3 Then``) or of a word."""
    places = (found for pattern in (_TRAILING, _FUSED, _SPACED) for found in pattern.finditer(line))
    for found in sorted(places, key=lambda one: one.start()):
        printed = next(filter(None, found.groups()))
        values = expand(printed, numbers)
        if values and not _NAMES_WITH_NUMBERS.search(
            line[max(0, found.start() - 12) : found.start()].rstrip()
        ):
            yield Mark(found.start(), found.end(), tuple(m.CiteItem(numbers[value]) for value in values))


def raised_items(raised: str, before: str, after: str, numbers: dict[int, str]) -> tuple[m.CiteItem, ...]:
    """The works that a raised ``raised`` cites, standing between ``before`` and ``after``; none if it is no citation."""
    if not patterns.fullmatch(rf"\s?[\[(]?{_NUMBERS}[\])]?[,.]?\s?", raised):
        return ()
    values = expand(raised.strip(" [](),."), numbers)
    if values is None or not before.strip():
        return ()
    if len(values) == 1 and _EXPONENT.search(before) and not (_YEAR_BEFORE.search(before) and values[0] > 3):
        return ()
    if after[:1].isalpha() and (before[-1:].isspace() or before[-1:] in "([-–/"):
        return ()  # the isotope ¹³C
    return tuple(m.CiteItem(numbers[value]) for value in values)


def raised_text(node: m.Inline) -> str:
    """The number list that a raised run shows (``<sup>1,2</sup>``, ``$^{1,2}$``, ``¹,²``), as plain digits; else empty."""
    match node:
        case m.Styled("sup", children):
            return m.text_of(children)
        case m.Math(tex):
            found = _RAISED_TEX.fullmatch(tex)
            return (found[1] or found[2]).replace("--", "–") if found else ""
        case _:
            return ""


def find_raised_digits(line: str, numbers: dict[int, str]) -> Iterator[Mark]:
    """Citations in Unicode's raised digits."""
    for found in patterns.finditer(r"[¹²³⁴-⁹⁰](?:[¹²³⁴-⁹⁰]|[,;⁻‐–-](?=[¹²³⁴-⁹⁰]))*", line):
        items = raised_items(
            found[0].translate(_RAISED),
            line[max(0, found.start() - 20) : found.start()],
            line[found.end() : found.end() + 2],
            numbers,
        )
        if items:
            yield Mark(found.start(), found.end(), items)


def expand(printed: str, numbers: dict[int, str]) -> list[int] | None:
    """``1,3–5`` as ``[1, 3, 4, 5]``; None if a printed number is not in ``numbers`` or a range runs backwards."""
    values: list[int] = []
    ranging = False
    printed = _PARTED.sub("", printed)
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
                values.extend(one for one in range(values[-1] + 1, value) if one in numbers)
            if value not in numbers:
                return None
            values.append(value)
            ranging = False
    if not values or ranging:
        return None
    return list(dict.fromkeys(values))


def _mark(found: re.Match[str], values: list[int], numbers: dict[int, str]) -> Mark:
    """The mark of a bracket: words before the numbers, the numbers, a place in the last work."""
    items = [m.CiteItem(numbers[value]) for value in values]
    if found[1]:
        items[0] = m.replace(items[0], prefix=m.text(found[1].strip()))
    if found[3]:
        items[-1] = m.replace(items[-1], suffix=m.text(found[3].strip(", ")))
    return Mark(found.start(), found.end(), tuple(items))
