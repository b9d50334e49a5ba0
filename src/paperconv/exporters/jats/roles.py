"""What a section, statement or paragraph is, in the words that JATS and the JATS4R recommendations want.

JATS4R (https://jats4r.org) has a conflict of interest statement as ``fn fn-type="coi-statement"`` in
``author-notes``, a data availability statement as ``sec`` right in ``back``, and one ethics statement.
"""

from __future__ import annotations

from collections.abc import Iterator

from paperconv import model as m

_CONFLICT = frozenset(
    (
        "coi", "coi-statement", "conflict", "conflicts", "conflict-statement", "conflict-of-interest",
        "conflict-of-interests", "conflicts-of-interest", "competing-interest", "competing-interests",
        "declaration-of-interest", "declaration-of-interests", "competing-interess", "conflict-of-interest-statement",
    )
)  # fmt: skip
# A section with one of these titles is taken for such a statement, whatever its role.
_CONFLICT_TITLES = frozenset(
    (
        "conflict of interest", "conflicts of interest", "conflict of interest statement", "author conflicts",
        "conflict of interest statements", "competing interests", "competing interess", "conflicts",
    )
)  # fmt: skip
_DATA = frozenset(
    (
        "data-availability", "data-availability-statement", "data-accessibility", "availability-of-data",
        "availability-of-data-and-materials", "data-and-code-availability",
    )
)  # fmt: skip
_ETHICS = frozenset(
    ("ethics", "ethics-statement", "ethics-approval", "ethical-approval", "ethical-statement")
)
_ACKNOWLEDGEMENTS = frozenset(
    ("ack", "acknowledgements", "acknowledgments", "acknowledgement", "acknowledgment")
)
ABBREVIATIONS = frozenset(("abbreviations", "glossary", "nomenclature"))
APPENDIX = "appendix"
DATA_AVAILABILITY = "data-availability"
ETHICS = "ethics-statement"

PEER_REVIEW = frozenset(
    ("reviewer-report", "editor-report", "author-comment", "community-comment", "aggregated-review-documents")
)


def normal(role: str) -> str:
    """``role`` in lower case with hyphens."""
    return "-".join(role.lower().replace("_", " ").replace("-", " ").split())


def content_type(role: str) -> str:
    """``role`` as the ``content-type`` of a paragraph or the like, empty for statements, which have a place of their own."""
    plain = normal(role)
    return "" if plain in _CONFLICT or plain in _DATA or plain == ETHICS else role.strip()


def is_conflict(section: m.Section) -> bool:
    """Whether ``section`` is a conflict of interest statement."""
    if section.role and normal(section.role) in _CONFLICT:
        return True
    return " ".join(m.text_of(section.title).lower().split()) in _CONFLICT_TITLES


def is_data_availability(section: m.Section) -> bool:
    """Whether ``section`` is a data availability statement."""
    return bool(section.role) and normal(section.role) in _DATA


def is_ethics(section: m.Section) -> bool:
    """Whether ``section`` is an ethics statement."""
    return bool(section.role) and normal(section.role) in _ETHICS


def is_acknowledgement(section: m.Section) -> bool:
    """Whether ``section`` holds acknowledgements."""
    return bool(section.role) and normal(section.role) in _ACKNOWLEDGEMENTS


def moved(sections: tuple[m.Section, ...]) -> Iterator[m.Section]:
    """The statements in and below ``sections`` that stand elsewhere in JATS, in order.

    What lies below a conflict of interest statement stays in it.
    """
    for section in sections:
        if is_conflict(section):
            yield section
        else:
            if is_data_availability(section):
                yield section
            yield from moved(section.sections)
