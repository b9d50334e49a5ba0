"""YAML as text with places: what an author typed, not what YAML makes of it (``NO``, ``007``, ``2020-01-01``).

PyYAML takes as long to import as a short manuscript takes to read, so this module is loaded late.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import yaml

Path: TypeAlias = tuple[str | int, ...]

MAX_DEPTH = 40
MAX_ALIASES = 100
MAX_NODES = 50_000

# From libyaml where PyYAML was built with it, ten times as fast. Events are read one by one, without recursion.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class BrokenYaml(Exception):
    """The text is not YAML; ``line`` counts from 0 in that text."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line


def parse(text: str) -> tuple[Any, dict[Path, int], list[tuple[str, int]]]:
    """The first document of ``text``: dicts, lists and strings; the line of each path from 0; keys given twice.

    An empty value, ``~`` and ``null`` are the empty string.

    Raises:
        BrokenYaml: it cannot be parsed, nests too deeply, or grows beyond bounds through aliases.

    """
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.DocumentEndEvent):
                break
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BrokenYaml(" ".join((error.problem or str(error)).split()), mark.line if mark else 0) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise BrokenYaml(" ".join(str(error).split()), 0) from None
    return builder.root, builder.lines, builder.twice


class _Frame:
    """A mapping or sequence that is being filled."""

    __slots__ = ("anchor", "key", "value")

    def __init__(self, value: dict[str, Any] | list[Any], anchor: str | None) -> None:
        self.value = value
        self.anchor = anchor
        self.key: str | None = None


class _Builder:
    def __init__(self) -> None:
        self.root: Any = ""
        self.lines: dict[Path, int] = {}
        self.twice: list[tuple[str, int]] = []
        self._stack: list[_Frame] = []
        self._anchors: dict[str, Any] = {}
        self._aliases = 0
        self._nodes = 0

    def take(self, event: Any) -> None:
        line = event.start_mark.line
        if isinstance(event, yaml.ScalarEvent):
            value = event.value
            if event.implicit[0] and value in {"~", "null"}:
                value = ""
            if event.anchor:
                self._anchors[event.anchor] = value
            self._put(value, line)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(str(event.anchor), line)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if len(self._stack) >= MAX_DEPTH:
                raise BrokenYaml("it nests too deeply", line)
            if self._waits_for_key():
                raise BrokenYaml("a key must be plain text", line)
            self._note(line)
            self._stack.append(_Frame({} if isinstance(event, yaml.MappingStartEvent) else [], event.anchor))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            frame = self._stack.pop()
            if frame.anchor:
                self._anchors[frame.anchor] = frame.value
            self._put(frame.value, line, place=False)

    def _waits_for_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1].value, dict) and self._stack[-1].key is None

    def _alias(self, anchor: str, line: int) -> None:
        self._aliases += 1
        if anchor not in self._anchors:
            raise BrokenYaml(f'alias "*{anchor}" has no anchor', line)
        value = self._anchors[anchor]
        self._nodes += _size(value)
        if self._aliases > MAX_ALIASES or self._nodes > MAX_NODES:
            raise BrokenYaml("too many aliases", line)
        self._put(value, line)

    def _path(self) -> Path:
        return tuple(frame.key if frame.key is not None else len(frame.value) for frame in self._stack)

    def _note(self, line: int) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise BrokenYaml("it is too large", line)
        if self._stack:
            # The line of a mapping's entry is that of its key.
            self.lines.setdefault(self._path(), line)

    def _put(self, value: Any, line: int, *, place: bool = True) -> None:
        if not self._stack:
            self.root = value
            return
        frame = self._stack[-1]
        if isinstance(frame.value, list):
            if place:
                self._note(line)
            frame.value.append(value)
        elif frame.key is None:
            if not isinstance(value, str):
                raise BrokenYaml("a key must be plain text", line)
            frame.key = value
            if value in frame.value:
                self.twice.append((value, line))
            self.lines[self._path()] = line
        else:
            if place:
                self._note(line)
            if frame.key == "<<" and isinstance(value, dict):
                for key, one in value.items():
                    frame.value.setdefault(key, one)
            else:
                frame.value[frame.key] = value
            frame.key = None


def _size(value: Any) -> int:
    """How many nodes ``value`` has, at most ``MAX_NODES`` + 1."""
    count, stack = 0, [value]
    while stack and count <= MAX_NODES:
        one = stack.pop()
        count += 1
        if isinstance(one, dict):
            stack.extend(one.values())
        elif isinstance(one, list):
            stack.extend(one)
    return count
