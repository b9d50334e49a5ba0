"""The looks: each style draws every kind of node, and what spans two columns stands whole at the top of a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from paperconv import model as m
from paperconv.exporters.pdf.pages import lay_out
from paperconv.styles import find_styles, load_style
from tests.documents import RICH
from tests.jobs import job
from tests.pdf.measured import columns, text
from tests.pdf.paper import export, paragraph, plain_paper, text_of, words
from tests.pieces import TABLE, p, t


@pytest.mark.parametrize("style", sorted(find_styles()))
def test_no_word_of_a_rich_paper_is_lost(style: str, tmp_path: Path) -> None:
    wanted = load_style(style)
    # What a style leaves out on purpose, statements for the form and figures of their own, is reported elsewhere.
    whole = replace(
        wanted,
        statements={},
        abstract=replace(wanted.abstract, leave_out=()),
        figures=replace(wanted.figures, place="inline", legends="", callout=""),
        tables=replace(wanted.tables, place="inline", callout=""),
    )
    found = [word.lower() for word in words(text_of(export(RICH, whole)[0], tmp_path))]
    base = [word.lower() for word in words(text_of(export(RICH, "base")[0], tmp_path))]
    lost = [word for word in set(base) if base.count(word) > found.count(word)]
    own = {"abstract": wanted.abstract.heading, "keywords": wanted.keywords.heading}
    own["references"] = wanted.references.heading
    headings = {word for word, heading in own.items() if heading}
    assert set(lost) <= {"journal", "of", "examples"} | headings  # in the running head, which is no text


def wide(number: int, height: str = "5cm") -> m.Figure:
    return m.Figure(
        (m.Panel(m.Image("missing.png", f"Alt{number}", height=height)),),
        id=f"fig{number}",
        label=f"Figure {number}",
        caption=m.Caption(t(f"Caption {number}.")),
        span="page",
    )


def test_figures_that_span_stand_once_at_the_top_below_the_title() -> None:
    blocks = [b for n in range(12) for b in (paragraph(n, 8), *([wide(n)] if n % 4 == 1 else []))]
    paper = m.Document(m.Metadata(title=t("T"), language="en"), blocks=tuple(blocks))
    pages = lay_out(paper, job(paper, "two-column")[0])
    found = [
        (number, box)
        for number, page in enumerate(pages.boxes)
        for box in page.descendants()
        if box.element_tag == "figure" and box.element is not None and box.element.get("id")
    ]
    assert list(dict.fromkeys(box.element.get("id") for _, box in found)) == ["fig1", "fig5", "fig9"]
    assert len({(number, box.element.get("id")) for number, box in found}) == 3  # each on one page
    whole = {(number, box.element.get("id")): box for number, box in reversed(found)}  # not its lines
    for (number, _), box in whole.items():
        page = pages.boxes[number]
        assert box.width > page.width * 0.95
        assert all(column.position_y >= box.position_y + box.height for column in columns(page))
        for header in (b for b in page.descendants() if b.element_tag == "header"):
            assert header.position_y + header.height <= box.position_y


def test_many_spanning_figures_in_one_place_lose_nothing(tmp_path: Path) -> None:
    blocks = (paragraph(1), *(wide(n) for n in range(9)), paragraph(2, 9), paragraph(3, 9))
    paper = m.Document(m.Metadata(title=t("T"), language="en"), blocks=blocks)
    read = text_of(export(paper, "two-column")[0], tmp_path)
    assert [read.count(f"Caption {n}.") for n in range(9)] == [1] * 9
    assert len(re.findall("[Tt]erraces", read)) >= 1


def test_a_table_of_many_columns_spans_and_a_small_one_does_not() -> None:
    row = m.Row(tuple(m.Cell((p(f"cell {n}"),)) for n in range(8)))
    many = m.Table(columns=(m.Column(),) * 8, bodies=(m.TableBody((row, row)),), id="tbl9", label="Table 9")
    paper = m.Document(
        m.Metadata(title=t("T"), language="en"), blocks=(paragraph(1), many, TABLE, paragraph(2))
    )
    pages = lay_out(paper, job(paper, "two-column")[0])
    widths = {
        box.element.get("id"): box.width / page.width
        for page in pages.boxes
        for box in reversed([*page.descendants()])  # a figure's lines are called as it is
        if box.element_tag == "figure" and box.element is not None
    }
    assert widths["tbl9"] > 0.95
    assert widths["tbl1"] < 0.5


def test_the_abstract_begins_the_first_column() -> None:
    paper = plain_paper(12, abstracts=(m.Abstract((p("What we found in short."),)),))
    page = lay_out(paper, job(paper, "two-column")[0]).boxes[0]
    first = columns(page)[0]
    assert "What we found" in text(first)


def test_the_corresponding_author_stands_at_the_foot_of_page_one() -> None:
    note = m.AuthorNote("an1", "corresponding", (p("Write to ada@example.org."),), label="*")
    paper = plain_paper(
        20,
        authors=(m.Author(m.Name("Okonkwo", "Ada"), corresponding=True, notes=("an1",)),),
        author_notes=(note,),
    )
    page = lay_out(paper, job(paper, "social-science")[0]).boxes[0]
    area = page.children[1]
    assert any("ada@" in getattr(box, "text", "") for box in area.descendants())
