"""From CSL's item types to JATS's publication types, and where each has its titles."""

from __future__ import annotations

from paperconv import model as m
from paperconv.exporters.jats.tags import DATA_TITLE, PLAIN, SOURCE, TITLE, Tags

# The elements that hold a title, and what they take.
TITLES: dict[str, Tags] = {
    "article-title": TITLE,
    "chapter-title": SOURCE,
    "source": SOURCE,
    "data-title": DATA_TITLE,
    "series": PLAIN,
}

# CSL 1.0.2 item types (https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types) to the
# values that the JATS tag library suggests for publication-type.
_TYPES = {
    "article-journal": "journal",
    "article-newspaper": "newspaper",
    "article-magazine": "periodical",
    "article": "preprint",
    "book": "book",
    "chapter": "book",
    "entry": "book",
    "entry-dictionary": "book",
    "entry-encyclopedia": "book",
    "classic": "book",
    "pamphlet": "book",
    "paper-conference": "confproc",
    "speech": "confproc",
    "webpage": "web",
    "post": "web",
    "post-weblog": "web",
    "report": "report",
    "thesis": "thesis",
    "dataset": "data",
    "software": "software",
    "patent": "patent",
    "standard": "standard",
    "review": "review",
    "review-book": "review",
    "periodical": "periodical",
    "personal_communication": "communication",
    "legislation": "gov",
    "regulation": "gov",
    "bill": "gov",
    "hearing": "gov",
}
_PARTS = frozenset(("chapter", "entry", "entry-dictionary", "entry-encyclopedia"))
# The work itself is the source; a container is a series then.
_WHOLE = frozenset(("book", "report", "thesis", "software", "standard", "patent", "gov"))


def publication_type(reference: m.Reference) -> str:
    """The ``publication-type`` of ``reference``, ``other`` where its kind is not known.

    What only an address leads to (``@misc`` with ``url``) is a page of the web.
    """
    told = reference.raw or reference.publisher or reference.container_title or reference.doi
    online = bool(reference.url) and not told
    return _TYPES.get(reference.type, "web" if online else "other")


def title_tag(reference: m.Reference, kind: str) -> str:
    """The element that holds the title of ``reference``, whose publication type is ``kind``."""
    if reference.type in _PARTS:
        return "chapter-title"
    if kind == "data":
        return "data-title"
    return "source" if kind in _WHOLE else "article-title"


def container_tag(reference: m.Reference, kind: str) -> str:
    """The element that holds the title of what ``reference`` appeared in."""
    return "series" if kind in _WHOLE and reference.type not in _PARTS else "source"


def demand(kind: str, tags: frozenset[str]) -> str:
    """``kind``, or ``other`` where JATS4R asks more of that kind than the elements ``tags`` of a citation give.

    See https://jats4r.org/preprint-citations and https://jats4r.org/data-citations.
    """
    if kind == "preprint":
        whole = {"person-group", "article-title", "year", "source"} <= tags and not tags.isdisjoint(
            ("ext-link", "pub-id")
        )
        return kind if whole else "other"
    if kind == "data":
        return kind if not tags.isdisjoint(("source", "data-title")) else "other"
    return kind
