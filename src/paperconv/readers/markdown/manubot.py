"""Manubot: templates that its build fills in, and citation tags."""

from __future__ import annotations

import re

from paperconv import patterns
from paperconv.diagnostics import Rule
from paperconv.patterns import late
from paperconv.readers.markdown.lines import Line, Script, verbatim

_TAG = late(r"^\[@([\w:.-]+)\]:\s*(\S+)\s*$")
_TEMPLATE = late(r"\{##.*?##\}|\{%.*?%\}", re.DOTALL)


def translate_manubot(script: Script, lines: list[Line]) -> list[Line]:
    """The lines of one file without its template code; none of a file that is a template of the front matter."""
    text = "\n".join(line.text for line in lines)
    if "{%" not in text and "{##" not in text:
        return lines
    if "manubot." in text and patterns.search(r"\{%-?\s*for \w+ in manubot\.authors", text):
        script.report(
            Rule.FURNITURE_REMOVED,
            "a template of the front matter is left out: its data come from metadata.yaml",
            lines[0].at,
            removed=text,
        )
        return []
    out: list[Line] = []
    at = 0
    for found in _TEMPLATE.finditer(text):
        first = text.count("\n", 0, found.start())
        script.report(Rule.FURNITURE_REMOVED, "template code is left out", lines[first].at, removed=found[0])
        at = found.end()
    if not at:
        return lines
    left = _TEMPLATE.sub(lambda found: "\n" * found[0].count("\n"), text).split("\n")
    out.extend(Line(part, line.at) for part, line in zip(left, lines, strict=True))
    return out


def translate_tags(script: Script) -> None:
    """Put what a tag stands for in its place: ``[@tag]: doi:10.1000/1`` defines it."""
    tags: dict[str, str] = {}
    inside = verbatim(script.lines)
    kept: list[Line] = []
    for index, line in enumerate(script.lines):
        found = _TAG.match(line.text) if line.text.startswith("[@") and not inside[index] else None
        if found:
            tags[found[1]] = found[2]
        else:
            kept.append(line)
    if not tags:
        return

    def resolved(found: re.Match[str]) -> str:
        name = found[1].rstrip(".:")
        return f"@{{{tags[name]}}}{found[1][len(name) :]}" if name in tags else found[0]

    pattern = re.compile(r"(?<![\w@{])@([A-Za-z][\w:.-]*)")
    script.lines = [
        Line(pattern.sub(resolved, line.text), line.at) if "@" in line.text else line for line in kept
    ]
