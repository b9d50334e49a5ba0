"""PDF: the text of its pages, all strings, all streams unpacked, the files in it. ISO 32000-1"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator

import pypdfium2

from paperconv.leaks.pieces import MOST_BYTES, Cut, Piece, opaque
from paperconv.patterns import late

_STREAM = re.compile(rb">>\s*stream\r?\n")
_NAME = re.compile(rb"/(F|Filter)\s*(\[[^\]]*\]|/[\w#]+)")
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)")
_KEYED = re.compile(rb"/([A-Za-z]+)\s*(?=[(<][^<])")
_BESIDE = re.compile(
    rb"/[A-Za-z]+\s*(?:<[0-9A-Fa-f\s]*>|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))", re.DOTALL
)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
# Keys whose strings are no running text; of these the first must be empty.
_FIELDS = frozenset((b"Author", b"Company", b"Manager", b"LastModifiedBy"))
_METADATA = frozenset(
    (
        b"Creator",
        b"Producer",
        b"Keywords",
        b"Subject",
        b"Title",
        b"T",
        b"F",
        b"UF",
        b"Desc",
        b"Reason",
        b"Location",
    )
)
_PICTURES = frozenset((b"DCTDecode", b"DCT", b"JPXDecode", b"CCITTFaxDecode", b"CCF", b"JBIG2Decode"))
_BROKEN_WORD = late(r"[-\u00ad\u2010\ufffe\x02]\r?\n\s*")


def cut_pdf(data: bytes, part: str, deep: int, cut: Cut) -> Iterator[Piece]:
    """The pieces of a PDF."""
    yield from opaque(data, part)
    if re.search(rb"/Encrypt\s+\d+\s+\d+\s+R", data):
        yield Piece(part, "it is encrypted", "unread")
        return
    rest = bytearray()
    at = 0
    for found in _STREAM.finditer(data):
        if found.start() < at:
            continue  # it stands in another stream
        dictionary = data[max(data.rfind(b"obj", at, found.start()), at) : found.start() + 2]
        rest += data[at : found.end()]
        end = _end(data, found.end(), dictionary)
        where = f"{part} object at byte {found.start()}"
        yield from _stream(dictionary, data[found.end() : end], where, deep, cut)
        at = end
    rest += data[at:]
    yield from _strings(bytes(rest), part)
    yield from _pages(data, part)


def _end(data: bytes, start: int, dictionary: bytes) -> int:
    """Where the stream that begins at ``start`` ends."""
    told = _LENGTH.search(dictionary)
    if told and data[start + int(told[1]) : start + int(told[1]) + 20].lstrip().startswith(b"endstream"):
        return start + int(told[1])
    end = data.find(b"endstream", start)
    return end if end >= 0 else len(data)


def _stream(dictionary: bytes, body: bytes, part: str, deep: int, cut: Cut) -> Iterator[Piece]:
    filters = [
        name
        for found in _NAME.finditer(dictionary)
        if found[1] == b"Filter"
        for name in re.findall(rb"/([\w#]+)", found[2])
    ]
    for name in filters:
        if name in _PICTURES:
            break
        unpacked = _unpacked(name, body)
        if unpacked is None:
            yield Piece(part, f"its filter {name.decode('latin-1')} is not known, or it is broken", "unread")
            return
        body = unpacked
    if (
        b"/EmbeddedFile" in dictionary
        or body.startswith((b"PK\x03\x04", b"%PDF-", b"\xff\xd8\xff"))
        or b"/XML" in dictionary
    ):
        yield from cut(body, part, deep + 1)
        return
    if b"/ObjStm" in dictionary:
        yield from _strings(_straight(dictionary, body), part)
    elif b"/Image" not in dictionary:
        # What is drawn is read from the pages; what is said beside it has a key.
        keyed = b"\n".join(found[0] for found in _BESIDE.finditer(body))
        yield from _strings(keyed, part) if keyed else ()
    yield from opaque(body, part)


def _straight(dictionary: bytes, body: bytes) -> bytes:
    """``body`` without the PNG predictor that object streams may have been packed with."""
    columns = re.search(
        rb"/Predictor\s+1[0-5].*?/Columns\s+(\d+)|/Columns\s+(\d+).*?/Predictor\s+1[0-5]",
        dictionary,
        re.DOTALL,
    )
    if columns is None:
        return body
    width = int(columns[1] or columns[2])
    above = bytes(width)
    out = bytearray()
    for at in range(0, len(body), width + 1):
        row = bytearray(body[at + 1 : at + 1 + width])
        if body[at] == 2:
            row = bytearray((a + b) & 255 for a, b in zip(row, above, strict=False))
        elif body[at] == 1:
            for n in range(1, len(row)):
                row[n] = (row[n] + row[n - 1]) & 255
        out += row
        above = bytes(row)
    return bytes(out)


def _unpacked(name: bytes, body: bytes) -> bytes | None:
    try:
        match name:
            case b"FlateDecode" | b"Fl":
                made = zlib.decompressobj()
                return made.decompress(body, MOST_BYTES)
            case b"ASCIIHexDecode" | b"AHx":
                digits = re.sub(rb"[^0-9A-Fa-f]", b"", body.partition(b">")[0])
                return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
            case b"ASCII85Decode" | b"A85":
                return base64.a85decode(body.strip().removeprefix(b"<~").partition(b"~")[0])
            case b"LZWDecode" | b"LZW":
                return _lzw(body)
            case b"RunLengthDecode" | b"RL":
                return _runs(body)
            case _:
                return None
    except (zlib.error, binascii.Error, ValueError, IndexError):
        return None


def _lzw(body: bytes) -> bytes:
    """ISO 32000-1, 7.4.4"""
    out = bytearray()
    table: list[bytes] = []
    width, bits, held, last = 9, 0, 0, b""
    for byte in body:
        held = held << 8 | byte
        bits += 8
        while bits >= width:
            bits -= width
            code = held >> bits
            held &= (1 << bits) - 1
            if code == 256:
                table, width, last = [bytes((n,)) for n in range(256)] + [b"", b""], 9, b""
            elif code == 257:
                return bytes(out)
            else:
                entry = table[code] if code < len(table) else last + last[:1]
                out += entry
                if last:
                    table.append(last + entry[:1])
                last = entry
                width = (
                    12 if len(table) >= 2047 else 11 if len(table) >= 1023 else 10 if len(table) >= 511 else 9
                )
    return bytes(out)


def _runs(body: bytes) -> bytes:
    """ISO 32000-1, 7.4.5"""
    out = bytearray()
    at = 0
    while at < len(body) and body[at] != 128:
        count = body[at]
        if count < 128:
            out += body[at + 1 : at + 2 + count]
            at += count + 2
        else:
            out += body[at + 1 : at + 2] * (257 - count)
            at += 2
    return bytes(out)


def _strings(data: bytes, part: str) -> Iterator[Piece]:
    """All strings in ``data``, by the key that they are the value of."""
    texts: list[str] = []
    keys = {found.end(): found[1] for found in _KEYED.finditer(data)}
    for start, raw in _raw_strings(data):
        text = _decoded(raw)
        key = keys.get(start, b"")
        if key in _FIELDS and text.strip():
            yield Piece(f"{part} /{key.decode()}", text, "field")
        elif key in _METADATA:
            yield Piece(f"{part} /{key.decode()}", text, "metadata")
        else:
            texts.append(text)
    for joint in ("", "\n"):
        yield Piece(f"{part} strings", joint.join(texts), "running")
    for text in texts:
        if "://" in text or "mailto:" in text:
            yield Piece(f"{part} address", text, "address")


def _raw_strings(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    hexadecimal = re.compile(rb"<([0-9A-Fa-f\s]*)>")
    opening = re.compile(rb"[(<]")
    while found := opening.search(data, at):
        start = found.start()
        if data[start : start + 1] == b"<":
            match = hexadecimal.match(data, start)
            if match and data[start + 1 : start + 2] != b"<":
                digits = re.sub(rb"\s", b"", match[1])
                yield start, binascii.unhexlify(digits + b"0" * (len(digits) % 2))
                at = match.end()
            else:
                at = start + (2 if data[start + 1 : start + 2] == b"<" else 1)
            continue
        end = _closing(data, start)
        yield start, _ESCAPE.sub(_escaped, data[start + 1 : end])
        at = end + 1


def _closing(data: bytes, start: int) -> int:
    depth = 0
    for found in re.finditer(rb"\\.|[()]", data[start:], re.DOTALL):
        if found[0] == b"(":
            depth += 1
        elif found[0] == b")":
            depth -= 1
            if depth == 0:
                return start + found.start()
    return len(data)


def _escaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    if code[:1] in b"01234567":
        return bytes((int(code, 8) & 255,))
    return _ESCAPES.get(code, b"" if code in {b"\r\n", b"\n", b"\r"} else code)


def _decoded(raw: bytes) -> str:
    for mark, encoding in (
        (b"\xfe\xff", "utf-16-be"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xef\xbb\xbf", "utf-8"),
    ):
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    return raw.decode("latin-1")


def _pages(data: bytes, part: str) -> Iterator[Piece]:
    """The text of each page, and of its notes and fields, as a reader copies it."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            for key, value in document.get_metadata_dict().items():
                yield Piece(f"{part} {key}", str(value), "field" if key == "Author" and value else "metadata")
            texts = [page.get_textpage().get_text_bounded() for page in document]
    except pypdfium2.PdfiumError as error:
        yield Piece(part, f"its pages cannot be read: {error}", "unread")
        return
    # A word may be divided at the end of a line, or of a page.
    for joint in ("", "-"):
        whole = "\n".join(_BROKEN_WORD.sub(joint, text) for text in texts)
        yield Piece(f"{part} pages", whole, "running")
    for number, text in enumerate(texts, 1):
        yield Piece(f"{part} page {number}", text, "running")
