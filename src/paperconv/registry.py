"""Find readers and exporters by name or suffix, and import only the one that is asked for.

Built-in ones come through the same entry points as plug-ins: ``paperconv.readers`` and ``paperconv.exporters``.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import Literal, cast

import msgspec

from paperconv.errors import MissingTool, UnknownFormat
from paperconv.protocols import Exporter, Reader

Kind = Literal["readers", "exporters"]


class Format(msgspec.Struct, frozen=True):
    """A reader or exporter that is installed: its name, and the package that brings it."""

    name: str
    package: str
    point: EntryPoint


def formats(kind: Kind) -> dict[str, Format]:
    """All readers or exporters by name. Imports none of them.

    Raises:
        UnknownFormat: two packages claim one name; both are named.
    """
    found: dict[str, Format] = {}
    for point in entry_points(group=f"paperconv.{kind}"):
        package = point.dist.name if point.dist else "?"
        other = found.get(point.name)
        # An editable install can list its own entry points twice.
        if other is not None and (other.package, other.point.value) != (package, point.value):
            raise UnknownFormat(
                f'{kind[:-1]} "{point.name}" is claimed by both {other.package} and {package}: uninstall one of them'
            )
        found[point.name] = Format(point.name, package, point)
    return dict(sorted(found.items()))


def reader(name: str) -> Reader:
    """The reader called ``name``.

    Raises:
        UnknownFormat: there is none.
        MissingTool: it needs something that is not installed.
    """
    return cast("Reader", _load("readers", name))


def exporter(name: str) -> Exporter:
    """The exporter called ``name``; raises as :func:`reader`."""
    return cast("Exporter", _load("exporters", name))


def _load(kind: Kind, name: str) -> object:
    known = formats(kind)
    if name not in known:
        verb = "read" if kind == "readers" else "write"
        raise UnknownFormat(f'cannot {verb} the format "{name}": know {", ".join(known)}')
    try:
        return known[name].point.load()()
    except (ImportError, OSError, AttributeError) as error:
        raise MissingTool(
            f'{kind[:-1]} "{name}" of {known[name].package} cannot be loaded: {error}: see `paperconv doctor`'
        ) from error
