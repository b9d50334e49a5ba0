"""The title of a paper, wherever it stands."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Diagnostic, Rule, Severity
from paperconv.manuscript import abstracts, byline, notes, runs, titles
from paperconv.manuscript.front_state import (
    State,
    is_numbered,
    kind_of_block,
)
from paperconv.manuscript.frontlines import (
    article_type,
    history,
    identifier_line,
    is_furniture,
)
from paperconv.manuscript.runs import MARK_OPEN

_SEARCH = 60  # blocks in which the title may stand


def find_title(state: State) -> int:
    """Find the title; returns the index of the block after it."""
    state.title_at = None
    blocks = state.blocks
    if state.meta.title:
        wanted = notes.fold(runs.plain(state.meta.title))
        for at, block in enumerate(blocks[:5]):
            named = isinstance(block, m.Heading) or (isinstance(block, m.Paragraph) and block.role == "title")
            if named and notes.fold(runs.block_text(block)) == wanted:
                state.title_at = at
                return at + 1
        return 0
    named_at = next(
        (i for i, b in enumerate(blocks[:_SEARCH]) if isinstance(b, m.Paragraph) and b.role == "title"), None
    )
    if named_at is not None:
        return _named_title(state, named_at)
    limit = next(
        (
            i
            for i, b in enumerate(blocks[:_SEARCH])
            if _opens(state, b) or abstracts.run_in_abstract(b) or abstracts.run_in_keywords(b)
        ),
        min(len(blocks), _SEARCH),
    )
    best, best_score = None, -9.0
    for at, block in enumerate(blocks[:limit]):
        if not isinstance(block, m.Heading):
            continue
        text = runs.plain(block.children)
        if not text or article_type(text) or is_furniture(text):
            continue
        words = len(text.split())
        score = min(words, 6) - 1.5 * block.level - 0.5 * at
        if at and byline.looks_like_byline(runs.marked(block.children)) and best is not None:
            score -= 6
        if is_numbered(text):
            score -= 6
        if best is None or score > best_score + 0.5:
            best, best_score = at, score
    sure = 1.0
    if best is None:
        best, sure = _title_paragraph(state, limit), 0.7
        if best is None:
            return 0
    state.title_at = best
    block = blocks[best]
    children = block.children if isinstance(block, m.Heading | m.Paragraph) else ()
    end = best + 1
    label = patterns.match(r"(?:title|article title)\s*:\s*(?=\S)", m.text_of(children), re.IGNORECASE)
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
    title = _title_inlines(children)
    nxt = blocks[end] if end < len(blocks) else None
    if isinstance(nxt, m.Heading) and isinstance(block, m.Heading) and end < limit:
        second = runs.plain(nxt.children)
        cut_off = patterns.search(
            r"(?:[:,–—-]|\b(?:of|the|and|in|for|a|an|on|to|with|from|by|at|der|die|und|de|la|des|du|y|en))$",
            runs.plain(title),
        )
        if cut_off or (second[:1].islower() and not byline.looks_like_byline(runs.marked(nxt.children))):
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
    state.front.title, state.front.title_sure, state.front.title_pos = title, sure, block.pos
    return end


def _named_title(state: State, at: int) -> int:
    """The title where the source says which paragraphs it is; returns the index of the block after it."""
    state.title_at = at
    title: m.Inlines = ()
    while at < len(state.blocks):
        block = state.blocks[at]
        if not isinstance(block, m.Paragraph) or block.role != "title":
            break
        children = block.children
        label = patterns.match(r"(?:title|article title)\s*:\s*(?=\S)", m.text_of(children), re.IGNORECASE)
        children = runs.cut(children, label.end()) if label and not title else children
        title = runs.join(title, _title_inlines(children)) if title else _title_inlines(children)
        at += 1
    state.front.title = title
    return at


def _opens(state: State, block: m.DraftBlock) -> bool:
    """Whether the title must stand before ``block``: an abstract, keywords, or a first section."""
    kind = kind_of_block(state, block)
    known = titles.BODY_KINDS | (titles.BACK_KINDS - {"publisher-note"})  # "Open Access" stands above titles
    return kind in known or kind in {"references", "abstract", "keywords", "highlights", "lay", "graphical"}


def _later_heading(state: State, start: int, limit: int) -> bool:
    """Whether the front matter goes on: what follows is a byline."""
    return any(
        isinstance(b, m.Paragraph) and byline.looks_like_byline(runs.marked(b.children))
        for b in state.blocks[start : min(limit, start + 2)]
    )


def _title_paragraph(state: State, limit: int) -> int | None:
    candidates = [
        (i, b) for i, b in enumerate(state.blocks[: min(limit, 12)])
        if isinstance(b, m.Paragraph) and not article_type(runs.plain(b.children)) and not is_furniture(runs.plain(b.children))
    ]  # fmt: skip
    for i, b in candidates:
        text = runs.plain(b.children)
        if (
            runs.is_all(b.children, "strong", "underline")
            and 2 < len(text.split()) < 40
            and not is_numbered(text)
            and not _has_marked_names(b)
        ):
            return i
    for i, b in candidates:
        text = runs.plain(b.children)
        words = text.split()
        if patterns.match(r"title\s*:", text, re.IGNORECASE):
            return i
        following = state.blocks[i + 1] if i + 1 < len(state.blocks) else None
        below = isinstance(following, m.Paragraph) and byline.looks_like_byline(
            runs.marked(following.children)
        )
        if len(words) < 3 and not (below and len(words) == 2):
            continue
        if (
            len(words) > 40
            or text.endswith(".")
            or history(text)[0]
            or identifier_line(text)
            or limit == len(state.blocks)
            or _has_marked_names(b)
        ):
            return None
        if below:
            return i
    return None


def _has_marked_names(block: m.Paragraph) -> bool:
    marked = runs.marked(block.children)
    return MARK_OPEN in marked and byline.looks_like_byline(marked)


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
