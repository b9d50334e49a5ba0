"""DOCX files written by hand, as messy as authors make them, and the reading of them."""

from __future__ import annotations

import base64
import io
import zipfile
from html import escape
from pathlib import Path

from paperconv import model as m
from paperconv.diagnostics import Diagnostic
from paperconv.protocols import Source
from paperconv.readers.docx import DocxReader
from paperconv.readers.docx.reader import read_draft

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PROSE = (
    "The river froze early that year, and the boats that had come down with grain lay at the quay until the spring; "
    "the clerks wrote fewer letters than in any month before, and nobody at the customs house asked for the reason "
    "why the tolls of the upper stations had not been sent along with the seal."
)

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="x" descr="A quay"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
    '<a:blip r:embed="img1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)
"""A run with the picture ``img1``."""


def run(text: str, properties: str = "") -> str:
    """A run; ``properties`` is the inside of its ``w:rPr``."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of ``runs``; plain text is made a run."""
    inside = "".join(one if one.startswith("<") else run(one) for one in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside}</w:p>"


def bold(text: str) -> str:
    return run(text, "<w:b/>")


def sup(text: str) -> str:
    return run(text, '<w:vertAlign w:val="superscript"/>')


def field(code: str, *shown: str) -> str:
    """A complex field in a paragraph."""
    inside = "".join(one if one.startswith("<") else run(one) for one in shown)
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{inside}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def style(identifier: str, name: str, inside: str = "", based: str = "") -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>{base}{inside}</w:style>'


def docx(
    *body: str, styles: str = "", parts: dict[str, str] | None = None, files: dict[str, bytes] | None = None
) -> bytes:
    """A package whose document holds ``body``; ``parts`` are further XML parts by their kind (``footnotes``)."""
    kinds = {"styles": f"<w:styles {NAMESPACES}>{styles}</w:styles>", **(parts or {})}
    relations = [f'<Relationship Id="rId{n}" Type="{_RELATION}{kind.rstrip("0123456789")}" Target="{kind}.xml"/>'
                 for n, kind in enumerate(kinds, 1)]  # fmt: skip
    relations += [
        f'<Relationship Id="img{n}" Type="{_RELATION}image" Target="{name}"/>'
        for n, name in enumerate(files or {}, 1)
    ]
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATION}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMESPACES}><w:body>{"".join(body)}</w:body></w:document>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(relations)}</Relationships>",
        **{f"word/{kind}.xml": text for kind, text in kinds.items()},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
        for name, data in (files or {}).items():
            archive.writestr(f"word/{name}", data)
    return buffer.getvalue()


def cell(*paragraphs: str) -> str:
    return f"<w:tc><w:tcPr/>{''.join(paragraphs)}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    made = "".join(f"<w:tr>{''.join(one)}</w:tr>" for one in rows)
    return f"<w:tbl><w:tblPr/>{made}</w:tbl>"


class Read:
    """A document as read, and what was said on the way."""

    def __init__(self, data: bytes, track_changes: str = "accept") -> None:
        self.found: list[Diagnostic] = []
        source = Source(data, "paper.docx", Path("paper.docx"), track_changes=track_changes)  # type: ignore[arg-type]
        self.document = DocxReader().read([source], self.found.append)

    @property
    def text(self) -> str:
        return " ".join(m.text_of(self.document).split())

    def said(self, words: str) -> Diagnostic | None:
        return next((one for one in self.found if words in one.message), None)

    def authors(self) -> list[str]:
        return [f"{one.name.given} {one.name.family}".strip() for one in self.document.meta.authors]

    def titles(self) -> list[tuple[int, str]]:
        """The level and title of each section."""
        out: list[tuple[int, str]] = []

        def walk(sections: tuple[m.Section, ...], level: int) -> None:
            for one in sections:
                out.append((level, m.text_of(one.title)))
                walk(one.sections, level + 1)

        walk((*self.document.sections, *self.document.back), 1)
        return out


def read(*body: str, track_changes: str = "accept", **parts: object) -> Read:
    return Read(docx(*body, **parts), track_changes)  # type: ignore[arg-type]


_STYLES = style("T", "Title") + style("H", "heading 1") + style("E", "EndNote Bibliography")


def cited_paper(*body: str, **more: object) -> Read:
    """A paper that holds ``body``, with the citations of a manager."""
    return read(p("Ice and Tolls", style="T"), p("Intro", style="H"), *body, p(PROSE), styles=_STYLES, **more)


def cited_items(made: Read) -> list[tuple[str, str, str, str, str, bool]]:
    """Title, prefix, locator, its label, suffix, and whether the author is left out, of each cited work."""
    titles = {one.id: m.text_of(one.title) for one in made.document.references}
    return [
        (titles[i.ref], m.text_of(i.prefix), i.locator, i.label, m.text_of(i.suffix), i.suppress_author)
        for node in m.iter_nodes(made.document) if isinstance(node, m.Citation) for i in node.items
    ]  # fmt: skip


def draft(data: bytes) -> m.Draft:
    return read_draft([Source(data, "paper.docx", Path("paper.docx"))], lambda _: None)
