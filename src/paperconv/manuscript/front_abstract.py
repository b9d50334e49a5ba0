"""The abstract of a paper and its keywords: which blocks they are."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Pos
from paperconv.manuscript import abstracts, affiliations, byline, notes, runs, titles
from paperconv.manuscript.dates import history
from paperconv.manuscript.front_extent import opens_section
from paperconv.manuscript.front_owners import read_owned
from paperconv.manuscript.front_roles import ABSTRACT, named_end, role_of
from paperconv.manuscript.front_state import State, kind_of_block, starts_with_mark, take_keywords
from paperconv.manuscript.frontlines import (
    box_title,
    identifier_line,
    is_furniture,
    is_license,
    statement_line,
)
from paperconv.manuscript.mend import mend
from paperconv.manuscript.prose import is_prose
from paperconv.patterns import late

_CODE = late(r"[A-Z0]?\d{1,2}[A-Z]?\d{0,2}[.,;]?")
_WHOLE = 25  # words of an abstract
_SETTLED = 2  # paragraphs of text behind which no front matter is looked for


def opens_text(before: list[m.Block], block: m.DraftBlock) -> bool:
    """Whether ``block`` may be an abstract that nothing names: no notes are in it, and no running text stands ``before``."""
    return not any(isinstance(node, m.NoteRef) for node in m.iter_nodes(block)) and not any(
        is_prose(runs.block_text(one)) for one in before
    )


def unlabelled(inner: list[m.DraftBlock], after: int, *, introduced: bool) -> tuple[list[m.DraftBlock], int]:
    """Of prose without any title between: what is set off by its type, else the first paragraph, is the abstract.

    ``introduced``: the title of an introduction or keywords follow, so that two paragraphs may be it.
    """
    labelled = any(abstracts.starts_with_label(runs.block_text(block)) for block in inner[:2])
    if len(inner) < _SETTLED or labelled or (len(inner) == _SETTLED and introduced):
        return inner, after
    count = 1
    first = inner[0]
    if isinstance(first, m.Paragraph) and runs.is_all(first.children, "strong", "emph"):
        while (
            count < len(inner)
            and isinstance(block := inner[count], m.Paragraph)
            and runs.is_all(block.children, "strong", "emph")
        ):
            count += 1
    return inner[:count], after - len(inner) + count


def closes(state: State, zone: list[m.DraftBlock], at: int) -> bool:
    """Whether prose at the head is an abstract: keywords follow it, or an introduction, or authors stand above it.

    Who gives the authors apart, as YAML, would have given the abstract there too: a letter begins with its text.
    """
    return introduced(state, zone, at) or bool(state.front.people.authors and not state.names_known)


def introduced(state: State, zone: list[m.DraftBlock], at: int) -> bool:
    """Whether keywords or the title of an introduction follow."""
    if at >= len(zone):
        return state.behind is not None and _is_introduction(state, state.behind)
    return any(
        abstracts.run_in_keywords(b) or abstracts.run_in_codes(b) or kind_of_block(state, b) == "keywords"
        for b in zone[at : at + 6]
    )


def _is_introduction(state: State, block: m.DraftBlock) -> bool:
    """Whether the text begins with ``block``: an introduction, or a section with the number one."""
    text = runs.block_text(block)
    return kind_of_block(state, block) == "intro" or patterns.match(r"\W*(?:1|I)[.)\s]", text) is not None


def own_paragraph(rest: m.Inlines, inner: list[m.DraftBlock]) -> bool:
    """Whether an abstract is whole in the paragraph of its title, and running text follows."""
    return (
        runs.plain(rest).endswith(".")
        and len(runs.plain(rest).split()) >= _WHOLE
        and bool(inner)
        and all(
            is_prose(text) and not abstracts.starts_with_label(text) for text in map(runs.block_text, inner)
        )
    )


def gather(
    state: State, zone: list[m.DraftBlock], at: int, *, begun: bool = False
) -> tuple[list[m.DraftBlock], int]:
    """The blocks of an abstract from ``at`` on, and where they end; ``begun``: its first words stand before ``at``."""
    inner: list[m.DraftBlock] = []
    end = named_end(zone, at)
    while at < end:
        block = zone[at]
        kind = kind_of_block(state, block)
        text = runs.block_text(block)
        if role_of(block) not in {"", *ABSTRACT} or (
            inner and isinstance(block, m.Heading) and _starts_contact(text)
        ):
            break
        if (
            kind in titles.FRONT_KINDS
            or abstracts.run_in_keywords(block)
            or abstracts.run_in_codes(block)
            or abstracts.run_in_abstract(block)
        ) and not (inner and abstracts.is_label(text) and kind != "abstract"):
            break
        if isinstance(block, m.Divider):
            at += 1
            continue
        if (
            (inner or begun)
            and (
                box_title(text)
                or abstracts.codes_title(text)
                or _is_notes(block)
                or opens_section(state, block)
            )
            and not abstracts.is_label(text)
        ):
            break
        if not (inner or begun) and _is_box(text):
            break
        if isinstance(block, m.Paragraph) and (inner or begun) and (
            notes.opens_note(text) or is_license(text) or history(text)[0] or identifier_line(text) or is_furniture(text)
            or (statement_line(block) is not None and not abstracts.starts_with_label(text))
            or (starts_with_mark(runs.marked(block.children)) and affiliations.institutional(text))
            or read_owned(m.text_of(block.children), state.front.people)[0] or abstracts.bare_keywords(text)
            or (affiliations.institutional(text) and not is_prose(text) and not abstracts.is_label(text) and not abstracts.starts_with_label(text)
                and (not inner or is_prose(runs.block_text(inner[-1]))) and len(text) < 300)
        ):  # fmt: skip
            break
        inner.append(block)
        at += 1
    return inner, at


def _is_box(text: str) -> bool:
    """Whether the box of the first page's other column stands between the title of the abstract and its text."""
    return patterns.match(r"article (?:history|info)\b", text, re.IGNORECASE) is not None or (
        bool(history(text)[0]) and not is_prose(text)
    )


def _starts_contact(text: str) -> bool:
    return titles.title_key(text).startswith(("correspond", "author for correspond", "contact"))


def _is_notes(block: m.DraftBlock) -> bool:
    """Whether a list is none, but notes whose star was taken for the sign of an item."""
    if not isinstance(block, m.List):
        return False
    texts = [
        runs.block_text(b) for item in block.items for b in item.blocks[:1] if isinstance(b, m.Paragraph)
    ]
    return bool(texts) and all(notes.opens_note(text) or byline.EMAIL.search(text) for text in texts)


def add_abstract(
    state: State,
    inner: list[m.DraftBlock],
    title: m.Inlines,
    kind: str,
    pos: Pos | None,
    *,
    confidence: float = 1.0,
) -> None:
    jats = {
        "abstract": "",
        "lay": "plain-language-summary",
        "highlights": "key-points",
        "graphical": "graphical",
    }[kind]
    if not inner:
        return
    if state.meta.abstracts and not jats:
        given = {notes.fold(m.text_of(one)) for one in state.meta.abstracts}
        words = notes.fold(m.text_of(*inner))
        if any(words in one or one in words for one in given):
            return
        state.front.leftover.append(m.Paragraph((m.Styled("strong", title or m.text("Abstract")),), pos=pos))
        state.front.leftover.extend(
            m.Paragraph(b.children, pos=b.pos) if isinstance(b, m.Heading) else b for b in inner
        )
        return
    inner = [
        m.Heading(2, b.children, pos=b.pos)
        if isinstance(b, m.Paragraph) and role_of(b) == "abstract-heading"
        else b
        for b in inner
    ]
    if kind in {"abstract", "lay"}:
        inner = mend(inner, state.log, prose=True)
    made = abstracts.make_abstract(inner, title, kind=jats, confidence=confidence)
    state.front.abstracts.append(m.replace(made, pos=pos))


def continue_abstract(state: State, zone: list[m.DraftBlock], at: int) -> int:
    """Where a part of the structured abstract ends that something cut off from it, such as a foot of the page; ``at`` if none begins there."""
    block, held = zone[at], state.front.abstracts
    if not held or not held[-1].sections or held[-1].kind or not isinstance(block, m.Heading | m.Paragraph):
        return at
    title = runs.strip(runs.unwrap(block.children), " .:–—-")
    key = titles.title_key(m.text_of(title))
    if not abstracts.is_label(key) or any(
        titles.title_key(m.text_of(one.title)) == key for one in held[-1].sections
    ):
        return at
    inner, after = gather(state, zone, at + 1)
    paragraphs = [one for one in mend(inner, state.log, prose=True) if isinstance(one, m.Paragraph)]
    if not paragraphs or not all(isinstance(one, m.Paragraph) for one in inner):
        return at
    part = m.Section(title, tuple(paragraphs))
    held[-1] = m.replace(held[-1], sections=(*held[-1].sections, part))
    return after


def keyword_section(state: State, zone: list[m.DraftBlock], at: int) -> int:
    """Keywords, or codes, under the title at ``at``; the index behind them."""
    head = zone[at]
    title = head.children if isinstance(head, m.Heading | m.Paragraph) else ()
    words = runs.plain(title)
    kind = abstracts.codes_kind(words) if abstracts.codes_title(words) else "author"
    match zone[at + 1] if at + 1 < len(zone) else None:
        case m.Paragraph(children) if len(runs.plain(children)) < 1500:
            end = at + 2
            while kind != "author" and end < len(zone) and isinstance(below := zone[end], m.Paragraph):
                if not _CODE.fullmatch(runs.plain(below.children)):
                    break
                children = runs.join(children, below.children, "; ")  # one to a line
                end += 1
            take_keywords(state, children, title, kind)
            return end
        case m.List(items):
            found = tuple(
                m.Keyword(runs.strip(runs.unwrap(b.children), " .;,"))
                for item in items
                for b in item.blocks[:1]
                if isinstance(b, m.Paragraph)
            )
            if not state.meta.keywords:
                state.front.keywords.append(
                    m.KeywordGroup(found, kind, title=runs.unwrap(title), provenance="keywords")
                )
            return at + 2
    return at + 1
