"""Works cited, in the terms of the Citation Style Language."""

from __future__ import annotations

from paperconv.model.front import Date, Name
from paperconv.model.inline import Inlines
from paperconv.model.node import Node, Recognised


class FieldConfidence(Node, frozen=True):
    """How sure a parsed field is, from 0 to 1; ``field`` is the attribute's name."""

    field: str
    value: float


OTHERS = "others"
"""The ``literal`` name at the end of a list of authors that the source cuts short ("and others", "et al."), as in BibTeX."""


class Reference(Recognised, frozen=True):
    """One work. Field names are CSL variables with ``_`` for ``-``; ``type`` is a CSL item type.

    ``raw`` is the entry as the manuscript prints it, without its label; recognised pieces are wrapped in
    :class:`Span` with a role ``ref:<field>`` (``ref:title``, ``ref:issued``, ``ref:author``,
    inside it ``ref:family`` and ``ref:given``), so that its text stays the source's, letter for letter.
    ``formatted`` is what exporters print, made by the pass ``cite``; ``label`` what stands before it
    (``[3]``). ``same_as`` is the id of the work that "ibid." means. An empty ``type`` means that the entry was
    not understood.
    """

    id: str
    type: str = ""
    label: str = ""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    container_authors: tuple[Name, ...] = ()
    collection_editors: tuple[Name, ...] = ()
    title: Inlines = ()
    short_title: Inlines = ()
    container_title: Inlines = ()
    container_title_short: str = ""
    collection_title: Inlines = ()
    collection_number: str = ""
    issued: Date | None = None
    accessed: Date | None = None
    original_date: Date | None = None
    event_date: Date | None = None
    event_title: str = ""
    event_place: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    number: str = ""
    number_of_pages: str = ""
    number_of_volumes: str = ""
    chapter_number: str = ""
    section: str = ""
    edition: str = ""
    version: str = ""
    genre: str = ""
    medium: str = ""
    status: str = ""
    publisher: str = ""
    publisher_place: str = ""
    archive: str = ""
    archive_location: str = ""
    doi: str = ""
    isbn: str = ""
    issn: str = ""
    pmid: str = ""
    pmcid: str = ""
    url: str = ""
    language: str = ""
    note: str = ""
    annote: Inlines = ()
    key: str = ""
    raw: Inlines = ()
    formatted: Inlines = ()
    same_as: str = ""
    confidences: tuple[FieldConfidence, ...] = ()


class ReferenceList(Node, frozen=True):
    """A list of references with its printed title; a book's chapters have one each (``section`` is its id)."""

    references: tuple[Reference, ...]
    title: Inlines = ()
    id: str = ""
    section: str = ""
