"""Sections, paragraphs and notes whose business is the authors: thanks, funding, contributions, about the authors."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv.anonymity import BODY, Identity, first
from paperconv.manuscript.titles import kind_of
from paperconv.passes.anonymise.told import Told
from paperconv.patterns import late

_KINDS = {
    "acknowledgements": "acknowledgements",
    "funding": "funding",
    "contributions": "author contributions",
    "author-information": "notes on the authors",
    "authors": "notes on the authors",
}
_ROLES = {
    "ack": "acknowledgements", "acknowledgments": "acknowledgements", "acknowledgement": "acknowledgements",
    "acknowledgment": "acknowledgements", "financial-disclosure": "funding", "funding-information": "funding",
    "funding-statement": "funding", "con": "contributions", "author-contributions": "contributions",
    "author-contribution": "contributions", "credit": "contributions", "biography": "author-information",
    "bio": "author-information", "correspondence": "author-information",
}  # fmt: skip
_CONFLICT = frozenset(
    (
        "conflict", "conflicts", "coi-statement", "coi", "competing-interest", "competing-interests", "conflict-of-interest",
        "disclosure", "disclosures",
    )
)  # fmt: skip
_LABEL = late(r"\s*([^.:\n]{3,60})[.:](?:\s|$)")
_THANKS = late(
    r"\s*(?:(?:we|i|the authors?)\s+(?:(?:would|also|further|gratefully|sincerely|wish|like|want|to|especially|are|am|all|"
    r"particularly|kindly|deeply|most|very)\s+)*(?:thank|grateful|indebted|acknowledge)\b|(?:(?:special|many|our|sincere|warm)\s+)+thanks\b|thanks\s+(?:are\s+due|go)\b|"
    r"this (?:work|research|study|project|article|paper|material|publication)\s+(?:(?:was|is|has|been|were|in|part|partially|partly|"
    r"generously|financially|also|based|upon|on|by)\s+|work\s+)*(?:funded|supported|sponsored|financed)\b|"
    r"(?:funding|support|financial support)\s+(?:for this (?:work|research|study|project)\s+)?(?:was|is|were)\s+(?:provided|received)\b|"
    r"funded by\b|supported by\b)",
    re.IGNORECASE,
)


def kind_of_section(section: m.Section) -> str:
    """What a section is, by its role or its title; empty for what is none of the usual."""
    role = "-".join(section.role.lower().replace("_", " ").split())
    return _ROLES.get(role, role) or kind_of(m.text_of(section.title))


class Statements:
    """Takes them out. ``identities`` decide which statements of interests name somebody."""

    def __init__(self, identities: tuple[Identity, ...], told: Told) -> None:
        self._identities = identities
        self._told = told

    def document(self, document: m.Document) -> m.Document:
        """``document`` without them, and without marks of notes that are gone."""
        kept = tuple(note for note in document.notes if not self._is_thanks(note.blocks))
        gone = {note.id for note in document.notes} - {note.id for note in kept}
        document = m.replace(
            document,
            blocks=self._blocks(document.blocks),
            sections=self._sections(document.sections),
            back=self._sections(document.back),
            notes=kept,
            meta=m.replace(
                document.meta,
                abstracts=tuple(
                    m.replace(one, sections=self._sections(one.sections)) for one in document.meta.abstracts
                ),
            ),
        )
        self._told.removed["note of thanks"] += len(gone)
        return document

    def _sections(self, sections: tuple[m.Section, ...]) -> tuple[m.Section, ...]:
        out: list[m.Section] = []
        for section in sections:
            kind = kind_of_section(section)
            if kind in _KINDS:
                self._told.removed[_KINDS[kind]] += 1
                continue
            if (kind in _CONFLICT or section.role in _CONFLICT) and self._names(section):
                self._told.removed["competing interests"] += 1
                continue
            made = m.replace(
                section, blocks=self._blocks(section.blocks), sections=self._sections(section.sections)
            )
            if not (made.blocks or made.sections) and (section.blocks or section.sections):
                continue  # all that it held is gone
            out.append(made)
        return tuple(out)

    def _names(self, section: m.Section) -> bool:
        """Whether the section names somebody or some place of the authors'."""
        return first(m.text_of(section.blocks, section.sections), self._identities, BODY) is not None

    def _blocks(self, blocks: m.Blocks) -> m.Blocks:
        return tuple(block for block in blocks if not self._is_gone(block))

    def _is_gone(self, block: m.Block) -> bool:
        if not isinstance(block, m.Paragraph):
            return False
        kind = kind_of(_label(block))
        if kind in _KINDS and kind != "authors":
            self._told.removed[_KINDS[kind]] += 1
            return True
        if kind in _CONFLICT and first(m.text_of(block), self._identities, BODY) is not None:
            self._told.removed["competing interests"] += 1
            return True
        if self._is_thanks((block,)):
            self._told.removed["paragraph of thanks"] += 1
            return True
        return False

    def _is_thanks(self, blocks: m.Blocks) -> bool:
        """Whether all that is said is thanks, or who paid."""
        if not blocks or not all(isinstance(block, m.Paragraph) for block in blocks):
            return False
        text = " ".join(m.text_of(blocks).split())
        return bool(_THANKS.match(text)) or (
            kind_of(_label(blocks[0])) in {"acknowledgements", "funding", "contributions"}
        )


def _label(block: m.Block) -> str:
    """The title that runs into a paragraph: its first bold or slanted words, or what stands before a colon."""
    children = block.children if isinstance(block, m.Paragraph) else ()
    if len(children) > 1 and isinstance(children[0], m.Styled) and children[0].style in {"strong", "emph"}:
        return m.text_of(children[0]).strip(" .:—–-")
    found = _LABEL.match(m.text_of(children)[:80])
    return found[1] if found and ":" in found[0] else ""
