"""HTML: one page that needs nothing else."""

from __future__ import annotations

import re

from lxml import etree, html

from paperconv import model as m
from paperconv.exporters.html import HtmlExporter
from tests.documents import LETTER, RICH
from tests.jobs import job
from tests.pieces import t


def exported(document: m.Document) -> bytes:
    return HtmlExporter().export(document, job(document)[0]).data


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    data = exported(RICH)
    root = html.fromstring(data)
    assert data.startswith(b"<!DOCTYPE html>\n<html")
    assert list(root.iter("script", "link", "iframe", "object")) == []
    assert all(src.startswith("data:image/") for src in root.xpath("//@src"))
    assert re.search(rb"url\(|@import", data) is None
    assert b'<meta charset="utf-8">' in data


def test_search_engines_find_title_authors_and_doi() -> None:
    root = html.fromstring(exported(RICH))

    def tag(name: str) -> list[str]:
        return root.xpath(f"//meta[@name='citation_{name}']/@content")

    assert tag("title") == ["A study of Zea mays & its neighbours"]
    assert tag("author") == ["Gogh, Ada Maria van, Jr.", "Sukarno", "The Maize Consortium"]
    assert tag("doi") == ["10.5555/12345678"]
    assert tag("publication_date") == ["2025/07/09"]
    assert tag("language") == ["en"]


def test_a_paper_without_title_is_called_by_its_file_in_the_head_only() -> None:
    root = html.fromstring(exported(m.Document(m.Metadata(), blocks=LETTER.blocks)))
    assert root.findtext("head/title") == "paper"
    assert list(root.iter("h1")) == []
    assert root.xpath("//meta[@name='citation_title']") == []


def test_a_title_cannot_leave_its_element() -> None:
    data = exported(m.Document(m.Metadata(t("</title><script>alert(1)</script>\x00"))))
    assert b"<script" not in data


def test_the_same_document_gives_the_same_bytes() -> None:
    assert exported(RICH) == exported(RICH)


def test_the_style_sheet_is_inside_and_names_classes_of_the_page() -> None:
    root = html.fromstring(exported(RICH))
    style = root.findtext("head/style")
    classes = {one for value in root.xpath("//@class") for one in value.split()}
    assert {".abstract", ".reference", ".table-wrap"} <= set(re.findall(r"\.[a-z-]+", style))
    assert {"abstract", "reference", "table-wrap", "title-block"} <= classes
    assert etree.tostring(root)
