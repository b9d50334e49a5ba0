"""All repairs of the text, in order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from paperconv.late import load
from paperconv.readers.markdown.characters import (
    heal_hyphens,
    join_accents,
    mend_characters,
    restore_ligatures,
)
from paperconv.readers.markdown.dialect import Dialect
from paperconv.readers.markdown.footnotes import lift_footnotes
from paperconv.readers.markdown.formulas import mark_mathml
from paperconv.readers.markdown.furniture import remove_comments, remove_furniture
from paperconv.readers.markdown.inline import Change, escape_addresses, escape_tags, escape_ticks
from paperconv.readers.markdown.latex import translate_latex
from paperconv.readers.markdown.lines import Line, Script, verbatim
from paperconv.readers.markdown.mathpix import translate_mathpix
from paperconv.readers.markdown.packed import part_packed
from paperconv.readers.markdown.page_edges import remove_page_tops
from paperconv.readers.markdown.pipes import mend_pipe_tables
from paperconv.readers.markdown.plain_tables import make_tables
from paperconv.readers.markdown.structure import mend_structure
from paperconv.readers.markdown.wrapped import free_lines, join_numbers, keep_lines, part_labels, part_titles


def repair(script: Script, dialect: Dialect, tree: dict[str, Any], folder: Path | None) -> dict[str, str]:
    """Make ``script.lines`` what pandoc reads rightly; gives parts of the paper that stand apart from its body.

    Furniture goes before anything looks at paragraphs; words are joined before pandoc joins lines; each dialect's own
    constructs come before the repairs that all share.
    """
    _each(script, "`", escape_ticks)
    if dialect == "raw":
        remove_comments(script)
        mark_mathml(script)
        translate_mathpix(script)
        remove_page_tops(script)
        mend_characters(script)
        join_accents(script)
        restore_ligatures(script)
        remove_furniture(script)
        join_numbers(script)
        part_packed(script)
        part_labels(script)
        part_titles(script)
        free_lines(script)
        heal_hyphens(script)
        lift_footnotes(script)
        make_tables(script)
        translate_latex(script)
        mend_structure(script)
        keep_lines(script)
        parts: dict[str, str] = {}
    else:
        parts = load("paperconv.readers.markdown.translate").translate(script, dialect, tree, folder)
        mark_mathml(script)
        _each(script, "<", escape_tags)
    _each(script, "://", escape_addresses)
    mend_pipe_tables(script)
    _guard_rules(script)
    return parts


def _each(script: Script, sign: str, change: Change) -> None:
    """Apply ``change`` to each line of text that has ``sign`` in it."""
    if not any(sign in line.text for line in script.lines):
        return
    inside = verbatim(script.lines)
    script.lines = [
        line
        if inside[index] or sign not in line.text or line.text.startswith("    ")
        else Line(change(line.text), line.at)
        for index, line in enumerate(script.lines)
    ]


def _guard_rules(script: Script) -> None:
    """``---`` after a blank line would begin a block of metadata."""
    lines = script.lines
    inside: list[bool] | None = None
    for index, line in enumerate(lines):
        if (
            line.text.startswith("---")
            and line.text.rstrip() == "---"
            and (index == 0 or not lines[index - 1].text.strip())
        ):
            inside = verbatim(lines) if inside is None else inside
            if not inside[index]:
                lines[index] = Line("* * *", line.at)
