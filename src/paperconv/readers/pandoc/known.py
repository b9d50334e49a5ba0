r"""LaTeX that pandoc does not know, said in LaTeX that it knows: it would leave out captions, formulas and quotations, or give up.

Floats: LaTeX2e (``table*``), rotating, wrapfig, sidecap, and classes that set floats in the margin. In the lines: formulas of
chemistry (mhchem's ``\ce``) and quotations (csquotes' ``\textquote``). The title pages of KOMA-Script: what they hold. Names that icml and AASTeX have
of their own. ``\paragraph``, whose heading runs in with the text.
"""

from __future__ import annotations

import re

from paperconv.patterns import late

_GROUP, _OPTIONS = r"\{[^{}]{0,200}\}", r"(?:\s*\[[^\[\]]{0,200}\]){0,3}"
_BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,200}\}){0,200}\}){0,500}\}"
_FLOAT = r"(?:(?P<wrap>wrap)|sideways|SC|margin|(?=(?:table|figure)\*))(?P<kind>table|figure)\*?"
_TOKEN = late(
    rf"\\(?P<edge>begin|end)\s*\{{{_FLOAT}\}}(?(wrap)(?:{_OPTIONS}\s*{_GROUP}{_OPTIONS}\s*{_GROUP})?|{_OPTIONS})"
    r"|\\(?P<side>begin|end)\s*\{(?P<name>[A-Za-z]{1,30}\*?)\}"
    rf"|\\ce\s*(?P<formula>{_BRACES})|(?P<quoted>\\textquote)(?=\s*\{{)"
    r"|(?P<other>\\(?:icmltitle|plotone))(?=\s*\{)|(?P<heads>\\(?:sub)?paragraph\*?)(?=\s*\{)|(?P<thanks>\\acknowledge?ments)(?=\s*[\n%])"
    r"|(?P<page>\\(?:titlehead|extratitle|uppertitleback|lowertitleback))(?=\s*\{)"
    rf"|\\ensuremath\s*{_BRACES}"
    r"|(?P<mark>\\[\[\]()]|\$\$?|\n[ \t]*\n)|\\.|%[^\n]*",
    re.DOTALL,
)
SHOWN = frozenset({"verbatim", "verbatim*", "Verbatim", "lstlisting", "minted", "comment"})
"""Environments that show LaTeX, or hide it: nothing in them is a command."""
_FORMULAS = frozenset(
    name + star
    for name in (
        "equation",
        "align",
        "gather",
        "multline",
        "eqnarray",
        "math",
        "displaymath",
        "alignat",
        "flalign",
    )
    for star in ("", "*")
)
_CLOSING = {"\\[": "\\]", "\\(": "\\)", "$": "$", "$$": "$$"}


def with_known(text: str) -> str:
    """``text``, LaTeX, with floats as ``figure`` and ``table``, and formulas and quotations as pandoc has them; the lines stay.

    What only shows LaTeX stays, and so does what stands in a formula.
    """
    out: list[str] = []
    place = 0
    until = ""  # what ends the formula, or what is shown
    for found in _TOKEN.finditer(text):
        mark = found["mark"] or ""
        name = found["name"] or ""
        if until:
            if until in {mark, f"{found['side']} {name}"} or (until[0] == "$" and mark[:1] == "\n"):
                until = ""
            continue
        if name in SHOWN or name in _FORMULAS:
            until = f"end {name}" if found["side"] == "begin" else ""
        elif mark:
            until = _CLOSING.get(mark, "")
        else:
            out += [text[place : found.start()], _said(found)]
            place = found.end()
    return "".join((*out, text[place:]))


def _said(found: re.Match[str]) -> str:
    if found["edge"]:
        return f"\\{found['edge']}{{{found['kind']}}}" + "\n" * found.group().count("\n")
    if found["formula"]:
        return f"\\ensuremath{{\\ce{found['formula']}}}"
    if found["quoted"]:
        return "\\enquote"
    if found["thanks"]:
        return r"\section*{Acknowledgments}"
    if found["heads"]:
        return r"\par\textbf"
    if found["other"]:
        return {"icmltitle": "\\title", "plotone": "\\includegraphics"}[found["other"][1:]]
    return "" if found["page"] else found.group()
