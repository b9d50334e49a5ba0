"""A retargeting as text, as JSON, and as a page."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any

from paperconv.requirements import Report
from paperconv.submission.checklist import LOOK
from paperconv.submission.retarget import Move, Retargeting, Turn

_TURNS: dict[Turn, str] = {
    "fails now": "Fails now",
    "still fails": "Still fails",
    "passes now": "Passes now",
    "no longer demanded": "Failed, and is no longer demanded",
    "to be seen": "To be seen to by hand",
}
_WIDTH = 100


def write_retargeting(made: Retargeting, form: str = "text") -> str:
    """``made`` as ``text``, ``json`` or ``html``; the same gives the same text."""
    return FORMS[form](made)


def _text(made: Retargeting) -> str:
    return "\n".join(_lines(made)).rstrip() + "\n"


def _lines(made: Retargeting) -> Iterator[str]:
    yield made.new.title or "without a title"
    yield f"from {_name(made.old)} to {_name(made.new)}"
    yield ""
    for turn, title in _TURNS.items():
        moves = made.of(turn)
        if moves:
            yield f"{title}:"
            for one in moves:
                yield from textwrap.wrap(
                    _told(one), _WIDTH, initial_indent="  \u2610 ", subsequent_indent="    "
                )
            yield ""
    if made.limits:
        yield "Limits: what the manuscript has, what the old journal wants, what the new one wants:"
        for limit in made.limits:
            yield f"  {limit.demand}: {limit.measured}"
            yield f"      {limit.old} -> {limit.new}: {limit.outcome}"
        yield ""
    for group in made.groups:
        yield f"{group.title}:"
        for change in group.changes:
            yield f"  {change.key}: {change.old} -> {change.new}"
        yield ""


def _name(report: Report) -> str:
    variant = f", variant {report.variant}" if report.variant else ""
    return f"{report.style_title or report.style} [{report.style}{variant}]"


def _told(one: Move) -> str:
    finding = one.finding
    parts = [f"{finding.demand.partition('.')[2]}"]
    if finding.outcome == "fail":
        parts[0] = f"{finding.level}: {parts[0]}"
    parts.append(finding.says)
    before = "before: not demanded" if one.before is None else one.before and f"before: {one.before}"
    if finding.measured:
        parts.append(f"({'; '.join(filter(None, (finding.measured, before)))})")
    elif finding.places:
        parts.append(f"({finding.places[0]})")
    return f"{parts[0]}: {' '.join(parts[1:])}"


def as_values(made: Retargeting) -> dict[str, Any]:
    """``made`` as plain JSON values."""
    return {
        "title": made.new.title,
        "from": {"style": made.old.style, "variant": made.old.variant},
        "to": {"style": made.new.style, "variant": made.new.variant},
        "demands": [
            {
                "demand": one.finding.demand,
                "turn": one.turn,
                "level": one.finding.level,
                "says": one.finding.says,
                "measured": one.finding.measured,
                "before": one.before,
                "now": one.finding.bound if one.turn != "no longer demanded" else "",
                "places": [str(place) for place in one.finding.places],
            }
            for one in made.moves
        ],
        "limits": [
            {
                "demand": one.demand,
                "measured": one.measured,
                "from": one.old,
                "to": one.new,
                "outcome": one.outcome,
            }
            for one in made.limits
        ],
        "changes": {
            group.title: [{"key": one.key, "from": one.old, "to": one.new} for one in group.changes]
            for group in made.groups
        },
    }


def _json(made: Retargeting) -> str:
    return json.dumps(as_values(made), ensure_ascii=False, indent=1) + "\n"


def _page(made: Retargeting) -> str:
    title = escape(made.new.title or "A manuscript")
    old, new = escape(_name(made.old)), escape(_name(made.new))
    return "\n".join(
        [
            f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}: {new}</title>'
            f"<style>{LOOK}</style></head><body>",
            f"<h1>{title}</h1><p>From {old} to <b>{new}</b></p>",
            *(_list(title, made.of(turn)) for turn, title in _TURNS.items() if made.of(turn)),
            _limits(made),
            *(
                _table(
                    group.title, ("", "before", "now"), [(one.key, one.old, one.new) for one in group.changes]
                )
                for group in made.groups
            ),
            "</body></html>\n",
        ]
    )


def _list(title: str, moves: tuple[Move, ...]) -> str:
    rows = "".join(
        f'<li><label><input type="checkbox"><span>{escape(_told(one))}</span></label></li>' for one in moves
    )
    return f"<h2>{title} ({len(moves)})</h2><ul>{rows}</ul>"


def _limits(made: Retargeting) -> str:
    rows = [(one.demand, one.measured, one.old, one.new, one.outcome) for one in made.limits]
    return _table("Limits", ("", "manuscript", "before", "now", ""), rows) if rows else ""


def _table(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    top = "".join(f"<th>{one}</th>" for one in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<h2>{title}</h2><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


FORMS: dict[str, Callable[[Retargeting], str]] = {"text": _text, "json": _json, "html": _page}
"""The forms of a retargeting by name."""
