"""Authors that a file of ours names are the same authors when it is read again."""

from __future__ import annotations

import pytest

import paperconv
from paperconv import model as m
from paperconv.diagnostics import ignore
from paperconv.pipeline import Edition
from tests.word.making import PROSE


def said(text: str) -> m.Blocks:
    return (m.Paragraph(m.text(text)),)


PLACES = (
    m.Affiliation(
        "aff1", "Institute of Ice, Northern University, Gdańsk, Poland", ror="https://ror.org/012345678"
    ),
    m.Affiliation("aff2", "Museum of Boats, Toruń"),
)
CASES = {
    "parts of names": (
        m.Author(m.Name("Gogh", "Ada Maria", "van", "Jr."), prefix="Prof. Dr.", degrees=("PhD", "FRS"), affiliations=("aff2",)),
        m.Author(m.Name("Nguyen", "Thi", family_first=True), affiliations=("aff1", "aff2")),
        m.Author(m.Name("山田", "太郎", family_first=True), affiliations=("aff1",)),
        m.Author(m.Name(literal="The Vistula Letters Group, Toruń"), group=True),
        m.Author(m.Name(literal="Plato"), affiliations=("aff1",)),
    ),
    "what is known of them": (
        m.Author(
            m.Name("Roe", "Richard"), orcid="0000-0002-1825-0097", emails=("r.roe@ice.example", "roe@boats.example"),
            url="https://roe.example/", position="Head of Letters; Reader", corresponding=True, equal_contribution=True,
            affiliations=("aff1",), roles=(m.Role("Software", True, "lead"), m.Role("Cooking")),
            identifiers=(m.Identifier("scopus", "7004212771"),),
        ),
        m.Author(m.Name("Doe", "Jane"), equal_contribution=True, affiliations=("aff1",), emails=("jane@doe.example",)),
        m.Author(m.Name("Low", "M."), deceased=True, affiliations=("aff2",)),
    ),
    "notes": (
        m.Author(m.Name("Roe", "Richard"), corresponding=True, affiliations=("aff1",), notes=("an1", "an2"), emails=("roe@ice.example",)),
        m.Author(m.Name("Doe", "Jane"), affiliations=("aff2",), notes=("an2", "an3")),
    ),
}  # fmt: skip
NOTES = (
    m.AuthorNote("an1", "corresponding", said("Letters to roe@ice.example, please.")),
    m.AuthorNote(
        "an2", "current-address", (*said("Now at the Customs House."), *said("From May at the Mint."))
    ),
    m.AuthorNote("an3", "conflict", said("Owns a boat.")),
)


@pytest.mark.parametrize("name", CASES)
def test_authors_come_back(name: str) -> None:
    authors = CASES[name]
    notes = NOTES if name == "notes" else ()
    meta = m.Metadata(
        m.text("Ice on the River"), authors=authors, affiliations=PLACES, author_notes=notes, language="en"
    )
    document = m.Document(meta, sections=(m.Section(m.text("Introduction"), said(PROSE)),))
    wanted = Edition(document, "base", ignore).prepared().meta
    found = Edition(paperconv.read(paperconv.export(document, "docx").data), "base", ignore).prepared().meta

    def known(meta: m.Metadata) -> list[object]:
        raw = {one.id: one.raw for one in meta.affiliations}
        told = {one.id: (one.kind, one.label, m.text_of(one.blocks)) for one in meta.author_notes}
        return [
            (
                one.name, one.group, one.prefix, one.degrees, one.position, one.orcid, one.emails, one.url, one.corresponding,
                one.equal_contribution, one.deceased, [raw[i] for i in one.affiliations], [told[i] for i in one.notes], one.roles,
                [(other.kind, other.value) for other in one.identifiers],
            )
            for one in meta.authors
        ]  # fmt: skip

    assert known(found) == known(wanted)
    assert [(one.raw, one.ror, one.label) for one in found.affiliations] == [
        (one.raw, one.ror, one.label) for one in wanted.affiliations
    ]


def test_what_else_is_known_of_a_paper_comes_back() -> None:
    meta = m.Metadata(
        m.text("Ice on the River"), authors=CASES["names"] if "names" in CASES else next(iter(CASES.values())), affiliations=PLACES,
        language="en", dates=(m.HistoryDate("received", m.Date(2015, 3)), m.HistoryDate("pub", m.Date(2016))),
        journal=m.Journal(title="Annals of Rivers", issn_print="1234-567X", publisher="Quay Press", volume="3", issue="2", first_page="101"),
        license=m.License("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0", m.text("Use it well."), "© 2016 The Quay", "2016",
                          "The Quay"),
        funding=(m.Funding(recipients=("Jane Doe", "P. Roe"), statement=m.text("Paid by the toll.")),
                 m.Funding("Ice Fund", awards=("I-1",), recipients=("Jane Doe",))),
    )  # fmt: skip
    stray = m.Note("fn1", said("No mark calls this note."), "7")
    document = m.Document(meta, sections=(m.Section(m.text("Introduction"), said(PROSE)),), notes=(stray,))
    found = paperconv.read(paperconv.export(document, "docx").data)

    def known(meta: m.Metadata) -> list[object]:
        paid = [(one.funder, one.awards, one.recipients, m.text_of(one.statement)) for one in meta.funding]
        dates = [(one.kind, one.date.year, one.date.month) for one in meta.dates]
        one = meta.license
        assert one is not None
        rights = (
            one.url,
            one.name,
            m.text_of(one.text),
            one.copyright_statement,
            one.copyright_year,
            one.copyright_holder,
        )
        return [meta.journal, dates, paid, rights]

    assert known(found.meta) == known(
        m.replace(meta, license=m.replace(meta.license, copyright_statement=""))
    )
    assert [(one.label, m.text_of(one.blocks)) for one in found.notes] == [("7", "No mark calls this note.")]
    assert not found.back
