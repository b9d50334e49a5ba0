"""Read the entries of plain reference lists."""

from __future__ import annotations

from paperconv import model as m
from paperconv.citations.parse import is_read
from paperconv.citations.parse import parse_references as parse
from paperconv.diagnostics import Log


def parse_references(document: m.Document, log: Log) -> m.Document:
    """Entries that are plain strings get the fields that they name for sure; entries with fields stay as they are."""
    changed = False
    lists: list[m.ReferenceList] = []
    for listed in document.reference_lists:
        if all(is_read(one) for one in listed.references):
            lists.append(listed)
            continue
        lists.append(m.replace(listed, references=parse(listed.references, log)))
        changed = True
    return m.replace(document, reference_lists=tuple(lists)) if changed else document
