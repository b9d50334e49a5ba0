"""Lists and definition lists."""

from __future__ import annotations

from paperconv import model as m
from paperconv.exporters.jats.inlines import write_inlines
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import ITEMS, PARAGRAPHS, Element, child
from paperconv.numerals import letters, roman

_TYPES: dict[m.Numbering, str] = {
    "decimal": "order",
    "lower-alpha": "alpha-lower",
    "upper-alpha": "alpha-upper",
    "lower-roman": "roman-lower",
    "upper-roman": "roman-upper",
}
_CHECKED, _UNCHECKED = "☑", "☐"


def write_list(state: State, element: Element, node: m.List) -> None:
    """Fill a ``list``. JATS has no start number: a list that does not start at 1 has its numbers as labels."""
    by_hand = any(item.label for item in node.items)
    task = any(item.checked is not None for item in node.items)
    numbered = _TYPES[node.numbering] if node.ordered else "bullet"
    element.set("list-type", "simple" if by_hand or task else numbered)
    if task:
        element.set("list-content", "task-list")
    state.identify(element, node.id)
    for number, item in enumerate(node.items, node.start):
        label = item.label
        if not label and item.checked is not None:
            label = _CHECKED if item.checked else _UNCHECKED
        elif not label and node.ordered and (by_hand or node.start != 1):
            label = f"{number_text(number, node.numbering)}."
        entry = child(element, "list-item")
        state.label(entry, label)
        start = len(entry)
        state.blocks(entry, item.blocks, ITEMS)
        if len(entry) == start:
            child(entry, "p")


def write_definition_list(state: State, element: Element, node: m.DefinitionList) -> None:
    """Fill a ``def-list``."""
    state.identify(element, node.id)
    for item in node.items:
        entry = child(element, "def-item")
        write_inlines(state, child(entry, "term"), item.term)
        for definition in item.definitions:
            holder = child(entry, "def")
            state.blocks(holder, definition.blocks, PARAGRAPHS)
            if not len(holder):
                child(holder, "p")


def number_text(number: int, numbering: m.Numbering) -> str:
    """``number`` in letters, Roman or Arabic numerals; what letters and Romans cannot say is Arabic."""
    if number < 1 or numbering == "decimal":
        return str(number)
    text = roman(number) if numbering.endswith("roman") else letters(number)
    return text if numbering.startswith("upper") else text.lower()
