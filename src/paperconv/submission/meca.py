"""The upload as one MECA package (ANSI/NISO Z39.103-2024), which submission systems hand to one another.

A zip of ``manifest.xml``, which lists all that is in it; ``transfer.xml``, from where to where it goes; ``article.xml``, the
paper in JATS with its pictures; and the files of the upload.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TypeAlias
from urllib.parse import quote

from lxml import etree

from paperconv import model as m
from paperconv.pictures import SUFFIXES
from paperconv.protocols import Artifact
from paperconv.submission.types import File
from paperconv.zips import pack

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for it

_XML = "application/xml"
_MANIFEST = "https://manuscriptexchange.org/schema/manifest"
_TRANSFER = "https://manuscriptexchange.org/schema/transfer"
_XLINK = "http://www.w3.org/1999/xlink"
_DOCTYPE = '<!DOCTYPE {} PUBLIC "-//MECA//DTD {} v1.0//en" "https://meca.zip/{}-1.0.dtd">'
_ITEM_TYPES = {
    "manuscript": "manuscript",
    "figure": "figure",
    "table": "table",
    "supplement": "supplemental",
    "cover-letter": "cover letter",
    "title-page": "title page",
    "highlights": "highlights",
    "references": "references",
    "proof": "manuscript-supporting-file",
    "source": "article-source",
}
"""What the kinds of our files are called there; the others do not go into a package."""
_TYPES = {suffix: media_type for media_type, suffix in SUFFIXES.items()}


def meca_package(
    article: Artifact, files: Sequence[File], document: m.Document, titles: tuple[str, str]
) -> bytes:
    """The package of ``article``, which is JATS called ``article``, and ``files``.

    ``titles`` are those of the journals that it comes from and goes to, empty where there is none or it is not known.
    """
    manifest = etree.Element("manifest", nsmap={None: _MANIFEST, "xlink": _XLINK})
    manifest.set("manifest-version", "1.0")
    manifest.text = "\n"
    members = [("transfer.xml", _transfer(document, *titles)), ("article.xml", article.data)]
    _item(manifest, "article", "article-metadata", ("article.xml", _XML), "Article in JATS")
    _item(manifest, "transfer", "transfer-metadata", ("transfer.xml", _XML), "Transfer")
    order = 0
    for file in files:
        if file.kind in _ITEM_TYPES:
            order += 1
            # The manuscript's own files keep their places: the text names them.
            path = PurePosixPath(file.path)
            name = str(path.relative_to(path.parts[0])) if file.kind == "source" else path.name
            members.append((name, file.data))
            held = (name, file.media_type)
            _item(manifest, f"file-{order}", _ITEM_TYPES[file.kind], held, file.about, order=order)
    for number, (name, data) in enumerate(article.files.items(), 1):
        kind = _TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
        members.append((name, data))
        _item(manifest, f"picture-{number}", "article-supporting-file", (name, kind), "Shown in article.xml")
    return pack([("manifest.xml", _written(manifest, "manifest", "Manifest")), *members])


def _item(
    manifest: Element, id: str, kind: str, instance: tuple[str, str], about: str, *, order: int = 0
) -> None:
    """An item whose one ``instance`` is a name and a media type."""
    name, media_type = instance
    item = etree.SubElement(manifest, "item", {"id": id, "item-type": kind})
    item.tail = "\n"
    etree.SubElement(item, "item-description").text = about
    if order:
        etree.SubElement(item, "file-order").text = str(order)
    held = etree.SubElement(item, "instance", {"media-type": media_type})
    held.set(f"{{{_XLINK}}}href", quote(name))


def _transfer(document: m.Document, source: str, destination: str) -> bytes:
    """From where to where, and who is to be asked. What is not known is a comment: the DTD wants the element."""
    root = etree.Element("transfer", nsmap={None: _TRANSFER})
    root.set("transfer-version", "1.0")
    root.text = "\n"
    publication = _publication(etree.SubElement(root, "transfer-source"), source)
    author = next((one for one in document.meta.authors if one.corresponding and one.emails), None)
    if author is not None:
        contact = etree.SubElement(publication, "contact", {"contact-role": "corresponding author"})
        name = etree.SubElement(contact, "contact-name")
        for tag, words in (
            ("surname", author.name.family or author.name.literal),
            ("given-names", author.name.given),
        ):
            if words:
                etree.SubElement(name, tag).text = words
        etree.SubElement(contact, "email").text = author.emails[0]
    target = etree.SubElement(root, "destination")
    etree.SubElement(target, "service-provider").append(etree.Comment(" not known "))
    _publication(target, destination)
    return _written(root, "transfer", "Transfer")


def _publication(parent: Element, title: str) -> Element:
    publication = etree.SubElement(parent, "publication")
    element = etree.SubElement(publication, "publication-title")
    if title:
        element.text = title
    else:
        element.append(etree.Comment(" none, or not known "))
    return publication


def _written(root: Element, tag: str, word: str) -> bytes:
    doctype = _DOCTYPE.format(tag, word, tag)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, doctype=doctype)) + b"\n"
