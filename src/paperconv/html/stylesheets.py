"""The style sheets that come with the package."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent


def stylesheet(name: str) -> str:
    """The text of the style sheet ``name``: ``article`` (its parts, for every screen) or ``screen`` (a page)."""
    return (_FOLDER / f"{name}.css").read_text(encoding="utf-8")
