"""What changed between two versions of a paper, as tracked changes in the newer one."""

from paperconv.changes.document import mark_changes

__all__ = ["mark_changes"]
