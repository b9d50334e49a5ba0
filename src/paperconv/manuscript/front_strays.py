"""Front matter that a page break put into the text: notes on authors, dates, licence lines, running heads."""

from __future__ import annotations

import re
from itertools import pairwise

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Diagnostic, Rule, Severity
from paperconv.manuscript import abstracts, affiliations, byline, notes, runs, titles
from paperconv.manuscript.dates import history
from paperconv.manuscript.float_labels import read_label
from paperconv.manuscript.front_boxes import take_repeats, take_thanks
from paperconv.manuscript.front_forms import orcid_list
from paperconv.manuscript.front_people import take_details, take_note, take_owned, without_mark
from paperconv.manuscript.front_state import (
    State,
    kind_of_block,
    learn_doi,
    take_dates,
    take_keywords,
    take_license,
)
from paperconv.manuscript.front_tail import take_tail
from paperconv.manuscript.frontlines import identifier_line, is_end_line, is_license
from paperconv.manuscript.prose import is_prose
from paperconv.manuscript.runs import MARK_OPEN
from paperconv.patterns import late

_BOX = late(r"(?:citation|cite (?:this|as)\b|how to cite|(publisher[’']s note))", re.IGNORECASE)
_EARLY = 25  # blocks among which the foot of the first page stands
_PLACE = 260  # characters of a place
_NARROW = 9  # words in a line of a narrow column


def take_strays(state: State, blocks: list[m.DraftBlock]) -> list[m.DraftBlock]:
    """Take notes on authors out of the body, wherever a page break put them."""
    kept: list[m.DraftBlock] = []
    details_found: list[m.Paragraph] = []
    blocks = _without_page_lines(state, blocks)
    if not state.names_known and state.front.people.authors:
        blocks = _without_contact(state, blocks)
    blocks = take_tail(state, blocks)
    running = notes.fold(runs.plain(state.meta.title or state.front.title))
    details = listed = False
    for at, block in enumerate(blocks):
        if isinstance(block, m.Heading | m.Paragraph) and _running_head(state, block, running, blocks, at):
            continue
        if (
            not isinstance(block, m.Paragraph)
            or len(block.children) > 60
            or m.text_of(block.children[:1]).startswith("\\")
        ):
            details = details and not isinstance(block, m.Heading)
            if isinstance(block, m.Heading):
                kind = titles.kind_of(runs.plain(block.children))
                details, listed = kind == "author-information", kind == "references"
            kept.append(block)
            continue
        text = runs.plain(block.children)
        # An entry of a short list may be a DOI and nothing else.
        early = (at < 12 or at < len(blocks) * 0.2) and not listed
        if len(text) < 700 and _stray_line(state, block, text, alone=not _under(blocks, at), early=early):
            continue
        kept.append(block)
        if kind := titles.kind_of(text):
            details = kind == "author-information"
        elif patterns.match(r"Authors?[’']? details\s+(?=\d)", text) or details:
            details = True
            details_found.append(block)
    if not state.names_known:
        _correspondents(state, kept)
    if details_found and not state.names_known:
        take_details(state, details_found)
    return kept


_CONTACT = late(r"(?:corresponding authors?|authors? for correspondence)\s*:?", re.IGNORECASE)
_LONGEST = 700  # characters of an address
_MOST = 3  # paragraphs of an address


def _without_contact(state: State, blocks: list[m.DraftBlock]) -> list[m.DraftBlock]:
    """Take the title "Corresponding author:" with the address below it out of the first half, and the place of all right above it."""
    people = state.front.people
    kept: list[m.DraftBlock] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        end = at + 1
        address: m.Inlines = ()
        titled = isinstance(block, m.Heading | m.Paragraph) and _CONTACT.fullmatch(runs.block_text(block))
        while titled and at < max(len(blocks) / 2, _EARLY) and end < len(blocks) and end <= at + _MOST:
            following = blocks[end]
            if not isinstance(following, m.Paragraph) or byline.EMAIL.search(m.text_of(address)):
                break
            address = runs.join(address, following.children) if address else following.children
            end += 1
        text = m.text_of(address)
        if not byline.EMAIL.search(text) or len(text) > _LONGEST:
            kept.append(block)
            at += 1
            continue
        place = runs.block_text(kept[-1]) if kept and isinstance(kept[-1], m.Paragraph) else ""
        lone = not people.has_affiliations and not people.marks and 0 < len(place) < _PLACE
        if lone and "," in place and affiliations.institutional(place) and not is_prose(place):
            people.add_items(affiliations.read_items(place), kept.pop().pos)
        note = m.Paragraph((m.Text("Corresponding author: "), *address), pos=block.pos)
        people.add_note("", m.text_of(note), (note,), block.pos)
        at = end
    return kept


def _correspondents(state: State, blocks: list[m.DraftBlock]) -> None:
    """Who is named, with an address, in a section on correspondence at the end of the paper; the section stays."""
    inside = False
    for block in blocks:
        text = runs.block_text(block)
        if isinstance(block, m.Heading):
            inside = titles.title_key(text).startswith(("correspond", "korrespond", "orcid"))
        elif inside and isinstance(block, m.Paragraph) and (owned := orcid_list(runs.marked(block.children))):
            state.front.people.add_orcids(owned, block.pos)
        elif inside and isinstance(block, m.Paragraph) and len(text) < 300 and byline.EMAIL.search(text):
            bare = (m.Paragraph(block.children, pos=block.pos),)
            state.front.people.add_note("", f"Correspondence: {text}", bare, block.pos)


def _without_page_lines(state: State, blocks: list[m.DraftBlock]) -> list[m.DraftBlock]:
    """Running heads with growing page numbers, and lines such as "End of paper", out of the text."""
    groups: dict[str, list[tuple[int, str]]] = {}
    doomed: set[int] = set()
    for at, block in enumerate(blocks):
        if not isinstance(block, m.Paragraph) or len(block.children) > 6:
            continue
        text = runs.plain(block.children)
        if 8 < len(text) < 140 and patterns.search(r"^\d{1,4}\D|\D\d{1,4}$", text) and not text.endswith("."):
            groups.setdefault(patterns.sub(r"\d+", "0", text), []).append((at, text))
        elif len(text) < 40 and is_end_line(text):
            doomed.add(at)
    for members in groups.values():
        if len(members) < 2 or titles.kind_of(members[0][1]) or read_label(m.text(members[0][1])):
            continue
        numbers = [[int(n) for n in patterns.findall(r"\d+", text)] for _, text in members]
        varying = [column for column in range(len(numbers[0])) if len({one[column] for one in numbers}) > 1]
        # nothing but the page's number, at one end, may differ: entries of a list differ in more
        grows = varying in ([0], [len(numbers[0]) - 1]) and all(
            a[varying[0]] < b[varying[0]] for a, b in pairwise(numbers)
        )
        far = all(b[0] - a[0] > 3 for a, b in pairwise(members))
        if (
            grows
            and far
            and patterns.search(r"[•|·–—]|\bet al\b|\d{4}|\bvol\b", members[0][1], re.IGNORECASE)
        ):
            doomed.update(at for at, _ in members)
    for at in sorted(doomed):
        text = runs.block_text(blocks[at])
        state.log(
            Diagnostic(
                Rule.FURNITURE_REMOVED,
                f'taken out: "{text[:60]}"',
                Severity.INFO,
                blocks[at].pos,
                removed=text,
            )
        )
    return [block for at, block in enumerate(blocks) if at not in doomed]


def _running_head(
    state: State, block: m.Heading | m.Paragraph, title: str, blocks: list[m.DraftBlock], at: int
) -> bool:
    """The title once more, or its first words above nothing: a running head."""
    if len(title) < 12 or not isinstance(block, m.Heading):
        return False
    text = runs.plain(block.children)
    own = notes.fold(text)
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    empty = isinstance(following, m.Heading) and following.level <= block.level
    short = runs.plain(state.meta.title or state.front.title).partition(":")[0]
    if own == title or (empty and own and own == notes.fold(short) and not titles.kind_of(text)):
        state.log(
            Diagnostic(
                Rule.FURNITURE_REMOVED,
                f'running head taken out: "{text[:60]}"',
                Severity.INFO,
                block.pos,
                removed=text,
            )
        )
        return True
    return False


def _stray_line(state: State, block: m.Paragraph, text: str, *, alone: bool, early: bool) -> bool:
    front = state.front
    if take_thanks(state, block) or _take_foot(state, block, text) or take_dates(state, text, block.pos):
        return True
    if not front.keywords and not state.meta.keywords and alone and runs.is_all(block.children[:1], "strong"):
        run = abstracts.run_in_keywords(block)
        if run is not None and run.rest:
            take_keywords(state, run.rest, run.label)
            return True
    if (
        patterns.match(
            r"(?:[^.©]{4,90}\d\s+|\S{0,30})?(?:©|\(c\)\s)|copyright\b|proceedings of the\b.{10,220}\bcopyright (?:19|20)\d{2} by|licen[sc]e\s*:|this is an open access article|permission to make digital",
            text,
            re.IGNORECASE,
        )
        and is_license(text)
        and (early or len(text) < 200)
    ):
        take_license(state, block)
        return True
    if (found := identifier_line(text)) is not None and found.kind == "arxiv":
        if not any(one.kind == "arxiv" for one in (*front.identifiers, *state.meta.identifiers)):
            front.identifiers.append(found)
        state.log(
            Diagnostic(Rule.FURNITURE_REMOVED, f'taken out: "{text}"', Severity.INFO, block.pos, removed=text)
        )
        return True
    if early and not front.identifiers and not state.meta.identifiers and identifier_line(text):
        learn_doi(state, text)
        return bool(front.identifiers)
    if state.names_known or not front.people.authors or not alone:
        return False
    mails = byline.EMAIL.findall(text)
    if mails and len(text) < 200 and take_repeats(state, block):
        return True
    shown = runs.unmark(runs.marked(block.children)).lstrip()
    if len(mails) == 1 and shown[:1] in byline.SYMBOLS and notes.is_address(shown):
        inner = without_mark(block.children, shown[:1])
        front.people.add_note(shown[:1], shown, (m.Paragraph(inner, pos=block.pos),), block.pos)
        return True
    if take_owned(state, block.children, block.pos) or take_note(state, block.children, text, block.pos):
        return True
    marked = runs.marked(block.children)
    if marked[:1] in {MARK_OPEN, *"*∗†‡§¶"} and len(text) < 400 and affiliations.institutional(text):
        items = affiliations.read_items(marked, front.people.marks)
        have = front.people.labels
        if items and all(i.label and set(i.label.split(",")) <= front.people.marks - have for i in items):
            front.people.add_items(items, block.pos)
            return True
    return False


_FOOT = late(
    r"(https?://(?:dx\.)?doi\.org/\S+)\s+(received\b.{8,160}?\d{4})(?:\s+(\S{9,12}\s?©.{3,200}))?",
    re.IGNORECASE,
)


def _take_foot(state: State, block: m.Paragraph, text: str) -> bool:
    """The foot of a first page in one paragraph: DOI, dates, copyright."""
    hit = _FOOT.fullmatch(text)
    if hit is None or not take_dates(state, hit[2], block.pos):
        return False
    learn_doi(state, hit[1])
    if hit[3]:
        take_license(state, m.Paragraph(m.text(hit[3]), pos=block.pos))
    return True


def _under(blocks: list[m.DraftBlock], at: int) -> bool:
    """Whether the paragraph is the content of a section of its own, "Correspondence" or "Author information"."""
    before = blocks[at - 1] if at else None
    return isinstance(before, m.Heading)


def citation_box(state: State, zone: list[m.DraftBlock], at: int) -> int:
    """Take out a box "Citation: …" or "Publisher's Note: …" of a narrow column; the index behind it, or ``at``."""
    opening = _BOX.match(runs.block_text(zone[at]))
    if opening is None:
        return at
    end = at
    lines: list[str] = []
    while end < len(zone) and isinstance(zone[end], m.Paragraph):
        text = runs.block_text(zone[end])
        if lines and (
            len(text.split()) > _NARROW
            or patterns.match(r"[^\W\d_][\w’' ]{2,30}:\s", text)
            or kind_of_block(state, zone[end])
        ):
            break
        if lines and (identifier_line(text) or is_license(text) or history(text)[0]):
            break
        lines.append(text)
        end += 1
    whole = " ".join(lines)
    if len(lines) < 2 or not (opening[1] or patterns.search(r"\b(?:19|20)\d{2}\b", whole)):
        return at  # one line is furniture like any other
    message = f'taken out: "{whole[:60]}"'
    learn_doi(state, whole)
    state.log(Diagnostic(Rule.FURNITURE_REMOVED, message, Severity.INFO, zone[at].pos, removed=whole))
    return end
