"""The objects of a PDF as a file (ISO 32000-1, 7.5): an object stream, streams, and a cross-reference stream.

pydyf does the same, but for the file's identifier it turns all objects into bytes a second time and compresses every stream
and font again, a tenth of the time of a paper (no thread of CourtBouillon/pydyf says so; #21 brought the identifier). Here each is turned into bytes once. Streams are compressed at
zlib's level 6, not 9: half the time for two parts in a hundred of the size.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from hashlib import md5
from typing import Any

from paperconv.exporters.pdf.engine import pydyf

_LEVEL = 6
_IN_FILE, _IN_STREAM = 1, 2  # kinds of entries of a cross-reference stream


def write(pdf: Any, version: str) -> bytes:
    """``pdf`` as a file; its identifier is a digest of what it holds."""
    pdf.add_object(pdf.info)
    parts = [f"%PDF-{version}\n%\U0001f5a4\n".encode()]
    position = len(parts[0])
    entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 0)}

    def put(number: int, data: bytes) -> None:
        nonlocal position
        entries[number] = (_IN_FILE, position, 0)
        parts.extend((b"%d 0 obj\n" % number, data, b"\nendobj\n"))
        position += sum(map(len, parts[-3:]))

    held: list[tuple[int, bytes]] = []
    for obj in pdf.objects:
        if obj.free == "f":
            continue
        if isinstance(obj, pydyf.Stream):
            put(obj.number, _stream(obj.stream, obj.extra, compress=obj.compress))
        else:
            held.append((obj.number, written(obj)))
    last = len(pdf.objects)
    places: list[int] = []
    place = 0
    for index, (number, data) in enumerate(held):
        entries[number] = (_IN_STREAM, last, index)
        places += (number, place)
        place += len(data) + 1
    head = b" ".join([b"%d" % one for one in places])
    extra = {"Type": "/ObjStm", "N": len(held), "First": len(head) + 1}
    put(last, _stream((head, *(data for _, data in held)), extra))

    identifier = b"<%s>" % md5(b"".join(parts), usedforsecurity=False).hexdigest().encode()
    entries[last + 1] = (_IN_FILE, position, 0)
    widths = [
        1,
        *(
            max(1, (max(entry[field] for entry in entries.values()).bit_length() + 7) // 8)
            for field in (1, 2)
        ),
    ]
    table = b"".join(
        value.to_bytes(width, "big")
        for number in range(last + 2)
        for value, width in zip(entries.get(number, (0, 0, 0)), widths, strict=True)
    )
    extra = {
        "Type": "/XRef",
        "Size": last + 2,
        "W": pydyf.Array(widths),
        "Root": pdf.catalog.reference,
        "Info": pdf.info.reference,
        "ID": pydyf.Array([identifier, identifier]),
    }
    start = position
    put(last + 1, _stream((table,), extra))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
    return b"".join(parts)


def _stream(items: Iterable[Any], extra: dict[str, Any], *, compress: bool = True) -> bytes:
    data = b"\n".join(map(written, items))
    extra = dict(extra)
    if compress:
        extra["Filter"] = "/FlateDecode"
        data = zlib.compress(data, _LEVEL)
    extra["Length"] = len(data)
    return b"\n".join((_dictionary(extra), b"stream", data, b"endstream"))


def _dictionary(items: dict[str, Any]) -> bytes:
    inside = [b"/" + written(key) + b" " + written(value) for key, value in items.items()]
    return b"<<" + b"".join(inside) + b">>"


def written(item: Any) -> bytes:
    """``item`` as the syntax of PDF has it; a ``str`` is that already."""
    kind = type(item)
    if kind is bytes:
        return bytes(item)
    if kind is str:
        return bytes(item.encode("ascii"))
    if kind is int:
        return b"%d" % item
    if kind is pydyf.Dictionary:
        return _dictionary(item)
    if kind is pydyf.Array:
        return b"[" + b" ".join(map(written, item)) + b"]"
    return bytes(pydyf._to_bytes(item))  # noqa: SLF001 - floats, strings and what else there is
