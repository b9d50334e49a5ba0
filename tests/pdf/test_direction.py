"""Blocks are written the way of their text."""

from __future__ import annotations

import pytest
from lxml import html

from paperconv import model as m
from paperconv.exporters.pdf.direction import set_directions
from paperconv.exporters.pdf.pages import lay_out
from tests.jobs import job
from tests.pdf.measured import lines_of, text, text_boxes
from tests.pieces import p, t


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("<h2>\u05e9\u05dc\u05d5\u05dd</h2><p>Text</p>", {"h2": "rtl", "p": None}),
        ("<p>(12) \u0645\u0644\u062d and salt</p>", {"p": "rtl"}),
        ("<p>Salt, \u0645\u0644\u062d</p>", {"p": None}),
        ("<ul><li>\u0645\u0644\u062d</li><li>1847</li></ul>", {"ul": "rtl", "li": None}),
        ("<p dir=ltr>\u0645\u0644\u062d</p>", {"p": "ltr"}),
        (
            "<table><tr><td>Salt</td><th>\u0645\u0644\u062d</th></tr></table>",
            {"table": None, "td": None, "th": "rtl"},
        ),
    ],
)
def test_in_a_text_from_left_to_right(given: str, wanted: dict[str, str | None]) -> None:
    page = html.fromstring(f"<main>{given}</main>")
    set_directions(page)
    assert {tag: next(page.iter(tag)).get("dir") for tag in wanted} == wanted


def test_in_a_text_from_right_to_left() -> None:
    page = html.fromstring(
        "<main dir=rtl><h2>Abstract</h2><p><span class=label>Keywords:</span> \u0645\u0644\u062d</p>"
        "<ul><li>[1] Roe, J. (2001)</li></ul></main>"
    )
    set_directions(page)
    found = {element.tag: element.get("dir") for element in page.iter("h2", "p", "li")}
    assert found == {"h2": None, "p": None, "li": None}
    assert next(page.iter("ul")).get("dir") == "ltr"


@pytest.mark.parametrize("style", ["base", "two-column", "humanities"])
def test_lines_from_right_to_left_end_on_the_right(style: str) -> None:
    words = (
        "\u05d4\u05e2\u05d9\u05e8 \u05d4\u05e2\u05ea\u05d9\u05e7\u05d4 \u05e9\u05d5\u05db\u05e0\u05ea " * 30
    )
    paper = m.Document(
        m.Metadata(title=t("T"), language="en"),
        blocks=(p("Words."), m.List((m.ListItem((p(words),)),)), p(words)),
    )
    pages = lay_out(paper, job(paper, style)[0])
    lines = [line for line in lines_of(pages) if "\u05d4" in text(line)]
    assert len(lines) > 4
    edges = {
        round(line.position_x + line.width, 1) for line in lines[1:-1] if line.element is lines[-1].element
    }
    assert len(edges) == 1


@pytest.mark.parametrize("style", ["base", "letter"])
def test_names_in_latin_letters_stand_below_a_title_from_right_to_left(style: str) -> None:
    words = "\u05d4\u05e2\u05d9\u05e8 \u05d4\u05e2\u05ea\u05d9\u05e7\u05d4"
    paper = m.Document(
        m.Metadata(title=t(words), language="he", authors=(m.Author(m.Name("Roe", "Jane")),)),
        blocks=(p(words * 9),),
    )
    page = lay_out(paper, job(paper, style)[0])
    (title,), (names, *_) = lines_of(page, "h1"), lines_of(page)
    assert text(names) == "Jane Roe"
    right = [max(one.position_x + one.width for one in text_boxes(line)) for line in (title, names)]
    assert abs(right[0] - right[1]) < 1
