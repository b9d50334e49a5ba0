"""Whether the hyphen at the end of a line, or of a page, is the word's own."""

from __future__ import annotations

from collections.abc import Mapping

from paperconv.patterns import late

WORD = late(r"[^\W\d_]{2,}(?:[-‐][^\W\d_]{2,})*")
# Parts that make a compound with a hyphen rather than one word.
_COMPOUND = frozenset(
    [
        "self",
        "non",
        "well",
        "ill",
        "long",
        "short",
        "high",
        "low",
        "cross",
        "half",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "full",
        "part",
        "all",
        "ever",
        "so",
        "vice",
        "quasi",
        "ex",
        "e",
        "co-author",
        "peer",
        "state",
        "risk",
        "cost",
        "time",
        "one",
        "first",
        "second",
        "third",
        "last",
        "single",
        "double",
        "large",
        "small",
        "mid",
    ]
)


def keeps_hyphen(before: str, after: str, vocabulary: Mapping[str, int]) -> bool:
    """Whether ``before-after`` is a compound; ``vocabulary`` counts the words and compounds of the text, in small letters."""
    joined, compound = vocabulary.get(before + after, 0), vocabulary.get(f"{before}-{after}", 0)
    if joined != compound:
        return compound > joined
    if before in _COMPOUND:
        return True
    # Two words that both occur alone make a compound; "signifi" and "cant" do not.
    return (
        vocabulary.get(before, 0) > 1 and vocabulary.get(after, 0) > 1 and len(before) > 3 and len(after) > 3
    )
