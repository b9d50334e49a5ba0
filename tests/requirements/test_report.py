"""A report: statements, levels, what it says in each form, and the command that writes it."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from paperconv import model as m
from paperconv import requirements
from paperconv.cli import run
from paperconv.requirements import Finding, check_document
from paperconv.styles import load_style
from tests.conftest import EXAMPLES, need
from tests.requirements.manuscripts import finding, manuscript, report, style
from tests.validators import sarif

SAYS = 'says = "So it is."\nsource = "guide"'


def document(**meta: object) -> m.Document:
    figure = m.Figure((m.Panel(m.Image("a.png")),), label="Figure 1")
    return m.Document(
        m.Metadata(title=m.text("Tides"), language="en", **meta), (m.Paragraph(m.text("Drift.")), figure)
    )


def only(folder: Path, kind: str, keys: str, paper: m.Document, variant: str = "") -> Finding:
    text = f"[rules.{kind}]\n{SAYS}\n{keys}"
    (found,) = check_document(paper, load_style(style(folder, text), variant)).findings
    return found


def test_what_markdown_cannot_say_passes_too(tmp_path: Path) -> None:
    words = (m.Paragraph(m.text("Buoys drift.")),)
    picture = (m.Figure((m.Panel(m.Image("toc.png")),)),)
    papers = {
        "abstract-translation": document(
            abstracts=(m.Abstract(words, language="en"), m.Abstract(words, language="pt"))
        ),
        "graphical-abstract": document(abstracts=(m.Abstract(picture, kind="graphical"),)),
        "author-positions": document(
            authors=(m.Author(name=m.Name("Berg", "Ola"), position="Professor of Tides"),)
        ),
        "anonymous": document(),
    }
    for kind, paper in papers.items():
        assert only(tmp_path, kind, "", paper).outcome == "pass", kind
    stated = document(counts=(m.Count("fig", 1),))
    assert only(tmp_path, "stated-counts", 'values = ["fig"]', stated).outcome == "pass"
    wrong = only(tmp_path, "stated-counts", 'values = ["fig"]', document(counts=(m.Count("fig", 7),)))
    assert wrong.outcome == "fail"
    assert "7 figures stated, 1 found" in str(wrong.places[0])


def test_a_table_inside_a_table_is_found(tmp_path: Path) -> None:
    def table(*blocks: m.Block) -> m.Table:
        return m.Table(bodies=(m.TableBody((m.Row((m.Cell(blocks),)),)),), label="Table 1")

    inner = table(m.Paragraph(m.text("b")))
    paper = m.Document(m.Metadata(), (table(inner),))
    assert only(tmp_path, "tables-nested", "", paper).outcome == "fail"


def test_what_was_not_read_in_the_journals_words_warns_only(tmp_path: Path) -> None:
    source = manuscript(tmp_path)
    for name, level, trust in (
        ("guide", "error", ""),
        ("library", "warning", "told by others"),
        ("memory", "warning", "unverified"),
    ):
        rule = f'[rules.keywords-absent]\nsays = "No keywords."\nlevel = "error"\nsource = "{name}"'
        found = finding(tmp_path, rule, source)
        assert (found.level, found.trust) == (level, trust)
        said = requirements.write(report(tmp_path, rule, source))
        assert trust in said
        assert "(read 2026-11-23)" in said


def test_a_rule_for_other_types_of_article_is_left_out_and_said_to_be(tmp_path: Path) -> None:
    source = manuscript(tmp_path)
    rule = '[rules.keywords]\nsays = "Few."\nmost = 1\ntypes = ["%s"]'
    made = report(tmp_path, rule % "review-article", source)
    assert made.findings == ()
    assert made.other_types == ("rules.keywords",)
    assert "1 demand for other types of article left out" in requirements.write(made)
    assert finding(tmp_path, rule % "research-article", source).outcome == "fail"


def test_without_a_variant_the_one_for_reviewers_is_checked(tmp_path: Path) -> None:
    source = manuscript(tmp_path)
    text = (
        f'[rules.line-numbers]\n{SAYS}\nvalues = ["required"]\n[submission]\nvariant = "review"\n'
        f"[rules.author-affiliations]\n{SAYS}"
    )
    made = report(tmp_path, text, source)
    assert made.variant == "review"
    assert made.ok()
    assert not report(tmp_path, text, source, "final").ok()
    blind = report(tmp_path, text.replace('"review"', '"blind"'), source)
    assert {one.demand: one.outcome for one in blind.findings}["rules.author-affiliations"] == "pass"


TELLING = (
    (
        "They drifted.",
        "They drifted, as our previous work shows [3]. Write to mara@harbour-lab.eu; ask M. Lindqvist.",
    ),
    ("[3] Nowak J. Slow", "[3] Lindqvist M. Slow"),
)


def test_a_copy_that_names_its_authors_is_not_anonymous(tmp_path: Path) -> None:
    source = manuscript(tmp_path, *TELLING, add="# Acknowledgements\n\nThanks to all.")
    found = finding(tmp_path, f"[rules.anonymous]\n{SAYS}", source)
    said = "\n".join(map(str, found.places))
    assert found.outcome == "fail"
    for told in (
        "the author Tom Okoye",
        "the section “Acknowledgements”",
        "e-mail address “mara@harbour-lab.eu”",
        "author's name “M. Lindqvist”",
        "own work “our previous work”",
    ):
        assert told in said


def test_an_anonymous_variant_is_what_is_looked_at(tmp_path: Path) -> None:
    source = manuscript(tmp_path, *TELLING)
    found = finding(tmp_path, f"[rules.anonymous]\n{SAYS}", source, "blind")
    assert found.outcome == "pass"
    assert "this copy lacks 2 authors" in found.reason
    assert "e-mail address (1)" in found.reason
    keeps = f'[rules.anonymous]\n{SAYS}\n[review]\nself-citations = "keep"'
    kept = finding(tmp_path, keeps, source, "blind")
    assert [place.what for place in kept.places] == ["own work “our previous work”"]


def test_a_folder_is_sent_as_its_manuscript(tmp_path: Path) -> None:
    manuscript(tmp_path)
    made = report(tmp_path, f'[rules.manuscript-formats]\n{SAYS}\nvalues = ["markdown"]', tmp_path)
    assert made.manuscript == "paper.md"
    assert made.ok()


def test_what_stands_in_for_a_style_is_said(tmp_path: Path) -> None:
    made = requirements.check(manuscript(tmp_path), style="Journal of Hydrology")
    assert "Journal of Hydrology" in made.note
    for form in ("text", "json", "html"):
        assert "Journal of Hydrology" in requirements.write(made, form)


def test_an_alphabetical_list_is_named_where_numbers_are_out_of_order(tmp_path: Path) -> None:
    entries = [
        m.Reference(f"r{number}", authors=(m.Name(family),), title=m.text("Tides"))
        for number, family in enumerate(("Adams", "Berg", "Costa", "Dahl", "Eriksen", "Falk"))
    ]
    cites = [m.Citation((m.CiteItem(one.id),), source=m.text(f"[{n + 1}]")) for n, one in enumerate(entries)]
    paper = m.Document(
        m.Metadata(language="en"),
        (m.Paragraph(tuple(reversed(cites))),),
        reference_lists=(m.ReferenceList(tuple(entries)),),
    )
    found = only(tmp_path, "citation-order", "", paper)
    assert found.outcome == "fail"
    assert "alphabet" in found.reason


def test_what_is_switched_off_is_not_there(tmp_path: Path) -> None:
    rule = '[rules.keywords]\nsays = "Few."\nmost = 1\nlevel = "off"'
    assert report(tmp_path, rule, manuscript(tmp_path)).findings == ()


def test_what_is_done_by_hand_is_never_passed(tmp_path: Path) -> None:
    found = finding(tmp_path, '[by-hand.similarity]\nsays = "Not copied."', manuscript(tmp_path))
    assert (found.outcome, found.demand) == ("cannot be checked", "by-hand.similarity")


def test_words_are_counted_by_part_as_word_counts_them(tmp_path: Path) -> None:
    made = report(
        tmp_path, "", manuscript(tmp_path, ("They drifted.", "They drifted $a + b$ far, well-known [1]."))
    )
    held = {one.part: one.words for one in made.counts}
    assert held["title"] == 7
    assert held["keywords"] == 3
    assert held["methods"] == 6  # the caption is not among them
    assert held["captions"] == 2 + 9 + 2 + 4  # with "Figure 1" and "Table 1"
    assert held["tables"] == 6
    assert held["headings"] == 5
    introduction, results, discussion = 21, 6, 4
    assert held["body"] == introduction + results + discussion
    assert held["statements"] == 9
    assert made.numbers["references"] == 3


def test_chinese_is_counted_by_character() -> None:
    assert requirements.words("潮汐 and 浮标 drift") == 6


def test_findings_say_where(tmp_path: Path) -> None:
    source = manuscript(tmp_path)
    (place,) = finding(tmp_path, f'[rules.sections-absent]\nvalues = ["methods"]\n{SAYS}', source).places
    assert place.pos is not None
    assert source.read_text().splitlines()[place.pos.line - 1] == "# Methods"


MANY = (
    "".join(
        f"[rules.{kind}]\n{SAYS}\n{keys}\n"
        for kind, keys in (
            ("keywords", "most = 1"),
            ("keywords-absent", ""),
            ("author-emails", ""),
            ("floats-cited", ""),
            ("figure-width", "most = 90"),
            ("dates", 'values = ["received"]'),
        )
    )
    + '[by-hand.x]\nsays = "<By> & hand."\n'
)


def test_the_same_manuscript_gives_the_same_report(tmp_path: Path) -> None:
    source = manuscript(tmp_path)
    for form in requirements.FORMS:
        first, second = (requirements.write(report(tmp_path, MANY, source), form) for _ in range(2))
        assert first == second


def test_the_text_begins_with_counts_and_ends_with_a_sum(tmp_path: Path) -> None:
    lines = requirements.write(report(tmp_path, MANY, manuscript(tmp_path))).splitlines()
    order = [n for n, one in enumerate(lines) if one.startswith(("  counted as", "FAIL", "CANNOT", "PASS"))]
    assert order == sorted(order)
    assert len(order) == 4
    assert lines[-1] == "2 pass, 4 fail (3 errors, 1 warning), 1 cannot be checked."


def test_json_has_every_field(tmp_path: Path) -> None:
    made = report(tmp_path, MANY, manuscript(tmp_path))
    data = json.loads(requirements.write(made, "json"))
    assert data["ok"] is False
    assert [one["demand"] for one in data["findings"]] == [one.demand for one in made.findings]
    emails = next(one for one in data["findings"] if one["demand"] == "rules.author-emails")
    assert emails["places"][0]["what"] == "Tom Okoye"
    assert emails["source"]["read"] == "2026-11-23"


def test_sarif_is_a_log_of_one_run_whose_results_name_its_rules(tmp_path: Path) -> None:
    made = report(tmp_path, MANY, manuscript(tmp_path))
    log = json.loads(requirements.write(made, "sarif"))
    assert log["version"] == "2.1.0"
    (run_,) = log["runs"]
    rules = run_["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run_["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["kind"] in {"pass", "open", "review", "fail"}
        assert result["level"] == "none" or result["kind"] == "fail"
        for location in result["locations"]:
            physical = location["physicalLocation"]
            assert physical["artifactLocation"]["uri"]
            assert physical.get("region", {"startLine": 1})["startLine"] > 0
    failed = {result["ruleId"] for result in run_["results"] if result["kind"] == "fail"}
    assert failed == {one.demand for one in made.of("fail")}


def test_sarif_is_valid_by_the_schema_of_oasis(tmp_path: Path) -> None:
    need(sarif.installed(), "the schema of SARIF")
    source = manuscript(tmp_path).rename(tmp_path / "a paper (1).md")
    log = requirements.write(report(tmp_path, MANY, source), "sarif")
    assert sarif.errors(log) == []
    assert "a%20paper%20%281%29.md" in log
    assert sarif.errors(log.replace('"level": "error"', '"level": "grave"'))


def test_the_page_needs_nothing_else_and_can_be_read_by_ear(tmp_path: Path) -> None:
    made = report(tmp_path, MANY, manuscript(tmp_path, ("title: Tides", "title: Tides <b>&</b>")))
    page = html.document_fromstring(requirements.write(made, "html"))
    assert page.get("lang") == "en"
    assert page.findtext(".//title")
    assert not page.xpath("//script|//link|//img|//iframe|//@onclick")
    assert "url(" not in page.findtext(".//style")
    for link in page.xpath("//a/@href"):
        assert link.startswith("https://") or page.get_element_by_id(link.removeprefix("#")) is not None
    levels = [int(one.tag[1]) for one in page.xpath("//h1|//h2|//h3")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(cell.get("scope") for cell in page.xpath("//th"))
    assert page.xpath("//main")
    assert "<By> & hand." in page.text_content()
    assert not page.xpath("//h1/b")


def check(*arguments: object) -> int:
    return run(["check", *map(str, arguments)])


def test_the_exit_status_says_whether_an_error_failed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = manuscript(tmp_path)
    warns = style(tmp_path, '[rules.keywords]\nsays = "Few."\nmost = 1\nsource = "guide"')
    assert check(source, "--style", warns) == 0
    assert "1 fail (1 warning)" in capfd.readouterr().out
    assert check(source, "--style", warns, "--strict") == 1
    fails = style(tmp_path, f"[rules.keywords-absent]\n{SAYS}")
    assert check(source, "--style", fails) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("paper.md", "--style", "no-such-style"), "no journal style"),
        (("paper.md", "--style", "base", "--variant", "nowhere"), "no variant"),
        (("absent.md", "--style", "base"), "absent.md"),
        (("paper.md", "--style", "base", "-o", "report.docx"), "names no form"),
        (("paper.md", "--style", "base", "-o", "paper.md", "--format", "text"), "overwrite the manuscript"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_status_2(
    arguments: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    manuscript(tmp_path)
    monkeypatch.chdir(tmp_path)
    before = (tmp_path / "paper.md").read_bytes()
    assert check(*arguments) == 2
    errors = [line for line in capsys.readouterr().err.splitlines() if line.startswith("paperconv: ")]
    assert len(errors) == 1
    assert said in errors[0]
    assert (tmp_path / "paper.md").read_bytes() == before
    assert not (tmp_path / "report.docx").exists()


@pytest.mark.parametrize("suffix", [".txt", ".json", ".sarif", ".html"])
def test_the_suffix_of_the_output_names_the_form(
    suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"report{suffix}"
    assert check(manuscript(tmp_path), "--style", "base", "-o", out) == 0
    starts = {".txt": "paper.md", ".json": "{", ".sarif": "{", ".html": "<!DOCTYPE html>"}
    assert out.read_text().startswith(starts[suffix])
    assert capsys.readouterr().out == ""


def test_a_conversion_loads_nothing_of_it() -> None:
    code = (
        "import sys; from paperconv.cli import run; "
        f"assert run(['convert', {str(EXAMPLES / 'letter.md')!r}, '--to', 'jats', '-o', '-']) == 0; "
        "sys.exit(any(n.startswith('paperconv.requirements') for n in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
