"""Metadata of every dialect in one form."""

from __future__ import annotations

from typing import Any

import pytest

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Rule
from paperconv.manuscript.fields import metadata_from
from paperconv.manuscript.fields_statements import statements_from
from paperconv.readers.markdown.yaml_tree import parse


def meta(text: str) -> tuple[m.Metadata, list[Diagnostic]]:
    found: list[Diagnostic] = []
    tree, lines, _ = parse(text)
    return metadata_from(tree, found.append, "paper.md", lambda path: lines.get(path, -1) + 1), found


def people(made: m.Metadata) -> list[tuple[str, str, list[str]]]:
    raw = {one.id: one.raw for one in made.affiliations}
    return [
        (one.name.given, one.name.family or one.name.literal, [raw[i] for i in one.affiliations])
        for one in made.authors
    ]


@pytest.mark.parametrize("marks", ["1, 2", "'1,2'", "1 & 2", "[1, 2]", "1 2", "1 and 2", "['1', '2']", "1;2"])
def test_joss_affiliations_are_linked_however_they_are_written(marks: str):
    made, found = meta(
        f"authors:\n  - name: Ann van Ott\n    orcid: 0000-0002-1825-0097\n    affiliation: {marks}\n    corresponding: true\n"
        "affiliations:\n  - name: Mill University\n    index: 1\n    ror: 02495e989\n  - name: Pond Institute\n    index: 2\n"
    )
    assert [names for *_, names in people(made)] == [["Mill University", "Pond Institute"]]
    assert made.authors[0].name.family in {"Ott", "van Ott"}
    assert made.authors[0].orcid == "0000-0002-1825-0097"
    assert made.authors[0].corresponding
    assert made.affiliations[0].ror == "https://ror.org/02495e989"
    assert found == []


def test_parts_of_a_name_are_kept_apart():
    made, _ = meta(
        "authors:\n  - given-names: Ludwig\n    dropping-particle: van\n    surname: Beethoven\n"
        "  - name: {given: Ann, family: Ott}\n  - {firstname: Bo, lastname: Lee, suffix: Jr., degrees: PhD}\n"
        "  - surname: The Frog Working Group\n  - {name: the Pond Consortium, group: true}\n"
    )
    assert [(one.name.given, one.name.particle, one.name.family) for one in made.authors[:3]] == [
        ("Ludwig", "van", "Beethoven"),
        ("Ann", "", "Ott"),
        ("Bo", "", "Lee"),
    ]
    assert made.authors[2].name.suffix == "Jr."
    assert made.authors[2].degrees == ("PhD",)
    assert [one.group for one in made.authors] == [False, False, False, True, True]


def test_quarto_affiliations_by_reference_and_inline():
    made, found = meta(
        "author:\n  - name: Ann Ott\n    email: ann@frogs.example\n    affiliations:\n"
        "      - id: mill\n        name: Mill University\n        department: Ponds\n        city: Y\n        country: NO\n"
        "    attributes: {corresponding: true, equal-contributor: true}\n    roles: [conceptualization, 'writing: lead']\n"
        "  - name: Bo Lee\n    affiliations:\n      - ref: mill\n      - Pond Institute\n    deceased: true\n"
    )
    assert people(made) == [
        ("Ann", "Ott", ["Ponds, Mill University, Y, NO"]),
        ("Bo", "Lee", ["Ponds, Mill University, Y, NO", "Pond Institute"]),
    ]
    first, second = made.authors
    assert (first.corresponding, first.equal_contribution, second.deceased) == (True, True, True)
    assert first.emails == ("ann@frogs.example",)
    assert [(role.term, role.credit, role.degree) for role in first.roles] == [
        ("Conceptualization", True, ""),
        ("Writing – original draft", True, "lead"),
    ]
    assert made.affiliations[0].city == "Y"
    assert made.affiliations[0].departments == ("Ponds",)
    assert found == []


def test_pandoc_scholar_maps_of_names_and_institutes():
    made, _ = meta(
        "author:\n  - Ann Ott: {institute: [mill, pond], correspondence: true}\n  - Bo Lee:\n      institute: pond\n"
        "institute:\n  - mill: Mill University\n  - pond: {name: Pond Institute, city: Ulm}\n"
    )
    assert people(made) == [
        ("Ann", "Ott", ["Mill University", "Pond Institute, Ulm"]),
        ("Bo", "Lee", ["Pond Institute, Ulm"]),
    ]
    assert made.authors[0].corresponding


def test_manubot_repeats_affiliations_and_says_no_to_roles():
    made, found = meta(
        "authors:\n  - github: ann\n    name: Ann Ott\n    initials: AO\n    affiliations:\n      - Mill University\n"
        "    roles:\n      - Software: true\n      - Supervision: false\n"
        "  - name: Bo Lee\n    affiliations: [Mill University, Pond Institute]\n    correspondence: true\n"
    )
    assert [one.raw for one in made.affiliations] == ["Mill University", "Pond Institute"]
    assert [role.term for role in made.authors[0].roles] == ["Software"]
    assert made.authors[1].corresponding
    assert {field.key for field in made.extra} == {"authors.0.github", "authors.0.initials"}
    assert found == []


def test_myst_project_and_affiliations_by_id():
    made, _ = meta(
        "version: 1\nproject:\n  title: Frogs\n  keywords: frogs, ponds\n  authors:\n    - name: Ann Ott\n      affiliations:\n"
        "        - mill\n  affiliations:\n    - id: mill\n      name: Mill University\n  license: CC-BY-4.0\n"
    )
    assert m.text_of(made.title) == "Frogs"
    assert people(made) == [("Ann", "Ott", ["Mill University"])]
    assert [m.text_of(word) for word in made.keywords[0].keywords] == ["frogs", "ponds"]
    assert made.license is not None
    assert made.license.url == "https://creativecommons.org/licenses/by/4.0/"


def test_rticles_notes_among_the_affiliations():
    made, _ = meta(
        "author:\n  - {given_name: Ann, surname: Ott, affiliation: '1, *', corresponding: true, email: a@b.example}\n"
        "  - {given_name: Bo, surname: Lee, affiliation: '2, †'}\n"
        "affiliation:\n  - {code: 1, address: 'Mill University, Ulm, Germany'}\n  - {code: 2, address: Pond Institute}\n"
        "  - {code: '*', address: These authors contributed equally.}\n  - {code: '†', address: 'deceased, 1 May 2020'}\n"
    )
    assert people(made) == [
        ("Ann", "Ott", ["Mill University, Ulm, Germany"]),
        ("Bo", "Lee", ["Pond Institute"]),
    ]
    kinds = {one.id: one.kind for one in made.author_notes}
    assert [[kinds[i] for i in one.notes] for one in made.authors] == [["equal"], ["deceased"]]


def test_rxiv_maker_titles_and_short_names():
    made, _ = meta(
        "title:\n  - long: All the frogs\n  - short: Frogs\nauthors:\n  - name: Ann Ott\n    affiliations: [Mill]\n"
        "    corresponding_author: true\n    co_first_author: true\n"
        "affiliations:\n  - {shortname: Mill, full_name: Mill University, location: 'Ulm, Germany'}\n"
    )
    assert (m.text_of(made.title), m.text_of(made.short_title)) == ("All the frogs", "Frogs")
    assert people(made) == [("Ann", "Ott", ["Mill University, Ulm, Germany"])]
    assert made.authors[0].corresponding
    assert made.authors[0].equal_contribution


@pytest.mark.parametrize(
    "text",
    [
        "author: Ann Ott, Bo Lee and Cy Ng",
        "author: [Ann Ott, Bo Lee, Cy Ng]",
        "author: Ann Ott; Bo Lee; Cy Ng",
        "authors: 'Ott, Ann; Lee, Bo; Ng, Cy'",
    ],
)
def test_names_in_a_string_are_told_apart(text: str):
    made, _ = meta(text)
    assert [(one.name.given, one.name.family) for one in made.authors] == [
        ("Ann", "Ott"),
        ("Bo", "Lee"),
        ("Cy", "Ng"),
    ]


def test_footnotes_and_marks_in_author_strings():
    made, _ = meta(
        "author:\n  - 'Ann Ott^[Mill University, ann@frogs.example]'\n  - 'Bo Lee^[Corresponding author: bo@frogs.example]'\n"
    )
    assert people(made)[0] == ("Ann", "Ott", ["Mill University"])
    assert made.authors[0].emails == ("ann@frogs.example",)
    assert made.authors[1].corresponding
    assert made.authors[1].emails == ("bo@frogs.example",)


def test_a_pointer_to_no_affiliation_is_reported_with_its_line():
    made, found = meta(
        "authors:\n  - name: Ann Ott\n    affiliation: 3\naffiliations:\n  - {name: Mill, index: 1}\n"
    )
    wrong = [one for one in found if one.rule == Rule.AFFILIATION_KNOWN and "not defined" in one.message]
    assert [one.pos.line for one in wrong if one.pos] == [3]
    assert made.authors[0].affiliations == ()


def test_an_orcid_with_a_wrong_check_digit_is_reported_and_left_out():
    made, found = meta(
        "author:\n  - {name: Ann Ott, orcid: 0000-0002-1825-0098}\n  - {name: Bo Lee, orcid: https://orcid.org/0000-0002-1694-233X}\n"
    )
    assert [one.orcid for one in made.authors] == ["", "0000-0002-1694-233X"]
    assert [one.rule for one in found] == [Rule.ORCID_VALID]
    assert [(one.kind, one.value) for one in made.authors[0].identifiers] == [
        ("orcid-not-valid", "0000-0002-1825-0098")
    ]


def test_a_note_behind_a_name_is_a_note_and_no_part_of_the_name():
    made, _ = meta(
        "authors:\n  - name: Ann Ott^[Corresponding author]\n    affiliation: 1\n"
        "  - {firstname: Bo, surname: 'De Lee^[co-first author]', affiliation: 1}\n"
        "affiliations:\n  - {name: 'School of Ponds \\& Mills', index: 1}\n"
    )
    assert people(made) == [
        ("Ann", "Ott", ["School of Ponds & Mills"]),
        ("Bo", "De Lee", ["School of Ponds & Mills"]),
    ]
    assert made.authors[0].corresponding
    assert [(one.kind, m.text_of(one.blocks)) for one in made.author_notes] == [
        ("corresponding", "Corresponding author"),
        ("equal", "co-first author"),
    ]
    assert [one.notes for one in made.authors] == [(one.id,) for one in made.author_notes]


def test_unknown_keys_are_kept_and_named_once_and_layout_is_kept_in_silence():
    made, found = meta("title: A\nfrogs: 3\npond: deep\ntoc: true\nformat: {html: default}\n")
    assert {field.key for field in made.extra} == {"frogs", "pond", "toc", "format"}
    assert len(found) == 1
    assert '"frogs", "pond"' in found[0].message
    assert found[0].pos is not None
    assert found[0].pos.line == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-01-02", (2020, 1, 2)), ("16 February 2026", (2026, 2, 16)), ("February 2021", (2021, 2, 0)), ("2019", (2019, 0, 0)),
        ("18.10.2022", (2022, 10, 18)), ("Feb 3, 2021", (2021, 2, 3)), ("3. März 2020", (2020, 3, 3)), ("04/05/2020", (2020, 0, 0)),
        ("25/12/2020", (2020, 12, 25)),
    ],
)  # fmt: skip
def test_dates_in_all_usual_forms(text: str, expected: tuple[int, int, int]):
    made, _ = meta(f"date: {text}")
    (one,) = made.dates
    assert (one.date.year, one.date.month, one.date.day) == expected


def test_a_day_that_no_calendar_has_is_kept_as_text_and_reported():
    made, found = meta("date: 2024-02-30")
    assert made.dates[0].date == m.Date(2024, literal="2024-02-30")
    assert [(one.message, one.pos.line) for one in found if one.pos and "calendar" in one.message] == [
        ('"2024-02-30" is no day of the calendar: kept as text', 1)
    ]


@pytest.mark.parametrize("lead", ["", "name: "])
def test_a_footnote_of_a_name_is_an_affiliation_if_it_says_one_and_a_note_if_not(lead: str):
    made, _ = meta(
        f"author:\n  - {lead}Ann Ott^[University of Ponds, a@x.example.org, corresponding]\n"
        f"  - {lead}Bo Ulm^[Now retired.]\n  - {lead}Cy Orr^[Corresponding author, c@x.example.org]\n"
    )
    assert people(made) == [("Ann", "Ott", ["University of Ponds"]), ("Bo", "Ulm", []), ("Cy", "Orr", [])]
    assert [(one.corresponding, one.emails) for one in made.authors] == [
        (True, ("a@x.example.org",)), (False, ()), (True, ("c@x.example.org",)),
    ]  # fmt: skip
    assert [m.text_of(one) for one in made.author_notes] == [
        "Now retired.",
        "Corresponding author, c@x.example.org",
    ]


@pytest.mark.parametrize("text", ["last-modified", "today", "null", "'---'", "'`r Sys.Date()`'"])
def test_dates_that_a_tool_would_fill_in_are_none(text: str):
    made, _ = meta(f"title: A\ndate: {text}")
    assert made.dates == ()


def test_keywords_codes_identifiers_journal_and_funding():
    made, _ = meta(
        "keywords: [frogs, '*Rana*', NO]\njel: D8, H51\npacs: {msc: [35A01]}\ndoi: https://doi.org/10.1000/frogs.1\nlang: en_GB\n"
        "journal: {title: Journal of Ponds, eissn: 15427390}\nvolume: 2\nissue: 3\n"
        "citation: {page: 45-54, publisher: Mill Press}\n"
        "funding:\n  - statement: The mill paid.\n  - award: M-1\n    funder: Mill Fund\n"
        "copyright: {year: 2020, holder: Ann Ott}\nlicense: cc by-sa\n"
    )
    assert [(one.kind, len(one.keywords)) for one in made.keywords] == [("author", 3), ("JEL", 2), ("MSC", 1)]
    assert made.identifiers[0].value == "10.1000/frogs.1"
    assert made.language == "en-GB"
    assert made.journal is not None
    assert (made.journal.title, made.journal.issn_electronic, made.journal.volume, made.journal.issue) == (
        "Journal of Ponds", "1542-7390", "2", "3",
    )  # fmt: skip
    assert (made.journal.first_page, made.journal.last_page, made.journal.publisher) == (
        "45",
        "54",
        "Mill Press",
    )
    assert [(m.text_of(one.statement), one.funder, one.awards) for one in made.funding] == [
        ("The mill paid.", "", ()),
        ("", "Mill Fund", ("M-1",)),
    ]
    assert made.license is not None
    assert (made.license.name, made.license.copyright_holder) == ("CC BY-SA 4.0", "Ann Ott")


def test_structured_and_foreign_abstracts():
    made, _ = meta(
        "abstract:\n  Purpose: To count.\n  Methods: We counted.\nabstract-de: Gezählt.\nhighlights: [Many frogs, Few toads]\n"
    )
    assert [
        (one.kind, one.language, [m.text_of(s.title) for s in one.sections]) for one in made.abstracts
    ] == [
        ("", "", ["Purpose", "Methods"]),
        ("", "de", []),
        ("key-points", "", []),
    ]


def test_statements_become_headed_text():
    blocks = statements_from(
        {"data_availability": "On the site.", "availability": {"code": "Here."}, "draft": "true"}, "p.md"
    )
    assert [m.text_of(one) for one in blocks] == [
        "Data availability",
        "On the site.",
        "Code availability",
        "Here.",
    ]


@pytest.mark.parametrize(
    "tree",
    [
        {"author": [[], {}, "", None, ["x"], {"name": []}], "title": {"a": {"b": []}}},
        {"authors": {"a": {"b": {"c": "d"}}}, "affiliations": [[["x"]]], "keywords": {"a": {"b": "c"}}},
        {
            "date": {"x": []},
            "funding": [[], {"awards": [[], {"source": [{}]}]}],
            "license": [[], {}],
            "citation": [1],
        },
        {"abstract": [{}, {"text": []}], "journal": [], "copyright": [[]], "editor": [[{}]], "title": []},
    ],
)
def test_odd_shapes_do_not_break(tree: Any):
    found: list[Diagnostic] = []
    assert isinstance(metadata_from(tree, found.append, "p.md"), m.Metadata)
    statements_from(tree, "p.md")
