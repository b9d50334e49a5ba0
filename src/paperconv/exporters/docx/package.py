"""The zip that a DOCX is (ISO/IEC 29500-2): parts, their types, and the relationships between them."""

from __future__ import annotations

from pathlib import PurePosixPath

from paperconv.exporters.docx.markup import DECLARATION, attribute
from paperconv.zips import pack

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"


class Part:
    """A part of the package under construction, with the relationships that start from it.

    ``name`` is its path in the zip. ``data`` is filled in last; a part without data is left out.
    """

    def __init__(self, name: str, content_type: str) -> None:
        self.name = name
        self.content_type = content_type
        self.data = b""
        self._ids: dict[tuple[str, str, bool], str] = {}

    def relate(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id of the relationship of ``kind`` (``image``, ``hyperlink`` …) to ``target``; made if there is none."""
        key = (kind, target, external)
        if key not in self._ids:
            self._ids[key] = f"rId{len(self._ids) + 1}"
        return self._ids[key]

    def relationships(self) -> bytes:
        """The relationships as their part; empty if there are none."""
        if not self._ids:
            return b""
        entries = []
        for (kind, target, external), identifier in self._ids.items():
            base = f"{_PACKAGE}/relationships/metadata" if kind == "core-properties" else _OFFICE
            mode = ' TargetMode="External"' if external else ""
            entries.append(
                f'<Relationship Id="{identifier}" Type="{base}/{kind}" Target="{attribute(target)}"{mode}/>'
            )
        body = "".join(entries)
        return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{body}</Relationships>'.encode()


class Package:
    """All parts of one file, in the order in which they are written.

    The parts that can hold runs (``document``, ``footnotes`` …) have relationships of their own.
    """

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._root = Part("", "")
        self._media: dict[str, bytes] = {}
        self.document = self._add("document", f"{_WORD}.document.main+xml")
        self._root.relate("officeDocument", self.document.name)
        for name in ("styles", "settings", "fontTable", "numbering"):
            self.word_part(name)
        self.core = Part("docProps/core.xml", _CORE_TYPE)
        self._parts.append(self.core)
        self._root.relate("core-properties", self.core.name)

    def custom_properties(self, data: bytes) -> None:
        """Add the part of custom properties."""
        part = Part("docProps/custom.xml", _CUSTOM_TYPE)
        part.data = data
        self._parts.append(part)
        self._root.relate("custom-properties", part.name)

    def word_part(self, name: str, kind: str = "") -> Part:
        """A part ``word/<name>.xml`` of the type ``kind`` (by default ``name``) that the document is related to."""
        kind = kind or name
        for part in self._parts:
            if part.name == f"word/{name}.xml":
                return part
        part = self._add(name, f"{_WORD}.{kind}+xml")
        self.document.relate(kind, f"{name}.xml")
        return part

    def _add(self, name: str, content_type: str) -> Part:
        part = Part(f"word/{name}.xml", content_type)
        self._parts.append(part)
        return part

    def media(self, name: str, data: bytes) -> None:
        """Store a picture as ``word/media/<name>``."""
        self._media[name] = data

    @property
    def media_names(self) -> frozenset[str]:
        """The names of the pictures stored so far."""
        return frozenset(self._media)

    def pack(self) -> bytes:
        """The file."""
        written = [part for part in self._parts if part.data]
        members = [
            ("[Content_Types].xml", self._content_types(written)),
            ("_rels/.rels", self._root.relationships()),
        ]
        for part in written:
            members.append((part.name, part.data))
            if relationships := part.relationships():
                path = PurePosixPath(part.name)
                members.append((f"{path.parent}/_rels/{path.name}.rels", relationships))
        members += [(f"word/media/{name}", data) for name, data in self._media.items()]
        return pack(members, frozenset(f"word/media/{name}" for name in self._media))

    def _content_types(self, written: list[Part]) -> bytes:
        types = {".gif": "image/gif", ".jpg": "image/jpeg", ".png": "image/png", ".tiff": "image/tiff"}
        used = sorted({PurePosixPath(name).suffix for name in self._media})
        out = [
            DECLARATION,
            f'<Types xmlns="{_PACKAGE}/content-types">',
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
            '<Default Extension="xml" ContentType="application/xml"/>',
            *(f'<Default Extension="{suffix[1:]}" ContentType="{types[suffix]}"/>' for suffix in used),
            *(f'<Override PartName="/{part.name}" ContentType="{part.content_type}"/>' for part in written),
            "</Types>",
        ]
        return "".join(out).encode()
