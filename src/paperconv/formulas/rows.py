"""What stands in a row of MathML: signs, operators with their operands, brackets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from lxml import etree

from paperconv.formulas.signs import CLOSING, ENDS, OPENING

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml's own name for its type
_PAIRS = dict(zip("([{⟨⌈⌊", ")]}⟩⌉⌋", strict=True))


def name_of(element: Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def text_of(element: Element) -> str:
    return " ".join((element.text or "").split("\n")).strip(" ")


def is_sign(element: Element, characters: frozenset[str]) -> bool:
    return name_of(element) == "mo" and text_of(element) in characters


def operand(items: Sequence[Element], start: int) -> int:
    """Where the operand of a large operator ends: at a relation or the next term, but not within brackets."""
    place = start
    while place < len(items) and not is_sign(items[place], ENDS | CLOSING - OPENING):
        place = bracketed(items, place)
    return place


def bracketed(items: Sequence[Element], start: int) -> int:
    """The place after the item at ``start``, or after the bracket that closes it, should it be an opening one."""
    depth = 0
    for place in range(start, len(items)):
        name = core(items[place]) or _base_of(items[place])
        if name in OPENING - CLOSING:
            depth += 1
        elif name in CLOSING - OPENING:
            depth -= 1
        if depth <= 0:
            return place + 1
    return min(start + 1, len(items))


def unpaired(items: Sequence[Element]) -> set[int]:
    """The places of brackets that no bracket of their kind in the same row answers: those of ``[0, 1)``."""
    lone: set[int] = set()
    waiting: list[int] = []
    for place, item in enumerate(items):
        sign = text_of(item) if name_of(item) == "mo" else ""
        if sign in _PAIRS:
            waiting.append(place)
        elif sign in _PAIRS.values():
            if waiting and _PAIRS[text_of(items[waiting[-1]])] == sign:
                waiting.pop()
            else:
                lone.add(place)
    return lone.union(waiting)


def _base_of(element: Element) -> str:
    """The sign that bears indices: the bracket of ``(a)^2``."""
    return (
        text_of(element[0])
        if name_of(element) in {"msub", "msup", "msubsup"} and name_of(element[0]) == "mo"
        else ""
    )


def barred(items: Sequence[Element]) -> Sequence[Element]:
    """``items`` where what two bars enclose, as in |x|, is one fenced element, and what brackets with indices do, as in (a)².

    A bar opens at the beginning and behind a sign, else it closes; one alone is none, as in P(A|B). It moves the elements out
    of their parent.
    """
    pairs = [*_pairs(items), *_bracket_pairs(items)]
    if not pairs:
        return items
    out = list(items)
    for start, end in sorted(pairs, key=lambda pair: pair[1] - pair[0]):
        opening, closing = text_of(items[start]), _base_of(items[end]) or text_of(items[end])
        made = etree.Element("mfenced", open=opening, close=closing, separators="")
        row = etree.SubElement(made, "mrow")
        row.extend(one for one in out[start + 1 : end] if one is not _GONE)
        last = out[end]
        if len(last):  # the bar bears indices
            last.replace(last[0], made)
            made = last
        out[start : end + 1] = [made, *[_GONE] * (end - start)]
    return [one for one in out if one is not _GONE]


_BARS = frozenset("|‖∥")
_PARTS = frozenset(",;=≤≥<>≈≡∼→⇒")
_GONE = etree.Element("none")


def _bar(element: Element) -> str:
    return (
        text_of(element)
        if is_sign(element, _BARS)
        else (sign if (sign := _base_of(element)) in _BARS else "")
    )


def _pairs(items: Sequence[Element]) -> list[tuple[int, int]]:
    """The places of bars that open and close; none if one of them does neither."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    closed = -1
    for place, item in enumerate(items):
        sign = _bar(item)
        if not sign:
            continue
        before = items[place - 1] if place else None
        behind_sign = before is None or (name_of(before) == "mo" and text_of(before) not in CLOSING - OPENING)
        if not len(item) and (not opened or (behind_sign and place - 1 != closed)):
            opened.append(place)
        elif opened and _bar(items[opened[-1]]) == sign and _one_term(items[opened[-1] + 1 : place]):
            pairs.append((opened.pop(), place))
            closed = place
        else:
            return []
    return [] if opened else pairs


def _bracket_pairs(items: Sequence[Element]) -> list[tuple[int, int]]:
    """The places of brackets the closing one of which bears indices."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for place, item in enumerate(items):
        sign = _base_of(item) or (text_of(item) if name_of(item) == "mo" else "")
        if sign in OPENING - CLOSING and not len(item):
            opened.append(place)
        elif sign in CLOSING - OPENING and opened:
            start = opened.pop()
            if len(item) and place - start > 1:
                pairs.append((start, place))
    return pairs


def _one_term(items: Sequence[Element]) -> bool:
    """Whether brackets that open among ``items`` close there, and nothing stands there that parts terms."""
    depth = 0
    for item in items:
        name = core(item) or _base_of(item)
        depth += (name in OPENING - CLOSING) - (name in CLOSING - OPENING)
        if depth < 0 or is_sign(item, _PARTS):
            return False
    return depth == 0


def core(element: Element) -> str | None:
    """The large operator that ``element`` is, bare or with limits."""
    while name_of(element) in {"munder", "mover", "munderover", "msub", "msup", "msubsup"} and len(element):
        element = element[0]
        if name_of(element) != "mo":
            return None
    return text_of(element) if name_of(element) == "mo" else None


def fenced(element: Element) -> tuple[str, str] | None:
    """The brackets around a row, which grow with it; one of them may be missing."""
    if name_of(element) != "mrow" or len(element) < 2:
        return None
    first, last = element[0], element[-1]
    start = text_of(first) if is_sign(first, OPENING) and _grows(first) else ""
    end = text_of(last) if is_sign(last, CLOSING) and _grows(last) else ""
    return (start, end) if start or end else None


def _grows(mark: Element) -> bool:
    return mark.get("stretchy") != "false" and "maxsize" not in mark.attrib


def ruled(lines: str, count: int) -> list[int]:
    """Before which of ``count`` rows or columns a line stands; MathML repeats the last word of ``lines``."""
    words = lines.split() or ["none"]
    return [place for place in range(1, count) if words[min(place, len(words)) - 1] != "none"]
