"""Authors of a manuscript whose byline was not understood, by the ORCID iDs and addresses that stand at their names."""

from __future__ import annotations

from paperconv import model as m
from paperconv.anonymity.places import EMAIL
from paperconv.patterns import late

ORCID = late(r"(?<!\d)\d{4}-\d{4}-\d{4}-\d{3}[\dX](?!\d)")
_NAMED = late(
    r"((?:[^\W\d_a-z][\w'’.-]*\s+){1,3}[^\W\d_a-z][\w'’-]+)[\s\W\d]{0,8}?(?:https?://orcid\.org/|orcid:?\s*)?"
    r"(?=\d{4}-\d{4}-\d{4}-\d{3}[\dX]|[\w.+-]+@[\w-]+\.)"
)


def is_byline(block: m.Block) -> bool:
    """Whether a block before the first section gives an ORCID iD or an e-mail address."""
    text = m.text_of(block)
    return ORCID.search(text) is not None or EMAIL.search(text) is not None


def authors_of(document: m.Document) -> tuple[m.Author, ...]:
    """The authors that front matter names; where there are none, those in what looks like a byline before the text."""
    if document.meta.authors:
        return document.meta.authors
    found = dict.fromkeys(
        " ".join(name.split())
        for block in document.blocks
        if is_byline(block)
        for name in _NAMED.findall(m.text_of(block))
    )
    return tuple(
        m.Author(name=m.Name(given=given, family=family))
        for given, _, family in (name.rpartition(" ") for name in found)
    )
