"""Figures and tables across the columns: at the top of a page, in their order, and each once."""

from __future__ import annotations

import re
import statistics

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperconv import model as m
from paperconv.exporters.pdf.pages import LaidOut, lay_out
from tests.jobs import job
from tests.pdf.measured import holes, late_notes, lines_of, text
from tests.pdf.paper import paragraph
from tests.pdf.stress import stress
from tests.pieces import p, png, t

SQUARE = m.Resource("square.png", "image/png", png(300, 300))


def table(number: int, rows: int = 6, *cells: m.Inline | str) -> m.Table:
    row = m.Row(tuple(m.Cell((p(*(cells or (f"cell {number}",))),)) for _ in range(8)))
    return m.Table(
        columns=(m.Column(),) * 8,
        bodies=(m.TableBody((row,) * rows),),
        id=f"tbl{number}",
        label=f"Table {number}",
        caption=m.Caption(t(f"Caption of table {number}.")),
    )


def figure(number: int, height: str = "5cm", span: str = "page") -> m.Figure:
    return m.Figure(
        (m.Panel(m.Image("square.png", f"Alt{number}", height=height)),),
        id=f"fig{number}",
        label=f"Figure {number}",
        span=span,  # type: ignore[arg-type]
    )


def narrow(number: int) -> m.Table:
    return m.replace(
        table(number), columns=(m.Column(),), bodies=(m.TableBody((m.Row((m.Cell((p("x"),)),)),)),)
    )


def body(count: int) -> list[m.Block]:
    return [p(f"Paragraph {n}. ", *paragraph(n).children) for n in range(count)]


def laid_out(*blocks: m.Block, style: str = "two-column", **others: object) -> LaidOut:
    paper = m.Document(
        m.Metadata(title=t("T"), language="en"),
        blocks=blocks,
        resources=(SQUARE,),
        **others,  # type: ignore[arg-type]
    )
    return lay_out(paper, job(paper, style)[0])


def placed(pages: LaidOut) -> dict[str, tuple[int, float, float]]:
    """Of each figure, table and paragraph: its page, where it begins on it, and how much of its width it takes."""
    found: dict[str, tuple[int, float, float]] = {}
    for number, page in enumerate(pages.boxes):
        for box in page.descendants():
            if box.element is None:
                continue
            if box.element_tag == "figure":
                found.setdefault(box.element.get("id"), (number, box.position_y, box.width / page.width))
            elif box.element_tag == "p" and (name := re.match(r"Paragraph \d+", text(box))):
                found.setdefault(name[0], (number, box.position_y, box.width / page.width))
    return found


def words(pages: LaidOut) -> str:
    return re.sub(r"[\W\d]", "", "".join(map(text, lines_of(pages))))


@pytest.mark.parametrize("make", [table, figure])
@pytest.mark.parametrize("before", range(8, 24, 3))
def test_it_stands_above_the_text_of_the_page_of_its_place_or_of_the_next(make: object, before: int) -> None:
    told = body(40)
    pages = laid_out(*told[:before], make(1), *told[before:])  # type: ignore[operator]
    found = placed(pages)
    ((number, top, width),) = [at for name, at in found.items() if not name.startswith("Paragraph")]
    assert width > 0.95
    assert number > 0
    assert all(top < begins for page, begins, _ in found.values() if page == number and begins != top)
    assert found[f"Paragraph {before - 1}"][0] in {number, number - 1}
    assert words(pages).replace("cell", "") == words(laid_out(*told))


def test_it_stands_below_the_title_where_the_paper_has_one_page() -> None:
    pages = laid_out(*body(2), table(1))
    (page,) = pages.boxes
    (header,) = (box for box in page.descendants() if box.element_tag == "header")
    found = placed(pages)
    assert header.position_y + header.height <= found["tbl1"][1] < found["Paragraph 0"][1]


@pytest.mark.parametrize("before", range(9, 15))
def test_the_order_of_tables_is_kept(before: int) -> None:
    told = body(40)
    pages = laid_out(*told[:before], narrow(1), told[before], table(2), *told[before + 1 :])
    found = placed(pages)
    assert found["tbl1"][:2] < found["tbl2"][:2]


@pytest.mark.parametrize("before", range(9, 21, 2))
def test_a_table_in_a_column_waits_for_one_across_the_columns_before_it(before: int) -> None:
    told = body(44)
    blocks = [
        *told[:before],
        table(1, 25),
        *told[before : before + 2],
        narrow(2),
        told[before + 2],
        table(3, 25),
    ]
    found = placed(laid_out(*blocks, *told[before + 3 :]))
    order = sorted(
        (number, width < 0.9, name) for name, (number, _, width) in found.items() if name.startswith("tbl")
    )
    assert [name for *_, name in order] == ["tbl1", "tbl2", "tbl3"]


@pytest.mark.parametrize("before", range(6, 14))
def test_text_below_its_place_fills_the_column_that_a_figure_does_not_fit_on(before: int) -> None:
    told = body(40)
    tall = figure(1, "13cm", "column")
    pages = laid_out(*told[:before], tall, table(1), *told[before:])
    assert max(holes(pages)) < 4
    assert words(pages).replace("cell", "") == words(laid_out(*told))


def test_a_hard_text_with_them_has_no_late_note_few_holes_and_every_one_once_in_order() -> None:
    paper = stress(10)
    sections = []
    for number, section in enumerate(paper.sections):
        own = (
            table(100 + number, 9)
            if number % 2
            else m.replace(figure(100 + number, "6cm"), id=f"fig{100 + number}")
        )
        blocks = [*section.blocks]
        blocks.insert(len(blocks) // 2, own)
        sections.append(m.replace(section, blocks=tuple(blocks)))
    paper = m.replace(paper, sections=tuple(sections), resources=(*paper.resources, SQUARE))
    pages = lay_out(paper, job(paper, "two-column")[0])
    assert late_notes(pages) == []
    left = holes(pages)
    assert len(left) > 20
    assert statistics.mean(max(0.0, hole) for hole in left) < 1.2
    assert sum(hole > 4 for hole in left) <= len(left) / 12
    wide = [name for name in placed(pages) if re.fullmatch(r"(fig|tbl)1\d\d", name)]
    assert [int(name[3:]) for name in wide] == [100 + number for number in range(len(sections))]


def test_where_there_are_many_they_are_shared_out_and_none_is_lost() -> None:
    many = [make(number) for number in range(9) for make in (figure, table)]
    told = body(12)
    for at in (0, 1, 11, 12):
        pages = laid_out(*told[:at], *many, *told[at:])
        found = placed(pages)
        names = [name for name in found if not name.startswith("Paragraph")]
        assert sorted(names) == sorted(str(one.id) for one in many)
        for kind in ("fig", "tbl"):
            assert [name for name in names if name.startswith(kind)] == [f"{kind}{n}" for n in range(9)]
        for page in pages.boxes:
            tops = [
                one for one in page.descendants() if one.element_tag == "figure" and one.element.get("id")
            ]
            assert all(
                box.position_y + box.height <= page.content_box_y() + page.height + 0.5 for box in tops
            )
        assert sum(text(page).count("cell 8") for page in pages.boxes) == 6 * 8
        assert words(pages).replace("cell", "") == words(laid_out(*told))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from("....WwTtLf"), min_size=4, max_size=30))
def test_whatever_comes_in_whatever_order_nothing_is_lost_and_nothing_leaves_its_page(
    kinds: list[str],
) -> None:
    make = {
        ".": lambda n: p(f"Paragraph {n}. ", *paragraph(n).children),
        "W": lambda n: figure(n, "5cm"),
        "w": lambda n: figure(n, "17cm"),
        "T": lambda n: table(n, 4 + n % 30),
        "t": narrow,
        "L": lambda n: m.replace(table(n), span="landscape"),
        "f": lambda n: figure(n, "9cm", "column"),
    }
    blocks = [make[kind](number) for number, kind in enumerate(kinds)]
    pages = laid_out(*blocks)
    named = [str(block.id) for block in blocks if isinstance(block, (m.Figure, m.Table))]
    found = placed(pages)
    assert sorted(name for name in found if not name.startswith("Paragraph")) == sorted(named)
    told = [block for block in blocks if isinstance(block, m.Paragraph)]
    assert words(pages).replace("cell", "") == words(laid_out(*told))
    for page in pages.boxes:
        limit = page.content_box_y() + page.height + 1
        images = [box for box in page.descendants() if box.element_tag == "img"]
        assert all(box.position_y + box.height <= limit for box in images)


@pytest.mark.parametrize("rows", [25, 32, 38, 60])
def test_one_as_high_as_a_page_is_whole(rows: int) -> None:
    told = body(30)
    pages = laid_out(*told[:12], table(1, rows), *told[12:])
    assert sum(text(page).count("cell 1") for page in pages.boxes) == rows * 8
    assert sum("cell 1" in text(page) for page in pages.boxes) == 1 + (rows > 40)
    assert words(pages).replace("cell", "") == words(laid_out(*told))


def test_notes_in_its_cells_stand_below_the_text_of_its_page() -> None:
    told = body(20)
    note = m.Note("fn1", (p("What the cell means."),), label="1")
    noted = m.Table(
        columns=(m.Column(),) * 8,
        bodies=(m.TableBody((m.Row((m.Cell((p("cell", m.NoteRef("fn1")),)), *[m.Cell((p("x"),))] * 7)),)),),
        id="tbl1",
        label="Table 1",
    )
    pages = laid_out(*told[:10], noted, *told[10:], notes=(note,))
    assert sum(text(page).count("What the cell means.") for page in pages.boxes) == 1
    assert late_notes(pages) == []


def test_a_paper_of_nothing_else_keeps_them() -> None:
    pages = laid_out(*(table(number) for number in range(1, 9)))
    assert list(placed(pages)) == [f"tbl{number}" for number in range(1, 9)]


def test_they_go_with_tables_turned_sideways_in_their_order() -> None:
    told = body(40)
    sideways = m.replace(table(2, 3), span="landscape")
    for at in (8, 11, 14):
        pages = laid_out(*told[:at], table(1), told[at], sideways, told[at + 1], table(3), *told[at + 2 :])
        found = placed(pages)
        assert [name for name in found if name.startswith("tbl")] == ["tbl1", "tbl2", "tbl3"]
        assert re.sub("cell", "", words(pages)) == words(laid_out(*told))


def test_a_style_of_two_columns_needs_no_css_for_it() -> None:
    told = body(30)
    paper = m.Document(m.Metadata(title=t("T"), language="en"), blocks=(*told[:16], table(1), *told[16:]))
    given, _ = job(paper)
    columns = m.replace(given.style.page, columns=2)
    found = placed(lay_out(paper, m.replace(given, style=m.replace(given.style, page=columns))))
    number, top, width = found["tbl1"]
    assert width > 0.95
    assert all(top <= begins for page, begins, _ in found.values() if page == number)
