"""Where words may be divided, by Pyphen's dictionaries of hyphens, which are read as far as the words of a paper want them.

Pyphen takes all eleven thousand English patterns apart before the first word is divided. Here a pattern is taken apart when a word
holds its letters (Kozea/Pyphen#49).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pyphen

from paperconv.patterns import late

# Penalties of a hyphen, in the unit of the badness of lines.
_HYPHEN = 170.0
_HYPHEN_IN_NAME = 600.0  # a capital inside the line: a name, as a rule
_HYPHEN_IN_COMPOUND = 450.0  # its own hyphen is the better place

_WORD = late(r"(?<![\w@/.‐-])[^\W\d_]{4,}(?![\w@/_‐-]|\.\w)")
_COMPOUND = late(r"(?<![\w@/.:‐-])([^\W\d_]+)-([^\W\d_]+)(?![\w@/_‐-]|\.\w)")
_PART, _PART_ENDS = 6, 3  # letters of a part of a compound that may be divided, and those left at its ends

_DIGITS = dict.fromkeys(map(ord, "0123456789"))


@cache
def divider(language: str, left: int, right: int) -> pyphen.Pyphen:
    """The dictionary of a language that Pyphen has; words keep so many letters at their ends."""
    path = pyphen.LANGUAGES[language]
    if path not in pyphen.hdcache:
        held = _Dictionary.of(path)
        if held is not None:
            pyphen.hdcache[path] = held
    return pyphen.Pyphen(lang=language, left=left, right=right)


def divisions(text: str, dictionary: pyphen.Pyphen, total: int) -> Iterator[tuple[int, float]]:
    """Where words of ``total`` letters or more in ``text`` may be divided, and what that costs."""
    for match in _WORD.finditer(text):
        word = match.group()
        if len(word) >= total:
            cost = _HYPHEN if word[1:].islower() and word[0].islower() else _HYPHEN_IN_NAME
            for place in dictionary.positions(word):
                yield match.start() + int(place), cost
    for match in _COMPOUND.finditer(text):
        for group in (1, 2):
            part = match.group(group)
            if len(part) >= max(_PART, total) and part.islower():
                for place in dictionary.positions(part):
                    if _PART_ENDS <= place <= len(part) - _PART_ENDS:
                        yield match.start(group) + int(place), _HYPHEN_IN_COMPOUND


class _Dictionary(pyphen.HyphDict):  # type: ignore[misc]
    def __init__(self, patterns: _Patterns) -> None:
        self.patterns = patterns
        self.cache: dict[str, Any] = {}
        self.maxlen = max(map(len, patterns))

    @classmethod
    def of(cls, path: Any) -> _Dictionary | None:
        """The dictionary in a file; None where it has patterns of a kind that only Pyphen knows."""
        with path.open("rb") as file:
            encoding = file.readline().decode().strip()
        if encoding.lower().startswith("microsoft-"):
            return None
        text = path.read_text(encoding)
        lines = [line.strip() for line in text.split("\n")[1:]]
        patterns = [line for line in lines if line and not line.startswith(pyphen.ignored)]
        if any("^^" in line or "/" in line for line in patterns):
            return None
        letters = [line.translate(_DIGITS) for line in patterns]
        return cls(_Patterns((key, line) for key, line in zip(letters, patterns, strict=True) if key != line))


class _Patterns(dict[str, Any]):
    """Patterns such as ``1b2c`` by their letters; as where their numbers begin, and these, once asked for."""

    def get(self, letters: str, default: Any = None) -> Any:
        """What ``HyphDict`` wants."""
        held = super().get(letters, default)
        if type(held) is str:
            values = [int(digit or "0") for digit, _ in pyphen.parse(held)]
            strong = [place for place, value in enumerate(values) if value]
            held = (strong[0], tuple(values[strong[0] : strong[-1] + 1])) if strong else None
            self[letters] = held
        return held
