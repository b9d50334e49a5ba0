"""Each journal's style with manuscripts: reports are whole and stable, the least paper has every format, uploads are whole."""

from __future__ import annotations

from pathlib import Path

import pytest

import paperconv
from paperconv import model as m
from paperconv.diagnostics import ignore
from paperconv.edition import Edition
from paperconv.requirements import check_document, write
from paperconv.styles import level_of, load_style
from paperconv.submission import submit
from tests.conftest import EXAMPLES
from tests.documents import LETTER
from tests.pieces import png
from tests.styles.test_journals import JOURNALS

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


@pytest.fixture(scope="module")
def rich() -> m.Document:
    return paperconv.read(EXAMPLES / "tide-clocks" / "paper.md")


@pytest.mark.parametrize("name", JOURNALS)
def test_a_report_tells_of_every_demand_and_is_the_same_each_time(name: str, rich: m.Document) -> None:
    style = load_style(name)
    report = check_document(rich, style)
    first, second = (write(check_document(LETTER, style), "json") for _ in range(2))
    assert first == second
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
    assert sum(one.outcome == "cannot be checked" for one in report.findings) >= len(style.by_hand)
    assert sum(one.outcome == "pass" for one in report.findings) >= 3


@pytest.mark.parametrize("name", JOURNALS)
def test_the_least_of_papers_has_every_format_in_every_variant(name: str) -> None:
    for variant in ("", *load_style(name).variants):
        edition = Edition(LETTER, load_style(name, variant), ignore)
        assert edition.export("docx", "letter").data.startswith(b"PK")
        assert b"Only this." in edition.export("jats", "letter").data


@pytest.mark.slow
@pytest.mark.parametrize("name", JOURNALS)
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
