"""`paperconv formats`: list what can be read and written."""

from __future__ import annotations

import argparse

from paperconv.late import load


def arguments(_: argparse.ArgumentParser) -> None:
    """No options."""


def run(_: argparse.Namespace) -> int:
    """The exit status."""
    registry = load("paperconv.registry")
    for kind, verb in (("readers", "read"), ("exporters", "write")):
        print(f"{verb}:")
        for found in registry.formats(kind).values():
            by = "" if found.package == "paperconv" else f"  ({found.package})"
            print(f"  {found.name}{by}")
    generic = registry.reader("pandoc")
    print("read as pandoc gives them:")
    print("  " + " ".join(generic.formats))
    return 0
