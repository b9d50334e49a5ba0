"""Modules of this reader that most runs do not need: loaded when they are.

A raw text has no front matter, no bibliography and no dialect to translate; importing what reads them would take longer
than reading the text. This is the one place of the reader where a module is loaded late.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Literal


def late(name: Literal["yaml_tree", "authored", "translate"]) -> Any:
    """The module of this package called ``name``."""
    return import_module(f"paperconv.readers.markdown.{name}")
