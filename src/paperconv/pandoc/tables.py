"""pandoc's tables as ours, and any grid made whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, Literal, TypeAlias

from paperconv import model as m
from paperconv.pandoc.context import Context, Json
from paperconv.pandoc.inlines import inlines
from paperconv.pandoc.pieces import take_labels

Convert: TypeAlias = Callable[[Context, list[Json]], m.Blocks]
"""How the blocks inside a cell or a caption are converted."""

_ALIGNMENTS: dict[str, m.Alignment] = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}

_WHOLE = 0.98
WIDE = frozenset({"wide", "fullwidth", "full-width", "column-page", "column-screen"})
"""Classes of what should span all columns of a page."""
_FREE_CELLS = 200_000  # a table may always grow to so many cells by its spans


def table(context: Context, content: list[Any], convert: Convert) -> m.Table:
    """pandoc's Table: spans, several head rows, row heads, widths and alignment are kept."""
    (name, classes, _), (short, long), specs, (_, head), bodies, (_, foot) = content
    caption, label = caption_of(context, short, long, convert)
    columns = tuple(
        m.Column(_ALIGNMENTS.get(align["t"], ""), *((round(share["c"], 4),) if "c" in share else ()))
        for align, share in specs
    )
    count = len(columns)
    widths = [column.width for column in columns]
    if len(set(widths)) == 1 and sum(widths) > _WHOLE:
        # A pipe table with a long line: its equal rows of dashes are no wish.
        columns = tuple(m.replace(column, width=0.0) for column in columns)
    top = _rows(context, head, convert, count, heads=count)
    if all(not cell.blocks for row in top for cell in row.cells):
        top = ()  # pandoc's head of a table that has none
    groups = tuple(
        m.TableBody(
            (
                *_rows(context, middle, convert, count, heads=count),
                *_rows(context, rows, convert, count, heads=heads),
            )
        )
        for _, heads, middle, rows in bodies
    )
    identifier = context.define(name)
    if label and identifier:
        context.aliases[label] = identifier
    return m.Table(
        columns,
        top,
        tuple(group for group in groups if group.rows),
        _rows(context, foot, convert, count, heads=0),
        id=identifier or label,
        caption=caption,
        span=span_of(classes),
    )


def span_of(classes: Collection[str]) -> Literal["column", "page", "landscape"]:
    """How wide a table with these ``classes`` is to stand."""
    if "landscape" in classes or "sideways" in classes:
        return "landscape"
    return "page" if WIDE.intersection(classes) else "column"


def caption_of(
    context: Context, short: list[Json] | None, long: list[Json], convert: Convert
) -> tuple[m.Caption | None, str]:
    r"""A caption, None if it is empty, and the id that a ``\label`` in it gives.

    A short caption beside a long one is meant for a list of figures, which we do not write.
    """
    blocks = convert(context, long)
    title: m.Inlines = inlines(context, short) if short else ()
    label = ""
    if blocks and isinstance(blocks[-1], m.Paragraph):
        children, labels = take_labels(blocks[-1].children)
        if labels:
            label = labels[0]
            context.aliases.update(dict.fromkeys(labels[1:], label))
            blocks = (*blocks[:-1], m.replace(blocks[-1], children=children)) if children else blocks[:-1]
    if title and blocks:
        words, whole = m.text_of(title).strip(), m.text_of(blocks).strip()
        if not whole.startswith(words):
            context.report("a short caption for the list of figures is not kept", removed=words)
        title = ()
    return (m.Caption(title, blocks) if title or blocks else None), label


def _rows(
    context: Context, rows: Sequence[Any], convert: Convert, count: int, *, heads: int
) -> tuple[m.Row, ...]:
    made: list[m.Row] = []
    covered = [0] * count  # rows that a cell above still reaches into, by column
    for _, cells in rows:
        out: list[m.Cell] = []
        place = 0
        for _, align, rowspan, colspan, blocks in cells:
            while place < count and covered[place]:
                covered[place] -= 1
                place += 1
            for column in range(place, min(place + colspan, count)):
                covered[column] = rowspan - 1
            out.append(
                m.Cell(
                    convert(context, blocks),
                    header=place < heads,
                    colspan=colspan,
                    rowspan=rowspan,
                    align=_ALIGNMENTS.get(align["t"], ""),
                )
            )
            place += colspan
        for column in range(place, count):
            covered[column] = max(covered[column] - 1, 0)
        made.append(m.Row(tuple(out)))
    return tuple(made)


def grid(context: Context, rows: list[list[m.Cell]], columns: int) -> tuple[m.Row, ...]:
    """``rows`` with every place of the grid filled: short rows get empty cells, spans end where the rows do."""
    cells = sum(map(len, rows))
    if columns * len(rows) > max(_FREE_CELLS, 4 * cells):
        context.report("the spans of a table reach too far; they are not kept")
        return tuple(m.Row(tuple(m.replace(cell, colspan=1, rowspan=1) for cell in row)) for row in rows)
    made: list[m.Row] = []
    covered = [0] * columns
    for number, row in enumerate(rows):
        out: list[m.Cell] = []
        waiting = list(reversed(row))
        place = 0
        while place < columns:
            if covered[place]:
                covered[place] -= 1
                place += 1
                continue
            cell = waiting.pop() if waiting else m.Cell()
            free = next((at for at in range(place, columns) if covered[at]), columns) - place
            colspan = min(cell.colspan, free)
            rowspan = min(cell.rowspan, len(rows) - number)
            for column in range(place, place + colspan):
                covered[column] = rowspan - 1
            if (colspan, rowspan) != (cell.colspan, cell.rowspan):
                cell = m.replace(cell, colspan=colspan, rowspan=rowspan)
            out.append(cell)
            place += colspan
        out.extend(reversed(waiting))  # none, where the width was counted right
        made.append(m.Row(tuple(out)))
    return tuple(made)


def width(rows: list[list[m.Cell]]) -> int:
    """How many columns ``rows`` need, with what hangs down from rows above."""
    most = 0
    hanging: list[tuple[int, int]] = []  # last row that it reaches, columns
    for number, cells in enumerate(rows):
        hanging = [one for one in hanging if one[0] >= number]
        most = max(most, sum(cell.colspan for cell in cells) + sum(columns for _, columns in hanging))
        if len(hanging) > _FREE_CELLS // 100:
            break
        hanging.extend((number + cell.rowspan - 1, cell.colspan) for cell in cells if cell.rowspan > 1)
    return most
