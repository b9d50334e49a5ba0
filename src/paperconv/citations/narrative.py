"""Names before a number: "Dunn et al. [3]" is one citation for a style that prints names itself, and two words for one that numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from paperconv import model as m
from paperconv.model.node import SHAPES
from paperconv.patterns import late
from paperconv.wording import Wording

_AND = r"(?:,?\s+(?:and|und|et|y|e|en|och|og)\s+|,?\s*&\s*)"
_OTHERS = r"(?:,?\s+(?:et\s+al(?:ii|\.)?|and\s+(?:others|colleagues|co-?workers)|u\.\s?a\.|y\s+otros|e\s+outros)\.?)"
_INITIALS = r"(?:(?:[^\W\d_]\.[\s-]?){1,4}\s*)?"
_SPACE = r"[\s,]*$"
_BEFORE_YEAR = late(
    r"\s*([^\W\d_].*?)[\s,]*[(\[]?\s*(?:\d{4}[a-z]?\b|n\.\s?d\.|in press|forthcoming)",
    re.IGNORECASE | re.DOTALL,
)


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


def with_names(
    citation: m.Citation, cluster: m.Inlines, works: Mapping[str, m.Reference], words: Wording
) -> m.Inlines:
    """``cluster``, a number, with the names before it that belong to the sentence: "Dunn et al. [3] found".

    The names are those that the manuscript prints; where it cites by key, they are the work's own.
    """
    if citation.mode != "narrative" or not cluster:
        return cluster
    if citation.source:
        found = _BEFORE_YEAR.match(m.text_of(citation.source))
        names = found[1].strip() if found else ""
    else:
        names = _short(works.get(citation.items[0].ref), words) if citation.items else ""
    if not names:
        return cluster
    first = cluster[0]
    raised = isinstance(first, m.Styled) and first.style == "sup"
    return (m.Text(names if raised else f"{names} "), *cluster)


def _short(work: m.Reference | None, words: Wording) -> str:
    """The names of ``work`` as a sentence has them."""
    families = [_family(one) for one in (work.authors or work.editors if work else ()) if _family(one)]
    return f"{families[0]} {words.et_al}" if m.OTHERS in families else words.listed(families)


def _family(name: m.Name) -> str:
    return " ".join(filter(None, (name.particle, name.family))) or name.literal


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
    families = [family for name in work.authors if (family := _family(name))]
    if not families or families[0] not in text:
        return None
    named = [f"{_INITIALS}{re.escape(family)}" for family in families]
    forms = [named[0] if len(named) == 1 else f"{named[0]}{_OTHERS}"]
    if 2 <= len(named) <= 6:
        forms.append(r",\s+".join(named[:-1]) + _AND + named[-1])
    return re.search(rf"(?<!\w)(?:{'|'.join(forms)}){_SPACE}", text)
