"""Bibliography files and CSL: works in, works out, nothing broken takes the rest with it."""

from __future__ import annotations

import json

import pytest

from paperconv import model as m
from paperconv.citations.bibliography import read_bibliography
from paperconv.citations.csl import DATES, NAMES, PLAIN, RICH, from_csl, html, rich, to_csl
from paperconv.citations.csl_styles import find_csl
from paperconv.diagnostics import Diagnostic, Severity, ignore
from paperconv.errors import StyleError, UnreadableSource
from tests.documents import RICH as RICH_DOCUMENT

BIB = """@string{jfic = "Journal of Fiction"}

@article{oduya2019,
  author = {Oduya, Ada and van der Meer, Jan},
  title = {On {DNA} in the Mosses of Uppsala},
  journal = jfic, year = 2019, volume = 12, pages = {45--67},
}
@book{lind2001, author = {Lindqvist, Carl}, title = {Roofs}, publisher = {Birch Press}, year = {2001}}
"""


def test_bibtex_gives_works_with_place_and_key() -> None:
    first, second = read_bibliography("refs.bib", BIB.encode(), ignore)
    assert (first.id, first.key, first.pos and first.pos.line, first.type) == (
        "ref-oduya2019",
        "oduya2019",
        3,
        "article-journal",
    )
    assert m.text_of(first.title) == "On DNA in the Mosses of Uppsala"
    assert m.text_of(first.container_title) == "Journal of Fiction"
    assert first.authors[1] == m.Name("Meer", "Jan", "van der")
    assert (second.publisher, second.issued, second.provenance) == (
        "Birch Press",
        m.Date(2001),
        "bibliography",
    )


def test_a_broken_entry_is_reported_with_its_line_and_the_others_are_read() -> None:
    found: list[Diagnostic] = []
    broken = (
        BIB
        + "@article{bad, author = {X, title = {Y}, year = 2000\n\n@misc{last, title = {End}, year = 1990}\n"
    )
    works = read_bibliography("refs.bib", broken.encode(), found.append)
    assert [one.key for one in works] == ["oduya2019", "lind2001", "last"]
    assert [(d.pos and d.pos.line, d.severity) for d in found] == [(9, Severity.ERROR)]
    assert "bad" in found[0].message
    assert "title = {Y}" in found[0].removed


def test_a_closed_entry_that_pandoc_cannot_read_is_found_and_left_out() -> None:
    found: list[Diagnostic] = []
    works = read_bibliography("refs.bib", (BIB + "@misc{odd, title {Y}}\n").encode(), found.append)
    assert [one.key for one in works] == ["oduya2019", "lind2001"]
    assert ["odd" in d.message for d in found] == [True]


def test_of_two_entries_with_one_key_the_first_counts() -> None:
    found: list[Diagnostic] = []
    works = read_bibliography("refs.bib", (BIB + "@misc{lind2001, title = {Other}}\n").encode(), found.append)
    assert [m.text_of(one.title) for one in works] == ["On DNA in the Mosses of Uppsala", "Roofs"]
    assert "defined twice" in found[0].message


def test_keys_become_ids_that_are_xml_names_and_differ() -> None:
    items = [
        {"id": key, "type": "book", "title": "T"}
        for key in ("doi:10/x", "doi-10-x", "Müller:2001", "日本", "")
    ]
    works = read_bibliography("refs.json", json.dumps(items).encode(), ignore)
    assert [one.id for one in works] == [
        "ref-doi-10-x",
        "ref-doi-10-x-2",
        "ref-Muller-2001",
        "ref-4",
        "ref-5",
    ]
    assert [one.key for one in works] == ["doi:10/x", "doi-10-x", "Müller:2001", "日本", ""]


@pytest.mark.parametrize(
    ("field", "year", "month", "status", "removed"),
    [
        ("year = {December 2021}", 2021, 12, "", []),
        ("year = {December 2021}, month = jan", 2021, 1, "", []),
        ("year = {2022 [Online]}", 2022, 0, "", ["[Online]"]),
        ("date = {2022-07-21, 2022-07}", 2022, 7, "", []),
        ("year = {in press}", 0, 0, "in press", []),
        ("year = 1962", 1962, 0, "", []),
        ("date = {1990/1994}", 1990, 0, "", []),
    ],
)
def test_years_that_authors_write_are_read(
    field: str, year: int, month: int, status: str, removed: list[str]
) -> None:
    found: list[Diagnostic] = []
    (work,) = read_bibliography("a.bib", f"@article{{a, title = {{T}}, {field}}}\n".encode(), found.append)
    assert (work.issued.year if work.issued else 0, work.issued.month if work.issued else 0) == (year, month)
    assert work.status == status
    assert [one.removed for one in found if one.removed] == removed


@pytest.mark.parametrize(
    ("fields", "url", "publisher"),
    [
        (r"howpublished = {\url{https://sand.example/a_b}}", "https://sand.example/a_b", ""),
        ('howpublished = "http://sand.example."', "http://sand.example", ""),
        (
            r"howpublished = {\url{https://sand.example}}, url = {https://sand.example/}",
            "https://sand.example/",
            "",
        ),
        (
            "howpublished = {https://sand.example}, url = {https://other.example}",
            "https://other.example",
            "https://sand.example",
        ),
        ("howpublished = {Zenodo}", "", "Zenodo"),
    ],
)
def test_a_publisher_that_is_an_address_is_where_the_work_is(fields: str, url: str, publisher: str) -> None:
    (work,) = read_bibliography("a.bib", f"@misc{{a, title = {{T}}, {fields}}}\n".encode(), ignore)
    assert (work.url, work.publisher) == (url, publisher)


def test_csl_yaml_and_ris_are_read() -> None:
    yaml = b"references:\n- id: a\n  type: book\n  title: Roofs\n  issued: 2001\n"
    ris = b"TY  - JOUR\nAU  - Oduya, Ada\nTI  - Moss\nJO  - Fiction\nPY  - 2019\nER  - \n"
    (one,) = read_bibliography("r.yaml", yaml, ignore)
    (two,) = read_bibliography("r.ris", ris, ignore)
    assert (m.text_of(one.title), one.issued) == ("Roofs", m.Date(2001))
    assert (two.authors, two.issued) == ((m.Name("Oduya", "Ada"),), m.Date(2019))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("r.json", b"{", "r.json:1"),
        ("r.json", b'"x"', "expected a list"),
        ("r.json", b"[" * 100_000, "nested too deeply"),
        ("r.yaml", b"a: [1\n", "not YAML"),
        ("r.doc", b"x", "not a bibliography"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_line(name: str, data: bytes, words: str) -> None:
    with pytest.raises(UnreadableSource, match=words) as error:
        read_bibliography(name, data, ignore)
    assert "\n" not in str(error.value)


def test_an_empty_file_and_a_wrong_item_are_reported() -> None:
    found: list[Diagnostic] = []
    assert read_bibliography("r.bib", b" \n", found.append) == ()
    assert read_bibliography("r.json", b'[1, {"id": "a", "type": "book"}]', found.append)[0].key == "a"
    assert len(found) == 2


def test_printable_fields_without_a_place_are_reported_word_for_word() -> None:
    found: list[Diagnostic] = []
    read_bibliography(
        "r.json",
        b'[{"id": "a", "type": "motion_picture", "dimensions": "90 min", "abstract": "Long."}]',
        found.append,
    )
    assert [d.removed for d in found] == ["dimensions: 90 min"]


def test_every_field_of_a_reference_is_a_csl_variable_and_comes_back() -> None:
    mapped = {*NAMES.values(), *RICH.values(), *DATES.values(), *PLAIN.values()}
    own = {
        "id",
        "type",
        "label",
        "key",
        "raw",
        "formatted",
        "same_as",
        "confidences",
        "confidence",
        "provenance",
        "pos",
    }
    assert set(m.Reference.__struct_fields__) - own == mapped
    item: dict[str, object] = {"id": "k", "type": "book"}
    item |= {
        name: [{"family": "Meer", "given": "Jan", "non-dropping-particle": "van"}, {"literal": "A Body"}]
        for name in NAMES
    }
    item |= {name: f"<i>{name}</i> & more" for name in RICH}
    item |= {name: {"date-parts": [[2019, 5, 4]], "circa": True} for name in DATES}
    item |= {name: f"v {name}" for name in PLAIN}
    reference, lost = from_csl(item, "k")
    assert lost == ()
    assert to_csl(reference) == item


@pytest.mark.parametrize("reference", list(RICH_DOCUMENT.references), ids=lambda one: one.id)
def test_a_reference_survives_the_way_through_csl(reference: m.Reference) -> None:
    back, _ = from_csl(to_csl(reference), reference.id)
    kept = m.replace(
        reference, key=reference.id, raw=(), formatted=(), label="", same_as="", confidences=(), confidence=1.0,
        provenance="", type=reference.type or "document",
    )  # fmt: skip
    assert back == kept


def test_a_range_of_dates_comes_back() -> None:
    item = {"id": "a", "type": "book", "issued": {"date-parts": [[2019, 5], [2020]]}}
    reference, _ = from_csl(item, "a")
    assert reference.issued == m.Date(2019, 5, literal="2019-05/2020")
    assert to_csl(reference)["issued"] == item["issued"]


@pytest.mark.parametrize(
    "value", ["plain", "a <i>b <b>c</b></i> d", "H<sub>2</sub>O", '<span class="nocase">pH</span>', "1 < 2"]
)
def test_light_markup_comes_back(value: str) -> None:
    assert html(rich(value)) == value


def test_markup_that_does_not_match_keeps_its_words() -> None:
    assert m.text_of(rich("a <i>b</b> c")) == "a b</b> c"
    assert m.text_of(rich("</i>a")) == "</i>a"


def test_a_csl_style_is_found_by_id_by_old_name_and_through_its_parent() -> None:
    assert b"<style" in find_csl("apa", ())
    assert b"<bibliography" in find_csl("plos-biology", ())
    assert find_csl("vancouver", ()) == find_csl("nlm-citation-sequence", ())
    assert find_csl("", ()) == b""


def test_a_csl_style_of_the_journal_is_a_file_in_its_folder(tmp_path) -> None:
    (tmp_path / "own.csl").write_bytes(find_csl("apa", ()))
    assert find_csl("./own.csl", (tmp_path,)) == find_csl("apa", ())


@pytest.mark.parametrize("name", ["no-such-style", "../secret.csl", "/etc/passwd", "./missing.csl", "A B"])
def test_an_unknown_csl_style_is_one_clear_line(name: str, tmp_path) -> None:
    with pytest.raises(StyleError):
        find_csl(name, (tmp_path,))


def test_a_file_that_is_no_csl_style_is_one_clear_line(tmp_path) -> None:
    (tmp_path / "own.csl").write_text("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>")
    with pytest.raises(StyleError, match="root element"):
        find_csl("./own.csl", (tmp_path,))


def test_names_with_a_label_get_the_name_that_pandoc_needs(tmp_path) -> None:
    (tmp_path / "own.csl").write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl"><macro><names variable="editor"><et-al/><label/></names></macro></style>'
    )
    assert b"<name/><et-al/><label/>" in find_csl("./own.csl", (tmp_path,))
