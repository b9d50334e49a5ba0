"""A Crossref deposit satisfies Crossref's schema, holds what the manuscript says, and is not made without what it needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

import paperconv
from paperconv import model as m
from tests.conftest import need
from tests.documents import RICH
from tests.submission.papers import paper, style
from tests.validators import packages

DEPOSITOR = '[crossref]\ndepositor = "Shore Press"\nemail = "doi@shore.example"\naddress = "https://shore.example/{doi}"\n'
PUBLISHED = """doi: 10.5555/shores.2026.17
date: 2026-03-04
volume: 12
issue: 3
funding:
  - name: Tide Fund
    award: TF-9
license: CC-BY-4.0
"""
CR = {"c": "http://www.crossref.org/schema/5.4.0", "jats": "http://www.ncbi.nlm.nih.gov/JATS1"}


def deposit(document: m.Document, folder: Path, more: str = DEPOSITOR) -> bytes:
    return paperconv.export(document, "crossref", style=style(folder / "shores", more)).data


def published(folder: Path) -> m.Document:
    document = paperconv.read(paper(folder / "paper", front=PUBLISHED))
    dates = (m.HistoryDate("pub", m.Date(2026, 3, 4)),)
    return m.replace(document, meta=m.replace(document.meta, dates=dates))


def test_a_deposit_is_valid_and_says_what_the_manuscript_says(tmp_path: Path) -> None:
    need(packages.crossref_installed(), "Crossref's schema")
    data = deposit(published(tmp_path), tmp_path)
    assert packages.crossref_errors(data) == []
    root = etree.fromstring(data)
    for path, expected in {
        "c:head/c:depositor/c:email_address": "doi@shore.example",
        "c:head/c:registrant": "Shore Press",
        "c:head/c:timestamp": "20260304000000",
        "c:body//c:full_title": "Journal of Shores",
        "c:body//c:issn": "1234-5678",
        "c:body//c:journal_article/c:titles/c:title": "Tides of salt in the upper marsh",
        "c:body//c:person_name[1]/c:surname": "Okonkwo-Brandt",
        "c:body//c:person_name[1]//c:institution_name": "Northern University",
        "c:body//jats:abstract/jats:p": "Salt moves with the tide, and returns with the wind.",
        "c:body//c:journal_article/c:publication_date/c:year": "2026",
        "c:body//c:doi_data/c:doi": "10.5555/shores.2026.17",
        "c:body//c:doi_data/c:resource": "https://shore.example/10.5555/shores.2026.17",
        "c:body//c:citation/c:doi": "10.1234/shores.3",
        "c:body//c:citation/c:journal_title": "Shores",
    }.items():
        assert root.xpath(f"string({path})", namespaces=CR) == expected, path


def test_the_richest_document_gives_a_valid_deposit(tmp_path: Path) -> None:
    need(packages.crossref_installed(), "Crossref's schema")
    dates = (m.HistoryDate("pub", m.Date(2026, 3)), *RICH.meta.dates)
    meta = m.replace(RICH.meta, identifiers=(m.Identifier("doi", "10.5555/rich"),), dates=dates)
    assert packages.crossref_errors(deposit(m.replace(RICH, meta=meta), tmp_path)) == []


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        (m.Name("Ōe", "Kenzaburō", family_first=True), True),
        (m.Name(literal="Plato"), True),
        (m.Name("1 b 2", "Ann"), False),
        (m.Name("???", "Ann"), False),
        (m.Name("x" * 70, "Ann"), False),
    ],
)
def test_names_that_crossref_does_not_take_are_left_out_and_told(
    tmp_path: Path, name: m.Name, taken: bool
) -> None:
    need(packages.crossref_installed(), "Crossref's schema")
    document = published(tmp_path)
    document = m.replace(document, meta=m.replace(document.meta, authors=(m.Author(name),)))
    found: list[paperconv.Diagnostic] = []
    data = paperconv.export(
        document, "crossref", style=style(tmp_path / "s", DEPOSITOR), log=found.append
    ).data
    assert packages.crossref_errors(data) == []
    assert (b"person_name" in data) == taken
    assert any("Crossref" in one.message for one in found) == (not taken)


@pytest.mark.parametrize(
    ("front", "more", "lacking"),
    [
        ("", DEPOSITOR, "a DOI"),
        ("doi: not-one\n", DEPOSITOR, "a DOI"),
        ("doi: 10.5555/a\n", DEPOSITOR, "a date of publication"),
        (PUBLISHED, "", "a depositor"),
        (PUBLISHED, DEPOSITOR.replace("doi@shore.example", "nobody"), "e-mail"),
        (PUBLISHED, DEPOSITOR.replace("https://", ""), "address"),
    ],
)
def test_no_deposit_is_made_without_what_it_needs(
    tmp_path: Path, front: str, more: str, lacking: str
) -> None:
    document = paperconv.read(paper(tmp_path / "paper", front=front))
    with pytest.raises(paperconv.PaperconvError, match=f"no deposit without .*{lacking}"):
        deposit(document, tmp_path, more)
