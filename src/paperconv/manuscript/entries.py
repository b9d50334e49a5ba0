"""The reference list: where it stands, and which string is which entry."""

from __future__ import annotations

import re
from itertools import pairwise

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.manuscript import runs, titles
from paperconv.manuscript.mend import glue
from paperconv.patterns import late


class Entries(msgspec.Struct):
    """``rest`` is the text without reference lists, ``at`` the index in it where the first list stood (None: there is none).

    ``aliases`` are anchors inside entries → ids of references.
    """

    rest: list[m.DraftBlock]
    lists: list[m.ReferenceList]
    at: int | None
    aliases: dict[str, str]


class _Entry(msgspec.Struct):
    label: str
    inlines: m.Inlines
    pos: Pos | None
    pieces: int = 1


_NUMBER = late(
    r"\s*(?:(\[\s*([A-Za-z+]{0,8}\d{1,4}[a-z]?|[A-Z][A-Za-z+]{1,6}\d{2}[a-z]?)\s*\])\s*[.:]?|(\((\d{1,3})\))|((\d{1,3})\s?[.)])(?=\s|[^\W\d_])|((\d{1,3}))(?=\s+[A-Z]))\s*"
)
_BRACKET_INSIDE = late(r"(?:(?<=\s)|(?<=\.))\[(\d{1,3})\](?=\s)")
_MOST_PIECES = 12  # an entry cut more often than that is none
_YEAR = late(r"(?<!\d)(?:1[6-9]|20)\d{2}[a-z]?(?!\d)")
_CONTINUES = late(
    r"^(?:\(?(?:1[6-9]|20)\d{2}[a-z]?\)?\s*[.,;:]|pp?\.\s?\d|vol(?:ume|\.)\s|https?://|doi\s*:|arXiv preprint|In:?\s+Proc|pages?\s\d|\d+[:(,]|and\s|&\s|ibid\.$)",
    re.IGNORECASE,
)
_PARTICLE = late(
    r"^(?:van|von|de|der|den|di|da|del|della|du|la|le|el|al|ten|ter|dos|st\.?|d['’]|['’]t|bin|ibn|e\.\s?v)\b",
    re.IGNORECASE,
)


def take_references(blocks: list[m.DraftBlock], given: tuple[m.Reference, ...], log: Log) -> Entries:
    """Take the reference lists off ``blocks``; ``given`` are those of bibliography files, which stand where the title is."""
    rest: list[m.DraftBlock] = []
    lists: list[m.ReferenceList] = []
    aliases: dict[str, str] = {}
    place: int | None = None
    count = 0
    at = 0
    cited = False
    if given:
        lists.append(m.ReferenceList(given))
        count = len(given)
        # Works of a bibliography file are printed where keys cite them; else the typed list is all there is.
        cited = any(isinstance(node, m.Citation) for block in blocks for node in m.iter_nodes(block))
    heads = [
        i
        for i, b in enumerate(blocks)
        if isinstance(b, m.Heading) and titles.kind_of(runs.plain(b.children)) == "references"
    ]
    while at < len(blocks):
        block = blocks[at]
        if at in heads and isinstance(block, m.Heading):
            end = at + 1
            while end < len(blocks) and not isinstance(blocks[end], m.Heading):
                end += 1
            entries, left = _read(blocks[at + 1 : end])
            title = runs.unwrap(runs.anchors(_without_number(block.children))[0])
            if entries or end == at + 1 or not left:
                if place is None:
                    place = len(rest)
                if (not entries and given and not lists[0].title) or (
                    entries and cited and len(lists) == 1 and not lists[0].title and _same(entries, given)
                ):
                    lists[0] = m.replace(lists[0], title=title)
                    if entries:
                        log(
                            Diagnostic(
                                Rule.REFERENCE_PARSED, "the typed reference list repeats the bibliography file, which is printed instead",
                                Severity.INFO, block.pos, removed=" ".join(runs.plain(entry.inlines) for entry in entries),
                            )
                        )  # fmt: skip
                elif entries:
                    references, more = _make(entries, count)
                    count += len(references)
                    aliases.update(more)
                    lists.append(m.ReferenceList(references, title, pos=block.pos))
                elif not given:
                    log(
                        Diagnostic(
                            Rule.REFERENCE_PARSED,
                            f'"{runs.plain(title)}" has no entries',
                            Severity.WARNING,
                            block.pos,
                        )
                    )
                rest.extend(left)
                at = end
                continue
        rest.append(block)
        at += 1
    if not lists:
        found = _without_heading(rest)
        if found is not None:
            start, entries, left = found
            references, more = _make(entries, count)
            aliases.update(more)
            lists.append(m.ReferenceList(references, pos=entries[0].pos))
            place = start
            rest = [*rest[:start], *left]
            log(
                Diagnostic(
                    Rule.GUESS_SURE, f"{len(references)} paragraphs at the end were taken for the reference list", Severity.INFO, entries[0].pos,
                    'put a heading "References" before them',
                )
            )  # fmt: skip
    return Entries(rest, lists, place, aliases)


def _without_number(children: m.Inlines) -> m.Inlines:
    bare = runs.unwrap(children)
    hit = re.match(r"(?:\d{1,2}(?:\.\d+)*|[IVX]{1,5}|[A-Z])[.)]?\s+(?=\S)", m.text_of(bare))
    return (
        runs.cut(bare, hit.end())
        if hit and titles.kind_of(m.text_of(bare)[hit.end() :]) == "references"
        else bare
    )


def _same(entries: list[_Entry], given: tuple[m.Reference, ...]) -> bool:
    """Whether the printed list is the one that the bibliography file holds already."""
    families = {name.family.casefold() for one in given for name in one.authors if name.family}
    hits = sum(any(f in m.text_of(e.inlines).casefold() for f in families) for e in entries)
    return len(entries) <= len(given) and hits >= len(entries) * 0.8


def _make(entries: list[_Entry], start: int) -> tuple[tuple[m.Reference, ...], dict[str, str]]:
    made: list[m.Reference] = []
    aliases: dict[str, str] = {}
    for number, entry in enumerate(entries, start + 1):
        raw, found = runs.anchors(entry.inlines)
        identifier = f"ref{number}"
        aliases.update(dict.fromkeys(found, identifier))
        made.append(
            m.Reference(
                identifier,
                label=entry.label,
                raw=runs.tidy(runs.strip(raw)),
                pos=entry.pos,
                provenance="reference list",
            )
        )
    return tuple(made), aliases


# --- entries ------------------------------------------------------------------------------------------------


def _read(blocks: list[m.DraftBlock]) -> tuple[list[_Entry], list[m.DraftBlock]]:
    """The entries in ``blocks``, and the blocks that are none."""
    pieces: list[_Entry] = []
    left: list[m.DraftBlock] = []
    for block in blocks:
        number = _last_number(pieces)
        match block:
            case m.List(items, ordered, start):
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
                    label = item.label or (f"{count}." if ordered else "")
                    if inlines:
                        pieces.append(_Entry(label, inlines, item.pos or block.pos))
            case m.Paragraph(children):
                for line in _lines(children):
                    pieces.extend(_Entry("", part, block.pos) for part in _burst(line, number))
            case m.DefinitionList(items):
                for entry in items:
                    body = tuple(
                        x
                        for d in entry.definitions
                        for b in d.blocks
                        if isinstance(b, m.Paragraph)
                        for x in b.children
                    )
                    pieces.append(_Entry(runs.plain(entry.term), body, block.pos))
            case m.Divider():
                pass
            case _:
                left.append(block)
    entries = _join(pieces)
    tail: list[m.DraftBlock] = []
    numbered = sum(bool(e.label) for e in entries)
    if numbered > len(entries) * 0.6:
        while entries and not entries[-1].label:
            last = entries.pop()
            tail.insert(0, m.Paragraph(last.inlines, pos=last.pos))
    return entries, [*left, *tail]


def _lines(children: m.Inlines) -> list[m.Inlines]:
    lines = runs.split_lines(children)
    if len(lines) < 2:
        return [runs.strip(children)] if children else []
    starts = sum(_NUMBER.match(m.text_of(line)) is not None for line in lines)
    years = sum(_YEAR.search(m.text_of(line)) is not None for line in lines)
    return lines if starts >= len(lines) * 0.6 or years >= len(lines) * 0.8 else [runs.join(*_two(lines))]


def _two(lines: list[m.Inlines]) -> tuple[m.Inlines, m.Inlines]:
    rest: m.Inlines = ()
    for line in lines[1:]:
        rest = runs.join(rest, line) if rest else line
    return lines[0], rest


def _last_number(pieces: list[_Entry]) -> int:
    """The number of the last entry so far; 0 if it has none."""
    for piece in pieces[:-4:-1]:
        label, _ = _label_of(piece)
        digits = re.search(r"\d+", label)
        if digits:
            return int(digits[0])
    return 0


def _burst(line: m.Inlines, last: int) -> list[m.Inlines]:
    """Several entries that stand in one paragraph, told apart by their numbers; ``last`` is the number before it."""
    text = m.text_of(line)
    first = re.match(r"\s*\[(\d{1,3})\]\s", text)
    hits = list(_BRACKET_INSIDE.finditer(text))
    if hits and (first or last):
        return _cut_counting(
            line, int(first[1]) if first else last, [(hit.start(), int(hit[1])) for hit in hits]
        )
    first = re.match(r"\s*(\d{1,3})\.\s+(?=[^\W\d_])", text)
    if first or last:
        start = first.end() if first else 0
        hits = list(re.finditer(r"(?<=[\s.;])(\d{1,3})\.\s+(?=[A-ZÀ-Þ])", text[start:]))
        return _cut_counting(
            line, int(first[1]) if first else last, [(hit.start() + start, int(hit[1])) for hit in hits]
        )
    return [line]


def _cut_counting(line: m.Inlines, number: int, hits: list[tuple[int, int]]) -> list[m.Inlines]:
    cuts = []
    for start, value in hits:
        if value == number + 1:
            cuts.append(start)
            number = value
    edges = [0, *cuts, len(m.text_of(line))]
    return [runs.strip(runs.cut(line, a, b)) for a, b in pairwise(edges)]


def _join(pieces: list[_Entry]) -> list[_Entry]:
    """Label each piece, and join those that a page break cut."""
    labels = [_label_of(piece) for piece in pieces]
    have = sum(bool(label) for label, _ in labels)
    numbered = have >= max(1, len(pieces) * 0.5)
    out: list[_Entry] = []
    number = 0
    for piece, (given, after) in zip(pieces, labels, strict=True):
        text = m.text_of(piece.inlines).strip()
        if not text:
            continue
        label, end = given, after
        if not numbered:
            label, end = piece.label, 0
        elif label and not _plausible(label, number, first=not out):
            label, end = "", 0
        if (
            not label
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
        digits = re.search(r"\d+", label)
        number = int(digits[0]) if digits else number
        out.append(
            _Entry(label, runs.strip(runs.cut(piece.inlines, end)) if end else piece.inlines, piece.pos)
        )
    return out


def _plausible(label: str, number: int, *, first: bool) -> bool:
    """Whether a number goes on counting: a page number or year at the head of a line does not."""
    digits = re.fullmatch(r"[\[(]?\s*(\d+)[a-z]?\s*[\])]?\.?\)?", label)
    if digits is None or first or "[" in label:
        return True
    return number < int(digits[1]) <= number + 5 or int(digits[1]) == 1


def _label_of(piece: _Entry) -> tuple[str, int]:
    text = m.text_of(piece.inlines)
    hit = _NUMBER.match(text)
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
    if before[-1:].isalpha() and not re.search(r"[./:@]", last) and len(before) > 60:
        return True
    # authors alone, without a year or a title: the page ended there
    return (
        len(before) < 160
        and _YEAR.search(before) is None
        and _YEAR.search(text[:80]) is not None
        and before.count(",") >= 1
    )


def _unfinished(before: str, text: str) -> bool:
    """In a numbered list: whether a piece without number belongs to the entry before it."""
    before = before.rstrip()
    return before[-1:] not in ".)]" or (
        len(text) < 160
        and not re.search(r"(?i)\b(?:publisher|author|received|copyright)\b", text)
        and _YEAR.search(before) is None
    )


def _without_heading(blocks: list[m.DraftBlock]) -> tuple[int, list[_Entry], list[m.DraftBlock]] | None:
    """A run of entries at the end that no title announces: at least five, numbered in brackets or dated."""
    end = len(blocks)
    start = end
    while start > 0:
        block = blocks[start - 1]
        match block:
            case m.List(items) if all(_dated(m.text_of(item)) for item in items):
                start -= 1
            case m.Paragraph(children) if _dated(m.text_of(children)):
                start -= 1
            case _:
                break
    if start == end:
        return None
    entries, left = _read(blocks[start:end])
    numbered = sum(re.match(r"\[|\d|\(", e.label) is not None for e in entries)
    if len(entries) < 5 or numbered < len(entries) * 0.8 or left:
        return None
    return start, entries, left


def _dated(text: str) -> bool:
    return (
        len(text) < 900
        and _NUMBER.match(text) is not None
        and (_YEAR.search(text) is not None or "doi" in text.lower())
    ) or (len(text) < 900 and re.match(r"\s*\[\d{1,3}\]\s", text) is not None)
