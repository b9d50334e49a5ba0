"""What the journal demands, held against what is sent: what fails is missing, or to be looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from paperconv import model as m
from paperconv.diagnostics import Diagnostic
from paperconv.pictures import kind_of
from paperconv.requirements import Finding, Report, Sent, check_document
from paperconv.styles import JournalStyle
from paperconv.submission.types import Remark

PAGE = "requirements.html"
_TOLD = frozenset({"rules.highlights", "rules.figure-resolution"})
"""Demands that the upload itself tells of, file by file."""
_PROVED = frozenset({"rules.anonymous"})
"""Demands on the manuscript that the copy for reviewers meets, as the search of its files has shown."""


def check_sent(
    document: m.Document,
    style: JournalStyle,
    sent: Sent,
    pictures: Mapping[str, bytes],
    found: Sequence[Diagnostic],
) -> Report:
    """What ``style`` demands, asked of ``document`` with the ``pictures`` that are sent in the place of its own.

    Raises:
        StyleError, ConversionFailed: as :func:`paperconv.requirements.check_document`.
    """
    own = tuple(one for one in document.resources if one.name not in pictures)
    made = tuple(m.Resource(name, kind_of(data), data) for name, data in pictures.items())
    return check_document(m.replace(document, resources=(*own, *made)), style, sent=sent, found=found)


def failures(report: Report, *, anonymous: bool) -> tuple[list[Remark], list[Remark]]:
    """What of ``report`` is missing (it fails at level ``error``), and what there is to look at."""
    settled = _TOLD | _PROVED if anonymous else _TOLD
    failed = [one for one in report.of("fail") if one.demand not in settled]
    missing = [_remark(one) for one in failed if one.level == "error"]
    remarks = [_remark(one) for one in failed if one.level != "error"]
    open_ones = [one for one in report.of("cannot be checked") if not one.demand.startswith("by-hand.")]
    if open_ones:
        names = ", ".join(one.demand.partition(".")[2] for one in open_ones)
        remarks.append(Remark("demands that cannot be checked", names, f"see {PAGE}"))
    return missing, remarks


def _remark(one: Finding) -> Remark:
    name = one.demand.partition(".")[2]
    measured = f" {one.measured[:1].upper()}{one.measured[1:]}." if one.measured else ""
    places = "; ".join(str(place) for place in one.places[:2]) if not one.measured else ""
    return Remark(name, f"{one.says}{measured}{f' {places}' if places else ''}", one.trust)
