"""Runs of inlines: their ends, their words, and what is pulled out of them."""

from __future__ import annotations

from typing import Any, TypeAlias

from paperconv import model as m
from paperconv.pandoc.context import Json

Piece: TypeAlias = m.Inline | m.Equation
"""An inline, or a displayed formula at which its paragraph is to be split."""


def plain(items: list[Json]) -> str:
    """The words of pandoc's ``items``, without notes and raw source; nothing is defined by asking."""
    parts: list[str] = []
    stack: list[Any] = list(reversed(items))
    while stack:
        item = stack.pop()
        content = item.get("c")
        match item["t"]:
            case "Str":
                parts.append(content)
            case "Space" | "SoftBreak" | "LineBreak":
                parts.append(" ")
            case "Code" | "Math":
                parts.append(content[1])
            case "Note" | "RawInline":
                pass
            case "Quoted" | "Cite" | "Link" | "Span" | "Image":
                stack.extend(reversed(content[1]))
            case _:
                stack.extend(reversed(content or ()))
    return "".join(parts)


def trim(items: m.Inlines) -> m.Inlines:
    """``items`` without blanks at either end."""
    while items and isinstance(items[0], m.Text):
        value = items[0].value.lstrip(" \n\t")
        if value == items[0].value:
            break
        items = (m.Text(value), *items[1:]) if value else items[1:]
    while items and isinstance(items[-1], m.Text):
        value = items[-1].value.rstrip(" \n\t")
        if value == items[-1].value:
            break
        items = (*items[:-1], m.Text(value)) if value else items[:-1]
    return items


def take_labels(items: m.Inlines) -> tuple[m.Inlines, list[str]]:
    r"""``items`` without the anchors that ``\label`` left, and their ids."""
    if not any(isinstance(item, m.Span) and item.role == "label" for item in items):
        return items, []
    kept: list[m.Inline] = []
    names: list[str] = []
    for item in items:
        if isinstance(item, m.Span) and item.role == "label":
            names.append(item.id)
        else:
            kept.append(item)
    return trim(tuple(kept)), names
