"""MyST roles in running text."""

from __future__ import annotations

import html
import re

from paperconv import patterns
from paperconv.diagnostics import Rule, Severity
from paperconv.patterns import late
from paperconv.readers.markdown.lines import Line, Script, verbatim

_ROLE = late(r"(?<![\w\\])\{([a-z][\w:-]*)\}(`+)(.+?)\2(?!`)", re.DOTALL)
_LABELLED = late(r"(.*?)\s*<([^<>]+)>\s*$", re.DOTALL)


def translate_roles(script: Script) -> None:
    """Roles may run over line ends within a paragraph."""
    lines = script.lines
    if not any("}`" in line.text for line in lines):
        return
    inside = verbatim(lines)
    out: list[Line] = []
    index = 0
    unknown: set[str] = set()
    while index < len(lines):
        end = index
        while end < len(lines) and lines[end].text.strip() and not inside[end]:
            end += 1
        if end == index:
            out.append(lines[index])
            index += 1
            continue
        text = "\n".join(line.text for line in lines[index:end])
        if "}`" in text:
            at = lines[index].at
            text = _ROLE.sub(lambda found, at=at: _role(script, found, at, unknown), text)  # type: ignore[misc]
            out.extend(
                Line(part, line.at) for part, line in zip(text.split("\n"), lines[index:end], strict=False)
            )
        else:
            out.extend(lines[index:end])
        index = end
    script.lines = out


def _role(script: Script, found: re.Match[str], at: int, unknown: set[str]) -> str:
    made = _role_text(found[1], found[3])
    if made is None:
        if found[1] not in unknown:
            unknown.add(found[1])
            script.report(
                Rule.READER_COMPLETE,
                f'the role "{found[1]}" is not known: its text is kept',
                at,
                severity=Severity.WARNING,
            )
        made = found[2] + found[3] + found[2]
    # As many lines as before, so that each keeps its place.
    return made.replace("\n", " ") + "\n" * found[0].count("\n")


def _role_text(name: str, text: str) -> str | None:
    text = " ".join(text.split())
    labelled = _LABELLED.match(text)
    shown, target = (labelled[1], labelled[2]) if labelled else ("", text)
    match name:
        case "cite:t" | "cite:ts" | "cite:ct" | "cite:author":
            return "; ".join(f"@{{{key.strip()}}}" for key in text.split(",") if key.strip())
        case (
            "cite"
            | "cite:p"
            | "cite:ps"
            | "cite:alp"
            | "cite:al"
            | "citep"
            | "cite:year"
            | "cite:yearpar"
            | "footcite"
        ):
            keys = patterns.sub(r"\{[^{}]*\}", "", text)
            return (
                "["
                + "; ".join(f"@{{{key.strip()}}}" for key in patterns.split(r"[,;]", keys) if key.strip())
                + "]"
            )
        case "ref" | "numref" | "eq" | "doc" | "prf:ref" | "any" | "nb-download" | "download":
            plain = shown.replace("%s", "").replace("{number}", "").replace("{name}", "").strip()
            if name in {"doc", "download", "nb-download"}:
                return shown or target
            # A template with a place for the number is the label that is made anyway.
            return (
                f"[](#{target})"
                if "%s" in shown or "{number}" in shown or not plain
                else f"[{plain}](#{target})"
            )
        case "sub" | "subscript":
            return f"<sub>{text}</sub>"
        case "sup" | "superscript":
            return f"<sup>{text}</sup>"
        case "math":
            return f"${text}$"
        case "abbr" | "abbreviation":
            parts = patterns.match(r"(.*?)\s*\((.*)\)$", text)
            return f'<abbr title="{html.escape(parts[2], quote=True)}">{parts[1]}</abbr>' if parts else text
        case (
            "term"
            | "keyboard"
            | "kbd"
            | "index"
            | "guilabel"
            | "menuselection"
            | "span"
            | "small"
            | "chem"
            | "si"
        ):
            return shown or text
        case "u" | "underline":
            return f"[{text}]{{.underline}}"
        case "del" | "strike":
            return f"~~{text}~~"
        case "sc" | "smallcaps":
            return f"[{text}]{{.smallcaps}}"
        case "strong":
            return f"**{text}**"
        case "emphasis" | "em":
            return f"*{text}*"
        case "doi":
            return f"<https://doi.org/{text}>"
        case "code" | "literal" | "file" | "eval" | "command" | "program" | "func" | "py:func":
            return f"`{text}`"
        case _:
            return None
