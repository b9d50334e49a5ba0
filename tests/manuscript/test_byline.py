from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.manuscript.byline import expand_braces, looks_like_byline, read_byline, split_marks
from paperconv.manuscript.runs import marked
from tests.manuscript.drafts import inlines, p, paper


def people(text: str) -> list[tuple[str, list[str]]]:
    return [(one.text, one.marks) for one in read_byline(marked(inlines(text)))]


TWO = [("Ada Brook", ["1"]), ("Ben Marsh", ["2"])]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brook^1^, Ben Marsh^2^",
        "Ada Brook^1^ Ben Marsh^2^",
        "Ada Brook^1^ and Ben Marsh^2^",
        "Ada Brook^1^ & Ben Marsh^2^",
        "Ada Brook^1^; Ben Marsh^2^",
        "**Ada Brook^1^,** **Ben Marsh^2^**",
        "Ada Brook [1], Ben Marsh [2]",
        "Ada Brook [1] and Ben Marsh [2]",
        "Ada Brook¹, Ben Marsh²",
        "Ada Brook1, Ben Marsh2",
        "Ada Brook 1, Ben Marsh 2",
        "By Ada Brook^1^, Ben Marsh^2^",
        "Authors: Ada Brook^1^, Ben Marsh^2^",
    ],
)
def test_names_are_separated_whatever_stands_between_them(text):
    assert people(text) == TWO


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Ada Brook^1,2,*^", ["1", "2", "*"]),
        ("Ada Brook^1,2^∗", ["1", "2", "*"]),
        ("Ada Brook^1^ ^2^ ^3^", ["1", "2", "3"]),
        ("Ada Brook^1-3^", ["1", "2", "3"]),
        ("Ada Brook^**^", ["**"]),
        ("Ada Brook^†‡^", ["†", "‡"]),
        ("Ada Brook^a,b^", ["a", "b"]),
        ("Ada Brook ∗ ^η^ ^δ^", ["*", "η", "δ"]),
        ("Ada Brook [1,2*]", ["1", "2", "*"]),
    ],
)
def test_every_kind_of_mark_is_read(text, marks):
    assert people(text) == [("Ada Brook", marks)]


def test_formulas_can_be_marks():
    children = (m.Text("Ada Brook"), m.Math("^{1,\\dagger}"), m.Text(", Ben Marsh"), m.Math("{}^{2}"))
    assert [(one.text, one.marks) for one in read_byline(marked(children))] == [
        ("Ada Brook", ["1", "†"]),
        ("Ben Marsh", ["2"]),
    ]


def test_letters_fused_to_names_are_marks_where_the_affiliations_say_so():
    found = read_byline("Ada Brooka,c,*, Ben Marshb, Cy Reeda", frozenset("abc"))
    assert [(one.text, one.marks) for one in found] == [
        ("Ada Brook", ["a", "c", "*"]), ("Ben Marsh", ["b"]), ("Cy Reed", ["a"]),
    ]  # fmt: skip


def test_degrees_do_not_become_authors():
    assert [one.text for one in read_byline("Ada Brook, MD, PhD, Ben Marsh, MSc")] == [
        "Ada Brook, MD, PhD",
        "Ben Marsh, MSc",
    ]


def test_family_names_first_with_initials_stay_together():
    assert [one.text for one in read_byline("Brook, A. M., Marsh, B.")] == ["Brook, A. M.", "Marsh, B."]
    assert [one.text for one in read_byline("Brook, Ada; Marsh, Ben")] == ["Brook, Ada", "Marsh, Ben"]


def test_addresses_and_orcid_ids_go_to_the_name_before_them():
    link = m.Link("https://orcid.org/0000-0002-1825-0097", m.text("ID"))
    found = read_byline(marked((m.Text("Ada Brook "), link, m.Text(" ada@ice.org Ben Marsh ben@ice.org"))))
    assert [(one.text, one.orcid, one.emails) for one in found] == [
        ("Ada Brook", "0000-0002-1825-0097", ["ada@ice.org"]),
        ("Ben Marsh", "", ["ben@ice.org"]),
    ]


def test_braces_stand_for_several_addresses():
    assert expand_braces("{ada, ben.marsh}@ice.org") == "ada@ice.org, ben.marsh@ice.org"


def test_a_star_and_two_stars_are_two_marks():
    assert split_marks("1,**") == ["1", "**"]


@pytest.mark.parametrize(
    "text",
    [
        "Department of Ice, University of the North",
        "In this paper we study the wind and the water.",
        "Received 3 May 2020",
        "Said.*",
        "A study of ice, wind and water in the north",
    ],
)
def test_other_lines_are_no_byline(text):
    assert not looks_like_byline(text)


@pytest.mark.parametrize(
    "blocks",
    [("Ada Brook^1^,", "Ben Marsh^1^"), ("Ada Brook^1^\nBen Marsh^1^",), ("Ada Brook^1^", "Ben Marsh^1^")],
)
def test_a_byline_may_run_over_lines_and_paragraphs(blocks):
    found = paper(*map(p, blocks), p("^1^Institute of Ice, Oulu, Finland"))
    assert found.names() == [("Ada", "Brook"), ("Ben", "Marsh")]
    assert found.places() == [["Institute of Ice, Oulu, Finland"]] * 2
