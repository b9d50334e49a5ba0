"""Reference lists that end chapters, each the list of its own."""

from __future__ import annotations

from itertools import pairwise, takewhile

from paperconv import model as m
from paperconv.manuscript import runs
from paperconv.manuscript.prose import is_prose
from paperconv.manuscript.splitting import DATED

_MARK = "reference-list"
"""The role of the paragraph that holds the place of a list until the sections are built."""


def are_chapters(blocks: list[m.DraftBlock], heads: list[int]) -> bool:
    """Whether the reference lists whose headings stand at ``heads`` end chapters: a higher heading follows each but the last."""
    levels = {at: block.level for at in heads if isinstance(block := blocks[at], m.Heading)}
    return len(levels) > 1 and all(
        any(
            isinstance(block, m.Heading) and block.level < min(levels[first], levels[second])
            for block in blocks[first:second]
        )
        for first, second in pairwise(heads)
    )


def hold_place(number: int) -> m.Paragraph:
    """What stands where the list of ``number`` stood."""
    return m.Paragraph((m.Text(str(number)),), role=_MARK)


def bring_home(
    sections: tuple[m.Section, ...], lists: list[m.ReferenceList]
) -> tuple[tuple[m.Section, ...], list[m.ReferenceList]]:
    """``sections`` without what holds the places of lists, and ``lists`` with the chapter that each belongs to."""
    homes: dict[int, str] = {}
    out: list[m.Section] = []
    for count, section in enumerate(sections, 1):
        held = [n for n in m.iter_nodes(section) if isinstance(n, m.Paragraph) and n.role == _MARK]
        if not held:
            out.append(section)
            continue
        name = section.id or f"chapter{count}"
        homes.update({int(m.text_of(one.children)): name for one in held})
        out.append(_without(m.replace(section, id=name)))
    if not homes:
        return sections, lists
    return tuple(out), [
        m.replace(one, section=homes[at]) if at in homes else one for at, one in enumerate(lists)
    ]


def _without(section: m.Section) -> m.Section:
    def rule(node: m.Node) -> m.Node | tuple[m.Node, ...] | None:
        return () if isinstance(node, m.Paragraph) and node.role == _MARK else None

    return m.rewrite(section, rule)


def is_told(blocks: list[m.DraftBlock], start: int) -> bool:
    """Whether what stands from ``start`` to the next heading is running text, and no list of works."""
    held = takewhile(lambda block: not isinstance(block, m.Heading), blocks[start:])
    texts = [runs.block_text(block) for block in held if not isinstance(block, m.Figure | m.Table)]
    return bool(texts) and all(is_prose(text) and not DATED.search(text) for text in texts)
