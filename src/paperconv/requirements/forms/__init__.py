"""A report as text for the terminal, as JSON, as SARIF for programs that show findings beside the source, and as a page."""

from __future__ import annotations

from collections.abc import Callable

from paperconv.requirements.forms.json import as_json
from paperconv.requirements.forms.page import as_page
from paperconv.requirements.forms.sarif import as_sarif
from paperconv.requirements.forms.text import as_text
from paperconv.requirements.forms.words import summary
from paperconv.requirements.types import Report

FORMS: dict[str, Callable[[Report], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "html": as_page,
}
"""The forms of a report by name."""

SUFFIXES = {".txt": "text", ".json": "json", ".sarif": "sarif", ".html": "html", ".htm": "html"}
"""The form that the suffix of a file names."""


def write(report: Report, form: str = "text") -> str:
    """``report`` in one of :data:`FORMS`; the same report gives the same text."""
    return FORMS[form](report)


__all__ = ["FORMS", "SUFFIXES", "summary", "write"]
