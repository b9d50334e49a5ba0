"""The reader of what has no reader of its own: one call of pandoc for each source, then the structure of a paper."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from paperconv import model as m
from paperconv.archives import ARCHIVES, check_archive, take_media
from paperconv.assets import open_asset
from paperconv.citations.bibliography import read_bibliography
from paperconv.citations.csl_meta import plain, references_of
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity, ignore
from paperconv.errors import AssetError, UnreadableSource
from paperconv.manuscript import understand
from paperconv.manuscript.fields import metadata_from
from paperconv.pandoc.ast import Tree, meta_tree, new_context, read_ast, to_draft
from paperconv.pandoc.context import Context
from paperconv.protocols import Source
from paperconv.readers.pandoc.commands import with_environments
from paperconv.readers.pandoc.floats import (
    wide_labels,
    with_captions_last,
    with_floats,
    with_formulas_apart,
)
from paperconv.readers.pandoc.graphics import with_pictures
from paperconv.readers.pandoc.known import with_known
from paperconv.readers.pandoc.latex_front import front_matter
from paperconv.readers.pandoc.layout import with_groups_closed, without_columns
from paperconv.readers.pandoc.sub_articles import with_sub_articles
from paperconv.readers.pandoc.texts import joined_tex, text_of_source, with_characters, with_macros

_FORMATS: Mapping[str, str] = {
    ".docx": "docx", ".odt": "odt", ".epub": "epub", ".pptx": "pptx", ".xlsx": "xlsx", ".rtf": "rtf",
    ".ipynb": "ipynb", ".tex": "latex", ".latex": "latex", ".ltx": "latex", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".xml": "xml", ".nxml": "jats", ".jats": "jats", ".dbk": "docbook", ".docbook": "docbook",
    ".rst": "rst", ".org": "org", ".adoc": "asciidoc", ".asciidoc": "asciidoc", ".typ": "typst",
    ".textile": "textile", ".mediawiki": "mediawiki", ".wiki": "mediawiki", ".dokuwiki": "dokuwiki",
    ".fb2": "fb2", ".opml": "opml", ".csv": "csv", ".tsv": "tsv", ".muse": "muse", ".t2t": "t2t",
    ".dj": "djot", ".djot": "djot", ".creole": "creole", ".pod": "pod",
}  # fmt: skip
_OTHERS = (
    "bits", "commonmark", "commonmark_x", "gfm", "haddock", "jira", "man", "markdown_mmd", "markdown_phpextra",
    "markdown_strict", "mdoc", "native", "tikiwiki", "twiki", "vimwiki",
)  # fmt: skip
_ARGUMENTS: Mapping[str, tuple[str, ...]] = {"docx": ("--track-changes=all",)}
# Fields that citation managers left in a DOCX or ODT are citations.
_EXTENDED: Mapping[str, str] = {"docx": "docx+citations", "odt": "odt"}
_ROOTS: Mapping[str, str] = {"article": "jats", "book": "docbook", "html": "html", "opml": "opml", "FictionBook": "fb2",
                             "chapter": "docbook", "book-part-wrapper": "bits", "pc-article": "jats"}  # fmt: skip
_XML = frozenset({"jats", "bits", "docbook", "opml", "fb2"})
MAX_BYTES = 200_000_000
"""The largest source that is given to pandoc."""


class PandocReader:
    """Reads DOCX, ODT, LaTeX, HTML, JATS, EPUB, reStructuredText, Org, … by pandoc."""

    suffixes: ClassVar[tuple[str, ...]] = tuple(_FORMATS)
    formats: ClassVar[tuple[str, ...]] = tuple(sorted({*_FORMATS.values(), *_OTHERS}))

    def read(self, sources: Sequence[Source], log: Log) -> m.Document:
        """One document out of ``sources``, joined in order; the first one's metadata come first.

        Raises:
            UnreadableSource: a source is empty, broken, of a format that is not known, or too large.
            MissingTool: there is no pandoc.
        """
        return understand(read_draft(sources, log), log)


def read_draft(sources: Sequence[Source], log: Log) -> m.Draft:
    """The same before its structure is understood; raises alike."""
    if not sources:
        raise UnreadableSource("no manuscript is given")
    blocks: list[m.DraftBlock] = []
    notes: tuple[m.Note, ...] = ()
    resources: list[m.Resource] = []
    tree: Tree = {}
    context: Context | None = None
    read_as: list[str] = []
    for number, source in enumerate(sources):
        form = _format(source)
        read_as.append(form)
        if context is None:
            context = new_context(source.name, log, form)
        draft, found = _read(source, form, context, log)
        if form in ARCHIVES:
            draft = take_media(draft, source, f"{number + 1}-" if number else "", resources, log)
        blocks.extend(draft.blocks)
        notes, embedded = draft.notes, draft.resources
        tree = {**found, **tree}
    first = sources[0]
    log(
        Diagnostic(
            Rule.READER_COMPLETE,
            f"read as {', '.join(dict.fromkeys(read_as))} by pandoc: body and metadata are as pandoc gives them",
            Severity.INFO,
            Pos(first.name),
            "look over authors, affiliations and references",
        )
    )
    references = references_of(tree.pop("references", None), log, first.name)
    references = (*references, *_bibliographies(tree, first, log))
    return m.Draft(
        metadata_from(tree, log, first.name),
        tuple(blocks),
        notes,
        references,
        (*embedded, *resources),
        folder=str(first.folder or ""),
    )


def _read(source: Source, form: str, context: Context, log: Log) -> tuple[m.Draft, Tree]:
    front: Tree = {}
    wide: frozenset[str] = frozenset()
    if not source.data.strip():
        raise UnreadableSource(f"{source.name}: it is empty")
    if len(source.data) > MAX_BYTES:
        raise UnreadableSource(f"{source.name}: it has more than {MAX_BYTES // 1_000_000} MB; split it")
    if form in ARCHIVES:
        check_archive(source)
        data = source.data
    else:
        text = text_of_source(source, log)
        if form == "latex":
            text = without_columns(with_macros(joined_tex(text, source, log), source, log))
            wide = wide_labels(text)
            text = with_formulas_apart(with_captions_last(with_known(with_environments(text))))
            text, front = front_matter(text, lambda head, pieces: _plain(head, pieces, source))
        elif form in _XML:
            text = with_characters(text)
            text = with_sub_articles(text) if form == "jats" else text
        data = text.encode()
    arguments = ("--verbose", *_ARGUMENTS.get(form, ()))
    try:
        ast = read_ast(data, _EXTENDED.get(form, form), source=source.name, arguments=arguments)
    except UnreadableSource:
        if form != "latex" or (closed := with_groups_closed(text, source.name, log)) == text:
            raise
        text = closed
        ast = read_ast(text.encode(), form, source=source.name, arguments=arguments)
    draft = to_draft(ast, file=source.name, log=log, context=context)
    if form == "jats":
        draft = m.rewrite(draft, _as_printed)
    elif form == "latex":
        draft = with_floats(with_pictures(draft, text, source.folder), wide, context)
    if not draft.blocks and not ast.meta:
        raise UnreadableSource(
            f"{source.name}: pandoc finds nothing in it as {form}; name the format with --from"
        )
    return draft, {**meta_tree(ast), **front}


def _plain(preamble: str, pieces: Sequence[str], source: Source) -> list[str]:
    """The words of ``pieces`` of LaTeX, by one call of pandoc that knows the macros of the ``preamble``."""
    items = "".join(f"\\item {{}}{piece}\n" for piece in pieces)
    body = f"\\begin{{document}}\n\\begin{{itemize}}\n{items}\\end{{itemize}}\n\\end{{document}}\n"
    try:
        ast = read_ast(f"{preamble}\n{body}".encode(), "latex", source=source.name)
    except UnreadableSource:  # the preamble has what pandoc cannot follow
        ast = read_ast(body.encode(), "latex", source=source.name)
    lists = (
        block for block in to_draft(ast, file=source.name, log=ignore).blocks if isinstance(block, m.List)
    )
    said = [" ".join(m.text_of(item).split()) for one in lists for item in one.items]
    return said if len(said) == len(pieces) else [*pieces]


def _as_printed(node: m.Node) -> m.Node | None:
    """A citation of JATS, which has one for each work: its words are a printed form, and brackets round them text."""
    match node:
        case m.Citation((m.CiteItem(),), "parenthetical", source) if source:
            said = m.text_of(source)
            whole = said.count("(") == said.count(")") and said.count("[") == said.count("]")
            return None if whole and set(said) & set("()[]") else m.replace(node, source=(), rendered=source)
        case _:
            return None


def _format(source: Source) -> str:
    """pandoc's name for the format of ``source``: what ``--from`` says, else by its suffix."""
    form = source.format if source.format not in {"", "pandoc"} else ""
    if not form:
        form = _FORMATS.get(Path(source.name).suffix.lower(), "")
    if not form:
        raise UnreadableSource(f"{source.name}: its suffix names no format; say which with --from")
    if form not in PandocReader.formats:
        raise UnreadableSource(f'{source.name}: pandoc reads no format "{form}"')
    if form == "xml":  # which of the XML formats
        found = re.search(rb"<(?!\?|!)(?:[\w.-]+:)?([\w.-]+)", source.data[:100_000])
        root = found.group(1).decode() if found else ""
        if root not in _ROOTS:
            raise UnreadableSource(f"{source.name}: <{root or '?'}> is no XML format that pandoc reads")
        return _ROOTS[root]
    return form


def _bibliographies(tree: Tree, source: Source, log: Log) -> tuple[m.Reference, ...]:
    """The works in the bibliography files that the manuscript names; the first of one key counts."""
    value = tree.get("bibliography")
    found: dict[str, m.Reference] = {}
    for one in value if isinstance(value, list) else [value] if value else []:
        for given in filter(None, map(str.strip, str(plain(one)).split(","))):
            name = given if Path(given).suffix else f"{given}.bib"
            try:
                for work in read_bibliography(name, open_asset(source.folder, name), log):
                    found.setdefault(work.key or work.id, work)
            except (AssetError, UnreadableSource) as error:
                message = f"bibliography: {error}"
                hint = "put the file in the manuscript's folder"
                log(Diagnostic(Rule.SOURCE_READABLE, message, Severity.WARNING, Pos(source.name), hint))
    return tuple(found.values())
