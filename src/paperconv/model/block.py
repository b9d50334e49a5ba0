"""Content that stacks down the page, and the sections that hold it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from paperconv.model.inline import Image, Inlines
from paperconv.model.node import Node

Numbering: TypeAlias = Literal["decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman"]
Alignment: TypeAlias = Literal["", "left", "center", "right", "justify", "decimal"]


class Paragraph(Node, frozen=True):
    """``role`` says what a paragraph is where no node of its own exists (``dedication``, ``run-in``)."""

    children: Inlines
    id: str = ""
    role: str = ""
    language: str = ""


class ListItem(Node, frozen=True):
    """``checked`` is set in task lists only; ``label`` only where the source numbers items by hand."""

    blocks: Blocks
    checked: bool | None = None
    label: str = ""


class List(Node, frozen=True):
    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    numbering: Numbering = "decimal"
    id: str = ""


class DefinitionItem(Node, frozen=True):
    term: Inlines
    definitions: tuple[ListItem, ...]


class DefinitionList(Node, frozen=True):
    items: tuple[DefinitionItem, ...]
    id: str = ""


class CodeBlock(Node, frozen=True):
    value: str
    language: str = ""
    id: str = ""
    label: str = ""
    caption: Inlines = ()


class Quote(Node, frozen=True):
    blocks: Blocks
    attribution: Inlines = ()
    kind: Literal["block", "epigraph", "pull"] = "block"


class VerseLine(Node, frozen=True):
    """One line of verse; ``indent`` counts ems."""

    children: Inlines
    indent: int = 0


class Verse(Node, frozen=True):
    """A poem: stanzas of lines."""

    stanzas: tuple[Stanza, ...]
    title: Inlines = ()
    attribution: Inlines = ()


class Stanza(Node, frozen=True):
    lines: tuple[VerseLine, ...]


class Equation(Node, frozen=True):
    """A displayed formula; ``label`` is its number as printed, without brackets.

    ``joined`` is true where it is a line of the same block as the formula before it.
    """

    tex: str
    mathml: str = ""
    id: str = ""
    label: str = ""
    joined: bool = False


class Caption(Node, frozen=True):
    """``title`` is the first, short part where the source sets it off; else all stands in ``blocks``."""

    title: Inlines = ()
    blocks: Blocks = ()


class Panel(Node, frozen=True):
    """A part of a figure: a picture, or other content in ``blocks`` (code, a table, a formula)."""

    image: Image | None = None
    blocks: Blocks = ()
    id: str = ""
    label: str = ""
    caption: Caption | None = None


class Figure(Node, frozen=True):
    """``label`` is the whole printed label: ``Figure 1``. ``credit`` is a permission or source line."""

    panels: tuple[Panel, ...]
    id: str = ""
    label: str = ""
    caption: Caption | None = None
    credit: Inlines = ()
    span: Literal["column", "page"] = "column"


class Cell(Node, frozen=True):
    blocks: Blocks = ()
    header: bool = False
    colspan: int = 1
    rowspan: int = 1
    align: Alignment = ""


class Row(Node, frozen=True):
    cells: tuple[Cell, ...]


class Column(Node, frozen=True):
    """``width`` is a share of the text width from 0 to 1; 0 lets the layout decide."""

    align: Alignment = ""
    width: float = 0.0


class TableNote(Node, frozen=True):
    blocks: Blocks
    id: str = ""
    label: str = ""


class Table(Node, frozen=True):
    """``bodies`` are groups of rows; ``images`` stand in for cells where the table is a picture.

    ``scale`` is the size of its type as a share of the usual, where it would be too wide for a page.
    """

    columns: tuple[Column, ...] = ()
    head: tuple[Row, ...] = ()
    bodies: tuple[TableBody, ...] = ()
    foot: tuple[Row, ...] = ()
    notes: tuple[TableNote, ...] = ()
    images: tuple[Image, ...] = ()
    id: str = ""
    label: str = ""
    caption: Caption | None = None
    span: Literal["column", "page", "landscape"] = "column"
    scale: float = 1.0


class TableBody(Node, frozen=True):
    rows: tuple[Row, ...]


class Box(Node, frozen=True):
    """Matter set apart: ``kind`` is ``note``, ``tip``, ``warning``, ``key-points`` … as the source says."""

    blocks: Blocks
    kind: str = ""
    title: Inlines = ()
    id: str = ""
    label: str = ""


class Statement(Node, frozen=True):
    """A theorem, lemma, proof, definition, example …: ``kind`` is that word in English."""

    kind: str
    blocks: Blocks
    title: Inlines = ()
    id: str = ""
    label: str = ""


class Algorithm(Node, frozen=True):
    blocks: Blocks
    id: str = ""
    label: str = ""
    caption: Caption | None = None


class Supplement(Node, frozen=True):
    """A supplementary file that travels with the paper."""

    source: str
    id: str = ""
    label: str = ""
    caption: Caption | None = None
    media_type: str = ""


class Divider(Node, frozen=True):
    """A break between parts of the text that the author drew."""


class RawBlock(Node, frozen=True):
    """Source that no reader understands, in ``format``; exporters report it."""

    format: str
    value: str


Block: TypeAlias = (
    Paragraph
    | List
    | DefinitionList
    | CodeBlock
    | Quote
    | Verse
    | Equation
    | Figure
    | Table
    | Box
    | Statement
    | Algorithm
    | Supplement
    | Divider
    | RawBlock
)
Blocks: TypeAlias = tuple[Block, ...]


class Section(Node, frozen=True):
    """Blocks come first, subsections after: no other order can be written.

    ``role`` is a JATS ``sec-type`` (``intro``, ``methods``, ``data-availability``, ``acknowledgements``,
    ``appendix`` …); ``label`` the number as printed (``2.1``), without a final stop.
    """

    title: Inlines
    blocks: Blocks = ()
    sections: tuple[Section, ...] = ()
    id: str = ""
    role: str = ""
    label: str = ""
    language: str = ""
