"""Review copies: a number beside every line of text."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from paperconv import model as m
from paperconv.exporters.pdf.engine import boxes
from paperconv.exporters.pdf.pages import LaidOut, lay_out
from tests.documents import RICH
from tests.jobs import job
from tests.pdf.measured import text
from tests.pdf.paper import baselines, export, opened, paragraph, plain_paper, text_of
from tests.pieces import TABLE, p, t


def test_every_line_of_running_text_has_a_number_on_its_baseline() -> None:
    pdf = opened(export(plain_paper(12), "manuscript")[0])
    assert len(pdf.pages) > 3
    for page in pdf.pages:
        text, artifacts = baselines(page)
        assert len(text) > 5
        assert text <= artifacts


def test_line_numbers_are_not_extracted(tmp_path: Path) -> None:
    paper = m.Document(m.Metadata(title=t("Title"), language="en"), blocks=(paragraph(2),))
    text = text_of(export(paper, "manuscript")[0], tmp_path)
    assert not [line for line in text.splitlines() if line.strip().isdigit()]


def test_tables_and_figures_are_not_numbered() -> None:
    from paperconv.exporters.pdf import line_numbers

    counted = []
    original = line_numbers.number_lines
    for blocks in ((p("One line."),), (p("One line."), TABLE)):
        document = m.Document(m.Metadata(title=t("T"), language="en"), blocks=blocks)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                "paperconv.exporters.pdf.pages.number_lines", lambda *a: counted.append(original(*a))
            )
            export(document, "manuscript")
    assert counted[0] == counted[1] == 2  # title and paragraph


Mark = tuple[int, float, float]


def numbered(
    document: m.Document, mode: str, columns: int, style: str = "manuscript"
) -> tuple[list[list[Mark]], LaidOut]:
    """The numbers on each page, with where they end and their baselines; and the pages."""
    given, _ = job(document, style)
    page = msgspec.structs.replace(given.style.page, line_numbers=mode, columns=columns)
    given = msgspec.structs.replace(given, style=msgspec.structs.replace(given.style, page=page))
    pages = lay_out(document, given)
    return [page.paint._marks for page in pages.rendering.pages], pages


@pytest.mark.parametrize("columns", [1, 2])
def test_numbers_go_on_through_the_paper_or_begin_anew_on_every_page(columns: int) -> None:
    paper = plain_paper(16)
    through, _ = numbered(paper, "continuous", columns)
    anew, _ = numbered(paper, "page", columns)
    assert len(through) == len(anew) > 2
    counts = [len(page) for page in through]
    assert [number for page in through for number, _, _ in page] == list(range(1, sum(counts) + 1))
    assert [[number for number, _, _ in page] for page in anew] == [list(range(1, n + 1)) for n in counts]
    assert [[mark[1:] for mark in page] for page in anew] == [[mark[1:] for mark in page] for page in through]


def test_in_two_columns_each_line_has_its_number_in_the_outer_margin() -> None:
    marks, pages = numbered(plain_paper(16), "continuous", 2)
    for found, page in zip(marks, pages.boxes, strict=True):
        left, right = page.content_box_x(), page.content_box_x() + page.width
        lines = [
            (line.position_x > left + page.width / 2, round(line.position_y + line.baseline, 2))
            for line in page.children[0].descendants()
            if isinstance(line, boxes.LineBox) and text(line).strip()
        ]
        assert sorted({(edge > right, baseline) for _, edge, baseline in found}) == sorted(set(lines))
        assert {edge < left or edge > right for _, edge, _ in found} == {True}
        # All of the left column, then all of the right one, each from top to bottom.
        order = [(edge > right, baseline) for _, edge, baseline in found]
        assert order == sorted(order)
    assert {edge > page.content_box_x() for _, edge, _ in marks[0]} == {True, False}


def test_columns_before_and_after_a_wide_table_are_numbered_one_after_the_other() -> None:
    table = m.replace(TABLE, span="page")
    paper = m.Document(
        m.Metadata(title=t("T"), language="en"),
        blocks=(paragraph(1, 3),),
        # A section of tables, which stay in it.
        sections=(m.Section(t("Tables"), (table,)), m.Section(t("After"), (paragraph(2, 3),))),
    )
    (marks,), pages = numbered(paper, "continuous", 2, "base")
    (page,) = pages.boxes
    wide = next(box for box in page.descendants() if box.element_tag == "figure")
    below = [baseline > wide.position_y for _, _, baseline in marks]
    assert below == sorted(below)
    assert len({(edge, under) for (_, edge, _), under in zip(marks, below, strict=True)}) == 4


def test_the_article_has_no_line_numbers() -> None:
    for page in opened(export(RICH, "base")[0]).pages:
        assert len(baselines(page)[1]) <= 2
