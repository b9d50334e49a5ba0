"""Generated words in the document's language."""

from __future__ import annotations

import tomllib

import pytest

import paperconv.wording as module
from paperconv.wording import Wording, languages, wording


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_word(language: str) -> None:
    words = wording(language)
    assert words.language == language
    assert all(
        getattr(words, name).strip() == getattr(words, name) != "" for name in Wording.__struct_fields__
    )


def test_at_least_twelve_languages_are_known() -> None:
    assert {"en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "sv", "zh", "ja"} <= set(languages())


def test_a_region_or_script_does_not_matter() -> None:
    assert wording("de-AT") is wording("de")
    assert wording("zh-Hans-CN").figure == "图"
    assert wording("pt_BR").figure == "Figura"


@pytest.mark.parametrize("language", ["", "tlh", "x-klingon", "123"])
def test_an_unknown_language_is_english(language: str) -> None:
    assert wording(language).abstract == "Abstract"


def test_a_kind_of_statement_has_its_word() -> None:
    assert wording("de").statement("theorem") == "Satz"
    assert wording("de").statement("Lemma") == "Lemma"
    assert wording("en").statement("axiom") == "Axiom"


def test_the_table_is_toml_in_which_all_languages_have_the_same_keys() -> None:
    table = tomllib.loads(module._TABLE.read_text(encoding="utf-8"))
    assert {tuple(words) for words in table.values()} == {tuple(table["en"])}
