"""Neutral names for pictures, files, ids and citation keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from paperconv import model as m
from paperconv.anonymity import BODY, Identities, first
from paperconv.assets import names_file

_SUFFIX_LIST = (
    ".png .jpg .jpeg .gif .webp .tif .tiff .svg .svgz .pdf .eps .ps .emf .wmf .csv .tsv .txt .xlsx .xls .ods .zip .gz .json .xml .mp4 "
    ".mov .avi .wav .mp3 .docx .doc .odt .rtf .pptx .r .py .ipynb .md .html .tex .bib"
)
_SUFFIXES = frozenset(_SUFFIX_LIST.split())
_POINTING = {
    m.CrossRef: ("target",),
    m.NoteRef: ("note",),
    m.CiteItem: ("ref",),
    m.Reference: ("same_as",),
    m.ReferenceList: ("section",),
}


def neutral_names(document: m.Document) -> dict[str, str]:
    """For each picture and file that ``document`` mentions its name in an anonymous copy: ``figure-1.png``."""
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for source, kind in _mentioned(document):
        if source in names:
            continue
        counts[kind] = counts.get(kind, 0) + 1
        plain = source.partition("?")[0].partition("#")[0]
        suffix = "" if source.startswith("data:") else PurePosixPath(plain).suffix.lower()
        names[source] = f"{kind}-{counts[kind]}{suffix if suffix in _SUFFIXES else ''}"
    return names


def _mentioned(document: m.Document) -> Iterator[tuple[str, str]]:
    for node in m.iter_nodes(document):
        match node:
            case m.Image(source) if source:
                yield source, "figure"
            case m.Supplement(source) if source:
                yield source, "supplement"
            case m.Link(target) if names_file(target):
                yield target, "file"
            case _:
                pass


def with_neutral_names(document: m.Document) -> m.Document:
    """``document`` with its pictures and files under neutral names; files inside it that nothing shows are left out."""
    names = neutral_names(document)

    def rule(node: m.Node) -> m.Node | None:
        match node:
            case m.Image(source) | m.Supplement(source) if source in names:
                return m.replace(node, source=names[source])
            case m.Link(target, children) if target in names:
                text = m.text_of(children)
                shown = (
                    m.text(names[target])
                    if text.strip() in {target, PurePosixPath(target).name}
                    else children
                )
                return m.replace(node, target=names[target], children=shown)
            case _:
                return None

    held = tuple(m.replace(one, name=names[one.name]) for one in document.resources if one.name in names)
    return m.replace(m.rewrite(document, rule), resources=held)


def with_neutral_ids(document: m.Document, identities: Identities) -> m.Document:
    """``document`` without ids and citation keys in which one of ``identities`` stands."""
    taken = {identifier for node in m.iter_nodes(document) if (identifier := getattr(node, "id", ""))}
    renamed: dict[str, str] = {}
    for identifier in sorted(taken):
        if first(identifier, identities, BODY, loose=True):
            name = next(f"id{n}" for n in range(1, len(taken) + 2) if f"id{n}" not in taken)
            taken.add(name)
            renamed[identifier] = name

    def rule(node: m.Node) -> m.Node | None:
        changes: dict[str, Any] = {}
        for name in ("id", *_POINTING.get(type(node), ())):
            held = getattr(node, name, "")
            if held in renamed:
                changes[name] = renamed[held]
        if isinstance(node, m.Reference) and node.key and first(node.key, identities, BODY, loose=True):
            changes["key"] = ""
        return m.replace(node, **changes) if changes else None

    return m.rewrite(document, rule)
