"""Links to entries of the reference list that stand side by side are one citation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from paperconv import model as m
from paperconv.diagnostics import Log
from paperconv.patterns import late

_GAP = late(r"\s*(?:[,;]\s*(?:see\s+|and\s+|&\s*)?|[–-]|and\s|&|und\s|et\s|y\s)?\s*")
_DASH = late(r"\s*[–-]\s*")
_OPENING = late(r"[(\[](?:\s*(?:see|e\.g\.|cf\.|also|i\.e\.|reviewed in|vgl\.|siehe)[,\s]*)*\s*$")
_CLOSING = {"(": ")", "[": "]"}


def gather_citations(document: m.Document, _: Log) -> m.Document:
    """Each run of links to references, with the brackets round it, as a :class:`~paperconv.model.Citation`.

    So come the citations of sources that know no citations: a Word document of ours, a web page, LaTeX without BibTeX.
    """
    places = {one.id: at for at, one in enumerate(document.references)}
    if not places:
        return document
    order = list(places)

    def rule(node: m.Node) -> m.Node | None:
        if not isinstance(node, m.Paragraph | m.Styled | m.Span):
            return None
        if not any(isinstance(one, m.CrossRef) and one.target in places for one in node.children):
            return None
        return m.replace(node, children=_gathered(node.children, places, order))

    return m.rewrite(document, rule)


def _gathered(children: m.Inlines, places: Mapping[str, int], order: Sequence[str]) -> m.Inlines:
    out: list[m.Inline] = []
    at = 0
    while at < len(children):
        node = children[at]
        if not isinstance(node, m.CrossRef) or node.target not in places:
            out.append(node)
            at += 1
            continue
        run: list[m.Inline] = [node]
        refs = [node.target]
        at += 1
        while at + 1 < len(children):
            gap, following = children[at], children[at + 1]
            if not isinstance(gap, m.Text) or not _GAP.fullmatch(gap.value):
                break
            if not isinstance(following, m.CrossRef) or following.target not in places:
                break
            first, last = places[refs[-1]], places[following.target]
            between = order[first + 1 : last] if _DASH.fullmatch(gap.value) else []
            refs.extend((*between, following.target))
            run.extend((gap, following))
            at += 2
        before, after = out[-1] if out else None, children[at] if at < len(children) else None
        rest: m.Inlines = ()
        if (
            isinstance(before, m.Text)
            and isinstance(after, m.Text)
            and (found := _OPENING.search(before.value))
        ) and after.value.startswith(_CLOSING[found[0][0]]):
            out[-1:] = m.text(before.value[: found.start()])
            run = [m.Text(found[0]), *run, m.Text(after.value[:1])]
            rest = m.text(after.value[1:])
            at += 1
        items = tuple(m.CiteItem(one) for one in dict.fromkeys(refs))
        out.append(m.Citation(items, source=tuple(run), pos=node.pos))
        if rest:
            children = (*children[:at], *rest, *children[at:])
    return tuple(out)
