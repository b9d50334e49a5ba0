"""Two versions of a manuscript as one Word document with tracked changes."""

from __future__ import annotations

from paperconv.changes import mark_changes
from paperconv.diagnostics import Log, ignore
from paperconv.edition import Edition
from paperconv.model import Document
from paperconv.protocols import Artifact
from paperconv.styles import JournalStyle


def compare(
    old: Document,
    new: Document,
    *,
    style: str | JournalStyle = "base",
    author: str = "Author",
    log: Log = ignore,
    name: str = "changes",
) -> Artifact:
    """``new`` as DOCX, in which all that differs from ``old`` stands as tracked changes by ``author``.

    Raises:
        UnknownStyle, StyleError, MissingTool, ConversionFailed: in one line.
    """
    before, after = Edition(old, style, ignore), Edition(new, style, log)
    marked = mark_changes(before.prepared(), after.prepared(), author, log)
    return after.with_prepared(marked).export("docx", name)
