"""Bibliography files: BibTeX, BibLaTeX, CSL JSON and YAML, RIS, EndNote XML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from paperconv import model as m
from paperconv import patterns
from paperconv.citations.bib_habits import move_addresses, with_plain_years
from paperconv.citations.csl import from_csl
from paperconv.citations.ids import unused, xml_name
from paperconv.citations.jats import read_jats
from paperconv.citations.ris import read_ris
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.errors import ConversionFailed, UnreadableSource
from paperconv.pandoc.cite import bibliography_to_csl
from paperconv.patterns import late

_FORMATS = {".bib": "biblatex", ".bibtex": "bibtex", ".xml": "endnotexml"}
_ENTRY = late(r"^[ \t]*@(\w+)\s*[{(]\s*([^\s,{}()\"]{0,300})", re.MULTILINE)
_EPRINT = late(r"\beprint\s*=\s*[{\"]{1,2}([^{}\"]{1,100})[}\"]", re.IGNORECASE)
_SERVER = late(r"\b(?:archiveprefix|eprinttype)\s*=\s*[{\"]{0,2}([\w.-]{1,40})", re.IGNORECASE)
# TeX's accents stand on a dotless i (\'{\i}, {\'\i}), for which Unicode has no letter of its own.
_DOTLESS = late(r"\\(['`^\"])\s*(?:\{\s*\\i\s*\}|\\i\b[ \t]?)")
_NO_WORK = frozenset({"string", "preamble", "comment"})
MAX_BYTES = 100_000_000
"""A larger bibliography is refused before it is read."""
_ATTEMPTS = 24
"""How often pandoc is asked again while broken entries are looked for."""


def read_bibliography(name: str, data: bytes, log: Log) -> tuple[m.Reference, ...]:
    """The works in a bibliography file called ``name``; its suffix says what it is.

    Entries that cannot be understood are reported with their line and left out; of several entries with one
    key the first counts. A reference's ``key`` is the source's, its ``id`` ``ref-`` and the key as an XML name.

    Raises:
        UnreadableSource: the file as a whole cannot be understood, or its kind is not known.
        MissingTool: there is no pandoc.

    """
    suffix = PurePosixPath(name.lower().replace("\\", "/")).suffix
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        log(
            Diagnostic(
                Rule.SOURCE_READABLE,
                "not UTF-8: read as Windows-1252",
                pos=Pos(name),
                hint="save it as UTF-8",
            )
        )
    if not text.strip():
        log(Diagnostic(Rule.SOURCE_READABLE, "the bibliography is empty", pos=Pos(name)))
        return ()
    lines: dict[str, int] = {}
    if suffix == ".json":
        items = _json(name, text)
    elif suffix in (".yaml", ".yml"):
        items = _yaml(name, text)
    elif suffix in (".bib", ".bibtex"):
        text = _DOTLESS.sub(r"\\\1{i}", text).replace("ı\u0301", "í")
        lines = _lines(text)
        text = _dated(name, text, log)
        items = _bibtex(name, text, _FORMATS[suffix], log)
        _eprints(text, items)
        move_addresses(items)
    elif suffix == ".ris":
        items = read_ris(name, text, log)
    elif suffix == ".xml":
        items = _xml(name, text)
    else:
        known = ", ".join((*_FORMATS, ".ris", ".json", ".yaml"))
        raise UnreadableSource(f"{name}: not a bibliography: know {known}")
    return _references(name, items, lines, log)


def _dated(name: str, text: str, log: Log) -> str:
    """``text`` with years that pandoc can read; what stood beside them is reported."""
    pieces = list(_entries(text))
    out = [text[: len(text) - sum(len(piece) for _, piece in pieces)]]
    for line, piece in pieces:
        lost: list[str] = []
        out.append(with_plain_years(piece, lost))
        if lost:
            words = " ".join(lost)
            message = f'"{words}" beside a year is left out'
            log(Diagnostic(Rule.CONTENT_KEPT, message, Severity.INFO, Pos(name, line), removed=words))
    return "".join(out)


def open_bibliographies(files: Iterable[str | Path], log: Log) -> tuple[m.Reference, ...]:
    """The works in all of ``files``; of several with one key the first counts.

    Raises:
        UnreadableSource: a file cannot be opened, is too large, or :func:`read_bibliography` cannot understand it.
        MissingTool: there is no pandoc.

    """
    found: dict[str, m.Reference] = {}
    for path in map(Path, files):
        try:
            if path.stat().st_size > MAX_BYTES:
                raise UnreadableSource(f"{path}: larger than {MAX_BYTES // 1_000_000} MB")
            data = path.read_bytes()
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise UnreadableSource(f"{path}: cannot be read: {reason}") from None
        for work in read_bibliography(str(path), data, log):
            found.setdefault(work.key or work.id, work)
    return tuple(found.values())


def _references(name: str, items: list[Any], lines: dict[str, int], log: Log) -> tuple[m.Reference, ...]:
    taken: set[str] = set()
    counts: dict[str, int] = {}
    keys: set[str] = set()
    out: list[m.Reference] = []
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            log(
                Diagnostic(
                    Rule.SOURCE_READABLE,
                    f"entry {number} is no bibliography item; it is left out",
                    pos=Pos(name),
                )
            )
            continue
        key = str(item.get("id", ""))
        line = lines.get(key, 0) or item.pop("line", 0)
        pos = Pos(name, line, part="" if line else f"entry {number}")
        if key and key in keys:
            log(Diagnostic(Rule.ID_UNIQUE, f'"{key}" is defined twice; the first counts', pos=pos))
            continue
        keys.add(key)
        id = unused(f"ref-{xml_name(key) or number}", taken, counts)
        reference, lost = from_csl(item, id)
        if lost:
            log(
                Diagnostic(
                    Rule.CONTENT_KEPT,
                    f'fields of "{key}" that have no place are left out: {", ".join(lost)}',
                    Severity.INFO,
                    pos,
                    removed="; ".join(f"{one}: {item[one]}" for one in lost)[:2000],
                )
            )
        if reference.note and not any(
            (reference.title, reference.authors, reference.editors, reference.container_title)
        ):
            # A note alone is the string of an entry that nobody has understood yet.
            reference = m.Reference(id, key=key, raw=m.text(reference.note))
        out.append(m.replace(reference, pos=pos, provenance="bibliography"))
    return tuple(out)


def _xml(name: str, text: str) -> list[Any]:
    """The works in EndNote's XML, or those of the reference list of an article in JATS."""
    root = patterns.search(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)", text[:100_000])
    kind = root[1] if root else ""
    if kind not in {"xml", "records", "record", "article", "ref-list"}:
        raise UnreadableSource(f"{name}: <{kind or '?'}> is neither EndNote's XML nor JATS")
    if kind in {"article", "ref-list"}:
        try:
            return read_jats(text)
        except ValueError as error:
            raise UnreadableSource(f"{name}: {error}") from None
    return _convert(name, text, "endnotexml")


def _convert(name: str, text: str, format: str) -> list[Any]:
    try:
        return list(bibliography_to_csl(text.encode(), format))
    except ConversionFailed as error:
        raise UnreadableSource(f"{name}: {error}") from None


def _json(name: str, text: str) -> list[Any]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableSource(f"{name}:{error.lineno}:{error.colno}: not JSON: {error.msg}") from None
    except RecursionError:
        raise UnreadableSource(f"{name}: nested too deeply") from None
    return _items(name, value)


def _yaml(name: str, text: str) -> list[Any]:
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f":{mark.line + 1}" if mark else ""
        raise UnreadableSource(f"{name}{place}: not YAML: {getattr(error, 'problem', error)}") from None
    except RecursionError:
        raise UnreadableSource(f"{name}: nested too deeply") from None
    return _items(name, value)


def _items(name: str, value: Any) -> list[Any]:
    """The items of CSL data: a list, or a list under ``references`` or ``items``."""
    if isinstance(value, dict):
        value = value.get("references", value.get("items", [value] if "type" in value else None))
    if not isinstance(value, list):
        raise UnreadableSource(f"{name}: not CSL data: expected a list of items")
    return value


def _bibtex(name: str, text: str, format: str, log: Log) -> list[Any]:
    """All entries at once; where pandoc stumbles, all that it can read without the broken ones."""
    pieces = list(_entries(text))
    sound = [piece for piece in pieces if _is_closed(piece[1])]
    for line, piece in pieces:
        if not _is_closed(piece):
            _report(name, line, piece, "a brace or quotation mark is not closed", log)
    whole = text if len(sound) == len(pieces) else "\n".join(piece for _, piece in sound)
    try:
        return list(bibliography_to_csl(whole.encode(), format))
    except (ConversionFailed, UnreadableSource):
        pass
    shared = [piece for _, piece in sound if (found := _ENTRY.match(piece)) and found[1].lower() in _NO_WORK]
    works = [piece for piece in sound if piece[1] not in shared]
    budget = [_ATTEMPTS]
    return _without_broken(name, shared, works, format, budget=budget, log=log)


def _eprints(text: str, items: list[Any]) -> None:
    """Give the works among ``items`` that are kept by a preprint server what pandoc leaves out of their entries."""
    if "eprint" not in text.lower():
        return
    by_key = {str(item.get("id", "")): item for item in items if isinstance(item, dict)}
    for _, piece in _entries(text):
        found, number, server = _ENTRY.match(piece), _EPRINT.search(piece), _SERVER.search(piece)
        item = by_key.get(found[2]) if found else None
        if (
            item is None
            or number is None
            or (server and server[1].lower() in {"pubmed", "jstor", "googlebooks", "hdl"})
        ):
            continue
        item["archive_location"] = number[1].strip()
        item["archive"] = {"arxiv": "arXiv"}.get(server[1].lower(), server[1]) if server else "arXiv"
        if item.get("type") in {"", "document", "manuscript"}:
            item["type"] = "article"


def _without_broken(
    name: str, shared: list[str], works: list[tuple[int, str]], format: str, *, budget: list[int], log: Log
) -> list[Any]:
    """Halve until the broken entries are alone; ``budget`` bounds the attempts."""
    if not works:
        return []
    if budget[0] <= 0:
        for line, piece in works:
            _report(name, line, piece, "too many entries of this file are broken", log)
        return []
    budget[0] -= 1
    try:
        return list(
            bibliography_to_csl("\n".join((*shared, *(piece for _, piece in works))).encode(), format)
        )
    except (ConversionFailed, UnreadableSource) as error:
        if len(works) == 1:
            _report(name, *works[0], str(error).splitlines()[0][:200], log)
            return []
    half = len(works) // 2
    first = _without_broken(name, shared, works[:half], format, budget=budget, log=log)
    return first + _without_broken(name, shared, works[half:], format, budget=budget, log=log)


def _report(name: str, line: int, piece: str, problem: str, log: Log) -> None:
    found = _ENTRY.match(piece)
    key = found[2] if found else piece[:30].strip()
    log(
        Diagnostic(
            Rule.SOURCE_READABLE,
            f'entry "{key}" is broken and left out: {problem}',
            Severity.ERROR,
            Pos(name, line),
            hint="correct the entry",
            removed=piece.strip()[:2000],
        )
    )


def _entries(text: str) -> Iterator[tuple[int, str]]:
    """Each entry with the line it begins on: from one ``@type{`` at the start of a line to the next."""
    starts = [found.start() for found in _ENTRY.finditer(text)]
    line, at = 1, 0
    for index, start in enumerate(starts):
        line += text.count("\n", at, start)
        at = start
        yield line, text[start : starts[index + 1] if index + 1 < len(starts) else len(text)]


def _is_closed(piece: str) -> bool:
    depth = 0
    for mark in patterns.finditer(r"\\.|[{}]", piece, re.DOTALL):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth -= 1
            if depth == 0:
                return True
    return "(" in piece[:40] and depth == 0


def _lines(text: str) -> dict[str, int]:
    out: dict[str, int] = {}
    for line, piece in _entries(text):
        found = _ENTRY.match(piece)
        if found and found[1].lower() not in _NO_WORK:
            out.setdefault(found[2], line)
    return out
