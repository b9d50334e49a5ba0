"""Shapes and spellings that only one dialect has."""

from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.diagnostics import Severity
from paperconv.manuscript.fields_statements import statements_from
from paperconv.readers.markdown.yaml_tree import parse
from tests.markdown.test_fields import meta, people


@pytest.mark.parametrize(
    ("written", "meant"),
    [("auhtor", "author"), ("affiliatons", "affiliations"), ("titel", "title"), ("keywordss", "keywords"), ("licnse", "license")],
)  # fmt: skip
def test_a_slip_of_the_pen_is_named_with_what_was_meant(written: str, meant: str):
    made, found = meta(f"lang: en\n{written}: x\nfrogs: y\n")
    (slip,) = [one for one in found if one.severity is Severity.WARNING]
    assert written in slip.message
    assert f'"{meant}"' in slip.hint
    assert slip.pos is not None
    assert slip.pos.line == 2
    assert {one.key for one in made.extra} == {written, "frogs"}


@pytest.mark.parametrize("key", ["data-availability", "data_availability", "dataAvailability", "dataavailability", "Data Availability"])  # fmt: skip
def test_keys_are_the_same_however_their_words_are_joined(key: str):
    blocks = statements_from({key: "Here."}, "p.md")
    assert [m.text_of(one) for one in blocks] == ["Data availability", "Here."]
    made, found = meta(f"title: A\n{key}: Here.\n")
    assert made.extra == ()
    assert found == []


def test_an_affiliation_may_be_named_before_it_is_described():
    made, found = meta(
        "authors:\n  - {name: Ann Ott, affiliation: mill; Pond School}\n"
        "  - {name: Bo Lee, affiliations: [{id: mill, name: Mill University}]}\n"
    )
    assert people(made) == [
        ("Ann", "Ott", ["Mill University", "Pond School"]),
        ("Bo", "Lee", ["Mill University"]),
    ]
    assert found == []


def test_marks_of_tex_lead_to_notes_and_a_star_to_the_corresponding_author():
    made, found = meta(
        "author:\n  - {name: Ann Ott, affil: '1, \\ddagger, *'}\n  - {name: Bo Lee, affil: '1,\\dagger'}\n"
        "affiliation: [{num: 1, address: 'Mill, Ulm'}]\nfirstnote: Present address of Bo.\nsecondnote: Deceased.\n"
        "correspondence: 'ann@mill.example; Tel. 12345'\n"
    )
    kinds = {one.id: (one.kind, m.text_of(one.blocks)) for one in made.author_notes}
    assert [[kinds[i] for i in one.notes] for one in made.authors] == [
        [("deceased", "Deceased."), ("corresponding", "ann@mill.example; Tel. 12345")],
        [("current-address", "Present address of Bo.")],
    ]
    assert [one.corresponding for one in made.authors] == [True, False]
    assert made.authors[0].emails == ("ann@mill.example",)
    assert found == []


def test_an_address_names_the_author_whose_it_is():
    made, _ = meta("author: [Ann Ott, Bo Leeds]\ncontact: [b.leeds@pond.example]\n")
    assert [one.emails for one in made.authors] == [(), ("b.leeds@pond.example",)]
    assert [one.corresponding for one in made.authors] == [False, True]
    assert made.author_notes == ()


def test_what_is_said_beside_the_name_of_the_corresponding_author_is_a_note():
    made, _ = meta(
        "author: [Ann Ott, Bo Lee]\ncorrespondence: 'Ann Ott, Mill Road 3, 12345 Ulm, ann@mill.example'\n"
    )
    assert made.authors[0].corresponding
    assert [m.text_of(one.blocks) for one in made.author_notes] == [
        "Ann Ott, Mill Road 3, 12345 Ulm, ann@mill.example"
    ]


def test_places_follow_what_has_been_moved():
    text = "project:\n  parts:\n    acknowledgments: Thanks.\n  authors:\n    - {name: Ann Ott, affiliation: 9}\n  affiliations: [{id: 1, name: Mill}]\n"
    tree, lines, _ = parse(text)
    heading = statements_from(tree, "p.md", lambda path: lines.get(path, -1) + 1)[0]
    assert heading.pos is not None
    assert heading.pos.line == 3
    _, found = meta(text)
    assert [one.pos.line for one in found if one.pos and "not defined" in one.message] == [5]


def test_running_text_is_cut_into_keywords_with_its_markup():
    tree = {"keywords": (m.Text("frog; "), m.Styled("emph", m.text("Rana")), m.Text(" sp.; pond."))}
    from paperconv.manuscript.fields import metadata_from

    made = metadata_from(tree, lambda _: None, "p.md")
    assert [m.text_of(one) for one in made.keywords[0].keywords] == ["frog", "Rana sp", "pond"]


@pytest.mark.parametrize(
    "name",
    ["Ann Ott*", "Ann Ott\\*", "Ann Ott^1,*^", "Ann Ott<sup>1,*</sup>", "Ann Ott$^{1,*}$", "Ann Ott¹*", "**Ann Ott**^\\*^", "[Ann Ott](https://a.example)∗"],
)  # fmt: skip
def test_marks_on_a_name_are_no_part_of_it(name: str):
    for form in ("author: ['{}']\n", "authors:\n  - name: '{}'\n    affiliation: 1\n"):
        made, found = meta(form.format(name) + "affiliations: [{index: 1, name: Mill}]\n")
        (author,) = made.authors
        assert (author.name.given, author.name.family, author.corresponding) == ("Ann", "Ott", True)
        assert not [one for one in found if "no author has" not in one.message]


def test_a_mark_that_nothing_explains_is_reported_and_what_stands_in_brackets_is_a_note():
    made, found = meta("author:\n  - Ann Ott^3^\n  - name: Bo Lee†\n  - Cy Ng (they/them)\n")
    assert [(one.rule, one.pos.line) for one in found if one.pos] == [
        ("affiliation-known", 2),
        ("note-known", 3),
    ]
    assert [one.name.family for one in made.authors] == ["Ott", "Lee", "Ng"]
    assert made.affiliations == ()
    assert [m.text_of(one.blocks) for one in made.author_notes] == ["they/them"]


def test_ranges_of_affiliations_and_words_for_no_orcid():
    made, found = meta(
        "authors: [{name: Ann Ott, affiliation: 1-3, orcid: N/A}]\n"
        "affiliations: [{index: 1, name: A}, {index: 2, name: B}, {index: 3, name: C}]\n"
    )
    assert people(made) == [("Ann", "Ott", ["A", "B", "C"])]
    assert made.authors[0].identifiers == ()
    assert found == []
