"""Code cells of Quarto, R Markdown and MyST: shown as code, hidden, or known by the figure they would draw.

Nothing is run, so what a cell prints or draws is missing; that is reported.
"""

from __future__ import annotations

import re
from typing import Any

from paperconv import patterns
from paperconv.diagnostics import Rule, Severity
from paperconv.patterns import late
from paperconv.readers.markdown.lines import Line, Script, closes, fence, words

_CELL = late(r"\s*(?:`{3,}|~{3,})\s*\{\s*(?:code-cell\}\s*)?([A-Za-z][\w+#.-]*)\s*(.*?)\}?\s*$")
_OPTION = late(r"""([\w.-]+)\s*=\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^,\s]+(?:\([^)]*\))?)""")
_HASH = late(r"\s*(?:#\||//\||%%\||--\|)\s*([\w.-]+)\s*:\s*(.*)")
_GLOBAL = late(r"opts_chunk\s*\$\s*set\s*\(([^)]{0,1000})\)", re.DOTALL)
ENGINES = words(
    "r python julia ojs bash sh zsh sql stan cpp rcpp c fortran octave matlab perl ruby node js javascript observable "
    "dot mermaid asy go rust scala haskell sas stata jl ipython ipython3 python3 webr pyodide"
)
_FALSE = frozenset({"false", "f", "no", "off", "hide", "none"})


def _cell(text: str) -> re.Match[str] | None:
    """The opening line of a cell, if ``text`` is one."""
    if "{" not in text:
        return None
    found = _CELL.match(text)
    return found if found and (found[1].lower() in ENGINES) else None


def translate_cells(script: Script, tree: dict[str, Any]) -> None:
    """Replace the code cells in ``script.lines`` by what a reader of the paper is meant to see.

    ``tree`` is the front matter: ``execute: echo: false`` hides all code.
    """
    lines = script.lines
    if not any(_cell(line.text) for line in lines):
        return
    shows = _echo_default(tree, "\n".join(line.text for line in lines if "opts_chunk" in line.text))
    out: list[Line] = []
    index = cells = 0
    first = 0
    while index < len(lines):
        line = lines[index]
        run = fence(line.text)
        if not run:
            out.append(line)
            index += 1
            continue
        end = next((i for i in range(index + 1, len(lines)) if closes(lines[i].text, run)), len(lines) - 1)
        found = _cell(line.text)
        if found is None:
            out.extend(lines[index : end + 1])
        else:
            cells += 1
            first = first or line.at + 1
            out.extend(_translated(script, found, lines[index : end + 1], shows=shows))
        index = end + 1
    script.lines = out
    script.report(
        Rule.READER_COMPLETE,
        f"{cells} code cells are not run: what they print or draw is missing",
        first - 1,
        severity=Severity.WARNING,
        hint="render the manuscript with its own tool first, and convert the Markdown that it keeps",
    )


def _echo_default(tree: dict[str, Any], setup: str) -> bool:
    execute = tree.get("execute")
    for value in (tree.get("echo"), execute.get("echo") if isinstance(execute, dict) else None):
        if isinstance(value, str) and value:
            return value.lower() not in _FALSE
    found = _GLOBAL.search(setup)
    options = dict(_OPTION.findall(found[1])) if found else {}
    return options.get("echo", "true").lower() not in _FALSE


def _translated(script: Script, head: re.Match[str], cell: list[Line], *, shows: bool) -> list[Line]:
    engine = head[1].lower()
    options = {key.replace(".", "-").lower(): value.strip("\"'") for key, value in _OPTION.findall(head[2])}
    if words := patterns.match(r"[,\s]*([\w:.-]+)\s*(?:,|$)", head[2]):
        options.setdefault("label", words[1])
    code: list[Line] = []
    key = ""
    for line in cell[1:-1] if len(cell) > 1 else []:
        option = _HASH.match(line.text) if not code else None
        if option:
            key = option[1].replace(".", "-").lower()
            options[key] = option[2].strip().strip("\"'")
        elif not code and key and patterns.match(r"\s*(?:#\||//\|)\s+\S", line.text):
            more = line.text.split("|", 1)[1].strip()
            options[key] = f"{options[key].lstrip('|>').strip()} {more}".strip()
        elif not code and patterns.match(r":[\w-]+:", line.text):  # an option of MyST
            name, _, value = line.text[1:].partition(":")
            options[name.lower()] = value.strip()
        else:
            code.append(line)
    tags = options.get("tags", "")
    hidden = (
        options.get("include", "true").lower() in _FALSE
        or options.get("echo", "true" if shows else "false").lower() in _FALSE
        or "remove" in tags
        or "hide-input" in tags
    )
    out: list[Line] = []
    if any(line.text.strip() for line in code):
        if hidden:
            text = "\n".join(line.text for line in code)
            script.report(
                Rule.CONTENT_KEPT, "code that the manuscript hides is left out", cell[0].at, removed=text
            )
        else:
            run = "`" * max(3, len(fence(cell[0].text)))
            out = [Line(f"{run}{_language(engine)}", cell[0].at), *code, Line(run, cell[-1].at)]
    if options.get("include", "true").lower() in _FALSE:
        return out
    at = cell[0].at
    label = options.get("label", "")
    caption = options.get("fig-cap", "")
    if caption and not caption.startswith("["):
        name = label if label.startswith("fig") else f"fig:{label}" if label else ""
        out.extend(_lines(at, "", f"![{_bracketed(caption)}](){f'{{#{name}}}' if name else ''}", ""))
    caption = options.get("tbl-cap", "") or options.get("tab-cap", "")
    if caption and not caption.startswith("["):
        name = f" {{#{label}}}" if label else ""
        out.extend(_lines(at, "", f"Table: {caption}{name}", ""))
    return out


def _lines(at: int, *texts: str) -> list[Line]:
    return [Line(text, at) for text in texts]


def _bracketed(text: str) -> str:
    """``text`` fit to stand in the brackets of a picture."""
    return text if text.count("[") == text.count("]") else text.replace("[", "\\[").replace("]", "\\]")


def _language(engine: str) -> str:
    return {"ipython": "python", "ipython3": "python", "python3": "python", "rcpp": "cpp", "jl": "julia"}.get(
        engine, engine
    )
