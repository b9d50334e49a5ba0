r"""What pandoc gets wrong in floats and groups of formulas of LaTeX.

It forgets the caption of a figure that stands before its parts, does not know ``\subcaption``, counts the parts of figures as
figures, sets ``figure*`` like ``figure``, and takes all of a ``subequations`` with text in it for one formula.
"""

from __future__ import annotations

import re

from paperconv import model as m
from paperconv.formulas.tex import ENVIRONMENTS
from paperconv.pandoc.context import Context
from paperconv.patterns import late
from paperconv.readers.pandoc.arguments import arguments

_FIGURE = late(r"\\begin\{figure\}(.*?)\\end\{figure\}", re.DOTALL)
_EDGE = late(r"\\(begin|end)\{subfigure\}|\\(caption|subcaption)(?=\s*[\[{])|(?<!\\)%[^\n]*")
_WIDE = late(r"\\begin\s*\{(figure|table)\*\}(.*?)\\end\s*\{\1\*\}", re.DOTALL)
_LABEL = late(r"\\label\s*\{([^{}]{1,200})\}")
_GROUP = late(r"\\begin\{subequations\}((?:(?!\\begin\{subequations\}).)*?)\\end\{subequations\}", re.DOTALL)
_FORMULA = late(rf"\\begin\{{((?:{'|'.join(ENVIRONMENTS)})\*?)\}}(.*?)\\end\{{\1\}}", re.DOTALL)
_POINTER = late(r"(ref\*?\s*\{)([^{},]{1,200})(?=\})")
_NUMBER = late(r"[A-Z]?\d{1,3}(?:\.\d{1,3})?[a-z]?")


def with_captions_last(text: str) -> str:
    """``text``, LaTeX, whose figures with parts have their captions behind these; the lines stay but for those of the caption."""
    if "\\begin{subfigure}" not in text:
        return text
    return _FIGURE.sub(_caption_last, text)


def _caption_last(figure: re.Match[str]) -> str:
    held, depth, place = figure[1], 0, 0
    out: list[str] = []
    captions: list[str] = []
    if "\\begin{subfigure}" not in held:
        return figure[0]
    for found in _EDGE.finditer(held):
        if found.start() < place:
            continue
        if found[1]:
            depth += 1 if found[1] == "begin" else -1
        elif found[2]:
            _, said, end = arguments(held, found.end())
            if said is None:
                continue
            out.append(held[place : found.start()])
            place = end
            whole = f"\\caption{held[found.end() : end]}"
            if depth > 0:
                out.append(whole)
            else:
                captions.append(whole)
                out.append("\n" * held.count("\n", found.start(), end))
    return "".join((r"\begin{figure}", *out, held[place:], *captions, r"\end{figure}"))


def with_formulas_apart(text: str) -> str:
    r"""``text``, LaTeX, without the ``subequations`` that hold text or several formulas; pointers to all of them lead to the first."""
    renamed: dict[str, str] = {}

    def apart(group: re.Match[str]) -> str:
        formulas = list(_FORMULA.finditer(group[1]))
        around = _FORMULA.sub("", group[1])
        own = _LABEL.search(around)
        if not formulas or not (len(formulas) > 1 or _LABEL.sub("", around).strip()):
            return group[0]
        held = group[1]
        if own is not None:
            held = held.replace(own[0], "", 1)
            if first := _LABEL.search(formulas[0][2]):
                renamed[own[1]] = first[1]
        return held

    if "\\begin{subequations}" not in text:
        return text
    text = _GROUP.sub(apart, text)
    return _POINTER.sub(lambda one: one[1] + renamed.get(one[2], one[2]), text) if renamed else text


def wide_labels(text: str) -> frozenset[str]:
    """The labels in the floats of ``text``, LaTeX, that span both columns."""
    return frozenset(label[1] for found in _WIDE.finditer(text) for label in _LABEL.finditer(found[2]))


def with_floats(draft: m.Draft, wide: frozenset[str], context: Context) -> m.Draft:
    """``draft`` with what has one of the ``wide`` labels across the columns, and pointers to floats without pandoc's count."""
    spanning = {context.target(label) for label in wide}
    counted = {id for node in m.iter_nodes(draft) for id in _counted(node)}

    def rule(node: m.Node) -> m.Node | None:
        match node:
            case m.CrossRef(target, children) if target in counted and _NUMBER.fullmatch(m.text_of(children)):
                return m.replace(node, children=(), form="number")
            case m.Figure(id=id) | m.Table(id=id) if id in spanning and node.span == "column":
                return m.replace(node, span="page")
            case _:
                return None

    return m.rewrite(draft, rule)


def _counted(node: m.Node) -> tuple[str, ...]:
    """The ids in ``node`` of what is going to have a number."""
    match node:
        case m.Figure(panels, id=id, caption=caption) if caption is not None:
            return (id, *(panel.id for panel in panels if len(panels) > 1))
        case m.Table(id=id, caption=caption) if caption is not None:
            return (id,)
        case _:
            return ()
