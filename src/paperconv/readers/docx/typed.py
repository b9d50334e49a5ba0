"""What authors set by hand in place of Word's own means: bold first rows of tables, bullets before paragraphs."""

from __future__ import annotations

from itertools import takewhile

from paperconv import model as m
from paperconv.manuscript import runs
from paperconv.patterns import late

_BULLET = late(r"\s*([•●▪■◦‣➢❖▸○])\s+(?=\S)")
_FEWEST = 2  # items of a list: one bullet alone may be a sign of another kind


def take_typed(draft: m.Draft) -> m.Draft:
    """``draft`` with the lists and the heads of tables that only their looks tell."""
    out: list[m.DraftBlock] = []
    blocks = draft.blocks
    at = 0
    while at < len(blocks):
        sign = _bullet(blocks[at])
        end = at
        while sign and end < len(blocks) and _bullet(blocks[end]) == sign:
            end += 1
        if end - at >= _FEWEST:
            items = tuple(_item(one) for one in blocks[at:end] if isinstance(one, m.Paragraph))
            out.append(m.List(items, pos=blocks[at].pos))
            at = end
        else:
            out.append(blocks[at])
            at += 1
    held = m.replace(draft, blocks=tuple(out))
    return m.rewrite(held, lambda node: _headed(node) if isinstance(node, m.Table) else None)


def _bullet(block: m.DraftBlock) -> str:
    found = (
        _BULLET.match(m.text_of(block.children))
        if isinstance(block, m.Paragraph) and not block.role
        else None
    )
    return found[1] if found else ""


def _item(block: m.Paragraph) -> m.ListItem:
    found = _BULLET.match(m.text_of(block.children))
    return m.ListItem((m.replace(block, children=runs.cut(block.children, found.end() if found else 0)),))


def _headed(table: m.Table) -> m.Table | None:
    """``table`` with its first rows as its head, if all of them is bold and no other row is."""
    rows = table.bodies[0].rows if table.bodies else ()
    bold = len(list(takewhile(_is_bold, rows)))
    others = [*rows[bold:], *(row for body in table.bodies[1:] for row in body.rows)]
    if table.head or not bold or len(others) < bold or any(map(_is_bold, others)):
        return None
    first, *more = table.bodies
    return m.replace(table, head=rows[:bold], bodies=(m.replace(first, rows=rows[bold:]), *more))


def _is_bold(row: m.Row) -> bool:
    """Whether each of several cells says something in bold; one may be empty."""
    filled = [cell for cell in row.cells if m.text_of(cell.blocks).strip()]
    return (
        len(row.cells) > 1
        and len(filled) >= len(row.cells) - 1
        and all(
            isinstance(one, m.Paragraph) and runs.is_all(one.children, "strong")
            for cell in filled
            for one in cell.blocks
        )
    )
