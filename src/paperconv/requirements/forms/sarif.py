"""A report as SARIF 2.1.0, which editors and forges show beside the source.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html: a demand is a rule, each of its offenders a result of the
kind ``fail``; what is met is one of the kind ``pass``, and what cannot be checked one of the kind ``review`` or ``open``.
"""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from paperconv.requirements.forms.words import heading, result, source_of
from paperconv.requirements.types import Finding, Place, Report

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note", "off": "none"}


def as_sarif(report: Report) -> str:
    """``report`` as a SARIF log of one run."""
    run = {
        "tool": {
            "driver": {
                "name": "paperconv check",
                "rules": [_rule(one) for one in report.findings],
            }
        },
        "automationDetails": {"id": f"{report.style}/{report.variant}"},
        "properties": {"style": heading(report), "title": report.title},
        "results": [
            result for number, one in enumerate(report.findings) for result in _results(one, number, report)
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(one: Finding) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": one.demand,
        "shortDescription": {"text": one.says},
        "fullDescription": {"text": f"{one.says} ({source_of(one)})"},
        "defaultConfiguration": {"level": _LEVELS[one.level]},
    }
    if one.source is not None and one.source.address.startswith(("http://", "https://")):
        rule["helpUri"] = one.source.address
    return rule


def _results(one: Finding, number: int, report: Report) -> list[dict[str, Any]]:
    said = ". ".join(filter(None, (one.says.rstrip("."), result(one), one.reason)))
    base: dict[str, Any] = {"ruleId": one.demand, "ruleIndex": number}
    if one.outcome != "fail":
        by_hand = one.demand.startswith("by-hand.")
        kind = "pass" if one.outcome == "pass" else "review" if by_hand else "open"
        return [
            {
                **base,
                "kind": kind,
                "level": "none",
                "message": {"text": said},
                **_locations(report, one.places),
            }
        ]
    base |= {"kind": "fail", "level": _LEVELS[one.level]}
    if not one.places:
        return [{**base, "message": {"text": said}, **_locations(report, ())}]
    return [
        {**base, "message": {"text": f"{place.what}. {said}"}, **_locations(report, (place,))}
        for place in one.places
    ]


def _locations(report: Report, places: tuple[Place, ...]) -> dict[str, Any]:
    held = [location for place in places if (location := _location(place))]
    if not held and report.manuscript:
        held = [{"physicalLocation": {"artifactLocation": {"uri": _uri(report.manuscript)}}}]
    return {"locations": held} if held else {}


def _location(place: Place) -> dict[str, Any]:
    pos = place.pos
    if pos is None or not pos.file or pos.file.startswith("<"):
        return {}
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(pos.file)}}
    if pos.line:
        physical["region"] = {"startLine": pos.line} | ({"startColumn": pos.column} if pos.column else {})
    location: dict[str, Any] = {"physicalLocation": physical}
    if pos.part:
        location["logicalLocations"] = [{"fullyQualifiedName": pos.part}]
    return location


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
