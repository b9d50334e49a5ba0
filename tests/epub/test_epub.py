"""EPUB: the container, the package, the chapters, and what EPUBCheck says."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from datetime import datetime, timedelta, timezone

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree

from paperconv import model as m
from paperconv.diagnostics import Rule
from paperconv.exporters.epub import EpubExporter
from tests.documents import LETTER, RICH
from tests.jobs import job
from tests.pieces import p, png, t
from tests.strategies import documents

DC = "{http://purl.org/dc/elements/1.1/}"
OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"


class Book:
    """An EPUB, opened."""

    def __init__(self, document: m.Document) -> None:
        asked, self.found = job(document)
        self.data = EpubExporter().export(document, asked).data
        self.zip = zipfile.ZipFile(io.BytesIO(self.data))
        self.names = self.zip.namelist()
        self.opf = etree.fromstring(self.zip.read("EPUB/package.opf"))
        self.pages = {n: etree.fromstring(self.zip.read(n)) for n in self.names if n.endswith(".xhtml")}

    def dc(self, name: str) -> list[str]:
        return [e.text or "" for e in self.opf.iter(DC + name)]

    def meta(self, name: str) -> list[str]:
        return [e.text or "" for e in self.opf.iter(OPF + "meta") if e.get("property") == name]

    def page(self, name: str) -> etree._Element:
        return self.pages[f"EPUB/{name}.xhtml"]


def titled(**more: object) -> m.Document:
    return m.Document(m.Metadata(t("T"), language="en", **more), blocks=(p("x"),))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def rich() -> Book:
    return Book(RICH)


def links_resolve(book: Book) -> None:
    ids = {(name, i) for name, root in book.pages.items() for i in root.xpath("//@id")}
    assert len(ids) == sum(len(root.xpath("//@id")) for root in book.pages.values())
    for name, root in book.pages.items():
        for href in root.xpath("//*[local-name()='a']/@href"):
            if re.match(r"[a-z]+:", href):
                continue
            path, _, fragment = href.partition("#")
            target = posixpath.join(posixpath.dirname(name), path) if path else name
            assert target in book.pages, href
            assert not fragment or (target, fragment) in ids, href


def test_the_media_type_comes_first_and_uncompressed(rich: Book) -> None:
    first = rich.zip.infolist()[0]
    assert first.filename == "mimetype"
    assert first.compress_type == zipfile.ZIP_STORED
    assert rich.data[30:58] == b"mimetypeapplication/epub+zip"


def test_every_file_is_in_the_manifest_and_nothing_else(rich: Book) -> None:
    items = {f"EPUB/{e.get('href')}" for e in rich.opf.iter(OPF + "item")}
    assert items == set(rich.names) - {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}


def test_creators_are_in_order_with_role_and_name_to_sort_by(rich: Book) -> None:
    assert rich.dc("creator") == ["Ada Maria van Gogh Jr.", "Sukarno", "The Maize Consortium"]
    assert rich.meta("role") == ["aut", "aut", "aut", "edt"]
    assert rich.meta("file-as")[0] == "Gogh, Ada Maria van, Jr."


def test_identifier_date_language_and_licence_come_from_the_paper(rich: Book) -> None:
    assert rich.dc("identifier") == ["https://doi.org/10.5555/12345678"]
    assert rich.dc("date") == ["2025-07-09"]
    assert rich.dc("language") == ["en"]
    assert "CC BY 4.0" in rich.dc("rights")[0]
    assert rich.meta("dcterms:modified") == ["2025-01-01T00:00:00Z"]


def test_the_language_is_undetermined_where_the_paper_says_none_whatever_the_locale(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    assert Book(m.Document(m.Metadata(t("T")), blocks=(p("x"),))).dc("language") == ["und"]


@pytest.mark.parametrize(
    ("date", "written"),
    [
        (m.Date(2020, 12, 18), ["2020-12-18"]),
        (m.Date(2020), ["2020"]),
        (m.Date(2020, 2, 30), []),
        (m.Date(2020, 13), []),
        (m.Date(literal="18. December 2020"), []),
        (m.Date(-44, 3, 15), []),
    ],
)
def test_only_a_real_date_is_a_date(date: m.Date, written: list[str]) -> None:
    assert Book(titled(dates=(m.HistoryDate("pub", date),))).dc("date") == written


def test_the_day_of_change_is_in_universal_time() -> None:
    asked, _ = job(LETTER)
    moment = datetime(2025, 1, 1, 1, 0, tzinfo=timezone(timedelta(hours=2)))
    data = EpubExporter().export(LETTER, msgspec.structs.replace(asked, date=moment)).data
    assert b"2024-12-31T23:00:00Z" in zipfile.ZipFile(io.BytesIO(data)).read("EPUB/package.opf")


def test_without_a_doi_the_identifier_is_made_from_the_content() -> None:
    one, same, other = Book(LETTER), Book(LETTER), Book(titled())
    assert re.fullmatch(
        r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}", one.dc("identifier")[0]
    )
    assert one.dc("identifier") == same.dc("identifier")
    assert one.dc("identifier") != other.dc("identifier")


def test_the_same_document_gives_the_same_bytes(rich: Book) -> None:
    assert Book(RICH).data == rich.data


def test_contents_list_every_heading_in_reading_order(rich: Book) -> None:
    nav = rich.page("nav")
    toc = next(e for e in nav.iter(XHTML + "nav") if e.get(TYPE) == "toc")
    assert [e.text for e in toc.iter(XHTML + "a")] == [
        "A study of Zea mays & its neighbours", "Abstract", "Zusammenfassung", "Highlights", "1 Introduction to Zea",
        "1.1 A subsection", "A third level", "2 Methods", "Acknowledgements", "Data availability", "Competing interests",
        "Notes", "References", "A Proofs",
    ]  # fmt: skip
    spine = [e.get("idref") for e in rich.opf.iter(OPF + "itemref")]
    hrefs = {e.get("id"): e.get("href") for e in rich.opf.iter(OPF + "item")}
    order = list(dict.fromkeys(e.get("href").partition("#")[0] for e in toc.iter(XHTML + "a")))
    assert order == [hrefs[i] for i in spine]


def test_links_lead_across_files(rich: Book) -> None:
    links_resolve(rich)
    hrefs = rich.page("section-1").xpath("//*[local-name()='a']/@href")
    assert {"references.xhtml#ref1", "section-2.xhtml#sec2", "notes.xhtml#fn1", "#fig1"} <= set(hrefs)


def test_notes_are_marked_so_that_readers_pop_them_up(rich: Book) -> None:
    call = next(e for e in rich.page("section-1").iter(XHTML + "a") if e.get(TYPE) == "noteref")
    assert call.get("href") == "notes.xhtml#fn1"
    aside = next(rich.page("notes").iter(XHTML + "aside"))
    assert (aside.get("id"), aside.get(TYPE), aside.get("role")) == ("fn1", "footnote", "doc-footnote")


def test_a_letter_is_one_file() -> None:
    book = Book(LETTER)
    assert set(book.pages) == {"EPUB/front.xhtml", "EPUB/nav.xhtml"}
    assert "Only this." in "".join(book.page("front").itertext())


def test_a_paper_of_nothing_is_still_a_book() -> None:
    book = Book(m.Document(m.Metadata()))
    assert book.dc("title") == ["paper"]
    links_resolve(book)


def test_accessibility_is_claimed_only_where_it_is_true() -> None:
    def figure(alt: str) -> m.Document:
        panel = m.Panel(m.Image("a.png", alt))
        return m.Document(
            LETTER.meta,
            blocks=(m.Figure((panel,), label="Figure 1"),),
            resources=(m.Resource("a.png", "image/png", png()),),
        )

    described, bare = Book(figure("A line")), Book(figure(""))
    assert "alternativeText" in described.meta("schema:accessibilityFeature")
    assert described.meta("schema:accessModeSufficient") == ["textual,visual", "textual"]
    assert "alternativeText" not in bare.meta("schema:accessibilityFeature")
    assert bare.meta("schema:accessModeSufficient") == ["textual,visual"]
    assert "MathML" not in bare.meta("schema:accessibilityFeature")
    assert Book(LETTER).meta("schema:accessMode") == ["textual"]


def test_pictures_are_stored_once_and_nothing_is_remote(rich: Book) -> None:
    assert sorted(n for n in rich.names if "images/" in n) == [
        "EPUB/images/dot.png",
        "EPUB/images/drawing.svg",
        "EPUB/images/plot.png",
    ]
    for root in rich.pages.values():
        assert all(not src.startswith("http") for src in root.xpath("//@src"))


def test_a_supplement_travels_along_and_is_named(rich: Book) -> None:
    assert rich.zip.read("EPUB/supplements/data.csv") == b"a,b\n1,2\n"
    assert any("supplements/data.csv" in d.message for d in rich.found if d.rule == Rule.CONTENT_KEPT)
    assert "data.csv" in "".join(rich.page("section-1").itertext())


def test_pages_with_formulas_say_so(rich: Book) -> None:
    marked = [e.get("href") for e in rich.opf.iter(OPF + "item") if e.get("properties") == "mathml"]
    assert marked == ["section-1.xhtml"]


@settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(document=documents())
def test_any_document_is_a_book_whose_links_resolve(document: m.Document) -> None:
    links_resolve(Book(document))
