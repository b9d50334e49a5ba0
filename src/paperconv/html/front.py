"""The title block: from the journal's line to the licence."""

from __future__ import annotations

from paperconv import model as m
from paperconv import patterns
from paperconv.display import (
    abstract_title,
    affiliation_line,
    display_name,
    keywords_title,
    link_emails,
    printed_date,
    spelled_date,
)
from paperconv.html.addresses import doi_address, safe_address
from paperconv.html.blocks import write_section
from paperconv.html.captions import STOPS, write_compact
from paperconv.html.credits import write_credits
from paperconv.html.elements import Element, add_text, child, is_empty, new, plain
from paperconv.html.inlines import link_or_text, write_inlines
from paperconv.html.state import State, class_name
from paperconv.html.ties import NO_BREAK

_ORCID = r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]"
_SHORT = 6  # letters of degrees


def title_block(state: State, headings: list[Element]) -> Element:
    """``header.title-block``; the headings of title and abstracts are added to ``headings``."""
    header = new("header", "title-block")
    meta = state.document.meta
    _journal(state, header, meta)
    if any(meta.subjects):
        state.text(child(header, "p", "subjects"), "; ".join(filter(None, meta.subjects)))
    _titles(state, header, meta, headings)
    _authors(state, header, meta)
    _affiliations(state, header, meta)
    _author_notes(state, header, meta)
    _author_details(state, header, meta)
    if meta.editors:
        line = child(header, "p", "editors")
        state.span(line, "label", f"{state.words.editor}:").tail = " "
        for number, editor in enumerate(meta.editors):
            state.text(line, "; " if number else "")
            author_name(state, line, editor)
            if editor.position:
                state.text(line, f", {editor.position}")
    _dates(state, header, meta)
    _identifiers(state, header, meta)
    for abstract in meta.abstracts:
        _abstract(state, header, abstract, headings)
    for group in meta.keywords:
        _keywords(state, header, group)
    write_credits(state, header)
    return header


def _line(state: State, parent: Element, element: Element, inlines: m.Inlines, language: str = "") -> bool:
    """Put ``inlines`` into ``element`` and that into ``parent``; false if there is nothing to put."""
    write_inlines(state, element, inlines)
    if is_empty(element):
        return False
    state.language(element, language)
    parent.append(element)
    return True


def _journal(state: State, header: Element, meta: m.Metadata) -> None:
    journal = meta.journal
    if journal is None:
        return
    issue = f"({journal.issue})" if journal.issue else ""
    pages = "–".join(dict.fromkeys(page for page in (journal.first_page, journal.last_page) if page))
    place = journal.volume + issue
    where = ", ".join(part for part in (place, pages, journal.article_number) if part)
    if journal.title or where:
        line = child(header, "p", "journal")
        if journal.title:
            state.span(line, "journal-title", journal.title)
        if where:
            state.span(line, "journal-place", f" {where}" if journal.title else where)


def _titles(state: State, header: Element, meta: m.Metadata, headings: list[Element]) -> None:
    title = new("h1", "title")
    if _line(state, header, title, meta.title):
        state.want_id(title, "title")
        headings.append(title)
    _line(state, header, new("p", "subtitle"), meta.subtitle)
    for one in meta.translated_titles:
        _line(state, header, new("p", "translated-title"), one.title, one.language)
        _line(state, header, new("p", "translated-title translated-subtitle"), one.subtitle, one.language)


def author_name(state: State, parent: Element, author: m.Author) -> None:
    """``span.author-name`` with form of address and name, and the degrees after it."""
    name = " ".join(part for part in (author.prefix, display_name(author.name)) if part)
    element = state.span(parent, "author-name", name)
    if not name:
        parent.remove(element)
    if author.degrees:
        degrees = ", ".join(author.degrees)
        blank = NO_BREAK if state.paged and len(degrees) <= _SHORT else " "  # so that they stay with the name
        state.text(parent, f",{blank}" if name else "")
        state.span(parent, "degrees", degrees.replace(" ", blank))


def _authors(state: State, header: Element, meta: m.Metadata) -> None:
    if not meta.authors:
        return
    line = child(header, "p", "authors")
    labels = {one.id: one.label for one in meta.affiliations}
    labels.update((one.id, one.label) for one in meta.author_notes)
    for number, author in enumerate(meta.authors):
        if number and not is_empty(line):
            state.text(line, ", ")
        element = child(line, "span", "author group" if author.group else "author")
        author_name(state, element, author)
        targets = [one for one in dict.fromkeys((*author.affiliations, *author.notes)) if labels.get(one)]
        if is_empty(element):
            line.remove(element)
            continue
        if not targets:
            continue
        marks = child(element, "sup", "marks")
        for place, target in enumerate(targets):
            if place:
                state.text(marks, ",")
            mark = child(marks, "a")
            state.link(mark, target)
            state.text(mark, labels[target])
    if is_empty(line):
        header.remove(line)


def _affiliations(state: State, header: Element, meta: m.Metadata) -> None:
    if not meta.affiliations:
        return
    rows = child(header, "ol", "affiliations")
    # Where the style has no marks, names say who belongs where.
    marks = state.options.style.front.affiliation_marks
    unmarked = state.paged and marks == "none" and len(meta.affiliations) > 1
    for one in meta.affiliations:
        row = child(rows, "li", "affiliation")
        state.identify(row, one.id)
        if one.label:
            state.text(child(row, "sup", "label"), one.label)
            state.text(row, " ")
        elif unmarked and (names := [_initialled(a.name) for a in meta.authors if one.id in a.affiliations]):
            state.text(state.span(row, "affiliated", _all_of(names, state.words.and_)), ":")
            state.text(row, " ")
        state.text(row, affiliation_line(one))
        if one.ror:
            state.text(row, " ")
            link_or_text(state, row, one.ror, one.ror, "ror")


def _all_of(names: list[str], and_: str) -> str:
    return f" {and_} ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _initialled(name: m.Name) -> str:
    """``J.-L. de la Cruz`` for a name whose given names come first."""
    if name.family_first or not (name.given and name.family):
        return display_name(name)
    given = ("-".join(f"{part[0]}." for part in word.split("-") if part) for word in name.given.split())
    return " ".join(part for part in (*given, name.particle, name.family) if part).replace(" ", NO_BREAK)


def _author_notes(state: State, header: Element, meta: m.Metadata) -> None:
    if not meta.author_notes:
        return
    emails = [email for author in meta.authors for email in author.emails]
    rows = child(header, "ul", "author-notes")
    for one in meta.author_notes:
        row = child(rows, "li", f"author-note {one.kind}")
        state.identify(row, one.id)
        if one.label:
            state.text(child(row, "sup", "label"), one.label)
            state.text(row, " ")
        write_compact(state, row, link_emails(one, emails).blocks)


def _author_details(state: State, header: Element, meta: m.Metadata) -> None:
    """What belongs to single authors and stands nowhere else: first what some of them share, then one by one."""
    kinds = {one.id: one.kind for one in meta.author_notes}
    named = {id(author): {kinds.get(note) for note in author.notes} for author in meta.authors}
    told = "\n".join(
        [*(m.text_of(one.blocks) for one in meta.author_notes), *(one.raw for one in meta.affiliations)]
    )
    rows = child(header, "ul", "author-details")
    words = state.words
    corresponding = [
        one for one in meta.authors if one.corresponding and "corresponding" not in named[id(one)]
    ]
    equal = [one for one in meta.authors if one.equal_contribution and "equal" not in named[id(one)]]
    dead = [one for one in meta.authors if one.deceased and "deceased" not in named[id(one)]]
    mailed = {email for author in corresponding for email in author.emails if email not in told}
    for kind, word, authors in (
        ("corresponding", words.corresponding_author, corresponding),
        ("equal", words.equal_contribution, equal),
        ("deceased", words.deceased, dead),
    ):
        _shared_detail(state, rows, (kind, word), authors, mailed if kind == "corresponding" else set())
    for author in meta.authors:
        _author_detail(state, rows, author, {*mailed, *(one for one in author.emails if one in told)})
    if is_empty(rows):
        header.remove(rows)


def _shared_detail(
    state: State, rows: Element, what: tuple[str, str], authors: list[m.Author], emails: set[str]
) -> None:
    """A line such as ``Corresponding author: Jane Roe, jane@example.org; John Doe``; ``what`` is its kind and its words."""
    if not authors:
        return
    kind, word = what
    row = child(rows, "li", f"author-detail {kind}")
    state.span(row, "label", f"{word}:")
    add_text(row, " ")
    for number, author in enumerate(authors):
        if number:
            add_text(row, "; ")
        state.span(row, "author-name", display_name(author.name) or "?")
        for email in author.emails:
            if email in emails:
                add_text(row, ", ")
                _linked(state, row, f"mailto:{email}", email, "email")


def _author_detail(state: State, rows: Element, author: m.Author, told: set[str]) -> None:
    """The line of ``author``, if there is something to say; e-mail addresses in ``told`` are printed elsewhere."""
    row = child(rows, "li", "author-detail")
    state.span(row, "author-name", display_name(author.name) or "?")
    facts: list[Element] = []
    show = state.options.style.front.show
    if author.position and "position" in show:
        facts.append(state.span(row, "position", author.position))
    emails = (email for email in author.emails if email not in told and "email" in show)
    facts.extend(_linked(state, row, f"mailto:{email}", email, "email") for email in emails)
    if author.orcid and "orcid" in show:
        known = patterns.fullmatch(_ORCID, author.orcid)
        iri = f"https://orcid.org/{author.orcid}" if known else author.orcid
        facts.append(_linked(state, row, iri, iri, "orcid"))
    facts.extend(
        state.span(row, class_name(one.kind), f"{one.kind.upper()} {one.value}")
        for one in author.identifiers
        if one.kind != "orcid-not-valid" and "identifiers" in show
    )
    if author.url and "url" in show:
        facts.append(_linked(state, row, author.url, author.url, "url"))
    roles = () if state.paged or _tells_of_contributions(state.document.back) else author.roles
    if roles:
        terms = (f"{one.term} ({one.degree})" if one.degree else one.term for one in roles)
        facts.append(state.span(row, "roles", ", ".join(terms)))
    if not facts:
        rows.remove(row)
        return
    row[0].tail = ": "
    for fact in facts[:-1]:
        fact.tail = "; "


def _linked(state: State, parent: Element, target: str, text: str, class_: str) -> Element:
    link_or_text(state, parent, target, text, class_)
    return parent[-1]


def _dates(state: State, header: Element, meta: m.Metadata) -> None:
    line = child(header, "p", "dates")
    for one in meta.dates:
        text = spelled_date(one.date, meta.language) if state.paged else printed_date(one.date)
        if text:
            if len(line):
                state.text(line, "; ")
            name = state.words.date_title(one.kind)
            state.span(line, f"date {class_name(one.kind)}".strip(), f"{name}: {text}" if name else text)
    if is_empty(line):
        header.remove(line)


def _identifiers(state: State, header: Element, meta: m.Metadata) -> None:
    line = child(header, "p", "identifiers")
    for one in meta.identifiers:
        if not one.value:
            continue
        if len(line):
            state.text(line, "; ")
        address = doi_address(one.value) if one.kind == "doi" else ""
        if address:
            link_or_text(state, line, address, address, "doi")
        else:
            name = one.kind.upper() if one.kind in ("doi", "pmid", "pmcid") else one.kind
            element = child(line, "span", "identifier")
            state.text(element, f"{name}: " if name else "")
            link_or_text(
                state, element, one.value if safe_address(one.value) else "", one.value, class_name(one.kind)
            )
    if is_empty(line):
        header.remove(line)


def _abstract(state: State, header: Element, abstract: m.Abstract, headings: list[Element]) -> None:
    kind = class_name(abstract.kind)
    element = child(header, "section", f"abstract {kind}".strip())
    if not kind:
        element.set("role", "doc-abstract")
    state.identify(element, abstract.id)
    if abstract.language:
        state.language(element, abstract.language)
    title = abstract_title(abstract, state.document, state.options.style)
    heading = child(element, "h2", "abstract-title")
    write_inlines(state, heading, title)
    state.blocks(element, abstract.blocks)
    for section in abstract.sections:
        write_section(state, element, section, 3, [])
    if state.paged:
        _end_part_titles(element)
    if len(element) == 1 and not abstract.title:
        header.remove(element)
        return
    if is_empty(heading):
        element.remove(heading)
        return
    state.want_id(heading, "abstract")
    headings.append(heading)


def _end_part_titles(abstract: Element) -> None:
    """Give the titles of parts, which run in on pages, the full stop that they lack."""
    for title in abstract.iter("h3", "h4"):
        following = title.getnext()
        if following is not None and following.tag == "p" and not plain(title).endswith(STOPS):
            child(title, "span", "label-end").text = "."


def _keywords(state: State, header: Element, group: m.KeywordGroup) -> None:
    if not group.keywords:
        return
    style = state.options.style.keywords
    author = group.kind in ("", "author")
    line = child(header, "p", "keywords" if author else f"keywords {class_name(group.kind)}".strip())
    if group.language:
        state.language(line, group.language)
    label = child(line, "span", "label")
    write_inlines(state, label, keywords_title(group, state.document, state.options.style))
    if not "".join(label.itertext()).endswith(":") and style.end.strip():
        state.span(label, "label-end", style.end.rstrip())
    label.tail = " " if style.end[-1:].isspace() or not style.end else None
    first = True
    for keyword in group.keywords:
        if not keyword.code and not m.text_of(keyword.children).strip():
            continue
        if not first:
            state.text(line, style.separator)
        first = False
        element = child(line, "span", "keyword")
        write_inlines(state, element, keyword.children)
        if keyword.code and keyword.code != m.text_of(keyword.children):
            state.text(element, keyword.code if is_empty(element) else f" ({keyword.code})")


def _tells_of_contributions(sections: tuple[m.Section, ...]) -> bool:
    return any(one.role == "contributions" or _tells_of_contributions(one.sections) for one in sections)
