"""ORCID iDs: sixteen digits of which the last checks the others (ISO 7064, MOD 11-2)."""

from __future__ import annotations

from paperconv.patterns import late

FOUND = late(r"(\d{4})[-–‐ ]?(\d{4})[-–‐ ]?(\d{4})[-–‐ ]?(\d{3}[\dXx])(?!\d)")
"""An iD, with whatever dashes a converter made of its hyphens."""


def bare_orcid(value: str) -> str:
    """The iD in ``value`` as ``0000-0002-1825-0097``; empty if there is none, or its check digit is wrong."""
    found = FOUND.search(value)
    if not found:
        return ""
    digits = "".join(found.groups()).upper()
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    if "0123456789X"[(12 - total % 11) % 11] != digits[15]:
        return ""
    return "-".join(digits[i : i + 4] for i in range(0, 16, 4))
