"""Tracked changes and comments of one part: made final, or kept for pandoc."""

from __future__ import annotations

import collections

from paperconv.protocols import TrackChanges
from paperconv.readers.docx.names import (
    CELL,
    DELETED,
    DELETED_CODE,
    DELETED_TEXT,
    FIELD_CODE,
    INSERTED,
    MOVED_FROM,
    MOVED_TO,
    PPR,
    RPR,
    Element,
    P,
    T,
    remove,
    text_of,
    unwrap,
    w,
)

_FORMATTING = tuple(
    w(name)
    for name in (
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "tblGridChange",
        "trPrChange",
        "tcPrChange",
        "tblPrExChange",
    )
)
_RANGES = tuple(
    w(name)
    for name in (
        "numberingChange",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "cellMerge",
    )
)
_CELL_INSERTED, _CELL_DELETED = w("cellIns"), w("cellDel")
# What the old properties of a paragraph, a row or a run do not say (ECMA-376, 17.13.5).
_NO_PROPERTIES = frozenset(
    {RPR, w("sectPr"), INSERTED, DELETED, MOVED_FROM, MOVED_TO, _CELL_INSERTED, _CELL_DELETED}
)
_COMMENTS = tuple(
    w(name) for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")
)


def settle_changes(root: Element, mode: TrackChanges, counts: collections.Counter[str]) -> None:
    """Accept or reject the tracked changes under ``root``; ``counts`` gets how many there were of each kind.

    With ``all`` insertions and deletions stay; changes of formatting, which the model cannot say, count as accepted.
    """
    for element in list(root.iter(INSERTED, DELETED, MOVED_FROM, MOVED_TO)):
        counts["insertions" if element.tag in {INSERTED, MOVED_TO} else "deletions"] += 1
    for element in list(root.iter(_CELL_INSERTED, _CELL_DELETED)):
        counts["insertions" if element.tag == _CELL_INSERTED else "deletions"] += 1
    for element in list(root.iter(*_FORMATTING)):
        counts["formats"] += 1
        if mode == "reject":
            _restore(element)
        remove(element)
    for element in list(root.iter(*_RANGES)):
        remove(element)
    if mode == "all":
        for element in list(root.iter(_CELL_INSERTED, _CELL_DELETED)):
            remove(element)
        return
    gone, kept = (
        ({DELETED, MOVED_FROM}, {INSERTED, MOVED_TO})
        if mode == "accept"
        else ({INSERTED, MOVED_TO}, {DELETED, MOVED_FROM})
    )
    _rows(root, gone, kept)
    _cells(root, _CELL_DELETED if mode == "accept" else _CELL_INSERTED)
    for paragraph in list(root.iter(P)):
        mark = paragraph.find(f"{PPR}/{RPR}")
        if mark is None:
            continue
        ended = any(mark.find(tag) is not None for tag in gone)
        for tag in (*gone, *kept):
            for one in mark.findall(tag):
                mark.remove(one)
        if ended:
            _join(paragraph)
    for element in list(root.iter(*gone)):
        _take_out(element)
    for element in list(root.iter(*kept)):
        unwrap(element)
    if mode == "reject":
        for old, new in ((DELETED_TEXT, T), (DELETED_CODE, FIELD_CODE)):
            for element in root.iter(old):
                element.tag = new


def drop_comments(root: Element) -> None:
    """Take the anchors of comments out."""
    for element in list(root.iter(*_COMMENTS)):
        remove(element)


def comments_of(root: Element | None) -> list[tuple[str, str]]:
    """Who wrote each comment, and its words."""
    if root is None:
        return []
    return [
        (one.get(w("author"), ""), " ".join(" ".join(text_of(p) for p in one.iter(P)).split()))
        for one in root.iterchildren(w("comment"))
    ]


def _rows(root: Element, gone: set[str], kept: set[str]) -> None:
    """Rows of tables that were inserted or deleted as a whole."""
    for properties in list(root.iter(w("trPr"))):
        if any(properties.find(tag) is not None for tag in gone):
            row = properties.getparent()
            if row is not None:
                remove(row)
        for tag in (*gone, *kept):
            for one in properties.findall(tag):
                properties.remove(one)


def _cells(root: Element, gone: str) -> None:
    """Cells that were inserted or deleted; the last of a row goes with the row."""
    for properties in list(root.iter(w("tcPr"))):
        ended = properties.find(gone) is not None
        for tag in (_CELL_INSERTED, _CELL_DELETED):
            for one in properties.findall(tag):
                properties.remove(one)
        cell = properties.getparent()
        row = None if cell is None else cell.getparent()
        if ended and cell is not None and row is not None:
            remove(cell if len(row.findall(CELL)) > 1 else row)


def _restore(change: Element) -> None:
    """Put the old properties, which ``change`` holds, in the place of the new ones."""
    properties = change.getparent()
    if properties is None or properties.tag == w("sectPr") or not len(change):
        return
    kept = [one for one in properties if one.tag in _NO_PROPERTIES or one is change]
    properties[:] = [*change[0], *kept]


def _take_out(element: Element) -> None:
    """Remove a change with all that is in it, except the ends of fields, without which the rest would be one field."""
    marks = [run for run in element.iter(w("r")) if run.find(w("fldChar")) is not None]
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    chars = [run.find(w("fldChar")).get(w("fldCharType"), "") for run in marks]  # type: ignore[union-attr]
    whole = chars.count("begin") == chars.count("end")
    parent[at : at + 1] = [] if whole else marks


def _join(paragraph: Element) -> None:
    """Put what follows the deleted end of ``paragraph`` into it."""
    following = paragraph.getnext()
    if following is None or following.tag != P:
        return
    for child in list(paragraph):
        if child.tag == PPR:
            paragraph.remove(child)
    properties = following.find(PPR)
    at = 0 if properties is None else following.index(properties) + 1
    for child in list(paragraph):
        following.insert(at, child)
        at += 1
    remove(paragraph)
