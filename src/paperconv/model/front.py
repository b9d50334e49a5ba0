"""Who wrote it, where, when, about what, and under which terms."""

from __future__ import annotations

from typing import Literal, TypeAlias

from paperconv.model.block import Blocks, Section
from paperconv.model.inline import Inlines
from paperconv.model.node import Node, Recognised

AuthorNoteKind: TypeAlias = Literal[
    "corresponding",
    "equal",
    "deceased",
    "current-address",
    "contribution",
    "conflict",
    "lead-contact",
    "other",
]


class Name(Node, frozen=True):
    """A person's name in CSL's parts, or the ``literal`` name of a body or of a person with one name.

    ``particle`` belongs to the family name (*van* Gogh). ``family_first`` says that the
    family name is said first (*Kim* Min-jun), which "Brook, Ada" in a list does not show.
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    family_first: bool = False


class Role(Recognised, frozen=True):
    """A contribution: ``term`` as in the CRediT taxonomy where ``credit`` is true, else free words."""

    term: str
    credit: bool = False
    degree: str = ""


class Author(Recognised, frozen=True):
    """A person, or a group where ``group`` is true (its name is ``name.literal``).

    ``prefix`` is a form of address (Prof. Dr.), ``degrees`` follow the name (PhD), ``position`` is
    an office (Associate Professor). ``affiliations`` and ``notes`` hold ids. ``orcid`` is the bare
    iD, ``0000-0002-1825-0097``, whose check digit is right; what the source gives for one and is none stands among
    ``identifiers`` as ``orcid-not-valid``, beside those of other registries (``isni``, ``scopus`` …).
    """

    name: Name
    group: bool = False
    prefix: str = ""
    degrees: tuple[str, ...] = ()
    position: str = ""
    orcid: str = ""
    emails: tuple[str, ...] = ()
    url: str = ""
    corresponding: bool = False
    equal_contribution: bool = False
    deceased: bool = False
    affiliations: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    bio: Blocks = ()
    identifiers: tuple[Identifier, ...] = ()


class Affiliation(Recognised, frozen=True):
    """Stored once and pointed at by id.

    ``raw`` is the whole text as the manuscript has it, always; the parts are filled where they are
    sure. ``country_code`` is ISO 3166-1 alpha-2. ``label`` is the mark as printed (``1``, ``a``).
    """

    id: str
    raw: str
    label: str = ""
    institution: str = ""
    departments: tuple[str, ...] = ()
    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    country_code: str = ""
    ror: str = ""


class AuthorNote(Recognised, frozen=True):
    """A note on one or more authors; ``label`` is the mark as printed (``*``)."""

    id: str
    kind: AuthorNoteKind
    blocks: Blocks
    label: str = ""


class Abstract(Recognised, frozen=True):
    """``kind`` is empty for the abstract proper, else a JATS ``abstract-type``: ``graphical``, ``key-points``
    (highlights), ``plain-language-summary``, ``teaser`` … Structured abstracts have ``sections``.
    """

    blocks: Blocks = ()
    sections: tuple[Section, ...] = ()
    kind: str = ""
    title: Inlines = ()
    language: str = ""
    id: str = ""


class Keyword(Node, frozen=True):
    children: Inlines
    code: str = ""


class KeywordGroup(Recognised, frozen=True):
    """``kind`` is ``author`` for keywords, else the code's name: ``JEL``, ``MSC``, ``PACS``, ``CCS``."""

    keywords: tuple[Keyword, ...]
    kind: str = "author"
    title: Inlines = ()
    language: str = ""


class Date(Node, frozen=True):
    """A date as far as it is known: 0 means unknown. ``literal`` is how the source writes it."""

    year: int = 0
    month: int = 0
    day: int = 0
    season: str = ""
    literal: str = ""
    circa: bool = False


class HistoryDate(Recognised, frozen=True):
    """``kind`` is a JATS ``date-type``: ``received``, ``rev-recd``, ``accepted``, ``pub``, ``preprint`` …"""

    kind: str
    date: Date


class Identifier(Recognised, frozen=True):
    """Of a paper or a person: ``kind`` is a JATS ``pub-id-type`` (``doi``, ``pmid``, ``pmcid``, ``arxiv``,
    ``publisher-id`` …) or ``contrib-id-type``.
    """

    kind: str
    value: str


class Journal(Node, frozen=True):
    """The journal and the place in it. ``journal_id`` is its publisher's name for it; ISSNs are ``1234-567X``."""

    title: str = ""
    abbreviation: str = ""
    journal_id: str = ""
    issn_print: str = ""
    issn_electronic: str = ""
    publisher: str = ""
    publisher_place: str = ""
    volume: str = ""
    issue: str = ""
    first_page: str = ""
    last_page: str = ""
    article_number: str = ""


class Funding(Recognised, frozen=True):
    """``funder_id`` is a ROR or Crossref funder id; ``awards`` grant numbers; ``recipients`` names as given."""

    funder: str = ""
    funder_id: str = ""
    awards: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    statement: Inlines = ()


class StatementFact(Recognised, frozen=True):
    """What a statement says, as far as it is sure. ``role`` is that of its section.

    ``kind`` is ``declared`` (``value`` is ``none`` or ``some``: of competing interests, of funding), ``committee`` or
    ``approval`` (its number), or ``deposit`` (an address of data or code).
    """

    role: str
    kind: Literal["declared", "committee", "approval", "deposit"]
    value: str


class License(Recognised, frozen=True):
    """``name`` is short (``CC BY 4.0``); the copyright line stands beside it."""

    url: str = ""
    name: str = ""
    text: Inlines = ()
    copyright_statement: str = ""
    copyright_year: str = ""
    copyright_holder: str = ""


class RelatedArticle(Node, frozen=True):
    """``kind`` is a JATS ``related-article-type``; ``target`` a DOI or URL."""

    kind: str
    target: str
    children: Inlines = ()


class TranslatedTitle(Node, frozen=True):
    title: Inlines
    language: str
    subtitle: Inlines = ()


class Conference(Node, frozen=True):
    name: str
    place: str = ""
    date: str = ""


class Count(Node, frozen=True):
    """A count that the manuscript states about itself: ``kind`` is ``word``, ``fig``, ``table``, ``page`` …"""

    kind: str
    value: int


class Field(Node, frozen=True):
    """Metadata that we have no place for, kept as it came: ``value`` is JSON."""

    key: str
    value: str


class Recognition(Recognised, frozen=True):
    """How sure we are of a part of :class:`Metadata` that is no node: ``field`` is its name, ``title``."""

    field: str


class Metadata(Node, frozen=True):
    """``language`` is BCP 47; ``article_type`` a JATS ``article-type``; ``short_title`` the running title."""

    title: Inlines = ()
    subtitle: Inlines = ()
    short_title: Inlines = ()
    translated_titles: tuple[TranslatedTitle, ...] = ()
    authors: tuple[Author, ...] = ()
    editors: tuple[Author, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    author_notes: tuple[AuthorNote, ...] = ()
    abstracts: tuple[Abstract, ...] = ()
    keywords: tuple[KeywordGroup, ...] = ()
    subjects: tuple[str, ...] = ()
    dates: tuple[HistoryDate, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    journal: Journal | None = None
    conference: Conference | None = None
    funding: tuple[Funding, ...] = ()
    statement_facts: tuple[StatementFact, ...] = ()
    license: License | None = None
    related: tuple[RelatedArticle, ...] = ()
    counts: tuple[Count, ...] = ()
    language: str = ""
    article_type: str = ""
    recognitions: tuple[Recognition, ...] = ()
    extra: tuple[Field, ...] = ()
