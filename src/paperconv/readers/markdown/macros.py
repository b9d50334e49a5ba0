r"""Commands for formulas that front matter defines, as the lines of TeX from which pandoc learns them.

``header-includes`` holds LaTeX (pandoc, Quarto, R Markdown); ``math:`` maps names to what they stand for, by itself or in
``project:`` (MyST, https://mystmd.org/guide/math#math-macros).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from paperconv import patterns
from paperconv.formulas.tex import closing
from paperconv.patterns import late

_DEFINITION = late(
    r"\\(?:(?:(?:re)?new|provide)command|def|DeclareMathOperator)\*?\s*(?=[\\{])"
    r"(?:\{\\[A-Za-z]+\}|\\[A-Za-z]+)\s*(?:\[[1-9]\]\s*(?:\[[^\[\]{}]*\])?|(?:#[1-9]){0,9})\s*(?=\{)"
)
_NAME = late(r"\\?([A-Za-z]+)")
_MAX = 500
"""Definitions that are read."""
_MAX_LENGTH = 2000


def definitions(tree: Mapping[str, Any]) -> str:
    """The definitions in front matter, a line each; empty if there are none."""
    found: list[str] = []
    for text in _texts(tree.get("header-includes")):
        found.extend(_in_latex(text))
    project = tree.get("project")
    for holder in (tree, project if isinstance(project, Mapping) else {}):
        held = holder.get("math")
        if isinstance(held, Mapping):
            found.extend(_in_mapping(held))
    return "".join(f"{one}\n" for one in dict.fromkeys(found[:_MAX]))


def header(tree: Mapping[str, Any]) -> str:
    """The LaTeX of ``header-includes``: macros that pandoc does not fill in are learnt from it."""
    return "\n".join(_texts(tree.get("header-includes")))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)


def _in_latex(text: str) -> Iterator[str]:
    place = 0
    while found := _DEFINITION.search(text, place):
        end = closing(text, found.end())
        place = found.end()
        if 0 <= end < found.start() + _MAX_LENGTH:
            yield " ".join(text[found.start() : end + 1].split())
            place = end + 1


def _in_mapping(held: Mapping[Any, Any]) -> Iterator[str]:
    for key, value in held.items():
        name = _NAME.fullmatch(str(key))
        meaning = next(_texts(value), "")
        if (
            name
            and meaning
            and len(meaning) < _MAX_LENGTH
            and closing(f"{{{meaning}}}", 0) == len(meaning) + 1
        ):
            count = max((int(digit) for digit in patterns.findall(r"#([1-9])", meaning)), default=0)
            arguments = f"[{count}]" if count else ""
            yield f"\\newcommand{{\\{name[1]}}}{arguments}{{{' '.join(meaning.split())}}}"
