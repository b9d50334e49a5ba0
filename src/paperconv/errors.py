"""The exceptions of paperconv: raised only where nothing can go on.

::

    PaperconvError
    ├── UnknownFormat        no reader or exporter of that name
    ├── UnknownStyle         no journal style of that name
    ├── StyleError           a style.toml that cannot be understood
    ├── UnreadableSource     a manuscript that cannot be read
    ├── DecodeError          JSON that is not a document
    ├── MissingTool          a program or library that is not installed
    ├── AssetError           a picture or file that a manuscript mentions and that cannot be had
    └── ConversionFailed     an output that could not be made or written

The text of each is one line that names the file and the place and says what to do.
"""

from __future__ import annotations


class PaperconvError(Exception):
    """Any failure that paperconv explains in one line."""


class UnknownFormat(PaperconvError):
    """No reader or exporter has that name or suffix, or two packages claim it."""


class UnknownStyle(PaperconvError):
    """No journal style has that name."""


class StyleError(PaperconvError):
    """A style.toml is broken: the message names file and key."""


class UnreadableSource(PaperconvError):
    """The manuscript is missing, empty, binary, too large or malformed."""


class DecodeError(PaperconvError):
    """JSON that does not describe a document; ``path`` is the place in it (``$.meta.title``)."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path


class MissingTool(PaperconvError):
    """Something that must be installed is not; the message says how to get it."""


class AssetError(PaperconvError):
    """A file that the manuscript mentions is missing, outside its folder, remote or unreadable."""


class ConversionFailed(PaperconvError):
    """An output could not be made or written."""
