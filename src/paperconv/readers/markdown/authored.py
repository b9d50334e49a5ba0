"""What only manuscripts with front matter or citation keys need: metadata, statements, bibliographies."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.assets import open_asset
from paperconv.citations.bibliography import read_bibliography
from paperconv.citations.ids import unused, xml_name
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.errors import AssetError, UnreadableSource
from paperconv.manuscript.fields import is_prose, metadata_from
from paperconv.manuscript.fields_statements import statements_from
from paperconv.patterns import late
from paperconv.protocols import Source
from paperconv.readers.markdown.abbreviations import mark_abbreviations
from paperconv.readers.markdown.front import Metadata, TreePath
from paperconv.readers.markdown.lines import Script

_SCHEME = late(
    r"(doi|pmid|pmcid|pubmed|arxiv|isbn|url|wikidata):(.+)|(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/.+)|(https?://.+)",
    re.IGNORECASE,
)


def gather(tree: Mapping[str, Any], script: Script) -> list[TreePath]:
    """The paths of the running text in front matter, which is set aside so that pandoc reads it with the body."""
    paths: list[TreePath] = []
    _gather(tree, (), paths, script)
    return paths


def complete(
    draft: m.Draft, metadata: Metadata, read: Mapping[TreePath, Any], source: Source, log: Log
) -> m.Draft:
    """``draft`` with metadata, statements and references; ``read`` is what became of the texts that were set aside."""
    if metadata.fronts:
        tree = replaced(metadata.tree, (), read)
        draft = mark_abbreviations(draft, tree)
        meta = metadata_from(tree, log, metadata.fronts[0].file, metadata.place)
        statements = statements_from(tree, metadata.fronts[0].file, metadata.place)
        draft = m.replace(draft, meta=meta, blocks=(*draft.blocks, *statements))
    return m.replace(draft, references=_references(metadata, draft, source, log))


def _gather(value: Any, path: TreePath, paths: list[TreePath], script: Script) -> None:
    """Set aside the running text in front matter, so that pandoc reads its markup together with the body's."""
    if isinstance(value, dict):
        for key, one in value.items():
            _gather(one, (*path, key), paths, script)
    elif isinstance(value, list):
        for index, one in enumerate(value):
            _gather(one, (*path, index), paths, script)
    elif (
        isinstance(value, str) and value.strip() and is_prose(path[1:] if path[:1] == ("project",) else path)
    ):
        text = value.strip()
        # pandoc reads a text as blocks if it ends with a line end.
        many = (
            "\n\n" in text or patterns.search(r"^[ \t]*(?:[-*+]|\d+[.)])\s", text, re.MULTILINE) is not None
        )
        script.keep_beside(text + "\n" if many and path[0] != "title" else text)
        paths.append(path)


def replaced(value: Any, path: TreePath, read: Mapping[TreePath, Any]) -> Any:
    """``value``, which stands at ``path``, with each text that has been read in its place."""
    if path in read:
        return read[path]
    if isinstance(value, dict):
        return {key: replaced(one, (*path, key), read) for key, one in value.items()}
    if isinstance(value, list):
        return [replaced(one, (*path, index), read) for index, one in enumerate(value)]
    return value


def _references(metadata: Metadata, draft: m.Draft, source: Source, log: Log) -> tuple[m.Reference, ...]:
    """The works that the front matter lists itself, and those in the files it names; the first of one key counts."""
    found: dict[str, m.Reference] = {}
    named = False
    for front in metadata.fronts:
        listed = front.tree.get("references")
        if isinstance(listed, list) and listed:
            named = True
            for work in read_bibliography(f"{front.file}.json", msgspec.json.encode(listed), log):
                found.setdefault(work.key or work.id, work)
        for path, name in _bibliographies(front.tree):
            named = True
            pos = Pos(front.file, front.line_of(path))
            try:
                data = open_asset(front.folder, name)
                works = read_bibliography(name, data, log)
            except (AssetError, UnreadableSource) as error:
                message = str(error)
                log(
                    Diagnostic(
                        Rule.SOURCE_READABLE,
                        f"bibliography {message}",
                        Severity.WARNING,
                        pos,
                        "put the file in the manuscript's folder",
                    )
                )
                continue
            for work in works:
                found.setdefault(work.key or work.id, work)
    if (
        not named
        and source.folder is not None
        and any(isinstance(one, m.CiteItem) for one in m.iter_nodes(draft))
    ):
        found |= _unnamed(source, log)
    return (*found.values(), *_identified(draft, found))


def _unnamed(source: Source, log: Log) -> dict[str, m.Reference]:
    """The works of the bibliographies in the folder of a text that cites by key and names none, as MyST finds them."""
    folder = source.folder or Path()
    # The text of a project may stand in a folder of its own, with Manubot's manual references beside it.
    beside = source.path.parent if source.path and source.path.is_relative_to(folder) else folder
    files = sorted(one for one in folder.iterdir() if one.suffix == ".bib" and one.is_file())
    files += sorted(one for one in beside.glob("manual-references*.json") if one.is_file())
    found: dict[str, m.Reference] = {}
    for file in files:
        name = file.relative_to(folder).as_posix()
        try:
            works = read_bibliography(name, open_asset(folder, name), log)
        except (AssetError, UnreadableSource):
            continue
        log(
            Diagnostic(
                Rule.SOURCE_READABLE,
                f"no bibliography is named: {name} beside the manuscript is used",
                Severity.INFO,
                Pos(source.name),
                f"add `bibliography: {name}` to the front matter",
            )
        )
        for work in works:
            found.setdefault(work.key or work.id, work)
    return found


def _bibliographies(tree: dict[str, Any]) -> list[tuple[TreePath, str]]:
    out: list[tuple[TreePath, str]] = []
    for start in ((), ("project",)):
        held: Any = tree
        for key in start:
            held = held.get(key, {}) if isinstance(held, dict) else {}
        name = next((one for one in ("bibliography", "cito-bibliography") if one in held), "") if held else ""
        value = held[name] if name and isinstance(held, dict) else ""
        names = value if isinstance(value, list) else [value]
        for index, given in enumerate(names):
            if isinstance(given, str) and given.strip():
                for one in given.split(","):
                    path = (*start, name, index) if isinstance(value, list) else (*start, name)
                    file = one.strip()
                    out.append((path, file if Path(file).suffix else f"{file}.bib"))
    return out


def _identified(draft: m.Draft, known: Collection[str]) -> Iterator[m.Reference]:
    """Works that are cited by an identifier (``@doi:10.1000/1``) and that no bibliography describes."""
    seen = set(known)
    taken: set[str] = set()
    counts: dict[str, int] = {}
    for node in m.iter_nodes(draft):
        if not isinstance(node, m.CiteItem) or node.ref in seen:
            continue
        seen.add(node.ref)
        found = _SCHEME.fullmatch(node.ref)
        if not found:
            continue
        kind, value = (found[1] or "").lower(), found[2] or found[3] or found[4]
        fields = {
            "doi": "doi",
            "pmid": "pmid",
            "pubmed": "pmid",
            "pmcid": "pmcid",
            "isbn": "isbn",
            "url": "url",
        }
        field = "doi" if found[3] else "url" if found[4] else fields.get(kind, "number")
        shown = (
            value if field == "url" else f"https://doi.org/{value}" if field == "doi" else f"{kind}:{value}"
        )
        work = m.Reference(
            id=unused(f"ref-{xml_name(node.ref) or 'work'}", taken, counts),
            key=node.ref,
            raw=(m.Text(shown),),
            provenance="citation key",
        )
        yield m.replace(work, **{field: value})
