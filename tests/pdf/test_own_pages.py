"""Tables on pages of their own: the text goes on before them, and nothing comes out of order or is lost."""

from __future__ import annotations

import re

import pytest

from paperconv import model as m
from paperconv.exporters.pdf.engine import HTML, FontConfiguration
from paperconv.exporters.pdf.pages import LaidOut, lay_out
from paperconv.exporters.pdf.weasy import cured
from tests.jobs import job
from tests.pdf.measured import holes, lines_of, text
from tests.pdf.paper import paragraph
from tests.pieces import p, t


def turned(number: int, rows: int = 3, span: str = "landscape") -> m.Table:
    row = m.Row(tuple(m.Cell((p(f"cell {number}"),)) for _ in range(9)))
    return m.Table(
        columns=(m.Column(),) * 9,
        bodies=(m.TableBody((row,) * rows),),
        id=f"tbl{number}",
        label=f"Table {number}",
        span=span,  # type: ignore[arg-type]
    )


def laid_out(blocks: list[m.Block], style: str = "base", **others: object) -> LaidOut:
    paper = m.Document(m.Metadata(title=t("T"), language="en"), blocks=tuple(blocks), **others)  # type: ignore[arg-type]
    return lay_out(paper, job(paper, style)[0])


def tables(pages: LaidOut) -> list[list[str]]:
    """The tables of each page."""
    return [
        list(
            dict.fromkeys(
                str(box.element.get("id"))
                for box in page.descendants()
                if box.element_tag == "figure" and box.element is not None and box.element.get("id")
            )
        )
        for page in pages.boxes
    ]


def sideways(pages: LaidOut) -> list[int]:
    return [number for number, page in enumerate(pages.boxes) if page.width > page.height]


@pytest.mark.parametrize("style", ["base", "two-column", "letter"])
@pytest.mark.parametrize("at", [3, 11, 19])
def test_text_fills_the_page_before_a_table_turned_sideways(style: str, at: int) -> None:
    body: list[m.Block] = [paragraph(n) for n in range(24)]
    plain = [text(line) for line in lines_of(laid_out(body, style))]
    pages = laid_out([*body[:at], turned(1), *body[at:]], style)
    assert [text(line) for line in lines_of(pages)] == plain
    (own,) = sideways(pages)
    assert 0 < own < len(pages.boxes) - (at < 19)
    assert tables(pages)[own] == ["tbl1"]
    assert sum(map(len, tables(pages))) == 1
    # No page of text but the last ends before its foot.
    ends = [
        max(line.position_y for line in page.descendants() if line.element_tag == "p")
        for number, page in enumerate(pages.boxes[:-1])
        if number != own
    ]
    height = pages.boxes[0].content_box_y() + pages.boxes[0].height
    assert all(height - end < 60 for end in ends)
    assert max(holes(pages)[: own or 1]) < 3


@pytest.mark.parametrize("after", ["landscape", "column"])
def test_tables_keep_their_order(after: str) -> None:
    body: list[m.Block] = [paragraph(n) for n in range(24)]
    for at in (4, 8, 12, 16):
        blocks = [
            *body[:at],
            turned(1),
            body[at],
            turned(2, span=after),
            turned(3, span=after),
            *body[at + 1 :],
        ]
        pages = laid_out(blocks)
        assert [name for page in tables(pages) for name in page] == ["tbl1", "tbl2", "tbl3"]


def test_a_table_goes_before_the_reference_list() -> None:
    references = m.ReferenceList(
        tuple(m.Reference(f"ref{n}", formatted=t(f"Roe {n}. A book of rivers.")) for n in range(3)),
        title=t("References"),
    )
    blocks = [*(paragraph(n) for n in range(9)), turned(1), paragraph(9)]
    pages = laid_out(blocks, reference_lists=(references,))
    (own,) = sideways(pages)
    first = next(number for number, page in enumerate(pages.boxes) if "A book of" in text(page))
    assert own <= first


def test_a_table_longer_than_its_page_goes_on_and_the_text_after_it() -> None:
    body: list[m.Block] = [paragraph(n) for n in range(16)]
    pages = laid_out([*body[:5], turned(1, 60), *body[5:]])
    own = sideways(pages)
    assert len(own) > 1
    assert own == list(range(own[0], own[-1] + 1))
    assert sum(text(line).count("cell 1") for line in lines_of(pages, "p")) == 0
    assert sum(text(page).count("cell 1") for page in pages.boxes) == 60 * 9


@pytest.mark.parametrize("blocks", [[turned(1)], [turned(1), turned(2)], [paragraph(1), turned(1)]])
def test_a_paper_of_little_but_tables_keeps_them(blocks: list[m.Block]) -> None:
    pages = laid_out(blocks)
    wanted = [str(block.id) for block in blocks if isinstance(block, m.Table)]
    assert [name for page in tables(pages) for name in page] == wanted


def test_pages_made_anew_for_their_numbers_keep_their_tables() -> None:
    words = "<p>Terraces along the upper river were farmed by three villages, and by no others.</p>" * 20
    link = "<p><a href=#end></a></p>"
    html = (
        "<html lang=en-US><style>@page{size:400px 300px}@page turned{size:300px 400px}figure{page:turned;break-after:page}"
        "a::after{content:'see page ' target-counter(attr(href), page) }</style>"
        f"<main>{link}{words}<figure>one</figure>{words}{link}<figure>two</figure>{words}<p id=end>The end.</p></main>"
    )
    fonts = FontConfiguration()
    with cured(lambda _: None, fonts):
        pages = [page._page_box for page in HTML(string=html).render(font_config=fonts).pages]
    last = len(pages)
    assert "The end." in text(pages[-1])
    assert sum(text(page).count(f"see page {last}") for page in pages) == 2
    assert [text(page) for page in pages if page.height > page.width] == ["one", "two"]
    assert sum(text(page).count("Terraces") for page in pages) == 60


@pytest.mark.parametrize("style", ["base", "two-column"])
@pytest.mark.parametrize("before", range(7, 13))
def test_a_table_turned_sideways_does_not_overtake_the_one_before_it(before: int, style: str) -> None:
    upright = [turned(number, span="column") for number in (1, 3)]
    body = [paragraph(n) for n in range(before)]
    pages = laid_out([*body, upright[0], turned(2), upright[1], *body], style)
    assert [one for page in tables(pages) for one in page] == ["tbl1", "tbl2", "tbl3"]
    (own,) = sideways(pages)
    assert tables(pages)[own] == ["tbl2"]
    plain = laid_out([*body, *body], style)
    read, wanted = (re.sub(r"\W", "", "".join(map(text, lines_of(one)))) for one in (pages, plain))
    assert read.replace("cell1", "").replace("cell2", "").replace("cell3", "") == wanted
