"""Markdown in all its dialects: what authors write, and what converters leave of a PDF."""

from paperconv.readers.markdown.reader import MarkdownReader

__all__ = ["MarkdownReader"]
