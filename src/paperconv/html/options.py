"""What an exporter says to the builder, and what it gets back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Log, ignore
from paperconv.html.elements import Element
from paperconv.styles import JournalStyle

Medium: TypeAlias = Literal["screen", "page"]
PartKind: TypeAlias = Literal["body", "section", "back", "notes", "references", "appendix"]


class ShownImage(msgspec.Struct, frozen=True):
    """Where a picture is (the ``src`` attribute), and its size in pixels; 0 means unknown."""

    src: str
    width: int = 0
    height: int = 0


class ShownFormula(msgspec.Struct, frozen=True):
    """A drawing of a formula, or of a piece between two places where its line may break.

    ``src`` is where it is; lengths are in ems, ``depth`` is the part of ``height`` below the base line; ``gap`` is the space
    between it and the piece before.
    """

    src: str
    width: float
    height: float
    depth: float
    gap: str = ""


class Options(msgspec.Struct, frozen=True):
    """How to write a document.

    ``image`` gives the place of a picture, or None where it cannot be shown: its alternative text and name
    are printed then. ``medium`` is ``screen`` for HTML and EPUB, ``page`` for printed pages laid out by CSS:

    ========== ============================================== ==============================================
    what       ``screen``                                     ``page``
    ========== ============================================== ==============================================
    sections   ``section`` elements, one in another           flat: headings and blocks side by side
    notes      ``aside`` elements in a part at the end,       ``span.footnote`` at the call, its mark in
               the call is a link                             ``data-label``; a second call is a link
    formulas   ``math`` with the TeX in ``alttext``           ``img.math``, one for each piece, or
                                                              ``span.formula`` with the TeX
    back links from notes and references to their calls       none
    long URLs  as they are                                    zero-width spaces where they may break
    citations  as they are                                    a no-break space before a mark like ``[3]``
    units      as they are                                    a no-break space before them (``12 kg``)
    ========== ============================================== ==============================================

    ``formula`` gives the drawings of a formula on pages, none where its TeX is to be printed.
    ``carry`` keeps the file of a supplement, or one that a link names, and gives the address that leads to it, empty
    where none can. ``style`` says how labels end and what headings of parts are called.
    """

    image: Callable[[m.Image], ShownImage | None]
    log: Log = ignore
    medium: Medium = "screen"
    carry: Callable[[m.Supplement], str] | None = None
    formula: Callable[[m.Math | m.Equation], tuple[ShownFormula, ...]] | None = None
    style: JournalStyle = JournalStyle("plain")


class Heading(msgspec.Struct, frozen=True):
    """A heading for a table of contents: ``level`` as in ``h2``, the id that leads to it, and its text."""

    level: int
    id: str
    text: str


class Part(msgspec.Struct, frozen=True):
    """A stretch of the paper that may stand in a file of its own.

    ``body`` is what comes before the first section, ``section`` and ``appendix`` one top section each, ``back``
    one section of the back matter (or the authors' biographies).
    """

    kind: PartKind
    elements: list[Element]
    headings: list[Heading]


class Parts(msgspec.Struct, frozen=True):
    """The whole paper in pieces, in print order. Links between them are ``#id`` as if they shared one file.

    ``head`` holds ``title`` and ``meta`` elements; ``header`` is the title block; ``language`` and ``direction`` belong
    on the root element, and are empty where unknown.
    """

    language: str
    direction: str
    title: str
    head: list[Element]
    header: Element
    front: list[Heading]
    parts: list[Part]
