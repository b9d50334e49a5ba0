"""Authors as manubot prints them: one an item of a list, with links to pages of theirs and the places where they work."""

from __future__ import annotations

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Diagnostic, Rule, Severity
from paperconv.manuscript import affiliations, byline, runs
from paperconv.manuscript.front_state import State
from paperconv.manuscript.orcid import bare_orcid
from paperconv.patterns import late

_BETWEEN = late(r"[\s·•|,]*")


class _Card(msgspec.Struct):
    person: byline.Person
    places: m.Inlines
    pages: list[m.Link]


def take_cards(state: State, block: m.List) -> bool:
    """Take the authors of ``block``; False unless each of its items is one, in bold, before links and places of work.

    Accounts that the links lead to are no part of the front matter: they are reported.
    """
    cards = [_card(item) for item in block.items]
    found = [card for card in cards if card is not None]
    if not found or len(found) < len(cards) or not any(card.person.orcid or card.pages for card in found):
        return False
    people = state.front.people
    for card, item in zip(found, block.items, strict=True):
        pos = item.pos or block.pos
        people.add_byline([card.person], pos)
        for place in patterns.split(r"\s*;\s+", m.text_of(card.places)):
            if place.strip():
                people.add_items(affiliations.read_items(place.strip()), pos)
        if card.pages:
            shown = ", ".join(m.text_of(page.children) for page in card.pages)
            state.log(
                Diagnostic(
                    Rule.FURNITURE_REMOVED, f"pages of {card.person.text} left out: {shown}", Severity.INFO, pos,
                    removed=" ".join(f"{m.text_of(page.children)} {page.target}" for page in card.pages),
                )
            )  # fmt: skip
    return True


def _card(item: m.ListItem) -> _Card | None:
    blocks = item.blocks
    if not blocks or not all(isinstance(one, m.Paragraph) for one in blocks):
        return None
    line = tuple(
        node for one in blocks if isinstance(one, m.Paragraph) for node in (*one.children, m.LineBreak())
    )
    if not isinstance(first := line[0], m.Styled) or first.style != "strong":
        return None
    name = runs.plain(first.children)
    if not byline.plausible(name) or len(name.split()) > 6:
        return None
    card = _Card(byline.Person(name, [], "", []), (), [])
    at = 1
    while at < len(line):
        node = line[at]
        if isinstance(node, m.Link) and (orcid := bare_orcid(node.target)):
            card.person.orcid = orcid
        elif isinstance(node, m.Link) and node.target.startswith("mailto:"):
            card.person.emails.append(node.target.removeprefix("mailto:"))
        elif isinstance(node, m.Link) and m.text_of(node.children).strip():
            card.pages.append(node)
        elif (isinstance(node, m.Styled) and node.style == "sup") or isinstance(node, m.CrossRef | m.Link):
            card.person.marks.extend(byline.split_marks(runs.plain((node,))))
        elif not (
            isinstance(node, m.LineBreak | m.Image)
            or (isinstance(node, m.Text) and _BETWEEN.fullmatch(node.value))
        ):
            break
        at += 1
    card.places = line[at:]
    return card
