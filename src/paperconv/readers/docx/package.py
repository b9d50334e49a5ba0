"""The parts of a DOCX package: opened within bounds, changed, and closed again for pandoc.

Nothing outside of the package is ever opened, and no entity is expanded.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib

import msgspec
from lxml import etree

from paperconv.archives import PICTURE_TYPES, check_archive
from paperconv.errors import UnreadableSource
from paperconv.protocols import Source
from paperconv.readers.docx.names import Element
from paperconv.zips import pack

_MAX_PART = 100_000_000  # bytes of one XML part
_MAX_PROPERTY = 2_000_000
_STRICT = b"http://purl.oclc.org/ooxml/"
# ISO/IEC 29500-4, annex A: what the namespaces of a Strict package are called in a transitional one.
_TRANSITIONAL = (
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"officeDocument/math", b"officeDocument/2006/math"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"drawingml/main", b"drawingml/2006/main"),
    (b"drawingml/wordprocessingDrawing", b"drawingml/2006/wordprocessingDrawing"),
    (b"drawingml/picture", b"drawingml/2006/picture"),
    (b"drawingml/chart", b"drawingml/2006/chart"),
    (b"drawingml/diagram", b"drawingml/2006/diagram"),
    (b"officeDocument/bibliography", b"officeDocument/2006/bibliography"),
    (b"officeDocument/customXml", b"officeDocument/2006/customXml"),
    (b"officeDocument/extendedProperties", b"officeDocument/2006/extended-properties"),
    (b"officeDocument/customProperties", b"officeDocument/2006/custom-properties"),
    (b"officeDocument/docPropsVTypes", b"officeDocument/2006/docPropsVTypes"),
)


class Relation(msgspec.Struct, frozen=True):
    """A relationship of a part: ``kind`` is the last word of its type (``footnotes``), ``target`` a part's name or a URL."""

    kind: str
    target: str
    external: bool


class Package:
    """A DOCX file. Parts are parsed when they are asked for; those that were parsed are written anew."""

    def __init__(self, source: Source) -> None:
        """
        Raises:
            UnreadableSource: it is no zip, too large, or has no document in it.
        """
        self.name = source.name
        check_archive(source)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(source.data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableSource(f"{source.name}: it is damaged, or no DOCX ({error})") from None
        self._members = {one.filename: one for one in self._archive.infolist()}
        self._trees: dict[str, Element] = {}
        main = [one.target for one in self.relations("").values() if one.kind == "officeDocument"]
        self.main = main[0] if main else "word/document.xml"
        if self.main not in self._members:
            raise UnreadableSource(f"{source.name}: there is no Word document in it")

    def xml(self, name: str) -> Element | None:
        """The root of the part ``name``; None if there is no such part.

        Raises:
            UnreadableSource: it is no XML that an office program writes.
        """
        if name not in self._trees:
            if name not in self._members:
                return None
            self._trees[name] = self._parsed(name)
        return self._trees[name]

    def part(self, kind: str) -> Element | None:
        """The part that the document calls its ``kind``: ``styles``, ``numbering``, ``footnotes``."""
        found = self.parts(kind)
        return self.xml(found[0]) if found else None

    def parts(self, kind: str) -> list[str]:
        """The names of the parts of that ``kind``, in the order of the relationships."""
        return [
            one.target for one in self.relations(self.main).values() if one.kind == kind and not one.external
        ]

    def relations(self, name: str) -> dict[str, Relation]:
        """The relationships of the part ``name`` by their ids; of the package itself for an empty name."""
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        if path not in self._members:
            return {}
        root = self.xml(path)
        found: dict[str, Relation] = {}
        for one in root if root is not None else ():
            target, external = one.get("Target", ""), one.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[one.get("Id", "")] = Relation(one.get("Type", "").rpartition("/")[2], target, external)
        return found

    def custom_parts(self) -> list[Element]:
        """The custom XML parts that can be read: Word keeps its sources in one."""
        found: list[Element] = []
        for name in self.parts("customXml"):
            try:
                root = self.xml(name)
            except UnreadableSource:
                continue  # a stranger's data, which nothing of the text hangs on
            if root is not None:
                found.append(root)
        return found

    def outside_pictures(self) -> list[str]:
        """The addresses of pictures that lie outside of the package."""
        return [
            one.target for one in self.relations(self.main).values() if one.external and one.kind == "image"
        ]

    def closed(self) -> bytes:
        """The package as pandoc gets it: changed parts in their new form, pictures without content."""
        files: dict[str, bytes] = {}
        for name in self._members:
            if name.endswith("/"):
                continue
            if name in self._trees:
                files[name] = etree.tostring(self._trees[name], encoding="UTF-8", xml_declaration=True)
            elif name.lower().endswith((".xml", ".rels")):
                files[name] = _transitional(self._bytes(name))
            elif posixpath.splitext(name)[1].lower() in PICTURE_TYPES:
                files[name] = b""  # pandoc wants to know that it is there, no more
        return pack(files.items(), stored=frozenset(files))

    def _parsed(self, name: str) -> Element:
        data = _transitional(self._bytes(name))
        if re.search(rb"<!(?:DOCTYPE|ENTITY)", data[:2000]):
            raise UnreadableSource(f"{self.name}: {name} declares entities, as no Word document does")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise UnreadableSource(f"{self.name}: {name} is damaged: {error.msg}") from None

    def _bytes(self, name: str) -> bytes:
        limit = _MAX_PROPERTY if name.startswith("docProps/") else _MAX_PART
        try:
            with self._archive.open(self._members[name]) as stream:
                data = stream.read(limit + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise UnreadableSource(f"{self.name}: {name} cannot be unpacked: {error}") from None
        if len(data) > limit:
            raise UnreadableSource(f"{self.name}: {name} has more than {limit // 1_000_000} MB")
        return data


def _transitional(data: bytes) -> bytes:
    """``data`` with the namespaces of ISO Strict in their transitional form."""
    if _STRICT not in data:
        return data
    for strict, transitional in _TRANSITIONAL:
        data = data.replace(_STRICT + strict, b"http://schemas.openxmlformats.org/" + transitional)
    return data
