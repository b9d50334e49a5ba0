"""Front matter that the source names: paragraphs whose role a style or a tag gives, and notes that hang on title and authors."""

from __future__ import annotations

from paperconv import model as m
from paperconv.manuscript import abstracts, affiliations, byline, names, notes, runs, titles
from paperconv.manuscript.front_people import person_line, take_note
from paperconv.manuscript.front_state import State, starts_with_mark, take_dates, take_keywords
from paperconv.patterns import late

ABSTRACT = frozenset({"abstract", "abstract-heading"})
_HEAD = 14  # blocks on which notes of the front matter hang
_PROSE = 45
_MARKS = ("*", "†", "‡", "§", "¶", "#", "**", "††", "‡‡", "§§")


def role_of(block: m.DraftBlock) -> str:
    """The role that the source gives ``block``; empty for none."""
    return block.role if isinstance(block, m.Paragraph) and block.role in m.ROLES else ""


def take_role(state: State, block: m.DraftBlock, *, after_abstract: bool) -> bool:
    """Take a line of front matter by its role; False if it has none, or what it says does not fit it."""
    role = role_of(block)
    if not role or not isinstance(block, m.Paragraph):
        return False
    text = runs.plain(block.children)
    match role:
        case "subtitle" if _is_byline(state, block):
            return _take_person(state, block, "author", text, after_abstract=after_abstract)
        case "subtitle" if not state.front.subtitle and not state.meta.subtitle:
            state.front.subtitle = runs.unwrap(block.children)
            return True
        case "running-head" if not state.meta.short_title:
            label = text.partition(":")[0]
            named = titles.kind_of(label) == "running" or label.lower().startswith(("running", "short"))
            rest = (
                runs.strip(runs.cut(block.children, len(label) + 1))
                if named and ":" in text
                else block.children
            )
            state.front.short_title = state.front.short_title or rest
            return True
        case "keywords" if (codes := abstracts.run_in_codes(block)) is not None:
            take_keywords(state, codes.rest, codes.label, abstracts.codes_kind(runs.plain(codes.label)))
            return True
        case "keywords" if abstracts.run_in_keywords(block) is None and titles.kind_of(text) != "keywords":
            take_keywords(state, block.children, ())
            return True
        case "date":
            return take_dates(state, text, block.pos)
        case "author" | "affiliation" | "correspondence" if not state.names_known:
            return _take_person(state, block, role, text, after_abstract=after_abstract)
        case _:
            return False


def _is_byline(state: State, block: m.Paragraph) -> bool:
    """Whether the authors have the style of a subtitle; one that only reads like names stands above those of the authors."""
    below = state.ahead[0] if state.ahead else None
    return (
        not state.front.people.authors
        and byline.looks_like_byline(runs.marked(block.children))
        and not (
            isinstance(below, m.Paragraph)
            and role_of(below) in {"", "author"}
            and byline.looks_like_byline(runs.marked(below.children))
        )
    )


def _take_person(state: State, block: m.Paragraph, role: str, text: str, *, after_abstract: bool) -> bool:
    people = state.front.people
    marked = runs.marked(block.children)
    lines = runs.split_lines(block.children)
    if len(lines) > 1 and role != "author":
        done = [_take_person(state, m.Paragraph(line, pos=block.pos), role, runs.plain(line), after_abstract=after_abstract)
                for line in lines]  # fmt: skip
        return any(done)
    if person_line(state, block.children, text, block.pos, after_abstract=after_abstract):
        return True
    bare = runs.unmark(marked)
    institutional = affiliations.institutional(bare) or starts_with_mark(marked)
    if (
        role == "author"
        and not institutional
        and len(text.split()) < _PROSE * 8
        and names.is_collaboration(bare)
    ) or byline.plausible(bare.split(",")[0]):
        people.add_byline(byline.read_byline(marked), block.pos)
        return True
    if role == "correspondence" and (notes.note_kind(text) or byline.EMAIL.search(text)):
        if not take_note(state, block.children, text, block.pos):
            people.add_note("", text, (m.Paragraph(block.children, pos=block.pos),), block.pos)
        return True
    if role == "affiliation" and people.authors and len(text) < 1500:
        people.add_items(affiliations.read_items(marked, people.marks), block.pos)
        return True
    return False


def abstract_run(zone: list[m.DraftBlock], at: int) -> int:
    """Where a run of paragraphs that the source calls an abstract ends; ``at`` itself if none begins there."""
    end = at
    while end < len(zone) and role_of(zone[end]) in ABSTRACT and abstracts.run_in_keywords(zone[end]) is None:
        end += 1
    return end


def named_end(zone: list[m.DraftBlock], at: int) -> int:
    """Where an abstract must end that begins at ``at``: behind its last paragraph that the source calls so, if the first is."""
    if at >= len(zone) or role_of(zone[at]) not in ABSTRACT:
        return len(zone)
    end = at
    while at < len(zone) and role_of(zone[at]) in {"", *ABSTRACT}:
        end = at + 1 if role_of(zone[at]) else end
        at += 1
    return end


def last_of_front(blocks: list[m.DraftBlock], start: int, end: int) -> int:
    """The index behind the last block before ``end`` that its role puts into the front matter; ``start`` if there is none."""
    roles = m.ROLES - {"caption", "table-note", "bibliography"}
    return max((at + 1 for at in range(start, end) if role_of(blocks[at]) in roles), default=start)


_SENTENCE_END = late(r"\s[^\W\d_A-Z]{2,}[.;:,?!][\"”’»)]?$")


# A title that runs in: "ABSTRACT. This essay reads …".
_LEAD = late(r"\s*([^\W\d_]{3,20}(?:\s[^\W\d_]{2,20})?)\s?[.:—–]\s")


def free_notes(draft: m.Draft) -> m.Draft:
    """``draft`` with footnotes of the title and of authors as marked lines below them, as most manuscripts have them."""
    by_id = {note.id: note for note in draft.notes}
    if not by_id:
        return draft
    end = next((at for at, block in enumerate(draft.blocks[:_HEAD]) if _ends_head(block)), _HEAD)
    head: list[m.DraftBlock] = []
    marks: dict[str, m.Styled] = {}
    for block in draft.blocks[:end]:
        for node in m.iter_nodes(block):
            if isinstance(node, m.NoteRef) and node.note in by_id and node.note not in marks:
                mark = _MARKS[len(marks)] if len(marks) < len(_MARKS) else f"n{len(marks)}"
                marks[node.note] = m.Styled("sup", m.text(mark))
        head.append(_with_marks(block, marks))
    if not marks:
        return draft
    lines: list[m.DraftBlock] = []
    for name, sign in marks.items():
        first, *others = by_id[name].blocks or (m.Paragraph(()),)
        if isinstance(first, m.Paragraph):
            first = m.Paragraph((sign, m.Text(" "), *_unmarked(first.children)), pos=draft.blocks[0].pos)
        lines.extend((first, *others))
    kept = tuple(note for note in draft.notes if note.id not in marks)
    return m.replace(draft, blocks=(*head, *lines, *draft.blocks[end:]), notes=kept)


def _with_marks(block: m.DraftBlock, marks: dict[str, m.Styled]) -> m.DraftBlock:
    def rule(node: m.Node) -> m.Node | None:
        return marks.get(node.note) if isinstance(node, m.NoteRef) else None

    return m.rewrite(block, rule)


def _ends_head(block: m.DraftBlock) -> bool:
    """Whether the title and the authors stand before ``block``."""
    if role_of(block) in {"title", "subtitle", "author", "affiliation", "correspondence"}:
        return False
    text = runs.block_text(block)
    lead = _LEAD.match(text)
    kind = titles.kind_of(text) or (titles.kind_of(lead[1]) if lead else "")
    return (
        bool(kind)
        or len(text.split()) >= _PROSE
        or not isinstance(block, m.Paragraph | m.Heading)
        or _is_noted_prose(block.children)
    )


def _is_noted_prose(children: m.Inlines) -> bool:
    """Whether a note stands behind the end of a sentence, as in text, and not behind a name."""
    return any(
        isinstance(node, m.NoteRef) and _SENTENCE_END.search(m.text_of(children[:at])[-40:]) is not None
        for at, node in enumerate(children)
    )


def _unmarked(children: m.Inlines) -> m.Inlines:
    """The words of a note without the mark that they begin with."""
    first = children[0] if children else None
    if isinstance(first, m.Styled) and first.style == "sup" and len(m.text_of(first)) < 3:
        return runs.strip(children[1:])
    return runs.strip(children, " \t\n*†‡§¶∗")
