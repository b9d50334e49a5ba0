"""The Markdown reader: text in, document out.

Bytes → lines with their places → front matter cut off → repairs of the text → one call of pandoc → a draft with places →
the structure of a paper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import msgspec

from paperconv import model as m
from paperconv.citations.bibliography import read_bibliography
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.errors import AssetError, UnreadableSource
from paperconv.manuscript import understand
from paperconv.manuscript.fields import is_prose, metadata_from, statements_from
from paperconv.manuscript.places import place
from paperconv.pandoc.ast import meta_tree, read_ast, to_draft
from paperconv.protocols import Source
from paperconv.readers.markdown.decode import decode
from paperconv.readers.markdown.dialect import Dialect, pandoc_format, recognise
from paperconv.readers.markdown.files import read_inside
from paperconv.readers.markdown.front import Front, TreePath, load, merge, split
from paperconv.readers.markdown.lines import Line, Script
from paperconv.readers.markdown.manubot import translate_manubot
from paperconv.readers.markdown.project import METADATA_FILES
from paperconv.readers.markdown.repair import repair

_BESIDE = "paperconv"
"""The key under which front matter goes to pandoc."""


class MarkdownReader:
    """Reads Markdown of every dialect, and YAML files with its metadata among the sources."""

    suffixes: ClassVar[tuple[str, ...]] = (
        ".md",
        ".markdown",
        ".mdown",
        ".mkd",
        ".qmd",
        ".rmd",
        ".txt",
        ".mmd",
    )

    def read(self, sources: Sequence[Source], log: Log) -> m.Document:
        """One document out of ``sources``, joined in order; those that are YAML give metadata.

        Raises:
            UnreadableSource: a source is empty, binary, or its front matter is broken.
            MissingTool: there is no pandoc.

        """
        return understand(read_draft(sources, log), log)


def read_draft(sources: Sequence[Source], log: Log) -> m.Draft:
    """The same before its structure is understood; raises alike."""
    script = Script([], log)
    texts = [one for one in sources if not _is_metadata(one)]
    if not texts:
        raise UnreadableSource("no text among the sources: give a manuscript beside the metadata")
    fronts = [_load(one, log) for one in sources if _is_metadata(one)]
    own: list[Front] = []
    for source in texts:
        suffix = Path(source.name).suffix.lower()
        held = decode(source, log)
        front, first = split(held, source.name, suffix, log)
        if front is not None:
            front.folder = source.folder
            own.append(front)
        lines = script.add(source.name, held[first:], first + 1)
        if script.lines:
            script.lines.append(Line("", script.lines[-1].at))
        script.lines.extend(
            translate_manubot(script, lines) if "{" in "".join(held[first : first + 400]) else lines
        )
    if not fronts:
        fronts = _neighbours(texts[0], own, log)
    metadata = Metadata([*own, *fronts])
    folder = texts[0].folder
    neighbour = Path(fronts[0].file).name if fronts else ""
    whole = "\n".join(line.text for line in script.lines)
    dialect = recognise(whole, Path(texts[0].name).suffix.lower(), front=bool(own), neighbour=neighbour)
    parts = repair(script, dialect, metadata.tree, folder)
    for name, text in parts.items():
        metadata.tree.setdefault(name, text)
    return _draft(script, dialect, metadata, texts[0], log)


class Metadata:
    """All front matter in one tree, earlier files over later ones, and where each key of it stands."""

    def __init__(self, fronts: Sequence[Front]) -> None:
        self.fronts = fronts
        self.tree = merge(list(fronts)).tree

    def place(self, path: TreePath) -> Pos:
        """The place of ``path`` in the file that it came from."""
        for front in self.fronts:
            if not path or path[0] in front.tree:
                return Pos(front.file, front.line_of(path))
            project = front.tree.get("project")
            if isinstance(project, dict) and path[0] in project:
                return Pos(front.file, front.line_of(("project", *path)))
        return Pos(self.fronts[0].file if self.fronts else "")


def _is_metadata(source: Source) -> bool:
    return source.name.lower().endswith((".yml", ".yaml"))


def _load(source: Source, log: Log) -> Front:
    text = "\n".join(decode(source, log))
    return load(text, source.name, 1, log, source.folder)


def _neighbours(source: Source, own: list[Front], log: Log) -> list[Front]:
    """The metadata file in the manuscript's folder, if there is one."""
    if source.folder is None:
        return []
    for name in METADATA_FILES:
        # A file of this name beside a finished paper is not always its own.
        if name.startswith("metadata.") and own:
            continue
        if name == "00_CONFIG.yml" and not re.match(r"\d", Path(source.name).name):
            continue
        if not (source.folder / name).is_file():
            continue
        try:
            path, data = read_inside(source.folder, name)
        except AssetError:
            continue
        return [_load(Source(data, str(path), path, source.folder), log)]
    return []


def _draft(script: Script, dialect: Dialect, metadata: Metadata, source: Source, log: Log) -> m.Draft:
    paths: list[TreePath] = []
    _gather(metadata.tree, (), paths, script)
    body = "\n".join(line.text for line in script.lines)
    head = ""
    if script.beside:
        block = msgspec.json.encode({_BESIDE: script.beside}).decode()
        head = f"---\n{block}\n---\n\n"
    ast = read_ast((head + body + "\n").encode(), _format(dialect, beside=bool(head)), source=source.name)
    draft = to_draft(ast, file=source.name, log=log)
    tree: dict[str, Any] = metadata.tree
    if paths:
        read = meta_tree(ast).get(_BESIDE, [])
        tree = _replaced(tree, (), dict(zip(paths, read, strict=False)))
    line_map = [script.pos(line.at) for line in script.lines]
    draft = place(draft, body, line_map)
    if metadata.fronts:
        meta = metadata_from(tree, log, metadata.fronts[0].file, metadata.place)
        statements = statements_from(tree, metadata.fronts[0].file, metadata.place)
        draft = m.replace(draft, meta=meta, blocks=(*draft.blocks, *statements))
    references = _references(metadata, draft, source, log)
    return m.replace(draft, references=references, folder=str(source.folder or ""))


def _format(dialect: Dialect, *, beside: bool) -> str:
    """Without front matter nothing in the text may be taken for it."""
    form = pandoc_format(dialect)
    return form if beside else form.replace("markdown", "markdown-yaml_metadata_block", 1)


def _gather(value: Any, path: TreePath, paths: list[TreePath], script: Script) -> None:
    """Set aside the running text in front matter, so that pandoc reads its markup together with the body's."""
    if isinstance(value, dict):
        for key, one in value.items():
            _gather(one, (*path, key), paths, script)
    elif isinstance(value, list):
        for index, one in enumerate(value):
            _gather(one, (*path, index), paths, script)
    elif (
        isinstance(value, str) and value.strip() and is_prose(path[1:] if path[:1] == ("project",) else path)
    ):
        text = value.strip()
        # pandoc reads a text as blocks if it ends with a line end.
        many = "\n\n" in text or re.search(r"^\s*(?:[-*+]|\d+[.)])\s", text, re.MULTILINE) is not None
        script.keep_beside(text + "\n" if many and path[0] != "title" else text)
        paths.append(path)


def _replaced(value: Any, path: TreePath, read: dict[TreePath, Any]) -> Any:
    if path in read:
        return read[path]
    if isinstance(value, dict):
        return {key: _replaced(one, (*path, key), read) for key, one in value.items()}
    if isinstance(value, list):
        return [_replaced(one, (*path, index), read) for index, one in enumerate(value)]
    return value


def _references(metadata: Metadata, draft: m.Draft, source: Source, log: Log) -> tuple[m.Reference, ...]:
    """The works in the bibliography files that the front matter names; the first of one key counts."""
    found: dict[str, m.Reference] = {}
    named = False
    for front in metadata.fronts:
        for path, name in _bibliographies(front.tree):
            named = True
            pos = Pos(front.file, front.line_of(path))
            try:
                _, data = read_inside(front.folder, name)
                works = read_bibliography(name, data, log)
            except (AssetError, UnreadableSource) as error:
                message = str(error)
                log(
                    Diagnostic(
                        Rule.SOURCE_READABLE,
                        f"bibliography {message}",
                        Severity.WARNING,
                        pos,
                        "put the file in the manuscript's folder",
                    )
                )
                continue
            for work in works:
                found.setdefault(work.key or work.id, work)
    if (
        not named
        and source.folder is not None
        and any(isinstance(one, m.CiteItem) for one in m.iter_nodes(draft))
    ):
        found |= _unnamed(source, log)
    return tuple(found.values())


def _unnamed(source: Source, log: Log) -> dict[str, m.Reference]:
    """The works of the one bibliography in the folder of a text that cites by key and names none, as MyST finds it."""
    files = sorted(
        one for one in (source.folder or Path()).iterdir() if one.suffix == ".bib" and one.is_file()
    )
    manual = sorted(one for one in (source.folder or Path()).glob("manual-references*.json") if one.is_file())
    if len(files) != 1:
        files = []
    found: dict[str, m.Reference] = {}
    for file in [*files, *manual]:
        try:
            _, data = read_inside(source.folder, file.name)
            works = read_bibliography(file.name, data, log)
        except (AssetError, UnreadableSource):
            continue
        log(
            Diagnostic(
                Rule.SOURCE_READABLE,
                f"no bibliography is named: {file.name} beside the manuscript is used",
                Severity.INFO,
                Pos(source.name),
                f"add `bibliography: {file.name}` to the front matter",
            )
        )
        for work in works:
            found.setdefault(work.key or work.id, work)
    return found


def _bibliographies(tree: dict[str, Any]) -> list[tuple[TreePath, str]]:
    out: list[tuple[TreePath, str]] = []
    for start in ((), ("project",)):
        held: Any = tree
        for key in start:
            held = held.get(key, {}) if isinstance(held, dict) else {}
        value = held.get("bibliography", "") if isinstance(held, dict) else ""
        names = value if isinstance(value, list) else [value]
        for index, name in enumerate(names):
            if isinstance(name, str) and name.strip():
                for one in [name] if "," not in name else name.split(","):
                    path = (
                        (*start, "bibliography", index)
                        if isinstance(value, list)
                        else (*start, "bibliography")
                    )
                    file = one.strip()
                    out.append((path, file if Path(file).suffix else f"{file}.bib"))
    return out
