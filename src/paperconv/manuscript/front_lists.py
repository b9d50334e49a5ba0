"""Lists in front matter: places, notes and addresses that a converter took for items."""

from __future__ import annotations

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript import affiliations, byline, front_forms, notes, runs
from paperconv.manuscript.dates import history
from paperconv.manuscript.front_cards import take_cards
from paperconv.manuscript.front_people import person_line, take_note
from paperconv.manuscript.front_state import State, take_dates
from paperconv.manuscript.prose import is_prose

_LETTERS = "abcdefghijklmnop"
_LONG = 400  # characters of a place of work


def person_list(state: State, block: m.List) -> bool:
    """A list of affiliations, or notes that a converter took for a list, for their star."""
    lines = _lines(block)
    if state.names_known or not lines:
        return False
    people = state.front.people
    if not people.authors and take_cards(state, block):
        return True
    texts = [runs.plain(line.children) for line in lines]
    marked = [runs.marked(line.children) for line in lines]
    if not people.authors and all(
        front_forms.persons_with_places(one) or byline.looks_like_byline(one) for one in marked
    ):
        for line, text in zip(lines, texts, strict=True):
            person_line(state, line.children, text, line.pos or block.pos, after_abstract=False)
        return True
    placed = [
        any(
            i.label and set(i.label.split(",")) <= people.marks and affiliations.institutional(i.text)
            for i in affiliations.read_items(one, people.marks)
        )
        and not notes.opens_note(text)
        for one, text in zip(marked, texts, strict=True)
    ]
    if not any(placed) and all(
        notes.note_kind(text) or (byline.EMAIL.search(text) and len(text) < 200) for text in texts
    ):
        for line, text in zip(lines, texts, strict=True):
            kind = notes.note_kind(text)
            glued = patterns.search(r"[.;]\s+(?=1\s+[A-Z])", m.text_of(line.children))
            if glued and affiliations.institutional(text[glued.end() :]):
                behind = runs.marked(runs.cut(line.children, glued.end()))
                people.add_items(affiliations.read_items(behind, people.marks), line.pos or block.pos)
                line = m.replace(line, children=runs.cut(line.children, 0, glued.start() + 1))  # noqa: PLW2901
                text = runs.plain(line.children)  # noqa: PLW2901
            if kind in {None, "corresponding"}:
                people.add_note("*", text if kind else f"Correspondence: {text}", (line,), block.pos)
            elif not take_note(state, line.children, text, block.pos):
                people.add_note("", text, (line,), block.pos)
        return True
    if people.authors and not all(map(_is_place_or_note, texts)) and take_entries(state, block):
        return True
    if not people.authors or people.complete or not any(map(affiliations.institutional, texts)):
        return False
    labels = [
        _LETTERS[number - 1 : number] if block.numbering.endswith("alpha") else str(number)
        for number in range(block.start, block.start + len(lines))
    ]
    # A list whose numbers are the marks of the authors needs no more than one place that is known for one.
    pointed = block.ordered and people.marks.issuperset(labels) and all(len(text) < 300 for text in texts)
    if not (pointed or all(map(_is_place_or_note, texts))):
        return False
    for label, line, text in zip(labels, lines, texts, strict=True):
        if notes.opens_note(text):
            take_note(state, line.children, text, line.pos or block.pos)
            continue
        items = affiliations.read_items(runs.marked(line.children), people.marks)
        if block.ordered and len(items) == 1 and not items[0].label:
            items = [affiliations.Item(label, items[0].text)]
        people.add_items(items, line.pos or block.pos)
    return True


def _lines(block: m.List) -> list[m.Paragraph]:
    """The paragraphs of a list, with the sign or number that was taken for that of a list inside an item; none if it holds more."""
    lines: list[m.Paragraph] = []
    for item in block.items:
        for held in item.blocks:
            if isinstance(held, m.Paragraph):
                lines.append(held)
                continue
            if not isinstance(held, m.List) or not (inner := _lines(held)):
                return []
            signs = [f"{held.start + at} " if held.ordered else "* " for at in range(len(inner))]
            lines.extend(
                m.replace(one, children=(m.Text(sign), *one.children))
                for sign, one in zip(signs, inner, strict=True)
            )
    return lines


def _is_place_or_note(text: str) -> bool:
    return notes.opens_note(text) or (
        affiliations.institutional(text) and len(text) < 300 and not is_prose(text)
    )


def is_contacts(block: m.List) -> bool:
    """Whether a list is only addresses, whose star was taken for the sign of an item."""
    texts = [runs.block_text(b) for item in block.items for b in item.blocks if isinstance(b, m.Paragraph)]
    return bool(texts) and all(map(notes.is_address, texts))


def take_entries(state: State, block: m.List) -> bool:
    """A list that a page break put into the text: of addresses with their authors, of places by their marks, of notes."""
    people = state.front.people
    lines = _lines(block)
    if not lines:
        return False
    missing = {mark for mark in people.marks - people.labels if mark.isalnum()}
    known = [a.name.name for a in people.authors]
    taken: list[tuple[m.Paragraph, list[affiliations.Item], list[str], list[int]]] = []
    for line in lines:
        text = runs.plain(line.children)
        mails = byline.EMAIL.findall(byline.expand_braces(text))
        items = affiliations.read_items(runs.marked(line.children), people.marks)
        owners = sorted(set(notes.match_mails(mails, known, [a.name.group for a in people.authors]).values()))
        if items and all(
            i.label and set(i.label.split(",")) <= missing and affiliations.institutional(i.text)
            for i in items
        ):
            taken.append((line, items, [], []))
        elif notes.opens_note(text):
            taken.append((line, [], [], []))
        elif len(owners) == 1 and text[:1] in byline.SYMBOLS + "∗" and len(text) < _LONG // 2:
            taken.append((line, [], [], owners))
        elif owners and len(text) < _LONG // 2 and not is_prose(text):
            taken.append((line, [], mails, owners))
        else:
            return False
    for line, items, mails, owners in taken:
        if items:
            people.add_items(items, line.pos)
        elif owners and not mails:
            said = f"Correspondence: {runs.plain(line.children).lstrip(byline.SYMBOLS + '∗ ')}"
            people.add_note("", said, (m.Paragraph(m.text(said), pos=line.pos),), line.pos, owners)
        elif owners:
            people.add_owned("", owners, mails, line.pos)
        else:
            take_note(state, line.children, runs.plain(line.children), line.pos)
    return bool(taken)


def date_list(state: State, block: m.List) -> bool:
    """Dates that a star or bullet sets as a list."""
    texts = [runs.block_text(b) for item in block.items for b in item.blocks if isinstance(b, m.Paragraph)]
    if not texts or not all(history(text)[0] for text in texts):
        return False
    for text in texts:
        take_dates(state, text, block.pos)
    return True
