r"""Commands of common LaTeX packages that MathJax does not know, in those that it does.

``tensor`` (``\tensor{T}{^a_b}``, ``\indices``), ``nicematrix``, and ``multline``, which MathJax sets as wide as a page.
"""

from __future__ import annotations

import re

from paperconv import patterns
from paperconv.formulas.tex import closing, rows
from paperconv.formulas.tokens import tokens_of
from paperconv.patterns import late

_NICE = late(r"\\(begin|end)\{([bBpvV]?)Nice(Matrix|Array)\}(\s*\[[^\[\]]*\])?")
_INDICES = late(r"\\(?:tensor|indices)\*?\s*\{")
_MULTLINE = late(r"\\begin\{multlined?(\*?)\}(?:\[[^\[\]]*\])?(.*?)\\end\{multlined?\1\}", re.DOTALL)
_MAX = 100
"""Tensors in one formula; what follows stays as it is."""


def without_packages(tex: str) -> str:
    """``tex`` with the commands of these packages spelled out; what is not understood stays."""
    if "Nice" in tex:
        tex = _NICE.sub(lambda found: f"\\{found[1]}{{{found[2]}{found[3].lower()}}}", tex)
    if "\\tensor" in tex or "\\indices" in tex:
        tex = _tensors(tex)
    if "{multline" in tex:
        tex = _MULTLINE.sub(_stepped, tex)
    return tex


def _stepped(found: re.Match[str]) -> str:
    """The lines of a ``multline``: the first at the left, the last at the right."""
    lines = rows(found[2])
    steps = ["", *("\\qquad " for _ in lines[1:-1]), *(("\\qquad\\qquad ",) if len(lines) > 1 else ())]
    body = "\\\\ ".join(f"&{step}{line}" for step, line in zip(steps, lines, strict=True))
    return f"\\begin{{aligned}}{body}\\end{{aligned}}"


def _tensors(tex: str) -> str:
    out: list[str] = []
    place = 0
    for _ in range(_MAX):
        found = _INDICES.search(tex, place)
        if found is None:
            break
        base, start = "", found.end() - 1
        end = closing(tex, start)
        if "tensor" in found[0] and end > 0:
            base, start = tex[start + 1 : end], end + 1
            end = closing(tex, start) if tex[start : start + 1] == "{" else -1
        out.append(tex[place : found.start()])
        if end < 0:
            out.append(found[0])
            place = found.end()
            continue
        out.append(
            f"{{{base}}}{_staggered(tex[start + 1 : end])}" if base else _staggered(tex[start + 1 : end])
        )
        place = end + 1
    return "".join((*out, tex[place:]))


def _staggered(indices: str) -> str:
    """``^a_b`` as ``{}^{a}{}_{b}``: each index behind the one before it."""
    out: list[str] = []
    tokens = [token for token in tokens_of(indices) if not patterns.fullmatch(r"\s+", token)]
    index = 0
    while index < len(tokens):
        if tokens[index] not in {"^", "_"} or index + 1 >= len(tokens):
            out.append(tokens[index])
            index += 1
            continue
        mark, depth, held = tokens[index], 0, []
        index += 1
        while index < len(tokens):
            depth += {"{": 1, "}": -1}.get(tokens[index], 0)
            held.append(tokens[index])
            index += 1
            if depth <= 0:
                break
        inner = held[1:-1] if held[:1] == ["{"] else held
        out.append(f"{{}}{mark}{{{' '.join(inner)}}}")
    return "".join(out)
