"""The manuscript as the rules look at it: each thing is worked out once, when the first rule asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import PurePosixPath

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Pos, ignore
from paperconv.passes.labels import number_of
from paperconv.passes.leave_out_statements import leave_out_statements
from paperconv.passes.order_back import order_back
from paperconv.requirements.counting import Line, is_abstract, lines, part_of, words
from paperconv.styles import CountedPart, JournalStyle


class Sent(msgspec.Struct, frozen=True):
    """The file of the manuscript: its name and how many bytes it has."""

    name: str
    size: int


class Float(msgspec.Struct, frozen=True):
    """A figure or table: the ``node``, where it stands, and whether that is an appendix or the supplement."""

    node: m.Figure | m.Table
    pos: Pos | None
    apart: bool

    @property
    def name(self) -> str:
        """What it is called in a report."""
        return self.node.label or (f"a {self.kind} without a number")

    @property
    def kind(self) -> str:
        """``figure`` or ``table``."""
        return "figure" if isinstance(self.node, m.Figure) else "table"

    @property
    def number(self) -> str:
        """``2``, ``S1``; empty where it has none."""
        return number_of(self.node.label)


_METAFILES = frozenset({".wmf", ".emf", ".wmz", ".emz"})


def is_metafile(image: m.Image) -> bool:
    """Whether ``image`` is a Windows metafile, as equation editors leave them."""
    return PurePosixPath(image.source).suffix.lower() in _METAFILES


def stands_for_formula(node: m.Node) -> bool:
    """Whether ``node`` is a figure without number and words whose pictures are Windows metafiles: a formula on a line of its own."""
    if not isinstance(node, m.Figure) or node.label or (node.caption and m.text_of(node.caption).strip()):
        return False
    images = [panel.image for panel in node.panels if panel.image is not None]
    said = any(panel.caption is not None and m.text_of(panel.caption).strip() for panel in node.panels)
    return bool(images) and all(map(is_metafile, images)) and not said


class Heading(msgspec.Struct, frozen=True):
    """A section, its ``level`` from 1, and the part that its text counts to."""

    section: m.Section
    level: int
    part: CountedPart

    @property
    def pos(self) -> Pos | None:
        """Where it stands."""
        return self.section.pos


class Paper:
    """``document`` as read, and ``prepared``: with the marks, numbers and printed citations that ``style`` asks for.

    ``asset`` gives the bytes of a file that the document mentions and raises
    :class:`~paperconv.errors.AssetError`; ``pages`` lays the paper out and gives the number of its pages, raising
    :class:`~paperconv.errors.PaperconvError` where that cannot be done. ``found`` is what was found when it was read.
    """

    def __init__(
        self,
        document: m.Document,
        prepared: m.Document,
        style: JournalStyle,
        *,
        asset: Callable[[str], bytes],
        pages: Callable[[], int],
        sent: Sent | None = None,
        found: Sequence[Diagnostic] = (),
    ) -> None:
        self.document = document
        self.prepared = prepared
        self.style = style
        self.asset = asset
        self.pages = pages
        self.sent = sent
        self.found = found

    @cached_property
    def as_sent(self) -> Paper:
        """The same paper as it is printed: in the style's order, without the statements that the journal wants elsewhere."""
        copy = order_back(self.style)(leave_out_statements(self.style)(self.prepared, ignore), ignore)
        return Paper(
            self.document,
            copy,
            self.style,
            asset=self.asset,
            pages=self.pages,
            sent=self.sent,
            found=self.found,
        )

    @property
    def meta(self) -> m.Metadata:
        """The front matter."""
        return self.prepared.meta

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All that is printed but the byline and the references."""
        return tuple(lines(self.prepared))

    def text_of(self, *parts: CountedPart) -> list[str]:
        """The lines of these parts, as printed."""
        if "references" in parts:
            entries = [" ".join(m.text_of(one.formatted or one.raw).split()) for one in self.references]
        else:
            entries = []
        return [line.text for line in self.lines if line.part in parts] + entries

    def words(self, *parts: CountedPart) -> int:
        """How many words these parts have."""
        return sum(map(words, self.text_of(*parts)))

    def characters(self, *parts: CountedPart) -> int:
        """How many characters these parts have, blanks included."""
        return sum(map(len, self.text_of(*parts)))

    @cached_property
    def abstract(self) -> m.Abstract | None:
        """The abstract proper."""
        return next((one for one in self.meta.abstracts if is_abstract(one, self.meta)), None)

    @cached_property
    def references(self) -> tuple[m.Reference, ...]:
        """The works that the paper lists."""
        return tuple(self.prepared.references)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """All sections of body and back, in order."""
        return (
            *(one for section in self.prepared.sections for one in _headings(section, 1, "body")),
            *(one for section in self.prepared.back for one in _headings(section, 1, "statements")),
        )

    @cached_property
    def text_nodes(self) -> tuple[tuple[m.Node, Pos | None], ...]:
        """The nodes of body and back with their places, in order."""
        held = self.prepared
        return tuple(found for part in (*held.blocks, *held.sections, *held.back) for found in placed(part))

    @cached_property
    def floats(self) -> tuple[Float, ...]:
        """All figures and tables that stand in no other one, in order."""
        held = self.prepared
        return (
            *(one for block in held.blocks for one in _floats(block, None, apart=False)),
            *(one for section in (*held.sections, *held.back) for one in _floats(section, None, apart=False)),
        )

    @cached_property
    def numbered(self) -> tuple[Float, ...]:
        """The figures and tables that a journal counts: with caption or number, and in neither appendix nor supplement."""
        return tuple(
            one
            for one in self.floats
            if not one.apart
            and (one.node.caption or one.node.label)
            and not one.number.startswith(("S", "ED"))
        )

    @cached_property
    def citations(self) -> tuple[tuple[m.Citation, Pos | None], ...]:
        """The citations of the text, not those of figures and tables, as they are read: a note where its mark stands."""
        held = self.prepared
        notes = {note.id: note for note in held.notes}
        found: list[tuple[m.Citation, Pos | None]] = []
        parts = (*held.blocks, *held.sections, *held.back)
        for node, pos in (one for part in parts for one in placed(part, without=(m.Figure, m.Table))):
            if isinstance(node, m.Citation):
                found.append((node, pos))
            elif isinstance(node, m.NoteRef) and node.note in notes:
                note = notes.pop(node.note)
                found += [(one, at) for one, at in placed(note, pos) if isinstance(one, m.Citation)]
        return tuple(found)


def placed(
    root: m.Node, around: Pos | None = None, *, without: tuple[type[m.Node], ...] = ()
) -> Iterator[tuple[m.Node, Pos | None]]:
    """``root`` and its descendants in order, each with its place, or that of what holds it; nothing of those kinds."""
    stack = [(root, around)]
    while stack:
        node, pos = stack.pop()
        if isinstance(node, without):
            continue
        pos = node.pos or pos
        yield node, pos
        stack.extend((child, pos) for child in reversed(m.children(node)))


def _headings(section: m.Section, level: int, around: CountedPart) -> Iterator[Heading]:
    part = part_of(section, around)
    yield Heading(section, level, part)
    for one in section.sections:
        yield from _headings(one, level + 1, part)


def _floats(node: m.Node, pos: Pos | None, *, apart: bool) -> Iterator[Float]:
    pos = node.pos or pos
    if isinstance(node, m.Figure | m.Table):
        yield Float(node, pos, apart)
        return
    if isinstance(node, m.Section):
        apart = apart or part_of(node, "body") == "appendices"
    for child in m.children(node):
        yield from _floats(child, pos, apart=apart)
