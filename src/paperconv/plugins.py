"""What packages declare in their entry points of the groups ``paperconv.…``, paperconv itself among them.

The installed packages' ``entry_points.txt`` are read directly (format: https://packaging.python.org/specifications/entry-points/),
since importing :mod:`importlib.metadata` alone takes a sixth of the time of a whole conversion. Where paperconv does not find
itself that way (a zipped or otherwise unusual installation), importlib.metadata is asked.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

import msgspec

from paperconv.late import load


class Plugin(msgspec.Struct, frozen=True):
    """One entry point: its name, what it stands for (``module:attribute``, or a module), and the package it is from."""

    name: str
    value: str
    package: str

    def load(self) -> object:
        """The object that ``value`` names.

        Raises:
            ImportError, AttributeError: it cannot be had.
        """
        module, _, attribute = self.value.partition(":")
        found = load(module)
        return getattr(found, attribute) if attribute else found


def plugins(group: str) -> tuple[Plugin, ...]:
    """The entry points of ``paperconv.<group>`` of all installed packages, each once."""
    return tuple(plugin for found, plugin in _all() if found == f"paperconv.{group}")


@cache
def _all() -> tuple[tuple[str, Plugin], ...]:
    found: dict[tuple[str, Plugin], None] = {}
    for folder in dict.fromkeys(sys.path):
        try:
            names = [n for n in os.listdir(folder or ".") if n.endswith(".dist-info")]  # noqa: PTH208 - five times faster
        except OSError:
            continue
        for name in names:
            try:
                text = Path(folder, name, "entry_points.txt").read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                continue
            if "paperconv" in text:
                found |= dict.fromkeys(_declared(text, name.removesuffix(".dist-info").rpartition("-")[0]))
    if not any(plugin.package == "paperconv" for _, plugin in found):
        metadata = load("importlib.metadata")
        found = {
            (point.group, Plugin(point.name, point.value, point.dist.name)): None
            for point in metadata.entry_points()
            if point.group.startswith("paperconv.")
        }
    return tuple(found)


def _declared(text: str, package: str) -> list[tuple[str, Plugin]]:
    found = []
    group = ""
    for line in text.splitlines():
        stripped = line.strip()
        if stripped.startswith("["):
            group = stripped.strip("[]")
        elif "=" in stripped and group.startswith("paperconv."):
            name, _, value = stripped.partition("=")
            found.append((group, Plugin(name.strip(), value.strip(), package.replace("_", "-"))))
    return found
