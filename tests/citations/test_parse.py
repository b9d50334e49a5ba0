"""Plain reference strings: fields out of them, and not a letter changed."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperconv import model as m
from paperconv.citations.parse import parse_reference, parse_references
from paperconv.diagnostics import Diagnostic
from tests.citations.parsing import brief, many, read

CASES = {
    "APA, with emphasis": (
        "Oduya, A. B., & Lindqvist, C. (2017). Moss on northern roofs. *Journal of Imaginary Botany*, 12(3), 45–67. "
        "https://doi.org/10.5555/moss.17",
        {
            "type": "article-journal",
            "authors": ["Oduya, A. B.", "Lindqvist, C."],
            "title": "Moss on northern roofs",
            "container": "Journal of Imaginary Botany",
            "year": 2017,
            "volume": "12",
            "issue": "3",
            "page": "45–67",
            "doi": "10.5555/moss.17",
        },
    ),
    "Vancouver": (
        "Oduya AB, Lindqvist C, van der Meer P, et al. Moss on northern roofs. J Imag Bot. 2017;12(3):45-67. PMID: 1234567",
        {
            "type": "article-journal",
            "authors": ["Oduya, AB", "Lindqvist, C", "Meer, P", "others"],
            "title": "Moss on northern roofs",
            "container": "J Imag Bot",
            "year": 2017,
            "volume": "12",
            "issue": "3",
            "page": "45-67",
            "pmid": "1234567",
        },
    ),
    "IEEE": (
        "A. B. Oduya and C. Lindqvist, “Moss on northern roofs,” *J. Imag. Bot.*, vol. 12, no. 3, pp. 45–67, 2017.",
        {
            "type": "article-journal",
            "authors": ["Oduya, A. B.", "Lindqvist, C."],
            "title": "Moss on northern roofs",
            "container": "J. Imag. Bot.",
            "year": 2017,
            "volume": "12",
            "issue": "3",
            "page": "45–67",
        },
    ),
    "physics, without emphasis": (
        "A. B. Oduya, C. Lindqvist, J. Imag. Phys. 55, 644 (2007).",
        {
            "type": "article-journal",
            "authors": ["Oduya, A. B.", "Lindqvist, C."],
            "container": "J. Imag. Phys.",
            "year": 2007,
            "volume": "55",
            "page": "644",
        },
    ),
    "full names, date after the title": (
        "Ada Oduya, Carl Lindqvist, and Maria Peña. Roofs as gardens of moss. In *Proceedings of the Northern Roof "
        "Conference*, pages 12–19, 2011.",
        {
            "type": "paper-conference",
            "authors": ["Oduya, Ada", "Lindqvist, Carl", "Peña, Maria"],
            "title": "Roofs as gardens of moss",
            "container": "Proceedings of the Northern Roof Conference",
            "year": 2011,
            "page": "12–19",
        },
    ),
    "book with place and publisher": (
        "Lindqvist, C. (2001). *A history of roofs* (2nd ed.). Uppsala: Birch Press.",
        {
            "type": "book",
            "authors": ["Lindqvist, C."],
            "title": "A history of roofs",
            "year": 2001,
            "publisher": "Birch Press",
            "publisher_place": "Uppsala",
            "edition": "2nd",
        },
    ),
    "chapter": (
        "Oduya, A. (2009). Slate and straw. In B. Kowalska & D. Ito (Eds.), *Handbook of roofing* (pp. 101–120). "
        "Kraków: Roof Academic Press.",
        {
            "type": "chapter",
            "authors": ["Oduya, A."],
            "editors": ["Kowalska, B.", "Ito, D."],
            "title": "Slate and straw",
            "container": "Handbook of roofing",
            "year": 2009,
            "page": "101–120",
            "publisher": "Roof Academic Press",
            "publisher_place": "Kraków",
        },
    ),
    "web page of a body": (
        "Roofing Council of the North. (2015). Moss report for owners. Retrieved March 12, 2016 from "
        "<http://www.example.org/moss_report.html#top>.",
        {
            "type": "webpage",
            "authors": ["Roofing Council of the North"],
            "title": "Moss report for owners",
            "year": 2015,
            "url": "http://www.example.org/moss_report.html#top",
        },
    ),
    "newspaper, blanks missing": (
        "Oduya, Ada.(Feb 2,2016). *Roofs are the new gardens*, *Northern Times*. Retrieved October 31, 2016. from "
        "http://example.org/opinion/roofs",
        {
            "type": "article-newspaper",
            "authors": ["Oduya, Ada"],
            "title": "Roofs are the new gardens",
            "container": "Northern Times",
            "year": 2016,
            "url": "http://example.org/opinion/roofs",
        },
    ),
    "ABNT": (
        "ODUYA, A. B.; LINDQVIST, C. M. Musgos em telhados do norte. Revista de Botânica, Recife, v. 12, n. 3, p. 45-67, 2017.",
        {
            "type": "article-journal",
            "authors": ["ODUYA, A. B.", "LINDQVIST, C. M."],
            "title": "Musgos em telhados do norte",
            "container": "Revista de Botânica",
            "year": 2017,
            "volume": "12",
            "issue": "3",
            "page": "45-67",
            "publisher_place": "Recife",
        },
    ),
    "German chapter": (
        "Lindqvist, C.: Das Moos auf den Dächern. In: Vogel, A.; Kern, B. (Hrsg.): Handbuch der Dächer. Wien: Böhlau, 1994, S. 12–34.",
        {
            "type": "chapter",
            "authors": ["Lindqvist, C."],
            "editors": ["Vogel, A.", "Kern, B."],
            "title": "Das Moos auf den Dächern",
            "container": "Handbuch der Dächer",
            "year": 1994,
            "page": "12–34",
            "publisher": "Böhlau",
            "publisher_place": "Wien",
        },
    ),
    "GOST": (
        "Иванов А. П., Петрова Е. В. Мхи на крышах // Ботанический журнал. – 2011. – Т. 45, № 3. – С. 12–19.",
        {
            "type": "article-journal",
            "authors": ["Иванов, А. П.", "Петрова, Е. В."],
            "title": "Мхи на крышах",
            "container": "Ботанический журнал",
            "year": 2011,
            "volume": "45",
            "issue": "3",
            "page": "12–19",
        },
    ),
    "GB/T 7714": (
        "王建国, 李小红. 屋顶苔藓研究[J]. 植物学报, 2012, 32(5): 1402-1410.",
        {
            "type": "article-journal",
            "authors": ["王建国, ", "李小红, "],
            "title": "屋顶苔藓研究",
            "container": "植物学报",
            "year": 2012,
            "volume": "32",
            "issue": "5",
            "page": "1402-1410",
        },
    ),
    "LaTeX plain, conference": (
        "Ada Oduya, Carl Lindqvist, and Maria Peña. Learning to see moss. In Proceedings of the Third Workshop on Roof Vision, "
        "pages 12–19, 2019.",
        {
            "type": "paper-conference",
            "authors": ["Oduya, Ada", "Lindqvist, Carl", "Peña, Maria"],
            "title": "Learning to see moss",
            "container": "Proceedings of the Third Workshop on Roof Vision",
            "year": 2019,
            "page": "12–19",
        },
    ),
    "a web page with its site": (
        "What Is a Green Roof? | Roofworks, accessed March 3, 2024, https://www.roofworks.example/topics/green",
        {
            "type": "webpage",
            "title": "What Is a Green Roof?",
            "container": "Roofworks",
            "url": "https://www.roofworks.example/topics/green",
        },
    ),
    "thesis": (
        "Peña, M. “Thatch and fire,” Ph.D. dissertation, University of the Isles, 2004.",
        {"type": "thesis", "authors": ["Peña, M."], "title": "Thatch and fire", "year": 2004},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_fields_of_a_reference(name: str) -> None:
    text, wanted = CASES[name]
    found = brief(read(text))
    if name == "thesis":
        found = {key: found.get(key) for key in wanted}
    assert found == wanted


def test_every_filled_field_is_a_piece_of_the_string() -> None:
    for text, _ in CASES.values():
        one = read(text)
        plain = m.text_of(one.raw)
        for name in one.authors + one.editors:
            if name.literal == m.OTHERS:
                assert "et al" in plain
                continue
            assert all(part in plain for part in (name.family, name.given, name.particle, name.literal))
        for value in (
            m.text_of(one.title),
            m.text_of(one.container_title),
            one.volume,
            one.page,
            one.doi,
            one.url,
        ):
            assert value in plain


def test_each_recognised_piece_is_wrapped_where_it_stands() -> None:
    one = read("Oduya, A. B. (2017). Moss on roofs. *Journal of Botany*, 12(3), 45–67.")
    spans = {
        node.role: m.text_of(node)
        for node in one.raw
        for node in m.iter_nodes(node)
        if isinstance(node, m.Span)
    }
    assert spans == {
        "ref:author": "Oduya, A. B.",
        "ref:family": "Oduya",
        "ref:given": "A. B.",
        "ref:issued": "2017",
        "ref:title": "Moss on roofs",
        "ref:container_title": "Journal of Botany",
        "ref:volume": "12",
        "ref:issue": "3",
        "ref:page": "45–67",
    }


def test_a_date_is_read_as_far_as_it_goes() -> None:
    dates = {
        "(March 10, 2000)": m.Date(2000, 3, 10, literal="March 10, 2000"),
        "(2000, March)": m.Date(2000, 3, literal="2000, March"),
        "(2000a)": m.Date(2000, literal="2000a"),
        "(n.d.)": m.Date(literal="n.d."),
    }
    for printed, date in dates.items():
        assert read(f"Oduya, A. {printed}. Moss on northern roofs and walls.").issued == date


def test_the_day_of_access_is_not_the_date_of_publication() -> None:
    one = read(
        "Oduya, A. (n.d.). Moss on all the roofs. Retrieved October 06, 2016 from https://example.org/moss"
    )
    assert one.issued == m.Date(literal="n.d.")
    assert one.accessed == m.Date(2016, 10, 6, literal="October 06, 2016")


@pytest.mark.parametrize(
    "text",
    ["Personal communication.", "See above, note 4", "—", "12", "Oduya, private archive, box 3", "Anon."],
)
def test_what_is_no_clear_work_gets_no_title_and_no_type(text: str) -> None:
    one = read(text)
    assert (one.type, one.title, m.text_of(one.raw)) == ("", (), text)


def test_a_work_without_a_date_gets_no_date() -> None:
    assert read("Oduya, A., Lindqvist, C. Moss on northern roofs. J. Imag. Bot.").issued is None


def test_a_title_in_italics_ends_with_them() -> None:
    one = read(
        "Oduya, A. (n.d.). *Moss and slate: a short history*. Roofing service. City of Oslo. https://example.org/moss"
    )
    assert m.text_of(one.title) == "Moss and slate: a short history"


def test_a_list_of_two_hundred_entries_takes_little_time() -> None:
    texts = [text for text, _ in CASES.values()]
    many(*texts)
    start = time.process_time()
    many(*(texts[number % len(texts)] for number in range(200)))
    assert time.process_time() - start < 0.6


def test_an_entry_that_is_not_understood_is_reported() -> None:
    found: list[Diagnostic] = []
    parse_references((m.Reference("ref1", raw=m.text("Some scribble")),), found.append)
    assert [d.rule for d in found] == ["reference-parsed"]


def test_parsing_again_changes_nothing() -> None:
    for text in (*(text for text, _ in CASES.values()), "Some scribble of 1999", "Oduya, private archive"):
        once = read(text)
        assert parse_reference(once) is once


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("ABcd .,:;()[]“”\"&1290-–/’'Ié\ufffc\n"), max_size=80))
def test_no_text_is_ever_changed(text: str) -> None:
    one = parse_reference(m.Reference("ref1", raw=m.text(text)))
    assert m.text_of(one.raw) == text


NODES = st.recursive(
    st.builds(m.Text, st.text(st.sampled_from("Ab .,(1999)"), min_size=1, max_size=12))
    | st.just(m.LineBreak())
    | st.just(m.Math("x^2"))
    | st.just(m.CodeSpan("c")),
    lambda inner: (
        st.builds(
            m.Styled, st.sampled_from(["emph", "strong"]), st.lists(inner, min_size=1, max_size=3).map(tuple)
        )
        | st.builds(
            m.Link, st.just("https://example.org"), st.lists(inner, min_size=1, max_size=3).map(tuple)
        )
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(NODES, max_size=8).map(tuple))
def test_no_text_is_changed_through_markup(raw: m.Inlines) -> None:
    one = parse_reference(m.Reference("ref1", raw=raw))
    assert m.text_of(one.raw) == m.text_of(raw)


@pytest.mark.parametrize(
    "text",
    ["A. " * 1300, "Ab, C., " * 480, "(2010" * 780, "“" * 3900, "1, " * 1300, "12(3):4-5 " * 390, "a" * 3999,
     "March 1, 2000 " * 270, "In: " * 990, "van der " * 490, "http://" * 560, "A B " * 990, "?! " * 1300],
    ids=lambda text: text[:8],
)  # fmt: skip
def test_hostile_strings_take_no_time(text: str) -> None:
    parse_reference(m.Reference("ref0", raw=m.text("Oduya, A. (2017). Moss on roofs.")))
    start = time.process_time()
    parse_reference(m.Reference("ref1", raw=m.text(text)))
    assert time.process_time() - start < 1.0
