"""Citations as fields of Zotero's, so that co-authors can go on working."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest

import paperconv
from paperconv import model as m
from paperconv.exporters.docx.zotero import item_field, parted
from paperconv.styles import load_style, with_citations
from tests.conftest import need
from tests.validators import office

TEXT = """# A study of windows

Ada Example

## Introduction

Windows were studied (see Abel, 2001, p. 3; Baker & Cole, 2005). Dunn et al. (2010) "disagree" & more.

## References

Abel, K. (2001). Panes of <glass> & more. *Journal of Windows*, 4(2), 1–9.

Baker, L., & Cole, M. (2005). *Sashes*. London: Frame Press.

Dunn, P., Egan, R., & Foss, T. (2010). Frames. *Glass*, 11, 22–31.

Zorn, Z. (1999). Nobody cites this. *Glass*, 1, 2–3.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    style = with_citations(load_style("base"), docx="zotero")
    path = tmp_path_factory.mktemp("zotero") / "paper.docx"
    path.write_bytes(paperconv.export(paperconv.read(TEXT), "docx", style=style).data)
    return path


def instructions(path: Path) -> list[str]:
    text = ZipFile(path).read("word/document.xml").decode()
    return [unescape(one).strip() for one in re.findall(r"<w:instrText[^>]*>(.*?)</w:instrText>", text)]


def test_each_citation_is_a_field_with_its_works(made: Path) -> None:
    first, second = (one for one in instructions(made) if "ZOTERO_ITEM" in one)
    held = json.loads(first.partition("CSL_CITATION ")[2])
    assert held["properties"]["plainCitation"] == "(see Abel, 2001, p. 3; Baker & Cole, 2005)"
    assert [one["itemData"]["type"] for one in held["citationItems"]] == ["article-journal", "book"]
    assert held["citationItems"][0]["prefix"] == "see "
    assert held["citationItems"][0]["suffix"] == ", p. 3"
    narrative = json.loads(second.partition("CSL_CITATION ")[2])
    assert narrative["properties"]["plainCitation"] == "(2010)"
    assert narrative["citationItems"][0]["suppress-author"] is True
    assert held["citationID"] != narrative["citationID"]


def test_the_list_is_one_field_that_knows_what_nothing_cites(made: Path) -> None:
    (field,) = (one for one in instructions(made) if "ZOTERO_BIBL" in one)
    assert field.startswith("ADDIN ZOTERO_BIBL")
    assert field.endswith("CSL_BIBLIOGRAPHY")
    assert len(json.loads(field[len("ADDIN ZOTERO_BIBL ") : -len(" CSL_BIBLIOGRAPHY")])["uncited"]) == 1
    text = ZipFile(made).read("word/document.xml").decode()
    assert text.count('fldCharType="begin"') == text.count('fldCharType="end"')
    assert "ZOTERO_PREF_1" in ZipFile(made).read("docProps/custom.xml").decode()


def test_the_names_of_a_narrative_citation_stay_in_the_text(made: Path) -> None:
    document = paperconv.read(made)
    cited = [m.text_of(node) for node in m.iter_nodes(document) if isinstance(node, m.Citation)]
    assert cited == ["(see Abel, 2001, p. 3; Baker & Cole, 2005)", "(2010)"]
    assert "Dunn et al. (2010)" in m.text_of(document)


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ((m.Text("Dunn et al. (2010)"),), "Dunn et al. "),
        ((m.Text("Dunn et al. [3]"),), "Dunn et al. "),
        ((m.Text("Dunn [3, p. 4], [5]"),), "Dunn "),
        ((m.Text("Dunn [3 (p. 4)]"),), "Dunn "),
        ((m.Text("Dunn (Ed.) (2010)"),), "Dunn (Ed.) "),
        ((m.Text("Dunn "), m.CrossRef("ref1", m.text("3")), m.Text("–5")), "Dunn "),
        ((m.Text("Dunn"), m.Styled("sup", m.text("3 (p. 4)"))), "Dunn"),
        ((m.Text("[3]"),), ""),
        ((m.Text("Dunn"),), ""),
    ],
)
def test_the_field_holds_the_year_or_the_number_and_no_names(printed: m.Inlines, names: str) -> None:
    citation = m.Citation((m.CiteItem("ref1"),), "narrative", rendered=printed)
    before, field = parted(citation)
    assert m.text_of(m.Paragraph(before)) == names
    assert m.text_of(m.Paragraph(before + field)) == m.text_of(m.Paragraph(printed))
    assert item_field(citation, field, 1, {"ref1": m.Reference("ref1")}).count('"suppress-author": true') == 1


def test_links_are_what_a_style_gives_by_default() -> None:
    data = paperconv.export(paperconv.read(TEXT), "docx").data
    assert b"ZOTERO" not in data
    assert b"docProps/custom.xml" not in data


@pytest.mark.validators
def test_word_accepts_the_fields(made: Path) -> None:
    need(office.installed(), "the Open XML SDK")
    assert [one.errors for one in office.validate([made])] == [[]]
