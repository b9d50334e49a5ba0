"""What a reader has before the structure is known: a flat run of headings and blocks."""

from __future__ import annotations

from typing import Literal, TypeAlias

from paperconv.model.block import Block
from paperconv.model.document import Note, Resource
from paperconv.model.front import Metadata
from paperconv.model.inline import Inlines
from paperconv.model.node import Node
from paperconv.model.reference import Reference


class Heading(Node, frozen=True):
    """A heading as the source marks it: ``level`` counts from 1; ``numbered`` is false where it says so.

    ``label`` is its number where the source sets that off from the words. ``role`` is ``appendix`` where the source
    says that it heads one, ``back`` where it says that a part of the back matter begins.
    """

    level: int
    children: Inlines
    id: str = ""
    numbered: bool = True
    label: str = ""
    role: Literal["", "appendix", "back"] = ""


DraftBlock: TypeAlias = Block | Heading

ROLES = frozenset(
    {"title", "subtitle", "running-head", "author", "affiliation", "correspondence", "abstract", "abstract-title",
     "abstract-heading", "keywords", "date", "caption", "table-note", "bibliography"}
)  # fmt: skip
"""What a source can say of a paragraph outright, by a style or a tag, as its ``role`` in a draft.

``bibliography`` is one entry of a reference list. Whoever understands the draft takes these roles off again: a document has none.
"""


class Draft(Node, frozen=True):
    """A manuscript as read, not yet understood.

    ``meta`` holds what the source says outright (YAML front matter, DOCX properties); ``blocks`` everything
    else in order, a byline and a reference list among it. Citations by key name references by the key that the
    source uses; ``references`` are those of bibliography files. ``told``: each heading and each statement is marked as one, and each
    paragraph is whole, so that nothing of that need be guessed.
    """

    meta: Metadata
    blocks: tuple[DraftBlock, ...]
    notes: tuple[Note, ...] = ()
    references: tuple[Reference, ...] = ()
    resources: tuple[Resource, ...] = ()
    folder: str = ""
    told: bool = False
