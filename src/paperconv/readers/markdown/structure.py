"""Lines of raw text that Markdown would take for something they are not: rules under paragraphs, indents, labels."""

from __future__ import annotations

import re
from itertools import pairwise

from paperconv import patterns
from paperconv.patterns import late
from paperconv.readers.markdown.entries import separate_entries
from paperconv.readers.markdown.inline import escape_angles, escape_tags, mend_math
from paperconv.readers.markdown.lines import Line, Script, verbatim
from paperconv.readers.markdown.stars import mend_stars

_RULE = late(r" {0,3}(?:-[ \t]*){3,}$|^ {0,3}(?:\*[ \t]*){3,}$|^ {0,3}(?:_[ \t]*){3,}$")
_UNDERLINE = late(r" {0,3}(=+|-+)\s*$")
_ITEM = late(r"( {0,8})(?:([-*+])|\(?(\d{1,9})([.)])|([•‣▪●◦∙·]))[ \t]+(?=\S)")
_BULLET = late(r"( {0,8})[•‣▪●◦∙▸►✓➢][ \t]*(?=\S)")
_DEFINITION = late(r" {0,3}\[([^\]\n]{1,60})\]:")
_LINK_TARGET = late(
    r"\s*<?(?:[a-z][a-z0-9+.-]*:|/|\.|#|[\w-]+\.[a-z]{2,4}/)\S*>?\s*(?:[\"'(].*[\"')])?\s*$", re.IGNORECASE
)
_CODE_LIKE = late(
    r"[{};]\s*$|^\s*(?:def|class|import|from|for|while|if|return|print|function|var|let|const|#include|public|SELECT)\b|==|->|\w\(.*\)\s*$|\$ ?\w+|^\s*[\w.]+\s*=\s*\S"
)
_MATH_FENCE = late(r"\s*\$\$\s*$")
_ANCHOR = late(r'<span id="page-\d+-\d+"></span>')
_PAGE_LINK = late(r"\[((?:[^\[\]\\\n]|\\.|\[[^\[\]\n]*\])*)\]\(#page-\d+-\d+\)")
_SHOWN_LINK = late(r"\[([^\]\s]*\\\\_[^\]\s]*)\]\((\S+?)\)")
_PIPE = late(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")


def mend_structure(script: Script) -> None:
    """Make ``script.lines`` say in pandoc's Markdown what a reader of the raw text sees in it."""
    lines = mend_stars(_dedent(script.lines))
    lines = _math_blocks(lines)
    lines = _rules_and_lists(lines)
    lines = _dedent(number_lists(lines))
    lines = separate_entries(_definitions(lines))
    script.lines = _paragraphs(lines)


def _dedent(lines: list[Line]) -> list[Line]:
    """Indented paragraphs that are no code stand at the margin, unless they go on in a list item."""
    out: list[Line] = []
    inside: list[bool] | None = None
    blank, in_list, index = True, False, 0
    while index < len(lines):
        line = lines[index]
        text = line.text
        if not text.strip():
            blank = True
        elif text.startswith(("    ", "\t")) and blank and not in_list:
            inside = verbatim(lines) if inside is None else inside
            end = index
            while end < len(lines) and lines[end].text.strip() and not inside[end]:
                end += 1
            chunk = lines[index:end]
            if chunk and sum(bool(_CODE_LIKE.search(one.text)) for one in chunk) * 2 < len(chunk):
                out.extend(Line(one.text.lstrip(), one.at) for one in chunk)
                index, blank = end, False
                continue
            blank = False
        else:
            if blank and not text.startswith((" ", "\t")):
                in_list = False
            if _ITEM.match(text):
                in_list = True
            blank = False
        out.append(line)
        index += 1
    return out


def _math_blocks(lines: list[Line]) -> list[Line]:
    """Blank lines inside ``$$`` blocks go, and a block that touches text stands apart."""
    out: list[Line] = []
    index = 0
    inside = verbatim(lines)
    fences = [
        i
        for i, line in enumerate(lines)
        if "$$" in line.text and not inside[i] and _MATH_FENCE.match(line.text)
    ]
    ends = dict(zip(fences[0::2], fences[1::2], strict=False))
    while index < len(lines):
        end = ends.get(index, -1)
        if (
            end > index
            and end - index < 200
            and not any("$$" in line.text for line in lines[index + 1 : end])
        ):
            out.extend(line for line in lines[index : end + 1] if line.text.strip())
            index = end + 1
            continue
        out.append(lines[index])
        index += 1
    return out


def _rules_and_lists(lines: list[Line]) -> list[Line]:
    inside = verbatim(lines)
    out: list[Line] = []
    bullet_above = ""  # of the last list
    low = False  # whether the paragraph goes on with a sentence that a page break cut
    for index, line in enumerate(lines):
        text = line.text
        bare = text.strip()
        if inside[index] or not bare:
            out.append(line)
            continue
        before = out[-1].text if out else ""
        after = lines[index + 1].text if index + 1 < len(lines) else ""
        if bare[0] in "-=*_" and (underline := _UNDERLINE.match(text)) and before.strip():
            if _is_setext(out, underline[1]) or (_PIPE.match(text) and "|" in before):
                out.append(line)
                continue
            if bare[0] == "=":
                out.append(Line("\\" + bare, line.at))
                continue
        if bare[0] in "-*_" and _RULE.match(text):
            if before.strip():
                out.append(Line("", line.at))
            out.append(Line("* * *", line.at))
            if after.strip():
                out.append(Line("", line.at))
            continue
        if bullet := _BULLET.match(text):
            text = f"{bullet[1]}- {text[bullet.end() :]}"
        item = _ITEM.match(text)
        if item and item[2] and _ITEM.match(text[item.end() :]) and text[item.end()] in "*+-":
            text = f"{item[0]}\\{text[item.end() :]}"  # the sign of a note, and no list in a list
        if not before.strip():
            low = bare[0].islower()
        goes_on = bool(low and item and item[2] and item[2] == bullet_above and before[:1].strip())
        if before.strip() and (goes_on or _starts_list(text, before, after)):
            out.append(Line("", line.at))
        if item:
            bullet_above, low = item[2] or "", False
        out.append(Line(text, line.at))
    return out


def _is_setext(out: list[Line], underline: str) -> bool:
    """Whether the line at the end of ``out`` is a heading with ``underline`` below it, drawn to its length."""
    title = out[-1].text.strip()
    alone = len(out) == 1 or not out[-2].text.strip()
    if not alone or len(underline) < 3 or title.startswith(("#", "|", ">", "-", "!", "<", "$", "*", "+")):
        return False
    if underline[0] == "=":
        return len(title) <= 160
    return len(underline) > 3 and abs(len(underline) - len(title)) <= max(3, len(title) // 4)


def _starts_list(text: str, before: str, after: str) -> bool:
    """Whether a list begins on this line although no blank line stands before it."""
    item = _ITEM.match(text)
    if not item or _ITEM.match(before) or before.startswith((" ", "\t")):
        return False
    if item[3] and item[3] not in {"1", "0"}:
        return False
    if before.rstrip().endswith(":") or before.lstrip().startswith("#"):
        return True
    following = _ITEM.match(after)
    return bool(
        following
        and following[1] == item[1]
        and (following[2] == item[2])
        and not _is_hyphenated(before, item)
    )


def _is_hyphenated(before: str, item: re.Match[str]) -> bool:
    return (
        item[2] == "-"
        and before.rstrip()[-1:].isalnum()
        and not before.rstrip().endswith((".", ":", ";", "?", "!"))
    )


_NUMBERED = late(r"( {0,3})(\((?=\d{1,9}\)))?(\d{1,9})([.)])(\s+)(?=\S)")


def number_lists(lines: list[Line]) -> list[Line]:
    """Numbers that pandoc would count anew, or that begin a paragraph and no list, become text.

    A list keeps its markup where its numbers follow one another; ``1. Introduction`` alone is a heading's number, and
    ``2014. ISBN …`` a year.
    """
    found = [
        (i, one)
        for i, line in enumerate(lines)
        if line.text[:4].lstrip()[:1] in _DIGITS and (one := _NUMBERED.match(line.text))
    ]
    if not found:
        return lines
    inside = verbatim(lines)
    starts = [
        (i, one)
        for i, one in found
        if not inside[i] and (i == 0 or not lines[i - 1].text.strip() or _NUMBERED.match(lines[i - 1].text))
    ]
    runs: list[list[tuple[int, re.Match[str]]]] = []
    for i, one in starts:
        run = runs[-1] if runs else []
        if run and _same_list(lines, run[-1], (i, one)):
            run.append((i, one))
        else:
            runs.append([(i, one)])
    out = _years(lines, [(i, one) for i, one in found if not inside[i]], {i for i, _ in starts})
    apart: set[int] = set()
    for run in runs:
        numbers = [int(one[3]) for _, one in run]
        ordered = all(b == a + 1 for a, b in pairwise(numbers)) or set(numbers) == {1}
        alone = len(run) == 1 and _is_title(lines, run[0][0])
        if ordered and numbers[0] < 1000 and not alone:
            continue
        for i, one in run:
            text = lines[i].text
            head = f"{one[1]}\\({one[3]})" if one[2] else f"{one[1]}{one[3]}\\{one[4]}"
            out[i] = Line(head + text[one.end(4) :], lines[i].at)
            apart.add(i)
    spaced: list[Line] = []
    for i, line in enumerate(out):
        if i in apart and spaced and spaced[-1].text.strip():
            spaced.append(Line("", line.at))
        spaced.append(line)
    return spaced


def _years(lines: list[Line], found: list[tuple[int, re.Match[str]]], starts: set[int]) -> list[Line]:
    """``lines`` with the numbers that stand at the head of a line inside an item, and count nothing up, as text: years."""
    out = list(lines)
    last = -1
    for i, one in found:
        number = int(one[3])
        if i not in starts and number != last + 1:
            head = f"{one[1]}\\({one[3]})" if one[2] else f"{one[1]}{one[3]}\\{one[4]}"
            out[i] = Line(head + lines[i].text[one.end(4) :], lines[i].at)
        else:
            last = number
    return out


_DIGITS = frozenset("(0123456789")


def _same_list(lines: list[Line], last: tuple[int, re.Match[str]], this: tuple[int, re.Match[str]]) -> bool:
    """Whether nothing but the item itself stands between two numbered lines."""
    (a, one), (b, two) = last, this
    if one[1] != two[1] or one[4] != two[4] or bool(one[2]) != bool(two[2]) or b - a > 40:
        return False
    blank = False
    for line in lines[a + 1 : b]:
        if not line.text.strip():
            blank = True
        elif blank and not line.text.startswith((" ", "\t")):
            return False
    return True


def _is_title(lines: list[Line], index: int) -> bool:
    """Whether the line stands alone and reads as a heading rather than as an item."""
    alone = index + 1 == len(lines) or not lines[index + 1].text.strip()
    text = lines[index].text.strip()
    return alone and len(text) < 100 and not text.endswith((".", ";", ",", ":"))


def _definitions(lines: list[Line]) -> list[Line]:
    """``[1]: Smith, J. (2001) …`` is an entry of a list, unless something links to it."""
    found = [
        (i, one)
        for i, line in enumerate(lines)
        if "]:" in line.text and (one := _DEFINITION.match(line.text))
    ]
    if not found:
        return lines
    whole = "\n".join(line.text for line in lines)
    used = {one.strip().casefold() for one in patterns.findall(r"\]\s?\[([^\]\n]{1,60})\]", whole)}
    named = {
        one.strip().casefold() for one in patterns.findall(r"\[([^\]\n]{1,60})\](?:\[\])?(?![:(\[])", whole)
    }
    out = list(lines)
    for index, one in found:
        label = one[1].strip().casefold()
        if label.startswith("^"):
            continue
        rest = lines[index].text[one.end() :]
        linked = label in used or (label in named and not patterns.fullmatch(r"[\d,;–-]+", label))
        if not (linked and _LINK_TARGET.match(rest)):
            out[index] = Line(lines[index].text.replace("[", "\\[", 1), lines[index].at)
    return out


def _paragraphs(lines: list[Line]) -> list[Line]:
    """Repairs within paragraphs, which may hold formulas and tags over several lines."""
    whole = "\n".join(line.text for line in lines)
    mathpix = _writes_parentheses(whole)
    dollars, angles, anchors = "$" in whole, "<" in whole, "#page-" in whole or 'id="page-' in whole
    tildes, shown = "~" in whole, "\\\\_" in whole
    if not (dollars or angles or anchors or tildes or shown or mathpix):
        return lines
    inside = verbatim(lines)
    out: list[Line] = []
    index = 0
    while index < len(lines):
        if inside[index] or not lines[index].text.strip():
            out.append(lines[index])
            index += 1
            continue
        end = index
        while end < len(lines) and lines[end].text.strip() and not inside[end]:
            end += 1
        text = "\n".join(line.text for line in lines[index:end])
        mended = text
        if anchors:
            mended = _PAGE_LINK.sub(r"\1", _ANCHOR.sub("", mended))
        if shown:
            mended = _SHOWN_LINK.sub(_plain_link, mended)
        if angles:
            mended = escape_tags(mended)
        if tildes:
            mended = _tildes(mended)
        if dollars or mathpix:
            mended = mend_math(mended, mathpix=mathpix)
        if angles:
            mended = escape_angles(mended)
        if mended == text:
            out.extend(lines[index:end])
        else:
            out.extend(
                Line(part, line.at) for part, line in zip(mended.split("\n"), lines[index:end], strict=False)
            )
        index = end
    return out


def _writes_parentheses(whole: str) -> bool:
    r"""Whether formulas stand in ``\(…\)``: some holds a TeX command or a script."""
    return (
        "\\(" in whole and bool(patterns.search(r"\\\([^()\n]{0,80}?(?:\\[a-zA-Z]{2,}|[_^]\{?\w)", whole))
    ) or (
        "\\[" in whole
        and bool(
            patterns.search(
                r"^[ \t]*\\\[[ \t]*$|\\\[[^\]\n]{0,80}?(?:\\[a-zA-Z]{2,}|[_^]\{?\w)", whole, re.MULTILINE
            )
        )
    )


def _plain_link(found: re.Match[str]) -> str:
    """A link that shows its own address, whose underscores were escaped twice."""
    shown = found[1].replace("\\\\_", "\\_")
    same = shown.replace("\\", "") == found[2].replace("\\", "")
    return f"[{shown}]({found[2]})" if same else found[0]


_SUBSCRIPT = late(r"(?<=[A-Za-z)\]])~([A-Za-z0-9+−-]{1,8})~(?!\w*~)")


def _tildes(text: str) -> str:
    """A tilde is "about" unless it makes a short subscript behind a letter or strikes words out."""
    if "~~" in text:
        return text
    kept = _SUBSCRIPT.sub("\x00\\1\x00", text)
    return (
        kept.replace("\\~", "~").replace("~", "\\~").replace("\x00", "~")
        if "`" not in text and "$" not in text
        else text
    )
