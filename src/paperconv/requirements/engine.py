"""Hold a manuscript against the demands of a style."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import get_args

from msgspec.structs import replace

from paperconv import model as m
from paperconv.assets import opener
from paperconv.diagnostics import Diagnostic, Log, ignore
from paperconv.edition import Edition
from paperconv.errors import AssetError, ConversionFailed
from paperconv.late import load
from paperconv.pipeline import Input, read
from paperconv.requirements.counting import printed, title_of
from paperconv.requirements.kinds import CHECKS
from paperconv.requirements.paper import Paper, Sent
from paperconv.requirements.statements import statement
from paperconv.requirements.types import Count, Finding, Report, Verdict, bound_of
from paperconv.styles import (
    COUNTED,
    RULE_KINDS,
    CountedPart,
    Demand,
    JournalStyle,
    Rule,
    StatementRule,
    level_of,
    load_style,
)

# What a manuscript is taken for that does not say what it is.
_USUAL_TYPE = "research-article"
_UNWANTED = frozenset({"sections-absent", "references-weak"})
_CHOICES = frozenset({"citation-form", "figure-formats", "figure-colours", "manuscript-formats", "fonts"})


def check(
    source: Input | Sequence[Input], *, style: str, variant: str = "", format: str = "", log: Log = ignore
) -> Report:
    """What the style of that name demands of the manuscript in ``source``, and whether it is met.

    ``variant`` is as for :func:`load_demands`. ``source`` and ``format`` are those of :func:`paperconv.read`, to whose ``log`` goes what is found in reading.

    Raises:
        PaperconvError: the manuscript cannot be read, or there is no such style or variant.
    """
    wanted = load_demands(style, variant)
    found: list[Diagnostic] = []
    document = read(source, format=format, log=found.append)
    for diagnostic in found:
        log(diagnostic)
    return check_document(document, wanted, sent=sent_of(source), found=found)


def load_demands(style: str, variant: str = "") -> JournalStyle:
    """The style of that name in that ``variant``; without one, in that in which it sends a manuscript to reviewers.

    Raises:
        UnknownStyle, StyleError: there is no such style or variant, or it is broken.
    """
    found = load_style(style, variant)
    sent = found.submission.variant
    return load_style(style, sent) if sent and not variant else found


def sent_of(source: Input | Sequence[Input]) -> Sent | None:
    """The file of the manuscript, where ``source`` is one: a file, or a folder of a project."""
    if isinstance(source, Sequence) and not isinstance(source, str | bytes):
        return sent_of(source[0]) if len(source) == 1 else None
    if not isinstance(source, Path) and (not isinstance(source, str) or "\n" in source):
        return None
    path = Path(source)
    files = load("paperconv.readers.markdown.project").find_manuscript(path) if path.is_dir() else (path,)
    return Sent(files[0].name, sum(file.stat().st_size for file in files)) if files[0].is_file() else None


def check_document(
    document: m.Document, style: JournalStyle, *, sent: Sent | None = None, found: Sequence[Diagnostic] = ()
) -> Report:
    """What ``style`` demands of ``document``, as it was read, and whether it is met.

    ``sent`` is the manuscript's file, ``found`` what was found when it was read.

    Raises:
        StyleError: the style has a measure that is none.
        ConversionFailed: the document does not hold together.
    """
    try:
        return _checked(document, style, sent, found)
    except RecursionError:
        raise ConversionFailed("the manuscript is nested too deeply to be checked") from None


def _checked(
    document: m.Document, style: JournalStyle, sent: Sent | None, found: Sequence[Diagnostic]
) -> Report:
    # What a journal demands of authors and statements is asked of the paper, not of the copy that lacks them.
    named = replace(style, review=replace(style.review, anonymous=False))
    paper = Paper(
        document,
        Edition(document, named, ignore).prepared(),
        style,
        asset=opener(document),
        pages=_pages(Edition(document, style, ignore)),
        sent=sent,
        found=found,
    )
    findings, others = [], []
    for key, demand in _demands(style):
        level = level_of(demand, style.sources)
        if level == "off":
            continue
        if isinstance(demand, Rule) and demand.types and _type_of(document) not in demand.types:
            others.append(key)
            continue
        verdict = _verdict(paper, key, demand)
        findings.append(
            Finding(
                key,
                demand.says,
                verdict.outcome,
                level,
                _bound(key, demand),
                verdict.measured,
                verdict.reason,
                tuple(dict.fromkeys(verdict.places)),
                style.sources.get(demand.source),
            )
        )
    return Report(
        style.name,
        style.title,
        style.variant,
        " ".join(printed(title_of(document.meta)).split()),
        sent.name if sent else "",
        counts_of(paper),
        _numbers(paper),
        tuple(findings),
        tuple(others),
        style.stand_in,
    )


def _demands(style: JournalStyle) -> Iterator[tuple[str, Demand]]:
    """All demands by their keys: rules in the order of their kinds, then statements, then what is done by hand."""
    for kind in RULE_KINDS:
        if kind in style.rules:
            yield f"rules.{kind}", style.rules[kind]
    for role, wanted in style.statements.items():
        yield f"statements.{role}", wanted
    for name, one in style.by_hand.items():
        yield f"by-hand.{name}", one


def _verdict(paper: Paper, key: str, demand: Demand) -> Verdict:
    name = key.partition(".")[2]
    if isinstance(demand, Rule):
        return CHECKS[name](paper, demand)
    if isinstance(demand, StatementRule):
        return statement(paper, name, demand)
    return Verdict("cannot be checked", reason="no program can decide this")


def _bound(key: str, demand: Demand) -> str:
    """What is asked for, as far as it is numbers or words."""
    if not isinstance(demand, Rule):
        return ""
    kind = key.partition(".")[2]
    bound = bound_of(demand, RULE_KINDS[kind].unit)
    if bound and "counts" in RULE_KINDS[kind].takes:
        return f"{bound} ({', '.join(demand.counts or COUNTED)})"
    words = [one.replace("|", " or ") for one in demand.values]
    if kind in _UNWANTED:
        return f"none of {', '.join(words)}"
    return bound or (" or " if kind in _CHOICES else ", ").join(words)


def _type_of(document: m.Document) -> str:
    return document.meta.article_type.strip() or _USUAL_TYPE


def _pages(edition: Edition) -> Callable[[], int]:
    @cache
    def pages() -> int:
        try:
            return int(load("paperconv.drawings").page_count(edition.export("pdf", "paper").data))
        except AssetError as error:
            raise ConversionFailed(str(error)) from None

    return pages


def counts_of(paper: Paper) -> tuple[Count, ...]:
    """The lengths of all parts that there are."""
    held = ((part, paper.words(part), paper.characters(part)) for part in get_args(CountedPart))
    return tuple(Count(*one) for one in held if one[1])


def _numbers(paper: Paper) -> dict[str, int]:
    nodes = [node for node, _ in paper.text_nodes]
    return {
        "authors": len(paper.meta.authors),
        "keywords": sum(len(one.keywords) for one in paper.meta.keywords if one.kind == "author"),
        "figures": sum(one.kind == "figure" for one in paper.numbered),
        "tables": sum(one.kind == "table" for one in paper.numbered),
        "displayed formulas": sum(isinstance(node, m.Equation) for node in nodes),
        "footnotes": len(paper.document.notes),
        "references": len(paper.references),
    }
