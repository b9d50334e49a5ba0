"""The front: who, where, when, under which terms."""

from __future__ import annotations

import pytest

from paperconv import model as m
from tests.documents import RICH
from tests.jats.articles import article, front, of
from tests.pieces import p, t

RAW = "Dept. of Botany, New York University, 5 Main St, York YO1 7HH, UK"


def aff(raw: str = RAW, **parts: object) -> m.Affiliation:
    return m.Affiliation("a1", raw, "1", **parts)  # type: ignore[arg-type]


def words(element: object) -> str:
    return "".join(element.itertext())  # type: ignore[attr-defined]


def test_an_affiliation_keeps_its_text_letter_for_letter_with_its_parts_marked_in_place() -> None:
    made = front(
        affiliations=(
            aff(
                departments=("Dept. of Botany",),
                institution="New York University",
                street="5 Main St",
                city="York",
                postal_code="YO1 7HH",
                country="UK",
                country_code="gb",
            ),
        )
    )
    element = made.one(".//aff")
    assert words(element) == "1" + RAW
    assert [(part.tag, words(part)) for part in element][1:] == [
        ("institution", "Dept. of Botany"),
        ("institution", "New York University"),
        ("addr-line", "5 Main St"),
        ("city", "York"),
        ("postal-code", "YO1 7HH"),
        ("country", "UK"),
    ]
    assert element.find("country").get("country") == "GB"


def test_parts_that_the_text_does_not_have_change_nothing() -> None:
    made = front(affiliations=(aff("Somewhere, Oslo", institution="Oslo", city="Bergen", country="Nor"),))
    assert words(made.one(".//aff")) == "1Somewhere, Oslo"


def test_a_ror_id_stands_beside_its_institution() -> None:
    made = front(affiliations=(aff("Uni X, Oslo", institution="Uni X", ror="https://ror.org/0abc"),))
    wrap = made.one(".//aff/institution-wrap")
    assert [part.tag for part in wrap] == ["institution-id", "institution"]
    made = front(
        affiliations=(
            aff("Dept A, Uni X, Oslo", institution="Uni X", ror="https://ror.org/0abc", city="Oslo"),
        )
    )
    assert words(made.one(".//aff")) == "1Dept A, Uni X, Oslohttps://ror.org/0abc"
    assert [part.tag for part in made.one(".//aff/institution-wrap")] == ["institution-id"]


def test_an_id_that_is_no_orcid_is_not_given_out_as_one() -> None:
    ids = (m.Identifier("orcid-not-valid", "0000-0000-0000-0000"), m.Identifier("isni", "0000000121032683"))
    made = front(authors=(m.Author(m.Name("Ott", "Ann"), identifiers=ids),)).root.findall(".//contrib-id")
    assert [(one.get("contrib-id-type"), one.text) for one in made] == [
        ("orcid-not-valid", "0000-0000-0000-0000"),
        ("isni", "0000000121032683"),
    ]


@pytest.mark.parametrize(
    ("name", "surname", "given", "style"),
    [
        (m.Name("Gogh", "Vincent", "van"), "van Gogh", "Vincent", "western"),
        (m.Name("Alembert", "Jean", "d'"), "d'Alembert", "Jean", "western"),
        (m.Name("Kim", "Min-jun", family_first=True), "Kim", "Min-jun", "eastern"),
        (m.Name(literal="Sukarno"), "Sukarno", None, "western"),
        (m.Name(given="Teller"), None, "Teller", "given-only"),
    ],
)
def test_names(name: m.Name, surname: str | None, given: str | None, style: str) -> None:
    made = front(authors=(m.Author(name),)).one(".//contrib/name")
    assert (made.findtext("surname"), made.findtext("given-names"), made.get("name-style")) == (
        surname,
        given,
        style,
    )


def test_a_name_whose_parts_are_not_known_is_not_cut() -> None:
    assert (
        front(authors=(m.Author(m.Name(literal="Ada B. Lovelace")),)).text(".//contrib/string-name")
        == "Ada B. Lovelace"
    )


def test_a_group_is_a_collaboration() -> None:
    made = front(authors=(m.Author(m.Name(literal="The Consortium"), group=True),))
    assert made.text(".//contrib[@contrib-type='author']/collab") == "The Consortium"


def test_one_author_alone_contributes_equally_with_nobody() -> None:
    alone = m.Author(m.Name("A"), equal_contribution=True)
    assert front(authors=(alone, m.Author(m.Name("B")))).root.find(".//contrib[@equal-contrib]") is None
    both = front(authors=(alone, m.Author(m.Name("B"), equal_contribution=True)))
    assert len(both.root.findall(".//contrib[@equal-contrib='yes']")) == 2


def test_authors_who_point_to_a_note_of_equal_contribution_are_equal() -> None:
    note = m.AuthorNote("n1", "equal", (p("Equal."),), "†")
    made = front(authors=tuple(m.Author(m.Name(n), notes=("n1",)) for n in "AB"), author_notes=(note,))
    assert len(made.root.findall(".//contrib[@equal-contrib='yes']")) == 2


def test_credit_roles_have_their_identifiers_and_others_none() -> None:
    roles = (
        m.Role("writing - review and editing", credit=True),
        m.Role("Cooking", credit=True),
        m.Role("Software"),
    )
    made = front(authors=(m.Author(m.Name("A"), roles=roles),)).root.findall(".//role")
    assert made[0].get("vocab-term") == "Writing – review & editing"
    assert (
        made[0].get("vocab-term-identifier")
        == "https://credit.niso.org/contributor-roles/writing-review-editing/"
    )
    assert [role.get("vocab") for role in made] == ["credit", None, None]
    assert made[0].text == "writing - review and editing"


def test_addresses_in_a_note_of_correspondence_are_marked() -> None:
    note = m.AuthorNote(
        "n1", "corresponding", (p("Write to (ada@example.org), or b.c@x.ac.uk."), p("Not @home.")), "*"
    )
    made = front(authors=(m.Author(m.Name("A"), corresponding=True, notes=("n1",)),), author_notes=(note,))
    assert [email.text for email in made.root.iter("email")] == ["ada@example.org", "b.c@x.ac.uk"]
    assert made.text(".//corresp") == "*Write to (ada@example.org), or b.c@x.ac.uk. Not @home."
    assert made.one(".//contrib/xref").get("ref-type") == "corresp"


def test_a_journal_of_which_nothing_is_known_is_not_made_up() -> None:
    meta = front().one(".//journal-meta")
    assert words(meta).strip() == ""
    assert [part.tag for part in meta] == ["journal-id", "issn"]


def test_the_journal_of_the_manuscript_wins() -> None:
    made = article(RICH)
    assert made.text(".//journal-title") == "Journal of Examples"
    assert [issn.text for issn in made.root.iter("issn")] == ["1234-5679", "2345-6787"]


@pytest.mark.parametrize(
    ("given", "year", "holder"),
    [
        (m.License(copyright_statement="© 2024 The Authors."), "2024", "The Authors"),
        (m.License(copyright_statement="Copyright: Jane Roe, 2023"), "2023", "Jane Roe"),
        (m.License(copyright_year="2020", copyright_holder="ACME"), "2020", "ACME"),
    ],
)
def test_a_copyright_line_says_year_and_holder(given: m.License, year: str, holder: str) -> None:
    made = front(license=given)
    assert (made.text(".//copyright-year"), made.text(".//copyright-holder")) == (year, holder)


def test_half_a_copyright_is_kept_as_words() -> None:
    made = front(license=m.License(copyright_statement="All rights reserved."))
    assert made.root.find(".//copyright-statement") is None
    assert made.text(".//license-p") == "All rights reserved."


def test_a_licence_is_named_once_and_in_its_canonical_form() -> None:
    made = front(license=m.License("http://creativecommons.org/licenses/by/4.0", "CC BY 4.0"))
    license = made.one(".//license")
    assert (
        license[0].text
        == license.get("{http://www.w3.org/1999/xlink}href")
        == "https://creativecommons.org/licenses/by/4.0/"
    )
    assert license[1].text == "CC BY 4.0"


def test_an_award_without_a_funder_is_told_in_words() -> None:
    made = front(funding=(m.Funding(awards=("X-1",)), m.Funding("Trust", awards=("Y-2",))))
    assert made.text(".//funding-statement") == "X-1"
    assert made.text(".//award-group/award-id") == "Y-2"


def test_each_award_has_a_group_with_its_funder_and_recipients() -> None:
    made = front(funding=(m.Funding("Trust", awards=("Y-1", "Y-2"), recipients=("Jane Doe",)),))
    groups = made.root.findall(".//award-group")
    assert [
        [one.findtext(f".//{tag}") for tag in ("institution", "award-id", "string-name")] for one in groups
    ] == [
        ["Trust", "Y-1", "Jane Doe"],
        ["Trust", "Y-2", "Jane Doe"],
    ]


def test_abstracts_of_other_languages_are_translations_and_a_second_one_says_so() -> None:
    made = front(
        abstracts=(
            m.Abstract((p("One."),)),
            m.Abstract((p("Zwei."),), language="de"),
            m.Abstract((p("Three."),), language="en-GB"),
        )
    )
    assert [a.get("specific-use") for a in made.root.iter("abstract")] == [None, "additional"]
    assert made.one(".//trans-abstract").get("{http://www.w3.org/XML/1998/namespace}lang") == "de"


def test_a_single_section_of_an_abstract_is_told_in_paragraphs() -> None:
    made = front(abstracts=(m.Abstract(sections=(m.Section(t("Aim"), (p("To see."),)),)),))
    assert [words(x) for x in made.one(".//abstract")] == ["Aim", "To see."]


def test_a_graphical_abstract_has_its_picture_in_a_figure() -> None:
    made = front(abstracts=(m.Abstract((m.Paragraph((m.Image("plot.png", "x"),)),), kind="graphical"),))
    assert made.one(".//abstract[@abstract-type='graphical']/p/fig/graphic") is not None
    without = front(abstracts=(m.Abstract((p("No picture."),), kind="graphical"),))
    assert without.root.find(".//abstract[@abstract-type]") is None


def test_dates_without_a_year_are_kept_as_words() -> None:
    made = front(
        dates=(
            m.HistoryDate("received", m.Date(literal="last spring")),
            m.HistoryDate("pub", m.Date(2024, 2, 30)),
        )
    )
    assert made.text(".//custom-meta/meta-value") == "last spring"
    assert made.root.find(".//history") is None
    assert made.one(".//pub-date").get("iso-8601-date") == "2024-02-30"


def test_plain_fields_become_custom_metadata_and_nested_ones_are_reported() -> None:
    made = front(
        extra=(m.Field("colour", '"blue"'), m.Field("tags", '["a", 2]'), m.Field("format", '{"html": {}}'))
    )
    assert [e.text for e in made.root.iter("meta-value")] == ["blue", "a, 2"]
    assert any("format" in message for message in made.said("content-kept"))


def test_a_kind_of_peer_review_is_not_claimed() -> None:
    meta = m.Metadata(title=t("T"), language="en", article_type="Reviewer report")
    assert of(p("x"), meta=meta).root.get("article-type") == "other"
