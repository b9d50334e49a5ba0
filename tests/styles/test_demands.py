"""What a journal demands is data, and what is wrong with that data is said with its key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from paperconv.errors import StyleError, UnknownStyle
from paperconv.styles import DemandSource, Rule, StatementRule, find_styles, level_of, load_style

GOOD = """
title = "A journal"
extends = "base"
[sources.guide]
title = "Guide for authors"
read = 2026-11-23
[sources.library]
title = "A library's page"
read = 2026-11-23
mark = "secondary"
[rules.title-words]
most = 20
says = "At most 20 words."
source = "guide"
[variant.blind.rules.anonymous]
says = "Reviewers do not know who wrote it."
source = "guide"
"""


def style_of(folder: Path, text: str) -> str:
    (folder / "style.toml").write_text(text, encoding="utf-8")
    return str(folder)


def test_a_style_has_the_rules_that_it_states(tmp_path: Path) -> None:
    style = load_style(style_of(tmp_path, GOOD))
    assert style.rules["title-words"].most == 20
    assert style.sources["guide"].read == date(2026, 11, 23)
    assert "anonymous" not in style.rules
    assert not style.review.anonymous


def test_a_variant_lies_over_its_style(tmp_path: Path) -> None:
    style = load_style(style_of(tmp_path, GOOD), "blind")
    assert style.variant == "blind"
    assert set(style.rules) == {"title-words", "anonymous"}
    assert style.review.anonymous  # from `base`


def test_every_style_has_the_four_variants() -> None:
    for name in find_styles():
        assert {"review", "blind", "final", "preprint"} <= set(load_style(name).variants)
        assert load_style(name, "blind").review.anonymous


def test_an_unknown_variant_names_those_that_there_are() -> None:
    with pytest.raises(
        UnknownStyle, match=r'"base" has no variant "blnd": know blind, final, preprint, review'
    ):
        load_style("base", "blnd")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[rules.abstrct-words]\nmost = 3\nsays = "x"', "rules.abstrct-words: no such kind of rule"),
        ('[rules.abstract-words]\nsays = "x"', "rules.abstract-words: say least or most"),
        ('[rules.abstract-words]\nmost = 3\nsays = " "', "rules.abstract-words.says: say in one sentence"),
        ('[rules.abstract-words]\nmost = 3\nleast = 4\nsays = "x"', "rules.abstract-words.least: larger than most"),
        ('[rules.abstract-words]\nmost = 3\nvalues = ["x"]\nsays = "x"', "rules.abstract-words.values: this kind"),
        ('[rules.abstract-structure]\nsays = "x"', "rules.abstract-structure.values: say which"),
        ('[rules.citation-form]\nvalues = ["numbers"]\nsays = "x"', 'no "numbers": know author-date, note, number'),
        ('[rules.authors]\nmost = 3\nsays = "x"\nsource = "gude"', 'rules.authors.source: no source "gude": know guide'),
        ('[rules.authors]\nmost = "three"\nsays = "x"', "rules.authors.most"),
        ('[rules.authors]\nmots = 3\nsays = "x"', "mots"),
        ('[by-hand.plagiarism]\nsays = ""', "by-hand.plagiarism.says"),
        ('[statements.fnding]\nsays = "x"', "statements.fnding: no such statement: know acknowledgements, funding"),
        ('[statements.funding]\nneed = "sometimes"\nsays = "x"', "statements.funding.need"),
        ("[variant]\nblind = 3", "variant: expected tables"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_by_its_key(tmp_path: Path, table: str, said: str) -> None:
    text = GOOD.replace("[variant.blind.rules.anonymous]", "[variant.other.rules.anonymous]") + table
    with pytest.raises(StyleError) as failure:
        load_style(style_of(tmp_path, text))
    assert said in str(failure.value)
    assert str(tmp_path) in str(failure.value)


def test_only_a_journals_own_words_can_fail_a_manuscript(tmp_path: Path) -> None:
    sources = load_style(style_of(tmp_path, GOOD)).sources
    assert isinstance(sources["guide"], DemandSource)
    for source, level, most, wanted in (
        ("guide", None, None, "error"),
        ("guide", None, 3, "warning"),
        ("guide", "error", 3, "error"),
        ("library", "error", None, "warning"),
        ("", "error", None, "warning"),
        ("", "info", None, "info"),
    ):
        assert level_of(Rule(says="x", source=source, level=level, most=most), sources) == wanted


def test_what_is_only_recommended_never_fails() -> None:
    sources = {"guide": DemandSource("Guide", date(2026, 11, 23))}
    for need, wanted in (("always", "error"), ("recommended", "warning")):
        rule = StatementRule(says="x", source="guide", need=need, level="error")
        assert level_of(rule, sources) == wanted
