"""Tables of one part, said so that pandoc takes for their heads what Word shows as such."""

from __future__ import annotations

import copy
from collections.abc import Mapping

from lxml import etree

from paperconv import model as m
from paperconv.manuscript import byline, titles
from paperconv.manuscript.float_labels import read_label
from paperconv.manuscript.notes import fold
from paperconv.manuscript.prose import count_words
from paperconv.readers.docx.names import (
    BODY,
    CELL,
    DRAWING,
    PICTURE,
    PPR,
    ROW,
    RPR,
    TAB,
    TABLE,
    VAL,
    Element,
    P,
    R,
    remove,
    text_of,
    w,
)
from paperconv.readers.docx.paragraphs import Facts

_HEAD = 15  # blocks among which the front matter stands
_PROSE = 45  # words from which on a paragraph is text
_FIRST_ROW = 0x0020  # ECMA-376, 17.4.56: the bit of w:tblLook that sets the first row off


def settle_tables(root: Element) -> None:
    """Say by an attribute of its own whether the look of each table sets off the first row: pandoc misreads the bits."""
    for look in root.iter(w("tblLook")):
        bits = look.get(VAL, "")
        if look.get(w("firstRow")) is None and bits:
            try:
                shown = int(bits, 16) & _FIRST_ROW > 0
            except ValueError:
                shown = False
            look.set(w("firstRow"), str(int(shown)))


def free_front(root: Element) -> None:
    """Put what tables only lay out above the text in the place of these: rows of which one cell alone says something.

    What stands below such rows, as a grid of authors, stays a table.
    """
    for one in _front(root):
        words = text_of(one)
        if one.tag != TABLE or read_label(m.text(words)) is not None or _caption(_beside(one, -1), {}):
            continue
        for row in one.findall(ROW):
            cells = row.findall(CELL)
            filled = sum(1 for cell in cells if text_of(cell).strip())
            if filled > 1 or next(row.iter(TABLE, w("vMerge")), None) is not None:
                break
            for cell in cells:
                for paragraph in cell.findall(P):
                    one.addprevious(paragraph)
            one.remove(row)
        if one.find(ROW) is None:
            remove(one)


def free_captions(root: Element) -> None:
    """Put the caption of a table that its first row holds above it."""
    for table in root.iter(TABLE):
        rows = table.findall(ROW)
        filled = [cell for cell in rows[0].findall(CELL) if text_of(cell).strip()] if len(rows) > 1 else []
        label = read_label(m.text(text_of(filled[0]).strip())) if len(filled) == 1 else None
        if label is None or label.kind != "table" or _caption(_beside(table, -1), {}):
            continue
        if next(rows[0].iter(TABLE, DRAWING, PICTURE, w("vMerge")), None) is not None:
            continue
        for paragraph in filled[0].findall(P):
            table.addprevious(paragraph)
        table.remove(rows[0])


def _front(root: Element) -> list[Element]:
    """The blocks above the first paragraph of running text; none where there is no such text."""
    body = root.find(BODY)
    blocks = [] if body is None else list(body)
    for at, one in enumerate(blocks):
        words = text_of(one) if one.tag == P else ""
        if count_words(words) > _PROSE or titles.kind_of(words) in titles.BODY_KINDS:
            return blocks[: min(at, _HEAD)]
    return []


def set_bylines(root: Element) -> None:
    """Make names that tabs set side by side, with lines below them, a table of one row, which is read by its cells."""
    front = _front(root)
    at = 0
    while at < len(front):
        count = len(_parts(front[at]))
        end = at + 1
        while end < len(front) and count > 1 and len(_parts(front[end])) == count:
            end += 1
        if count > 1 and end - at > 1 and all(map(byline.looks_like_byline, _parts(front[at]))):
            _set_side_by_side(front[at:end], count)
        at = end


def _parts(paragraph: Element) -> list[str]:
    return (
        [part for part in map(str.strip, text_of(paragraph).split("\t")) if part]
        if paragraph.tag == P
        else []
    )


def _set_side_by_side(lines: list[Element], count: int) -> None:
    table = etree.Element(TABLE)
    etree.SubElement(table, w("tblPr"))
    row = etree.SubElement(table, ROW)
    cells = [etree.SubElement(row, CELL) for _ in range(count)]
    lines[0].addprevious(table)
    for line in lines:
        for cell, runs in zip(cells, _between_tabs(line), strict=True):
            etree.SubElement(cell, P, n=line.get("n", "0")).extend(runs)
        remove(line)


def _between_tabs(paragraph: Element) -> list[list[Element]]:
    """What stands between the tabs of ``paragraph``, without what says nothing."""
    parts: list[list[Element]] = [[]]
    for child in list(paragraph):
        if child.tag != R:
            parts[-1] += [] if child.tag == PPR else [child]
            continue
        properties = child.find(RPR)
        piece: Element | None = None
        for one in [one for one in child if one is not properties]:
            if one.tag == TAB:
                parts.append([])
                piece = None
                continue
            if piece is None:
                piece = etree.Element(R)
                piece.extend([] if properties is None else [copy.deepcopy(properties)])
                parts[-1].append(piece)
            piece.append(one)
    return [part for part in parts if "".join(map(text_of, part)).strip()]


def settle_alternatives(root: Element, facts: Mapping[int, Facts]) -> list[str]:
    """Take the alternative text of tables off that have a caption of their own, since pandoc takes it for one.

    Returns what it said that the caption does not. Where there is no caption, title and description are one text.
    """
    left: list[str] = []
    for table in root.iter(TABLE):
        said = [
            one
            for name in ("tblCaption", "tblDescription")
            for one in table.findall(f"{w('tblPr')}/{w(name)}")
        ]
        words = [text for one in said if (text := " ".join(one.get(VAL, "").split()))]
        if not words or sum(1 for _ in table.iter(CELL)) == 1:  # a frame, not a table
            continue
        captions = [text for one in (_beside(table, -1), _beside(table, 1)) if (text := _caption(one, facts))]
        for one in said:
            one.getparent().remove(one)  # type: ignore[union-attr]
        if captions:
            printed = " ".join(map(fold, captions))
            left += [text for text in words if fold(text) not in printed]
        else:
            said[0].tag = w("tblCaption")
            *before, last = dict.fromkeys(words)
            said[0].set(VAL, ". ".join((*(text.rstrip(".") for text in before), last)))
            table.find(w("tblPr")).append(said[0])  # type: ignore[union-attr]
    return left


def _beside(table: Element, step: int) -> Element | None:
    """The paragraph next to ``table`` that is not empty; None where there is something else."""
    one = table.getnext() if step > 0 else table.getprevious()
    while one is not None and (one.tag != P or not text_of(one).strip()):
        if one.tag == TABLE or one.tag == w("sdt"):
            return None
        one = one.getnext() if step > 0 else one.getprevious()
    return one


def _caption(paragraph: Element | None, facts: Mapping[int, Facts]) -> str:
    """The words of ``paragraph``, if it is a caption, and not that of a figure."""
    if paragraph is None:
        return ""
    words = text_of(paragraph).strip()
    label = read_label(m.text(words))
    one = facts.get(int(paragraph.get("n", "0")))
    known = one is not None and one.role == "caption"
    return words if (known if label is None else label.kind == "table") else ""
