"""All repairs of the text, in order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from paperconv.diagnostics import Rule, Severity
from paperconv.errors import AssetError, UnreadableSource
from paperconv.protocols import Source
from paperconv.readers.markdown.cells import translate_cells
from paperconv.readers.markdown.characters import heal_hyphens, mend_characters
from paperconv.readers.markdown.decode import decode
from paperconv.readers.markdown.dialect import Dialect
from paperconv.readers.markdown.files import read_inside
from paperconv.readers.markdown.front import split
from paperconv.readers.markdown.furniture import remove_comments, remove_furniture
from paperconv.readers.markdown.inline import escape_tags
from paperconv.readers.markdown.latex import translate_latex
from paperconv.readers.markdown.lines import Line, Script, verbatim
from paperconv.readers.markdown.manubot import translate_tags
from paperconv.readers.markdown.myst import translate_myst
from paperconv.readers.markdown.pipes import mend_pipe_tables
from paperconv.readers.markdown.quarto import translate_quarto
from paperconv.readers.markdown.structure import mend_structure

MAX_INCLUDES = 200

_INCLUDE = re.compile(r"^\s*\{\{<\s*include\s+(\S+?)\s*>\}\}\s*$")


def repair(script: Script, dialect: Dialect, tree: dict[str, Any], folder: Path | None) -> dict[str, str]:
    """Make ``script.lines`` what pandoc reads rightly; gives parts of the paper that stand apart from its body.

    Furniture goes before anything looks at paragraphs; words are joined before pandoc joins lines; each dialect's own
    constructs come before the repairs that all share.
    """
    parts: dict[str, str] = {}
    includes = _Includes(script, folder)
    if dialect == "quarto":
        includes.expand()
    remove_comments(script)
    mend_characters(script)
    match dialect:
        case "raw":
            remove_furniture(script)
            heal_hyphens(script)
            translate_latex(script)
            mend_structure(script)
        case "myst":
            translate_cells(script, tree)
            parts = translate_myst(script, includes.lines)
            translate_quarto(script, tree)
        case "manubot":
            translate_tags(script)
            translate_quarto(script, tree)
        case "quarto" | "pandoc":
            translate_cells(script, tree)
            translate_quarto(script, tree)
    if dialect != "raw":
        _escape_tags(script)
    mend_pipe_tables(script)
    _guard_rules(script)
    return parts


def _escape_tags(script: Script) -> None:
    if not any("<" in line.text for line in script.lines):
        return
    inside = verbatim(script.lines)
    script.lines = [
        line
        if inside[index] or "<" not in line.text or line.text.startswith("    ")
        else Line(escape_tags(line.text), line.at)
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


class _Includes:
    """Files that the text takes in; each may take in more, up to a bound."""

    def __init__(self, script: Script, folder: Path | None) -> None:
        self._script = script
        self._folder = folder
        self._count = 0
        self._open: list[str] = []

    def lines(self, name: str, at: int) -> list[Line]:
        """The lines of the file called ``name``; none, with a warning, if it cannot be had."""
        self._count += 1
        try:
            path, data = self._read(name)
            texts = decode(Source(data, name, path, self._folder), self._script.log)
            front, first = split(texts, name, path.suffix.lower(), self._script.log)
        except (AssetError, UnreadableSource) as error:
            self._script.report(
                Rule.CONTENT_KEPT,
                f"included file {error}",
                at,
                severity=Severity.WARNING,
                hint="put the file in the manuscript's folder",
            )
            return []
        if front is not None:
            self._script.report(
                Rule.METADATA_VALID, f"front matter of the included file {name} is not used", at
            )
        return self._script.add(name, texts[first:], first + 1)

    def _read(self, name: str) -> tuple[Path, bytes]:
        if self._count > MAX_INCLUDES:
            raise AssetError(f"{name}: more than {MAX_INCLUDES} files are included")
        return read_inside(self._folder, name)

    def expand(self, depth: int = 0) -> None:
        """Put files in the place of Quarto's include short codes."""
        lines = self._script.lines
        if depth > 10 or not any("{{<" in line.text and _INCLUDE.match(line.text) for line in lines):
            return
        out: list[Line] = []
        for line in lines:
            found = _INCLUDE.match(line.text) if "{{<" in line.text else None
            if found:
                blank = Line("", line.at)
                out.extend((blank, *self.lines(found[1], line.at), blank))
            else:
                out.append(line)
        self._script.lines = out
        self.expand(depth + 1)
