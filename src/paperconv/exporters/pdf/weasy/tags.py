"""A note is tagged as a note.

WeasyPrint tags by the name of the HTML element and knows none for notes (Kozea/WeasyPrint#2903 asks for more tags). The
page gives notes an element of their own, and it is known here.
"""

from __future__ import annotations

from typing import Any

from paperconv.exporters.pdf.engine import HTML, pdf_tags
from paperconv.exporters.pdf.weasy.cure import Cure, replacing

NOTE = "paper-note"
"""The HTML element of a note."""

_stock = pdf_tags._get_pdf_tag  # noqa: SLF001 - the only place where tags are chosen


def pdf_tag(tag: str | None) -> Any:
    """WeasyPrint's function of this name, which knows notes too."""
    return "Note" if tag == NOTE else _stock(tag)


def works(fonts: Any) -> bool:
    """Whether a note comes out as one."""
    found: list[str] = []

    def look(_: Any, pdf: Any) -> None:
        found.extend(obj["S"] for obj in pdf.objects if isinstance(obj, dict) and "S" in obj)

    html = f"<html lang=en><style>{NOTE}{{float:footnote}}</style><p>Word<{NOTE}>A note</{NOTE}>"
    with replacing(CURE.replacements()):
        HTML(string=html).write_pdf(font_config=fonts, pdf_tags=True, finisher=look)
    return "/Note" in found


CURE = Cure(
    "tags of notes",
    "https://github.com/Kozea/WeasyPrint/issues/2903",
    "assistive technology does not know notes from text",
    lambda: [(pdf_tags, "_get_pdf_tag", pdf_tag)],
    works,
)
