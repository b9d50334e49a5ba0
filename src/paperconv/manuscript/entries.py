"""The reference lists: where they stand."""

from __future__ import annotations

import re

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.citations.known import PROVENANCE, match, with_string
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.manuscript import runs, titles
from paperconv.manuscript.chapters import are_chapters, hold_place, is_told
from paperconv.manuscript.splitting import DATED, NUMBER, OPENS, YEAR, Entry, named_entry, read_entries
from paperconv.patterns import late


class Entries(msgspec.Struct):
    """``rest`` is the text without reference lists, ``at`` the index in it where the first list stood (None: there is none).

    ``aliases`` are anchors inside entries → ids of references.
    """

    rest: list[m.DraftBlock]
    lists: list[m.ReferenceList]
    at: int | None
    aliases: dict[str, str]


_STRICT = late(
    r"^.{2,200}?\(\s?(?:1[5-9]|20)\d\d[a-z]?\s?\)|^[^.]{2,40}\.[^\n]{2,300}(?:\d[–-]\d|\d:\s?[e\d]|\bpp?\.\s?\d|https?://|:\s[^\W\d_][^:]{3,60},?\s(?:1[5-9]|20)\d\d)"
)
"""A year in brackets behind the names, or pages, a link, a publisher."""


def take_references(blocks: list[m.DraftBlock], given: tuple[m.Reference, ...], log: Log) -> Entries:
    """Take the reference lists off ``blocks``; ``given`` are those of bibliography files, which stand where the title is."""
    rest: list[m.DraftBlock] = []
    lists: list[m.ReferenceList] = []
    aliases: dict[str, str] = {}
    place: int | None = None
    count = 0
    at = 0
    cited = False
    managed = bool(given) and all(one.provenance == PROVENANCE for one in given)
    unprinted = list(given) if managed else []
    count = len(given)
    if given and not managed:
        lists.append(m.ReferenceList(given))
        # Works of a bibliography file are printed where keys cite them; else the typed list is all there is.
        cited = any(isinstance(node, m.Citation) for block in blocks for node in m.iter_nodes(block))
    heads = [
        i
        for i, b in enumerate(blocks)
        if isinstance(b, m.Heading) and titles.kind_of(runs.plain(b.children)) == "references"
    ]
    if len(heads) > 1:  # "Quellen" may be a part of the methods as well
        heads = [i for i in heads if not is_told(blocks, i + 1)]
    chapters = not given and are_chapters(blocks, heads)
    while at < len(blocks):
        block = blocks[at]
        headed = at in heads and isinstance(block, m.Heading)
        if headed or _is_named(block):
            start = at + headed
            if headed and isinstance(block, m.Heading):
                _head_parts(blocks, start, block.level)
            end = start
            while end < len(blocks) and not isinstance(blocks[end], m.Heading):
                end += 1
            entries, left = _entries(blocks[start:end])
            parts = _parts(blocks, end, block.level) if isinstance(block, m.Heading) and not left else []
            title = (
                runs.unwrap(runs.anchors(_without_number(block.children))[0])
                if isinstance(block, m.Heading)
                else ()
            )
            if entries or parts or end == start or not left:
                if place is None:
                    place = len(rest)
                if managed and entries:
                    references, more = _join(entries, unprinted, count)
                    count += len(references)
                    aliases.update(more)
                    lists.append(m.ReferenceList(references, title, pos=block.pos))
                elif managed and not lists and not entries:
                    lists.append(m.ReferenceList(tuple(unprinted), title, pos=block.pos))
                    unprinted = []
                elif (not entries and given and not lists[0].title) or (
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
                elif entries or parts:
                    references, more = _make(entries, count)
                    count += len(references)
                    aliases.update(more)
                    lists.append(m.ReferenceList(references, title, pos=block.pos))
                    if chapters:
                        rest.append(hold_place(len(lists) - 1))
                        place = len(rest)
                elif not given:
                    lists.append(m.ReferenceList((), title, pos=block.pos))
                for heading, listed, after in parts:
                    end = after
                    references, more = _make(listed, count)
                    count += len(references)
                    aliases.update(more)
                    lists.append(m.ReferenceList(references, runs.unwrap(heading.children), pos=heading.pos))
                rest.extend(left)
                at = end
                continue
        rest.append(block)
        at += 1
    if not any(one.references for one in lists):
        found = _without_heading(rest) or _in_the_midst(rest)
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
    if unprinted and lists:
        last = lists[-1]
        lists[-1] = m.replace(last, references=(*last.references, *unprinted))
        log(
            Diagnostic(
                Rule.REFERENCE_CITED, f"{len(unprinted)} cited works are not in the printed reference list; they stand at its end",
                Severity.INFO, last.pos, "refresh the bibliography in the citation manager",
            )
        )  # fmt: skip
    elif unprinted:
        lists.append(m.ReferenceList(tuple(unprinted)))
    return Entries(rest, lists, place, aliases)


def _is_named(block: m.DraftBlock) -> bool:
    return isinstance(block, m.Paragraph) and block.role == "bibliography"


def _entries(blocks: list[m.DraftBlock]) -> tuple[list[Entry], list[m.DraftBlock]]:
    """The entries in ``blocks``, and the blocks that are none; where the source says which are entries, it is believed."""
    if not any(_is_named(block) for block in blocks):
        return read_entries(blocks)
    entries: list[Entry] = []
    left: list[m.DraftBlock] = []
    for block in blocks:
        if isinstance(block, m.Paragraph) and block.role == "bibliography":
            entries.append(named_entry(block))
        elif isinstance(block, m.List) and not left:
            entries.extend(read_entries([block])[0])
        else:
            left.append(block)
    return entries, left


def _join(
    entries: list[Entry], unprinted: list[m.Reference], count: int
) -> tuple[tuple[m.Reference, ...], dict[str, str]]:
    """The printed ``entries`` with the fields of the works that they are; those works leave ``unprinted``."""
    works = match([m.text_of(one.inlines) for one in entries], unprinted)
    made, aliases = _make(entries, count)
    out: list[m.Reference] = []
    for reference, work in zip(made, works, strict=True):
        if work is None:
            out.append(reference)
            continue
        unprinted.remove(work)
        aliases = {alias: work.id if target == reference.id else target for alias, target in aliases.items()}
        out.append(m.replace(with_string(work, reference.raw, reference.label), pos=reference.pos))
    return tuple(out), aliases


def _head_parts(blocks: list[m.DraftBlock], start: int, level: int) -> None:
    """Titles of parts of a reference list that are but bold lines become headings, in place."""
    for at in range(start, len(blocks) - 1):
        block = blocks[at]
        if isinstance(block, m.Heading):
            return
        if (
            isinstance(block, m.Paragraph)
            and not block.role
            and runs.is_all(block.children, "strong", "emph")
            and len(text := runs.plain(block.children)) < 60
            and not DATED.search(text)
            and not NUMBER.match(text)
            and isinstance(blocks[at + 1], m.Paragraph | m.List)
        ):
            blocks[at] = m.Heading(level + 1, block.children, block.id, pos=block.pos)


_PART = late(
    r"\b(?:sources?|archiv\w*|manuscripts?|unpublished|published|books?|articles?|journals?|chapters|theses|software|data ?sets?|websites?|web|internet|"
    r"online|newspapers?|press|interviews?|legislation|laws|cases|statutes|reports|documents?|patents|films?|literature|readings?|works|fuentes|"
    r"manuscritas|impresas|documentos|libros|fontes|imprimées?|manuscrites?|travaux|ouvrages|études|quellen|sekundärliteratur|primärquellen|fonti|"
    r"источники|литература|statistics|standards|appendix references|cited)\b",
    re.IGNORECASE,
)
"""Words of the titles of parts of a reference list."""
_LONGEST_ENTRY = 500
_FEWEST_ENTRIES = 5  # where no title announces them
_FEW_COUNTED = 3  # the same, where they count from 1 on and each begins with names


def _parts(blocks: list[m.DraftBlock], start: int, level: int) -> list[tuple[m.Heading, list[Entry], int]]:
    """The parts of a reference list ("Primary sources"): lower headings with entries, or such by name, from block ``start`` on.

    Each with the index of the block after it.
    """
    found: list[tuple[m.Heading, list[Entry], int]] = []
    while start < len(blocks):
        heading = blocks[start]
        if not isinstance(heading, m.Heading):
            break
        text = runs.plain(heading.children)
        named = (
            len(text.split()) <= 6
            and _PART.search(text) is not None
            and titles.kind_of(text) not in titles.BODY_KINDS | titles.BACK_KINDS
        )
        if heading.level < level or (
            heading.level == level and not (named and titles.kind_of(text) != "references")
        ):
            break
        end = start + 1
        while end < len(blocks) and not isinstance(blocks[end], m.Heading):
            end += 1
        entries, left = read_entries(blocks[start + 1 : end])
        short = named and all(len(m.text_of(one.inlines)) < _LONGEST_ENTRY for one in entries)
        if not entries or left or not (_are_entries(entries) or (short and heading.level > level)):
            break
        found.append((heading, entries, end))
        start = end
    return found


def _are_entries(entries: list[Entry]) -> bool:
    """Whether nearly all of ``entries`` begin and are dated as works are."""
    hits = sum(
        DATED.search(text) is not None and (bool(one.label) or OPENS.match(text.lstrip(' “"—–')) is not None)
        for one in entries
        if (text := m.text_of(one.inlines))
    )
    return hits >= 0.8 * len(entries)


def _without_number(children: m.Inlines) -> m.Inlines:
    bare = runs.unwrap(children)
    hit = patterns.match(r"(?:\d{1,2}(?:\.\d+)*|[IVX]{1,5}|[A-Z])[.)]?\s+(?=\S)", m.text_of(bare))
    return (
        runs.cut(bare, hit.end())
        if hit and titles.kind_of(m.text_of(bare)[hit.end() :]) == "references"
        else bare
    )


def _same(entries: list[Entry], given: tuple[m.Reference, ...]) -> bool:
    """Whether the printed list is the one that the bibliography file holds already."""
    families = {name.family.casefold() for one in given for name in one.authors if name.family}
    hits = sum(any(f in m.text_of(e.inlines).casefold() for f in families) for e in entries)
    return len(entries) <= len(given) and hits >= len(entries) * 0.8


def _make(entries: list[Entry], start: int) -> tuple[tuple[m.Reference, ...], dict[str, str]]:
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


def _without_heading(blocks: list[m.DraftBlock]) -> tuple[int, list[Entry], list[m.DraftBlock]] | None:
    """A run of entries at the end that no title announces: several, numbered and dated or in the form of entries."""
    for is_entry in (_dated, _formed):
        start = len(blocks)
        while start > 0:
            block = blocks[start - 1]
            match block:
                case m.List(items) if all(is_entry(m.text_of(item)) for item in items):
                    start -= 1
                case m.Paragraph(children) if is_entry(m.text_of(children)):
                    start -= 1
                case _:
                    break
        if start == len(blocks):
            continue
        entries, left = read_entries(blocks[start:])
        numbered = sum(patterns.match(r"\[|\d|\(", e.label) is not None for e in entries)
        counted = [patterns.sub(r"\D", "", e.label) for e in entries] == [
            str(n + 1) for n in range(len(entries))
        ]
        fewest = (
            _FEW_COUNTED
            if counted and all(OPENS.match(m.text_of(e.inlines)) for e in entries)
            else _FEWEST_ENTRIES
        )
        if len(entries) >= fewest and not left and (numbered >= len(entries) * 0.8 or is_entry is _formed):
            return start, entries, left
    return None


def _in_the_midst(blocks: list[m.DraftBlock]) -> tuple[int, list[Entry], list[m.DraftBlock]] | None:
    """Entries that count from 1 on in one place or several, with text behind them, as in letters whose methods come last."""
    chosen: list[int] = []
    last = 0
    for at, block in enumerate(blocks):
        numbers = _numbers_of(block)
        if numbers and numbers[0] == last + 1:
            chosen.append(at)
            last = numbers[-1]
    if last < _FEWEST_ENTRIES:
        return None
    taken = set(chosen)
    entries, left = read_entries([blocks[at] for at in chosen])
    if left or len(entries) != last:
        return None
    start = chosen[0]
    return start, entries, [block for at, block in enumerate(blocks[start:], start) if at not in taken]


def _numbers_of(block: m.DraftBlock) -> list[int]:
    """The numbers of the entries that ``block`` holds; none if anything in it is no entry."""
    match block:
        case m.List(items, ordered, start):
            texts = [_said(item, start + n if ordered else 0) for n, item in enumerate(items)]
        case m.Paragraph(children):
            texts = [m.text_of(children)]
        case _:
            return []
    numbers: list[int] = []
    for text in texts:
        hit = NUMBER.match(text)
        if (
            hit is None
            or len(text) > _LONGEST_ENTRY
            or not DATED.search(text)
            or not OPENS.match(text, hit.end())
        ):
            return []
        numbers.append(int("".join(c for c in hit[0] if c.isdigit()) or 0))
    return numbers if numbers == list(range(numbers[0], numbers[0] + len(numbers))) else []


def _said(item: m.ListItem, number: int) -> str:
    """The words of an item with its number, which may be that of a list inside it ("- 1. …")."""
    match item.blocks:
        case (m.List((_,), True, start),) if not number:
            number = start
        case _:
            pass
    return f"{number}. {m.text_of(item)}" if number else m.text_of(item)


def _formed(text: str) -> bool:
    """Whether ``text`` has the form of an entry without a number: names, a year, and the end of a list's entry."""
    return (
        40 < len(text) < 600
        and OPENS.match(text) is not None
        and YEAR.search(text) is not None
        and _STRICT.search(text) is not None
    )


def _dated(text: str) -> bool:
    return (
        len(text) < 900
        and NUMBER.match(text) is not None
        and (YEAR.search(text) is not None or "doi" in text.lower())
    ) or (len(text) < 900 and patterns.match(r"\s*\[\d{1,3}\]\s", text) is not None)
