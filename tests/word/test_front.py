"""Front matter of Word manuscripts: by style, by template, by look."""

from __future__ import annotations

import pytest

from paperconv import model as m
from tests.word.making import NAMESPACES, PROSE, bold, p, read, run, style, sup

_CENTRED = '<w:jc w:val="center"/>'


def test_an_unstyled_front_is_read_by_its_looks() -> None:
    made = read(
        p("ORIGINAL ARTICLE"),
        p(run("Tolls and Thaw on the Lower River", '<w:b/><w:sz w:val="32"/>'), properties=_CENTRED),
        p(
            "Ada Kowalska",
            sup("1"),
            ", Björn O. Lind",
            sup("1,2,*"),
            " and Chen Wei",
            sup("2"),
            properties=_CENTRED,
        ),
        p(sup("1"), " Department of History, Northern University, Gdańsk, Poland"),
        p(sup("2"), " Institute of Inland Shipping, Lund, Sweden"),
        p("*Corresponding author: bjorn.lind@shipping.example"),
        p(bold("Abstract")),
        p(PROSE),
        p(bold("Keywords: "), "tolls; ice; letters"),
        p(bold("1. Introduction")),
        p(PROSE),
        p(bold("2. Letters")),
        p(PROSE),
    )
    meta = made.document.meta
    assert m.text_of(meta.title) == "Tolls and Thaw on the Lower River"
    assert made.authors() == ["Ada Kowalska", "Björn O. Lind", "Chen Wei"]
    assert [len(one.affiliations) for one in meta.authors] == [1, 2, 1]
    assert meta.authors[1].corresponding
    assert len(meta.abstracts) == 1
    assert len(meta.keywords[0].keywords) == 3
    assert made.titles() == [(1, "Introduction"), (1, "Letters")]


@pytest.mark.parametrize(
    ("title", "author", "affiliation", "heading"),
    [
        (("Titel", "Title"), ("Autor", "Author"), ("Adresse", "Affiliation"), ("berschrift1", "heading 1")),
        (("Ttulo", "Título"), ("Autores", "Autores"), ("Afiliacin", "Afiliación"), ("Ttulo1", "Título 1")),
        (("MDPI12title", "MDPI_1.2_title"), ("MDPI13authornames", "MDPI_1.3_authornames"),
         ("MDPI16affiliation", "MDPI_1.6_affiliation"), ("MDPI21heading1", "MDPI_2.1_heading1")),
        (("papertitle", "paper title"), ("Author", "Author"), ("address", "address"), ("els1", "Els-1storder-head")),
    ],
)  # fmt: skip
def test_styles_of_templates_and_other_languages_say_what_a_paragraph_is(
    title: tuple[str, str], author: tuple[str, str], affiliation: tuple[str, str], heading: tuple[str, str]
) -> None:
    styles = "".join(style(*one) for one in (title, author, affiliation, heading))
    made = read(
        p("A Study", style=title[0]),
        p("Ines Prado", sup("1"), ", Tom Berg", sup("2"), style=author[0]),
        p(sup("1"), "Harbour College, Porto", style=affiliation[0]),
        p(sup("2"), "Quay Road 5, 20457 Hamburg", style=affiliation[0]),
        p("Summary of what we did", style=heading[0]),
        p(PROSE),
        styles=styles,
    )
    assert m.text_of(made.document.meta.title) == "A Study"
    assert made.authors() == ["Ines Prado", "Tom Berg"]
    assert [len(one.affiliations) for one in made.document.meta.authors] == [1, 1]
    assert made.titles() == [(1, "Summary of what we did")]


def test_a_style_is_what_it_is_based_on() -> None:
    styles = (
        style("Title", "Title")
        + style("Ours", "House 7", based="Title")
        + style("h", "House head", based="h1")
    )
    styles += style("h1", "Custom", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    made = read(p("Boats", style="Ours"), p("Ice", style="h"), p(PROSE), styles=styles)
    assert m.text_of(made.document.meta.title) == "Boats"
    assert made.titles() == [(1, "Ice")]


def test_an_abstract_style_needs_no_heading() -> None:
    styles = style("T", "Title") + style("A", "Abstract") + style("H", "heading 1")
    made = read(p("Boats", style="T"), p(PROSE, style="A"), p("Ice", style="H"), p("Cold."), styles=styles)
    assert m.text_of(made.document.meta.abstracts[0]).strip() == PROSE
    assert made.titles() == [(1, "Ice")]


def test_notes_of_title_and_authors_become_author_notes() -> None:
    notes = (
        f"<w:footnotes {NAMESPACES}>"
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{p("Corresponding author. E-mail: nora.falk@quay.example")}</w:footnote></w:footnotes>'
    )
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    styles = style("T", "Title") + style("H", "heading 1")
    made = read(
        p("Boats and Ice", style="T"), p("Nora Falk", mark, ", Per Holm"), p("Introduction", style="H"), p(PROSE),
        styles=styles, parts={"footnotes": notes},
    )  # fmt: skip
    assert made.authors() == ["Nora Falk", "Per Holm"]
    assert made.document.meta.authors[0].corresponding
    assert made.document.notes == ()
    assert "nora.falk@quay.example" in str(made.document.meta)


def test_the_running_title_comes_from_the_header() -> None:
    header = f"<w:hdr {NAMESPACES}>{p('Running head: TOLLS AND THAW')}</w:hdr>"
    made = read(p("Tolls", style="T"), p(PROSE), styles=style("T", "Title"), parts={"header1": header})
    assert m.text_of(made.document.meta.short_title) == "TOLLS AND THAW"
    assert made.said("headers and footers") is not None


def test_no_role_is_left_in_the_document() -> None:
    styles = style("T", "Title") + style("A", "Author") + style("B", "Bibliography")
    made = read(
        p("Boats", style="T"),
        p(PROSE, style="A"),
        p(PROSE),
        p("Doe, A. 2001. Ice.", style="B"),
        styles=styles,
    )
    assert not [n for n in m.iter_nodes(made.document) if isinstance(n, m.Paragraph) and n.role in m.ROLES]


def test_affiliations_in_footnotes_under_a_title_that_runs_in() -> None:
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    inside = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        for number, text in (
            (2, "Ada Oduya, Institute of History, Quay University, Lagos, Nigeria. E-mail: ada@quay.example"),
            (3, "Per Holm, Department of Tolls, Upper University, Sweden."),
        )
    )
    notes = f'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{inside}</w:footnotes>'
    made = read(
        p(run("Ice and Salt in the Letters of a Customs House", "<w:b/><w:sz w:val='32'/>")),
        p("Ada Oduya", mark.format(2), " and Per Holm", mark.format(3)),
        p(run("ABSTRACT. ", "<w:b/>"), "This essay reads eighty letters and asks who wrote them, for whom, and what salt had to do with it."),
        p(run("I. The House", "<w:b/>")), p(PROSE), p(run("II. The Clerks", "<w:b/>")), p(PROSE), parts={"footnotes": notes},
    )  # fmt: skip
    assert made.authors() == ["Ada Oduya", "Per Holm"]
    assert [one.raw for one in made.document.meta.affiliations] == [
        "Institute of History, Quay University, Lagos, Nigeria",
        "Department of Tolls, Upper University, Sweden",
    ]
    assert made.document.meta.authors[0].emails == ("ada@quay.example",)


def test_the_abstract_has_no_number_though_all_headings_have() -> None:
    made = read(
        p("Ice", style="T"), p("1. Abstract", style="H"), p(PROSE), p("2. Introduction", style="H"), p(PROSE),
        styles=style("T", "Title") + style("H", "heading 1"),
    )  # fmt: skip
    assert [m.text_of(one.title) for one in made.document.meta.abstracts] == ["Abstract"]


def test_codes_in_the_style_of_keywords_are_codes() -> None:
    styles = style("T", "Title") + style("K", "Keywords") + style("H", "heading 1")
    made = read(
        p("Ice on the River", style="T"), p("Keywords: ice; boats", style="K"), p("CCS: Applied computing; Networks", style="K"),
        p("Introduction", style="H"), p(PROSE), styles=styles,
    )  # fmt: skip
    groups = [
        (one.kind, [(m.text_of(k.children), k.code) for k in one.keywords])
        for one in made.document.meta.keywords
    ]
    assert groups == [
        ("author", [("ice", ""), ("boats", "")]),
        ("CCS", [("Applied computing", "Applied computing"), ("Networks", "Networks")]),
    ]
