"""What the files of an upload are called."""

from __future__ import annotations

import unicodedata

from paperconv import model as m
from paperconv import patterns
from paperconv.errors import StyleError
from paperconv.patterns import late
from paperconv.styles import JournalStyle

_NUMBER = late(r"(?:^|[\s.])([A-Z]{0,2}\.?\d{1,4}(?:[.-]\d{1,4}){0,3}[a-z]?|[IVXLC]{1,7})\s*[.:]?$")
PLAIN_NAME = "paper"
"""What a paper is called whose own name has no character that every system takes."""


class Names:
    """Names of files as the style wants them, each given once.

    ``name`` is the manuscript's own name. No name tells who wrote it where the style is anonymous.
    """

    def __init__(self, style: JournalStyle, document: m.Document, name: str) -> None:
        self._patterns = style.submission.names
        self.name = _plain(name) or PLAIN_NAME
        family = next((one.name.family or one.name.literal for one in document.meta.authors), "")
        self._author = "" if style.review.anonymous else _plain(family)
        self._taken: set[str] = set()

    def of(self, kind: str, suffix: str, number: str = "", folder: str = "") -> str:
        """The path of a file of ``kind``, a key of ``[submission.names]``, inside ``folder``.

        Raises:
            StyleError: the style's pattern has a field that nobody knows.
        """
        pattern = getattr(self._patterns, kind)
        if "S{number}" in pattern:
            number = number.removeprefix("S").lstrip("-")
        try:
            made = pattern.format(name=self.name, number=number, author=self._author or "Author")
        except (KeyError, IndexError, ValueError, AttributeError):
            raise StyleError(
                f'style.toml: submission.names.{kind.replace("_", "-")}: "{pattern}" has other fields than '
                "{name}, {number}, {author}"
            ) from None
        return self.free(made, suffix, folder)

    def free(self, stem: str, suffix: str, folder: str = "") -> str:
        """``stem`` with ``suffix``, or with ``-2`` … between them where that is taken."""
        stem = _plain(stem) or "file"
        where = f"{folder}/" if folder else ""
        path, count = f"{where}{stem}{suffix}", 1
        while path.casefold() in self._taken:
            count += 1
            path = f"{where}{stem}-{count}{suffix}"
        self._taken.add(path.casefold())
        return path


def number_of(label: str) -> str:
    """The number in a printed label: ``Figure S1`` gives ``S1``, ``Table II`` gives ``II``; empty without one."""
    found = _NUMBER.search(label.strip())
    return found[1].replace(".", "-") if found else ""


def _plain(text: str) -> str:
    """``text`` in characters that every system takes in a file's name; accents fall off."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return patterns.sub(r"[^A-Za-z0-9._+-]+", "-", folded).strip("-.")[:80].strip("-.")
