"""The languages of a front matter: by the titles of its abstracts and keywords, and by the small words of its titles."""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv import patterns
from paperconv.manuscript import runs
from paperconv.manuscript.language import small_words

_LABELS = {
    "en": "abstract|summary|keywords|key words|keyword|key-words|index terms",
    "es": "resumen|palabras clave|palabras claves|descriptores",
    "pt": "resumo|palavras-chave|palavras chave|descritores",
    "fr": "résumé|mots-clés|mots clés|mots-clefs",
    "de": "zusammenfassung|kurzfassung|schlüsselwörter|schlagwörter|stichworte",
    "it": "riassunto|sommario|parole chiave",
    "pl": "streszczenie|abstrakt|słowa kluczowe",
    "tr": "özet|öz|anahtar kelimeler|anahtar sözcükler",
    "id": "abstrak|kata kunci",
    "ru": "аннотация|реферат|ключевые слова",
    "zh": "摘要|摘 要|关键词|關鍵詞",
    "ja": "要旨|概要|キーワード",
    "ko": "초록|요약|키워드|주제어",
    "nl": "samenvatting|trefwoorden",
    "sv": "sammanfattning|nyckelord",
    "cs": "klíčová slova",
    "uk": "анотація|ключові слова",
    "el": "περίληψη|λέξεις-κλειδιά|λέξεις κλειδιά",
    "ar": "الملخص|ملخص|المستخلص|الكلمات المفتاحية|كلمات مفتاحية|الكلمات الدالة",
    "he": "תקציר|מילות מפתח",
    "fa": "چکیده|کلیدواژه‌ها|کلیدواژه ها|واژگان کلیدی",
    "hi": "सारांश|मुख्य शब्द|बीज शब्द",
}
_LANGUAGE = {label: language for language, labels in _LABELS.items() for label in labels.split("|")}
_OPENING = "|".join(sorted(map(re.escape, _LANGUAGE), key=len, reverse=True))


def label_languages(blocks: list[m.DraftBlock]) -> list[str]:
    """The languages in which ``blocks`` title abstracts and keywords, in their order."""
    found: list[str] = []
    for block in blocks:
        text = runs.block_text(block)
        hit = patterns.match(rf"\W*({_OPENING})(?=\W|$)", text[:60], re.IGNORECASE)
        if hit and (language := _LANGUAGE[hit[1].casefold()]) not in found:
            found.append(language)
    return found


def other_language(title: str, second: str, spoken: list[str]) -> str:
    """The language of ``second``, one of ``spoken``, if ``title`` is in another of them; else empty."""
    scores = {one: small_words(second, one) - small_words(title, one) for one in spoken}
    best = max(scores, key=lambda one: scores[one])
    return best if scores[best] > 0 else ""
