"""A report for the terminal: what fails first."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from paperconv.requirements.forms.words import LEVELS, heading, name_of, result, source_of, summary
from paperconv.requirements.types import Finding, Outcome, Report

_OPEN: tuple[tuple[Outcome, str], ...] = (("fail", "FAIL"), ("cannot be checked", "CANNOT BE CHECKED"))
_WIDTH = 100
_PLACES = 10


def as_text(report: Report) -> str:
    """``report`` in lines."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield f"{report.manuscript or 'the manuscript'}: {report.title or 'without a title'}"
    yield f"checked against: {heading(report)}"
    if report.note:
        yield report.note
    yield ""
    yield from _counts(report)
    for outcome, title in _OPEN:
        held = report.of(outcome)
        if held:
            yield ""
            yield title
            for one in held:
                yield ""
                yield from _finding(one)
    held = report.of("pass")
    if held:
        yield ""
        yield "PASS"
        yield ""
        width = max(len(name_of(one)) for one in held)
        for one in held:
            said = "; ".join(filter(None, (result(one), one.reason)))
            yield f"  {name_of(one):{width}}  {said}".rstrip()
    yield ""
    yield f"{summary(report)}."


def _counts(report: Report) -> Iterator[str]:
    yield f"  {'counted as Word counts':24}{'words':>8}{'characters':>12}"
    for one in report.counts:
        yield f"  {one.part:24}{one.words:>8,}{one.characters:>12,}"
    held = [f"{name} {number}" for name, number in report.numbers.items() if number]
    if held:
        yield ""
        yield from textwrap.wrap(", ".join(held), _WIDTH, initial_indent="  ", subsequent_indent="  ")


def _finding(one: Finding) -> Iterator[str]:
    level = f"{LEVELS[one.level]}: " if one.outcome == "fail" else ""
    yield f"  {level}{name_of(one)}{f': {said}' if (said := result(one)) else ''}"
    yield from _wrapped(f"“{one.says}”")
    if one.reason:
        yield from _wrapped(one.reason)
    for place in one.places[:_PLACES]:
        yield from _wrapped(f"- {place}", "  ")
    if len(one.places) > _PLACES:
        yield f"    … and {len(one.places) - _PLACES} more; --format json has them all"
    yield from _wrapped(f"source: {source_of(one)}")


def _wrapped(text: str, hanging: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent="    ",
        subsequent_indent=f"    {hanging}",
        break_long_words=False,
        break_on_hyphens=False,
    )
