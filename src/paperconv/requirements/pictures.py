"""Rules about the files of figures: format, resolution in print, colours, fonts."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from paperconv import model as m
from paperconv.diagnostics import Pos
from paperconv.errors import AssetError
from paperconv.late import load
from paperconv.patterns import late
from paperconv.pictures import kind_of, unpacked
from paperconv.requirements.paper import Float, Paper
from paperconv.requirements.types import Check, Place, Verdict, counted, is_within, judged, size_of, unknown
from paperconv.styles import JournalStyle, Rule
from paperconv.styles.lengths import TWIPS, points, style_points
from paperconv.styles.pages import page_of

_FORMATS = {
    "image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", "image/webp": "webp", "image/tiff": "tiff",
    "image/svg+xml": "svg", "application/pdf": "pdf", "application/postscript": "eps", "image/emf": "emf",
    "image/wmf": "wmf",
}  # fmt: skip
_RASTERS = frozenset({"png", "jpeg", "gif", "webp", "tiff"})
_POINTS = 72.0
_MM = 25.4 / _POINTS
_SCREEN_DPI = 96.0
"""The resolution of a picture that says none, as Word takes it."""
_EPS_FONT = late(r"/[A-Z][A-Za-z]+(?:-[A-Za-z]+)?\s+findfont")
_EPS_HELD = late(r"%%BeginFont|%%BeginResource:\s*font|/FontType\s+\d|eexec")


class Shown(msgspec.Struct, frozen=True):
    """A picture of a figure: its file, its ``width`` in points as the manuscript says it, 0 where it does not.

    ``panels`` is how many pictures the figure has, ``whole`` whether it spans the page.
    """

    owner: Float
    image: m.Image
    pos: Pos | None
    width: float
    panels: int
    whole: bool

    @property
    def name(self) -> str:
        """What it is called in a report."""
        file = "" if self.image.source.startswith("data:") else f" ({self.image.source[-60:]})"
        return f"{self.owner.name}{file}"


def shown(paper: Paper) -> list[Shown]:
    """The pictures of all figures, in order."""
    return [one for owner in paper.floats if owner.kind == "figure" for one in _shown(owner, paper.style)]


def _shown(owner: Float, style: JournalStyle) -> Iterator[Shown]:
    whole = isinstance(owner.node, m.Figure) and owner.node.span == "page"
    line = _line(style, whole=whole)
    images = [node for node in m.iter_nodes(owner.node) if isinstance(node, m.Image)]
    for image in images:
        given = min(_given(image, style, line), line * 2)
        yield Shown(owner, image, image.pos or owner.pos, given, len(images), whole)


def _line(style: JournalStyle, *, whole: bool) -> float:
    page = page_of(style)
    return (page.text_width if whole else page.column_width) / TWIPS


def _given(image: m.Image, style: JournalStyle, line: float) -> float:
    em = style_points(style.text.size, "text.size")
    return max((points(image.width, em, line) if image.width else None) or 0.0, 0.0)


def printed_width(
    image: m.Image, style: JournalStyle, natural: float, *, panels: int = 1, whole: bool = False
) -> float:
    """How wide ``image`` is in print, in points: as the manuscript says, else its ``natural`` width.

    It is never wider than its column (the page, if it spans the ``whole`` of it), nor than the rule ``figure-width`` allows; of
    several ``panels`` two stand side by side.
    """
    line = _line(style, whole=whole)
    rule = style.rules.get("figure-width")
    if rule is not None and rule.most:
        line = min(line, rule.most / _MM)
    if panels > 1:
        line /= 2
    return min(_given(image, style, line) or natural, line)


class _Opened:
    """The files of the pictures that could be opened, and why others could not."""

    def __init__(self, paper: Paper) -> None:
        self.files: list[tuple[Shown, str, bytes]] = []
        self.missing: list[Place] = []
        for one in shown(paper):
            try:
                data = paper.asset(one.image.source)
            except AssetError as error:
                self.missing.append(Place(f"{one.name}: {error}", one.pos))
                continue
            self.files.append((one, _FORMATS.get(kind_of(data), ""), data))

    def verdict(self, found: list[Place], unsure: list[Place], measured: str = "") -> Verdict:
        """``found`` are offenders, ``unsure`` what could not be looked at."""
        unsure = [*self.missing, *unsure]
        if found:
            more = f"{counted(len(unsure), 'more pictures')} could not be looked at" if unsure else ""
            return judged(found, measured, more)
        if unsure or not self.files:
            reason = "some pictures could not be looked at" if unsure else "there are no pictures"
            return unknown(reason, measured, unsure)
        return judged((), measured)


def figure_resolution(paper: Paper, rule: Rule) -> Verdict:
    """Pixels of photographs for each inch of their width in print, see :func:`printed_width`."""
    opened = _Opened(paper)
    found, unsure, values = [], [], []
    for one, format, data in opened.files:
        if format not in _RASTERS:
            continue
        try:
            look = load("paperconv.rasters").look(data)
        except AssetError as error:
            unsure.append(Place(f"{one.name}: {error}", one.pos))
            continue
        pixels = look.size[0]
        natural = pixels / (look.dpi or _SCREEN_DPI) * _POINTS
        width = printed_width(one.image, paper.style, natural, panels=one.panels, whole=one.whole)
        dpi = pixels / width * _POINTS
        values.append(dpi)
        if not is_within(round(dpi), rule):
            said = f"{one.name}: {pixels} pixels on {width * _MM:.0f} mm are {dpi:.0f} dpi"
            found.append(Place(said, one.pos))
    return opened.verdict(
        found, unsure, f"the lowest is {min(values):.0f} dpi" if values else "drawings only"
    )


def figure_width(paper: Paper, rule: Rule) -> Verdict:
    """Width of figures in print, where the manuscript says it."""
    held = [one for one in shown(paper) if one.width]
    if not held:
        return unknown("the manuscript does not say how wide its figures are printed")
    found = [
        Place(f"{one.name}: {one.width * _MM:.0f} mm", one.pos)
        for one in held
        if not is_within(round(one.width * _MM, 1), rule)
    ]
    return judged(found, f"the widest has {max(one.width for one in held) * _MM:.0f} mm")


def figure_formats(paper: Paper, rule: Rule) -> Verdict:
    """Formats of picture files, by their first bytes and not by their names; or what they can be turned into without loss."""
    opened = _Opened(paper)
    held = sorted({format for _, format, _ in opened.files} - {""})
    turned = {one: into for one in held if one not in rule.values and (into := _lossless(one, rule.values))}
    found = [
        Place(f"{one.name}: {format or 'no picture of a known kind'}", one.pos)
        for one, format, _ in opened.files
        if format not in rule.values and format not in turned
    ]
    verdict = opened.verdict(found, [], ", ".join(held))
    told = "; ".join(f"an upload made by paperconv has {into} for {one}" for one, into in turned.items())
    return msgspec.structs.replace(verdict, reason=told) if told and verdict.outcome == "pass" else verdict


def _lossless(format: str, wanted: tuple[str, ...]) -> str:
    """The first of the ``wanted`` formats that holds all of a picture of ``format``; empty if none does."""
    holds = ("tiff", "png") if format in _RASTERS else ("pdf", "eps") if format == "svg" else ()
    return next((one for one in wanted if one in holds), "")


def figure_colours(paper: Paper, rule: Rule) -> Verdict:
    """Colour modes of photographs; SVG is always RGB, what PDF and EPS hold is not looked at."""
    opened = _Opened(paper)
    found, unsure, modes = [], [], set()
    for one, format, data in opened.files:
        if format == "svg":
            mode = "rgb"
        elif format in _RASTERS:
            try:
                mode = load("paperconv.rasters").look(data).colours
            except AssetError as error:
                unsure.append(Place(f"{one.name}: {error}", one.pos))
                continue
        else:
            unsure.append(Place(f"{one.name}: colours of {format or 'this file'} are not looked at", one.pos))
            continue
        modes.add(mode)
        if mode not in rule.values:
            found.append(Place(f"{one.name}: {mode}", one.pos))
    return opened.verdict(found, unsure, ", ".join(sorted(modes)))


def figure_bytes(paper: Paper, rule: Rule) -> Verdict:
    """Size of each picture file."""
    opened = _Opened(paper)
    found = [
        Place(f"{one.name}: {size_of(len(data))}", one.pos)
        for one, _, data in opened.files
        if not is_within(len(data), rule)
    ]
    largest = max((len(data) for _, _, data in opened.files), default=0)
    return opened.verdict(found, [], f"the largest has {size_of(largest)}")


def figure_fonts(paper: Paper, _: Rule) -> Verdict:
    """Fonts in drawings are embedded, or turned into shapes."""
    opened = _Opened(paper)
    found, unsure, drawings = [], [], 0
    for one, format, data in opened.files:
        if format in _RASTERS:
            continue
        drawings += 1
        try:
            fonts = _loose_fonts(format, data)
        except AssetError as error:
            unsure.append(Place(f"{one.name}: {error}", one.pos))
            continue
        if fonts:
            found.append(Place(f"{one.name}: {', '.join(fonts[:5])} not embedded", one.pos))
    return opened.verdict(found, unsure, counted(drawings, "drawings"))


def _loose_fonts(format: str, data: bytes) -> list[str]:
    """The fonts that a drawing names and does not bring along.

    Raises:
        AssetError: it cannot be looked at.
    """
    match format:
        case "pdf":
            return list(load("paperconv.drawings").loose_fonts(data))
        case "svg":
            svg = load("paperconv.svg")
            try:
                return list(svg.loose_fonts(unpacked(data)))
            except svg.SvgRefused as error:
                raise AssetError(str(error)) from None
        case "eps":
            text = data.decode("latin-1")
            named = sorted({found[0].split()[0].lstrip("/") for found in _EPS_FONT.finditer(text)})
            return [] if _EPS_HELD.search(text) else named
        case _:
            raise AssetError(f"fonts of {format or 'this file'} are not looked at")


CHECKS: dict[str, Check] = {
    "figure-resolution": figure_resolution,
    "figure-width": figure_width,
    "figure-formats": figure_formats,
    "figure-colours": figure_colours,
    "figure-bytes": figure_bytes,
    "figure-fonts": figure_fonts,
}
