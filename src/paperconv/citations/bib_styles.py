"""The character styles by which production editors mark the parts of a reference in Word.

The names are those of Inera's eXtyles, which most publishers' Word macros know (``bib_surname``, ``bib_article``, ``bib_fpage``
…); what it has no style for is named after them. A run of an entry in such a style is a :class:`~paperconv.model.Span` whose
role is the style's name.
"""

from __future__ import annotations

PREFIX = "bib_"

PEOPLE = {"author": "", "editor": "ed-", "translator": "tr-"}
"""The kinds of persons, each with what the names of its styles have behind :data:`PREFIX`."""
PERSON_PARTS = ("surname", "fname", "particle", "suffix", "organization")

TITLES = {
    "article": "bib_article", "article-journal": "bib_article", "article-magazine": "bib_article",
    "article-newspaper": "bib_article", "review": "bib_article", "book": "bib_book", "chapter": "bib_chaptertitle",
    "entry-dictionary": "bib_chaptertitle", "entry-encyclopedia": "bib_chaptertitle",
    "paper-conference": "bib_confpaper",
}  # fmt: skip
"""The style of a title by the CSL type of the work."""
TITLE = "bib_title"
"""That of all other titles."""

CONTAINERS = {
    "chapter": "bib_book", "entry-dictionary": "bib_book", "entry-encyclopedia": "bib_book",
    "paper-conference": "bib_confproceedings",
}  # fmt: skip
"""The style of a container by the CSL type of the work."""
CONTAINER = "bib_journal"

PUBLISHERS = {"thesis": "bib_school", "report": "bib_institution"}
PUBLISHER = "bib_publisher"

FIELDS = {
    "collection_title": "bib_series", "collection_number": "bib_seriesno", "event_title": "bib_conference",
    "event_place": "bib_conflocation", "publisher_place": "bib_location", "volume": "bib_volume", "issue": "bib_issue",
    "number": "bib_number", "number_of_pages": "bib_pagecount", "number_of_volumes": "bib_volcount",
    "chapter_number": "bib_chapterno", "edition": "bib_editionno", "version": "bib_version", "genre": "bib_deg",
    "medium": "bib_medium", "doi": "bib_doi", "isbn": "bib_isbn", "issn": "bib_issn", "pmid": "bib_medline",
    "pmcid": "bib_pmcid", "archive_location": "bib_preprint", "url": "bib_url", "accessed": "bib_accessed",
    "original_date": "bib_alt-year",
}  # fmt: skip
"""The styles of fields that are one stretch of an entry."""

YEAR, MONTH, DAY = "bib_year", "bib_month", "bib_day"
FIRST_PAGE, LAST_PAGE = "bib_fpage", "bib_lpage"

LINKS = frozenset({"bib_doi", "bib_url"})
"""Those that look like links."""

STYLES = tuple(
    dict.fromkeys(
        (
            *(f"{PREFIX}{kind}{part}" for kind in PEOPLE.values() for part in PERSON_PARTS),
            *TITLES.values(),
            TITLE,
            *CONTAINERS.values(),
            CONTAINER,
            *PUBLISHERS.values(),
            PUBLISHER,
            *FIELDS.values(),
            "bib_reportnum",
            YEAR,
            MONTH,
            DAY,
            FIRST_PAGE,
            LAST_PAGE,
        )
    )
)
"""All of them."""
