"""Pages and columns are filled, and notes stand under their calls."""

from __future__ import annotations

import re
import statistics

import msgspec
import pytest

from paperconv import model as m
from paperconv.exporters.pdf import weasy
from paperconv.exporters.pdf.engine import boxes
from paperconv.exporters.pdf.pages import LaidOut, lay_out
from paperconv.styles import load_style
from tests.documents import arranged
from tests.jobs import job
from tests.pdf.measured import holes, late_notes, lines_of, text
from tests.pdf.paper import paragraph
from tests.pdf.stress import stress
from tests.pieces import p, png, t


def laid_out(document: m.Document, columns: int = 1) -> LaidOut:
    given, _ = job(document)
    page = msgspec.structs.replace(given.style.page, columns=columns)
    return lay_out(
        document, msgspec.structs.replace(given, style=msgspec.structs.replace(given.style, page=page))
    )


def figures(pages: LaidOut) -> list[str]:
    """The ids of figures and tables as they stand on the pages."""
    found = [
        box.element.get("id") or ""
        for page in pages.boxes
        for box in page.descendants()
        if box.element_tag == "figure" and box.element is not None
    ]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("columns", [1, 2])
def test_a_hard_text_has_no_late_note_and_few_holes(columns: int) -> None:
    pages = laid_out(stress(8), columns)
    assert late_notes(pages) == []
    found = holes(pages)
    assert len(found) > 15
    assert statistics.mean(max(0.0, hole) for hole in found) < 1.2  # lines of text
    assert sum(hole > 4 for hole in found) <= len(found) / 12


@pytest.mark.parametrize("columns", [1, 2])
def test_figures_and_tables_keep_their_order(columns: int) -> None:
    paper = stress(8)
    pages = laid_out(paper, columns)
    for kind in ("fig", "tbl"):
        numbers = [int(one[3:]) for one in figures(pages) if one.startswith(kind)]
        assert len(numbers) > 1
        assert numbers == sorted(numbers)


def test_the_cure_is_what_fills_the_columns() -> None:
    paper = stress(8)
    cured = sum(hole > 2.6 for hole in holes(laid_out(paper)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weasy, "CURES", (weasy.line_ends.CURE, weasy.lines.CURE))
        stock = sum(hole > 2.6 for hole in holes(laid_out(paper)))
    assert cured <= stock / 2


def test_a_figure_that_cannot_move_stays_before_the_references() -> None:
    tall = m.Figure((m.Panel(m.Image("missing.png", "x", height="15cm")),), id="fig1", label="Figure 1")
    references = m.ReferenceList(
        tuple(m.Reference(f"ref{n}", formatted=t(f"Roe {n}. A book of rivers.")) for n in range(30)),
        title=t("References"),
    )
    paper = m.Document(
        m.Metadata(title=t("T"), language="en"),
        blocks=(*(paragraph(n) for n in range(5)), tall),
        reference_lists=(references,),
    )
    tags = [
        box.element.get("class") or box.element_tag
        for page in laid_out(paper).boxes
        for box in page.descendants()
        if box.element_tag in ("figure", "h2", "li") and box.element is not None
    ]
    assert tags.index("figure") < tags.index("references-title")


def test_every_page_has_notes_that_it_calls_even_if_each_line_calls_one() -> None:
    blocks = [
        p(*(x for k in range(9) for x in ("words in between, ", m.NoteRef(f"fn{n * 9 + k}"), " ")))
        for n in range(9)
    ]
    notes = tuple(m.Note(f"fn{n}", (p(f"Note {n} says that. " * 4),), str(n + 1)) for n in range(81))
    pages = laid_out(m.Document(m.Metadata(title=t("T"), language="en"), blocks=tuple(blocks), notes=notes))
    assert late_notes(pages) == []
    assert len(pages.boxes) < 12


def test_no_heading_stands_alone_at_the_foot_of_a_column() -> None:
    pages = laid_out(stress(8), 2)
    last = [
        column.children[-1].element_tag
        for page in pages.boxes
        for column in page.descendants()
        if getattr(column, "is_column", False) and column.children
    ]
    assert len(last) > 10
    assert not [tag for tag in last if re.fullmatch("h[2-6]", tag or "")]


def test_text_goes_on_below_a_wide_table_and_over_the_page() -> None:
    cells = tuple(m.Cell((p(f"cell {n}"),)) for n in range(7))
    table = m.Table(
        columns=(m.Column(),) * 7, bodies=(m.TableBody((m.Row(cells),) * 4),), id="tbl1", label="Table 1"
    )
    for before in range(1, 9):
        blocks = (*(paragraph(n) for n in range(before)), table, *(paragraph(n, 9) for n in range(9)))
        paper = m.Document(m.Metadata(title=t("T"), language="en"), blocks=blocks)
        pages = lay_out(paper, job(paper, "two-column")[0])
        assert len([line for line in lines_of(pages, "td") if text(line) == "cell 6"]) == 4
        assert len(pages.boxes) > 1


def test_text_from_below_a_wide_table_fills_the_page_that_it_does_not_fit_on() -> None:
    cells = tuple(m.Cell((p(f"cell {n}"),)) for n in range(7))
    rows = (m.Row(cells),) * 14
    filled = 0
    for before in (10, 12, 14, 16):
        tables = [
            m.Table(columns=(m.Column(),) * 7, bodies=(m.TableBody(rows),), id=f"tbl{n}", label=f"Table {n}")
            for n in (1, 2)
        ]
        texts = [m.text_of(paragraph(n)) for n in range(before * 2 + 8)]
        told = [p(one) for one in texts]
        blocks = (*told[:before], tables[0], *told[before : 2 * before], tables[1], *told[2 * before :])
        paper = m.Document(m.Metadata(title=t("T"), language="en"), blocks=blocks)
        pages = lay_out(paper, job(paper, "two-column")[0])
        read = re.sub("\u2010 |\\s", "", " ".join(text(line) for line in lines_of(pages)))
        assert read == re.sub("\\s", "", "".join(texts))
        assert figures(pages) == ["tbl1", "tbl2"]
        for page in pages.boxes[:-1]:
            lowest = max(
                box.position_y + box.height for box in page.descendants() if isinstance(box, boxes.LineBox)
            )
            assert page.content_box_y() + page.height - lowest < 80, before
        number = {
            text(box)[:30] if box.element_tag == "p" else box.element.get("id"): place
            for place, page in reversed(list(enumerate(pages.boxes)))
            for box in page.descendants()
            if box.element_tag in {"p", "figure"} and box.element is not None
        }
        filled += number[texts[before][:30]] < number["tbl1"]
    assert filled


def wide_table(rows: int = 6) -> m.Table:
    cells = tuple(m.Cell((p(f"cell {n}"),)) for n in range(7))
    return m.Table(
        columns=(m.Column(),) * 7, bodies=(m.TableBody((m.Row(cells),) * rows),), id="tbl1", label="Table 1"
    )


@pytest.mark.parametrize("before", [6, 9, 12])
def test_text_stands_below_a_wide_table_where_the_figure_after_it_does_not_fit(before: int) -> None:
    tall = m.Figure((m.Panel(m.Image("curve.png", "x", height="14cm")),), id="fig1", label="Figure 1")
    texts = [m.text_of(paragraph(n)) for n in range(before + 6)]
    told = [p(one) for one in texts]
    # A note, which must not be left on a page where its text was taken away again.
    noted = p(*told[before].children, m.NoteRef("fn1"))
    blocks = (*told[:before], wide_table(), tall, noted, *told[before + 1 :])
    paper = m.Document(
        m.Metadata(title=t("T"), language="en"),
        blocks=blocks,
        notes=(m.Note("fn1", (p("A note."),), label="1"),),
        resources=(m.Resource("curve.png", "image/png", png(300, 300)),),
    )
    pages = lay_out(paper, job(paper, "two-column")[0])
    read = " ".join(text(line) for line in lines_of(pages)).replace("A note.", "")
    assert re.sub(r"\W|\d", "", read) == re.sub(r"\W|\d", "", "".join(texts))
    assert late_notes(pages) == []
    (first,) = (page for page in pages.boxes if "cell 6" in text(page))
    lowest = max(box.position_y + box.height for box in first.descendants() if isinstance(box, boxes.LineBox))
    assert first is pages.boxes[-1] or first.content_box_y() + first.height - lowest < 110


def test_headings_right_before_the_wide_tables_of_their_section_go_with_them() -> None:
    tables = m.Section(t("Tables"), (wide_table(9),), id="sec9", label="9")
    after = m.Section(t("The end"), (paragraph(40),), id="sec10", label="10")
    for before in range(2, 12):
        paper = m.Document(
            m.Metadata(title=t("T"), language="en"),
            blocks=tuple(paragraph(n) for n in range(before)),
            sections=(tables, after),
        )
        pages = lay_out(paper, job(paper, "two-column")[0])
        places = {
            (box.element.get("id") if box.element_tag == "h2" else "table"): (number, box.position_y)
            for number, page in enumerate(pages.boxes)
            for box in page.descendants()
            if box.element_tag in {"h2", "table"}
        }
        assert places["sec9"][0] == places["table"][0]
        assert places["sec9"][1] < places["table"][1]


@pytest.mark.parametrize(("words", "parts"), [(4, 1), (90, 2)])
def test_a_table_of_much_text_may_go_on_in_the_next_column(words: int, parts: int) -> None:
    cells = (m.Cell((p("Terraces"),)), m.Cell((p("walnut " * words),)))
    table = m.Table(
        columns=(m.Column(),) * 2, bodies=(m.TableBody((m.Row(cells),) * 8),), id="tbl1", label="Table 1"
    )
    paper = m.Document(
        m.Metadata(title=t("T"), language="en"),
        blocks=(*(paragraph(n) for n in range(5)), table, *(paragraph(n) for n in range(9))),
    )
    pages = lay_out(paper, job(paper, "two-column")[0])
    found = [box for page in pages.boxes for box in page.descendants() if box.element_tag == "table"]
    assert len({round(box.position_x) for box in found if box.children}) == parts


@pytest.mark.parametrize("columns", [1, 2])
def test_a_table_neither_begins_nor_ends_with_a_single_row_on_a_page(columns: int) -> None:
    rows = tuple(m.Row((m.Cell((p(f"Parish {n}"),)), m.Cell((p(str(n * 37)),)))) for n in range(40))
    head = m.Row((m.Cell((p("Parish"),), header=True), m.Cell((p("Ledgers"),), header=True)))
    broken = 0
    for before in range(2, 9):
        table = m.Table((m.Column(), m.Column()), (head,), (m.TableBody(rows),), id="tbl1", label="Table 1")
        pages = laid_out(
            m.Document(m.Metadata(language="en"), (*map(paragraph, range(before)), table)), columns
        )
        kinds = [[type(box).__name__ for box in page.descendants()] for page in pages.boxes]
        counts = [
            kind.count("TableCellBox") // 2 - kind.count("TableBox") for kind in kinds if "TableBox" in kind
        ]
        assert sum(counts) == len(rows)
        assert min(counts) > 2
        broken += len(counts) > 1
    assert broken


def test_a_wide_table_in_a_list_stays_in_its_column() -> None:
    item = m.ListItem((paragraph(3), wide_table(), m.replace(wide_table(), id="tbl2", span="page")))
    blocks = (paragraph(1), m.List((item,)), *(paragraph(n) for n in range(40)))
    paper = m.Document(m.Metadata(title=t("T"), language="en"), blocks=blocks)
    pages = lay_out(paper, job(paper, "two-column")[0])
    assert sum(text(line) == "cell 6" for line in lines_of(pages, "td")) == 12
    assert figures(pages) == ["tbl1", "tbl2"]


def test_a_title_is_not_alone_on_its_page_where_a_formula_is_as_high_as_a_column() -> None:
    tall = m.Equation(r"\begin{pmatrix}" + r"\\".join(f"c_{{{n}}}" for n in range(90)) + r"\end{pmatrix}")
    paper = arranged(
        m.Document(
            m.Metadata(title=t("T"), language="en"), blocks=(paragraph(1), paragraph(2), tall, paragraph(3))
        ),
        load_style("two-column"),
    )
    first, *_ = lay_out(paper, job(paper, "two-column")[0]).boxes
    assert "sluices acknowledgement" in text(first)


@pytest.mark.parametrize("is_in_a_list", [False, True])
@pytest.mark.parametrize("columns", [2, 16, 60])
@pytest.mark.parametrize("style", ["base", "two-column", "letter"])
def test_no_table_is_wider_than_its_page(columns: int, style: str, is_in_a_list: bool) -> None:
    if is_in_a_list and columns > 16:
        pytest.skip("so many columns need a page of their own")
    long = ("acgt" * 60, m.CodeSpan("SELECT " + "count_" * 40))
    cells = tuple(m.Cell((p((long[n] if n < 2 else f"value{n}")),)) for n in range(columns))
    table = m.Table(
        columns=(m.Column(),) * columns, bodies=(m.TableBody((m.Row(cells),)),), id="tbl1", label="Table 1"
    )
    paper = arranged(
        m.Document(
            m.Metadata(title=t("T"), language="en"),
            blocks=(paragraph(1), m.List((m.ListItem((p("Item"), table)),)) if is_in_a_list else table),
        ),
        load_style(style),
    )
    found = [
        (page, box)
        for page in lay_out(paper, job(paper, style)[0]).boxes
        for box in page.descendants()
        if box.element_tag == "table"
    ]
    assert found
    for page, box in found:
        assert box.position_x + box.border_width() <= page.content_box_x() + page.width + 0.5


@pytest.mark.parametrize("style", ["base", "two-column", "letter"])
def test_no_column_of_a_table_is_as_narrow_as_a_letter(style: str) -> None:
    code = m.CodeSpan("SELECT a_very_long_name_of_a_column_of_the_table FROM " + "sluices_" * 30)
    words = ("Weirs", "sluices of the upper river " * 12, code, "Gates and weirs", "30")
    table = m.Table(
        columns=(m.Column(),) * 5,
        bodies=(m.TableBody((m.Row(tuple(m.Cell((p(one),)) for one in words)),) * 3),),
        id="tbl1",
        label="Table 1",
    )
    paper = arranged(
        m.Document(
            m.Metadata(title=t("T"), language="en"),
            blocks=(paragraph(1), m.List((m.ListItem((p("Item"), table)),))),
        ),
        load_style(style),
    )
    found = [
        text(line) for line in lines_of(lay_out(paper, job(paper, style)[0]), "td") if text(line).isalpha()
    ]
    assert found.count("Weirs") == 3


@pytest.mark.parametrize("columns", [1, 2])
def test_text_goes_before_a_figure_that_begins_its_section(columns: int) -> None:
    def section(number: int) -> m.Section:
        tall = m.Figure(
            (m.Panel(m.Image("curve.png", "x", height="9cm")),), id=f"fig{number}", label=f"Fig. {number}"
        )
        told = tuple(p(f"Part {number}. ", *paragraph(number * 6 + n).children) for n in range(6))
        return m.Section(t(f"Section {number}"), (tall, *told), id=f"sec{number}")

    paper = m.Document(
        m.Metadata(title=t("T"), language="en"),
        sections=tuple(section(number) for number in range(1, 9)),
        resources=(m.Resource("curve.png", "image/png", png(300, 300)),),
    )
    pages = laid_out(paper, columns)
    found = holes(pages)
    assert sum(hole > 6 for hole in found) <= len(found) / 8
    read = [
        text(box)
        for page in pages.boxes
        for box in page.descendants()
        if isinstance(box, boxes.LineBox) and box.element_tag in {"h2", "p"}
    ]
    said = [line.split(".")[0] for line in read if line.startswith(("Section", "Part"))]
    wanted = [[f"Section {number}", *[f"Part {number}"] * 6] for number in range(1, 9)]
    assert said == [line for lines in wanted for line in lines]
    assert figures(pages) == [f"fig{number}" for number in range(1, 9)]


@pytest.mark.parametrize("before", range(4, 10))
def test_a_list_is_not_parted_from_the_words_that_announce_it_by_a_figure_that_waits(before: int) -> None:
    tall = m.Figure((m.Panel(m.Image("curve.png", "x", height="13cm")),), id="fig1", label="Figure 1")
    listed = m.List(tuple(m.ListItem((p(f"Limit {n}."),)) for n in (1, 2)))
    blocks = (
        *map(paragraph, range(before)),
        tall,
        p("Two limits remain:"),
        listed,
        *map(paragraph, range(9)),
    )
    paper = m.Document(
        m.Metadata(title=t("T"), language="en"),
        blocks=blocks,
        resources=(m.Resource("curve.png", "image/png", png(300, 300)),),
    )
    order = [
        "figure" if box.element_tag == "figure" else text(box)
        for page in lay_out(paper, job(paper, "two-column")[0]).boxes
        for box in page.descendants()
        if box.element_tag == "figure" or (isinstance(box, boxes.LineBox) and "imit" in text(box))
    ]
    words = [one for one in order if one != "figure"]
    assert len(words) == 3
    first = order.index(words[0])
    assert order[first : first + 3] == words
