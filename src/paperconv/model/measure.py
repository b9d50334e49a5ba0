"""How much room a table needs, in characters: what a layout must know before it is one."""

from __future__ import annotations

from paperconv.model.block import Table
from paperconv.model.walk import text_of

_PADDING = 3
_LONGEST_WORD = 25


def least_width(table: Table) -> int:
    """The characters that ``table`` is wide if no word in it is broken; a word longer than 25 is."""
    columns: dict[int, int] = {}
    for rows in (table.head, *(body.rows for body in table.bodies), table.foot):
        hanging: dict[int, int] = {}  # column → rows that a cell from above still fills
        for row in rows:
            place = 0
            started: dict[int, int] = {}
            for cell in row.cells:
                while hanging.get(place, 0):
                    place += 1
                if cell.colspan <= 1:
                    longest = max((len(word) for word in text_of(cell.blocks).split()), default=1)
                    columns[place] = max(columns.get(place, 1), min(longest, _LONGEST_WORD))
                elif cell.colspan <= _MOST_COLUMNS:
                    for column in range(place, place + cell.colspan):
                        columns.setdefault(column, 1)
                if cell.rowspan > 1:
                    reach = range(place, place + min(cell.colspan, _MOST_COLUMNS))
                    started.update(dict.fromkeys(reach, cell.rowspan))
                place += max(min(cell.colspan, _MOST_COLUMNS), 1)
            hanging = {column: left - 1 for column, left in (hanging | started).items() if left > 1}
    return sum(columns.values()) + _PADDING * len(columns)


_MOST_COLUMNS = 1000
