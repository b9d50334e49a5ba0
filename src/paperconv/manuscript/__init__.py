"""From a run of headings and blocks to a paper: front matter, sections, captions, references."""

from paperconv.manuscript.understand import understand

__all__ = ["understand"]
