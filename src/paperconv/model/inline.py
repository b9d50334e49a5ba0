"""Content that flows within a line."""

from __future__ import annotations

from typing import Literal, TypeAlias

from paperconv.model.node import Node

InlineStyle: TypeAlias = Literal[
    "emph", "strong", "sub", "sup", "smallcaps", "underline", "strike", "monospace"
]
CitationMode: TypeAlias = Literal["parenthetical", "narrative"]


class Text(Node, frozen=True):
    value: str


class Styled(Node, frozen=True):
    style: InlineStyle
    children: Inlines


class CodeSpan(Node, frozen=True):
    value: str
    language: str = ""


class Math(Node, frozen=True):
    """An inline formula: TeX without delimiters, and Presentation MathML (an ``<math>`` element) beside it."""

    tex: str
    mathml: str = ""


class Link(Node, frozen=True):
    """A link out of the document. Links inside it are :class:`CrossRef`."""

    target: str
    children: Inlines
    title: str = ""


class CiteItem(Node, frozen=True):
    """One cited work: ``ref`` is the id of a :class:`Reference`; ``locator`` a page or the like, with its ``label``."""

    ref: str
    prefix: Inlines = ()
    suffix: Inlines = ()
    locator: str = ""
    label: str = ""
    suppress_author: bool = False


class Citation(Node, frozen=True):
    """A cluster of cited works.

    ``source`` is its text as the manuscript prints it (``[3-5]``), empty where the manuscript gives keys
    only. ``rendered`` is what every exporter prints, made by the pass ``cite``; its links to single works
    are :class:`CrossRef` to references. A reader gives it alone where the source has one citation for each work
    and brackets in the text round them, as JATS; ``gather_citations`` makes such into clusters.
    """

    items: tuple[CiteItem, ...]
    mode: CitationMode = "parenthetical"
    source: Inlines = ()
    rendered: Inlines = ()


class CrossRef(Node, frozen=True):
    """A link to a figure, table, equation, section, note, reference … of this document by its id.

    Without ``children`` the pass ``fill_crossrefs`` fills in the target's label, whole or only its number as ``form`` says;
    without that the words before it decide.
    """

    target: str
    children: Inlines = ()
    form: Literal["", "label", "number"] = ""


class NoteRef(Node, frozen=True):
    """The mark of a foot- or endnote."""

    note: str


class Image(Node, frozen=True):
    """A picture. ``source`` is a path in the manuscript's folder, or the name of a :class:`Resource`.

    ``width`` and ``height`` are as the source gives them (``8cm``, ``50%``, ``320px``); empty: natural size. ``stand_in``:
    the pass ``describe_pictures`` has made ``alt`` from other words, for want of the author's own.
    """

    source: str
    alt: str = ""
    title: str = ""
    width: str = ""
    height: str = ""
    stand_in: bool = False


class LineBreak(Node, frozen=True):
    pass


class Abbreviation(Node, frozen=True):
    """An abbreviation with what it stands for."""

    children: Inlines
    expansion: str


class IndexTerm(Node, frozen=True):
    """An entry for an index: the terms from main to sub, and the text they stand at (may be empty)."""

    terms: tuple[str, ...]
    children: Inlines = ()
    see: str = ""


class Change(Node, frozen=True):
    """A tracked change. ``date`` is ISO 8601."""

    kind: Literal["insertion", "deletion"]
    children: Inlines
    author: str = ""
    date: str = ""


class Comment(Node, frozen=True):
    """A reviewer's comment on the spot where it stands."""

    text: str
    author: str = ""
    date: str = ""


class Span(Node, frozen=True):
    """A run with an id (target of a :class:`CrossRef`), a language (BCP 47), a direction, or a role.

    ``role`` marks what a run is: ``ref:title`` in a reference's raw string, for example.
    """

    children: Inlines
    id: str = ""
    role: str = ""
    language: str = ""
    direction: Literal["", "ltr", "rtl"] = ""


class RawInline(Node, frozen=True):
    """Source that no reader understands, in ``format`` (``tex``, ``html``); exporters report it."""

    format: str
    value: str


Inline: TypeAlias = (
    Text
    | Styled
    | CodeSpan
    | Math
    | Link
    | Citation
    | CrossRef
    | NoteRef
    | Image
    | LineBreak
    | Abbreviation
    | IndexTerm
    | Change
    | Comment
    | Span
    | RawInline
)
Inlines: TypeAlias = tuple[Inline, ...]
