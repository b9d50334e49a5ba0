"""Names before a number: "Dunn et al. [3]" becomes one citation, for a style that prints names itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from paperconv import model as m
from paperconv.model.node import SHAPES

_AND = r"(?:,?\s+(?:and|und|et|y|e|en|och|og)\s+|,?\s*&\s*)"
_OTHERS = r"(?:,?\s+(?:et\s+al(?:ii|\.)?|and\s+(?:others|colleagues|co-?workers)|u\.\s?a\.|y\s+otros|e\s+outros)\.?)"
_INITIALS = r"(?:(?:[^\W\d_]\.[\s-]?){1,4}\s*)?"
_SPACE = r"[\s,]*$"


def take_names(document: m.Document, works: Iterable[m.Reference]) -> m.Document:
    """``document`` where the names of a work that stand right before its number belong to a narrative citation.

    Without this a style by author and year prints them twice: "Dunn et al. (Dunn et al., 2019)". Only the work's own
    names are taken: one or two, all of them, or the first with "et al.".
    """
    known = {one.id: one for one in works}

    def rule(node: m.Node) -> m.Node | None:
        changes: dict[str, Any] = {}
        for name, many in SHAPES[type(node)]:
            held = getattr(node, name)
            if many and len(held) > 1 and (new := _joined(held, known)) is not held:
                changes[name] = new
        return m.replace(node, **changes) if changes else None

    return m.rewrite(document, rule)


def _joined(nodes: m.Inlines, works: dict[str, m.Reference]) -> m.Inlines:
    out: list[m.Inline] = []
    for node in nodes:
        before = out[-1] if out else None
        if (
            isinstance(node, m.Citation)
            and isinstance(before, m.Text)
            and node.source
            and len(node.items) == 1
            and node.mode == "parenthetical"
            and (work := works.get(node.items[0].ref))
            and (found := _names_of(work, before.value))
        ):
            out[-1:] = m.text(before.value[: found.start()])
            names = m.Text(before.value[found.start() :])
            out.append(m.replace(node, mode="narrative", source=(names, *node.source)))
        else:
            out.append(node)
    return (
        nodes
        if len(out) == len(nodes) and all(a is b for a, b in zip(out, nodes, strict=True))
        else tuple(out)
    )


def _names_of(work: m.Reference, text: str) -> re.Match[str] | None:
    """The names of ``work`` at the end of ``text``."""
    families = [
        " ".join(filter(None, (name.particle, name.family))) or name.literal
        for name in work.authors
        if name.family or name.literal
    ]
    if not families or families[0] not in text:
        return None
    named = [f"{_INITIALS}{re.escape(family)}" for family in families]
    forms = [named[0] if len(named) == 1 else f"{named[0]}{_OTHERS}"]
    if 2 <= len(named) <= 6:
        forms.append(r",\s+".join(named[:-1]) + _AND + named[-1])
    return re.search(rf"(?<!\w)(?:{'|'.join(forms)}){_SPACE}", text)
