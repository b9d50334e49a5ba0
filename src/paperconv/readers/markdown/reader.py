"""The Markdown reader: text in, document out.

Bytes → lines with their places → front matter cut off → repairs of the text → one call of pandoc → a draft with places →
the structure of a paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.assets import find_asset, open_asset
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.errors import AssetError, UnreadableSource
from paperconv.late import load
from paperconv.manuscript import understand
from paperconv.manuscript.places import place
from paperconv.pandoc.ast import meta_tree, new_context, read_ast, to_draft
from paperconv.pandoc.context import Context
from paperconv.protocols import Source
from paperconv.readers.markdown.decode import decode
from paperconv.readers.markdown.dialect import (
    Dialect,
    pandoc_format,
    recognise,
    shows_conversion,
    tells_conversion,
)
from paperconv.readers.markdown.front import Front, Metadata, load_front, split, split_more
from paperconv.readers.markdown.inline import escape_addresses
from paperconv.readers.markdown.lines import Line, Script
from paperconv.readers.markdown.project import METADATA_FILES
from paperconv.readers.markdown.repair import repair

_INCLUDING = ("metadata-files", "metadata-file", "extends")
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
    formats: ClassVar[tuple[str, ...]] = ()

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
    heads: list[tuple[str, list[str]]] = []
    for source in texts:
        suffix = Path(source.name).suffix.lower()
        held = decode(source, log)
        front, first = split(held, source.name, suffix, log)
        if front is not None:
            more = split_more(held, first, source.name, log)
            for one in (front, *more):
                one.folder = source.folder
            own += [front, *more]
            heads.append((source.name, held[:first]))
        lines = script.add(source.name, held[first:], first + 1)
        if script.lines:
            script.lines.append(Line("", script.lines[-1].at))
        if any("{%" in line.text or "{##" in line.text for line in lines):
            lines = load("paperconv.readers.markdown.translate").translate_manubot(script, lines)
        script.lines.extend(lines)
    if not fronts:
        fronts = _neighbours(texts[0], own, log)
    metadata = Metadata([file for front in (*own, *fronts) for file in (front, *_included(front, log))])
    metadata.report_contradictions(log)
    folder = texts[0].folder
    neighbour = Path(fronts[0].file).name if fronts else ""
    whole = "\n".join(line.text for line in script.lines)
    authored = any(not tells_conversion(one.tree) for one in own) and not shows_conversion(whole)
    dialect = recognise(whole, Path(texts[0].name).suffix.lower(), front=authored, neighbour=neighbour)
    parts = repair(script, dialect, metadata.tree, folder)
    for name, text in parts.items():
        metadata.tree.setdefault(name, text)
    draft = _draft(script, dialect, metadata, texts[0], log)
    return _place_abstracts(draft, heads) if heads else draft


def _place_abstracts(draft: m.Draft, heads: list[tuple[str, list[str]]]) -> m.Draft:
    """``draft`` with the line of each paragraph of an abstract that stands in front matter."""
    text = "\n".join(line for _, lines in heads for line in lines)
    line_map = [Pos(name, number) for name, lines in heads for number, _ in enumerate(lines, 1)]
    abstracts: list[m.Abstract] = []
    for abstract in draft.meta.abstracts:
        bare = tuple(m.replace(block, pos=None) for block in abstract.blocks)
        placed = place(m.Draft(m.Metadata(), bare), text, line_map).blocks
        found = tuple(
            m.replace(old, pos=new.pos or old.pos) for old, new in zip(abstract.blocks, placed, strict=True)
        )
        abstracts.append(m.replace(abstract, blocks=found))
    return m.replace(draft, meta=m.replace(draft.meta, abstracts=tuple(abstracts)))


def _is_metadata(source: Source) -> bool:
    return source.name.lower().endswith((".yml", ".yaml"))


def _load(source: Source, log: Log) -> Front:
    text = "\n".join(decode(source, log))
    return load_front(text, source.name, 1, log, source.folder)


def _neighbours(source: Source, own: list[Front], log: Log) -> list[Front]:
    """The metadata file in the manuscript's folder, if there is one."""
    if source.folder is None:
        return []
    for name in METADATA_FILES:
        # A file of this name beside a finished paper is not always its own.
        if name.startswith("metadata.") and own:
            continue
        if name == "00_CONFIG.yml" and not patterns.match(r"\d", Path(source.name).name):
            continue
        if not (source.folder / name).is_file():
            continue
        try:
            path, data = find_asset(source.folder, name), open_asset(source.folder, name)
        except AssetError:
            continue
        return [_load(Source(data, str(path), path, source.folder), log)]
    return []


def _included(front: Front, log: Log) -> list[Front]:
    """The files that metadata say belong to them: Quarto's ``metadata-files``, MyST's ``extends``."""
    found: list[Front] = []
    for key in _INCLUDING:
        value = front.tree.get(key, "")
        for index, name in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(name, str) or not name.lower().endswith((".yml", ".yaml")):
                continue
            try:
                path = find_asset(front.folder, name)
                data = open_asset(front.folder, name)
            except AssetError as error:
                place = front.place((key, index) if isinstance(value, list) else (key,))
                hint = "put the file in the manuscript's folder"
                log(Diagnostic(Rule.SOURCE_READABLE, f"metadata {error}", Severity.WARNING, place, hint))
                continue
            found.append(_load(Source(data, str(path), path, front.folder), log))
    return found


def _draft(script: Script, dialect: Dialect, metadata: Metadata, source: Source, log: Log) -> m.Draft:
    # Only front matter and citations by key need what these bring.
    authored = load("paperconv.readers.markdown.authored") if metadata.fronts or dialect != "raw" else None
    paths = authored.gather(metadata.tree, script) if authored else []
    body = "\n".join(line.text for line in script.lines)
    head = ""
    if script.beside:
        block = msgspec.json.encode({_BESIDE: [escape_addresses(text) for text in script.beside]}).decode()
        head = f"---\n{block}\n---\n\n"
    context: Context | None = None
    if "header-includes" in metadata.tree or "math" in metadata.tree or "project" in metadata.tree:
        macros = load("paperconv.readers.markdown.macros")
        defined = macros.definitions(metadata.tree)
        head += f"{defined}\n" if defined else ""
        context = new_context(source.name, log, "markdown")
        context.learn(macros.header(metadata.tree))
    ast = read_ast((head + body + "\n").encode(), _format(dialect, beside=bool(head)), source=source.name)
    draft = to_draft(ast, file=source.name, log=log, context=context)
    draft = place(draft, body, [script.pos(line.at) for line in script.lines])
    if authored:
        read = meta_tree(ast).get(_BESIDE, []) if paths else []
        draft = authored.complete(draft, metadata, dict(zip(paths, read, strict=False)), source, log)
    return m.replace(draft, folder=str(source.folder or ""))


def _format(dialect: Dialect, *, beside: bool) -> str:
    """Without front matter nothing in the text may be taken for it."""
    form = pandoc_format(dialect)
    return form if beside else form.replace("markdown", "markdown-yaml_metadata_block", 1)
