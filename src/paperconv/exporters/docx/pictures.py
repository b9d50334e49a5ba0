"""Pictures inside the text: DrawingML, stored once each, never wider than the space they stand in."""

from __future__ import annotations

from paperconv import model as m
from paperconv.exporters.docx.markup import Xml, attribute
from paperconv.exporters.docx.sheet import size_of
from paperconv.exporters.docx.writer import Stored, Writer
from paperconv.pictures import Picture, file_name, missing_text
from paperconv.styles.lengths import EMU, TWIPS, points

_SCREEN_DPI = 96.0
_LEAST = 3.0
_HEIGHT_SHARE = 0.8
"""How much of the page's height a picture may take: its caption must find room under it."""


def drawing(w: Writer, image: m.Image, width: int) -> Xml | None:
    """``image`` as a ``w:drawing`` at most ``width`` twips wide; None if it cannot be shown, which has been logged."""
    stored = _stored(w, image)
    if stored is None:
        return None
    across, down = (round(side * EMU) for side in _size(w, image, stored.picture, width / TWIPS))
    identifier = w.part.relate("image", f"media/{stored.name}")
    number = w.number()
    name = attribute(stored.name)
    title = f' title="{attribute(image.title)}"' if image.title.strip() else ""
    return Xml(
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr id="{number}" name="{name}" descr="{attribute(image.alt)}"{title}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{identifier}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )


def placeholder(w: Writer, image: m.Image) -> str:
    """What stands in the place of a picture that cannot be shown."""
    return missing_text(image, w.words.picture_missing)


def _stored(w: Writer, image: m.Image) -> Stored | None:
    if image.source not in w.pictures:
        made = w.given.get(image)
        if made is None:
            w.pictures[image.source] = None
        else:
            name = file_name(image.source, w.package.media_names, made.suffix)
            w.package.media(name, made.data)
            w.pictures[image.source] = Stored(name, made)
    return w.pictures[image.source]


def _size(w: Writer, image: m.Image, made: Picture, limit: float) -> tuple[float, float]:
    """Width and height in points."""
    em = size_of(w.job.style)
    pixels_across, pixels_down = (max(side, 1) for side in made.size)
    dpi = made.dpi or _SCREEN_DPI
    width = points(image.width, em, limit)
    height = points(image.height, em)
    if width is None or width <= 0:
        width = height / pixels_down * pixels_across if height else pixels_across / dpi * 72
        height = height or pixels_down / dpi * 72
    elif height is None or height <= 0:
        height = width / pixels_across * pixels_down
    tallest = w.page.text_height / TWIPS * _HEIGHT_SHARE
    shrunk = min(1.0, limit / width, tallest / height)
    return max(width * shrunk, _LEAST), max(height * shrunk, _LEAST)
