"""`retarget` says what changes between two journals, and what becomes of each demand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import paperconv
from paperconv.cli import run
from paperconv.submission import Retargeting, retarget, write_retargeting
from tests.submission.papers import paper, style

SOURCE = '[sources.guide]\ntitle = "Guide"\nread = 2026-01-01\n'


def rule(kind: str, wish: str) -> str:
    return f'[rules.{kind}]\n{wish}\nsays = "About {kind}."\nsource = "guide"\n'


OLD = (
    '[page]\nsize = "letter"\n[citations]\ncsl = "ieee"\n[submission]\nvariant = "blind"\n'
    + SOURCE
    + rule("abstract-words", "most = 200")
    + rule("title-words", "most = 3\nlevel = 'error'")
    + rule("keywords", "least = 5")
    + rule("figures", "least = 4")
    + rule("sections-order", 'values = ["intro", "results"]')
    + '[statements.funding]\nsays = "Funding."\n'
)
NEW = (
    '[text]\nsize = "9pt"\n[citations]\ncsl = "apa"\n'
    + SOURCE
    + rule("abstract-words", "most = 8\nlevel = 'error'")
    + rule("title-words", "most = 3\nlevel = 'error'")
    + rule("keywords", "least = 2")
    + rule("tables", "most = 4")
    + rule("sections-order", 'values = ["results", "intro"]')
    + '[statements.funding]\nwhere = "system"\nsays = "Funding goes into the form."\n'
    + '[by-hand.lettering]\nsays = "Lettering has nine points."\n'
)


@pytest.fixture
def moved(tmp_path: Path) -> Retargeting:
    document = paperconv.read(paper(tmp_path / "paper"))
    return retarget(document, style(tmp_path / "old", OLD), style(tmp_path / "new", NEW))


def test_each_demand_has_a_turn(moved: Retargeting) -> None:
    turns = {one.finding.demand: one.turn for one in moved.moves}
    assert turns["rules.abstract-words"] == "fails now"
    assert turns["rules.title-words"] == "still fails"
    assert turns["rules.keywords"] == "passes now"
    assert turns["rules.figures"] == "no longer demanded"
    assert turns["by-hand.lettering"] == "to be seen"
    assert "rules.tables" not in turns, "what passes and is new is no news"


def test_limits_stand_side_by_side(moved: Retargeting) -> None:
    limits = {one.demand: (one.measured, one.old, one.new, one.outcome) for one in moved.limits}
    assert limits["abstract-words"] == ("10 words", "at most 200 words", "at most 8 words", "fail")
    assert limits["tables"] == ("1 table", "–", "at most 4 tables", "pass")
    assert limits["figures"] == ("1 figure", "at least 4 figures", "–", "not demanded")


def test_what_changes_is_told_by_kind(moved: Retargeting) -> None:
    told = {group.title: {one.key: (one.old, one.new) for one in group.changes} for group in moved.groups}
    assert told["Layout"]["page.size"] == ("letter", "a4")
    assert told["Layout"]["text.size"][1] == "9pt"
    assert told["Citations"] == {"citations.csl": ("ieee", "apa")}
    assert told["Review and files"]["review.anonymous"] == ("yes", "no")
    assert told["Statements"] == {
        "funding": ("demanded, in the manuscript", "demanded, in the submission form")
    }
    assert told["Sections"]["sections-order"] == ("intro, results", "results, intro")


def test_a_journal_and_itself_differ_in_nothing(tmp_path: Path) -> None:
    document = paperconv.read(paper(tmp_path / "paper"))
    same = style(tmp_path / "same", OLD)
    made = retarget(document, same, same)
    assert not made.groups
    assert {one.turn for one in made.moves} == {"still fails"}


def test_all_forms_say_the_same(moved: Retargeting) -> None:
    text, page = write_retargeting(moved), write_retargeting(moved, "html")
    values = json.loads(write_retargeting(moved, "json"))
    for said in (text, page):
        for words in (
            "Fails now",
            "abstract-words",
            "at most 8 words",
            "review.anonymous",
            "Lettering has nine points.",
        ):
            assert words in said
    assert {(one["from"], one["to"]) for one in values["limits"]} >= {
        ("at most 200 words", "at most 8 words")
    }
    assert {one["turn"] for one in values["demands"]} == {one.turn for one in moved.moves}
    assert "<script" not in page


def test_the_command_reports_and_writes_the_next_upload(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = str(paper(tmp_path / "paper"))
    old, new = style(tmp_path / "old", OLD), style(tmp_path / "new", NEW)
    report, out = tmp_path / "report.json", tmp_path / "out"
    arguments = ["retarget", source, "--from-style", old, "--style", new]
    assert run([*arguments, "--report", str(report), "-o", str(out)]) == 1, "a demand at level error fails"
    assert json.loads(report.read_text())["to"]["style"] == "new"
    assert json.loads((out / "manifest.json").read_text())["style"] == "new"
    transfer = (out / "editors").glob("*-meca.zip")
    assert b"Journal of Shores" in _transfer(next(transfer))
    capfd.readouterr()
    easy = style(tmp_path / "easy")
    assert run(["retarget", source, "--from-style", old, "--style", easy]) == 0
    assert "Failed, and is no longer demanded:" in capfd.readouterr().out
    assert run([*arguments, "--report", str(tmp_path / "report.docx")]) == 1
    assert "names no form" in capfd.readouterr().err
    assert run([*arguments, "--report", source]) == 1


def _transfer(path: Path) -> bytes:
    import zipfile

    with zipfile.ZipFile(path) as package:
        return package.read("transfer.xml")


@pytest.mark.parametrize(
    "command",
    [["retarget", "--from-style", "nowhere"], ["retarget", "--from-style", "base"], ["submit", "-o", "up"]],
)
def test_a_style_that_is_not_there_is_told_before_the_manuscript_is_read(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    style = "base" if "nowhere" in command else "nowhere"
    assert run([command[0], "no-such-paper.md", "--style", style, *command[1:]]) == 1
    assert "nowhere" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
