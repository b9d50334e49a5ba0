"""What else is known of a paper: journal, dates, identifiers, conference, funding, licence, related articles.

The parts of each line are in character styles, so that who reads the file need not guess what they are.
"""

from __future__ import annotations

from paperconv import model as m
from paperconv.display import printed_date
from paperconv.exporters.docx.captions import stop_after
from paperconv.exporters.docx.inlines import inlines
from paperconv.exporters.docx.markup import EMPTY, Xml, join
from paperconv.exporters.docx.names import full_name
from paperconv.exporters.docx.runs import linked, para, text
from paperconv.exporters.docx.writer import Writer
from paperconv.html.addresses import doi_address


def separated(w: Writer, facts: list[Xml]) -> Xml:
    """``facts`` with semicolons between them."""
    return Xml(text(w, "; ", w.look).join(facts))


def journal_line(w: Writer, meta: m.Metadata) -> list[Xml]:
    """The journal, and the subjects."""
    out = (
        [para(w, "ArticleInfo", line)]
        if meta.journal is not None and (line := _journal(w, meta.journal))
        else []
    )
    subjects = "; ".join(subject for subject in meta.subjects if subject)
    return [*out, para(w, "ArticleInfo", text(w, subjects, w.look))] if subjects else out


def _journal(w: Writer, journal: m.Journal) -> Xml:
    def said(style: str, value: str, before: str = "", after: str = "") -> Xml:
        if not value:
            return EMPTY
        return join([text(w, before, w.look), text(w, value, w.look.styled(style)), text(w, after, w.look)])

    def listed(between: str, *parts: Xml) -> Xml:
        return Xml(text(w, between, w.look).join(part for part in parts if part))

    last = journal.last_page if journal.last_page != journal.first_page else ""
    pages = listed("–", said("FirstPage", journal.first_page), said("LastPage", last))
    volume = join([said("Volume", journal.volume), said("Issue", journal.issue, "(", ")")])
    place = listed(", ", volume, pages, said("ArticleNumber", journal.article_number))
    title = said("JournalTitle", journal.title or journal.abbreviation)
    numbers = listed(
        ", ", said("PrintIssn", journal.issn_print), said("ElectronicIssn", journal.issn_electronic)
    )
    house = listed(
        ", ", said("Publisher", journal.publisher), said("PublisherPlace", journal.publisher_place)
    )
    issn = join([text(w, "ISSN ", w.look), numbers]) if numbers else EMPTY
    return listed(". ", listed(" ", title, place), issn, house)


def dates(w: Writer, meta: m.Metadata) -> list[Xml]:
    """Editors, dates and identifiers."""
    words = w.words
    given = [
        join(
            [
                text(w, f"{words.date_title(one.kind)}: ", w.look),
                text(w, printed, w.look.styled("HistoryDate")),
            ]
        )
        for one in meta.dates
        if (printed := printed_date(one.date))
    ]
    editors = [", ".join(part for part in (full_name(one), one.position) if part) for one in meta.editors]
    out = []
    if editors:
        out.append(para(w, "ArticleInfo", text(w, f"{words.editor}: {'; '.join(editors)}", w.look)))
    if given:
        out.append(para(w, "ArticleInfo", separated(w, given)))
    identifiers = [_identifier(w, one) for one in meta.identifiers if one.value]
    if identifiers:
        out.append(para(w, "ArticleInfo", separated(w, identifiers)))
    return out


def _identifier(w: Writer, one: m.Identifier) -> Xml:
    address = doi_address(one.value) if one.kind == "doi" else ""
    if address:
        return linked(w, address, address, w.look)
    name = one.kind.upper() if one.kind in {"doi", "pmid", "pmcid"} else one.kind
    return join([text(w, f"{name}: " if name else "", w.look), linked(w, one.value, one.value, w.look)])


def credit_lines(w: Writer, meta: m.Metadata) -> list[Xml]:
    """Conference, funding, licence and related articles."""
    return [*_conference(w, meta), *_funding(w, meta), *_license(w, meta), *_related(w, meta)]


def _conference(w: Writer, meta: m.Metadata) -> list[Xml]:
    one = meta.conference
    line = ", ".join(part for part in (one.name, one.place, one.date) if part) if one is not None else ""
    return [para(w, "ArticleInfo", text(w, line, w.look))] if line else []


def _funding(w: Writer, meta: m.Metadata) -> list[Xml]:
    """Funding that no section of the back matter tells of."""
    told = "\n".join("".join(m.text_of(section).split()) for section in w.document.back)
    out: list[Xml] = []
    for one in meta.funding:
        statement = "".join(m.text_of(one.statement).split())
        facts_told = one.funder and all("".join(fact.split()) in told for fact in (one.funder, *one.awards))
        if statement in told if statement else facts_told:
            continue
        named = [text(w, person, w.look.styled("Recipient")) for person in one.recipients if person]
        facts = [("Funder", one.funder), *(("AwardNumber", award) for award in one.awards)]
        said = [text(w, fact, w.look.styled(style)) for style, fact in facts if fact]
        if one.statement:
            people = join([text(w, " (", w.look), separated(w, named), text(w, ")", w.look)])
            content = join([inlines(w, one.statement, w.look), people if named else EMPTY])
        else:
            content = separated(w, [*said, *named])
        if not one.statement and one.funder_id:
            content = join([content, text(w, " ", w.look), linked(w, one.funder_id, one.funder_id, w.look)])
        if content:
            label = text(w, f"{w.words.funding}: ", w.look.styled("Label"))
            out.append(para(w, "Funding", join([label, content])))
    return out


def _license(w: Writer, meta: m.Metadata) -> list[Xml]:
    one = meta.license
    if one is None:
        return []
    copyright = one.copyright_statement
    if not copyright and one.copyright_holder:
        copyright = " ".join(part for part in ("©", one.copyright_year, one.copyright_holder) if part)
    name = one.name or one.url
    stop = stop_after(copyright) if copyright and (one.text or name) else ""
    shown = name if name not in m.text_of(one.text) else ""
    parts = [
        join([_copyright(w, copyright, one), text(w, stop, w.look)]),
        inlines(w, one.text, w.look),
        linked(w, one.url, shown, w.look.styled("LicenseName")) if shown else EMPTY,
    ]
    content = Xml(text(w, " ", w.look).join(part for part in parts if part))
    return [para(w, "ArticleInfo", content)] if content else []


def _copyright(w: Writer, line: str, one: m.License) -> Xml:
    """``line`` with year and holder, where it has them, in styles of their own."""
    parts: list[Xml] = []
    for style, value in (("CopyrightYear", one.copyright_year), ("CopyrightHolder", one.copyright_holder)):
        before, found, after = line.partition(value) if value else ("", "", "")
        if found:
            parts += [text(w, before, w.look.styled("Copyright")), text(w, found, w.look.styled(style))]
            line = after
    return join([*parts, text(w, line, w.look.styled("Copyright"))])


def _related(w: Writer, meta: m.Metadata) -> list[Xml]:
    out: list[Xml] = []
    for one in meta.related:
        children = inlines(w, one.children, w.look)
        address = doi_address(one.target) or one.target
        target = linked(w, address, one.target, w.look) if one.target else EMPTY
        content = Xml(text(w, " ", w.look).join(part for part in (children, target) if part))
        if content:
            out.append(para(w, "ArticleInfo", content))
    return out
