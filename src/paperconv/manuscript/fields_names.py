"""Names in front matter before they are taken to pieces: several in one string, with footnotes and escapes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from paperconv.manuscript.fields_values import Value, key_of

GIVEN = ("given", "given-names", "given-name", "givennames", "firstname", "first-name", "first", "forename")
FAMILY = ("family", "surname", "surnames", "lastname", "last-name", "last", "family-name", "familyname")


def without_footnotes(value: Mapping[str, Value]) -> tuple[dict[str, Value], list[str]]:
    """``value`` without the footnotes (``^[…]``) in the parts of a name, and their texts."""
    out = dict(value)
    found: list[str] = []
    for key, one in value.items():
        if isinstance(one, str) and "^[" in one and key_of(key) in {"name", *GIVEN, *FAMILY, "suffix"}:
            found += [unescaped(note).strip() for note in re.findall(r"\^\[([^\[\]]*)\]", one)]
            out[key] = re.sub(r"\s*\^\[[^\[\]]*\]", "", one)
    return out, [note for note in found if note]


def unescaped(text: str) -> str:
    """``text`` without the backslashes that keep Markdown from reading it."""
    return re.sub(r"\\([\\*_^&@#$%~.\[\]-])", r"\1", text)


def split_names(text: str) -> list[str]:
    """The names in a string: parted by semicolons, lines, "and", or by commas where each part is a whole name."""
    protected = re.sub(
        r"\^\[.*?\]",
        lambda found: found[0].replace(";", "\0").replace(",", "\1").replace(" and ", "\2"),
        text,
    )
    parts = [
        one.strip(" ,")
        for one in re.split(r";|\n|\\\\|\s+(?:and|&|und|et|y)\s+|\\and\b", protected)
        if one.strip(" ,")
    ]
    out: list[str] = []
    for part in parts:
        pieces = [one.strip() for one in part.split(",") if one.strip()]
        if len(pieces) > 1 and all(len(one.split()) > 1 for one in pieces):
            out.extend(pieces)
        else:
            out.append(part)
    return [one.replace("\0", ";").replace("\1", ",").replace("\2", " and ") for one in out]
