"""What tells who wrote a paper, and where it stands in a text.

:func:`identifying` gathers it from a document: names in all their forms, initials, addresses, institutions, award numbers,
names of files. :func:`find` looks for it. The pass ``anonymise`` takes it out by that, :mod:`paperconv.leaks` proves that it
is out of every byte of an output, and the rule ``anonymous`` of a style reports it in a manuscript.
"""

from paperconv.anonymity.identities import Found, identifying, look, running_text
from paperconv.anonymity.search import BODY, METADATA, RUNNING, find, first, which
from paperconv.anonymity.types import Hit, Identities, Identity, Kind, Scope

__all__ = [
    "BODY",
    "METADATA",
    "RUNNING",
    "Found",
    "Hit",
    "Identities",
    "Identity",
    "Kind",
    "Scope",
    "find",
    "first",
    "identifying",
    "look",
    "running_text",
    "which",
]
