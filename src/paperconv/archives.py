"""Manuscripts that are zip files: what they may hold, and the pictures in them.

Pictures are read from the zip here. pandoc could write them to a folder, but then a file made by a stranger would decide
what is written to the disk, and how much.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath
from urllib.parse import unquote

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule
from paperconv.errors import UnreadableSource
from paperconv.protocols import Source

ARCHIVES = frozenset({"docx", "odt", "epub", "pptx", "xlsx"})
"""pandoc's formats that are zip files."""

_MAX_MEMBERS = 20_000
_MAX_TEXT = 200_000_000  # bytes of XML that pandoc unpacks
_MAX_PICTURE = 100_000_000
_MAX_PICTURES = 500_000_000
PICTURE_TYPES = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".svg": "image/svg+xml",
    ".tif": "image/tiff", ".tiff": "image/tiff", ".webp": "image/webp", ".bmp": "image/bmp", ".emf": "image/emf",
    ".wmf": "image/wmf", ".pdf": "application/pdf", ".eps": "application/postscript",
}  # fmt: skip


def check_archive(source: Source) -> None:
    """See that ``source`` is a zip that unpacks within bounds.

    Raises:
        UnreadableSource: it is not.
    """
    if source.data[:4] == b"\xd0\xcf\x11\xe0":
        raise UnreadableSource(
            f"{source.name}: an old Word file or one with a password; save it as .docx without one"
        )
    with _opened(source) as archive:
        members = archive.infolist()
        if len(members) > _MAX_MEMBERS:
            raise UnreadableSource(f"{source.name}: {len(members)} files in it; this is no manuscript")
        # pandoc unpacks every member; what the list of contents says is what it will use.
        text = sum(
            one.file_size
            for one in members
            if PurePosixPath(one.filename).suffix.lower() not in PICTURE_TYPES
        )
        whole = sum(one.file_size for one in members)
        if text > _MAX_TEXT or whole > _MAX_TEXT + _MAX_PICTURES:
            raise UnreadableSource(
                f"{source.name}: it unpacks to {whole // 1_000_000} MB; this is no manuscript"
            )


def take_media(draft: m.Draft, source: Source, prefix: str, into: list[m.Resource], log: Log) -> m.Draft:
    """``draft`` with the pictures it shows taken out of ``source`` and added to ``into``.

    A picture's name in the draft becomes that of its resource, with ``prefix`` before it.
    """
    wanted = [node.source for node in m.iter_nodes(draft) if isinstance(node, m.Image)]
    if not wanted:
        return draft
    names: dict[str, str] = {}
    left = _MAX_PICTURES
    with _opened(source) as archive:
        members = {one.filename: one for one in archive.infolist()}
        by_end = {f"/{name}": one for name, one in members.items()}
        for given in dict.fromkeys(wanted):
            member = _member(given, members, by_end)
            if member is None:
                continue
            data = _unpacked(archive, member, min(_MAX_PICTURE, left))
            if data is None:
                message = f'picture "{given}" is broken or too large'
                log(Diagnostic(Rule.PICTURE_READABLE, message, pos=Pos(source.name)))
                continue
            left -= len(data)
            names[given] = f"{prefix}{given}"
            kind = PICTURE_TYPES.get(
                PurePosixPath(member.filename).suffix.lower(), "application/octet-stream"
            )
            into.append(m.Resource(names[given], kind, data))
    if not prefix:
        return draft

    def rule(node: m.Node) -> m.Node | None:
        if isinstance(node, m.Image) and node.source in names:
            return m.replace(node, source=names[node.source])
        return None

    return m.rewrite(draft, rule)


def _opened(source: Source) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(source.data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableSource(f"{source.name}: it is damaged, or no file of this kind ({error})") from None


def _member(
    given: str, members: dict[str, zipfile.ZipInfo], by_end: dict[str, zipfile.ZipInfo]
) -> zipfile.ZipInfo | None:
    """The member that pandoc calls ``given``: its path, or the end of its path."""
    for name in (given, unquote(given), f"word/{given}", f"ppt/{given}"):
        if name in members:
            return members[name]
    end = "/" + unquote(given).lstrip("./")
    found = [one for name, one in by_end.items() if name.endswith(end)]
    return found[0] if len(found) == 1 else None


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes | None:
    if member.file_size > limit or member.flag_bits & 1:
        return None
    try:
        with archive.open(member) as stream:
            data = stream.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError):
        return None
    return data if len(data) <= limit else None
