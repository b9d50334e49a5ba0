"""LaTeX that lays a page out, and groups that are never closed, take nothing of the paper with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Rule
from paperconv.errors import UnreadableSource
from paperconv.protocols import Source
from paperconv.readers.pandoc.known import with_known
from paperconv.readers.pandoc.layout import with_groups_closed, without_columns
from paperconv.readers.pandoc.reader import read_draft


def _read(head: str, body: str) -> tuple[m.Draft, list[Diagnostic]]:
    found: list[Diagnostic] = []
    text = f"\\documentclass{{article}}\n\\title{{Ice}}\n\\begin{{document}}\n{head}\n{body}\n\\end{{document}}\n"
    return read_draft([Source(text.encode(), "ice.tex", Path("ice.tex"))], found.append), found


@pytest.mark.parametrize(
    "head",
    [
        "\\twocolumn[\\begin{@twocolumnfalse}\n\\maketitle\n\\begin{abstract}\nThe quay froze [twice].\n\\end{abstract}\n\\end{@twocolumnfalse}\n]",
        "\\twocolumn[\n\\maketitle\n\\begin{abstract}\nThe quay froze [twice].\n\\end{abstract}\n]",
        "\\titlehead{\n    \\begin{center}\n    \\parbox{0.3\\textwidth}{\\hfill \\emph{Letters}}\n    \\end{center}\n}\n\\maketitle\n\\begin{abstract}\nThe quay froze [twice].\n\\end{abstract}",
    ],
)
def test_what_stands_above_columns_or_on_a_title_page_is_read(head: str) -> None:
    draft, _ = _read(head, "\\section{Boats}\nThey lay still.")
    said = [m.text_of(abstract.blocks) for abstract in draft.meta.abstracts]
    assert said == ["The quay froze [twice]."]
    assert m.text_of(*draft.blocks).endswith("BoatsThey lay still.")
    assert ("Letters" in m.text_of(*draft.blocks)) == ("Letters" in head)


def test_lines_stay_where_they_are() -> None:
    text = "a\n\\twocolumn[\nb\n]\nc % \\twocolumn[ d\n"
    assert without_columns(text) == "a\n\nb\n\nc % \\twocolumn[ d\n"
    assert without_columns("\\twocolumn[ never closed") == "\\twocolumn[ never closed"
    shown = "\\begin{verbatim}\n\\titlehead{e}\n\\end{verbatim}\n"
    assert with_known(f"{shown}\\titlehead{{\ne}}") == f"{shown}{{\ne}}"


def test_a_group_that_is_never_closed_is_reported_and_its_text_kept() -> None:
    draft, found = _read("\\maketitle", "\\noindent{The river is {\\em wide}.\n\nIt froze.")
    assert [m.text_of(block) for block in draft.blocks] == ["The river is wide.", "It froze."]
    (report,) = [one for one in found if "never closed" in one.message]
    assert report.rule is Rule.CONTENT_KEPT
    assert "The river is" in report.message


def test_braces_that_are_shown_or_escaped_open_nothing() -> None:
    text = "a \\{ b \\verb|{| c % {\n\\begin{verbatim}\n{\n\\end{verbatim}\n{d}"
    assert with_groups_closed(text, "ice.tex", pytest.fail) == text


def test_what_pandoc_cannot_read_for_another_reason_is_one_line() -> None:
    with pytest.raises(UnreadableSource, match="pandoc cannot read it"):
        _read("", "\\begin{itemize}\\item a")
