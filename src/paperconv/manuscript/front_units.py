"""Paragraphs of several lines above the abstract, one for each person, place or address in them."""

from __future__ import annotations

import re
from itertools import pairwise

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript import abstracts, affiliations, byline, names, notes, runs, titles
from paperconv.manuscript.dates import date_line, history
from paperconv.manuscript.frontlines import (
    article_type,
    box_title,
    counts_line,
    identifier_line,
    is_furniture,
    is_journal,
    running_title,
)
from paperconv.manuscript.prose import is_prose
from paperconv.manuscript.runs import MARK_OPEN
from paperconv.patterns import late

_INDENTED = 14  # blocks among which names and places are indented

_SEARCH = 60  # blocks among which front matter may stand
_LONGEST_KEYWORD = 6  # words
_COLUMNS = 3  # of a table that sets an abstract beside its box
_PROSE = 60  # words from which on a paragraph is text
_TITLE = 3  # words from which on a line that ends in a colon is half a title
_LONG = 45  # characters: a longer line may have been broken where the column ended
_OPEN_END = late(
    r"(?:[-–—&,(/]|\b(?:and|of|the|for|in|at|de|la|del|des|du|der|und|et|y|e|von|van|di|da))$", re.IGNORECASE
)
_MARKED = late(
    rf"(?:{MARK_OPEN}|[{re.escape(byline.SYMBOLS)}]|[\[(]?\d{{1,2}}[\])]?[.):]?\s*[^\W\d_a-z]|[a-h]\s[A-ZÀ-Þ])"
)
_CONTACT = late(
    r"\W{0,2}(?:e-?mails?\b|correspond|orcid|tel\b|phone|fax\b|https?:|www\.|contact\b)", re.IGNORECASE
)


def part_lines(blocks: list[m.DraftBlock]) -> list[m.DraftBlock]:
    """``blocks`` with each paragraph of the front that has forced line breaks as the paragraphs that its lines are."""
    out: list[m.DraftBlock] = []
    for at, block in enumerate(blocks):
        if at >= _SEARCH or titles.kind_of(runs.block_text(block)) in titles.BODY_KINDS:
            return [*out, *blocks[at:]]
        broken = isinstance(block, m.Paragraph) and any(
            isinstance(n, m.LineBreak) for n in m.iter_nodes(block)
        )
        out.extend(_units(block) if broken and isinstance(block, m.Paragraph) else [block])
    return out


def open_tables(blocks: list[m.DraftBlock]) -> list[m.DraftBlock]:
    """``blocks`` with a table that only sets the abstract beside its box of dates and keywords as the paragraphs of its columns."""
    out: list[m.DraftBlock] = []
    for at, block in enumerate(blocks):
        if at < _SEARCH and isinstance(block, m.Table) and block.caption is None and not block.label:
            rows = [*block.head, *(row for body in block.bodies for row in body.rows), *block.foot]
            width = max((len(row.cells) for row in rows), default=0)
            columns = [
                _with_keywords([one for row in rows if n < len(row.cells) for one in row.cells[n].blocks])
                for n in range(width)
            ]
            held = [part for column in columns for one in column for part in _parts(one)]
            if (
                width <= _COLUMNS
                and any(map(_is_abstract, held))
                and all(isinstance(one, m.Paragraph) for one in held)
            ):
                out.extend(m.replace(one, pos=one.pos or block.pos) for one in held if runs.block_text(one))
                continue
        out.append(block)
    return out


def _with_keywords(column: list[m.Block]) -> list[m.Block]:
    """``column`` with keywords that it ends with, one to a paragraph below their title, as one paragraph of lines."""
    for at, one in enumerate(column):
        if not isinstance(one, m.Paragraph) or titles.kind_of(runs.plain(one.children)) != "keywords":
            continue
        words = [each for each in column[at + 1 :] if isinstance(each, m.Paragraph) and runs.block_text(each)]
        if words and all(len(runs.plain(each.children).split()) <= _LONGEST_KEYWORD for each in words):
            lines = [node for each in (one, *words) for node in (m.LineBreak(), *each.children)][1:]
            return [*column[:at], m.replace(one, children=tuple(lines))]
    return column


def _parts(block: m.Block) -> list[m.Block]:
    """What empty lines part in a cell."""
    if isinstance(block, m.Paragraph) and any(
        isinstance(a, m.LineBreak) and isinstance(b, m.LineBreak) for a, b in pairwise(block.children)
    ):
        return [m.replace(block, children=line) for line in runs.split_lines(block.children)]
    return [block]


def _is_abstract(block: m.DraftBlock) -> bool:
    return isinstance(block, m.Paragraph) and (
        titles.kind_of(runs.plain(block.children)) == "abstract"
        or abstracts.run_in_abstract(block) is not None
    )


def _units(block: m.Paragraph) -> list[m.DraftBlock]:
    lines = runs.split_lines(block.children)
    head = runs.plain(lines[0])
    if (titles.kind_of(head) == "keywords" or abstracts.codes_title(head)) and not any(
        patterns.search(r"[,;.|@]", runs.plain(line)) for line in lines[1:]
    ):
        return [block]  # one to a line
    words = runs.plain(block.children).split()
    if (
        len(words) >= _PROSE * max(1, len(lines) // 8)
        and sum(word[0].islower() for word in words) * 2 > len(words)
        and not byline.EMAIL.search(runs.marked(block.children))
    ):
        keys = next((n for n, line in enumerate(lines) if n and _is_keywords(line)), len(lines))
        return [
            m.replace(block, children=_joined(lines[:keys])),
            *(m.replace(block, children=line) for line in lines[keys:]),
        ]
    units: list[m.Inlines] = []
    last: m.Inlines = ()
    for at, line in enumerate(lines):
        last, above = line, last
        below = runs.marked(lines[at + 1]) if at + 1 < len(lines) else ""
        if units and _names_begin(units[-1], line, below):
            units.append(line)
        elif units and (glue := _glue(units[-1], line, len(runs.plain(above)))) is not None:
            units[-1] = runs.join(units[-1], line, glue)
        else:
            units.append(line)
    return [m.replace(block, children=unit) for unit in units]


def _is_keywords(line: m.Inlines) -> bool:
    return abstracts.run_in_keywords(m.Paragraph(line)) is not None


def _joined(lines: list[m.Inlines]) -> m.Inlines:
    whole: m.Inlines = ()
    for line in lines:
        whole = runs.join(whole, line) if whole else line
    return whole


def _glue(left: m.Inlines, right: m.Inlines, length: int) -> str | None:
    """What stands between two lines of one thing; None where ``right`` begins another. ``length`` is that of the line above."""
    before, after = runs.marked(left), runs.marked(right)
    bare, following = runs.unmark(before), runs.unmark(after)
    if following[:1] in {",", ";"}:
        return " "
    if (
        is_furniture(bare)
        or is_journal(bare)
        or _begins(following)
        or history(bare)[0]
        or identifier_line(bare)
        or article_type(bare)
    ):
        return None
    if bare.endswith(":") and len(bare.split()) >= _TITLE and not box_title(bare):
        return " "
    if _OPEN_END.search(bare):
        return (
            None if _MARKED.match(after) and bare.endswith(",") and affiliations.institutional(bare) else " "
        )
    if (
        is_journal(bare)
        or _MARKED.match(after)
        or _CONTACT.match(after)
        or _starts_with_mail(following)
        or _ends_with_mail(bare)
    ):
        return None
    if runs.is_all(left, "strong") and not runs.is_all(right, "strong"):
        return None
    mine, other = _is_people(before), _is_people(after)
    place, other_place = affiliations.institutional(bare), affiliations.institutional(following)
    if mine and (other_place or (other and _full(before) and _full(after))):
        return None
    if place and other and not other_place and _full(after):
        return None
    if place and other_place and _ends_address(bare) and len(bare) < 160:
        return None
    return (
        ", "
        if (place or mine) and length < _LONG and not bare.endswith(",") and following[:1].isupper()
        else " "
    )


def _names_begin(left: m.Inlines, right: m.Inlines, below: str) -> bool:
    """Whether a line of whole names stands below one that holds none: marks, several names or the place ``below`` tell them."""
    before, after = runs.marked(left), runs.marked(right)
    if _OPEN_END.search(runs.unmark(before)) or not _is_people(after) or not _full(after):
        return False
    if _is_people(before) or affiliations.institutional(runs.unmark(before)):
        return False
    told = MARK_OPEN in byline.normalise(after) or len(byline.read_byline(after)) > 1
    return told or affiliations.institutional(runs.unmark(below)) or _MARKED.match(below) is not None


def _begins(text: str) -> bool:
    """Whether a line is, by its first words, a part of front matter of its own."""
    return bool(
        history(text)[0] or date_line(text) or counts_line(text) or identifier_line(text) or running_title(text) or article_type(text) or is_furniture(text) or box_title(text) or notes.opens_note(text)
        or abstracts.run_in_keywords(m.Paragraph(m.text(text))) or abstracts.run_in_abstract(m.Paragraph(m.text(text)))
    )  # fmt: skip


def _starts_with_mail(text: str) -> bool:
    return byline.EMAIL.match(byline.expand_braces(text).lstrip(" (<{[")) is not None


def _ends_with_mail(text: str) -> bool:
    found = list(byline.EMAIL.finditer(byline.expand_braces(text)))
    return (
        bool(found)
        and not text.rstrip(" )>}].;").endswith(",")
        and len(byline.expand_braces(text)) - found[-1].end() < 4
    )


def _is_people(marked: str) -> bool:
    return byline.looks_like_byline(marked) and (
        not affiliations.INSTITUTION.search(runs.unmark(marked))
        or names.is_collaboration(runs.unmark(marked))
    )


def _full(marked: str) -> bool:
    """Whether no name of a line is cut in two: each has a given and a family name."""
    return all(len(person.text.split()) > 1 for person in byline.read_byline(marked))


def _ends_address(text: str) -> bool:
    return affiliations.institutional(
        f"x, {patterns.split('[,;]', text)[-1].strip(' .')}"
    ) and not affiliations.INSTITUTION.search(patterns.split("[,;]", text)[-1])


def unquoted(blocks: list[m.DraftBlock]) -> list[m.DraftBlock]:
    """Names and places that are indented, and were read as quotations, stand free."""
    out: list[m.DraftBlock] = []
    for at, block in enumerate(blocks):
        first = block.blocks[0] if at < _INDENTED and isinstance(block, m.Quote) and block.blocks else None
        lines = runs.split_lines(first.children)[:1] if isinstance(first, m.Paragraph) else []
        free = any(byline.looks_like_byline(runs.marked(line)) or _is_place(line) for line in lines)
        out += block.blocks if free and isinstance(block, m.Quote) and not block.attribution else [block]
    return out


def _is_place(line: m.Inlines) -> bool:
    text = runs.plain(line)
    return text[:1].isdigit() and affiliations.institutional(text) and not is_prose(text)
