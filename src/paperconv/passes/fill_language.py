"""See to it that the document has a language: every output format must name one."""

from __future__ import annotations

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity


def fill_language(document: m.Document, log: Log) -> m.Document:
    """English where the manuscript names no language and none was recognised."""
    if document.meta.language:
        return document
    log(
        Diagnostic(
            Rule.METADATA_VALID,
            "the manuscript names no language; it is taken for English",
            Severity.INFO,
            hint='say "lang: …" in the front matter',
        )
    )
    return m.replace(document, meta=m.replace(document.meta, language="en"))
