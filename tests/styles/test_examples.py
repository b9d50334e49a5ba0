"""Each journal's style with manuscripts: reports are whole and stable, and the least paper has every format.

``reports/NAME.txt`` is what the style says of the example that is made for all journals. ``pytest tests/styles --update``
writes the reports anew; read the diff before you commit it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import paperconv
from paperconv.diagnostics import ignore
from paperconv.edition import Edition
from paperconv.requirements import check_document, sent_of, write
from paperconv.styles import level_of, load_style
from paperconv.submission import submit
from tests.conftest import EXAMPLES, need, paper_for
from tests.documents import LETTER
from tests.pieces import png
from tests.styles.test_journals import JOURNALS
from tests.validators import sarif

REPORTS = Path(__file__).with_name("reports")

read = cache(paperconv.read)
SMALL = """---
title: Salt and tides
author:
  - name: Ada Moss
    email: ada@shore.example
    corresponding: true
    affiliation: 1
affiliations:
  - index: 1
    name: Institute of Shores, University of the Coast, Harbourtown, Norway
abstract: Salt moves with the tide.
---

# Introduction

Salt moves as in Figure 1 and in Table 1.

![How salt moves.](salt.png){alt="A plot."}

| tide | salt |
|------|------|
| ebb  | 3    |

: Salt by tide.
"""


@pytest.mark.parametrize("name", JOURNALS)
def test_a_report_tells_of_every_demand_and_is_the_one_that_is_kept(
    name: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES)  # a report breaks its lines, so a longer path would be another report
    paper = paper_for(name).relative_to(EXAMPLES)
    style = load_style(name, load_style(name).submission.variant)
    report = check_document(read(paper), style, sent=sent_of(paper))
    demands = {
        f"{table}.{key}"
        for table, held in (
            ("rules", style.rules),
            ("statements", style.statements),
            ("by-hand", style.by_hand),
        )
        for key, demand in held.items()
        if level_of(demand, style.sources) != "off"
    }
    assert {one.demand for one in report.findings} | set(report.other_types) == demands
    assert report.ok()
    unsure = {one.demand for one in report.of("cannot be checked") if not one.demand.startswith("by-hand.")}
    assert unsure <= {"rules.figure-colours"}
    text = write(report, "text")
    kept = REPORTS / f"{name}.txt"
    if request.config.getoption("--update"):
        kept.write_text(text, encoding="utf-8")
    assert kept.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", JOURNALS)
def test_a_report_is_valid_sarif(name: str) -> None:
    need(sarif.installed(), "the schema of SARIF")
    paper = paper_for(name)
    assert (
        sarif.errors(write(check_document(read(paper), load_style(name), sent=sent_of(paper)), "sarif")) == []
    )


def test_the_same_manuscript_has_the_same_report() -> None:
    first, second = (write(check_document(LETTER, load_style("plos-one")), "json") for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", JOURNALS)
def test_the_least_of_papers_has_every_format_in_every_variant(name: str) -> None:
    for variant in ("", *load_style(name).variants):
        edition = Edition(LETTER, load_style(name, variant), ignore)
        assert edition.export("docx", "letter").data.startswith(b"PK")
        assert b"Only this." in edition.export("jats", "letter").data


@pytest.mark.slow
@pytest.mark.parametrize("name", ["elsevier", "ieee-transactions", "peerj"])
def test_an_upload_holds_what_the_form_wants_or_says_what_is_missing(name: str, tmp_path: Path) -> None:
    (tmp_path / "salt.md").write_text(SMALL, encoding="utf-8")
    (tmp_path / "salt.png").write_bytes(png(900, 600))
    style = load_style(name)
    made = submit(paperconv.read(tmp_path / "salt.md"), name, name="salt")
    kinds: dict[str, list[str]] = {}
    for file in made.files:
        kinds.setdefault(file.kind, []).append(file.path.rpartition(".")[2])
    assert set(kinds["manuscript"]) <= set(style.submission.formats)
    assert made.anonymous == (made.variant == "blind")
    wanted = set(style.submission.separate) - {"highlights", "supplements", "references"}
    files = {
        "figures": "figure",
        "tables": "table",
        "title-page": "title-page",
        "cover-letter": "cover-letter",
    }
    assert {files[part] for part in wanted} <= set(kinds)
    assert ("figure" in kinds) == ("figures" in wanted)
    assert {"jats", "meca", "checklist"} <= set(kinds)
    highlights = style.rules.get("highlights")
    assert any("highlights" in str(remark) for remark in made.missing) == bool(
        highlights and highlights.least
    )
