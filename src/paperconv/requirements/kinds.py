"""The function of each kind of rule in :data:`paperconv.styles.RULE_KINDS`."""

from __future__ import annotations

from paperconv.requirements import (
    abbreviations,
    blind,
    citations,
    files,
    floats,
    front,
    people,
    pictures,
    references,
    sections,
    statement_forms,
    text,
)
from paperconv.requirements.types import Check

CHECKS: dict[str, Check] = {
    name: check
    for module in (
        front,
        people,
        text,
        sections,
        statement_forms,
        abbreviations,
        references,
        citations,
        floats,
        pictures,
        files,
        blind,
    )
    for name, check in module.CHECKS.items()
}
