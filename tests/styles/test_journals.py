"""The journals' styles say what they demand, with their sources, and no two of them say the same."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import msgspec
import pytest

import paperconv
from paperconv.citations.csl_styles import find_csl
from paperconv.requirements import check_document
from paperconv.styles import Demand, JournalStyle, find_styles, load_style

SOURCE = Path(__file__).parents[2] / "src" / "paperconv"
JOURNALS = [name for name in find_styles() if load_style(name).guide.checked]

LAYOUT = {
    f"rules.{kind}"
    for kind in (
        "line-numbers",
        "line-spacing",
        "font-size",
        "fonts",
        "margins",
        "page-columns",
        "page-numbers",
    )
}


def demands(style: JournalStyle) -> list[Demand]:
    return [*style.rules.values(), *style.statements.values(), *style.by_hand.values()]


def editions() -> list[tuple[str, str]]:
    return [(name, variant) for name in find_styles() for variant in ("", *load_style(name).variants)]


@pytest.mark.parametrize(("name", "variant"), editions())
def test_a_style_loads_in_each_variant_and_has_its_citation_style(name: str, variant: str) -> None:
    style = load_style(name, variant)
    assert style.variant == variant
    assert find_csl(style.citations.csl, style.folders) or not style.citations.csl


@pytest.mark.parametrize("name", JOURNALS)
def test_a_journal_has_twelve_demands_or_more(name: str) -> None:
    editions = [load_style(name, variant) for variant in ("", *load_style(name).variants)]
    assert len({demand.says for edition in editions for demand in demands(edition)}) >= 12


@pytest.mark.parametrize("name", JOURNALS)
def test_every_demand_of_a_journal_names_its_source_and_every_source_is_used(name: str) -> None:
    style = load_style(name)
    used = {
        demand.source for variant in ("", *style.variants) for demand in demands(load_style(name, variant))
    }
    assert used == set(style.sources)


@pytest.mark.parametrize("name", JOURNALS)
def test_a_journal_has_a_citation_style_and_says_how_it_reviews_and_what_its_form_wants(name: str) -> None:
    style = load_style(name)
    assert style.citations.csl
    assert style.submission.formats
    assert style.submission.variant in ("", *style.variants)


def test_no_two_styles_are_equal() -> None:
    seen: dict[bytes, str] = {}
    for name in find_styles():
        style = load_style(name)
        bare = msgspec.structs.replace(style, name="", title="", extends="", folders=(), looks=())
        key = msgspec.json.encode(bare) + b"".join(
            css.read_bytes() for folder in style.looks if (css := folder / "page.css").is_file()
        )
        assert key not in seen, f"{name} is {seen.get(key)} under another name"
        seen[key] = name


def test_an_issn_of_a_style_has_the_right_check_digit() -> None:
    for name in find_styles():
        journal = load_style(name).journal
        for issn in filter(None, (journal.issn_print, journal.issn_electronic)):
            digits = [10 if digit == "X" else int(digit) for digit in issn.replace("-", "")]
            assert (
                sum(digit * weight for digit, weight in zip(digits, range(8, 0, -1), strict=True)) % 11 == 0
            )


def test_no_code_asks_for_a_journal_by_name() -> None:
    # These are words of the language too, or names of a classification, a citation style, an archive or a tagging profile.
    others = {"acm", "apa", "arxiv", "biorxiv", "pmc", "scielo", "nature", "science"}
    wanted = {name: re.escape(load_style(name).title.partition(" (")[0]) for name in JOURNALS}
    names = re.compile(
        "|".join(f"[\"']{name}[\"']|{title}" for name, title in wanted.items() if name not in others)
    )
    for path in chain(SOURCE.rglob("*.py"), SOURCE.rglob("*.toml")):
        if "bundled" not in path.parts:
            assert not names.search(path.read_text(encoding="utf-8")), path


def test_a_variant_with_a_parent_of_its_own_looks_like_it_and_keeps_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "style.toml").write_text(
        'extends = "two-column"\n[labels]\nfigure = "Fig"\n[page]\ncolumns = 3\n'
        '[variant.review]\nextends = "manuscript"\n[variant.review.page]\nsize = "letter"\n'
    )
    review, printed = load_style(str(folder), "review"), load_style(str(folder))
    assert (printed.page.columns, printed.looks[0]) == (3, folder.resolve())
    assert (review.page.columns, review.page.size, review.page.line_numbers) == (1, "letter", "continuous")
    assert (review.labels.figure, review.text.line_spacing) == ("Fig", 2.0)
    assert [look.name for look in review.looks] == ["manuscript", "base"]


def test_a_blind_copy_is_a_copy_for_review(tmp_path: Path) -> None:
    for name in find_styles():
        review, blind = load_style(name, "review"), load_style(name, "blind")
        assert (blind.page, blind.text, blind.looks) == (review.page, review.text, review.looks)
        assert set(blind.rules) - set(review.rules) <= {"anonymous"}
        assert blind.review.anonymous


@pytest.mark.parametrize("name", JOURNALS)
def test_the_copy_for_review_is_laid_out_as_the_journal_asks(name: str) -> None:
    document = paperconv.read("# T\n\nText.\n")
    for variant in ("", "review", "blind"):
        report = check_document(document, load_style(name, variant))
        laid_out = {one.demand: one.outcome for one in report.findings if one.demand in LAYOUT}
        assert set(laid_out.values()) <= {"pass"}, laid_out


@pytest.mark.parametrize(("name", "variant"), editions())
def test_what_the_manuscript_leaves_out_is_a_file_of_its_own(name: str, variant: str) -> None:
    style = load_style(name, variant)
    assert style.figures.place != "separate" or "figures" in style.submission.separate
    assert style.tables.place != "separate" or "tables" in style.submission.separate
