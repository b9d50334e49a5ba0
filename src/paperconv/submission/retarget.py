"""Rejected by one journal, sent to the next: what changes, what fails now, and what no longer does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, TypeAlias

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Diagnostic
from paperconv.requirements import Finding, Report, Sent, check_document
from paperconv.styles import JournalStyle, StatementRule, load_style

Turn: TypeAlias = Literal["fails now", "still fails", "passes now", "no longer demanded", "to be seen"]
"""What becomes of a demand; ``to be seen`` is one that only the new journal makes and no program can check."""

_GROUPS = {
    "Review and files": ("review", "submission"),
    "Citations": ("citations",),
    "Layout": (
        "page", "running-head", "text", "headings", "labels", "captions", "figures", "tables", "front", "abstract",
        "keywords", "references", "back", "docx",
    ),
}  # fmt: skip
_NEEDS = {
    "always": "demanded",
    "recommended": "recommended",
    "people-or-animals": "where people or animals were studied",
    "never": "not wanted",
}
_SETTLED = frozenset({"rules.figure-formats", "rules.manuscript-formats", "rules.anonymous"})
"""Demands on files that `submit` makes as the new journal wants them."""
_ORDERS = ("rules.sections-order", "rules.sections-required", "rules.sections-absent")
_NOTHING = "–"


class Change(msgspec.Struct, frozen=True):
    """A ``key`` of style.toml that differs, with both values in words."""

    key: str
    old: str
    new: str


class Group(msgspec.Struct, frozen=True):
    """Changes of one kind."""

    title: str
    changes: tuple[Change, ...]


class Limit(msgspec.Struct, frozen=True):
    """A bound that the ``demand`` sets in at least one of the journals, and what the manuscript has."""

    demand: str
    measured: str
    old: str
    new: str
    outcome: str


class Move(msgspec.Struct, frozen=True):
    """What becomes of one demand. ``finding`` is the new journal's, or the old one's where only that made it.

    ``before`` is the old journal's bound, empty if it set none, None if it did not demand it.
    """

    turn: Turn
    finding: Finding
    before: str | None = None


class Retargeting(msgspec.Struct, frozen=True):
    """From the ``old`` journal to the ``new`` one, as both reports have it. ``source`` is the old journal's title."""

    old: Report
    new: Report
    source: str
    moves: tuple[Move, ...]
    limits: tuple[Limit, ...]
    groups: tuple[Group, ...]

    def of(self, turn: Turn) -> tuple[Move, ...]:
        """The moves of one kind."""
        return tuple(one for one in self.moves if one.turn == turn)


def retarget(
    document: m.Document,
    old: str,
    new: str,
    *,
    variant: str | None = None,
    sent: Sent | None = None,
    found: Sequence[Diagnostic] = (),
) -> Retargeting:
    """What it takes to send ``document`` to the journal of the style ``new`` after that of ``old``.

    Each is taken in the variant in which its reviewers get papers, the new one in ``variant`` if that is given. The other
    arguments are those of :func:`paperconv.requirements.check_document`.

    Raises:
        UnknownStyle, StyleError, ConversionFailed: in one line.
    """
    before, after = reviewed(old), reviewed(new, variant)
    reports = [check_document(document, style, sent=sent, found=found) for style in (before, after)]
    was, now = (
        {one.demand: one for one in report.findings if one.demand not in _SETTLED} for report in reports
    )
    return Retargeting(
        reports[0],
        reports[1],
        before.journal.title,
        tuple(_moves(was, now)),
        tuple(_limits(was, now)),
        tuple(_groups(before, after, was, now)),
    )


def reviewed(name: str, variant: str | None = None) -> JournalStyle:
    """The style ``name`` in the variant in which reviewers get papers, or in ``variant``."""
    style = load_style(name)
    asked = style.submission.variant if variant is None else variant
    return load_style(name, asked) if asked else style


def _moves(was: dict[str, Finding], now: dict[str, Finding]) -> Iterator[Move]:
    order = ("error", "warning", "info", "off")
    for one in sorted(now.values(), key=lambda finding: order.index(finding.level)):
        before = was.get(one.demand)
        bound = before.bound if before is not None else None
        failed = before is not None and before.outcome == "fail"
        if one.outcome == "fail":
            yield Move("still fails" if failed else "fails now", one, bound)
        elif one.outcome == "pass" and failed:
            yield Move("passes now", one, bound)
        elif one.outcome == "cannot be checked" and before is None:
            yield Move("to be seen", one)
    for one in was.values():
        if one.outcome == "fail" and one.demand not in now:
            yield Move("no longer demanded", one, one.bound)


def _limits(was: dict[str, Finding], now: dict[str, Finding]) -> Iterator[Limit]:
    for demand in dict.fromkeys((*now, *was)):
        old, new = was.get(demand), now.get(demand)
        told = new or old
        if told is None or demand in _ORDERS or not any(one and one.bound for one in (old, new)):
            continue
        if old is not None and new is not None and old.bound == new.bound and new.outcome == "pass":
            continue
        yield Limit(
            demand.partition(".")[2],
            told.measured or _NOTHING,
            old.bound if old is not None else _NOTHING,
            new.bound if new is not None else _NOTHING,
            new.outcome if new is not None else "not demanded",
        )


def _groups(
    before: JournalStyle, after: JournalStyle, was: dict[str, Finding], now: dict[str, Finding]
) -> Iterator[Group]:
    old, new = _told(before), _told(after)
    for title, tables in _GROUPS.items():
        changes = [
            Change(key, old.get(key, _NOTHING), new.get(key, _NOTHING))
            for key in dict.fromkeys((*old, *new))
            if key.partition(".")[0] in tables and old.get(key) != new.get(key)
        ]
        if changes:
            yield Group(title, tuple(changes))
    told = [{role: _statement(rule) for role, rule in one.statements.items()} for one in (before, after)]
    statements = [
        Change(role, *(one.get(role, _NOTHING) for one in told))
        for role in dict.fromkeys((*told[0], *told[1]))
    ]
    moved = tuple(one for one in statements if one.old != one.new)
    if moved:
        yield Group("Statements", moved)
    orders = [
        Change(
            demand.partition(".")[2],
            *(one[demand].bound if demand in one else _NOTHING for one in (was, now)),
        )
        for demand in _ORDERS
        if (demand in was or demand in now) and was.get(demand) != now.get(demand)
    ]
    differing = tuple(one for one in orders if one.old != one.new)
    if differing:
        yield Group("Sections", differing)


def _statement(rule: StatementRule) -> str:
    """Whether and where a statement stands, how it is headed, and its place among the others."""
    place = {
        "manuscript": "in the manuscript",
        "title-page": "on the title page",
        "system": "in the submission form",
    }
    parts = [
        _NEEDS[rule.need],
        place[rule.where],
        rule.heading and f"as “{rule.heading}”",
        rule.order and f"place {rule.order}",
    ]
    return ", ".join(str(part) for part in parts if part)


def _told(style: JournalStyle) -> dict[str, str]:
    """All that ``style`` says, by dotted keys."""
    tables = {name for group in _GROUPS.values() for name in group}
    out: dict[str, str] = {}
    for field in msgspec.structs.fields(style):
        if field.encode_name in tables:
            _flatten(field.encode_name, msgspec.to_builtins(getattr(style, field.name)), out)
    return out


def _flatten(key: str, value: Any, out: dict[str, str]) -> None:
    match value:
        case dict():
            for name, inner in value.items():
                _flatten(f"{key}.{name}", inner, out)
        case list() | tuple() if any(isinstance(one, dict) for one in value):
            for number, inner in enumerate(value, 1):
                _flatten(f"{key}.{number}", inner, out)
        case list() | tuple():
            out[key] = ", ".join(str(one) or _NOTHING for one in value) or _NOTHING
        case bool():
            out[key] = "yes" if value else "no"
        case _:
            out[key] = str(value) if value != "" else _NOTHING
