"""Dates."""

from __future__ import annotations

from paperconv import model as m
from paperconv.exporters.jats.state import State
from paperconv.exporters.jats.tags import Element, child


def iso_date(date: m.Date) -> str:
    """``date`` as far as it is known (``2019``, ``2019-05``, ``2019-05-04``), in the form of ISO 8601; empty if it has no year."""
    if not 0 < date.year <= 9999:
        return ""
    text = f"{date.year:04d}"
    if 1 <= date.month <= 12:
        text += f"-{date.month:02d}"
        if 1 <= date.day <= 31:
            text += f"-{date.day:02d}"
    return text


def write_date(state: State, parent: Element, tag: str, kind: str, date: m.Date) -> Element:
    """A ``date`` or ``pub-date`` (``tag``) of a date with a year."""
    element = child(parent, tag)
    state.set(element, "date-type", kind)
    state.set(element, "iso-8601-date", iso_date(date))
    if date.month:
        if date.day:
            state.leaf(element, "day", str(date.day))
        state.leaf(element, "month", str(date.month))
    else:
        state.leaf(element, "season", date.season)
    year = state.leaf(element, "year", str(date.year))
    if year is not None and date.circa:
        year.set("specific-use", "circa")
    return element
