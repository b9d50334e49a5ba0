"""Where pandoc's citeproc does otherwise than the CSL specification."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from paperconv import model as m
from paperconv.citations.cures import cure_item, cure_printed, cure_style
from paperconv.citations.format import format_works

CSL = "http://purl.org/net/xbiblio/csl"
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
<info><title>T</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>
<macro name="author"><names variable="author"><name initialize-with="" name-as-sort-order="all"/></names></macro>
<macro name="year"><date variable="issued"><date-part name="month" suffix=" "/></date><date variable="issued">
<date-part name="year"/></date></macro>
<citation disambiguate-add-year-suffix="true"><layout prefix="(" suffix=")" delimiter="; "><text macro="author" suffix=" "/>
<text macro="year"/></layout></citation>
<bibliography><sort><key macro="author"/><key variable="title"/></sort><layout><text macro="author" suffix=": "/>
<text variable="title" text-case="title" quotes="true" suffix=", "/><text macro="year"/></layout></bibliography>
</style>"""


def made(tmp_path: Path, *works: m.Reference) -> list[str]:
    (tmp_path / "own.csl").write_text(STYLE, encoding="utf-8")
    cited = [m.Citation((m.CiteItem(one.id),)) for one in works]
    return [
        m.text_of(one.content)
        for one in format_works(works, cited, "./own.csl", (tmp_path,), "en").entries.values()
    ]


def work(id: str, title: str, *authors: m.Name, year: int = 2001) -> m.Reference:
    return m.Reference(id, type="article-journal", title=m.text(title), authors=authors, issued=m.Date(year))


def test_small_words_stay_small_and_the_first_and_last_do_not(tmp_path: Path) -> None:
    (entry,) = made(
        tmp_path, work("a", "under the roof: through old frames under wind we go off", m.Name("Roe", "C."))
    )
    assert "“Under the Roof: Through Old Frames under Wind We Go Off,”" in entry


def test_a_question_keeps_its_mark_and_the_comma_of_the_style(tmp_path: Path) -> None:
    (entry,) = made(tmp_path, work("a", "Is it open?", m.Name("Roe", "C.")))
    assert "“Is It Open?,”" in entry
    assert "\u2060" not in entry


@pytest.mark.parametrize(
    ("given", "printed"), [("open?\u2060. It", "open? It"), ("open?\u2060, It", "open?, It"), ("no", "no")]
)
def test_a_full_stop_after_a_question_goes(given: str, printed: str) -> None:
    assert m.text_of(m.Paragraph(cure_printed(m.text(given)))) == printed


def test_suffixes_lose_their_stop_where_initials_have_none(tmp_path: Path) -> None:
    (entry,) = made(tmp_path, work("a", "Doors", m.Name("King", "Ann B.", suffix="Jr.")))
    assert entry.startswith("King, AB, Jr:")


def test_works_without_authors_come_last(tmp_path: Path) -> None:
    entries = made(tmp_path, work("a", "An open door"), work("b", "Walls", m.Name("Zed", "C.")))
    assert [entry[:3] for entry in entries] == ["Zed", "“An"]


def test_the_letter_of_a_year_stands_behind_it(tmp_path: Path) -> None:
    entries = made(tmp_path, *(work(f"w{n}", f"Title {n}", m.Name("Roe", "C.")) for n in (1, 2)))
    assert [entry[-5:] for entry in entries] == ["2001a", "2001b"]


def test_a_style_that_needs_no_cure_stays_as_it_is() -> None:
    text = STYLE.replace('<key macro="author"/>', "").replace(
        '<date variable="issued"><date-part name="month" suffix=" "/></date>', ""
    )
    root = etree.fromstring(text)
    before = etree.tostring(root)
    cure_style(root)
    assert etree.tostring(root) == before
    item = {"id": "a", "type": "book", "title": "The Roof Under the Sky"}
    assert cure_item(item, b"<style/>", english=True) == item


def test_labels_follow_their_names() -> None:
    root = etree.fromstring(f'<style xmlns="{CSL}"><names variable="editor"><label/></names></style>')
    cure_style(root)
    assert [one.tag.partition("}")[2] for one in root[0]] == ["name", "label"]
