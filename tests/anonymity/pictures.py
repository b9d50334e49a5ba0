"""Pictures that say who made them, in every way that their formats have."""

from __future__ import annotations

import base64
import io
import struct
import zlib

import pikepdf
from PIL import Image as Pillow
from PIL import PngImagePlugin

SAID = "made by Jane Dofferty"


def _drawn() -> Pillow.Image:
    picture = Pillow.new("RGB", (60, 40), "white")
    for x in range(60):
        picture.putpixel((x, x % 40), (x * 4, 0, 0))
    return picture


def _exif() -> Pillow.Exif:
    exif = Pillow.Exif()
    exif[0x013B] = SAID
    exif[0x0112] = 6
    return exif


XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    f'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>{SAID}</rdf:li></rdf:Seq>'
    "</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def png() -> bytes:
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", SAID)
    said.add_text("Comment", SAID, zip=True)
    said.add_itxt("XML:com.adobe.xmp", XMP)
    said.add_itxt("Title", SAID, zip=True)
    out = io.BytesIO()
    _drawn().save(out, "PNG", pnginfo=said, exif=_exif(), dpi=(200, 200))
    return out.getvalue() + SAID.encode()


def jpeg() -> bytes:
    out = io.BytesIO()
    _drawn().save(out, "JPEG", exif=_exif(), comment=SAID, xmp=XMP.encode(), dpi=(200, 200))
    data = out.getvalue()
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x20\x1c\x02\x50\0\x15" + SAID.encode()
    return data[:2] + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + data[2:] + SAID.encode()


def gif() -> bytes:
    out = io.BytesIO()
    _drawn().save(out, "GIF", comment=SAID.encode())
    return out.getvalue()


def webp() -> bytes:
    out = io.BytesIO()
    _drawn().save(out, "WEBP", exif=_exif(), xmp=XMP.encode(), lossless=True)
    return out.getvalue()


def tiff() -> bytes:
    out = io.BytesIO()
    _drawn().save(
        out, "TIFF", tiffinfo={270: SAID, 315: SAID, 700: XMP.encode(), 33432: SAID}, dpi=(200, 200)
    )
    return out.getvalue()


def svg() -> bytes:
    inner = base64.b64encode(png()).decode()
    return (
        '<?xml version="1.0"?><!-- '
        + SAID
        + ' --><svg xmlns="http://www.w3.org/2000/svg" width="60" height="40" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        f'inkscape:export-filename="/home/jdofferty/x.png" data-name="{SAID}"><metadata>{SAID}</metadata>'
        f'<title>{SAID}</title><rect width="60" height="40" fill="red"/><text x="1" y="9" id="t">Ferns, {SAID}</text>'
        f'<image width="9" height="9" xlink:href="data:image/png;base64,{inner}"/></svg>'
    ).encode()


def eps() -> bytes:
    return (
        f"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 60 40\n%%For: {SAID}\n%%Creator: {SAID}\n%%EndComments\n"
        f'<?xpacket begin="" id="x"?>{XMP}<?xpacket end="w"?>\n0 0 60 40 rectfill\n'
    ).encode()


def pdf(shown: str = "Ferns") -> bytes:
    made = pikepdf.new()
    page = made.add_blank_page(page_size=(200, 100))
    font = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = made.make_stream(f"BT /F1 12 Tf 10 50 Td ({shown}) Tj ET".encode())
    made.docinfo["/Author"] = SAID
    with made.open_metadata() as meta:
        meta["dc:creator"] = [SAID]
    made.attachments["notes.txt"] = f"{SAID}\n".encode()
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def emf() -> bytes:
    """With a description, and a PDF that a program has put into a comment."""
    said = SAID.encode("utf-16-le")
    said += bytes(-len(said) % 4)
    head = struct.pack("<II", 1, 100 + len(said)) + bytes(32) + b" EMF"
    head += struct.pack("<IIIHHIII", 0x10000, 0, 3, 0, 0, len(SAID), 100, 0)
    kept = b"\0\0\0\0" + pdf()
    kept += bytes(-len(kept) % 4)
    comment = struct.pack("<III", 70, 12 + len(kept), len(kept)) + kept
    return head.ljust(100, b"\0") + said + comment + struct.pack("<IIIII", 14, 20, 0, 0, 20)


def wmf() -> bytes:
    said = SAID.encode() + bytes(len(SAID) % 2)
    comment = struct.pack("<IHHH", 5 + len(said) // 2, 0x0626, 15, len(said)) + said
    return (
        b"\xd7\xcd\xc6\x9a".ljust(22, b"\0")
        + struct.pack("<HHHIHIH", 1, 9, 0x300, 0, 0, 0, 0)
        + comment
        + struct.pack("<IH", 3, 0)
    )


MAKERS = {
    "png": png, "jpg": jpeg, "gif": gif, "webp": webp, "tif": tiff, "svg": svg, "eps": eps, "pdf": pdf, "emf": emf, "wmf": wmf,
}  # fmt: skip


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def with_chunk(data: bytes, made: bytes) -> bytes:
    """A PNG with one chunk more, behind its first."""
    return data[:33] + made + data[33:]


def clean_png() -> bytes:
    out = io.BytesIO()
    _drawn().save(out, "PNG")
    return out.getvalue()
