"""What line ends still say in text that Markdown would run together: where a title ends, how a byline is set."""

from __future__ import annotations

import re

from paperconv import patterns
from paperconv.manuscript import abstracts, titles
from paperconv.patterns import late
from paperconv.readers.markdown.lines import Line, Script, verbatim

_FEWEST = 30  # lines that must show the width of the column
_SHARE = 0.66  # of the width, which a line that ends by itself does not reach
_TITLE = late(r"[*_]{0,3}[^\W\d_a-z].{1,110}[^\W\d_)*_][)*_]{0,4}")
_NO_TITLE = late(
    r"(?:fig(?:ure)?|tab(?:le)?|box|scheme|abstract|key\s?words?)\b|.*(?:[.,;:?!]\s|[|<>=@{}\\$]|https?:|\d{2})|"
    r".*\b(?:of|the|and|in|for|a|an|on|to|with|from|by|at|or|that|which|is|are|was|were|et al)[*_]*$",
    re.IGNORECASE,
)


_HEAD = 160  # lines among which labels of the front matter may stand
_SHORT = 50  # characters that a line with a title does not reach
_LABELS = frozenset(
    {
        *titles.ABSTRACTS,
        "keywords",
        "article-info",
        "intro",
        "methods",
        "results",
        "conclusions",
        "discussion",
    }
)
_PART = late(
    r"[*_]{0,3}(?:(?:e-?mail(?: address(?:es)?)?|received|accepted|revised|published(?: online)?|available online|corresponding author|correspondence(?: to)?|reprints?|"
    r"author for correspondence|key\s?words|doi|article history|edited by|(?:academic |handling )?editor|citation|copyright|running (?:title|head)|"
    r"funding|competing interests|conflicts? of interests?|data availability(?: statement)?|jel (?:classification|codes?))\b[*_]{0,2}\s*:|"
    r"manuscript received\s|digital object identifier\s|(?-i:(?:[A-ZÀ-Þ][\w.’'-]*\s){2,5}(?:is|was)) with\s|"
    r"(?:abstract|index terms|key\s?words)[*_]{0,2}\s?[—–]|\W{0,3}(?:19|20)\d\d\s.{4,60}all rights reserved|received\s[^\W\d_]{3,9}\s\d{1,2},\s\d{4})",
    re.IGNORECASE,
)
_KEYWORDS = late(
    r"[*_]{0,3}(?:key\s?words|index terms|jel (?:classification|codes?))[*_]{0,3}\s*:?[*_]{0,3}",
    re.IGNORECASE,
)
_SIGN = late(r"\\?[*∗†‡§¶]{1,2}\s?[A-Z][a-z-]+")
_SURE = frozenset({"Abstract", "ABSTRACT", "Keywords", "KEYWORDS"})
_FRONT = 120  # lines among which the front matter may stand
_BODY = late(
    r"\W*(?:\d\W{0,2}|I\W\s*)?(?:abstract|summary|introduction|background|key\s?words|resumen|resumo|résumé|zusammenfassung|"
    r"riassunto|аннотация|введение|einleitung|introducción|introdução|摘\s*要|要旨|초록|özet)\b",
    re.IGNORECASE,
)
_NO_BYLINE = late(
    r"\s{0,3}(?:#|>|\||[-+]\s|\*\s|```|~~~|:::|!\[|\$\$|<(?!su[pb]\b|span\b|b>|i>|strong|em\b|a\s)|\d{1,2}\.\s)|.*\|.*\|"
)
_BARRED = late(
    r"(\s{0,3}(?:#{1,6}\s)?)\*\*(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s?\*\*\s*(?:\*\*)?\|(?:\*\*)?\s*\*\*([^*|]+)\*\*\s*"
)


def keep_lines(script: Script) -> None:
    """Above the abstract each line end inside a paragraph stays one: names and places are set in lines."""
    lines = script.lines
    _keep_keywords(lines)
    held = [line.text.strip() for line in lines[:_FRONT]]
    end = next((i for i, text in enumerate(held) if i and _BODY.match(text)), min(len(held), _FRONT // 3))
    for index in range(min(end, len(lines)) - 1):
        text, following = lines[index].text, lines[index + 1].text
        if (
            text.strip()
            and following.strip()
            and index + 1 < end
            and len(text) < 240
            and not text.endswith(("\\", "  "))
            and not _NO_BYLINE.match(text)
            and not _NO_BYLINE.match(following)
        ):
            lines[index] = Line(text.rstrip() + "\\", lines[index].at)


def _keep_keywords(lines: list[Line]) -> None:
    """Keywords that stand one to a line below their title stay so."""
    for index, line in enumerate(lines[:_HEAD]):
        if not _KEYWORDS.fullmatch(line.text.strip()):
            continue
        start = index + 1
        if start < len(lines) and not lines[start].text.strip():
            start += 1
        end = start
        while end < len(lines) and lines[end].text.strip():
            end += 1
        if end - start > 1 and all(
            len(one.text) < _SHORT and not patterns.search(r"[,;.|#]", one.text) for one in lines[start:end]
        ):
            lines[start : end - 1] = [
                Line(one.text.rstrip() + "\\", one.at) for one in lines[start : end - 1]
            ]
            lines[index:start] = [Line(line.text.rstrip() + "\\", line.at)]


def part_labels(script: Script) -> None:
    """In the front matter a line that is a usual title stands apart, and so does one that begins with the name of a part."""
    lines = script.lines
    inside = verbatim(lines[:_HEAD])
    out: list[Line] = []
    for index, line in enumerate(lines):
        bare = line.text.strip()
        if index >= _HEAD or inside[index] or not bare or bare[0] in "|<>#":
            out.append(line)
            continue
        before = out[-1].text.strip() if out else ""
        after = lines[index + 1].text.strip() if index + 1 < len(lines) else ""
        label = _is_label(bare)
        ended = before.endswith((".", "?", "!", ")", "”")) or len(before) < _SHORT
        if (
            before
            and not before.startswith(("#", "|"))
            and (
                (label and (ended or bare.strip("*_ :") in _SURE))
                or ((_PART.match(bare) or _SIGN.match(bare)) and not before.endswith((",", "-")))
            )
        ):
            out.append(Line("", line.at))
        out.append(line)
        if label and any(c.isalnum() for c in after):
            out.append(Line("", line.at))
    script.lines = out


def _is_label(bare: str) -> bool:
    """Whether a line is a usual title and nothing else: of a part of the front matter, of an abstract's part, of a section."""
    text = bare.strip("*_ :")
    return (
        len(text) < _SHORT
        and text[:1].isupper()
        and not bare.endswith(".")
        and (abstracts.is_label(text) or titles.kind_of(text) in _LABELS)
    )


_BRACKETED = late(
    r"\s{0,3}\\?\[((?:Figure|Fig\.|Table|Scheme|Figura|Abbildung|Tabla|Tabelle)\s?\d{1,3}[:.]\s[^\[\]]{3,600})\\?\]\s*$"
)


_ROMAN = frozenset("IVX")
_OUTLINE = late(r"\s{0,3}([IVX]{2,6})\.(\s+[^a-z]{4,90})$")


def free_lines(script: Script) -> None:
    """``[Figure 1: A map.]``, as readers of pictures write a caption, loses its brackets; ``II. THE RULE`` is no item of a list."""
    lines = script.lines
    for index, line in enumerate(lines):
        first = line.text.lstrip(" \\")[:1]
        if first == "[" and (hit := _BRACKETED.match(line.text)):
            lines[index] = Line(hit[1], line.at)
        elif first in _ROMAN and first and (hit := _OUTLINE.match(line.text)):
            lines[index] = Line(f"{hit[1]}\\.{hit[2]}", line.at)


_COUNTED = late(r"\s{0,3}[*_]{0,3}(\d{1,2}(?:\.\d{1,2}){0,3})\.?[*_]{0,3}\s+[*_]{0,3}[^\W\d_a-z]")


def join_numbers(script: Script) -> None:
    """A title whose number a bar parts from its words ("**1** | **Introduction**") is one stretch of bold type."""
    for index, line in enumerate(script.lines):
        if "|" in line.text and (hit := _BARRED.fullmatch(line.text)):
            script.lines[index] = Line(f"{hit[1]}**{hit[2]} {hit[3]}**", line.at)


def part_titles(script: Script) -> None:
    """A short line that opens a paragraph of full lines is a title: it stands apart from then on."""
    _part_counted(script)
    lines = script.lines
    inside = verbatim(lines)
    starts = [
        i
        for i, line in enumerate(lines[:-1])
        if line.text.strip()
        and not inside[i]
        and (i == 0 or not lines[i - 1].text.strip())
        and not (i > 1 and _KEYWORDS.fullmatch(lines[i - 2].text.strip()))
    ]
    lengths = [len(lines[i].text) for start in starts for i in _full(lines, start)]
    if len(lengths) < _FEWEST:
        return
    width = sorted(lengths)[len(lengths) // 2]
    if not 30 <= width <= 140:
        return
    doomed: set[int] = set()
    for i in starts:
        for end in (i, i + 1):
            if end + 1 < len(lines) and _is_title([line.text.strip() for line in lines[i : end + 2]], width):
                doomed.add(end)
                break
    if doomed:
        out: list[Line] = []
        for i, line in enumerate(lines):
            out.append(line)
            if i in doomed:
                out.append(Line("", line.at))
        script.lines = out


def _part_counted(script: Script) -> None:
    """``2.1. Survey`` with ``2.1.1. Ice`` right below it: two titles, of one line or two each, and no paragraph."""
    lines = script.lines
    out: list[Line] = []
    opened, since = "", 0  # the number that opened the paragraph, and the lines since then
    for line in lines:
        hit = _COUNTED.match(line.text)
        below = bool(out) and bool(out[-1].text.strip())
        if (
            hit is not None
            and below
            and since <= 2
            and hit[1] == f"{opened}.1"
            and out[-1].text.rstrip()[-1] not in ".:;,"
        ):
            out.append(Line("", line.at))
            below = False
        if not below:
            opened, since = hit[1] if hit else "", 0
        since += 1
        out.append(line)
    script.lines = out


def _is_title(texts: list[str], width: float) -> bool:
    """Whether all of ``texts`` but the last, one or two lines, are a title and the last begins a paragraph."""
    *head, after = texts
    title = " ".join(head)
    return (
        all(head)
        and len(head[-1]) < width * _SHARE <= len(after)
        and (len(head) == 1 or len(head[0]) >= width * _SHARE)
        and (after[:1].isupper() or after[:1] in "“\"‘'_*")
        and len(title.split()) <= 14
        and _TITLE.fullmatch(title) is not None
        and _NO_TITLE.match(title.strip("*_")) is None
    )


def _full(lines: list[Line], start: int) -> list[int]:
    """The lines of the paragraph that begins at ``start`` which another line follows, without its first."""
    end = start + 1
    while end + 1 < len(lines) and lines[end + 1].text.strip():
        end += 1
    return list(range(start + 1, end)) if lines[min(end, len(lines) - 1)].text.strip() else []
