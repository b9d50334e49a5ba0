"""Make every pointer within the document lead somewhere, or turn it back into text."""

from __future__ import annotations

from paperconv import model as m
from paperconv.citations.ids import xml_name
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule


def resolve_crossrefs(document: m.Document, log: Log) -> m.Document:
    """Links to ``#id`` become cross-references; a cross-reference, note mark or pointer to nothing becomes its text.

    Nothing is guessed: a target that differs only in characters that an id cannot hold (``fig:x``, ``fig-x``) is found.
    """
    ids: dict[str, str] = {}
    notes: set[str] = set()
    affiliations: set[str] = set()
    author_notes: set[str] = set()
    references: set[str] = set()
    sections: set[str] = set()
    for node in m.iter_nodes(document):
        given = getattr(node, "id", "")
        if not given:
            continue
        ids.setdefault(given, given)
        match node:
            case m.Note():
                notes.add(given)
            case m.Affiliation():
                affiliations.add(given)
            case m.AuthorNote():
                author_notes.add(given)
            case m.Reference():
                references.add(given)
            case m.Section():
                sections.add(given)
            case _:
                pass

    def find(target: str) -> str:
        return ids.get(target) or ids.get(xml_name(target)) or ""

    def known(
        held: tuple[str, ...], those: set[str], node: m.Author, what: str, rule: Rule
    ) -> tuple[str, ...]:
        for one in held:
            if one not in those:
                name = node.name.literal or f"{node.name.given} {node.name.family}".strip()
                log(
                    Diagnostic(
                        rule, f'author "{name}" points to {what} "{one}", which is not defined', pos=node.pos
                    )
                )
        return tuple(dict.fromkeys(one for one in held if one in those))

    def rule(node: m.Node) -> m.Node | tuple[m.Node, ...] | None:
        match node:
            case m.CrossRef(target, children):
                found = find(target)
                if found:
                    return None if found == target else m.replace(node, target=found)
                _report(log, target, node.pos)
                return children or m.text(target)
            case m.Link(target, children) if target.startswith("#"):
                found = find(target[1:])
                if found:
                    return m.CrossRef(found, children, pos=node.pos)
                _report(log, target[1:], node.pos)
                return children
            case m.NoteRef(note) if note not in notes:
                log(Diagnostic(Rule.NOTE_KNOWN, f'note "{note}" has no text', pos=node.pos))
                return m.text(f"[{note}]")
            case m.Author(affiliations=held, notes=marks):
                kept = known(held, affiliations, node, "affiliation", Rule.AFFILIATION_KNOWN)
                kept_notes = known(marks, author_notes, node, "note", Rule.NOTE_KNOWN)
                return (
                    None
                    if (kept, kept_notes) == (held, marks)
                    else m.replace(node, affiliations=kept, notes=kept_notes)
                )
            case m.Reference(same_as=same) if same and same not in references:
                return m.replace(node, same_as="")
            case m.ReferenceList(section=section) if section and section not in sections:
                return m.replace(node, section="")
            case _:
                return None

    return m.rewrite(document, rule)


def _report(log: Log, target: str, pos: Pos | None) -> None:
    log(
        Diagnostic(
            Rule.CROSS_REFERENCE_KNOWN,
            f'cross-reference to "{target}", which does not exist; its text is kept',
            pos=pos,
            hint="name the figure, table, equation or section so, or correct the reference",
        )
    )
