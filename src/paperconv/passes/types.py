"""What a pass is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from paperconv.diagnostics import Log
from paperconv.model import Document

Pass: TypeAlias = Callable[[Document, Log], Document]
"""A step from document to document. It shares what it does not change, and doing it twice changes nothing more."""
