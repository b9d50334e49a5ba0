"""Characters that stand for how a page was set, and words that a line end cut in two."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from paperconv.diagnostics import Rule
from paperconv.manuscript.hyphens import WORD, keeps_hyphen
from paperconv.patterns import late
from paperconv.readers.markdown.lines import Line, Script, verbatim

_ODD = late("[\u00ad\u200b\u2060\ufeff\ufb00-\ufb06\f]|<sup>&")
_TWICE = late("<sup>&(?:amp;)?</sup>lt;(?=sup>)")
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
        if "<sup>&" in line.text:  # how marker writes "<" where it begins a note
            lines[index] = Line(_TWICE.sub("<", line.text), line.at)
        if line.text.rstrip().endswith("\u00ad"):
            _pull(lines, index, line.text.rstrip()[:-1])
        lines[index] = Line(lines[index].text.translate(_LIGATURES), line.at)
    if inside is not None:
        script.lines = _without_gone(lines)


_ACCENTS = {"´": ("\u0301", "aeiouyAEIOUY"), "¨": ("\u0308", "aeiouyAEIOUY"), "˜": ("\u0303", "anoANO"), "ˆ": ("\u0302", "aeiouAEIOU"),
            "ˋ": ("\u0300", "aeiouAEIOU"), "˚": ("\u030a", "aAuU"), "ˇ": ("\u030c", "cdenrstzCDENRSTZ"), "¸": ("\u0327", "cstCST")}  # fmt: skip
_ACCENT = late("[´¨˜ˆˋ˚ˇ¸]")
_ACCENTED = late(r"[^\W\d_]*(?:[´¨˜ˆˋ˚ˇ¸][^\W\d_]*)+")
_CONTRACTED = late(r".*´(?:s|t|d|m|ll|re|ve)", re.IGNORECASE)


def join_accents(script: Script) -> None:
    """Put accents that stand beside their letters on them: ``Poincar´e`` and ``Dabire´``.

    Converters write the accent before the letter or behind it; words in which only one of the two can be tell which.
    """
    lines = script.lines
    found = [i for i, line in enumerate(lines) if _ACCENT.search(line.text)]
    if not found:
        return
    inside = verbatim(lines)
    words = [hit[0] for i in found if not inside[i] for hit in _ACCENTED.finditer(lines[i].text)]
    sides = Counter(side for word in words if (side := _side(word)))
    if not sides:
        return
    usual = sides.most_common(1)[0][0]
    joined: list[str] = []

    def join(hit: re.Match[str]) -> str:
        word = hit[0]
        if _CONTRACTED.fullmatch(word) or sum(c.isalpha() for c in word) < 3:
            return word
        made = _composed(word, _side(word) or usual)
        if made != word:
            joined.append(word)
        return made

    for i in found:
        if not inside[i]:
            lines[i] = Line(_ACCENTED.sub(join, lines[i].text), lines[i].at)
    if joined:
        message = f"{len(joined)} words whose accents stood beside their letters were put right"
        script.report(Rule.SOURCE_READABLE, message, lines[found[0]].at, removed=" ".join(joined))


def _side(word: str) -> str:
    """On which side of its letter the first accent of ``word`` stands; empty if it can be either or neither."""
    at = next(i for i, c in enumerate(word) if c in _ACCENTS)
    letters = _ACCENTS[word[at]][1]
    behind, before = (
        word[at - 1 : at] in letters and at > 0,
        word[at + 1 : at + 2] in letters and at + 1 < len(word),
    )
    return "" if behind == before else "behind" if behind else "before"


def _composed(word: str, side: str) -> str:
    out: list[str] = []
    at = 0
    while at < len(word):
        sign = _ACCENTS.get(word[at])
        following = word[at + 1 : at + 2]
        if sign and side == "behind" and out and out[-1] in sign[1]:
            out[-1] = unicodedata.normalize("NFC", out[-1] + sign[0])
        elif sign and side == "before" and following and following in sign[1]:
            out.append(unicodedata.normalize("NFC", following + sign[0]))
            at += 1
        else:
            out.append(word[at])
        at += 1
    return "".join(out)


_LOST_H = late(
    r"\bT((?:e|is|at|ese|ose|ere|ey|eir|en|an|us|ough|rough|roughout|erefore|ereby|ereafter|ree|ird|ese)\b)"
)
_THE = late(r"\bThe\b")
_FEWEST = 3


def restore_ligatures(script: Script) -> None:
    """``Te`` is "The" in English text that hardly ever writes "The": a font drew both letters as one."""
    lines = script.lines
    broken = sum(line.text.count("Te ") for line in lines)
    if (
        broken < _FEWEST
        or sum(len(_THE.findall(line.text)) for line in lines if "The" in line.text) * 2 > broken
    ):
        return
    if sum(line.text.count(" the ") for line in lines) < 3 * broken:
        return  # not English
    inside = verbatim(lines)
    restored: list[str] = []
    first = next(line.at for line in lines if "Te " in line.text)
    for index, line in enumerate(lines):
        if "T" in line.text and not inside[index]:
            restored.extend(_LOST_H.findall(line.text))
            lines[index] = Line(_LOST_H.sub(r"Th\1", line.text), line.at)
    if restored:
        message = f'{len(restored)} times "Th" was put back where a ligature had been lost'
        script.report(Rule.SOURCE_READABLE, message, first, removed=" ".join(f"T{end}" for end in restored))


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
    vocabulary: Counter[str] = Counter()  # of words, once one is asked for
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
        if not vocabulary:
            vocabulary.update(word.lower() for line in lines for word in WORD.findall(line.text))
        before, after = head[1].lower(), tail[1].lower()
        keeps = keeps_hyphen(before, after, vocabulary)
        _pull(lines, index, lines[index].text if keeps else lines[index].text[:-1])
        healed += 1
    if healed:
        script.lines = _without_gone(lines)
        script.report(
            Rule.PARAGRAPH_WHOLE, f"{healed} words that a line end had cut were joined", lines[broken[0]].at
        )
