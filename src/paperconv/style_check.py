"""What is wrong with a style, or odd about it: for who writes one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import tinycss2

from paperconv.citations.csl_styles import find_csl
from paperconv.diagnostics import Diagnostic, Pos, Rule, Severity
from paperconv.errors import PaperconvError, UnknownStyle
from paperconv.exporters.pdf.keys import layout
from paperconv.html.running import RunningWords
from paperconv.styles import JournalStyle, load_style, parse_issn


def check_style(name: str) -> list[Diagnostic]:
    """The findings on the style called ``name`` or in that folder, in all its variants; errors keep it from being used.

    Raises:
        UnknownStyle: there is none.
        StyleError: its style.toml cannot be understood, so that nothing else can be said.
    """
    style = load_style(name)
    editions = [style]
    found: list[Diagnostic] = []
    for variant in style.variants:
        try:
            editions.append(load_style(name, variant))
        except PaperconvError as error:
            found.append(_error(style, str(error)))
    for edition in editions:
        found += _usable(edition)
    found += _sourced(editions)
    found += _journal(style)
    found += _sheet(style)
    found += _like_parent(style)
    return list(dict.fromkeys(found))


def _finding(
    style: JournalStyle, message: str, severity: Severity, file: str = "style.toml", line: int = 0
) -> Diagnostic:
    return Diagnostic(Rule.STYLE_SOUND, message, severity, Pos(str(style.folders[0] / file), line))


def _error(style: JournalStyle, message: str) -> Diagnostic:
    return _finding(style, message, Severity.ERROR)


def _warning(style: JournalStyle, message: str) -> Diagnostic:
    return _finding(style, message, Severity.WARNING)


def _usable(style: JournalStyle) -> Iterator[Diagnostic]:
    """Whether its citation style exists and its lengths are lengths."""
    try:
        find_csl(style.citations.csl, style.folders)
        layout(style, RunningWords("", ""))
    except PaperconvError as error:
        yield _error(style, str(error))
    if style.submission.variant and style.submission.variant not in style.variants:
        yield _error(style, f'submission.variant: no variant "{style.submission.variant}"')


def _sourced(editions: list[JournalStyle]) -> Iterator[Diagnostic]:
    """Demands that say more than is known of them, and sources that nothing names."""
    style, used = editions[0], set()
    for edition in editions:
        for table, demands in (
            ("rules", edition.rules),
            ("statements", edition.statements),
            ("by-hand", edition.by_hand),
        ):
            for name, demand in demands.items():
                used.add(demand.source)
                if not demand.source:
                    yield _warning(style, f"{table}.{name}: names no source, so it only warns")
                elif demand.level == "error" and edition.sources[demand.source].mark != "read":
                    yield _warning(
                        style,
                        f'{table}.{name}: only warns: "{demand.source}" is not the journal\'s own words',
                    )
    for name in sorted(set().union(*(edition.sources for edition in editions)) - used):
        yield _warning(style, f"sources.{name}: nothing names it")
    if used and not style.guide.checked:
        yield _warning(style, "guide.checked: say when the demands were last compared with their sources")


def _journal(style: JournalStyle) -> Iterator[Diagnostic]:
    for key in ("issn_print", "issn_electronic"):
        issn = getattr(style.journal, key)
        try:
            if issn and parse_issn(issn) != issn:
                yield _error(style, f'journal.{key.replace("_", "-")}: "{issn}" is no ISSN such as 2049-3630')
        except UnknownStyle as error:
            yield _error(style, f"journal.{key.replace('_', '-')}: {error}")


def _sheet(style: JournalStyle) -> Iterator[Diagnostic]:
    """Whether page.css can be parsed, and names only files that lie in the folder."""
    path = style.folders[0] / "page.css"
    if not path.is_file():
        return
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        yield _finding(style, f"cannot be read: {error}", Severity.ERROR, path.name)
        return
    for node in _nodes(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)):
        if node.type == "error":
            yield _finding(style, f"not CSS: {node.message}", Severity.ERROR, path.name, node.source_line)
        elif address := _address(node):
            problem = _misplaced(address, style.folders[0])
            if problem:
                yield _finding(style, f'"{address}" {problem}', Severity.ERROR, path.name, node.source_line)


def _nodes(nodes: list[tinycss2.ast.Node]) -> Iterator[tinycss2.ast.Node]:
    """Every node in and below ``nodes``; blocks are read as declarations and rules, so that a broken one is an error."""
    for node in nodes:
        yield node
        if node.type in ("qualified-rule", "at-rule") and node.content is not None:
            yield from _nodes(
                tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            )
        for inner in (getattr(node, part, None) for part in ("prelude", "value", "arguments")):
            if isinstance(inner, list):
                yield from _nodes(inner)


def _address(node: tinycss2.ast.Node) -> str:
    """What ``url(…)``, quoted or not, or ``@import`` names."""
    if node.type == "url":
        return str(node.value)
    if node.type == "function" and node.lower_name == "url":
        return "".join(str(one.value) for one in node.arguments if one.type == "string")
    if node.type == "at-rule" and node.lower_at_keyword == "import":
        return next((str(one.value) for one in node.prelude if one.type == "string"), "")
    return ""


def _misplaced(address: str, folder: Path) -> str:
    parts = urlsplit(address)
    if parts.scheme == "data":
        return ""
    if parts.scheme or parts.netloc:
        return "is not in the folder, and nothing is fetched"
    path = (folder / parts.path).resolve()
    if not path.is_relative_to(folder.resolve()):
        return "is not in the folder"
    return "" if path.is_file() else "does not exist"


def _like_parent(style: JournalStyle) -> Iterator[Diagnostic]:
    if style.extends and not (style.folders[0] / "page.css").is_file():
        parent = load_style(str(style.folders[1]))
        if _bare(style) == _bare(parent):
            yield _warning(style, f'extends: the style says nothing that "{style.extends}" does not say')


def _bare(style: JournalStyle) -> JournalStyle:
    return msgspec.structs.replace(style, name="", title="", extends="", folders=(), looks=())
