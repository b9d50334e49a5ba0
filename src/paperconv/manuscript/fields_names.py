"""Names in front matter before they are taken to pieces: several in one string, with footnotes and escapes."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from paperconv import patterns
from paperconv.manuscript.fields_values import Value, key_of
from paperconv.patterns import late

GIVEN = ("given", "given-names", "given-name", "givennames", "firstname", "first-name", "first", "forename")
_FOOTNOTE = late(r"\^\[((?:[^\[\]]|\[[^\]]*\])*)\]")
_LINKED = late(r"\[([^\[\]]+)\]\(([^\s()]+)\)")
_SET_OFF = late(r"(\*{1,3}|_{1,3})([^*_]+)\1")
_RAISED = late(
    r"\^([^\s^]+)\^|<sup>(.*?)</sup>|\$\s*\^\s*\{?([^{}$]*)\}?\s*\$|([¹²³⁴⁵⁶⁷⁸⁹⁰](?:[,·˒ ]?[¹²³⁴⁵⁶⁷⁸⁹⁰])*)"
    r"|\[\^([\w-]+)\]"
)
_DIGITS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_SIGNS = late(r"(?<=[\w.)])\s*(?:[*∗†‡§¶#]\s?)+$")
_ASIDE = late(r"\s+\(([^()]{2,40})\)$")
FAMILY = ("family", "surname", "surnames", "lastname", "last-name", "last", "family-name", "familyname")


class Written(msgspec.Struct):
    """A name as it was written: the bare name, and the notes (``^[…]``), marks (``1,*``) and address that hung on it."""

    text: str
    notes: list[str] = []
    marks: list[str] = []
    url: str = ""

    @property
    def starred(self) -> bool:
        """Whether it has the usual mark of a corresponding author."""
        return any("*" in one for one in self.marks)


def taken_apart(text: str) -> Written:
    """``text``, a name with what authors hang on it in Markdown."""
    made = Written("", [unescaped(one).strip() for one in _FOOTNOTE.findall(text)])
    text = _FOOTNOTE.sub("", text).strip()
    for found in _RAISED.finditer(text):
        made.marks.append(unescaped(next(filter(None, found.groups()), "").translate(_DIGITS)))
    text = _RAISED.sub("", text).rstrip(" ,;")
    for _ in range(2):  # what is set off may have a sign behind it
        if link := _LINKED.fullmatch(text):
            text, made.url = link[1], link[2]
        if set_off := _SET_OFF.fullmatch(text):
            text = set_off[2]
        elif signs := _SIGNS.search(unescaped(text)):
            made.marks += list(signs[0].replace(" ", "").replace("∗", "*"))
            text = unescaped(text)[: signs.start()]
    text = unescaped(text)
    if aside := _ASIDE.search(text):
        made.notes.append(aside[1])
        text = text[: aside.start()]
    made.text = " ".join(text.split()).rstrip(" ,;")
    made.notes = [one for one in made.notes if one]
    return made


def without_hangings(value: Mapping[str, Value]) -> tuple[dict[str, Value], Written]:
    """``value``, an author's fields, with bare names, and all that hung on them."""
    out = dict(value)
    whole = Written("")
    for key, one in value.items():
        if isinstance(one, str) and key_of(key) in {"name", *GIVEN, *FAMILY, "suffix"}:
            made = taken_apart(one)
            out[key] = made.text
            whole.notes += made.notes
            whole.marks += made.marks
            whole.url = whole.url or made.url
    return out, whole


def unescaped(text: str) -> str:
    """``text`` without the backslashes that keep Markdown from reading it."""
    return patterns.sub(r"\\([\\*_^&@#$%~.\[\]-])", r"\1", text)


def split_names(text: str) -> list[str]:
    """The names in a string: parted by semicolons, lines, "and", or by commas where each part is a whole name."""
    protected = patterns.sub(
        r"\^\[.*?\]",
        lambda found: found[0].replace(";", "\0").replace(",", "\1").replace(" and ", "\2"),
        text,
    )
    parts = [
        one.strip(" ,")
        for one in patterns.split(r";|\n|\\\\|\s+(?:and|&|und|et|y)\s+|\\and\b", protected)
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
