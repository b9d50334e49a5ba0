"""A file cut into the texts in it, each with what may be looked for there. A file inside a file is cut up too."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias
from urllib.parse import unquote, unquote_to_bytes

import msgspec

from paperconv import patterns
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

# Six characters that a name or address can have; in packed or random bytes they are rare.
_RUN = re.compile(
    rb"(?:[A-Za-z0-9 .,@_'/:+()~-]|[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xc0-\xff]){6,}"
)
_WIDE_RUNS = (
    ("utf-16-le", re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\0|.\x01){6,}", re.DOTALL)),
    ("utf-16-be", re.compile(rb"(?:\0[\x20-\x7e\xa0-\xff]|\x01.){6,}", re.DOTALL)),
)


class Piece(msgspec.Struct, frozen=True):
    """``part`` is the path to it: ``word/document.xml``, ``paper.pdf page 2``."""

    part: str
    text: str
    where: Where


Cut: TypeAlias = Callable[[bytes, str, int], Iterator[Piece]]
"""Cuts data up: data, the path to it, and how deep it lies."""


def opaque(data: bytes, part: str) -> Iterator[Piece]:
    """Bytes as every kind of text that they may be: UTF-8, Latin-1, UTF-16; of what is no text, the stretches that may be."""
    try:
        yield Piece(part, data.decode("utf-8"), "opaque")
    except UnicodeDecodeError:
        found = b"\n".join(_RUN.findall(data))
        yield Piece(part, found.decode("utf-8", "replace"), "opaque")
        yield Piece(part, found.decode("latin-1"), "opaque")
    if b"\0" in data or b"\1" in data:
        for encoding, run in _WIDE_RUNS:
            yield Piece(part, "\n".join(one.decode(encoding) for one in run.findall(data)), "opaque")


def inside(text: str, part: str, deep: int, cut: Cut) -> Iterator[Piece]:
    """The files in the ``data:`` addresses of ``text``."""
    if "data:" not in text and "DATA:" not in text:
        return
    for found in _DATA.finditer(text):
        try:
            if found[1]:
                data = base64.b64decode(patterns.sub(r"[^\w+/=]", "", unquote(found[2])))
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
