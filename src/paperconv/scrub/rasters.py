"""PNG, JPEG, GIF and WebP with nothing but the picture: parts of the file are left out, none is written anew."""

from __future__ import annotations

import struct

_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT pHYs bKGD hIST sPLT acTL fcTL fdAT".split()
)
_JPEG_ALONE = frozenset((0x01, *range(0xD0, 0xD9)))
_ORIENTATION = 0x0112
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04


def clean_png(data: bytes) -> bytes:
    """Without text, EXIF and time. https://www.w3.org/TR/png-3/#11Chunks"""
    out = [data[:8]]
    at = 8
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        name = data[at + 4 : at + 8]
        if name in _PNG_KEPT:
            out.append(data[at : at + 12 + length])
        at += 12 + length
        if name == b"IEND":
            break
    return b"".join(out)


def clean_jpeg(data: bytes) -> bytes:
    """Without EXIF (but for how it is turned), XMP, IPTC, previews and comments. ITU-T T.81, annex B"""
    out = [data[:2]]
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise ValueError("no marker where one must stand")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            break
        if marker in _JPEG_ALONE:
            out.append(data[at : at + 2])
            at += 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        segment = data[at : at + 2 + length]
        at += 2 + length
        if marker == 0xDA:
            end = _scan_end(data, at)
            out += [segment, data[at:end]]
            at = end
        elif marker == 0xE1 and segment[4:8] == b"Exif":
            out.append(_turned(segment[10:]))
        elif (
            (not 0xE0 <= marker <= 0xEF and marker != 0xFE)
            or (marker == 0xE0 and segment[4:8] == b"JFIF")
            or (marker == 0xE2 and segment[4:15] == b"ICC_PROFILE")
            or (marker == 0xEE and segment[4:9] == b"Adobe")
        ):
            out.append(_without_thumbnail(segment) if marker == 0xE0 else segment)
    return b"".join([*out, b"\xff\xd9"])


def _without_thumbnail(segment: bytes) -> bytes:
    """JFIF with its preview, which may show what has been cut off, left out."""
    return b"\xff\xe0" + struct.pack(">H", 16) + segment[4:16] + b"\x00\x00"


def _scan_end(data: bytes, at: int) -> int:
    """Where the marker behind the coded picture that begins at ``at`` stands."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
        else:
            return at


def _turned(tiff: bytes) -> bytes:
    """An EXIF segment that says only how the picture is turned; empty if it is not."""
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for number in range(min(count, 1000)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
            if tag == _ORIENTATION and 2 <= value <= 8:
                body = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, value, 0, 0)
                return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
    except struct.error:
        pass
    return b""


def clean_gif(data: bytes) -> bytes:
    """Without comments, words and what programs leave behind. https://www.w3.org/Graphics/GIF/spec-gif89a.txt"""
    table = 3 << ((data[10] & 7) + 1) if data[10] & 0x80 else 0
    at = 13 + table
    out = [data[:at]]
    while at < len(data):
        start = at
        if data[at] == 0x3B:
            break
        if data[at] == 0x21:
            label = data[at + 1]
            at = _blocks_end(data, at + 2)
            looping = label == 0xFF and data[start + 3 : start + 14] in {b"NETSCAPE2.0", b"ANIMEXTS1.0"}
            if label == 0xF9 or looping:
                out.append(data[start:at])
        elif data[at] == 0x2C:
            local = 3 << ((data[at + 9] & 7) + 1) if data[at + 9] & 0x80 else 0
            at = _blocks_end(data, at + 11 + local)
            out.append(data[start:at])
        else:
            raise ValueError("no block where one must stand")
    return b"".join([*out, b"\x3b"])


def _blocks_end(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1


def clean_webp(data: bytes) -> bytes:
    """Without EXIF and XMP. https://www.rfc-editor.org/rfc/rfc9649"""
    out: list[bytes] = []
    at = 12
    while at + 8 <= len(data):
        name = data[at : at + 4]
        (length,) = struct.unpack_from("<I", data, at + 4)
        chunk = data[at : at + 8 + length + length % 2]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes((chunk[8] & ~(_WEBP_EXIF | _WEBP_XMP),)) + chunk[9:]
        if name in _WEBP_KEPT:
            out.append(chunk)
        at += 8 + length + length % 2
    body = b"".join(out)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body
