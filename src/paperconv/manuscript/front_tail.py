"""Front matter that a journal sets behind the text: places of work by their marks, addresses, the author's own name."""

from __future__ import annotations

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript import affiliations, byline, notes, runs
from paperconv.manuscript.front_lists import is_contacts, person_list, take_entries
from paperconv.manuscript.front_people import take_owned
from paperconv.manuscript.front_state import State
from paperconv.manuscript.prose import is_prose
from paperconv.manuscript.splitting import DATED, NUMBER

_TAIL = 14  # blocks at the end in which addresses stand
_WORDS = 8  # words of a name with which a paper is signed
_LONG = 400  # characters of a place of work
_MAIL = r"\W{0,3}(?:e-?mail(?: address(?:es)?)?|electronic address)\s*:?\W{0,3}\s*(?=\S+@|\{)"


def take_tail(state: State, blocks: list[m.DraftBlock]) -> list[m.DraftBlock]:
    """``blocks`` without the places and addresses of authors that stand among or behind them."""
    if state.names_known:
        return blocks
    people = state.front.people
    if not people.authors:
        return _signed(state, blocks)
    blocks = _parted(blocks)
    taken = _late_places(state, blocks)
    taken |= {at for at, block in enumerate(blocks) if at not in taken and _take_contacts(state, block)}
    for at, block in enumerate(blocks):
        if (
            at not in taken
            and isinstance(block, m.Paragraph)
            and take_owned(state, block.children, block.pos)
        ):
            taken.add(at)
    taken |= {
        at
        for at, block in enumerate(blocks)
        if isinstance(block, m.List)
        and ((is_contacts(block) and person_list(state, block)) or take_entries(state, block))
    }
    taken |= _addresses(state, blocks, taken)
    return [block for at, block in enumerate(blocks) if at not in taken]


def _parted(blocks: list[m.DraftBlock]) -> list[m.DraftBlock]:
    """``blocks`` with a line "* Jane Doe, jane@x.edu | 1 Institute of X. 2 …" as two: addresses, and places."""
    out: list[m.DraftBlock] = []
    for given in blocks:
        block = given
        match given:
            case m.List(items=(m.ListItem(blocks=(m.Paragraph() as only,)),), ordered=False):
                block = m.replace(
                    only, children=(m.Text("* "), *only.children)
                )  # the star was no sign of an item
        text = m.text_of(block.children) if isinstance(block, m.Paragraph) else ""
        hit = (
            patterns.search(r"\s\|\s(?=1\s?[^\W\d_a-z])", text) if text[:1] in byline.SYMBOLS + "∗" else None
        )
        if hit is not None and isinstance(block, m.Paragraph) and byline.EMAIL.search(text[: hit.start()]):
            out.append(m.replace(block, children=runs.strip(runs.cut(block.children, 0, hit.start()))))
            out.append(m.Paragraph(runs.strip(runs.cut(block.children, hit.end())), pos=block.pos))
        else:
            out.append(given)
    return out


def _take_contacts(state: State, block: m.DraftBlock) -> bool:
    """A line of names with their addresses, which the sign of the corresponding author opens."""
    text = runs.plain(block.children) if isinstance(block, m.Paragraph) else ""
    if text[:1] not in byline.SYMBOLS + "∗" or not isinstance(block, m.Paragraph) or len(text) > _LONG * 2:
        return False
    people = state.front.people
    parts = [part.strip() for part in text.lstrip(byline.SYMBOLS + "∗ ").split(";") if part.strip()]
    owned: list[tuple[int, str]] = []
    for part in parts:
        hit = patterns.fullmatch(rf"([^,@]{{3,60}}),\s*({byline.EMAIL.pattern})\.?", part)
        named = [
            n for n, a in enumerate(people.authors) if hit and notes.fold(a.person.text) == notes.fold(hit[1])
        ]
        if hit is None or len(named) != 1:
            return False
        owned.append((named[0], hit[2]))
    if not owned:
        return False
    for index, mail in owned[1:]:
        people.add_owned("", [index], [mail], block.pos)
    first = f"Correspondence: {parts[0]}"
    people.add_note("", first, (m.Paragraph(m.text(first), pos=block.pos),), block.pos, [owned[0][0]])
    return True


def _late_places(state: State, blocks: list[m.DraftBlock]) -> set[int]:
    """The paragraphs that give the places whose marks stand at authors and were not explained, if these are all there."""
    people = state.front.people
    missing = {mark for mark in people.marks - people.labels if mark.isalnum()}
    signs = people.marks - people.labels - missing
    found: dict[int, list[affiliations.Item]] = {}
    for at, block in enumerate(blocks):
        if not isinstance(block, m.Paragraph) or block.role:
            continue
        marked = runs.marked(block.children)
        text = runs.unmark(marked)
        headed = marked[:1] in {runs.MARK_OPEN, *byline.SYMBOLS} or patterns.match(
            r"(?:[a-z]|\d{1,2})\s?(?=[^\W\d_a-z])", marked
        )
        if (
            not (missing or signs)
            or not headed
            or not 12 < len(text) < _LONG * 4
            or not affiliations.institutional(text[:_LONG])
        ):
            continue
        if (
            (is_prose(text) or DATED.search(text))
            and not byline.EMAIL.search(text)
            and marked[:1] != runs.MARK_OPEN
        ):
            continue
        items = affiliations.read_items(marked, people.marks)
        labels = {label for item in items for label in item.label.split(",")}
        if (
            items
            and "" not in labels
            and labels <= missing | signs
            and all(
                affiliations.institutional(i.text) or notes.note_kind(i.text) or byline.EMAIL.search(i.text)
                for i in items
            )
        ):
            found[at] = items
    given = {label for items in found.values() for item in items for label in item.label.split(",")}
    if missing and not missing <= given:
        found = {
            at: items
            for at, items in found.items()
            if runs.marked(_inlines(blocks[at]))[:1] == runs.MARK_OPEN
        }
    for at, items in found.items():
        people.add_items(items, blocks[at].pos)
    return set(found)


def _inlines(block: m.DraftBlock) -> m.Inlines:
    return block.children if isinstance(block, m.Paragraph) else ()


def _addresses(state: State, blocks: list[m.DraftBlock], taken: set[int]) -> set[int]:
    """Addresses at the end, each with the e-mail address that tells whose it is: places of those who have none, else notes."""
    people = state.front.people
    start = max(0, len(blocks) - _TAIL)
    out: set[int] = set()
    for at in range(start, len(blocks)):
        if at in taken or not isinstance(blocks[at], m.Paragraph):
            continue
        children = _inlines(blocks[at])
        text = m.text_of(children)
        mails = byline.EMAIL.findall(byline.expand_braces(text))
        label = patterns.search(rf"(?i)(?:^|\s){_MAIL}", text)
        if (
            not mails
            or label is None
            or len(text) > _LONG
            or notes.note_kind(text)
            or text.lstrip()[:1] in byline.SYMBOLS
        ):
            continue
        place, first = runs.strip(runs.cut(children, 0, label.start()), " ,;.\n"), at
        before = blocks[at - 1] if at else None
        if (
            not place
            and at - 1 not in out | taken
            and isinstance(before, m.Paragraph)
            and _is_place(runs.plain(before.children))
        ):
            place, first = before.children, at - 1
        words = runs.plain(place)
        if words and not _is_place(words):
            continue
        names_ = [a.name.name for a in people.authors]
        whose = sorted(set(notes.match_mails(mails, names_, [a.name.group for a in people.authors]).values()))
        named = [
            n for n, a in enumerate(people.authors) if not a.name.group and notes.named_in(words, a.name.name)
        ]
        owners = whose or named
        if not owners:
            continue
        if words and not any(people.placed(n) for n in owners):
            people.add_owned(
                _without_name(words, people.authors[owners[0]].person.text), owners, mails, blocks[at].pos
            )
        else:
            people.add_owned("", owners, mails, blocks[at].pos)
            if words:
                whole = runs.join(place, runs.cut(children, label.start()))
                people.add_note(
                    "",
                    m.text_of(whole),
                    (m.Paragraph(whole, pos=blocks[first].pos),),
                    blocks[first].pos,
                    owners,
                )
        out |= set(range(first, at + 1))
    return out


def _is_place(text: str) -> bool:
    return (
        len(text) < _LONG and affiliations.institutional(text) and not is_prose(text)
        and not patterns.search(r"\(\d{4}\)|\b\d{4}[a-z]?[.;:]|\bpp\.|\bdoi\b|“", text)
    )  # fmt: skip


def _without_name(text: str, name: str) -> str:
    return (
        patterns.sub(r"^[\s,.:;]+", "", text[len(name) :])
        if notes.fold(text).startswith(notes.fold(name)) and text.startswith(name)
        else text
    )


def _signed(state: State, blocks: list[m.DraftBlock]) -> list[m.DraftBlock]:
    """A paper whose authors nobody named above: they sign it, each above the place of work."""
    people = state.front.people
    end = next((at for at, block in enumerate(blocks) if at and _closes(block)), len(blocks))
    while (
        end > 1
        and (text := m.text_of(_inlines(blocks[end - 1])))
        and NUMBER.match(text)
        and DATED.search(text)
    ):
        end -= 1  # entries without a title
    for at in range(max(0, end - 4), end - 1):
        mail = runs.marked(_inlines(blocks[at + 1]))
        mailed = notes.is_address(mail)
        below = at + 2 if mailed and at + 2 < end else at + 1
        name, place = (runs.marked(_inlines(blocks[n])) for n in (at, below))
        name = patterns.sub(
            r"^\*\s*([^,;&*]{4,60}?)(?=\s*(?:,|;|&|\band\b|$|\ue002))", r"\1*", name.replace("∗", "*")
        )
        words = byline.EMAIL.sub("", runs.unmark(name)).split()
        if (
            1 < len(words) < _WORDS * 3
            and byline.looks_like_byline(name)
            and not affiliations.institutional(runs.unmark(name))
            and _is_place(runs.unmark(place))
            and len(runs.unmark(place).split()) < _WORDS * 5
        ):
            people.add_byline(byline.read_byline(name), blocks[at].pos)
            if mailed:
                people.add_items(affiliations.read_items(mail), blocks[at + 1].pos)
            if not take_owned(state, _inlines(blocks[below]), blocks[below].pos):
                people.add_items(affiliations.read_items(place), blocks[below].pos)
            return [*blocks[:at], *blocks[below + 1 :]]
    return blocks


def _closes(block: m.DraftBlock) -> bool:
    """Whether the notes or the reference list begin here."""
    if not isinstance(block, m.Heading | m.Paragraph):
        return False
    text = runs.plain(block.children).strip(" .:*").casefold()
    return text in {"notes", "references", "bibliography", "endnotes", "works cited", "notes and references"}
