"""Which block of a draft is its title: by type, words and place, and by the names that stand below."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript import abstracts, affiliations, byline, notes, runs, titles
from paperconv.manuscript.dates import history
from paperconv.manuscript.front_state import State, is_numbered, kind_of_block
from paperconv.manuscript.frontlines import (
    article_type,
    box_title,
    identifier_line,
    is_furniture,
    is_journal,
    running_title,
)
from paperconv.manuscript.runs import MARK_OPEN
from paperconv.patterns import late

_SEARCH = 60  # blocks in which the title may stand
_TOP = 14  # paragraphs in which it may stand without being a heading
_NEAR = 8  # blocks below a title in which its authors stand
_LONGEST = 40  # words of a title
_LONG_ENOUGH = 12  # letters of a title that comes again
_FEWEST = 3  # words of a heading that is no name of a journal
_CHAPTER = late(
    r"\W*(?:chapter|kapitel|chapitre|capítulo|capitolo|глава|paper|essay)\s+(?:\d{1,2}|[IVX]{1,5})\W*",
    re.IGNORECASE,
)

_DATED = late(r"(?:received|revised|accepted|available online)\W{0,3}\d", re.IGNORECASE)


def choose(state: State) -> tuple[int | None, float, int]:
    """The index of the title, how sure it is, and that of the block before which it must stand."""
    blocks = state.blocks
    limit = next(
        (
            i
            for i, b in enumerate(blocks[:_SEARCH])
            if opens_text(state, b) or abstracts.run_in_abstract(b) or abstracts.run_in_keywords(b)
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
        if is_journal(text) or box_title(text) or running_title(text):
            score -= 6
        if best is None or score > best_score + 0.5:
            best, best_score = at, score
    best = _named_below(state, best, limit)
    sure = 1.0
    if best is None:
        best, sure = _title_paragraph(state, limit), 0.7
        if best is None:  # below boxes with keywords or highlights
            limit = next(
                (
                    i
                    for i, b in enumerate(blocks[:_SEARCH])
                    if abstracts.run_in_abstract(b)
                    or kind_of_block(state, b) in titles.BODY_KINDS | {"abstract"}
                ),
                limit,
            )
            best = _title_paragraph(state, limit)
    if best is not None and (inner := behind_cover(state, best)) is not None:
        best, limit = inner, max(limit, min(inner + _NEAR, len(blocks)))
    return best, sure, limit


def behind_cover(state: State, at: int) -> int | None:
    """Where the title at ``at`` stands once more, right above the names: what is before it is a cover page."""
    blocks = state.blocks
    wanted = notes.fold(runs.block_text(blocks[at]))
    found = None
    for place in range(at + 1, min(at + _SEARCH, len(blocks))):
        block = blocks[place]
        if kind_of_block(state, block) in titles.BODY_KINDS | {"abstract"} or abstracts.run_in_abstract(
            block
        ):
            break
        if (
            isinstance(block, m.Heading)
            and len(wanted) > _LONG_ENOUGH
            and notes.fold(runs.block_text(block)) == wanted
            and names_below(state, place, len(blocks)) == 1
        ):
            found = place
    return found


def _named_below(state: State, best: int | None, limit: int) -> int | None:
    """The heading right above the byline, where ``best`` is far from one: highlights and boxes may stand before the title."""
    if best is not None and (names_below(state, best, limit) or not _is_name(state, best)):
        return best
    for at, block in enumerate(state.blocks[:_SEARCH]):
        if isinstance(block, m.Heading) and kind_of_block(state, block) in titles.BODY_KINDS | {"abstract"}:
            break
        following = state.blocks[at + 1] if at + 1 < len(state.blocks) else None
        if (
            isinstance(block, m.Heading)
            and title_like(block)
            and not titles.kind_of(runs.plain(block.children))
            and isinstance(following, m.Paragraph | m.Heading)
            and (
                has_marked_names(following) or MARK_OPEN in byline.normalise(runs.marked(following.children))
            )
            and byline.looks_like_byline(runs.marked(following.children))
        ):
            return at
    return best


def _is_name(state: State, at: int) -> bool:
    """Whether a heading of few words stands above boxes only, as the name of a journal does."""
    text = runs.block_text(state.blocks[at])
    return is_journal(text) or len(text.split()) <= _FEWEST


def opens_text(state: State, block: m.DraftBlock) -> bool:
    """Whether the title must stand before ``block``: an abstract, keywords, or a first section."""
    if article_type(runs.block_text(block)):
        return False
    kind = kind_of_block(state, block)
    known = titles.BODY_KINDS | (titles.BACK_KINDS - {"publisher-note"})  # "Open Access" stands above titles
    return kind in known or kind in {"references", "abstract", "keywords", "highlights", "lay", "graphical"}


def _title_paragraph(state: State, limit: int) -> int | None:
    """The paragraph that reads most like a title: by its length and type, and by the names that follow it."""
    best, most = None, 1.9
    for at, block in enumerate(state.blocks[: min(limit, _TOP)]):
        if not isinstance(block, m.Paragraph):
            continue
        text = runs.plain(block.children)
        if patterns.match(r"title\s*:", text, re.IGNORECASE):
            return at
        if not title_like(block) or is_numbered(text):
            continue
        words = len(text.split())
        score = (2.0 if words > 3 else 1.0 if words == 3 else -1.0 if words == 2 else -3.0) - 0.2 * at
        score += 2 * runs.is_all(block.children, "strong", "underline")
        score -= 3 * text.endswith(".") + 4 * byline.looks_like_byline(runs.marked(block.children))
        score -= 3 * (affiliations.institutional(text) and "," in text and ":" not in text)
        near = names_below(state, at, limit)
        score += at > 0 and _CHAPTER.fullmatch(runs.block_text(state.blocks[at - 1])) is not None
        score += 3 * (at > 0 and has_marked_names(state.blocks[at - 1]))
        score += 4 if near == 1 else 2 if near else -2 if limit == len(state.blocks) else 0
        if score > most + 0.1:
            best, most = at, score
    return best


def names_below(state: State, at: int, limit: int) -> int:
    """How far below a line the next byline stands, 1 being the next line that is not the page's; 0 if none is near."""
    steps = 0
    for block in state.blocks[at + 1 : min(at + 1 + _NEAR, max(limit, at + 2))]:
        text = runs.block_text(block)
        if not text or is_furniture(text) or article_type(text):
            continue
        steps += 1
        if isinstance(block, m.Paragraph | m.Heading) and byline.looks_like_byline(
            runs.marked(block.children)
        ):
            return steps
    return 0


def title_like(block: m.DraftBlock) -> bool:
    """Whether a block can be a title: no line of the page, no names, no date, no address."""
    if not isinstance(block, m.Paragraph | m.Heading):
        return False
    text = runs.plain(block.children)
    return bool(
        text
        and len(text.split()) <= _LONGEST
        and not _DATED.match(text)
        and not article_type(text)
        and not is_furniture(text)
        and not is_journal(text)
        and not box_title(text)
        and not running_title(text)
        and not history(text)[0]
        and not identifier_line(text)
        and not byline.EMAIL.search(text)
        and not notes.opens_note(text)
        and not has_marked_names(block)
    )


def has_marked_names(block: m.DraftBlock) -> bool:
    if not isinstance(block, m.Paragraph | m.Heading) or is_journal(runs.plain(block.children)):
        return False
    marked = runs.marked(block.children)
    return MARK_OPEN in byline.normalise(marked) and byline.looks_like_byline(marked)
