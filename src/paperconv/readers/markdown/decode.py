"""Bytes of a text file into lines, whatever wrote them."""

from __future__ import annotations

import codecs
import re

from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.errors import UnreadableSource
from paperconv.patterns import late
from paperconv.protocols import Source

MAX_BYTES = 64 * 1024 * 1024
"""A larger file is no manuscript."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF: convert it to Markdown first"),
    (b"PK\x03\x04", "a zip file, perhaps DOCX or EPUB: say which with --from, or give it its usual suffix"),
    (b"\xd0\xcf\x11\xe0", "an old Word file: save it as DOCX"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file: unpack it"),
    (b"{\\rtf", "RTF: use --from rtf"),
    (b"\x7fELF", "a program"),
)
# What XML cannot hold, and no text needs. A form feed stays: it marks the end of a page.
_CONTROL = late("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff\ufeff]")


def decode(source: Source, log: Log) -> list[str]:
    """The lines of ``source``, without their ends.

    Raises:
        UnreadableSource: it is empty, too large, or not text.

    """
    data, name = source.data, source.name
    if len(data) > MAX_BYTES:
        raise UnreadableSource(
            f"{name}: {len(data) >> 20} MiB is more than {MAX_BYTES >> 20} MiB: split the manuscript"
        )
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UnreadableSource(f"{name}: not a text file but {what}")
    text = _decoded(data, name, log)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\u2028", "\n")
    text = _read_twice(text, name, log)
    found = _CONTROL.findall(text)
    if found:
        if len(found) > 16 and len(found) * 20 > len(text):
            raise UnreadableSource(
                f"{name}: not a text file: every {len(text) // len(found)}th character is a control character"
            )
        text = _CONTROL.sub("", text)
        if any(c != "\ufeff" for c in found):
            log(
                Diagnostic(
                    Rule.SOURCE_READABLE,
                    f"{len(found)} control characters were left out",
                    Severity.INFO,
                    Pos(name),
                )
            )
    if not text.strip():
        raise UnreadableSource(f"{name}: the file is empty: give a manuscript with text in it")
    return text.split("\n")


# What UTF-8 looks like when it is read as Windows-1252 and saved again: a lead byte, and those that follow it.
_TWICE = late(
    "[\u00c2-\u00f4][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d"
    "\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]{1,3}"
)


def _read_twice(text: str, name: str, log: Log) -> str:
    """``text`` with characters that an earlier program read in the wrong encoding put right: ``MÃ¼ller``."""
    if not ("Ã" in text or "â€" in text or "Â" in text or "Å" in text):
        return text
    mended = 0

    def put_right(found: re.Match[str]) -> str:
        nonlocal mended
        for end in range(len(found[0]), 1, -1):
            head = found[0][:end]
            try:
                right = b"".join(c.encode("latin-1" if c < "\u0100" else "cp1252") for c in head).decode(
                    "utf-8"
                )
            except UnicodeError:
                continue
            mended += 1
            return right + found[0][end:]
        return found[0]

    made = _TWICE.sub(put_right, text)
    if mended:
        problem = f"{mended} characters had been read in the wrong encoding and were put right"
        log(Diagnostic(Rule.SOURCE_READABLE, problem, Severity.INFO, Pos(name)))
    return made


def _decoded(data: bytes, name: str, log: Log) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableSource(
                    f"{name}: says it is {encoding.upper()} but is not: {error.reason}"
                ) from None
    if b"\0" in data:
        wide = _wide(data)
        if not wide:
            raise UnreadableSource(f"{name}: not a text file: it holds NUL bytes")
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    text = data.decode("utf-8", "replace")
    # Damaged UTF-8 has more whole characters outside ASCII than broken ones; a text in another encoding has next to none.
    broken = text.count("\ufffd")
    if broken * 2 <= sum(1 for c in text if c > "\x7f" and c != "\ufffd"):
        problem, hint = f"{broken} places are not UTF-8 and show as \ufffd", "save the file as UTF-8 again"
    else:
        text = data.decode("cp1252", "replace")
        problem, hint = (
            "not UTF-8: read as Windows-1252",
            "save the file as UTF-8, and look at letters with accents",
        )
    log(Diagnostic(Rule.SOURCE_READABLE, problem, Severity.WARNING, Pos(name, line), hint))
    return text


def _wide(data: bytes) -> str:
    """The encoding of UTF-16 text without a byte order mark, or an empty string."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half and odd > half * 0.4 and even < half * 0.1:
        return "utf-16-le"
    if half and even > half * 0.4 and odd < half * 0.1:
        return "utf-16-be"
    return ""
