"""Names, dates, identifiers, numbers and the titles of parts as they are printed."""

from __future__ import annotations

import re
from typing import TypeVar

from paperconv import model as m
from paperconv.months import english_month, is_day
from paperconv.styles import Headings, JournalStyle
from paperconv.wording import wording

N = TypeVar("N", bound=m.Node)


def display_name(name: m.Name) -> str:
    """A name as it stands in a byline."""
    if name.literal:
        return name.literal
    family = " ".join(part for part in (name.particle, name.family) if part)
    if name.family_first:
        joint = "" if family and not family[-1].isascii() and _is_han(family[-1]) else " "
        parts = [joint.join(part for part in (family, name.given) if part), name.suffix]
    else:
        parts = [name.given, family, name.suffix]
    return " ".join(part for part in parts if part)


def sort_name(name: m.Name) -> str:
    """A name as it stands in an alphabetical list: ``Gogh, Ada Maria van, Jr.``"""
    if name.literal or not name.family:
        return display_name(name)
    given = " ".join(part for part in (name.given, name.particle) if part)
    return ", ".join(part for part in (name.family, given, name.suffix) if part)


def _is_han(character: str) -> bool:
    return "\u3040" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7a3"


def affiliation_line(one: m.Affiliation) -> str:
    """An affiliation as the manuscript gives it, else its parts in the order of an address."""
    city = " ".join(part for part in (one.postal_code, one.city) if part)
    parts = (*one.departments, one.institution, one.street, city, one.region, one.country)
    return one.raw or ", ".join(part for part in parts if part)


def link_emails(node: N, emails: list[str]) -> N:
    """``node`` with those of ``emails`` that it prints as links, unless it has links of its own."""
    words = m.text_of(node)
    # The longest first: one address may end as another one does.
    present = sorted({one for one in emails if one and one in words}, key=lambda one: (-len(one), one))
    if not present or any(isinstance(one, m.Link) for one in m.iter_nodes(node)):
        return node
    pattern = re.compile("(" + "|".join(re.escape(email) for email in present) + ")")

    def rule(node: m.Node) -> tuple[m.Node, ...] | None:
        if not isinstance(node, m.Text) or not pattern.search(node.value):
            return None
        pieces = pattern.split(node.value)
        return tuple(
            m.Link(f"mailto:{piece}", m.text(piece)) if number % 2 else m.Text(piece)
            for number, piece in enumerate(pieces)
            if piece
        )

    return m.rewrite(node, rule)


def iso_date(date: m.Date) -> str:
    """``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, as far as the date is known; empty if it is no real date."""
    if not 1 <= date.year <= 9999:
        return ""
    text = f"{date.year:04}"
    if not 1 <= date.month <= 12:
        return text if date.month == 0 else ""
    text += f"-{date.month:02}"
    if date.day == 0:
        return text
    return f"{text}-{date.day:02}" if is_day(date.year, date.month, date.day) else ""


def printed_date(date: m.Date) -> str:
    """The date as the source writes it, else in ISO 8601."""
    parts = "-".join(f"{part:02}" for part in (date.year, date.month, date.day) if part)
    return date.literal or " ".join(part for part in (date.season, iso_date(date) or parts) if part)


def spelled_date(date: m.Date, language: str) -> str:
    """The date as English pages print it: ``3 May 2024``, in ``en-US`` ``May 3, 2024``; else as :func:`printed_date`.

    A date that the source spells itself stays.
    """
    printed = printed_date(date)
    english = language.lower() == "en" or language.lower().startswith("en-")
    if not english or not date.month or printed != iso_date(date):
        return printed
    month = english_month(date.month)
    if not date.day:
        return f"{month} {date.year}"
    return (
        f"{month} {date.day}, {date.year}"
        if language.lower() == "en-us"
        else f"{date.day} {month} {date.year}"
    )


def identifier(meta: m.Metadata, kind: str) -> str:
    """The first identifier of ``kind``, empty if there is none."""
    return next((one.value for one in meta.identifiers if one.kind == kind), "")


def publication_date(meta: m.Metadata) -> str:
    """The day of publication in ISO 8601, empty if none is known."""
    return next((iso_date(one.date) for one in meta.dates if one.kind == "pub" and iso_date(one.date)), "")


def printed_number(section: m.Section, style: Headings) -> str:
    """The number of ``section`` as it stands in its heading: ``2.1`` with the style's end, ``A.`` for ``II-A``."""
    label = section.label
    if not label:
        return ""
    if style.numbering == "roman-alpha":
        *above, own = label.split("-")
        end = {0: ".", 1: "."}.get(len(above), ")")
        return f"{own}{end}" if section.role != "appendix" or above else label
    last = label[-1:]
    return f"{label}{style.number_end}" if last.isalnum() and section.role != "appendix" else label


def list_title(node: m.ReferenceList, document: m.Document, style: JournalStyle) -> m.Inlines:
    """The heading of a reference list: the style's for the only one, else its own, else the language's."""
    if style.references.heading and len(document.reference_lists) == 1:
        return m.text(style.references.heading)
    return node.title or m.text(wording(document.meta.language).references)


def abstract_title(abstract: m.Abstract, document: m.Document, style: JournalStyle) -> m.Inlines:
    """The heading of ``abstract``, empty for none: the style's for the main one, else its own, else the language's."""
    own = abstract.language in {"", document.meta.language}
    if style.abstract.heading and own and not abstract.kind:
        if style.abstract.heading != "none":
            return m.text(style.abstract.heading)
        if len(document.meta.abstracts) == 1 and not abstract.sections:
            return ()
    words = wording(abstract.language or document.meta.language)
    names = {
        "key-points": words.highlights,
        "graphical": words.graphical_abstract,
        "plain-language-summary": words.plain_language_summary,
    }
    return abstract.title or m.text(names.get(abstract.kind, words.abstract))


def keywords_title(group: m.KeywordGroup, document: m.Document, style: JournalStyle) -> m.Inlines:
    """What stands before the keywords: the style's word for the author's, else the group's own, else the language's."""
    author = group.kind in {"", "author"}
    if author and style.keywords.heading and group.language in {"", document.meta.language}:
        return m.text(style.keywords.heading)
    word = wording(group.language or document.meta.language).keywords
    return group.title or m.text(word if author else group.kind)
