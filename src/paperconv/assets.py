"""Open what a manuscript mentions: inside its own folder only, never over the network."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from paperconv.errors import AssetError

MAX_BYTES = 200_000_000
"""A larger file is refused: it would not fit into a submission either."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")


def open_asset(folder: Path | None, name: str) -> bytes:
    """The bytes of the file that a manuscript in ``folder`` calls ``name`` (a relative path, as in a link).

    Raises:
        AssetError: remote, absolute, outside ``folder`` (symbolic links are followed before this is judged),
            missing, no plain file, or larger than ``MAX_BYTES``.
    """
    if _SCHEME.match(name):
        raise AssetError(f'"{name}" is not fetched: paperconv does not use the network')
    if folder is None:
        raise AssetError(f'"{name}" cannot be found: a manuscript without a folder has no files')
    for candidate in dict.fromkeys((name, unquote(name.partition("#")[0]))):
        try:
            path = (folder / candidate).resolve()
            if not path.is_relative_to(folder.resolve()):
                raise AssetError(f'"{name}" is not opened: it lies outside the folder of the manuscript')
            if not path.exists():
                continue
            if not path.is_file():
                raise AssetError(f'"{name}" is not a file')
            if path.stat().st_size > MAX_BYTES:
                raise AssetError(f'"{name}" is larger than {MAX_BYTES // 1_000_000} MB')
            return path.read_bytes()
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise AssetError(f'"{name}" cannot be opened: {reason}') from None
    raise AssetError(f'"{name}" does not exist')
