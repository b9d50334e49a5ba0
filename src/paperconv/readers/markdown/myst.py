"""MyST: its roles, directives, targets and parts in pandoc's Markdown.

Names are those of the MyST guide and of docutils. What has no counterpart stays as readable text and is reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from paperconv import patterns
from paperconv.diagnostics import Rule, Severity
from paperconv.patterns import late
from paperconv.readers.markdown.lines import Line, Script, closes, verbatim, words
from paperconv.readers.markdown.myst_blocks import Directive, csv_table, div, figure, list_table
from paperconv.readers.markdown.myst_roles import translate_roles

MAX_DEPTH = 20

_OPEN = late(r"^( {0,12})(`{3,}|:{3,}|~{3,})\s?\{([A-Za-z][\w:.+-]*)\}\s*(.*?)\s*$")
_OPTION = late(r"^\s*:([\w-]+):[ \t]*(.*)$")
_TARGET = late(r"^ {0,3}\(([^()\n]{1,80})\)=\s*$")
_PART = late(r"^\+\+\+\s*(\{.*\})?\s*$")
_MATH_LABEL = late(r"^\s*\$\$\s*\(([\w:.-]+)\)\s*$")
ADMONITIONS = words(
    "note tip warning important hint caution attention danger error seealso admonition dropdown topic sidebar margin "
    "aside box card example callout"
)
_STATEMENTS = words(
    "theorem lemma proof definition corollary proposition axiom conjecture criterion observation property assumption "
    "remark claim exercise solution algorithm"
)
_DROPPED = words("tableofcontents toctree toc bibliography index contents list-of-figures")
_BARE = words(
    "div grid tab-set tab-item tab-item grid-item grid-item-card container class details abstract blocks glossary"
)


def translate_myst(script: Script, include: Callable[[str, int], list[Line]]) -> dict[str, str]:
    """Rewrite ``script.lines``; gives the parts (``abstract`` …) that are set apart from the body.

    ``include`` gives the lines of a file of the manuscript's folder, which is named on the line numbered ``at``.
    """
    parts = _take_parts(script)
    script.lines = _blocks(script, script.lines, include, 0)
    translate_roles(script)
    return parts


def _take_parts(script: Script) -> dict[str, str]:
    """``+++ {"part": "abstract"}`` begins a part, which the next ``+++`` or heading of the first level ends."""
    parts: dict[str, str] = {}
    if not any(line.text.startswith("+++") for line in script.lines):
        return parts
    inside = verbatim(script.lines)
    out: list[Line] = []
    name = ""
    held: list[str] = []

    def finish() -> None:
        if name and any(one.strip() for one in held):
            parts[name] = "\n".join(held).strip() + "\n"

    for index, line in enumerate(script.lines):
        mark = None if inside[index] else _PART.match(line.text)
        if mark or (name and line.text.startswith("# ")):
            finish()
            held = []
            found = patterns.search(r'"part"\s*:\s*"([\w-]+)"', mark[1] or "") if mark else None
            name = found[1].lower() if found else ""
            out.append(Line("", line.at) if mark else line)
        elif name:
            held.append(line.text)
        else:
            out.append(line)
    finish()
    script.lines = out
    return parts


def _blocks(
    script: Script, lines: list[Line], include: Callable[[str, int], list[Line]], depth: int
) -> list[Line]:
    out: list[Line] = []
    target = ""
    index = 0
    run = ""
    while index < len(lines):
        line = lines[index]
        text = line.text
        if run:
            if closes(text, run):
                run = ""
            out.append(line)
            index += 1
            continue
        first = text.lstrip()[:1]
        if first == "%" and not text.startswith(" "):
            script.report(Rule.FURNITURE_REMOVED, "comment left out", line.at, removed=text)
            index += 1
            continue
        if first == "(" and (found := _TARGET.match(text)):
            target = found[1]
            index += 1
            continue
        if first and first in "`:~" and (found := _OPEN.match(text)):
            directive, index = _read(lines, index, found)
            if target and not directive.label:
                directive.options["label"] = target
                target = ""
            out.extend(_directive(script, directive, include, depth))
            continue
        if first and first in "`~" and (opening := patterns.match(r"\s*(`{3,}|~{3,})", text)):
            run = opening[1]
        if target and text.strip():
            if text.startswith("#") and "{#" not in text:
                line = Line(f"{text.rstrip('# ')} {{#{target}}}", line.at)
            else:
                line = Line(f"[]{{#{target}}}{text}", line.at)
            target = ""
        if "$$" in text and (found := _MATH_LABEL.match(text)):
            line = Line(f"\\label{{{found[1]}}}$$", line.at)
        out.append(line)
        index += 1
    return out


def _read(lines: list[Line], index: int, opening: re.Match[str]) -> tuple[Directive, int]:
    """The directive that begins at ``index``, and the index of the line behind it."""
    indent, run, name, argument = opening.groups()
    end = index + 1
    inner: list[str] = []
    while end < len(lines):
        text = lines[end].text
        if inner:
            if closes(text, inner[-1]) and text.strip()[0] == inner[-1][0]:
                inner.pop()
        elif closes(text, run) and text.strip()[0] == run[0]:
            break
        elif run[0] == ":" and (nested := patterns.match(r"\s*(`{3,}|~{3,})", text)):
            inner.append(nested[1])
        end += 1
    body = [Line(one.text.removeprefix(indent), one.at) for one in lines[index + 1 : end]]
    options: dict[str, str] = {}
    start = 0
    if body and body[0].text.strip() == "---":
        close = next((i for i in range(1, len(body)) if body[i].text.strip() == "---"), 0)
        for one in body[1:close]:
            key, _, value = one.text.partition(":")
            options[key.strip().lower()] = value.strip().strip("\"'")
        start = close + 1 if close else 0
    else:
        while start < len(body) and (found := _OPTION.match(body[start].text)):
            options[found[1].lower()] = found[2].strip().strip("\"'")
            start += 1
    return Directive(name.lower(), argument, options, body[start:], lines[index].at, indent), end + 1


def _directive(
    script: Script, one: Directive, include: Callable[[str, int], list[Line]], depth: int
) -> list[Line]:
    if depth >= MAX_DEPTH:
        script.report(Rule.NESTING_BOUNDED, "directives nest too deeply", one.at, severity=Severity.WARNING)
        return one.body
    made = _made(script, one, include, depth)
    blank = Line("", one.at)
    return [blank, *(Line(one.indent + line.text if line.text else "", line.at) for line in made), blank]


def _made(
    script: Script, one: Directive, include: Callable[[str, int], list[Line]], depth: int
) -> list[Line]:
    name, at = one.name.removeprefix("prf:").removeprefix("mystnb:"), one.at

    def inner() -> list[Line]:
        return _blocks(script, one.body, include, depth + 1)

    match name:
        case "figure" | "image" | "glue:figure":
            return figure(one, inner())
        case "list-table":
            return list_table(one)
        case "csv-table":
            return csv_table(one)
        case "table":
            caption = [Line("", at), Line(f"Table: {one.argument}{one.anchor}", at)] if one.argument else []
            return [*inner(), *caption]
        case "math":
            label = f"\\label{{{one.label}}}" if one.label else ""
            lines = [line for line in one.body if line.text.strip()]
            extra = [Line(one.argument, at)] if one.argument else []
            return [Line("$$", at), *extra, *lines, Line(f"{label}$$", at)]
        case (
            "code"
            | "code-block"
            | "sourcecode"
            | "code-cell"
            | "parsed-literal"
            | "mermaid"
            | "literalinclude"
        ):
            language = "mermaid" if name == "mermaid" else one.argument.split(" ")[0]
            return [Line(f"````{language}", at), *one.body, Line("````", at)]
        case "include":
            if "lang" in one.options or "literal" in one.options:
                return [Line("````", at), *include(one.argument, at), Line("````", at)]
            return _blocks(script, include(one.argument, at), include, depth + 1)
        case "epigraph" | "pull-quote" | "blockquote" | "quote" | "highlights":
            return [Line(f"> {line.text}", line.at) for line in inner()]
        case "raw":
            return [Line(f"````{{={one.argument or 'html'}}}", at), *one.body, Line("````", at)]
        case "iframe" | "video" | "embed":
            address = one.argument
            return [
                Line(f"<{address}>" if address.startswith("http") else address, at),
                Line("", at),
                *inner(),
            ]
        case _ if name in _DROPPED:
            script.report(Rule.CONTENT_KEPT, f'the directive "{name}" is left out: it is made anew', at)
            return []
        case _ if name in ADMONITIONS or name in _STATEMENTS:
            return div(one, name, inner())
        case _ if name in _BARE:
            head = (
                [Line(f"**{one.argument}**", at), Line("", at)]
                if one.argument and name in {"tab-item", "grid-item-card"}
                else []
            )
            return [*head, *inner()]
        case _:
            script.report(
                Rule.READER_COMPLETE,
                f'the directive "{name}" is not known: its text is kept',
                at,
                severity=Severity.WARNING,
            )
            head = [Line(one.argument, at), Line("", at)] if one.argument else []
            return [*head, *inner()]
