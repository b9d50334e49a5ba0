"""Regular expressions that are compiled when they are first used, and stay compiled from one run to the next.

Most papers need few of the hundreds that paperconv has, and compiling those takes a fifth of the time of a short one. So
what has been compiled is kept in one file beside Python's own compiled modules. Where that cannot be read or written, or a
Python keeps its patterns in another way, they are compiled as always.

A pattern with a name is made by :func:`late`; one that is written where it is used goes through the functions that are called
as those of :mod:`re`. Both are for patterns that paperconv knows beforehand. One that is made of a manuscript's own words is
for ``re`` itself: the file would grow with each paper.
"""

from __future__ import annotations

import _sre
import atexit
import marshal
import os
import re
import sys
from array import array
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")
_MOST = 3000  # entries; more are left over from older versions of paperconv

_Code: TypeAlias = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]


class _Shelf:
    """The compiled patterns in the file, as the arguments that ``_sre`` makes a pattern of."""

    def __init__(self) -> None:
        compiled = __spec__.cached
        self._path = f"{compiled.removesuffix('.pyc')}.patterns" if compiled else ""
        self._version = (sys.version, _sre.MAGIC)
        self._known: dict[tuple[str, int], _Code] = {}
        self._grown = False
        try:
            with open(self._path, "rb") as file:
                version, known = marshal.loads(file.read())  # noqa: S302 - our own file, as Python reads its modules
            if version == self._version and len(known) <= _MOST:
                self._known = known
        except (OSError, ValueError, TypeError, EOFError):
            pass

    def compile(self, source: str, flags: int) -> re.Pattern[str]:
        """As :func:`re.compile`."""
        held = self._known.get((source, flags))
        if held is not None:
            try:
                return _made(source, held)
            except (RuntimeError, TypeError, ValueError, OverflowError):
                del self._known[source, flags]
        compiled = re.compile(source, flags)
        if not self._grown:
            self._grown = True
            if self._writable():
                atexit.register(self._write)
            else:
                self._path = ""
        if self._path and (code := _code_of(compiled)) is not None:
            self._known[source, flags] = code
        return compiled

    def _writable(self) -> bool:
        folder = os.path.dirname(self._path)
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError:
            return False
        return os.access(folder, os.W_OK)

    def _write(self) -> None:
        temporary = f"{self._path}.{os.getpid()}"
        try:
            with open(temporary, "wb") as file:
                file.write(marshal.dumps((self._version, self._known)))
            os.replace(temporary, self._path)
        except OSError:
            return


def _made(source: str, code: _Code) -> re.Pattern[str]:
    flags, body, *rest = code
    return cast("re.Pattern[str]", _sre.compile(source, flags, array("I", body).tolist(), *rest))


def _code_of(compiled: re.Pattern[str]) -> _Code | None:
    """What ``_sre`` makes ``compiled`` of; None where that does not give the very same pattern."""
    compiler = cast("Any", re)._compiler
    try:
        parsed = compiler._parser.parse(compiled.pattern, compiled.flags)
        code = array("I", compiler._code(parsed, compiled.flags)).tobytes()
        groups: list[str | None] = [None] * (compiled.groups + 1)
        for name, number in compiled.groupindex.items():
            groups[number] = name
        made = (compiled.flags, code, compiled.groups, dict(compiled.groupindex), tuple(groups))
        return made if _made(compiled.pattern, made) == compiled else None
    except (AttributeError, RuntimeError, TypeError, ValueError, OverflowError):
        return None


_shelf = _Shelf()


class _Late:
    """Becomes a compiled pattern when one of its methods is asked for, and costs nothing more after that."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = _shelf.compile(self._source, int(self._flags))
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern ``source``, not compiled yet. Call its methods: the functions of ``re`` do not know it."""
    return cast("re.Pattern[str]", _Late(source, flags))


_Replacement: TypeAlias = str | Callable[[re.Match[str]], str]

_used: dict[tuple[str, int], re.Pattern[str]] = {}


def _compiled(source: str, flags: int) -> re.Pattern[str]:
    found = _used.get((source, flags))
    if found is None:
        found = _used[source, flags] = _shelf.compile(source, int(flags))
    return found


def search(source: str, text: str, flags: int = 0) -> re.Match[str] | None:
    """As :func:`re.search`."""
    return _compiled(source, flags).search(text)


def match(source: str, text: str, flags: int = 0) -> re.Match[str] | None:
    """As :func:`re.match`."""
    return _compiled(source, flags).match(text)


def fullmatch(source: str, text: str, flags: int = 0) -> re.Match[str] | None:
    """As :func:`re.fullmatch`."""
    return _compiled(source, flags).fullmatch(text)


def finditer(source: str, text: str, flags: int = 0) -> Iterator[re.Match[str]]:
    """As :func:`re.finditer`."""
    return _compiled(source, flags).finditer(text)


def findall(source: str, text: str, flags: int = 0) -> list[Any]:
    """As :func:`re.findall`."""
    return _compiled(source, flags).findall(text)


def split(source: str, text: str, maxsplit: int = 0, flags: int = 0) -> list[str | Any]:
    """As :func:`re.split`."""
    return _compiled(source, flags).split(text, maxsplit)


def sub(source: str, new: _Replacement, text: str, count: int = 0, flags: int = 0) -> str:
    """As :func:`re.sub`."""
    return _compiled(source, flags).sub(new, text, count)
