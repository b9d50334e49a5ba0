"""The front matter without what tells who wrote the paper."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv.passes.anonymise.told import Told
from paperconv.patterns import late

_COPYRIGHT = late(r"©|\(c\)|\bcopyright\b", re.IGNORECASE)
_TERMS = late(
    r"\b(?:licen[cs]e|licensed|distributed under|this (?:is|work|article)|open access)", re.IGNORECASE
)

# Keys of ``Metadata.extra`` that steer the output and say nothing of persons.
_STEERING = frozenset(("nocite",))
_KNOWN = frozenset(("title", "subtitle", "short_title", "language", "article_type"))


def without_people(meta: m.Metadata, told: Told) -> m.Metadata:
    """``meta`` without persons, their places, who paid them, and where the paper has appeared."""
    bios = sum(bool(author.bio) for author in meta.authors)
    for what, count in (
        ("author", len(meta.authors)),
        ("editor", len(meta.editors)),
        ("affiliation", len(meta.affiliations)),
        ("author note", len(meta.author_notes)),
        ("biography", bios),
        ("ORCID iD", sum(bool(author.orcid) for author in meta.authors)),
        ("e-mail address", sum(len(author.emails) for author in meta.authors)),
        ("funding statement", len(meta.funding)),
        ("identifier of the paper", len(meta.identifiers)),
        ("related article", len(meta.related)),
        ("field of metadata", sum(one.key not in _STEERING for one in meta.extra)),
    ):
        told.removed[what] += count
    # What is kept is named, so that a field which the model gets some day is not kept unseen.
    return m.Metadata(
        title=meta.title,
        subtitle=meta.subtitle,
        short_title=meta.short_title,
        translated_titles=meta.translated_titles,
        abstracts=meta.abstracts,
        keywords=meta.keywords,
        subjects=meta.subjects,
        dates=meta.dates,
        journal=_title_only(meta.journal, told),
        conference=meta.conference,
        license=_terms(meta.license, told),
        counts=meta.counts,
        language=meta.language,
        article_type=meta.article_type,
        recognitions=tuple(one for one in meta.recognitions if one.field in _KNOWN),
        extra=tuple(one for one in meta.extra if one.key in _STEERING),
        pos=meta.pos,
    )


def _terms(given: m.License | None, told: Told) -> m.License | None:
    """The licence without who holds the copyright."""
    if given is None:
        return None
    text = given.text
    if _COPYRIGHT.search(m.text_of(text)):
        # Where the licence is named anyway, its text says no more of it.
        text = () if given.url or given.name else _from_terms(text)
    held = given.copyright_holder or given.copyright_statement or text != given.text
    told.removed["copyright line"] += bool(held)
    kept = m.replace(given, text=text, copyright_statement="", copyright_year="", copyright_holder="")
    return kept if kept.url or kept.name or kept.text else None


def _from_terms(text: m.Inlines) -> m.Inlines:
    """The text of a licence from where its terms begin, behind who holds the copyright; nothing if that is not plain."""
    first = text[0]
    if not isinstance(first, m.Text):
        return ()
    found = _TERMS.search(first.value)
    return (m.replace(first, value=first.value[found.start() :]), *text[1:]) if found else ()


def _title_only(journal: m.Journal | None, told: Told) -> m.Journal | None:
    """The journal without the place in it at which the paper can be looked up."""
    if journal is None:
        return None
    place = ("volume", "issue", "first_page", "last_page", "article_number")
    told.removed["place in the journal"] += any(getattr(journal, name) for name in place)
    return m.replace(journal, **dict.fromkeys(place, ""))
