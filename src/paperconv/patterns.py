"""Regular expressions that are compiled when they are first used: most papers need few of the hundreds we have."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _Late:
    """Becomes a compiled pattern when one of its methods is asked for, and costs nothing more after that."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern ``source``, not compiled yet. Call its methods: the functions of ``re`` do not know it."""
    return cast("re.Pattern[str]", _Late(source, flags))
