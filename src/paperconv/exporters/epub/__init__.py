"""EPUB 3.3: the paper as a small book: title page, a file for each section, notes and references.

https://www.w3.org/TR/epub-33/
"""

from __future__ import annotations

from paperconv.exporters.epub.exporter import EpubExporter

__all__ = ["EpubExporter"]
