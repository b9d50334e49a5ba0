"""A tree of front matter as YAML for people: comments beside values, and each text so written that it stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap
from typing import Any

import msgspec

from paperconv.manuscript.fields_values import Path
from paperconv.manuscript.normal import Normal, Tree
from paperconv.patterns import late

# What readers of YAML 1.1 and 1.2 take for the string that it is; the rest stands in quotes. https://yaml.org/type/
_PLAIN = late(r"[^\W\d_](?:[\w.,;()/'’&+@–-]|(?<=\w):(?=/)| (?=[\w(/'’&+–-]))*")
_NO_TEXT = late(r"y|n|yes|no|on|off|true|false|null|nan|inf|\d{4}-\d\d?.*|0x[\da-f]+", re.IGNORECASE)
_UNPRINTABLE = late(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_ROWS = frozenset(("sections", "back", "opening"))
_WIDTH = 100


def to_yaml(normal: Normal) -> str:
    """``normal`` as YAML, each comment at the end of the line on which its value begins."""
    return "\n".join(_Lines(normal.comments).mapping(normal.tree, (), 0)) + "\n"


class _Lines:
    def __init__(self, comments: dict[Path, str]) -> None:
        self._comments = comments

    def mapping(self, tree: Tree, path: Path, depth: int) -> Iterator[str]:
        for key, value in tree.items():
            yield from self._entry(f"{' ' * depth}{_key(key)}:", value, (*path, key), depth + 2)

    def _entry(self, head: str, value: Any, path: Path, depth: int) -> Iterator[str]:
        """``head`` (a key, or the dash of an item) with its value, which may go on below, ``depth`` blanks in."""
        said = f"  # {comment}" if (comment := self._comments.get(path)) else ""
        if isinstance(value, dict) and path[0] not in _ROWS:
            if head.endswith("-"):
                yield from self._item(head, value, path, depth, said)
                return
            yield head + said
            yield from self.mapping(value, path, depth)
        elif isinstance(value, dict):
            pairs = ", ".join(f"{_key(key)}: {_scalar(one, flow=True)}" for key, one in value.items())
            yield f"{head} {{{pairs}}}{said}"
        elif isinstance(value, list):
            flow = ", ".join(_scalar(one, flow=True) for one in value if not isinstance(one, dict))
            if all(isinstance(one, str) for one in value) and len(head) + len(flow) < _WIDTH:
                yield f"{head} [{flow}]{said}"
                return
            yield head + said
            for index, one in enumerate(value):
                yield from self._entry(f"{' ' * depth}-", one, (*path, index), depth + 2)
        elif isinstance(value, str) and (body := _block(value, depth)):
            mark, *lines = body
            yield f"{head} {mark}{said}"
            yield from lines
        else:
            yield f"{head} {_scalar(value)}{said}"

    def _item(self, head: str, value: Tree, path: Path, depth: int, said: str) -> Iterator[str]:
        first = True
        for line in self.mapping(value, path, depth):
            if first:
                yield f"{head} {line.lstrip()}{said}"
                first = False
            else:
                yield line


def _key(key: object) -> str:
    return _scalar(str(key))


def _scalar(value: Any, *, flow: bool = False) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if _PLAIN.fullmatch(text) and not _NO_TEXT.fullmatch(text) and not (flow and "," in text):
        return text
    # JSON's strings are YAML's, but for what YAML does not let stand.
    quoted = msgspec.json.encode(text.encode("utf-8", "replace").decode()).decode()
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _block(text: str, depth: int) -> list[str]:
    """A long text as a block: its mark, then its lines; nothing where a block would not give it back as it is."""
    if len(text) < _WIDTH - depth and "\n" not in text:
        return []
    lines = text.split("\n")
    if any(line != line.strip(" ") or "\t" in line for line in (text, lines[0])) or _UNPRINTABLE.search(text):
        return []
    if "\n" not in text and "  " not in text:
        folded = wrap(text, max(_WIDTH - depth, 40), break_long_words=False, break_on_hyphens=False)
        if " ".join(folded) == text:
            return [">-", *(" " * depth + line for line in folded)]
    if text.endswith("\n"):
        return []
    return ["|-", *(" " * depth + line if line else "" for line in lines)]
