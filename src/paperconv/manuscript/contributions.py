"""Who did what: statements of contributions in prose, lists and tables, as roles of the authors.

A text is read clause by clause, as a row of authors and roles. A list says "role: authors" or "author: roles"; in prose the
authors before a verb did it, or those after "by". What fits none of these gives no role: the text stays as it is in any case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from paperconv import model as m
from paperconv.manuscript import credit
from paperconv.manuscript.clauses import LISTED, Contributions, Unsure, read_text
from paperconv.manuscript.initials import Authors
from paperconv.patterns import late

_MARK = late(r"^\s*(?:[xX×✓✔✗•●■*+√○◦]|yes|ja|oui|sí|sim|да|是)\s*$")


def read_blocks(blocks: m.Blocks, authors: Authors, out: Contributions) -> None:
    """Read a statement's blocks, tables and lists included."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case m.Table():
                _read_table(_grid(block), authors, out)
            case m.List(items):
                lines += (m.text_of(one.blocks) for one in items)
            case m.DefinitionList(items):
                for one in items:
                    lines.append(f"{m.text_of(one.term)}: {' '.join(m.text_of(d) for d in one.definitions)}")
            case m.Quote(inner) | m.Box(inner):
                read_blocks(inner, authors, out)
            case m.Paragraph(children):
                lines.append(_with_lines(children))
    read_text("\n".join(lines), authors, out)


def _with_lines(children: m.Inlines) -> str:
    """The text of a paragraph, its forced line breaks as such."""
    return "".join("\n" if isinstance(one, m.LineBreak) else m.text_of(one) for one in children)


def _grid(table: m.Table) -> list[list[str]]:
    rows = [*table.head, *(row for body in table.bodies for row in body.rows)]
    return [
        [" ".join(m.text_of(cell.blocks).split()) for cell in row.cells for _ in range(min(cell.colspan, 50))]
        for row in rows
    ]


def _read_table(grid: list[list[str]], authors: Authors, out: Contributions) -> None:
    """Author × role with marks, or a column of authors beside one of roles, either way round."""
    if len(grid) < 2 or max(map(len, grid)) < 2:
        return
    head, column = grid[0][1:], [row[0] for row in grid[1:] if row]
    if (
        sum(map(bool, map(credit.term_of, column)))
        and sum(_who(one, authors) is not None for one in head) > 1
    ):
        _matrix(grid, authors, out, roles_down=True)
    elif sum(map(bool, map(credit.term_of, head))) > 1 and any(
        _who(one, authors) is not None for one in column
    ):
        _matrix(grid, authors, out, roles_down=False)
    else:
        for row in grid:
            for first, second in pairwise(row):
                read_text(f"{first}: {second}", authors, out)


def _who(cell: str, authors: Authors) -> int | None:
    found = authors.find(cell)
    sure = len(found) == 1 and found[0].sure and len(found[0].authors) == 1
    return found[0].authors[0] if sure else None


def _matrix(grid: list[list[str]], authors: Authors, out: Contributions, *, roles_down: bool) -> None:
    for row in grid[1:]:
        for place, cell in enumerate(row[1:], 1):
            degree = credit.degree_of(cell)
            if place >= len(grid[0]) or not (degree or _MARK.match(cell)):
                continue
            role, person = (row[0], grid[0][place]) if roles_down else (grid[0][place], row[0])
            term, who = credit.term_of(role), _who(person, authors)
            if term and who is not None:
                out.give([who], term, LISTED, degree)


def read_roles(
    statements: Iterable[m.Blocks], authors: tuple[m.Author, ...]
) -> tuple[dict[int, tuple[m.Role, ...]], Iterator[Unsure]]:
    """The roles of each author by index, in the order of the taxonomy, and the mentions that are not clear."""
    out = Contributions(roles={}, unsure={})
    known = Authors(authors)
    for blocks in statements:
        read_blocks(blocks, known, out)
    order = {term: number for number, term in enumerate(credit.CREDIT)}
    roles = {
        who: tuple(sorted(held.values(), key=lambda one: order[one.term]))
        for who, held in sorted(out.roles.items())
    }
    return roles, iter(out.unsure.values())
