"""The metadata that stands before a text or in a file beside it, cut off and read as text with places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from paperconv import patterns
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.errors import UnreadableSource
from paperconv.late import load
from paperconv.patterns import late
from paperconv.readers.markdown.lines import closes, fence

TreePath: TypeAlias = tuple[str | int, ...]

MAX_CHARACTERS = 1_000_000

_KEY = late(r"""(?:[\w.$@-]+(?: [\w.$@-]+){0,2}|"[^"]{1,60}"|'[^']{1,60}')\s*:(?:\s|$)""")
# A block between rules that begins with one of these was meant as front matter, even where it is broken.
_SURE = late(
    r"(?:title|subtitle|authors?|date|abstract|keywords|bibliography|output|format|tags|affiliations?|lang|csl|doi|"
    r"short_?title|kernelspec|jupytext|project|version)\s*:",
    re.IGNORECASE,
)
_MORE = late(r"(?:title|authors?|date|abstract|keywords|references|nocite|bibliography|lang|csl)\s*:(?:\s|$)")
_MMD = late(
    r"(title|subtitle|author|affiliation|date|keywords|abstract|copyright|language|base header level|format|css|"
    r"quotes language|latex \w+|bibtex|email|revision)\s*:\s*(.*)",
    re.IGNORECASE,
)


_ONCE = frozenset(
    ("title", "author", "authors", "affiliations", "abstract", "keywords", "doi", "license", "lang")
)


class Front(msgspec.Struct):
    """Metadata of one file: ``tree`` of dicts, lists and strings, and the line (from 1) of each path in it.

    ``folder`` is where its relative paths begin.
    """

    tree: dict[str, Any]
    file: str
    lines: dict[TreePath, int] = {}
    folder: Path | None = None

    def line_of(self, path: TreePath) -> int:
        """The line of ``path``, or of the nearest place above it that is known; 0 if none is."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path[:-1]
        return 0

    def place(self, path: TreePath) -> Pos:
        """The place in the file of what ``path`` leads to."""
        return Pos(self.file, self.line_of(path))


def split(lines: list[str], name: str, suffix: str, log: Log) -> tuple[Front | None, int]:
    """The metadata at the head of ``lines``, and the index of the first line of the text.

    YAML between ``---`` and ``---`` or ``...``, a JSON object, pandoc's ``% title`` block, and in files with the suffix
    ``.mmd`` a MultiMarkdown header. A rule that happens to stand first is none of them.

    Raises:
        UnreadableSource: there is front matter, and it is broken.

    """
    start = 0
    while start < len(lines) and not lines[start].strip():
        start += 1
    if start == len(lines):
        return None, 0
    first = lines[start].rstrip()
    if first == "---":
        return _yaml_block(lines, start, name, log)
    if first.startswith("{") and start == 0:
        return _json_block(lines, name, log)
    if patterns.match(r"%\s*\S", first):
        return _percent_block(lines, start, name)
    if suffix == ".mmd" and _MMD.match(first):
        return _mmd_block(lines, start, name)
    return None, 0


def _yaml_block(lines: list[str], start: int, name: str, log: Log) -> tuple[Front | None, int]:
    begin = next((i for i in range(start + 1, len(lines)) if _is_content(lines[i])), len(lines))
    if begin == len(lines) or not _KEY.match(lines[begin]):
        return None, 0
    end = next((i for i in range(start + 1, len(lines)) if lines[i].rstrip() in {"---", "..."}), -1)
    meant = bool(_SURE.match(lines[begin]))
    if end < 0:
        if meant:
            raise UnreadableSource(
                f"{name}:{start + 1}: front matter is not YAML: no line --- ends it: add one before the text"
            )
        return None, 0
    try:
        return load_front("\n".join(lines[start + 1 : end]), name, start + 2, log), end + 1
    except UnreadableSource:
        if meant:
            raise
        return None, 0


def split_more(lines: list[str], first: int, name: str, log: Log) -> list[Front]:
    """Metadata blocks that stand in the text from index ``first`` on, as pandoc reads them; their lines become empty.

    Only what was meant as one is taken: a rule may stand before a line with a colon.
    """
    found: list[Front] = []
    run = ""
    at = first
    while at < len(lines):
        line = lines[at]
        if run:
            run = "" if closes(line, run) else run
        elif line.startswith(("```", "~~~")):
            run = fence(line)
        elif (
            line.rstrip() == "---"
            and not lines[at - 1].strip()
            and at + 1 < len(lines)
            and _MORE.match(lines[at + 1])
        ):
            end = next((i for i in range(at + 1, len(lines)) if lines[i].rstrip() in {"---", "..."}), -1)
            try:
                front = load_front("\n".join(lines[at + 1 : end]), name, at + 2, log) if end > 0 else None
            except UnreadableSource:
                front = None
            if front is not None:
                found.append(front)
                lines[at : end + 1] = [""] * (end + 1 - at)
                at = end
        at += 1
    return found


def _is_content(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _json_block(lines: list[str], name: str, log: Log) -> tuple[Front | None, int]:
    end = next((i for i, line in enumerate(lines) if line.rstrip() == "}"), -1)
    if end < 0 or not patterns.match(r"""\{?\s*"[\w -]+"\s*:""", "".join(lines[:2])):
        return None, 0
    return load_front("\n".join(lines[: end + 1]), name, 1, log), end + 1


def _percent_block(lines: list[str], start: int, name: str) -> tuple[Front | None, int]:
    """Pandoc's title block: title, authors (by semicolons or lines), date; lines that go on are indented."""
    parts: list[tuple[int, list[str]]] = []
    end = start
    while end < len(lines) and lines[end].strip():
        if lines[end].startswith("%"):
            parts.append((end, [lines[end][1:].strip()]))
        elif lines[end][0] in " \t" and parts:
            parts[-1][1].append(lines[end].strip())
        else:
            break
        end += 1
    if len(parts) > 3:  # comments of TeX or MyST
        return None, 0
    front = Front({}, name)
    for key, (at, texts) in zip(("title", "author", "date"), parts, strict=False):
        if key == "author":
            authors = [one.strip() for text in texts for one in text.split(";") if one.strip()]
            if authors:
                front.tree[key] = authors
        elif any(texts):
            front.tree[key] = " ".join(texts).strip()
        front.lines[(key,)] = at + 1
    return (front, end) if front.tree else (None, 0)


def _mmd_block(lines: list[str], start: int, name: str) -> tuple[Front | None, int]:
    front = Front({}, name)
    end, key = start, ""
    while end < len(lines) and lines[end].strip():
        found = patterns.match(r"([A-Za-z][\w -]{0,40}?)\s*:\s*(.*)", lines[end])
        if found and lines[end][0] not in " \t":
            key = found[1].lower()
            front.tree[key] = found[2].strip()
            front.lines[(key,)] = end + 1
        elif key:
            front.tree[key] = f"{front.tree[key]} {lines[end].strip()}".strip()
        end += 1
    return front, end


def load_front(text: str, name: str, first: int, log: Log, folder: Path | None = None) -> Front:
    """``text``, YAML that begins at line ``first`` of the file ``name``, as metadata.

    Raises:
        UnreadableSource: it is no YAML mapping.

    """
    if len(text) > MAX_CHARACTERS:
        raise UnreadableSource(f"{name}:{first}: front matter is too large")
    yaml_tree = load("paperconv.readers.markdown.yaml_tree")
    try:
        tree, lines, twice = yaml_tree.parse(text)
    except yaml_tree.BrokenYaml as error:
        raise UnreadableSource(
            f"{name}:{first + error.line}: front matter is not YAML: {error.problem}: "
            "put a text with a colon or brackets in quotes"
        ) from None
    if tree == "":
        tree = {}
    if not isinstance(tree, dict):
        raise UnreadableSource(f"{name}:{first}: front matter is not YAML: expected lines like `title: …`")
    for key, line in twice:
        log(
            Diagnostic(
                Rule.METADATA_VALID,
                f'"{key}" is given twice: the last one counts',
                pos=Pos(name, first + line),
            )
        )
    return Front(tree, name, {path: first + line for path, line in lines.items()}, folder)


def merge(fronts: list[Front]) -> Front:
    """All of ``fronts`` in one: where two give the same key, the earlier wins."""
    tree: dict[str, Any] = {}
    for front in fronts:
        for key, value in front.tree.items():
            tree.setdefault(key, value)
    return Front(tree, fronts[0].file if fronts else "")


class Metadata:
    """All front matter in one tree, earlier files over later ones, and where each key of it stands."""

    def __init__(self, fronts: Sequence[Front]) -> None:
        self.fronts = fronts
        self.tree = merge(list(fronts)).tree

    def report_contradictions(self, log: Log) -> None:
        """Name what several files, or several blocks, say in different words: the first counts."""
        for index, front in enumerate(self.fronts):
            for other in self.fronts[index + 1 :]:
                for key in _ONCE & front.tree.keys() & other.tree.keys():
                    if front.tree[key] != other.tree[key] and front.tree[key] and other.tree[key]:
                        message = f'"{key}" is given in other words in {front.place((key,))}, which counts'
                        log(Diagnostic(Rule.METADATA_VALID, message, Severity.INFO, other.place((key,))))

    def place(self, path: TreePath) -> Pos:
        """The place of ``path`` in the file that it came from."""
        for front in self.fronts:
            if not path or path[0] in front.tree:
                return Pos(front.file, front.line_of(path))
            project = front.tree.get("project")
            if isinstance(project, dict) and path[0] in project:
                return Pos(front.file, front.line_of(("project", *path)))
        return Pos(self.fronts[0].file if self.fronts else "")
