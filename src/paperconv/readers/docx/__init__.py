"""Reads DOCX.

:mod:`~paperconv.readers.docx.prepass` goes over the package with lxml: it settles tracked changes, text boxes, content
controls and fields, measures each paragraph and takes its style off. pandoc then reads the text. What the paragraphs looked
like comes back by the numbers that they carry, as roles and levels of the draft.
"""

from paperconv.readers.docx.reader import DocxReader

__all__ = ["DocxReader"]
