"""Printed labels taken apart: the number in them becomes a sequence field that cross-references can repeat."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from paperconv import model as m
from paperconv.numerals import roman_value
from paperconv.patterns import late

_NUMBER_AT_END = late(r"(?<!\d)(\d{1,9})\Z", re.ASCII)
_ROMAN_AT_END = late(r"(?:^|(?<=\s))([IVXL]{1,8})\Z", re.ASCII)
_MAX_NAME = 40


class Label(msgspec.Struct, frozen=True):
    """A label: ``stem`` is what stands before its number (``Figure S``), ``number`` the number as printed, empty if
    the label has none; ``value`` what it counts and ``series`` the name of the sequence.
    """

    stem: str
    number: str = ""
    value: int = 0
    series: str = ""
    form: Literal["ARABIC", "ROMAN"] = "ARABIC"

    @property
    def text(self) -> str:
        """The label as printed."""
        return self.stem + self.number


def label_of(node: m.Node) -> Label | None:
    """The label of a node that is numbered in a series of its own kind; None for other nodes."""
    match node:
        case m.Equation(label=label) if label:
            parsed = parse_label(label, "Equation")
            # In words an equation is "Equation 1", but its label is the number alone.
            return msgspec.structs.replace(parsed, series=f"Equation{parsed.series.removeprefix('Equation')}")
        case (
            m.Figure(label=label)
            | m.Table(label=label)
            | m.Algorithm(label=label)
            | m.Box(label=label)
            | m.Statement(label=label)
            | m.CodeBlock(label=label)
            | m.Supplement(label=label)
        ) if label:
            return parse_label(label, type(node).__name__)
        case _:
            return None


def parse_label(label: str, kind: str) -> Label:
    """``label`` taken apart; ``kind`` names its series where the label has no word."""
    found = _NUMBER_AT_END.search(label)
    if found is not None and (found[1] == "0" or not found[1].startswith("0")):
        stem = label[: found.start()]
        return Label(stem, found[1], int(found[1]), _series(stem, kind))
    found = _ROMAN_AT_END.search(label)
    if found is not None:
        value = roman_value(found[1])
        if value:
            stem = label[: found.start()]
            return Label(stem, found[1], value, _series(stem, kind), "ROMAN")
    return Label(label)


def _series(stem: str, kind: str) -> str:
    name = "".join(c if c.isalnum() else "_" for c in stem.strip()).strip("_")
    return (name if name[:1].isalpha() else kind + name)[:_MAX_NAME]


class Mention(msgspec.Struct, frozen=True):
    """A cross-reference's text that repeats a label: ``before`` and ``after`` stand around what is repeated."""

    before: str
    repeated: str
    after: str
    whole: bool


def mention(text: str, label: Label) -> Mention | None:
    """How ``text`` repeats ``label``, whole or only its number; None if it does not, or not once."""
    if text.replace("\xa0", " ") == label.text.replace("\xa0", " "):
        return Mention("", text, "", whole=True)
    if not label.number:
        return None
    places = [
        place
        for place in _places(text, label.number)
        if not text[:place][-1:].isalnum() and not text[place + len(label.number) :][:1].isalnum()
    ]
    if len(places) != 1:
        return None
    start, end = places[0], places[0] + len(label.number)
    return Mention(text[:start], text[start:end], text[end:], whole=False)


def _places(text: str, part: str) -> list[int]:
    places: list[int] = []
    start = text.find(part)
    while start >= 0 and len(places) < 3:
        places.append(start)
        start = text.find(part, start + 1)
    return places
