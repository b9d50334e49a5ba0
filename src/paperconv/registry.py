"""Find readers and exporters by name or suffix, and import only the one that is asked for.

Built-in ones come through the same entry points as plug-ins: ``paperconv.readers`` and ``paperconv.exporters``.
"""

from __future__ import annotations

from typing import Literal, cast

from paperconv.errors import MissingTool, UnknownFormat
from paperconv.plugins import Plugin, plugins
from paperconv.protocols import Exporter, Reader

Kind = Literal["readers", "exporters"]


def formats(kind: Kind) -> dict[str, Plugin]:
    """All readers or exporters by name. Imports none of them.

    Raises:
        UnknownFormat: two packages claim one name; both are named.
    """
    found: dict[str, Plugin] = {}
    for plugin in plugins(kind):
        other = found.setdefault(plugin.name, plugin)
        if other != plugin:
            raise UnknownFormat(
                f'{kind[:-1]} "{plugin.name}" is claimed by both {other.package} and {plugin.package}: uninstall one of them'
            )
    return dict(sorted(found.items()))


# Where a file's suffix is not the name of its format.
_SUFFIXES = {".xml": "jats", ".htm": "html", ".xhtml": "html"}

# The reader of everything that has no reader of its own: asked last.
_GENERIC = "pandoc"


def reader(name: str) -> Reader:
    """The reader called ``name``, or the one that reads a format of that name.

    Raises:
        UnknownFormat: there is none.
        MissingTool: it needs something that is not installed.
    """
    known = formats("readers")
    if name in known:
        return cast("Reader", _load("readers", known[name]))
    for found in _generic_last(known):
        candidate = cast("Reader", _load("readers", found))
        if name in candidate.formats:
            return candidate
    raise UnknownFormat(f'cannot read the format "{name}": see `paperconv formats`')


def reader_for(suffix: str) -> Reader:
    """The reader of files that end in ``suffix`` (with its dot); raises as :func:`reader`."""
    for found in _generic_last(formats("readers")):
        candidate = cast("Reader", _load("readers", found))
        if suffix.lower() in candidate.suffixes:
            return candidate
    raise UnknownFormat(f'no reader knows files that end in "{suffix}": name the format with --from')


def exporter(name: str) -> Exporter:
    """The exporter called ``name``; raises as :func:`reader`."""
    known = formats("exporters")
    if name not in known:
        raise UnknownFormat(f'cannot write the format "{name}": know {", ".join(known)}')
    return cast("Exporter", _load("exporters", known[name]))


def format_for(suffix: str) -> str:
    """The name of the exporter of files that end in ``suffix``.

    Names are tried before classes, so that no exporter is imported but the one that is asked for.

    Raises:
        UnknownFormat: there is none.
    """
    known = formats("exporters")
    name = _SUFFIXES.get(suffix.lower(), suffix.lower().removeprefix("."))
    if name in known:
        return name
    for found in known.values():
        if (
            found.package != "paperconv"
            and cast("Exporter", _load("exporters", found)).suffix == suffix.lower()
        ):
            return found.name
    raise UnknownFormat(f'no exporter writes files that end in "{suffix}": know {", ".join(known)}')


def _generic_last(known: dict[str, Plugin]) -> list[Plugin]:
    """Markdown first, since most sources are and a reader's import costs time; the generic reader last."""
    return sorted(
        known.values(), key=lambda f: (f.name == _GENERIC, f.name != "markdown", f.package != "paperconv")
    )


def _load(kind: Kind, found: Plugin) -> object:
    try:
        return cast("type", found.load())()
    except (ImportError, OSError, AttributeError) as error:
        raise MissingTool(
            f'{kind[:-1]} "{found.name}" of {found.package} cannot be loaded: {error}: see `paperconv doctor`'
        ) from error
