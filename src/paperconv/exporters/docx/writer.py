"""What the functions that write one document share: its parts, bookmarks, notes, comments and formulas."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import quote

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.assets import names_file
from paperconv.diagnostics import Diagnostic, Pos, Rule, Severity
from paperconv.exporters.docx.labels import Label, label_of
from paperconv.exporters.docx.look import CharacterStyle, Look
from paperconv.exporters.docx.markup import EMPTY, Xml, is_right_to_left, join, legal_text
from paperconv.exporters.docx.numbering import Numbering
from paperconv.exporters.docx.package import Package, Part
from paperconv.formulas.omml import to_omml
from paperconv.patterns import late
from paperconv.pictures import Picture, Pictures
from paperconv.protocols import Job
from paperconv.styles.pages import Page, page_of
from paperconv.wording import wording

_NOT_WORD = late(r"\W", re.ASCII)
_BOOKMARK_LENGTH = 40
PICTURE_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/tiff"})
"""What every Word shows."""


class Reviewed(msgspec.Struct, frozen=True):
    """A comment that the text points to."""

    identifier: int
    node: m.Comment


class Stored(msgspec.Struct, frozen=True):
    """A picture in the package, and the name of its file there."""

    name: str
    picture: Picture


class Writer:
    """The state of one export. Numbers are given out in the order of writing, so the same document gives the same file.

    ``part`` is the part being written: relationships of links and pictures belong to it. ``room`` is how wide, in
    twips, what is being written may be. ``look`` is that of plain text in the document's language. ``flat``: no fields.
    """

    def __init__(self, document: m.Document, job: Job) -> None:
        self.document = document
        self.job = job
        self.page: Page = page_of(job.style)
        self.room = self.page.column_width
        self.look = Look(right_to_left=is_right_to_left(document.meta.language))
        self.flat = job.style.docx.fields == "flat"
        self.words = wording(document.meta.language)
        self.package = Package()
        self.part: Part = self.package.document
        self.numbering = Numbering()
        self.notes = {note.id: note for note in document.notes}
        self.note_order: dict[str, list[m.Note]] = {"footnote": [], "endnote": []}
        self.custom_marks: set[str] = set()
        self.noted: dict[str, int] = {}
        self.inside_note: Literal["", "note", "nested"] = ""
        self.nested_notes: list[m.Note] = []
        self.comments: list[Reviewed] = []
        self.labels: dict[str, Label] = {}
        self.kinds: dict[str, str] = {}
        self.given = Pictures(job, PICTURE_TYPES)
        self.pictures: dict[str, Stored | None] = {}
        self.expansions: dict[str, str] = {}
        self.series: dict[str, int] = {}
        self.character_styles: dict[str, CharacterStyle] = {}
        self.works = {one.id: one for one in document.references}
        self.zotero = int(job.style.citations.docx == "zotero")
        """The number of the next field of Zotero's; 0 where there are none."""
        self._formulas: dict[tuple[str, bool], str] = {}
        self._bookmarks: dict[tuple[str, str], str] = {}
        self._bookmark_names: set[str] = set()
        self._back: set[str] = set()
        self._bookmarked: set[str] = set()
        self._numbers = 0
        self._removed: dict[str, int] = {}
        self._survey()

    def _survey(self) -> None:
        """Look through the document once for what must be known before writing: the labels."""
        self._back.update(section.id for section in self.document.back)
        for node in m.iter_nodes(self.document):
            identifier = getattr(node, "id", "")
            if identifier:
                self.kinds[identifier] = type(node).__name__
                label = label_of(node)
                if label is not None:
                    self.labels[identifier] = label

    def formula(self, mathml: str, *, display: bool, pos: Pos | None) -> Xml:
        """``mathml`` as OMML; empty where there is none, or where it cannot be made, which is logged."""
        made = self._formulas.get((mathml, display))
        if made is None:
            made = self._formulas[mathml, display] = to_omml(mathml, display=display) if mathml else ""
            if mathml and not made:
                self.log(
                    Rule.FORMULA_CONVERTED,
                    "a formula whose MathML is broken is shown as text",
                    pos,
                    "check its source",
                )
        return Xml(made)

    @staticmethod
    def formula_source(tex: str, mathml: str) -> str:
        """What is shown of a formula that could not be converted: its TeX, else the words of its MathML."""
        return tex if tex.strip() else " ".join(patterns.sub(r"<[^<>]*>", " ", mathml).split())

    def log(self, rule: Rule, message: str, pos: Pos | None = None, hint: str = "") -> None:
        """Report a warning."""
        self.job.log(Diagnostic(rule, message, pos=pos, hint=hint))

    def legal(self, text: str) -> str:
        """``text`` without the characters that XML forbids; :meth:`report_removed` tells of them."""
        kept, removed = legal_text(text)
        for character in removed:
            self._removed[character] = self._removed.get(character, 0) + 1
        return kept

    def report_removed(self) -> None:
        """Say what could not be kept."""
        if self._removed:
            named = ", ".join(f"U+{ord(c):04X} × {n}" for c, n in sorted(self._removed.items()))
            self.log(Rule.CONTENT_KEPT, f"characters that XML cannot hold were removed: {named}")
        if self.expansions:
            named = "; ".join(f"{short} ({full})" for short, full in self.expansions.items())
            self._note(f"what abbreviations stand for has no place in this format: {named}")
        if self.document.meta.extra:
            named = ", ".join(field.key for field in self.document.meta.extra)
            self._note(f"metadata that this format has no place for: {named}")

    def _note(self, message: str) -> None:
        self.job.log(Diagnostic(Rule.CONTENT_KEPT, message, Severity.INFO))

    def carried(self, source: str, pos: Pos | None) -> str:
        """The address of a file of the manuscript that is carried along beside the DOCX; empty if ``source`` names none."""
        return quote(self.given.carry(source, pos)) if names_file(source) else ""

    def number(self) -> int:
        """A number that is unique in the file: for bookmarks, changes and pictures."""
        self._numbers += 1
        return self._numbers

    def bookmark_name(self, identifier: str, purpose: str = "") -> str:
        """The bookmark for a node's id: a name that Word takes, unique without regard to case.

        The leading underscore hides it in Word's list. ``purpose`` tells several bookmarks of one node apart.
        """
        key = (identifier, purpose)
        if key not in self._bookmarks:
            prefix = _PREFIXES.get(self.kinds.get(identifier, ""), "id")
            if identifier in self._back:  # who reads the file cannot know it by its place
                prefix = "back"
            stem = f"_{prefix}{purpose}_{_NOT_WORD.sub('_', identifier)}"[:_BOOKMARK_LENGTH]
            name, count = stem, 1
            while name.lower() in self._bookmark_names:
                count += 1
                name = f"{stem[: _BOOKMARK_LENGTH - len(str(count)) - 1]}_{count}"
            self._bookmark_names.add(name.lower())
            self._bookmarks[key] = name
        return self._bookmarks[key]

    def bookmark(self, identifier: str, content: Xml, purpose: str = "") -> Xml:
        """``content`` in the bookmark of ``identifier``; unchanged if that is empty or marked already."""
        if not identifier:
            return content
        number, name = self.number(), self.bookmark_name(identifier, purpose)
        if name in self._bookmarked:
            return content
        self._bookmarked.add(name)
        return Xml(
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'
        )

    def missing_bookmarks(self) -> Xml:
        """Empty bookmarks for what links lead to and what is not printed (a part of a reference's data)."""
        missing = [key for key, name in self._bookmarks.items() if name not in self._bookmarked]
        return join([self.bookmark(identifier, EMPTY, purpose) for identifier, purpose in missing])


_PREFIXES = {
    "Figure": "fig",
    "Panel": "fig",
    "Table": "tbl",
    "Equation": "eq",
    "Reference": "ref",
    "Section": "sec",
    "Note": "fn",
    "CodeBlock": "lst",
    "Algorithm": "alg",
    "Statement": "thm",
    "Box": "box",
    "Paragraph": "par",
    "Supplement": "sup",
}
