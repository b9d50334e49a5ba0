"""Journal styles: folders of data. No journal's name stands in code."""

from paperconv.styles.load import find_styles, load_style, with_citations
from paperconv.styles.types import (
    Citations,
    Front,
    Headings,
    Jats,
    JournalInfo,
    JournalStyle,
    Labels,
    LineNumbers,
    Page,
    Pictures,
    TextStyle,
)

__all__ = [
    "Citations",
    "Front",
    "Headings",
    "Jats",
    "JournalInfo",
    "JournalStyle",
    "Labels",
    "LineNumbers",
    "Page",
    "Pictures",
    "TextStyle",
    "find_styles",
    "load_style",
    "with_citations",
]
