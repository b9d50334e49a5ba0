"""Pictures for screens: drawings made harmless, everything else as it is."""

from __future__ import annotations

from collections.abc import Collection

from paperconv import model as m
from paperconv.diagnostics import Diagnostic, Rule
from paperconv.html.svg import SvgRefused, safe_svg
from paperconv.pictures import Picture, picture
from paperconv.protocols import Job

_SVG = "image/svg+xml"


class Pictures:
    """The pictures of one output, each read once. ``accept`` are the media types that it can hold."""

    def __init__(self, job: Job, accept: Collection[str]) -> None:
        self._job = job
        self._accept = accept
        self._known: dict[str, Picture | None] = {}

    def get(self, image: m.Image) -> Picture | None:
        """The picture that ``image`` names; None, and a report, if it cannot be had."""
        if image.source not in self._known:
            self._known[image.source] = self._read(image)
        return self._known[image.source]

    def _read(self, image: m.Image) -> Picture | None:
        found = picture(image, self._job, self._accept)
        if found is None or found.media_type != _SVG:
            return found
        try:
            return Picture(_SVG, safe_svg(found.data), found.size, found.dpi)
        except SvgRefused as error:
            message = f'picture "{image.source}" cannot be shown: {error}'
            self._job.log(Diagnostic(Rule.PICTURE_READABLE, message, pos=image.pos, hint="give a PNG of it"))
            return None
