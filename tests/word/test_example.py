"""The example in Markdown and the one that was typed in Word are the same paper, but for what Word has no words for."""

from __future__ import annotations

from pathlib import Path

import paperconv
from paperconv.diagnostics import ignore
from paperconv.pipeline import Edition
from tests.word.inventory import Inventory, inventory

_EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "tide-clocks"
# What differs: its kind, words in it, and why. Each is used: a difference that is gone must leave this list.
ONLY_IN_MARKDOWN = {
    ("Box", "note"): "Word has frames, but no kinds of them",
    ("Figure", "Drawn by the authors"): "Word has no credit lines",
    ("Note", "Shelf marks"): "Word has no notes inside of notes",
    ("NoteRef", "Note 2"): "the same",
    ("Paragraph", "Shelf marks"): "the same",
    ("CrossRef", "Equation 1"): "a REF field holds the number, not the word before it",
    ("Citation", "41"): "a citation in words has its page in words",
    ("Paragraph", "A tide gauge of the nineteenth century"): 'the same: "p. 41" is printed as it was typed',
    ("Link", "readings.csv"): "its words name the supplement, which they point to",
}
ONLY_IN_WORD = {
    ("Box", ""): "the same frame without a kind",
    ("Figure", "Where the gauges stood"): "the same figure without a credit line",
    ("CrossRef", "Equation 1"): "a REF field holds the number, not the word before it",
    ("CrossRef", "Supplement"): "its words name the supplement, which they point to",
    ("Citation", "p. 41"): "a citation in words has its page in words",
    ("Paragraph", "A tide gauge of the nineteenth century"): "the same",
    ("abstract-title", "Abstract"): "its title is typed",
    ("author-author-note", "corresponding"): "the line about correspondence is typed",
    ("author-note", "corresponding"): "the same",
    ("reference-field", "'18'"): "the page 118 is typed as the style prints it, shortened",
}


def _unforeseen(found: Inventory, permitted: dict[tuple[str, str], str]) -> tuple[list[object], set[object]]:
    used = {
        (kind, said) for kind, said in permitted for node in found if node[0] == kind and said in str(node)
    }
    others = [node for node in found if not any(node[0] == k and said in str(node) for k, said in permitted)]
    return others, set(permitted) - used


def test_both_sources_of_the_example_give_the_same_model() -> None:
    markdown, word = (
        inventory(Edition(paperconv.read(_EXAMPLE / name), "base", ignore).prepared())
        for name in ("paper.md", "paper.docx")
    )
    assert markdown.total() > 400
    assert _unforeseen(markdown - word, ONLY_IN_MARKDOWN) == ([], set())
    assert _unforeseen(word - markdown, ONLY_IN_WORD) == ([], set())
