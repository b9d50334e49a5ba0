"""Which string of a reference list is which entry."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Pos
from paperconv.manuscript import runs
from paperconv.manuscript.mend import glue
from paperconv.patterns import late


class Entry(msgspec.Struct):
    """``counted``: an item of an ordered list, which is an entry of its own whatever it begins with."""

    label: str
    inlines: m.Inlines
    pos: Pos | None
    pieces: int = 1
    counted: bool = False


NUMBER = late(
    r"\s*(?:(\[\s*([A-Za-z+]{0,8}\d{1,4}[a-z]?|[A-Z][A-Za-z+]{1,6}\d{2}[a-z]?)\s*\])\s*[.:]?|(\((\d{1,3})\))|((\d{1,3})\s?[.)])(?=\s|[^\W\d_])|((\d{1,3}))(?=\s+(?:[A-Z]|\(a\))))\s*"
)
_BRACKET_INSIDE = late(r"(?:(?<=\s)|(?<=\.))\[(\d{1,3})\](?=\s)")
_PAREN_INSIDE = late(r"(?<=\s)\((\d{1,3})\)(?=\s[^\W\d_a-z])")
_DOT_INSIDE = late(r"(?<=[\s.;])(\d{1,3})\.\s+(?=[^\W\d_a-z])")
_MOST_PIECES = 12  # an entry cut more often than that is none
YEAR = late(r"(?<!\d)(?:1[6-9]|20)\d{2}[a-z]?(?!\d)")
DATED = late(
    r"(?<!\d)(?:1[5-9]|20)\d{2}(?!\d)|\bn\.\s?d\.?|in press|forthcoming|https?://|\bdoi\b|10\.\d{4}/|s\.\s?[adf]\.",
    re.IGNORECASE,
)
"""What nearly every entry holds: a year, or a word or link in its place."""
_NAMES = (
    r"(?:[^\W\d_][\w’'-]*\s){0,2}[^\W\d_a-z][\w’'-]+(?:[ -][^\W\d_a-z][\w’'-]+){0,2},\s[^\W\d_a-z]"
    r"|(?!(?:In|On|The|At|An)\s)[^\W\d_a-z][\w’'-]+(?:[ -][^\W\d_a-z][\w’'-]+)?\s[^\W\d_a-z]{1,3}(?:[,.;:]|\s\(|\set\sal)"
    r"|(?:[^\W\d_a-z]\.[ -]?){1,3}[^\W\d_a-z][\w’'-]+(?:,|\sand\s|\s&\s|\set\s|\.)"
)
_NAMED = late(_NAMES)
OPENS = late(rf"{_NAMES}|[^\W\d_a-z][\w&.’' -]{{2,70}}\.?\s\(?(?:1[5-9]|20)\d\d[a-z]?\)?[.,:]|[—–_]{{2,}}")
"""How an entry without a number begins: with the names or the body that the work is by."""
_SURNAME = late(
    r"[^\W\d_a-z][\w’'-]+(?:[ -][^\W\d_a-z][\w’'-]+)?,\s(?:[^\W\d_a-z]\.[ -]?){1,3}[^()]{0,160}?\(?(?:1[89]|20)\d\d"
)
_RUN_ON = late(r"(?:(?<=\d\.)|(?<=[^\W\d_]{3}[.?!])|(?<=\)\.)|(?<=\d)|(?<=[\w/]/))\s(?=\S)")
_PROSE = late(
    r"^(?:publisher|author|editor|received|accepted|copyright|correspondence|disclaimer|note:|open access|©|how to cite|cite this)"
    r"|\b(?:received (?:his|her|their|the|a|an) [A-Z]?\w|(?:is|was) (?:currently )?(?:a|an|the|with|born) |is (?:currently|now) (?:pursuing|working|studying) |has been (?:a|an|the|with|working) |are with the |holds an? |(?:his|her|their|whose) "
    r"(?:current |main )?research|research interests|remains? neutral|works (?:as|at|on|in) )",
    re.IGNORECASE,
)
_CONTINUES = late(
    r"^(?:\(?(?:1[6-9]|20)\d{2}[a-z]?\)?\s*[.,;:]|pp?\.\s?\d|vol(?:ume|\.)\s|https?://|doi\s*:|arXiv preprint|In:?\s+Proc|pages?\s\d|\d+[:(,]|and\s|&\s|ibid\.$)",
    re.IGNORECASE,
)
_DASHED = late(r"\s*[–—•·▪◦-]\s+(?=\S)")
_PARTICLE = late(
    r"^(?:van|von|de|der|den|di|da|del|della|du|la|le|el|al|ten|ter|dos|st\.?|d['’]|['’]t|bin|ibn|e\.\s?v)\b",
    re.IGNORECASE,
)


def read_entries(blocks: list[m.DraftBlock]) -> tuple[list[Entry], list[m.DraftBlock]]:
    """The entries in ``blocks``, and the blocks that are none."""
    pieces: list[Entry] = []
    left: list[m.DraftBlock] = []
    for block in blocks:
        number = _last_number(pieces)
        match block:
            case m.List(items, ordered, start):
                counted = ordered and _counts_on(items, start, number)
                own = counted and not _numbered_by_hand(items)
                for count, item in enumerate(items, start):
                    inlines: m.Inlines = ()
                    for part in item.blocks:
                        if isinstance(part, m.Paragraph):
                            inlines = glue(inlines, part.children) if inlines else part.children
                        elif isinstance(part, m.List):
                            for sub in part.items:
                                for inner in sub.blocks:
                                    if isinstance(inner, m.Paragraph):
                                        inlines = glue(inlines, inner.children)
                        else:
                            left.append(part)
                    label = item.label or (f"{count}." if own else "")
                    if ordered and not counted:
                        # A line that begins with a year or a page looks like an item: its number is text.
                        inlines = (m.Text(f"{count}. "), *inlines)
                    pieces.extend(
                        _item(
                            inlines,
                            label,
                            item.pos or block.pos,
                            count if counted and item is items[-1] else 0,
                            counted=counted,
                        )
                    )
            case m.Paragraph(children):
                for line in _lines(children):
                    several = _burst(line, number)
                    several = _run_on(line) if len(several) == 1 and not number else several
                    pieces.extend(Entry("", one, block.pos) for one in several)
            case m.Table():
                rows = _rows(block)
                pieces.extend(rows)
                if not rows:
                    left.append(block)
            case m.DefinitionList(items):
                for entry in items:
                    body = tuple(
                        x
                        for d in entry.definitions
                        for b in d.blocks
                        if isinstance(b, m.Paragraph)
                        for x in b.children
                    )
                    pieces.append(Entry(runs.plain(entry.term), body, block.pos))
            case m.Divider():
                pass
            case _:
                left.append(block)
    entries = _in_order(_join(_undashed(pieces)))
    tail: list[m.DraftBlock] = []
    numbered = sum(bool(e.label) for e in entries) > len(entries) * 0.6
    while entries and (not entries[-1].label if numbered else _is_prose(m.text_of(entries[-1].inlines))):
        last = entries.pop()
        tail.insert(0, m.Paragraph(last.inlines, pos=last.pos))
    places = {block.pos: at for at, block in enumerate(blocks)}
    return entries, sorted(
        [*left, *tail], key=lambda block: places.get(block.pos, -1)
    )  # notes stay with tables


def _undashed(pieces: list[Entry]) -> list[Entry]:
    """``pieces`` without the dash or bullet that each begins with: it is no repeated author then."""
    held = [piece for piece in pieces if m.text_of(piece.inlines).strip()]
    marks = [_DASHED.match(m.text_of(piece.inlines)) for piece in held]
    if len(held) < 2 or sum(mark is not None for mark in marks) < 0.8 * len(held):
        return pieces
    for piece, mark in zip(held, marks, strict=True):
        if mark:
            piece.inlines = runs.cut(piece.inlines, mark.end())
    return held


def _in_order(entries: list[Entry]) -> list[Entry]:
    """``entries`` by their numbers where these are 1 to n, each once: columns may have been read across."""
    numbers = [int(hit[0]) if (hit := patterns.search(r"\d+", one.label)) else 0 for one in entries]
    if len(numbers) < 3 or sorted(numbers) != list(range(1, len(numbers) + 1)):
        return entries
    return [entry for _, entry in sorted(zip(numbers, entries, strict=True), key=lambda pair: pair[0])]


def named_entry(block: m.Paragraph) -> Entry:
    """The entry that a paragraph is, where the source says that it is one."""
    whole = Entry("", runs.strip(block.children), block.pos)
    label, end = _label_of(whole)
    return Entry(label, _behind(whole.inlines, end), block.pos) if end else whole


def _behind(inlines: m.Inlines, end: int) -> m.Inlines:
    """``inlines`` without the label that ends at ``end``, but with the targets of links that stand in it."""
    anchors = runs.anchors(runs.cut(inlines, 0, end))[1]
    return (*(m.Span((), id=one) for one in anchors), *runs.strip(runs.cut(inlines, end)))


def _item(inlines: m.Inlines, label: str, pos: Pos | None, last: int, *, counted: bool) -> list[Entry]:
    """An item of a list; more entries if it is the ``last`` of an ordered one, and runs on with the numbers after it."""
    parts = _burst(inlines, last) if last else [inlines]
    if not all(YEAR.search(m.text_of(part)) for part in parts[1:]):
        parts = [inlines]
    return [
        Entry("" if index else label, part, pos, counted=counted and not index)
        for index, part in enumerate(parts)
        if part
    ]


def _is_prose(text: str) -> bool:
    """Whether ``text`` tells of an author or of the publisher, and is no entry."""
    return _PROSE.search(text[:200]) is not None and _NAMED.match(text) is None


def _counts_on(items: tuple[m.ListItem, ...], start: int, number: int) -> bool:
    """Whether the ordered list is one of entries: it begins small, or goes on from entry ``number``."""
    return start <= 1 or number < start <= number + 5 or (len(items) > 2 and start < 1000)


def _numbered_by_hand(items: tuple[m.ListItem, ...]) -> bool:
    """Whether the items carry numbers of their own, which are the labels then: 1. [1] …, 2. [2] …"""
    numbers = [
        int(digits[0])
        for item in items
        if (hit := NUMBER.match(m.text_of(item)[:40])) and (digits := patterns.search(r"\d+", hit[0]))
    ]
    return len(numbers) >= 0.8 * len(items) and numbers == sorted(set(numbers))


def _lines(children: m.Inlines) -> list[m.Inlines]:
    lines = runs.split_lines(children)
    if len(lines) < 2:
        return [runs.strip(children)] if children else []
    starts = sum(NUMBER.match(m.text_of(line)) is not None for line in lines)
    years = sum(YEAR.search(m.text_of(line)) is not None for line in lines)
    return lines if starts >= len(lines) * 0.6 or years >= len(lines) * 0.8 else [runs.join(*_two(lines))]


def _two(lines: list[m.Inlines]) -> tuple[m.Inlines, m.Inlines]:
    rest: m.Inlines = ()
    for line in lines[1:]:
        rest = runs.join(rest, line) if rest else line
    return lines[0], rest


def _last_number(pieces: list[Entry]) -> int:
    """The number of the last entry so far; 0 if it has none."""
    for piece in pieces[:-4:-1]:
        label, _ = _label_of(piece)
        digits = patterns.search(r"\d+", label)
        if digits:
            return int(digits[0])
    return 0


def _burst(line: m.Inlines, last: int) -> list[m.Inlines]:
    """Several entries that stand in one paragraph, told apart by their numbers; ``last`` is the number before it."""
    text = m.text_of(line)
    first = patterns.match(r"\s*\[(\d{1,3})\]\s", text)
    hits = list(_BRACKET_INSIDE.finditer(text))
    if hits and (first or last):
        return _cut_counting(
            line, int(first[1]) if first else last, [(hit.start(), int(hit[1])) for hit in hits]
        )
    for opening, inside in (
        (r"\s*\((\d{1,3})\)\s", _PAREN_INSIDE),
        (r"\s*(\d{1,3})\.\s+(?=[^\W\d_])", _DOT_INSIDE),
    ):
        first = re.match(opening, text)
        if first or last:
            start = first.end() if first else 0
            number = int(first[1]) if first else last
            parts = _cut_counting(
                line, number, [(hit.start(), int(hit[1])) for hit in inside.finditer(text, start)]
            )
            if len(parts) > 1 or first:
                return parts
    return [line]


def _run_on(line: m.Inlines) -> list[m.Inlines]:
    """Several entries without numbers in one paragraph: each begins with names, after a stop, and holds a year."""
    text = m.text_of(line)
    if len(text) < 90 or len(YEAR.findall(text)) < 2:
        return [line]
    edges = [0, *(hit.end() for hit in _RUN_ON.finditer(text) if OPENS.match(text, hit.end())), len(text)]
    spans: list[tuple[int, int]] = []
    for a, b in pairwise(edges):
        if spans and not (YEAR.search(text, *spans[-1]) and spans[-1][1] - spans[-1][0] > 40):
            spans[-1] = (spans[-1][0], b)
        else:
            spans.append((a, b))
    if len(spans) == 2 and not (
        _SURNAME.match(text) and _SURNAME.match(text, spans[1][0]) and text[spans[1][0] - 2].isdigit()
    ):
        return [line]
    if len(spans) < 2 or not OPENS.match(text) or not all(YEAR.search(text, a, b) for a, b in spans):
        return [line]
    return [runs.strip(runs.cut(line, a, b)) for a, b in spans]


def _rows(table: m.Table) -> list[Entry]:
    """The rows of a table that sets a reference list; none if it is another table."""
    rows = (*table.head, *(row for body in table.bodies for row in body.rows), *table.foot)
    found: list[Entry] = []
    for row in rows:
        cells = [
            x
            for cell in row.cells
            if (x := tuple(n for b in cell.blocks if isinstance(b, m.Paragraph) for n in b.children))
        ]
        if not cells:
            continue
        label = ""
        if len(cells) > 1 and patterns.fullmatch(
            r"\W{0,2}(?:[A-Za-z]{0,6}\d{1,4})\W{0,2}", runs.plain(cells[0])
        ):
            label, cells = runs.plain(cells[0]), cells[1:]
        inlines = cells[0]
        for cell in cells[1:]:
            inlines = runs.join(inlines, cell)
        found.append(Entry(label, inlines, row.pos or table.pos, counted=True))
    dated = sum(DATED.search(m.text_of(one.inlines)) is not None for one in found)
    return found if found and dated == len(found) and not table.caption else []


def _cut_counting(line: m.Inlines, number: int, hits: list[tuple[int, int]]) -> list[m.Inlines]:
    cuts = []
    for start, value in hits:
        if value == number + 1:
            cuts.append(start)
            number = value
    edges = [0, *cuts, len(m.text_of(line))]
    return [runs.strip(runs.cut(line, a, b)) for a, b in pairwise(edges)]


def _join(pieces: list[Entry]) -> list[Entry]:
    """Label each piece, and join those that a page break cut."""
    labels = [(piece.label, 0) if piece.counted and piece.label else _label_of(piece) for piece in pieces]
    have = sum(bool(label) for label, _ in labels)
    numbered = have >= max(1, len(pieces) * 0.5)
    out: list[Entry] = []
    number = 0
    for piece, (given, after) in zip(pieces, labels, strict=True):
        text = m.text_of(piece.inlines).strip()
        if not text:
            continue
        label, end = given, after
        if not numbered:
            label, end = piece.label, 0
        elif label and not piece.counted and not _plausible(label, number, first=not out):
            label, end = "", 0
        if (
            not label
            and not piece.counted
            and out
            and out[-1].pieces < _MOST_PIECES
            and (
                _broken(m.text_of(out[-1].inlines), text)
                or (numbered and _unfinished(m.text_of(out[-1].inlines), text))
            )
        ):
            out[-1].inlines = glue(out[-1].inlines, piece.inlines)
            out[-1].pieces += 1
            continue
        digits = patterns.search(r"\d+", label)
        number = int(digits[0]) if digits else number
        out.append(Entry(label, _behind(piece.inlines, end) if end else piece.inlines, piece.pos))
    return out


def _plausible(label: str, number: int, *, first: bool) -> bool:
    """Whether a number goes on counting: a page number or year at the head of a line does not."""
    digits = patterns.fullmatch(r"[\[(]?\s*(\d+)[a-z]?\s*[\])]?\.?\)?", label)
    if digits is None or first or "[" in label:
        return True
    return number < int(digits[1]) <= number + 5 or int(digits[1]) == 1


def _label_of(piece: Entry) -> tuple[str, int]:
    text = m.text_of(piece.inlines)
    hit = NUMBER.match(text)
    if hit is not None and hit.end() < len(text):
        if hit[7] and int(hit[7]) > 200:
            return piece.label, 0
        return (hit[1] or hit[3] or hit[5] or hit[7] or "").replace(" ", ""), hit.end()
    return piece.label, 0


def _broken(before: str, text: str) -> bool:
    """Whether ``text`` cannot begin an entry."""
    before = before.rstrip()
    if _CONTINUES.match(text):
        return True
    if text[:1].islower() and not _PARTICLE.match(text):
        return True
    if before.endswith((",", "-", "&", " and", ":", "(")) and len(before) > 3:
        return True
    last = before.rsplit(" ", 1)[-1]
    if DATED.search(before) and OPENS.match(text) and DATED.search(text[:160]):
        return False  # a place of publication ends the entry before
    if before[-1:].isalpha() and not patterns.search(r"[./:@]", last) and len(before) > 60:
        return True
    # authors alone, without a year or a title: the page ended there
    return (
        len(before) < 160
        and DATED.search(before) is None
        and YEAR.search(text[:80]) is not None
        and before.count(",") >= 1
    )


def _unfinished(before: str, text: str) -> bool:
    """In a numbered list: whether a piece without number belongs to the entry before it."""
    before = before.rstrip()
    return before[-1:] not in ".)]" or (
        len(text) < 160
        and not patterns.search(r"(?i)\b(?:publisher|author|received|copyright)\b", text)
        and YEAR.search(before) is None
    )
