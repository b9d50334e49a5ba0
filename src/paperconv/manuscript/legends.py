"""Legends that stand apart from their pictures and tables, as many journals want them."""

from __future__ import annotations

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript import runs


def join_legends(blocks: list[m.DraftBlock]) -> list[m.DraftBlock]:
    """A legend apart from its picture or table, which has the same label: both are one float."""
    whole: dict[tuple[type, str, str], int] = {}
    for at, block in enumerate(blocks):
        if isinstance(block, m.Figure | m.Table) and block.label and _has_content(block):
            whole.setdefault((type(block), *_parts(block.label)), at)
    out: list[m.DraftBlock | None] = list(blocks)
    for at, block in enumerate(blocks):
        if not isinstance(block, m.Figure | m.Table) or not block.label or _has_content(block):
            continue
        home = whole.get((type(block), *_parts(block.label)))
        target = None if home is None else out[home]
        if home is not None and isinstance(target, m.Figure | m.Table) and (not target.id or not block.id):
            out[home] = m.replace(
                target, id=target.id or block.id, caption=_joined(target.caption, block.caption)
            )
            out[at] = None
    return [block for block in out if block is not None]


def _parts(label: str) -> tuple[str, str]:
    """The words of a label, each by its first letters ("Fig." and "Figure" are one), and its number."""
    words, number = patterns.sub(r"\s*\S*\d\S*$", "", label), label.rpartition(" ")[2]
    return " ".join(word[:3].casefold() for word in words.split()), number.strip(".:").casefold()


def _has_content(block: m.Figure | m.Table) -> bool:
    return bool(block.panels if isinstance(block, m.Figure) else block.bodies or block.head or block.images)


def _joined(first: m.Caption | None, second: m.Caption | None) -> m.Caption | None:
    """Two captions of one float as one; what the longer says already is not said twice."""
    if first is None or second is None:
        return first or second
    one, two = (patterns.sub(r"\W+", "", words_of(caption)).casefold() for caption in (first, second))
    if two.startswith(one):
        return second
    return first if one.startswith(two) else m.replace(first, blocks=(*first.blocks, *second.blocks))


def words_of(caption: m.Caption) -> str:
    """The words of a caption."""
    return runs.plain((m.Span(caption.title),)) + " ".join(runs.block_text(b) for b in caption.blocks)


def anchor_of(children: m.Inlines, end: int) -> str:
    """The id of a target of links in the label of a caption, which ends at ``end``: it is the float that they mean."""
    _, found = runs.anchors(runs.cut(children, 0, end)) if end else ((), ())
    return found[0] if found else ""
