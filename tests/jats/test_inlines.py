"""Inline content, links and citations."""

from __future__ import annotations

import pytest

from paperconv import model as m
from tests.jats.articles import of
from tests.pieces import p, t

HREF = "{http://www.w3.org/1999/xlink}href"
TITLE = "{http://www.w3.org/1999/xlink}title"
LIST = (
    m.ReferenceList(tuple(m.Reference(f"r{n}", label=f"[{n}]", raw=t(f"Work {n}.")) for n in range(1, 5))),
)


def cite(*items: str, rendered: m.Inlines = (), source: m.Inlines = ()) -> m.Citation:
    return m.Citation(tuple(m.CiteItem(one) for one in items), rendered=rendered, source=source)


def bibr(*inlines: m.Inline) -> list[tuple[str | None, str]]:
    made = of(p(*inlines), reference_lists=LIST)
    return [(x.get("rid"), "".join(x.itertext())) for x in made.root.iter("xref")]


def test_each_link_of_a_citation_leads_to_its_work() -> None:
    rendered = (m.Text("["), m.CrossRef("r1", t("1")), m.Text(", "), m.CrossRef("r2", t("2")), m.Text("]"))
    assert bibr(cite("r1", "r2", rendered=rendered)) == [("r1", "1"), ("r2", "2")]


def test_a_work_inside_a_range_joins_the_link_before_it() -> None:
    rendered = (m.Text("["), m.CrossRef("r1", t("1")), m.Text("–"), m.CrossRef("r4", t("4")), m.Text("]"))
    assert bibr(cite("r1", "r2", "r3", "r4", rendered=rendered)) == [("r1 r2 r3", "1"), ("r4", "4")]


def test_a_citation_without_links_is_one_link_to_all_its_works() -> None:
    assert bibr(cite("r1", "r3", rendered=t("(Doe, Roe)"))) == [("r1 r3", "(Doe, Roe)")]
    assert bibr(cite("r2", source=t("[2]"))) == [("r2", "[2]")]


def test_a_citation_without_text_shows_the_labels_of_its_works() -> None:
    assert bibr(cite("r1", "r2")) == [("r1 r2", "[1], [2]")]


@pytest.mark.parametrize(
    ("link", "tag", "href", "title"),
    [
        (m.Link("https://x.org", t("a page")), "ext-link", "https://x.org", None),
        (m.Link("https://x.org", t("https://x.org")), "ext-link", "https://x.org", "https://x.org"),
        (m.Link("https://x.org", ()), "ext-link", "https://x.org", "https://x.org"),
        (m.Link("https://x.org", t("a"), "Title"), "ext-link", "https://x.org", "Title"),
        (m.Link("mailto:a@b.org", t("me")), "email", "mailto:a@b.org", None),
    ],
)
def test_links(link: m.Link, tag: str, href: str, title: str | None) -> None:
    element = of(p(link)).one("body/p")[0]
    assert (element.tag, element.get(HREF), element.get(TITLE)) == (tag, href, title)
    assert element.text


@pytest.mark.parametrize("target", ["javascript:alert(1)", "#nowhere", "data:text/html,x"])
def test_a_link_that_leads_nowhere_good_is_text_and_reported(target: str) -> None:
    made = of(p(m.Link(target, t("click"))))
    assert b"<p>click</p>" in made.data
    assert any(target in message for message in made.said("content-kept"))


def test_what_a_container_does_not_take_is_wrapped() -> None:
    made = of(p(m.Link("https://x.org", (m.Math("x"), m.CrossRef("s", t("s")))), m.Span((), id="s")))
    assert [e.tag for e in made.one("body/p/ext-link")] == ["styled-content", "styled-content"]


def test_links_to_what_was_not_written_become_text_and_are_reported() -> None:
    hidden = m.Change("deletion", (m.Span(t("gone"), id="x1"),))
    made = of(p(hidden, m.CrossRef("x1", t("there"))))
    assert made.text("body/p") == "there"
    assert made.root.find(".//xref") is None
    assert len(made.said("id-known")) == 1


def test_changes_are_accepted_and_what_goes_is_named() -> None:
    made = of(
        p("a", m.Change("insertion", t("b"), "R"), m.Change("deletion", t("cc"), "R"), m.Comment("Why?", "R"))
    )
    assert made.text("body/p") == "ab"
    assert [d.removed for d in made.found] == ["", "cc", "Why?"]


def test_line_breaks_stay_where_jats_has_them() -> None:
    meta = m.Metadata(title=(m.Text("a"), m.LineBreak(), m.Text("b")), language="en")
    made = of(p("c", m.LineBreak(), "d"), meta=meta)
    assert made.one(".//article-title/break") is not None
    assert made.text("body/p") == "c d"
    assert made.said("content-kept")


def test_notes_abbreviations_index_terms_and_spans() -> None:
    made = of(
        p(
            m.NoteRef("n1"),
            m.Abbreviation(t("DNA"), "acid"),
            m.Abbreviation((m.Text("H"), m.Styled("sub", t("2"))), "hydrogen"),
            m.IndexTerm(("a", "b"), t("seen"), "c"),
            m.Span(t("עברית"), language="he", direction="rtl"),
        ),
        notes=(m.Note("n1", (p("Note."),), "*"),),
    )
    paragraph = made.one("body/p")
    assert [e.tag for e in paragraph] == ["xref", "abbrev", "named-content", "index-term", "styled-content"]
    assert (paragraph[0].get("ref-type"), paragraph[0].findtext("sup")) == ("fn", "*")
    assert paragraph[2].get("alt") == "hydrogen"
    assert made.text("body/p/index-term/index-term/see") == "c"
    assert made.text("back/fn-group/fn/p") == "Note."
