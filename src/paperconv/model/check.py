"""Proof that a document holds together: every id unique and well-formed, every pointer resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from paperconv.diagnostics import Diagnostic, Rule, Severity
from paperconv.model.document import Document
from paperconv.model.front import Author
from paperconv.model.inline import CiteItem, CrossRef, NoteRef
from paperconv.model.node import Node
from paperconv.model.reference import Reference, ReferenceList
from paperconv.model.walk import iter_nodes
from paperconv.patterns import late

_NAME = late(r"[A-Za-z_][\w.-]*", re.ASCII)


def check(document: Document) -> Iterator[Diagnostic]:
    """What is wrong with the ids of ``document``; nothing for a document that every exporter can write.

    Ids must be XML names (ASCII letters, digits, ``_ . -``, no digit first) and unique over the whole document, since
    JATS and EPUB have one name space for all.
    """
    owners: dict[str, Node] = {}
    nodes = list(iter_nodes(document))
    for node in nodes:
        identifier = getattr(node, "id", "")
        if not identifier:
            continue
        if not _NAME.fullmatch(identifier):
            yield _error(node, Rule.ID_UNIQUE, f'id "{identifier}" is not an XML name')
        if identifier in owners:
            yield _error(node, Rule.ID_UNIQUE, f'id "{identifier}" is used twice')
        owners[identifier] = node
    kinds = {name: type(node).__name__ for name, node in owners.items()}
    for node in nodes:
        for target, wanted in _pointers(node):
            if target not in kinds:
                yield _error(
                    node, Rule.ID_KNOWN, f'{type(node).__name__} points to "{target}", which does not exist'
                )
            elif wanted and kinds[target] != wanted:
                yield _error(node, Rule.ID_KNOWN, f'"{target}" is a {kinds[target]}, not a {wanted}')


def _pointers(node: Node) -> Iterator[tuple[str, str]]:
    """Each id that ``node`` points to, with the kind of node that it must be (empty: any)."""
    match node:
        case Author(affiliations=affiliations, notes=notes):
            yield from ((target, "Affiliation") for target in affiliations)
            yield from ((target, "AuthorNote") for target in notes)
        case CrossRef(target):
            yield target, ""
        case NoteRef(note):
            yield note, "Note"
        case CiteItem(ref):
            yield ref, "Reference"
        case Reference(same_as=target) if target:
            yield target, "Reference"
        case ReferenceList(section=target) if target:
            yield target, "Section"
        case _:
            pass


def _error(node: Node, rule: Rule, message: str) -> Diagnostic:
    return Diagnostic(rule, message, Severity.ERROR, node.pos)
