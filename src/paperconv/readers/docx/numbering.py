"""The numbers that Word prints before paragraphs: ``2.1``, ``A.``, ``Table 3``."""

from __future__ import annotations

import re

import msgspec

from paperconv import patterns
from paperconv.numerals import roman
from paperconv.readers.docx.names import VAL, Element, local, w
from paperconv.readers.docx.styles import twips

_LEVELS = 9


class Level(msgspec.Struct):
    """One level of a list: ``text`` is its pattern (``%1.%2``), ``kind`` an ST_NumberFormat."""

    kind: str = "decimal"
    text: str = ""
    start: int = 1
    style: str = ""
    legal: bool = False


class Numbering:
    """The lists of a document, and where each of them has come to."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._of: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._running: dict[tuple[str, int], str] = {}
        self.by_style: dict[str, tuple[str, int]] = {}
        if root is None:
            return
        linked: dict[str, str] = {}
        for element in root.iterchildren(w("abstractNum")):
            name = element.get(w("abstractNumId"), "")
            self._abstract[name] = dict(_level(one) for one in element.iterchildren(w("lvl")))
            for tag, kept in (("numStyleLink", "use"), ("styleLink", "is")):
                link = element.find(w(tag))
                if link is not None:
                    linked[f"{kept} {link.get(VAL, '')}"] = name
        for key, name in linked.items():
            if key.startswith("use ") and (real := linked.get(f"is {key[4:]}")):
                self._abstract[name] = self._abstract[real]
        for element in root.iterchildren(w("num")):
            number, of = element.get(w("numId"), ""), element.find(w("abstractNumId"))
            self._of[number] = "" if of is None else of.get(VAL, "")
            for override in element.iterchildren(w("lvlOverride")):
                level = twips(override.get(w("ilvl"), "0")) or 0
                start = override.find(w("startOverride"))
                if start is not None:
                    self._starts[number, level] = twips(start.get(VAL, "1")) or 0
            for level, one in self._abstract.get(self._of[number], {}).items():
                if one.style:
                    self.by_style.setdefault(one.style, (number, level))

    def running(self, number: str, level: int) -> str:
        """The list that ``number`` goes on with at ``level``: LibreOffice gives only the first item the number that restarts."""
        name = self._of.get(number)
        if name is None:
            return number
        last = self._running.get((name, level), "")
        if last and (number, level) not in self._starts and self._starts.get((last, level), 1) == 1:
            return last
        self._running[name, level] = number
        return number

    def label(self, number: str, level: int) -> str:
        """The label of the next paragraph of the list ``number`` at ``level``; empty for a bullet or no list."""
        name = self._of.get(number, "")
        levels = self._abstract.get(name)
        if levels is None or not 0 <= level < _LEVELS or level not in levels:
            return ""
        counts = self._counts.setdefault(name, [0] * _LEVELS)
        if (number, level) in self._starts and (number, level) not in self._begun:
            counts[level] = self._starts[number, level]
        elif counts[level]:
            counts[level] += 1
        else:
            counts[level] = levels[level].start
        self._begun.add((number, level))
        for deeper in range(level + 1, _LEVELS):
            counts[deeper] = 0
        for higher in range(level):
            counts[higher] = counts[higher] or (levels[higher].start if higher in levels else 1)
        here = levels[level]
        if here.kind in {"bullet", "none"}:
            return ""

        def counted(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            kind = "decimal" if here.legal else levels[at].kind if at in levels else "decimal"
            return printed(counts[at], kind)

        return patterns.sub(r"%([1-9])", counted, here.text).strip()


def printed(number: int, kind: str) -> str:
    """``number`` as the ST_NumberFormat ``kind`` writes it."""
    if kind in {"lowerLetter", "upperLetter"}:
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 1000 else str(number)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in {"lowerRoman", "upperRoman"}:
        return roman(number) if kind == "upperRoman" else roman(number).lower()
    return f"{number:02d}" if kind == "decimalZero" else str(number)


def _level(element: Element) -> tuple[int, Level]:
    found = Level()
    for one in element:
        value = one.get(VAL, "")
        match local(one):
            case "start":
                number = twips(value)
                found.start = 1 if number is None else number
            case "numFmt":
                found.kind = value
            case "lvlText":
                found.text = value
            case "pStyle":
                found.style = value
            case "isLgl":
                found.legal = True
            case _:
                pass
    return twips(element.get(w("ilvl"), "0")) or 0, found
