"""`paperconv styles`: list the journal styles, show one, list the kinds of rules, check a style, begin a new one."""

from __future__ import annotations

import argparse
import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from paperconv.cli.report import write
from paperconv.errors import PaperconvError
from paperconv.late import load

_WIDTH = 110
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The actions of `styles` and their options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", prog="paperconv styles")
    actions.add_parser("list", help="list the journal styles (without an action too)")
    show = actions.add_parser("show", help="print the layout of a style, and each demand with its source")
    show.add_argument("style", metavar="NAME|FOLDER", help="a style, or a journal's title or ISSN")
    show.add_argument("--variant", default="", metavar="NAME", help="variant of the style")
    actions.add_parser("rules", help="list the kinds of rules, their units and words")
    check = actions.add_parser("check", help="say what is wrong with a style, or odd about it")
    check.add_argument("style", metavar="FOLDER|NAME", help="a folder with a style.toml")
    new = actions.add_parser("new", help="write a commented style.toml to begin with")
    new.add_argument("name", metavar="NAME", help="name of the new style: small letters, digits, hyphens")
    new.add_argument("--like", required=True, metavar="OTHER", help="the style, or journal, that it extends")
    new.add_argument("--title", default="", help="what the style is called in lists (default: NAME)")
    new.add_argument(
        "-o", "--output", default="", metavar="FOLDER", help="the style's folder (default: NAME here)"
    )


def run(options: argparse.Namespace) -> int:
    """The exit status; 1 where a style that is checked cannot be used."""
    action = {"show": _show, "rules": _rules, "check": _check, "new": _new}.get(options.action, _list)
    return action(options)


def _list(_: argparse.Namespace) -> int:
    styles = load("paperconv.styles")
    known = [styles.load_style(name) for name in styles.find_styles()]
    width = max((len(style.name) for style in known), default=0)
    for style in known:
        print(f"{style.name:{width}}  {_kind(style):10}  {style.title}")
    return 0


def _kind(style: Any) -> str:
    return str(style.guide.kind) if style.guide.checked else "layout"


def _show(options: argparse.Namespace) -> int:
    style = load("paperconv.styles").load_style(options.style, options.variant)
    for line in _described(style):
        print(line)
    return 0


def _described(style: Any) -> Iterator[str]:
    styles = load("paperconv.styles")
    journal = style.journal
    facts = (_kind(style), journal.publisher, journal.issn_print, journal.issn_electronic)
    yield f"{style.name}: {style.title} ({', '.join(filter(None, facts))})"
    if style.guide.checked or style.guide.address:
        yield f"  {style.guide.address} looked at {style.guide.checked or 'never'}"
    if style.stand_in:
        yield f"  {style.stand_in}"
    yield f"  variants: {', '.join(style.variants)}" + (f"; this is {style.variant}" if style.variant else "")
    yield ""
    yield "Layout"
    tables = dict(load("paperconv.styles.draft").tables(style, brief=True))
    width = max(map(len, tables))
    for name, keys in tables.items():
        if keys:
            indent = " " * (width + 4)
            yield from _wrapped(", ".join(keys), f"  {name:{width}}  ", indent)
    for title, table in (
        ("Rules", style.rules),
        ("Statements", style.statements),
        ("By hand", style.by_hand),
    ):
        if table:
            yield ""
            yield f"{title} ({len(table)})"
        for name, demand in _ordered(table):
            yield from _demand(name, demand, styles.level_of(demand, style.sources), style.sources)


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=False,
    )


def _ordered(table: dict[str, Any]) -> list[tuple[str, Any]]:
    """Statements in the order in which they stand in a paper, others as the style has them."""
    return sorted(table.items(), key=lambda item: getattr(item[1], "order", 0) or 99)


def _demand(name: str, demand: Any, level: str, sources: dict[str, Any]) -> Iterator[str]:
    source = sources.get(demand.source)
    place = {"title-page": "on the title page", "system": "in the submission form"}.get(
        getattr(demand, "where", ""), ""
    )
    facts = [
        f"“{demand.heading}”" if getattr(demand, "heading", "") else "",
        place,
        _bounds(name, demand),
        f"counts {', '.join(demand.counts)}" if getattr(demand, "counts", ()) else "",
        f"only {', '.join(demand.types)}" if getattr(demand, "types", ()) else "",
    ]
    said = "; ".join(filter(None, facts))
    yield f"  {level:8} {name}{f': {said}' if said else ''}"
    indent = " " * 11
    yield from _wrapped(demand.says, indent, indent)
    known = f"{source.title} ({source.mark}, {source.read})" if source else "no source"
    yield f"{indent}— {known}"


def _bounds(name: str, demand: Any) -> str:
    least, most = getattr(demand, "least", None), getattr(demand, "most", None)
    values = ", ".join(getattr(demand, "values", ()))
    if least is None and most is None:
        return values
    unit = load("paperconv.styles").RULE_KINDS[name].unit
    if least == most:
        return f"{most:g} {unit}"
    return " and ".join(
        f"{word} {bound:g} {unit}"
        for word, bound in (("at least", least), ("at most", most))
        if bound is not None
    )


def _rules(_: argparse.Namespace) -> int:
    styles = load("paperconv.styles")
    width = max(map(len, styles.RULE_KINDS))
    for name, kind in styles.RULE_KINDS.items():
        takes = ", ".join(key for key in ("least", "most", "values", "counts") if key in kind.takes)
        facts = "; ".join(
            filter(None, (takes, kind.unit and f"in {kind.unit}", " ".join(sorted(kind.words))))
        )
        print(f"{name:{width}}  {kind.about}{f' ({facts})' if facts else ''}")
    print("\nstatements:")
    for name, about in styles.STATEMENTS.items():
        print(f"{name:{width}}  {about}")
    print(f"\nEvery rule has says, source, level (error, warning, info, off) and types; counts is of "
          f"{', '.join(styles.COUNTED_PARTS)}.")  # fmt: skip
    return 0


def _check(options: argparse.Namespace) -> int:
    found = load("paperconv.style_check").check_style(options.style)
    for finding in found:
        print(finding)
    failed = any(finding.severity == "error" for finding in found)
    count = f"{len(found) or 'no'} finding{'s' * (len(found) != 1)}"
    print(f"{options.style}: {'cannot be used' if failed else 'can be used'}, {count}")
    return int(failed)


def _new(options: argparse.Namespace) -> int:
    if not _NAME.fullmatch(options.name):
        raise PaperconvError(f'"{options.name}" is no name for a style: small letters, digits and hyphens')
    styles = load("paperconv.styles")
    folder = Path(options.output or options.name)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PaperconvError(f"{folder}: exists already")
    other = styles.load_style(options.like)
    parent = other.looks[0].name if other.stand_in else other.name
    if parent not in styles.find_styles() and not (folder.parent / parent / "style.toml").is_file():
        raise PaperconvError(
            f'"{options.like}" is not installed, and does not lie beside {folder}: it cannot be extended'
        )
    text = load("paperconv.styles.draft").draft_style(options.title or options.name, other)
    path = folder / "style.toml"
    write(load("paperconv.protocols").Artifact(text.encode()), path)
    print(f"wrote {path}; `paperconv styles check {folder}` says what is wrong with it", file=sys.stderr)
    return 0
