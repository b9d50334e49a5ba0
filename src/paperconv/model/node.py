"""What all nodes share: where they came from, and how sure we are of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from paperconv.diagnostics import Pos
from paperconv.patterns import late

__all__ = ["Node", "Recognised", "children", "replace"]

N = TypeVar("N", bound="Node")

# ``pos`` and ``folder`` tell where a document lay, not what it says.
_NOT_COMPARED = frozenset({"pos", "folder"})


class Node(
    msgspec.Struct,
    frozen=True,
    eq=False,
    kw_only=True,
    tag=True,
    tag_field="t",
    omit_defaults=True,
    forbid_unknown_fields=True,
):
    """An immutable value. Equality ignores ``pos``, the place in the source."""

    pos: Pos | None = None

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other):
            return NotImplemented
        return all(
            getattr(self, name) == getattr(other, name)
            for name in self.__struct_fields__
            if name not in _NOT_COMPARED
        )

    def __ne__(self, other: object) -> bool:
        # msgspec's base class has one of its own, which does not ask __eq__.
        return not self == other

    def __hash__(self) -> int:
        return hash(
            (type(self), *(getattr(self, n) for n in self.__struct_fields__ if n not in _NOT_COMPARED))
        )


class Recognised(Node, frozen=True, kw_only=True):
    """A node that a reader may have guessed.

    ``confidence`` runs from 0 to 1; 1 means that the source said so outright. ``provenance`` names what
    recognised it: ``front matter``, ``byline``, ``bibtex``, ``reference parser`` …
    """

    confidence: float = 1.0
    provenance: str = ""


# What may stand in a field besides nodes is named in its annotation; these names stand for unions of nodes.
_UNIONS = frozenset({"Inlines", "Blocks", "Inline", "Block", "DraftBlock"})
_WORD = late(r"\w+")


class _Shapes(dict[type["Node"], tuple[tuple[str, bool], ...]]):
    """Worked out once for each kind: a pass over a paper looks at every field of every node otherwise."""

    _nodes: frozenset[str] = frozenset()

    def __missing__(self, kind: type[Node]) -> tuple[tuple[str, bool], ...]:
        notes = {
            name: str(note)
            for base in reversed(kind.__mro__)
            for name, note in getattr(base, "__annotations__", {}).items()
        }
        if kind.__name__ not in self._nodes:
            self._nodes = _UNIONS.union(sub.__name__ for sub in _subclasses(Node))
        self[kind] = tuple(
            (name, notes[name].startswith("tuple[") or notes[name] in {"Inlines", "Blocks"})
            for name in kind.__struct_fields__
            if not self._nodes.isdisjoint(_WORD.findall(notes[name]))
        )
        return self[kind]


SHAPES = _Shapes()
"""The fields of each kind that hold nodes, in document order: each name, and whether the field is a tuple of nodes."""


def _subclasses(kind: type[Node]) -> Iterator[type[Node]]:
    for sub in kind.__subclasses__():
        yield sub
        yield from _subclasses(sub)


def children(node: Node) -> list[Node]:
    """The nodes that ``node`` holds directly, in document order."""
    found: list[Node] = []
    for name, many in SHAPES[type(node)]:
        value = getattr(node, name)
        if many:
            found += value
        elif value is not None:
            found.append(value)
    return found
