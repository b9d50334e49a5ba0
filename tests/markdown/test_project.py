"""A folder that is one manuscript."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperconv.errors import UnreadableSource
from paperconv.readers.markdown.project import find_manuscript


def make(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"paper.md": "x", "README.md": "x"}, ["paper.md"]),
        ({"_quarto.yml": "project: {type: manuscript}\nmanuscript: {article: main.qmd}\n", "main.qmd": "x", "other.qmd": "x"}, ["main.qmd", "_quarto.yml"]),
        ({"_quarto.yml": "project: {type: default}\n", "index.qmd": "x", "other.qmd": "x"}, ["index.qmd", "_quarto.yml"]),
        (
            {"_quarto.yml": "book:\n  chapters:\n    - index.qmd\n    - part: One\n      chapters: [a.qmd, b.qmd]\n", "index.qmd": "", "a.qmd": "", "b.qmd": ""},
            ["index.qmd", "a.qmd", "b.qmd", "_quarto.yml"],
        ),
        ({"myst.yml": "project:\n  toc:\n    - file: text.md\n", "text.md": "x", "more.md": "y"}, ["text.md", "myst.yml"]),
        ({"myst.yml": "project:\n  exports:\n    - {format: pdf, article: a/text.md}\n", "a/text.md": "x", "index.md": ""}, ["a/text.md", "myst.yml"]),
        (
            {"content/metadata.yaml": "title: A\n", "content/02.b.md": "", "content/10.c.md": "", "content/01.a.md": "", "content/x.md": ""},
            ["content/01.a.md", "content/02.b.md", "content/10.c.md", "content/metadata.yaml"],
        ),
        ({"metadata.yaml": "title: A\n", "01.a.md": ""}, ["01.a.md", "metadata.yaml"]),
        ({"00_CONFIG.yml": "title: A\n", "01_MAIN.md": "", "02_SUPPLEMENTARY_INFO.md": ""}, ["01_MAIN.md", "02_SUPPLEMENTARY_INFO.md", "00_CONFIG.yml"]),
    ],
)  # fmt: skip
def test_known_projects_are_found_in_order(tmp_path: Path, files: dict[str, str], expected: list[str]):
    make(tmp_path, files)
    assert [str(one.relative_to(tmp_path)) for one in find_manuscript(tmp_path)] == expected


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"notes.md": "x"}, "looked for _quarto.yml"),
        ({}, "looked for"),
        ({"paper.md": "", "paper.qmd": ""}, "name the file"),
        ({"_quarto.yml": "manuscript: {article: ../out.qmd}\n"}, "out.qmd"),
        ({"_quarto.yml": "a: [b\n"}, "not YAML"),
        ({"myst.yml": "version: 1\n"}, "without a text"),
    ],
)
def test_any_other_folder_gets_one_clear_line(tmp_path: Path, files: dict[str, str], problem: str):
    make(tmp_path, files)
    with pytest.raises(UnreadableSource) as caught:
        find_manuscript(tmp_path)
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)
