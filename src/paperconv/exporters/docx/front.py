"""The title block: titles, authors with their marks, affiliations, notes, abstracts, keywords, and what else is known."""

from __future__ import annotations

import re
from typing import assert_never

from paperconv import model as m
from paperconv.display import abstract_title, affiliation_line, keywords_title, link_emails
from paperconv.exporters.docx.captions import led
from paperconv.exporters.docx.credits import credit_lines, dates, journal_line, separated
from paperconv.exporters.docx.inlines import inlines
from paperconv.exporters.docx.markup import EMPTY, Xml, join
from paperconv.exporters.docx.names import NOTE_STYLES, mentioned, parted_name
from paperconv.exporters.docx.page import Body
from paperconv.exporters.docx.place import Place
from paperconv.exporters.docx.runs import linked, para, text
from paperconv.exporters.docx.writer import Writer
from paperconv.patterns import late
from paperconv.styles.layout import FrontPart
from paperconv.styles.pages import SectionKind
from paperconv.wording import Wording

_OPENING = ("abstract", "keywords")
_ORCID = late(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", re.ASCII)


def write_front(w: Writer, out: Body, place: Place) -> None:
    """All of the metadata that is printed but what stands at the foot of the first page, in the style's order."""
    style = w.job.style
    across: SectionKind = "wide" if w.page.columns > 1 else "main"
    parts: list[tuple[FrontPart, SectionKind, list[Xml]]] = []
    for part in style.front.parts:
        kind: SectionKind = "main" if style.page.abstract_in_column and part in _OPENING else across
        w.room = w.page.line_width(kind)
        if (held := _part(w, part, place)) and part not in style.front.first_page_foot:
            parts.append((part, kind, held))
    opening = [part for part, _, _ in parts if part in _OPENING]
    if style.page.abstract_in_column:
        parts.sort(key=lambda entry: entry[0] in _OPENING)
    own_page = style.front.title_page == "own-page" or style.abstract.own_page
    for number, (part, kind, held) in enumerate(parts):
        if own_page and number and [part] == opening[:1]:
            out.new_page()
        out.add(held, kind)
        if style.abstract.own_page and [part] == opening[-1:]:
            out.new_page()
    if style.front.title_page == "own-page" and not opening:
        out.new_page()


def first_page_foot(w: Writer, place: Place) -> list[Xml]:
    """The parts of the title block that stand at the foot of the first page."""
    front = w.job.style.front
    return [line for part in front.parts if part in front.first_page_foot for line in _part(w, part, place)]


def _part(w: Writer, part: FrontPart, place: Place) -> list[Xml]:
    meta = w.document.meta
    match part:
        case "journal":
            return journal_line(w, meta)
        case "title":
            return _titles(w, meta)
        case "authors":
            return _authors(w, meta)
        case "affiliations":
            return _affiliations(w, meta)
        case "notes":
            return [*_author_notes(w, meta, place), *_author_details(w, meta)]
        case "dates":
            return dates(w, meta)
        case "abstract":
            return _abstracts(w, meta, place)
        case "keywords":
            return _keywords(w, meta)
        case "credits":
            return credit_lines(w, meta)
        case _:
            assert_never(part)


def _titles(w: Writer, meta: m.Metadata) -> list[Xml]:
    out: list[Xml] = []

    def line(style: str, children: m.Inlines, language: str = "") -> None:
        look = w.look.in_language(language)
        content = inlines(w, children, look)
        if content:
            out.append(para(w, style, content, look))

    line("Title", meta.title)
    line("Subtitle", meta.subtitle)
    for one in meta.translated_titles:
        line("TranslatedTitle", one.title, one.language)
        line("TranslatedTitle", one.subtitle, one.language)
    return out


def _authors(w: Writer, meta: m.Metadata) -> list[Xml]:
    labels = {one.id: one.label for one in meta.affiliations}
    labels.update((one.id, one.label) for one in meta.author_notes)
    raised = w.look.styled("Superscript")
    parts: list[Xml] = []
    for number, author in enumerate(meta.authors):
        if number:
            parts.append(text(w, ", ", w.look))
        parts.append(parted_name(w, author, w.look))
        marks = [labels.get(one, "") for one in dict.fromkeys((*author.affiliations, *author.notes))]
        parts.append(text(w, ",".join(mark for mark in marks if mark), raised))
    return [para(w, "Author", join(parts))] if any(parts) else []


def _affiliations(w: Writer, meta: m.Metadata) -> list[Xml]:
    out: list[Xml] = []
    for one in meta.affiliations:
        label = join(
            [text(w, one.label, w.look.styled("Superscript")), text(w, " " if one.label else "", w.look)]
        )
        ror = join([text(w, " ", w.look), linked(w, one.ror, one.ror, w.look)]) if one.ror else EMPTY
        content = join([label, text(w, affiliation_line(one), w.look), ror])
        if content:
            out.append(para(w, "Affiliation", w.bookmark(one.id, content)))
    return out


def _author_notes(w: Writer, meta: m.Metadata, place: Place) -> list[Xml]:
    emails = [email for author in meta.authors for email in author.emails]
    out: list[Xml] = []
    for one in meta.author_notes:
        style = NOTE_STYLES[one.kind]
        label = text(w, one.label, w.look.styled("Superscript"))
        words = _missing_words(w.words, one)
        lead = w.bookmark(one.id, join([label, text(w, words, w.look.styled("Label"))]))
        out += led(w, lead, tuple(link_emails(block, emails) for block in one.blocks), place.within(style))
    return out


def _missing_words(words: Wording, note: m.AuthorNote) -> str:
    """``Corresponding author:`` where the manuscript's own words for it became the note's kind."""
    said = m.text_of(note.blocks).casefold()
    if note.kind != "corresponding" or "correspond" in said or words.corresponding_author.casefold() in said:
        return ""
    return f"{words.corresponding_author}:"


def _author_details(w: Writer, meta: m.Metadata) -> list[Xml]:
    """What belongs to single authors and stands nowhere else: first what some of them share, then one by one."""
    kinds = {one.id: one.kind for one in meta.author_notes}
    told = "\n".join(
        [*(m.text_of(one.blocks) for one in meta.author_notes), *(one.raw for one in meta.affiliations)]
    )
    named = {id(author): {kinds.get(note) for note in author.notes} for author in meta.authors}
    words = w.words
    out: list[Xml] = []

    def shared(style: str, word: str, entries: list[Xml]) -> None:
        if entries:
            label = text(w, f"{word}: ", w.look.styled("Label"))
            out.append(para(w, style, join([label, separated(w, entries)])))

    show = w.job.style.front.show
    mailed: set[str] = set()
    corresponding: list[Xml] = []
    for author in meta.authors:
        if author.corresponding and "corresponding" not in named[id(author)]:
            emails = [email for email in author.emails if email not in told]
            mailed.update(emails)
            links = [linked(w, f"mailto:{email}", email, w.look) for email in emails]
            between = text(w, ", ", w.look)
            corresponding.append(Xml(between.join([mentioned(w, author, w.look), *links])))
    shared("Correspondence", words.corresponding_author, [one for one in corresponding if one])
    equal = [one for one in meta.authors if one.equal_contribution and "equal" not in named[id(one)]]
    dead = [one for one in meta.authors if one.deceased and "deceased" not in named[id(one)]]
    for style, word, authors in (
        ("EqualContribution", words.equal_contribution, equal),
        ("Deceased", words.deceased, dead),
    ):
        shared(style, word, [mentioned(w, one, w.look) for one in authors])
    for author in meta.authors:
        facts = []
        if author.position and "position" in show:
            facts.append(text(w, author.position, w.look.styled("Position")))
        facts += [
            linked(w, f"mailto:{email}", email, w.look)
            for email in author.emails
            if email not in told and email not in mailed and "email" in show
        ]
        if author.orcid and "orcid" in show:
            address = f"https://orcid.org/{author.orcid}" if _ORCID.fullmatch(author.orcid) else author.orcid
            facts.append(join([text(w, "ORCID ", w.look), linked(w, address, address, w.look)]))
        facts += [
            text(w, f"{one.kind.upper()} {one.value}", w.look)
            for one in author.identifiers
            if one.kind != "orcid-not-valid" and "identifiers" in show
        ]
        facts += [linked(w, author.url, author.url, w.look)] if author.url and "url" in show else []
        if facts:
            name = join([mentioned(w, author, w.look), text(w, ": ", w.look)])
            out.append(para(w, "AuthorDetails", join([name, separated(w, facts)])))
    return out


def _abstracts(w: Writer, meta: m.Metadata, place: Place) -> list[Xml]:
    out: list[Xml] = []
    for one in meta.abstracts:
        there = place.within("Abstract").in_language(one.language)
        title = abstract_title(one, w.document, w.job.style)
        # A picture has no line to run in.
        text_first = bool(one.blocks) and isinstance(one.blocks[0], m.Paragraph) and one.kind != "graphical"
        run_in = w.job.style.abstract.run_in if text_first else ""
        if title and run_in:
            label = there.look.styled("AbstractLabel")
            heading = w.bookmark(one.id, inlines(w, title, label))
            lead = join([heading, text(w, run_in.rstrip(), label)])
            held = led(w, lead, one.blocks, there, gap=" " if run_in[-1].isspace() else "")
        else:
            held = place.write(w, one.blocks, there)
        for section in one.sections:
            held += _abstract_section(w, section, there)
        if held and title and not run_in:
            heading = w.bookmark(one.id, inlines(w, title, there.look))
            out.append(para(w, "AbstractTitle", heading, there.look))
        out += held
    return out


def _abstract_section(w: Writer, section: m.Section, place: Place) -> list[Xml]:
    place = place.in_language(section.language)
    title = inlines(w, section.title, place.look)
    label = text(w, f"{section.label} " if title else section.label, place.look) if section.label else EMPTY
    heading = w.bookmark(section.id, join([label, title])) if label or title else EMPTY
    out = [para(w, "AbstractHeading", heading, place.look)] if heading else []
    out += place.write(w, section.blocks, place)
    for inner in section.sections:
        out += _abstract_section(w, inner, place)
    return out


def _keywords(w: Writer, meta: m.Metadata) -> list[Xml]:
    out: list[Xml] = []
    for group in meta.keywords:
        style = w.job.style.keywords
        look = w.look.in_language(group.language)
        keywords: list[Xml] = []
        for one in group.keywords:
            content = inlines(w, one.children, look)
            told = "" if one.code == m.text_of(one.children) else one.code
            code = text(w, f" ({told})" if content and told else told, look)
            keywords.append(join([content, code]))
        if not any(keywords):
            continue
        label = keywords_title(group, w.document, w.job.style)
        ended = m.text_of(label).rstrip().endswith((":", "："))
        labelled = look.styled("KeywordsLabel")
        end = text(w, "" if ended else style.end.rstrip(), labelled)
        blank = text(w, " " if ended or style.end[-1:].isspace() else "", look)
        lead = join([inlines(w, label, labelled), end, blank])
        rest = Xml(text(w, style.separator, look).join(keyword for keyword in keywords if keyword))
        out.append(para(w, "Keywords", join([lead, rest]), look))
    return out
