"""Quarto, R Markdown, pandoc-crossref and rxiv-maker: short codes, pointers and captions in pandoc's own Markdown."""

from __future__ import annotations

import re
from typing import Any

from paperconv import patterns
from paperconv.diagnostics import Rule, Severity
from paperconv.patterns import late
from paperconv.readers.markdown.lines import Line, Script, verbatim

_SHORT = late(r"\{\{<\s*(/?[\w.-]+)\s*([^{}]*?)\s*>\}\}")
_WORDS = {"latex": "LaTeX", "tex": "TeX", "bibtex": "BibTeX", "ldots": "…", "dots": "…"}
_KINDS = "fig|tbl|tab|table|eq|sec|lst|thm|lem|cor|prp|cnj|def|exm|exr|alg|rem|sol|stable|sfig|snote|suppfig|supptbl|apx|nte|tip|wrn|imp|cau"
_POINTER = late(rf"(\[)?(?<![\w@])(?:\{{|\*)?-?@((?:{_KINDS})[-:][\w:-]*\w(?:\.\w+)*)\}}?(\](?!\())?")
_GROUP = late(rf"\[((?:-?@(?:{_KINDS})[-:][\w:.-]*\w\s*[;,]\s*)+-?@(?:{_KINDS})[-:][\w:.-]*\w)\]")
# Only the number, or the number behind words of the author's own: pandoc reads these as citations.
_NUMBER = late(rf"(\[(?:-|[^\[\]@\n]{{1,30}}\s)@(?:{_KINDS})[-:][\w:.-]*\w\])(?!\()")
_BOOKDOWN = late(r"\\@ref\(([\w:.-]+)\)")
_TEXT_REF = late(r"^\(ref:([\w:.-]+)\)\s+(.*)")
_DEFINED = late(
    r"\{#([\w:.-]+)|#\|\s*label:\s*[\"']?([\w:.-]+)|\\label\{([^{}\s]+)\}|^[ \t]*```[ \t]*\{\w+,?\s+([\w:.-]+)",
    re.MULTILINE,
)
_CAPTIONED = late(r"\{#((?:s?fig|stable|table|tbl|tab|snote)[:-][\w:.-]+)([^{}]*)\}\s+(\S.*)")
_FLOAT = late(
    r"\s*!\[(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.)*\])*\]\([^()\s]+(?:\s+\"[^\"]*\")?\)\s*(?:\{[^{}]*\})?\s*",
    re.DOTALL,
)
_LABEL = late(r"\\label\{|\{[^{}]*#")
_MOST_LINES = 40
_PICTURE = late(r"!\[([^\]]*)\]\(([^()\s]+(?:\s+\"[^\"]*\")?)\)\s*$")


def translate_quarto(script: Script, tree: dict[str, Any], variables: dict[str, Any]) -> None:
    """Rewrite what pandoc alone does not understand in ``script.lines`` and in ``tree``, the front matter.

    ``variables`` are those of the project, which ``{{< var name >}}`` asks for.
    """
    _captions(script)
    _set_apart(script)
    values = {"meta": tree, "var": variables}
    for key, value in tree.items():
        tree[key] = _filled(value, values)
    whole = "\n".join(line.text for line in script.lines)
    defined = {one for found in _DEFINED.findall(whole) for one in found if one}
    texts = {found[1]: found[2] for line in script.lines if (found := _TEXT_REF.match(line.text))}
    pointed = "@" in whole
    if not (pointed or "{{" in whole or texts):
        return
    inside = verbatim(script.lines)
    out: list[Line] = []
    for index, line in enumerate(script.lines):
        text = line.text
        if inside[index]:
            out.append(line)
            continue
        if texts:
            if _TEXT_REF.match(text):
                continue
            text = patterns.sub(r"\(ref:([\w:.-]+)\)", lambda found: texts.get(found[1], found[0]), text)
        if "{{<" in text:
            text = _short_codes(script, text, line.at, values)
        if pointed and "@" in text:
            text = _outside_ticks(text, lambda part: _pointers(part, defined))
        out.append(Line(text, line.at))
    script.lines = out


def _outside_ticks(text: str, change: Any) -> str:
    if "`" not in text:
        return str(change(text))
    parts = patterns.split(r"(`+[^`]*`+)", text)
    return "".join(part if part.startswith("`") else change(part) for part in parts)


def _pointers(text: str, defined: set[str]) -> str:
    def several(found: re.Match[str]) -> str:
        names = patterns.findall(r"@([\w:.-]*\w)", found[1])
        return ", ".join(f"[](#{name})" for name in names) if all(n in defined for n in names) else found[0]

    def one(found: re.Match[str]) -> str:
        name = found[2]
        if name not in defined:
            # The end of a sentence is no part of a key.
            stem = name.rstrip(".:")
            if stem not in defined:
                return found[0]
        opening, closing = found[1] or "", found[3] or ""
        if bool(opening) == bool(closing):
            opening = closing = ""
        return f"{opening}[](#{name}){closing}"

    text = _GROUP.sub(several, text)
    if "@" in text:
        parts = _NUMBER.split(text)
        text = "".join(part if index % 2 else _POINTER.sub(one, part) for index, part in enumerate(parts))
    return _BOOKDOWN.sub(lambda found: f"[](#{_chunk(found[1], defined)})", text)


def _chunk(name: str, defined: set[str]) -> str:
    """What bookdown's ``fig:name`` points to: a chunk is called ``name``, and some authors write ``fig-`` there again."""
    kind, _, label = name.partition(":")
    return label if name not in defined and label in defined and label.startswith(kind) else name


def _filled(value: Any, values: dict[str, dict[str, Any]]) -> Any:
    """``value`` of the front matter with what its short codes ask for; one that cannot be answered stays."""
    if isinstance(value, str) and "{{<" in value:
        return _SHORT.sub(lambda found: _value(values.get(found[1], {}), found[2]) or found[0], value)
    if isinstance(value, dict):
        return {key: _filled(one, values) for key, one in value.items()}
    return [_filled(one, values) for one in value] if isinstance(value, list) else value


def _value(held: Any, name: str) -> str:
    """The text that ``name``, as ``author.0.name``, has in ``held``; empty if it has none."""
    for key in name.split("."):
        if isinstance(held, list) and key.isdigit() and int(key) < len(held):
            held = held[int(key)]
        else:
            held = held.get(key) if isinstance(held, dict) else None
    return held if isinstance(held, str) else ""


def _short_codes(script: Script, text: str, at: int, values: dict[str, dict[str, Any]]) -> str:
    def short(found: re.Match[str]) -> str:
        name, rest = found[1].lower(), found[2]
        match name:
            case "pagebreak":
                return ""
            case "video" | "audio":
                address = rest.split()[0].strip("\"'") if rest else ""
                return f"<{address}>" if address.startswith("http") else address
            case "meta" | "var" if given := _value(values[name], rest):
                return given
            case "kbd" | "smallcaps" | "textsc":
                return rest
            case _ if name in _WORDS:
                return _WORDS[name]
            case _:
                pass
        script.report(
            Rule.READER_COMPLETE,
            f"the short code {found[0]} needs Quarto: it is left out",
            at,
            severity=Severity.WARNING,
            hint="render the manuscript with Quarto first, or put in what it stands for",
            removed=found[0],
        )
        return ""

    return _SHORT.sub(short, text)


def _set_apart(script: Script) -> None:
    """A labelled picture whose lines belong to no other is a figure, though no blank line parts it from the text."""
    lines = script.lines
    starts = [index for index, line in enumerate(lines) if line.text.startswith("![")]
    inside = verbatim(lines) if starts else []
    cuts: set[int] = set()
    for start in starts:
        end = start if inside[start] else _end_of_float(lines, start)
        if end > start:
            cuts |= {start, end}
    if cuts:
        out: list[Line] = []
        for index, line in enumerate(lines):
            if index in cuts and line.text.strip() and out and out[-1].text.strip():
                out.append(Line("", line.at))
            out.append(line)
        script.lines = out


def _end_of_float(lines: list[Line], start: int) -> int:
    """The line after the labelled picture that the lines from ``start`` on are; ``start`` if they are none."""
    whole = ""
    for index in range(start, min(start + _MOST_LINES, len(lines))):
        whole += f"\n{lines[index].text}"
        if _FLOAT.fullmatch(whole):
            return index + 1 if _LABEL.search(whole) else start
        if not lines[index].text.strip():
            break
    return start


def _captions(script: Script) -> None:
    """A line ``{#fig:x} caption`` below a picture or table is its caption, as rxiv-maker writes it."""
    lines = script.lines
    if not any(line.text.startswith("{#") for line in lines):
        return
    inside = verbatim(lines)
    out: list[Line] = []
    for index, line in enumerate(lines):
        found = _CAPTIONED.match(line.text) if line.text.startswith("{#") and not inside[index] else None
        if found is None:
            out.append(line)
            continue
        name, rest, caption = found.groups()
        picture = _PICTURE.search(out[-1].text) if out else None
        attributes = f"{{#{name}{rest}}}"
        if picture and not picture[1]:
            out[-1] = Line(
                f"{out[-1].text[: picture.start()]}![{caption}]({picture[2]}){attributes}", out[-1].at
            )
        elif name.startswith(("table", "stable", "tbl", "tab")):
            if out and out[-1].text.strip():
                out.append(Line("", line.at))
            out.append(Line(f"Table: {caption} {{#{name}}}", line.at))
        else:
            out.append(Line(f"[]{{#{name}}}{caption}", line.at))
    script.lines = out
