"""What a picture's file says beside what it shows."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from paperconv.leaks.pieces import Cut, Piece, opaque

_MOST = 10_000_000
_PIXELS = frozenset((b"IDAT", b"fdAT", b"PLTE", b"tRNS"))
_XMP = b"<x:xmpmeta"


def cut_picture(data: bytes, part: str, deep: int, cut: Cut, kind: str) -> Iterator[Piece]:
    """The pieces of a raster, an EPS or a metafile. SVG is markup."""
    match kind:
        case "image/png":
            yield from _png(data, part)
        case "image/jpeg":
            yield from _segments(data, part)
        case "application/postscript":
            yield Piece(part, data.decode("latin-1"), "running")
        case _:
            pass
    yield from opaque(data, part)
    start = data.find(_XMP)
    while start >= 0:
        end = data.find(b"</x:xmpmeta>", start)
        if end < 0:
            break
        yield from cut(data[start : end + len(b"</x:xmpmeta>")], f"{part} XMP", deep + 1)
        start = data.find(_XMP, end)


def _png(data: bytes, part: str) -> Iterator[Piece]:
    at = 8
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        name = data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + length]
        if name not in _PIXELS:
            label = f"{part} {name.decode('latin-1')}"
            for text in (body, *_unpacked(name, body)):
                yield Piece(
                    label, text.decode("utf-8", "replace"), "opaque" if name == b"iCCP" else "metadata"
                )
                if not text.isascii():
                    yield Piece(label, text.decode("latin-1"), "opaque" if name == b"iCCP" else "metadata")
        at += 12 + length
    if at < len(data):
        yield Piece(f"{part} end", data[at:].decode("utf-8", "replace"), "metadata")


def _unpacked(name: bytes, body: bytes) -> Iterator[bytes]:
    """The packed text of a chunk."""
    if name in {b"zTXt", b"iCCP"}:
        packed = body.partition(b"\0")[2][1:]
    elif name == b"iTXt" and body.partition(b"\0")[2][:1] == b"\x01":
        packed = body.partition(b"\0")[2][2:].partition(b"\0")[2].partition(b"\0")[2]
    else:
        return
    try:
        yield zlib.decompressobj().decompress(packed, _MOST)
    except zlib.error:
        return


def _segments(data: bytes, part: str) -> Iterator[Piece]:
    """The segments of a JPEG before its coded picture, and what lies behind its end."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in {0xDA, 0xD9}:
            break
        if marker in {0x01, 0xFF} or 0xD0 <= marker <= 0xD8:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        body = data[at + 4 : at + 2 + length]
        if 0xE0 <= marker <= 0xEF or marker == 0xFE:
            where = "opaque" if body.startswith(b"ICC_PROFILE") else "metadata"
            for encoding in ("utf-8", "latin-1", "utf-16-le", "utf-16-be"):
                yield Piece(f"{part} segment {marker:02X}", body.decode(encoding, "replace"), where)  # type: ignore[arg-type]
        at += 2 + length
    end = data.rfind(b"\xff\xd9")
    if 0 <= end < len(data) - 2:
        yield Piece(f"{part} end", data[end + 2 :].decode("utf-8", "replace"), "metadata")
