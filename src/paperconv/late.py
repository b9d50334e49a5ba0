"""Load a module when it is first needed: the one place of paperconv where imports are late.

Used where an import costs more than the work of most runs: by the command line for everything, by the registry for readers,
exporters and plug-ins, by the pipeline for its passes, for pictures and drawings, for formulas and their fonts, for front matter
in YAML, for raw HTML and MathML in a manuscript, for what WeasyPrint seldom needs, for the tagger of reference strings, for CSL,
for what statements say, for the older and special tag sets of JATS, and for parts of the standard library that few papers need.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


def load(module: str) -> Any:
    """The module of that full name."""
    return import_module(module)
