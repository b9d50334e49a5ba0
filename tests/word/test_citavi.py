"""Citavi's placeholders in a Word file, of all its versions."""

from __future__ import annotations

import base64
import json

import pytest

from paperconv import model as m
from tests.word.making import cited_items, cited_paper, field, p


def _citavi(*entries: dict[str, object], shown: str = "(Falk 2011)") -> str:
    data = {
        "$id": "1",
        "$type": "SwissAcademic.Citavi.Citations.WordPlaceholder, SwissAcademic.Citavi",
        "Entries": list(entries),
        "WAIVersion": "6.5.0.0",
    }
    code = base64.b64encode(json.dumps(data).encode()).decode()
    return (
        '<w:sdt><w:sdtPr><w:alias w:val="To edit, see citavi.com/edit"/><w:tag w:val="CitaviPlaceholder#0f1e"/></w:sdtPr><w:sdtContent>'
        f"{field(f'ADDIN CitaviPlaceholder{{{code}}}', shown)}</w:sdtContent></w:sdt>"
    )


def _pages(text: str, kind: int = 0) -> dict[str, object]:
    return {
        "$type": "SwissAcademic.PageRange, SwissAcademic",
        "OriginalString": text,
        "NumberingType": kind,
        "NumeralSystem": 0,
    }


def test_citavi_names_an_object_that_returns_by_its_number() -> None:
    holder = {
        "$id": "9", "ReferenceType": "BookEdited", "Title": "The Grain Trade", "Year": "1999", "Publishers": [{"$id": "10", "Name": "Quay Press"}],
        "Editors": [{"$id": "11", "FirstName": "Per", "LastName": "Holm"}],
    }  # fmt: skip
    first = {
        "$id": "2", "ReferenceType": "Contribution", "Title": "Tolls", "Subtitle": "The upper stations", "ParentReference": holder,
        "Authors": [{"$id": "3", "FirstName": "Nora", "LastName": "Falk"}], "PageRange": "<sp>\r\n<n>3</n></sp><os>3-9</os>",
    }  # fmt: skip
    second = {
        **first,
        "$id": "4",
        "Title": "Boats",
        "Subtitle": "",
        "Authors": [{"$ref": "3"}],
        "ParentReference": {"$ref": "9"},
    }
    made = cited_paper(p("Tolls ", _citavi(
        {"$id": "20", "ReferenceId": "a", "Reference": first, "Prefix": "Vgl. ", "PageRange": _pages("4-5")},
        {"$id": "21", "ReferenceId": "b", "Reference": second, "PageRange": _pages("7", 3)},
        {"$id": "22", "ReferenceId": "a", "Reference": {"$ref": "2"}, "PageRange": _pages("8", 1), "YearOnly": True},
    ), "."))  # fmt: skip
    assert cited_items(made) == [
        ("Tolls: The upper stations", "Vgl.", "4-5", "page", "", False), ("Boats", "", "", "", ", 7", False),
        ("Tolls: The upper stations", "", "8", "column", "", True),
    ]  # fmt: skip
    for work in made.document.references:
        assert (work.type, work.authors[0].family, m.text_of(work.container_title), work.publisher) == (
            "chapter", "Falk", "The Grain Trade", "Quay Press",
        )  # fmt: skip


def test_an_object_of_citavi_that_holds_itself_ends() -> None:
    loop = {
        "$id": "2",
        "ReferenceType": "Contribution",
        "Title": "Tolls of all stations",
        "ParentReference": {"$ref": "2"},
    }
    made = cited_paper(p("Tolls ", _citavi({"$id": "20", "Reference": loop}), "."))
    assert [title for title, *_ in cited_items(made)] == ["Tolls of all stations"]


def _old_citavi(xml: str, *, identified: bool = True) -> str:
    code = base64.b64encode(f'<?xml version="1.0" encoding="utf-8"?>{xml}'.encode()).decode()
    name = "5d0c8a3e-0b1f-4c62-9a5e-3f1d2c4b5a69 " if identified else ""
    return field(f"ADDIN CITAVI.PLACEHOLDER {name}{code}", "(Falk 2011)")


def test_citavi_before_version_six_keeps_its_works_as_xml() -> None:
    work = (
        "<Reference><Id>a</Id><ReferenceTypeId>JournalArticle</ReferenceTypeId><Title>Tolls of the upper stations</Title>"
        "<Authors><Person><FirstName>Nora</FirstName><LastName>Falk</LastName></Person>"
        "<Person><FirstName>Per</FirstName><LastName>Holm</LastName></Person></Authors><Periodical><Name>River Studies</Name></Periodical>"
        "<Volume>4</Volume><Number>2</Number><Year>2011</Year><PageRange>&lt;sp&gt;&lt;n&gt;3&lt;/n&gt;&lt;/sp&gt;&lt;os&gt;3-9&lt;/os&gt;</PageRange></Reference>"
    )
    entry = f"<Entries><Entry><Id>e</Id><ReferenceId>a</ReferenceId>{work}<Prefix>Vgl. </Prefix></Entry></Entries>"
    made = cited_paper(
        p("Tolls ", _old_citavi(f"<Placeholder><Id>p</Id>{entry}</Placeholder>"), "."),
        p("Boats ", _old_citavi(f"<Placeholder>{entry}</Placeholder>", identified=False), "."),
    )
    assert cited_items(made) == [("Tolls of the upper stations", "Vgl.", "", "", "", False)] * 2
    (work_read,) = made.document.references
    assert (work_read.type, [one.family for one in work_read.authors], m.text_of(work_read.container_title), work_read.page) == (
        "article-journal", ["Falk", "Holm"], "River Studies", "3-9",
    )  # fmt: skip


@pytest.mark.parametrize(
    "xml",
    [
        "<Placeholder><Entries><Entry><ReferenceId>a</ReferenceId></Entry></Entries></Placeholder>",
        "<Placeholder",
        "<a>" * 5000,
    ],
)
def test_a_placeholder_of_an_old_citavi_without_works_stays_as_printed_and_is_told(xml: str) -> None:
    made = cited_paper(p("Tolls ", _old_citavi(xml), "."))
    assert cited_items(made) == []
    assert "(Falk 2011)" in made.text
    assert made.said("1 citation of a citation manager cannot be read") is not None
