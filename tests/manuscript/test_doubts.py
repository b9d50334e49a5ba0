"""The short list of what a person should check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from paperconv import model as m
from paperconv.cli import run
from paperconv.diagnostics import Diagnostic, Pos, Rule, Severity
from paperconv.manuscript.doubts import doubts
from tests.pieces import p, t


def document(**fields: object) -> m.Document:
    references = fields.pop("references", ())
    lists = (m.ReferenceList(references),) if references else ()  # type: ignore[arg-type]
    return m.Document(m.Metadata(**fields), reference_lists=lists)  # type: ignore[arg-type]


def said(made: m.Document, *found: Diagnostic) -> list[str]:
    return [str(one) for one in doubts(made, found)]


def test_what_is_sure_is_not_on_the_list():
    made = document(title=t("T"), authors=(m.Author(m.Name("Ott", "Ann"), confidence=0.95),))
    assert said(made, Diagnostic(Rule.CONTENT_KEPT, "colour is not kept")) == []


def test_each_guess_is_named_with_its_place_and_how_sure_it_is():
    made = document(
        title=t("A title"),
        authors=(m.Author(m.Name("Ott", "Ann", "van"), pos=Pos("a.md", 3), confidence=0.6),),
        affiliations=(m.Affiliation("aff1", "Mill University", confidence=0.5, pos=Pos("a.md", 4)),),
        abstracts=(m.Abstract((p("Long words " * 20),), confidence=0.7, pos=Pos("a.md", 6)),),
        language="en",
        recognitions=(m.Recognition("title", confidence=0.7), m.Recognition("language", confidence=0.3)),
    )
    assert said(made) == [
        'the title: "A title" (70% sure)',
        'a.md:3: the author "Ann van Ott" (60% sure)',
        'a.md:4: the affiliation "Mill University" (50% sure)',
        'a.md:6: the abstract "Long words Long words Long words Long words Long words Long…" (70% sure)',
        'the language "en" (30% sure): give `lang:`',
    ]


def test_what_a_rule_has_told_is_not_told_twice():
    pos = Pos("a.md", 6)
    made = document(title=t("T"), abstracts=(m.Abstract((p("Words."),), confidence=0.7, pos=pos),))
    told = Diagnostic(Rule.GUESS_SURE, "taken for the abstract", Severity.INFO, pos, "put a heading")
    assert said(made, told, told) == ["a.md:6: taken for the abstract: put a heading"]


def test_many_of_one_kind_are_counted():
    odd = tuple(m.Reference(f"r{n}", label=f"[{n}]", raw=t("Ibid.")) for n in range(1, 9))
    unknown = [Diagnostic(Rule.CITATION_KNOWN, f"[{n}] leads nowhere") for n in range(3)]
    assert said(document(title=t("T"), references=odd), *unknown) == [
        "8 of 8 references were not understood: [1], [2], [3], [4], [5] and 3 more",
        "3 citations lead to no entry of the reference list",
    ]


def test_a_conversion_ends_with_the_list_and_the_log_has_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    paper = tmp_path / "paper.md"
    paper.write_text(
        "---\ntitle: T\nlang: en\nauthor:\n" + "".join(f"  - {{name: Ann A{n}, affiliation: {n}}}\n" for n in range(15))
        + "affiliations:\n  - {index: x, name: Mill}\n---\n\n# Results\n\nText.\n"
    )  # fmt: skip
    assert run([str(paper), "-o", str(tmp_path / "a.xml"), "--log", str(tmp_path / "log.json")]) == 0
    lines = capsys.readouterr().err.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("check these"))
    assert len(lines) - start == 12
    assert "paper.md:" in lines[start + 1]
    assert lines[-1] == "  5 more: --log FILE has them all"
    check = json.loads((tmp_path / "log.json").read_text())["check"]
    assert len(check) == 15
    assert {"what", "file", "line", "todo"} <= set(check[0])
    assert run([str(paper), "-o", str(tmp_path / "a.xml"), "-q"]) == 0
    assert "check these" not in capsys.readouterr().err
