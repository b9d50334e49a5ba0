"""Statements as a style wants them: titles, order, form of contributions, and what is left out of the manuscript."""

from __future__ import annotations

import msgspec
import pytest

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, ignore
from paperconv.passes.leave_out_statements import leave_out_statements
from paperconv.passes.order_back import order_back
from paperconv.passes.word_statements import word_statements
from paperconv.styles import JournalStyle, StatementRule
from paperconv.styles.layout import Back
from tests.passes.making import BASE, p, t

CREDIT = m.Role("Software", credit=True, degree="lead")
IDEA = m.Role("Conceptualization", credit=True)
AUTHORS = (
    m.Author(m.Name("Doe", "Jane"), roles=(IDEA, CREDIT)),
    m.Author(m.Name("Roe", "R."), roles=(IDEA,)),
)


def style(**rules: dict[str, object]) -> JournalStyle:
    made = {role.replace("_", "-"): StatementRule("So.", **keys) for role, keys in rules.items()}  # type: ignore[arg-type]
    return msgspec.structs.replace(BASE, statements=made)


def section(role: str, title: str = "", *below: m.Section, words: str = "So it is.") -> m.Section:
    return m.Section(t(title or role), (p(words),), below, role=role)


def paper(*back: m.Section, language: str = "en", authors: tuple[m.Author, ...] = ()) -> m.Document:
    return m.Document(m.Metadata(language=language, authors=authors), back=back)


def titles(sections: tuple[m.Section, ...]) -> list[str]:
    return [text for one in sections for text in (m.text_of(one.title), *titles(one.sections))]


@pytest.mark.parametrize(
    ("title", "role", "language", "heading", "printed"),
    [
        ("Conflict of interest", "conflict", "en", "Competing interests", "Competing interests"),
        ("Availability of data and materials", "data-availability", "en", "Data availability", "Data availability"),
        ("Data and code availability", "data-availability", "en", "Data availability", "Data and code availability"),
        ("Acknowledgements and funding", "acknowledgements", "en", "Acknowledgements", "Acknowledgements and funding"),
        ("Ethics approval and consent to participate", "ethics", "en", "Ethics", "Ethics approval and consent to participate"),
        ("Interessenkonflikt", "conflict", "de", "Competing interests", "Interessenkonflikt"),
        ("Conflict of interest", "conflict", "en-GB", "Conflito de interesses", "Conflict of interest"),
        ("Conflitos de interesse", "conflict", "pt", "Conflito de interesses", "Conflito de interesses"),
    ],
)  # fmt: skip
def test_a_statement_has_the_journals_title(
    title: str, role: str, language: str, heading: str, printed: str
) -> None:
    wanted = style(**{role: {"heading": heading}})
    made = word_statements(wanted)(paper(section(role, title), language=language), ignore)
    assert titles(made.back) == [printed]


def test_statements_stand_in_the_order_of_the_journal_in_the_places_of_statements() -> None:
    wanted = style(data_availability={"order": 1}, conflict={"order": 3}, funding={"order": 2})
    named = ("acknowledgements", "conflict", "funding", "appendix", "data-availability")
    inner = section("", "Declarations", section("conflict"), section("funding"))
    made = word_statements(wanted)(paper(*(section(one) for one in named), inner), ignore)
    assert titles(made.back) == [
        "acknowledgements", "data-availability", "funding", "appendix", "conflict", "Declarations", "funding", "conflict",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "block", "text"),
    [
        ("prose", m.Paragraph, "Jane Doe: Conceptualization, Software (lead). R. Roe: Conceptualization."),
        ("list", m.List, "Jane Doe: Conceptualization, Software (lead)R. Roe: Conceptualization"),
        ("table", m.Table, "Jane DoeConceptualization, Software (lead)R. RoeConceptualization"),
    ],
)
def test_a_statement_is_made_of_roles_that_are_data_only(form: str, block: type[m.Node], text: str) -> None:
    wanted = style(contributions={"form": form, "heading": "CRediT statement"})
    made = word_statements(wanted)(paper(authors=AUTHORS), ignore)
    (one,) = made.back
    assert (m.text_of(one.title), one.role, m.text_of(one.blocks)) == (
        "CRediT statement",
        "contributions",
        text,
    )
    assert isinstance(one.blocks[0], block)
    assert word_statements(wanted)(made, ignore) == made


@pytest.mark.parametrize(("form", "blocks"), [("prose", 1), ("list", 2), ("table", 2)])
def test_prose_stays_and_a_list_or_table_stands_before_it(form: str, blocks: int) -> None:
    wanted = style(contributions={"form": form})
    prose = section("contributions", words="Jane Doe: Conceptualization.")
    made = word_statements(wanted)(paper(section("", "Declarations", prose), authors=AUTHORS), ignore)
    (one,) = made.back[0].sections
    assert len(one.blocks) == blocks
    assert one.blocks[-1] == prose.blocks[0]
    assert word_statements(wanted)(made, ignore) == made


def test_roles_that_are_not_sure_make_no_table() -> None:
    free = m.replace(AUTHORS[0], roles=(m.replace(IDEA, confidence=0.7, provenance="contributions"),))
    given = paper(section("contributions", words="J.D. conceived it."), authors=(free,))
    assert word_statements(style(contributions={"form": "table"}))(given, ignore) == given


def test_no_statement_is_made_that_the_manuscript_does_not_make() -> None:
    given = paper(section("acknowledgements"), authors=(m.Author(m.Name("Doe", "J.")),))
    wanted = style(contributions={"form": "table"}, conflict={"heading": "Competing interests"}, funding={})
    assert word_statements(wanted)(given, ignore) == given


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("system", "the journal asks for it in its submission form"),
        ("title_page", "it goes onto the title page"),
    ],
)
def test_what_the_journal_wants_elsewhere_is_left_out_and_named(where: str, words: str) -> None:
    found: list[Diagnostic] = []
    pointer = m.Section(t("Notes"), (p("See ", m.CrossRef("pay", t("above")), "."),))
    funding = m.replace(section("funding", "Funding", words="The Fund paid."), id="pay")
    given = paper(section("", "Declarations", funding), pointer, authors=AUTHORS)
    given = m.replace(given, meta=m.replace(given.meta, funding=(m.Funding(funder="The Fund"),)))
    wanted = style(funding={"where": where.replace("_", "-")})
    parts = msgspec.structs.replace(wanted.submission, separate=("title-page",))
    wanted = msgspec.structs.replace(wanted, submission=parts)
    made = leave_out_statements(wanted)(given, found.append)
    assert titles(made.back) == ["Declarations", "Notes"]
    assert m.text_of(made.back[1].blocks) == "See above."
    assert list(m.check(made)) == []
    assert made.meta.funding == ()
    (one,) = found
    assert words in one.message
    assert one.removed == "Funding\nThe Fund paid."


def test_what_goes_onto_a_title_page_stays_where_that_is_the_first_page() -> None:
    given = paper(section("funding"))
    assert leave_out_statements(style(funding={"where": "title-page"}))(given, ignore) == given


def test_roles_go_with_contributions_that_are_told_elsewhere() -> None:
    made = leave_out_statements(style(contributions={"where": "system"}))(paper(authors=AUTHORS), ignore)
    assert not any(one.roles for one in made.meta.authors)


def test_a_style_that_wants_nothing_changes_nothing() -> None:
    given = paper(section("funding"), authors=AUTHORS)
    assert word_statements(BASE)(given, ignore) is given
    assert leave_out_statements(BASE)(given, ignore) is given


UNDER = (
    section("acknowledgements", "Thanks"),
    m.Section(t("Declarations"), (), (section("conflict"), section("ethics")), id="d"),
    section("funding"),
)
RULES = {
    "funding": {"order": 1},
    "ethics": {"order": 2},
    "conflict": {"order": 3},
    "acknowledgements": {"order": 4},
}


@pytest.mark.parametrize(
    ("declarations", "printed"),
    [
        ("kept", ["Thanks", "Declarations", "conflict", "ethics", "funding"]),
        ("apart", ["Thanks", "conflict", "ethics", "funding"]),
        ("together", ["Thanks", "Declarations", "funding", "ethics", "conflict"]),
    ],
)
def test_statements_below_one_heading_stay_stand_alone_or_have_the_others_with_them(
    declarations: str, printed: list[str]
) -> None:
    wanted = msgspec.structs.replace(style(**RULES), back=Back(declarations=declarations))  # type: ignore[arg-type]
    found: list[Diagnostic] = []
    made = order_back(wanted)(paper(*UNDER), found.append)
    assert titles(made.back) == printed
    assert [one.removed for one in found] == (["Declarations"] if declarations == "apart" else [])
    assert order_back(wanted)(made, ignore) == made


def test_a_heading_that_is_pointed_to_stays() -> None:
    wanted = msgspec.structs.replace(BASE, back=Back(declarations="apart"))
    pointing = m.Section(t("End"), (m.Paragraph((m.CrossRef("d", t("there")),)),))
    assert "Declarations" in titles(order_back(wanted)(paper(*UNDER, pointing), ignore).back)


@pytest.mark.parametrize(
    ("rule", "back", "printed"),
    [
        ({"heading": "Funding statement"}, (), ["Funding statement"]),
        ({"where": "title-page"}, (), []),
        ({"need": "never"}, (), []),
        ({}, (section("funding", "Money"),), ["Money"]),
        ({}, (section("acknowledgements", "Thanks", words="The Fund paid."),), ["Thanks"]),
        (None, (), []),
    ],
)
def test_funding_of_the_front_matter_has_a_section_where_the_journal_wants_one(
    rule: dict[str, object] | None, back: tuple[m.Section, ...], printed: list[str]
) -> None:
    wanted = style(**({} if rule is None else {"funding": rule}))
    funding = (m.Funding("The Fund", statement=t("The Fund paid.")),)
    document = m.Document(m.Metadata(language="en", funding=funding), back=back)
    assert titles(order_back(wanted)(document, ignore).back) == printed
