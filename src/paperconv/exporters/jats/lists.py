"""Lists and definition lists."""

from __future__ import annotations

from paperconv import model as m
from paperconv.exporters.jats.inlines import write_inlines
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import ITEMS, PARAGRAPHS, Element, child

_TYPES: dict[m.Numbering, str] = {
    "decimal": "order",
    "lower-alpha": "alpha-lower",
    "upper-alpha": "alpha-upper",
    "lower-roman": "roman-lower",
    "upper-roman": "roman-upper",
}
_CHECKED, _UNCHECKED = "☑", "☐"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST_ROMAN = 4000


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
    if number < 1 or numbering == "decimal" or (numbering.endswith("roman") and number >= _LARGEST_ROMAN):
        return str(number)
    text = ""
    if numbering.endswith("roman"):
        for value, letters in _ROMAN:
            text += letters * (number // value)
            number %= value
    else:
        while number:
            number, rest = divmod(number - 1, 26)
            text = chr(ord("a") + rest) + text
    return text.upper() if numbering.startswith("upper") else text
