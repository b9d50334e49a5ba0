"""Every block knows its line, whatever the repairs did to the text before it."""

from __future__ import annotations

import random
import re
import time

import pytest

from paperconv import model as m
from tests.markdown.reading import read

PIECES = [
    "The {} frog was seen at the pond, where it sat for a long while and then jumped.",
    "A {} frog with *markup*, a [link](https://frogs.example/a/b), `code` and $x_{{1}} = 2$ in it.\nIt goes on here.",
    "## Heading {}",
    "### 2.1. The {} heading",
    "- item {} one\n- item with\n  two lines\n\n- third item",
    "1. numbered {} entry that is long enough to be one.\n2. and the next entry of it.",
    "> A quotation of {} that somebody said.\n> And more of it.",
    "$$\nE_{{{}}} = mc^2\n$$",
    "| head {} | b |\n|---|---|\n| one | two |",
    "![Figure {}: a frog](frog.png)",
    "<!-- comment -->\n\nAfter a comment {} comes text, signifi-\ncantly cut at the line end.",
    "Text before a rule {}.\n\n---\n\n",
    "<table><tr><td>cell {}</td><td>two</td></tr></table>",
    "```python\ncode_{} = 1\n```",
    "Short {}.",
    "A footnote here.[^{}]\n\n[^{}]: The note {} says more about it.",
    "Ann Ott<sup>1</sup> of {}, Bo Lee<sup>2,\\*</sup>",
    "The same sentence comes again and again in this text. {}",
    "A set of signs {}: ~5, $3, <Word>, a_b, 5 * 4 and \ufb01ne.",
]


def manuscript(seed: int, count: int = 60) -> tuple[str, dict[str, int]]:
    """A text, and the line on which each of its marked pieces begins."""
    chance = random.Random(seed)
    lines: list[str] = ["", "# The title of it", ""]
    begins: dict[str, int] = {}
    for number in range(count):
        word = f"unique{number:03d}x"
        piece = chance.choice(PIECES)
        text = piece.replace("{}", word).replace("{{", "{").replace("}}", "}")
        lead = next(
            i for i, line in enumerate(text.split("\n")) if line.strip() and not line.startswith(("<!--",))
        )
        offset = lead + (1 if text.startswith(("$$", "```")) else 0)
        begins[word] = len(lines) + 1 + (offset if not text.startswith(("$$", "```")) else 0)
        lines += [*text.split("\n"), *[""] * chance.choice([1, 1, 2])]
    return "\n".join(lines) + "\n", begins


@pytest.mark.parametrize("front", ["", "---\ntitle: Frogs\nauthor: Ann Ott\n---\n"])
def test_at_least_99_of_100_blocks_stand_on_their_line(front: str):
    right = total = 0
    for seed in range(12):
        text, begins = manuscript(seed)
        draft, _ = read(front + text)
        shift = front.count("\n")
        seen: set[str] = set()
        for block in draft.blocks:
            found = re.search(
                r"unique\d{3}x", m.text_of(block) + (str(block) if isinstance(block, m.Figure) else "")
            )
            if not found or found[0] in seen:
                continue
            seen.add(found[0])
            total += 1
            wanted = begins[found[0]] + shift
            assert block.pos is not None
            # A fenced block or formula may be said to begin on its fence or on its first line.
            right += block.pos.line - wanted in (
                {0, 1} if isinstance(block, m.CodeBlock | m.Equation) else {0}
            )
    assert total > 500
    assert right / total >= 0.99


def test_nested_blocks_and_notes_have_places():
    draft, _ = read(
        "- one\n- two\n\n  more of two\n\n> quoted text\n\nA note.[^a]\n\n[^a]: Its text is here.\n"
    )
    first, quote, _ = draft.blocks
    assert isinstance(first, m.List)
    assert [item.blocks[-1].pos.line for item in first.items if item.blocks[-1].pos] == [1, 4]
    assert isinstance(quote, m.Quote)
    assert quote.blocks[0].pos is not None
    assert quote.blocks[0].pos.line == 6
    (note,) = draft.notes
    assert note.pos is not None
    assert note.pos.line == 10


def test_every_block_has_a_place():
    text, _ = manuscript(99)
    draft, _ = read(text)
    blocks = [
        node
        for block in draft.blocks
        for node in m.iter_nodes(block)
        if isinstance(
            node, m.Paragraph | m.Heading | m.List | m.Table | m.Figure | m.Equation | m.CodeBlock | m.Divider
        )
    ]
    assert blocks
    assert all(node.pos is not None and node.pos.line > 0 for node in blocks)


def test_repairs_and_places_take_time_in_proportion():
    text, _ = manuscript(5, 150)

    def seconds(times: int) -> float:
        begin = time.process_time()
        read(text * times)
        return time.process_time() - begin

    seconds(1)
    few, many = min(seconds(4) for _ in range(3)), seconds(32)
    assert many < 8 * few * 2.5
