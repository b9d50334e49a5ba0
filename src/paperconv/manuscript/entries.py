"""The reference lists: where they stand."""

from __future__ import annotations

import re

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.manuscript import runs, titles
from paperconv.manuscript.splitting import NUMBER, YEAR, Entry, read_entries


class Entries(msgspec.Struct):
    """``rest`` is the text without reference lists, ``at`` the index in it where the first list stood (None: there is none).

    ``aliases`` are anchors inside entries → ids of references.
    """

    rest: list[m.DraftBlock]
    lists: list[m.ReferenceList]
    at: int | None
    aliases: dict[str, str]


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
            entries, left = read_entries(blocks[at + 1 : end])
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
    entries, left = read_entries(blocks[start:end])
    numbered = sum(re.match(r"\[|\d|\(", e.label) is not None for e in entries)
    if len(entries) < 5 or numbered < len(entries) * 0.8 or left:
        return None
    return start, entries, left


def _dated(text: str) -> bool:
    return (
        len(text) < 900
        and NUMBER.match(text) is not None
        and (YEAR.search(text) is not None or "doi" in text.lower())
    ) or (len(text) < 900 and re.match(r"\s*\[\d{1,3}\]\s", text) is not None)
