"""Numbers in the text follow those that a style writes in another way."""

from __future__ import annotations

import re
from collections.abc import Mapping

from paperconv import model as m


def respell_numbers(document: m.Document, spelled: Mapping[str, tuple[str, str]]) -> m.Document:
    """``document`` whose cross-references to an id say its number anew; ``spelled`` gives the old and the new one."""
    if not spelled:
        return document

    def rule(node: m.Node) -> m.Node | None:
        if not isinstance(node, m.CrossRef) or node.target not in spelled:
            return None
        old, new = spelled[node.target]
        number = re.compile(rf"(?<![\w.]){re.escape(old)}(?![\w]|\.\d)")

        def inside(part: m.Node) -> m.Node | None:
            if isinstance(part, m.Text) and number.search(part.value):
                return m.replace(part, value=number.sub(new, part.value, count=1))
            return None

        return m.rewrite(node, inside)

    return m.rewrite(document, rule)
