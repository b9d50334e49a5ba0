"""Addresses and pointers: which open, which are only printed."""

from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.diagnostics import Rule
from tests.html.making import body, one, text
from tests.pieces import p, t


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("http://example.org/[1]#a#b", "http://example.org/%5B1%5D#a%23b"),
        ("https://münchen.de/ü", "https://xn--mnchen-3ya.de/%C3%BC"),
        ("doi:10.1000/a(b)<c>", "https://doi.org/10.1000/a(b)%3Cc%3E"),
        ("10.1000/xyz", "https://doi.org/10.1000/xyz"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("ftp://example.org/x", "ftp://example.org/x"),
    ],
)
def test_addresses_are_written_so_that_they_open(target: str, href: str) -> None:
    root, found = body(p(m.Link(target, t("here"))))
    assert root.xpath("//main//a/@href") == [href]
    assert found == []


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", " JavaScript:x", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "//evil.org/",
     "data/file.csv", "http://", "http://a b/", "http://x.org:99999/", "http://xn--/", "http://[oops", "mailto:x y"],
)  # fmt: skip
def test_other_addresses_are_printed_as_text_and_reported(target: str) -> None:
    root, found = body(p(m.Link(target, t("here"))))
    assert root.xpath("//main//a") == []
    assert "here" in text(root)
    assert [d.removed for d in found] == [target]


def test_links_do_not_nest() -> None:
    inner = m.Citation((m.CiteItem("r"),), rendered=(m.CrossRef("r", t("1")),))
    lists = (m.ReferenceList((m.Reference("r", formatted=t("Work.")),)),)
    root, _ = body(p(m.Link("https://x.org", (m.Text("see "), inner, m.NoteRef("n")))), reference_lists=lists,
                   notes=(m.Note("n", (p("Note."),), "1"),))  # fmt: skip
    assert root.xpath("//a//a") == []
    assert text(one(root, "//main/p/a")) == "see 11"


def test_a_reference_to_nothing_is_text_and_reported() -> None:
    root, found = body(p(m.CrossRef("gone", t("Figure 9"))))
    assert root.xpath("//main//a/@href") == []
    assert [d.rule for d in found] == [Rule.ID_KNOWN]


def test_long_addresses_may_break_on_pages_only() -> None:
    link = p(m.Link("https://example.org/a/b", t("https://example.org/a/b")))
    assert "\u200b" in "".join(body(link, medium="page")[0].itertext())
    assert "\u200b" not in "".join(body(link)[0].itertext())


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("a load of 12 kg at 40 % and 5 °C", "a load of 12~kg at 40~% and 5~°C"),
        ("3.5 m² or 10 µg/mL, 20 mmol L⁻¹", "3.5~m² or 10~µg/mL, 20~mmol L⁻¹"),
        ("with p < 0.05, n = 12 and r ≈ −0.3", "with p~<~0.05, n~=~12 and r~≈~−0.3"),
        ("in 2010 a study of 12 houses", "in 2010 a study of 12 houses"),
        ("Article 5 l’article, 7 d'avril", "Article 5 l’article, 7 d'avril"),
        ("the mass = 5 of many", "the mass = 5 of many"),
    ],
)
def test_no_line_of_a_page_begins_with_a_unit_or_ends_within_a_relation(written: str, printed: str) -> None:
    for medium, shown in (("screen", written), ("page", printed.replace("~", "\u00a0"))):
        root, _ = body(p(*t(written)), medium=medium)
        assert "".join(one(root, "//main//p").itertext()) == shown
