"""What a validator said of a file."""

from __future__ import annotations

import importlib.util
import os
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

HOME = Path(os.environ.get("PAPERCONV_VALIDATORS") or ROOT / ".tools" / "validators")
"""Where `make validators` installs what comes from npm."""

NODE_MODULES = HOME / "node_modules"


@dataclass
class Verdict:
    """``errors`` fail a file; ``warnings`` are for the reader."""

    file: Path
    by: str
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        shown = "".join(f"\n    {message[:300]}" for message in self.errors[:8])
        return f"{self.by}: {self.file.name}: {len(self.errors)} errors{shown}"


def package_file(package: str, pattern: str) -> Path | None:
    """The first file that matches ``pattern`` inside an installed Python package, without importing it."""
    spec = importlib.util.find_spec(package)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for found in sorted(Path(folder).rglob(pattern)):
            return found
    return None
