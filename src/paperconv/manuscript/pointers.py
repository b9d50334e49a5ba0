"""Ids and what points at them: each id an XML name that stands once, each pointer resolved or reported."""

from __future__ import annotations

import re
from typing import Any

from paperconv import model as m
from paperconv.citations.ids import unused, xml_name
from paperconv.diagnostics import Diagnostic, Log, Rule, Severity
from paperconv.patterns import late

_NAME = late(r"[A-Za-z_][\w.-]*", re.ASCII)


def settle(document: m.Document, aliases: dict[str, str], keys: dict[str, str], log: Log) -> m.Document:
    """``document`` with nothing that ``model.check`` objects to but citations by keys that no work here has.

    ``aliases`` are anchors that became something with an id of its own, ``keys`` citation keys → ids of references.
    Links that lead nowhere become their words and are reported.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    counts: dict[str, int] = {}
    kinds: dict[str, type[m.Node]] = {}
    for node in m.iter_nodes(document):
        given = getattr(node, "id", "")
        if not given:
            continue
        fresh = given if _NAME.fullmatch(given) else xml_name(given) or "id"
        fresh = unused(fresh, taken, counts)
        names.setdefault(given, fresh)
        kinds[fresh] = type(node)
    for alias, target in aliases.items():
        names.setdefault(alias, names.get(target, target))

    def find(target: str, *wanted: type[m.Node]) -> str:
        found = names.get(target, "")
        return found if found and found in kinds and (not wanted or kinds[found] in wanted) else ""

    seen: set[str] = set()

    def rule(node: m.Node) -> m.Node | tuple[m.Node, ...] | None:
        changes: dict[str, Any] = {}
        given = getattr(node, "id", "")
        if given:
            fresh = names.get(given, given)
            if fresh in seen:
                fresh = unused(fresh, taken, counts)
            seen.add(fresh)
            if fresh != given:
                changes["id"] = fresh
        match node:
            case m.CrossRef(target, children):
                found = find(target)
                if not found:
                    log(
                        Diagnostic(
                            Rule.CROSS_REFERENCE_KNOWN, f'a link points to "{target}", which is not in the manuscript', Severity.WARNING, node.pos,
                            "remove the link, or give its target that id",
                        )
                    )  # fmt: skip
                    return children or (m.Text(target),)
                if found != target:
                    changes["target"] = found
            case m.NoteRef(note):
                found = find(note, m.Note)
                if not found:
                    log(
                        Diagnostic(
                            Rule.NOTE_KNOWN,
                            f'there is no note "{note}"',
                            Severity.WARNING,
                            node.pos,
                            "write the note, or remove its mark",
                        )
                    )
                    return m.Styled("sup", (m.Text(note),))
                if found != note:
                    changes["note"] = found
            case m.Citation(items):
                # A key that no work here has may be one that is given beside the manuscript, or a float's: see `link_keys`.
                kept = tuple(
                    m.replace(item, ref=found)
                    if (found := find(keys.get(item.ref, item.ref), m.Reference))
                    else item
                    for item in items
                )
                if kept != items:
                    changes["items"] = kept
            case m.Reference(same_as=target) if target:
                changes["same_as"] = find(keys.get(target, target), m.Reference)
            case m.Author(affiliations=places, notes=marks):
                changes["affiliations"] = tuple(
                    found for one in places if (found := find(one, m.Affiliation))
                )
                changes["notes"] = tuple(found for one in marks if (found := find(one, m.AuthorNote)))
            case m.ReferenceList(section=target) if target:
                changes["section"] = find(target, m.Section)
            case _:
                pass
        return m.replace(node, **changes) if changes else None

    return m.rewrite(document, rule)
