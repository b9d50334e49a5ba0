"""Rules about the works that a paper lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperconv import model as m
from paperconv.diagnostics import Pos
from paperconv.patterns import late
from paperconv.requirements.paper import Paper
from paperconv.requirements.types import Check, Place, Verdict, bounded, counted, judged, unknown
from paperconv.styles import Rule

_NO_REFERENCES = "the manuscript has no reference list"
_SURE = 0.6
"""As in the pass ``cite``: an entry that was understood less surely is left as it stands."""

# What each kind of work needs, by CSL type; one of several is enough. After the guides that agree on this: APA, Vancouver, ISO 690.
_MAKERS = "authors|editors|translators|container_authors"
_NEEDS: dict[str, tuple[str, ...]] = {
    "article-journal": (_MAKERS, "title", "container_title|container_title_short", "issued", "volume|page|number|doi|url|status"),
    "article-magazine": ("title", "container_title|container_title_short", "issued"),
    "article-newspaper": ("title", "container_title|container_title_short", "issued"),
    "article": (_MAKERS, "title", "issued", "doi|url|number|archive|publisher|container_title"),
    "book": (_MAKERS, "title", "issued", "publisher|isbn|doi|url"),
    "chapter": (_MAKERS, "title", "container_title", "issued", "publisher|isbn|page|doi|url"),
    "paper-conference": (_MAKERS, "title", "container_title|event_title|publisher|collection_title", "issued"),
    "thesis": (_MAKERS, "title", "issued", "publisher|archive|url|doi"),
    "report": (f"{_MAKERS}|publisher", "title", "issued", "publisher|number|volume|url|doi|container_title|collection_title"),
    "webpage": ("title", "url|doi", "issued|accessed"),
    "post": ("title", "url|doi", "issued|accessed"),
    "post-weblog": ("title", "url|doi", "issued|accessed"),
    "software": ("title", "url|doi|publisher|archive", "issued|version|accessed"),
    "dataset": ("title", "url|doi|publisher|archive", "issued|version|accessed"),
    "entry-encyclopedia": ("title", "container_title", "issued|accessed|edition"),
    "patent": (f"{_MAKERS}|publisher", "title", "number", "issued"),
}  # fmt: skip
_CALLED = {
    _MAKERS: "author",
    f"{_MAKERS}|publisher": "author or institution",
    "container_title|container_title_short": "journal",
    "container_title": "title of the book",
    "container_title|event_title|publisher|collection_title": "title of the proceedings",
    "issued": "year",
    "issued|accessed": "year or day of access",
    "issued|version|accessed": "year or version",
    "issued|accessed|edition": "year or edition",
    "publisher|isbn|doi|url": "publisher",
    "publisher|isbn|page|doi|url": "publisher or pages",
    "publisher|archive|url|doi": "university",
    "publisher|number|volume|url|doi|container_title|collection_title": "institution or number",
    "volume|page|number|doi|url|status": "volume, pages or DOI",
    "doi|url|number|archive|publisher|container_title": "number or DOI of the preprint",
    "url|doi": "address",
    "url|doi|publisher|archive": "address or publisher",
}
_PLACEHOLDER = late(
    r"\W*(?:\[?\d+[\].)]?\s*)?(?:ibid(?:em)?|idem|op\.?\s?cit|loc\.?\s?cit|ebd|ebenda)\b", re.IGNORECASE
)
_OP_CIT = late(r"\b(?:op\.?\s?cit|loc\.?\s?cit)\b", re.IGNORECASE)
_YEAR = late(r"\b(?:1[5-9]|20)\d\d")
_WORD = late(r"[^\W\d_]{3,}")
_JOINING = frozenset(
    ("and", "und", "et", "the", "from", "for", "available", "retrieved", "accessed", "vol", "volume", "pages", "issue", "edited",
     "eds", "editor", "editors", "doi", "https", "http", "org", "www", "com", "online", "press", "proceedings", "chapter",
     "edition", "isbn", "last", "date", "url", "access", "visited", "archived")
)  # fmt: skip


def name_of(reference: m.Reference) -> str:
    """What an entry is called in a report: its label or key, and how it begins."""
    text = " ".join(m.text_of(reference.raw or reference.formatted or reference.title).split())
    label = reference.label.strip(" []().") or reference.key
    short = text if len(text) <= 60 else f"{text[:57].rstrip()} …"
    return f"{label}: “{short}”" if label and label not in short[:12] else f"“{short}”"


def entries(paper: Paper) -> Iterator[tuple[m.Reference, Pos | None]]:
    """The entries of all lists, each with its place or that of its list."""
    for listed in paper.prepared.reference_lists:
        for one in listed.references:
            yield one, one.pos or listed.pos


def references(paper: Paper, rule: Rule) -> Verdict:
    """How many entries there are."""
    return bounded(len(paper.references), rule, "references")


def references_cited(paper: Paper, _: Rule) -> Verdict:
    """Every entry is cited in text, captions, tables or notes."""
    if not paper.references:
        return unknown(_NO_REFERENCES)
    ids = {one.id for one in paper.references}
    cited = set()
    for node in m.iter_nodes(m.replace(paper.prepared, reference_lists=())):
        if isinstance(node, m.CiteItem):
            cited.add(node.ref)
        elif isinstance(node, m.CrossRef) and node.target in ids:
            cited.add(node.target)
    if not cited:
        return unknown("no citation of the text was recognised")
    cited |= {one.same_as for one in paper.references if one.id in cited}
    found = [Place(name_of(one), pos) for one, pos in entries(paper) if one.id not in cited]
    return judged(found, f"{len(ids) - len(found)} of {counted(len(ids), 'references')}")


def references_complete(paper: Paper, _: Rule) -> Verdict:
    """Every entry says what its kind of work needs; an entry that was not wholly understood is left to a person."""
    if not paper.references:
        return unknown(_NO_REFERENCES)
    missing: list[Place] = []
    unsure: list[Place] = []
    # Physicists leave out the titles of articles, all of them.
    articles = [one for one in paper.references if one.type == "article-journal"]
    untitled = 2 * sum(not one.title for one in articles) > len(articles)
    for one, pos in entries(paper):
        if one.same_as:
            continue
        lacks = [
            needed for needed in _NEEDS.get(one.type, ("title", "issued|accessed")) if not _has(one, needed)
        ]
        if untitled and one.type == "article-journal":
            lacks = [needed for needed in lacks if needed != "title"]
        if lacks or not one.type:
            said = ", ".join(_CALLED.get(needed, needed) for needed in lacks) if one.type else "kind of work"
            place = Place(f"{name_of(one)}: no {said}", pos)
            (missing if one.type and _is_sure(one, lacks) else unsure).append(place)
    total = len(paper.references)
    said = f"{total - len(missing) - len(unsure)} of {counted(total, 'references')}"
    if missing:
        rest = f"{counted(len(unsure), 'more entries')} could not be read for certain" if unsure else ""
        return Verdict("fail", said, tuple(missing), rest)
    if unsure:
        return unknown("some entries could not be read for certain", said, unsure)
    return judged((), said)


def _has(reference: m.Reference, needed: str) -> bool:
    return any(getattr(reference, name) for name in needed.split("|"))


def _is_sure(reference: m.Reference, lacks: list[str]) -> bool:
    """Whether what was not found in an entry is not there: a printed one must have been understood to its last words."""
    if not reference.raw:
        return True
    if reference.confidence < _SURE:
        return False
    text = m.text_of(reference.raw)
    roles = [node.role for node in m.iter_nodes(reference) if isinstance(node, m.Span) and node.role]
    if "title" in lacks or (_MAKERS in lacks and roles[:1] != ["ref:title"]):
        return False  # more likely taken for something else than not there
    if any("issued" in needed for needed in lacks) and _YEAR.search(text):
        return False
    loose = m.text_of(
        tuple(one for one in reference.raw if not (isinstance(one, m.Span) and one.role.startswith("ref:")))
    )
    return not {word.casefold() for word in _WORD.findall(loose)} - _JOINING


def references_placeholder(paper: Paper, _: Rule) -> Verdict:
    """No entry stands for another one."""
    if not paper.document.reference_lists:
        return unknown(_NO_REFERENCES)
    found = []
    for listed in paper.document.reference_lists:
        for one in listed.references:
            text = m.text_of(one.raw)
            if one.same_as or _PLACEHOLDER.match(text) or _OP_CIT.search(text):
                found.append(Place(name_of(one), one.pos or listed.pos))
    return judged(found)


def references_doi(paper: Paper, _: Rule) -> Verdict:
    """Articles of journals have their DOI. Old ones, and those of small journals, may have none to give."""
    articles = [(one, pos) for one, pos in entries(paper) if one.type == "article-journal"]
    if not articles:
        return unknown("no entry was recognised as an article of a journal")
    found = [Place(name_of(one), pos) for one, pos in articles if not _gives_doi(one)]
    return judged(found, f"{len(articles) - len(found)} of {counted(len(articles), 'articles')}")


def _gives_doi(one: m.Reference) -> bool:
    return bool(one.doi) or "doi.org/" in one.url or "doi.org/10." in m.text_of(one.raw)


def references_weak(paper: Paper, rule: Rule) -> Verdict:
    """Works of kinds that the journal does not like: CSL types (``webpage``), or words in the entry (``wikipedia.org``)."""
    if not paper.references:
        return unknown(_NO_REFERENCES)
    found = []
    for one, pos in entries(paper):
        text = f"{m.text_of(one.raw or one.formatted)} {one.url}".casefold()
        why = next((v for v in rule.values if v == one.type or _speaks_of(text, v.casefold(), one)), "")
        if why:
            found.append(Place(f"{name_of(one)} ({why})", pos))
    return judged(found, counted(len(found), "references"))


def _speaks_of(text: str, word: str, one: m.Reference) -> bool:
    title = m.text_of(one.title).casefold()
    return bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)) and word not in title


CHECKS: dict[str, Check] = {
    "references": references,
    "references-cited": references_cited,
    "references-complete": references_complete,
    "references-placeholder": references_placeholder,
    "references-doi": references_doi,
    "references-weak": references_weak,
}
