"""What stands in a row of MathML: signs, operators with their operands, brackets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from lxml import etree

from paperconv.formulas.signs import CLOSING, ENDS, OPENING

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml's own name for its type


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


def _base_of(element: Element) -> str:
    """The sign that bears indices: the bracket of ``(a)^2``."""
    return (
        text_of(element[0])
        if name_of(element) in {"msub", "msup", "msubsup"} and name_of(element[0]) == "mo"
        else ""
    )


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
