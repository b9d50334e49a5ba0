"""Reference lists out to reference managers, and back."""

from __future__ import annotations

import json

import pytest

from paperconv import model as m
from paperconv.citations.bibliography import read_bibliography
from paperconv.citations.ids import reference_keys
from paperconv.citations.write import write_bibliography
from paperconv.diagnostics import Diagnostic, ignore
from paperconv.errors import UnreadableSource

SUFFIXES = {"bibtex": "bib", "csl": "json", "ris": "ris"}
ODD = "50% of A & B_c #1 {x} $5 ~ ^ \\ “q” ü 玻璃"
WORKS = [
    m.Reference(
        "ref1", type="article-journal", key="a:1",
        authors=(m.Name("Meer", "Jan", "van der"), m.Name("King", "M. L.", suffix="Jr"), m.Name(literal="Body of Glass, The")),
        title=(m.Text("On DNA of "), m.Styled("emph", m.text("E. coli"))), container_title=m.text("Journal of Öl"),
        volume="4", issue="2", page="1–9", issued=m.Date(2019, 3, 5), doi="10.1000/a_b(1)", language="en",
    ),
    m.Reference(
        "ref2", type="chapter", authors=(m.Name("O’Neil", "A."),), editors=(m.Name("Ed", "E."),), title=m.text(ODD),
        container_title=m.text("The Book of McDonald"), collection_title=m.text("Series"), edition="2", page="33",
        publisher="P & Q", publisher_place="Rome", isbn="978-1", issued=m.Date(1999),
    ),
    m.Reference(
        "ref3", type="report", authors=(m.Name(literal="NIST"),), title=m.text("A report"), number="12-3", genre="Technical report",
        publisher="NIST", issued=m.Date(2010), accessed=m.Date(2020, 1, 2), url="https://x.org/a_b?c=1&d=%20#e",
    ),
    m.Reference("ref4", type="thesis", authors=(m.Name("Li", "X."),), title=m.text("Panes"), genre="PhD thesis", publisher="MIT",
                issued=m.Date(2001)),
    m.Reference("ref5", type="webpage", title=m.text("A page"), container_title=m.text("A site"), url="https://a.b/c"),
    m.Reference("ref6", raw=m.text("Something nobody can read, 50%.")),
    m.Reference("ref7", type="dataset", authors=(m.Name("Li", "X."),), title=m.text("Data"), publisher="Repository", issued=m.Date(2001)),
    m.Reference("ref8", type="paper-conference", authors=(m.Name("Li", "X."),), title=m.text("T"), container_title=m.text("Proc. of Glass"),
                issued=m.Date(2001), page="e12"),
    m.Reference("ref9", type="article-newspaper", title=m.text("News"), container_title=m.text("The Times"), issued=m.Date(2020, 2, 3)),
    m.Reference("ref10", type="software", authors=(m.Name("Roe", "C."),), title=m.text("panes"), version="1.2", issued=m.Date(2022)),
]  # fmt: skip
# What a format has no place for.
LOSES = {"bibtex": {"language"}, "csl": set(), "ris": {"version", "archive_location", "archive"}}


@pytest.mark.parametrize("form", SUFFIXES)
def test_works_survive_a_reference_manager(form: str) -> None:
    data = write_bibliography(WORKS, form)
    found: list[Diagnostic] = []
    back = read_bibliography(f"refs.{SUFFIXES[form]}", data, found.append)
    assert found == []
    assert len(back) == len(WORKS)
    keys = reference_keys(WORKS)
    for given, read in zip(WORKS, back, strict=True):
        assert read.key == keys[given.id]
        for name in given.__struct_fields__:
            if name in {"id", "key", "pos", "provenance", "confidence", *LOSES[form]}:
                continue
            want, have = getattr(given, name), getattr(read, name)
            if name in {"title", "container_title", "collection_title", "raw"}:
                want, have = m.text_of(want), m.text_of(have)
                if form == "bibtex":  # TeX's ligatures
                    have = have.replace("\u00a0", " ")
            if name == "page":
                want, have = want.replace("–", "-"), have.replace("–", "-")
            if name == "authors" and form == "ris":
                want = tuple(m.replace(one, family_first=False) for one in want)
            assert have == want, (form, given.id, name)


@pytest.mark.parametrize("form", ["bibtex", "csl"])
def test_emphasis_in_titles_survives(form: str) -> None:
    first, *_ = read_bibliography(f"refs.{SUFFIXES[form]}", write_bibliography(WORKS[:1], form), ignore)
    assert first.title == WORKS[0].title


def test_keys_tell_works_of_one_author_and_year_apart_and_are_always_the_same() -> None:
    keys = reference_keys(WORKS)
    assert [keys[f"ref{n}"] for n in (1, 2, 4, 7, 8)] == ["a:1", "oneil1999", "li2001a", "li2001b", "li2001c"]
    assert len(set(keys.values())) == len(WORKS)


def test_the_string_that_was_read_goes_along_and_repeats_are_passed_over() -> None:
    works = [
        m.Reference(
            "r1", type="book", label="1.", title=m.text("T"), raw=m.text("Roe, C. T. roe@x.org 2001.")
        ),
        m.Reference("r2", same_as="r1", raw=m.text("ibid.")),
    ]
    bib = write_bibliography(works, "bibtex").decode()
    assert "% 1. Roe, C. T. roe(at)x.org 2001.\n@book{" in bib
    assert "ibid" not in bib
    (item,) = json.loads(write_bibliography(works, "csl"))
    assert item["custom"] == {"source": "Roe, C. T. roe@x.org 2001."}
    assert len(read_bibliography("r.bib", bib.encode(), ignore)) == 1


def test_ris_is_read_with_line_and_what_pandoc_would_lose() -> None:
    text = """﻿TY  - JOUR
ID  - x1
AU  - van den Berg, Jan, Jr
AU  - World Health Organization
TI  - A title that goes
on here
JF  - The Journal
JA  - J.
PY  - 2019
DA  - 2019/03/05/
Y2  - 2020/01/02
SP  - 1
EP  - 9
AN  - 123
DB  - PubMed
N1  - Note
XX  - odd
ER  -

stray
TY  - VIDEO
TI  - Film
"""
    found: list[Diagnostic] = []
    first, second = read_bibliography("r.ris", text.encode(), found.append)
    assert first.authors == (
        m.Name("Berg", "Jan", "van den", "Jr"),
        m.Name(literal="World Health Organization"),
    )
    assert m.text_of(first.title) == "A title that goes on here"
    assert (first.issued, first.accessed, first.page, first.pmid) == (
        m.Date(2019, 3, 5),
        m.Date(2020, 1, 2),
        "1-9",
        "123",
    )
    assert (m.text_of(first.container_title), first.container_title_short, first.note) == (
        "The Journal",
        "J.",
        "Note",
    )
    assert (second.type, second.pos and second.pos.line) == ("motion_picture", 21)
    assert [d.removed for d in found] == ["stray", "RIS XX: odd"]


JATS = """<?xml version="1.0"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS//EN" "x.dtd">
<article><back><ref-list>
<ref id="r1"><element-citation publication-type="journal"><person-group person-group-type="author"><name><surname>Abel</surname>
<given-names>K</given-names></name><collab>Glass Group</collab></person-group><person-group person-group-type="editor"><name>
<surname>Ed</surname><given-names>E</given-names></name></person-group><year>2001</year><month>5</month><article-title>Panes of
<italic>Vitrum</italic></article-title><source>J Glass</source><volume>3</volume><fpage>1</fpage><lpage>9</lpage>
<pub-id pub-id-type="doi">https://doi.org/10.1/x</pub-id></element-citation></ref>
<ref id="r2"><mixed-citation publication-type="book"><string-name><surname>Baker</surname> <given-names>L</given-names></string-name>.
<source>Sashes</source>. <publisher-name>Frame</publisher-name>; <year>2005</year>.</mixed-citation></ref>
<ref id="r3"><mixed-citation>Somebody said so.</mixed-citation></ref>
</ref-list></back></article>"""


def test_the_reference_list_of_a_jats_article_is_a_bibliography() -> None:
    first, second, third = read_bibliography("a.xml", JATS.encode(), ignore)
    assert (first.type, first.key, first.page, first.doi) == ("article-journal", "r1", "1-9", "10.1/x")
    assert first.title == (m.Text("Panes of "), m.Styled("emph", m.text("Vitrum")))
    assert first.authors == (m.Name("Abel", "K"), m.Name(literal="Glass Group"))
    assert first.editors == (m.Name("Ed", "E"),)
    assert first.issued == m.Date(2001, 5)
    assert (second.type, m.text_of(second.title), second.publisher) == ("book", "Sashes", "Frame")
    assert m.text_of(third.raw) == "Somebody said so."
    assert (third.pos and third.pos.line, third.type) == (11, "")


@pytest.mark.parametrize("data", [b"<article><ref", b"<html/>", b"no tags"])
def test_xml_that_is_no_bibliography_is_one_line(data: bytes) -> None:
    with pytest.raises(UnreadableSource) as caught:
        read_bibliography("a.xml", data, ignore)
    assert "\n" not in str(caught.value)


def test_entities_of_a_bibliography_open_nothing() -> None:
    data = b"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><article><ref id='r'><mixed-citation>A &e; B</mixed-citation></ref></article>"
    assert [m.text_of(one.raw) for one in read_bibliography("a.xml", data, ignore)] == ["A &e; B"]


def test_bibtex_of_preprints_and_article_numbers_loses_neither() -> None:
    bib = """@misc{roe2020, title={Panes}, author={Roe, C.}, year={2020}, eprint={2001.01234}, archivePrefix={arXiv}}
@article{li2021, title={Sills}, author={Li, X.}, journal={Glass}, year={2021}, volume={3}, eid={e12}}
"""
    preprint, article = read_bibliography("r.bib", bib.encode(), ignore)
    assert (preprint.type, preprint.archive, preprint.archive_location) == ("article", "arXiv", "2001.01234")
    assert article.page == "e12"
