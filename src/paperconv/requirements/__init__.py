"""What a journal demands of a manuscript, and whether it is met: rule by rule, with places and sources.

::

    report = requirements.check("paper.md", style="manuscript", variant="review")
    print(requirements.write(report, "text"))

One function for each kind of rule, in modules by what they look at; :mod:`~paperconv.requirements.kinds` lists them. Each
gives *pass*, *fail* or *cannot be checked* with what was measured and the places of all offenders. Lengths are counted as
:mod:`~paperconv.requirements.counting` says. Nothing of this is loaded by a conversion.
"""

from paperconv.requirements.counting import words
from paperconv.requirements.engine import check, check_document, load_demands, sent_of
from paperconv.requirements.forms import FORMS, SUFFIXES, summary, write
from paperconv.requirements.kinds import CHECKS
from paperconv.requirements.paper import Sent
from paperconv.requirements.types import Count, Finding, Outcome, Place, Report

__all__ = [
    "CHECKS",
    "FORMS",
    "SUFFIXES",
    "Count",
    "Finding",
    "Outcome",
    "Place",
    "Report",
    "Sent",
    "check",
    "check_document",
    "load_demands",
    "sent_of",
    "summary",
    "words",
    "write",
]
