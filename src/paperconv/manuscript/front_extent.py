"""Where the front matter ends and the text begins."""

from __future__ import annotations

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript import abstracts, affiliations, byline, notes, runs, titles
from paperconv.manuscript.dates import history
from paperconv.manuscript.front_boxes import CITED, opens_contact
from paperconv.manuscript.front_state import (
    State,
    is_numbered,
    kind_of_block,
    starts_with_mark,
)
from paperconv.manuscript.frontlines import (
    article_type,
    box_title,
    identifier_line,
    is_furniture,
    is_license,
    statement_line,
)
from paperconv.manuscript.prose import is_prose
from paperconv.manuscript.runs import MARK_OPEN
from paperconv.manuscript.unglue import usual_opening

_SEARCH = 60  # blocks in which the title may stand
_OPENING = frozenset({*titles.ABSTRACTS, "keywords"})
_BRIEF = 20  # words from which on sentences are text
_ENOUGH = 2  # paragraphs of running text that may stand before an abstract
_TITLE = 80  # characters of a title in the line of its text
_PROSE = 45  # words from which on a paragraph is text


def body_start(state: State, start: int) -> int:
    """The index at which the text begins; ``start`` where nothing tells."""
    blocks = state.blocks
    inside = False  # in a structured abstract
    listed = False  # behind keywords
    seen: set[str] = set()
    level = 0
    floor = _floor(state, start)
    for at in range(floor, len(blocks)):
        block = blocks[at]
        kind = kind_of_block(state, block)
        text = runs.block_text(block)
        if isinstance(block, m.Paragraph) and block.role in {"abstract", "abstract-heading"}:
            inside = True
            continue
        if article_type(text) or (is_furniture(text) and patterns.search(r"[^\W\d_]", text)):
            continue
        if not inside and isinstance(block, m.Paragraph) and opens_section(state, block):
            return at
        if listed and not inside and not kind and _is_bold_title(state, at):
            return at
        listed = listed or kind == "keywords" or abstracts.run_in_keywords(block) is not None
        if kind in titles.FRONT_KINDS:
            inside = kind in {"abstract", "lay", "highlights"}
            level = block.level if isinstance(block, m.Heading) else 9
            seen = set()
            continue
        heading = (
            isinstance(block, m.Heading)
            or (
                isinstance(block, m.Paragraph)
                and (kind or (is_numbered(text) and len(text) < 100 and not _is_place(block, text)))
                and runs.is_all(block.children, "strong", "emph")
            )
            or (isinstance(block, m.Paragraph) and bool(kind))
        )
        if not heading:
            if (
                inside
                and at > start + 1
                and isinstance(block, m.Paragraph)
                and (opening := _introduction(block))
                and not _again(state, at, opening)
            ):
                return at
            continue
        if inside and (
            abstracts.is_label(text) or (abstracts.starts_with_label(text) and isinstance(block, m.Heading))
        ):
            key = titles.title_key(text)
            deeper = not isinstance(block, m.Heading) or block.level > level
            first = at > start and kind_of_block(state, blocks[at - 1]) in titles.FRONT_KINDS
            if (
                key not in seen
                and not (key.startswith("introduction") and seen)
                and (deeper or first or seen)
                and (_again(state, at, key) or _repeats(state, at, {*seen, key}))
            ):
                seen.add(key)
                continue
        inside = False
        if (
            (opens_contact(text) and len(text) < _TITLE)
            or is_imprint(block)
            or box_title(text).startswith(CITED)
        ):
            continue
        if box_title(text) and not _seen_abstract(state, start, at):
            continue
        if (
            isinstance(block, m.Heading)
            and at - start < 12
            and not kind
            and not _seen_abstract(state, start, at)
        ):
            marked = runs.marked(block.children)
            bare = runs.unmark(marked)
            if (
                (
                    byline.looks_like_byline(marked)
                    and not is_numbered(text)
                    and (MARK_OPEN in marked or "," in bare or len(bare.split()) < 5)
                    and _abstract_after(state, at)
                )
                or article_type(text)
                or is_furniture(text)
                or (affiliations.institutional(bare) and _abstract_after(state, at) and not is_numbered(text))
            ):
                continue
        return at
    return _end_without_heading(state, start)


def _is_bold_title(state: State, at: int) -> bool:
    """Whether the line at ``at`` is in bold, short, no line of the front matter, and stands above running text."""
    block, below = state.blocks[at], state.blocks[at + 1] if at + 1 < len(state.blocks) else None
    if not isinstance(block, m.Paragraph) or not isinstance(below, m.Paragraph):
        return False
    text, prose = runs.plain(block.children), runs.plain(below.children)
    return (
        1 < len(text) < _TITLE
        and runs.is_all(block.children, "strong")
        and not text.endswith((".", ":", ";", ","))
        and not (box_title(text) or opens_contact(text) or is_front_line(block) or abstracts.is_label(text))
        and len(prose.split()) >= _BRIEF
        and is_prose(prose)
        and not runs.is_all(below.children, "strong")
        and not is_front_line(below)
    )


def _floor(state: State, start: int) -> int:
    """The index of the last abstract or keywords ahead that no section and little running text stand before; else ``start``."""
    floor, prose = start, 0
    for at in range(start, min(len(state.blocks), start + _SEARCH)):
        block = state.blocks[at]
        kind = kind_of_block(state, block)
        text = runs.block_text(block)
        inside = bool(abstracts.is_label(text) or abstracts.starts_with_label(text))
        if (
            (kind in _OPENING and not is_numbered(text))
            or abstracts.run_in_abstract(block)
            or abstracts.run_in_keywords(block)
        ):
            floor, prose = at, 0
        elif opens_section(state, block) and not (inside and floor > start):
            break
        prose += (
            isinstance(block, m.Paragraph) and len(text.split()) >= _PROSE and is_prose(text) and not inside
        )
        if prose > _ENOUGH:
            break
    return floor


def opens_section(state: State, block: m.DraftBlock) -> bool:
    """Whether a section begins with ``block``: a heading with a number or a usual title, or such a title in bold at its head."""
    text = runs.block_text(block)
    if isinstance(block, m.Heading):
        return kind_of_block(state, block) in titles.BODY_KINDS or is_numbered(text)
    if not isinstance(block, m.Paragraph) or not block.children:
        return False
    if len(text) < _TITLE and is_numbered(text) and titles.kind_of(text) in titles.BODY_KINDS:
        return True
    first = block.children[0]
    if not isinstance(first, m.Styled) or first.style not in {"strong", "emph", "smallcaps"}:
        return False
    head = runs.plain((first,))
    if runs.is_all(block.children, "strong", "emph"):
        return is_numbered(text) and titles.kind_of(text) in titles.BODY_KINDS
    return is_numbered(head) and len(head) < _TITLE and not affiliations.institutional(text[: _TITLE * 2])


def is_imprint(block: m.DraftBlock) -> bool:
    """Whether a heading is the name of the journal, in italics, with its year."""
    match block:
        case m.Heading(children=(m.Styled("emph"), m.Text(value))):
            return patterns.fullmatch(r"\s*\(?(?:19|20)\d\d\)?\W*", value) is not None
    return False


def _is_place(block: m.Paragraph, text: str) -> bool:
    """Whether a line with a number is a place of work with its mark."""
    return runs.marked(block.children)[:1] == MARK_OPEN and affiliations.institutional(text)


def _introduction(block: m.Paragraph) -> str:
    """The title of an introduction that begins here and whose title lost its line end; empty if none does."""
    title = m.text_of(block.children)[: usual_opening(block, set())]
    return titles.title_key(title) if titles.kind_of(title) == "intro" else ""


def _seen_abstract(state: State, start: int, at: int) -> bool:
    return any(kind_of_block(state, b) == "abstract" for b in state.blocks[start:at])


def _abstract_after(state: State, at: int) -> bool:
    return any(
        kind_of_block(state, b) in {"abstract", "intro"} or abstracts.run_in_abstract(b) is not None
        for b in state.blocks[at + 1 : at + 15]
    )


def _again(state: State, at: int, key: str) -> bool:
    """Whether a label of the abstract is not the body's own section: the same title, or an introduction, comes later."""
    wanted = {key, "introduction", "background"}
    for block in state.blocks[at + 1 :]:
        text = ""
        if isinstance(block, m.Heading) or (isinstance(block, m.Paragraph) and len(block.children) < 4):
            text = runs.block_text(block)
        if isinstance(block, m.Paragraph) and len(text) > 60 and isinstance(block.children[0], m.Styled):
            text = runs.plain(block.children[:1])  # a title that lost its line end
        if 0 < len(text) < 60 and titles.title_key(text) in wanted:
            return True
    return False


def _repeats(state: State, at: int, seen: set[str]) -> bool:
    """Whether titles that an abstract's parts have come twice behind ``at``, or once more: the body's own follow."""
    keys = [
        titles.title_key(text) for b in state.blocks[at + 1 :] if 0 < len(text := runs.block_text(b)) < _TITLE
    ]
    return any(keys.count(key) > (key not in seen) for key in ("methods", "materials and methods", "results"))


def _end_without_heading(state: State, start: int) -> int:
    blocks = state.blocks
    end = start
    for at in range(start, min(len(blocks), start + _SEARCH)):
        block = blocks[at]
        if at > start and opens_section(state, block):
            return at
        if (
            abstracts.run_in_keywords(block)
            or abstracts.run_in_abstract(block)
            or abstracts.run_in_codes(block)
            or kind_of_block(state, block)
        ):
            end = at + 1
    if end > start:
        while end < len(blocks) and is_front_line(blocks[end]):
            end += 1
        return end
    for at in range(start, len(blocks)):
        block = blocks[at]
        text = runs.block_text(block)
        if not isinstance(block, m.Paragraph) or (
            len(text.split()) >= (_BRIEF if is_prose(text) else _PROSE) and not is_front_line(block)
        ):
            end = at + 1  # an abstract, if lines of the front matter stand below it
            while isinstance(block, m.Paragraph) and end < len(blocks) and is_front_line(blocks[end]):
                end += 1
            return end if end > at + 1 else at
    return start


def is_front_line(block: m.DraftBlock) -> bool:
    if not isinstance(block, m.Paragraph):
        return False
    text = runs.plain(block.children)
    marked = runs.marked(block.children)
    return bool(
        history(text)[0] or identifier_line(text) or is_license(text) or is_furniture(text) or notes.opens_note(text) or statement_line(block)
        or byline.looks_like_byline(marked) or (starts_with_mark(marked) and not is_prose(text))
    )  # fmt: skip
