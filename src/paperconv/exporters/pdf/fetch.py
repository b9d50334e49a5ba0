"""What WeasyPrint may load: pictures that the job gave, and files of the style's own folders. Nothing else."""

from __future__ import annotations

from pathlib import Path

from paperconv import model as m
from paperconv.exporters.pdf.engine import URLFetcherResponse
from paperconv.pictures import Picture, Pictures
from paperconv.protocols import Job

ACCEPTED = ("image/png", "image/jpeg", "image/gif", "image/svg+xml")

STYLE = "http://style.invalid/"
"""Where ``url(…)`` in a style sheet begins: ``http://style.invalid/0/logo.svg`` is a file of the style's first folder.

The scheme is one that relative addresses may be joined to; the name is one that never exists (RFC 2606).
"""

_PICTURE = "picture:///"
_TYPES = {
    ".css": "text/css",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
}
_TRUSTED_DPI = 100
_MAX_STYLE_FILE = 20_000_000


class Refused(OSError):
    """A resource that is not served."""


class Fetcher:
    """Answers WeasyPrint's requests from memory and from the style's folders.

    :meth:`source` hands out the address of a picture; only addresses handed out are served.
    """

    _fail_on_errors = False  # WeasyPrint asks for it when a request is refused

    def __init__(self, job: Job) -> None:
        self._given = Pictures(job, ACCEPTED)
        self._folders = [folder.resolve() for folder in job.style.looks]
        self._pictures: dict[str, Picture] = {}
        self._addresses: dict[str, str | None] = {}

    def source(self, image: m.Image) -> str | None:
        """The address of the picture that ``image`` names, or None if it cannot be shown (that is then reported)."""
        if image.source not in self._addresses:
            self._addresses[image.source] = self._load(image)
        return self._addresses[image.source]

    def _load(self, image: m.Image) -> str | None:
        found = self._given.get(image)
        if found is None:
            return None
        address = f"{_PICTURE}{len(self._pictures)}{found.suffix}"
        self._pictures[address] = found
        return address

    def hold(self, data: bytes, media_type: str) -> str:
        """The address of a picture that we made ourselves."""
        made = Picture(media_type, data, (0, 0), 0)
        address = f"{_PICTURE}{len(self._pictures)}{made.suffix}"
        self._pictures[address] = made
        return address

    @property
    def files(self) -> dict[str, bytes]:
        """Originals of pictures that cannot be shown, to lie beside the PDF."""
        return self._given.files

    def carry(self, node: m.Supplement) -> str:
        """Keep a file of the manuscript beside the PDF; nothing in the PDF leads there."""
        self._given.carry(node.source, node.pos)
        return ""

    def size(self, address: str) -> tuple[int, int]:
        """Width and height of the picture at ``address`` in pixels, 0 where it does not say."""
        return self._pictures[address].size

    def natural_width(self, address: str) -> float:
        """How wide the picture at ``address`` wants to be, in inches; 0 where it does not say.

        Below 100 dots an inch, the number is a program's default and no wish.
        """
        held = self._pictures.get(address)
        return held.size[0] / held.dpi if held and held.dpi >= _TRUSTED_DPI else 0.0

    def __call__(self, url: str) -> object:
        """The resource at ``url``.

        Raises:
            Refused: it was not given, or is no file of the style.
        """
        held = self._pictures.get(url)
        if held is not None:
            return URLFetcherResponse(url, held.data, {"Content-Type": held.media_type})
        if url.startswith(STYLE):
            return self._style_file(url)
        raise Refused(f"{url[:200]} is not loaded: a PDF holds only the manuscript's own pictures")

    def _style_file(self, url: str) -> object:
        number, _, name = url.removeprefix(STYLE).partition("/")
        if not number.isdigit() or int(number) >= len(self._folders):
            raise Refused(f"{url[:200]} is no folder of the style")
        folder = self._folders[int(number)]
        path = (folder / name).resolve()
        media_type = _TYPES.get(path.suffix.lower())
        if not path.is_relative_to(folder) or media_type is None or not path.is_file():
            raise Refused(f"{url[:200]} is no file of the style")
        return URLFetcherResponse(url, read_bounded(path), {"Content-Type": media_type})


def read_bounded(path: Path) -> bytes:
    """The bytes of a file of a style.

    Raises:
        Refused: it is larger than 20 MB.
    """
    if path.stat().st_size > _MAX_STYLE_FILE:
        raise Refused(f"{path} is larger than {_MAX_STYLE_FILE // 1_000_000} MB")
    return path.read_bytes()
