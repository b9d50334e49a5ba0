"""Give ids to all that can be pointed at, and mend those that are no XML names or stand twice."""

from __future__ import annotations

import re
from typing import Any

from paperconv import model as m
from paperconv.citations.ids import unused, xml_name
from paperconv.diagnostics import Diagnostic, Log, Rule
from paperconv.passes.labels import number_of
from paperconv.patterns import late

_NAME = late(r"[A-Za-z_][\w.-]*", re.ASCII)

_POINTERS: dict[type[m.Node], tuple[str, ...]] = {
    m.CrossRef: ("target",),
    m.NoteRef: ("note",),
    m.CiteItem: ("ref",),
    m.Author: ("affiliations", "notes"),
    m.Reference: ("same_as",),
    m.ReferenceList: ("section",),
}


def assign_ids(document: m.Document, log: Log) -> m.Document:
    """Every section, figure, table, reference list and labelled block has an id: ``sec2-1``, ``fig3``, ``tbl1``, ``eq4``.

    An id that the source gives stays, if it is an XML name and the only one of its kind; else it is mended, and
    all that points to it with it.
    """
    document = _mend(document, log)
    taken = {given for node in m.iter_nodes(document) if (given := getattr(node, "id", ""))}
    naming = _Naming(taken)
    document = m.rewrite(document, naming.rule)
    abstracts = tuple(
        m.replace(one, sections=sections) if sections is not one.sections else one
        for number, one in enumerate(document.meta.abstracts, 1)
        for sections in (naming.sections(one.sections, f"abs{number}-"),)
    )
    body = naming.sections(document.sections, "sec")
    back = naming.sections(document.back, "sec", start=len(document.sections) + 1)
    changes: dict[str, Any] = {}
    if any(new is not old for new, old in zip(abstracts, document.meta.abstracts, strict=True)):
        changes["meta"] = m.replace(document.meta, abstracts=abstracts)
    if body is not document.sections:
        changes["sections"] = body
    if back is not document.back:
        changes["back"] = back
    return m.replace(document, **changes) if changes else document


def _apart(figure: m.Figure) -> tuple[m.Panel, ...]:
    """The panels, where there are several that labels, captions or ids set apart: these have letters, or will get them."""
    panels = figure.panels
    several = 1 < len(panels) < 27 and any(one.label or one.caption or one.id for one in panels)
    return panels if several else ()


class _Naming:
    """Ids in the order in which things stand."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._counts: dict[str, int] = {}

    def rule(self, node: m.Node) -> m.Node | None:
        match node:
            case m.Figure(id=id) if not id or any(not one.id for one in _apart(node)):
                return self._figure(node)
            case m.Table(id=""):
                prefix = "tbl"
            case m.Equation(id="", label=label) if label:
                prefix = "eq"
            case m.Algorithm(id="", label=label, caption=caption) if label or caption:
                prefix = "alg"
            case m.Box(id="", label=label) if label:
                prefix = "box"
            case m.CodeBlock(id="", label=label, caption=title) if label or title:
                prefix = "lst"
            case m.Statement(id="", label=label, kind=kind) if number_of(label):
                prefix = xml_name(kind)[:12] or "stm"
            case m.Supplement(id=""):
                prefix = "sup"
            case m.ReferenceList(id=""):
                prefix = "refs"
            case _:
                return None
        return m.replace(node, id=self._next(prefix))

    def _figure(self, figure: m.Figure) -> m.Figure:
        name = figure.id or self._next("fig")
        panels = tuple(
            m.replace(one, id=self._free(f"{name}-{xml_name(one.label) or chr(96 + number)}"))
            if not one.id
            else one
            for number, one in enumerate(_apart(figure), 1)
        )
        return m.replace(figure, id=name, panels=panels or figure.panels)

    def _next(self, prefix: str) -> str:
        while True:
            count = self._counts[prefix] = self._counts.get(prefix, 0) + 1
            name = prefix if prefix == "refs" and count == 1 else f"{prefix}{count}"
            if name not in self._taken:
                self._taken.add(name)
                return name

    def sections(self, sections: tuple[m.Section, ...], prefix: str, start: int = 1) -> tuple[m.Section, ...]:
        out: list[m.Section] = []
        for number, section in enumerate(sections, start):
            path = f"{prefix}{number}"
            inner = self.sections(section.sections, f"{path}-")
            changes: dict[str, Any] = {} if inner is section.sections else {"sections": inner}
            if not section.id:
                changes["id"] = self._free(path)
            out.append(m.replace(section, **changes) if changes else section)
        changed = any(new is not old for new, old in zip(out, sections, strict=True))
        return tuple(out) if changed else sections

    def _free(self, name: str) -> str:
        free, count = name, 1
        while free in self._taken:
            count += 1
            free = f"{name}.{count}"
        self._taken.add(free)
        return free


def _mend(document: m.Document, log: Log) -> m.Document:
    """The document with each id an XML name that stands once; the first of two equal ids keeps it."""
    seen: dict[str, int] = {}
    broken = False
    for node in m.iter_nodes(document):
        given = getattr(node, "id", "")
        if given:
            seen[given] = seen.get(given, 0) + 1
            broken = broken or seen[given] > 1 or not _NAME.fullmatch(given)
    if not broken:
        return document
    taken = set(seen)
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for given in seen:
        if not _NAME.fullmatch(given):
            names[given] = unused(xml_name(given) or "id", taken, counts)
    used: set[str] = set()

    def rule(node: m.Node) -> m.Node | None:
        changes: dict[str, Any] = {}
        given = getattr(node, "id", "")
        if given:
            wanted = names.get(given, given)
            if wanted in used:
                log(
                    Diagnostic(
                        Rule.ID_UNIQUE,
                        f'"{given}" names two things; links to it go to the first',
                        pos=node.pos,
                        hint="give the second another name",
                    )
                )
                wanted = unused(wanted, taken, counts)
            used.add(wanted)
            if wanted != given:
                changes["id"] = wanted
        for name in _POINTERS.get(type(node), ()):
            held = getattr(node, name)
            given_name = (
                tuple(names.get(one, one) for one in held)
                if isinstance(held, tuple)
                else names.get(held, held)
            )
            if given_name != held:
                changes[name] = given_name
        return m.replace(node, **changes) if changes else None

    return m.rewrite(document, rule)
