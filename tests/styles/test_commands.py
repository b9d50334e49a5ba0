"""`paperconv styles`: what it lists, shows, checks and begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperconv.cli import run
from paperconv.styles import COUNTED_PARTS, RULE_KINDS, STATEMENTS, find_styles, load_style
from tests.styles.test_journals import JOURNALS


def said(capsys: pytest.CaptureFixture[str], *arguments: str | Path, status: int = 0) -> str:
    assert run(["styles", *map(str, arguments)]) == status
    captured = capsys.readouterr()
    return captured.out + captured.err


def folder_of(parent: Path, toml: str, css: str = "") -> Path:
    folder = parent / "mine"
    folder.mkdir()
    (folder / "style.toml").write_text(toml, encoding="utf-8")
    if css:
        (folder / "page.css").write_text(css, encoding="utf-8")
    return folder


def test_the_list_has_name_kind_and_title_of_each_style(capsys: pytest.CaptureFixture[str]) -> None:
    listed = said(capsys)
    assert said(capsys, "list") == listed
    lines = {line.split()[0]: line for line in listed.splitlines()}
    assert set(lines) == set(find_styles())
    assert lines["peerj"].split() == ["peerj", "journal", "PeerJ"]
    assert lines["two-column"].split()[1] == "layout"


@pytest.mark.parametrize("name", JOURNALS)
def test_each_demand_is_shown_with_its_source(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = " ".join(said(capsys, "show", name).split())
    style = load_style(name)
    for demand in (*style.rules.values(), *style.statements.values(), *style.by_hand.values()):
        source = style.sources[demand.source]
        assert f"{demand.says} — {source.title} ({source.mark}, {source.read})" in shown


def test_a_variant_is_shown_with_its_layout(capsys: pytest.CaptureFixture[str]) -> None:
    assert "line-numbers =" not in said(capsys, "show", "nature")
    shown = said(capsys, "show", "nature", "--variant", "review")
    assert 'line-numbers = "continuous"' in shown
    assert "this is review" in shown


def test_a_journal_without_a_style_is_shown_with_what_stands_in(capsys: pytest.CaptureFixture[str]) -> None:
    shown = said(capsys, "show", "2053-1583")
    assert 'on the layout "manuscript"' in shown
    assert 'csl = "institute-of-physics-numeric"' in shown


def test_every_kind_of_rule_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    listed = said(capsys, "rules")
    words = set(listed.replace(",", " ").split())
    assert {*RULE_KINDS, *STATEMENTS, *(part for part in COUNTED_PARTS)} <= {
        word.strip(".") for word in words
    }
    assert "in words" in listed


@pytest.mark.parametrize("name", sorted(find_styles()))
def test_no_style_of_ours_has_anything_wrong_with_it(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "check", name) == f"{name}: can be used, no findings\n"


PARENT = 'extends = "base"\n[guide]\nchecked = 2026-11-25\n[journal]\ntitle = "Mine"\n'
SOURCE = '[sources.guide]\ntitle = "x"\nread = 2026-11-25\nmark = "secondary"\n'


@pytest.mark.parametrize(
    ("toml", "css", "found"),
    [
        ('[citations]\ncsl = "no-such"', "", 'error: citations.csl: no CSL style "no-such"'),
        ('[page]\nmargin-top = "3 furlongs"', "", 'error: style "mine": page.margin-top: "3 furlongs"'),
        ('[journal]\nissn-print = "0952-8368"', "", "error: journal.issn-print:"),
        ('[journal]\nissn-print = "nine"', "", 'error: journal.issn-print: "nine" is no ISSN'),
        ('[submission]\nvariant = "blnd"', "", 'error: submission.variant: no variant "blnd"'),
        ("[variant.review.page]\ncolumns = 'x'", "", "error: "),
        ("[variant.review]\nextends = 'vogue'", "", "style.toml: error: "),
        (SOURCE, "", "warning: sources.guide: nothing names it"),
        ('[rules.captions]\nsays = "x"', "", "warning: rules.captions: names no source, so it only warns"),
        (f'{SOURCE}[rules.captions]\nsays = "x"\nsource = "guide"\nlevel = "error"', "", "rules.captions: only warns"),
        ("", "p { color: red", ""),
        ("", "p { color }", "page.css:1: error: not CSS"),
        ("", "}", "page.css:1: error: not CSS"),
        ("", "p {}\n@media print { p { background: url(gone.png) } }", 'page.css:2: error: "gone.png" does not exist'),
        ("", "@import url('https://example.org/x.css');", 'page.css:1: error: "https://example.org/x.css" is not in the folder, and nothing is fetched'),
        ("", '@import "look.css";', 'page.css:1: error: "look.css" does not exist'),
        ("", '@font-face { src: url("../style.toml") }', 'error: "../style.toml" is not in the folder'),
        ("", "p { background: url(style.toml#x), url(data:,x) }", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_style_is_found(
    toml: str, css: str, found: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(
        tmp_path, PARENT.replace('[journal]\ntitle = "Mine"\n', "") + toml, css or "p { margin: 0 }"
    )
    shown = said(capsys, "check", folder, status=int("error: " in found))
    assert found in shown
    assert found or "no findings" in shown


def test_a_style_that_says_nothing_of_its_own_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(tmp_path, 'title = "Mine"\nextends = "manuscript"\n')
    assert 'the style says nothing that "manuscript" does not say' in said(capsys, "check", folder)


@pytest.mark.parametrize("like", ["manuscript", "plos-one", "2D Materials"])
def test_a_new_style_can_be_used_and_tells_what_it_inherits(
    like: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mine"
    said(capsys, "new", "mine", "--like", like, "--title", 'My "own"', "-o", folder)
    style, other = load_style(str(folder)), load_style(like)
    assert (style.name, style.title) == ("mine", 'My "own"')
    assert (style.page, style.rules, style.citations, style.journal) == (
        other.page, other.rules, other.citations, other.journal
    )  # fmt: skip
    text = (folder / "style.toml").read_text(encoding="utf-8")
    assert f'# size = "{other.text.size}"' in text
    bare = "\n".join(
        line.removeprefix("# ") for line in text.splitlines() if not line.startswith(("# What", "# Var"))
    )
    assert "[rules.abstract-words]" in bare
    shown = said(capsys, "check", folder)
    assert ("says nothing that" in shown) == (like != "2D Materials")


def test_a_new_style_is_not_written_over_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = folder_of(tmp_path, PARENT)
    assert "exists already" in said(capsys, "new", "mine", "--like", "base", "-o", folder, status=1)
    assert (folder / "style.toml").read_text(encoding="utf-8") == PARENT
    assert "is no name" in said(capsys, "new", "My Journal", "--like", "base", status=1)
    assert "cannot be extended" in said(
        capsys, "new", "other", "--like", folder, "-o", tmp_path / "far" / "x", status=1
    )
    assert not (tmp_path / "far").exists()
