"""The front matter of a draft: what each of its blocks is."""

from __future__ import annotations

from itertools import pairwise

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.manuscript import abstracts, affiliations, byline, notes, runs
from paperconv.manuscript.dates import date_line
from paperconv.manuscript.float_labels import read_label
from paperconv.manuscript.front_abstract import (
    add_abstract,
    closes,
    continue_abstract,
    gather,
    introduced,
    keyword_section,
    opens_text,
    own_paragraph,
    unlabelled,
)
from paperconv.manuscript.front_boxes import drop_line, take_box, take_repeats, take_sign, take_thanks
from paperconv.manuscript.front_extent import body_start, is_imprint
from paperconv.manuscript.front_lists import date_list, person_list
from paperconv.manuscript.front_people import (
    close_braces,
    person_line,
    person_table,
    take_note,
)
from paperconv.manuscript.front_roles import abstract_run, last_of_front, take_role
from paperconv.manuscript.front_state import (
    Front,
    State,
    kind_of_block,
    learn_doi,
    starts_with_mark,
    take_dates,
    take_keywords,
    take_license,
)
from paperconv.manuscript.front_strays import citation_box
from paperconv.manuscript.front_title import find_title, take_translations
from paperconv.manuscript.front_units import open_tables, part_lines, unquoted
from paperconv.manuscript.frontlines import (
    article_type,
    counts_line,
    editor_line,
    identifier_line,
    is_furniture,
    is_journal,
    is_license,
    running_title,
    statement_line,
)
from paperconv.manuscript.people import People
from paperconv.manuscript.prose import count_words, is_prose
from paperconv.manuscript.runs import MARK_OPEN

_AHEAD = 12  # blocks behind a byline in which the marks of its affiliations are looked for
_SETTLED = 2  # paragraphs of text behind which no front matter is looked for
_BRIEF = 18  # words of an abstract that nothing but the authors above it tells
_PROSE = 45  # words from which on a paragraph is text


def front_blocks(draft: m.Draft) -> list[m.DraftBlock]:
    """The blocks of ``draft`` with those of the front apart: one for each line that says something of its own."""
    return part_lines(open_tables(unquoted([block for block in draft.blocks if not _empty(block)])))


def read_at(
    draft: m.Draft, blocks: list[m.DraftBlock], log: Log, at: int | None
) -> tuple[State, list[m.DraftBlock]]:
    """Read the front matter of ``blocks`` whose title is at ``at``, or where it is likeliest; what was found, and the text."""
    state = State(draft.meta, blocks, log, Front(People()), bool(draft.meta.authors), told=draft.told)
    start = find_title(state, at)
    end = body_start(state, start)
    end = max(end, last_of_front(blocks, start, len(blocks) if end == start else end))
    _above_title(state, blocks[: state.title_at or 0])
    state.behind = blocks[end] if end < len(blocks) else None
    text = _zone(state, blocks[start:end])
    take_translations(state)
    return state, [*text, *blocks[end:]]


def _above_title(state: State, blocks: list[m.DraftBlock]) -> None:
    """Take what stands above the title: boxes, highlights, notes with addresses, at times the names; the rest is the page's."""
    people = state.front.people
    at = 0
    named = _names_above(state, blocks)
    while at < len(blocks):
        block = blocks[at]
        if (
            named
            and isinstance(block, m.Paragraph | m.Heading)
            and person_line(
                state, block.children, runs.plain(block.children), block.pos, after_abstract=False
            )
        ):
            at += 1
            continue
        kind = kind_of_block(state, block)
        text = runs.block_text(block)
        boxed = take_box(state, blocks, at)
        if boxed > at:
            at = boxed
        elif kind in {"lay", "highlights", "graphical"} and isinstance(block, m.Heading | m.Paragraph):
            inner, at = gather(state, blocks, at + 1)
            add_abstract(state, inner, runs.unwrap(block.children), kind, block.pos)
        elif kind == "keywords":
            at = keyword_section(state, blocks, at)
        elif (
            isinstance(block, m.Paragraph)
            and not state.names_known
            and notes.opens_note(text)
            and (byline.EMAIL.search(text) or notes.note_kind(text) == "equal")
        ):
            take_note(state, block.children, text, block.pos)
            at += 1
        elif (
            isinstance(block, m.Paragraph | m.Heading)
            and at == len(blocks) - 1
            and not state.names_known
            and not is_journal(text)
            and date_line(text) is None
            and MARK_OPEN in byline.normalise(runs.marked(block.children))
            and byline.looks_like_byline(runs.marked(block.children))
        ):
            people.add_byline(byline.read_byline(runs.marked(block.children)), block.pos)
            at += 1
        else:
            _plain_line(state, block, after_abstract=False, outside=True)
            at += 1


def _names_above(state: State, blocks: list[m.DraftBlock]) -> bool:
    """Whether the authors stand above the title, each with the place of work right below, and not behind it."""
    following = state.blocks[len(blocks) + 1] if len(blocks) + 1 < len(state.blocks) else None
    if state.names_known or (
        isinstance(following, m.Paragraph | m.Heading)
        and byline.looks_like_byline(runs.marked(following.children))
    ):
        return False
    texts = [runs.marked(b.children) if isinstance(b, m.Paragraph | m.Heading) else "" for b in blocks]
    return any(
        byline.looks_like_byline(one) and not affiliations.institutional(runs.unmark(one)) and not is_journal(one)
        and affiliations.institutional(runs.unmark(below)) and "," in below and not is_prose(below)
        for one, below in pairwise(texts)
    )  # fmt: skip


def _named_abstracts(state: State, blocks: list[m.DraftBlock]) -> None:
    """Paragraphs that the source calls an abstract; a title that runs in begins one of its own."""
    starts = [at for at, block in enumerate(blocks) if abstracts.run_in_abstract(block) is not None]
    for start, end in pairwise(sorted({0, *starts, len(blocks)})):
        run = abstracts.run_in_abstract(blocks[start])
        label = runs.strip(runs.unwrap(run.label), " .:–—-") if run is not None else ()
        rest = m.Paragraph(run.rest, pos=blocks[start].pos) if run is not None and run.rest else None
        first = blocks[start : start + 1] if run is None else [rest] if rest is not None else []
        add_abstract(state, [*first, *blocks[start + 1 : end]], label, "abstract", blocks[start].pos)


def _zone(state: State, zone: list[m.DraftBlock]) -> list[m.DraftBlock]:
    """Take ``zone`` apart; returns what belongs to the body after all."""
    front = state.front
    zone = close_braces(zone)
    body: list[m.DraftBlock] = []
    at = 0
    seen = False
    while at < len(zone):
        block = zone[at]
        state.ahead = zone[at + 1 : at + 1 + _AHEAD]
        named = abstract_run(zone, at)
        if named > at:
            _named_abstracts(state, zone[at:named])
            at, seen = named, True
            continue
        kind = kind_of_block(state, block)
        if (
            take_role(state, block, after_abstract=seen)
            or take_repeats(state, block)
            or take_thanks(state, block)
        ):
            at += 1
            continue
        boxed = take_box(state, zone, at)
        if boxed > at:
            at = boxed
            continue
        if kind in {"abstract", "lay", "highlights", "graphical"}:
            children = block.children if isinstance(block, m.Heading | m.Paragraph) else ()
            inner, at = gather(state, zone, at + 1)
            add_abstract(state, inner, runs.unwrap(children), kind, block.pos)
            seen = seen or (
                kind == "abstract" and bool(inner)
            )  # its text may stand below the box of keywords
            continue
        if kind == "keywords" or abstracts.codes_title(runs.block_text(block)):
            at = keyword_section(state, zone, at)
            continue
        if kind in {"authors", "title", "running"}:
            at += 1
            continue
        if is_imprint(block):
            drop_line(state, block, runs.block_text(block))
            at += 1
            continue
        run = abstracts.run_in_abstract(block)
        if run is not None:
            inner, after = gather(state, zone, at + 1, begun=bool(run.rest))
            if run.rest and not introduced(state, zone, after) and own_paragraph(run.rest, inner):
                inner, after = [], at + 1  # what follows is an introduction without a title
            first: list[m.DraftBlock] = [m.Paragraph(run.rest, pos=block.pos)] if run.rest else []
            add_abstract(
                state, [*first, *inner], runs.strip(runs.unwrap(run.label), " .:–—-"), "abstract", block.pos
            )
            at, seen = after, True
            continue
        after = continue_abstract(state, zone, at)
        if after > at:
            at = after
            continue
        text = runs.block_text(block)
        if (
            seen
            and not front.keywords
            and not state.meta.keywords
            and abstracts.bare_keywords(text)
            and abstracts.run_in_keywords(block) is None
        ):
            take_keywords(state, block.children if isinstance(block, m.Paragraph | m.Heading) else (), ())
            at += 1
            continue
        if len(body) > _SETTLED:
            body.append(block)
            at += 1
            continue
        last = front.abstracts[-1] if seen and not body and front.abstracts else None
        longer = abstracts.resume(last, block) if last and isinstance(block, m.Paragraph) else None
        if longer is not None:
            front.abstracts[-1] = longer
            at += 1
            continue
        if (
            seen
            and (body or len(text.split()) >= _PROSE)
            and not is_license(text)
            and not starts_with_mark(runs.marked(block.children) if isinstance(block, m.Paragraph) else "")
        ):
            body.append(block)  # an introduction without a heading
            at += 1
            continue
        end = citation_box(state, zone, at)
        if end > at or _plain_line(state, block, after_abstract=seen, outside=False):
            at = max(end, at + 1)
            continue
        if (
            not seen
            and not state.meta.abstracts
            and (
                count_words(text) >= (_BRIEF if front.people.authors and is_prose(text) else _PROSE)
                or (abstracts.starts_with_label(text) and not notes.opens_note(text))
            )
            and isinstance(block, m.Paragraph)
            and statement_line(block) is None
            and opens_text(front.leftover, block)
        ):
            inner, after = gather(state, zone, at)
            inner, after = unlabelled(inner, after, introduced=introduced(state, zone, after))
            if closes(state, zone, after):
                add_abstract(state, inner, (), "abstract", block.pos, confidence=0.7)
                state.log(
                    Diagnostic(
                        Rule.GUESS_SURE, f'taken for the abstract: "{text[:60]}…"', Severity.INFO, block.pos, 'put a heading "Abstract" before it'
                    )
                )  # fmt: skip
                at, seen = after, True
                continue
        if isinstance(block, m.Heading):
            block = m.Paragraph(block.children, id=block.id, pos=block.pos)
        front.leftover.append(block)
        at += 1
    return body


def _plain_line(state: State, block: m.DraftBlock, *, after_abstract: bool, outside: bool) -> bool:
    """Take one line of front matter; False if it is none. ``outside``: it stands before the title."""
    front = state.front
    if isinstance(block, m.Divider):
        return True
    if isinstance(block, m.Table) and not outside and not after_abstract:
        return person_table(state, block)
    if isinstance(block, m.List):
        taken = person_list(state, block) or date_list(state, block)
        if outside and not taken:
            front.leftover.append(block)
        return taken or outside
    if not isinstance(block, m.Paragraph | m.Heading):
        if outside and not take_sign(state, block):
            front.leftover.append(block)
        return outside
    children = block.children
    text = runs.plain(children)
    if isinstance(block, m.Paragraph):
        run = abstracts.run_in_keywords(block)
        if run is not None:
            take_keywords(state, run.rest, run.label)
            return True
        codes = abstracts.run_in_codes(block)
        if codes is not None:
            kind = abstracts.codes_kind(runs.plain(codes.label))
            inside = abstracts.keywords_inside(codes.rest)
            take_keywords(state, runs.cut(codes.rest, 0, inside), codes.label, kind)
            run = abstracts.run_in_keywords(m.Paragraph(runs.strip(runs.cut(codes.rest, inside))))
            if run is not None:
                take_keywords(state, run.rest, run.label)
            return True
    kind = article_type(text)
    if kind and len(text) < 60:
        if text not in front.subjects:
            front.subjects.append(text)
        return True
    if take_dates(state, text, block.pos):
        return True
    short = running_title(text)
    if short:
        front.short_title = front.short_title or m.text(short)
        return True
    counts = counts_line(text)
    if counts:
        front.counts.extend(counts)
        state.log(
            Diagnostic(
                Rule.FURNITURE_REMOVED, f'kept as numbers: "{text[:60]}"', Severity.INFO, block.pos, removed=text
            )
        )  # fmt: skip
        return True
    day = date_line(text) if not after_abstract and not state.meta.dates and not front.dates else None
    if day is not None:
        front.dates.append(m.replace(day, pos=block.pos))
        return True
    found = identifier_line(text)
    if found is not None:
        if found not in front.identifiers:
            front.identifiers.append(found)
        return True
    if is_furniture(text):
        drop_line(state, block, text)
        return True
    editor = editor_line(text)
    if editor is not None:
        front.editors.append(editor)
        return True
    if is_license(text):
        take_license(state, block)
        return True
    statement = statement_line(block)
    if statement is not None:
        front.statements.append(statement)
        return True
    if not outside and person_line(state, children, text, block.pos, after_abstract=after_abstract):
        return True
    if outside:
        _before_title(state, block, text)
    return outside


def _before_title(state: State, block: m.Paragraph | m.Heading, text: str) -> None:
    """A line above the title that is nothing known: short ones are the page's, the others stay in the text."""
    if count_words(text) < 25 and read_label(block.children) is None:
        learn_doi(state, text, block)
        message = f'stood before the title, taken out: "{text[:60]}"'
        state.log(Diagnostic(Rule.FURNITURE_REMOVED, message, Severity.INFO, block.pos, removed=text))
        return
    message = f'stands before the title: "{text[:60]}"'
    state.log(Diagnostic(Rule.GUESS_SURE, message, Severity.WARNING, block.pos, "move it to its place"))
    state.front.leftover.append(
        block if isinstance(block, m.Paragraph) else m.Paragraph(block.children, pos=block.pos)
    )


def _empty(block: m.DraftBlock) -> bool:
    return isinstance(block, m.Paragraph) and not any(
        not isinstance(node, m.Text | m.Styled) or m.text_of(node).strip() for node in block.children
    )
