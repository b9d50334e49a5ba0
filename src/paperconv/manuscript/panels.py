"""Tables that only put pictures side by side: the panels of a figure, with what stands under each."""

from __future__ import annotations

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript import runs
from paperconv.patterns import late

_PANEL = late(r"^\(?([a-z])[).]\s+\S.{0,240}$|^\(?([a-z])\)$")
_LETTER = late(r"\(?([A-Za-z])\)?[.)]?")
_LONGEST = 250


def panel_words(block: m.DraftBlock) -> tuple[str, m.Inlines] | None:
    """The letter and the words of a line such as "(a) Left bank"; Markdown may have read it as a list of one item."""
    match block:
        case m.Paragraph(children):
            text = m.text_of(children)
            if len(text) < _LONGEST and _PANEL.match(text.strip()):
                hit = patterns.match(r"\s*\(?([a-z])[).]\s*", text)
                return (hit[1], runs.strip(runs.cut(children, hit.end()))) if hit else ("", children)
        case m.List((item,), True, start, numbering) if numbering.endswith("alpha") and 0 < start < 27:
            if (
                len(item.blocks) == 1
                and isinstance(item.blocks[0], m.Paragraph)
                and len(m.text_of(item)) < _LONGEST
            ):
                return chr(96 + start), item.blocks[0].children
        case _:
            pass
    return None


def panels_of(table: m.Table) -> tuple[m.Panel, ...]:
    """The panels that ``table`` holds: pictures with a line below or beside each; none if it holds anything else."""
    out: list[m.Panel] = []
    above: list[int | None] = []  # the panel that stands in each cell of the last row of pictures
    for row in rows_of(table):
        parts = [_parts(cell) for cell in row.cells]
        if any(images for images, _ in parts):
            above = []
            for images, words in parts:
                if not images and words and not _LETTER.fullmatch(_said(words)):
                    return ()
                above.append(len(out) if images else None)
                out += [m.Panel(image) for image in images]
                if images and words:
                    out[-1] = _worded(out[-1], words)
        elif len(parts) == len(above):
            for (_, words), place in zip(parts, above, strict=True):
                if words and place is not None:
                    out[place] = _worded(out[place], words)
                elif words:
                    return ()
        elif any(words for _, words in parts):
            return ()
    if any(len(_said(panel.caption.blocks)) > _LONGEST for panel in out if panel.caption is not None):
        return ()
    return tuple(out)


def rows_of(table: m.Table) -> tuple[m.Row, ...]:
    """All rows of ``table``."""
    return (*table.head, *(row for body in table.bodies for row in body.rows), *table.foot)


def _parts(cell: m.Cell) -> tuple[list[m.Image], list[m.Block]]:
    """The pictures of a cell, and its other blocks."""
    images: list[m.Image] = []
    words: list[m.Block] = []
    for block in cell.blocks:
        found = [node for node in m.iter_nodes(block) if isinstance(node, m.Image)]
        images += found
        if isinstance(block, m.Figure):
            words += [
                one for panel in block.panels for one in (panel.caption.blocks if panel.caption else ())
            ]
            words += block.caption.blocks if block.caption else ()
        elif isinstance(block, m.Paragraph) and found:
            rest = runs.strip(tuple(one for one in block.children if not isinstance(one, m.Image)))
            words += [m.replace(block, children=rest)] if m.text_of(rest).strip() else []
        elif m.text_of(block).strip():
            words.append(block)
    return images, words


def _said(blocks: list[m.Block] | m.Blocks) -> str:
    return " ".join(m.text_of(block) for block in blocks).strip()


def _worded(panel: m.Panel, words: list[m.Block]) -> m.Panel:
    """``panel`` with the letter and the words that stand under it."""
    known = panel_words(words[0])
    letter = _LETTER.fullmatch(_said(words[:1]))
    if known is not None and known[0]:
        first = (m.Paragraph(known[1]),) if known[1] else ()
        label = known[0]
    elif letter is not None:
        first, label = (), letter[1].lower()
    else:
        first, label = (words[0],), panel.label  # type: ignore[assignment]
    before = panel.caption.blocks if panel.caption is not None else ()
    held = (*before, *first, *words[1:])
    return m.replace(panel, label=label or panel.label, caption=m.Caption((), held) if held else None)
