from __future__ import annotations

import pytest

from paperconv.manuscript.names import is_degree, natural_case, parse_name, parse_turkish
from paperconv.manuscript.surnames import two_surnames


@pytest.mark.parametrize(
    ("text", "given", "particle", "family"),
    [
        ("Ada Brook", "Ada", "", "Brook"),
        ("A B Brook", "A B", "", "Brook"),
        ("J.M. Brook", "J.M.", "", "Brook"),
        ("JM Brook", "JM", "", "Brook"),
        ("Brook, Ada", "Ada", "", "Brook"),
        ("Brook AM", "AM", "", "Brook"),
        ("BROOK Ada", "Ada", "", "Brook"),
        ("Ada BROOK", "Ada", "", "Brook"),
        ("ADA BROOK", "Ada", "", "Brook"),
        ("Ada van der Brook", "Ada", "van der", "Brook"),
        ("Tomas Ó Briain", "Tomas", "", "Ó Briain"),
        ("Nóra Ní Dhomhnaill", "Nóra", "", "Ní Dhomhnaill"),
        ("van der Brook, Ada", "Ada", "van der", "Brook"),
        ("ADA VAN DER BROOK", "Ada", "van der", "Brook"),
        ("Ana De Souza", "Ana", "", "De Souza"),
        ("José Ruiz y Campos", "José", "", "Ruiz y Campos"),
        ("João Lima Neto", "João", "", "Lima Neto"),
        ("J. R. MCDONALD", "J. R.", "", "McDonald"),
        ("D'ANGELO Maria", "Maria", "", "D'Angelo"),
        ("Karl-Heinz von der Aue", "Karl-Heinz", "von der", "Aue"),
        ("Peter St. Clair", "Peter", "", "St. Clair"),
        ("Joost ter Haar Romeny", "Joost", "ter", "Haar Romeny"),
        ("Pierre-Yves de la Tour d'Auvergne", "Pierre-Yves", "de la", "Tour d'Auvergne"),
        ("João Paulo de Araújo Lima", "João Paulo de Araújo", "", "Lima"),
        ("Maria do Carmo Reis", "Maria do Carmo", "", "Reis"),
        ("LI Na", "Na", "", "Li"),
        ("SUN Xiaoli", "Xiaoli", "", "Sun"),
    ],
)
def test_a_name_is_told_into_given_particle_and_family(text, given, particle, family):
    name = parse_name(text).name
    assert (name.given, name.particle, name.family) == (given, particle, family)


@pytest.mark.parametrize(
    ("text", "prefix", "degrees", "suffix"),
    [
        ("Prof Dr. Ada Brook", "Prof Dr.", (), ""),
        ("Assoc. Prof. Dr. Ada Brook", "Assoc. Prof. Dr.", (), ""),
        ("Prof. Dr. h.c. Ada Brook", "Prof. Dr. h.c.", (), ""),
        ("Ada Brook, MD, PhD, FRCP", "", ("MD", "PhD", "FRCP"), ""),
        ("Ada Brook PhD", "", ("PhD",), ""),
        ("Adam Brook Jr., Ph.D.", "", ("Ph.D.",), "Jr."),
        ("Adam Brook III", "", (), "III"),
    ],
)
def test_titles_and_degrees_are_not_part_of_the_name(text, prefix, degrees, suffix):
    found = parse_name(text)
    assert (found.prefix, found.degrees, found.name.suffix, found.name.family) == (
        prefix,
        degrees,
        suffix,
        "Brook",
    )


def test_a_family_name_that_looks_like_a_degree_stays_a_name():
    assert parse_name("Jing Ma").name.family == "Ma"
    assert parse_name("Jing Ma, MA").degrees == ("MA",)


def test_a_name_said_family_name_first_is_marked():
    assert parse_name("山田, 太郎").name.family_first
    assert parse_name("KOVÁCS Béla").name.family_first
    assert not parse_name("Brook, Ada").name.family_first
    assert not parse_name("Brook AM").name.family_first
    assert parse_name("김민준").name == parse_name("김 민준").name
    assert not parse_name("Ada Brook").name.family_first


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Delta Collaboration", "the Delta Collaboration"),
        ("on behalf of the River Ice Study Group", "River Ice Study Group"),
        ("International Ice Agency", "International Ice Agency"),
    ],
)
def test_a_body_is_a_group_and_keeps_its_whole_name(text, name):
    found = parse_name(text)
    assert found.group
    assert found.name.literal == name


def test_one_word_is_a_literal_name():
    found = parse_name("Suharto")
    assert (found.group, found.name.literal, found.name.family) == (False, "Suharto", "")


def test_capitals_become_the_usual_case_but_initials_stay():
    assert natural_case("J.R. O'NEIL-SMITH") == "J.R. O'Neil-Smith"
    assert not is_degree("Brook")


@pytest.mark.parametrize(
    ("text", "spanish", "given", "particle", "family"),
    [
        ("José Luis Fernández de la Rosa", False, "José Luis", "", "Fernández de la Rosa"),
        ("Ana García López", False, "Ana", "", "García López"),
        ("María del Carmen Ruiz", False, "María del Carmen", "", "Ruiz"),
        ("Juan Carlos Ferreyra", False, "Juan Carlos", "", "Ferreyra"),
        ("Pedro de la Fuente Sanz", True, "Pedro", "de la", "Fuente Sanz"),
        ("Laura Inés Brizuela Paz", True, "Laura Inés", "", "Brizuela Paz"),
        ("Laura Inés Brizuela Paz", False, "Laura Inés Brizuela", "", "Paz"),
    ],
)
def test_two_family_names_are_told_by_the_first_of_them(text, spanish, given, particle, family):
    name = two_surnames(parse_name(text).name, spanish=spanish)
    assert (name.given, name.particle, name.family) == (given, particle, family)


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("Elif Nur KAYGISIZ", "Elif Nur", "Kaygısız"),
        ("Hasan ILGAZ", "Hasan", "Ilgaz"),
        ("İpek DEMİR, MD, FRCSI", "İpek", "Demir"),
        ("Emre Yıldız, Student Member, IEEE", "Emre", "Yıldız"),
    ],
)
def test_capitals_of_turkish_names_become_the_letters_of_turkish(text, given, family):
    name = parse_turkish(text).name
    assert (name.given, name.family) == (given, family)
