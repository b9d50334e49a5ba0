"""Invented people, titles, journals and publishers for synthetic references; the words are in ``words.toml``."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path
from typing import Any

_WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _listed(text: str) -> list[str]:
    return [" ".join(one.split()) for one in text.split("|")]


STYLES: list[str] = _WORDS["csl-styles"].split()
"""CSL styles that lists are most often set in."""
NOUNS: list[str] = _WORDS["nouns"].split()
PLACES: list[str] = _WORDS["places"].split()
_ADJECTIVES: list[str] = _WORDS["adjectives"].split()
_ENGLISH: list[str] = _WORDS["titles"].strip().splitlines()
_PUBLISHERS, _CITIES, _BODIES, _NEWS = (
    _listed(_WORDS[name]) for name in ("publishers", "cities", "bodies", "newspapers")
)
_FOREIGN: dict[str, Any] = _WORDS["foreign"]
_SMALL = frozenset(
    ("of the and in for on to a an de la le les des du et der die das und für del y e da do das dos").split()  # noqa: SIM905
)
_SYLLABLES: dict[str, list[str]] = _WORDS["syllables"]
_WHOLE: dict[str, str] = _WORDS["families"]
_GIVEN: dict[str, str] = _WORDS["given"]
_PARTICLES: dict[str, str] = _WORDS["particles"]
_SHORT: dict[str, str] = _WORDS["short"]
LATIN = tuple(one for one in (*_SYLLABLES, *_WHOLE) if one != "ru")
"""The cultures whose names are in Latin letters."""


def family(dice: random.Random, culture: str) -> str:
    if culture in _WHOLE:
        return dice.choice(_WHOLE[culture].split())
    heads, tails = _SYLLABLES[culture]
    word = dice.choice(heads.split()) + dice.choice(tails.split())
    word = word[0].upper() + word[1:]
    if dice.random() < 0.04 and culture in ("en", "fr", "es", "de"):
        word += "-" + family(dice, culture)
    elif culture in ("es", "pt") and dice.random() < 0.2:
        word += " " + family(dice, culture).split()[0]
    elif culture == "en" and dice.random() < 0.05:
        word = dice.choice(("Mc", "O’", "Mac", "Fitz")) + word
    elif culture == "ar" and dice.random() < 0.3:
        word = "Al-" + word
    return word


def given(dice: random.Random, culture: str) -> str:
    first = dice.choice(_GIVEN[culture].split())
    if culture == "ru":
        return f"{first}. {dice.choice(_GIVEN['ru'].split())}."
    kind = dice.random()
    if kind < 0.4:
        first += f" {dice.choice('ABCDEFGHJKLMNPRSTVW')}."
    elif kind < 0.45:
        first += f" {dice.choice(_GIVEN[culture].split())}"
    if dice.random() < 0.3:
        first = " ".join(f"{part[0]}." for part in first.replace("-", " ").split())
    return first


def person(dice: random.Random, language: str) -> dict[str, str]:
    """A CSL name."""
    near = {
        "de": "de",
        "fr": "fr",
        "es": "es",
        "pt": "pt",
        "it": "it",
        "ru": "ru",
        "pl": "pl",
        "nl": "de",
        "sv": "nordic",
    }.get(language)
    culture = (
        near
        if near and dice.random() < 0.85
        else dice.choice([*LATIN, "en", "en", "en", "en", "de", "fr", "zh"])
    )
    name = {"family": family(dice, culture), "given": given(dice, culture)}
    if culture in _PARTICLES and dice.random() < 0.06:
        name["non-dropping-particle"] = dice.choice(_PARTICLES[culture].split("|"))
    elif dice.random() < 0.02:
        name["non-dropping-particle"] = dice.choice(_PARTICLES["nl"].split("|"))
    if culture == "en" and dice.random() < 0.03:
        name["suffix"] = dice.choice(("Jr.", "Jr", "III", "Sr."))
    return name


def people(dice: random.Random, language: str, most: int = 12) -> list[dict[str, str]]:
    if dice.random() < 0.06:
        return [{"literal": dice.choice(_BODIES)}]
    count = min(most, dice.choice((1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8, 12)))
    return [person(dice, language) for _ in range(count)]


def title(dice: random.Random, language: str) -> str:
    if language in _FOREIGN:
        forms: list[str] = _FOREIGN[language]["titles"].strip().splitlines()
        nouns: list[str] = _FOREIGN[language]["nouns"].split()
        made = dice.choice(forms).format(dice.choice(nouns), dice.choice(nouns))
        if dice.random() < 0.25:
            made += dice.choice((": ", ". ", " : ", " – ")) + dice.choice(forms).format(
                dice.choice(nouns), dice.choice(nouns)
            )
        return made[0].upper() + made[1:]
    made = re.sub(r"\{(\w)\}", lambda hit: _slot(dice, hit[1]), dice.choice(_ENGLISH))
    if dice.random() < 0.2:
        made += dice.choice((": ", ": ", ". ", " – ", "? ")) + re.sub(
            r"\{(\w)\}", lambda hit: _slot(dice, hit[1]), dice.choice(_ENGLISH)
        )
    kind = dice.random()
    if kind < 0.28:
        made = " ".join(word if word in _SMALL else word[0].upper() + word[1:] for word in made.split())
    elif kind < 0.3:
        made = made.upper()
    return made[0].upper() + made[1:]


def _slot(dice: random.Random, kind: str) -> str:
    match kind:
        case "a" | "A":
            word = dice.choice(_ADJECTIVES)
        case "n" | "N":
            word = dice.choice(NOUNS)
            if dice.random() < 0.12:
                word = f"{dice.choice(_ADJECTIVES)} {word}"
        case "P":
            word = dice.choice(PLACES)
        case _:
            word = str(dice.randint(1500, 2020))
    return word[0].upper() + word[1:] if kind in "AN" else word


def publisher(dice: random.Random, language: str) -> str:
    own = _FOREIGN.get(language)
    if own and dice.random() < 0.85:
        return dice.choice(_listed(own["publishers"]))
    if dice.random() < 0.15:
        return f"{family(dice, 'en')} {dice.choice(('Press', 'Books', 'Publishing', 'Publishers', '& Sons', 'Verlag', 'House', 'University Press'))}"
    return dice.choice(_PUBLISHERS)


def city(dice: random.Random, language: str) -> str:
    own = _FOREIGN.get(language)
    return dice.choice(_listed(own["cities"])) if own and dice.random() < 0.9 else dice.choice(_CITIES)


def newspaper(dice: random.Random) -> str:
    return dice.choice(_NEWS)


def body(dice: random.Random) -> str:
    return dice.choice(_BODIES)


def shortened(dice: random.Random, name: str) -> str:
    """A journal's name as lists abbreviate it, with or without stops."""
    words = []
    for word in name.split():
        if word.lower() in _SMALL or word in "&-–":
            continue
        short = _SHORT.get(word.lower().strip(",:"), "")
        if not short:
            size = dice.choice((3, 4, 4, 5, 6))
            short = word.strip(",:") if len(word) <= size + 2 else word[:size] + "."
        words.append(short)
    made = " ".join(words)
    return made.replace(".", "") if dice.random() < 0.4 else made
