"""What the file of corrections says of headings and sections."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperconv import model as m
from tests.manuscript.papers import RAW, read


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "paper.md").write_text("# " + RAW, encoding="utf-8")
    return tmp_path


def titles(document: m.Document) -> list[tuple[int, str, str]]:
    def walk(sections: tuple[m.Section, ...], level: int) -> list[tuple[int, str, str]]:
        return [
            row
            for one in sections
            for row in ((level, m.text_of(one.title), one.role), *walk(one.sections, level + 1))
        ]

    return walk(document.sections, 1) + [
        (-level, title, role) for level, title, role in walk(document.back, 1)
    ]


def test_headings_get_levels_roles_and_places(raw: Path):
    before = titles(read(raw)[0])
    assert (1, "Where we looked", "") in before
    (raw / "paper.yaml").write_text(
        "opening:\n  - {starts: Some line that nobody, is: remove}\n"
        "sections:\n  - {level: 1, title: Introduction}\n  - {level: 2, title: where we looked, role: methods}\n"
        "  - {level: 1, title: Loose ends}\n"
        "back:\n  - {level: 1, title: Thanks to all, role: acknowledgements}\n"
    )  # fmt: skip
    document, found = read(raw)
    assert titles(document) == [
        (1, "Introduction", "intro"),
        (2, "Where we looked", "methods"),
        (1, "Loose ends", ""),
        (-1, "Thanks to all", "acknowledgements"),
    ]
    assert document.blocks == ()
    assert [one.removed for one in found if "taken out" in one.message][
        -1
    ] == "Some line that nobody understands"
    assert list(m.check(document)) == []


def test_what_is_no_abstract_goes_back_to_the_text(raw: Path):
    (raw / "paper.yaml").write_text("abstract:\n")
    document, found = read(raw)
    assert document.meta.abstracts == ()
    assert m.text_of(document.blocks[0]) == "Mills made money, as x^2 shows [1]."
    assert not [one for one in found if one.removed]


def test_level_0_makes_a_paragraph_of_a_heading(raw: Path):
    (raw / "paper.yaml").write_text("sections: [{level: 0, title: Where we looked}]\n")
    document, _ = read(raw)
    assert "Where we looked" not in [title for _, title, _ in titles(document)]
    (intro,) = [one for one in document.sections if one.role == "intro"]
    assert [m.text_of(one) for one in intro.blocks][1:3] == ["Where we looked", "On the river."]


def test_a_statement_can_be_given_as_text(raw: Path):
    (raw / "paper.yaml").write_text("data-availability: On the *site*.\n")
    document, _ = read(raw)
    (made,) = [one for one in document.back if one.role == "data-availability"]
    assert m.text_of(made.blocks) == "On the site."
