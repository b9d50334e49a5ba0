"""A bibliography beside the manuscript: from `paperconv references`, corrected by the author, and used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import paperconv
from paperconv import model as m
from paperconv import passes
from paperconv.citations.bibliography import read_bibliography
from paperconv.citations.write import write_bibliography
from paperconv.diagnostics import Diagnostic, ignore
from paperconv.passes import NORMALISE, prepare
from paperconv.passes.adopt_works import adopt_works
from paperconv.styles import JournalStyle, with_citations
from tests.passes.making import BASE, citations, doc, links, p, plain_list, t

ENTRIES = (
    "Abel, K. (2001). Panes of glass. Journal of Windows, 4(2), 1–9. https://doi.org/10.5555/pane.1",
    "Baker, L., & Cole, M. (2005). Sashes of the north. London: Frame Press.",
    "Dunn, P., Egan, R., & Foss, T. (2010). Frames of pine. Glass, 11, 22–31.",
    "Abel, K. (2001). Sills of the south. Journal of Windows, 5(1), 11–12.",
    "qwerty",
)
TEXT = p("As shown [1,3–4] and [2]; but [5].")


def run(
    document: m.Document, works: tuple[m.Reference, ...], style: JournalStyle = BASE
) -> tuple[m.Document, list[Diagnostic]]:
    found: list[Diagnostic] = []
    for step in (adopt_works(works), *NORMALISE, *prepare(style)):
        document = step(document, found.append)
    assert list(m.check(document)) == []
    return document, found


@pytest.mark.parametrize(("form", "suffix"), [("bibtex", "bib"), ("csl", "json"), ("ris", "ris")])
def test_a_corrected_list_is_printed_under_the_same_numbers(form: str, suffix: str) -> None:
    document = doc(TEXT, reference_lists=plain_list(*ENTRIES))
    for step in NORMALISE:
        document = step(document, ignore)
    data = write_bibliography(list(document.references), form).replace(
        b"Frames of pine", b"Frames of Pinus corrected"
    )
    works = read_bibliography(f"r.{suffix}", data, ignore)
    made, found = run(doc(TEXT, reference_lists=plain_list(*ENTRIES)), works)
    assert m.text_of(made.blocks[0]) == "As shown [1,3–4] and [2]; but [5]."
    assert [[item.ref for item in one.items] for one in citations(made)] == [
        ["ref1", "ref3", "ref4"],
        ["ref2"],
        ["ref5"],
    ]
    assert [one.label for one in made.references] == ["[1]", "[2]", "[3]", "[4]", "[5]"]
    printed = [m.text_of(one.formatted) for one in made.references]
    assert "Pinus Corrected" in printed[2] or "Pinus corrected" in printed[2]
    assert printed[4] == "qwerty"
    assert "Panes of glass" in next(d.removed for d in found if d.removed)


def test_the_order_of_the_file_does_not_matter_where_the_list_is_printed() -> None:
    works = tuple(
        reversed(
            read_bibliography(
                "r.bib",
                b"""
@article{x, author={Abel, K.}, title={Sills of the south}, year=2001, journal={W}}
@article{y, author={Abel, Kurt}, title={Panes of glass again}, year=2001, doi={10.5555/PANE.1}}
@book{z, author={New, A.}, title={Not in the list}, year=2022}
""",
                ignore,
            )
        )
    )
    made, found = run(doc(TEXT, reference_lists=plain_list(*ENTRIES)), works)
    by_id = {one.id: one for one in made.references}
    assert by_id["ref1"].authors == (m.Name("Abel", "Kurt"),)
    assert not by_id["ref4"].raw
    assert by_id["ref2"].raw
    assert len(by_id) == len(ENTRIES)  # what nothing cites is not printed
    assert any("2, 3, 5" in d.message for d in found)


def test_numbers_follow_the_file_where_no_list_is_printed() -> None:
    works = tuple(m.Reference(f"ref-k{n}", type="book", key=f"k{n}", title=t(f"Title {n}"), authors=(m.Name(f"Zed{9 - n}"),),
                              issued=m.Date(2000 + n), provenance="bibliography") for n in range(1, 5))  # fmt: skip
    made, _ = run(doc(p("As shown [2–3] and [4].")), works)
    assert [[item.ref for item in one.items] for one in citations(made)] == [["ref-k2", "ref-k3"], ["ref-k4"]]
    assert [one.id for one in made.references] == ["ref-k1", "ref-k2", "ref-k3", "ref-k4"]
    assert [one.label for one in made.references] == ["[1]", "[2]", "[3]", "[4]"]


def test_keys_find_their_works_and_a_heading_without_entries_gets_them(tmp_path: Path) -> None:
    (tmp_path / "r.bib").write_text(
        "@book{roe, author={Roe, C.}, title={Panes}, year=2001}\n@book{lee, author={Lee, X.}, title={Sills}, year=2002}\n"
    )
    (tmp_path / "s.ris").write_text("TY  - BOOK\nID  - lee\nTI  - Other\nER  - \n")
    (tmp_path / "paper").mkdir()
    (tmp_path / "paper/p.md").write_text(
        "# A paper\n\nAda Example\n\n## Introduction\n\nSee [@roe] and [@lee].\n\n## Literature\n"
    )
    found: list[Diagnostic] = []
    document = paperconv.read(
        tmp_path / "paper/p.md", bibliography=[tmp_path / "r.bib", tmp_path / "s.ris"], log=found.append
    )
    assert [one.key for one in document.references] == ["roe", "lee"]
    assert [m.text_of(one.title) for one in document.reference_lists] == ["Literature"]
    assert [d.message for d in found if d.rule in {"reference-parsed", "citation-known"}] == []


def test_a_style_that_reformats_decides_citations_and_order_too() -> None:
    entries = ENTRIES[:4]
    document = doc(
        p("As shown [1,3–4] and, by Baker and Cole [2], too."), reference_lists=plain_list(*entries)
    )
    made, _ = run(document, (), with_citations(BASE, "nature"))
    assert m.text_of(made.blocks[0]) == "As shown1–3 and, by Baker and Cole4, too."
    assert [one.id for one in made.references] == ["ref1", "ref3", "ref4", "ref2"]
    assert [one.label for one in made.references] == ["1.", "2.", "3.", "4."]
    made, _ = run(document, (), with_citations(BASE, "apa"))
    assert "(Abel, 2001a, 2001b; Dunn et al., 2010)" in m.text_of(made.blocks[0])
    assert [one.label for one in made.references] == [""] * 4
    assert {target for _, target in links(made.blocks[0])} == {"ref1", "ref2", "ref3", "ref4"}


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Dunn et al. [3] saw it.", "Dunn et al. (2010) saw it."),
        ("X. Dunn and colleagues [3] saw it.", "Dunn et al. (2010) saw it."),
        ("as Abel [4] says", "as Abel (2001b) says"),
        ("as in Abel's paper [4]", "as in Abel's paper (Abel, 2001b)"),
        ("Cole [3] is not its author", "Cole (Dunn et al., 2010) is not its author"),
        ("Mabel [4] is another", "Mabel (Abel, 2001b) is another"),
    ],
)
def test_names_before_a_number_are_not_printed_twice(text: str, printed: str) -> None:
    document = doc(p(f"{text} [1,2]"), reference_lists=plain_list(*ENTRIES[:4]))
    made, _ = run(document, (), with_citations(BASE, "apa"))
    assert m.text_of(made.blocks[0]).startswith(printed)
    again, _ = run(document, (), with_citations(BASE, "ieee"))
    assert m.text_of(again.blocks[0]).startswith(re.split(r"\[", text)[0])


def test_a_list_of_authors_that_is_cut_short_says_so_in_every_form() -> None:
    cut = "Dunn AB, Moor B, et al. The ice of the river. J Cold Reg. 2019;4(2):1–12."
    document = doc(p("As Dunn et al. (2019) saw [1]."), reference_lists=plain_list(cut))
    made, _ = run(document, (), with_citations(BASE, "apa"))
    printed = m.text_of(next(made.references).formatted)
    assert printed.startswith("Dunn, A., Moor, B., et al. (2019)")
    for form, suffix, word in (
        ("bibtex", "bib", b"Moor, B and others}"),
        ("csl", "json", b'"others"'),
        ("ris", "ris", b"AU  - et al."),
    ):
        data = write_bibliography(list(made.references), form)
        assert word in data
        (again,) = read_bibliography(f"r.{suffix}", data, ignore)
        assert again.authors[-1] == m.Name(literal=m.OTHERS)


def test_an_entry_whose_title_is_unsure_does_not_keep_the_style_from_citing_by_author_and_year() -> None:
    lists = plain_list(*ENTRIES[:4])
    made, _ = run(doc(p("As shown [1]."), reference_lists=lists), (), BASE)
    doubted = m.replace(
        next(made.references),
        confidence=0.4,
        confidences=(m.FieldConfidence("authors", 0.9), m.FieldConfidence("issued", 0.9)),
    )
    listed = m.replace(made.reference_lists[0], references=(doubted, *list(made.references)[1:]))
    document = m.replace(made, reference_lists=(listed,))
    renewed = passes.cite(with_citations(BASE, "apa"))(document, ignore)
    assert m.text_of(renewed.blocks[0]) == "As shown (Abel, 2001a)."
    assert m.text_of(next(renewed.references).formatted).startswith("Abel")


def test_a_style_by_author_and_year_does_not_renew_what_it_cannot_print() -> None:
    document = doc(TEXT, reference_lists=plain_list(*ENTRIES))
    made, found = run(document, (), with_citations(BASE, "apa"))
    assert m.text_of(made.blocks[0]) == "As shown [1,3–4] and [2]; but [5]."
    assert [one.label for one in made.references] == ["[1]", "[2]", "[3]", "[4]", "[5]"]
    assert m.text_of(list(made.references)[4].formatted) == "qwerty"
    assert any("apa needs the fields" in d.message and "5" in d.message for d in found)
    made, _ = run(document, (), with_citations(BASE, "ieee"))
    assert m.text_of(list(made.references)[4].formatted) == "qwerty"
    assert [one.label for one in made.references] == ["[1]", "[2]", "[3]", "[4]", "[5]"]
