"""Files of other projects that come with paperconv: the MathJax script, fonts.

They are listed in ``packages.toml`` and fetched from their registry when paperconv is built or installed
(``.ci/thirdparty.py``). An installation that could not fetch them works with what it has.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

_HERE = Path(__file__).parent


class Package(msgspec.Struct, frozen=True):
    """An entry of packages.toml; ``extra`` is the name by which one is asked for that does not come by itself."""

    name: str
    version: str
    integrity: str
    license: str
    gives: str
    folder: str
    files: tuple[str, ...]
    extra: str = ""


def find(folder: str) -> Path | None:
    """The folder with the files of a package, by its ``folder`` in packages.toml; None if they were not fetched."""
    path = _HERE / "files" / folder
    return path if path.is_dir() else None


def packages() -> tuple[Package, ...]:
    """Every package that an installation should have or may have."""
    listed = tomllib.loads((_HERE / "packages.toml").read_text(encoding="utf-8"))
    return msgspec.convert(listed["package"], tuple[Package, ...])
