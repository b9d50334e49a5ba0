"""Tagging profiles: the tag set that an article names, and what a repository wants in it beyond the DTD.

One writer makes every article, in Publishing 1.3. A profile is data: the DTD, the changes that are made to the finished article
(:mod:`~paperconv.exporters.jats.changes`), and what must be there though only a manuscript or a style can give it.
"""

from __future__ import annotations

import msgspec

from paperconv.styles.types import Jats

_SET = "-//NLM//DTD JATS (Z39.96) Journal"


class Profile(msgspec.Struct, frozen=True):
    """``use`` is the article's ``specific-use``. ``changes`` are names of changes. ``wants`` are XPaths below ``article`` with
    the words for what is missing where they find nothing.
    """

    name: str
    version: str
    public_id: str
    system_id: str
    use: str = ""
    changes: tuple[str, ...] = ()
    wants: tuple[tuple[str, str], ...] = ()

    @property
    def doctype(self) -> str:
        """The document type declaration."""
        return f'<!DOCTYPE article PUBLIC "{self.public_id}" "{self.system_id}">'


_JOURNAL = (
    ("front/journal-meta/journal-id[normalize-space()]", "the journal's id or title"),
    ("front/journal-meta/issn[normalize-space()]", "an ISSN"),
    ("front/journal-meta/publisher", "the publisher"),
)
_PMC = (
    *_JOURNAL,
    ("front/article-meta/article-categories", "a subject or kind of article"),
    ("front/article-meta/pub-date", "the date of publication"),
    ("front/article-meta/fpage | front/article-meta/elocation-id", "page numbers or an article number"),
    ("front/article-meta/permissions/*", "a copyright line or licence"),
)
_SCIELO = (
    *_JOURNAL,
    ("front/journal-meta/journal-title-group/abbrev-journal-title", "the journal's abbreviated title"),
    ("front/article-meta/article-id", "a DOI or another number of the article"),
    ("front/article-meta/article-categories", "a subject or kind of article"),
    ("front/article-meta/pub-date[day and month and normalize-space(year)]", "the day of publication"),
    ("front/article-meta/fpage | front/article-meta/elocation-id", "page numbers or an article number"),
    ("front/article-meta/history/date[@date-type='received']", "the day on which it was received"),
    ("front/article-meta/history/date[@date-type='accepted']", "the day on which it was accepted"),
    ("front/article-meta/permissions/license[@license-type]", "a Creative Commons licence"),
    ("front/article-meta/contrib-group/contrib/contrib-id[@contrib-id-type='orcid']", "an author's ORCID iD"),
    ("front/article-meta//aff/country", "the country of an affiliation"),
    ("front/article-meta/abstract", "an abstract"),
)

_ALL = (
    Profile("JATS Publishing 1.3", "1.3", f"{_SET} Publishing DTD v1.3 20210610//EN", "JATS-journalpublishing1-3.dtd"),
    Profile("JATS Publishing 1.2", "1.2", f"{_SET} Publishing DTD v1.2 20190208//EN", "JATS-journalpublishing1.dtd", changes=("1.2",)),
    Profile("JATS Archiving 1.3", "1.3", f"{_SET} Archiving and Interchange DTD v1.3 20210610//EN", "JATS-archivearticle1-3.dtd"),
    Profile("JATS Archiving 1.2", "1.2", f"{_SET} Archiving and Interchange DTD v1.2 20190208//EN", "JATS-archivearticle1.dtd", changes=("1.2",)),
    Profile("JATS Publishing 1.1", "1.1", f"{_SET} Publishing DTD v1.1 20151215//EN", "JATS-journalpublishing1.dtd", changes=("1.2", "1.1")),
)  # fmt: skip
_TAG_SETS = {(one.name.split()[1].lower(), one.version): one for one in _ALL}
# What a repository wants: the tag set that its articles use, and what differs from it.
_REPOSITORIES: dict[str, tuple[str, Profile]] = {
    "pmc": ("publishing", Profile("PMC", "", "", "", changes=("issn", "formulas"), wants=_PMC)),
    "scielo": (
        "publishing",
        Profile("SciELO PS", "", "", "", "sps-1.9", ("issn", "scielo"), _SCIELO),
    ),
}  # fmt: skip


def profile_of(settings: Jats) -> Profile:
    """The profile that a style asks for."""
    tag_set, repository = _REPOSITORIES.get(settings.profile, (settings.profile, None))
    base = _TAG_SETS[tag_set, settings.named_version]
    if repository is None:
        return base
    return msgspec.structs.replace(
        base,
        name=repository.name,
        use=repository.use,
        changes=(*repository.changes, *base.changes),
        wants=repository.wants,
    )
