"""Boxes of a first page: parts under small titles of their own, which stand about the title, the authors and the abstract."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Diagnostic, Rule, Severity
from paperconv.manuscript import abstracts, byline, notes, runs, titles
from paperconv.manuscript.addresses import is_thanks
from paperconv.manuscript.dates import history
from paperconv.manuscript.front_forms import orcid_list
from paperconv.manuscript.front_state import State, kind_of_block, learn_doi, take_dates
from paperconv.manuscript.frontlines import box_title, identifier_line, is_license

_MOST = 6  # paragraphs of a box
_STATEMENTS = titles.BACK_KINDS - {
    "appendix",
    "publisher-note",
    "author-information",
    "supplement",
    "abbreviations",
}
_CONTACT = (
    "author for correspond",
    "correspond",
    "korrespond",
    "contact",
    "auteur correspond",
    "autor de correspond",
)
CITED = (
    "citation",
    "cite",
    "how to cite",
    "to cite",
    "recommended citation",
    "acm reference format",
    "edited by",
    "reviewed by",
)


def take_box(state: State, zone: list[m.DraftBlock], at: int) -> int:
    """Take the box whose title stands at ``at``; the index behind it, or ``at`` if none does."""
    block = zone[at]
    text = runs.block_text(block)
    if not text or len(text) > 60 or (isinstance(block, m.Paragraph) and text.endswith(".")):
        return at
    box, kind = box_title(text), titles.kind_of(text)
    set_off = isinstance(block, m.Heading) or runs.is_all(
        block.children if isinstance(block, m.Paragraph) else (), "strong"
    )
    if opens_contact(text) and (set_off or text.endswith(":")):
        return _correspondence(state, zone, at)
    if box:
        drop_line(state, block, text)
        end = at + 1
        while (
            box.startswith(CITED) and end < len(zone) and end - at <= 1 and not _starts_part(state, zone[end])
        ):
            drop_line(state, zone[end], runs.block_text(zone[end]))
            end += 1
        return end
    if kind in _STATEMENTS and set_off:
        end = at + 1
        while (
            end < len(zone)
            and end - at <= _MOST
            and isinstance(zone[end], m.Paragraph)
            and not _starts_part(state, zone[end])
        ):
            end += 1
        if end == at + 1:
            return at
        inner = tuple(b for b in zone[at + 1 : end] if isinstance(b, m.Paragraph))
        title = (
            runs.strip(runs.unwrap(block.children), " .:")
            if isinstance(block, m.Heading | m.Paragraph)
            else ()
        )
        state.front.statements.append(m.Section(title, inner, role=kind, pos=block.pos))
        return end
    return at


def opens_contact(text: str) -> bool:
    """Whether a title announces an address of the authors."""
    return titles.title_key(text).startswith(_CONTACT)


def _starts_part(state: State, block: m.DraftBlock) -> bool:
    """Whether another part of the front matter begins here."""
    text = runs.block_text(block)
    return bool(
        not isinstance(block, m.Paragraph) or kind_of_block(state, block) or box_title(text) or abstracts.run_in_abstract(block)
        or abstracts.run_in_keywords(block) or history(text)[0] or identifier_line(text) or is_license(text) or notes.opens_note(text)
        or (state.title_at is not None and _is_title(state, text))
    )  # fmt: skip


def _is_title(state: State, text: str) -> bool:
    title = notes.fold(runs.plain(state.meta.title or state.front.title))
    return len(title) > 12 and notes.fold(text) == title


def _correspondence(state: State, zone: list[m.DraftBlock], at: int) -> int:
    """A name and an address under "Correspondence" are a note, as if they stood behind a colon."""
    end = at + 1
    parts: list[str] = []
    heading = zone[at]
    inlines = (
        runs.strip(runs.unwrap(heading.children), " :")
        if isinstance(heading, m.Heading | m.Paragraph)
        else ()
    )
    while (
        end < len(zone)
        and len(parts) < _MOST
        and isinstance(block := zone[end], m.Paragraph)
        and (not _starts_part(state, block) or (parts and byline.EMAIL.search(runs.block_text(block))))
    ):
        text = runs.block_text(block)
        if parts and any(byline.EMAIL.search(part) for part in parts):
            break
        inlines = runs.join(inlines, block.children, ": " if not parts else ", ")
        parts.append(text)
        end += 1
    if not parts or not any(byline.EMAIL.search(byline.expand_braces(part)) for part in parts):
        return at
    last = zone[end] if end < len(zone) else None
    owned = orcid_list(runs.marked(last.children)) if isinstance(last, m.Paragraph) else []
    if len(owned) == 1 and not patterns.search(r"(?i)(?!orcid|ids?\b)[^\W\d_]{3}", owned[0][0]):
        state.front.people.add_orcids([(parts[0], owned[0][1])], zone[end].pos)
        end += 1
    state.front.people.add_note(
        "", "Correspondence: " + ", ".join(parts), (m.Paragraph(inlines, pos=zone[at].pos),), zone[at].pos
    )
    return end


def take_repeats(state: State, block: m.DraftBlock) -> bool:
    """Take out what a first page says twice: the title; the names of the authors."""
    text = runs.block_text(block)
    if not text or len(text) > 400:
        return False
    people = state.front.people
    if _is_title(state, text):
        drop_line(state, block, text)
        return True
    if not people.authors or not isinstance(block, m.Paragraph):
        return False
    persons = byline.read_byline(runs.marked(block.children))
    known = {notes.fold(a.person.text) for a in people.authors}
    own = [notes.fold(patterns.sub(r"^[B&✉]\s", "", person.text)) for person in persons]
    if (
        not own
        or not all(name in known for name in own)
        or (
            any(one.isalnum() for p in persons for one in p.marks)
            and any(one.isalnum() for one in people.marks)
        )
    ):
        return False
    people.mention(persons)
    drop_line(state, block, text)
    return True


def take_thanks(state: State, block: m.DraftBlock) -> bool:
    """Take a footnote on the manuscript: "Manuscript received …; accepted …. This work was supported by … (Corresponding author: …)"."""
    if not isinstance(block, m.Paragraph):
        return False
    text = m.text_of(block.children)
    if not patterns.match(
        r"\W*(?:manuscript (?:first )?received|(?:this )?paper (?:was )?received|received\b.{20,200}corresponding author)\b",
        text,
        re.IGNORECASE,
    ):
        return _take_thanks_of_title(state, block, text)
    sentences = [hit.end() for hit in patterns.finditer(r"(?<=\s\d{4}\.)\s+(?=[A-Z(])", text)]
    end = sentences[-1] if sentences else len(text)
    if not take_dates(state, " ".join(text[:end].split()), block.pos):
        return False
    rest = runs.strip(runs.cut(block.children, end))
    named = patterns.search(
        r"\(\s*(corresponding authors?\s*:[^()]{3,200})\)\s*\.?", m.text_of(rest), re.IGNORECASE
    )
    if named:
        note = runs.cut(rest, named.start(1), named.end(1))
        state.front.people.add_note("", runs.plain(note), (m.Paragraph(note, pos=block.pos),), block.pos)
        rest = runs.strip(runs.cut(rest, 0, named.start()) + runs.cut(rest, named.end()))
    if m.text_of(rest):
        funded = patterns.search(r"\b(?:support|fund|grant|financ)", m.text_of(rest), re.IGNORECASE)
        paragraph = m.Paragraph(rest, pos=block.pos)
        if funded:
            state.front.statements.append(m.Section((), (paragraph,), role="funding", pos=block.pos))
        else:
            state.front.people.add_note("", m.text_of(rest), (paragraph,), block.pos)
    return True


def _take_thanks_of_title(state: State, block: m.Paragraph, text: str) -> bool:
    """Take thanks or funding at a sign that no author has: a note to the title."""
    sign = patterns.match(r"\s*([*†‡§¶#‖])\s*(?=\S)", text)
    if (
        sign is None
        or sign[1] in state.front.people.marks
        or not is_thanks(text)
        or byline.EMAIL.search(text)
    ):
        return False
    thanked = patterns.match(r"\W*(?:we|i|the authors?)\b", text, re.IGNORECASE)
    paragraph = m.Paragraph(runs.cut(block.children, sign.end()), pos=block.pos)
    role = "acknowledgements" if thanked else "funding"
    state.front.statements.append(m.Section((), (paragraph,), role=role, pos=block.pos))
    return True


def drop_line(state: State, block: m.DraftBlock, text: str) -> None:
    """Take a line of the page out, and tell it; a DOI that it gives is the paper's."""
    learn_doi(state, text, block)
    state.log(
        Diagnostic(
            Rule.FURNITURE_REMOVED, f'taken out: "{text[:60]}"', Severity.INFO, block.pos, removed=text
        )
    )


def take_sign(state: State, block: m.DraftBlock) -> bool:
    """A picture above the title that nothing is said of is the sign of the journal or of its publisher."""
    sources = [node.source for node in m.iter_nodes(block) if isinstance(node, m.Image)]
    if not isinstance(block, m.Figure) or not sources or block.label or block.caption is not None:
        return False
    if any(panel.blocks or panel.caption is not None for panel in block.panels):
        return False
    message = "picture above the title taken for the publisher's sign"
    state.log(
        Diagnostic(Rule.FURNITURE_REMOVED, message, Severity.INFO, block.pos, removed=" ".join(sources))
    )
    return True
