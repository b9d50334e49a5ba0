"""From a run of headings and blocks to a paper: front matter, sections, captions, references."""

from paperconv.manuscript.paper import understand

__all__ = ["understand"]
