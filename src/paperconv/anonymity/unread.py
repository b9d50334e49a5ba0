"""Authors of a manuscript whose byline was not understood, by what stands at their names: ORCID iDs, addresses, titles."""

from __future__ import annotations

from collections.abc import Iterator

from paperconv import model as m
from paperconv.anonymity.places import EMAIL
from paperconv.patterns import late

ORCID = late(r"(?<!\d)\d{4}-\d{4}-\d{4}-\d{3}[\dX](?!\d)")
_NAMED = late(
    r"((?:[^\W\d_a-z][\w'’.-]*\s+){1,3}[^\W\d_a-z][\w'’-]+)[\s\W\d]{0,8}?(?:https?://orcid\.org/|orcid:?\s*)?"
    r"(?=\d{4}-\d{4}-\d{4}-\d{3}[\dX]|[\w.+-]+@[\w-]+\.)"
)

_TITLED = late(
    r"\s*(?:Drs?|Prof|Professor|Mr|Mrs|Ms|Miss)\.?\s+((?:[^\W\d_a-z][\w'’.-]*\s+){1,3}[^\W\d_a-z][\w'’-]+)"
)
_INVESTIGATORS = frozenset(
    (
        "investigators", "principal investigator", "principal investigators", "co-investigators", "study investigators",
        "investigators and affiliations", "investigators and institutions", "research team", "study team", "project team",
        "study personnel", "project personnel", "applicants", "applicant", "project leader", "project leaders",
    )
)  # fmt: skip


def names_investigators(section: m.Section) -> bool:
    """Whether a section has a title under which protocols and proposals name their authors."""
    return m.text_of(section.title).strip(" .:0123456789").lower() in _INVESTIGATORS


def is_byline(block: m.Block) -> bool:
    """Whether a block before the first section gives an ORCID iD or an e-mail address."""
    text = m.text_of(block)
    return ORCID.search(text) is not None or EMAIL.search(text) is not None


def authors_of(document: m.Document) -> tuple[m.Author, ...]:
    """The authors that front matter names; else those in what looks like a byline before the text, and investigators."""
    if document.meta.authors:
        return document.meta.authors
    found = dict.fromkeys(" ".join(name.split()) for name in _told(document))
    return tuple(
        m.Author(name=m.Name(given=given, family=family))
        for given, _, family in (name.rpartition(" ") for name in found)
    )


def _told(document: m.Document) -> Iterator[str]:
    for block in document.blocks:
        if is_byline(block):
            yield from _NAMED.findall(m.text_of(block))
    for section in m.iter_nodes(document):
        if isinstance(section, m.Section) and names_investigators(section):
            for node in m.iter_nodes(section):
                if isinstance(node, m.Paragraph) and (name := _TITLED.match(m.text_of(node))):
                    yield name[1]
