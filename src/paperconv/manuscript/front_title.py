"""The title of a paper, wherever it stands."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Diagnostic, Rule, Severity
from paperconv.manuscript import abstracts, affiliations, byline, notes, runs, titles
from paperconv.manuscript.dates import history
from paperconv.manuscript.front_cite import without_journal
from paperconv.manuscript.front_forms import persons_with_places
from paperconv.manuscript.front_languages import label_languages, other_language
from paperconv.manuscript.front_state import (
    State,
    is_numbered,
    kind_of_block,
)
from paperconv.manuscript.frontlines import (
    TITLED,
    article_type,
    box_title,
    identifier_line,
    is_furniture,
    is_journal,
    is_license,
    running_title,
    statement_line,
)
from paperconv.manuscript.runs import MARK_OPEN
from paperconv.patterns import late

_SEARCH = 60  # blocks in which the title may stand
_TOP = 14  # paragraphs in which it may stand without being a heading
_NEAR = 8  # blocks below a title in which its authors stand
_LONGEST = 40  # words of a title
_CHAPTER = late(
    r"\W*(?:chapter|kapitel|chapitre|capítulo|capitolo|глава|paper|essay)\s+(?:\d{1,2}|[IVX]{1,5})\W*",
    re.IGNORECASE,
)
_SEVERAL = 2  # abstracts of a paper in two languages
_FEWEST = 3  # words of a title in a second language


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
    if state.told:  # a title would be marked too
        return 0
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
        and _title_like(block)
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


def _named_below(state: State, best: int | None, limit: int) -> int | None:
    """The heading right above the byline, where ``best`` is far from one: highlights and boxes may stand before the title."""
    if best is not None and (_names_below(state, best, limit) or not _is_name(state, best)):
        return best
    for at, block in enumerate(state.blocks[:_SEARCH]):
        if isinstance(block, m.Heading) and kind_of_block(state, block) in titles.BODY_KINDS | {"abstract"}:
            break
        following = state.blocks[at + 1] if at + 1 < len(state.blocks) else None
        if (
            isinstance(block, m.Heading)
            and _title_like(block)
            and not titles.kind_of(runs.plain(block.children))
            and isinstance(following, m.Paragraph | m.Heading)
            and (
                _has_marked_names(following) or MARK_OPEN in byline.normalise(runs.marked(following.children))
            )
            and byline.looks_like_byline(runs.marked(following.children))
        ):
            return at
    return best


def _is_name(state: State, at: int) -> bool:
    """Whether a heading of few words stands above boxes only, as the name of a journal does."""
    text = runs.block_text(state.blocks[at])
    return is_journal(text) or len(text.split()) <= _FEWEST


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


def _opens(state: State, block: m.DraftBlock) -> bool:
    """Whether the title must stand before ``block``: an abstract, keywords, or a first section."""
    if article_type(runs.block_text(block)):
        return False
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
    """The paragraph that reads most like a title: by its length and type, and by the names that follow it."""
    best, most = None, 1.9
    for at, block in enumerate(state.blocks[: min(limit, _TOP)]):
        if not isinstance(block, m.Paragraph):
            continue
        text = runs.plain(block.children)
        if patterns.match(r"title\s*:", text, re.IGNORECASE):
            return at
        if not _title_like(block) or is_numbered(text):
            continue
        words = len(text.split())
        score = (2.0 if words > 3 else 1.0 if words == 3 else -1.0 if words == 2 else -3.0) - 0.2 * at
        score += 2 * runs.is_all(block.children, "strong", "underline")
        score -= 3 * text.endswith(".") + 4 * byline.looks_like_byline(runs.marked(block.children))
        score -= 3 * (affiliations.institutional(text) and "," in text and ":" not in text)
        near = _names_below(state, at, limit)
        score += at > 0 and _CHAPTER.fullmatch(runs.block_text(state.blocks[at - 1])) is not None
        score += 3 * (at > 0 and _has_marked_names(state.blocks[at - 1]))
        score += 4 if near == 1 else 2 if near else -2 if limit == len(state.blocks) else 0
        if score > most + 0.1:
            best, most = at, score
    return best


def _names_below(state: State, at: int, limit: int) -> int:
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


def _title_like(block: m.DraftBlock) -> bool:
    """Whether a block can be a title: no line of the page, no names, no date, no address."""
    if not isinstance(block, m.Paragraph | m.Heading):
        return False
    text = runs.plain(block.children)
    return bool(
        text
        and len(text.split()) <= _LONGEST
        and not article_type(text)
        and not is_furniture(text)
        and not is_journal(text)
        and not box_title(text)
        and not running_title(text)
        and not history(text)[0]
        and not identifier_line(text)
        and not byline.EMAIL.search(text)
        and not notes.opens_note(text)
        and not _has_marked_names(block)
    )


def _above(state: State, at: int) -> bool:
    """Take the block above the title that was found as the title, and this one as that in another language, if it is."""
    first = state.blocks[at - 1]
    found = state.front.title
    if (
        not isinstance(first, m.Paragraph)
        or not _title_like(first)
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
    if not isinstance(block, m.Paragraph | m.Heading) or not _title_like(block):
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


def _has_marked_names(block: m.DraftBlock) -> bool:
    if not isinstance(block, m.Paragraph | m.Heading) or is_journal(runs.plain(block.children)):
        return False
    marked = runs.marked(block.children)
    return MARK_OPEN in byline.normalise(marked) and byline.looks_like_byline(marked)


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
