"""Pictures inside drawings: a PDF or EPS of one page that holds a raster, dot for dot, or an SVG, line for line."""

from __future__ import annotations

import base64
import zlib

from paperconv.errors import AssetError
from paperconv.late import load

_SPACES = {"L": ("/DeviceGray", "0 1"), "RGB": ("/DeviceRGB", "0 1 0 1 0 1"), "CMYK": ("/DeviceCMYK", "0 1 0 1 0 1 0 1")}  # fmt: skip
_ADDRESS = "drawing:///0.svg"
# How much of the grey scale two drawings of one SVG may differ by, on average over small squares.
_MOST_DIFFERENCE = 0.1
_SQUARES = 12


def raster_as_pdf(data: bytes, width: float, height: float) -> bytes:
    """The picture in ``data`` on a page of ``width`` by ``height`` points.

    Raises:
        AssetError: its samples are none that every PDF holds.
    """
    mode, (across, down), held = load("paperconv.rasters").samples(data)
    packed = zlib.compress(held, 9)
    space, _ = _SPACES[mode]
    draw = f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /P Do Q".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width:.3f} {height:.3f}]/Contents 4 0 R"
        "/Resources<</XObject<</P 5 0 R>>>>>>".encode(),
        b"<</Length %d>>stream\n%s\nendstream" % (len(draw), draw),
        f"<</Type/XObject/Subtype/Image/Width {across}/Height {down}/ColorSpace{space}/BitsPerComponent 8"
        f"/Filter/FlateDecode/Length {len(packed)}>>stream\n".encode() + packed + b"\nendstream",
    ]  # fmt: skip
    out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, count = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
    return bytes(out)


def raster_as_eps(data: bytes, width: float, height: float) -> bytes:
    """The picture in ``data`` as PostScript of level 3, ``width`` by ``height`` points large.

    Raises:
        AssetError: its samples are none that PostScript holds.
    """
    mode, (across, down), held = load("paperconv.rasters").samples(data)
    space, decode = _SPACES[mode]
    text = base64.a85encode(zlib.compress(held, 9), wrapcol=100).decode("ascii")
    # No line may begin with %: it would be taken for a comment of the file's structure.
    lines = "\n".join(f" {line}" if line.startswith("%") else line for line in text.splitlines())
    right, top = (int(side) + (side % 1 > 0) for side in (width, height))
    return (
        f"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 {right} {top}\n%%HiResBoundingBox: 0 0 {width:.3f} {height:.3f}\n"
        f"%%LanguageLevel: 3\n%%EndComments\ngsave\n{width:.3f} {height:.3f} scale\n{space} setcolorspace\n"
        f"<</ImageType 1 /Width {across} /Height {down} /BitsPerComponent 8 /Decode [{decode}]\n"
        f"/ImageMatrix [{across} 0 0 -{down} 0 {down}]\n"
        f"/DataSource currentfile /ASCII85Decode filter /FlateDecode filter>> image\n{lines}\n~>\ngrestore\nshowpage\n%%EOF\n"
    ).encode("ascii")


def svg_as_pdf(data: bytes, width: float, height: float) -> bytes:
    """An SVG that :func:`~paperconv.svg.safe_svg` has cleaned, on a page of ``width`` by ``height`` points; still a drawing.

    WeasyPrint does not draw all that SVG can say: what it draws is compared with what resvg draws.

    Raises:
        AssetError: the two are not alike.
        MissingTool: WeasyPrint cannot be loaded.
    """
    engine = load("paperconv.exporters.pdf.engine")

    def fetch(url: str) -> object:
        if url != _ADDRESS:
            raise OSError(f"{url[:200]} is not loaded")
        return engine.URLFetcherResponse(url, data, {"Content-Type": "image/svg+xml"})

    fetch._fail_on_errors = False  # type: ignore[attr-defined]  # noqa: SLF001 - WeasyPrint asks for it
    size = f"{width:.3f}pt {height:.3f}pt"
    page = (
        f"<style>@page{{size:{size};margin:0}}body{{margin:0}}img{{display:block;width:{width:.3f}pt;height:{height:.3f}pt}}"
        f'</style><img src="{_ADDRESS}">'
    )
    made: bytes = engine.HTML(string=page, url_fetcher=fetch).write_pdf()
    drawings, rasters = load("paperconv.drawings"), load("paperconv.rasters")
    pixels = (width * 4 / 3, height * 4 / 3)
    drawn = drawings.draw_svg(data, pixels, width / height, 96, 1000)[1]
    printed = drawings.draw_pdf(made, 96, 1000)[0][1]
    if rasters.difference(drawn, printed, _SQUARES) > _MOST_DIFFERENCE:
        raise AssetError("parts of it would be lost in PDF")
    return made
