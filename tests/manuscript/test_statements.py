"""Statements as they stand in manuscripts, and what is read from them."""

from __future__ import annotations

import io
import zipfile

import pytest

import paperconv
from paperconv import model as m
from paperconv.diagnostics import Diagnostic
from paperconv.manuscript.contributions import read_roles
from paperconv.manuscript.declarations import split_declarations
from paperconv.manuscript.deposits import deposits
from paperconv.manuscript.funders import read_funding
from paperconv.manuscript.initials import Authors
from paperconv.manuscript.statement_facts import read_facts
from paperconv.manuscript.statements import read_statements
from paperconv.manuscript.titles import kind_of

C, DC, FA, FQ, IN, ME, PA, RE, SO, SU, VA, VI, WO, WR = (
    "Conceptualization", "Data curation", "Formal analysis", "Funding acquisition", "Investigation", "Methodology",
    "Project administration", "Resources", "Software", "Supervision", "Validation", "Visualization",
    "Writing – original draft", "Writing – review & editing",
)  # fmt: skip
ALL = ("JD", "AB", "JPB", "CDE", "MGM")


def author(given: str, family: str, particle: str = "", **more: object) -> m.Author:
    return m.Author(m.Name(family=family, given=given, particle=particle), **more)  # type: ignore[arg-type]


AUTHORS = (
    author("Jane", "Doe"),
    author("Alan", "Brown"),
    author("Jean-Pierre", "Berg", "van den"),
    author("Chao-Dong", "Evans"),
    author("María", "García Márquez"),
)


def roles(*blocks: m.Block, authors: tuple[m.Author, ...] = AUTHORS) -> dict[str, set[str]]:
    found, _ = read_roles([blocks], authors)
    return {
        ALL[who]: {one.term + (f" ({one.degree})" if one.degree else "") for one in given}
        for who, given in found.items()
    }


def para(text: str) -> m.Paragraph:
    return m.Paragraph(m.text(text))


def named(one: object) -> str:
    """A text as the name of a test; what it gives has no name."""
    return (
        " ".join(one if isinstance(one, tuple) else (one,))[:50] if isinstance(one, str | tuple) else "gives"
    )


def everyone(*terms: str) -> dict[str, set[str]]:
    return {name: set(terms) for name in ALL}


PROSE: dict[str, dict[str, set[str]]] = {
    "J.D. conceived the study and wrote the paper; A.B. and C.-D. E. analysed data.": {"JD": {C, WO}, "AB": {FA}, "CDE": {FA}},
    "JD collected the data, AB performed the statistical analysis, and MGM supervised the project.": {"JD": {IN}, "AB": {FA}, "MGM": {SU}},
    "The study was designed by J.D. and A.B. Data were analysed by M.G.M.": {"JD": {ME}, "AB": {ME}, "MGM": {FA}},
    "The first author designed the study. All authors contributed to writing – review & editing.": {**everyone(WR), "JD": {ME, WR}},
    "Jane Doe conceived the study. She also wrote the first draft. A. Brown revised the manuscript.": {"JD": {C, WO}, "AB": {WR}},
    "J.D. designed the experiments with A.B. J.D. wrote the manuscript with input from all authors.": {"JD": {ME, WO}},
    "The first draft of the manuscript was written by Jane Doe and all authors commented on previous versions of the manuscript.":
        {**everyone(WR), "JD": {WO, WR}},
    "The paper was written by J.D. and A.B. revised the manuscript.": {"JD": {WO}, "AB": {WR}},
    "J.D. initiated the project, A.B. developed the code and ran the simulations under the supervision of J.D.": {"JD": {C}, "AB": {SO, IN}},
    "JD was responsible for conceptualization, methodology and validation. AB contributed to investigation.": {"JD": {C, ME, VA}, "AB": {IN}},
    "J.D. and A.B. equally contributed to conceptualization and writing of the original draft.": {"JD": {C, WO}, "AB": {C, WO}},
    "J.D. was a major contributor in writing the manuscript.": {"JD": {WO}},
    "J.D. wrote software packages. All authors reviewed and approved the final manuscript.": {"JD": {SO}},
    "J.D. secured the funding; A.B. prepared the figures and validated the model; M.G.M. curated the data and provided the reagents.":
        {"JD": {FQ}, "AB": {VI, VA}, "MGM": {DC, RE}},
    "J.D. konzipierte die Studie und verfasste das Manuskript. A.B. wertete die Daten aus.": {"JD": {C, WO}, "AB": {FA}},
    "J.D. a conçu l'étude et rédigé l'article. A.B. a recueilli les données.": {"JD": {C, WO}, "AB": {IN}},
    "J.D. diseñó el estudio y analizó los datos; M.G.M. redactó el manuscrito.": {"JD": {ME, FA}, "MGM": {WO}},
    "J.D. concebeu o estudo; A.B. coletou os dados e revisou o manuscrito.": {"JD": {C}, "AB": {IN, WR}},
}  # fmt: skip
LISTS: dict[str, dict[str, set[str]]] = {
    "Jane Doe: Conceptualization, Methodology (lead), Writing – original draft. Alan Brown: Software; Validation.":
        {"JD": {C, f"{ME} (lead)", WO}, "AB": {SO, VA}},
    "Conceptualization, J.D. and A.B.; methodology, A.B.; writing—original draft preparation, J.D.; writing—review and editing, C.-D.E. and J.-P.v.d.B. All authors have read and agreed to the published version of the manuscript.":
        {"JD": {C, WO}, "AB": {C, ME}, "CDE": {WR}, "JPB": {WR}},
    "Author Contributions: Conceptualization, J.D.; funding acquisition, A.B. All authors have read it.": {"JD": {C}, "AB": {FQ}},
    "Conceptualization: J.D. (lead), A.B. (supporting). Formal analysis: AB (equal), MG (equal).":
        {"JD": {f"{C} (lead)"}, "AB": {f"{C} (supporting)", f"{FA} (equal)"}, "MGM": {f"{FA} (equal)"}},
    "J.D., A.B. Conceptualization; M.G.M. Software.": {"JD": {C}, "AB": {C}, "MGM": {SO}},
    "J. Doe and A. Brown: Conceptualisation, Methodology. J.-P. van den Berg: Software.": {"JD": {C, ME}, "AB": {C, ME}, "JPB": {SO}},
    "JD (Conceptualization, Software), AB (Data curation, Writing – review & editing)": {"JD": {C, SO}, "AB": {DC, WR}},
    "Conceptualization (JD, AB), Data curation (AB), Writing – original draft (JD)": {"JD": {C, WO}, "AB": {C, DC}},
    "Conceived and designed the experiments: JD AB. Performed the experiments: MGM. Wrote the paper: JD.":
        {"JD": {C, ME, WO}, "AB": {C, ME}, "MGM": {IN}},
    "Contributed to conception and design: JD, AB\nContributed to acquisition of data: MGM\nDrafted and/or revised the article: JD":
        {"JD": {C, ME, WR}, "AB": {C, ME}, "MGM": {IN}},
    "Concept and design: Doe, Brown. Statistical analysis: Brown. Supervision: Evans.": {"JD": {C, ME}, "AB": {C, ME, FA}, "CDE": {SU}},
    "Conceptualización: Jane Doe y Alan Brown. Redacción – borrador original: María García Márquez. Redacción – revisión y edición: todos los autores.":
        {**everyone(WR), "JD": {C, WR}, "AB": {C, WR}, "MGM": {WO, WR}},
    "J.D.: 构思，方法论；A.B.：软件，写作-初稿": {"JD": {C, ME}, "AB": {SO, WO}},
    "Вклад авторов: J.D. – концептуализация, методология; A.B. – программное обеспечение.": {"JD": {C, ME}, "AB": {SO}},
    "Konzeptualisierung: Doe J; Schreiben – Überprüfung und Bearbeitung: Berg JP": {"JD": {C}, "JPB": {WR}},
}  # fmt: skip
NOTHING = [
    "All authors read and approved the final manuscript.",
    "The authors declare that they contributed equally.",
    "J.D. did not take part in data collection.",
    "All authors except J.D. revised the manuscript.",
    "Peter Smith designed the study.",
    "A.B. read the manuscript written by J.D.",
    "We used the software of A.B. for the analysis of the data.",
    "Both authors wrote the paper.",  # of five
    "The author conceived the study.",
    "Not applicable.",
    "",
]


@pytest.mark.parametrize(("text", "given"), PROSE.items(), ids=named)
def test_free_words_give_the_roles_that_they_tell_of(text: str, given: dict[str, set[str]]) -> None:
    assert roles(para(text)) == given


@pytest.mark.parametrize(("text", "given"), LISTS.items(), ids=named)
def test_lists_give_their_roles(text: str, given: dict[str, set[str]]) -> None:
    assert roles(para(text)) == given


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_not_sure_gives_no_role(text: str) -> None:
    assert roles(para(text)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "J.D. conceived the study, Peter Smith collected the data.",
        "J.D. conceived the study; Peter Smith collected the data.",
    ],
)
def test_what_others_did_is_not_given_to_the_author_before(text: str) -> None:
    assert roles(para(text)) == {"JD": {C}}


def test_a_role_in_free_words_is_less_sure_than_one_in_a_list() -> None:
    free, _ = read_roles([(para("J.D. conceived the study."),)], AUTHORS)
    listed, _ = read_roles([(para("J.D.: Conceptualization"),)], AUTHORS)
    assert free[0][0].confidence < 0.8 < listed[0][0].confidence


def table(*rows: str) -> m.Table:
    cells = [tuple(m.Cell((para(cell.strip()),)) for cell in row.split("|")) for row in rows]
    return m.Table(
        columns=tuple(m.Column() for _ in cells[0]), bodies=(m.TableBody(tuple(m.Row(row) for row in cells)),)
    )


@pytest.mark.parametrize(
    ("rows", "given"),
    [
        (("|JD|Alan Brown", "Conceptualization|x|", "Software||lead", "Writing - review & editing|✓|✓"), {"JD": {C, WR}, "AB": {f"{SO} (lead)", WR}}),
        (("Author|Conceptualization|Software", "J. Doe|X|", "A.B.||X"), {"JD": {C}, "AB": {SO}}),
        (("Author|Contribution", "Jane Doe|Conceptualization; Methodology", "AB|Software"), {"JD": {C, ME}, "AB": {SO}}),
        (("Role|Authors", "Conceptualization|JD, AB", "Writing – original draft|All authors"), {**everyone(WO), "JD": {C, WO}, "AB": {C, WO}}),
        (("Plot|Yield", "1|2"), {}),
    ],
)  # fmt: skip
def test_tables_of_authors_and_roles_are_read(rows: tuple[str, ...], given: dict[str, set[str]]) -> None:
    assert roles(table(*rows)) == given


def test_lists_and_definition_lists_are_read() -> None:
    items = m.List(items=(m.ListItem((para("Jane Doe: Software"),)), m.ListItem((para("A.B.: Validation"),))))
    terms = m.DefinitionList((m.DefinitionItem(m.text("Supervision"), (m.ListItem((para("MGM"),)),)),))
    assert roles(items, terms) == {"JD": {SO}, "AB": {VA}, "MGM": {SU}}


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("J.D.", 0), ("JD", 0), ("J. D.", 0), ("Doe J", 0), ("Dr. Doe", 0), ("J-P.B.", 2), ("JPvdB", 2), ("J.-P. v. d. B.", 2),
        ("Jean-Pierre van den Berg", 2), ("J. van den Berg", 2), ("C.-D.E.", 3), ("CE", 3), ("M.G.M.", 4), ("MG", 4),
        ("M. Garcia Marquez", 4), ("García Márquez", 4),
    ],
)  # fmt: skip
def test_an_author_is_known_by_every_form_of_the_name(words: str, who: int) -> None:
    (found,) = Authors(AUTHORS).find(f"{words} did it")
    assert (found.authors, found.sure) == ((who,), True)


@pytest.mark.parametrize(
    "words", ["U.S.", "DNA", "e.g. this", "Ph.D.", "brown bread", "x.y@jd.org", "in vitro"]
)
def test_other_words_are_nobody(words: str) -> None:
    assert not [one for one in Authors(AUTHORS).find(words) if one.authors]


TWINS = (author("Ann", "Black"), author("Alan", "Brown"), author("Alice M.", "Berg"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("A.B. wrote the paper.", '"A.B." in the author contributions may be Ann Black or Alan Brown: no role is taken from it'),
        ("X.Y. wrote the paper.", '"X.Y." in the author contributions is none of the authors'),
    ],
)  # fmt: skip
def test_initials_that_several_or_none_have_are_reported_and_not_guessed(text: str, message: str) -> None:
    found: list[Diagnostic] = []
    section = m.Section(m.text("Author contributions"), (para(text),), role="contributions")
    document = read_statements(m.Document(m.Metadata(authors=TWINS), back=(section,)), found.append)
    assert [one.message for one in found] == [message]
    assert not any(one.roles for one in document.meta.authors)


def test_a_middle_name_tells_two_authors_apart() -> None:
    (found,) = Authors(TWINS).find("A.M.B. wrote")
    assert found.authors == (2,)


def test_roles_of_the_front_matter_win_over_prose() -> None:
    held = m.Role("Software", credit=True)
    section = m.Section(m.text("C"), (para("J.D. conceived the study."),), role="contributions")
    meta = m.Metadata(authors=(m.replace(AUTHORS[0], roles=(held,)), *AUTHORS[1:]))
    document = read_statements(m.Document(meta, back=(section,)), lambda _: None)
    assert document.meta.authors[0].roles == (held,)


FUNDING: dict[str, list[tuple[str, tuple[str, ...], tuple[str, ...]]]] = {
    "This work was supported by the NSF (grant 123, to J.D.).": [("NSF", ("123",), ("Jane Doe",))],
    "This work was supported by the National Science Foundation (grants DMS-1234567 and DMS-7654321) and the European Research Council under the European Union's Horizon 2020 programme (grant agreement No. 123456).":
        [("National Science Foundation", ("DMS-1234567", "DMS-7654321"), ()), ("European Research Council", ("123456",), ())],
    "J.D. was supported by a Marie Curie Fellowship from the European Commission. A.B. received funding from the Deutsche Forschungsgemeinschaft (DFG) – Projektnummer 1234567.":
        [("European Commission", (), ("Jane Doe",)), ("Deutsche Forschungsgemeinschaft", ("1234567",), ("Alan Brown",))],
    "Funded by the Ministry of Education, Science and Sports and NIH grant R01 GM123456 to A.B.":
        [("Ministry of Education, Science and Sports", (), ()), ("NIH", ("R01 GM123456",), ("Alan Brown",))],
    "This work was funded by Wellcome Trust grant 098051, the Bill & Melinda Gates Foundation (OPP1234) and the UK Medical Research Council (MR/K00001X/1).":
        [("Wellcome Trust", ("098051",), ()), ("Bill & Melinda Gates Foundation", ("OPP1234",), ()), ("UK Medical Research Council", ("MR/K00001X/1",), ())],
    "Supported by NSF and NIH.": [("NSF", (), ()), ("NIH", (), ())],
    "The Wellcome Trust supported this work.": [("Wellcome Trust", (), ())],
    "Gefördert durch die Deutsche Forschungsgemeinschaft (DFG) – 409824389.": [("Deutsche Forschungsgemeinschaft", ("409824389",), ())],
    "Cette étude a été financée par l'Agence nationale de la recherche (ANR-17-CE02-0001).": [("Agence nationale de la recherche", ("ANR-17-CE02-0001",), ())],
    "Este trabajo fue financiado por el Consejo Nacional de Ciencia y Tecnología (CONACYT, beca 123456).": [("Consejo Nacional de Ciencia y Tecnología", ("123456",), ())],
    "Supported by the Plains Fellowship Program (grant no. DGE 1255832) and the Fund for Florence.":
        [("Plains Fellowship Program", ("DGE 1255832",), ()), ("Fund for Florence", (), ())],
    "Drs Doe and Brown receive support through grant R01HL144773 from the National Heart, Lung, and Blood Institute.":
        [("National Heart, Lung, and Blood Institute", ("R01HL144773",), ("Jane Doe", "Alan Brown"))],
    "Supported by the Federal Ministry of Education and Research (BMBF) under the funding reference 161L0272.":
        [("Federal Ministry of Education and Research", ("161L0272",), ())],
    "Funded by the Alpha Foundation, the Beta Council, and Gamma Trust.": [("Alpha Foundation", (), ()), ("Beta Council", (), ()), ("Gamma Trust", (), ())],
    "Supported by the US Department of Energy, Office of Science, Biological and Environmental Research as part of a program.":
        [("US Department of Energy, Office of Science, Biological and Environmental Research", (), ())],
    "This research received no external funding.": [],
    "The authors received no specific funding for this work.": [],
    "We thank our families for their support.": [],
    "The work was supported by computing time on the cluster.": [],
}  # fmt: skip


@pytest.mark.parametrize(("text", "given"), FUNDING.items(), ids=named)
def test_funding_in_prose_names_funders_awards_and_recipients(text: str, given: list[object]) -> None:
    found = read_funding(text, Authors(AUTHORS))
    assert [(one.funder, one.awards, one.recipients) for one in found] == given


FACTS: dict[tuple[str, str], set[tuple[str, str]]] = {
    ("conflict", "The authors declare no competing interests."): {("declared", "none")},
    ("conflict", "None."): {("declared", "none")},
    ("conflict", "Die Autoren erklären, dass kein Interessenkonflikt besteht."): {("declared", "none")},
    ("conflict", "Los autores declaran no tener ningún conflicto de intereses."): {("declared", "none")},
    ("conflict", "J.D. is a consultant of Seeds Inc. The other authors declare no conflict."): {("declared", "some")},
    ("conflict", "See the cover letter."): set(),
    ("funding", "The authors received no specific funding for this work."): {("declared", "none")},
    ("ethics", "The study was approved by the Ethics Committee of the University of the Hills (approval no. 2019-117)."):
        {("committee", "Ethics Committee of the University of the Hills"), ("approval", "2019-117")},
    ("ethics", "O estudo foi aprovado pelo Comitê de Ética em Pesquisa (CAAE 12345678.9.0000.1234)."):
        {("committee", "Comitê de Ética em Pesquisa"), ("approval", "12345678.9.0000.1234")},
    ("ethics", "All work followed the Declaration of Helsinki."): set(),
    ("data-availability", "Zenodo, https://doi.org/10.5281/zenodo.12; reads: PRJNA123456."):
        {("deposit", "https://doi.org/10.5281/zenodo.12"), ("deposit", "https://identifiers.org/bioproject:PRJNA123456")},
    ("data-availability", "Data are available upon request."): set(),
}  # fmt: skip


@pytest.mark.parametrize(("given", "facts"), FACTS.items(), ids=named)
def test_statements_say_what_they_say(given: tuple[str, str], facts: set[tuple[str, str]]) -> None:
    role, text = given
    section = m.Section(m.text("S"), (para(text),), role=role)
    assert {(one.kind, one.value) for one in read_facts(section)} == facts


def test_links_on_deposits_leave_every_word_as_it_is() -> None:
    text = "Code: github.com/x/y. Data (doi:10.1234/abc(d)e), GSE12345, S1."
    section = m.Section(m.text("Data availability"), (para(text),), role="data-availability")
    document = read_statements(m.Document(m.Metadata(), back=(section,)), lambda _: None)
    assert m.text_of(document.back[0].blocks) == text
    links = [one.target for one in m.iter_nodes(document) if isinstance(one, m.Link)]
    assert links == [
        "https://github.com/x/y",
        "https://doi.org/10.1234/abc(d)e",
        "https://identifiers.org/geo:GSE12345",
    ]
    assert deposits("Contact a@www.org or 10.1 m") == []


def test_statements_that_stand_as_paragraphs_become_sections_below_theirs() -> None:
    strong = m.Styled("strong", m.text("Ethics approval"))
    blocks = (
        para("Some words first."),
        para("Funding: Nobody paid."),
        para("It goes on here."),
        m.Paragraph((strong, *m.text(" The committee agreed."))),
        para("Note: this is no statement."),
    )
    made = split_declarations(m.Document(m.Metadata(), back=(m.Section(m.text("Declarations"), blocks),)))
    (section,) = made.back
    assert [m.text_of(one) for one in section.blocks] == ["Some words first."]
    assert [(one.role, len(one.blocks)) for one in section.sections] == [("funding", 2), ("ethics", 2)]
    assert m.text_of(section.sections[1].title) == "Ethics approval"


def test_statements_that_follow_an_empty_title_stand_below_it() -> None:
    named = (("Declarations", ""), ("Funding", "funding"), ("Ethics", "ethics"), ("Appendix", "appendix"))
    back = tuple(m.Section(m.text(title), (para("So."),) if role else (), role=role) for title, role in named)
    made = split_declarations(m.Document(m.Metadata(), back=back)).back
    assert [m.text_of(one.title) for one in made] == ["Declarations", "Appendix"]
    assert [one.role for one in made[0].sections] == ["funding", "ethics"]


def test_a_statement_of_its_own_is_not_taken_apart() -> None:
    section = m.Section(m.text("Funding"), (para("Funding: Nobody paid."),), role="funding")
    document = m.Document(m.Metadata(), back=(section,))
    assert split_declarations(document) is document


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Code Availability", "code-availability"), ("Data and code availability", "data-availability"),
        ("Disponibilidad del código", "code-availability"), ("Informed Consent Statement", "consent"),
        ("Consentimento informado", "consent"), ("Ethics approval and consent to participate", "ethics"),
        ("AI usage disclosure", "ai-use"), ("Use of AI in radiology", ""), ("Einsatz von KI", "ai-use"),
        ("Declaration of Generative AI and AI-assisted technologies in the writing process", "ai-use"),
        ("Trial registration", "registration"), ("Registration", ""),
    ],
)  # fmt: skip
def test_titles_of_statements_have_their_role(title: str, role: str) -> None:
    assert kind_of(title) == role


class TestOutputs:
    """What is read from prose is data in JATS, and is not printed a second time."""

    document = read_statements(
        m.Document(
            m.Metadata(title=m.text("T"), language="en", authors=AUTHORS),
            back=(
                m.Section(
                    m.text("Author contributions"),
                    (para("J.D. conceived the study; A.B.: Software."),),
                    role="contributions",
                ),
                m.Section(
                    m.text("Funding"),
                    (para("This work was supported by the NSF (grant 123, to J.D.)."),),
                    role="funding",
                ),
            ),
        ),
        lambda _: None,
    )

    def test_jats_has_roles_and_awards(self) -> None:
        data = paperconv.export(self.document, "jats").data.decode()
        assert 'vocab-term="Conceptualization"' in data
        assert 'specific-use="inferred">Conceptualization</role>' in data
        assert "<award-id>123</award-id>" in data
        assert "<string-name>Jane Doe</string-name>" in data
        assert "<funding-statement>This work was supported by the NSF" in data

    def test_a_page_prints_the_prose_only(self) -> None:
        data = paperconv.export(self.document, "html").data.decode()
        assert "J.D. conceived the study" in data
        assert "Conceptualization" not in data
        assert data.count("NSF") == 1

    def test_docx_prints_the_prose_only(self) -> None:
        with zipfile.ZipFile(io.BytesIO(paperconv.export(self.document, "docx").data)) as package:
            data = package.read("word/document.xml").decode()
        assert "conceived the study" in data
        assert "Conceptualization" not in data
        assert data.count("NSF") == 1
