"""The whole paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from paperconv.model.block import Blocks, Section
from paperconv.model.front import Metadata
from paperconv.model.node import Node
from paperconv.model.reference import Reference, ReferenceList

SCHEMA_VERSION = 1
"""Raised whenever an older reader could not read the JSON of a newer paperconv."""


class Note(Node, frozen=True):
    """A foot- or endnote; ``label`` is its mark as printed, empty until the pass ``number``."""

    id: str
    blocks: Blocks
    label: str = ""
    kind: Literal["footnote", "endnote"] = "footnote"


class Resource(Node, frozen=True):
    """A file that came inside the manuscript (a picture in a DOCX); ``Image.source`` may be its name."""

    name: str
    media_type: str
    data: bytes


class Document(Node, frozen=True):
    """A scholarly article: front (``meta``), body, back.

    ``back`` holds acknowledgements, statements and, with role ``appendix``, appendices. Notes and references stand
    once and are pointed at by id. ``folder`` is where relative paths of pictures begin; it belongs to
    this machine, so it is not part of equality nor of the JSON form.
    """

    meta: Metadata
    blocks: Blocks = ()
    sections: tuple[Section, ...] = ()
    back: tuple[Section, ...] = ()
    notes: tuple[Note, ...] = ()
    reference_lists: tuple[ReferenceList, ...] = ()
    resources: tuple[Resource, ...] = ()
    folder: str = ""

    @property
    def references(self) -> Iterator[Reference]:
        """All references of all lists, in order."""
        return (reference for one in self.reference_lists for reference in one.references)
