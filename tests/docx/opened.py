"""A DOCX opened again, for tests to look into."""

from __future__ import annotations

import io
import zipfile

import msgspec
from lxml import etree

from paperconv import model as m
from paperconv.diagnostics import Diagnostic
from paperconv.exporters.docx import DocxExporter
from paperconv.styles import JournalStyle
from tests.documents import arranged
from tests.jobs import job

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Opened:
    """The parts of a DOCX by name, parsed."""

    def __init__(self, data: bytes, found: list[Diagnostic]) -> None:
        self.data = data
        self.found = found
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.names = archive.namelist()
            self.files = {name: archive.read(name) for name in self.names}

    def part(self, name: str = "document") -> etree._Element:
        return etree.fromstring(self.files[f"word/{name}.xml"])

    def parts(self) -> list[etree._Element]:
        """All parts that hold text."""
        names = ("document", "footnotes", "endnotes", "comments", "header1", "footer1")
        return [self.part(name) for name in names if f"word/{name}.xml" in self.files]

    def paragraphs(self, style: str, part: str = "document") -> list[str]:
        """The texts of the paragraphs with the style of that id."""
        return [text(p) for p in self.part(part).iter(f"{W}p") if style_of(p) == style]

    def relationships(self, part: str = "document") -> dict[str, str]:
        name = f"word/_rels/{part}.xml.rels"
        if name not in self.files:
            return {}
        return {e.get("Id", ""): e.get("Target", "") for e in etree.fromstring(self.files[name])}

    def bookmarks(self) -> list[str]:
        return [e.get(f"{W}name", "") for part in self.parts() for e in part.iter(f"{W}bookmarkStart")]

    def fields(self) -> list[str]:
        """The instructions of all fields."""
        return [(e.text or "").strip() for part in self.parts() for e in part.iter(f"{W}instrText")]


def text(element: etree._Element) -> str:
    """What is read of an element: text, tabs and breaks."""
    out = []
    for node in element.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br"):
        if node.getparent() is not None and node.getparent().tag == f"{W}tabs":
            continue
        out.append({f"{W}tab": "\t", f"{W}br": "\n"}.get(str(node.tag), node.text or ""))
    return "".join(out)


def style_of(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def export(document: m.Document, style: str = "base") -> Opened:
    given, found = job(document, style)
    return Opened(DocxExporter().export(arranged(document, given.style), given).data, found)


def export_styled(document: m.Document, **tables: dict[str, object]) -> Opened:
    """The document in ``base`` with keys of its tables changed: ``page={"columns": 2}``."""
    given, found = job(document)
    style: JournalStyle = given.style
    for name, values in tables.items():
        style = msgspec.structs.replace(
            style, **{name: msgspec.structs.replace(getattr(style, name), **values)}
        )
    given = msgspec.structs.replace(given, style=style)
    return Opened(DocxExporter().export(arranged(document, style), given).data, found)


def paper(*blocks: m.Block, **more: object) -> m.Document:
    """A document with a title and these blocks."""
    meta = more.pop("meta", m.Metadata(title=m.text("A paper"), language="en"))
    return m.Document(meta, blocks=blocks, **more)  # type: ignore[arg-type]
