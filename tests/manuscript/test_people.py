from __future__ import annotations

import pytest

from paperconv import model as m
from paperconv.manuscript.affiliations import parse_affiliation, read_items, take_position
from paperconv.manuscript.notes import mail_score, match_mails, note_kind, opens_note
from tests.manuscript.drafts import LOREM, h, items, p, paper, picture, read

OULU, UMEA = (
    "Institute of Ice, University of Oulu, Oulu, Finland",
    "Department of Physics, Umeå University, Umeå, Sweden",
)


@pytest.mark.parametrize(
    "lines",
    [
        (f"^1^{OULU}", f"^2^{UMEA}"),
        (f"^1^{OULU}, ^2^{UMEA}",),
        (f"1 {OULU}\n2 {UMEA}",),
        (f"1 {OULU} 2 {UMEA}",),
        (f"(1) {OULU}; (2) {UMEA}",),
        (f"[1] {OULU}. [2] {UMEA}.",),
        (f"**1** {OULU}, **2** {UMEA}",),
    ],
)
def test_affiliations_are_found_by_their_marks(lines):
    found = paper(p("Ada Brook^1,2^ and Ben Marsh^2^"), *map(p, lines))
    assert found.places() == [[OULU, UMEA], [UMEA]]
    assert [a.label for a in found.meta.affiliations] == ["1", "2"]


def test_affiliations_glued_behind_the_authors_are_cut_off():
    found = paper(p(f"Ada Brook^1^, Ben Marsh^2^ ^1^{OULU} ^2^{UMEA}"))
    assert found.names() == [("Ada", "Brook"), ("Ben", "Marsh")]
    assert found.places() == [[OULU], [UMEA]]


def test_one_affiliation_without_mark_is_that_of_all():
    found = paper(p("Ada Brook, Ben Marsh"), p(OULU))
    assert found.places() == [[OULU], [OULU]]


def test_each_author_above_an_affiliation_has_that_one():
    found = paper(p("Ada Brook"), p(OULU), p("Ben Marsh"), p(UMEA))
    assert found.places() == [[OULU], [UMEA]]


def test_an_affiliation_is_stored_once_and_the_office_goes_to_the_author():
    found = paper(
        p("**Ada Brook^*^, Prof Dr. Ben Marsh^**^**"),
        p(f"^*^PhD Scholar, {OULU}"),
        p(f"^**^Associate Professor, {OULU}"),
    )
    assert [a.raw for a in found.meta.affiliations] == [OULU]
    assert [(a.position, a.prefix) for a in found.meta.authors] == [
        ("PhD Scholar", ""),
        ("Associate Professor", "Prof Dr."),
    ]
    assert found.places() == [[OULU], [OULU]]


def test_a_mark_without_affiliation_is_named():
    found = paper(p("Ada Brook^1,7^, Ben Marsh^1,†^"), p(f"^1^{OULU}"))
    said = [d.message for d in found.found]
    assert any("Ada Brook" in one and '"7"' in one for one in said)
    assert any("Ben Marsh" in one and '"†"' in one for one in said)
    assert {"affiliation-known", "note-known"} <= found.rules()


def test_the_parts_of_an_affiliation_are_filled_where_they_are_sure():
    one = parse_affiliation("aff1", "Department of Physics, Lund University, 221 00 Lund, Sweden", "1")
    assert (one.institution, one.departments, one.city, one.postal_code, one.country, one.country_code) == (
        "Lund University", ("Department of Physics",), "Lund", "221 00", "Sweden", "SE",
    )  # fmt: skip
    usa = parse_affiliation("aff1", "School of Ice, Polar University, Fairbanks, AK 99775, USA", "1")
    assert (usa.city, usa.region, usa.postal_code, usa.country_code) == ("Fairbanks", "AK", "99775", "US")
    odd = parse_affiliation("aff1", "Somewhere between here and there", "")
    assert (odd.city, odd.country, odd.raw) == ("", "", "Somewhere between here and there")


def test_a_country_ending_in_and_stays_whole():
    assert [one.text for one in read_items("\ue0001\ue001University of Otago, Dunedin, New Zealand")] == [
        "University of Otago, Dunedin, New Zealand"
    ]


def test_an_office_is_taken_only_before_an_affiliation():
    assert take_position("Senior Research Fellow, Institute of Ice") == (
        "Senior Research Fellow",
        "Institute of Ice",
    )
    assert take_position("Institute of Ice, Oulu") == ("", "Institute of Ice, Oulu")


def test_the_corresponding_author_may_stand_in_the_middle_of_the_body():
    found = read(
        h(1, "On River Ice and the Wind"), p("Ada Brook^1^, Ben Marsh^1^"), p(f"^1^{OULU}"), h(2, "Abstract"), p(LOREM), h(2, "Introduction"),
        p(f"{LOREM} The safety and future of the river are"), m.Divider(),
        p("**Corresponding Author:** Ben Marsh, PhD Scholar, Institute of Ice, email: marsh@ice.org"),
        p("highly tied to its ice."), h(2, "Conclusion"), p(LOREM),
    )  # fmt: skip
    ada, ben = found.meta.authors
    assert (ben.corresponding, ben.emails, ada.corresponding) == (True, ("marsh@ice.org",), False)
    (note,) = found.meta.author_notes
    assert note.kind == "corresponding"
    assert ben.notes == (note.id,)
    assert any("river are highly tied" in one for one in found.paragraphs())
    assert not any(isinstance(n, m.Divider) for n in m.iter_nodes(found.document))


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("*These authors contributed equally to this work.", "equal"),
        ("∗ Equal contribution", "equal"),
        ("*Corresponding author. E-mail: ada@ice.org", "corresponding"),
        ("* Correspondence: ada@ice.org", "corresponding"),
        ("^[*]^Correspondence should be addressed to A. B. (ada@ice.org)", "corresponding"),
        ("* Deceased.", "deceased"),
        ("* Present address: Polar Station, Tromsø, Norway", "current-address"),
        ("*Lead contact", "lead-contact"),
        ("*Autor de correspondencia: ada@hielo.es", "corresponding"),
    ],
)
def test_notes_are_told_by_their_words(note, kind):
    found = paper(p("Ada Brook^1,*^, Ben Marsh^1^"), p(f"^1^{OULU}"), p(note))
    (one,) = found.meta.author_notes
    assert one.kind == kind
    assert m.text_of(one)[0].isalpha()
    assert found.meta.authors[0].notes == (one.id,)
    assert found.meta.authors[1].notes == ()


def test_two_notes_in_one_paragraph_go_to_their_own_authors():
    found = paper(
        p("Ada Brook^1,a^, Ben Marsh^1,a^, Cy Reed^1^"), p(f"^1^{OULU}"),
        p("^a^ A. B. and B. M. contributed equally to this work. Correspondence: Cy Reed, Institute of Ice (cy.reed@ice.org)."),
    )  # fmt: skip
    assert [a.equal_contribution for a in found.meta.authors] == [True, True, False]
    assert [a.corresponding for a in found.meta.authors] == [False, False, True]
    assert found.meta.authors[2].emails == ("cy.reed@ice.org",)


def test_notes_that_became_a_list_are_still_notes():
    found = paper(p("Ada Brook^1,*^, Ben Marsh^1^"), p(f"^1^{OULU}"), items("Correspondence: ada@ice.org"))
    assert found.meta.authors[0].corresponding
    assert not found.document.blocks


def test_a_list_of_affiliations_at_the_end_of_the_paper_serves():
    found = read(
        h(1, "On River Ice and the Wind"), p("Ada Brook [1], Ben Marsh [2]"), h(2, "Abstract"), p(LOREM), h(2, "Introduction"), p(LOREM),
        h(2, "Author details"), p(f"1 {OULU}. [2] {UMEA}."),
    )  # fmt: skip
    assert found.places() == [[OULU], [UMEA]]


@pytest.mark.parametrize(
    ("address", "name", "better"),
    [
        ("wangmh@x.edu", m.Name("Wang", "Meihong"), m.Name("Wang", "Shaopan")),
        ("ada.brook@x.edu", m.Name("Brook", "Ada"), m.Name("Brook", "Ben")),
        ("abrook@x.edu", m.Name("Brook", "Ada"), m.Name("Marsh", "Ada")),
        ("brooka@x.edu", m.Name("Brook", "Ada"), m.Name("Brook", "Cy")),
        ("nfychen@x.edu", m.Name("Chen", "Nancy F."), m.Name("Reed", "Cy")),
    ],
)
def test_addresses_fit_the_right_name_best(address, name, better):
    assert mail_score(address, name) > mail_score(address, better)


def test_addresses_that_say_nothing_go_by_their_order():
    names = [m.Name("Brook", "Ada"), m.Name("Marsh", "Ben")]
    assert match_mails(["51@x.cn", "52@x.cn"], names, [False, False]) == {0: 0, 1: 1}
    assert match_mails(["51@x.cn"], names, [False, False]) == {}


def test_an_address_of_nobody_is_kept_and_reported():
    found = paper(p("Ada Brook^1^, Ben Marsh^1^"), p(f"^1^{OULU}"), p("office@ice.org"))
    assert any("office@ice.org" in d.message for d in found.found)
    assert any("office@ice.org" in m.text_of(*n.blocks) for n in found.meta.author_notes)


def test_a_lone_star_is_taken_for_the_corresponding_author_with_a_word():
    found = paper(p("Ada Brook^1^, Ben Marsh^1,*^"), p(f"^1^{OULU}"))
    assert [a.corresponding for a in found.meta.authors] == [False, True]
    assert "guess-sure" in found.rules()


def test_prose_about_correspondence_is_no_note():
    assert not opens_note("The correspondence between ice and wind was studied in three winters.")
    assert note_kind("River ice is white.") is None


def test_authors_of_the_metadata_win_and_the_byline_is_not_read_again():
    meta = m.Metadata(title=m.text("On River Ice and the Wind"), authors=(m.Author(m.Name("Brook", "Ada")),))
    found = read(
        h(1, "On River Ice and the Wind"),
        p("Ada Brook^1^, Ben Marsh^1^"),
        h(2, "Introduction"),
        p(LOREM),
        picture(),
        meta=meta,
    )
    assert found.names() == [("Ada", "Brook")]
    assert not found.document.blocks


@pytest.mark.parametrize("marks", ["12", "ab"])
def test_affiliations_in_a_numbered_list_belong_to_the_marks(marks):
    listed = m.replace(
        items(OULU, UMEA, ordered=True), numbering="decimal" if marks == "12" else "lower-alpha"
    )
    found = paper(p(f"Ada Brook^{marks[0]}^, Ben Marsh^{marks[1]}^"), listed)
    assert found.places() == [[OULU], [UMEA]]


def test_an_indented_byline_is_read():
    quoted = m.Quote((p("Ada Brook^1^, Ben Marsh^1^"), p(f"^1^{OULU}")))
    assert paper(quoted).places() == [[OULU], [OULU]]


def test_prose_that_names_a_university_is_no_affiliation():
    found = read(
        h(1, "On River Ice and the Wind"), p("Ada Brook, Ben Marsh"), p(f"At the University of Oulu we did this. {LOREM}"), h(2, "Methods"), p(LOREM),
    )  # fmt: skip
    assert not found.meta.affiliations
