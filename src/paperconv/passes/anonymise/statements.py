"""Sections, paragraphs and notes whose business is the authors: thanks, funding, contributions, about the authors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperconv import model as m
from paperconv.anonymity import BODY, Identities, first
from paperconv.anonymity.places import EMAIL
from paperconv.anonymity.unread import ORCID, names_investigators
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


_CONTRIBUTED = late(
    r"\b(?:all |both |the |each |corresponding )authors?\b|\bco-?authors?\b|\b(?:conceived|drafted|wrote|supervised|designed the)\b|"
    r"\b(?:conceptuali[sz]ation|methodology|formal analysis|data curation|writing)\b",
    re.IGNORECASE,
)
_ROLE_TERM = late(
    r"conceptuali[sz]ation|data curation|formal analysis|funding acquisition|investigation|methodology|project administration|"
    r"supervision|validation|visuali[sz]ation|writing\b",
    re.IGNORECASE,
)
_AMBIGUOUS = frozenset(("contribution", "contributions", "authorship", "our contributions"))
_SHORT = 120  # words
_LONG = 60
_MANY_ROLES = 3
_FLOATS = (m.Figure, m.Table, m.Algorithm, m.Supplement, m.Equation, m.CodeBlock)


class Statements:
    """Takes them out. ``identities`` decide which statements of interests name somebody."""

    def __init__(self, identities: Identities, told: Told) -> None:
        self._identities = identities
        self._told = told

    def document(self, document: m.Document) -> m.Document:
        """``document`` without them. Figures and tables that only stand behind them stay, at the end of what is before."""
        kept = tuple(note for note in document.notes if not self._is_thanks(note.blocks))
        self._told.removed["note of thanks"] += len(document.notes) - len(kept)
        sections, loose = self._sections(document.sections)
        back, behind = self._sections(document.back)
        blocks = (*self._blocks(document.blocks), *loose)
        if behind and sections:
            sections = (*sections[:-1], _with(sections[-1], behind))
        elif behind:
            blocks = (*blocks, *behind)
        abstracts = tuple(
            m.replace(one, sections=self._sections(one.sections)[0]) for one in document.meta.abstracts
        )
        return m.replace(
            document,
            blocks=blocks,
            sections=sections,
            back=back,
            notes=kept,
            meta=m.replace(document.meta, abstracts=abstracts),
        )

    def _sections(self, sections: tuple[m.Section, ...]) -> tuple[tuple[m.Section, ...], m.Blocks]:
        """What is left of ``sections``, and the blocks that were left where no section stands before them."""
        out: list[m.Section] = []
        loose: m.Blocks = ()

        def keep(blocks: m.Blocks) -> None:
            nonlocal loose
            if blocks and out:
                out[-1] = _with(out[-1], blocks)
            else:
                loose += blocks

        for section in sections:
            what = self._what_goes(section)
            inner, first = self._sections(section.sections)
            if what:
                self._told.removed[what] += 1
                keep((*self._floats(section.blocks), *first))
                for below in inner:
                    if self._has_own_business(below):
                        out.append(below)
                    else:
                        keep(tuple(block for one in _every(below) for block in self._floats(one.blocks)))
                continue
            made = m.replace(section, blocks=(*self._blocks(section.blocks), *first), sections=inner)
            if made.blocks or made.sections or not (section.blocks or section.sections):
                out.append(made)
        return tuple(out), loose

    def _what_goes(self, section: m.Section) -> str:
        """What a section is that goes as a whole, in words; empty if it stays."""
        kind = kind_of_section(section)
        if kind == "contributions" and not self._is_who_did_what(
            m.text_of(section.title), m.text_of(section.blocks, section.sections)
        ):
            return ""
        if kind in _KINDS:
            return _KINDS[kind]
        if names_investigators(section):
            text = _blockwise(section)
            return _KINDS["authors"] if self._tells(text) or EMAIL.search(text) or ORCID.search(text) else ""
        return "competing interests" if kind in _CONFLICT and self._names(section) else ""

    def _floats(self, blocks: m.Blocks) -> m.Blocks:
        """Figures, tables and the like of a statement, with what follows them: Word has them behind the last heading."""
        start = next((at for at, block in enumerate(blocks) if self._is_science(block)), len(blocks))
        return tuple(
            block
            for block in blocks[start:]
            if not isinstance(block, m.Figure | m.Table) or self._is_science(block)
        )

    def _is_science(self, block: m.Block) -> bool:
        """Whether a block is a figure, table or the like that does not show the authors."""
        if not isinstance(block, _FLOATS) or first(m.text_of(block), self._identities, BODY) is not None:
            return False
        return not isinstance(block, m.Figure) or block.caption is not None or bool(block.label)

    def _names(self, section: m.Section) -> bool:
        """Whether the section names somebody or some place of the authors'."""
        return first(m.text_of(section.blocks, section.sections), self._identities, BODY) is not None

    def _blocks(self, blocks: m.Blocks) -> m.Blocks:
        return tuple(block for block in blocks if not self._is_gone(block))

    def _is_gone(self, block: m.Block) -> bool:
        if not isinstance(block, m.Paragraph):
            return False
        what = self._what_it_is(block)
        self._told.removed[what] += bool(what)
        return bool(what)

    def _what_it_is(self, block: m.Paragraph) -> str:
        """What a paragraph is that goes, in words; empty if it stays."""
        label, text = _label(block), m.text_of(block)
        kind = kind_of(label)
        if kind == "contributions" and not self._is_who_did_what(label, text):
            return ""
        if kind in _KINDS and kind != "authors":
            return _KINDS[kind]
        if kind in _CONFLICT and self._tells(text):
            return "competing interests"
        if len(_ROLE_TERM.findall(text)) >= _MANY_ROLES and self._tells(text):
            return _KINDS["contributions"]
        return "paragraph of thanks" if self._is_thanks((block,)) else ""

    def _has_own_business(self, section: m.Section) -> bool:
        """Whether a section below a statement is none: one of the usual, or a long one that names nobody."""
        kind, text = kind_of_section(section), m.text_of(section.blocks, section.sections)
        if kind:
            return kind not in _KINDS
        return len(text.split()) >= _LONG and not self._tells(text) and not _THANKS.match(text)

    def _is_who_did_what(self, title: str, text: str) -> bool:
        """Whether contributions are those of the authors to the paper, and not those of the paper to its field."""
        if title.strip(" .:").lower() not in _AMBIGUOUS or self._tells(text):
            return True
        return len(text.split()) < _SHORT and _CONTRIBUTED.search(text) is not None

    def _tells(self, text: str) -> bool:
        return first(text, self._identities, BODY) is not None

    def _is_thanks(self, blocks: m.Blocks) -> bool:
        """Whether all that is said is thanks, or who paid."""
        if not blocks or not all(isinstance(block, m.Paragraph) for block in blocks):
            return False
        text = " ".join(m.text_of(blocks).split())
        return bool(_THANKS.match(text)) or (
            kind_of(_label(blocks[0])) in {"acknowledgements", "funding", "contributions"}
        )


def _blockwise(section: m.Section) -> str:
    return "\n".join(m.text_of(node) for node in m.iter_nodes(section) if isinstance(node, m.Paragraph))


def _with(section: m.Section, blocks: m.Blocks) -> m.Section:
    """``section`` with more at its end."""
    if section.sections:
        *before, last = section.sections
        return m.replace(section, sections=(*before, _with(last, blocks)))
    return m.replace(section, blocks=(*section.blocks, *blocks))


def _every(section: m.Section) -> Iterator[m.Section]:
    yield section
    for below in section.sections:
        yield from _every(below)


def _label(block: m.Block) -> str:
    """The title that runs into a paragraph: its first bold or slanted words, or what stands before a colon."""
    children = block.children if isinstance(block, m.Paragraph) else ()
    if len(children) > 1 and isinstance(children[0], m.Styled) and children[0].style in {"strong", "emph"}:
        return m.text_of(children[0]).strip(" .:—–-")
    found = _LABEL.match(m.text_of(children)[:80])
    return found[1] if found and ":" in found[0] else ""
