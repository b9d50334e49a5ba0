"""Two versions of a paper, compared block by block."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from paperconv import model as m
from paperconv.changes.words import Kind, alike, changed_line, loose, whole
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity

_T = TypeVar("_T", bound=m.Node)


def mark_changes(old: m.Document, new: m.Document, author: str, log: Log) -> m.Document:
    """``new`` with all that differs from ``old`` as tracked changes of ``author``; both are prepared for one style.

    What a document cannot show as a change (other authors, pictures, notes that went) is reported.
    """
    pairs = _Pairs(author)
    meta = m.replace(
        new.meta,
        title=changed_line(old.meta.title, new.meta.title, author),
        subtitle=changed_line(old.meta.subtitle, new.meta.subtitle, author),
        abstracts=tuple(_abstract(one, old.meta.abstracts, pairs) for one in new.meta.abstracts),
        keywords=_keywords(old.meta.keywords, new.meta.keywords, author),
        author_notes=tuple(_author_note(one, old.meta.author_notes, pairs) for one in new.meta.author_notes),
    )
    made = m.replace(
        new,
        meta=meta,
        blocks=pairs.blocks(old.blocks, new.blocks),
        sections=pairs.sections(old.sections, new.sections),
        back=pairs.sections(old.back, new.back),
        notes=_notes(old, new, pairs),
        reference_lists=_lists(old, new, author),
    )
    _report(old, new, log)
    return made


class _Pairs:
    """Pairs what two versions have in common, and marks the rest."""

    def __init__(self, author: str) -> None:
        self._author = author

    def sections(self, old: Sequence[m.Section], new: Sequence[m.Section]) -> tuple[m.Section, ...]:
        out: list[m.Section] = []
        for before, after in _paired(old, new, lambda one: m.text_of(one.title), _alike_sections):
            if before is not None and after is not None:
                out.append(
                    m.replace(
                        after,
                        title=changed_line(before.title, after.title, self._author),
                        blocks=self.blocks(before.blocks, after.blocks),
                        sections=self.sections(before.sections, after.sections),
                    )
                )
            elif after is not None:
                out.append(self._section(after, "insertion"))
            elif before is not None:
                out.append(self._section(before, "deletion"))
        return tuple(out)

    def blocks(self, old: Sequence[m.Block], new: Sequence[m.Block]) -> m.Blocks:
        out: list[m.Block] = []
        for before, after in _paired(old, new, _sign, _alike_blocks):
            if before is not None and after is not None:
                out.extend(self._block(before, after))
            elif after is not None:
                out.append(self._marked(after, "insertion"))
            elif before is not None:
                out.append(self._marked(before, "deletion"))
        return tuple(out)

    def _block(self, old: m.Block, new: m.Block) -> m.Blocks:
        match old, new:
            case m.Paragraph(), m.Paragraph():
                return (m.replace(new, children=changed_line(old.children, new.children, self._author)),)
            case m.List(), m.List() if old.ordered == new.ordered:
                items: list[m.ListItem] = []
                for before, after in _paired(
                    old.items, new.items, m.text_of, lambda a, b: alike(m.text_of(a), m.text_of(b))
                ):
                    if before is not None and after is not None:
                        items.append(m.replace(after, blocks=self.blocks(before.blocks, after.blocks)))
                    elif after is not None:
                        items.append(m.replace(after, blocks=self._all(after.blocks, "insertion")))
                    elif before is not None:
                        items.append(m.ListItem(self._all(before.blocks, "deletion"), label=before.label))
                return (m.replace(new, items=tuple(items)),)
            case m.Quote(), m.Quote():
                return (m.replace(new, blocks=self.blocks(old.blocks, new.blocks)),)
            case m.Box(), m.Box():
                return (m.replace(new, blocks=self.blocks(old.blocks, new.blocks)),)
            case m.Statement(), m.Statement():
                return (m.replace(new, blocks=self.blocks(old.blocks, new.blocks)),)
            case m.Figure(), m.Figure():
                return (m.replace(new, caption=self._caption(old.caption, new.caption)),)
            case m.Table(), m.Table():
                return self._table(old, new)
            case _:
                if _sign(old) == _sign(new):
                    return (new,)
                return (self._marked(old, "deletion"), self._marked(new, "insertion"))

    def _table(self, old: m.Table, new: m.Table) -> m.Blocks:
        """Cell by cell where both have the same rows and columns."""
        before, after = _cells(old), _cells(new)
        if [len(row) for row in before] != [len(row) for row in after]:
            if m.text_of(old) == m.text_of(new):
                return (new,)
            return (self._marked(old, "deletion"), self._marked(new, "insertion"))
        pairs = {
            id(b): a for one, two in zip(before, after, strict=True) for a, b in zip(one, two, strict=True)
        }

        def row(one: m.Row) -> m.Row:
            cells = (
                m.replace(cell, blocks=self._cell(pairs[id(cell)].blocks, cell.blocks)) for cell in one.cells
            )
            return m.replace(one, cells=tuple(cells))

        return (
            m.replace(
                new,
                head=tuple(map(row, new.head)),
                bodies=tuple(m.replace(body, rows=tuple(map(row, body.rows))) for body in new.bodies),
                foot=tuple(map(row, new.foot)),
                caption=self._caption(old.caption, new.caption),
            ),
        )

    def _cell(self, old: m.Blocks, new: m.Blocks) -> m.Blocks:
        match old, new:
            case (m.Paragraph() as before,), (m.Paragraph() as after,):
                return self._block(before, after)
            case _:
                return self.blocks(old, new)

    def _caption(self, old: m.Caption | None, new: m.Caption | None) -> m.Caption | None:
        if new is None:
            return old and m.replace(
                old,
                title=whole(old.title, "deletion", self._author),
                blocks=self._all(old.blocks, "deletion"),
            )
        before = old or m.Caption()
        return m.replace(
            new,
            title=changed_line(before.title, new.title, self._author),
            blocks=self.blocks(before.blocks, new.blocks),
        )

    def _section(self, one: m.Section, kind: Kind) -> m.Section:
        return m.replace(
            one,
            id="" if kind == "deletion" else one.id,
            title=whole(one.title, kind, self._author),
            blocks=self._all(one.blocks, kind),
            sections=tuple(self._section(inner, kind) for inner in one.sections),
        )

    def _all(self, blocks: m.Blocks, kind: Kind) -> m.Blocks:
        return tuple(self._marked(one, kind) for one in blocks)

    def _marked(self, block: m.Block, kind: Kind) -> m.Block:
        """All the words of ``block`` as inserted or deleted; what has none stands as it is, a deleted formula as its source."""
        if isinstance(block, m.Equation):
            if kind == "insertion":
                return block
            return m.Paragraph(whole((m.Math(block.tex, block.mathml),), kind, self._author))
        if kind == "deletion" and isinstance(
            block, m.Figure | m.CodeBlock | m.Algorithm | m.Supplement | m.RawBlock | m.Divider
        ):
            return m.Paragraph(whole(m.text(" ".join(m.text_of(block).split())), kind, self._author))

        def rule(node: m.Node) -> m.Node | None:
            identifier = "" if kind == "deletion" else getattr(node, "id", "")
            if isinstance(node, m.Paragraph):
                return m.replace(node, id=identifier, children=whole(node.children, kind, self._author))
            return m.replace(node, id=identifier) if getattr(node, "id", "") else None

        holder = m.Quote((block,))
        if kind == "deletion":  # pointers go first: the words inside are marked after
            holder = m.rewrite(holder, _loosened)
        return m.rewrite(holder, rule).blocks[0]


def _loosened(node: m.Node) -> m.Node | None:
    return m.replace(node, children=loose(node.children)) if isinstance(node, m.Paragraph) else None


def _paired(
    old: Sequence[_T], new: Sequence[_T], sign: Callable[[_T], str], akin: Callable[[_T, _T], bool]
) -> Iterator[tuple[_T | None, _T | None]]:
    """Old and new in one order: the same, or akin in the same gap, side by side; the others alone."""
    matcher = difflib.SequenceMatcher(
        None, [sign(one) for one in old], [sign(one) for one in new], autojunk=False
    )
    for tag, i, j, k, n in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(old[i:j], new[k:n], strict=True)
            continue
        at = i
        for after in new[k:n]:
            found = next((number for number in range(at, min(j, at + 6)) if akin(old[number], after)), None)
            if found is None:
                yield None, after
                continue
            for before in old[at:found]:
                yield before, None
            yield old[found], after
            at = found + 1
        for before in old[at:j]:
            yield before, None


def _sign(block: m.Node) -> str:
    return f"{type(block).__name__} {m.text_of(block)}"


def _alike_blocks(old: m.Block, new: m.Block) -> bool:
    return type(old) is type(new) and (
        alike(m.text_of(old), m.text_of(new)) or not isinstance(old, m.Paragraph)
    )


def _alike_sections(old: m.Section, new: m.Section) -> bool:
    return alike(m.text_of(old.title), m.text_of(new.title)) or (bool(old.role) and old.role == new.role)


def _cells(table: m.Table) -> list[tuple[m.Cell, ...]]:
    rows = (*table.head, *(row for body in table.bodies for row in body.rows), *table.foot)
    return [row.cells for row in rows]


def _abstract(new: m.Abstract, others: Sequence[m.Abstract], pairs: _Pairs) -> m.Abstract:
    old = next((one for one in others if (one.kind, one.language) == (new.kind, new.language)), None)
    before = old or m.Abstract()
    blocks, sections = pairs.blocks(before.blocks, new.blocks), pairs.sections(before.sections, new.sections)
    return m.replace(new, blocks=blocks, sections=sections)


def _author_note(new: m.AuthorNote, others: Sequence[m.AuthorNote], pairs: _Pairs) -> m.AuthorNote:
    same = [one for one in others if one.kind == new.kind]
    old = next((one for one in same if alike(m.text_of(one), m.text_of(new))), None)
    return m.replace(new, blocks=pairs.blocks(old.blocks if old is not None else (), new.blocks))


def _keywords(
    old: Sequence[m.KeywordGroup], new: Sequence[m.KeywordGroup], author: str
) -> tuple[m.KeywordGroup, ...]:
    """The keywords of each group, with those that came and went marked."""
    out: list[m.KeywordGroup] = []
    for group in new:
        before = next((one for one in old if (one.kind, one.language) == (group.kind, group.language)), None)
        held: list[m.Keyword] = []
        for was, now in _paired(
            before.keywords if before else (), group.keywords, m.text_of, lambda *_: False
        ):
            one = now or was
            if one is not None and (was is None or now is None):
                kind: Kind = "deletion" if now is None else "insertion"
                one = m.replace(one, children=whole(one.children, kind, author))
            held += [one] if one is not None else []
        out.append(m.replace(group, keywords=tuple(held)))
    return tuple(out)


def _notes(old: m.Document, new: m.Document, pairs: _Pairs) -> tuple[m.Note, ...]:
    """Notes that both have, by their likeness, word by word; new ones are marked by their mark in the text."""
    left = list(old.notes)
    out: list[m.Note] = []
    for note in new.notes:
        before = next((one for one in left if m.text_of(one) == m.text_of(note)), None)
        before = before or next((one for one in left if alike(m.text_of(one), m.text_of(note))), None)
        if before is not None:
            left.remove(before)
            note = m.replace(note, blocks=pairs.blocks(before.blocks, note.blocks))  # noqa: PLW2901
        out.append(note)
    return tuple(out)


def _lists(old: m.Document, new: m.Document, author: str) -> tuple[m.ReferenceList, ...]:
    """The entries as printed: changed ones word by word, new ones inserted; those that went stand where they stood."""
    before = list(old.references)
    out: list[m.ReferenceList] = []
    for listed in new.reference_lists:
        entries: list[m.Reference] = []
        for was, now in _paired(
            before, listed.references, _printed, lambda a, b: alike(_printed(a), _printed(b))
        ):
            if was is not None and now is not None:
                entries.append(m.replace(now, formatted=changed_line(was.formatted, now.formatted, author)))
            elif now is not None:
                entries.append(m.replace(now, formatted=whole(now.formatted, "insertion", author)))
            elif was is not None:
                gone = m.Reference(
                    f"deleted-{was.id}", label=was.label, formatted=whole(was.formatted, "deletion", author)
                )
                entries.append(gone)
        out.append(m.replace(listed, references=tuple(entries)))
        before = []
    return tuple(out)


def _printed(one: m.Reference) -> str:
    return m.text_of(one.formatted)


def _report(old: m.Document, new: m.Document, log: Log) -> None:
    def say(message: str, removed: str = "") -> None:
        log(Diagnostic(Rule.CONTENT_KEPT, message, Severity.INFO, removed=removed))

    names = [[m.text_of(one) for one in version.meta.authors] for version in (old, new)]
    if names[0] != names[1]:
        say("the authors differ; those of the new version are printed", removed="; ".join(names[0]))
    places = [[one.raw for one in version.meta.affiliations] for version in (old, new)]
    if places[0] != places[1]:
        say("the affiliations differ; those of the new version are printed", removed="; ".join(places[0]))
    shown = [[n.source for n in m.iter_nodes(version) if isinstance(n, m.Image)] for version in (old, new)]
    if shown[0] != shown[1]:
        say("pictures differ; those of the new version are shown")
    kept = {m.text_of(one) for one in new.notes}
    gone = [m.text_of(one) for one in old.notes if m.text_of(one) not in kept]
    if gone:
        say(f"notes that changed or went: {len(gone)}", removed="\n".join(gone))
