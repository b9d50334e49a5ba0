"""What a journal's ``style.toml`` can say: its layout, and what the journal demands. Keys there are these names in kebab-case."""

# Annotations stay values here (no `from __future__ import annotations`): msgspec would compile each at every start.

from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from paperconv import model as m
from paperconv.styles.demands import ByHand, DemandSource, Rule, StatementRule
from paperconv.styles.layout import (
    Abstract,
    Back,
    Captions,
    Docx,
    Figures,
    Front,
    Headings,
    Keywords,
    Labels,
    Page,
    Part,
    References,
    RunningHead,
    Tables,
    TextStyle,
)


class JournalInfo(Part, frozen=True):
    """``[journal]``: written where the manuscript itself names no journal. Empty: nothing is written."""

    title: str = ""
    abbreviation: str = ""
    id: str = ""
    issn_print: str = ""
    issn_electronic: str = ""
    publisher: str = ""


def journal_of(given: m.Journal | None, styled: JournalInfo) -> m.Journal:
    """The journal that the manuscript names, else the style's; where they are the same, the style fills gaps."""
    given = given or m.Journal()
    if given.title.strip() and given.title.strip().casefold() != styled.title.strip().casefold():
        return given
    return m.replace(
        given,
        title=given.title or styled.title,
        abbreviation=given.abbreviation or styled.abbreviation,
        journal_id=given.journal_id or styled.id,
        issn_print=given.issn_print or styled.issn_print,
        issn_electronic=given.issn_electronic or styled.issn_electronic,
        publisher=given.publisher or styled.publisher,
    )


class Pictures(Part, frozen=True):
    """``[pictures]``: ``resolution`` is that, in dots per inch, at which SVG, PDF and EPS are drawn for outputs that cannot
    hold them; ``most-pixels`` is the longest side a picture may have, beyond which it is made smaller.
    """

    resolution: int = 300
    most_pixels: int = 6000

    def __post_init__(self) -> None:
        if not 36 <= self.resolution <= 2400 or not 100 <= self.most_pixels <= 20_000:
            raise ValueError("resolution must lie between 36 and 2400, most-pixels between 100 and 20000")


class Citations(Part, frozen=True):
    """``[citations]``: ``csl`` is the id of a CSL style, or a file in the style's folder (``./own.csl``).

    ``reformat`` false prints references that came as plain strings as the manuscript has them. ``docx`` is ``links`` to the
    entries, or ``zotero``: fields that Zotero goes on working with.
    """

    csl: str = ""
    reformat: bool = False
    docx: Literal["links", "zotero"] = "links"


JATS_VERSIONS: dict[str, tuple[str, ...]] = {
    "publishing": ("1.3", "1.2", "1.1"),
    "archiving": ("1.3", "1.2"),
    "pmc": ("1.3", "1.2"),
    "scielo": ("1.1",),
}
"""The versions of JATS that each profile can be written in, the usual one first."""


class Jats(Part, frozen=True):
    """``[jats]``: the ``profile`` is a tag set, ``publishing`` or ``archiving``, or what a repository wants on top of the
    first: ``pmc`` or ``scielo``. ``version`` is that of JATS; empty: the usual one, see :data:`JATS_VERSIONS`.
    """

    profile: Literal["publishing", "archiving", "pmc", "scielo"] = "publishing"
    version: Literal["", "1.1", "1.2", "1.3"] = ""

    def __post_init__(self) -> None:
        known = JATS_VERSIONS[self.profile]
        if self.version and self.version not in known:
            raise ValueError(f"the profile {self.profile} is written in JATS {' or '.join(known)}")

    @property
    def named_version(self) -> str:
        """The version, also where the style names none."""
        return self.version or JATS_VERSIONS[self.profile][0]


class Guide(Part, frozen=True):
    """``[guide]``: whose wishes these are, where its instructions for authors stand, and when they were last looked at."""

    kind: Literal["journal", "publisher", "preprint", "repository", "convention"] = "convention"
    address: str = ""
    checked: date | None = None


class Review(Part, frozen=True):
    """``[review]``: ``anonymous`` takes out of every output what tells who wrote it.

    ``kind`` is how the journal reviews. ``self-citations`` are works of the authors themselves: ``mask`` puts ``mask`` in
    the place of author and title, ``keep`` leaves them.
    """

    kind: Literal["open", "single", "double", "triple", ""] = ""
    anonymous: bool = False
    self_citations: Literal["mask", "keep"] = "mask"
    mask: str = "Author"


class Crossref(Part, frozen=True):
    """``[crossref]``: who deposits DOIs with Crossref, and the ``address`` at which an article will stand (``{doi}`` is its DOI).

    Without ``registrant`` it is the journal's publisher.
    """

    depositor: str = ""
    email: str = ""
    registrant: str = ""
    address: str = ""


class FileNames(Part, frozen=True):
    """``[submission.names]``: names of the files of an upload, without suffix.

    ``{name}`` is the manuscript's own name, ``{number}`` that of a figure or table, ``{author}`` the first author's family
    name (never in an anonymous file); ``{author:.5}`` are the first five letters of it.
    """

    manuscript: str = "{name}-manuscript"
    title_page: str = "{name}-title-page"
    highlights: str = "{name}-highlights"
    cover_letter: str = "{name}-cover-letter"
    statements: str = "{name}-statements"
    figure: str = "Figure-{number}"
    table: str = "Table-{number}"
    supplement: str = "Supplement-{number}"


class SourceFiles(Part, frozen=True):
    """``[submission.sources]``: the manuscript as its author wrote it, with its bibliography and pictures.

    ``formats`` are those that the journal takes. A manuscript in one of them is sent as it is, beside the one that we make;
    ``need`` is ``always`` where no upload is complete without: then another manuscript is written in one of them, if we can.
    """

    formats: tuple[str, ...] = ()
    need: Literal["always", "recommended"] = "recommended"


class Submission(Part, frozen=True):
    """``[submission]``: what the journal's upload form wants.

    ``formats`` are those of the manuscript, in order of preference; ``variant`` is that in which reviewers get it. ``separate``
    are the parts that are files of their own. ``figure-formats`` are tried in order, the first into which a picture can be
    turned without loss wins; ``figure-resolution`` is in dots per inch.
    """

    formats: tuple[str, ...] = ("docx",)
    variant: str = ""
    separate: tuple[
        Literal["title-page", "highlights", "cover-letter", "figures", "tables", "supplements", "references"],
        ...,
    ] = ("cover-letter", "figures", "supplements")
    figure_formats: tuple[Literal["tiff", "eps", "pdf", "png", "jpeg", "svg"], ...] = ("tiff", "pdf", "png")
    figure_resolution: int = 300
    sources: SourceFiles = SourceFiles()
    names: FileNames = FileNames()


class JournalStyle(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One journal's wishes, with those it inherits filled in. ``folders`` are its own first, then its parents'.

    ``[variant.NAME]`` holds tables that lie over the style's own where that ``variant`` is asked for: ``review``, ``blind``,
    ``final``, ``preprint`` or others. With ``over`` in it a variant lies over another one. With ``extends`` in it a variant
    looks like another style, ``manuscript`` say: pages, running heads, fonts, sizes and page.css come from there, and all else
    remains. ``looks`` are the folders whose page.css is used.

    ``stand_in`` says, where it is not empty, for which journal's style this one stands in.
    """

    name: str
    title: str = ""
    extends: str = ""
    variant: str = ""
    variants: tuple[str, ...] = ()
    guide: Guide = Guide()
    journal: JournalInfo = JournalInfo()
    page: Page = Page()
    running_head: RunningHead = RunningHead()
    text: TextStyle = TextStyle()
    headings: Headings = Headings()
    labels: Labels = Labels()
    captions: Captions = Captions()
    figures: Figures = Figures()
    tables: Tables = Tables()
    pictures: Pictures = Pictures()
    front: Front = Front()
    abstract: Abstract = Abstract()
    keywords: Keywords = Keywords()
    references: References = References()
    back: Back = Back()
    citations: Citations = Citations()
    jats: Jats = Jats()
    docx: Docx = Docx()
    review: Review = Review()
    submission: Submission = Submission()
    crossref: Crossref = Crossref()
    sources: dict[str, DemandSource] = {}
    rules: dict[str, Rule] = {}
    statements: dict[str, StatementRule] = {}
    by_hand: dict[str, ByHand] = {}
    folders: tuple[Path, ...] = ()
    looks: tuple[Path, ...] = ()
    stand_in: str = ""
