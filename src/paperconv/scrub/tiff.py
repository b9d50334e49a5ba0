"""TIFF with the values of its descriptive tags blanked where they stand: no offset changes."""

from __future__ import annotations

import struct

# What it takes to show the picture: TIFF 6.0, part 1 and 2, and the tags of JPEG, colour profiles and transparency.
_KEPT = frozenset(
    (
        254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 286, 287, 288, 289,
        290, 291, 292, 293, 296, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 330, 332, 333, 334, 336, 338, 339, 340, 341,
        342, 347, 512, 513, 514, 515, 517, 518, 519, 520, 521, 529, 530, 531, 532, 34675,
    )
)  # fmt: skip
_SUB_IFDS, _EXIF, _GPS = 330, 34665, 34853
_SIZES = {
    1: 1,
    2: 1,
    3: 2,
    4: 4,
    5: 8,
    6: 1,
    7: 1,
    8: 2,
    9: 4,
    10: 8,
    11: 4,
    12: 8,
    13: 4,
    16: 8,
    17: 8,
    18: 8,
}
_MOST_FOLDERS = 1000


def clean_tiff(data: bytes) -> bytes:
    """``data`` without descriptions, names, times, EXIF and the like.

    Raises:
        ValueError: broken.
    """
    order = "<" if data[:2] == b"II" else ">"
    big = struct.unpack_from(f"{order}H", data, 2)[0] == 43
    out = bytearray(data)
    try:
        waiting = [(struct.unpack_from(f"{order}{'Q' if big else 'I'}", data, 8 if big else 4)[0], False)]
        seen: set[int] = set()
        while waiting:
            start, private = waiting.pop()
            if start and start not in seen:
                seen.add(start)
                if len(seen) > _MOST_FOLDERS:
                    raise ValueError("too many folders")
                waiting += _folder(data, out, order, start, big=big, private=private)
    except struct.error:
        raise ValueError("broken") from None
    return bytes(out)


def _folder(
    data: bytes, out: bytearray, order: str, start: int, *, big: bool, private: bool
) -> list[tuple[int, bool]]:
    """Blank the entries of the folder at ``start``; the folders that it names, and whether all in them goes."""
    count_form, entry_form, size, inline = ("Q", "HHQ", 20, 8) if big else ("H", "HHI", 12, 4)
    pointer = "Q" if big else "I"
    (count,) = struct.unpack_from(f"{order}{count_form}", data, start)
    first = start + struct.calcsize(count_form)
    if count > 10_000:
        raise ValueError("too many entries")
    named: list[tuple[int, bool]] = []
    for number in range(count):
        at = first + size * number
        tag, kind, values = struct.unpack_from(f"{order}{entry_form}", data, at)
        length = values * _SIZES.get(kind, 1)
        place = at + size - inline
        if length > inline:
            (place,) = struct.unpack_from(f"{order}{pointer}", data, place)
        if tag in {_SUB_IFDS, _EXIF, _GPS} and not private:
            width, form = (8, "Q") if _SIZES.get(kind, 4) == 8 else (4, "I")
            named += [
                (struct.unpack_from(f"{order}{form}", data, place + width * n)[0], tag != _SUB_IFDS)
                for n in range(min(values, 100))
            ]
        elif private or tag not in _KEPT:
            end = min(place + length, len(out))
            out[place:end] = (b" " if kind == 2 else b"\0") * max(end - place, 0)
            if kind == 2 and end > place:
                out[end - 1] = 0
    named.append((struct.unpack_from(f"{order}{pointer}", data, first + size * count)[0], private))
    return named
