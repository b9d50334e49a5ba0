"""What a page carries beside its text: numbers, running heads, download lines, converters' page marks.

Only what is certain goes, and each line that goes is reported word for word.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import accumulate, pairwise

from paperconv import patterns
from paperconv.diagnostics import Rule, Severity
from paperconv.manuscript import byline
from paperconv.manuscript.runs import MARK_CLOSE, MARK_OPEN
from paperconv.patterns import late
from paperconv.readers.markdown.footnotes import titled
from paperconv.readers.markdown.lines import Line, Script, verbatim
from paperconv.readers.markdown.lone_heads import mark_lone_heads
from paperconv.readers.markdown.page_edges import mark_edges
from paperconv.readers.markdown.page_lines import (
    LABEL,
    NUMBER,
    OF,
    PAGE,
    RUNNING,
    STRUCTURE,
    cuts,
    is_sentence,
    page_of,
)
from paperconv.readers.markdown.seams import mark_seams

# Lines that publishers and preprint servers stamp on every page.
_STAMP = late(
    r"[_*\[]*(?:[^.:]{3,50}: first published as (?:doi:)?10\.|downloaded (?:from|by|on)\b.{0,40}(?:https?:|www\.|\d{4}|guest|universit)|"
    r"authorized licensed use limited to\b|"
    r"(?:bio|med|chem|psyar)r?xiv preprint doi:|"
    r"electronic copy available at:? ?\S*ssrn|"
    r"this preprint research paper has not been peer reviewed|"
    r"\(?which was not certified by peer review\) is the author/funder|"
    r"preprint (?:submitted|posted) (?:to|on) \S+ .{0,60}not (?:been )?peer[- ]reviewed|"
    r"provisionally accepted the final, formatted version|"
    r"\d{3}-\d-\d{3,5}-\d{3,5}-[\dX]/\d\d/\$|\d{4}-\d{3}[\dX]/\d\d/?\s?\$|"
    r"frontiersin\.org\W*$|vol\.:\s?\(\d{4,}\)|"
    r"see https?://\S+wiley\.com/terms-and-conditions)",
    re.IGNORECASE,
)
# The issue, as the foot of each page has it: "Cell Reports 38, 110001, January 11, 2022", "www.x.com Vol 20 May 2020".
_ISSUE = late(
    r"(?:ll\s+OPEN ACCESS|www\.\S{4,60}\s+[Vv]ol\.? \d+\b.{0,40}|[^\W\d_a-z][\w ]{2,40}\s\|\s+[Vv]ol\.? \d+\s\|.{0,60}|"
    r"[^\W\d_a-z][^\W\d_ ]*(?: [^\W\d_]+){0,5} \d{1,4}, [\w–-]{1,14}, [^\W\d_]{3,9} \d{1,2}, \d{4}\b.{0,240})"
)
# Marks that converters leave: separators between pages, pictures they left out.
_MARK = late(
    r"\{\d{1,4}\}-{10,}|-{3,}\s*page\s+(?:break|\d{1,4})\s*-{3,}|\[page\s*(?:break|\d{1,4})\]|<page_?(?:break|number)[^>]*>"
    r"|</?page[^>]*>|\\(?:newpage|clearpage|pagebreak)|={3,}\s*page \d+\s*={3,}",
    re.IGNORECASE,
)
_OMITTED = late(r"\*{0,2}==>\s*picture .{0,60}? omitted\s*<==\*{0,2}(?:<br>)?", re.IGNORECASE)
_FEWEST_LINES = 4  # of a page between two page numbers that follow one another
_FRONT = 120  # lines among which the title stands
_SHORT_PAGE = 500  # characters: no page of text has fewer


def remove_furniture(script: Script) -> None:
    """Take the furniture out of ``script.lines``."""
    lines = script.lines
    inside = verbatim(lines)
    doomed: dict[int, str] = {}
    alone: list[int] = []
    for index, line in enumerate(lines):
        bare = line.text.strip()
        if not bare or inside[index]:
            continue
        if len(bare) < 500:
            if bare[0] in "_*[dDaAbBmMcCpPeEtTvVfF(sS0129" and _STAMP.match(bare):
                doomed[index] = "line stamped on a page"
                continue
            if _ISSUE.fullmatch(bare.strip("#*_ ")):
                doomed[index] = "line stamped on a page"
                continue
            if bare[0] in "{-[<\\=" and _MARK.fullmatch(bare):
                doomed[index] = "converter's page mark"
                continue
        if len(bare) <= 160 and _opens(lines, index) and _ends(lines, index):
            alone.append(index)
    _thin_lines(lines, doomed)
    mark_edges(lines, inside, doomed)
    _page_numbers(lines, alone, doomed)
    _foot_lines(lines, alone, doomed)
    _running_heads(lines, alone, doomed)
    mark_lone_heads(lines, alone, doomed)
    _numbers_by_heads(lines, doomed)
    mark_seams(lines, alone, doomed)
    _take(script, doomed)
    _omitted_pictures(script)


def _thin_lines(lines: list[Line], doomed: dict[int, str]) -> None:
    """The stamp of arXiv that stands upright at the margin: its letters come one to a line, from the last to the first."""
    run: list[int] = []
    for index, line in enumerate(lines[:_FRONT]):
        bare = line.text.strip()
        if 0 < len(bare) <= 2:
            run.append(index)
        elif bare:
            if "viXra" in "".join(lines[i].text.strip() for i in run):
                doomed.update(dict.fromkeys(run, "stamp at the margin"))
            run = []


def _opens(lines: list[Line], index: int, *, number: bool = False) -> bool:
    """Whether a page or a paragraph begins at ``index``, perhaps with a page number above; ``number``: the line is that one."""
    if index == 0 or not (above := lines[index - 1].text).strip() or "\f" in lines[index].text:
        return True
    return not number and page_of(above.strip()) is not None and _opens(lines, index - 1, number=True)


def _ends(lines: list[Line], index: int, *, number: bool = False) -> bool:
    """The same for an end."""
    if index == len(lines) - 1 or not (below := lines[index + 1].text).strip() or below.startswith("\f"):
        return True
    return not number and page_of(below.strip()) is not None and _ends(lines, index + 1, number=True)


def _page_numbers(lines: list[Line], alone: list[int], doomed: dict[int, str]) -> None:
    numbers: list[tuple[int, int]] = []
    pages: list[tuple[int, int]] = []
    for index in alone:
        bare = lines[index].text.strip()
        if len(bare) > 24:
            continue
        found = PAGE.fullmatch(bare) or OF.fullmatch(bare)
        if found:
            pages.append((index, int(found[1])))
        elif bare[0] in "-–—|·•[\\0123456789" and (found := NUMBER.fullmatch(bare)):
            numbers.append((index, int(found[1])))
    for group, fewest in ((numbers, 3), (pages, 2)):
        for index in _ascending(group, fewest):
            doomed[index] = "page number"


def _foot_lines(lines: list[Line], alone: list[int], doomed: dict[int, str]) -> None:
    """One line beside two page numbers in a row is furniture even in a paper of two pages, where nothing comes thrice."""
    beside: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for first, second in pairwise(alone):
        for number, head in ((first, second), (second, first)):
            found = page_of(lines[number].text.strip())
            bare = lines[head].text.strip()
            if (
                found
                and len(bare) >= 8
                and second - first <= 2
                and not STRUCTURE.match(bare)
                and not is_sentence(bare)
            ):
                beside[bare].append((int(found[1]), number, head))
    for places in beside.values():
        for (page, number, head), (following, other_number, other_head) in pairwise(places):
            if following - page in (1, 2) and other_head - head >= _FEWEST_LINES:
                doomed |= dict.fromkeys((number, other_number), "page number")
                doomed |= dict.fromkeys((head, other_head), "running head")


def _ascending(found: list[tuple[int, int]], fewest: int) -> list[int]:
    """The lines of the runs of page numbers: each one to three more than the last, lines apart."""
    chosen: list[int] = []
    chain: list[tuple[int, int]] = []
    for index, value in [*found, (0, -1)]:
        if chain and not (1 <= value - chain[-1][1] <= 3 and index - chain[-1][0] >= 4):
            if value == chain[-1][1] + 1 and index - chain[-1][0] < 4:
                # Numbers that follow one another at once are a list or a table in pieces.
                chain = [(index, value)]
                continue
            if len(chain) >= fewest:
                chosen.extend(one for one, _ in chain)
            chain = []
        if value >= 0:
            chain.append((index, value))
    return chosen


def _running_heads(lines: list[Line], alone: list[int], doomed: dict[int, str]) -> None:
    groups: dict[str, list[int]] = defaultdict(list)
    for index in alone:
        bare = lines[index].text.strip()
        if len(bare) < 8 or STRUCTURE.match(bare) or LABEL.match(bare) or is_sentence(bare):
            continue
        groups[patterns.sub(r"\d+", "0", bare.strip("#*_ ")).casefold()].append(index)
    places = list(accumulate(len(line.text) for line in lines))
    first = next((i for i in alone if lines[i].text.strip()), -1)
    listed = max((i for i in alone if titled(lines[i].text) == "references"), default=len(lines))
    for members in groups.values():
        if members[0] > listed:  # works that differ in their year only
            continue
        if len(members) > 1 and _is_title(lines, members[0]):
            del members[0]
        told = [i for i in members if i in doomed]
        if told and len({lines[i].text.strip("#*_ ") for i in members}) == 1:
            doomed.update({i: doomed[told[0]] for i in members if i not in doomed})
            continue
        if len(members) < 3 and not (
            len(members) == 2
            and (
                any(cuts(lines, i) for i in members)
                or (_named_site(lines, members) and _pages_advance([lines[i].text for i in members]))
                or all(i == first or _beside_number(lines, i, doomed) for i in members)
            )
        ):
            continue
        texts = [lines[i].text.strip() for i in members]
        words = len(patterns.findall(r"[^\W\d_]{2,}", texts[0]))
        # one of them at the head of the first page may have been taken for a title
        headings = 2 * sum(text.startswith("#") for text in texts) >= len(texts)
        paged = words >= 1 and _pages_advance(texts)
        same = len({text.strip("#*_ ") for text in texts}) == 1
        if paged or (
            not headings
            and words >= 2 + (len(members) > 2)
            and (
                bool(RUNNING.search(texts[0]))
                or (same and not texts[0].rstrip("*_ ").endswith((":", ".", "?", "!")))
            )
            and (
                _spread(members, places)
                or all(_beside_number(lines, i, doomed) for i in members)
                or any(cuts(lines, i) for i in members)
            )
        ):
            doomed.update(dict.fromkeys(members, "running head"))


def _is_title(lines: list[Line], index: int) -> bool:
    """Whether the line at ``index`` is a heading right above a byline: the running heads below repeat it."""
    if index >= _FRONT or not lines[index].text.startswith("#"):
        return False
    below = next((line.text for line in lines[index + 1 : index + 6] if line.text.strip()), "")
    bare = patterns.sub(r"<sup>(.*?)</sup>", f"{MARK_OPEN}\\1{MARK_CLOSE}", below).strip("#*_ ")
    return byline.looks_like_byline(bare) and not RUNNING.search(lines[index].text)


def _named_site(lines: list[Line], members: list[int]) -> bool:
    """Whether a line names the site of the journal, as the foot of a page does."""
    return patterns.search(r"\b[\w-]+\.(?:org|com|net)\b", lines[members[0]].text) is not None


def _numbers_by_heads(lines: list[Line], doomed: dict[int, str]) -> None:
    """Numbers right beside running heads, that grow from each to the next, are page numbers however near they stand."""
    heads = sorted(index for index, what in doomed.items() if what == "running head")
    beside = [index for head in heads for index in (head - 1, head + 1) if 0 <= index < len(lines)]
    found = [
        (index, int(hit[1]))
        for index in beside
        if index not in doomed and (hit := page_of(lines[index].text.strip()))
    ]
    if len(found) > 1 and all(1 <= b - a <= 4 for (_, a), (_, b) in pairwise(found)):
        doomed.update(dict.fromkeys((index for index, _ in found), "page number"))


def _pages_advance(texts: list[str]) -> bool:
    """Whether one of the numbers in ``texts`` grows from each to the next, as a page number does."""
    rows = [[int(n) for n in patterns.findall(r"\d{1,5}", text)] for text in texts]
    width = min(len(row) for row in rows)
    for column in range(width):
        values = [row[column] for row in rows]
        steps = [b - a for a, b in pairwise(values)]
        if (
            steps
            and all(1 <= step <= 4 for step in steps)
            and Counter(steps).most_common(1)[0][1] * 2 >= len(steps)
        ):
            others = [tuple(v for i, v in enumerate(row) if i != column) for row in rows]
            return len(set(others)) <= 2 and not patterns.search(
                r"\b(?:eq|fig|table|section|chapter)\w*\.?\s*\d", texts[0], re.IGNORECASE
            )
    return False


def _spread(members: list[int], places: list[int]) -> bool:
    """Whether the lines stand a page apart rather than together; ``places`` counts the characters up to each line."""
    return all(b - a >= 8 or places[b] - places[a] >= _SHORT_PAGE for a, b in pairwise(members))


def _beside_number(lines: list[Line], index: int, doomed: dict[int, str]) -> bool:
    """Whether the next line that is not blank, above or below, is a page number."""
    for step in (-1, 1):
        at = index + step
        while 0 <= at < len(lines) and abs(at - index) < 4 and not lines[at].text.strip():
            at += step
        if doomed.get(at) == "page number":
            return True
    return False


def _take(script: Script, doomed: dict[int, str]) -> None:
    if not doomed:
        return
    kept: list[Line] = []
    for index, line in enumerate(script.lines):
        what = doomed.get(index)
        if what is None:
            kept.append(line)
            continue
        text = line.text.strip()
        script.report(Rule.FURNITURE_REMOVED, f'{what} taken out: "{_short(text)}"', line.at, removed=text)
        kept.append(Line("", line.at))
    script.lines = kept


def _omitted_pictures(script: Script) -> None:
    for index, line in enumerate(script.lines):
        if "==>" in line.text and (found := _OMITTED.search(line.text)):
            script.lines[index] = Line(_OMITTED.sub("", line.text), line.at)
            script.report(
                Rule.PICTURE_READABLE,
                "the converter left a picture out here",
                line.at,
                severity=Severity.WARNING,
                hint="put the picture in from the original",
                removed=found[0],
            )


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


_COMMENT = late(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LOST = late(r"<!--\s*(?:formula-not-decoded|missing-text)\s*-->")


def remove_comments(script: Script) -> None:
    """Take HTML comments out of ``script.lines``, also those that span lines; an open one ends with its paragraph."""
    lines = script.lines
    if not any("<!--" in line.text for line in lines):
        return
    inside = verbatim(lines)
    closing = max((i for i, line in enumerate(lines) if "-->" in line.text), default=-1)
    out: list[Line] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if inside[index] or "<!--" not in line.text or _in_code(line.text):
            out.append(line)
            index += 1
            continue
        last, texts = index, [line.text]
        while _is_open(texts) and last < closing:
            last += 1
            texts.append(lines[last].text)
        if _is_open(texts):  # never closed, so it is text
            out.append(Line(line.text.replace("<!--", "\\<!--"), line.at))
            index += 1
            continue
        text = "\n".join(texts)
        place = offset = 0
        for found in _COMMENT.finditer(text):
            offset += text.count("\n", place, found.start())
            place = found.start()
            _report_comment(script, found[0], lines[index + offset].at)
        left = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text).split("\n")
        out.extend(
            Line(part, lines[index + offset].at)
            for offset, part in enumerate(left)
            if part.strip() or not texts[offset].strip()
        )
        index = last + 1
    script.lines = out


def _is_open(texts: list[str]) -> bool:
    """Whether the last comment that begins in ``texts`` has no end there. Only the ends of ``texts`` are looked at."""
    last = texts[-1]
    begin, end = last.rfind("<!--"), last.rfind("-->")
    return begin > end if begin >= 0 or end >= 0 else len(texts) > 1


def _in_code(text: str) -> bool:
    return text.startswith("    ") or bool(patterns.search(r"`[^`]*<!--[^`]*`", text))


def _report_comment(script: Script, comment: str, at: int) -> None:
    if _LOST.fullmatch(comment):
        script.report(
            Rule.READER_COMPLETE,
            "the converter could not read something here",
            at,
            severity=Severity.WARNING,
            hint="put it in from the original",
            removed=comment,
        )
        return
    script.report(
        Rule.FURNITURE_REMOVED,
        f'comment left out: "{_short(" ".join(comment[4:-3].split()))}"',
        at,
        removed=comment,
    )
