"""What all nodes share: where they came from, and how sure we are of them."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from msgspec.structs import replace

from paperconv.diagnostics import Pos

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


# What the annotation of a field says that no node can stand in; all else may hold some.
_PLAIN = frozenset(
    {"str", "int", "float", "bool", "bytes", "Pos | None", "int | None", "float | None", "tuple[str, ...]"}
)
_holding: dict[type[Node], tuple[str, ...]] = {}


def holding_fields(kind: type[Node]) -> tuple[str, ...]:
    """The names of the fields of ``kind`` that may hold nodes, in document order.

    Worked out once for each kind: a pass over a paper looks at every field of every node otherwise.
    """
    names = _holding.get(kind)
    if names is None:
        notes = {
            name: str(note)
            for base in reversed(kind.__mro__)
            for name, note in getattr(base, "__annotations__", {}).items()
        }
        names = tuple(name for name in kind.__struct_fields__ if notes.get(name) not in _PLAIN)
        _holding[kind] = names
    return names


def children(node: Node) -> list[Node]:
    """The nodes that ``node`` holds directly, in document order."""
    found: list[Node] = []
    for name in holding_fields(type(node)):
        value = getattr(node, name)
        if isinstance(value, tuple):
            found.extend([item for item in value if isinstance(item, Node)])
        elif isinstance(value, Node):
            found.append(value)
    return found
