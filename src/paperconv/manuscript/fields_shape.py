"""Front matter whose shape is a dialect's own, brought into the shape that all others have.

MyST keeps its fields below ``project``, its prose in ``parts`` and the place in a journal in ``biblio``; ReScience says
``publication`` and ``address``; the templates of rticles have numbered notes (MDPI), a table of institutions with their
authors (IEEE) and notes under ``thanks``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from paperconv.manuscript.fields_values import Path, Value, bare, is_empty, plain

# In the order of MDPI's class: firstnote is explained by the first mark.
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_MARKS = ("†", "‡", "§", "¶", "‖", "**", "††", "‡‡")
_OUTPUTS = frozenset({"type", "render", "output-dir"})
_AFFILIATIONS = ("affiliation", "affiliations", "institute", "institutes")


class Shape(msgspec.Struct):
    """``tree`` in the usual shape; ``moved`` says for a path in it where that stood in the source."""

    tree: dict[str, Value]
    moved: dict[Path, Path] = {}

    def put(self, key: str, value: Value, *source: str | int) -> None:
        """Set ``key`` to what stood at ``source``, unless it is there."""
        if key not in self.tree and not is_empty(value):
            self.tree[key] = value
            self.moved[(key,)] = source

    def add(self, key: str, value: Value, *source: str | int) -> None:
        """Append to the list ``key`` what stood at ``source``."""
        rows = self.tree.setdefault(key, [])
        if isinstance(rows, list) and not is_empty(value):
            self.moved[key, len(rows)] = source
            rows.append(value)

    def named(self, name: str) -> tuple[str, Value]:
        """The key that is written like ``name``, and its value."""
        return next(((key, value) for key, value in self.tree.items() if bare(key) == name), ("", None))


def shaped(tree: Mapping[str, Value]) -> Shape:
    """``tree`` in the usual shape."""
    shape = Shape({key: value for key, value in tree.items() if not is_empty(value)})
    project = shape.tree.get("project")
    if isinstance(project, Mapping) and not _OUTPUTS & set(project):
        del shape.tree["project"]
        for key, value in project.items():
            shape.put(str(key), value, "project", key)
    for name in ("parts", "part", "biblio", "publication"):
        key, value = shape.named(name)
        if isinstance(value, Mapping):
            del shape.tree[key]
            source = shape.moved.get((key,), (key,))
            for inner, one in value.items():
                shape.put(str(inner), one, *source, inner)
    _institutions(shape)
    _addresses(shape)
    _notes(shape)
    return shape


def _institutions(shape: Shape) -> None:
    """IEEE: ``affiliation`` holds institutions with their authors, or authors with the marks of institutions."""
    key, value = shape.named("affiliation")
    if not isinstance(value, Mapping) or not isinstance(value.get("institution"), list):
        return
    del shape.tree[key]
    ordered = value.get("author")
    lines = value.get("author_multiline")
    if isinstance(lines, list):
        ordered = [one for line in lines if isinstance(line, Mapping) for one in _rows(line.get("line"))]
    known = {_name(one) for one in _rows(ordered)}
    for index, institution in enumerate(value["institution"]):
        if not isinstance(institution, Mapping):
            shape.add("affiliations", institution, key, "institution", index)
            continue
        mark = plain(institution.get("mark")) or str(index + 1)
        own = {name: one for name, one in institution.items() if name not in {"author", "mark"}}
        shape.add("affiliations", {"id": mark, **own}, key, "institution", index)
        for number, one in enumerate(_rows(institution.get("author"))):
            if isinstance(one, Mapping) and (not ordered or _name(one) not in known):
                shape.add("author", _member(one, mark), key, "institution", index, "author", number)
    for index, one in enumerate(_rows(ordered)):
        if isinstance(one, Mapping):
            shape.add("author", _member(one, plain(one.get("mark"))), key, "author", index)
    for index, one in enumerate(_rows(value.get("thanks"))):
        shape.add("author-notes", {"text": one}, key, "thanks", index)


def _member(author: Mapping[str, Value], mark: str) -> dict[str, Any]:
    out = {key: value for key, value in author.items() if key not in {"mark", "last", "member"}}
    if author.get("member"):
        out["degrees"] = [author["member"]]
    return {**out, "affiliation": mark} if mark else out


def _addresses(shape: Shape) -> None:
    """ReScience and rticles: authors name the codes of a list of addresses."""
    key, value = shape.named("address")
    listed = any(isinstance(shape.named(name)[1], list) for name in _AFFILIATIONS)
    if isinstance(value, list) and not listed and all(isinstance(one, Mapping) for one in value):
        del shape.tree[key]
        shape.put("affiliations", value, key)


def _notes(shape: Shape) -> None:
    for ordinal, mark in zip(_ORDINALS, _MARKS, strict=True):
        key, value = shape.named(f"{ordinal}note")
        if key:
            del shape.tree[key]
            shape.add("author-notes", {"id": mark, "text": value}, key)
    key, value = shape.named("thanks")
    if isinstance(value, Mapping) and "author" in value:
        del shape.tree[key]
        shape.put("corresponding-author", value["author"], key, "author")
    elif key and isinstance(value, str | tuple):
        del shape.tree[key]
        shape.add("author-notes", {"text": value}, key)
    elif isinstance(value, list) and all(isinstance(one, Mapping) and "text" in one for one in value):
        del shape.tree[key]
        for index, one in enumerate(value):
            shape.add("author-notes", {"text": one["text"]}, key, index)


def _rows(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


def _name(author: Value) -> str:
    return plain(author.get("name")) if isinstance(author, Mapping) else plain(author)
