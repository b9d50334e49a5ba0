"""Persons by name, each part in a character style: so that who reads the file need not guess what it is."""

from __future__ import annotations

from paperconv import model as m
from paperconv.display import display_name
from paperconv.exporters.docx.look import Look
from paperconv.exporters.docx.markup import Xml, join
from paperconv.exporters.docx.runs import text
from paperconv.exporters.docx.writer import Writer

NOTE_STYLES: dict[m.AuthorNoteKind, str] = {
    "corresponding": "Correspondence",
    "equal": "EqualContribution",
    "deceased": "Deceased",
    "current-address": "CurrentAddress",
    "contribution": "ContributionNote",
    "conflict": "ConflictNote",
    "lead-contact": "LeadContact",
    "other": "AuthorNote",
}
"""The paragraph styles of notes on authors."""


def full_name(author: m.Author) -> str:
    """The name with form of address and degrees."""
    name = " ".join(part for part in (author.prefix, display_name(author.name)) if part)
    return ", ".join(part for part in (name, *author.degrees) if part)


def parted_name(w: Writer, author: m.Author, look: Look) -> Xml:
    """The same in the styles of its parts."""
    name = author.name
    shown = display_name(name)
    given, family = ("GivenName", name.given), ("FamilyName", name.family)
    particle, suffix = ("NameParticle", name.particle), ("NameSuffix", name.suffix)
    parts = [given, particle, family, suffix]
    if name.literal:
        parts = [("GroupName" if author.group else "FullName", name.literal)]
    elif name.family_first:
        parts = [particle, family, given, suffix]
    out: list[Xml] = []
    if author.prefix:
        out += [text(w, author.prefix, look.styled("NamePrefix")), text(w, " " if shown else "", look)]
    at = 0
    for style, part in parts:
        start = shown.find(part, at) if part else -1
        if start >= 0:
            out += [text(w, shown[at:start], look), text(w, part, look.styled(style))]
            at = start + len(part)
    for degree in author.degrees:
        out += [text(w, ", " if out else "", look), text(w, degree, look.styled("Degree"))]
    return join(out)


def mentioned(w: Writer, author: m.Author, look: Look) -> Xml:
    """The name of an author of whom something is told."""
    return text(w, display_name(author.name), look.styled("FullName"))
