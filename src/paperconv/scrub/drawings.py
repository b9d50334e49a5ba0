"""SVG, EPS, PDF and EMF without what they say about their makers. Loads the libraries that read them."""

from __future__ import annotations

import base64
import binascii
import io
import re
import struct
from collections.abc import Callable

import pypdfium2
from lxml import etree

from paperconv.scrub import scrub

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_SAID = re.compile(
    rb"^%%?(?:For|Creator|Title|CreationDate|Routing|Copyright|Author|Producer|ModDate|AI\w+|%For|Version|ContainerVersion|"
    rb"CreatorVersion|HiRes\w*Title)\b[^\r\n]*",
    re.MULTILINE,
)
_PACKET = re.compile(rb"<\?xpacket begin.*?<\?xpacket end[^>]*>", re.DOTALL)
_EMF_COMMENT = 70
_WMF_ESCAPE, _WMF_COMMENT = 0x0626, 15
_DATA = re.compile(r"data:(image/[\w.+-]+);base64,", re.IGNORECASE)


def clean_svg(data: bytes, mask: Callable[[str], str]) -> bytes:
    """Without metadata, comments and what editors keep in it; its words masked, pictures in it cleaned.

    What is no XML stays as it is.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return data
    for node in list(root.iter()):
        parent = node.getparent()
        if not isinstance(node.tag, str) or node.tag == f"{_SVG}metadata" or not node.tag.startswith(_SVG):
            if parent is not None:
                _take_out(parent, node)
            continue
        for name, value in list(node.attrib.items()):
            key, text = str(name), str(value)
            if (key.startswith("{") and not key.startswith((_XLINK, _XML))) or key.startswith("data-"):
                del node.attrib[name]
            elif _DATA.match(text.strip()):
                node.set(name, _picture(text.strip(), mask))
            else:
                node.set(name, mask(text))
        node.text = mask(node.text) if node.text else node.text
        node.tail = mask(node.tail) if node.tail else node.tail
    etree.cleanup_namespaces(root)
    return etree.tostring(root)


def _take_out(parent: etree._Element, node: etree._Element) -> None:
    before = node.getprevious()
    if node.tail:
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
    parent.remove(node)


def _picture(address: str, mask: Callable[[str], str]) -> str:
    head, _, body = address.partition(",")
    try:
        return f"{head},{base64.b64encode(scrub(base64.b64decode(body), mask)).decode()}"
    except (binascii.Error, ValueError):
        return address


def clean_eps(data: bytes) -> bytes:
    """With the lines of its head that name persons, programs and times, and its XMP, blanked where they stand."""

    def blank(found: re.Match[bytes]) -> bytes:
        return b"%" + b" " * (len(found[0]) - 1)

    return _PACKET.sub(lambda found: b" " * len(found[0]), _SAID.sub(blank, data))


def clean_pdf(data: bytes) -> bytes:
    """The pages alone, in a new file without information, attachments and private data.

    Raises:
        ValueError: broken or locked.
    """
    try:
        with pypdfium2.PdfDocument(data) as source, pypdfium2.PdfDocument.new() as made:
            made.import_pages(source)
            out = io.BytesIO()
            made.save(out)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from None
    return _steady(out.getvalue())


def _steady(data: bytes) -> bytes:
    """Without the file identifier and the hour, which pdfium makes anew each time."""
    data = re.sub(
        rb"/ID\s*\[\s*<[0-9A-Fa-f]*>\s*<[0-9A-Fa-f]*>\s*\]", lambda found: b" " * len(found[0]), data
    )
    return re.sub(rb"/(?:CreationDate|ModDate)\s*\([^)]*\)", lambda found: b" " * len(found[0]), data)


def clean_emf(data: bytes) -> bytes:
    """With its description (program and title) and what programs keep in it for themselves blanked.

    [MS-EMF], 2.3.4.2 and 2.3.3: Office on a Mac keeps a whole PDF in a comment. Comments of EMF+ draw, and stay.
    """
    out = bytearray(data)
    count, start = struct.unpack_from("<II", data, 60)
    if start and count:
        _blank(out, start, 2 * count)
    at = 0
    while at + 16 <= len(data):
        kind, size = struct.unpack_from("<II", data, at)
        if kind == _EMF_COMMENT and data[at + 12 : at + 16] != b"EMF+":
            _blank(out, at + 12, size - 12)
        if size < 8:
            break
        at += size
    return bytes(out)


def clean_wmf(data: bytes) -> bytes:
    """With the comments of programs blanked. [MS-WMF], 2.3.6.26"""
    out = bytearray(data)
    at = 40 if data.startswith(b"\xd7\xcd\xc6\x9a") else 18
    while at + 10 <= len(data):
        size, function, escape = struct.unpack_from("<IHH", data, at)
        if function == _WMF_ESCAPE and escape == _WMF_COMMENT:
            _blank(out, at + 10, 2 * size - 10)
        if size < 3:
            break
        at += 2 * size
    return bytes(out)


def _blank(data: bytearray, start: int, length: int) -> None:
    end = min(start + max(length, 0), len(data))
    data[start:end] = bytes(max(end - start, 0))
