"""Which kind of file is cut up how."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import msgspec

from paperconv.late import load
from paperconv.leaks.pieces import DEEPEST, MOST_BYTES, Piece, Where, inside, opaque, without_data
from paperconv.pictures import kind_of, unpacked

_FONTS = (b"OTTO", b"\0\1\0\0", b"true", b"wOFF", b"wOF2", b"ttcf")
# Where a Word package says how things look, and nothing else.
_LOOKS = (
    "styles.xml",
    "fontTable.xml",
    "theme1.xml",
    "numbering.xml",
    "webSettings.xml",
    ".css",
    "[Content_Types].xml",
)


def cut(data: bytes, part: str, deep: int = 0) -> Iterator[Piece]:
    """The pieces of a file, and of the files in it."""
    if deep > DEEPEST:
        yield Piece(part, "it lies in too many other files", "unread")
        return
    kind = kind_of(data)
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(b"PK\x03\x04"):
        yield from _package(data, part, deep)
    elif kind == "application/pdf":
        yield from load("paperconv.leaks.pdf").cut_pdf(data, part, deep, cut)
    elif kind == "image/svg+xml":
        yield from load("paperconv.leaks.markup").cut_markup(unpacked(data), part, deep, cut)
    elif kind:
        yield from load("paperconv.leaks.pictures").cut_picture(data, part, deep, cut, kind)
    elif data.startswith(_FONTS) or part.endswith(_LOOKS):
        yield from opaque(data, part)
    elif head.startswith(b"<"):
        yield from load("paperconv.leaks.markup").cut_markup(data, part, deep, cut)
    elif head.startswith((b"{", b"[")):
        yield from _json(data, part, deep)
    else:
        yield from opaque(data, part)
        text = data.decode("utf-8", "replace")
        if "\ufffd" not in text:
            yield Piece(part, without_data(text), "running")
            yield from inside(text, part, deep, cut)


def _package(data: bytes, part: str, deep: int) -> Iterator[Piece]:
    """The members of a zip file, their names, and what is written beside them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield Piece(f"{part} comment", package.comment.decode("utf-8", "replace"), "metadata")
            total = 0
            for member in package.infolist():
                where = f"{part}!{member.filename}" if deep else member.filename
                yield Piece(f"{where} (name)", member.filename, "metadata")
                for beside in (member.comment, member.extra):
                    if beside:
                        yield Piece(f"{where} (beside)", beside.decode("latin-1"), "metadata")
                total += member.file_size
                if total > MOST_BYTES:
                    yield Piece(where, "it unfolds into too much", "unread")
                    return
                yield from cut(package.read(member), where, deep + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        yield Piece(part, f"it cannot be unpacked: {error}", "unread")


_PUBLIC = frozenset(
    ("title", "subtitle", "short_title", "translated_titles", "abstracts", "keywords", "subjects", "license")
)


def _json(data: bytes, part: str, deep: int) -> Iterator[Piece]:
    """A document of ours by its parts, any other JSON as running text; files in it are cut up."""
    yield from opaque(data, part)
    try:
        held = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        yield Piece(part, data.decode("utf-8", "replace"), "running")
        return
    document = held.get("document") if isinstance(held, dict) else None
    if not isinstance(document, dict):
        yield Piece(part, "\n".join(_texts(held)), "running")
        return
    meta = document.get("meta", {})
    for name, value in meta.items():
        if name == "t":
            continue  # the kind of node
        where: Where = "body" if name in _PUBLIC else "metadata"
        filled = name in {"authors", "affiliations", "author_notes", "editors", "funding"} and value
        yield Piece(f"{part} $.document.meta.{name}", _joined(value), "field" if filled else where)
    for resource in document.get("resources", ()):
        yield Piece(f"{part} $.document.resources", str(resource.get("name", "")), "metadata")
        name = str(resource.get("name", ""))
        yield from cut(base64.b64decode(resource.get("data", "")), f"{part} {name}", deep + 1)
    for name, value in document.items():
        if name not in {"meta", "resources"}:
            where = "running" if name == "reference_lists" else "body"
            for joint in ("", " "):
                yield Piece(f"{part} $.document.{name}", joint.join(_texts(value)), where)
            for key, text in _named(value):
                yield Piece(f"{part} $.document.{name} {key}", text, "address" if key in _IDS else "metadata")


_IDS = frozenset(("id", "target", "ref", "note", "source", "key", "url", "name"))
_SIGNED = frozenset(("author", "file", "date"))
_OUTSIDE = _IDS | {"t", "role", "type", "style", "language", "provenance", "mathml", "pos"} - {"name"}


def _joined(value: Any) -> str:
    return " ".join(_texts(value))


def _texts(value: Any, key: str = "") -> Iterator[str]:
    """All strings below ``value`` but tags and ids."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, key)
    elif isinstance(value, dict):
        if value.get("t") in {"Paragraph", "Section", "Cell", "ListItem", "Caption"}:
            yield "\n"
        for name, one in value.items():
            if name not in _OUTSIDE or not isinstance(one, str):
                yield from _texts(one, name)


def _named(value: Any) -> Iterator[tuple[str, str]]:
    """The strings below ``value`` that are ids, addresses, or who signed something, with their keys."""
    if isinstance(value, list):
        for one in value:
            yield from _named(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            if isinstance(one, str) and (name in _IDS or name in _SIGNED) and one:
                yield name, one
            else:
                yield from _named(one)
