"""Take out reference lists that nothing has filled."""

from __future__ import annotations

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity


def drop_empty_lists(document: m.Document, log: Log) -> m.Document:
    """The title of a reference list without entries goes, and is reported; one over the parts of a list stays."""
    lists = document.reference_lists
    filled = [bool(one.references) for one in lists]
    kept = tuple(
        one
        for place, one in enumerate(lists)
        if filled[place] or (one.title and any(filled[place + 1 : place + 2]))
    )
    if len(kept) == len(lists):
        return document
    for one in lists:
        if one not in kept:
            title = m.text_of(one.title)
            log(
                Diagnostic(
                    Rule.REFERENCE_PARSED,
                    f'"{title}" has no entries',
                    Severity.WARNING,
                    one.pos,
                    removed=title,
                )
            )
    return m.replace(document, reference_lists=kept)
