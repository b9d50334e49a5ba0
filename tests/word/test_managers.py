"""What citation managers keep in a Word file, in the form in which each of them writes it."""

from __future__ import annotations

import base64
import json
from html import escape

import pytest

from paperconv import model as m
from tests.word.making import PROSE, cited_items, cited_paper, field, p, run

# EndNote


def _face(text: str, face: str = "normal") -> str:
    return f'<style face="{face}" font="default" size="100%">{text}</style>'


def _record(key: str, kind: str, authors: str, title: str, year: str, inside: str) -> str:  # noqa: PLR0917
    """A record: ``key`` is library and number, ``authors`` stand between semicolons, ``inside`` is more of titles, a bar, and the rest."""
    library, _, number = key.partition(":")
    people = "".join(f"<author>{_face(one)}</author>" for one in authors.split("; "))
    titles, _, rest = inside.partition("|")
    return (
        f'<record><rec-number>{number}</rec-number><foreign-keys><key app="EN" db-id="{library}" timestamp="1">{number}</key></foreign-keys>'
        f'<ref-type name="{kind}">17</ref-type><contributors><authors>{people}</authors></contributors>'
        f"<titles><title>{title}</title>{titles}</titles><dates><year>{_face(year)}</year></dates>{rest}</record>"
    )


_PIKE = _record(
    "lib1:12", "Journal Article", "Falk, N.; Holm, Per", _face("Pike, ") + _face("Esox lucius", "italic") + _face(", under ice &amp; snow"), "2011",
    "<secondary-title>Annals of Rivers</secondary-title>|<pages>11-19</pages><volume>4</volume><number>2</number><edition>2011/05/25</edition>"
    "<isbn>0000-0019 (Print)&#xD;0000-0027</isbn><electronic-resource-num>https://doi.org/10.5555/pike.1</electronic-resource-num>",
)  # fmt: skip
_TOLLS = _record(
    "lib1:13", "Book Section", "Quay Office,", "Tolls of the upper stations", "1999",
    "<secondary-title>The Grain Trade</secondary-title>|<pages>3-9</pages><publisher>Quay Press</publisher><pub-location>Porto</pub-location>",
)  # fmt: skip


def _cite(record: str, attributes: str = "", **more: str) -> str:
    inside = "".join(f"<{name}>{value}</{name}>" for name, value in more.items())
    return f"<Cite{attributes}><Author>A</Author><Year>2000</Year><RecNum>12</RecNum>{inside}{record}</Cite>"


def _endnote(*cites: str, shown: str = "(Falk and Holm 2011)") -> str:
    return field(f"ADDIN EN.CITE <EndNote>{''.join(cites)}</EndNote>", shown)


def _character(kind: str, data: str = "") -> str:
    kept = f'<w:fldData xml:space="preserve">{data}</w:fldData>' if data else ""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{kept}</w:fldChar></w:r>'


def _code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {escape(text)} </w:instrText></w:r>'


def _endnote_data(*cites: str, shown: str = "(Falk and Holm 2011)", parts: int = 1) -> str:
    """A field whose records are data: the same in the field and in the one within it, or in ``parts`` fields within it."""
    whole = base64.b64encode(f"<EndNote>{''.join(cites)}</EndNote>\0".encode()).decode()
    size = -(-len(whole) // parts // 4) * 4
    pieces = [whole[at : at + size] for at in range(0, len(whole), size)]
    lines = ["\n".join(piece[at : at + 76] for at in range(0, len(piece), 76)) for piece in pieces]
    inner = "".join(
        _character("begin", line) + _code("ADDIN EN.CITE.DATA") + _character("end") for line in lines
    )
    outer = _character("begin", lines[0]) + _code("ADDIN EN.CITE") + inner
    return f"{outer}<w:r/>{_character('separate')}{run(shown)}{_character('end')}"


@pytest.mark.parametrize("parts", [0, 1, 3])
def test_the_records_of_endnote_are_read_from_the_instruction_and_from_the_data(parts: int) -> None:
    cites = _cite(_PIKE, Prefix="see ", Pages="pp. 12-14"), _cite(_TOLLS, Suffix=", but not all")
    made = cited_paper(p("Pike ", _endnote_data(*cites, parts=parts) if parts else _endnote(*cites), "."))
    assert cited_items(made) == [
        ("Pike, Esox lucius, under ice & snow", "see", "12-14", "page", "", False),
        ("Tolls of the upper stations", "", "", "", ", but not all", False),
    ]
    pike, tolls = made.document.references
    assert (pike.type, pike.volume, pike.issue, pike.page, pike.doi, pike.issn, pike.edition) == (
        "article-journal", "4", "2", "11-19", "10.5555/pike.1", "0000-0019", "",
    )  # fmt: skip
    assert [(one.family, one.given) for one in pike.authors] == [("Falk", "N."), ("Holm", "Per")]
    assert any(isinstance(node, m.Styled) and node.style == "emph" for node in pike.title)
    assert (tolls.type, tolls.authors[0].literal, m.text_of(tolls.container_title), tolls.publisher, tolls.publisher_place) == (
        "chapter", "Quay Office", "The Grain Trade", "Quay Press", "Porto",
    )  # fmt: skip
    assert made.text.count("EndNote") == 0


@pytest.mark.parametrize(
    ("attributes", "shown", "mode", "suppressed"),
    [
        (' ExcludeAuth="1"', "(2011)", "parenthetical", True),
        (' AuthorYear="1"', "Falk and Holm (2011)", "narrative", False),
        (' ExcludeYear="1"', "Falk and Holm", None, False),
        (' Hidden="1"', "", None, False),
    ],
)
def test_endnote_says_what_of_a_citation_is_printed(
    attributes: str, shown: str, mode: str | None, suppressed: bool
) -> None:
    made = cited_paper(p("So ", _endnote(_cite(_PIKE, attributes), shown=shown), " it froze."))
    citations = [node for node in m.iter_nodes(made.document) if isinstance(node, m.Citation)]
    assert [(one.mode, one.items[0].suppress_author) for one in citations] == (
        [(mode, suppressed)] if mode else []
    )
    assert " ".join(f"So {shown} it froze.".split()) in made.text
    assert len(list(made.document.references)) == 1
    assert made.said("cannot be read") is None


def test_records_of_two_libraries_with_one_number_are_two_works_and_one_work_of_both_is_one() -> None:
    other = _record(
        "lib2:12", "Report", "Roe, J.", "Boats counted", "2003", "|<publisher>Quay Office</publisher>"
    )
    again = _PIKE.replace("lib1", "lib2").replace("electronic-resource-num", "custom1")
    made = cited_paper(
        p(
            "Pike ",
            _endnote(_cite(_PIKE)),
            " boats ",
            _endnote(_cite(other)),
            " pike ",
            _endnote_data(_cite(again)),
            ".",
        )
    )
    assert [m.text_of(one.title) for one in made.document.references] == [
        "Pike, Esox lucius, under ice & snow",
        "Boats counted",
    ]
    assert len(cited_items(made)) == 3


def test_a_work_of_endnote_and_zotero_is_one_with_what_both_know_of_it() -> None:
    item = {
        "type": "article-journal",
        "title": "Pike under ice",
        "DOI": "10.5555/PIKE.1",
        "PMID": "4711",
        "author": [{"family": "Falk", "given": "Nora"}],
    }
    zotero = "ADDIN ZOTERO_ITEM CSL_CITATION " + json.dumps(
        {"citationItems": [{"id": 1, "itemData": item}], "properties": {}}
    )
    made = cited_paper(p("Pike ", _endnote(_cite(_PIKE)), " and ", field(zotero, "(1)"), "."))
    (work,) = made.document.references
    assert (work.pmid, work.volume) == ("4711", "4")


def test_a_title_that_returns_with_another_doi_is_another_work() -> None:
    def zotero(doi: str) -> str:
        item = {
            "type": "article-journal",
            "title": "Notes of the editor",
            "DOI": doi,
            "issued": {"date-parts": [[2011]]},
        }
        return field(
            "ADDIN ZOTERO_ITEM CSL_CITATION " + json.dumps({"citationItems": [{"id": 1, "itemData": item}]}),
            "(1)",
        )

    made = cited_paper(
        p(
            "So ",
            zotero("10.5555/n.1"),
            " and ",
            zotero("10.5555/n.2"),
            " and ",
            zotero("https://doi.org/10.5555/N.1"),
            ".",
        )
    )
    assert [one.doi for one in made.document.references] == ["10.5555/n.1", "10.5555/n.2"]


def test_a_citation_of_endnote_without_its_record_stays_as_printed_and_is_reported() -> None:
    made = cited_paper(p("Pike ", _endnote(_cite("")), "."))
    assert "Pike (Falk and Holm 2011)." in made.text
    assert made.said("1 citation of a citation manager cannot be read") is not None


def test_the_list_that_endnote_prints_is_the_reference_list() -> None:
    begin = _character("begin") + _code("ADDIN EN.REFLIST") + _character("separate")
    made = cited_paper(
        p(
            "Tolls ",
            _endnote(_cite(_TOLLS), shown="(Quay Office 1999)"),
            ". Pike ",
            _endnote(_cite(_PIKE)),
            ".",
        ),
        p("Literature", style="H"),
        p(
            begin,
            "Falk, N. and P. Holm (2011). “Pike, Esox lucius, under ice & snow.” Annals of Rivers 4(2): 11-19.",
            style="E",
        ),
        p(
            "Quay Office (1999). Tolls of the upper stations. The Grain Trade. Porto, Quay Press: 3-9.",
            style="E",
        ),
        p(_character("end"), style="E"),
    )
    assert [one.doi for one in made.document.references] == ["10.5555/pike.1", ""]
    assert [m.text_of(one.raw)[:10] for one in made.document.references] == ["Falk, N. a", "Quay Offic"]


# Mendeley Cite


def _mendeley(content: str, **item: object) -> str:
    work = {
        "type": "book",
        "id": "u",
        "title": "Tolls of the upper stations",
        "author": [{"family": "Holm", "given": "Per", "parse-names": False}],
    }
    data = {
        "citationID": "MENDELEY_CITATION_1de1", "properties": {"noteIndex": 0}, "isEdited": False,
        "manualOverride": {"isManuallyOverridden": False, "citeprocText": "(Holm)", "manualOverrideText": ""},
        "citationItems": [{"id": "u", "itemData": work, "isTemporary": False, **item}],
    }  # fmt: skip
    tag = base64.b64encode(json.dumps(data).encode()).decode().rstrip("=")
    return (
        f'<w:sdt><w:sdtPr><w:rPr><w:color w:val="000000"/></w:rPr><w:tag w:val="MENDELEY_CITATION_v3_{tag}"/><w:id w:val="-14"/>'
        '<w:placeholder><w:docPart w:val="DefaultPlaceholder_-1854013440"/></w:placeholder></w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


_MENDELEY = {
    "a run": p("Tolls ", _mendeley(run("(Holm)"), locator="45", label="page", prefix="see "), "."),
    "runs, a mark of the speller and an inserted run": p(
        "Tolls ",
        _mendeley(
            f'{run("(Holm")}<w:proofErr w:type="spellEnd"/><w:ins w:id="1" w:author="A">{run(")")}</w:ins>',
            locator="45", label="page", prefix="see ",
        ), ".",
    ),
    "a paragraph": _mendeley(p(run("(Holm)")), locator="45", label="page", prefix="see "),
    "the paragraph of a cell": f"<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc>{p('Tolls')}</w:tc><w:tc>"
    f"{_mendeley(p(run('(Holm)')), locator='45', label='page', prefix='see ')}</w:tc></w:tr></w:tbl>",
}  # fmt: skip


@pytest.mark.parametrize("place", _MENDELEY)
def test_mendeley_cite_is_read_wherever_its_control_stands(place: str) -> None:
    made = cited_paper(p(PROSE), _MENDELEY[place])
    assert cited_items(made) == [("Tolls of the upper stations", "see", "45", "page", "", False)]


# Word


def _source(tag: str, kind: str, title: str, year: str, inside: str) -> str:
    return f"<b:Source><b:Tag>{tag}</b:Tag><b:SourceType>{kind}</b:SourceType><b:Title>{title}</b:Title><b:Year>{year}</b:Year>{inside}</b:Source>"


_FALK = "<b:Author><b:Author><b:NameList><b:Person><b:Last>Falk</b:Last><b:First>Nora</b:First></b:Person></b:NameList></b:Author></b:Author>"
_SOURCES = (
    '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography" SelectedStyle="\\APASixthEditionOfficeOnline.xsl">'
    + _source("Fal11", "JournalArticle", "Ice on the lower river", "2011", f"<b:JournalName>Annals of Rivers</b:JournalName><b:Volume>4</b:Volume>{_FALK}")
    + _source("Qua99", "Report", "Tolls", "1999", "<b:Publisher>Quay Press</b:Publisher><b:Author><b:Author><b:Corporate>Quay Office</b:Corporate></b:Author></b:Author>")
    + "</b:Sources>"
)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "items"),
    [
        ("CITATION Fal11 \\l 1033 ", [("Ice on the lower river", "", "", "", "", False)]),
        ("CITATION Fal11 \\p 12-14 \\m Qua99 \\p 3 \\l 2057", [("Ice on the lower river", "", "12-14", "page", "", False), ("Tolls", "", "3", "page", "", False)]),
        ('CITATION Fal11 \\n \\p "12, 15" \\l 1033', [("Ice on the lower river", "", "12, 15", "page", "", True)]),
        ('CITATION Fal11 \\f "see " \\s ", but" \\v 2 \\t \\l 1033', [("Ice on the lower river", "see", "2", "volume", ", but", False)]),
    ],
)  # fmt: skip
def test_the_switches_of_words_citations(
    code: str, items: list[tuple[str, str, str, str, str, bool]]
) -> None:
    control = f'<w:sdt><w:sdtPr><w:id w:val="7"/><w:citation/></w:sdtPr><w:sdtContent>{field(code, "(Falk, 2011)")}</w:sdtContent></w:sdt>'
    begin = _character("begin") + _code("BIBLIOGRAPHY") + _character("separate")
    listed = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Bibliographies"/></w:docPartObj></w:sdtPr><w:sdtContent>'
        f"{p('Bibliography', style='H')}<w:sdt><w:sdtPr><w:bibliography/></w:sdtPr><w:sdtContent>"
        f"{p(begin, 'Falk, N. (2011). Ice on the lower river. ', run('Annals of Rivers, 4', '<w:i/>'), '.')}"
        f"{p('Quay Office. (1999). Tolls. Quay Press.')}{p(_character('end'))}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
    )
    made = cited_paper(p("It froze ", control, "."), listed, parts={"customXml": _SOURCES})
    assert cited_items(made) == items
    ice = next(one for one in made.document.references if m.text_of(one.title) == "Ice on the lower river")
    assert (ice.type, ice.authors[0].family, ice.volume, m.text_of(ice.raw)[:14]) == (
        "article-journal",
        "Falk",
        "4",
        "Falk, N. (2011",
    )
