"""Part a reference string into authors, date, titles, publisher."""

from __future__ import annotations

from paperconv.citations.extract import Piece
from paperconv.citations.opening import read_authors
from paperconv.citations.regions import Regions, Where
from paperconv.citations.titles import read_publisher, read_titles


def find_regions(text: str, emphasis: list[Where], pieces: list[Piece]) -> Regions:
    """The fields of the entry ``text``; ``emphasis`` says where it is in italics, ``pieces`` what is known already."""
    regions = Regions(text, [e for e in emphasis if e[1] - e[0] < 0.95 * len(text.strip())], pieces)
    start = read_authors(regions)
    _choose_date(regions, start)
    start, end = _body(regions, start)
    read_titles(regions, start, end)
    read_publisher(regions)
    return regions


def _choose_date(regions: Regions, start: int) -> None:
    """Keep one date of publication: that in brackets or with the volume, else the first after the authors, else the last."""
    dates = [p for p in regions.pieces if p.field in ("issued", "year")]
    if not dates:
        return
    best = next((p for p in dates if p.field == "issued"), None)
    if best is None:
        after = [p for p in dates if p.left >= start - 8]
        head = next((p for p in after if p.left - start <= 2 or p.right == start), None)
        best = head or (after or dates)[-1]
    regions.confidences["issued"] = 0.95 if best.field == "issued" else 0.8
    regions.pieces = [p for p in regions.pieces if p.field not in ("issued", "year") or p is best]


def _body(regions: Regions, start: int) -> Where:
    """From the end of the authors to the first number, link or date that no title is likely to hold."""
    text = regions.text
    while start < len(text) and text[start] in " ,.;:)":
        start += 1
    end = len(text)
    for piece in regions.pieces:
        if piece.right <= start:
            continue
        if piece.left - start <= 2 and piece.field in ("issued", "year"):
            start = piece.right
            while start < len(text) and text[start] in " ,.;:)":
                start += 1
            continue
        end = min(end, piece.left)
        break
    return start, max(start, end)
