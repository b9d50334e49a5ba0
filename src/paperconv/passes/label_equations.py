r"""Take ``\label`` and ``\tag`` out of displayed formulas: they say how a formula is called, not how it looks."""

from __future__ import annotations

from typing import Any

from paperconv import model as m
from paperconv.citations.ids import xml_name
from paperconv.diagnostics import Log
from paperconv.patterns import late

_COMMAND = late(r"\s*\\(label|tag)\*?\s*\{([^{}]{1,80})\}")


def label_equations(document: m.Document, _: Log) -> m.Document:
    r"""A formula with one ``\label{x}`` gets the id ``x``, with one ``\tag{3}`` the label ``3``."""
    return m.rewrite(document, _rule)


def _rule(node: m.Node) -> m.Node | None:
    if not isinstance(node, m.Equation) or ("\\label" not in node.tex and "\\tag" not in node.tex):
        return None
    found: dict[str, list[str]] = {"label": [], "tag": []}
    for command in _COMMAND.finditer(node.tex):
        found[command[1]].append(command[2])
    changes: dict[str, Any] = {}
    taken = set()
    if len(found["label"]) == 1:
        taken.add("label")
        if not node.id:
            changes["id"] = xml_name(found["label"][0])
    if len(found["tag"]) == 1:
        taken.add("tag")
        if not node.label:
            changes["label"] = found["tag"][0].strip().strip("()")
    if not taken:
        return None
    changes["tex"] = _COMMAND.sub(lambda one: "" if one[1] in taken else one[0], node.tex).strip()
    return m.replace(node, **changes)
