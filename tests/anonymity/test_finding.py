"""What tells who wrote a paper, and where it is found in a text."""

from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.anonymity import BODY, METADATA, find, identifying, look
from paperconv.anonymity.folding import fold, places
from paperconv.anonymity.works import same_person
from tests.anonymity.making import author, by, identities
from tests.passes.making import p, plain_list, t


def found(text: str, *authors: m.Author, scopes=BODY, loose: bool = False, **fields: object) -> list[str]:
    """The stretches of ``text`` in which one of the authors is found; the paper says nothing else."""
    every = identities(*authors, text=text, **fields)
    return [text[hit.start : hit.end] for hit in find(text, every, scopes, loose=loose)]


JANE = author("Jane Ann", "Dofferty")


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("Jane Ann Dofferty counted", ["Jane Ann Dofferty"]),
        ("Jane Dofferty counted", ["Jane Dofferty"]),
        ("JANE A. DOFFERTY", ["JANE A. DOFFERTY"]),
        ("by J. A. Dofferty and others", ["J. A. Dofferty"]),
        ("by J.A.Dofferty", ["J.A.Dofferty"]),
        ("Dofferty, Jane; Dofferty J.A., 2020", ["Dofferty, Jane", "Dofferty J.A."]),
        ("as Dofferty’s lab has it", ["Dofferty"]),
        ("Dofferty1,2", ["Dofferty"]),
        ("Doff\u00aderty", ["Doff\u00aderty"]),
        ("Dofferty\u00a0et al.", ["Dofferty"]),
        ("a doffertying of Doffertyans", []),
    ],
)
def test_a_name_is_found_in_every_form(text: str, stretches: list[str]) -> None:
    assert found(text, JANE) == stretches


@pytest.mark.parametrize(
    ("given", "family", "text"),
    [
        ("Björn", "Müller", "Bjorn Mueller"),
        ("Björn", "Müller", "MÜLLER B."),
        ("Søren", "Ærøgård", "Soren Aerogard"),
        ("Łukasz", "Żółty", "L. Zolty"),
        ("Zoe", "O'Hara", "Zoe O’Hara"),
        ("Katarzyna", "Wilk-Zielińska", "K. Wilk–Zielinska"),
        ("小明", "王", "王小明"),
        ("Cafe", "Zoë\u0308", "Zoe\u0308"),
        ("Ana", "García Pérez", "Garcia-Perez"),
    ],
)
def test_a_name_is_found_in_every_spelling(given: str, family: str, text: str) -> None:
    assert found(f"so {text} says", author(given, family)), (given, family)


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("the Van der Velde index", ["Van der Velde"]),
        ("P. van der Velde", ["P. van der Velde"]),
        ("www.vandervelde.nl", ["vandervelde"]),
        ("(PvdV and PV) coded", ["PvdV and PV"]),
        ("P.V. coded", ["P.V."]),
    ],
)
def test_a_name_is_found_with_its_particle(text: str, stretches: list[str]) -> None:
    person = m.Author(name=m.Name(given="Pieter", particle="van der", family="Velde"))
    assert found(text, person) == stretches


def test_initials_of_a_double_name_are_found() -> None:
    assert found("by M.J.G.-L. alone", author("María José", "García-López")) == ["M.J.G.-L."]


@pytest.mark.parametrize(
    ("family", "text"),
    [
        ("Young", "Young people and A Young Person"),
        ("Field", "The field. Field work is long."),
        ("Li", "Li ions, and LI"),
        ("Pearson", "the Pearson correlation"),
        ("Maple", "Maple trees, as a maple is a tree"),
    ],
)
def test_a_family_name_that_is_a_word_says_nothing_alone(family: str, text: str) -> None:
    one = author("Quentin", family)
    assert found(text, one) == []
    assert found(f"{text} by Dr. {family} and Quentin {family}", one) == [
        f"Dr. {family}",
        f"Quentin {family}",
    ]
    assert found(family, one, scopes=METADATA), "where no text is, it does"


def test_a_family_name_that_others_have_too_says_nothing_alone() -> None:
    text = "Smithers (2018) disagrees with Jo Smithers."
    document = m.replace(
        by(author("Jo", "Smithers"), text=text), reference_lists=plain_list("Smithers, K. (2018). Title.")
    )
    document = m.replace(
        document,
        reference_lists=(
            m.ReferenceList(
                (
                    m.Reference(
                        "r1",
                        raw=t("Smithers, K. (2018). Title."),
                        authors=(m.Name(family="Smithers", given="K."),),
                    ),
                )
            ),
        ),
    )
    assert [text[h.start : h.end] for h in find(text, identifying(document))] == ["Jo Smithers"]
    assert look(document).own == frozenset()


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("(J.A.D. and B.M.) read", ["J.A.D.", "B.M."]),
        ("JAD, BM and someone else", ["JAD, BM"]),
        ("BM conceived it", ["BM"]),
        ("rated twice (BM)", ["BM"]),
        ("rated twice (BM); the BM of patients", []),
        ("in the U.S. and B.M.W. cars", []),
        ("B. Matthews came", []),
        ("brown moss (BM) and more (BM)", []),
    ],
)
def test_initials_are_found_where_they_stand_for_persons(text: str, stretches: list[str]) -> None:
    assert found(text, JANE, author("Björn", "Müller")) == stretches


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("the University of Hollowdale ethics committee", ["University of Hollowdale"]),
        ("Hollowdale University", ["Hollowdale University"]),
        ("the Institute of Bracken", ["Institute of Bracken"]),
        ("the HIB Ethics Board and HIB values", ["HIB"]),
        ("collected at HIB by the HIBs", ["HIB"]),
        ("a university of the third age; Hollowdale, Norland", []),
    ],
)
def test_institutions_of_the_authors_are_found(text: str, stretches: list[str]) -> None:
    places = (
        m.Affiliation(
            id="a", raw="Department of Botany, Institute of Bracken (HIB), University of Hollowdale, Hollowdale, Norland",
            institution="University of Hollowdale", city="Hollowdale", country="Norland",
        ),
    )  # fmt: skip
    assert found(text, JANE, affiliations=places) == stretches


@pytest.mark.parametrize(
    ("text", "stretches"),
    [
        ("see https://github.com/jdofferty/ferns and", ["jdofferty"]),
        ("see https://dofferty.github.io/x", ["dofferty"]),
        ("see https://github.com/astropy/astropy", []),
        ("Our code is available at https://github.com/fern-people/ferns.", ["fern-people"]),
        ("in /home/jdofferty/data", ["jdofferty"]),
        ("in /home/scidb/data", []),
        ("write to ferns@peat.edu or you@example.org", ["ferns@peat.edu"]),
    ],
)
def test_addresses_of_the_authors_are_found(text: str, stretches: list[str]) -> None:
    assert found(text, JANE, loose=True) == stretches


def test_names_of_source_files_are_found_but_not_where_they_are_words() -> None:
    document = by(JANE, text="On ferns.")
    document = m.replace(document, blocks=(m.replace(p("On ferns."), pos=_pos("papers/ferns-v2.md")),))
    every = identifying(document)
    assert [hit.identity.kind for hit in find("ferns-v2.md and ferns-v2", every)] == [
        "name of a source file"
    ] * 2
    plain = m.replace(document, blocks=(m.replace(p("On ferns."), pos=_pos("ferns.md")),))
    assert find("ferns grow", identifying(plain)) == []
    assert find("ferns.md", identifying(plain))


def _pos(file: str):
    from paperconv.diagnostics import Pos

    return Pos(file, 1)


@pytest.mark.parametrize(
    ("name", "same"),
    [
        (m.Name(family="Dofferty", given="J."), True),
        (m.Name(family="Dofferty", given="JA"), True),
        (m.Name(family="Dofferty", given="Jane"), True),
        (m.Name(family="Dofferty", given="J. B."), False),
        (m.Name(family="Dofferty", given="John"), False),
        (m.Name(family="DOFFERTY", given="J"), True),
        (m.Name(literal="Dofferty"), True),
        (m.Name(literal="Jane Ann Dofferty"), True),
        (m.Name(family="Poe", given="J."), False),
    ],
)
def test_names_that_can_be_one_persons(name: m.Name, *, same: bool) -> None:
    assert same_person(name, JANE.name) is same


def test_folding_knows_where_each_letter_came_from() -> None:
    for text in ("Straße", "Zoe\u0308 x", "ﬁn", "a\u00adb", ""):
        folded, at = fold(text), places(text)
        assert len(at) == len(folded) + 1
        assert at[-1] == len(text)
        assert at == sorted(at)
