"""What is not mathematics in a formula: signs around it, numbers, labels."""

from __future__ import annotations

import re

import msgspec

from paperconv import patterns
from paperconv.patterns import late

# Environments that say "displayed formula" and nothing else.
_PLAIN = ("equation", "displaymath", "math")
ENVIRONMENTS = (
    "equation", "displaymath", "math", "align", "alignat", "flalign", "gather", "multline", "eqnarray", "subequations",
)  # fmt: skip
"""Environments that LaTeX sets as displayed formulas (amsmath user's guide)."""

_MACROS = late(
    r"\\(?:(?:(?:re)?new|provide)command|[gex]?def|let|newif|Declare(?:MathOperator|PairedDelimiter|RobustCommand)"
    r"|(?:New|Renew|Provide|Declare)DocumentCommand|csname|pdfstrcmp|expandafter|relax)(?![A-Za-z])"
    r"|\\if(?!f(?![A-Za-z]))"
)


class Formula(msgspec.Struct, frozen=True):
    """TeX without what belongs around it: ``labels`` are the names it is referred to by, ``number`` its printed number."""

    tex: str
    labels: tuple[str, ...] = ()
    number: str = ""


def formula(tex: str) -> Formula:
    r"""Take ``\label``, ``\tag`` and a number set off by hand out of ``tex``, and a bare ``equation`` around it."""
    tex = _undelimited(tex.strip())
    labels: list[str] = []
    numbers: list[str] = []
    if "\\label" in tex or "\\tag" in tex or "\\eqno" in tex or "\\leqno" in tex:

        def taken(found: re.Match[str]) -> str:
            kept = numbers if found.group(1) != "label" else labels
            kept.append((found.group(2) or found.group(3)).strip().strip("()$"))
            return ""

        tex = patterns.sub(r"\\(label|tag\*?|l?eqno)\s*(?:\{([^{}]*)\}|\(([^()]*)\))", taken, tex)
    if "\\=" in tex or "\\+" in tex:
        tex = patterns.sub(
            r"(?<!\\)\\([=+])", r"\1", tex
        )  # escaped for Markdown; in a formula they mean nothing
    if "\\no" in tex:
        tex = patterns.sub(r"\\(?:nonumber|notag)(?![A-Za-z])", "", tex)
    for name in _PLAIN:
        for starred in (name, f"{name}*"):
            begin, end = f"\\begin{{{starred}}}", f"\\end{{{starred}}}"
            if tex.startswith(begin) and tex.endswith(end) and tex.count(begin) == 1:
                tex = tex[len(begin) : -len(end)]
    if not numbers and tex.rstrip().endswith(")"):
        found = patterns.search(
            r"(?:\\q?quad|\\hfill|\\hspace\{[^{}]*\})[\s~\\,;]*\((\d{1,3}(?:\.\d{1,3})?[a-z]?)\)\s*$", tex
        )
        if found:
            numbers.append(found.group(1))
            tex = tex[: found.start()].rstrip()
            while tex.endswith(("\\quad", "\\qquad")):
                tex = tex.removesuffix("\\quad").removesuffix("\\qquad").rstrip()
    return Formula(tex.strip(), tuple(labels), ", ".join(numbers))


_LINES = ("align", "gather", "eqnarray", "alignat", "flalign")


def numbered_lines(tex: str) -> tuple[str, ...]:
    r"""An ``align`` or its like of which two lines or more have names or numbers, as one formula for each line.

    Any other formula is given back as it is.
    """
    whole = patterns.fullmatch(r"\\begin\{subequations\}(.*)\\end\{subequations\}", tex.strip(), re.DOTALL)
    tex = whole[1].strip() if whole else tex
    found = patterns.match(r"\\begin\{([a-z]+)(\*?)\}(\{\d+\})?", tex.strip())
    if found is None or found.group(1) not in _LINES:
        return (tex,)
    end = f"\\end{{{found.group(1)}{found.group(2)}}}"
    body = tex.strip()[found.end() :]
    if not body.endswith(end) or len(patterns.findall(r"\\(?:label|tag)\b", body)) < 2:
        return (tex,)
    held = rows(body.removesuffix(end))
    if sum(patterns.search(r"\\(?:label|tag)\b", row) is not None for row in held) < 2:
        return (tex,)
    return tuple(f"{found.group(0)}{row}{end}" for row in held)


def rows(body: str) -> list[str]:
    """What stands between the row ends of an environment, not of those inside it."""
    return [row for row in _parts(body, "\\\\") if row]


def parted(row: str) -> list[str]:
    """What stands between the signs that part the columns of ``row``."""
    return _parts(row, "&")


def _parts(body: str, sign: str) -> list[str]:
    parts: list[str] = []
    depth = start = 0
    for mark in patterns.finditer(r"\\(?:begin|end)(?![a-z])|\\\\(?:\s*\[[^\[\]]{0,20}\])?|\\.|[{}&]", body):
        text = mark.group()
        if text in {"{", "\\begin"}:
            depth += 1
        elif text in {"}", "\\end"}:
            depth -= 1
        elif text.startswith(sign) and depth == 0:
            parts.append(body[start : mark.start()].strip())
            start = mark.end()
    parts.append(body[start:].strip())
    return parts


def _undelimited(tex: str) -> str:
    """``tex`` without the document and the signs around it, as publishers' XML has them."""
    if "\\begin{document}" in tex:
        tex = tex.partition("\\begin{document}")[2].partition("\\end{document}")[0].strip()
    for start, end in (("$$", "$$"), ("\\[", "\\]"), ("\\(", "\\)"), ("$", "$")):
        inner = tex[len(start) : -len(end)]
        if tex.startswith(start) and tex.endswith(end) and len(tex) > len(start + end) and start not in inner:
            return inner.strip()
    return tex


def is_display(tex: str) -> bool:
    r"""Whether raw TeX is a displayed formula: ``\begin{align}…\end{align}``, ``\[…\]``."""
    tex = tex.strip()
    if tex.startswith("\\[") and tex.endswith("\\]"):
        return True
    found = patterns.match(r"\\begin\{([a-z]+)\*?\}", tex)
    return bool(found and found.group(1) in ENVIRONMENTS and tex.endswith("}"))


def has_macros(tex: str) -> bool:
    r"""Whether ``tex`` defines or decides something: ``\newcommand``, ``\ifnum``."""
    return "\\" in tex and _MACROS.search(tex) is not None


def nesting(tex: str) -> int:
    """How deep the braces and environments of ``tex`` go."""
    depth = most = 0
    for mark in patterns.findall(r"\\(?:begin|left|end|right)(?![a-z])|\\.|[{}]", tex):
        if mark in {"{", "\\begin", "\\left"}:
            depth += 1
            most = max(most, depth)
        elif mark in {"}", "\\end", "\\right"}:
            depth -= 1
    return most


def closing(tex: str, start: int, brackets: str = "{}") -> int:
    """The place of the brace (or other bracket) that closes the one at ``start``; -1 if none does."""
    depth = 0
    place = start
    while place < len(tex):
        char = tex[place]
        if char == "\\":
            place += 1
        elif char == brackets[0]:
            depth += 1
        elif char == brackets[1]:
            depth -= 1
            if depth == 0:
                return place
        place += 1
    return -1
