"""Hyphens that the typesetter put at line ends come out of the PDF as soft hyphens.

Readers, search and copying then join the word again (ISO 32000-1, 14.8.2.2.3). WeasyPrint ends a divided line with
U+2010, which has a glyph of its own in text fonts; what authors write is U+002D on the page.
"""

from __future__ import annotations

from typing import Any

_HYPHEN, _SOFT = "<2010>", "<00ad>"


def soften_hyphens(pdf: Any) -> None:
    """Map the glyph of U+2010 to U+00AD in the fonts' tables of characters."""
    for obj in pdf.objects:
        items = getattr(obj, "stream", None)
        if items and b"begincmap" in items:
            for index, item in enumerate(items):
                text = item.decode("ascii") if isinstance(item, bytes) else item
                if isinstance(text, str) and text.endswith(_HYPHEN):
                    items[index] = text.removesuffix(_HYPHEN) + _SOFT
