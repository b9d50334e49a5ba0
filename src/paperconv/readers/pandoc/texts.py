"""Manuscripts that are text: their characters, and the parts that a LaTeX manuscript is spread over."""

from __future__ import annotations

import codecs
import re
from html.entities import html5

from paperconv import patterns
from paperconv.assets import open_asset
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.errors import AssetError, UnreadableSource
from paperconv.formulas.tex import has_macros
from paperconv.late import load
from paperconv.patterns import late
from paperconv.protocols import Source

_MAX_PARTS = 200
_MAX_TEX = 50_000_000
_INPUT = late(r"\\(?:input|include|subfile)\s*\{\s*([^{}\\\n]{1,300}?)\s*\}|(?<!\\)%[^\n]*")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")


def text_of_source(source: Source, log: Log) -> str:
    """The characters of ``source``: UTF-8 or UTF-16, else what it declares, else Windows-1252.

    Raises:
        UnreadableSource: it is binary.
    """
    return _decoded(source.data, source.name, log)


def _decoded(data: bytes, name: str, log: Log) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:100_000] or data.startswith((b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0")):
        raise UnreadableSource(
            f"{name}: it is binary, not text; check its suffix, or name its format with --from"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    found = _DECLARED.search(data[:2000])
    encoding = found.group(1).decode() if found else "cp1252"
    try:
        encoding = codecs.lookup(encoding).name
        if encoding in {"utf-8", "utf-16", "utf-32"}:
            encoding = "cp1252"
        text = data.decode(encoding, "replace")
    except (LookupError, ValueError, UnicodeError):
        encoding = "cp1252"
        text = data.decode(encoding, "replace")
    log(
        Diagnostic(
            Rule.SOURCE_READABLE, f"not UTF-8: read as {encoding}", pos=Pos(name), hint="save it as UTF-8"
        )
    )
    return text


def with_characters(text: str) -> str:
    """``text``, XML, with the characters that HTML's entities name (``&nbsp;``); its own DTD is never fetched."""
    if "&" not in text:
        return text

    def character(found: re.Match[str]) -> str:
        return found.group() if found.group(1) in _OF_XML else html5.get(f"{found.group(1)};", found.group())

    return patterns.sub(r"&([A-Za-z][A-Za-z0-9]{1,40});", character, text)


def joined_tex(text: str, source: Source, log: Log) -> str:
    r"""``text`` with the files of its ``\input`` and ``\include`` in their places, from the manuscript's folder only."""
    if source.folder is None or "\\" not in text:
        return text
    left = [_MAX_PARTS, _MAX_TEX]

    def fill(one: str, open_names: tuple[str, ...]) -> str:
        out: list[str] = []
        place = 0
        for found in _INPUT.finditer(one):
            name = found.group(1)
            if name is None:  # a comment
                continue
            out.append(one[place : found.start()])
            place = found.end()
            part = _part(name, source, open_names, left, log)
            out.append(found.group() if part is None else fill(part, (*open_names, name)))
        return "".join((*out, one[place:]))

    return fill(text, ())


def with_macros(text: str, source: Source, log: Log) -> str:
    """``text``, LaTeX, with those macros filled in that pandoc cannot follow, since they decide something."""
    if not has_macros(text):
        return text
    expansion = load("paperconv.formulas.expansion")
    try:
        filled: str = expansion.filled_source(text)
    except expansion.Stuck:
        message = (
            "macros that decide or define something cannot be followed: what they stand for may be missing"
        )
        hint = "put plain text in the place of such macros"
        log(Diagnostic(Rule.CONTENT_KEPT, message, Severity.WARNING, Pos(source.name), hint))
        return text
    return filled


def _part(name: str, source: Source, open_names: tuple[str, ...], left: list[int], log: Log) -> str | None:
    """The text of the part ``name``; None if it cannot be had, which has then been reported."""
    if name in open_names or len(open_names) > 20:
        problem = f"the part {name!r} is part of itself"
    elif left[0] <= 0:
        problem = f"more than {_MAX_PARTS} parts"
    else:
        left[0] -= 1
        for candidate in (name, f"{name}.tex"):
            try:
                data = open_asset(source.folder, candidate)
            except AssetError as error:
                problem = str(error)
                continue
            left[1] -= len(data)
            if left[1] < 0:
                problem = "the parts are too large"
                break
            try:
                return _decoded(data, candidate, log)
            except UnreadableSource as error:
                problem = str(error)
                break
    severity = Severity.ERROR
    log(
        Diagnostic(
            Rule.CONTENT_KEPT, f"a part is missing: {problem}", severity, Pos(source.name), "put it beside it"
        )
    )
    return None
