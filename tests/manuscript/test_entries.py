from __future__ import annotations

import pytest

from paperconv import model as m
from tests.manuscript.drafts import LOREM, h, items, p, read

A, B, C = (
    "Brook A. On ice. River J 2001; 3: 4–5.",
    "Marsh B. On wind. River J 2002; 4: 7–9.",
    "Reed C. On snow. River J 2003; 5: 1–2.",
)
HEAD = (h(1, "On River Ice and the Wind"), h(2, "Introduction"), p(LOREM))


def entries(*blocks: m.DraftBlock, title: str = "References") -> list[tuple[str, str]]:
    found = read(*HEAD, h(2, title), *blocks)
    return [(r.label, m.text_of(r.raw)) for r in found.document.references]


@pytest.mark.parametrize(
    ("blocks", "labels"),
    [
        ((items(f"[1] {A}", f"[2] {B}", f"[3] {C}"),), ["[1]", "[2]", "[3]"]),
        ((items(f"[1] {A}"), items(f"[2] {B}", f"[3] {C}")), ["[1]", "[2]", "[3]"]),
        ((items(A, B, C, ordered=True),), ["1.", "2.", "3."]),
        ((items(A, B, C),), ["", "", ""]),
        ((p(f"[1] {A}"), p(f"[2] {B}"), p(f"[3] {C}")), ["[1]", "[2]", "[3]"]),
        ((p(f"1. {A}"), p(f"2. {B}"), p(f"3. {C}")), ["1.", "2.", "3."]),
        ((p(f"(1) {A}"), p(f"(2) {B}"), p(f"(3) {C}")), ["(1)", "(2)", "(3)"]),
        ((p(A), p(B), p(C)), ["", "", ""]),
        ((p(f"[1] {A} [2] {B} [3] {C}"),), ["[1]", "[2]", "[3]"]),
        ((p(f"1. {A} 2. {B} 3. {C}"),), ["1.", "2.", "3."]),
        ((p(f"[1] {A}\n[2] {B}\n[3] {C}"),), ["[1]", "[2]", "[3]"]),
    ],
)
def test_a_list_is_split_into_entries_whatever_its_form(blocks, labels):
    assert entries(*blocks) == list(zip(labels, [A, B, C], strict=True))


@pytest.mark.parametrize(
    "title",
    [
        "REFERENCES",
        "7. References",
        "**Bibliography**",
        "Literaturverzeichnis",
        "Referencias bibliográficas",
        "Список литературы",
        "参考文献",
    ],
)
def test_the_list_is_found_by_its_title_in_many_languages(title):
    found = read(*HEAD, h(2, title), items(f"[1] {A}", f"[2] {B}"))
    (one,) = found.document.reference_lists
    assert len(one.references) == 2
    assert m.text_of(one.title) in title


def test_a_list_without_title_is_found_by_its_form_and_reported():
    found = read(*HEAD, *(p(f"[{n}] {A}") for n in range(1, 7)))
    assert len(list(found.document.references)) == 6
    assert "guess-sure" in found.rules()


def test_an_entry_that_a_page_cut_is_whole_again():
    assert entries(items(f"[1] {A}", "[2] Marsh B. On the wind of the"), p("northern rivers. River J 2002."), items(f"[3] {C}")) == [
        ("[1]", A), ("[2]", "Marsh B. On the wind of the northern rivers. River J 2002."), ("[3]", C),
    ]  # fmt: skip
    assert entries(p("Ada Brook, Ben Marsh, and Cy Reed."), p("2001. On ice. River J."), p(B)) == [
        ("", "Ada Brook, Ben Marsh, and Cy Reed. 2001. On ice. River J."), ("", B),
    ]  # fmt: skip


def test_a_year_at_the_head_of_a_line_is_no_label():
    assert [
        label
        for label, _ in entries(p(f"1. {A}"), p("2. Marsh B. On wind,"), p("2002. River J."), p(f"3. {C}"))
    ] == ["1.", "2.", "3."]


def test_an_item_of_an_ordered_list_is_an_entry_whatever_it_begins_with():
    odd = (
        "10. Konferenz für Flusskunde. Wien, 1999.",
        "1848 and after. River J 2001; 3: 4.",
        "[13] on ice. 2001.",
    )
    assert entries(items(*odd, ordered=True)) == list(zip(["1.", "2.", "3."], odd, strict=True))
    tail = ("and others. On snow. 2003.", "p. 7 of a log, 1712.")
    assert entries(items(*tail, ordered=True)) == list(zip(["1.", "2."], tail, strict=True))


def test_items_that_carry_numbers_of_their_own_keep_those():
    assert entries(items(f"[1] {A}", f"[2] {B}", f"[4] {C}", ordered=True)) == [
        ("[1]", A),
        ("[2]", B),
        ("[4]", C),
    ]


def test_a_line_that_begins_with_a_year_and_looks_like_an_item_keeps_the_year():
    cut = (
        items(A, "Marsh B. On wind,", ordered=True),
        items("River J.", ordered=True, start=2002),
        items(C, ordered=True, start=3),
    )
    assert entries(*cut) == [("1.", A), ("2.", "Marsh B. On wind, 2002. River J."), ("3.", C)]


def test_what_follows_a_numbered_list_is_not_its_last_entry():
    found = read(
        *HEAD,
        h(2, "References"),
        *(p(f"[{n}] {A}") for n in range(1, 5)),
        p("Publisher’s note. The river is neutral. It says so."),
    )
    assert len(list(found.document.references)) == 4
    assert "Publisher’s note. The river is neutral. It says so." in found.paragraphs()


def test_entries_have_ids_places_and_markup():
    found = read(*HEAD, h(2, "References"), items("[1] Brook A. *On ice*. 2001.", f"[2] {B}"))
    one, two = found.document.references
    assert (one.id, two.id) == ("ref1", "ref2")
    assert m.Styled("emph", m.text("On ice")) in one.raw
    assert one.pos is not None


def test_anchors_in_entries_become_links_to_the_reference():
    entry = m.ListItem((m.Paragraph((m.Span((), id="page-9-1"), m.Text(A))),))
    link = m.Paragraph((m.Text(f"{LOREM} See "), m.CrossRef("page-9-1", m.text("Brook, 2001")), m.Text(".")))
    found = read(
        h(1, "On River Ice and the Wind"),
        h(2, "Introduction"),
        link,
        h(2, "References"),
        m.List((entry, m.ListItem((p(B),)))),
    )
    assert [n.target for n in m.iter_nodes(found.document) if isinstance(n, m.CrossRef)] == ["ref1"]


def test_works_of_a_bibliography_file_stand_under_the_printed_title():
    cite = m.Paragraph((m.Text(f"{LOREM} "), m.Citation((m.CiteItem("brook:2001"),))))
    works = (
        m.Reference("brook:2001", type="book", key="brook:2001"),
        m.Reference("marsh2002", type="book", key="marsh2002"),
    )
    found = read(
        h(1, "On River Ice and the Wind"), h(2, "Introduction"), cite, h(2, "References"), references=works
    )
    (one,) = found.document.reference_lists
    assert (m.text_of(one.title), [r.id for r in one.references]) == ("References", ["ref1", "ref2"])
    assert [i.ref for i in m.iter_nodes(found.document) if isinstance(i, m.CiteItem)] == ["ref1"]


def test_a_citation_of_an_unknown_work_waits_for_works_from_outside():
    cite = m.Paragraph((m.Text(f"{LOREM} "), m.Citation((m.CiteItem("ghost"),), source=m.text("[@ghost]"))))
    found = read(h(1, "On River Ice and the Wind"), h(2, "Introduction"), cite)
    assert [one.ref for one in m.iter_nodes(found.document) if isinstance(one, m.CiteItem)] == ["ghost"]
    assert any("[@ghost]" in text for text in found.paragraphs())


APA = (
    "Brook, A., & Ferry, D. (2001). On ice and the boats in it. River Journal, 3(1), 4–5.",
    "Marsh, B. (2002). On wind over northern water. Oslo: Fjord Press.",
    "Reed, C. (2003). On snow and reeds. Lake Review, 5, 1–2. https://doi.org/10.5555/lake.5",
    "Fen, D., & Moor, E. (2004). Peat and people. In F. Heath (Ed.), Bogs (pp. 10–19). Turku: Moss.",
    "Tarn, G. (2007). Cold tarns. Lake Review, 9, 33–41.",
)


def rows(*texts: tuple[str, ...]) -> m.Table:
    made = tuple(m.Row(tuple(m.Cell((p(text),)) for text in row)) for row in texts)
    return m.Table(columns=(m.Column(),) * len(texts[0]), bodies=(m.TableBody(made),))


@pytest.mark.parametrize(
    ("blocks", "labels"),
    [
        ((p(" ".join(APA)),), [""] * 5),
        ((items(*APA[:3]), items(*APA[3:])), [""] * 5),
        ((rows(*((f"[{n}]", text) for n, text in enumerate(APA, 1))),), ["[1]", "[2]", "[3]", "[4]", "[5]"]),
        ((rows(*((text,) for text in APA)),), [""] * 5),
    ],
)
def test_entries_without_numbers_come_apart_too(blocks, labels):
    assert entries(*blocks) == list(zip(labels, APA, strict=True))


def test_an_ordered_list_that_runs_on_in_one_item_comes_apart():
    assert entries(items(f"{A} 2. {B} 3. {C}", ordered=True)) == [("1.", A), ("2.", B), ("3.", C)]
    assert entries(items(A, f"{B} 3. {C}", ordered=True)) == [("1.", A), ("2.", B), ("3.", C)]
    assert entries(p(f"(1) {A} (2) {B} (3) {C}")) == [("(1)", A), ("(2)", B), ("(3)", C)]
    volume = "Marsh B. The wind. 2. The storm. River J 2001."
    assert entries(items(volume, C, ordered=True)) == [("1.", volume), ("2.", C)]
    assert entries(items(A, "Marsh B. Wind, vol. 3. The storm. 2001.", ordered=True))[1][0] == "2."


def test_one_entry_is_not_cut_at_the_names_in_it():
    text = "Brook, A. (2001). A talk with Marsh, B. (1999) on ice. Reply in Reed, C. (2000). River Journal, 3, 4–5."
    assert entries(p(text), p(APA[1])) == [("", text), ("", APA[1])]


def test_a_table_of_data_is_no_list():
    found = read(*HEAD, h(2, "References"), p(APA[0]), rows(("Ice", "3"), ("Wind", "4")))
    assert len(list(found.document.references)) == 1


@pytest.mark.parametrize(
    "after",
    [
        "Ada Brook received her Ph.D. from the University of Ice in 1999. She works on rivers.",
        "Publisher’s Note: the journal remains neutral with regard to claims in maps.",
        "Ben Marsh is a professor of wind at the Lake College since 2004.",
    ],
)
def test_what_follows_a_list_without_numbers_is_not_its_last_entry(after):
    found = read(*HEAD, h(2, "References"), *(p(text) for text in APA), p(after))
    assert len(list(found.document.references)) == 5
    assert after in found.paragraphs()


def test_parts_of_a_list_keep_their_titles():
    found = read(
        *HEAD, h(2, "References"), h(3, "Primary sources"), p(APA[0]), p(APA[1]), h(3, "Studies"), p(APA[2]), p(APA[3])
    )  # fmt: skip
    assert [(m.text_of(one.title), len(one.references)) for one in found.document.reference_lists] == [
        ("References", 0),
        ("Primary sources", 2),
        ("Studies", 2),
    ]


def test_each_chapter_has_its_list():
    found = read(
        *HEAD, h(2, "References"), p(APA[0]), h(1, "Second chapter"), p(LOREM), h(2, "References"), p(APA[1]), p(APA[2])
    )  # fmt: skip
    assert [len(one.references) for one in found.document.reference_lists] == [1, 2]


def test_a_section_after_the_list_is_not_part_of_it():
    found = read(*HEAD, h(2, "References"), p(APA[0]), p(APA[1]), h(2, "Appendix"), p(LOREM))
    assert len(list(found.document.references)) == 2
    assert LOREM in found.paragraphs()


def test_a_list_without_title_and_numbers_is_found_by_its_form():
    found = read(*HEAD, *(p(text) for text in APA))
    assert len(list(found.document.references)) == 5
    assert "guess-sure" in found.rules()


def test_paragraphs_that_tell_of_years_are_no_list():
    prose = [
        f"In the year 200{n} the river froze, and Brook (200{n}) wrote of it at some length."
        for n in range(6)
    ]
    found = read(*HEAD, *(p(text) for text in prose))
    assert list(found.document.references) == []
