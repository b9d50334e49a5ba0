"""A report as JSON: every field of it, empty ones left out."""

from __future__ import annotations

import json
from typing import Any

from paperconv.requirements.forms.words import summary
from paperconv.requirements.types import Finding, Place, Report


def as_json(report: Report) -> str:
    """``report`` as one JSON object."""
    data = {
        "manuscript": report.manuscript,
        "title": report.title,
        "style": {"name": report.style, "title": report.style_title, "variant": report.variant},
        "note": report.note,
        "counts": [
            {"part": one.part, "words": one.words, "characters": one.characters} for one in report.counts
        ],
        "numbers": report.numbers,
        "findings": [_finding(one) for one in report.findings],
        "other_types": list(report.other_types),
        "ok": report.ok(),
        "summary": summary(report),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _finding(one: Finding) -> dict[str, Any]:
    data: dict[str, Any] = {
        "demand": one.demand,
        "outcome": one.outcome,
        "level": one.level,
        "says": one.says,
        "bound": one.bound,
        "measured": one.measured,
        "reason": one.reason,
        "places": [_place(place) for place in one.places],
    }
    if one.source is not None:
        data["source"] = {
            "title": one.source.title,
            "read": one.source.read.isoformat(),
            "mark": one.source.mark,
            "address": one.source.address,
            "note": one.source.note,
        }
    return {key: value for key, value in data.items() if value}


def _place(place: Place) -> dict[str, Any]:
    data: dict[str, Any] = {"what": place.what}
    if place.pos:
        held = {name: getattr(place.pos, name) for name in ("file", "line", "column", "part")}
        data |= {name: value for name, value in held.items() if value}
    return data
