"""What a PDF says about itself: the information dictionary through WeasyPrint, and the XMP packet."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

import msgspec

from paperconv import model as m
from paperconv.display import display_name, identifier, publication_date
from paperconv.exporters.pdf.engine import VERSION, DocumentMetadata
from paperconv.html.head import abstract_text, keywords
from paperconv.html.running import plain_line

_CREATOR = "paperconv"


class Facts(msgspec.Struct, frozen=True):
    """A paper's own data, as plain text. ``date`` is the publication's, ISO 8601 as far as known."""

    title: str
    authors: tuple[str, ...]
    keywords: tuple[str, ...]
    description: str
    language: str
    doi: str
    rights: str
    license: str
    journal: str
    publisher: str
    published: str
    stamp: str


def facts(meta: m.Metadata, language: str, date: datetime) -> Facts:
    """The facts in ``meta``; ``date`` is when the file was made, as far as anyone shall know."""
    license_ = meta.license
    return Facts(
        title=plain_line(m.text_of(meta.title)) or "Untitled",
        authors=tuple(
            plain_line(name) for name in (display_name(author.name) for author in meta.authors) if name
        ),
        keywords=tuple(plain_line(word) for word in keywords(meta)),
        description=plain_line(abstract_text(meta)),
        language=language,
        doi=plain_line(identifier(meta, "doi")),
        rights=plain_line(license_.copyright_statement or m.text_of(license_.text)) if license_ else "",
        license=plain_line(license_.url) if license_ else "",
        journal=plain_line(meta.journal.title) if meta.journal else "",
        publisher=plain_line(meta.journal.publisher) if meta.journal else "",
        published=publication_date(meta),
        stamp=date.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
    )


def information(of: Facts) -> Any:
    """``of`` for WeasyPrint, which writes the information dictionary and the language from it."""
    return DocumentMetadata(
        title=of.title,
        authors=list(of.authors),
        description=of.description or None,
        keywords=list(of.keywords),
        generator=_CREATOR,
        created=of.stamp,
        modified=of.stamp,
        lang=of.language,
    )


def xmp(of: Facts, *, whole: bool = True) -> bytes:
    """The XMP packet (ISO 16684-1): Dublin Core, PRISM, rights, and the claims to be PDF/UA-1 and PDF/A-3a.

    ``whole`` is false where a character has no glyph: neither standard allows that, so there is no claim.
    """
    parts = [
        _element("dc:title", _alternatives(of.title)),
        _element("dc:creator", _list("Seq", of.authors)),
        _element("dc:description", _alternatives(of.description)),
        _element("dc:subject", _list("Bag", of.keywords)),
        _element("dc:language", _list("Bag", (of.language,))),
        _element("dc:publisher", _list("Bag", (of.publisher,))),
        _element("dc:date", _list("Seq", (of.published,))),
        _element("dc:identifier", escape(f"doi:{of.doi}" if of.doi else "")),
        _element("dc:rights", _alternatives(of.rights)),
        _element("dc:format", "application/pdf"),
        _element("xmpRights:WebStatement", escape(of.license)),
        _element("prism:doi", escape(of.doi)),
        _element("prism:publicationName", escape(of.journal)),
        _element("pdf:Producer", f"WeasyPrint {VERSION}"),
        _element("pdf:Keywords", escape(", ".join(of.keywords))),
        _element("xmp:CreatorTool", _CREATOR),
        _element("xmp:CreateDate", of.stamp),
        _element("xmp:ModifyDate", of.stamp),
        _element("xmp:MetadataDate", of.stamp),
        _element("pdfuaid:part", "1" if whole else ""),
        _element("pdfaid:part", "3" if whole else ""),
        _element("pdfaid:conformance", "A" if whole else ""),
    ]
    body = "\n".join(part for part in parts if part)
    return _PACKET.replace("@SCHEMAS@", _SCHEMAS).replace("@BODY@", body).encode()


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/">
@BODY@
</rdf:Description>
@SCHEMAS@
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def _schema(
    title: str, namespace: str, prefix: str, properties: tuple[tuple[str, str, str, str], ...]
) -> str:
    """What PDF/A-3, 6.6.2.3 wants to be said of a schema that it does not know."""
    listed = "".join(
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{name}</pdfaProperty:name><pdfaProperty:valueType>{kind}</pdfaProperty:valueType>"
        f"<pdfaProperty:category>{category}</pdfaProperty:category>"
        f"<pdfaProperty:description>{description}</pdfaProperty:description></rdf:li>"
        for name, kind, category, description in properties
    )
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{title}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{listed}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


_SCHEMAS = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\n'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\n'
    "<pdfaExtension:schemas><rdf:Bag>"
    + _schema(
        "PDF/UA identification",
        "http://www.aiim.org/pdfua/ns/id/",
        "pdfuaid",
        (("part", "Integer", "internal", "part of ISO 14289 that the file conforms to"),),
    )
    + _schema(
        "PRISM basic metadata",
        "http://prismstandard.org/namespaces/basic/2.0/",
        "prism",
        (
            ("doi", "Text", "external", "digital object identifier of the article"),
            ("publicationName", "Text", "external", "title of the journal"),
        ),
    )
    + "</rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


def _element(name: str, content: str) -> str:
    return f"<{name}>{content}</{name}>" if content else ""


def _alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>' if text else ""


def _list(kind: str, items: tuple[str, ...]) -> str:
    inner = "".join(f"<rdf:li>{escape(item)}</rdf:li>" for item in items if item)
    return f"<rdf:{kind}>{inner}</rdf:{kind}>" if inner else ""
