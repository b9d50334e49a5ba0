"""Names, dates and identifiers as they are printed."""

from __future__ import annotations

from paperconv import model as m

_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def display_name(name: m.Name) -> str:
    """A name as it stands in a byline."""
    if name.literal:
        return name.literal
    family = " ".join(part for part in (name.particle, name.family) if part)
    if name.family_first:
        joint = "" if family and not family[-1].isascii() and _is_han(family[-1]) else " "
        parts = [joint.join(part for part in (family, name.given) if part), name.suffix]
    else:
        parts = [name.given, family, name.suffix]
    return " ".join(part for part in parts if part)


def sort_name(name: m.Name) -> str:
    """A name as it stands in an alphabetical list: ``Gogh, Ada Maria van, Jr.``"""
    if name.literal or not name.family:
        return display_name(name)
    given = " ".join(part for part in (name.given, name.particle) if part)
    return ", ".join(part for part in (name.family, given, name.suffix) if part)


def _is_han(character: str) -> bool:
    return "\u3040" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7a3"


def iso_date(date: m.Date) -> str:
    """``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, as far as the date is known; empty if it is no real date."""
    if not 1 <= date.year <= 9999:
        return ""
    text = f"{date.year:04}"
    if not 1 <= date.month <= 12:
        return text if date.month == 0 else ""
    text += f"-{date.month:02}"
    if date.day == 0:
        return text
    days = _MONTH_DAYS[date.month - 1]
    leap = date.year % 4 == 0 and (date.year % 100 != 0 or date.year % 400 == 0)
    if date.month == 2 and not leap:
        days = 28
    return f"{text}-{date.day:02}" if 1 <= date.day <= days else ""


def printed_date(date: m.Date) -> str:
    """The date as the source writes it, else in ISO 8601."""
    parts = "-".join(f"{part:02}" for part in (date.year, date.month, date.day) if part)
    return date.literal or " ".join(part for part in (date.season, iso_date(date) or parts) if part)


def identifier(meta: m.Metadata, kind: str) -> str:
    """The first identifier of ``kind``, empty if there is none."""
    return next((one.value for one in meta.identifiers if one.kind == kind), "")
