"""What a reader of a journal would stumble over, seen on pages of manuscripts at large."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from paperconv import model as m
from paperconv.exporters.pdf.engine import boxes
from paperconv.exporters.pdf.pages import lay_out
from paperconv.html.running import running_words
from paperconv.html.ties import tied
from paperconv.styles import load_style
from tests.jobs import job
from tests.pdf.measured import lines_of, text, text_boxes
from tests.pdf.paper import export, paragraph, plain_paper, text_of
from tests.pieces import p, png, t

LONG = "Seasonal dynamics of phytoplankton in shallow alpine reservoirs of the north and of the south under warming and repeated drawdown"


def lines(page: Any) -> list[Any]:
    """The lines of a page that hold text, from the top."""
    found = [box for box in page.descendants() if isinstance(box, boxes.LineBox) and text(box).strip()]
    return sorted(found, key=lambda line: (line.position_y, line.position_x))


def start(line: Any) -> float:
    """Where the text of a line begins, in px."""
    return float(min(box.position_x for box in text_boxes(line) if box.text.strip()))


PARTS = tuple(
    m.Section(t(title), (p(said),))
    for title, said in (
        ("Background", "Little is known of it."),
        (
            "Methods:",
            "We looked at all that stands there, twice, and wrote down what we saw of it in a small notebook.",
        ),
        ("What did we find?", "Much."),
    )
)


@pytest.mark.parametrize("style", ["two-column", "base", "open-access"])
def test_the_titles_of_an_abstracts_parts_end_with_a_stop_and_begin_at_the_margin(style: str) -> None:
    paper = plain_paper(12, abstracts=(m.Abstract(sections=PARTS),))
    page = lay_out(paper, job(paper, style)[0]).boxes[0]
    first = [line for line in lines(page) if "Little is" in text(line) or "Much." in text(line)]
    said = [text(line).replace("\u2002", " ").strip() for line in first]
    assert [one.removeprefix("Abstract—") for one in said] == [
        "Background. Little is known of it.",
        "What did we find? Much.",
    ]
    assert not any("Methods:." in text(line) for line in lines(page))
    assert len({round(start(line)) for line in first}) == 1


@pytest.mark.parametrize("style", ["base", "two-column", "cell-press", "science", "nature"])
def test_keywords_without_an_abstract_begin_at_the_margin_of_the_text(style: str) -> None:
    group = m.KeywordGroup(tuple(m.Keyword(t(word)) for word in ("rivers", "sluices")))
    paper = plain_paper(12, keywords=(group,), authors=(m.Author(m.Name("Okonkwo", "Ada")),))
    page = lay_out(paper, job(paper, style)[0]).boxes[0]
    found = lines(page)
    keywords = next(line for line in found if "sluices" in text(line) and "rivers" in text(line))
    body = min(start(line) for line in found if line.element_tag == "p" and "Okonkwo" not in text(line))
    assert start(keywords) - body < 20  # px: an indent at most


def test_a_running_head_keeps_to_the_length_that_its_style_gives() -> None:
    meta = m.Metadata(title=t(LONG), authors=(m.Author(m.Name("Oksanen", "Maria")),))
    apa = running_words(meta, load_style("apa")).title
    assert len(apa) <= 50
    assert LONG.startswith(apa[:-1])
    assert not apa[:-1].endswith((" in", " of", " the", " and"))
    colon = m.replace(meta, title=t(f"Alpine reservoirs under warming: {LONG}"))
    assert running_words(colon, load_style("apa")).title == "Alpine reservoirs under warming"


def test_the_place_of_a_picture_that_is_not_there_is_not_stretched_across_the_column() -> None:
    source = f"images/{'3f2a9c0d5e6b7a8f' * 4}.jpg"
    figure = m.Figure(
        (m.Panel(m.Image(source)),), caption=m.Caption(t("A view.")), id="fig1", label="Figure 1"
    )
    paper = m.Document(m.Metadata(title=t("T"), language="en"), blocks=(paragraph(1), figure, paragraph(2)))
    found = [
        line for line in lines_of(lay_out(paper, job(paper, "two-column")[0]), "span") if "not" in text(line)
    ]
    assert found
    assert not any(box.justification_spacing for line in found for box in text_boxes(line))


def test_a_picture_too_wide_for_its_column_leaves_no_blank_above_and_below_it() -> None:
    picture = m.Image("a.png", width="16cm", height="12cm")
    figure = m.Figure((m.Panel(picture),), caption=m.Caption(t("A view.")), id="fig1", label="Figure 1")
    paper = m.Document(
        m.Metadata(title=t("T"), language="en"),
        blocks=(paragraph(1), figure, paragraph(2)),
        resources=(m.Resource("a.png", "image/png", png(400, 300)),),
    )
    given, _ = job(paper, "two-column")
    shown = [
        box for page in lay_out(paper, given).boxes for box in page.descendants() if box.element_tag == "img"
    ]
    assert [round(box.width / box.height, 2) for box in shown] == [1.33]


def test_long_names_of_code_break_at_their_joints_and_numbers_stay_with_their_word(tmp_path: Path) -> None:
    name = "truncated_conjugate_gradient_descent"
    said = [
        p(
            "Rules of ",
            m.CodeSpan(name),
            f" for {'very ' * n}many cases in Figure ",
            m.CrossRef("fig1", t("1")),
            ".",
        )
        for n in range(12)
    ]
    figure = m.Figure(
        (m.Panel(m.Image("a.png")),), caption=m.Caption(t("A view.")), id="fig1", label="Figure 1"
    )
    paper = m.Document(
        m.Metadata(title=t("T"), language="en"),
        blocks=(m.List(tuple(m.ListItem((one,)) for one in said)), figure),
    )
    data, _ = export(paper, "letter")
    text = text_of(data, tmp_path)
    assert "\u200b" not in text
    assert "".join(text.split()).count(name) == 12
    assert not any(line.startswith(("1.", "1 ")) for line in text.splitlines())


@pytest.mark.parametrize("style", ["two-column", "letter"])
def test_names_in_blocks_of_code_are_whole_where_a_statement_is_longer_than_a_line(
    style: str, tmp_path: Path
) -> None:
    names = ("decimalLongitude", "hydrologicalStation", "commentstyle", "sluicegate")
    statement = 'points(table[,c("decimalLongitude","hydrologicalStation")],commentstyle=20,sluicegate=4)'
    blocks = [
        block
        for n in range(1, 30)
        for block in (m.CodeBlock("x" * n + statement, "r"), m.RawBlock("tex", "\\" + "x" * n + statement))
    ]
    data, found = export(
        m.Document(m.Metadata(title=t("T"), language="en"), blocks=(paragraph(1), *blocks)), style
    )
    text = text_of(data, tmp_path)
    assert {name: text.count(name) for name in names} == dict.fromkeys(names, len(blocks))
    assert "\u200b" not in text
    assert all("font" not in str(one) for one in found)


def test_a_page_has_the_marks_and_blanks_of_print(tmp_path: Path) -> None:
    cited = m.Citation((m.CiteItem("ref1"),), rendered=(m.Text("["), m.CrossRef("ref1", t("1")), m.Text("]")))
    said = p(
        'A "sluice" ( ',
        m.Styled("emph", t("S")),
        " ) of Ada's, 12° 6′ N, for < 10 boats.",
        cited,
        " Then more.",
    )
    paper = plain_paper(4)
    paper = m.replace(paper, sections=(m.replace(paper.sections[0], blocks=(said,)), *paper.sections[1:]))
    text = text_of(export(paper)[0], tmp_path).replace("\u00a0", " ")
    assert "A “sluice” (S) of Ada’s, 12° 6′ N, for < 10 boats [1]. Then more." in " ".join(text.split())


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("for < 10 boats, 25 ± 2 days (~ 40)", "for <_10 boats, 25 ±_2 days (~_40)"),
        ("at 12° 6′ N, 15° 43′ E and 12° north", "at 12°_6′ N, 15°_43′ E and 12° north"),
        ("12 kg of p < 0.05", "12_kg of p_<_0.05"),
    ],
)
def test_numbers_keep_their_signs_and_units(typed: str, wanted: str) -> None:
    assert tied(typed).replace("\u00a0", "_") == wanted


def test_names_say_who_belongs_where_in_a_style_without_marks(tmp_path: Path) -> None:
    people = (
        ("Okonkwo", "Ada Mary", "a1"),
        ("Cruz", "Jean-Luc", "a1"),
        ("Roe", "X.", "a1"),
        ("Doe", "B.", "a2"),
    )
    authors = tuple(m.Author(m.Name(family, given), affiliations=(aff,)) for family, given, aff in people)
    affiliations = (
        m.Affiliation("a1", raw="Sluice Office, Upton"),
        m.Affiliation("a2", raw="Mill Board, Hay"),
    )
    paper = plain_paper(6, authors=authors, affiliations=affiliations)
    text = " ".join(text_of(export(paper, "ieee-transactions")[0], tmp_path).split())
    assert "A. M. Okonkwo, J.-L. Cruz and X. Roe: Sluice Office, Upton B. Doe: Mill Board, Hay" in text
    assert "Roe:" not in text_of(export(paper, "two-column")[0], tmp_path)
    alone = plain_paper(6, authors=authors[:2], affiliations=affiliations[:1])
    assert "J.-L. Cruz:" not in text_of(export(alone, "ieee-transactions")[0], tmp_path)


def test_addresses_of_many_authors_run_in(tmp_path: Path) -> None:
    def height(count: int) -> float:
        authors = tuple(m.Author(m.Name(f"Name{n}", "A."), emails=(f"a{n}@b.org",)) for n in range(count))
        paper = plain_paper(6, authors=authors)
        found = [line for line in lines(lay_out(paper, job(paper)[0]).boxes[0]) if "@b.org" in text(line)]
        return len(found)

    assert height(8) == 8
    assert height(16) < 8


@pytest.mark.parametrize(
    ("language", "date", "printed"),
    [
        ("en", m.Date(2023, 3, 20), "Received: 20 March 2023"),
        ("en-US", m.Date(2023, 3, 20, literal="2023-03-20"), "Received: March 20, 2023"),
        ("en-GB", m.Date(2023, 3), "Received: March 2023"),
        ("en", m.Date(2023, 3, 20, literal="20th of March 2023"), "Received: 20th of March 2023"),
        ("en", m.Date(2023, 2, 31, literal="2023-02-31"), "Received: 2023-02-31"),
        ("en", m.Date(2023), "Received: 2023"),
        ("de", m.Date(2023, 3, 20), "2023-03-20"),
    ],
)
def test_a_date_in_numbers_is_spelled_on_english_pages(
    language: str, date: m.Date, printed: str, tmp_path: Path
) -> None:
    paper = m.replace(
        plain_paper(2),
        meta=m.Metadata(title=t("T"), language=language, dates=(m.HistoryDate("received", date),)),
    )
    assert printed in " ".join(text_of(export(paper)[0], tmp_path).split())
