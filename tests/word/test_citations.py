"""Citations of the usual tools, and the lists they print."""

from __future__ import annotations

import base64
import json

from paperconv import model as m
from tests.word.making import PROSE, Read, docx, field, p, read, style

_STYLES = style("T", "Title") + style("H", "heading 1")
_ICE = {"type": "article-journal", "title": "Ice on the lower river", "DOI": "10.5555/ice.1", "volume": "4",
        "container-title": "Annals of Rivers", "author": [{"family": "Falk", "given": "Nora"}],
        "issued": {"date-parts": [[2011]]}}  # fmt: skip
_TOLLS = {"type": "book", "title": "Tolls of the upper stations", "author": [{"family": "Holm", "given": "Per"}],
          "publisher": "Quay Press", "issued": {"date-parts": [[1999]]}}  # fmt: skip


def _zotero(*items: dict[str, object], **more: object) -> str:
    cited = [
        {"id": n, "uris": [f"http://zotero.org/{n}"], "itemData": {"id": n, **one}, **more}
        for n, one in enumerate(items, 1)
    ]
    return "ADDIN ZOTERO_ITEM CSL_CITATION " + json.dumps({"citationItems": cited, "properties": {}})


def _mendeley(*items: dict[str, object]) -> str:
    cited = [{"id": f"ITEM-{n}", "itemData": {"id": f"ITEM-{n}", **one}} for n, one in enumerate(items, 1)]
    return "ADDIN CSL_CITATION " + json.dumps({"citationItems": cited})


def _cited(made: Read) -> list[list[str]]:
    titles = {one.id: m.text_of(one.title) for one in made.document.references}
    return [
        [titles[i.ref] for i in n.items] for n in m.iter_nodes(made.document) if isinstance(n, m.Citation)
    ]


def _paper(*body: str, **more: object) -> Read:
    return read(p("Ice and Tolls", style="T"), p("Intro", style="H"), *body, styles=_STYLES, **more)


def test_one_work_cited_through_two_tools_is_one_reference() -> None:
    made = _paper(
        p("It froze ", field(_zotero(_ICE), "(1)"), "."),
        p("And ", field(_mendeley(_TOLLS, {**_ICE, "DOI": "https://doi.org/10.5555/ICE.1"}), "(1,2)"), "."),
    )
    assert sum(1 for _ in made.document.references) == 2
    assert _cited(made) == [[_ICE["title"]], [_TOLLS["title"], _ICE["title"]]]


def test_the_printed_list_gives_order_and_words_the_fields_the_rest() -> None:
    made = _paper(
        p("It froze ", field(_mendeley(_ICE), "2"), ". Tolls ", field(_mendeley(_TOLLS), "1"), "."),
        p("References", style="H"),
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY</w:instrText></w:r>'
          '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', "1. Holm, P. Tolls of the upper stations. (Quay, 1999)."),
        p("2. Falk, N. Ice on the lower river. Ann. Riv. 4 (2011).", '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
    )  # fmt: skip
    first, second = made.document.references
    assert (first.label, m.text_of(first.raw)) == (
        "1.",
        "Holm, P. Tolls of the upper stations. (Quay, 1999).",
    )
    assert (second.doi, m.text_of(second.container_title)) == ("10.5555/ice.1", "Annals of Rivers")
    assert (
        made.text.count("upper stations") == made.text.count("(Quay, 1999)") + 1
    )  # the field and the string, no third
    assert _cited(made) == [[_ICE["title"]], [_TOLLS["title"]]]


def test_locators_stay() -> None:
    made = _paper(p("It froze ", field(_zotero(_ICE, locator="12", label="page"), "(1, p. 12)"), "."))
    citation = next(n for n in m.iter_nodes(made.document) if isinstance(n, m.Citation))
    assert citation.items[0].locator == "12"


def test_mendeley_cite_keeps_its_citations_in_content_controls() -> None:
    data = (
        base64.b64encode(json.dumps({"citationItems": [{"id": "a", "itemData": _ICE}]}).encode())
        .decode()
        .rstrip("=")
    )
    control = (
        f'<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_{data}"/></w:sdtPr><w:sdtContent>'
        "<w:r><w:t>[1]</w:t></w:r></w:sdtContent></w:sdt>"
    )
    assert _cited(_paper(p("It froze ", control, "."))) == [[_ICE["title"]]]


def test_words_own_sources() -> None:
    source = (
        '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source><b:Tag>Fal11</b:Tag>'
        "<b:SourceType>JournalArticle</b:SourceType><b:Title>Ice on the lower river</b:Title><b:Year>2011</b:Year>"
        "<b:JournalName>Annals of Rivers</b:JournalName><b:Author><b:Author><b:NameList><b:Person><b:Last>Falk</b:Last>"
        "<b:First>Nora</b:First></b:Person></b:NameList></b:Author></b:Author></b:Source></b:Sources>"
    )
    made = _paper(
        p("It froze ", field("CITATION Fal11 \\p 3 \\l 1033", "(Falk, 2011)"), "."),
        parts={"customXml": source},
    )
    (reference,) = made.document.references
    assert (reference.authors[0].family, m.text_of(reference.container_title)) == ("Falk", "Annals of Rivers")
    assert _cited(made) == [[_ICE["title"]]]


def test_citavi() -> None:
    entry = {"ReferenceId": "r", "PageRange": "<sp><n>3</n></sp><os>3</os>",
             "Reference": {"ReferenceType": "JournalArticle", "Title": "Ice on the lower river", "Year": "2011",
                           "Authors": [{"FirstName": "Nora", "LastName": "Falk"}], "Periodical": {"Name": "Annals of Rivers"}}}  # fmt: skip
    data = base64.b64encode(json.dumps({"Entries": [entry]}).encode()).decode()
    made = _paper(p("It froze ", field("ADDIN CitaviPlaceholder{" + data + "}", "[1]"), "."))
    assert _cited(made) == [[_ICE["title"]]]


def test_a_broken_citation_stays_as_printed_and_is_reported() -> None:
    made = _paper(
        p("It froze ", field('ADDIN ZOTERO_ITEM CSL_CITATION {"citationItems": [', "(Falk 2011)"), ".")
    )
    assert "(Falk 2011)" in made.text
    assert made.said("1 citation of a citation manager cannot be read") is not None


def test_a_numbered_list_without_a_heading_is_the_reference_list() -> None:
    entries = [
        p(f"{n}. Falk, N. & Holm, P. Letters of the year {1690 + n}. Ann. Riv. {n}, 1–9 ({1990 + n}).")
        for n in range(1, 8)
    ]
    made = Read(
        docx(
            p("Ice and Tolls", style="T"),
            p("Intro", style="H"),
            p(PROSE),
            *entries,
            p("Thanks", style="H"),
            p(PROSE),
            styles=_STYLES,
        )
    )
    assert sum(1 for _ in made.document.references) == 7
    assert next(made.document.references).label == "1."


def test_entries_that_a_style_names_are_not_joined() -> None:
    styles = _STYLES + style("B", "Bibliography")
    made = read(
        p("Ice", style="T"), p("Intro", style="H"), p(PROSE), p("References", style="H"),
        p("Falk, Nora. Ice. Annals, 2011.", style="B"), p("———. and Holm, Per. Tolls. Quay, 1999.", style="B"), styles=styles,
    )  # fmt: skip
    assert sum(1 for _ in made.document.references) == 2


def test_an_entry_typed_beside_the_list_of_a_citation_manager_belongs_to_it() -> None:
    first, last = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY '
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    made = _paper(
        p("It froze ", field(_zotero(_ICE), "(Falk, 2011)"), " and tolls rose ", field(_zotero(_TOLLS), "(Holm, 1999)"), f". {PROSE}"),
        p("References", style="H"),
        p("Abel, K. (2001). Boats of the marsh. Annals of Rivers, 2, 3–9."),
        p(first, "Falk, N. (2011). Ice on the lower river. Annals of Rivers, 4."),
        p("Holm, P. (1999). Tolls of the upper stations. Quay Press.", last),
        p("Petit, R. J. (2015). Height and light. Plant Science Today, 3, 1–9."),
        p("Received in 2016 by the editor of these pages, and printed as it was."),
        p("The R language of 2017 was used for it, as ever."),
    )  # fmt: skip
    entries = [m.text_of(one.raw) or m.text_of(one.title) for one in made.document.references]
    assert [entry.partition(" ")[0] for entry in entries] == ["Abel,", "Falk,", "Holm,", "Petit,"]
    assert "Received in 2016" in made.text
