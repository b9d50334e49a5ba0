"""The pictures of a LaTeX manuscript, which names them without suffix and says once in which folders they lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from paperconv import model as m
from paperconv.assets import find_asset, is_remote
from paperconv.errors import AssetError
from paperconv.patterns import late

SUFFIXES = ("", ".pdf", ".png", ".jpg", ".jpeg", ".eps", ".svg", ".tif", ".tiff")
"""What pictures may end in where that is left out, in the order in which pdfLaTeX and then others look."""
_PATHS = late(r"\\graphicspath\s*\{((?:\s*\{[^{}]{0,200}\}){1,20})")
_IN_BRACES = late(r"\{([^{}]*)\}")


def graphics_folders(text: str) -> list[str]:
    r"""The folders of ``\graphicspath`` in ``text``, after that of the manuscript itself, which is empty."""
    found = [
        "",
        *(one[1].strip() for paths in _PATHS.finditer(text) for one in _IN_BRACES.finditer(paths[1])),
    ]
    return [f"{one.rstrip('/')}/" if one else "" for one in dict.fromkeys(found)]


def names_of_picture(name: str, folders: Sequence[str]) -> Iterator[str]:
    """What the file may be called that LaTeX includes as ``name``."""
    for folder in folders:
        for suffix in SUFFIXES:
            yield f"{folder}{name}{suffix}"


def with_pictures(draft: m.Draft, text: str, folder: Path | None) -> m.Draft:
    """``draft``, read from the LaTeX ``text``, whose pictures have the names of the files that are there."""
    folders = graphics_folders(text)

    def rule(node: m.Node) -> m.Node | None:
        if not isinstance(node, m.Image) or is_remote(node.source):
            return None
        for name in names_of_picture(node.source, folders):
            try:
                find_asset(folder, name)
            except AssetError:
                continue
            return m.replace(node, source=name) if name != node.source else None
        return None

    return m.rewrite(draft, rule)
