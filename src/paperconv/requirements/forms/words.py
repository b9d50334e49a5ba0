"""What all forms of a report say in the same words."""

from __future__ import annotations

from paperconv.requirements.types import Finding, Report, counted

LEVELS = {"error": "error", "warning": "warning", "info": "note", "off": "note"}


def name_of(finding: Finding) -> str:
    """The demand's own name: ``abstract-words``."""
    return finding.demand.partition(".")[2]


def result(finding: Finding) -> str:
    """What was measured and what was asked for: ``312 words; at most 300 words``."""
    return "; ".join(filter(None, (finding.measured, finding.bound and f"wanted: {finding.bound}")))


def source_of(finding: Finding) -> str:
    """Where the demand comes from: title, the day it was read, and how far it is to be trusted."""
    if finding.source is None:
        return finding.trust
    read = f"{finding.source.title} (read {finding.source.read.isoformat()})"
    return f"{read}: {finding.trust}" if finding.trust else read


def heading(report: Report) -> str:
    """The style's name and title, and the variant."""
    title = report.style_title or report.style
    variant = f", variant {report.variant}" if report.variant else ""
    return f"{title} [{report.style}{variant}]"


def summary(report: Report) -> str:
    """How many demands are met, are not met, and cannot be checked."""
    passed, failed, unknown = (len(report.of(one)) for one in ("pass", "fail", "cannot be checked"))
    levels = [one.level for one in report.of("fail")]
    kinds = [
        counted(levels.count(one), f"{LEVELS[one]}s") for one in ("error", "warning", "info") if one in levels
    ]
    of_which = f" ({', '.join(kinds)})" if kinds else ""
    said = f"{passed} pass, {failed} fail{of_which}, {unknown} cannot be checked"
    if not report.findings:
        said = "this style demands nothing of a manuscript"
    if report.other_types:
        said += f"; {counted(len(report.other_types), 'demands')} for other types of article left out"
    return said
