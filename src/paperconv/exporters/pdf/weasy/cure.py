"""What a cure of WeasyPrint's layout is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

import msgspec

Replacements: TypeAlias = Sequence[tuple[Any, str, Any]]
"""What is put in place: the module or class, the name in it, and the new value."""


class Cure(msgspec.Struct, frozen=True):
    """``replacements`` gives a fresh set for one document; ``works`` lays out a small text with it, given fonts.

    ``issue`` is the upstream issue, or says that there is none; ``without`` tells users what looks worse. ``sheet`` is CSS
    that needs the cure.
    """

    name: str
    issue: str
    without: str
    replacements: Callable[[], Replacements]
    works: Callable[[Any], bool]
    sheet: str = ""


@contextmanager
def replacing(replacements: Replacements) -> Iterator[None]:
    """Put ``replacements`` in place, and afterwards back what stood there."""
    before = [(place, name, getattr(place, name)) for place, name, _ in replacements]
    for place, name, new in replacements:
        setattr(place, name, new)
    try:
        yield
    finally:
        for place, name, old in before:
            setattr(place, name, old)
