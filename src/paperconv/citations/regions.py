"""The parts of a reference string, as they are found one by one."""

from __future__ import annotations

import re

from paperconv.citations.extract import Piece
from paperconv.citations.names import Person
from paperconv.patterns import late

Where = tuple[int, int]
TRIM = " \t\n,.;:–—-/|*"
_NOISE = late(
    r"^(?:\W|\b(?:in|at|and|the|on|from|online|available|retrieved|accessed|p|pp|no|vol|ed|eds|url|doi|web|print|isbn|html|pdf)\b)*$",
    re.IGNORECASE,
)
QUOTED = late(r"[“\"„«‘]\s?(.{3,600}?)\s?[”\"“»’](?=[\s,.;:(]|$)|``(.{3,600}?)''")
EDITORS = late(
    r"[\s,]*[(\[]?\b(?:eds?|editors?|hrsg|hg|édit|dir|coord|comps?)\b\.?[)\]]?[.,:]?\s?|[\s,]*\((?:eds?|Hrsg)\.?\)[.,:]?\s?",
    re.IGNORECASE,
)
_STOP = late(r"[?!]['\"”’]?(?=\s)|\.['\"”’)]?(?=\s|$)|(?<=[\w)])\.(?=[A-Z][a-z]{2})")
# A full stop after these does not end a title.
_SHORT = late(
    r"(?:\b[^\W\d_]|\b(?:vs|st|dr|mr|mrs|prof|no|nr|vol|pp|ed|eds|al|etc|cf|ca|approx|dept|univ|fig|ser|suppl|sp|spp|var|subsp|"
    r"jr|sr|inc|ltd|co|u\.s|e\.g|i\.e|ph\.d|proc|conf|int|trans|symp))$",
    re.IGNORECASE,
)


class Regions:
    """What was found: ``fields`` gives the place of each text, ``pieces`` the identifiers, dates and numbers."""

    def __init__(self, text: str, emphasis: list[Where], pieces: list[Piece]) -> None:
        self.text = text
        self.emphasis = [one for one in emphasis if _stands_apart(text, *one)]
        self.pieces = pieces
        self.authors: list[Person] = []
        self.editors: list[Person] = []
        self.fields: dict[str, Where] = {}
        self.confidences: dict[str, float] = {}

    def is_work(self) -> bool:
        """Whether enough is known to call it a work: a title, and one of author, date, container, link."""
        fields = {piece.field for piece in self.pieces}
        if "title" not in self.fields:
            # Astronomers and chemists print no titles: names, journal, numbers.
            return bool(self.authors and "container_title" in self.fields and "volume" in fields)
        return bool(
            self.authors
            or "container_title" in self.fields
            or fields & {"issued", "year", "doi", "url", "archive_location"}
        )

    def put(self, field: str, start: int, end: int, confidence: float, *, keep: str = "") -> bool:
        """Give ``field`` the stretch without the punctuation at its ends; nothing if no words are left."""
        text = self.text
        trim = "".join(c for c in TRIM if c not in keep)
        while start < end and text[start] in trim + '“"„)]':
            start += 1
        while end > start and text[end - 1] in trim + '(“"„[':
            if text[end - 1] == "." and _keeps_stop(text[start:end], field):
                break
            end -= 1
        if (
            end - start < 2
            or _NOISE.match(text[start:end])
            or any(p.left < end and start < p.right for p in self.pieces if p.field)
        ):
            return False
        if text[start:end].count("(") > text[start:end].count(")") and text[end : end + 1] == ")":
            end += 1
        self.fields[field] = (start, end)
        self.confidences[field] = confidence
        return True


def _stands_apart(text: str, start: int, end: int) -> bool:
    """Whether a stretch in italics is a part of its own: a species in the middle of a title goes on in words."""
    before, after = text[:start].rstrip(" “\"‘'("), text[end : end + 12].lstrip(" ”\"’'")
    opens = not before or before[-1] in '.,;:?!”"’)]»–—-' or re.search(r"\b[Ii]n$", before[-3:]) is not None
    return opens and (
        not after
        or not after[0].isalpha()
        or text[end - 1] in ".,;:?!"
        or after[:2].lower() in ("vo", "no", "pp", "p.")
    )


def _keeps_stop(text: str, field: str) -> bool:
    """Whether the final stop belongs to the words: an abbreviated journal (J. Phys.)."""
    return (
        field == "container_title"
        and re.search(r"\b[A-Z]\w{0,8}\.\s?(?:[A-Z&]\w*\.?\s?)*\b[A-Z]\w{0,8}\.$", text) is not None
    )


def is_bare_journal(text: str) -> bool:
    """Whether all that ``text`` holds is a journal: ``J. Am. Chem. Soc.``, ``ApJ``, ``Nature``."""
    words = text.split()
    chief = all(w[0].isupper() or w in ("&", "of", "and", "the", "de") for w in words)
    return chief and 0 < len(words) <= (6 if "." in text else 3)


def sentence_end(text: str, start: int, limit: int) -> int:
    """The end of the sentence that begins at ``start``, its stop included; -1 if it goes on to ``limit``."""
    for found in _STOP.finditer(text, start, limit):
        if found[0].startswith(".") and _SHORT.search(text[max(start, found.start() - 12) : found.start()]):
            continue
        return found.end()
    return -1
