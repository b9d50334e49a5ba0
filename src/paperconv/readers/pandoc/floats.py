"""Figures and tables of LaTeX in environments that pandoc does not know: it would take their captions and labels for nothing.

Environments: LaTeX2e (``table*``), rotating, wrapfig, sidecap, and the classes that set floats in the margin.
"""

from __future__ import annotations

import re

from paperconv.patterns import late

_GROUP, _OPTIONS = r"\{[^{}]{0,200}\}", r"(?:\s*\[[^\[\]]{0,200}\])*"
_FLOAT = late(
    # what shows LaTeX, or is a comment, stays
    r"(?P<shown>\\begin\s*\{(?P<name>verbatim\*?|Verbatim|lstlisting|minted|comment)\}.*?\\end\s*\{(?P=name)\}|(?<!\\)%[^\n]*)"
    r"|\\(?P<edge>begin|end)\s*\{(?:(?P<wrap>wrap)|sideways|SC|margin|(?=(?:table|figure)\*))(?P<kind>table|figure)\*?\}"
    rf"(?(wrap)(?:{_OPTIONS}\s*{_GROUP}{_OPTIONS}\s*{_GROUP})?|{_OPTIONS})",
    re.DOTALL,
)


def with_floats(text: str) -> str:
    """``text``, LaTeX, with such environments as ``figure`` and ``table``; the lines stay."""

    def rule(found: re.Match[str]) -> str:
        if found["shown"] is not None:
            return found.group()
        return f"\\{found['edge']}{{{found['kind']}}}" + "\n" * found.group().count("\n")

    return _FLOAT.sub(rule, text)
