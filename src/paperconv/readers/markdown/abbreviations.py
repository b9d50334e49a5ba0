"""Abbreviations that front matter explains, as MyST's ``abbreviations`` does: marked where they first stand in the text.

Source of the key: https://mystmd.org/guide/glossaries-and-terms
"""

from __future__ import annotations

import re
from typing import Any

from paperconv import model as m


def mark_abbreviations(draft: m.Draft, tree: dict[str, Any]) -> m.Draft:
    """``draft`` with each abbreviation that ``tree`` explains marked at its first place in the text.

    What is marked is taken out of ``tree``; the others stay there as a field of the metadata.
    """
    held = tree.get("abbreviations")
    if not isinstance(held, dict):
        return draft
    left = {key: text for key, text in held.items() if key.strip() and isinstance(text, str) and text.strip()}
    if not left:
        return draft
    # The longest first, so that DNAs is not read as DNA.
    ordered = sorted(left, key=lambda key: (-len(key), key))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, ordered))})(?![\w-])")

    def rule(node: m.Node) -> m.Node | tuple[m.Node, ...] | None:
        match node:
            case m.Text(value):
                return _marked(value, pattern, left)
            case m.Abbreviation(children):
                # One that the text marks itself: what was marked within it is undone.
                return m.replace(node, children=m.text(m.text_of(children)))
            case _:
                return None

    blocks = tuple(m.rewrite(block, rule) for block in draft.blocks)
    kept = {key: text for key, text in held.items() if key in left or not isinstance(text, str)}
    tree["abbreviations"] = kept
    if not kept:
        del tree["abbreviations"]
    return m.replace(draft, blocks=blocks)


def _marked(text: str, pattern: re.Pattern[str], left: dict[str, str]) -> tuple[m.Node, ...] | None:
    """``text`` cut at the abbreviations in ``left``, which are taken out of it; None if it has none."""
    out: list[m.Node] = []
    end = 0
    for found in pattern.finditer(text):
        if found[0] in left:
            out += [m.Text(text[end : found.start()]), m.Abbreviation(m.text(found[0]), left.pop(found[0]))]
            end = found.end()
    return (*(one for one in out if one != m.Text("")), m.Text(text[end:])) if out else None
