"""Read a source with pandoc, and turn the tree that it prints into a draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity, ignore
from paperconv.errors import UnreadableSource
from paperconv.pandoc.blocks import blocks, nested
from paperconv.pandoc.context import Context, Json
from paperconv.pandoc.inlines import inlines
from paperconv.pandoc.rawlatex import read_environments
from paperconv.pandoc.run import call

Tree: TypeAlias = dict[str, Any]
"""pandoc's metadata as plain values: dict, list, str, bool, and tuples of inlines or of blocks."""

_WEB = frozenset(
    {"html", "epub", "epub2", "epub3", "docx", "odt", "mediawiki", "dokuwiki", "ipynb", "rtf", "fb2"}
)
"""Formats in which classes say how a page looks, not what a passage is."""

# Commands that a reader of TeX may skip: they say nothing that a reader of the paper would miss.
_HARMLESS = (
    "\\maketitle", "\\textwidth", "\\linewidth", "\\columnwidth", "\\centering", "\\noindent", "\\vspace", "\\hspace",
    "\\appendix", "\\newpage", "\\clearpage", "\\small", "\\footnotesize", "\\bibliographystyle", "\\hline",
    "\\begin{thebibliography}", "\\end{thebibliography}", "\\bibitem", "\\usepackage", "\\documentclass",
    "\\setlength", "\\newtheorem", "\\theoremstyle", "\\definecolor", "\\hypersetup", "\\pagestyle",
    "\\setcounter", "\\label", "\\raggedright", "\\tableofcontents", "\\printbibliography", "\\graphicspath",
    "\\thispagestyle", "\\begin{document}", "\\end{document}", "\\tabcolsep", "\\arraystretch", "\\scriptsize",
)  # fmt: skip
_SILENT = frozenset(
    {"script", "style", "link", "meta", "nav", "header", "footer", "aside", "cite", "td", "th", "tr", "table", "tbody",
     "thead", "tfoot", "base", "head", "html", "body", "title", "noscript", "wbr", "colgroup", "col", "button", "input",
     "form", "label", "time", "address", "article", "hgroup", "template", "figcaption", "figure", "picture", "source"}
)  # fmt: skip
_LOSSES = (
    "Skipped",
    "Could not load include file",
    "Could not fetch",
    "Could not parse",
    "Could not convert",
)


class Ast:
    """pandoc's tree of one source: decoded JSON, and what pandoc said while it read."""

    def __init__(self, tree: Json, format: str, messages: tuple[tuple[str, str], ...] = ()) -> None:
        self.blocks: list[Json] = tree["blocks"]
        self.meta: dict[str, Json] = tree["meta"]
        self.format = format
        self.messages = messages
        self.context: Context | None = None
        self.tree: Tree | None = None


def read_ast(data: bytes, format: str, *, source: str, arguments: Sequence[str] = ()) -> Ast:
    """What pandoc reads in ``data``, in pandoc's ``format`` (``markdown+smart``).

    Raises:
        UnreadableSource: pandoc cannot read it, or it is nested too deeply.
        MissingTool: there is no pandoc.
    """
    made = call(["-f", format, "-t", "json", *arguments], data, source=source)
    try:
        tree = msgspec.json.decode(made.data)
    except RecursionError:
        raise UnreadableSource(f"{source}: nested too deeply to be a manuscript") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableSource(f"{source}: pandoc gave no JSON for it ({error})") from None
    return Ast(tree, format.partition("+")[0].partition("-")[0], made.messages)


def to_draft(ast: Ast, *, file: str, log: Log, context: Context | None = None) -> m.Draft:
    """``ast`` as a draft; its metadata are empty, see :func:`meta_tree`.

    Several sources that make one manuscript share one ``context``; each draft then holds its own blocks, and the
    last holds the notes and files of all.

    Raises:
        UnreadableSource: it is nested too deeply.
    """
    context = _context(ast, file, log, context)
    context.file, context.log = file, log
    meta_tree(ast)
    _report(ast.messages, file, log)
    try:
        made = blocks(context, read_environments(ast.blocks, file))
        finish(context)
    except RecursionError:
        raise UnreadableSource(f"{file}: nested too deeply to be a manuscript") from None
    draft = m.Draft(m.Metadata(), made, tuple(context.notes), resources=tuple(context.resources))
    return _followed(draft, context.aliases) if context.aliases else draft


def meta_tree(ast: Ast) -> Tree:
    """The metadata of ``ast``; notes in them become notes of the draft."""
    if ast.tree is None:
        context = _context(ast, "", ignore, None)
        ast.tree = {key: _value(context, value) for key, value in ast.meta.items()}
    return ast.tree


def new_context(file: str, log: Log, format: str) -> Context:
    """A context for sources in pandoc's ``format``."""
    return Context(file, log, keep_classes=format not in _WEB)


def finish(context: Context) -> None:
    """Convert the notes that were found, and those within them."""
    place = 0
    while place < len(context.pending):
        name, items = context.pending[place]
        context.notes.append(m.Note(name, nested(context, items)))
        place += 1
    context.pending.clear()


def _context(ast: Ast, file: str, log: Log, given: Context | None) -> Context:
    if ast.context is None:
        ast.context = given or new_context(file, log, ast.format)
    return ast.context


def _value(context: Context, value: Json) -> Any:
    content = value["c"]
    context.enter()
    made: Any
    match value["t"]:
        case "MetaMap":
            made = {key: _value(context, one) for key, one in content.items()}
        case "MetaList":
            made = [_value(context, one) for one in content]
        case "MetaInlines":
            made = inlines(context, content)
        case "MetaBlocks":
            made = nested(context, content)
        case _:
            made = content  # MetaBool, MetaString
    context.leave()
    return made


def _followed(draft: m.Draft, aliases: dict[str, str]) -> m.Draft:
    """``draft`` with each pointer to an alias led to the id itself."""

    def rule(node: m.Node) -> m.Node | None:
        if not isinstance(node, m.CrossRef):
            return None
        target, seen = node.target, 0
        while target in aliases and seen < len(aliases):
            target, seen = aliases[target], seen + 1
        return m.replace(node, target=target) if target != node.target else None

    return m.rewrite(draft, rule)


def _report(messages: Sequence[tuple[str, str]], file: str, log: Log) -> None:
    """Pass on what pandoc said where it means a loss."""
    tags: dict[str, int] = {}
    for level, message in messages:
        if not message.startswith(_LOSSES):
            continue
        what, _, place = message.removeprefix("Skipped ").rpartition(" at ")
        if message.startswith("Skipped '<"):
            # The text of an element that pandoc does not know is kept; only the tag is skipped.
            name = what.strip("'</>").split(maxsplit=1)[0].rstrip(">") if what.strip("'</>") else ""
            if name and not message.startswith("Skipped '</") and name not in _SILENT:
                tags[name] = tags.get(name, 0) + 1
        elif message.startswith("Skipped "):
            if not what[1:].startswith(_HARMLESS):
                text = f"{what[:60]}… at {place}" if len(what) > 60 else f"{what} at {place}"
                log(
                    Diagnostic(
                        Rule.CONTENT_KEPT, f"pandoc skipped {text}", pos=Pos(file), removed=what.strip("'")
                    )
                )
        elif ".sty at" not in message and ".cls at" not in message:
            severity = Severity.WARNING if level == "WARNING" else Severity.INFO
            hint = "put its text in its place" if "include file" in message else ""
            log(Diagnostic(Rule.CONTENT_KEPT, f"pandoc: {message}", severity, Pos(file), hint))
    for name, count in tags.items():
        message = f"pandoc does not know <{name}> ({count} times); its text is kept"
        log(Diagnostic(Rule.CONTENT_KEPT, message, Severity.INFO, Pos(file)))
