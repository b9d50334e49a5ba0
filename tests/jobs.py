"""A job for an exporter, for tests."""

from __future__ import annotations

from datetime import UTC, datetime

from paperconv import model as m
from paperconv.diagnostics import Diagnostic
from paperconv.errors import AssetError
from paperconv.protocols import Job
from paperconv.styles import load_style


def job(document: m.Document, style: str = "base", name: str = "paper") -> tuple[Job, list[Diagnostic]]:
    """A job whose assets are the document's resources, and the list its diagnostics go to."""
    held = {r.name: r.data for r in document.resources}
    found: list[Diagnostic] = []

    def asset(source: str) -> bytes:
        if source not in held:
            raise AssetError(f'"{source}" does not exist')
        return held[source]

    return Job(load_style(style), found.append, asset, name, datetime(2025, 1, 1, tzinfo=UTC)), found
