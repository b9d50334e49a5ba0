"""The reference list, and a citation made from fields."""

from __future__ import annotations

from paperconv import model as m
from paperconv.exporters.jats.dates import iso_date
from paperconv.exporters.jats.inlines import address_link, write_inlines
from paperconv.exporters.jats.kinds import TITLES, container_tag, demand, publication_type, title_tag
from paperconv.exporters.jats.mixed import write_mixed
from paperconv.exporters.jats.names import write_name
from paperconv.exporters.jats.pages import is_year, pages
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import HREF, LINK_TITLE, TITLE, Element, child


def write_reference_lists(state: State, back: Element) -> None:
    """Each list at the end of the section it belongs to, or in ``back``."""
    for one in state.document.reference_lists:
        if not one.references and not one.title:
            continue
        element = child(_home(state, one, back), "ref-list")
        state.identify(element, one.id)
        if one.title:
            write_inlines(state, child(element, "title"), one.title, TITLE)
        for reference in one.references:
            _write_reference(state, child(element, "ref"), reference)


def _home(state: State, one: m.ReferenceList, back: Element) -> Element:
    section = state.found(one.section)
    return section if section is not None and section.tag in {"sec", "app"} else back


def _write_reference(state: State, element: Element, reference: m.Reference) -> None:
    state.identify(element, reference.id)
    if not element.get("id"):
        state.want_id(element, "ref")
    state.label(element, reference.label)
    citation: Element | None = None
    if not m.text_of(reference.raw).strip():
        citation = _element_citation(state, element, reference)
    if citation is None:
        words = reference.raw or reference.formatted or m.text(reference.key or reference.id)
        citation = write_mixed(state, element, reference, words)
    if reference.same_as:
        citation.set("specific-use", "same-as")
        state.set(citation, HREF, f"#{reference.same_as}")
        state.set(citation, LINK_TITLE, state.reference_labels.get(reference.same_as, ""))
    if reference.annote:
        write_inlines(state, child(child(element, "note"), "p"), reference.annote)


def _element_citation(state: State, ref: Element, one: m.Reference) -> Element | None:
    """What the fields of ``one`` say, or None if they say nothing."""
    element = child(ref, "element-citation")
    kind = publication_type(one)
    state.language(element, one.language)
    _persons(state, element, "author", one.authors)
    _date(state, element, one.issued)
    title, container = title_tag(one, kind), container_tag(one, kind)
    _title(state, element, title, one.title)
    if one.container_title:
        _title(state, element, container, one.container_title)
    else:
        _title(state, element, container, m.text(one.container_title_short))
    if m.text_of(one.short_title) not in m.text_of(one.title):
        short = child(element, "comment")
        short.set("content-type", "short-title")
        write_inlines(state, short, one.short_title)
    _persons(state, element, "editor", one.editors)
    _persons(state, element, "translator", one.translators)
    _persons(state, element, "container-author", one.container_authors)
    _persons(state, element, "series-editor", one.collection_editors)
    _title(state, element, "series", one.collection_title)
    _comment(state, element, "series-number", one.collection_number)
    state.leaf(element, "volume", one.volume)
    state.leaf(element, "issue", one.issue)
    _pages(state, element, one, kind)
    _comment(state, element, "chapter-number", one.chapter_number)
    _comment(state, element, "section", one.section)
    state.leaf(element, "edition", one.edition)
    state.leaf(element, "version", one.version, designator=one.version.strip())
    _comment(state, element, "genre", one.genre)
    _comment(state, element, "medium", one.medium)
    _comment(state, element, "status", one.status)
    state.leaf(element, "conf-name", one.event_title)
    state.leaf(element, "conf-date", _words(one.event_date))
    state.leaf(element, "conf-loc", one.event_place)
    state.leaf(element, "publisher-loc", one.publisher_place)
    source = one.publisher or one.archive
    if kind in {"preprint", "data"} and not one.container_title and not one.container_title_short and source:
        # the server or repository that holds the work
        state.leaf(element, "source", source)
        source = one.archive if one.publisher else ""
    else:
        state.leaf(element, "publisher-name", one.publisher)
        source = one.archive
    _comment(state, element, "archive", source)
    on_arxiv = one.archive.strip().casefold() == "arxiv"
    if not on_arxiv:
        _comment(state, element, "archive-location", one.archive_location)
    state.leaf(element, "string-date", _words(one.original_date), content_type="original-publication")
    state.leaf(element, "size", one.number_of_pages, units="pages")
    _comment(state, element, "volumes", one.number_of_volumes)
    state.leaf(element, "isbn", one.isbn)
    state.leaf(element, "issn", one.issn)
    arxiv = one.archive_location if on_arxiv else ""
    for scheme, value in (("doi", one.doi), ("arxiv", arxiv), ("pmid", one.pmid), ("pmcid", one.pmcid)):
        state.leaf(element, "pub-id", value, pub_id_type=scheme)
    if one.url.strip() and not (one.doi and one.url.lower().endswith(one.doi.lower())):
        address_link(state, element, "ext-link", one.url.strip())
    if one.accessed is not None:
        state.leaf(
            element,
            "date-in-citation",
            _words(one.accessed),
            content_type="access-date",
            iso_8601_date=iso_date(one.accessed),
        )
    _comment(state, element, "note", one.note)
    if not len(element):
        ref.remove(element)
        return None
    tags = frozenset(str(part.tag) for part in element)
    element.set("publication-type", demand(kind, tags))
    return element


def _persons(state: State, element: Element, kind: str, names: tuple[m.Name, ...]) -> None:
    if not names:
        return
    group = child(element, "person-group")
    if kind in {"author", "editor", "translator"}:
        group.set("person-group-type", kind)
    else:
        group.set("person-group-type", "custom")
        group.set("custom-type", kind)
    for name in names:
        if name.literal == m.OTHERS:
            child(group, "etal")
        elif name.literal:
            state.leaf(group, "collab", name.literal)
        else:
            write_name(state, group, name)
    if not len(group):
        element.remove(group)


def _title(state: State, element: Element, tag: str, title: m.Inlines) -> None:
    if title:
        holder = child(element, tag)
        write_inlines(state, holder, title, TITLES[tag])


def _comment(state: State, element: Element, kind: str, value: str) -> None:
    state.leaf(element, "comment", value, content_type=kind)


def _date(state: State, element: Element, date: m.Date | None) -> None:
    if date is None:
        return
    if not is_year(date.year):
        state.leaf(element, "string-date", _words(date))
        return
    year = state.leaf(element, "year", str(date.year), iso_8601_date=iso_date(date))
    if year is not None and date.circa:
        year.set("specific-use", "circa")
    if date.month:
        state.leaf(element, "month", str(date.month))
    elif date.season:
        state.leaf(element, "season", date.season)
    if date.month and date.day:
        state.leaf(element, "day", str(date.day))


def _words(date: m.Date | None) -> str:
    """A date as the source writes it, else as ISO 8601 does."""
    if date is None:
        return ""
    return date.literal or iso_date(date) or " ".join(filter(None, (date.season, str(date.year or ""))))


def _pages(state: State, element: Element, one: m.Reference, kind: str) -> None:
    found = pages(one.page.strip())
    numbers = kind in {"journal", "preprint", "periodical", "confproc", "review"}
    if found.whole:
        state.leaf(element, "page-range", found.whole)
    elif found.first and found.number and not found.last:
        state.leaf(element, "elocation-id", found.first)
    elif found.first:
        state.leaf(element, "fpage", found.first)
        state.leaf(element, "lpage", found.full)
    if one.number.strip():
        if numbers and not one.page.strip():
            state.leaf(element, "elocation-id", one.number)
        elif kind == "patent":
            state.leaf(element, "patent", one.number)
        else:
            _comment(state, element, "number", one.number)
