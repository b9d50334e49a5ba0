"""Drawings as rasters, for outputs that cannot hold them: SVG, pages of PDF, EPS. Loads the libraries that draw."""

from __future__ import annotations

import ctypes
import io
import re
import shutil
import subprocess
import tempfile
from itertools import islice
from pathlib import Path

import pypdfium2
import resvg_py
from pypdfium2 import raw as pdfium

from paperconv.errors import AssetError, MissingTool
from paperconv.patterns import late
from paperconv.rasters import Raster, as_raster

_POINTS = 72.0
_PIXELS = 96.0
_BLANK_WIDTH = 6.0
"""How many inches wide a drawing is that names no size."""
_SECONDS = 60
_DEPTH = 8
"""How deep forms within forms are looked into."""
_TEXTS = 50_000
"""How many pieces of text of a page are looked at for their fonts."""

_NUMBER = r"\s*([-+]?[\d.]{1,12})"
_BOX = late(rf"^%%(HiRes)?BoundingBox:{_NUMBER}{_NUMBER}{_NUMBER}{_NUMBER}", re.MULTILINE)


def draw_svg(data: bytes, size: tuple[float, float], shape: float, dpi: float, most: int) -> Raster:
    """An SVG that :func:`~paperconv.svg.safe_svg` has cleaned, at ``dpi`` dots to the inch.

    ``size`` is in CSS pixels, ``most`` the longest side of the raster in pixels.

    Raises:
        AssetError: it cannot be drawn.
    """
    width, height = (side / _PIXELS for side in size)
    if not width or not height:
        width, height = _BLANK_WIDTH, _BLANK_WIDTH / (shape or 1.5)
    dpi = _bounded(width, height, dpi, most)
    try:
        made = resvg_py.svg_to_bytes(
            svg_string=data.decode("utf-8"), width=max(round(width * dpi), 1), dpi=_PIXELS
        )
    except (ValueError, RuntimeError) as error:
        raise AssetError(f"it cannot be drawn: {error}") from None
    return _raster(bytes(made), dpi)


def draw_pdf(data: bytes, dpi: float, most: int) -> tuple[Raster, int]:
    """The first page of a PDF, and how many pages it has.

    Raises:
        AssetError: it is broken or locked.
    """
    try:
        with pypdfium2.PdfDocument(data) as document:
            pages = len(document)
            page = document[0]
            width, height = (side / _POINTS for side in page.get_size())
            dpi = _bounded(width, height, dpi, most)
            picture = page.render(scale=dpi / _POINTS).to_pil()
            out = io.BytesIO()
            picture.save(out, "PNG")
    except (pypdfium2.PdfiumError, IndexError, ValueError, OSError) as error:
        raise AssetError(f"it is no PDF that can be drawn: {error}") from None
    return _raster(out.getvalue(), dpi), pages


def page_count(data: bytes) -> int:
    """How many pages the PDF ``data`` has; raises as :func:`draw_pdf`."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            return len(document)
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise AssetError(f"it is no PDF that can be read: {error}") from None


def loose_fonts(data: bytes) -> list[str]:
    """The fonts in which the first page of a PDF sets text and that are not embedded; raises as :func:`draw_pdf`."""
    names: set[str] = set()
    try:
        with pypdfium2.PdfDocument(data) as document:
            texts = document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=_DEPTH)
            for text in islice(texts, _TEXTS):
                font = pdfium.FPDFTextObj_GetFont(text.raw)
                if font and pdfium.FPDFFont_GetIsEmbedded(font) == 0:
                    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
                    name = ctypes.create_string_buffer(max(length, 1))
                    pdfium.FPDFFont_GetBaseFontName(font, name, length)
                    names.add(name.value.decode("utf-8", "replace") or "a font without a name")
    except (pypdfium2.PdfiumError, IndexError, ValueError, OSError) as error:
        raise AssetError(f"it is no PDF that can be looked at: {error}") from None
    return sorted(names)


def draw_eps(data: bytes, dpi: float, most: int) -> Raster:
    """An EPS, by Ghostscript.

    Raises:
        MissingTool: Ghostscript is not installed.
        AssetError: it is broken, or takes too long.
    """
    width, height = size_of_eps(data)
    dpi = _bounded(width / _POINTS, height / _POINTS, dpi, most)
    smooth = ("-dEPSCrop", "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-sDEVICE=png16m", f"-r{dpi:.4g}")
    return _raster(_ghostscript(data, ".eps", smooth), dpi)


def size_of_pdf(data: bytes) -> tuple[float, float, int]:
    """Width and height of the first page of a PDF, in points, and how many pages it has.

    Raises:
        AssetError: it is broken or locked.
    """
    try:
        with pypdfium2.PdfDocument(data) as document:
            width, height = document[0].get_size()
            pages = len(document)
    except (pypdfium2.PdfiumError, IndexError, ValueError, OSError) as error:
        raise AssetError(f"it is no PDF that can be drawn: {error}") from None
    return float(width), float(height), pages


def size_of_eps(data: bytes) -> tuple[float, float]:
    """Width and height of an EPS in points, as its bounding box says.

    Raises:
        AssetError: it has no such box.
    """
    text = (data[:200_000] + b"\n" + data[-20_000:]).decode("latin-1").replace("\r", "\n")
    boxes = {bool(box[1]): box for box in _BOX.finditer(text)}
    box = boxes.get(True) or boxes.get(False)
    if box is None:
        raise AssetError("it has no %%BoundingBox")
    try:
        left, bottom, right, top = (float(box[place]) for place in range(2, 6))
    except ValueError:
        raise AssetError("its %%BoundingBox is broken") from None
    if right <= left or top <= bottom:
        raise AssetError("its %%BoundingBox is empty")
    return right - left, top - bottom


def eps_as_pdf(data: bytes) -> bytes:
    """An EPS as a PDF of one page, as large as its bounding box; still a drawing.

    Raises:
        MissingTool, AssetError: as :func:`draw_eps`.
    """
    size_of_eps(data)
    # What would tell the day and the machine is left out.
    quiet = ("-dEPSCrop", "-sDEVICE=pdfwrite", "-dOmitInfoDate=true", "-dOmitID=true", "-dOmitXMP=true")
    return _ghostscript(data, ".eps", quiet)


def pdf_as_eps(data: bytes) -> bytes:
    """The first page of a PDF as an EPS; still a drawing.

    Raises:
        MissingTool, AssetError: as :func:`draw_eps`.
    """
    made = _ghostscript(data, ".pdf", ("-sDEVICE=eps2write", "-dFirstPage=1", "-dLastPage=1"))
    return re.sub(rb"(?m)^%%CreationDate: [^\r\n]*", b"%%CreationDate: 2000/01/01 00:00:00", made, count=1)


def _ghostscript(data: bytes, suffix: str, options: tuple[str, ...]) -> bytes:
    """What Ghostscript makes of a file that ends in ``suffix``.

    Raises:
        MissingTool: Ghostscript is not installed.
        AssetError: it fails, or takes too long.
    """
    found = shutil.which("gs") or shutil.which("gswin64c")
    if found is None:
        raise MissingTool("EPS needs Ghostscript, which is not installed")
    with tempfile.TemporaryDirectory(prefix="paperconv-") as folder:
        source, target = Path(folder, f"in{suffix}"), Path(folder, "out")
        source.write_bytes(data)
        quiet = ("-q", "-dSAFER", "-dBATCH", "-dNOPAUSE")
        try:
            subprocess.run(  # noqa: S603 - the program was looked up, and -dSAFER keeps it from other files
                [found, *quiet, *options, f"-sOutputFile={target}", str(source)],
                check=True,
                timeout=_SECONDS,
                capture_output=True,
                cwd=folder,
            )
            return target.read_bytes()
        except subprocess.TimeoutExpired:
            raise AssetError(f"Ghostscript was not done with it after {_SECONDS} seconds") from None
        except (subprocess.CalledProcessError, OSError):
            raise AssetError("Ghostscript cannot draw it") from None


def _bounded(width: float, height: float, dpi: float, most: int) -> float:
    """``dpi``, or less where a drawing of so many inches would get more than ``most`` pixels on its longer side."""
    return max(min(dpi, most / max(width, height, 0.01)), 1.0)


def _raster(made: bytes, dpi: float) -> Raster:
    _, data, size, _ = as_raster(made, ("image/png",))
    return "image/png", data, size, dpi
