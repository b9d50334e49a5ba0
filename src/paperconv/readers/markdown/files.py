"""Files that a manuscript names: bibliographies and included texts, inside its own folder only."""

from __future__ import annotations

import re
from pathlib import Path

from paperconv.errors import AssetError

MAX_BYTES = 64 * 1024 * 1024


def read_inside(folder: Path | None, name: str) -> tuple[Path, bytes]:
    """The file called ``name`` (a path from ``folder``) and its bytes.

    Raises:
        AssetError: it is missing, not a file, too large, elsewhere, or there is no folder.

    """
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", name):
        raise AssetError(f"{name}: not read: nothing is fetched from the network")
    if folder is None:
        raise AssetError(f"{name}: not read: a text without a file has no folder")
    if not name or "\0" in name or Path(name).is_absolute() or re.match(r"[A-Za-z]:|~|\\", name):
        raise AssetError(f"{name}: not read: give a path inside the manuscript's folder")
    root = folder.resolve()
    path = folder / name
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        raise AssetError(f"{name}: there is no such file in the manuscript's folder") from None
    if not real.is_relative_to(root):
        raise AssetError(f"{name}: not read: it lies outside the manuscript's folder")
    if not real.is_file():
        raise AssetError(f"{name}: not a file")
    try:
        with real.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise AssetError(f"{name}: cannot be read: {error.strerror}") from None
    if len(data) > MAX_BYTES:
        raise AssetError(f"{name}: larger than {MAX_BYTES >> 20} MiB")
    return path, data
