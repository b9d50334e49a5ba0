"""The front: the journal, and what is known of the article, in the order of the DTD."""

from __future__ import annotations

from itertools import groupby

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Rule, Severity
from paperconv.exporters.jats.abstracts import write_abstracts, write_keywords
from paperconv.exporters.jats.affiliations import write_affiliations
from paperconv.exporters.jats.dates import write_date
from paperconv.exporters.jats.inlines import write_inlines
from paperconv.exporters.jats.people import write_author_notes, write_contributors
from paperconv.exporters.jats.rights import write_funding, write_permissions
from paperconv.exporters.jats.sections import without_bold
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import HREF, PLAIN, TITLE, Element, child, unknown
from paperconv.styles import journal_of

_PUB_ID_TYPES = frozenset(
    (
        "accession", "archive", "ark", "art-access-id", "arxiv", "coden", "doaj", "doi", "handle", "index", "isbn",
        "manuscript", "medline", "mr", "other", "pii", "pmcid", "pmid", "publisher-id", "sici", "std-designation",
        "zbl",
    )
)  # fmt: skip
# Kinds of date that say when the article was published, with the format they say it of.
_PUBLISHED = {
    "pub": "",
    "published": "",
    "publication": "",
    "epub": "electronic",
    "ppub": "print",
    "collection": "",
}
_COUNTS = {
    "fig": "fig-count", "figure": "fig-count", "table": "table-count", "equation": "equation-count",
    "ref": "ref-count", "reference": "ref-count", "page": "page-count", "word": "word-count",
}  # fmt: skip
_COUNT_ORDER = (
    "count",
    "fig-count",
    "table-count",
    "equation-count",
    "ref-count",
    "page-count",
    "word-count",
)


def write_front(state: State, front: Element) -> None:
    """Fill ``front``."""
    journal = journal_of(state.document.meta.journal, state.job.style.journal)
    _journal_meta(state, child(front, "journal-meta"), journal)
    meta = child(front, "article-meta")
    data = state.document.meta
    extra: list[tuple[str, str]] = []
    for one in data.identifiers:
        _article_id(state, meta, one)
    if any(subject.strip() for subject in data.subjects):
        group = child(child(meta, "article-categories"), "subj-group")
        group.set("subj-group-type", "heading")
        for subject in data.subjects:
            state.leaf(group, "subject", subject)
    _title_group(state, child(meta, "title-group"), data)
    write_affiliations(state, meta)
    write_contributors(state, meta)
    write_author_notes(state, meta)
    history = _dates(state, meta, data, extra)
    state.leaf(meta, "volume", journal.volume)
    state.leaf(meta, "issue", journal.issue)
    if journal.first_page.strip():
        state.leaf(meta, "fpage", journal.first_page)
        state.leaf(meta, "lpage", journal.last_page)
        if journal.article_number.strip():
            extra.append(("article-number", journal.article_number))
    else:
        state.leaf(meta, "elocation-id", journal.article_number)
    if history:
        holder = child(meta, "history")
        for item in history:
            write_date(state, holder, "date", item.kind, item.date)
    write_permissions(state, meta)
    for related in data.related:
        _related(state, meta, related)
    write_abstracts(state, meta)
    write_keywords(state, meta)
    write_funding(state, meta)
    _conference(state, meta, data.conference, extra)
    _counts(state, meta)
    _custom(state, meta, data.extra, extra)


def _journal_meta(state: State, element: Element, journal: m.Journal) -> None:
    """The DTD wants an id and an ISSN: where none is known they hold a comment that says so, and no made-up value."""
    name = journal.abbreviation.strip() or journal.title.strip()
    if journal.journal_id.strip():
        state.leaf(element, "journal-id", journal.journal_id, journal_id_type="publisher-id")
    elif name:
        state.leaf(element, "journal-id", name, journal_id_type="journal-title")
    else:
        unknown(child(element, "journal-id"), "not known")
    if name:
        group = child(element, "journal-title-group")
        state.leaf(group, "journal-title", journal.title)
        state.leaf(group, "abbrev-journal-title", journal.abbreviation)
    state.leaf(element, "issn", journal.issn_print, publication_format="print")
    state.leaf(element, "issn", journal.issn_electronic, publication_format="electronic")
    if not (journal.issn_print.strip() or journal.issn_electronic.strip()):
        unknown(child(element, "issn"), "not known")
    if journal.publisher.strip():
        publisher = child(element, "publisher")
        state.leaf(publisher, "publisher-name", journal.publisher)
        state.leaf(publisher, "publisher-loc", journal.publisher_place)


def _article_id(state: State, meta: Element, one: m.Identifier) -> None:
    kind = one.kind.strip().lower()
    if kind in _PUB_ID_TYPES:
        state.leaf(meta, "article-id", one.value, pub_id_type=kind)
    else:
        state.leaf(meta, "article-id", one.value, pub_id_type="custom", custom_type=kind)


def _title_group(state: State, group: Element, data: m.Metadata) -> None:
    title = child(group, "article-title")
    if data.title:
        write_inlines(state, title, without_bold(data.title), TITLE)
    else:
        unknown(title, "the manuscript has no title")
    if data.subtitle:
        write_inlines(state, child(group, "subtitle"), data.subtitle, TITLE)
    for one in data.translated_titles:
        translated = child(group, "trans-title-group")
        state.language(translated, one.language)
        write_inlines(state, child(translated, "trans-title"), one.title, TITLE)
        if one.subtitle:
            write_inlines(state, child(translated, "trans-subtitle"), one.subtitle, TITLE)
    if data.short_title:
        short = child(group, "alt-title")
        short.set("alt-title-type", "running-head")
        write_inlines(state, short, data.short_title, TITLE)


def _dates(
    state: State, meta: Element, data: m.Metadata, extra: list[tuple[str, str]]
) -> list[m.HistoryDate]:
    """Write when it was published; return the dates of its history. A date without a year has no element."""
    history: list[m.HistoryDate] = []
    for item in data.dates:
        kind = item.kind.strip().lower()
        if not item.date.year:
            words = item.date.literal or item.date.season
            if words.strip():
                extra.append((f"date-{kind}", words))
        elif kind in _PUBLISHED:
            element = write_date(
                state, meta, "pub-date", "collection" if kind == "collection" else "pub", item.date
            )
            state.set(element, "publication-format", _PUBLISHED[kind])
        else:
            history.append(item)
    return history


def _related(state: State, meta: Element, related: m.RelatedArticle) -> None:
    element = child(meta, "related-article")
    state.set(element, "related-article-type", related.kind.strip() or "related")
    if not element.get("related-article-type"):
        element.set("related-article-type", "related")
    is_doi = related.target.startswith("10.")
    element.set("ext-link-type", "doi" if is_doi else "uri")
    state.set(element, HREF, related.target)
    write_inlines(state, element, related.children, PLAIN)


def _conference(
    state: State, meta: Element, conference: m.Conference | None, extra: list[tuple[str, str]]
) -> None:
    if conference is None:
        return
    if conference.date.strip() and conference.name.strip():
        element = child(meta, "conference")
        state.leaf(element, "conf-date", conference.date)
        state.leaf(element, "conf-name", conference.name)
        state.leaf(element, "conf-loc", conference.place)
        return
    # the element must have a name and a date
    for name, value in (("name", conference.name), ("date", conference.date), ("place", conference.place)):
        if value.strip():
            extra.append((f"conference-{name}", value))


def _counts(state: State, meta: Element) -> None:
    counts = state.document.meta.counts
    if not counts:
        return
    element = child(meta, "counts")
    made = [(_COUNTS.get(one.kind.strip().lower(), "count"), one) for one in counts]
    made.sort(key=lambda pair: _COUNT_ORDER.index(pair[0]))
    for tag, same in groupby(made, key=lambda pair: pair[0]):
        for index, (_, one) in enumerate(same):
            # each but the general one may stand once
            entry = child(element, tag if not index or tag == "count" else "count")
            if entry.tag == "count":
                state.set(entry, "count-type", one.kind.strip() or "other")
                if not entry.get("count-type"):
                    entry.set("count-type", "other")
            entry.set("count", str(one.value))
    general = [entry for entry in element if entry.tag == "count"]
    for index, entry in enumerate(general):
        element.remove(entry)
        element.insert(index, entry)


def _custom(state: State, meta: Element, fields: tuple[m.Field, ...], extra: list[tuple[str, str]]) -> None:
    """Plain values that JATS has no element for; settings of other programs, which are nested, are left out."""
    pairs = list(extra)
    for field in fields:
        words = _plain(field.value)
        if words is None:
            state.log(
                Rule.CONTENT_KEPT,
                f'the field "{field.key}" is left out, since JATS has no place for it',
                field.pos,
                severity=Severity.INFO,
            )
        elif words.strip():
            pairs.append((field.key, words))
    if not pairs:
        return
    group = child(meta, "custom-meta-group")
    for name, value in pairs:
        entry = child(group, "custom-meta")
        state.text(child(entry, "meta-name"), name)
        state.text(child(entry, "meta-value"), value)


def _plain(value: str) -> str | None:
    """A JSON value as words; None for one that is nested. What is no JSON stays as it is."""
    try:
        read = msgspec.json.decode(value.encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        return value
    if read is None:
        return ""
    if isinstance(read, bool):
        return "true" if read else "false"
    if isinstance(read, list) and all(isinstance(item, str | int | float) for item in read):
        return ", ".join(str(item) for item in read)
    return str(read) if isinstance(read, str | int | float) else None
