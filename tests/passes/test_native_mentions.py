"""Mentions of figures and tables in languages that join words, bend them or write from right to left."""

from __future__ import annotations

import re

import pytest

import paperconv
from paperconv import model as m

_TABLE = "| a | b |\n|---|---|\n| 1 | 2 |\n"


@pytest.mark.parametrize(
    ("language", "captions", "said", "linked"),
    [
        ("nl", ("Figuur", "Tabel"), "Zie figuren 1 en 2 en tabel 1.", 3),
        ("uk", ("Рисунок", "Таблиця"), "Див. рис. 1 і 2 та табл. 1.", 3),
        ("el", ("Σχήμα", "Πίνακας"), "Βλ. Σχ. 1 και 2, Πίν. 1 και τον Πίνακα 1.", 4),
        ("ar", ("الشكل", "الجدول"), "انظر الشكلين 1 و2 وبالجدول 1.", 3),
        ("he", ("איור", "טבלה"), "ראו באיורים 1 ו־2 ובטבלה 1.", 3),
        ("fa", ("شکل", "جدول"), "شکل‌های 1 و 2 و جدول 1 را ببینید.", 3),
        ("hi", ("चित्र", "तालिका"), "चित्र 1 और 2 तथा तालिका 1 देखें।", 3),
        ("zh", ("图", "表"), "见图1和2以及表1。", 3),
        ("ko", ("그림", "표"), "그림 1과 2, 표 1을 보라.", 3),
    ],
)
def test_each_number_of_a_mention_leads_to_its_float(
    language: str, captions: tuple[str, str], said: str, linked: int
) -> None:
    figure, table = captions
    source = (
        f"---\ntitle: X\nlang: {language}\n---\n\n# 1\n\n{said}\n\n![{figure} 1. A.](a.png)\n\n![{figure} 2. B.](b.png)\n\n"
        f"{table} 1. C.\n\n{_TABLE}"
    )
    document = paperconv.read(source.encode(), format="markdown")
    found = [node for node in m.iter_nodes(document) if isinstance(node, m.CrossRef)]
    assert len(found) == linked
    assert {node.target for node in found} == {"fig1", "fig2", "tbl1"}


def test_schemes_are_counted_beside_figures() -> None:
    source = "---\ntitle: X\nlang: en\n---\n\n# I\n\nSee Scheme 1, Figure 1 and Scheme 2.\n\n![Figure 1. A.](a.png)\n\n![Scheme 1. B.](b.png)"
    document = paperconv.read(source.encode(), format="markdown")
    found = [
        (m.text_of(node), node.target) for node in m.iter_nodes(document) if isinstance(node, m.CrossRef)
    ]
    assert found == [("Scheme 1", "fig2"), ("Figure 1", "fig1")]


def test_a_pointer_to_another_kind_does_not_follow_the_manner_of_the_one_before() -> None:
    source = (
        "---\ntitle: X\nlang: en\n---\n\n# I\n\nFig @fig-a, @fig-b, @tbl-t and @fig-a.\n\n![A](a.png){#fig-a}\n\n![B](b.png){#fig-b}\n\n"
        f"{_TABLE}\n: T {{#tbl-t}}\n"
    )
    made = paperconv.export(paperconv.read(source.encode(), format="markdown"), "jats").data.decode()
    assert re.findall(r"<xref[^>]*>(.*?)</xref>", made)[:4] == ["1", "2", "Table 1", "Figure 1"]
