"""The numbers of a typesetter, in every look, over a text that is hard to set and over our examples.

The bounds are the best figures of the trials that the exporter began from (one text, 3.5 inches, 10 points): less than two
lines of a hundred have blanks wider than half an em, none wider than 0.66 em; no column ends in a hole of 40 pixels before
a figure; no note is late.
"""

from __future__ import annotations

import statistics

import pytest

import paperconv
from paperconv import model as m
from paperconv.diagnostics import ignore
from paperconv.edition import Edition
from paperconv.exporters.pdf.pages import LaidOut, lay_out
from paperconv.styles import load_style
from tests.conftest import EXAMPLES
from tests.documents import arranged
from tests.jobs import job
from tests.pdf.measured import holes, late_notes, lines_of, spacing
from tests.pdf.stress import stress

LOOKS = ("base", "manuscript", "two-column", "open-access", "humanities", "letter", "social-science")
RAGGED = frozenset(name for name in LOOKS if load_style(name).text.align == "left")
LOOSE, WIDEST, HOLE = 0.018, 0.66, 40.0


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
def test_a_hard_text(look: str) -> None:
    paper = stress(5)
    pages = lay_out(paper, job(paper, look)[0])
    assert late_notes(pages) == []
    found = [max(0.0, hole * 16) for hole in holes(pages)]
    assert len(found) > 8
    assert statistics.mean(found) < 16
    # Two lines must stay together: of a double-spaced text that is more.
    hole = max(HOLE, 2 * statistics.median(line.height for line in lines_of(pages)))
    assert max(found) < hole * 1.6
    assert sum(one > hole for one in found) <= 1
    if look not in RAGGED:
        lines = spacing(pages)
        assert lines.count > 300
        assert lines.loose <= LOOSE * lines.count
        assert lines.widest <= WIDEST


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
def test_our_examples(look: str) -> None:
    laid_out = [
        _laid_out(paperconv.read(path), look)
        for path in sorted([*EXAMPLES.glob("*.md"), *EXAMPLES.glob("*/paper.md")])
    ]
    assert len(laid_out) > 3
    assert [note for pages in laid_out for note in late_notes(pages)] == []
    if look not in RAGGED:
        lines = [spacing(pages) for pages in laid_out]
        count = sum(one.count for one in lines)
        assert count > 100
        assert sum(one.loose for one in lines) <= LOOSE * count
        assert max(one.widest for one in lines) <= WIDEST


def _laid_out(document: m.Document, look: str) -> LaidOut:
    edition = Edition(document, look, ignore)
    prepared = arranged(edition.prepared(), load_style(look))
    return lay_out(prepared, job(document, look)[0])
