"""Rows of a table that stand as plain lines behind their caption become a table."""

from __future__ import annotations

from collections import Counter

import msgspec

from paperconv.patterns import late
from paperconv.readers.markdown.lines import Line, Script, verbatim

_CAPTION = late(
    r"\s{0,3}[*_]{0,3}(?:Table|TABLE|Tab\.|Tabelle|Tabla|TABLA|Tabela|TABELA|Tableau|TABLEAU|Tabella|Tablo|TABLO|Tabel|TABEL|Таблица|表)"
    r"\s{0,2}(?:\d{1,3}|[IVX]{1,5}|S\d{1,2})(?![\w)])(?!\s(?:shows?|gives?|lists?|presents?|is|are|and|summari[sz]es)\b)"
)
_FIGURE = late(
    r"\s{0,3}[*_]{0,3}(?:Fig(?:ure|ura|\.)|FIG(?:URE|\.)|Abb(?:ildung|\.)|Рис\.|Gambar|Şekil|图)\s?\d"
)
_INITIALS = frozenset("TТ表")
_GAP = late(r"\s{2,}|\t")
_VALUE = late(
    r"(?:[<>≤≥~±+−–-]?\s?\(?[−–-]?[\d][\d.,]*%?\)?(?:\s?[±–]\s?[\d.,]+%?)?(?:\s?\([^()]{1,20}\))?[*†‡§a-d]{0,3}|[–—-]|n\.?a\.?|NA|N/A|n\.?s\.?|ND)$"
)
_MOST_COLUMNS = 16
_LONGEST = 160


class _Row(msgspec.Struct):
    cells: list[str]
    line: Line
    valued: bool


def make_tables(script: Script) -> None:
    """Put bars between the columns of lines that are rows: parted by wide gaps, or by the numbers at their ends."""
    lines = script.lines
    captions = [
        i
        for i, line in enumerate(lines)
        if line.text[:5].lstrip(" *_")[:1] in _INITIALS and _CAPTION.match(line.text)
    ]
    if not captions:
        return
    inside = verbatim(lines)
    out: list[Line] = []
    done = 0
    for at in captions:
        if at < done or inside[at]:
            continue
        first, last, rows = _rows(lines, at)
        if not rows:
            continue
        out += lines[done:first]
        out.append(Line("", lines[first].at))
        out += _bars(rows)
        out.append(Line("", lines[last - 1].at))
        done = last
    script.lines = [*out, *lines[done:]]


def _rows(lines: list[Line], at: int) -> tuple[int, int, list[_Row]]:
    """Where the rows behind the caption at ``at`` begin and end, and the rows; none if there is no table."""
    index = at + 1
    while (
        index < len(lines) and lines[index].text.strip() and not _parted(lines[index].text) and index - at < 8
    ):
        index += 1  # the caption goes on
    held: list[int] = []
    blank = 0
    if index < len(lines) and lines[index].text.strip() and index > at + 1 and not _parted(lines[index].text):
        return at, at, []
    while index < len(lines) and blank < 3:
        text = lines[index].text
        if not text.strip():
            blank += 1
        elif _is_row(text):
            held.append(index)
            blank = 0
        else:
            break
        index += 1
    while held and not _parted(lines[held[-1]].text):
        held.pop()
    valued = [i for i in held if _parted(lines[i].text)]
    widths = Counter(len(_cells(lines[i].text)) for i in valued)
    if len(valued) < 2 or len(valued) * 3 < len(held):
        return at, at, []
    width, often = widths.most_common(1)[0]
    if often * 10 < len(valued) * 6 or not 2 <= width <= _MOST_COLUMNS:
        return at, at, []
    if valued[0] - held[0] > 3:
        return at, at, []
    rows = [_row(lines[i], width) for i in held]
    return held[0], held[-1] + 1, rows


def _is_row(text: str) -> bool:
    bare = text.strip()
    return (
        len(bare) <= _LONGEST
        and not bare.startswith(("#", "|", "!", "> ", "<t", "</", "- ", "* ", "$", "**"))
        and not _CAPTION.match(text)
        and not _FIGURE.match(text)
        and (bool(_parted(text)) or (not bare.endswith((".", ";", ",")) and len(bare.split()) <= 12))
    )


def _parted(text: str) -> bool:
    return len(_cells(text)) > 1


def _cells(text: str) -> list[str]:
    """The cells of a line; one if it is no row."""
    bare = text.strip()
    cells = [cell for cell in _GAP.split(bare) if cell]
    if len(cells) > 1:
        return cells
    words = bare.split(" ")
    count = len(words)
    while count > 1 and _VALUE.match(words[count - 1]):
        count -= 1
    if count == len(words) or count > 12 or bare.endswith((".", ",", ";")):
        return [bare]
    return [" ".join(words[:count]), *words[count:]]


def _row(line: Line, width: int) -> _Row:
    cells = _cells(line.text)
    valued = len(cells) > 1
    if len(cells) == 1:  # a head, or a title over rows
        words = cells[0].split()
        if width - 1 <= len(words) <= width + 3:
            split = max(0, len(words) - (width - 1)) if len(words) >= width else 0
            cells = [" ".join(words[:split]), *words[split:]]
    if len(cells) < width:
        cells = [*cells, *([""] * (width - len(cells)))] if valued or len(cells) == 1 else ["", *cells]
    if len(cells) > width:
        cells = [*cells[: width - 1], " ".join(cells[width - 1 :])]
    return _Row([*cells, *([""] * (width - len(cells)))], line, valued)


def _bars(rows: list[_Row]) -> list[Line]:
    """The rows as a table of Markdown; those before the first with values are its head."""
    first = next(i for i, row in enumerate(rows) if row.valued)
    if first == 0 and not any(_VALUE.match(cell) for cell in rows[0].cells[1:]):
        first = 1
    width = len(rows[0].cells)
    made = [
        Line("| " + " | ".join(cell.replace("|", "\\|") for cell in row.cells) + " |", row.line.at)
        for row in rows
    ]
    rule = Line("|" + "---|" * width, rows[0].line.at)
    if first == 0:
        return [Line("|" + " |" * width, rows[0].line.at), rule, *made]
    return [made[0], rule, *made[1:]]
