"""Characters that stand for how a page was set, and words that a line end cut in two."""

from __future__ import annotations

from collections import Counter

from paperconv.diagnostics import Rule
from paperconv.patterns import late
from paperconv.readers.markdown.lines import Line, Script, verbatim, words

_ODD = late("[\u00ad\u200b\u2060\ufeff\ufb00-\ufb06\f]")
_LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
        "\u200b": None,
        "\u2060": None,
        "\ufeff": None,
        "\u00ad": None,
        "\f": None,
    }
)


def mend_characters(script: Script) -> None:
    """Undo ligatures, soft hyphens, zero-width spaces and form feeds; join words that a soft hyphen cut at a line end."""
    lines = script.lines
    inside: list[bool] | None = None
    for index, line in enumerate(lines):
        if not _ODD.search(line.text):
            continue
        inside = verbatim(lines) if inside is None else inside
        if inside[index]:
            continue
        if line.text.rstrip().endswith("\u00ad"):
            _pull(lines, index, line.text.rstrip()[:-1])
        lines[index] = Line(lines[index].text.translate(_LIGATURES), line.at)
    if inside is not None:
        script.lines = _without_gone(lines)


_GONE = "\0"
"""The text of a line whose only word went up to the line before."""

_LONGEST = 60


def _pull(lines: list[Line], index: int, text: str) -> None:
    """Put the first word of the line behind ``index`` at the end of ``text``, which becomes the line at ``index``."""
    if index + 1 == len(lines) or not (rest := lines[index + 1].text.lstrip()):
        return
    word, _, left = rest.partition(" ")
    lines[index] = Line(text + word, lines[index].at)
    lines[index + 1] = Line(left.lstrip() or _GONE, lines[index + 1].at)


def _without_gone(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.text != _GONE]


_BROKEN = late(r"([^\W\d_]{2,})[-‐]$")
_FIRST = late(r"([^\W\d_]{2,})")
_WORD = late(r"[^\W\d_]{2,}(?:[-‐][^\W\d_]{2,})*")
# Parts that make a compound with a hyphen rather than one word.
_COMPOUND = words(
    "self non well ill long short high low cross half two three four five six seven eight nine ten full part all ever "
    "so vice quasi ex e co-author peer state risk cost time one first second third last single double large small mid"
)


def heal_hyphens(script: Script) -> None:
    """Join words that a hyphen cuts at a line end inside a paragraph.

    Whether the hyphen is the word's own is read from the manuscript itself: does the joined word occur elsewhere, or
    the compound?
    """
    lines = script.lines
    broken = [i for i, line in enumerate(lines[:-1]) if line.text.endswith(("-", "‐"))]
    if not broken:
        return
    inside = verbatim(lines)
    vocabulary: Counter[str] = Counter()
    for line in lines:
        vocabulary.update(word.lower() for word in _WORD.findall(line.text))
    healed = 0
    for index in reversed(broken):
        head = _BROKEN.search(lines[index].text[-_LONGEST:])
        rest = lines[index + 1].text
        tail = _FIRST.match(rest.lstrip())
        if (
            inside[index]
            or not head
            or not tail
            or len(tail[1]) > _LONGEST
            or not rest[:1].isalpha()
            or not tail[1][0].islower()
        ):
            continue
        before, after = head[1].lower(), tail[1].lower()
        keeps = _keeps_hyphen(before, after, vocabulary)
        _pull(lines, index, lines[index].text if keeps else lines[index].text[:-1])
        healed += 1
    if healed:
        script.lines = _without_gone(lines)
        script.report(
            Rule.PARAGRAPH_WHOLE, f"{healed} words that a line end had cut were joined", lines[broken[0]].at
        )


def _keeps_hyphen(before: str, after: str, vocabulary: Counter[str]) -> bool:
    joined, compound = vocabulary[before + after], vocabulary[f"{before}-{after}"]
    if joined != compound:
        return compound > joined
    if before in _COMPOUND:
        return True
    # Two words that both occur alone make a compound; "signifi" and "cant" do not.
    return vocabulary[before] > 1 and vocabulary[after] > 1 and len(before) > 3 and len(after) > 3
