"""How long the parts of a manuscript are, counted as Word counts.

A word is what stands between blanks, so "[3]" after a blank is one and "well-known" is one; a Chinese or Japanese character
is a word. Citations count as they are printed; a formula within a line is one word of one character, a displayed formula
none. Characters are those of the lines with single blanks between words. Text that is struck out, comments, pictures and
the marks of notes are not counted; neither are the names and addresses of authors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Pos
from paperconv.patterns import late
from paperconv.styles import CountedPart

OPAQUE = "\ufffc"
"""What stands for a formula, and in prose for code, citations and addresses."""

_IDEOGRAPH = late("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

_METHODS = frozenset({"methods", "materials|methods"})
_STATEMENTS = frozenset(
    {"funding", "data-availability", "code-availability", "conflict", "contributions", "ethics", "consent", "ai-use",
     "registration"}
)  # fmt: skip
_APPENDICES = frozenset({"appendix", "supplement", "supplementary-material"})


class Line(msgspec.Struct, frozen=True):
    """A paragraph, a heading, a caption, a cell …: its content, the part it counts to, and where it stands.

    ``code`` is true for lines of a program.
    """

    part: CountedPart
    inlines: tuple[m.Node, ...]
    pos: Pos | None
    code: bool = False

    @property
    def text(self) -> str:
        """What is printed, with single blanks."""
        return " ".join(printed(self.inlines).split())

    @property
    def prose(self) -> str:
        """The same with code, citations and links' addresses masked."""
        return OPAQUE if self.code else " ".join(printed(self.inlines, prose=True).split())


def words(text: str) -> int:
    """The words of ``text``, see above."""
    if text.isascii():
        return len(text.split())
    spaced, characters = _IDEOGRAPH.subn(" ", text)
    return characters + len(spaced.split())


def printed(nodes: Iterable[m.Node], *, prose: bool = False) -> str:
    """What ``nodes`` print, see above; with ``prose`` code, citations and the addresses of links are masked."""
    parts: list[str] = []
    stack = list(reversed(tuple(nodes)))
    while stack:
        node = stack.pop()
        match node:
            case m.Text(value):
                parts.append(value)
            case m.CodeSpan(value):
                parts.append(OPAQUE if prose else value)
            case m.Math():
                parts.append(OPAQUE)
            case m.LineBreak():
                parts.append(" ")
            case m.Citation(_, _, source, rendered):
                if prose:
                    parts.append(OPAQUE)
                else:
                    stack.extend(reversed(rendered or source))
            case m.Change(kind="deletion") | m.Image() | m.RawInline() | m.Comment() | m.NoteRef():
                pass
            case m.Link(target, children):
                shown = printed(children, prose=prose)
                parts.append(OPAQUE if prose and target.endswith(shown.strip()) else shown)
            case _:
                stack.extend(reversed(m.children(node)))
    return "".join(parts)


def lines(document: m.Document) -> Iterator[Line]:
    """All that is printed of ``document`` but its byline and its references, in order."""
    meta = document.meta
    yield Line("title", title_of(meta), meta.pos)
    for abstract in meta.abstracts:
        if is_abstract(abstract, meta):
            yield from abstract_lines(abstract)
    for group in meta.keywords:
        if group.kind == "author":
            yield Line("keywords", spaced([one.children for one in group.keywords]), group.pos)
    yield from _blocks(document.blocks, "body", None)
    for section in document.sections:
        yield from _section(section, "body")
    for section in document.back:
        yield from _section(section, "statements")
    for note in document.notes:
        yield from _blocks(note.blocks, "notes", note.pos)


def title_of(meta: m.Metadata) -> tuple[m.Node, ...]:
    """Title and subtitle."""
    return (*meta.title, m.Text(": "), *meta.subtitle) if meta.subtitle else meta.title


def is_abstract(abstract: m.Abstract, meta: m.Metadata) -> bool:
    """Whether ``abstract`` is the abstract proper: not a summary of another kind, nor one in another language."""
    mains = [one for one in meta.abstracts if not one.kind]
    same = [one for one in mains if not one.language or one.language[:2] == meta.language[:2]]
    return bool(mains) and abstract is (same or mains)[0]


def abstract_lines(abstract: m.Abstract) -> Iterator[Line]:
    """The lines of an abstract, its own headings among them."""
    yield from _blocks(abstract.blocks, "abstract", abstract.pos)
    for section in abstract.sections:
        yield Line("abstract", section.title, section.pos)
        yield from _blocks(section.blocks, "abstract", section.pos)


def spaced(groups: Iterable[tuple[m.Node, ...]]) -> tuple[m.Node, ...]:
    """``groups`` as one run with blanks between them."""
    return tuple(node for group in groups for node in (*group, m.Text(" ")))


def part_of(section: m.Section, around: CountedPart) -> CountedPart:
    """The part that the text of ``section`` counts to; ``around`` is that of the section that holds it."""
    roles = set(section.role.split("|"))
    if roles & _APPENDICES or around == "appendices":
        return "appendices"
    if "acknowledgements" in roles:
        return "acknowledgements"
    if roles & _STATEMENTS:
        return "statements"
    return "methods" if roles & _METHODS and around == "body" else around


def _section(section: m.Section, around: CountedPart) -> Iterator[Line]:
    part = part_of(section, around)
    if section.title:
        yield Line("headings", section.title, section.pos)
    yield from _blocks(section.blocks, part, section.pos)
    for one in section.sections:
        yield from _section(one, part)


def _blocks(blocks: Iterable[m.Block], part: CountedPart, around: Pos | None) -> Iterator[Line]:
    for block in blocks:
        yield from _block(block, part, block.pos or around)


def _block(block: m.Block, part: CountedPart, pos: Pos | None) -> Iterator[Line]:
    match block:
        case m.Paragraph(children):
            yield Line(part, children, pos)
        case m.List(items):
            for item in items:
                yield from _blocks(item.blocks, part, item.pos or pos)
        case m.DefinitionList(entries):
            for entry in entries:
                yield Line(part, entry.term, entry.pos or pos)
                for item in entry.definitions:
                    yield from _blocks(item.blocks, part, item.pos or pos)
        case m.CodeBlock(value, caption=caption):
            if caption:
                yield Line("captions", caption, pos)
            yield Line(part, m.text(value), pos, code=True)
        case m.Quote(held, attribution):
            quoted: CountedPart = "quotations" if part in ("body", "methods") else part
            yield from _blocks(held, quoted, pos)
            if attribution:
                yield Line(quoted, attribution, pos)
        case m.Verse(stanzas, title, attribution):
            quoted = "quotations" if part in ("body", "methods") else part
            for run in (title, *(line.children for stanza in stanzas for line in stanza.lines), attribution):
                if run:
                    yield Line(quoted, run, pos)
        case m.Figure(panels, label=label, caption=caption, credit=credit):
            yield from _caption(label, caption, pos, credit)
            for panel in panels:
                yield from _caption("", panel.caption, pos)
                yield from _blocks(panel.blocks, part, pos)
        case m.Table():
            yield from _table(block, pos)
        case m.Box(held, title=title) | m.Statement(_, held, title=title):
            if title:
                yield Line(part, title, pos)
            yield from _blocks(held, part, pos)
        case m.Algorithm(held, label=label, caption=caption):
            yield from _caption(label, caption, pos)
            yield from _blocks(held, part, pos)
        case m.Supplement(label=label, caption=caption):
            yield from _caption(label, caption, pos)
        case m.Equation() | m.Divider() | m.RawBlock():
            pass


def _table(table: m.Table, pos: Pos | None) -> Iterator[Line]:
    yield from _caption(table.label, table.caption, pos)
    for row in (*table.head, *(row for body in table.bodies for row in body.rows), *table.foot):
        for cell in row.cells:
            yield from _blocks(cell.blocks, "tables", cell.pos or row.pos or pos)
    for note in table.notes:
        yield from _blocks(note.blocks, "tables", note.pos or pos)


def _caption(
    label: str, caption: m.Caption | None, pos: Pos | None, credit: tuple[m.Node, ...] = ()
) -> Iterator[Line]:
    if caption is None:
        return
    pos = caption.pos or pos
    title: tuple[m.Node, ...] = (*m.text(f"{label} " if label else ""), *caption.title)
    first = caption.blocks[0] if caption.blocks else None
    rest = caption.blocks
    if isinstance(first, m.Paragraph):
        title, rest = (*title, *m.text(" "), *first.children), caption.blocks[1:]
    for run in (title, credit):
        if run:
            yield Line("captions", run, pos)
    for line in _blocks(rest, "captions", pos):
        yield msgspec.structs.replace(line, part="captions")
