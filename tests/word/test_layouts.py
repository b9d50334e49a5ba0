"""Manuscripts that authors lay out by hand: tables round the front, numbers before headings, lines of several languages."""

from __future__ import annotations

import pytest

import paperconv
from paperconv import model as m
from paperconv.diagnostics import Diagnostic
from tests.word.making import PICTURE, PIXEL, PROSE, bold, cell, docx, p, read, run, sup, table

CENTRED = '<w:jc w:val="center"/>'
LARGE = "<w:b/><w:sz w:val='36'/>"
TITLE = "Grain, Ice and Tolls on the Lower River"
WORKS = (
    p("1. Abbott K, Lindqvist M. Ice and grain on northern rivers. J Hydrol Hist. 2014;12(3):45–59."),
    p("2. Moreau P, Tanaka Y. Tolls, seals and clerks. Oxford: Quay Press; 2009."),
)
TEXT = (p(bold("Introduction")), p(PROSE), p(bold("Results")), p(PROSE))


def test_a_title_in_a_table_above_a_grid_of_authors_is_the_title() -> None:
    authors = (
        cell(p(bold("Ana Lopes")), p("Department of History, University of Porto, Portugal")),
        cell(p(bold("Jon Berg")), p("Institute of Rivers, Oslo University, Norway")),
    )
    found = read(
        table((cell(p(run(TITLE, LARGE), properties=CENTRED)), cell(p())), authors),
        p(bold("Abstract")),
        p(PROSE),
        *TEXT,
    )
    assert m.text_of(found.document.meta.title) == TITLE
    assert found.authors() == ["Ana Lopes", "Jon Berg"]
    assert [one.affiliations for one in found.document.meta.authors] == [("aff1",), ("aff2",)]


def test_a_table_among_the_text_stays_one_though_each_row_has_but_one_cell() -> None:
    box = table((cell(p("Boats wait.")),), (cell(p("Clerks write.")),))
    found = read(p(run(TITLE, LARGE)), p("Ana Lopes"), p(bold("Introduction")), p(PROSE), box, p(PROSE))
    assert sum(isinstance(node, m.Table) for node in m.iter_nodes(found.document)) == 1


def test_plain_headings_that_only_typed_numbers_tell_count_on() -> None:
    found = read(
        p(run(TITLE, LARGE)), p("Ana Lopes"),
        p("1. INTRODUCTION"), p(PROSE),
        p("2. METHODS"), p("2.1 Study area"), p(PROSE), p("2.2. Letters and seals"), p(PROSE), p("2.2.1 Interviews"), p(PROSE),
        p("3. RESULTS"), p("1.5 Million letters were read"), p(PROSE), p("3.7 Tons fell"), p(PROSE),
    )  # fmt: skip
    assert found.titles() == [
        (1, "INTRODUCTION"), (1, "METHODS"), (2, "Study area"), (2, "Letters and seals"), (3, "Interviews"), (1, "RESULTS"),
    ]  # fmt: skip


def test_items_that_are_numbered_by_hand_are_no_headings() -> None:
    found = read(
        p(run(TITLE, LARGE)), p("Ana Lopes"), p(bold("Introduction")), p(PROSE), p(bold("Methods")), p(PROSE),
        p("1 Boats lay at the quay"), p("2 Clerks wrote letters"), p("3 Nobody asked"), p(bold("Results")), p(PROSE),
    )  # fmt: skip
    assert [title for _, title in found.titles()] == ["Introduction", "Methods", "Results"]


def test_a_title_that_reads_like_names_is_louder_than_the_names_below() -> None:
    found = read(
        p(run("GELO, GRÃO E PORTAGENS", "<w:b/>"), properties=CENTRED),
        p(run("ICE, GRAIN AND TOLLS ON A RIVER", "<w:b/><w:i/>"), properties=CENTRED),
        p("Ana Lopes"),
        p("João Berg"),
        p(
            bold("RESUMO: "),
            "O rio congelou cedo nesse ano, e os barcos ficaram no cais até a primavera. " * 2,
        ),
        p(bold("ABSTRACT: "), PROSE),
        *TEXT,
    )
    meta = found.document.meta
    assert m.text_of(meta.title) == "GELO, GRÃO E PORTAGENS"
    assert found.authors() == ["Ana Lopes", "João Berg"]
    assert [one.language for one in meta.abstracts] == ["pt", ""]
    assert found.said("taken out") is None


def test_a_chinese_title_is_no_short_line_and_its_places_are_parted() -> None:
    said = (
        "那一年河水很早就结冰，满载粮食而下的船只停泊在码头直到春天；书记员写的信比以往任何一个月都少。" * 2
    )
    found = read(
        p(run("下游河流的粮食、冰与关税", LARGE), properties=CENTRED),
        p("王伟", sup("1"), "，李娜", sup("2"), properties=CENTRED),
        p("（1. 北京大学历史系，北京 100871；2. 河海大学水文学院，南京 210098）", properties=CENTRED),
        p(bold("摘要："), said),
        p(run(TITLE, "<w:b/>"), properties=CENTRED),
        p(bold("Abstract: "), PROSE),
        p(bold("1 引言")),
        p(said),
        p(bold("2 结论")),
        p(said),
    )
    meta = found.document.meta
    assert m.text_of(meta.title) == "下游河流的粮食、冰与关税"
    assert [one.raw for one in meta.affiliations] == [
        "北京大学历史系，北京 100871",
        "河海大学水文学院，南京 210098",
    ]
    assert [one.affiliations for one in meta.authors] == [("aff1",), ("aff2",)]
    assert len(meta.abstracts) == 2


def test_a_subtitle_with_words_like_names_stands_above_the_authors() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="U"><w:name w:val="Subtitle"/></w:style>'
    )
    found = read(
        p("Korn, Eis und Zölle", style="T"), p("Ein Beitrag zur Flussgeschichte", style="U"), p("Ana Lopes und Jon Berg"),
        *TEXT, styles=styles,
    )  # fmt: skip
    assert m.text_of(found.document.meta.subtitle) == "Ein Beitrag zur Flussgeschichte"
    assert found.authors() == ["Ana Lopes", "Jon Berg"]


def test_sources_that_the_methods_tell_of_are_no_reference_list() -> None:
    told = "Die Schreiber schrieben weniger Briefe als in jedem Monat zuvor, und niemand fragte nach dem Grund dafür. "
    found = read(
        p(run("Korn, Eis und Zölle", LARGE)), p("Ana Lopes"),
        p(bold("1 Einleitung")), p(PROSE), p(bold("2 Methode")), p(bold("2.1 Quellen")), p(told * 2), p(bold("3 Ergebnis")), p(told),
        p(bold("Literatur")), p("Lopes, Ana (2019): Eis und Korn. In: Zeitschrift für Flussgeschichte 12, S. 45–59."),
        p("Moreau, Paul (2009): Zölle und Siegel. Berlin: Quay."),
    )  # fmt: skip
    assert (2, "Quellen") in found.titles()
    assert [len(one.references) for one in found.document.reference_lists] == [2]


def test_keywords_one_to_a_paragraph_beside_the_abstract_are_all_taken() -> None:
    info = cell(
        p("Article history:"),
        p("Received 3 March 2021"),
        p("Keywords:"),
        p("ice"),
        p("grain trade"),
        p("tolls"),
    )
    found = read(
        p(run(TITLE, LARGE)), p("Ana Lopes"),
        table((cell(p("ARTICLE INFO")), cell(p("ABSTRACT"))), (info, cell(p(PROSE)))), *TEXT,
    )  # fmt: skip
    (group,) = found.document.meta.keywords
    assert [m.text_of(one) for one in group.keywords] == ["ice", "grain trade", "tolls"]
    assert not found.document.blocks


@pytest.mark.parametrize(
    ("legend", "label"), [("Fig. 1. ", "Figure 1"), ("Figure S2. ", "Fig. S2"), ("Abb. 3: ", "Abbildung 3")]
)
def test_legends_and_pictures_at_the_end_are_one_though_their_labels_are_cut_otherwise(
    legend: str, label: str
) -> None:
    said: list[Diagnostic] = []
    data = docx(
        p(run(TITLE, LARGE)), p("Ana Lopes"), *TEXT, p(bold("References")), *WORKS,
        p(bold("Figure legends")), p(bold(legend), "The quay in winter."), p(PICTURE), p(label), files={"media/a.png": PIXEL},
    )  # fmt: skip
    document = paperconv.read(data, format="docx", log=said.append)
    (figure,) = [node for node in m.iter_nodes(document) if isinstance(node, m.Figure)]
    assert len(figure.panels) == 1
    assert figure.caption is not None
    assert m.text_of(figure.caption) == "The quay in winter."
    assert not any("has a caption but no picture" in one.message for one in said)


def test_a_caption_and_a_note_in_rows_of_the_table_are_its_own() -> None:
    def across(text: str) -> tuple[str, ...]:
        return (f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p(text)}</w:tc>',)

    grid = table(
        across("Table 1. Boats by month"), (cell(p(bold("Month"))), cell(p(bold("Boats")))), (cell(p("May")), cell(p("12"))),
        across("Note. Counted at noon."),
    )  # fmt: skip
    data = docx(p(run(TITLE, LARGE)), p("Ana Lopes"), p(bold("Results")), p(PROSE), grid, p(PROSE))
    (made,) = [
        node for node in m.iter_nodes(paperconv.read(data, format="docx")) if isinstance(node, m.Table)
    ]
    assert made.caption is not None
    assert (made.label, m.text_of(made.caption)) == ("Table 1", "Boats by month")
    assert ([m.text_of(one) for one in made.head], len(made.bodies[0].rows)) == (["MonthBoats"], 1)
    assert [m.text_of(one.blocks) for one in made.notes] == ["Note. Counted at noon."]


def test_usual_titles_in_bold_are_headings_of_one_level_whatever_stops_they_end_with() -> None:
    found = read(
        p(run(TITLE, LARGE)), p("Ana Lopes"), p(bold("Introduction:")), p(PROSE), p(bold("Materials and methods.")), p(PROSE),
        p(bold("Study population. "), PROSE), p(bold("Results:")), p(PROSE),
    )  # fmt: skip
    assert [level for level, _ in found.titles()] == [1, 1, 1]
