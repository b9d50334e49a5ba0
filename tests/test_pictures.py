"""Every kind of picture that authors send is shown by every output, or kept beside it and named in its place."""

from __future__ import annotations

import gzip
import io
import shutil
import struct
import zipfile
import zlib

import msgspec
import pytest
from PIL import Image as Pillow

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Rule
from paperconv.exporters.docx import DocxExporter
from paperconv.exporters.epub import EpubExporter
from paperconv.exporters.html import HtmlExporter
from paperconv.exporters.jats import JatsExporter
from paperconv.pictures import Picture, Pictures, kind_of, missing_text
from paperconv.styles import Pictures as Rules
from tests.conftest import need
from tests.jobs import job
from tests.pieces import p, png, t

PNG_ONLY = frozenset({"image/png"})
SCREEN = frozenset({"image/png", "image/jpeg", "image/gif", "image/svg+xml"})
SVG = (
    b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="2in" height="96px" viewBox="0 0 20 10">'
    b'<rect width="20" height="10" fill="#aa3c32"/></svg>'
)
EPS = (
    b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 72 36\n%%EndComments\n"
    b"0.2 0.4 0.6 setrgbcolor 0 0 72 36 rectfill showpage\n%%EOF\n"
)


def saved(kind: str, size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    out = io.BytesIO()
    Pillow.new("RGB", size, (170, 60, 50)).save(out, kind, **options)
    return out.getvalue()


def pdf(pages: int = 1) -> bytes:
    """A PDF of pages of 72 by 36 points."""
    kids = " ".join(f"{4 + n} 0 R" for n in range(pages))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {pages}>>",
        "<</Length 31>>stream\n0.2 0.4 0.6 rg 0 0 72 36 re f   \nendstream",
        *("<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 36]/Contents 3 0 R>>" for _ in range(pages)),
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{body}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    return f"{out}xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF".encode()


def bomb() -> bytes:
    """A PNG that says it has 40000 by 40000 pixels."""
    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    data = zlib.compress(bytes(1000))
    parts = ((13, chunk), (len(data), b"IDAT" + data), (0, b"IEND"))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", size) + part + struct.pack(">I", zlib.crc32(part)) for size, part in parts
    )


def shown(
    name: str, data: bytes, accept: frozenset[str] = PNG_ONLY, rules: Rules | None = None
) -> tuple[Picture | None, list[Diagnostic], Pictures]:
    document = m.Document(m.Metadata(), resources=(m.Resource(name, "", data),))
    settings, found = job(document)
    if rules is not None:
        settings = msgspec.structs.replace(
            settings, style=msgspec.structs.replace(settings.style, pictures=rules)
        )
    pictures = Pictures(settings, accept)
    return pictures.get(m.Image(name)), found, pictures


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", saved("PNG")),
        ("a.jpg", saved("JPEG")),
        ("a.JPEG", saved("JPEG")),
        ("a.gif", saved("GIF")),
        ("a.webp", saved("WEBP")),
        ("a.tif", saved("TIFF")),
        ("a.bmp", saved("BMP")),
    ],
)
def test_rasters_become_png_where_an_output_holds_nothing_else(name: str, data: bytes) -> None:
    picture, found, _ = shown(name, data)
    assert picture is not None
    assert (picture.media_type, picture.size) == ("image/png", (60, 40))
    assert found == []


def test_a_picture_that_an_output_holds_is_not_touched() -> None:
    data = saved("JPEG", dpi=(200, 200))
    picture, _, _ = shown("a.jpg", data, SCREEN)
    assert picture is not None
    assert picture.data is data
    assert picture.dpi == 200


@pytest.mark.parametrize("data", [SVG, gzip.compress(SVG, mtime=0)])
def test_an_svg_is_drawn_at_the_resolution_of_the_style(data: bytes) -> None:
    picture, found, _ = shown("a.svg", data, rules=Rules(resolution=150))
    assert picture is not None
    assert (picture.media_type, picture.size, picture.dpi) == ("image/png", (300, 150), 150)
    assert Pillow.open(io.BytesIO(picture.data)).convert("RGB").getpixel((9, 9)) == (170, 60, 50)
    assert found == []


def test_an_svg_stays_one_where_it_may_and_has_its_size() -> None:
    picture, _, _ = shown("a.svg", SVG, SCREEN)
    assert picture is not None
    assert (picture.media_type, picture.size) == ("image/svg+xml", (192, 96))


def test_words_in_a_drawing_that_only_a_browser_shows_are_reported() -> None:
    inner = b'<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">wind rose</p></foreignObject></svg>'
    _, found, _ = shown("a.svg", SVG.replace(b"</svg>", inner))
    assert [d.removed for d in found] == ["wind rose"]


def test_a_page_of_pdf_is_drawn_and_further_pages_are_reported() -> None:
    picture, found, _ = shown("a.pdf", pdf(2), rules=Rules(resolution=72))
    assert picture is not None
    assert (picture.size, picture.dpi) == ((72, 36), 72)
    assert Pillow.open(io.BytesIO(picture.data)).getpixel((9, 9)) == (51, 102, 153)
    assert ["2 pages" in d.message for d in found] == [True]


def test_an_eps_is_drawn_by_ghostscript() -> None:
    need(shutil.which("gs") is not None, "Ghostscript")
    picture, found, _ = shown("a.eps", EPS, rules=Rules(resolution=144))
    assert picture is not None
    assert (picture.size, found) == ((144, 72), [])
    assert Pillow.open(io.BytesIO(picture.data)).getpixel((9, 9)) == (51, 102, 153)


def test_without_ghostscript_an_eps_is_kept_beside_the_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    picture, found, pictures = shown("a b.eps", EPS)
    assert picture is None
    assert pictures.files == {"paper_files/a-b.eps": EPS}
    assert "Ghostscript" in found[0].message
    assert "Ghostscript" in found[0].hint


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("cut.png", saved("PNG", (400, 400), compress_level=0)[:9000], "truncated"),
        ("bomb.png", bomb(), "pixels"),
        ("empty.png", b"", "empty"),
        ("page.jpg", b"<!DOCTYPE html><html></html>", "web page"),
        ("lfs.png", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "Git LFS"),
        ("noise.png", b"\x00\x01\x02" * 50, "not a picture"),
        ("cut.pdf", pdf()[:40], "no PDF"),
        ("box.eps", b"%!PS-Adobe-3.0 EPSF-3.0\nshowpage\n", "BoundingBox"),
        ("word.emf", b"\x01\x00\x00\x00" + bytes(36) + b" EMF" + bytes(60), "Windows"),
    ],
)
def test_what_cannot_be_shown_is_named_with_the_reason_and_kept(name: str, data: bytes, reason: str) -> None:
    if name.endswith(".eps"):
        need(shutil.which("gs") is not None, "Ghostscript")
    picture, found, pictures = shown(name, data)
    assert picture is None
    assert [d.rule for d in found] == [Rule.PICTURE_READABLE]
    assert name in found[0].message
    assert reason in found[0].message
    assert list(pictures.files.values()) == ([data] if data else [])


def test_a_picture_under_a_wrong_name_is_shown_as_what_it_is() -> None:
    picture, found, _ = shown("photo.png", saved("JPEG"), SCREEN)
    assert picture is not None
    assert picture.suffix == ".jpg"
    assert "is called .png and is JPEG" in found[0].message


def test_a_picture_larger_than_the_style_allows_is_made_smaller_and_said_so() -> None:
    picture, found, _ = shown("a.png", png(400, 100), SCREEN, Rules(most_pixels=200))
    assert picture is not None
    assert (picture.size, picture.dpi) == ((200, 50), pytest.approx(150, abs=1))
    assert "200 × 50 pixels" in found[0].message


def test_a_photograph_that_lies_on_its_side_is_turned() -> None:
    exif = Pillow.Exif()
    exif[0x0112] = 6
    picture, _, _ = shown("a.jpg", saved("JPEG", (60, 40), exif=exif), SCREEN)
    assert picture is not None
    assert (picture.media_type, picture.size) == ("image/jpeg", (40, 60))


def test_colours_for_print_become_colours_for_screens() -> None:
    out = io.BytesIO()
    Pillow.new("CMYK", (20, 20)).save(out, "TIFF")
    picture, _, _ = shown("a.tif", out.getvalue())
    assert picture is not None
    assert Pillow.open(io.BytesIO(picture.data)).mode == "RGB"


def test_what_stands_in_for_a_picture_says_what_was_there() -> None:
    assert missing_text(m.Image("a.png", "a hill"), "Gone") == "[Gone: a hill (a.png)]"
    assert missing_text(m.Image("a.png", "Figure 1: Hill.", stand_in=True), "Gone") == "[Gone: a.png]"
    assert missing_text(m.Image("data:image/png;base64,AA"), "Gone") == "[Gone]"


def test_kinds_are_told_by_content() -> None:
    assert kind_of(b"\xef\xbb\xbf  " + SVG) == "image/svg+xml"
    assert kind_of(b"junk\n" + pdf()) == "application/pdf"
    assert kind_of(b"<?xml version='1.0'?><html/>") == ""


FILES = {
    "a.png": saved("PNG"),
    "b.jpg": saved("JPEG"),
    "c.gif": saved("GIF"),
    "d.svg": SVG,
    "e.tif": saved("TIFF"),
    "f.pdf": pdf(),
    "g.webp": saved("WEBP"),
}


def paper() -> m.Document:
    figures = tuple(
        m.Figure(
            (m.Panel(m.Image(name, f"view {name}")),),
            id=f"fig{n}",
            label=f"Figure {n}",
            caption=m.Caption(blocks=(p("Seen."),)),
        )
        for n, name in enumerate(FILES, 1)
    )
    return m.Document(
        m.Metadata(title=t("T"), language="en"),
        blocks=figures,
        resources=tuple(m.Resource(name, "", data) for name, data in FILES.items()),
    )


def test_each_kind_reaches_each_output() -> None:
    settings, found = job(paper())
    docx = zipfile.ZipFile(io.BytesIO(DocxExporter().export(paper(), settings).data)).namelist()
    assert [n.rpartition("/")[2] for n in docx if "/media/" in n] == [
        "a.png", "b.jpg", "c.gif", "d.png", "e.tiff", "f.png", "g.png",
    ]  # fmt: skip
    epub = zipfile.ZipFile(io.BytesIO(EpubExporter().export(paper(), settings).data)).namelist()
    assert [n.rpartition("/")[2] for n in epub if "/images/" in n] == [
        "a.png", "b.jpg", "c.gif", "d.svg", "e.png", "f.png", "g.png",
    ]  # fmt: skip
    assert list(JatsExporter().export(paper(), settings).files) == [
        f"paper_files/{n}" for n in ("a.png", "b.jpg", "c.gif", "d.svg", "e.tiff", "f.png", "g.png")
    ]
    page = HtmlExporter().export(paper(), settings).data.decode()
    assert page.count('src="data:image/') == len(FILES)
    assert found == []


def test_the_original_of_what_cannot_be_shown_lies_beside_every_output() -> None:
    document = m.Document(
        m.Metadata(title=t("T"), language="en"),
        blocks=(m.Figure((m.Panel(m.Image("x.png", "a hill")),), id="f"),),
        resources=(m.Resource("x.png", "", b"\x00broken"),),
    )
    for exporter in (DocxExporter(), EpubExporter(), JatsExporter(), HtmlExporter()):
        settings, found = job(document)
        made = exporter.export(document, settings)
        assert made.files == {"paper_files/x.png": b"\x00broken"}
        assert [d.rule for d in found] == [Rule.PICTURE_READABLE]
    assert b'xlink:href="paper_files/x.png"' in JatsExporter().export(document, settings).data
