"""Open what a manuscript mentions: inside its own folder only, never over the network."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from paperconv.errors import AssetError
from paperconv.model import Document
from paperconv.patterns import late

MAX_BYTES = 200_000_000
"""A larger file is refused: it would not fit into a submission either."""

_SCHEME = late(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_SUFFIXES = (
    "csv|tsv|xlsx?|ods|zip|gz|tar|7z|pdf|docx?|odt|txt|rtf|json|ya?ml|xml|mp4|avi|mov|webm|mpe?g|wav|mp3|ogg|flac|py|r|rmd|"
    "ipynb|jl|m|do|sav|dta|rds|rda|sql|h5|hdf5|nc|parquet|fasta|fa|fastq|vcf|bam|pdb|cif|nwk|nex|tre|stl|obj|geojson|kml|gpx|"
    "pptx?|html?|tex|bib|svg|tiff?|png|jpe?g|eps"
)
FILE_NAME = late(
    rf"(?<![\w/:.-])((?:[\w-][\w .-]{{0,80}}/)*[\w-][\w.-]{{0,80}}\.(?:{_SUFFIXES}))(?![\w/])", re.IGNORECASE
)
"""The name of a file that can come with a manuscript, in running text."""
_FILE_LINK = late(rf"(?!www\.|/)[^:#?<>\n]{{1,300}}\.(?:{_SUFFIXES})", re.IGNORECASE)


def names_file(target: str) -> bool:
    """Whether the address of a link names a file of the manuscript's folder, and no place in the web."""
    return _FILE_LINK.fullmatch(target.strip()) is not None


def is_remote(name: str) -> bool:
    """Whether ``name`` is an address in the web, or otherwise no path."""
    return _SCHEME.match(name) is not None


def find_asset(folder: Path | None, name: str) -> Path:
    """The file that a manuscript in ``folder`` calls ``name`` (a relative path, as in a link).

    Raises:
        AssetError: remote, absolute, outside ``folder`` (symbolic links are followed before this is judged),
            missing, no plain file, or larger than ``MAX_BYTES``.
    """
    if is_remote(name):
        raise AssetError(f'"{name}" is not fetched: paperconv does not use the network')
    if folder is None:
        raise AssetError(f'"{name}" cannot be found: a manuscript without a folder has no files')
    for candidate in dict.fromkeys((name, unquote(name.partition("#")[0]))):
        try:
            real = (folder / candidate).resolve()
            if not candidate or not real.is_relative_to(folder.resolve()):
                raise AssetError(f'"{name}" is not opened: it lies outside the manuscript\'s folder')
            if not real.exists():
                continue
            if not real.is_file():
                raise AssetError(f'"{name}" is not a file')
            if real.stat().st_size > MAX_BYTES:
                raise AssetError(f'"{name}" is larger than {MAX_BYTES // 1_000_000} MB')
            return folder / candidate
        except (OSError, ValueError, RuntimeError) as error:
            raise AssetError(f'"{name}" cannot be opened: {_reason(error)}') from None
    raise AssetError(f'"{name}" does not exist')


def open_asset(folder: Path | None, name: str) -> bytes:
    """The bytes of that file; raises as :func:`find_asset`."""
    path = find_asset(folder, name)
    try:
        return path.read_bytes()
    except OSError as error:
        raise AssetError(f'"{name}" cannot be opened: {_reason(error)}') from None


def opener(document: Document) -> Callable[[str], bytes]:
    """What opens the files that ``document`` mentions: its own resources first, then its folder; raises as :func:`find_asset`."""
    held = {resource.name: resource.data for resource in document.resources}
    folder = Path(document.folder) if document.folder else None

    def asset(name: str) -> bytes:
        if name in held:
            return held[name]
        if not name:
            raise AssetError("a picture without a file name")
        return open_asset(folder, name)

    return asset


def _reason(error: Exception) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)
