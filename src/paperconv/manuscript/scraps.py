"""What a converter leaves of figures and tables as paragraphs: words of axes, rows of cells, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from paperconv import model as m
from paperconv.manuscript import runs
from paperconv.patterns import late

_CLOSERS = "\"'”’»)]*_ \u00a0"
_JOINTS = frozenset(
    ("the", "of", "and", "in", "to", "a", "is", "was", "were", "are", "for", "with", "that", "by", "on", "as", "at", "from", "this", "which", "be")
)  # fmt: skip
_TABLE_NOTE = late(
    r"[*†‡§¶a-e](?:,\s?[b-f])*\s(?:[A-Z]|[pP]\s?[<=])|\(?(?:n|[Pp])\s?[<=]|Notes?[:.]\s|Abbreviations?:"
)
_FOOT = late(
    r"\s*(?:[*∗†‡§¶]{1,3}\s?(?:[A-Z]|e-?mail)|e-?mail(?: address(?:es)?)?\s?:|corresponding author\b|(?:https?://)?(?:dx\.)?doi(?:\.org/|:\s?)10\.|"
    r"(?:received|accepted|available online|published online)\s.{0,20}\d{4})",
    re.IGNORECASE,
)
"""What the foot of the first page holds: notes on authors, dates, addresses."""
_FEWEST = 3  # rows
_HALF = 8  # words of half a sentence


def is_open(text: str) -> bool:
    """Whether a sentence does not end with ``text``."""
    bare = text.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] not in ".?!:;…。？！：；"


def is_footnote(block: m.DraftBlock) -> bool:
    """Whether a paragraph begins with a raised mark and a capital, or as the notes at the foot of a first page do."""
    first = block.children[0] if isinstance(block, m.Paragraph) and block.children else None
    if isinstance(first, m.Text) and _FOOT.match(first.value):
        return True
    return (
        isinstance(block, m.Paragraph)
        and isinstance(first, m.Styled)
        and first.style == "sup"
        and len(m.text_of(first)) < 4
        and m.text_of(block.children[1:]).lstrip()[:1].isupper()
    )


def is_scrap(block: m.DraftBlock) -> bool:
    if not isinstance(block, m.Paragraph) or block.role:
        return False
    if is_footnote(block):
        return True
    text = runs.plain(block.children)
    words = text.split()
    if len(words) < 5 or _TABLE_NOTE.match(text):
        return len(words) < 40
    if not is_open(text) or len(words) > 60:
        return False
    if sum(not word.isalpha() for word in words) * 2 > len(words):
        return True
    low = sum(word.isalpha() and word.islower() for word in words)
    if len(words) >= _HALF and low * 10 >= len(words) * 7:
        return False  # half a sentence
    joints = sum(word.casefold() in _JOINTS for word in words)
    return not text[:1].islower() and (len(words) < 13 or (len(words) < 40 and joints * 8 < len(words)))


def rows_behind(blocks: list[m.DraftBlock], captions: Sequence[object], at: int) -> tuple[m.Row, ...]:
    """The paragraphs behind the caption of a table that are its rows, each as a row of one cell; none if they are text.

    ``captions`` has None for each block that is no caption.
    """
    end = at + 1
    while (
        end < len(blocks) and captions[end] is None and is_scrap(blocks[end]) and not is_footnote(blocks[end])
    ):
        end += 1
    lines = [block for block in blocks[at + 1 : end] if isinstance(block, m.Paragraph)]
    numbers = sum(any(c.isdigit() for c in runs.plain(line.children)) for line in lines)
    if len(lines) < _FEWEST or numbers * 3 < len(lines):
        return ()
    return tuple(m.Row((m.Cell((line,)),), pos=line.pos) for line in lines)
