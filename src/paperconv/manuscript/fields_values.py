"""Values of front matter: one shape for the many that authors write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

import msgspec

from paperconv import model as m
from paperconv import patterns
from paperconv.diagnostics import Diagnostic, Log, Pos, Rule, Severity
from paperconv.manuscript.dates import parse_date
from paperconv.manuscript.orcid import FOUND as ORCID_ID
from paperconv.manuscript.orcid import bare_orcid

Path: TypeAlias = tuple[str | int, ...]
Value: TypeAlias = Any
"""A string, a dict or list of values, or a tuple of inlines or blocks: text that a reader has read."""

LineOf: TypeAlias = Callable[[Path], int | Pos]

_TRUE = frozenset({"true", "yes", "y", "on", "1", "x"})
_FALSE = frozenset({"false", "no", "n", "off", "0", "", "none", "null", "~"})


def words(text: str) -> frozenset[str]:
    """Keys in ``text`` as a set of what :func:`bare` makes of them."""
    return frozenset(text.replace("-", "").split())


class Place(msgspec.Struct):
    """Where a mapping stands, and where problems with it are reported."""

    log: Log
    file: str
    line_of: LineOf | None = None
    moved: Mapping[Path, Path] = {}

    def pos(self, path: Path) -> Pos:
        """The place in the source of what ``path`` leads to; ``moved`` says where a part of the tree stood."""
        for end in range(len(path), 0, -1) if self.moved else ():
            if path[:end] in self.moved:
                path = (*self.moved[path[:end]], *path[end:])
                break
        found = self.line_of(path) if self.line_of else 0
        return found if isinstance(found, Pos) else Pos(self.file, found)

    def report(
        self, rule: str, message: str, path: Path, hint: str = "", severity: Severity = Severity.WARNING
    ) -> None:
        """Log a problem with what ``path`` leads to."""
        self.log(Diagnostic(rule, message, severity, self.pos(path), hint))


def key_of(key: object) -> str:
    """A key without what authors vary: ``Given_Names`` and ``given names`` are ``given-names``."""
    spaced = patterns.sub(r"(?<=[a-z])(?=[A-Z])", "-", str(key).strip())
    return patterns.sub(r"[_\s-]+", "-", spaced).lower()


def bare(key: object) -> str:
    """A key as one word: ``data_availability``, ``dataAvailability`` and ``dataavailability`` are the same."""
    return key_of(key).replace("-", "")


class Fields:
    """A mapping whose keys are compared by :func:`bare`; remembers which were used."""

    def __init__(self, tree: Mapping[str, Value], path: Path = ()) -> None:
        self.path = path
        self._held = {bare(key): (key, value) for key, value in reversed(list(tree.items()))}
        self._order = [bare(key) for key in tree]
        self._used: set[str] = set()

    def take(self, *keys: str) -> Value:
        """The value of the first of ``keys`` that is there and not empty; all of them count as used. Else None."""
        found: Value = None
        for key in map(bare, keys):
            if key in self._held:
                self._used.add(key)
                value = self._held[key][1]
                if found is None and not is_empty(value):
                    found = value
        return found

    def give_back(self, key: str) -> None:
        """``key`` does not count as used after all."""
        self._used.discard(bare(key))

    def peek(self, key: str) -> Value:
        """The value of ``key``, which does not count as used by this; None if there is none."""
        held = self._held.get(bare(key))
        return held[1] if held else None

    def text(self, *keys: str) -> str:
        """The same as plain text."""
        return plain(self.take(*keys))

    def where(self, *keys: str) -> Path:
        """The path of the first of ``keys`` that is there."""
        for key in map(bare, keys):
            if key in self._held:
                return (*self.path, self._held[key][0])
        return self.path

    def has(self, *keys: str) -> bool:
        return any(bare(key) in self._held for key in keys)

    def left(self) -> Iterator[tuple[str, str, Value]]:
        """What nobody used, in order: the key as :func:`key_of` has it, as written, value."""
        for key in dict.fromkeys(self._order):
            if key not in self._used:
                written, value = self._held[key]
                yield (key_of(written), written, value)


def is_empty(value: Value) -> bool:
    return value is None or (not isinstance(value, bool | int | float) and not value) or value == "---"


def is_read(value: Value) -> bool:
    """Whether ``value`` is inlines or blocks."""
    return isinstance(value, tuple)


def plain(value: Value) -> str:
    """``value`` as one line of text; the texts of a list are joined by commas."""
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return (
            " ".join(m.text_of(value).split())
            if not _has_blocks(value)
            else " ".join(m.text_of((one,)) for one in value)
        )
    if isinstance(value, Mapping):
        return ", ".join(filter(None, (plain(one) for one in value.values())))
    if isinstance(value, list):
        return ", ".join(filter(None, map(plain, value)))
    return str(value)


def _has_blocks(value: tuple[Any, ...]) -> bool:
    return bool(value) and isinstance(value[0], m.Block.__args__)


def inlines(value: Value) -> m.Inlines:
    """``value`` as inlines; several paragraphs are parted by a blank."""
    if isinstance(value, tuple):
        if not _has_blocks(value):
            return value
        out: list[m.Inline] = []
        for block in value:
            if out:
                out.append(m.Text(" "))
            out.extend(block.children if isinstance(block, m.Paragraph) else m.text(m.text_of(block)))
        return tuple(out)
    return m.text(plain(value))


def strip(nodes: m.Inlines) -> m.Inlines:
    """``nodes`` without blanks and stops at their ends."""
    out = list(nodes)
    while out and isinstance(out[0], m.Text) and out[0].value != (value := out[0].value.lstrip()):
        out[0] = m.Text(value)
    if out and isinstance(out[-1], m.Text):
        out[-1] = m.Text(out[-1].value.rstrip(" .\n"))
    return tuple(one for one in out if not (isinstance(one, m.Text) and not one.value))


def blocks(value: Value, pos: Pos | None) -> m.Blocks:
    """``value`` as blocks at ``pos``; a list of texts is a list."""
    if isinstance(value, tuple):
        if _has_blocks(value):
            return tuple(one if one.pos else m.replace(one, pos=pos) for one in value)
        return (m.Paragraph(value, pos=pos),) if value else ()
    if isinstance(value, list):
        items = tuple(m.ListItem(blocks(one, pos)) for one in value if not is_empty(one))
        return (m.List(items, pos=pos),) if items else ()
    if isinstance(value, str):
        parts = [" ".join(part.split()) for part in patterns.split(r"\n\s*\n", value)]
        return tuple(m.Paragraph(m.text(part), pos=pos) for part in parts if part)
    return (m.Paragraph(m.text(plain(value)), pos=pos),) if plain(value) else ()


def texts(value: Value, separators: str = r"[;,]") -> list[Value]:
    """``value`` as a list: a string is cut at ``separators``, inlines are one item unless they are only text."""
    if is_empty(value):
        return []
    if isinstance(value, list):
        return [one for one in value if not is_empty(one)]
    if isinstance(value, tuple) and not all(isinstance(one, m.Text) for one in inlines(value)):
        return [value]
    text = value if isinstance(value, str) else plain(value)
    cut = r";" if ";" in text and ";" in separators else separators
    return [part.strip() for part in re.split(cut + r"|\n", text) if part.strip()]


def truth(value: Value) -> bool | None:
    """Whether ``value`` says yes or no; None if it is a text of its own."""
    word = plain(value).lower()
    if word in _TRUE:
        return True
    return False if word in _FALSE else None


def date(text: str) -> m.Date | None:
    """A date in any usual form; None for one that a tool would fill in (``today``). What is not understood is kept as text."""
    text = " ".join(text.split()).strip("\"' ")
    if not text or patterns.fullmatch(
        r"(?i)-+|last-modified|today|now|tbd|n/?a|draft|`.*`|\\today.*|\{\{.*\}\}|\$.*\$", text
    ):
        return None
    made = parse_date(text)
    iso = patterns.fullmatch(r"\d{4}-\d\d(-\d\d)?", text)
    return m.replace(made, literal="") if iso and made.month else made


def orcid(value: str, path: Path, place: Place) -> str:
    """The bare iD in ``value``; an empty string, with a report, if it is none or its check digit is wrong."""
    if number := bare_orcid(value):
        return number
    place.report(
        Rule.ORCID_VALID,
        f'"{value.strip()}" is not an ORCID iD: its check digit is wrong'
        if ORCID_ID.search(value)
        else f'"{value.strip()}" is not an ORCID iD',
        path,
        "look it up at orcid.org; as it stands it is not given out as an ORCID iD",
    )
    return ""


def as_json(value: Value) -> str:
    """``value`` as JSON, texts plain."""
    return msgspec.json.encode(_bare(value)).decode()


def _bare(value: Value) -> Value:
    if isinstance(value, Mapping):
        return {str(key): _bare(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_bare(one) for one in value]
    return plain(value) if isinstance(value, tuple) else value
