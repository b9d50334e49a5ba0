"""Text of pages whose lines follow one another without blank ones: its titles are told by how they are counted."""

from __future__ import annotations

from itertools import pairwise

from paperconv import patterns
from paperconv.manuscript import titles
from paperconv.numerals import roman_value
from paperconv.patterns import late
from paperconv.readers.markdown.lines import Line, Script, verbatim

_FEWEST = 3  # titles that an outline has
_FRONT = 160  # lines among which keywords are looked for
_SHORT = 60  # characters of a line with a usual title
_WORDS = r"[^\W\d_][\w’'/,:&()–-]*(?:\s(?:[(“]?[^\W\d_][\w’'/,:&()–-]*|[&–])){0,11}(?<![,:])"
_DECIMAL = late(rf"(\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})\.?\s+(?=[^\W\d_a-z]){_WORDS}")
_ROMAN = late(r"([IVX]{1,5})\.\s+(?=[A-ZÀ-Þ])[^a-z.;]{3,100}")
_LETTER = late(rf"([A-K])\.\s+(?=[A-ZÀ-Þ]){_WORDS}")
# Capitals of two sizes, which a converter took for words: "II. R ELATED W ORK".
_SIZES = late(r"(?:[IVX]{1,5}\.\s+)?[A-Z] [A-Z]{2,}(?: (?:[A-Z] [A-Z]{2,}|[A-Z]{2,5}|&))*")
_INLINE = late(r"(?<=[.?!])\s+(?=(?:Index Terms|Key ?words)[*_]{0,2}\s?[—–:])")
_APART = late(r"(?:\w ){3,}\w")
_LABELS = frozenset({"article", "abstract", "keywords", "highlights", "summary"})
_ENDS = frozenset(".)]?!”")


def part_packed(script: Script) -> None:
    """Lines whose numbers count the sections of a paper up are its titles, and so are the usual ones below; they stand apart then."""
    _join_sizes(script)
    _join_letters(script)
    _part_terms(script)
    lines = script.lines
    found = [
        (i, number)
        for i, line in enumerate(lines)
        if line.text[:1] in _FIRST and (number := _number(line.text.rstrip()))
    ]
    if len(found) < _FEWEST:
        return
    inside = verbatim(lines)
    found = [(i, number) for i, number in found if not inside[i]]
    chain = max(_decimal(found), _roman(found), key=len)
    if len(chain) < _FEWEST or sum(_touches(lines, i) for i in chain) * 2 < len(chain):
        return
    marks = {i: "##" if number[0].isdigit() or set(number[0]) <= _ROMANS else "###" for i, number in found}
    alone = {*chain, *(i for i in range(chain[0], len(lines)) if not inside[i] and _is_usual(lines, i))}
    opening = {i for i in range(chain[0], len(lines)) if not inside[i] and _opens_statement(lines, i)}
    out: list[Line] = []
    for i, line in enumerate(lines):
        if (i in alone or i in opening) and out and out[-1].text.strip():
            out.append(Line("", line.at))
        mark = marks.get(i, "##") if i in alone else ""
        out.append(Line(f"{mark} {line.text.strip()}", line.at) if mark else line)
        if i in alone and i + 1 < len(lines) and lines[i + 1].text.strip():
            out.append(Line("", line.at))
    script.lines = out


_ROMANS = frozenset("IVX")
_FIRST = frozenset("0123456789ABCDEFGHIJKVX")


def _number(text: str) -> tuple[str, ...]:
    """The number of a line that may be a title: ``2.1`` in its parts, ``II`` or ``B`` as one; empty if it has none."""
    if len(text) > 120:
        return ()
    if hit := _DECIMAL.fullmatch(text):
        return tuple(hit[1].split("."))
    hit = _ROMAN.fullmatch(text) or _LETTER.fullmatch(text)
    return (hit[1],) if hit else ()


def _decimal(found: list[tuple[int, tuple[str, ...]]]) -> list[int]:
    """The lines whose numbers follow one another as those of sections do: each by one, or by a first part.

    Lines that stand together, each a number further, are the items of a list.
    """
    numbered = [(i, tuple(map(int, number))) for i, number in found if number[0].isdigit()]
    listed = {
        i
        for (a, one), (b, two) in pairwise(numbered)
        if len(one) == len(two) == 1 and b - a == 1 and two[0] == one[0] + 1
        for i in (a, b)
    }
    chain: list[int] = []
    tops: set[int] = set()
    last: tuple[int, ...] = (0,)
    for i, number in numbered:
        after = {(*last, 1), *((*last[:depth], last[depth] + 1) for depth in range(len(last)))}
        if i not in listed and number in after:
            chain.append(i)
            tops.add(number[0])
            last = number
    return chain if len(tops) >= _FEWEST else []


def _roman(found: list[tuple[int, tuple[str, ...]]]) -> list[int]:
    """The same for I, II with A, B below."""
    chain: list[int] = []
    value, letter = 0, "@"
    for i, number in found:
        mark = number[0]
        if set(mark) <= set("IVX") and roman_value(mark) == value + 1:
            value, letter = value + 1, "@"
            chain.append(i)
        elif value and len(mark) == 1 and ord(mark) == ord(letter) + 1:
            letter = mark
            chain.append(i)
    return chain if value >= _FEWEST else []


def _is_usual(lines: list[Line], i: int) -> bool:
    """Whether the line is the title of a part behind the body, and the line above it ends a sentence."""
    text = lines[i].text.strip("*_ ")
    return (
        4 < len(text) < _SHORT
        and text[0].isupper()
        and text[-1].isalpha()
        and titles.kind_of(text) in titles.BACK_KINDS | {"references"}
        and _touches(lines, i)
        and (_ended(lines, i) or _counts_entries(lines, i))
    )


def _counts_entries(lines: list[Line], i: int) -> bool:
    below = next((line.text for line in lines[i + 1 : i + 3] if line.text.strip()), "")
    return below.startswith(("[1]", "\\[1\\]", "1. ", "(1) "))


def _opens_statement(lines: list[Line], i: int) -> bool:
    text = lines[i].text
    head, colon, _ = text[:_SHORT].partition(":")
    return (
        bool(colon) and text[:1].isupper() and titles.kind_of(head) in titles.BACK_KINDS and _ended(lines, i)
    )


def _ended(lines: list[Line], i: int) -> bool:
    above = lines[i - 1].text.rstrip() if i else ""
    return not above or above[-1] in _ENDS


def _touches(lines: list[Line], i: int) -> bool:
    """Whether the line at ``i`` has another right above or right below, which does not underline it."""
    below = lines[i + 1].text.strip() if i + 1 < len(lines) else ""
    return bool((i and lines[i - 1].text.strip()) or below) and not (below and set(below) <= {"-", "="})


def _join_sizes(script: Script) -> None:
    """``II. R ELATED W ORK`` is ``II. RELATED WORK``, if more than one title is set so."""
    found = [
        (i, patterns.sub(r"(?<![A-Z])([A-Z]) (?=[A-Z]{2,})", r"\1", line.text))
        for i, line in enumerate(script.lines)
        if len(line.text) < 120 and _SIZES.fullmatch(line.text.strip("#*_ "))
    ]
    if len(found) > 1:
        for i, text in found:
            script.lines[i] = Line(text, script.lines[i].at)


def _join_letters(script: Script) -> None:
    """``a b s t r a c t`` among other lines stands apart as ``ABSTRACT``, and so do ``a r t i c l e`` and ``i n f o`` below it."""
    out: list[Line] = []
    for i, line in enumerate(script.lines):
        word = line.text.replace(" ", "").casefold() if _APART.fullmatch(line.text.strip()) else ""
        if word == "info" and out and out[-1].text == "" and len(out) > 1 and out[-2].text == "ARTICLE":
            out[-2] = Line("ARTICLE INFO", out[-2].at)
        elif word in _LABELS and i < _FRONT and _touches(script.lines, i):
            out += [Line("", line.at), Line(word.upper(), line.at), Line("", line.at)]
        else:
            out.append(line)
    script.lines = out


def _part_terms(script: Script) -> None:
    """Keywords that stand behind the last sentence of an abstract stand apart."""
    out: list[Line] = []
    for i, line in enumerate(script.lines):
        hit = _INLINE.search(line.text) if i < _FRONT else None
        out += [Line(line.text[: hit.start()], line.at), Line("", line.at)] if hit else []
        out.append(Line(line.text[hit.end() :], line.at) if hit else line)
    script.lines = out
