"""A file cut into the texts in it, each with what may be looked for there. A file inside a file is cut up too."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias
from urllib.parse import unquote, unquote_to_bytes

import msgspec

from paperconv.patterns import late

Where: TypeAlias = Literal["body", "running", "metadata", "address", "opaque", "field", "unread"]
"""``running``: references may stand in it. ``address``: an id, an address. ``opaque``: bytes that are perhaps no text.

``field``: one that is there for a person's name, and must be empty. ``unread``: what cannot be searched, with the reason.
"""

MOST_BYTES = 1_000_000_000
"""No part of a file may unfold into more."""
DEEPEST = 8
"""Files inside files inside files …"""

_DATA = late(r"data:[\w./+-]*(?:;[\w=.+-]+)*?(?:(;base64),([\w+/=%\s-]*)|,([^\s\"<>]*))", re.IGNORECASE)


class Piece(msgspec.Struct, frozen=True):
    """``part`` is the path to it: ``word/document.xml``, ``paper.pdf page 2``."""

    part: str
    text: str
    where: Where


Cut: TypeAlias = Callable[[bytes, str, int], Iterator[Piece]]
"""Cuts data up: data, the path to it, and how deep it lies."""


def opaque(data: bytes, part: str) -> Iterator[Piece]:
    """Bytes as every kind of text that they may be."""
    yield Piece(part, data.decode("utf-8", "replace"), "opaque")
    if not data.isascii():
        yield Piece(part, data.decode("latin-1"), "opaque")
    for start in (0, 1):
        # Every second byte of Western text in UTF-16 is 0: what has none of these is no such text.
        if data.count(b"\0") > len(data) // 100:
            for encoding in ("utf-16-le", "utf-16-be"):
                yield Piece(part, data[start:].decode(encoding, "replace"), "opaque")


def inside(text: str, part: str, deep: int, cut: Cut) -> Iterator[Piece]:
    """The files in the ``data:`` addresses of ``text``."""
    if "data:" not in text and "DATA:" not in text:
        return
    for found in _DATA.finditer(text):
        try:
            if found[1]:
                data = base64.b64decode(re.sub(r"[^\w+/=]", "", unquote(found[2])))
            else:
                data = unquote_to_bytes(found[3])
        except (binascii.Error, ValueError):
            yield Piece(f"{part} data:", "broken base64", "unread")
            continue
        if data:
            yield from cut(data, f"{part} data:", deep + 1)


def without_data(text: str) -> str:
    """``text`` with the bodies of its ``data:`` addresses left out: they have been looked into."""
    return _DATA.sub("data:", text) if "data:" in text or "DATA:" in text else text
