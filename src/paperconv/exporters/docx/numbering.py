"""``numbering.xml``: the definitions behind bullets and numbers, one instance per list so that each starts anew."""

from __future__ import annotations

from paperconv import model as m
from paperconv.exporters.docx.markup import Xml, join, part
from paperconv.exporters.docx.sheet import LIST_INDENT

LEVELS = 9
_BULLETS = ("•", "–", "▪")
_MARKS = {"bullet": "", "unchecked": "☐", "checked": "☑"}
_FORMATS: dict[m.Numbering, str] = {
    "decimal": "decimal",
    "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
}
_MAX_START = 32767


class Numbering:
    """The lists of one document.

    The first instances belong to fixed definitions: 1 bullets (style List Bullet), 2 decimal numbers (style List
    Number), 3 and 4 the two states of a task.
    """

    BULLET, DECIMAL, UNCHECKED, CHECKED = 1, 2, 3, 4

    def __init__(self) -> None:
        self._instances: list[Xml] = []
        self._abstracts = [*_MARKS, *_FORMATS]
        for name in ("bullet", "decimal", "unchecked", "checked"):
            self._instance(name, "")

    def _instance(self, name: str, override: str) -> int:
        identifier = len(self._instances) + 1
        self._instances.append(
            Xml(
                f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{self._abstracts.index(name)}"/>'
                f"{override}</w:num>"
            )
        )
        return identifier

    def ordered(self, node: m.List, level: int) -> int:
        """The instance for the ordered list ``node``, whose items stand on ``level`` (from 0)."""
        start = min(max(node.start, 0), _MAX_START)
        override = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        return self._instance(node.numbering, override)

    def part(self) -> bytes:
        """The part."""
        abstracts = [
            *(_abstract(i, "bullet", mark) for i, mark in enumerate(_MARKS.values())),
            *(_abstract(i, name, "") for i, name in enumerate(_FORMATS.values(), len(_MARKS))),
        ]
        return part("numbering", join([*abstracts, *self._instances]))


def _abstract(identifier: int, kind: str, mark: str) -> Xml:
    levels = []
    for level in range(LEVELS):
        shown = f"%{level + 1}." if kind != "bullet" else mark or _BULLETS[level % len(_BULLETS)]
        levels.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{shown}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{(level + 1) * LIST_INDENT}" w:hanging="{LIST_INDENT}"/>'
            "</w:pPr></w:lvl>"
        )
    return Xml(
        f'<w:abstractNum w:abstractNumId="{identifier}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


def number_properties(identifier: int, level: int) -> Xml:
    """``w:numPr`` for an item on ``level`` (from 0) of the list instance ``identifier``."""
    return Xml(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{identifier}"/></w:numPr>')
