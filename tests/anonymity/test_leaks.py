"""A name is found wherever it is planted in an output; an output without one passes."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
from collections.abc import Callable
from functools import cache

import pikepdf
import pytest

import paperconv
from paperconv import model as m
from paperconv.leaks import search
from tests.anonymity import pictures
from tests.anonymity.making import author, by, identities

NAME = "Jane Dofferty"
EVERY = identities(author("Jane", "Dofferty", emails=("jane@fernlab.edu",), orcid="0000-0002-1825-0097"))
TEXT = "Ferns grow in the shade of hedges."


@cache
def output(format: str) -> bytes:
    """A clean output."""
    document = by(text=TEXT)
    figure = m.Figure((m.Panel(m.Image("figure-1.png", alt="A fern")),), id="f1")
    document = m.replace(
        document,
        blocks=(*document.blocks, figure),
        resources=(m.Resource("figure-1.png", "image/png", pictures.clean_png()),),
    )
    return paperconv.export(document, format, variant="blind").data


def leaks(data: bytes, name: str = "copy.bin") -> list[str]:
    return [f"{one.kind}: {one.part}" for one in search([(name, data)], EVERY, public=("A title",))]


@pytest.mark.parametrize("format", ["docx", "pdf", "epub", "html", "jats", "json"])
def test_a_clean_output_passes(format: str) -> None:
    assert leaks(output(format), f"copy.{format}") == []


def packed(data: bytes, member: str, change: Callable[[bytes], bytes] | bytes, **beside: bytes) -> bytes:
    """A zip package with one member changed or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            body = old.read(one)
            if one.filename == member and callable(change):
                assert change(body) != body, "nothing was planted"
                body = change(body)
            info = zipfile.ZipInfo(one.filename)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, body)
        if not callable(change):
            info = zipfile.ZipInfo(member)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.comment, info.extra = beside.get("comment", b""), beside.get("extra", b"")
            new.writestr(info, change)
        new.comment = beside.get("archive", b"")
    return out.getvalue()


def swap(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda body: body.replace(old.encode(), new.encode(), 1)


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BODY = "word/document.xml"
WORD = {
    "creator": ("docProps/core.xml", swap("<dc:title>", f"<dc:creator>{NAME}</dc:creator><dc:title>")),
    "creator unknown": ("docProps/core.xml", swap("<dc:title>", "<dc:creator>Somebody Else</dc:creator><dc:title>")),
    "last modified by": ("docProps/core.xml", swap("</cp:coreProperties>", "<cp:lastModifiedBy>jd</cp:lastModifiedBy></cp:coreProperties>")),
    "keywords": ("docProps/core.xml", swap("<dc:title>", f"<cp:keywords>{NAME}</cp:keywords><dc:title>")),
    "title": ("docProps/core.xml", swap("A title", "A title of Dofferty")),
    "company": ("docProps/app2.xml", b'<Properties xmlns="x"><Company>Fern Lab</Company></Properties>'),
    "custom property": ("docProps/custom.xml", f'<Properties><property name="a"><lpwstr>{NAME}</lpwstr></property></Properties>'.encode()),
    "comment's author": ("word/comments2.xml", f'<w:comments {W}><w:comment w:author="X" w:initials="X"/></w:comments>'.encode()),
    "comment's text": ("word/comments2.xml", f"<w:comments {W}><w:t>see Dofferty</w:t></w:comments>".encode()),
    "change's author": (BODY, swap("<w:p>", '<w:p><w:ins w:id="9" w:author="Q"/>')),
    "text": (BODY, swap("Ferns grow", "Dofferty says ferns grow")),
    "text over runs": (BODY, swap("Ferns grow", "Doff</w:t></w:r><w:r><w:t>erty grows")),
    "text in capitals": (BODY, swap("Ferns grow", "DOFFERTY grows")),
    "text by character reference": (BODY, swap("Ferns grow", "D&#111;fferty grows")),
    "e-mail": (BODY, swap("Ferns grow", "jane@fernlab.edu grow")),
    "ORCID iD": (BODY, swap("Ferns grow", "0000 0002 1825 0097 grow")),
    "alternative": (BODY, swap('descr="A fern"', 'descr="Dofferty\'s fern"')),
    "revision ids": (BODY, swap("<w:p>", '<w:p w:rsidR="00AB12CD">')),
    "revision list": ("word/settings2.xml", f'<w:settings {W}><w:rsids><w:rsid w:val="00AB12CD" w:rsidRoot="1"/></w:rsids></w:settings>'.encode()),
    "XML comment": (BODY, swap("<w:body>", "<w:body><!-- by Dofferty -->")),
    "processing instruction": (BODY, swap("<w:body>", "<w:body><?by Dofferty?>")),
    "link": ("word/_rels/extra.rels", b'<Relationships><Relationship Target="https://github.com/dofferty/x"/></Relationships>'),
    "field": (BODY, swap("Ferns grow", "x</w:t></w:r><w:r><w:instrText>AUTHOR Jane Dofferty</w:instrText></w:r><w:r><w:t>")),
    "style": ("word/styles.xml", swap("<w:docDefaults>", "<w:docDefaults><!--Jane Dofferty-->")),
    "custom XML": ("customXml/item1.xml", f"<root><who>{NAME}</who></root>".encode()),
    "footnote": ("word/footnotes2.xml", f"<w:footnotes {W}><w:t>Dofferty</w:t></w:footnotes>".encode()),
    "picture": ("word/media/x.png", pictures.png()),
    "photograph": ("word/media/x.jpeg", pictures.jpeg()),
    "metafile": ("word/media/x.emf", pictures.emf()),
    "drawing": ("word/media/x.svg", pictures.svg()),
    "packed drawing": ("word/media/x.svgz", gzip.compress(pictures.svg())),
    "member's name": ("word/media/dofferty.png", b"x"),
    "file inside": ("word/embeddings/a.docx", packed(output("docx"), "x.xml", f"<a>{NAME}</a>".encode())),
    "book inside": ("word/embeddings/a.pdf", pictures.pdf()),
    "binary": ("word/vbaProject.bin", b"\0\1\2" + NAME.encode("utf-16-le") + b"\0\0"),
    "binary in bytes": ("word/printerSettings.bin", b"\0\xff\xfe" + NAME.encode() + b"\0\xfe"),
}  # fmt: skip


@pytest.mark.parametrize("place", WORD)
def test_a_name_in_a_word_document_is_found(place: str) -> None:
    member, change = WORD[place]
    found = leaks(packed(output("docx"), member, change), "copy.docx")
    assert found
    assert all(member in one for one in found), found


@pytest.mark.parametrize(
    "beside",
    [
        {"comment": b"by Jane Dofferty"},
        {"extra": b"\x75\x70\x0d\0Jane Dofferty"},
        {"archive": b"of Dofferty"},
    ],
)
def test_a_name_beside_the_members_of_a_package_is_found(beside: dict[str, bytes]) -> None:
    assert leaks(packed(output("docx"), "x.bin", b"x", **beside), "copy.docx")


def test_a_package_that_cannot_be_opened_does_not_pass() -> None:
    locked = bytearray(packed(output("docx"), "x.bin", b"x" * 99))
    at = locked.rfind(b"PK\x01\x02")
    locked[at + 8] |= 1  # encrypted
    assert any("cannot be searched" in one for one in leaks(bytes(locked)))
    assert any("cannot be searched" in one for one in leaks(output("docx")[:-40]))


def opened(change: Callable[[pikepdf.Pdf], None], **options: object) -> bytes:
    """The clean PDF after ``change``."""
    with pikepdf.open(io.BytesIO(output("pdf"))) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def _info(key: str, value: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo[key] = pikepdf.String(value)

    return change


def _catalog(name: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root[name] = value

    return change


def _stream(data: bytes, *filters: str, **keys: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        stream = pikepdf.Stream(pdf, data)
        if filters:
            stream.write(data, filter=pikepdf.Array([pikepdf.Name(f"/{one}") for one in filters]))
        for key, value in keys.items():
            stream[f"/{key}"] = value
        pdf.Root["/Extra"] = stream

    return change


def _shown(pdf: pikepdf.Pdf) -> None:
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page = pdf.pages[0]
    page.Resources.Font["/Planted"] = pdf.make_indirect(font)
    page.contents_add(b"BT /Planted 9 Tf 20 20 Td [(Doff) -20 (erty)] TJ ET")


def _attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["data.bin"] = gzip.compress(b"x") + pictures.png()


def _attached_name(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["dofferty.txt"] = b"x"


def _noted(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], T="Q", Contents=f"by {NAME}"
    )
    pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([note]))


def _outlined(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("On Dofferty", 0))


def _hex(data: bytes) -> bytes:
    return data.hex().encode() + b">"


def _lzw(data: bytes) -> bytes:
    """``data`` in codes of nine bits, none of which stands for more than a byte."""
    codes = [256, *data, 257]
    bits = "".join(f"{code:09b}" for code in codes)
    return int(bits.ljust(-len(bits) % 8 + len(bits), "0"), 2).to_bytes((len(bits) + 7) // 8, "big")


PDF = {
    "author": (_info("/Author", "Somebody"), {}),
    "author in hex": (_info("/Author", "Jän Dofferty"), {}),
    "other information": (_info("/Company", "x"), {}),
    "creator": (_info("/Creator", NAME), {}),
    "own key": (_info("/Whose", "of Döfferty and Dofferty"), {}),
    "packed objects": (_info("/Whose", NAME), {"object_stream_mode": pikepdf.ObjectStreamMode.generate}),
    "text": (_shown, {}),
    "attachment": (_attached, {}),
    "attachment's name": (_attached_name, {}),
    "note": (_noted, {}),
    "outline": (_outlined, {}),
    "string": (_catalog("/Lang2", pikepdf.String("Dofferty")), {}),
    "address": (_catalog("/URI2", pikepdf.String("https://x.org/dofferty/y")), {}),
    "stream": (_stream(f"by {NAME}".encode()), {}),
    "stream in UTF-16": (_stream(b"\0\0" + NAME.encode("utf-16-be") + b"\0"), {}),
    "stream in hex": (_stream(_hex(NAME.encode()), "ASCIIHexDecode"), {}),
    "stream in base 85": (_stream(base64.a85encode(NAME.encode()) + b"~>", "ASCII85Decode"), {}),
    "stream of runs": (_stream(bytes((len(NAME) - 1,)) + NAME.encode() + b"\x80", "RunLengthDecode"), {}),
    "stream in LZW": (_stream(_lzw(NAME.encode()), "LZWDecode"), {}),
    "stream that cannot be read": (_stream(b"????", "Mystery"), {}),
    "photograph": (_stream(pictures.jpeg(), "DCTDecode", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image), {}),
    "metadata": (_stream(pictures.XMP.encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML), {}),
    "said of marked content": (_stream(b"/Span <</ActualText (Dofferty)>> BDC EMC"), {}),
    "said in UTF-16": (_stream(b"/Span <</ActualText <FEFF" + "Dofferty".encode("utf-16-be").hex().encode() + b">>> BDC EMC"), {}),
    "encrypted": (_info("/Whose", "x"), {"encryption": pikepdf.Encryption(owner="a", user="")}),
}  # fmt: skip


@pytest.mark.parametrize("place", PDF)
@pytest.mark.parametrize(
    "packing", [{}, {"compress_streams": False, "object_stream_mode": pikepdf.ObjectStreamMode.disable}]
)
def test_a_name_in_a_pdf_is_found(place: str, packing: dict[str, object]) -> None:
    change, options = PDF[place]
    assert leaks(opened(change, **{**packing, **options}), "copy.pdf")


MARKUP = {
    "html": {
        "meta": swap("<head>", '<head><meta name="author" content="Q"/>'),
        "description": swap("<head>", f'<head><meta name="description" content="{NAME}"/>'),
        "text": swap("Ferns grow", "Dofferty grows"),
        "text over elements": swap("Ferns grow", "Doff<b>erty</b> grows"),
        "comment": swap("<body", "<!-- Dofferty --><body"),
        "attribute": swap("<body", '<body data-by="Dofferty"'),
        "alternative": swap('alt="A fern"', 'alt="Dofferty, a fern"'),
        "id": swap("<body", '<body id="of-dofferty"'),
        "address": swap("Ferns grow", '<a href="https://github.com/dofferty/x">x</a>'),
        "picture": swap("Ferns grow", f'<img alt="" src="data:image/png;base64,{base64.b64encode(pictures.png()).decode()}"/>'),
        "drawing": swap("Ferns grow", "<img alt='' src='data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22%3E%3Ctext%3EDofferty%3C/text%3E%3C/svg%3E'/>"),
        "script": swap("<head>", f'<head><script type="application/json">{{"by": "{NAME}"}}</script>'),
        "style": swap("<style>", "<style>/* Jane Dofferty */"),
    },
    "jats": {
        "surname": swap("<anonymous/>", "<name><surname>Q</surname></name>"),
        "affiliation": swap("</contrib-group>", '</contrib-group><aff id="a">Q</aff>'),
        "text": swap("Ferns grow", "Dofferty grows"),
        "comment": swap("<body>", "<body><!-- Dofferty -->"),
        "copyright": swap("</article-meta>", "<copyright-holder>Dofferty</copyright-holder></article-meta>"),
        "id": swap("<body>", '<body><p id="ref-dofferty2020"/>'),
        "address": swap("Ferns grow", '<ext-link xlink:href="https://x.org/dofferty">x</ext-link>'),
        "beside front": swap("</front>", "<note>0000-0002-1825-0097</note></front>"),
    },
    "json": {
        "authors": swap('"meta":{', '"meta":{"authors":[{"name":{"family":"Q"}}],'),
        "extra": swap('"meta":{', '"meta":{"extra":[{"key":"a","value":"Dofferty"}],'),
        "file": swap('"meta":{', '"pos":{"file":"dofferty.md"},"meta":{'),
        "text": swap("Ferns grow", "Dofferty grows"),
        "escaped text": swap("Ferns grow", "D\\u006ffferty grows"),
        "id": swap('"id":"f1"', '"id":"f1-dofferty"'),
        "resource": swap('"data":"', f'"data":"{base64.b64encode(pictures.png()).decode()}","was":"'),
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("format", "place"), [(format, place) for format, places in MARKUP.items() for place in places]
)
def test_a_name_in_markup_is_found(format: str, place: str) -> None:
    planted = MARKUP[format][place](output(format))
    assert planted != output(format), "nothing was planted"
    assert leaks(planted, f"copy.{format}")


BOOK = {
    "creator": swap("<dc:title", '<dc:creator id="c">Q</dc:creator><dc:title'),
    "identifier": swap("<dc:title", "<dc:source>dofferty.md</dc:source><dc:title"),
    "description": swap("<dc:title", f"<dc:description>{NAME}</dc:description><dc:title"),
    "comment": swap("<dc:title", "<!-- Dofferty --><dc:title"),
}


@pytest.mark.parametrize("place", BOOK)
def test_a_name_in_the_package_of_a_book_is_found(place: str) -> None:
    assert leaks(packed(output("epub"), "EPUB/package.opf", BOOK[place]), "copy.epub")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        (b"tEXt", b"Author\0Dofferty"),
        (b"iTXt", b"Title\0\0\0\0\0" + b"Dofferty"),
        (b"eXIf", b"MM\0*\0\0\0\x08\0\0Dofferty"),
        (b"prVt", b"Dofferty"),
        (b"tEXt", "Autor\0Jané Döfferty Dofferty".encode("latin-1")),
    ],
)
def test_a_name_in_a_chunk_of_a_picture_is_found(name: bytes, body: bytes) -> None:
    planted = pictures.with_chunk(pictures.clean_png(), pictures.chunk(name, body))
    assert leaks(pictures.clean_png()) == []
    assert leaks(planted, "figure-1.png")


@pytest.mark.parametrize(
    "name", ["dofferty.docx", "files/Dofferty/figure-1.png", "jane-dofferty_files/x.png"]
)
def test_a_name_in_the_name_of_a_file_is_found(name: str) -> None:
    assert leaks(b"x", name)
