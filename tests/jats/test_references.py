"""The reference list: the printed string letter for letter, or the fields."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from paperconv import model as m
from paperconv.exporters.jats.pages import Pages, pages, year_in
from tests.jats.articles import article, of
from tests.pieces import t
from tests.strategies import references

CITATIONS = ("mixed-citation", "element-citation")


def ref(one: m.Reference) -> etree._Element:
    made = of(reference_lists=(m.ReferenceList((one, m.Reference("other", raw=t("Another.")))),))
    return made.one(".//ref[@id='r1']")


def citation(**fields: object) -> etree._Element:
    (element,) = ref(m.Reference("r1", **fields)).iter(*CITATIONS)  # type: ignore[arg-type]
    return element


def span(role: str, *children: m.Inline | str) -> m.Span:
    return m.Span(tuple(m.Text(c) if isinstance(c, str) else c for c in children), role=f"ref:{role}")


def xml(element: etree._Element) -> str:
    """Without namespaces and attributes."""
    out = f"<{element.tag}>" + (element.text or "")
    return out + "".join(xml(e) + (e.tail or "") for e in element) + f"</{element.tag}>"


def inner(element: etree._Element) -> str:
    return xml(element).removeprefix(f"<{element.tag}>").removesuffix(f"</{element.tag}>")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(one=references())
def test_the_text_of_a_printed_reference_is_conserved_letter_for_letter(one: m.Reference) -> None:
    if not m.text_of(one.raw).strip():
        return
    one = m.replace(one, id="r1", same_as="", label="")
    made = article(m.Document(m.Metadata(language="en"), reference_lists=(m.ReferenceList((one,)),)))
    legal = "".join(" " if c in "\x0b\x0c" else c for c in m.text_of(one.raw) if c not in "\x00\x1f\ufffe")
    assert made.text(".//mixed-citation") == legal


def test_pieces_of_a_printed_reference_are_tagged_in_place() -> None:
    raw = (
        span("author", span("family", "Doe"), ", ", span("given", "J.")),
        m.Text(", & "),
        span("author", span("particle", "van"), " ", span("family", "Roe"), ", ", span("given", "R.")),
        m.Text(" ("),
        span("issued", "2019a, May 4"),
        m.Text("). "),
        span("title", "On ", m.Styled("emph", t("Zea"))),
        m.Text(". "),
        m.Styled("emph", (span("container_title", "J. Maize"), m.Text(", "), span("volume", "12"))),
        m.Text("("),
        span("issue", "3"),
        m.Text("), "),
        span("page", "45–67"),
        m.Text(". "),
        span("doi", "https://doi.org/10.5555/Maize"),
    )
    made = citation(type="article-journal", raw=raw, doi="10.5555/maize")
    assert inner(made) == (
        "<person-group><string-name><surname>Doe</surname>, <given-names>J.</given-names></string-name>, &"
        " <string-name><surname>van Roe</surname>, <given-names>R.</given-names></string-name></person-group>"
        " (<year>2019a</year>, May 4). <article-title>On <italic>Zea</italic></article-title>."
        " <source><italic>J. Maize</italic></source><italic>, </italic><volume>12</volume>(<issue>3</issue>),"
        " <fpage>45</fpage>–<lpage>67</lpage>. https://doi.org/<pub-id>10.5555/Maize</pub-id>"
    )
    assert made.find("year").get("iso-8601-date") == "2019"
    assert made.get("publication-type") == "journal"


def test_all_authors_may_lie_in_one_span() -> None:
    raw = (
        span("author", span("given", "J."), " ", span("family", "Doe"), " and ", span("given", "R."), " ",
             span("family", "Roe"), "; ", span("literal", "World Body")),
        m.Text(". Words."),
    )  # fmt: skip
    assert inner(citation(type="book", raw=raw)) == (
        "<person-group><string-name><given-names>J.</given-names> <surname>Doe</surname></string-name> and"
        " <string-name><given-names>R.</given-names> <surname>Roe</surname></string-name>; <collab>World Body</collab>"
        "</person-group>. Words."
    )


def test_an_entry_that_was_not_understood_is_its_string() -> None:
    made = citation(raw=t("Ibid., p. 3."))
    assert (inner(made), made.get("publication-type")) == ("Ibid., p. 3.", "other")


def test_an_entry_that_means_another_says_which() -> None:
    made = citation(raw=t("Ibid."), same_as="other")
    assert made.get("specific-use") == "same-as"
    assert made.get("{http://www.w3.org/1999/xlink}href") == "#other"


BASE: dict[str, object] = {"title": t("Title"), "issued": m.Date(2019), "authors": (m.Name("Doe", "J."),)}
HOST = {"container_title": t("Host")}


@pytest.mark.parametrize(
    ("type", "fields", "kind", "wanted"),
    [
        ("article-journal", HOST, "journal", ["article-title", "source"]),
        ("book", {"publisher": "P", "isbn": "1"}, "book", ["source", "publisher-name", "isbn"]),
        ("chapter", HOST, "book", ["chapter-title", "source"]),
        ("paper-conference", {**HOST, "event_title": "C", "event_place": "X"}, "confproc", ["article-title", "source", "conf-name", "conf-loc"]),
        ("webpage", {**HOST, "url": "https://x.org", "accessed": m.Date(2020, 3, 5)}, "web", ["article-title", "source", "ext-link", "date-in-citation"]),
        ("report", {"number": "7"}, "report", ["source", "comment"]),
        ("thesis", {"publisher": "Uni", "genre": "PhD"}, "thesis", ["source", "comment", "publisher-name"]),
        ("dataset", {"publisher": "Zenodo", "version": "2"}, "data", ["data-title", "version", "source"]),
        ("software", {"version": "1.0"}, "software", ["source", "version"]),
        ("article", {"publisher": "arXiv", "doi": "10.1/x"}, "preprint", ["article-title", "source", "pub-id"]),
        ("article", {"archive": "arXiv", "archive_location": "2101.00001"}, "preprint", ["article-title", "source", "pub-id"]),
        ("article", {}, "other", ["article-title"]),
        ("document", {"url": "https://x.org"}, "web", ["article-title", "ext-link"]),
        ("article-newspaper", HOST, "newspaper", ["article-title", "source"]),
        ("", HOST, "other", ["article-title", "source"]),
    ],
)  # fmt: skip
def test_fields_become_the_elements_of_their_type(
    type: str, fields: dict[str, object], kind: str, wanted: list[str]
) -> None:
    made = citation(type=type, **BASE, **fields)
    assert made.tag == "element-citation"
    assert made.get("publication-type") == kind
    assert [e.tag for e in made] == ["person-group", "year", *wanted]
    assert all(len(e) or e.text for e in made)


def test_a_day_of_access_is_in_iso_form() -> None:
    made = citation(type="webpage", accessed=m.Date(2020, 3, 5), **BASE)
    assert made.find("date-in-citation").get("iso-8601-date") == "2020-03-05"
    assert made.find("date-in-citation").get("content-type") == "access-date"


@pytest.mark.parametrize(
    ("page", "elements"),
    [
        ("12-15", [("fpage", "12"), ("lpage", "15")]),
        ("12", [("fpage", "12")]),
        ("e1234", [("elocation-id", "e1234")]),
        ("S12–S15", [("fpage", "S12"), ("lpage", "S15")]),
        ("1123–34", [("fpage", "1123"), ("lpage", "1134")]),
        ("S77‑9", [("fpage", "S77"), ("lpage", "S79")]),
        ("34–12", [("page-range", "34–12")]),
        ("3, 7-9", [("page-range", "3, 7-9")]),
    ],
)
def test_pages(page: str, elements: list[tuple[str, str]]) -> None:
    made = citation(type="article-journal", page=page, **BASE)
    tags = {"fpage", "lpage", "page-range", "elocation-id"}
    assert [(e.tag, e.text) for e in made if e.tag in tags] == elements


def test_pages_are_cut_in_linear_time_and_never_lose_a_letter() -> None:
    for text in ("-" * 5000, "1" * 5000, "1-" * 3000, "–", ""):
        found = pages(text)
        assert found.whole + found.first + found.dash + found.last == text
    assert pages("1–2") == Pages("1", "–", "2", "2")


@pytest.mark.parametrize("year", [350, 1399, 2030, 12019])
def test_a_year_that_jats4r_refuses_is_a_date_in_words(year: int) -> None:
    made = citation(type="book", title=t("T"), issued=m.Date(year))
    assert made.find("year") is None
    assert str(year) in made.findtext("string-date")


def test_years_in_text() -> None:
    assert year_in("(12 May 1998)") == (8, 12)
    assert year_in("n.d.") is None
    assert year_in("120198") is None


def test_bodies_and_persons_differ() -> None:
    made = citation(
        type="book", title=t("T"), authors=(m.Name("Gogh", "V.", "van"), m.Name(literal="World Body"))
    )
    assert [e.tag for e in made.find("person-group")] == ["name", "collab"]
    assert made.findtext("person-group/name/surname") == "van Gogh"


def test_a_list_of_a_chapter_stands_in_that_section() -> None:
    made = of(
        sections=(m.Section(t("One"), id="s1"), m.Section(t("Two"), id="s2")),
        reference_lists=(
            m.ReferenceList((m.Reference("r1", raw=t("A.")),), section="s1"),
            m.ReferenceList((m.Reference("r2", raw=t("B.")),), title=t("References")),
        ),
    )
    assert made.one("body/sec[@id='s1']/ref-list/ref[@id='r1']") is not None
    assert made.text("back/ref-list/title") == "References"
    assert made.one("back/ref-list/ref").get("id") == "r2"


def test_a_reference_without_anything_is_still_there() -> None:
    made = citation(key="doe2019")
    assert (made.tag, made.text) == ("mixed-citation", "doe2019")
