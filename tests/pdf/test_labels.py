"""Viewers call each page what is printed on it."""

from __future__ import annotations

import msgspec
import pikepdf
import pytest

from paperconv import model as m
from paperconv.exporters.pdf.engine import boxes
from paperconv.exporters.pdf.pages import lay_out
from tests.jobs import job
from tests.pdf.measured import text_boxes
from tests.pdf.paper import opened, plain_paper

IN_A_VOLUME = m.Journal(title="Annals", volume="7", first_page="215", last_page="230")


def labels(pdf: pikepdf.Pdf) -> list[str]:
    """What viewers call the pages."""
    return [page.label for page in pdf.pages]


@pytest.mark.parametrize(
    ("journal", "style", "first"),
    [
        (None, "base", 1),
        (IN_A_VOLUME, "base", 215),
        (IN_A_VOLUME, "two-column", 215),
        (IN_A_VOLUME, "manuscript", 1),
        (m.Journal(title="Annals", volume="7", first_page="e12"), "base", 1),
        (m.Journal(title="Annals", first_page="215"), "base", 1),
    ],
    ids=["no journal", "in a volume", "columns", "a review copy", "an article number", "no volume"],
)
def test_labels_are_the_printed_numbers(journal: m.Journal | None, style: str, first: int) -> None:
    paper = plain_paper(24, journal=journal)
    given, _ = job(paper, style)
    pages = lay_out(paper, given)
    found = labels(opened(pages.pdf()))
    assert found == [str(first + place) for place in range(len(found))]
    assert len(found) > 1
    for page, label in zip(pages.boxes, found, strict=True):
        margins = [box for box in page.children if isinstance(box, boxes.MarginBox)]
        assert label in {one.text for box in margins for one in text_boxes(box)}


def test_pages_without_numbers_have_no_labels() -> None:
    paper = plain_paper(4)
    given, _ = job(paper)
    head = msgspec.structs.replace(given.style.running_head, foot=("", "", ""))
    given = msgspec.structs.replace(given, style=msgspec.structs.replace(given.style, running_head=head))
    assert "/PageLabels" not in opened(lay_out(paper, given).pdf()).Root
