"""Tell the heads of tables whose source marks none, as what converters write: words above columns of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.patterns import late

_Line: TypeAlias = dict[int, str]
"""The words of a row by the columns that they stand in or span."""

_MOST_ROWS = 3
_MOST_COLUMNS = 200
_STEADY = 0.6  # the share of a column's cells that hold numbers in a column of numbers; the others are "n.a." or "see text"
_NUMBER = late(r"[\s<>≤≥=≈~±+−–\-(\[$\\]*[\d.]")
_COMMAND = late(r"\\[A-Za-z]+")
_NOTHING = frozenset(("", "-", "–", "—", "−", "n/a", "na", "n.a.", "ns", "n.s.", "nd", "n.d."))


def find_heads(document: m.Document, log: Log) -> m.Document:
    """The rows above the numbers of a table are its head if they hold words over at least half of its columns of numbers.

    A table in which a cell is marked as a heading, by whatever reader, is left as it is.
    """
    found: list[m.Table] = []

    def rule(node: m.Node) -> m.Node | None:
        if not isinstance(node, m.Table) or len(node.bodies) != 1 or node.head:
            return None
        rows = node.bodies[0].rows
        if any(cell.header for row in rows for cell in row.cells):
            return None
        count = _head_rows(rows)
        if not count:
            return None
        found.append(node)
        head = tuple(_as_head(row) for row in rows[:count])
        return m.replace(node, head=head, bodies=(m.TableBody(rows[count:]),))

    made = m.rewrite(document, rule)
    if found:
        names = ", ".join(one.label or "a table without a number" for one in found[:10])
        more = f" and {len(found) - 10} more" if len(found) > 10 else ""
        log(
            Diagnostic(
                Rule.HEADER_CELLS_GIVEN,
                f"the rows above the numbers are taken for the heads of {names}{more}",
                Severity.INFO,
                found[0].pos,
                "mark the head in the source if that is wrong",
            )
        )
    return made


def _as_head(row: m.Row) -> m.Row:
    return m.Row(tuple(m.replace(cell, header=True) for cell in row.cells))


def _head_rows(rows: Sequence[m.Row]) -> int:
    """How many of ``rows`` are the head; 0 if nothing tells."""
    lines = _lines(rows)
    first = next((place for place, line in enumerate(lines[: _MOST_ROWS + 1]) if _is_data(line)), 0)
    if not first:
        return 0
    numbers = [column for column, words in lines[first].items() if _is_number(words)]
    steady = [column for column in numbers if _is_steady(lines[first:], column)]
    above = lines[:first]
    named = [
        column
        for column in steady
        if any(line.get(column, "") for line in above)
        and not any(_is_number(line.get(column, "")) for line in above)
    ]
    if len(lines) - first + len(named) < 3 or 2 * len(named) < max(len(numbers), 2):
        return 0
    while first and len(set(filter(None, above[first - 1].values()))) < 2:
        first -= 1  # a line over a group of rows
    # "7B" and "13B" beside a head that spans their row belong to it
    reach = max(
        (place + cell.rowspan for place, row in enumerate(rows[:first]) for cell in row.cells), default=0
    )
    reach = max(first, reach) if first else 0
    return reach if reach <= _MOST_ROWS and reach < len(rows) else 0


def _lines(rows: Sequence[m.Row]) -> list[_Line]:
    return [
        {
            column: words
            for place, cell in row
            for words in (m.text_of(*cell.blocks).strip(),)
            for column in range(place, min(place + cell.colspan, _MOST_COLUMNS))
        }
        for row in m.placed(rows)
    ]


def _is_data(line: _Line) -> bool:
    """Whether half of what stands in ``line``, but for its first column, are numbers."""
    told = [words for column, words in line.items() if column and words.lower() not in _NOTHING]
    return bool(told) and 2 * sum(map(_is_number, told)) >= len(told)


def _is_steady(lines: Sequence[_Line], column: int) -> bool:
    told = [words for line in lines if (words := line.get(column, "")).lower() not in _NOTHING]
    return sum(map(_is_number, told)) >= _STEADY * len(told)


def _is_number(words: str) -> bool:
    words = _COMMAND.sub("", words)
    return bool(_NUMBER.match(words)) and sum(map(str.isalpha, words)) <= sum(map(str.isdigit, words))
