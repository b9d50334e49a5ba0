"""The package document: metadata, manifest, spine.

https://www.w3.org/TR/epub-33/#sec-package-doc
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from lxml import etree

from paperconv import model as m
from paperconv.display import display_name, identifier, publication_date, sort_name
from paperconv.exporters.epub.chapters import Chapter
from paperconv.exporters.epub.files import File, Files
from paperconv.html.addresses import doi_address
from paperconv.html.elements import XML_LANG, Element
from paperconv.html.head import abstract_text, keywords
from paperconv.html.state import language_and_direction

_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_UNDETERMINED = "und"
CONTAINER = (
    b'<?xml version="1.0" encoding="utf-8"?>\n'
    b'<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    b'<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>'
    b"</container>\n"
)


def package(meta: m.Metadata, title: str, made: list[Chapter], files: Files, date: datetime) -> bytes:
    """``package.opf``. ``date`` is when the book was last changed."""
    language = language_and_direction(meta.language)
    root = etree.Element(f"{{{_OPF}}}package", nsmap={None: _OPF, "dc": _DC})
    root.set("version", "3.0")
    root.set("unique-identifier", "publication-id")
    root.set(XML_LANG, language[0] or _UNDETERMINED)
    if language[1]:
        root.set("dir", language[1])
    metadata = _Metadata(etree.SubElement(root, f"{{{_OPF}}}metadata"))
    _describe(metadata, meta, title, language[0] or _UNDETERMINED, _uuid(made, files))
    metadata.property("dcterms:modified", date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    _accessibility(metadata, made, files)
    _manifest(root, made, files.files)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


class _Metadata:
    """Writes the children of ``metadata``; a value without text is not written."""

    def __init__(self, element: Element) -> None:
        self._element = element
        self._count = 0

    def dc(self, name: str, value: str, *, id_: str = "", language: str = "") -> str:
        """A Dublin Core element; its id, empty if nothing was written."""
        value = _printable(value)
        if not value:
            return ""
        element = etree.SubElement(self._element, f"{{{_DC}}}{name}")
        element.text = value
        self._count += 1
        id_ = id_ or f"{name}-{self._count}"
        element.set("id", id_)
        if language:
            element.set(XML_LANG, language)
        return id_

    def property(
        self, name: str, value: str, *, refines: str = "", scheme: str = "", language: str = ""
    ) -> None:
        """A ``meta`` element with a property."""
        value = _printable(value)
        if not value:
            return
        element = etree.SubElement(self._element, f"{{{_OPF}}}meta")
        element.set("property", name)
        if refines:
            element.set("refines", f"#{refines}")
        if scheme:
            element.set("scheme", scheme)
        if language:
            element.set(XML_LANG, language)
        element.text = value


def _printable(value: str) -> str:
    kept = (
        c
        for c in value
        if (c >= " " or c in "\t\n") and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff"
    )
    return " ".join("".join(kept).split())


def _describe(to: _Metadata, meta: m.Metadata, title: str, language: str, uuid: str) -> None:
    doi = doi_address(identifier(meta, "doi"))
    to.dc("identifier", doi or f"urn:uuid:{uuid}", id_="publication-id")
    main = to.dc("title", title)
    to.property("title-type", "main", refines=main)
    for kind, inlines in (("subtitle", meta.subtitle), ("short", meta.short_title)):
        other = to.dc("title", m.text_of(inlines))
        if other:
            to.property("title-type", kind, refines=other)
    to.dc("language", language)
    for number, author in enumerate(meta.authors, 1):
        creator = to.dc("creator", display_name(author.name))
        if creator:
            to.property("role", "aut", refines=creator, scheme="marc:relators")
            to.property("file-as", sort_name(author.name), refines=creator)
            to.property("display-seq", str(number), refines=creator)
    for editor in meta.editors:
        contributor = to.dc("contributor", display_name(editor.name))
        if contributor:
            to.property("role", "edt", refines=contributor, scheme="marc:relators")
            to.property("file-as", sort_name(editor.name), refines=contributor)
    to.dc("date", publication_date(meta))
    to.dc("description", abstract_text(meta))
    for subject in dict.fromkeys((*meta.subjects, *keywords(meta))):
        to.dc("subject", subject)
    if meta.journal is not None:
        to.dc("publisher", meta.journal.publisher)
        to.property("dcterms:isPartOf", meta.journal.title)
    if meta.license is not None:
        terms = meta.license
        to.dc(
            "rights",
            "; ".join(
                x for x in (terms.copyright_statement, m.text_of(terms.text), terms.name, terms.url) if x
            ),
        )


def _uuid(made: list[Chapter], files: Files) -> str:
    """A UUID (RFC 9562, version 8) made from the content, for a paper without DOI."""
    digest = hashlib.sha256()
    for text in (*(chapter.data() for chapter in made), *(file.data for file in files.files)):
        digest.update(len(text).to_bytes(8, "big"))
        digest.update(text)
    number = digest.hexdigest()
    return f"{number[:8]}-{number[8:12]}-8{number[13:16]}-a{number[17:20]}-{number[20:32]}"


def _accessibility(to: _Metadata, made: list[Chapter], files: Files) -> None:
    """What a reader can expect, said only where it is true. https://www.w3.org/TR/epub-a11y-11/#sec-disc-package"""
    pictures = files.pictures
    formulas = any("mathml" in chapter.properties for chapter in made)
    to.property("schema:accessMode", "textual")
    if pictures:
        to.property("schema:accessMode", "visual")
        to.property("schema:accessModeSufficient", "textual,visual")
    if files.described:
        to.property("schema:accessModeSufficient", "textual")
    features = ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"]
    if pictures and files.described:
        features.append("alternativeText")
    if formulas:
        features += ["MathML", "latex"]
    for feature in features:
        to.property("schema:accessibilityFeature", feature)
    moving = any(picture.media_type == "image/gif" for picture in pictures)
    to.property("schema:accessibilityHazard", "unknown" if moving else "none")
    sentences = [
        "The text can be read aloud and reflows.",
        "Headings, lists, tables, notes and references are marked up as such.",
        "Citations and cross-references are links.",
    ]
    if pictures:
        sentences.append(
            "Every picture has an alternative text."
            if files.described
            else "Some pictures have only their caption as an alternative text."
        )
    if formulas:
        sentences.append("Formulas are MathML, with their TeX as an alternative text.")
    to.property("schema:accessibilitySummary", " ".join(sentences), language="en")


def _manifest(root: Element, made: list[Chapter], files: list[File]) -> None:
    manifest = etree.SubElement(root, f"{{{_OPF}}}manifest")
    spine = etree.SubElement(root, f"{{{_OPF}}}spine")

    def item(id_: str, href: str, media_type: str, properties: str = "") -> None:
        element = etree.SubElement(manifest, f"{{{_OPF}}}item")
        element.set("id", id_)
        element.set("href", href)
        element.set("media-type", media_type)
        if properties:
            element.set("properties", properties)

    item("nav", "nav.xhtml", "application/xhtml+xml", "nav")
    item("style", "style.css", "text/css")
    for number, chapter in enumerate(made, 1):
        item(f"text-{number}", chapter.name, "application/xhtml+xml", " ".join(chapter.properties))
        etree.SubElement(spine, f"{{{_OPF}}}itemref").set("idref", f"text-{number}")
    for number, file in enumerate(files, 1):
        item(f"file-{number}", file.name, file.media_type)
