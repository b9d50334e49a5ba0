"""The title of a paper, wherever it stands."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Diagnostic, Rule, Severity
from paperconv.manuscript import affiliations, byline, notes, runs
from paperconv.manuscript.front_candidates import behind_cover, choose, title_like
from paperconv.manuscript.front_cite import without_journal
from paperconv.manuscript.front_forms import persons_with_places
from paperconv.manuscript.front_languages import label_languages, other_language
from paperconv.manuscript.front_state import (
    State,
    is_numbered,
)
from paperconv.manuscript.frontlines import (
    TITLED,
    article_type,
    identifier_line,
    is_license,
    statement_line,
)

_SEARCH = 60  # blocks in which the title may stand
_NEAR = 8  # blocks below a title in which its authors stand
_SEVERAL = 2  # abstracts of a paper in two languages
_FEWEST = 3  # words of a title in a second language


def find_title(state: State, at: int | None = None) -> int:
    """Find the title, or take the block at ``at`` for it; returns the index of the block after it."""
    state.title_at = None
    blocks = state.blocks
    if state.meta.title:
        wanted = notes.fold(runs.plain(state.meta.title))
        for place, block in enumerate(blocks[:5]):
            named = isinstance(block, m.Heading) or (isinstance(block, m.Paragraph) and block.role == "title")
            if named and notes.fold(runs.block_text(block)) == wanted:
                state.title_at = behind_cover(state, place) or place
                return state.title_at + 1
        return 0
    named_at = next(
        (i for i, b in enumerate(blocks[:_SEARCH]) if isinstance(b, m.Paragraph) and b.role == "title"), None
    )
    if named_at is not None:
        return _named_title(state, named_at)
    if state.told:  # a title would be marked too
        return 0
    best, sure, limit = choose(state)
    if at is not None:
        best, sure, limit = at, 0.7, limit if at < limit else min(at + _NEAR, len(blocks))
    if best is None:
        return 0
    state.title_at = best
    block = blocks[best]
    children = block.children if isinstance(block, m.Heading | m.Paragraph) else ()
    end = best + 1
    label = TITLED.match(m.text_of(children))
    if label:
        children = runs.cut(children, label.end())
    kind = patterns.match(
        r"(?:research|original|review)\s+articles?\s+(?=[A-Z])", runs.plain(children), re.IGNORECASE
    )
    if kind and len(runs.plain(children).split()) > 6:
        state.front.subjects.append(kind[0].strip())
        children = runs.strip(runs.cut(children, len(kind[0])))
    if sure < 1:
        state.log(
            Diagnostic(
                Rule.GUESS_SURE, f'taken for the title: "{runs.plain(children)[:80]}"', Severity.INFO, block.pos,
                "make it a heading (# …) or give title: in the front matter",
            )
        )  # fmt: skip
    title = without_journal(state, _title_inlines(children), block)
    state.front.title = title
    if _second_title(state, end):
        end += 1
    elif sure < 1 and best and _above(state, best):
        best -= 1
        block = blocks[best]
        state.title_at = best
        title = state.front.title
    nxt = blocks[end] if end < len(blocks) else None
    if isinstance(nxt, m.Heading) and isinstance(block, m.Heading) and end < limit:
        second = runs.plain(nxt.children)
        cut_off = patterns.search(
            r"(?:[:,–—-]|\b(?:of|the|and|in|for|a|an|on|to|with|from|by|at|via|der|die|und|de|la|des|du|y|en))$",
            runs.plain(title),
        )
        if cut_off or (
            second[:1].islower()
            and not identifier_line(second)
            and not byline.looks_like_byline(runs.marked(nxt.children))
        ):
            title = runs.join(title, _title_inlines(nxt.children))
            end += 1
        elif (
            nxt.level > block.level
            and not is_numbered(second)
            and not article_type(second)
            and (
                not byline.looks_like_byline(runs.marked(nxt.children))
                and not notes.note_kind(second)
                and end + 1 < limit
                and not isinstance(blocks[end + 1], m.Heading)
                and _later_heading(state, end + 1, limit)
            )
        ):
            state.front.subtitle = _title_inlines(nxt.children)
            end += 1
    elif _is_subtitle(state, end, limit) and isinstance(nxt, m.Paragraph):
        state.front.subtitle = _title_inlines(nxt.children)
        end += 1
    state.front.title, state.front.title_sure, state.front.title_pos = title, sure, block.pos
    return end


def _is_subtitle(state: State, at: int, limit: int) -> bool:
    """Whether the line at ``at``, right below the title, is set apart by its type, and names stand right below it."""
    if at + 1 >= limit:
        return False
    block, below = state.blocks[at], state.blocks[at + 1]
    if not isinstance(block, m.Paragraph) or not isinstance(below, m.Paragraph):
        return False
    text = runs.plain(block.children)
    return (
        (runs.is_all(block.children, "emph") or runs.is_all(block.children, "strong"))
        and title_like(block)
        and not text.endswith((".", ",", ";"))
        and not byline.looks_like_byline(runs.marked(block.children))
        and not affiliations.INSTITUTION.search(text)
        and not is_license(text)
        and not statement_line(block)
        and (
            byline.looks_like_byline(runs.marked(below.children))
            or bool(persons_with_places(runs.marked(below.children)))
        )
    )


def _named_title(state: State, at: int) -> int:
    """The title where the source says which paragraphs it is; returns the index of the block after it."""
    state.title_at = at
    title: m.Inlines = ()
    while at < len(state.blocks):
        block = state.blocks[at]
        if not isinstance(block, m.Paragraph) or block.role != "title":
            break
        children = block.children
        label = TITLED.match(m.text_of(children))
        children = runs.cut(children, label.end()) if label and not title else children
        title = runs.join(title, _title_inlines(children)) if title else _title_inlines(children)
        at += 1
    state.front.title = title
    return at


def _later_heading(state: State, start: int, limit: int) -> bool:
    """Whether the front matter goes on: what follows is a byline."""
    return any(
        isinstance(b, m.Paragraph) and byline.looks_like_byline(runs.marked(b.children))
        for b in state.blocks[start : min(limit, start + 2)]
    )


def _above(state: State, at: int) -> bool:
    """Take the block above the title that was found as the title, and this one as that in another language, if it is."""
    first = state.blocks[at - 1]
    found = state.front.title
    if (
        not isinstance(first, m.Paragraph)
        or not title_like(first)
        or len(runs.plain(first.children).split()) < _FEWEST
    ):
        return False
    if affiliations.institutional(runs.plain(first.children)) and "," in runs.plain(first.children):
        return False
    state.front.title = _title_inlines(first.children)
    if _second_title(state, at):
        return True
    state.front.title = found
    return False


def take_translations(state: State) -> None:
    """Titles and names that stand above an abstract in a second language, and were not understood so far."""
    front = state.front
    if len(front.abstracts) < _SEVERAL:
        return
    known = {len(front.people.authors), sum(not a.name.group for a in front.people.authors)}
    kept: list[m.Block] = []
    for block in front.leftover:
        marked = runs.marked(block.children) if isinstance(block, m.Paragraph) else ""
        if isinstance(block, m.Paragraph) and _second_title(state, 0, block):
            continue
        if marked and byline.looks_like_byline(marked) and len(byline.read_byline(marked)) in known:
            text = runs.unmark(marked)
            message = f'names given again in another script, taken out: "{text[:60]}"'
            state.log(Diagnostic(Rule.FURNITURE_REMOVED, message, Severity.INFO, block.pos, removed=text))
            continue
        kept.append(block)
    front.leftover[:] = kept


def _second_title(state: State, at: int, given: m.Paragraph | None = None) -> bool:
    """Take the block at ``at``, or ``given``, as the title in another language, if the paper has parts in two."""
    block = given or (state.blocks[at] if at < len(state.blocks) else None)
    if not isinstance(block, m.Paragraph | m.Heading) or not title_like(block):
        return False
    text = runs.plain(block.children)
    if (
        len(text.split()) < _FEWEST
        or text.endswith(".")
        or is_numbered(text)
        or affiliations.INSTITUTION.match(text)
        or is_license(text)
    ):
        return False
    if byline.looks_like_byline(runs.marked(block.children)):
        return False
    spoken = label_languages(state.blocks[at : at + _SEARCH])
    if len(spoken) < 2:
        return False
    language = other_language(runs.plain(state.front.title), text, spoken)
    if not language:
        return False
    state.front.translated.append(m.TranslatedTitle(_title_inlines(block.children), language))
    return True


def _title_inlines(children: m.Inlines) -> m.Inlines:
    bare, _ = runs.anchors(children)
    bare = tuple(m.Text(" ") if isinstance(node, m.LineBreak) else node for node in bare)
    bare = runs.unwrap(bare)
    # a mark of a note at the end of the title
    if bare and isinstance(bare[-1], m.Styled) and bare[-1].style == "sup" and len(m.text_of(bare[-1])) == 1:
        mark = m.text_of(bare[-1])
        if mark in byline.SYMBOLS + "∗":
            bare = bare[:-1]
    return runs.tidy(runs.strip(bare, " \n*∗\u00a0" if not m.text_of(bare).startswith("*") else " \n"))
