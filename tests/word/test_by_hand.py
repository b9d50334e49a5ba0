"""What authors set by hand: tabs, tables round names, bullets, large initials, notes to the title, lines in other scripts."""

from __future__ import annotations

import pytest

from paperconv import model as m
from tests.word.making import PICTURE, PIXEL, PROSE, bold, cell, p, read, run, sup, table

CENTRED = '<w:jc w:val="center"/>'
LARGE = "<w:b/><w:sz w:val='36'/>"
TITLE = "Grain, Ice and Tolls on the Lower River"
TEXT = (p(bold("Introduction")), p(PROSE), p(bold("Results")), p(PROSE))


TAB = "<w:r><w:tab/></w:r>"


def test_authors_whom_tabs_set_side_by_side_have_each_the_lines_below() -> None:
    found = read(
        p(run(TITLE, LARGE), properties=CENTRED),
        p("Ana Lopes", TAB, run("Jon ", "<w:b/>"), run("Berg", "<w:b/>")),
        p(TAB, "Dept. of History", TAB, "Institute of Rivers"),
        p("University of Porto", TAB, "Oslo University"),
        p("Porto, Portugal", TAB, "Oslo, Norway"),
        p("ana@up.example", TAB, "jon@oslo.example"),
        p(run("Abstract", "<w:b/><w:i/>"), run(f"—{PROSE}", "<w:b/>")),
        p(run("Index Terms", "<w:b/><w:i/>"), run("—ice, grain, tolls", "<w:b/>")),
        *TEXT,
    )
    meta = found.document.meta
    assert found.authors() == ["Ana Lopes", "Jon Berg"]
    assert [one.emails for one in meta.authors] == [("ana@up.example",), ("jon@oslo.example",)]
    assert [one.raw for one in meta.affiliations] == [
        "Dept. of History, University of Porto, Porto, Portugal", "Institute of Rivers, Oslo University, Oslo, Norway",
    ]  # fmt: skip
    assert [m.text_of(one) for one in meta.keywords[0].keywords] == ["ice", "grain", "tolls"]
    assert [title for _, title in found.titles()] == ["Introduction", "Results"]


def test_lines_with_tabs_that_are_no_names_stay_lines() -> None:
    found = read(
        p(run(TITLE, LARGE)), p("Ana Lopes"), p("Received:", TAB, "3 March"), p("Pages:", TAB, "12"), *TEXT
    )
    assert not any(isinstance(node, m.Table) for node in m.iter_nodes(found.document))


def test_each_author_s_lines_below_the_name_are_one_place_and_an_identifier() -> None:
    found = read(
        p(run("Grano, hielo y peajes", LARGE)), p("Ana María Lopes García"), p("Departamento de Historia"), p("Universidad de Sevilla"),
        p("ORCID: https://orcid.org/0000-0002-1825-0097"), p("Juan Berg"), p("Universidad de Oslo"),
        p(bold("Introducción")), p(PROSE), p("Cuadro 1. Barcos por mes"), table((cell(p("Mes")), cell(p("Barcos")))), p(PROSE),
        p(PICTURE), p("Gráfico 1. Barcos en invierno"), p(PROSE), files={"media/a.png": PIXEL},
    )  # fmt: skip
    first, second = found.document.meta.authors
    assert (first.orcid, second.orcid) == ("0000-0002-1825-0097", "")
    assert [one.raw for one in found.document.meta.affiliations] == [
        "Departamento de Historia, Universidad de Sevilla", "Universidad de Oslo",
    ]  # fmt: skip
    floats = [node.label for node in m.iter_nodes(found.document) if isinstance(node, m.Figure | m.Table)]
    assert floats == ["Cuadro 1", "Gráfico 1"]


@pytest.mark.parametrize("star", ["*", "* ", "✉ ", "† "])
def test_the_mark_of_a_note_is_its_label_and_not_its_text(star: str) -> None:
    for mark in (star, sup(star)):
        found = read(
            p(run(TITLE, LARGE)), p("Ana Lopes", sup("1"), ", Jon Berg", sup(f"1,{star.strip()}")),
            p(sup("1"), "University of Porto, Portugal"), p(mark, "Corresponding author: jon@oslo.example"), *TEXT,
        )  # fmt: skip
        (note,) = found.document.meta.author_notes
        assert (note.label, m.text_of(note.blocks)) == (
            star.strip(),
            "Corresponding author: jon@oslo.example",
        )


def test_turkish_forms_of_address_and_short_names_of_groups() -> None:
    found = read(
        p(run("AŞAĞI NEHİRDE TAHIL VE BUZ", LARGE)),
        p("Doç. Dr. Ayşe YILMAZ, Arş. Gör. Mehmet ÇELİK, River Consortium"),
        *TEXT,
    )
    first, second, group = found.document.meta.authors
    assert (first.prefix, first.name.given, first.name.family) == ("Doç. Dr.", "Ayşe", "Yılmaz")
    assert (second.prefix, second.name.given, second.name.family) == ("Arş. Gör.", "Mehmet", "Çelik")
    assert group.name.literal == "River Consortium"


def test_a_paragraph_with_a_note_is_no_abstract_that_lacks_its_heading() -> None:
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="1"><w:p><w:r>'
        "<w:t>Abbott, Ice, 12.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    found = read(
        p(run(TITLE, LARGE)),
        p("Ana Lopes"),
        p(PROSE, mark),
        p(PROSE),
        p(bold("Ice")),
        p(PROSE),
        parts={"footnotes": notes},
    )
    assert not found.document.meta.abstracts


def test_bold_first_rows_and_bullets_before_paragraphs_are_heads_and_lists() -> None:
    grid = table(
        (cell(p(bold("Month"))), cell(p(bold("Boats")))),
        (cell(p("May")), cell(p("12"))),
        (cell(p(bold("In all"))), cell(p("12"))),
    )
    plain = table((cell(p("a")), cell(p("b"))), (cell(p(bold("c"))), cell(p(bold("d")))))
    found = read(
        p(run(TITLE, LARGE)), p("Ana Lopes"), p(bold("Introduction")), p(PROSE), grid, p(PROSE), plain,
        p("•", TAB, "Boats ", run("wait", "<w:i/>")), p("•", TAB, "Clerks write"), p(PROSE), p("• One sign alone"), p("– Bonjour."), p("– Salut."),
    )  # fmt: skip
    (section,) = found.document.sections
    first, second = [one for one in section.blocks if isinstance(one, m.Table)]
    assert ([m.text_of(one) for one in first.head], len(first.bodies[0].rows)) == (["MonthBoats"], 2)
    assert not second.head
    (items,) = [one for one in section.blocks if isinstance(one, m.List)]
    assert [m.text_of(one) for one in items.items] == ["Boats wait", "Clerks write"]
    assert [m.text_of(one) for one in section.blocks[-3:]] == ["• One sign alone", "– Bonjour.", "– Salut."]


def test_a_large_initial_in_a_frame_belongs_to_its_word() -> None:
    frame = '<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around"/>'
    found = read(
        p(run(TITLE, LARGE)),
        p("Ana Lopes"),
        p(bold("Ice")),
        p(run("T", "<w:sz w:val='96'/>"), properties=frame),
        p(PROSE[1:]),
        p(PROSE),
    )
    assert [m.text_of(one) for one in found.document.sections[0].blocks] == [PROSE, PROSE]


def test_thanks_in_a_note_to_the_title_are_a_part_of_their_own() -> None:
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p>{run(text)}</w:p></w:footnote>'
        for n, text in enumerate(
            ("We thank the clerks.", "University of Porto, ana@up.example. Corresponding author."), 1
        )
    )
    parts = {
        "footnotes": f'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{notes}</w:footnotes>'
    }
    marks = [f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in (1, 2)]
    found = read(
        p(run(TITLE, LARGE), marks[0]),
        p("Ana Lopes", marks[1], ", Jon Berg"),
        p(bold("Abstract")),
        p(PROSE),
        *TEXT,
        parts=parts,
    )
    assert not found.document.blocks
    assert [(one.role, m.text_of(one)) for one in found.document.back] == [
        ("acknowledgements", "We thank the clerks.")
    ]
    assert [one.corresponding for one in found.document.meta.authors] == [True, False]


def test_a_table_of_authors_with_heads_is_the_byline() -> None:
    rows = (
        ("Ana Lopes", "University of Porto, Portugal", "ana@up.example"),
        ("Jon Berg", "Oslo University, Norway", "jon@oslo.example"),
    )
    grid = table(
        *(tuple(cell(p(text)) for text in row) for row in (("Name", "Affiliation", "E-mail"), *rows))
    )
    found = read(p(run(TITLE, LARGE)), grid, p(bold("Abstract")), p(PROSE), *TEXT)
    assert found.authors() == ["Ana Lopes", "Jon Berg"]
    assert [one.emails for one in found.document.meta.authors] == [("ana@up.example",), ("jon@oslo.example",)]
    assert [one.raw for one in found.document.meta.affiliations] == [place for _, place, _ in rows]


def test_keywords_in_the_last_line_of_the_abstract_s_paragraph_are_keywords() -> None:
    found = read(
        p(run(TITLE, LARGE)),
        p("Ana Lopes"),
        p(bold("Abstract")),
        p(PROSE, "<w:r><w:br/></w:r>", bold("Keywords: "), "ice, grain"),
        *TEXT,
    )
    assert [m.text_of(one) for one in found.document.meta.abstracts[0].blocks] == [PROSE]
    assert [m.text_of(one) for one in found.document.meta.keywords[0].keywords] == ["ice", "grain"]


def test_korean_summaries_and_dots_between_japanese_names() -> None:
    korean = "그 해 강은 일찍 얼었고 곡식을 싣고 내려온 배들은 봄까지 부두에 머물렀다. 서기들은 어느 달보다 적은 편지를 썼다."
    found = read(
        p(run("하류 강의 곡물과 얼음", LARGE)),
        p("김민수"),
        p(bold("요약")),
        p(korean),
        p(bold("1. 서론")),
        p(korean * 2),
    )
    assert [m.text_of(one.blocks) for one in found.document.meta.abstracts] == [korean]
    found = read(
        p(run("下流の川における穀物と氷", LARGE)),
        p("山田太郎", sup("1)"), "・鈴木花子", sup("2)")),
        p("1) 東京大学　2) 大阪大学"),
        *TEXT,
    )
    assert [one.name.literal for one in found.document.meta.authors] == ["山田太郎", "鈴木花子"]


def test_the_only_heading_of_the_first_level_is_the_title_whatever_the_lines_below_look_like() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/></w:style>'
        for n in (1, 3)
    )
    found = read(
        p(TITLE, style="H1"), p("Research Protocol for Ethical Clearance"), p("---"), p("2. Investigators", style="H3"),
        p("Principal Investigator"), p("Dr Ana Lopes, MD"), p("Co-Investigator / Site Lead"), p("Dr Jon Berg"),
        p("Institute of Rivers, Oslo University, Norway"), p("3. Background", style="H3"), p(PROSE), p("4. Methods", style="H3"), p(PROSE),
        styles=styles,
    )  # fmt: skip
    assert m.text_of(found.document.meta.title) == TITLE


def test_a_picture_above_the_title_is_the_publisher_s_though_it_has_an_alternative_text() -> None:
    found = read(
        p(PICTURE),
        p(run(TITLE, LARGE)),
        p("Ana Lopes"),
        p(bold("Abstract")),
        p(PROSE),
        *TEXT,
        files={"media/a.png": PIXEL},
    )
    assert m.text_of(found.document.meta.title) == TITLE
    assert not found.document.blocks
    assert found.said("publisher's sign") is not None


NOTES = (
    p(bold("Notes")),
    p("1 Abbott, Ice and Grain (2014), 12."),
    p("2. Ibid., 14."),
    p("See the map there."),
    p("[3] Moreau, Tolls (2009), 3."),
)
END = (
    p(bold("References")),
    p("Abbott, K. (2014). Ice and grain. Oslo: Quay."),
    p("Moreau, P. (2009). Tolls. Oslo: Quay."),
)


def test_typed_notes_are_endnotes_where_raised_numbers_count_up_to_them() -> None:
    head = (p(run(TITLE, LARGE)), p("Ana Lopes", sup("1"), ", Jon Berg", sup("2")), p(sup("1"), "University of Porto, Portugal"),
            p(sup("2"), "Oslo University, Norway"), p(bold("Introduction")))  # fmt: skip
    found = read(
        *head,
        p(PROSE, sup("1"), " The ice was 10", sup("6"), " m wide, or 4 m", sup("2"), "."),
        p(PROSE, sup("2,3")),
        *NOTES,
        *END,
    )
    assert [m.text_of(one) for one in found.document.notes] == [
        "Abbott, Ice and Grain (2014), 12.", "Ibid., 14.See the map there.", "Moreau, Tolls (2009), 3.",
    ]  # fmt: skip
    assert {one.kind for one in found.document.notes} == {"endnote"}
    assert sum(isinstance(node, m.NoteRef) for node in m.iter_nodes(found.document)) == 3
    raised = [
        m.text_of(node.children)
        for node in m.iter_nodes(found.document.sections[0])
        if isinstance(node, m.Styled)
    ]
    assert raised == ["6", "2"]
    assert [title for _, title in found.titles()] == ["Introduction"]
    assert [one.affiliations for one in found.document.meta.authors] == [("aff1",), ("aff2",)]


def test_typed_notes_that_no_number_leads_to_stay_a_part_of_the_text() -> None:
    found = read(p(run(TITLE, LARGE)), p("Ana Lopes"), p(bold("Introduction")), p(PROSE), *NOTES, *END)
    assert not found.document.notes
    assert "Ibid., 14." in found.text
