"""A figure's file is in a format that the journal takes, with every dot and line that the manuscript has, and no more."""

from __future__ import annotations

import io

import pytest
from PIL import Image as Pillow

from paperconv.drawings import draw_eps, draw_pdf, size_of_eps, size_of_pdf
from paperconv.errors import AssetError
from paperconv.pictures import kind_of
from paperconv.rasters import difference
from paperconv.submission.figure_files import Converted, convert_picture
from tests.pieces import png
from tests.submission.papers import saved_clear
from tests.test_pictures import EPS, SVG, pdf, saved

PNG = saved("PNG", (900, 600), dpi=(300, 300))
JPEG = saved("JPEG", (900, 600), dpi=(300, 300))
WIDTH = 216.0  # three inches


def convert(data: bytes, *formats: str, width: float = WIDTH, resolution: int = 300) -> Converted:
    return convert_picture(data, formats, lambda _: width, resolution)


def deep() -> bytes:
    out = io.BytesIO()
    Pillow.new("I;16", (40, 30), 40_000).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "formats", "expected"),
    [
        (PNG, ("tiff", "pdf"), "image/tiff"),
        (PNG, ("eps", "tiff"), "image/tiff"),  # dots take the raster format
        (PNG, ("eps", "pdf"), "application/postscript"),
        (PNG, ("pdf",), "application/pdf"),
        (PNG, ("jpeg", "tiff"), "image/tiff"),  # JPEG would lose
        (PNG, ("jpeg",), "image/jpeg"),
        (JPEG, ("jpeg", "tiff"), "image/jpeg"),
        (JPEG, ("tiff", "jpeg"), "image/tiff"),
        (saved("GIF"), ("tiff",), "image/tiff"),
        (saved("WEBP", lossless=True), ("png",), "image/png"),
        (saved("TIFF"), ("png",), "image/png"),
        (deep(), ("eps", "tiff"), "image/tiff"),
        (SVG, ("tiff", "pdf"), "application/pdf"),  # what is drawn stays drawn
        (SVG, ("svg",), "image/svg+xml"),
        (SVG, ("tiff", "png"), "image/tiff"),
        (pdf(), ("tiff", "pdf"), "application/pdf"),
        (pdf(), ("png",), "image/png"),
        (pdf(), ("svg", "jpeg"), "image/jpeg"),
    ],
)
def test_the_first_format_that_keeps_all_is_taken(
    data: bytes, formats: tuple[str, ...], expected: str
) -> None:
    made = convert(data, *formats)
    assert made.media_type == expected == kind_of(made.data)
    assert made == convert(data, *formats), "the same bytes each time"


@pytest.mark.parametrize("data", [EPS, pdf(), SVG])
@pytest.mark.parametrize("format", ["eps", "pdf", "tiff"])
def test_drawings_go_into_every_format_by_ghostscript(data: bytes, format: str) -> None:
    _ghostscript()
    made = convert(data, format)
    assert kind_of(made.data) == made.media_type
    assert made.data == convert(data, format).data
    assert b"CreationDate" not in made.data or b"2000/01/01" in made.data
    assert bool(made.resolution) == (format == "tiff")


@pytest.mark.parametrize("data", [PNG, JPEG, saved("TIFF", (900, 600)), saved("GIF", (900, 600))])
def test_no_dot_is_added_or_lost(data: bytes) -> None:
    made = convert(data, "tiff")
    with Pillow.open(io.BytesIO(made.data)) as after, Pillow.open(io.BytesIO(data)) as before:
        assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()
        assert after.info["dpi"] == pytest.approx((300, 300), abs=1)
    assert (made.pixels, round(made.resolution), made.done) == ((900, 600), 300, ())


def test_a_small_picture_is_not_enlarged() -> None:
    made = convert(png(60, 40), "tiff", width=WIDTH)
    assert (made.pixels, round(made.resolution)) == ((60, 40), 20)


@pytest.mark.parametrize(("resolution", "expected"), [(300, 900), (600, 1800), (1200, 3600)])
def test_a_drawing_gets_the_resolution_that_is_asked_for(resolution: int, expected: int) -> None:
    for data in (SVG, pdf()):
        made = convert(data, "tiff", resolution=resolution)
        assert made.pixels[0] == pytest.approx(expected, abs=2)
        assert made.resolution == pytest.approx(resolution, rel=0.01)
        assert any("as dots" in one for one in made.done)


def test_what_a_photograph_shows_is_the_same_inside_pdf_and_eps() -> None:
    _ghostscript()
    gradient = io.BytesIO()
    Pillow.linear_gradient("L").resize((300, 200)).convert("RGB").save(gradient, "PNG")
    in_pdf, in_eps = (convert(gradient.getvalue(), one) for one in ("pdf", "eps"))
    assert size_of_pdf(in_pdf.data)[:2] == pytest.approx((WIDTH, 144), abs=0.01)
    assert size_of_eps(in_eps.data) == pytest.approx((WIDTH, 144), abs=0.01)
    for drawn in (draw_pdf(in_pdf.data, 100, 1000)[0][1], draw_eps(in_eps.data, 100, 1000)[1]):
        assert difference(drawn, gradient.getvalue(), 10) < 0.03


def test_transparent_parts_become_white_and_that_is_said() -> None:
    made = convert(saved_clear(), "tiff")
    with Pillow.open(io.BytesIO(made.data)) as picture:
        assert (picture.mode, picture.getpixel((5, 5))) == ("RGB", (255, 255, 255))
    assert made.done == ("transparent parts are white",)
    assert convert(saved_clear(), "png").done == ()


def test_metadata_of_a_picture_do_not_go_along() -> None:
    secret = Pillow.Exif()
    secret[0x013B] = "Ilse Okonkwo-Brandt"
    data = saved("JPEG", (90, 60), exif=secret, comment=b"by Ilse")
    assert b"Ilse" in data
    for format in ("tiff", "png", "pdf", "eps"):
        assert b"Ilse" not in convert(data, format).data


@pytest.mark.parametrize(
    ("data", "formats", "reason"),
    [
        (b"\x89PNG\r\n\x1a\nnothing", ("tiff",), "not a picture"),
        (b"", ("tiff",), "empty"),
        (b"version https://git-lfs.github.com/spec/v1\n", ("tiff",), "Git LFS"),
        (b"<!DOCTYPE html><html></html>", ("tiff",), "web page"),
        (PNG, ("svg",), "drawings only"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><unclosed></svg>", ("pdf",), "well-formed"),
        (b"%PDF-1.4 nothing", ("pdf",), "no PDF"),
    ],
)
def test_what_cannot_be_converted_is_said_why(data: bytes, formats: tuple[str, ...], reason: str) -> None:
    with pytest.raises(AssetError, match=reason):
        convert(data, *formats)


def test_an_svg_that_weasyprint_draws_otherwise_becomes_dots() -> None:
    blurred = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><filter id="f"><feFlood flood-color="black"/></filter>'
        b'<rect width="200" height="100" fill="white" filter="url(#f)"/></svg>'
    )
    made = convert(blurred, "pdf", "tiff")
    assert made.media_type == "image/tiff"
    assert any("lost in PDF" in one for one in made.done)


def _ghostscript() -> None:
    import shutil

    from tests.conftest import need

    need(shutil.which("gs") is not None, "Ghostscript")
