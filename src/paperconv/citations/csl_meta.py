"""Works that stand in pandoc's metadata, where its readers put those of JATS and of citation managers."""

from __future__ import annotations

from typing import Any

from paperconv import model as m
from paperconv.citations.csl import from_csl, html
from paperconv.citations.ids import unused, xml_name
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity


def references_of(value: Any, log: Log, file: str) -> tuple[m.Reference, ...]:
    """Works that stand in the metadata as CSL, as pandoc gives those of JATS and of citation managers."""
    made: list[m.Reference] = []
    taken: set[str] = set()
    counts: dict[str, int] = {}
    for number, item in enumerate(value if isinstance(value, list) else [], 1):
        if not isinstance(item, dict):
            continue
        given = {key: plain(one) for key, one in item.items()}
        if "page-first" in given:
            first = given.pop("page-first")
            given.setdefault("page", first)
        name = unused(f"ref-{xml_name(str(given.get('id', ''))) or number}", taken, counts)
        work, lost = from_csl(given, name)
        if lost:
            message = (
                f'fields of the reference "{work.key}" that have no place are left out: {", ".join(lost)}'
            )
            removed = "; ".join(f"{one}: {given[one]}" for one in lost)[:2000]
            log(Diagnostic(Rule.CONTENT_KEPT, message, Severity.INFO, Pos(file), removed=removed))
        made.append(m.replace(work, provenance="pandoc"))
    return tuple(made)


def plain(value: Any) -> Any:
    """Metadata of pandoc as CSL-JSON: text in CSL's light markup."""
    match value:
        case dict():
            return {key: plain(one) for key, one in value.items()}
        case list():
            return [plain(one) for one in value]
        case tuple():
            blocks = any(isinstance(one, m.Paragraph) for one in value)
            return (
                " ".join(html(one.children) for one in value if isinstance(one, m.Paragraph))
                if blocks
                else html(value)
            )
        case _:
            return value
