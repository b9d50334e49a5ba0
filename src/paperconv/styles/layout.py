"""What a journal's ``style.toml`` can say of its layout. Keys are these names in kebab-case; lengths are CSS lengths.

A key means the same in DOCX and PDF: the one writes it into Word's styles, the other into CSS that comes before every
``page.css`` (:mod:`paperconv.exporters.pdf.sheets`). So a page.css is left with what no key says: colours, rules, space.
A length in ``em`` counts in the size of the text. An empty string leaves the choice to the document or to paperconv.
"""

# Annotations stay values here (no `from __future__ import annotations`): msgspec would compile each at every start.

from typing import Literal, TypeAlias, get_args

import msgspec

LineNumbers: TypeAlias = Literal["none", "continuous", "page"]
Caps: TypeAlias = Literal["none", "upper", "small"]
Face: TypeAlias = Literal["plain", "bold", "italic", "bold-italic", "small-caps"]
Marks: TypeAlias = Literal["number", "letter", "symbol", "none"]
FloatPlace: TypeAlias = Literal["inline", "mention", "end", "separate"]
FrontPart: TypeAlias = Literal[
    "journal", "title", "authors", "affiliations", "notes", "dates", "abstract", "keywords", "credits"
]
ExtraAbstract: TypeAlias = Literal["key-points", "plain-language-summary", "graphical", "teaser"]
Detail: TypeAlias = Literal["position", "email", "orcid", "identifiers", "url"]
Running: TypeAlias = tuple[str, str, str]

LEGENDS, END_TABLES, END_FIGURES = "legends", "end-tables", "end-figures"
"""The roles of sections that hold what stands after all else, each of their blocks on a page of its own but the legends."""
CONTRIBUTIONS, BIOGRAPHIES = "author-roles", "biographies"
"""The roles of sections that tell what else stands in the data of authors only."""


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A table of style.toml."""


class Page(Part, frozen=True):
    """``[page]``: ``size`` is ``a4``, ``letter``, ``a5`` or two lengths. ``line-numbers`` in the margin.

    ``abstract-in-column`` begins the first column with the abstract instead of setting it above the columns;
    ``side-column`` puts dates, identifiers and editors in a box of their own, ``div.side``, for page.css to place.
    """

    size: str = "a4"
    margin_top: str = "25mm"
    margin_bottom: str = "25mm"
    margin_inner: str = "25mm"
    margin_outer: str = "25mm"
    columns: int = 1
    column_gap: str = "7mm"
    line_numbers: LineNumbers = "none"
    abstract_in_column: bool = False
    side_column: bool = False


_NOTHING: Running = ("", "", "")


class RunningHead(Part, frozen=True):
    """``[running-head]``: what stands left, in the middle and right at the ``head`` and ``foot`` of the pages.

    ``{title}`` is the short title, ``{authors}`` the family names, ``{journal}``, ``{issue}``, ``{doi}`` and ``{rights}`` what
    the manuscript says of them, ``{page}`` the number of the page and ``{pages}`` how many there are; in capitals
    (``{TITLE}``) what they stand for is. ``longest`` is how many characters title and authors may have together: a longer
    title is cut at its colon or at a word. The first page has ``first-head`` and ``first-foot``; left pages have
    ``even-head`` and ``even-foot`` where these are given.
    """

    head: Running = _NOTHING
    foot: Running = ("", "{page}", "")
    first_head: Running = _NOTHING
    first_foot: Running = ("", "{page}", "")
    even_head: tuple[str, ...] = ()
    even_foot: tuple[str, ...] = ()
    longest: int = 90

    def __post_init__(self) -> None:
        if {len(self.even_head), len(self.even_foot)} - {0, 3}:
            raise ValueError(
                "even-head and even-foot are left out, or say what stands left, in the middle and right"
            )

    def rows(self, place: str) -> dict[str, tuple[str, ...]]:
        """What stands in that ``place``, ``head`` or ``foot``, on ``default``, ``first`` and, where they differ, ``even`` pages."""
        if place == "head":
            always, first, even = self.head, self.first_head, self.even_head
        else:
            always, first, even = self.foot, self.first_foot, self.even_foot
        rows: dict[str, tuple[str, ...]] = {"default": always, "first": first}
        return rows | {"even": even or always} if self.even_head or self.even_foot else rows

    @property
    def numbers_pages(self) -> bool:
        """Whether the pages after the first show their numbers."""
        return self.shows("page")

    def shows(self, field: str) -> bool:
        """Whether the pages after the first show ``field``."""
        rows = (*self.head, *self.foot, *self.even_head, *self.even_foot)
        return any(f"{{{field}}}" in template.lower() for template in rows)


def has_middle(rows: dict[str, tuple[str, ...]]) -> bool:
    """Whether one of ``rows`` has something in the middle, so that what stands left must leave room."""
    return any(row[1] for row in rows.values())


class TextStyle(Part, frozen=True):
    """``[text]``: fonts in order of preference; ``line-spacing`` is a factor of the font size's natural line.

    ``paragraph-indent`` is that of first lines, but for the paragraph under a heading; ``heading-font`` is ``font`` if empty.
    """

    font: tuple[str, ...] = ("STIX Two Text", "Liberation Serif", "Times New Roman", "serif")
    heading_font: tuple[str, ...] = ()
    mono_font: tuple[str, ...] = ("Source Code Pro", "Liberation Mono", "Courier New", "monospace")
    size: str = "10.5pt"
    line_spacing: float = 1.2
    paragraph_indent: str = "1.2em"
    paragraph_space: str = "0pt"
    align: Literal["justify", "left"] = "justify"
    hyphenate: bool = True


class HeadingLook(Part, frozen=True):
    """How a title or a heading looks. ``indent`` is that of the whole heading.

    ``run-in`` sets the heading of a section into the line of the paragraph below it, with a full stop where it has none.
    """

    size: str = "1em"
    bold: bool = False
    italic: bool = False
    caps: Caps = "none"
    align: Literal["left", "center"] = "left"
    indent: str = "0pt"
    run_in: bool = False


class Headings(Part, frozen=True):
    """``[headings]``: ``numbering`` numbers sections where the manuscript does not: ``1``, ``1.1`` (``decimal``), or ``I.``,
    ``A.``, ``1)``, ``a)`` (``roman-alpha``, which points to ``II-A``). ``number-end`` follows a decimal number.

    ``[[headings.levels]]`` are :class:`HeadingLook`, from the first level down; the last of them is that of all below.
    """

    numbering: Literal["none", "decimal", "roman-alpha"] = "none"
    number_end: str = ""
    levels: tuple[HeadingLook, ...] = (
        HeadingLook("13pt", bold=True),
        HeadingLook("11pt", bold=True),
        HeadingLook(italic=True),
    )

    def level(self, number: int) -> HeadingLook:
        """The look of level ``number``, counted from 1."""
        return self.levels[min(number, len(self.levels)) - 1] if self.levels else HeadingLook()


class Labels(Part, frozen=True):
    """``[labels]``: the words before numbers; empty: the document's language decides. ``table-numbers`` may be Roman.

    In a caption, ``end`` follows the label (``Figure 1.``, ``Figure 1 |``), which is set as ``face`` says; ``own-line`` sets it
    in a line of its own, without ``end``.
    """

    figure: str = ""
    table: str = ""
    equation: str = ""
    table_numbers: Literal["decimal", "roman"] = "decimal"
    end: str = "."
    face: Face = "bold"
    own_line: bool = False


class Captions(Part, frozen=True):
    """``[captions]`` of figures, tables, listings …: ``face`` is that of what follows the label."""

    size: str = "0.85em"
    align: Literal["left", "center"] = "left"
    face: Face = "plain"


class Figures(Part, frozen=True):
    """``[figures]``: ``place`` is ``inline`` (where the manuscript has them), ``mention`` (the same, but those gathered at its end
    behind the paragraph that first mentions them), ``end`` (one to a page after all else) or ``separate`` (left out of the paper).

    In the last two ``legends`` heads a list of the captions, and ``callout`` stands in the figure's place:
    ``[{label} about here]``. Without ``legends`` a figure at the end keeps its caption, and that of one left out stands in its
    place. All this is of paged formats only (DOCX, PDF). ``caption`` says on which side of the figure its caption stands.
    """

    place: FloatPlace = "inline"
    caption: Literal["above", "below"] = "below"
    legends: str = ""
    callout: str = ""


class Tables(Part, frozen=True):
    """``[tables]``: ``place`` and ``callout`` as for figures; a table at the end keeps its caption, that of one left out stands
    among the legends.

    ``rules`` are three lines, lines round every cell, or none; ``caption`` says on which side of the table its caption stands.
    """

    place: FloatPlace = "inline"
    caption: Literal["above", "below"] = "above"
    callout: str = ""
    rules: Literal["three-line", "grid", "none"] = "three-line"
    size: str = "0.85em"


class Front(Part, frozen=True):
    """``[front]``, the title block: ``title`` is a :class:`HeadingLook`, ``align`` that of the lines under it.

    ``order`` names parts in the order in which they stand; those it does not name follow. ``title-page`` is ``first-page`` or
    ``own-page``: what stands before the abstract then has a page of its own. ``space-above`` is that above the title, ``size``
    that of the lines below it, and ``line-spacing`` a factor as in ``[text]``; empty and 0 leave these to paperconv.
    ``first-page-foot`` names parts that stand at the foot of the first page instead. ``affiliation-marks`` and ``note-marks``
    tie authors to affiliations and notes; ``show`` is what is told of single authors besides.
    """

    title: HeadingLook = HeadingLook("19pt", bold=True)
    align: Literal["left", "center"] = "left"
    space_above: str = "0pt"
    size: str = ""
    line_spacing: float = 0.0
    title_page: Literal["first-page", "own-page"] = "first-page"
    order: tuple[FrontPart, ...] = get_args(FrontPart)
    first_page_foot: tuple[Literal["affiliations", "notes", "dates", "credits"], ...] = ()
    affiliation_marks: Marks = "number"
    note_marks: Marks = "symbol"
    show: tuple[Detail, ...] = get_args(Detail)

    @property
    def parts(self) -> tuple[FrontPart, ...]:
        """All parts in order: those that ``order`` names, then the others."""
        return tuple(dict.fromkeys((*self.order, *get_args(FrontPart))))


class Abstract(Part, frozen=True):
    """``[abstract]``: ``heading`` is its word, or ``none`` (where it is the only one and has no parts); empty: the manuscript
    or its language decides.

    ``run-in`` is what follows the heading in the first line of the text (``"—"``, ``": "``); empty: the heading has a line of
    its own, which stands as ``align`` says. ``own-page`` gives abstract and keywords a page. ``leave-out`` are the kinds of
    abstracts that the journal does not print; they stay in formats without pages, and in files of their own.
    """

    heading: str = ""
    run_in: str = ""
    align: Literal["left", "center"] = "left"
    own_page: bool = False
    leave_out: tuple[ExtraAbstract, ...] = ()
    size: str = "0.93em"
    face: Literal["plain", "bold", "italic"] = "plain"


class Keywords(Part, frozen=True):
    """``[keywords]``: ``heading`` as for the abstract, ``end`` what follows it, ``separator`` what stands between keywords.

    ``face`` is that of the heading, and of the abstract's where that runs in; ``indent`` is that of the first line.
    """

    heading: str = ""
    end: str = ": "
    separator: str = "; "
    face: Face = "bold"
    indent: str = "0pt"


class References(Part, frozen=True):
    """``[references]``: ``heading`` replaces the list's own; ``hanging`` is how far the lines after the first stand in."""

    heading: str = ""
    hanging: str = "2.2em"
    size: str = "0.9em"
    new_page: bool = False


class Back(Part, frozen=True):
    """``[back]``: what follows the body, in order. Sections are named by their role (``acknowledgements``, ``funding``,
    ``data-availability`` …); ``sections`` are those not named, ``references`` the lists that belong to no section, ``appendix``,
    ``biographies``, ``legends``, ``tables`` and ``figures`` (those at the end) what they say. Where ``sections`` are not named they
    come first; what else is not named follows in the order in which it stands here. ``declarations`` are statements below one
    heading: ``kept`` there, set ``apart``, each in its own place, or ``together`` with those that stand alone. Paged formats only.
    """

    order: tuple[str, ...] = ()
    declarations: Literal["kept", "apart", "together"] = "kept"


class Docx(Part, frozen=True):
    """``[docx]``: ``fields`` is ``flat`` for journals that forbid fields: numbers are text then, references links."""

    fields: Literal["live", "flat"] = "live"
