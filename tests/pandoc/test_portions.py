"""A list that goes through citeproc in portions is printed as one that goes through whole."""

from __future__ import annotations

import random
from typing import Any

import pytest

from paperconv import model as m
from paperconv.citations.csl_styles import find_csl
from paperconv.pandoc import portions
from paperconv.pandoc.cite import Formatted, citeproc

FAMILIES = ("Smith", "Wang", "Doe", "Okafor", "de Silva", *(f"Ahl{number}" for number in range(25)))


def works(chance: random.Random, count: int) -> list[dict[str, Any]]:
    """Works of few people, many of the same name, the same year and nearly the same title."""
    made: list[dict[str, Any]] = []
    for number in range(count):
        names = [
            {
                "family": chance.choice(FAMILIES),
                "given": chance.choice(("A.", "B.", "Anna", "Anna B.", "C. D.")),
            }
            for _ in range(chance.randrange(1, 5))
        ]
        kind = chance.random()
        people: dict[str, Any] = (
            {"author": names}
            if kind < 0.8
            else {"editor": names}
            if kind < 0.87
            else {"author": [{"literal": chance.choice(("World Bank", "The Group"))}]}
            if kind < 0.95
            else {}
        )
        made.append(
            {
                "id": f"work {number}",
                "type": chance.choice(("article-journal", "book", "chapter", "report")),
                "title": f"{chance.choice(('On glass', 'Winds', 'Ice and snow'))} {chance.randrange(30)}",
                "container-title": chance.choice(("Glass", "Wind")),
                "issued": {"date-parts": [[chance.randrange(2000, 2006)]]},
                **people,
            }
        )
    return made


def citations(chance: random.Random, count: int) -> list[m.Citation]:
    return [
        m.Citation(
            tuple(
                m.CiteItem(f"work {chance.randrange(count)}") for _ in range(chance.choice((1, 1, 1, 2, 3)))
            ),
            chance.choice(("parenthetical", "narrative")),
        )
        for _ in range(count)
    ]


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists are long, and portions full, at a few works."""
    monkeypatch.setattr(portions, "LONG", 10)
    monkeypatch.setattr(portions, "PORTION", 30)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of works in each call of citeproc that the portions make."""
    made: list[int] = []

    def counted(items: Any, clusters: Any, **options: Any) -> Formatted:
        made.append(len(items))
        return citeproc(items, clusters, **options)

    monkeypatch.setattr(portions, "citeproc", counted)
    return made


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    "name", ["apa", "journal-of-retailing", "international-journal-of-spatial-data-infrastructures-research"]
)
def test_portions_print_what_the_whole_list_prints(name: str, seed: int, calls: list[int]):
    chance = random.Random(seed)
    items, clusters = works(chance, 60), citations(chance, 60)
    style = find_csl(name, [])
    whole = citeproc(items, clusters, style=style, locale="en-US")
    parts = portions.format_list(items, clusters, style=style, locale="en-US")
    assert len(calls) > 2
    assert parts.clusters == whole.clusters
    assert list(parts.entries) == list(whole.entries)
    assert parts.entries == whole.entries


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("ieee", "numbers go by the order of all citations"),
        ("apa-6th-edition", "the first citation of a work names more authors than those after it"),
        ("chicago-notes-bibliography", "notes depend on those before them"),
        ("harvard-cite-them-right", "it does not tell namesakes apart"),
    ],
)
def test_other_styles_take_the_list_whole(name: str, reason: str, calls: list[int]):
    chance = random.Random(3)
    items, clusters = works(chance, 12), citations(chance, 12)
    portions.format_list(items, clusters, style=find_csl(name, []), locale="en-US")
    assert calls == [12], reason


def test_a_list_of_usual_length_takes_one_call(calls: list[int]):
    chance = random.Random(4)
    items = works(chance, 40)
    portions.format_list(items, (), style=find_csl("apa", []), locale="en-US")
    assert calls == [40]
    assert portions.LONG >= 200


@pytest.mark.usefixtures("short")
def test_names_that_all_works_share_do_not_go_through_again_and_again(calls: list[int]):
    items = [
        {
            "id": f"w{number}",
            "type": "book",
            "title": f"Book {number}",
            "author": [{"family": "Smith", "given": f"{'ABCDEFGH'[number % 8]}."}],
            "issued": {"date-parts": [[2000 + number]]},
        }
        for number in range(20)
    ]
    clusters = [m.Citation((m.CiteItem(f"w{number}"),)) for number in range(20)]
    style = find_csl("apa", [])
    made = portions.format_list(items, clusters, style=style, locale="en-US")
    assert made == citeproc(items, clusters, style=style, locale="en-US")
    assert sum(calls) <= 3 * len(items)
