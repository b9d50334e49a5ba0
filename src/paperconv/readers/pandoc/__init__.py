"""Every format that pandoc reads, with body and metadata as pandoc gives them."""

from paperconv.readers.pandoc.reader import PandocReader

__all__ = ["PandocReader"]
