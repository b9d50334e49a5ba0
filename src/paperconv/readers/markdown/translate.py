"""What authors write for a tool of theirs, in pandoc's Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from paperconv.assets import find_asset, open_asset
from paperconv.diagnostics import Rule, Severity
from paperconv.errors import AssetError, UnreadableSource
from paperconv.patterns import late
from paperconv.protocols import Source
from paperconv.readers.markdown.cells import translate_cells
from paperconv.readers.markdown.characters import mend_characters
from paperconv.readers.markdown.decode import decode
from paperconv.readers.markdown.dialect import Dialect
from paperconv.readers.markdown.formulas import mark_delimited
from paperconv.readers.markdown.front import split
from paperconv.readers.markdown.furniture import remove_comments
from paperconv.readers.markdown.lines import Line, Script
from paperconv.readers.markdown.manubot import translate_manubot, translate_tags
from paperconv.readers.markdown.myst import translate_myst
from paperconv.readers.markdown.quarto import translate_quarto
from paperconv.readers.markdown.yaml_tree import BrokenYaml, parse

__all__ = ["translate", "translate_manubot"]

MAX_INCLUDES = 200
_VARIABLES = "_variables.yml"

_INCLUDE = late(r"^\s*\{\{<\s*include\s+(\S+?)\s*>\}\}\s*$")


def translate(script: Script, dialect: Dialect, tree: dict[str, Any], folder: Path | None) -> dict[str, str]:
    """Rewrite the constructs of ``dialect`` in ``script.lines``; gives parts that stand apart from the body."""
    parts: dict[str, str] = {}
    includes = _Includes(script, folder)
    if dialect == "quarto":
        includes.expand()
    remove_comments(script)
    mend_characters(script)
    mark_delimited(script)
    if dialect == "manubot":
        translate_tags(script)
    else:
        translate_cells(script, tree)
    if dialect == "myst":
        parts = translate_myst(script, includes.lines)
    translate_quarto(script, tree, _variables(script, folder))
    return parts


def _variables(script: Script, folder: Path | None) -> dict[str, Any]:
    """What the project's ``_variables.yml`` holds, if the text asks for it."""
    if not any("{{< var" in line.text for line in script.lines):
        return {}
    try:
        held, _, _ = parse(open_asset(folder, _VARIABLES).decode("utf-8", "replace"))
    except AssetError:
        return {}  # each short code that asks for it is reported
    except BrokenYaml as error:
        script.report(
            Rule.METADATA_VALID,
            f"{_VARIABLES}:{error.line + 1}: {error.problem}",
            1,
            severity=Severity.WARNING,
        )
        return {}
    return held if isinstance(held, dict) else {}


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
        return find_asset(self._folder, name), open_asset(self._folder, name)

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
