"""How much room a table needs, in characters: what a layout must know before it is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from paperconv.model.block import Blocks, Cell, Equation, Row, Table
from paperconv.model.inline import Math, Text
from paperconv.model.node import Node
from paperconv.model.walk import iter_nodes, rewrite, text_of
from paperconv.patterns import late

_PADDING = 3
_LONGEST_WORD = 25


def least_width(table: Table) -> int:
    """The characters that ``table`` is wide if no word in it is broken; a word longer than 25 is."""
    columns: dict[int, int] = {}
    for rows in (table.head, *(body.rows for body in table.bodies), table.foot):
        for row in placed(rows):
            for place, cell in row:
                if cell.colspan <= 1:
                    longest = max((len(word) for word in printed(cell.blocks).split()), default=1)
                    columns[place] = max(columns.get(place, 1), min(longest, _LONGEST_WORD))
                elif cell.colspan <= _MOST_COLUMNS:
                    for column in range(place, place + cell.colspan):
                        columns.setdefault(column, 1)
    return sum(columns.values()) + _PADDING * len(columns)


def placed(rows: Iterable[Row]) -> Iterator[list[tuple[int, Cell]]]:
    """The cells of each of ``rows`` with the column that they begin in, below those that reach down from rows above."""
    hanging: dict[int, int] = {}  # column → rows that a cell from above still fills
    for row in rows:
        place = 0
        started: dict[int, int] = {}
        cells: list[tuple[int, Cell]] = []
        for cell in row.cells:
            while hanging.get(place, 0):
                place += 1
            cells.append((place, cell))
            span = max(min(cell.colspan, _MOST_COLUMNS), 1)
            if cell.rowspan > 1:
                started.update(dict.fromkeys(range(place, place + span), cell.rowspan))
            place += span
        yield cells
        hanging = {column: left - 1 for column, left in (hanging | started).items() if left > 1}


_MOST_COLUMNS = 1000
# Names of fonts, fractions and the like before what they hold; names of signs; what only groups.
_HOLDER, _SIGN, _GROUPING = (
    late(r"\\[A-Za-z]+\s*(?=\{)"),
    late(r"\\(?:[A-Za-z]+|.)"),
    late(r"[\s{}^_&$]+"),
)
_NESTED = late(r"\{\{([^{}]{0,200})\}\}")
_STACKED = late(r"([_^])\{([^{}]{0,200})\}\s*(?!\1)[_^]\{([^{}]{0,200})\}")


def printed(blocks: Blocks) -> str:
    """The words of ``blocks``; a formula is one, about as long as it is printed."""
    for block in blocks:
        if any(isinstance(node, Math | Equation) for node in iter_nodes(block)):
            return " ".join(text_of(_shown(one) or rewrite(one, _shown)) for one in blocks)
    return " ".join(text_of(one) for one in blocks)


def _shown(node: Node) -> Node | None:
    match node:
        case Math(tex):
            return Text(_printed(tex))
        case Equation(tex):
            return Text(_printed(tex))
        case _:
            return None


def _printed(tex: str) -> str:
    tex = _HOLDER.sub("", tex)
    tex = _NESTED.sub(r"{\1}", tex)
    tex = _STACKED.sub(lambda found: f"{{{max(found[2], found[3], key=len)}}}", tex)
    return _GROUPING.sub("", _SIGN.sub("x", tex)) or "x"
