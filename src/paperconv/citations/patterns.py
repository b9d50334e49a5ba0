"""Regular expressions that are compiled when they are first used: most papers need few of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from sys import maxsize


class Pattern:
    """As :class:`re.Pattern`, with the methods that are used here."""

    __slots__ = ("_compiled", "_flags", "source")

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def _get(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self.source, self._flags)
        return self._compiled

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """The first place that fits."""
        return self._get().search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """What fits at ``start``."""
        return self._get().match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """All of the text, if it fits."""
        return self._get().fullmatch(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """All places that fit, without overlap."""
        return self._get().finditer(text, start, end)

    def sub(self, new: str, text: str) -> str:
        """``text`` with ``new`` in all places that fit."""
        return self._get().sub(new, text)

    def split(self, text: str) -> list[str]:
        """What stands between the places that fit."""
        return [part or "" for part in self._get().split(text)]
